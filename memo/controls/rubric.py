"""Self-assessment with the rubric: the student's sheet, made from the one file that marking goes by too."""

from memo.controls.answers import fitting
from memo.controls.question import Question

LESSON, QUESTION = "10", "10.rubric"
LEVELS = ["basic", "emergent", "proficient"]


class SelfAssessment(Question):
    """A question with a choice of levels for each criterion of `doc.rubric`, and a line that says where it shows."""

    def __init__(self, doc, journal, lesson, text):
        super().__init__(doc, journal, lesson, text | {"field": fields(doc)})

    def _remarks(self, answer):
        return [_table(self.doc, answer), {"p": _sum(self.doc, answer)}]


def fields(doc):
    """The fields of the sheet, two for each criterion.

    >>> import memo
    >>> [field["id"] for field in fields(memo.load())][:2]
    ['source', 'source-where']
    """
    made = []
    for name, rows in doc.rubric.groupby("criterion", sort=False):
        first = rows.iloc[0]
        examples = [f"{row.level}: {row.example}" for row in rows.itertuples()]
        shown = [
            {"h": first["label"]},
            {"details": {"summary": f"An example of each level: {first['label']}", "blocks": [{"list": examples}]}},
        ]
        made.append(
            {
                "id": name,
                "kind": "choice",
                "label": first["question"],
                "options": [_option(row) for row in rows.itertuples()],
                "intro": shown,
            }
        )
        made.append({"id": f"{name}-where", "kind": "line", "label": f"{first['label']}: where does it show?", "required": False})
    return made


def assessed(doc, state):
    """The self-assessment as blocks of a sheet of its own; none where there is none."""
    answer = fitting(fields(doc), state.answer(LESSON, QUESTION))
    if not answer:
        return []
    return [{"page": True}, {"title": "Self-assessment"}, _table(doc, answer), {"p": _sum(doc, answer)}]


def _option(row):
    return f"{row.level}: {row.description}"


def _levels(doc, answer):
    """(criterion's rows, chosen row or None) of each criterion."""
    for name, rows in doc.rubric.groupby("criterion", sort=False):
        level = str(answer.get(name) or "").partition(":")[0]
        yield rows, next((row for row in rows.itertuples() if row.level == level), None)


def _table(doc, answer):
    rows = []
    for every, own in _levels(doc, answer):
        name, label = every.iloc[0]["criterion"], every.iloc[0]["label"]
        higher = (
            None
            if own is None
            else next((row for row in every.itertuples() if LEVELS.index(row.level) == LEVELS.index(own.level) + 1), None)
        )
        step = higher.description if higher else "–"
        rows.append(
            [
                label,
                f"{own.level}, {own.points} of {every['points'].max()}" if own else "not yet",
                str(answer.get(f"{name}-where") or "–"),
                step,
            ]
        )
    return {
        "table": {
            "caption": "Your own reading of your brief",
            "head": ["Criterion", "Level, points", "Where it shows", "The next step"],
            "rows": rows,
        }
    }


def _sum(doc, answer):
    given = sum(own.points for _, own in _levels(doc, answer) if own)
    return f"By your own reading: {given} of {doc.rubric.groupby('criterion')['points'].max().sum()} points. Your teacher marks with the same sheet."
