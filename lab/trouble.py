"""What can go wrong for reasons that the person at the keyboard can put right, and where the kit lies."""

from pathlib import Path

ROOT = Path(__file__).absolute().parent.parent

DISK_FULL = "The disk is full: free about 1 GB, then run the same command again."
READ_ONLY = (
    f"The kit may not write in its folder {ROOT}: copy the kit to a folder of your own (in Documents, for example) and run it there."
)


class Trouble(Exception):  # noqa: N818 - named for its reader
    """Something the person at the keyboard can put right; its text says how."""
