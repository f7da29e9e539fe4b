"""Put README's pictures where it shows them: `python tools/take_over_pictures.py`, after `python kit.py test tests/browser/test_pictures.py`."""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TAKEN, SHOWN = ROOT / "screenshots", ROOT / "notebooks" / "images"


def main():
    """Copy every picture taken for README; returns 1 where none has been taken."""
    pictures = sorted(TAKEN.glob("picture *.png"))
    for picture in pictures:
        shutil.copy(picture, SHOWN / picture.name.removeprefix("picture "))
    print(f"{len(pictures)} pictures." if pictures else "There is none yet: run 'python kit.py test tests/browser/test_pictures.py' first.")
    return 0 if pictures else 1


if __name__ == "__main__":
    sys.exit(main())
