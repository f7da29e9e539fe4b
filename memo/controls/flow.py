"""The flow to explore: which proposal takes up which problem, in the kit's reading and in the student's own."""

from memo.analysis.matching import agreement
from memo.controls import flow_words
from memo.controls.answers import filled, fits
from memo.controls.exhibit import Exhibit
from memo.controls.lesson_texts import lesson_texts
from memo.figures.flow import KIT, OWN, PROBLEMS, PROPOSALS, VIEWS, changes, flow

LESSON, QUESTION, FIELD = "07", "match", "pairs"
_WORDS = ["problem", "proposal", "diagnosis_paragraph", "diagnosis_reading", "proposal_paragraph", "remedy_reading"]
_TIES = ["tie", "tie_words", "sense", "reason"]


class Flow(Exhibit):
    """The flow with its choice of view, problem and proposal; no strand is shown before the matching is committed.

    doc : Memorandum
    journal : Journal
    view : one of `memo.figures.flow.VIEWS`
    problem : a label of `doc.problems`, "" for all
    proposal : a number and title such as "3 New treaties of friendship", "" for all

    What cannot be shown is told in the control's own message.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "07").figure("flow")
    Flow: Commit your matching above first: then the strands appear, t
    """

    what, name = "flow", "flow"
    first = {"view": VIEWS[0], "problem": "", "proposal": ""}
    wide = 31  # narrower, labels would be cut

    def __init__(self, doc, journal, **chosen):
        self.problems, self.proposals, self.kit = doc.problems, doc.proposals, doc.links
        self.labels = dict(zip(self.problems["label"], self.problems["id"], strict=True))
        self.titles = {f"{row.proposal} {row.title}": int(row.proposal) for row in self.proposals.itertuples()}
        (question,) = (question for question in lesson_texts()[LESSON]["question"] if question["id"] == QUESTION)
        (self._field,) = (field for field in question["field"] if field["id"] == FIELD)
        super().__init__(journal, **chosen)
        self._drawn = self.opened, self.own
        journal.watch_answers(self._follow_matching)

    def follow(self):
        self._drawn = self.opened, self.own
        super().follow()

    def _follow_matching(self):
        """Draw anew where the answer was the matching, not with every other."""
        if self._drawn != (self.opened, self.own):
            self.follow()

    # -- what may be shown

    @property
    def _matching(self):
        """What was committed as the matching, whatever a journal holds."""
        answer = self.journal.state.answer(LESSON, f"{LESSON}.{QUESTION}")
        matching = answer.get(FIELD) if isinstance(answer, dict) else None
        return matching if fits(self._field, matching) else {}

    @property
    def opened(self):
        """Whether a matching has been committed, or a teacher has opened everything."""
        return self.journal.state.everything_open or filled(self._field, self._matching)

    @property
    def own(self):
        """What the student tied, as (problem, proposal) pairs in the order of the lists."""
        matching = self._matching
        every = [(problem, number) for problem in self.labels.values() for number in self.titles.values()]
        return [(problem, number) for problem, number in every if str(number) in matching.get(problem, [])]

    @property
    def links(self):
        """The kit's links; none of them before the flow is open."""
        return self.kit if self.opened else self.kit.head(0)

    @property
    def pairs(self):
        """Every strand there is: problem, proposal, kit, own."""
        return agreement(self.links, self.own)

    @property
    def at(self):
        """The problem's id and the proposal's number that are chosen, "" and 0 for none."""
        return self.labels.get(self.chosen["problem"], ""), self.titles.get(self.chosen["proposal"], 0)

    def fields(self):
        lists = {"view": ("Show", VIEWS, None), "problem": ("Problem", self.labels, "all")}
        lists |= {"proposal": ("Proposal", self.titles, "all")}
        return [
            {"id": name, "kind": "select", "label": label, "noun": name, "options": list(options), "empty": empty}
            for name, (label, options, empty) in lists.items()
        ]

    def draw(self):
        return flow(self.problems, self.proposals, self.links, self.own, strands=len(self.kit))

    def changes(self):
        tables = self.problems, self.proposals, self.links
        return changes(*tables, self.own, self.chosen["view"], *self.at, strands=len(self.kit))

    def clicks(self):
        strands = range(OWN, KIT + len(self.kit))
        return {PROBLEMS: self._on_problem, PROPOSALS: self._on_proposal} | dict.fromkeys(strands, self._on_strand)

    def _on_problem(self, name):
        label = next(label for label, own in self.labels.items() if own == name)
        self.show(problem="" if self.chosen["problem"] == label else label, proposal="")

    def _on_proposal(self, name):
        title = next(title for title, number in self.titles.items() if str(number) == name)
        self.show(proposal="" if self.chosen["proposal"] == title else title, problem="")

    def _on_strand(self, name):
        problem, number = name.rsplit("-", 1)
        label = next(label for label, own in self.labels.items() if own == problem)
        self.show(problem=label, proposal=next(title for title, own in self.titles.items() if own == int(number)))

    # -- in words

    def sentence(self):
        return flow_words.sentence(self)

    def table(self):
        return flow_words.table(self)

    def data(self):
        return self.pairs.merge(self.links[_WORDS + _TIES], on=["problem", "proposal"], how="left")

    def words(self):
        return flow_words.words(self)
