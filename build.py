"""Run the builder from a checkout: `python build.py` builds the site, `--help` says what else."""

import sys

try:
    from site_builder.cli import main
except ModuleNotFoundError as error:
    sys.exit(
        f"build.py needs the package {error.name}, which this Python does not have.\n"
        "Run `make site`, or: python -m pip install -e . && python build.py"
    )

if __name__ == "__main__":
    sys.exit(main())
