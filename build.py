"""Run the builder from a checkout: `python build.py` builds the site, `--help` says what else."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one is told
    sys.exit("build.py needs Python 3.11 or later: make site PYTHON=python3.12")

try:
    from site_builder.cli import run
except ModuleNotFoundError:
    sys.exit(
        "build.py needs the package site_builder: run `make site`, or python -m pip install -e ."
    )
except KeyboardInterrupt:
    sys.stderr.write("stopped\n")
    sys.exit(130)

if __name__ == "__main__":
    # As it was called, for what a hint tells to call: a project of its own has no build.py.
    called = f'"{sys.argv[0]}"' if " " in sys.argv[0] else sys.argv[0]
    run(f"python {called}")
