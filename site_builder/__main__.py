"""Run the builder by the interpreter that has it installed: `python -m site_builder`."""

from site_builder.cli import run

if __name__ == "__main__":
    run("python -m site_builder")
