"""Typed getters over a mapping: what is wrong with a field is logged, and reading goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from site_builder.findings import Finding, finding
from site_builder.nearest import look_alike
from site_builder.places import Text
from site_builder.slips import brief
from site_builder.yamltext import Listing, Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from site_builder.places import Source
    from site_builder.yamltext import Node

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
RESERVED = re.compile(r"con|nul|aux|prn|com[0-9]|lpt[0-9]")  # Windows has no files of these names
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"[1-9][0-9]{0,8}")
SPAN = re.compile(r"([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?")
_MOST_LISTED = 16  # choices that a hint spells out
_MOST_HELPED = 1_000  # findings, up to which a hint looks for what was meant
_MOST = 20_000  # findings, after which no more are logged: nobody reads on

_ID = "lower-case letters a to z, digits and single hyphens, as in sixfold-rise"
_AS_TEXT = {
    Listing: "put a text that begins with [ in quotation marks",
    Mapping: "put a text that holds a colon and a space, or begins with {, in quotation marks",
}
_AS_LIST = "give each entry a line that begins with `- `"
_AS_MAPPING = "give each key a line, with a colon and a space after it"


class Fields:
    """One mapping of a known shape, read field by field; what is wrong is logged, never raised.

    `what` names the mapping in messages ("a statement"). A required value that is missing or wrong
    is an empty text placed at the mapping. A key with nothing after it, `null` or `~` counts as
    absent where the field may be absent. Call `close` at the end.
    """

    __slots__ = ("_asked", "_entries", "_findings", "_lacking", "_node", "_what")

    def __init__(self, node: Mapping, findings: list[Finding], what: str) -> None:
        self._node = node
        self._entries = cast("dict[str, Node]", node.entries)  # a key is found by its words
        self._findings = findings
        self._what = what
        self._asked: dict[str, None] = {}
        self._lacking: dict[str, Finding] = {}

    def node(self, key: str) -> Node | None:
        """Return whatever stands under the key; None if the key is absent."""
        self._asked[key] = None
        return self._entries.get(key)

    def text(self, key: str, holds: str = "") -> Text:
        """Return a text that has words. Findings: key-missing, value-shape, value-empty.

        `holds` tells what the value is, to those who left it out.
        """
        node = self.node(key)
        if node is None:
            self._missing(key, holds)
            return self._stand_in()
        return self._words(node, key) or self._stand_in()

    def maybe_text(self, key: str) -> Text | None:
        """Return a text that has words, or None if it is absent, null or wrong."""
        node = self._present(key)
        return None if node is None else self._words(node, key)

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> Text:
        """Return one of the choices; absent or null is the default, if there is one.

        What stands in for a missing or wrong value is the default or else the first choice.
        Findings: value-choice, and those of `text`.
        """
        known = tuple(choices)
        fallback = known[0] if default is None else default
        if default is not None and self._present(key) is None:
            return self._stand_in(fallback)
        text = self.text(key, f"one of: {', '.join(known)}")
        return self._one_of(key, text, known) or self._stand_in(fallback)

    def maybe_choice(self, key: str, choices: Iterable[str]) -> Text | None:
        """Return one of the choices, or None if it is absent, null or wrong."""
        text = self.maybe_text(key)
        return None if text is None else self._one_of(key, text, tuple(choices))

    def identifier(self, key: str) -> Text:
        """Return an id: lower-case letters, digits and single hyphens, 80 characters at most.

        Findings: value-form, and those of `text`.
        """
        text = self.text(key, _ID)
        if not text or is_identifier(text):
            return text
        if _reserved(text):
            self._form(text, f"“{key}” cannot be “{text}”", "Windows keeps this name for itself")
        elif len(text) > LONGEST_ID:
            self._form(text, f"“{key}” is longer than {LONGEST_ID} characters", "shorten it")
        else:
            self._form(text, f"“{brief(text)}” cannot be an id", f"use {_ID}")
        return self._stand_in()

    def texts(self, key: str, *, required: str = "") -> tuple[Text, ...]:
        """Return one text or a list of texts as a tuple; absent or null is ().

        `required` tells what it holds, where it has to be there. Findings: key-missing where it is
        absent then, and those of `text`.
        """
        node = self._present(key)
        if node is None:
            empty = self._entries.get(key)
            if required and isinstance(empty, Text):
                hint = f"fill it in: {required}"
                _log(self._findings, "value-empty", empty, f"“{key}” has no words", hint=hint)
            elif required:
                self._missing(key, required)
            return ()
        if not isinstance(node, Listing):
            one = self._words(node, key)
            return () if one is None else (one,)
        read = [self._words(item, key, "an entry of ") for item in node.items]
        return tuple(text for text in read if text is not None)

    def date(self, key: str) -> Text:
        """Return a day that exists, as YYYY-MM-DD. Findings: value-form, and those of `text`."""
        text = self.text(key, "a day, as in 2026-03-31")
        return (self._day(key, text) if text else None) or self._stand_in()

    def maybe_date(self, key: str) -> Text | None:
        """Return a day that exists, as YYYY-MM-DD, or None if it is absent, null or wrong."""
        text = self.maybe_text(key)
        return None if text is None else self._day(key, text)

    def whole(self, key: str) -> int | None:
        """Return a whole number from 1, or None if it is absent, null or wrong (value-form)."""
        text = self.maybe_text(key)
        if text is None:
            return None
        if WHOLE.fullmatch(text):
            return int(text)
        self._form(text, f"“{key}” is not a whole number", "write it in digits, as in 12")
        return None

    def paragraphs(self, key: str = "paragraphs") -> tuple[int, int] | None:
        """Return "15-23" as (15, 23), "12" as (12, 12); None if absent, null or wrong."""
        text = self.maybe_text(key)
        if text is None:
            return None
        found = SPAN.fullmatch(text)
        if found is None:
            hint = "write one number or two with a hyphen, as in 12 or 15-23"
            self._form(text, f"“{key}” is not a paragraph or a run of them", hint)
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if first > last:
            self._form(text, f"“{key}” ends before it begins", "write the smaller number first")
            return None
        return first, last

    def mapping(self, key: str, *, required: str = "") -> Mapping | None:
        """Return the mapping under the key; None if it is absent, null or wrong (value-shape).

        `required` tells what it holds, where it has to be there (key-missing).
        """
        node = self._present(key)
        if node is None and required:
            self._missing(key, required)
        return None if node is None else as_mapping(node, self._findings, f"“{key}”", lost=False)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the entries of the list under the key; () if it is absent, null or wrong."""
        node = self._present(key)
        return () if node is None else as_list(node, self._findings, f"“{key}”")

    def here(self) -> Text:
        """Return an empty text at the mapping's first character, to point a finding at it."""
        return self._stand_in()

    def close(self) -> None:
        """Log every key that was not asked for: key-unknown, with the keys that there may be.

        A key that is missing because another is misspelt is one slip, and one finding.
        """
        if self._entries.keys() <= self._asked.keys():
            return
        asked = list(self._asked)
        for key in self._node.entries:
            if key not in self._asked:
                unused = [name for name in asked if name not in self._node.entries]
                near = self._near(key, unused) or self._near(key, asked)
                if near in self._lacking:
                    self._findings.remove(self._lacking.pop(near))
                hint = _meant(key, near) + f"it may have: {', '.join(sorted(asked))}"
                message = f"{self._what} has no key “{brief(key)}”"
                lost = isinstance(self._entries[key], Listing)
                _log(self._findings, "key-unknown", key, message, hint=hint, known=asked, lost=lost)

    def _present(self, key: str) -> Node | None:
        node = self.node(key)
        return None if isinstance(node, Text) and node.is_null else node

    def _stand_in(self, value: str = "") -> Text:
        start = self._node.start
        return Text.of(value, self._node.source, start, start)

    def _missing(self, key: str, holds: str) -> None:
        where = (self._node.source, self._node.start, self._node.start + 1)
        if len(self._findings) < _MOST:
            hint = f"add a line `{key}: …`" + (f" with {holds}" if holds else "")
            _log(self._findings, "key-missing", where, f"{self._what} needs “{key}”", hint=hint)
            self._lacking[key] = self._findings[-1]

    def _form(self, text: Text, message: str, hint: str) -> None:
        _log(self._findings, "value-form", text, message, hint=hint)

    def _words(self, node: Node, key: str, part: str = "") -> Text | None:
        if not isinstance(node, Text):
            _wrong_shape(node, self._findings, f"{part}“{key}” must be text", _as_text(node))
        elif node.is_blank:
            message = f"{part}“{key}” has no words"
            _log(self._findings, "value-empty", node, message, hint="fill it in")
        else:
            return node
        return None

    def _one_of(self, key: str, text: Text, choices: Sequence[str]) -> Text | None:
        if not text or text in choices:
            return text or None
        hint = _meant(text, self._near(text, choices))
        if len(choices) <= _MOST_LISTED:
            hint += f"it is one of: {', '.join(choices)}"
        message = f"“{key}” cannot be “{brief(text)}”"
        _log(self._findings, "value-choice", text, message, hint=hint.rstrip(), known=choices)
        return None

    def _near(self, word: str, known: Iterable[str]) -> str:
        """Return the likeliest of the known words, or nothing."""
        if len(self._findings) > _MOST_HELPED:
            return ""
        return next(iter(get_close_matches(word[:LONGEST_ID].lower(), known, n=1)), "")

    def _day(self, key: str, text: Text) -> Text | None:
        if not DATE.fullmatch(text):
            hint = "write year, month and day in digits, as in 2026-11-21"
            self._form(text, f"“{key}” is not a date", hint)
            return None
        try:
            date.fromisoformat(text)
        except ValueError:
            self._form(text, f"there is no day {text}", "check the month and the day")
            return None
        return text


