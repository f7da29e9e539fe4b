"""The evidence board: passages of the memorandum and facts known by the day, each with a heading and a reason."""

import weakref

from memo.controls.desks import chosen
from memo.controls.facts import facts
from memo.controls.guarded import Guarded
from memo.edition import quoted
from memo.errors import MemoError
from memo.journal.watchers import Watchers

HEADINGS = ["supports", "contradicts", "context"]
LESSON, QUESTION = "10", "10.board"
FROM, TO, AGAINST = 8, 12, 2  # cards that are asked for, and how many of them at least should contradict
_MOST = 40
_FOLLOWERS = weakref.WeakKeyDictionary()


def followers(journal):
    """Who must follow a board while it is made, before it is committed: `followers(journal).add(method)`.

    >>> import memo
    >>> followers(memo.controls.Lesson(memo.load(), "10").journal)
    <memo.journal.watchers.Watchers object at ...>
    """
    return _FOLLOWERS.setdefault(journal, Watchers())


class Board(Guarded):
    """A question with the fields `thesis` (what the cards speak for or against), `words` (to paste a passage) and `board`.

    A card has a number that it keeps for good, so that a brief can cite it; what it holds is looked up, never
    taken from the page.
    """

    def __init__(self, doc, journal, lesson, text):
        self._desk = None
        super().__init__(doc, journal, lesson, text)
        journal.watch_answers(self._follow_desk)

    def _follow_desk(self):
        """Offer what the desk that was chosen could know."""
        desk = chosen(self.doc, self.journal.state)
        if (desk and desk.id) != self._desk:
            self.follow()

    def _field(self, field):
        shown = super()._field(field)
        if field["kind"] != "board":
            return shown
        desk = chosen(self.doc, self.journal.state)
        self._desk = desk and desk.id
        return shown | {
            "passages": [{"id": row.label, "words": row.text} for row in self.doc.sentences.itertuples()],
            "facts": facts(self.doc, desk),
            "headings": HEADINGS,
            "most": _MOST,
        }

    def _buttons(self):
        return [{"id": "take", "label": "Look up and put on the board", "beside": "words"}, *super()._buttons()]

    def _written(self, values):
        held = cards(self.doc, self.journal.state, values)
        return [*super()._written(values), *((f"No. {card['id']}, why", card["why"]) for card in held)]

    def _missing(self, answer):
        return super()._missing(answer) + [
            f"No. {card['id']}: {card['fault']}" for card in cards(self.doc, self.journal.state, answer) if card["fault"]
        ]

    def _remarks(self, answer):
        words = (answer.get("words") or "").strip()
        return [
            {"p": tally(cards(self.doc, self.journal.state, answer))},
            *([{"p": "The words that you pasted are not on the board yet: look them up first."}] if words else []),
            *super()._remarks(answer),
        ]

    def press(self, button, values):
        if button == "take":
            return self._take(values)
        if button != "draft":
            return super().press(button, values)
        try:
            taken = super().press(button, values)
            self.say(f"{self.feedback['text']} {tally(cards(self.doc, self.journal.state))}", "plain", self.feedback["reveal"])
        finally:
            followers(self.journal).tell()
        return taken

    def _take(self, values):
        """Look the pasted words up, and make a card of them."""
        words = quoted.bare(values.get("words") or "")
        found, where = quoted.check(self.doc, words)
        if not found:
            raise MemoError(where)
        board = values.get("board") if isinstance(values.get("board"), dict) else {}
        held = board.get("cards") if isinstance(board.get("cards"), list) else []
        if len(held) >= _MOST:
            raise MemoError(f"{_MOST} cards are enough: take one off first.")
        number = 1 + max(
            [0, *(int(card["id"]) for card in held if _numbered(card)), int(board["last"]) if _whole(board.get("last")) else 0]
        )
        card = {"id": number, "kind": "passage", "place": where.removeprefix("¶"), "words": words, "heading": "", "why": ""}
        self.keep(values | {"words": "", "board": board | {"cards": [*held, card], "last": number}})
        self.draw()
        # The page may have gone on meanwhile: it puts the card to what stands there now.
        self.send({"added": {"to": "board", "value": card, "from": "words", "words": values["words"]}})
        self.say(f"No. {number} is on the board: {where}. Say there what it does, and why.", "ok", self.feedback["reveal"])
        followers(self.journal).tell()
        return True


def cards(doc, state, values=None):
    """The cards of a board, looked up: dicts with id, kind, place, words, source, heading, why, fault ("" where all is well).

    values : dict, default what stands in the journal's state

    >>> import memo
    >>> lesson = memo.controls.Lesson(memo.load(), "10")
    >>> board = {"cards": [{"id": 1, "kind": "passage", "place": "", "words": "a political decision be made to open access"}]}
    >>> [(card["place"], card["fault"]) for card in cards(lesson.doc, lesson.journal.state, {"board": board})]
    [('¶34.1', '')]
    """
    if values is None:
        values = state.standing(LESSON, QUESTION)
    board = values.get("board") if isinstance(values, dict) else None
    held = board.get("cards") if isinstance(board, dict) else None
    known = {fact["id"]: fact for fact in facts(doc, chosen(doc, state))}
    made, numbers = [], set()
    for card in held[:_MOST] if isinstance(held, list) else []:
        if _numbered(card) and card["id"] not in numbers:
            numbers.add(card["id"])
            made.append(_looked_up(doc, card, known))
    return made


def _looked_up(doc, card, known):
    text = {name: card[name] if isinstance(card.get(name), str) else "" for name in ("kind", "place", "words", "heading", "why")}
    made = {
        "id": card["id"],
        "kind": text["kind"],
        "heading": text["heading"] if text["heading"] in HEADINGS else "",
        "why": text["why"],
        "source": "",
        "fault": "",
    }
    if text["kind"] == "fact":
        fact = known.get(text["place"])
        if fact is None:
            return made | {"place": text["place"], "words": text["words"], "fault": "your desk could not know this fact"}
        return made | {
            "place": f"{fact['when']}, {fact['where']}",
            "words": f"{fact['what']}. {fact['more']}".strip(),
            "source": fact["source"],
            "fact": fact["id"],
        }
    found, where = quoted.check(doc, text["words"])
    return made | {"kind": "passage", "place": where if found else "", "words": text["words"], "fault": "" if found else where}


def tally(held):
    """How many cards there are, and how many are still asked for, as a sentence.

    >>> tally([{"heading": "contradicts"}])
    '1 card, 1 contradicts; asked for are 8 to 12, of which at least 2 contradict.'
    """
    against = sum(card["heading"] == "contradicts" for card in held)
    text = f"{len(held)} {'card' if len(held) == 1 else 'cards'}, {against} {'contradicts' if against == 1 else 'contradict'}"
    enough = FROM <= len(held) <= TO and against >= AGAINST
    return f"{text}." if enough else f"{text}; asked for are {FROM} to {TO}, of which at least {AGAINST} contradict."


def _whole(number):
    return isinstance(number, int) and not isinstance(number, bool) and 0 < number < 10_000


def _numbered(card):
    return isinstance(card, dict) and _whole(card.get("id"))
