"""Reads a tutorial, and does what it says in an empty folder.

Its fenced blocks are, by the words after the fence:

    console                 lines `$ command`, each followed by what it prints; a line `…` stands
                            for any lines, and a time in seconds for any time
    LANGUAGE PATH           a new file
    LANGUAGE PATH at the end
                            lines to add at the end of a file that is there
    diff PATH               lines to take out (-) and to put in (+) among others, in one place

Above a block with a path its name stands in a line of its own, as readers do not see the words
after the fence. To add a step, add a block.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECTION = re.compile(r"^## (.*)$", re.MULTILINE)


class Step(NamedTuple):
    """One block: the words after its fence, what is in it, and its section and name above it."""

    info: str
    text: str
    section: str
    above: str


class Said(NamedTuple):
    """A command and what it is to print."""

    command: str
    expected: str


def steps(tutorial: Path) -> Iterator[Step]:
    """Yield the blocks of a tutorial in order."""
    text = tutorial.read_text(encoding="utf-8")
    for found in _BLOCK.finditer(text):
        before = text[: found.start()]
        sections = _SECTION.findall(before)
        above = before.rstrip().rpartition("\n")[2].strip("`")
        yield Step(found[1], found[2], sections[-1] if sections else "", above)


def commands(step: Step) -> list[Said]:
    """Return the commands of a console block, each with what it is to print."""
    assert step.text.startswith("$ "), step.text
    parts = re.split(r"^\$ ", step.text, flags=re.MULTILINE)[1:]
    return [Said(*part.split("\n", 1)) for part in parts]


def prints(expected: str, printed: str) -> bool:
    """Tell whether what was printed is what the tutorial shows."""
    pattern = re.escape(expected)
    pattern = pattern.replace(re.escape("…\n"), r"(?:.*\n)*") if "\n…\n" in expected else pattern
    pattern = re.sub(r"\d+\\\.\d\d\\ s", r"\\d+\\.\\d\\d s", pattern)
    return re.fullmatch(pattern, printed) is not None


def edit(step: Step, folder: Path) -> None:
    """Do to a file what a block says."""
    language, path, *rest = step.info.split(" ")
    file = folder / path
    if language == "diff":
        assert not rest, step.info
        old, new = _sides(step.text)
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} has these lines {text.count(old)} times:\n{old}"
        file.write_text(text.replace(old, new), encoding="utf-8", newline="")
    elif rest:
        assert rest == ["at", "the", "end"], step.info
        assert file.read_text(encoding="utf-8").endswith("\n")
        with file.open("a", encoding="utf-8", newline="") as opened:
            opened.write(step.text)
    else:
        assert not file.exists(), f"{path} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.text, encoding="utf-8", newline="")


def _sides(diff: str) -> tuple[str, str]:
    lines = diff.splitlines(keepends=True)
    assert all(line[0] in " -+" for line in lines), diff
    old = "".join(line[1:] for line in lines if line[0] != "+")
    return old, "".join(line[1:] for line in lines if line[0] != "-")
