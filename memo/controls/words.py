"""Words of the analysis and words of the proposals, counted by a rule that stands on the screen."""

from memo.analysis import Rule, concordance, frequencies, leading, over_the_line
from memo.analysis.words import LINE, ORDERS
from memo.controls.counting import CHOICES, lines_of, rule_of, ticked, times
from memo.controls.exhibit import Exhibit
from memo.figures.words import DOTS, changes, word_differences

_SHOWN = 30  # passages beside the figure; all of them stand in the keyword in context
_ROUND = {"analysis_rate": 2, "proposals_rate": 2, "g2": 2}
_HEADS = {
    "word": "Word",
    "analysis": "Analysis",
    "analysis_rate": "per 1,000",
    "proposals": "Proposals",
    "proposals_rate": "per 1,000 ",
    "brackets": "in brackets",
    "g2": "G²",
}


class Words(Exhibit):
    """The words that tell analysis (¶1–21) and proposals (¶22–38) apart, by a counting rule.

    doc : Memorandum
    journal : Journal
    order : "most different" or "most frequent"
    word : str, a word that stands twice or more in the text, or "" for none
    rule : tuple of the labels in `memo.controls.counting.CHOICES` that are ticked

    What cannot be shown is told in the control's own message.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "09").figure("words", word="will").sentence()[-105:]
    '“will”: 6 times in the analysis (3.6 per 1,000), never in the proposals; G² 6.4, beyond the line of 3.84.'
    """

    what, name = "figure", "words"
    first = {"order": ORDERS[0], "word": "", "rule": ticked(Rule())}

    def __init__(self, doc, journal, **chosen):
        self.doc = doc
        self._count(self.first["rule"])
        super().__init__(journal, **chosen)

    def _count(self, labels):
        self.rule = rule_of(labels)
        self.counted = frequencies(self.doc.paragraphs, self.rule)

    @property
    def rows(self):
        """The rows that are drawn: those that lead, and the chosen word."""
        rows, word = leading(self.counted, self.chosen["order"]), self.chosen["word"]
        return rows if not word or word in rows.index else self.counted.loc[[*rows.index, word]]

    def show(self, **chosen):
        word = chosen.get("word", self.chosen["word"])
        self.trouble = ""
        if "rule" in chosen:
            self._count(chosen["rule"])
        if word and word not in self._words() and ("word" not in chosen or word == self.chosen["word"]):
            self.trouble = f"By this rule “{word}” is not counted, or only once: the figure goes on without it."
            chosen["word"] = ""
        super().show(**chosen)

    def _words(self):
        return sorted(self.counted.index[self.counted["total"] > 1])

    def fields(self):
        rule = {"id": "rule", "kind": "choices", "label": "The counting rule: count", "options": list(CHOICES.values())}
        order = {"id": "order", "kind": "select", "label": "Show the words that are", "options": list(ORDERS), "empty": None}
        word = {"id": "word", "kind": "select", "label": "A word of your own", "options": self._words(), "empty": "none"}
        return [rule | {"noun": "part of the rule"}, order | {"noun": "order"}, word | {"noun": "word"}]

    def draw(self):
        return word_differences(self.rows, self._title())

    def changes(self):
        return changes(self.rows, self._title(), self.chosen["word"])

    def _title(self):
        if self.chosen["order"] == ORDERS[0]:
            return "Which part does a word belong to?"
        return "The most frequent words, and where they stand"

    def clicks(self):
        return {DOTS: lambda word: self.show(word="" if word == self.chosen["word"] else word)}

    def sentence(self):
        sizes = {part: int(self.counted[part].sum()) for part in ("analysis", "proposals")}
        found, by_chance = over_the_line(self.counted)
        text = (
            f"By this rule the analysis (¶1–21) has {sizes['analysis']:,} words and the proposals (¶22–38) have "
            f"{sizes['proposals']:,}. {found} words differ more than chance easily makes them (G² above {LINE}, filled dots). "
            f"Were the same words dealt out like cards, about {by_chance:.0f} would."
        )
        return f"{text} {told(self.counted.loc[self.chosen['word']])}" if self.chosen["word"] else text

    def table(self):
        rows = self.rows.reset_index().round(_ROUND)
        return rows[list(_HEADS)].set_axis(list(_HEADS.values()), axis=1)

    def data(self):
        rule = ", ".join(self.chosen["rule"]) or "nothing ticked"
        return self.counted.reset_index().round(_ROUND).assign(rule=f"counted: {rule}")

    def words(self):
        word = self.chosen["word"]
        if not word:
            return [{"p": "Click a dot, or choose a word in the list: the places where it stands appear here."}, _EXPLAINED]
        lines = concordance(self.doc.paragraphs, self.doc.sentences, word, self.rule)
        more = [{"p": f"The first {_SHOWN} of {len(lines)}."}] if len(lines) > _SHOWN else []
        shown = {"lines": lines_of(lines.head(_SHOWN))}
        return [{"h": f"“{word}” in its places"}, *more, shown, _EXPLAINED]


def told(row):
    """What the counts say of one word, as a sentence; `row` is a row of `memo.analysis.frequencies`."""
    parts = [
        f"{times(row[part])} in the {part}" + (f" ({row[f'{part}_rate']:.1f} per 1,000)" if row[part] else "")
        for part in ("analysis", "proposals")
    ]
    inside = f"; {row['brackets']} of the {row['total']} in the translators' brackets" if row["brackets"] else ""
    beyond = f"beyond the line of {LINE}" if row["g2"] > LINE else f"not beyond the line of {LINE}: it may well be chance"
    return f"“{row.name}”: {', '.join(parts)}{inside}; G² {row['g2']:.1f}, {beyond}."


_EXPLAINED = {
    "details": {
        "summary": "How to read the dots; what G² is",
        "blocks": [
            {"list": [
                "A dot at the left edge: the word stands in the analysis only. At the right edge: in the proposals only. In the middle: it is equally frequent in both, counted per 1,000 words, because the analysis is longer.",
                "● round: more frequent in the analysis. ◆ diamond: more frequent in the proposals.",
                f"A filled dot has a G² above {LINE}, a hollow one a smaller G².",
                "A word begins with a letter. Figures such as 1939 are not counted.",
            ]},
            {"p": "G² (log-likelihood) asks: if the word were spread evenly, how many would we expect in each part, given its length? The farther the real counts are from that, the larger G². A word that stands six times can reach it; one that stands twice cannot."},
            {"p": f"The line of {LINE} is drawn where chance alone would carry about one frequent word in twenty across it. We look at hundreds of words at once, so many cross it by chance; the sentence under the figure says how many to expect. And words come in clusters, not like cards: treat every filled dot as a question, not as a finding."},
            {"p": "The formula is the one of Paul Rayson's log-likelihood calculator, Lancaster University."},
        ],
    }
}  # fmt: skip
