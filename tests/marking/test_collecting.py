"""What a class handed in, in every shape it comes: whose it is, what is read, what is refused and why."""

import os
import zipfile

import pytest

from lab.trouble import Trouble
from marking import collecting
from marking.collecting import Refused, collect
from tests.marking.class_of_40 import linked

EXERCISE = "ex01-sourcing"


def pack(path, **entries):
    """A zip with entries whose names are given as they are to stand in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return path


def owners(place):
    return {work.student: (work.owner.name, work.owner.number, work.owner.source) for work in collect(place, EXERCISE)}


def refusal(place, student):
    """Why the only file of a student is not read."""
    (file,) = next(work for work in collect(place, EXERCISE) if work.student == student).files
    with pytest.raises(Refused) as reason:
        file.read()
    return str(reason.value)


# --- Whose it is -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Ana María Ruiz_123456_assignsubmission_file_/my work.ipynb",
        "Ana María Ruiz_123456_assignsubmission_file/sub folder/my work.ipynb",
        "Ana María Ruiz_123456_assignsubmission_file_my work.ipynb",
    ],
)
def test_moodle(tmp_path, name):
    place = pack(tmp_path / "course-ex01.zip", **{name: "{}"})
    assert owners(place) == {"Ana-María-Ruiz": ("Ana María Ruiz", "123456", "Moodle")}


def test_moodle_with_names_hidden_and_two_of_one_name(tmp_path):
    names = ["Participant_7_assignsubmission_file_/x.ipynb", "Participant_8_assignsubmission_file_/x.ipynb"]
    names += ["Li Wei_4_assignsubmission_file_/x.ipynb", "Li Wei_5_assignsubmission_file_/x.ipynb"]
    place = pack(tmp_path / "x.zip", **dict.fromkeys(names, "{}"))
    assert sorted(owners(place)) == ["Li-Wei-4", "Li-Wei-5", "Participant-7", "Participant-8"]


def test_canvas_and_its_attempts(tmp_path):
    names = {"ruizana_LATE_77_900_ex01-sourcing-1.ipynb": "new", "ruizana_77_800_ex01-sourcing.ipynb": "old"}
    (work,) = collect(pack(tmp_path / "submissions.zip", **names), EXERCISE)
    assert (work.owner.name, work.owner.number, work.owner.source) == ("ruizana", "77", "Canvas")
    assert max(work.files, key=lambda file: file.order).read() == b"new"
    assert work.remarks == ("handed in late",)


def test_folders_flat_files_and_a_zip_of_ones_own(tmp_path):
    names = ["ana/ex01-sourcing.ipynb", "ben/ex01-sourcing/ex01-sourcing.ipynb"]
    for name in [*names, "ex01-sourcing-cy.ipynb", "dee (1).ipynb"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    (tmp_path / "eve").mkdir()
    pack(tmp_path / "eve" / "mine.zip", **{"ex01-sourcing.ipynb": "{}"})
    pack(tmp_path / "fay.zip", **{"ex01-sourcing.ipynb": "{}"})
    pack(tmp_path / "from Moodle.zip", **{"Gus_1_assignsubmission_file_/x.ipynb": "{}"})
    (tmp_path / "__MACOSX").mkdir()
    (tmp_path / ".DS_Store").touch()
    assert list(owners(tmp_path)) == ["ana", "ben", "cy", "dee", "eve", "fay", "Gus"]


def test_a_file_of_nobody_and_an_empty_folder_are_told(tmp_path):
    (tmp_path / "ex01-sourcing.ipynb").write_text("{}")
    (tmp_path / "hal").mkdir()
    assert "does not say whose it is" in refusal(tmp_path, "nobody-ex01-sourcing.ipynb")
    assert refusal(tmp_path, "hal") == "The folder is empty"


@pytest.mark.parametrize("name", ["CON", "nul", "..", "...", "a/b", "x" * 300, " ", "a\nb", "-"])
def test_every_name_becomes_a_folder_on_every_system(name):
    owner = collecting.Owner(name)
    (made,) = collecting.ids_for([owner]).values()
    assert 0 < len(made) <= 70
    assert made not in (".", "..") and not set(made) & set('/\\:*?"<>|\n ') and made.casefold() not in ("con", "nul")


def test_nothing_to_mark_is_told_in_a_sentence(tmp_path):
    for place in (tmp_path / "nowhere", tmp_path):
        with pytest.raises(Trouble, match=r"\.$"):
            collect(place, EXERCISE)


# --- What is refused ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("Eve_1_assignsubmission_file_/../../../x.ipynb", b"{}", "leads out"),
        ("/Eve_1_assignsubmission_file_/x.ipynb", b"{}", "leads out"),
        ("C:\\Eve_1_assignsubmission_file_\\x.ipynb", b"{}", "leads out"),
        ("Eve_1_assignsubmission_file_/x.zip", b"PK", "packed once more"),
        ("Eve_1_assignsubmission_file_/x.ipynb", bytes(15_000_000), "grows more than"),
        ("Eve_1_assignsubmission_file_/x.ipynb", os.urandom(21_000_000), "21 MB and was not read"),
        (linked("Eve_1_assignsubmission_file_/x.ipynb"), b"/etc", "a link"),
    ],
)
def test_a_zip_cannot_lead_out_link_or_explode(tmp_path, name, content, reason):
    with zipfile.ZipFile(tmp_path / "class.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    assert reason in refusal(tmp_path / "class.zip", "Eve")
    assert [path.name for path in tmp_path.iterdir()] == ["class.zip"]


def test_a_zip_that_lies_about_its_size_is_read_no_further(tmp_path, monkeypatch):
    place = pack(tmp_path / "class.zip", **{"eve/x.ipynb": os.urandom(300_000)})
    monkeypatch.setattr(collecting, "LARGEST", 100_000)
    monkeypatch.setattr(collecting, "_refused_in_zip", lambda entry: "")
    assert "was not read" in refusal(place, "eve")


def test_damaged_zips_are_their_owners_trouble_alone(tmp_path):
    content = bytearray(pack(tmp_path / "eve.zip", **{"ex01-sourcing.ipynb": os.urandom(1000)}).read_bytes())
    content[100:110] = b"0123456789"
    (tmp_path / "eve.zip").write_bytes(content)
    (tmp_path / "fay.zip").write_bytes(b"PK no zip")
    (tmp_path / "ana").mkdir()
    (tmp_path / "ana" / "x.ipynb").write_text("{}")
    assert list(owners(tmp_path)) == ["ana", "eve", "fay"]
    assert "cannot be read" in refusal(tmp_path, "eve")
    assert "no zip that can be opened" in refusal(tmp_path, "fay")


def test_links_pipes_and_large_files_on_disk(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "class"
    for student in ("eve", "fay", "gus"):
        (folder / student).mkdir(parents=True)
    (folder / "eve" / "x.ipynb").symlink_to(tmp_path / "secret.txt")
    (folder / "fay" / "all").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(folder / "gus" / "x.ipynb")
    (folder / "hal.ipynb").touch()
    os.truncate(folder / "hal.ipynb", 200_000_000)
    assert "a link" in refusal(folder, "eve")
    assert "a link" in refusal(folder, "fay")
    assert "no ordinary file" in refusal(folder, "gus")
    assert "200 MB" in refusal(folder, "hal")
