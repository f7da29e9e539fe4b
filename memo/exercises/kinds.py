"""The kinds of questions, each with how its answer is written and what of it can be right.

Each takes also `points=`, `hint=`, `hints={wrong answer: hint}` and `computed=`; see `memo.exercises.kind.Kind`.
"""

import re
from itertools import combinations

from memo.edition import quoted
from memo.errors import MemoError
from memo.exercises import reading
from memo.exercises.kind import Kind, Remark
from memo.exercises.plain import MalformedError


class Choice(Kind):
    """One letter; any of the accepted ones is right.

    >>> Choice({"b"}, points=2).points_for("B")
    2.0
    """

    def __init__(self, accepted, options="", **common):
        super().__init__([{reading.letter(own) for own in accepted}], asked={"options": options}, **common)

    def parts(self, answer):
        return [(reading.letter(answer, self.asked["options"]),)]


class Choices(Kind):
    """A list of letters; every accepted one is asked for, and a wrong one takes a right one away.

    >>> Choices({"a", "c"}, options="abcd", points=2).points_for(["a", "c", "d"])
    1.0
    """

    def __init__(self, accepted, options="", **common):
        super().__init__([{reading.letter(own)} for own in sorted(accepted)], asked={"options": options}, **common)

    def parts(self, answer):
        letters = list(answer) if isinstance(answer, str) and answer.isalpha() else reading.several(answer)
        return [(reading.letter(own, self.asked["options"]),) for own in letters]


class Paragraphs(Kind):
    """Numbers of paragraphs; so many as `need` says of those accepted.

    >>> Paragraphs([8, 9, 20, 35], need=2, points=2).points_for([8, "¶20"])
    2.0
    """

    def __init__(self, accepted, need=1, **common):
        super().__init__([{reading.paragraph(own)} for own in accepted], need=need, **common)

    def parts(self, answer):
        return [(reading.paragraph(own),) for own in reading.several(answer)]


class Quotation(Kind):
    """Words of the text, at least five, within one sentence, verbatim in either view; of the accepted sentences.

    accepted : sentences by their labels, such as "6.1"; a paragraph's number stands for all its sentences
    holding : words of which a quotation must have one, where a sentence says more than what is asked for

    >>> Quotation(["6.2"]).points_for("“now are losing control over the course of events”")
    1.0
    """

    def __init__(self, accepted, need=1, holding=None, **common):
        held = [" ".join(_words(own)) for own in ([holding] if isinstance(holding, str) else holding or [])]
        labels = [label for place in accepted for label in _labels(place)]
        groups = [{f"{label} {words}".strip() for words in held or [""]} for label in labels]
        widths = sorted({len(words.split()) for words in held})
        super().__init__(groups, need=need, asked={"widths": widths}, **common)

    def parts(self, answer):
        quotations = answer if isinstance(answer, list) else [answer]
        if not all(isinstance(words, str) for words in quotations):
            raise MalformedError("Give words of the text, in quotation marks and copied exactly.")
        return [self._part(words) for words in quotations if words]

    def _part(self, words):
        try:
            labels = quoted.labels(reading.edition(), words)
        except MemoError as error:
            return Remark(error)
        given = _words(words)
        held = {" ".join(given[i : i + width]) for width in self.asked["widths"] for i in range(len(given) - width + 1)}
        return (*labels, *(f"{label} {part}" for label in labels for part in sorted(held)))

    def _meant(self, answer):
        return _labels(answer)


class Number(Kind):
    """One number, in figures; to so many `digits` after the point.

    >>> Number({4}).points_for("four")
    1.0
    """

    def __init__(self, accepted, digits=6, **common):
        super().__init__([{reading.number(own, digits) for own in accepted}], asked={"digits": digits}, **common)

    def parts(self, answer):
        if isinstance(answer, list) and len(answer) == 1:
            answer = answer[0]
        return [(reading.number(answer, self.asked["digits"]),)]


class Date(Kind):
    """One date, however it is usually written.

    >>> Date({"1989-02-11"}).points_for("11 February 1989")
    1.0
    """

    def __init__(self, accepted, **common):
        super().__init__([{reading.day(own) for own in accepted}], **common)

    def parts(self, answer):
        return [(reading.day(answer),)]


class Words(Kind):
    """Names or words; so many as `need` says. Other names of the same thing stand behind a |.

    >>> Words({"Poland", "Hungary", "GDR|East Germany"}, need=2, points=2).points_for("poland and GDR")
    2.0
    """

    def __init__(self, accepted, need=1, **common):
        groups = [{reading.name(name) for name in own.split("|")} for own in sorted(accepted)]
        super().__init__(groups, need=need, **common)

    def parts(self, answer):
        if isinstance(answer, str):
            whole = (reading.name(answer),)
            # A name may have an “and” of its own: only what is no name as it stands is parted.
            if self._group(whole) is not None:
                return [whole]
        return [(reading.name(own),) for own in reading.several(answer)]


