"""The network of parties and oppositions: what the text says of each, beside what each was on the day."""

import pandas as pd

from memo.analysis import SEVEN
from memo.analysis.countries import name
from memo.analysis.network import KINDS, LAYERS, both_named, sentences_of, ties_shown
from memo.controls.card import sources
from memo.controls.exhibit import Exhibit, Part
from memo.controls.form import Form
from memo.controls.later import later_is_open
from memo.errors import MemoError
from memo.figures.network import ACTORS, ALL, MISSED, changes, network

_LABELS = {ALL: "", **{label: kind for kind, label in KINDS.items()}}
_FEW = 3  # so many ties a sentence can name, and so many passages stand open


class Network(Exhibit):
    """The network with its choice of ties, country and actor; words and the actor's card beside it.

    doc : Memorandum
    journal : Journal
    chosen : `kind` (a label of `memo.analysis.network.KINDS`), `country`, `actor` (a name), `layers`

    >>> import memo
    >>> figure = memo.controls.Lesson(memo.load(), "04").figure("network", country="Poland")
    >>> figure.sentence()[:41]
    'All ties in Poland: 4 from the text. None'
    """

    what, name = "network", "network"
    first = {"kind": ALL, "country": "", "actor": "", "layers": ()}

    def __init__(self, doc, journal, **chosen):
        self.doc, self.actors, self.ties = doc, doc.actors, doc.ties
        super().__init__(journal, **chosen)

    @property
    def drawn(self):
        """The actors that the figure has room for, without the missing until they are asked for."""
        placed = self.actors[self.actors["side"].ne("")]
        return placed if LAYERS[1] in self.chosen["layers"] else placed[placed["side"].ne("missing")]

    @property
    def shown(self):
        """The ties that are drawn."""
        return ties_shown(self.ties, self.actors, _LABELS[self.chosen["kind"]], self.chosen["country"], self.chosen["layers"])

    @property
    def actor(self):
        """The row of the actor that is chosen, or None."""
        return next(self.actors[self.actors["name"].eq(self.chosen["actor"])].itertuples(), None)

    def fields(self):
        return [
            {"id": "kind", "kind": "select", "label": "Ties", "noun": "kind of tie", "options": list(_LABELS), "empty": None},
            {"id": "country", "kind": "select", "label": "Country", "noun": "country", "options": list(SEVEN), "empty": "all"},
            {
                "id": "actor",
                "kind": "select",
                "label": "Who",
                "noun": "actor",
                "options": list(self.drawn["name"]),
                "empty": "nobody chosen",
            },
            {"id": "layers", "kind": "choices", "label": "Besides, not from the text", "noun": "layer", "options": list(LAYERS)},
        ]

    def show(self, **chosen):
        before = dict(self.chosen)
        # Whoever is missing can be chosen only while the missing are shown.
        self.chosen["layers"] = chosen.get("layers", before["layers"])
        if self.chosen["actor"] not in {"", *self.drawn["name"]}:
            chosen = {"actor": ""} | chosen
        try:
            super().show(**chosen)
        except MemoError:
            self.chosen = before
            raise

    def draw(self):
        return network(self.actors, self.ties)

    def changes(self):
        row = self.actor
        return changes(
            self.actors, self.ties, _LABELS[self.chosen["kind"]], self.chosen["country"], row.id if row else "", self.chosen["layers"]
        )

    def clicks(self):
        return {ACTORS: self._clicked, MISSED: self._clicked}

    def _clicked(self, actor):
        clicked = self.actors.set_index("id").at[actor, "name"]
        self.show(actor="" if clicked == self.chosen["actor"] else clicked)

    def sentence(self):
        return sentence(self)

    def table(self):
        return _table(self.doc, self.shown)

    def data(self):
        return _table(self.doc, ties_shown(self.ties, self.actors, layers=LAYERS))

    def words(self):
        row = self.actor
        if row is None:
            return self._of_ties()
        named, worded, meant = (_quotes(self.doc, ids) for ids in (row.named_in, row.worded_in, row.meant_in))
        said = (
            [{"p": "By name:"}, *named]
            if named
            else [{"p": "In words, without a name:"}, *worded]
            if worded
            else [{"p": "Not named in the text."}]
        )
        count = "1 passage" if len(meant) == 1 else f"{len(meant)} passages"
        more = {"details": {"summary": f"Meant as one of a class, or by a pronoun: {count}", "blocks": meant}}
        return [{"h": f"The text on {row.name}"}, *said, *([more] if meant else [])]

    def _of_ties(self):
        """The words behind the ties that are drawn, then what is not from the text."""
        shown = self.shown
        claims = "; ".join(dict.fromkeys(claim for cell in shown.loc[shown["from_text"], "claims"] for claim in cell.split("; ")))
        country = self.chosen["country"]
        blocks = [{"h": "The words behind the ties" + (f": {name(country)}" if country else "")}]
        quotes = _quotes(self.doc, claims)
        blocks += quotes[:_FEW] or [{"p": "Nothing: here the text draws no such tie."}]
        if quotes[_FEW:]:
            count = len(quotes) - _FEW
            blocks.append({"details": {"summary": f"{count} more {'passage' if count == 1 else 'passages'}", "blocks": quotes[_FEW:]}})
        outside = [f"{row.known} Source: {sources(self.doc, row)}." for row in shown[~shown["from_text"]].itertuples()]
        return blocks + ([{"h": "Not from the text: known on the day"}, {"list": outside}] if outside else [])

    def aside(self):
        self.card = Actor(self)
        return [self.card]


