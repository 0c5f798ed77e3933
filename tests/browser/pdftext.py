"""The text of a PDF that Chromium has written: as much of the format as that takes.

Chromium writes each object in full, names a ToUnicode table for each font, and shows text as runs
of two-byte glyphs. For any other PDF this would not do.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OBJECT = re.compile(rb"\n(\d+) 0 obj\s(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
_SHOWN = re.compile(rb"/(F\d+) \S+ Tf|<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<(\w+)> <(\w+)> <(\w+)>")
_CHAR = re.compile(rb"<(\w+)> <(\w+)>")

Glyphs = dict[int, str]


def text_of(pdf: bytes) -> str:
    """Return the text of a PDF in the order in which it is drawn, a line for each page."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    tables: dict[int, Glyphs] = {}
    pages = []
    for body in objects.values():
        if not re.search(rb"/Type /Page\b", body):
            continue
        fonts = {}
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", body):
            font = int(number)
            if font not in tables:
                tables[font] = _glyphs(objects, objects[font])
            fonts[name] = tables[font]
        pages.append("".join(_drawn(_stream(objects, body, rb"Contents"), fonts)))
    return "\n".join(pages)


def _drawn(content: bytes, fonts: dict[bytes, Glyphs]) -> Iterator[str]:
    font: Glyphs = {}
    for name, shown in _SHOWN.findall(content):
        if name:
            font = fonts[name]
        else:
            yield from (font.get(int(shown[at : at + 4], 16), "") for at in range(0, len(shown), 4))


def _glyphs(objects: dict[int, bytes], font: bytes) -> Glyphs:
    table = _stream(objects, font, rb"ToUnicode")
    glyphs: Glyphs = {}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            start, end = int(first, 16), int(last, 16)
            glyphs.update((at, chr(int(text, 16) + at - start)) for at in range(start, end + 1))
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for glyph, text in _CHAR.findall(block):
            glyphs[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return glyphs


def _stream(objects: dict[int, bytes], body: bytes, key: bytes) -> bytes:
    """Return the unpacked stream that `key` of an object leads to, or nothing."""
    leads = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    found = _STREAM.search(objects[int(leads[1])]) if leads else None
    return zlib.decompress(found[1]) if found else b""
