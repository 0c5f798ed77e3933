"""What the curator most likely meant where the YAML parser gave up: its errors in plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from site_builder.encoding import controls
from site_builder.findings import Finding, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import MarkedYAMLError

    from site_builder.places import Source, Text

_TAB = re.compile(r"(?:\A|(?<=[\r\n])) *(\t)[ \t]*(?=\S)")
_CONFLICT = re.compile(r"(?:\A|(?<=[\r\n]))(?:<{7}|>{7})(?=[ \r\n]|\Z)")
_END_OF_DOCUMENT = re.compile(r"\.\.\.(?=\s|\Z)")
_BETWEEN = re.compile(r"(?:={7}|\|{7})(?=[ \r\n]|\Z)")  # in a conflict, or a line of its own
_ENTRIES_BELOW = re.compile(r"[\r\n][ \t]*(?:- |[\w-]+:(?=\s|\Z))")
_ONLY_A_KEY = re.compile(r"[ ]*(?:- +)*[\w-]+")
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)*[\w-]+:\S")
_BROKEN_OFF = re.compile(r"""(?P<skip>\[(?:…|\.\.\.)\])|(?P<sign>["'\]}])|(?P<alias>\*[^\s*]+)""")

_QUOTE_IT = "put the value in quotation marks or on the next line after `>-`"
_COLON = f"a colon followed by a space ends a key: {_QUOTE_IT}"
_COLUMNS = (
    "the keys of one entry start in the same column, and so do the `- ` of one list; "
    "a line that goes on with a value is indented further than its key"
)


class Slip(NamedTuple):
    """What went wrong, what to do, and whether to show where the value began.

    `after_quote` says that text follows a closing quotation mark: it may be one that was to open.
    """

    message: str
    hint: str
    from_start: bool = False
    after_quote: bool = False


_UNCLOSED = Slip(
    "this quotation mark opens a value that is never closed",
    "close it; in '…' an apostrophe is written twice",
    from_start=True,
)
_FIRST_SIGN = Slip(
    "a value cannot begin with “{0}” unless it is in quotation marks", _QUOTE_IT, from_start=True
)
_NO_DASH = Slip(
    "this line has no `- `, as the entries above it have",
    f"begin each entry of a list with `- `; {_COLUMNS}",
)
# By a part of the parser's own words ({0} is the character at the place).
_SLIPS = {
    "found unexpected end of stream": _UNCLOSED,
    "found unexpected document indicator": _UNCLOSED,
    "found character that cannot start any token": _FIRST_SIGN,
    "did not find expected alphabetic or numeric character": _FIRST_SIGN,
    "did not find expected node content": _FIRST_SIGN,
    "block sequence entries are not allowed": Slip(
        "a list cannot begin on the line of its key",
        f"give each entry, with its `- `, a line of its own; if this is text, {_QUOTE_IT}",
    ),
    "mapping keys are not allowed": Slip("a value cannot begin with a lone “?”", _QUOTE_IT),
    "did not find expected comment or line break": Slip(
        "text stands on the line of a > or |",
        "begin the text on the next line, indented, or put it in quotation marks",
    ),
    "found an indentation indicator equal to 0": Slip(
        "the indentation after > or | is counted from 1", "leave the number out"
    ),
    "found unexpected ':'": Slip("a colon stands inside a value in { } or [ ]", _COLON),
    "found unknown escape character": Slip(
        "a backslash in double quotation marks begins an escape, and this is none",
        "write \\\\ for a backslash, or put the value on the next line after `>-`",
    ),
    "found invalid Unicode character escape code": Slip(
        "this escape stands for no character", "write the character itself"
    ),
    "did not find expected hexdecimal number": Slip(
        "this escape needs more digits", "write the character itself"
    ),
    "directive": Slip(
        "a line that begins with % is read as a directive",
        "indent it, or put the value in quotation marks",
        from_start=True,
    ),
    "found incompatible YAML document": Slip(
        "this version of YAML is not known", "delete the %YAML line"
    ),
}


def explain(error: MarkedYAMLError, source: Source, last: Text | None) -> Finding:
    """Return the finding for what the parser stopped at, in plain words and at the likeliest place.

    `last` is the text that was read last. A tab gives `yaml-tab`, a tag `yaml-tag`, a second
    document `yaml-documents`; all else is `yaml-syntax`.
    """
    text, problem, context = source.text, error.problem or "", error.context or ""
    at = error.problem_mark.index if error.problem_mark else 0
    began = error.context_mark.index if error.context_mark else at
    if marker := next(conflicts(source), None) or _between(source, at) or _between(source, began):
        return marker
    if "\ufeff" in text[max(at - 1, 0) : at + 1]:
        return list(controls(source))[-1]  # which says what cannot be seen there
    if text.startswith("\t", at):
        return tab(source, at)
    if "tag" in context or "undefined tag" in problem:
        hint = "put a text that begins with ! in quotation marks"
        return finding("yaml-tag", (source, began, began + 1), "this reads as a tag", hint=hint)
    if "<document start>" in problem and re.search(r"(?:\A|[\r\n])\.\.\.\s", text[:at]):
        return second_document(source, at, at + 1)
    slip, start, end = _slip(problem, context, text, (began, at))
    if slip.after_quote and last is not None and _ENTRIES_BELOW.search(text, last.start, last.end):
        slip, start = _UNCLOSED, last.start
        end = start + 1
    message = slip.message.replace("{0}", text[start : start + 1])
    return finding("yaml-syntax", (source, start, end), message, hint=slip.hint)


def conflicts(source: Source) -> Iterator[Finding]:
    """Yield a finding for the first line that marks an unresolved merge, if there is one."""
    if "<<<<<<<" in source.text or ">>>>>>>" in source.text:
        marker = _CONFLICT.search(source.text)
        if marker:
            yield _conflict(source, *marker.span())


def _between(source: Source, at: int) -> Finding | None:
    """Return the finding if the parser stopped on a line that stands between two versions."""
    start = _line_start(source.text, at)
    marker = _BETWEEN.match(source.text, start)
    return _conflict(source, *marker.span()) if marker else None


def _conflict(source: Source, start: int, end: int) -> Finding:
    hint = "choose one side, and delete the lines with <<<<<<<, ======= and >>>>>>>"
    message = "this is a marker of an unresolved merge"
    return finding("yaml-syntax", (source, start, end), message, hint=hint)


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def comment(source: Source, end: int) -> Finding | None:
    """Return a finding if a comment after one space cuts short the plain text that ends here."""
    if not source.text.startswith(" #", end):
        return None
    where = (source, end + 1, end + 2)
    message = "a # after a space begins a comment: what follows it on this line is lost"
    hint = "put the value in quotation marks; if a comment is meant, put two spaces before the #"
    return finding("yaml-comment", where, message, hint=hint)


def brief(words: str) -> str:
    """Return what a message says of a curator's words: one line, 60 characters at most."""
    line = " ".join(words[:200].split())
    return line if len(line) <= 60 else line[:59] + "…"


def tab(source: Source, at: int) -> Finding:
    """Return the finding for a tab in the white space a line begins with."""
    hint = "use spaces, two for each level"
    return finding("yaml-tab", (source, at, at + 1), "a tab stands in the indentation", hint=hint)


def tabs(source: Source, blocks: list[tuple[int, int]], end: int) -> Iterator[Finding]:
    """Yield a finding for each tab in indentation before `end` and outside the block scalars."""
    inside = iter([*blocks, (end, len(source.text) + 1)])
    start, stop = next(inside)
    for match in _TAB.finditer(source.text):
        while match.start(1) >= stop:
            start, stop = next(inside)
        if match.start(1) < start:
            yield tab(source, match.start(1))


def second_document(source: Source, start: int, end: int) -> Finding:
    """Return the finding for where a second document begins in one file."""
    return finding(
        "yaml-documents",
        (source, start, end),
        "a second document begins here",
        hint="delete the line `---` or `...`, or move what follows to a file of its own",
    )


def _slip(problem: str, context: str, text: str, marks: tuple[int, int]) -> tuple[Slip, int, int]:
    """Return what went wrong and the span it is shown at."""
    began, at = marks
    line = _line_start(text, at)
    if line == at and _END_OF_DOCUMENT.match(text, at):
        return Slip("a line with `...` ends the file before it begins", "delete it"), at, at + 3
    for words, slip in _SLIPS.items():
        if words in problem or (words in context and words == "directive"):
            start = began if slip.from_start and "next token" not in context else at
            if slip is _FIRST_SIGN and (start >= len(text) or text[start].isalnum()):
                break  # not the sign is wrong, but that a value was to stand here
            return slip, start, start + 1
    if "mapping values are not allowed" in problem:
        return _colon(text[line:at]), at, at + 1
    if "could not find expected ':'" in problem:
        return _no_colon(text, began), began, began + 1
    return _broken_off(text, line, at) or _out_of_place(problem, text, line, marks)


def _out_of_place(
    problem: str, text: str, line: int, marks: tuple[int, int]
) -> tuple[Slip, int, int]:
    """Return the slip where something stands that neither goes on nor ends what is open."""
    began, at = marks
    if "expected ','" in problem:
        return _unfinished(text, line, marks)
    if "expected '-'" in problem and at - line == began - _line_start(text, began):
        return _NO_DASH, at, at + 1
    if at >= len(text):
        slip = Slip("the file ends in the middle of a value", "close what [ or { opened")
        return slip, at, at + 1
    if text.startswith(":", at):
        return Slip("a colon stands here without a key", "write `key: value`"), at, at + 1
    if text[line:at].strip():
        return Slip("this is not YAML that can be read", _QUOTE_IT), at, at + 1
    return Slip("this line does not fit the lines above it", _COLUMNS), at, at + 1


def _colon(before: str) -> Slip:
    if _ONLY_A_KEY.fullmatch(before):
        message = "this line goes on with the value above it, and then has a colon"
        hint = "start a key in the column of its neighbours; see that the line above has its colon"
        return Slip(message, f"{hint}; if this is text, {_QUOTE_IT}")
    return Slip("a colon followed by a space stands inside a value", _COLON)


def _no_colon(text: str, start: int) -> Slip:
    if _KEY_WITHOUT_SPACE.match(text, start):
        return Slip("no space stands after the colon", "write `key: value`")
    if text.startswith("-", start):
        return Slip("no space stands after the hyphen", "begin each entry of a list with `- `")
    line = _line_start(text, start)
    above = _line_start(text, len(text[:line].rstrip()))
    if (
        text.startswith("- ", above + start - line)
        and not text[above : above + start - line].strip()
    ):
        return _NO_DASH
    return Slip("this line has no key and colon", f"write `key: value`; {_COLUMNS}")


def _broken_off(text: str, line: int, at: int) -> tuple[Slip, int, int] | None:
    """Return the slip where text follows, on its line, what closed the value."""
    before = text[line:at].rstrip()
    spans = list(_BROKEN_OFF.finditer(text, line, line + len(before)))
    if not spans or spans[-1].end() != line + len(before):
        return None
    closed = spans[-1]
    if closed["skip"]:
        slip = Slip("a value begins with […]", f"quote a value that begins with […]: {_QUOTE_IT}")
        return slip, *closed.span()
    if closed["alias"]:
        return Slip("a value cannot begin with “*”", _QUOTE_IT), *closed.span()
    sign = closed["sign"]
    if sign in "]}":
        message = f"text stands after the “{sign}” that closes a value"
        return Slip(message, f"if the bracket belongs to the text, {_QUOTE_IT}"), at, at + 1
    message = f"text stands after the {sign} that closes a value"
    hint = "put it inside, or close a quotation mark that is open further up; " + (
        "in '…' an apostrophe is written twice" if sign == "'" else 'inside "…" write \\"'
    )
    return Slip(message, hint, after_quote=True), at, at + 1


def _unfinished(text: str, line: int, marks: tuple[int, int]) -> tuple[Slip, int, int]:
    """Return the slip where a value in { } or [ ] neither goes on nor is closed."""
    began, at = marks
    sign = text[began : began + 1]
    next_key = line > began and _ONLY_A_KEY.fullmatch(text, line, at)
    if text.startswith(":", at) and not next_key:
        return Slip("a colon followed by a space stands inside a value", _COLON), at, at + 1
    if at >= len(text) or next_key or not text[line:at].strip():
        hint = "close it on the last line of its value; put text that begins so in quotation marks"
        return Slip(f"this “{sign}” is not closed", hint), began, began + 1
    if text[at] in "]}":
        return Slip(f"“{text[at]}” does not close “{sign}”", _QUOTE_IT), at, at + 1
    hint = "put a value that holds one of , : [ ] { } in quotation marks"
    return Slip(f"a comma is missing here in what “{sign}” opened", hint), at, at + 1
