"""Run the builder by the interpreter that has it installed: `python -m site_builder`."""

import sys

from site_builder.cli import run

if __name__ == "__main__":
    sys.argv[0] = "python -m site_builder"  # what usage begins with, and hints tell to call
    run(sys.argv[0])
