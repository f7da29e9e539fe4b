"""The two-page brief: a template to fill, citations from the board, a preview, and the files to hand in."""

import re

from memo.controls.answers import fitting
from memo.controls.board import cards, followers
from memo.controls.desks import chosen
from memo.controls.guarded import Guarded
from memo.controls.printing import as_markdown, as_page
from memo.controls.question import Evidence
from memo.controls.rubric import assessed
from memo.dates import BRIEF, days
from memo.edition import quoted

LESSON, QUESTION = "10", "10.brief"
ASKED, JUDGED = "10.question", "10.leak"  # what the brief takes over from steps 1 and 2
DAY = f"Monday, {days(BRIEF)}"
WORDS = 900  # on two pages of A4, with heading and quotation
_CITED = re.compile(r"\[(\d{1,4})\]")
_TYPES = {"markdown": ("md", "text/markdown"), "page": ("html", "text/html")}


class Brief(Guarded, Evidence):
    """A question with the fields of a brief; `[3]` in them cites the card of that number on the board."""

    def __init__(self, doc, journal, lesson, text):
        self._shown = None
        super().__init__(doc, journal, lesson, text)
        followers(journal).add(self._follow_earlier)
        journal.watch_answers(self._follow_earlier)

    def _follow_earlier(self):
        """Show desk, question, judgement and cards as they are now."""
        if self._shown != self._offered():
            self.follow()

    def _offered(self):
        """From which desk and to whom, the reader's question, the judgement of the copy, and what there is to cite, in lines."""
        desk = chosen(self.doc, self.journal.state)
        held = [
            f"[{card['id']}] {card['place']}: {quoted.shortened(card['words'], 90)}"
            for card in cards(self.doc, self.journal.state)
            if not card["fault"]
        ]
        state = self.journal.state
        return (desk.label if desk else "", desk.to if desk else "", asked(state), state.answer(LESSON, JUDGED), held)

    def _intro(self):
        self._shown = label, to, question, _, held = self._offered()
        who = f"From: {label}. To: {to}. {DAY}." if label else "Choose your desk first (step 1): it says to whom you write."
        offered = (
            {
                "details": {
                    "summary": f"Your board: {len(held)} to cite. Type the number in square brackets, as [{held[0][1 : held[0].index(']')]}]",
                    "blocks": [{"list": held}],
                }
            }
            if held
            else {"p": "There is nothing on your board yet that you could cite."}
        )
        answers = (
            f"The question: {question}" if question else "Your reader's question is still missing (step 1): the assessment answers it."
        )
        return [*super()._intro(), {"p": who}, {"p": answers}, offered]

    def _field(self, field):
        # What a field shows of an earlier step is shown once it is there: the desks in Moscow have no copy to judge.
        judged = self.journal.state.answer(LESSON, JUDGED) is not None
        return super()._field(field if judged else field | {"intro": []})

    def _buttons(self):
        more = [("preview", "Preview"), ("page", "Page to print"), ("markdown", "Markdown")]
        return [*super()._buttons(), *({"id": name, "label": label} for name, label in more)]

    def _remarks(self, answer):
        return [{"p": counted(self._written(answer))}, *self._uncited(answer), *super()._remarks(answer)]

    def _uncited(self, answer):
        held = {card["id"] for card in cards(self.doc, self.journal.state) if not card["fault"]}
        cited = {int(number) for _, words in self._written(answer) for number in _CITED.findall(words)}
        lost = ", ".join(f"[{number}]" for number in sorted(cited - held))
        return [{"p": f"Not on your board: {lost}."}] if lost else []

    def press(self, button, values):
        if button not in ("preview", *_TYPES):
            taken = super().press(button, values)
            if button == "draft":
                kept = self._kept()
                self.say(f"{self.feedback['text']} {counted(self._written(kept))}", "plain", self.feedback["reveal"])
            return taken
        self.keep(values)
        blocks = document(self.doc, self.journal, self.text["field"])
        if button == "preview":
            self.say(
                f"Draft kept. {counted(self._written(self._kept()))} Below stands your brief as it will be handed in.",
                "ok",
                [*self.guard(), *self._uncited(self._kept()), *map(_on_screen, blocks)],
            )
        else:
            ending, kind = _TYPES[button]
            text = as_markdown(blocks) if button == "markdown" else as_page(blocks, f"Brief by {self.journal.pseudonym}, 27 February 1989")
            self.send({"download": {"name": f"brief-27-february-1989.{ending}", "type": kind, "text": text}})
            self.say(
                f"Draft kept. The file brief-27-february-1989.{ending} lies where your browser keeps downloads.",
                "ok",
                self.feedback.get("reveal", ()),
            )
        return True


def counted(written):
    """How long the brief is, in a sentence.

    >>> counted([("What it says", "one two three [1]")])
    '3 words: 0.0 pages. Two pages hold about 900.'
    """
    words = sum(len(_CITED.sub(" ", text).split()) for _, text in written)
    long = f" {words - WORDS} too many: shorten." if words > WORDS else ""
    return f"{words} words: {words / WORDS * 2:.1f} pages. Two pages hold about {WORDS}.{long}"


def asked(state):
    """The question that the reader must have answered, "" before there is one."""
    answer = state.answer(LESSON, ASKED)
    question = answer.get("question") if isinstance(answer, dict) else None
    return question.strip() if isinstance(question, str) else ""