def is_identifier(text: str) -> bool:
    """Tell whether the text can be an id, and the name of a file on any system."""
    return len(text) <= LONGEST_ID and ID.fullmatch(text) is not None and not _reserved(text)


def as_mapping(
    node: Node, findings: list[Finding], what: str, *, lost: bool = True
) -> Mapping | None:
    """Return the node if it is a mapping, else None and a `value-shape` that begins with `what`.

    A file's mapping and an entry's hold what others name: it is `lost`, unlike that of a field.
    """
    if isinstance(node, Mapping):
        return node
    _wrong_shape(node, findings, f"{what} must be a mapping", _AS_MAPPING, lost=lost)
    return None


def as_list(node: Node, findings: list[Finding], what: str) -> tuple[Node, ...]:
    """Return a list's entries; else () and a `value-shape` that begins with `what`."""
    if isinstance(node, Listing):
        return node.items
    _wrong_shape(node, findings, f"{what} must be a list", _AS_LIST, lost=True)
    return ()


def _as_text(node: Node) -> str:
    if isinstance(node, Listing) and not node.source.text.startswith("[", node.start):
        return "take out the `- ` before it"
    return _AS_TEXT[type(node)]


def _wrong_shape(
    node: Node, findings: list[Finding], must: str, hint: str, *, lost: bool = False
) -> None:
    shape = "a mapping"
    if isinstance(node, Text):
        shape = "nothing" if node.is_null else "text"
    elif isinstance(node, Listing):
        shape = "a list"
    where = node if isinstance(node, Text) else (node.source, node.start, node.end)
    message = f"{must}, not {shape}"
    _log(findings, "value-shape", where, message, hint=hint, lost=lost)


def _log(
    findings: list[Finding],
    code: str,
    where: Text | tuple[Source, int, int],
    message: str,
    *,
    hint: str = "",
    known: Sequence[str] = (),
    lost: bool = False,
) -> None:
    if len(findings) < _MOST:
        found = finding(code, where, message, hint=hint, known=known)
        findings.append(replace(found, lost=True) if lost else found)


def _meant(word: str, near: str) -> str:
    """Return "did you mean “…”? ", or nothing where no word is near."""
    if not near:
        return ""
    unlike = look_alike(word[:LONGEST_ID], near, "yours", "it")
    return f"did you mean “{near}”? " + (f"({unlike}) " if unlike else "")


def _reserved(name: str) -> bool:
    return RESERVED.fullmatch(name) is not None
