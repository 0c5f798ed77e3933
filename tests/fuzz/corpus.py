"""What the hunt starts from: the content and seeds of the project's own cases, cut small."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .loader import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parent.parent.parent
CASES = PROJECT / "tests" / "cases"
LARGEST = 1_500  # bytes of one file: the hunt is quicker with small ones

# Each is text that folding, word edges or Markdown treat in a way of their own.
NASTY = (
    "cafe\u0301 q\u0307\u0323 \u1112\u1161\u11ab 가 \u212b",
    "so\u00adft\u00ad \u00ad hy\u2011phen\u200bed \u2060x\ufeff",
    "‘com’ “Com” don’t Women’s UK's victims’ 13-year-old",
    "291,273 6% £5 −3 2022–2024 10\u00a0000 3.5° #1",
    "a […] b [...] c. The a a a the",
    "\u202eabc\u2066 \U0001f600\U0001d165 =\u0338 \u0345\u0301",
    "one\r\ntwo\rthree\x85four\u2028five\x0bsix\x0cseven",
    "İstanbul ß ŉ ﬁve ½ Ω Ω аpple",
    "*a* **b** _c_ __d__ [e](#f) [g](<h i> 'j') \\* ![k](l) <b> &amp; `m`",
)
TOKENS = (
    *("- ", "? ", ": ", "{", "}", "[", "]", ", ", "&a ", "*a", "!!str ", "!<x> ", "|\n", ">-\n"),
    *("|2\n", ">+1\n", "'", '"', "\\u2028", "\\x00", "\\ud800", "\\\n", "''", "---\n", "...\n"),
    *("%YAML 1.1\n", "%TAG ! x\n", "<<: ", "# ", "\t", "\r\n", "\r", "\n  ", "~", "null"),
    *("\x85", "\u2028", "\ufeff", "\u00a0", "\u00ad", "\u0301", "\u200b", "\u202e", "\U0001f600"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "[…]", "[...]", "‘", "’", "“", "”", "–", "|"),
    *("](", "**", "__", "\\", "](#", "<", ">", "&lt;", "e\u0301", "\u1100\u1161", "0", "6%", "£"),
)


def starts(target: str) -> Iterator[bytes]:
    """Yield the inputs that the hunt for this target starts from."""
    yield from {"loader": _files, "finder": _quotes, "markdown": _texts}[target]()


def dictionary() -> str:
    """Return the tokens as libFuzzer reads them."""
    return "".join(
        '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"\n' for token in TOKENS
    )


def _files() -> Iterator[bytes]:
    for path in sorted([*CASES.glob("**/content/**/*.yaml"), *PROJECT.glob("content/**/*.yaml")]):
        name = path.relative_to(
            path.parents[1] if path.parent.name == "content" else path.parents[2]
        )
        first = {"themes": NAMES[1], "sources": NAMES[2]}.get(path.parent.name, name.as_posix())
        if first in NAMES:
            yield bytes([50 + NAMES.index(first)]) + path.read_bytes()[:LARGEST]


def _quotes() -> Iterator[bytes]:
    lines = [line for path in sorted(CASES.glob("base/seeds/*")) for line in _lines(path)]
    for number, line in enumerate((*NASTY, *lines)):
        for how in range(8):
            yield bytes([how + 16 * (number % 4), number, 3 * how, 1, 2 * how, 3, number % 16]) + (
                line.encode()
            )
        words = line.split()
        yield b"0000000" + f"{line}|{' '.join(words[1:4])}".encode()
        yield b"0000000" + f"{line}|{words[0]} […] {words[-1]}".encode()


def _texts() -> Iterator[bytes]:
    yield from (text.encode() for text in NASTY)
    for path in sorted(CASES.glob("**/themes/*.yaml")):
        for found in re.finditer(r"text: (.*[*_\[].*)", path.read_text(encoding="utf-8")):
            yield found[1].encode()


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]