def document(doc, journal, fields):
    """The brief as blocks: heading, its parts with their citations, the evidence, the sources, the self-assessment.

    fields : list of dict, as the lesson's file has them; those of the three recommendations are named one-…, two-…, three-…
    """
    state = journal.state
    answer = fitting(fields, state.standing(LESSON, QUESTION))
    held, desk = cards(doc, state), chosen(doc, state)
    notes = _notes(held, answer)
    labels = {field["id"]: field["label"] for field in fields}

    def part(name):
        return _cited(answer.get(name, "").strip() or "(nothing yet)", held, notes)

    head = [
        ["To", desk.to if desk else "(no desk chosen)"],
        ["From", f"{journal.pseudonym}, {desk.label}" if desk else journal.pseudonym],
        ["Date", DAY],
        ["Subject", part("subject")],
        ["Question", asked(state) or "(nothing yet)"],
    ]
    blocks = [{"title": "Brief"}, {"table": {"caption": "", "head": ["", ""], "rows": head}}]
    for name in ("says", "trust", "assessment"):
        blocks += [{"h": labels[name]}, {"p": part(name)}]
    blocks.append({"h": "Three recommendations"})
    for number, name in enumerate(("one", "two", "three"), start=1):
        blocks.append({"p": f"{number}. {part(name)}\nReason: {part(f'{name}-reason')}\nRisk: {part(f'{name}-risk')}"})
    blocks += [{"h": "Against me stands"}, _counter(doc, answer), {"p": part("answer")}, {"h": labels["mind"]}, {"p": part("mind")}]
    return [*blocks, *_annex(doc, held, notes, _named(answer)), *assessed(doc, state)]


def _counter(doc, answer):
    words = quoted.bare(answer.get("counter", ""))
    found, where = quoted.check(doc, words) if words else (False, "")
    return {
        "quote": f"“{words}”" if words else "(nothing yet)",
        "cite": where if found else "These words were not found in the memorandum." if words else "",
    }


def _named(answer):
    """The numbers of all cards that the brief cites."""
    return {int(number) for words in answer.values() if isinstance(words, str) for number in _CITED.findall(words)}


def _notes(held, answer):
    """The facts that the brief cites, numbered in the order of their cards: {card: note}."""
    cited = _named(answer)
    facts = [card["id"] for card in held if card["kind"] == "fact" and card["id"] in cited and not card["fault"]]
    return {number: note for note, number in enumerate(facts, start=1)}


def _cited(text, held, notes):
    """The text with its citations filled in: (¶18.1) for a passage, (note 2) for a fact."""
    known = {card["id"]: card for card in held if not card["fault"]}

    def place(found):
        card = known.get(int(found[1]))
        return found[0] if card is None else f"({card['place']})" if card["kind"] == "passage" else f"(note {notes[card['id']]})"

    return _CITED.sub(place, text)


def _annex(doc, held, notes, named):
    """The sheet after the brief: notes, the board with the cards marked that are `named`, what paper and facts are cited from."""
    sound = [card for card in held if not card["fault"]]
    by_number = {card["id"]: card for card in sound}
    blocks = [{"page": True}, {"title": "Annex: evidence and sources"}]
    if notes:
        blocks += [
            {"h": "Notes"},
            {"list": [f"{note}. {by_number[number]['place']}: {by_number[number]['words']}" for number, note in notes.items()]},
        ]
    if sound:
        rows = [
            [
                f"[{card['id']}]{' ●' if card['id'] in named else ''}",
                card["place"],
                card["words"],
                card["heading"] or "–",
                card["why"] or "–",
            ]
            for card in sound
        ]
        blocks.append(
            {
                "table": {
                    "caption": "The evidence board (● cited in the brief)",
                    "head": ["No.", "Place", "Passage or fact", "It …", "Why"],
                    "rows": rows,
                }
            }
        )
    places = ", ".join(dict.fromkeys(card["place"] for card in sound if card["kind"] == "passage"))
    cited = [f"The memorandum: {doc.cite()} Paragraph numbers are those of this kit's edition{f': {places}' if places else ''}."]
    return [
        *blocks,
        {"h": "Sources, as the kit names them"},
        {"list": cited + _works(doc, sound)},
        {
            "p": "The desk of 1989 had the paper; you have a copy that was translated and published later. This annex stands outside the part that you played."
        },
    ]


def _works(doc, sound):
    """The works behind the facts on the board, one line each."""
    works, named = doc.works.set_index("id"), {}
    for card in sound:
        if card["kind"] == "fact":
            table, _, name = card["fact"].partition("/")
            rows = getattr(doc, table).set_index("id")
            named |= dict.fromkeys(rows.at[name, "work"].split("; "))
    found = [works.loc[work] for work in named]
    return [". ".join(filter(None, [work["author"].rstrip("."), work["title"], work["container"], work["url"]])) for work in found]


def _on_screen(block):
    """A block as a form shows it."""
    if "title" in block:
        return {"h": block["title"]}
    if "page" in block:
        return {"p": "– new page –"}
    if "table" in block and not block["table"]["caption"]:
        return {"list": [f"{name}: {value}" for name, value in block["table"]["rows"]]}
    return block
