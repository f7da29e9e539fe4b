"""What came of each student's work, and how it is kept between two runs."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """What came of one student's work: how many answers of those asked, how many right, which wait for a person.

    failed : why there is no mark, "" where there is one; number, source : as the learning platform knows the student
    """

    student: str
    name: str
    number: str = ""
    source: str = ""
    answered: int = 0
    asked: int = 0
    right: int = 0
    by_hand: tuple[str, ...] = ()
    failed: str = ""
    remarks: tuple[str, ...] = field(default=())


def record(root: Path, exercise: str) -> Path:
    """Where the results of a class are kept."""
    return Path(root, "grading", "results", f"{exercise}.json")


def keep(path: Path, results: list[Result]) -> dict[str, Result]:
    """Add results to those kept in a file; returns all, by student."""
    every = kept(path) | {result.student: result for result in results}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps([asdict(result) for result in every.values()], ensure_ascii=False, indent=1), "utf-8")
    draft.replace(path)
    return every


def kept(path: Path) -> dict[str, Result]:
    """The results that a file keeps, by student; none where there is no file."""
    if not path.exists():
        return {}
    told = json.loads(path.read_text("utf-8"))
    made = [Result(**(one | {"by_hand": tuple(one["by_hand"]), "remarks": tuple(one["remarks"])})) for one in told]
    return {result.student: result for result in made}
