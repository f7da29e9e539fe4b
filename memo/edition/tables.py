"""The tables that a memorandum hands out as they stand in its package: coding and history.

Every row outside the text names its source in `work` (ids in `works`, parted by "; ") and says in
`checked` whether a source was opened. `known` tells what was known on 24 February 1989 or on the
day of an event, `later` what came after: the two are never mixed.
"""

import re
from functools import cached_property


def _table(name, text):
    """A property that gives a table of the package, as a copy that is the caller's own."""

    def read(self):
        return self._frames(name).copy()

    return property(read, doc=text)


class Tables:
    """What `Memorandum` inherits: one attribute a table."""

    codes = _table("codes", "The permitted codes of claims: field, code, label, definition, rule, sign.")
    criteria = _table(
        "criteria", "The criteria by which the text sets countries apart: id, label, paragraph, question."
    )
    forecasts = _table(
        "forecasts",
        """Statements of the text that look ahead: id, claims, paragraph, quote, class, certainty (1 to 5),
        certainty_words, scorable, question_id, part, question, horizons, settle_by, why_not.
        """,
    )
    questions = _table(
        "questions",
        """The nine questions of lesson 02: id, forecasts, question, at (claims), horizon (day), horizons,
        text_expects, counting_rule, second_question.
        """,
    )
    works = _table("works", "Every work cited: id, author, title, container, year, url, kind, checked, note.")
    countries = _table(
        "countries",
        """The seven countries and the Soviet Union on 24 February 1989: id, feature (in europe-1989.geojson), name,
        leader, office, head_of_state, head_of_government, ruling_party, capital, capital_lon and capital_lat
        (degrees), alliance, pact_since (year), soviet_troops, troops_from and troops_to (men, lowest and highest
        number met), known, later, work, checked, basis, note.
        """,
    )
    actors = _table(
        "actors",
        """Persons and bodies that the text names or the lessons need: id, name, kind, country, paragraph, text_says,
        known, later, work, checked, basis, note.
        """,
    )
    disputes = _table("disputes", "The four quarrels of ¶14: id, a, b, what, known, later, work, checked, basis, note.")
    events = _table(
        "events",
        """Dated acts from 1939 to 1992: id, date (a day, month or year), end_date, country, title, known, later,
        lane, work, checked, basis, disagreement, note, strand, public (whether it was known at the time).
        """,
    )
    outcomes = _table(
        "outcomes",
        """What became of the nine questions at four days fixed beforehand: id, question, horizon, outcome, acts,
        events, work, checked, basis, doubt.
        """,
    )
    proposals = _table(
        "proposals",
        """The ten proposals and what Moscow later did, with no claim that the paper caused it: proposal, later,
        events, work, checked, basis, note.
        """,
    )
    stages = _table("stages", "Each regime's stage from a month on: id, country, from_month, stage, event, note.")

    @property
    def claims(self):
        """Every claim of every sentence, coded by the codebook (memo/data/codebook.md).

        id, sentence, paragraph, quote (as transmitted), start and end (characters of the source), kind, content,
        theme, theme2, certainty (1 to 5), certainty_words, scope_words, condition, strength, actor, actor_words,
        affected, countries, countries_basis, open_list, economy, voice, alternative, reason, note.

        >>> import memo
        >>> int(memo.load().claims.query("kind == 'proposal'")["paragraph"].min())
        21
        """
        return self._claims.copy()

    @cached_property
    def _claims(self):
        claims, sentences = self._frames("claims").copy(), self._sentences
        claims.insert(2, "paragraph", claims["sentence"].map(sentences["paragraph"]))
        places = [
            _place(self.source, row.quote, sentences.at[row.sentence, "start"], sentences.at[row.sentence, "end"])
            for row in claims.itertuples()
        ]
        claims.insert(4, "start", [start for start, _ in places])
        claims.insert(5, "end", [end for _, end in places])
        return claims

    @property
    def evidence(self):
        """What the text says of each country by each criterion, with its words.

        id, criterion, country, paragraph, quote (as transmitted), reading (the same words, mended), basis, mark
        (● named, ◐ qualified or open, r by reference), detail, matrix (whether it stands in the matrix), claims, note.

        >>> import memo
        >>> memo.load().evidence.set_index("id").loc["E04-Poland", ["quote", "reading"]].tolist()
        ['?Solidarity? in Poland', '“Solidarity” in Poland']
        """
        return self._evidence.copy()

    @cached_property
    def _evidence(self):
        evidence, paragraphs = self._frames("evidence").copy(), self._paragraphs
        places = [
            _place(self.source, row.quote, paragraphs.at[row.paragraph, "start"], paragraphs.at[row.paragraph, "end"])
            for row in evidence.itertuples()
        ]
        reading = [" ".join(self._view(start, end).text.split()) for start, end in places]
        evidence.insert(evidence.columns.get_loc("quote") + 1, "reading", reading)
        return evidence


def _place(source, quote, start, end):
    """Where a quote, its white space collapsed, stands in source[start:end]."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return re.compile(words).search(source, start, end).span()
