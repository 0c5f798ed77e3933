"""Hunt for input that breaks what must hold: `python -m tests.fuzz TARGET [libFuzzer's options]`.

What breaks it is written to .cache/fuzz/TARGET/finds/.
"""

from __future__ import annotations

import hashlib
import sys

import atheris

with atheris.instrument_imports(include=["site_builder", "markdown_it"]):
    import markdown_it  # noqa: F401 - so that it is instrumented though it is imported late

    from . import finder, loader, markdown
from .corpus import PROJECT, dictionary, starts

TARGETS = {"loader": loader.holds, "finder": finder.holds, "markdown": markdown.holds}
# A minute of one target reaches little that is new after the first ten; inputs of a few thousand
# bytes reach every branch; ten seconds for one is a hang.
USUAL = ("-max_total_time=600", "-max_len=3000", "-timeout=10", "-rss_limit_mb=2048")


def main() -> None:
    """Prepare a folder for the target and hand over to libFuzzer, which ends the process."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: python -m tests.fuzz {{{','.join(TARGETS)}}} [libFuzzer's options]")
    target, *options = sys.argv[1:]
    folder = PROJECT / ".cache" / "fuzz" / target
    for name in ("corpus", "finds"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for data in starts(target):
        (folder / "corpus" / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    (folder / "tokens").write_text(dictionary(), encoding="ascii")
    usual = (*USUAL, f"-dict={folder}/tokens", f"-artifact_prefix={folder}/finds/")
    atheris.Setup([target, *usual, *options, str(folder / "corpus")], TARGETS[target])
    atheris.Fuzz()


main()
