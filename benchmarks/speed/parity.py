"""Whether two folders hold the same site: the same pages, ids, links and words, and all the rest.

Of every page are compared: which ids it has; its links (href, src) in their order; what it says,
its title and what it tells programs included, white space run together; and at last every element
with all its attributes, in their order. Of other files the bytes are compared, of JSON the values.
No file may be in one folder only.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_NEAR = 60  # characters shown around the place where words begin to differ
_JSON = (".json", ".jsonld")
_LINKS = ("href", "src")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """In what two pages differ, where, and what each of them has there."""

    page: str
    kind: str
    place: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.page}: {self.kind}, {self.place}: {self.ours!r}, but {self.theirs!r}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is compared of a page."""

    ids: frozenset[str]
    links: tuple[str, ...]
    words: str
    data: tuple[Any, ...]
    elements: tuple[str, ...]


def differences(
    ours: Path, theirs: Path, *, each: int = 1, certain: Collection[str] = ()
) -> Iterator[Difference]:
    """Yield how the files below two folders differ; of each page and kind the first place.

    With `each` only every so many-th page is read, and those that are `certain` to be; that each is
    in both folders is always seen.
    """
    own, other = _files(ours), _files(theirs)
    pages = 0
    for file in sorted(own | other):
        kind = "page" if file.endswith(".html") else "file"
        if file not in own or file not in other:
            has = [f"a {kind}" if file in some else "none" for some in (own, other)]
            yield Difference(page=file, kind=kind, place="the folder", ours=has[0], theirs=has[1])
        elif kind == "file":
            yield from _in_file(file, ours / file, theirs / file)
        elif (pages := pages + 1) % each == 0 or file in certain:
            here, there = ((folder / file).read_text(encoding="utf-8") for folder in (ours, theirs))
            yield from compared(file, said(here), said(there))


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _in_file(file: str, ours: Path, theirs: Path) -> Iterator[Difference]:
    """Yield how a file that is no page differs: of JSON the values, of BibTeX the words count."""
    here, there = ours.read_bytes(), theirs.read_bytes()
    if here == there:
        return
    if ours.suffix in _JSON:
        same, here, there = json.loads(here) == json.loads(there), b"values", b"other values"
    else:
        same = ours.suffix == ".bib" and here.split() == there.split()
    if not same:
        pairs = enumerate(zip(here, there, strict=False))
        at = next((at for at, (one, other) in pairs if one != other), 0)
        yield Difference(
            page=file,
            kind="file",
            place=f"byte {at + 1}",
            ours=here[at : at + _NEAR].decode(errors="replace"),
            theirs=there[at : at + _NEAR].decode(errors="replace"),
        )


def compared(page: str, ours: Said, theirs: Said) -> Iterator[Difference]:
    """Yield how what two pages say differs: of each kind the first place."""
    if ours.ids != theirs.ids:
        first = min(ours.ids ^ theirs.ids)
        has = [first if first in one.ids else "no such id" for one in (ours, theirs)]
        yield Difference(page=page, kind="ids", place=f"#{first}", ours=has[0], theirs=has[1])
    lists: tuple[tuple[str, tuple[Any, ...], tuple[Any, ...]], ...] = (
        ("links", ours.links, theirs.links),
        ("data", ours.data, theirs.data),
        ("elements", ours.elements, theirs.elements),
    )
    for kind, here, there in lists:
        for number, (one, other) in enumerate(zip_longest(here, there, fillvalue="nothing"), 1):
            if one != other:
                yield Difference(
                    page=page, kind=kind, place=f"number {number}", ours=str(one), theirs=str(other)
                )
                break
    if ours.words != theirs.words:
        yield _in_words(page, ours.words, theirs.words)


def _in_words(page: str, ours: str, theirs: str) -> Difference:
    pairs = enumerate(zip(ours, theirs, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(ours), len(theirs)))
    near = slice(max(at - _NEAR, 0), at + _NEAR)
    place = f"character {at + 1}"
    return Difference(page=page, kind="words", place=place, ours=ours[near], theirs=theirs[near])


def said(html: str) -> Said:
    """Return what is compared of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Said(
        ids=frozenset(reader.ids),
        links=tuple(reader.links),
        words=" ".join("".join(reader.words).split()),
        data=tuple(reader.data),
        elements=tuple(reader.elements),
    )


class _Reader(HTMLParser):
    """Goes through a page and notes what is compared."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.data: list[Any] = []
        self.elements: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.ids.append(named["id"])
        self.links.extend(f"{name}={named[name]}" for name in _LINKS if name in named)
        told = "".join(f" {name}={value!r}" for name, value in named.items())
        self.elements.append(f"<{tag}{told}>")
        self._in_script = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self.elements.append(f"</{tag}>")
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if not self._in_script:
            self.words.append(data)
        elif data.strip():
            self.data.append(json.loads(data))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed.parity", description=__doc__)
    parser.add_argument("ours", type=Path, help="a built site")
    parser.add_argument("theirs", type=Path, help="another")
    parser.add_argument("--most", type=int, default=20, help="differences that are shown")
    asked = parser.parse_args(arguments)
    found = differences(asked.ours, asked.theirs)
    first = list(islice(found, asked.most))
    for one in first:
        print(one)
    files = len(_files(asked.ours))
    print(f"{files:,} files: {'they differ' if first else 'the same'}")
    return 1 if first else 0


if __name__ == "__main__":
    sys.exit(main())
