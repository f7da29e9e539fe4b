"""`python -m marking EXERCISE FOLDER`, which `python kit.py mark` calls with the instructors' packages."""

import sys

from marking.command import main

sys.exit(main(*sys.argv[1:]))