class Actor(Part, Form):
    """What an actor was on the day, beside what the text says of it; what came later once that is open."""

    def draw(self):
        exhibit, row = self.exhibit, self.exhibit.actor
        self.spec = self.spec or {"label": "Who this was", "look": "figure"}
        if row is None:
            self.say("Click a box, or choose somebody in the list: here you see what the text says and who it was.")
            return
        self.say("", "plain", [actor_card(exhibit.doc, row, later_is_open(exhibit.journal.state))])


def actor_card(doc, row, later=False):
    """An actor's card as a table block; `later` adds what came after 24 February 1989.

    >>> import memo
    >>> doc = memo.load()
    >>> row = next(doc.actors.query("id == 'democratic-forum'").itertuples())
    >>> dict(actor_card(doc, row)["table"]["rows"])["In the text itself"]
    'Named with “other groups in Hungary” (¶8).'
    """
    rows = [
        ["What it is", f"{row.kind}, {name(row.country)}" if row.country != "several" else f"{row.kind}, more than one country"],
        ["Known on that day", row.known],
    ]
    if later and row.later:
        rows.append(["Later", row.later])
        row = row._replace(work=f"{row.work}; {row.later_work}")
    rows += [["In the text itself", row.text_says], ["Source", sources(doc, row)]]
    return {"table": {"caption": f"{row.name}, 24 February 1989", "head": ["On the day", "Not from the text"], "rows": rows}}


def sentence(exhibit):
    """What the network shows now, in words.

    >>> import memo
    >>> sentence(memo.controls.Lesson(memo.load(), "04").figure("network", kind="¶9 · Concessions and talks", country="Poland"))
    "¶9 · Concessions and talks in Poland: 1 from the text (Polish United Workers' Party and Solidarity (NSZZ Solidarność), ¶9). None of its sentences names both sides."
    """
    shown, country = exhibit.shown, exhibit.chosen["country"]
    text, day = shown[shown["from_text"]], shown[~shown["from_text"]]
    where = f" in {name(country)}" if country else ""
    told = f"{exhibit.chosen['kind']}{where}: {_counted(exhibit, text, 'from the text')}."
    if len(text):
        both = len(both_named(text, exhibit.actors))
        told += " None of its sentences names both sides." if not both else f" In {both} a sentence names both sides."
    if exhibit.chosen["layers"]:
        told += f" Known on the day, not from the text: {_counted(exhibit, day, 'more')}."
    if exhibit.actor is not None:
        told += f" Marked: {exhibit.actor.name}."
    return told


def _counted(exhibit, ties, what):
    names = exhibit.actors.set_index("id")["name"]
    pairs = [f"{names[row.a]} and {names[row.b]}, {row.label}" for row in ties.itertuples()]
    return f"{len(ties) or 'none'} {what}" + (f" ({'; '.join(pairs)})" if 0 < len(pairs) <= _FEW else "")


def _quotes(doc, ids):
    return [{"quote": row.text, "cite": f"¶{row.label}"} for row in sentences_of(doc.claims, doc.sentences, ids).itertuples()]


def _table(doc, ties):
    """Ties as a table to read and to take away."""
    names = doc.actors.set_index("id")["name"]
    rows = [
        {
            "Who": names[row.a],
            "With whom": names[row.b],
            "What": KINDS.get(row.kind, "belongs together").split(" · ")[-1],
            "¶": ", ".join(f"{label}" for label in found["label"]) if row.from_text else "not from the text",
            "Words, or what was known": " ".join(found["text"]) if row.from_text else row.known,
            "With it": row.note,
            "Source": "the memorandum" if row.from_text else sources(doc, row),
        }
        for row in ties.itertuples()
        for found in [sentences_of(doc.claims, doc.sentences, row.claims)]
    ]
    return pd.DataFrame(rows, columns=["Who", "With whom", "What", "¶", "Words, or what was known", "With it", "Source"])
