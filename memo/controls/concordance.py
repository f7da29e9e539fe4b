"""Keyword in context: look for a word, sort by its neighbours, open the sentence."""

import ipywidgets

from memo.analysis import concordance, in_order
from memo.analysis.contexts import ORDERS
from memo.controls.choice import Choice
from memo.controls.counting import CHOICES, lines_of, rule_of, ticked, times
from memo.controls.exhibit import Part, csv
from memo.errors import MemoError, known

_RULE = [label for name, label in CHOICES.items() if name != "small"]  # what is looked for is found, small or not


class Concordance(ipywidgets.VBox):
    """Every place of a word or phrase with what stands around it; a line opens its sentence and paragraph.

    doc : Memorandum
    journal : Journal
    word : str, what is looked for at first
    order : "place", "word before" or "word after"
    rule : tuple of labels, as in `memo.controls.counting.CHOICES`

    What cannot be shown is told in the control's own message; `show` raises MemoError.

    >>> import memo
    >>> memo.controls.Lesson(memo.load(), "09").figure("concordance", word="fraternal")
    Concordance: “fraternal” stands once in the analysis and 3 times in the proposals.
    """

    name = "concordance"
    first = {"word": "friends", "order": ORDERS[0], "rule": ticked(rule_of([CHOICES["brackets"], CHOICES["hyphens"]]))}

    def __init__(self, doc, journal, **chosen):
        self.doc, self.journal, self.chosen = doc, journal, self.first | {"line": None}
        self.label = f"Keyword in context: {chosen.get('word', self.first['word']) or 'a word of your own'}"
        trouble = ""
        self._find()
        try:
            self._take(**chosen)
        except MemoError as error:
            trouble = str(error)
        self.search, self.hits = Search(self), Hits(self)
        super().__init__([self.search, self.hits], layout=ipywidgets.Layout(max_width="64rem"))
        if trouble:
            self.search.say(trouble, "warn")

    def __repr__(self):
        return f"Concordance: {self.sentence()}"

    def show(self, **chosen):
        """Change what is shown; whatever is left out stays. Raises MemoError for what there is not."""
        self._take(**chosen)
        for part in (self.search, self.hits):
            part.draw()

    def _take(self, **chosen):
        known(chosen.get("order", ORDERS[0]), ORDERS, "order")
        for label in chosen.get("rule", ()):
            known(label, _RULE, "part of the rule")
        before, self.chosen = self.chosen, self.chosen | {"line": None} | chosen
        try:
            self._find()
        except MemoError:
            self.chosen = before
            raise
        if self.chosen["line"] not in {line["id"] for line in self.rows}:
            self.chosen["line"] = None

    def _find(self):
        word, rule = self.chosen["word"].strip(), rule_of(self.chosen["rule"])
        tables = self.doc.paragraphs, self.doc.sentences
        self.lines = in_order(concordance(*tables, word or "a", rule), self.chosen["order"])
        self.lines = self.lines if word else self.lines.head(0)
        self.rows = lines_of(self.lines)

    def sentence(self):
        """How often it stands where, in words."""
        word = self.chosen["word"].strip()
        if not word:
            return "Type a word, a phrase, or the beginning of a word with * (democrat*)."
        if self.lines.empty:
            return (
                f"“{word}” stands nowhere in the memorandum, by this rule. A word is missing; whether the thing is "
                "missing too, other words for it must show."
            )
        first, second = (times(int((self.lines["part"] == part).sum())) for part in ("analysis", "proposals"))
        text = f"“{word}” stands {first} in the analysis and {second} in the proposals."
        inside = int(self.lines["brackets"].sum())
        return f"{text} In the translators' brackets: {inside} of {len(self.lines)} (broken frame)." if inside else text


class Search(Part, Choice):
    """What is looked for, in which order, by which rule."""

    def draw(self):
        exhibit = self.exhibit
        fields = [
            {"id": "word", "kind": "line", "label": "Look for"},
            {"id": "order", "kind": "select", "label": "Sort by", "options": list(ORDERS), "empty": None},
            {"id": "rule", "kind": "choices", "label": "The counting rule: count", "options": _RULE},
        ]
        self.spec = self.spec or {"label": exhibit.label, "look": "bar", "live": True, "fields": fields}
        self.values = {"word": exhibit.chosen["word"], "order": exhibit.chosen["order"], "rule": list(exhibit.chosen["rule"])}
        self.say("")

    def choose(self, values):
        word, order, rule = (values.get(name) for name in ("word", "order", "rule"))
        self.exhibit.show(word=str(word or ""), order=order or ORDERS[0], rule=tuple(rule or ()))


class Hits(Part, Choice):
    """The lines; the chosen one opens its sentence."""

    def draw(self):
        exhibit = self.exhibit
        word = exhibit.chosen["word"].strip()
        label = f"Places of “{word}”" if exhibit.rows else "No place" if word else "Places"
        spec = {
            "label": f"Lines of {exhibit.label}",
            "look": "figure",
            "live": True,
            "fields": [{"id": "line", "kind": "hits", "label": label, "rows": exhibit.rows}],
            "buttons": [{"id": "csv", "label": "CSV"}],
        }
        if spec != self.spec:
            self.spec = spec
        self.values = {"line": exhibit.chosen["line"]}
        self.say(exhibit.sentence(), "plain", self._opened())

    def _opened(self):
        exhibit, doc = self.exhibit, self.exhibit.doc
        line = next((row for row in exhibit.rows if row["id"] == exhibit.chosen["line"]), None)
        if line is None:
            return []
        column = rule_of(exhibit.chosen["rule"]).column
        how = " (as transmitted)" if column == "diplomatic" else ""
        sentence = doc.sentences.set_index("label").loc[line["cite"].removeprefix("¶")]
        number = sentence["paragraph"]
        whole = {"quote": doc.paragraphs.at[number, column], "cite": f"¶{number}{how}"}
        more = {"details": {"summary": f"The whole of ¶{number}", "blocks": [whole]}}
        return [{"quote": sentence[column], "cite": f"{line['cite']}{how}"}, more]

    def choose(self, values):
        self.exhibit.chosen["line"] = values.get("line")
        self.draw()

    def press(self, button, values):
        if button == "csv":
            self.send({"download": csv("concordance", self.exhibit.lines)})
            return True
        return super().press(button, values)
