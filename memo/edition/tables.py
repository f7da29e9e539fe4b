"""The tables that a memorandum hands out as they stand in its package: coding and history.

Every row outside the text names its source in `work` (ids in `works`, parted by "; ") and says in
`checked` whether a source was opened. `known` tells what was known on 24 February 1989 or on the
day of an event, `later` what came after: the two are never mixed.
"""

import re
from functools import cached_property

import pandas as pd


def _table(name, text, **readings):
    """A property that gives a table of the package, as a copy that is the caller's own.

    readings : a column to add, and of which (paragraph, quote) it gives the words with the copy's damage mended
    """

    def read(self):
        return self._readable(name, readings).copy()

    return property(read, doc=text)


class Tables:
    """What `Memorandum` inherits: one attribute a table."""

    codes = _table("codes", "The permitted codes of claims: field, code, label, definition, rule, sign.")
    criteria = _table("criteria", "The criteria by which the text sets countries apart: id, label, paragraph, question.")
    forecasts = _table(
        "forecasts",
        """Statements of the text that look ahead: id, claims, paragraph, quote (as transmitted), reading (the same words,
        mended), class, certainty (1 to 5), certainty_words, scorable, question_id, part, question, horizons, settle_by, why_not.
        """,
        reading=("paragraph", "quote"),
    )
    questions = _table(
        "questions",
        """The nine questions of lesson 02: id, forecasts, label, question, at (claims), horizon (day), horizons,
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
        known, later, work, later_work (sources of what came later), checked, basis, note; and for the network of
        lesson 04 short, side, and the claims that name it (named_in), have words for it and no name (worded_in), or
        mean it as one of a class (meant_in).
        """,
    )
    ties = _table(
        "ties",
        """Who has to do with whom: id, a, b (actors), kind, label, claims (that carry it; empty where the tie is not from
        the text), known, work, checked, basis, note.
        """,
    )
    disputes = _table(
        "disputes",
        """The four quarrels of ¶14: id, a, b, what (what it was about: kind, colon, in a sentence), known, later, work,
        later_work (sources of what came later), checked, basis, note.
        """,
    )
    events = _table(
        "events",
        """Dated acts from 1939 to 1992: id, date (a day, month or year), end_date, country, title, known, later,
        lane, work, checked, basis, disagreement, note, strand, public (whether it was known at the time), spot (the
        white spot of ¶14 it belongs to), label (a few words for a timeline).
        """,
    )
    outcomes = _table(
        "outcomes",
        """What became of the nine questions at four days of the calendar: id, question, horizon, outcome, acts,
        events, work, checked, basis, doubt.
        """,
    )
    proposals = _table(
        "proposals",
        """The ten proposals and what Moscow later did, with no claim that the paper caused it: proposal, title,
        paragraphs, paragraph, quote, reading, ground_paragraph, ground (what the proposal itself gives as its ground),
        ground_reading, later, events, work, checked, basis, note. The two readings are quote and ground, mended.
        """,
        reading=("paragraph", "quote"),
        ground_reading=("ground_paragraph", "ground"),
    )
    problems = _table(
        "problems",
        "Fourteen problems that the analysis names: id, label, paragraph, quote, reading (the same words, mended), note.",
        reading=("paragraph", "quote"),
    )
    glossary = _table(
        "glossary",
        """Words of the memorandum, of the time and of this kit: id, term, kind, forms (parted by |), russian, meaning,
        paragraphs (parted by "; "), work, checked (missing where none is needed), basis, note.
        """,
    )
    quotations = _table("quotations", "Words of other works that the lessons quote: id, work, place, quote, checked, basis, note.")
    hindsight = _table(
        "hindsight",
        """What nobody could have written by 27 February 1989: id, kind (event, name, word, view), forms and acts (parted by
        |), level (later, open), since, event, work, why, instead.
        """,
    )
    desks = _table(
        "desks",
        """The desks of lesson 10: id, label, to, wants, knows, limits, leaked, events (not public, known to it), work,
        checked, basis, note.
        """,
    )
    rubric = _table(
        "rubric",
        """By what a brief is judged, a row for each level of a criterion: criterion, label, question, level, points,
        description, example, comments (parted by |).
        """,
    )
    stages = _table(
        "stages",
        """Each regime's stage from a month on (memo/data/stages.md): id, country, feature (in europe-1989.geojson; none
        for a republic of Yugoslavia), from_month, stage, event, doubt, note.
        """,
    )
    explanations = _table(
        "explanations",
        """Rival explanations of 1989 in the kit's own words: id, label, claim, points_to, strains, paper (how far the
        memorandum itself holds it), claims, events, work, checked, basis, note.
        """,
    )

    @property
    def claims(self):
        """Every claim of every sentence, coded by the codebook (memo/data/codebook.md).

        id, sentence, paragraph, quote (as transmitted), reading (the same words, mended), start and end (characters
        of the source), kind, content,
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
        claims.insert(4, "reading", _strings(claims, [self._reading(*place) for place in places]))
        claims.insert(5, "start", [start for start, _ in places])
        claims.insert(6, "end", [end for _, end in places])
        return claims

    @property
    def evidence(self):
        """What the text says of each country by each criterion, with its words.

        id, criterion, country, paragraph, quote (as transmitted), reading (the same words, mended), basis, mark
        (● named, ◐ named with a word such as “chiefly”, r by reference), scope (that word), members (of a class, as
        the text itself counts them), before (the sentence that “This” takes up), antecedent (its words), detail, matrix (whether it stands in the matrix), claims, note.

        >>> import memo
        >>> memo.load().evidence.set_index("id").loc["E04-Poland", ["quote", "reading"]].tolist()
        ['?Solidarity? in Poland', '“Solidarity” in Poland']
        """
        return self._evidence.copy()

    @cached_property
    def _evidence(self):
        evidence = self._readable("evidence", {"reading": ("paragraph", "quote")}).copy()
        antecedents = evidence["before"].map(self._sentences["text"]).fillna("").astype(evidence["reading"].dtype)
        evidence.insert(evidence.columns.get_loc("before") + 1, "antecedent", antecedents)
        return evidence

    @property
    def links(self):
        """Which proposal takes up which problem, in the kit's reading, with words from both sides.

        id, problem, diagnosis_paragraph, diagnosis (as transmitted), proposal, proposal_paragraph, remedy (as
        transmitted), tie (reason, name: the text itself ties them; ours: the kit does), tie_words, sense (answers or
        tension), reason, diagnosis_reading and remedy_reading (the same words, mended).

        >>> import memo
        >>> memo.load().links.query("sense == 'tension'")["id"].tolist()
        ['troops-4']
        """
        return self._links.copy()

    @cached_property
    def _links(self):
        links = self._frames("links")
        return links.assign(
            diagnosis_reading=self._mended(links, "diagnosis_paragraph", "diagnosis"),
            remedy_reading=self._mended(links, "proposal_paragraph", "remedy"),
        )

    def _readable(self, name, readings):
        """A table of the package; behind each quote of `readings` stands a column with the same words, mended."""
        if not readings:
            return self._frames(name)
        if name not in self._mended_tables:
            table = self._frames(name).copy()
            for column, (paragraph, quote) in readings.items():
                table.insert(table.columns.get_loc(quote) + 1, column, self._mended(table, paragraph, quote))
            self._mended_tables[name] = table
        return self._mended_tables[name]

    @cached_property
    def _mended_tables(self):
        return {}

    def _mended(self, table, paragraph, quote):
        """The quotes of a table as the reading view has them; nothing where there is none."""
        cells = zip(table[quote], table[paragraph], strict=True)
        return _strings(table, [self._reading(*_place(self.source, words, *self._spans[at])) if words else "" for words, at in cells])

    def _reading(self, start, end):
        return " ".join(self._view(start, end).text.split())


def _strings(table, values):
    return pd.Series(values, index=table.index, dtype="str")


def _place(source, quote, start, end):
    """Where a quote, its white space collapsed, stands in source[start:end]."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return re.compile(words).search(source, start, end).span()