class Order(Kind):
    """Letters in an order; the share of the pairs of which the first comes before the second.

    >>> Order(before=[("a", "b"), ("b", "c")], letters="abc", points=2).points_for(["a", "c", "b"])
    1.0
    """

    costs = 0

    def __init__(self, before, letters, **common):
        pairs = [{f"{one}<{other}"} for one, other in before]
        super().__init__(pairs, asked={"letters": letters}, **common)

    def parts(self, answer):
        offered = self.asked["letters"]
        given = list(answer) if isinstance(answer, str) and answer.isalpha() else reading.several(answer, r"[,;<>\s]+")
        given = [reading.letter(own, offered) for own in given]
        if sorted(given) != sorted(offered):
            listed = ", ".join(f'"{own}"' for own in offered)
            raise MalformedError(f"Give each letter once, in your order: a list of {listed}.")
        return [(f"{one}<{other}",) for one, other in combinations(given, 2)]


class Match(Kind):
    """A dict from letter to number or name, or a list of them; every accepted pair is asked for.

    accepted, optional : dict of letter to the set that belongs to it; what is optional is neither right nor wrong

    >>> Match({"a": {1, 2}, "b": {3}}, points=3).points_for({"a": [1, 2], "b": 4})
    1.0
    """

    def __init__(self, accepted, optional=None, **common):
        pairs, spare = _pairs(accepted), _pairs(optional or {})
        keys = [reading.loose(key) for key in accepted]
        super().__init__([{pair} for pair in pairs], spare=spare, asked={"keys": keys}, **common)

    def parts(self, answer):
        keys = self.asked["keys"]
        if not isinstance(answer, dict):
            raise MalformedError(f'Give what belongs to each, for example {{"{keys[0]}": 1}}.')
        if unknown := [key for key in answer if reading.loose(key) not in keys]:
            raise MalformedError(f"There is no {_short(unknown[0])} here: give what belongs to {', '.join(keys)}.")
        return [(pair,) for pair in _pairs(answer)]

    def _meant(self, answer):
        return _pairs({answer[0]: answer[1]})


class Coding(Kind):
    """A dict from a field of the codebook to its code, one share for each field; any of a field's codes is right.

    >>> Coding({"kind": {"forecast"}, "certainty": {"2", "3"}}, points=2).points_for({"kind": "aim", "certainty": 3})
    1.0
    """

    costs = 0

    def __init__(self, accepted, **common):
        groups = [{f"{field}={reading.code(field, own)}" for own in codes} for field, codes in accepted.items()]
        super().__init__(groups, asked={"fields": list(accepted)}, **common)

    def parts(self, answer):
        fields = self.asked["fields"]
        if not isinstance(answer, dict):
            raise MalformedError(f'Give a code for each field, for example {{"{fields[0]}": "…"}}.')
        if unknown := [field for field in answer if field not in fields]:
            raise MalformedError(f"{_short(unknown[0])} is not asked for here: give {' and '.join(fields)}.")
        given = {field: own for field, own in answer.items() if own not in (None, "", [])}
        return [(f"{field}={reading.code(field, own)}",) for field, own in given.items()]

    def _meant(self, answer):
        return [f"{answer[0]}={reading.code(*answer)}"]


_ALL = (Choice, Choices, Paragraphs, Quotation, Number, Date, Words, Order, Match, Coding)
KINDS = {kind.__name__: kind for kind in _ALL}


def _words(text):
    return re.findall(r"\w+", text.casefold())


def _labels(place):
    """The labels of a sentence ("6.1") or of all sentences of a paragraph (6); MemoError where there is none."""
    sentences, place = reading.edition().sentences, str(place).strip("¶ ")
    found = sentences[(sentences["label"] == place) | (sentences["paragraph"].astype(str) == place)]["label"].tolist()
    if not found:
        raise MemoError(f"There is no sentence {place!r}. Give one such as 6.1, or a paragraph.")
    return found


def _pairs(belonging):
    """The text a=1 for each letter and each of what belongs to it."""
    made = []
    for key, own in belonging.items():
        own = sorted(own, key=str) if isinstance(own, (set, frozenset)) else own
        made += [f"{reading.loose(key)}={reading.loose(value)}" for value in reading.several(own)]
    return made


def _short(value):
    return f"“{str(value)[:40]}”"
