"""Which of a student's files counts, and what it says: the step from what was collected to one sheet of answers."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from marking.answers import names_of
from marking.collecting import File, Refused, Work
from marking.notebook import Sheet, sheet_of
from marking.rebuilding import Release


@dataclass(frozen=True)
class Submission:
    """The sheet that counts, the file it is from, and remarks; or, without a sheet, why there is none."""

    sheet: Sheet | None = None
    file: str = ""
    failed: str = ""
    remarks: tuple[str, ...] = ()


def submission_of(work: Work, release: Release) -> Submission:
    """The newest readable notebook of this exercise among a student's files; never raises."""
    read, aside = [], []
    notebooks = [file for file in work.files if file.is_notebook]
    for file in sorted(notebooks, key=lambda file: file.order, reverse=True):
        try:
            sheet = sheet_of(file.read())
        except Refused as reason:
            aside.append((file, str(reason)))
            continue
        other = _belongs_elsewhere(sheet, release)
        (aside if other else read).append((file, other or sheet))
    if not read:
        return Submission(failed=_why_none(work, aside), remarks=work.remarks)
    (file, sheet), older = read[0], read[1:]
    if any(other.order == file.order and own != sheet for other, own in older):
        names = " and ".join(sorted(other.path for other, _ in read if other.order == file.order))
        failed = f"{names} are of the same moment and differ: take one of them away"
        return Submission(failed=failed, remarks=work.remarks)
    remarks = list(work.remarks)
    if older:
        remarks.append(f"{len(read)} files; the newest counts, {file.path}")
    remarks += [f"left aside {file.path}: {reason}" for file, reason in aside]
    return Submission(sheet, file.path, remarks=tuple(remarks))


def _belongs_elsewhere(sheet: Sheet, release: Release) -> str:
    """Why a sheet is none of this exercise; "" where it is."""
    if sheet.exercise == release.exercise:
        return ""
    if sheet.exercise:
        return f"This is {sheet.exercise}, not {release.exercise}"
    known = names_of(sheet.cells) & {*release.asked, *release.written}
    return "" if known else f"The notebook is not {release.exercise}: it has none of its answers"


def _why_none(work: Work, aside: list[tuple[File, str]]) -> str:
    if aside:
        return "; ".join(dict.fromkeys(reason for _, reason in aside))
    refused = [file.refused for file in work.files if file.refused]
    names = ", ".join(PurePosixPath(file.path).name for file in work.files[:3])
    return "; ".join(dict.fromkeys(refused)) or f"No notebook was handed in, but {names}"
