"""What all kinds of questions share: an immutable key, how an answer is judged by it, and how the key is sealed."""

from fractions import Fraction
from typing import NamedTuple

from memo.exercises.plain import MalformedError, UnansweredError, plain
from memo.exercises.seal import digest


class Remark(str):
    """One part of an answer that cannot be right, and why, in a sentence."""


class Judgement(NamedTuple):
    """What an answer is worth.

    state : str, "unanswered", "malformed", "wrong", "partly" or "right"
    points : float
    right, wrong : int, parts of the answer that are among the accepted, and those that take one of them away
    need : int, how many are asked for
    said : str, how to write the answer, or what is amiss with it; may be empty
    hint : str, where to look again; may be empty
    """

    state: str
    points: float = 0.0
    right: int = 0
    wrong: int = 0
    need: int = 1
    said: str = ""
    hint: str = ""


class Kind:
    """The key of one question. A subclass says how its answers are read: `parts`.

    groups : of atoms, a set for each thing that is asked for; any atom of a set gives it
    need : how many things are asked for (all of them, unless said)
    points : what the question is worth
    hint : where to look again, shown when the answer is not right
    hints : dict of a wrong answer to the hint for it
    computed : True where a line of pandas may stand in place of a written answer
    spare : atoms that are neither right nor wrong
    asked : what else the reading must know, such as the letters to choose from

    A key never changes; it has two forms, clear and sealed (`sealed`), which judge alike.
    """

    costs = 1  # what a wrong part takes away from the right ones

    def __init__(self, groups, need=None, points=1, hint="", hints=None, computed=False, spare=(), asked=None):
        groups = tuple(frozenset(group) for group in groups)
        need = len(groups) if need is None else need
        if not 1 <= need <= len(groups):
            raise ValueError(f"It asks for {need} and accepts {len(groups)}.")
        vars(self).update(groups=groups, need=need, points=points, hint=hint, computed=computed)
        vars(self).update(spare=frozenset(spare), item="", asked=asked or {}, hints={})
        self.hints.update({atom: text for answer, text in (hints or {}).items() for atom in self._meant(answer)})

    def __setattr__(self, name, value):
        raise AttributeError(f"A key does not change: {name!r} was given when it was made.")

    def parts(self, answer):
        """The parts of a plain answer: for each a tuple of atoms of which one must be accepted, or a `Remark`.

        Raises MalformedError.
        """
        raise NotImplementedError

    def points_for(self, answer):
        """The points of an answer, 0.0 to `points` in halves; whatever the answer is, it raises nothing."""
        return self.judge(answer).points

    def judge(self, answer):
        """The `Judgement` of any value whatsoever.

        >>> from memo.exercises import Paragraphs
        >>> Paragraphs([8, 20], need=2, points=2).judge([8, 21])[:5]
        ('wrong', 0.0, 1, 1, 2)
        """
        try:
            parts = self.parts(plain(answer))
        except UnansweredError:
            return Judgement("unanswered", need=self.need)
        except MalformedError as error:
            return Judgement("malformed", need=self.need, said=str(error))
        return self._worth(list(dict.fromkeys(parts)))

    def _worth(self, parts):
        found = [self._group(part) for part in parts]
        right = min(len({place for place in found if isinstance(place, int)}), self.need)
        wrong = self.costs * sum(place is None for place in found)
        share = Fraction(max(right - wrong, 0), self.need)
        points = float(share * Fraction(self.points) * 2 // 1) / 2
        state = "right" if share == 1 else "partly" if points else "wrong"
        said = next((str(part) for part in parts if isinstance(part, Remark)), "")
        amiss = [part for part, place in zip(parts, found, strict=True) if place is None]
        hint = "" if state == "right" else next((text for part in amiss if (text := self._hint(part))), self.hint)
        return Judgement(state, points, right, wrong, self.need, said, hint)

    def _group(self, part):
        """The place among the groups that a part of the answer gives; "" where it is spare, None where wrong."""
        if isinstance(part, Remark):
            return None
        marks = {self._mark(atom) for atom in part}
        place = next((place for place, group in enumerate(self.groups) if group & marks), None)
        return "" if place is None and marks & self.spare else place

    def _hint(self, part):
        if not self.hints or isinstance(part, Remark):
            return None
        return next((self.hints[mark] for atom in part if (mark := self._mark(atom)) in self.hints), None)

    def _mark(self, atom):
        return digest(self.item, atom) if self.item else atom

    def _meant(self, answer):
        """The atoms of a wrong answer for which there is a hint of its own."""
        return [part[0] for part in self.parts(plain(answer))]

    # -- sealing

    def sealed(self, item):
        """The same key, with a seal in place of each atom; it judges the answers to `item` and no other's."""
        kind = object.__new__(type(self))
        groups = [frozenset(digest(item, atom) for atom in group) for group in self.groups]
        vars(kind).update(vars(self), item=item)
        vars(kind).update(
            groups=tuple(sorted(groups, key=sorted)),  # an order of their own, not the key's
            spare=frozenset(digest(item, atom) for atom in self.spare),
            hints={digest(item, atom): text for atom, text in self.hints.items()},
        )
        return kind

    def kept(self):
        """What a file keeps of a sealed key, in lists, dicts and texts; `from_kept` makes the key of it again."""
        made = {"kind": type(self).__name__, "points": self.points, "need": self.need, "hint": self.hint}
        made |= {"groups": [sorted(group) for group in self.groups], "spare": sorted(self.spare)}
        return made | {"hints": dict(sorted(self.hints.items())), "computed": self.computed, "asked": self.asked}

    @classmethod
    def from_kept(cls, item, kept):
        """The sealed key of `item` from what `kept` gave."""
        kind = object.__new__(cls)
        vars(kind).update({name: value for name, value in kept.items() if name != "kind"}, item=item)
        vars(kind).update(groups=tuple(map(frozenset, kept["groups"])), spare=frozenset(kept["spare"]))
        return kind
