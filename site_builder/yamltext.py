"""YAML as text with places: a strict reading that says what it refuses and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, cast

from yaml import events
from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.reader import ReaderError

from site_builder.encoding import REFUSED, controls, decode
from site_builder.findings import Finding, finding
from site_builder.places import Source, Text
from site_builder.slips import brief, comment, conflicts, explain, second_document, tabs

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from yaml.error import Mark

    class _Event(Protocol):
        """An event of the parser: each kind has the marks and some of the rest."""

        start_mark: Mark
        end_mark: Mark
        anchor: str | None
        tag: str | None
        tags: dict[str, str] | None
        value: str
        style: str | None
        flow_style: bool | None


__all__ = ["Listing", "Mapping", "Node", "decode", "parse"]

_DEEPEST = 20
_MARK = "\ufeff"  # a byte order mark
_LONGEST = 1_000_000  # characters of a text: what is longer was not meant to be one
_MOST = 250_000  # texts, lists and mappings of a file
_FAULTS = 1_000  # found in a file before the reading ends: nobody reads on

_PROPERTIES = re.compile(r"(?:(?:&[0-9A-Za-z_-]+|!\S*)\s*(?:#.*\s*)*)+")
_TAG = re.compile(r"![^\s,\[\]{}]*")
_REST_OF_LINE = re.compile(r"[ \t]*")
_COLON = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Listing:
    """A YAML list and the span `source.text[start:end]` that it stands in."""

    items: tuple[Node, ...] = field(repr=False)
    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mapping:
    """A YAML mapping, its keys texts with places, and the span that it stands in."""

    entries: dict[Text, Node] = field(repr=False)
    source: Source
    start: int
    end: int


Node: TypeAlias = Text | Listing | Mapping


def parse(source: Source) -> tuple[Node | None, list[Finding]]:
    """Return the file's value as texts, lists and mappings that know their places.

    Nothing has a type: `no`, `12:30` and `010` are text. There is no value (None) where the file
    holds none, only comments, or what cannot be read on (bad syntax, nesting too deep, too long a
    text, too many values or faults: see the findings). Other findings leave the rest readable: an
    anchor or tag is passed over, of a key that stands twice the first counts, an alias counts as
    the text it names, and a key that is no text or that an unquoted comma made is left out.
    """
    reading = _Reading(source=source, findings=[], commented=" #" in source.text)
    text = source.text
    if text.startswith(_MARK):  # refused, but the parser passes over it and counts no place for it
        text = text.replace(_MARK, "\n", 1)
    try:
        reading.run(CParser(text))
        reading.findings += conflicts(source)
        root = reading.root
    except MarkedYAMLError as error:
        reading.findings.append(explain(error, source, reading.last))
        root = None
    except (ReaderError, UnicodeEncodeError):  # a character that the parser refuses outright
        return None, list(controls(source))
    if "\t" in source.text:
        reading.findings += islice(tabs(source, reading.blocks, reading.end), _FAULTS)
    if isinstance(root, Text) and not root and root.is_null:
        root = None
    return root, list(dict.fromkeys(reading.findings))


class _Open:
    """A list or mapping that is being read: the key that waits for its value, if any."""

    __slots__ = ("end", "entries", "flow", "items", "key", "start", "waiting")

    def __init__(self, event: _Event, items: list[Node] | None) -> None:
        self.start = self.end = event.start_mark.index
        self.flow, self.items = bool(event.flow_style), items
        self.entries: dict[Text, Node] = {}
        self.waiting, self.key = False, cast("Text | None", None)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """The parser's events made into nodes, one pass without recursion."""

    source: Source
    findings: list[Finding]
    stack: list[_Open] = field(default_factory=list)
    root: Node | None = None
    end: int = 0  # of what has been read
    last: Text | None = None  # the text read last
    blocks: list[tuple[int, int]] = field(default_factory=list)
    named: dict[str, Text] = field(default_factory=dict)
    documents: int = 0
    count: int = 0  # of texts, lists and mappings
    commented: bool = False  # whether any text can be cut short by a comment

    def run(self, parser: CParser) -> None:
        """Read all events, or those up to where reading cannot go on."""
        steps: dict[type, Callable[..., bool | None]] = {
            events.DocumentStartEvent: self.document,
            events.ScalarEvent: self.scalar,
            events.AliasEvent: self.alias,
            events.MappingStartEvent: lambda event: self.open(event, None),
            events.SequenceStartEvent: lambda event: self.open(event, []),
            events.MappingEndEvent: self.close,
            events.SequenceEndEvent: self.close,
        }
        get, step_of, findings = parser.get_event, steps.get, self.findings
        while (event := get()) is not None:
            step = step_of(event.__class__)
            if step is not None and step(event):
                return
            if self.count > _MOST or len(findings) > _FAULTS:
                self.too_much()
                return
        self.end = len(self.source.text)

    def too_much(self) -> None:
        """Log that the file holds more than is read."""
        what, hint = f"more than {_MOST:,} values", "split the file"
        if self.count <= _MOST:
            what, hint = f"more than {_FAULTS:,} faults", "mend those above, and check again"
        message = f"the reading ends here: the file has {what}"
        self.note("file-unreadable", self.end, self.end + 1, message, hint)
        self.root = None

    def note(self, code: str, start: int, end: int, message: str, hint: str) -> None:
        """Log a finding at a span of the file."""
        self.findings.append(finding(code, (self.source, start, end), message, hint=hint))

    def document(self, event: _Event) -> bool:
        """Begin the one document; a second ends the reading."""
        start, end = event.start_mark.index, event.end_mark.index
        self.documents += 1
        if self.documents > 1:
            self.findings.append(second_document(self.source, start, end))
            return True
        if event.tags:
            self.note("yaml-tag", start, start + 1, "a %TAG line declares tags", "delete it")
        return False

    def scalar(self, event: _Event) -> bool:
        """Add a text; one that is too long ends the reading."""
        value, style, anchor = event.value, event.style or "", event.anchor
        start, end = event.start_mark.index, event.end_mark.index
        if anchor is not None or event.tag is not None:
            self.properties(event)
            skip = _PROPERTIES.match(self.source.text, start, end)
            start = skip.end() if skip else start
        if len(value) > _LONGEST:
            message = f"this text has more than {_LONGEST:,} characters"
            hint = "split it; where it is longer than meant, a quotation mark is not closed"
            self.note("file-unreadable", start, start + 1, message, hint)
            return True
        if style in ("|", ">"):
            end = self.block_end(start, end)
            self.blocks.append((start, end))
        self.last = text = Text.of(value, self.source, start, end, style)
        if style == '"' and not value.isprintable():
            self.escapes(text)
        if self.commented and not style and (cut := comment(self.source, end)) is not None:
            self.findings.append(cut)
        if anchor is not None:
            self.named[anchor] = text
        self.add(text, end)
        return False

    def block_end(self, start: int, end: int) -> int:
        """Return where a block scalar's last line with text ends: the parser's end lies further."""
        length = len(self.source.text[start:end].rstrip(" \t\r\n"))
        rest = _REST_OF_LINE.match(self.source.text, start + length, end)
        return rest.end() if rest else end

    def escapes(self, text: Text) -> None:
        """Log the first refused character of each kind that the file writes as an escape."""
        for what, refused in REFUSED:
            found = refused.search(text)
            if found and self.source.text.startswith("\\", text.at(found.start())):
                message = f"this escape stands for U+{ord(found[0]):04X}, {what}"
                span = found.span()
                self.findings.append(
                    finding("yaml-control", text, message, hint="delete it", span=span)
                )

    def properties(self, event: _Event) -> None:
        """Log the anchor and the tag that stand before a value."""
        start = event.start_mark.index
        if event.anchor is not None:
            sign = f"&{event.anchor}"
            self.anchor(max(self.source.text.find(sign, start), start), sign)
        if event.tag is not None and (tag := _TAG.search(self.source.text, start)):
            hint = "put a text that begins with ! in quotation marks"
            self.note("yaml-tag", *tag.span(), f"“{tag[0]}” is a tag", hint)

    def anchor(self, start: int, sign: str) -> None:
        """Log an anchor (&) or an alias (*)."""
        what = "an anchor" if sign[0] == "&" else "an alias"
        hint = "write the value out in each place that uses it"
        if sign[0] == "*":
            hint += "; put a text that begins with * in quotation marks"
        self.note("yaml-anchor", start, start + len(sign), f"“{sign}” is {what}", hint)

    def alias(self, event: _Event) -> None:
        """Add the text that an alias names; a list or mapping is left out, or it could multiply."""
        self.anchor(event.start_mark.index, f"*{event.anchor}")
        self.add(self.named.get(event.anchor or ""), event.end_mark.index)

    def open(self, event: _Event, items: list[Node] | None) -> bool:
        """Begin a list or mapping; one level too deep ends the reading."""
        start = event.start_mark.index
        if len(self.stack) >= _DEEPEST:
            message = f"this is nested more than {_DEEPEST} deep"
            self.note("yaml-depth", start, start + 1, message, "use fewer levels")
            return True
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        self.stack.append(_Open(event, items))
        return False

    def close(self, event: _Event) -> None:
        """Add the list or mapping that ends; one in block style ends with what it holds."""
        done = self.stack.pop()
        end = event.end_mark.index if done.flow else done.end
        node: Node
        if done.items is not None:
            node = Listing(items=tuple(done.items), source=self.source, start=done.start, end=end)
        else:
            node = Mapping(entries=done.entries, source=self.source, start=done.start, end=end)
        self.add(node, end)

    def add(self, node: Node | None, end: int) -> None:
        """Put a node where it belongs: into the list, as key or value, or at the root."""
        self.end = end
        self.count += 1
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        top.end = end
        if top.items is not None:
            if node is not None:
                top.items.append(node)
        elif not top.waiting:
            top.waiting, top.key = True, self.as_key(node)
        else:
            top.waiting = False
            key = top.key
            if key is None or node is None or (top.flow and self.split(key, node)):
                return
            if key in top.entries:
                self.twice(top, key)
            else:
                top.entries[key] = node

    def as_key(self, node: Node | None) -> Text | None:
        """Return the node if it can be a key, and None, with a finding, if it cannot."""
        if isinstance(node, Text):
            if node != "<<" or node.style:
                return node
            hint = "write the entries out in each place that uses them"
            self.note("yaml-anchor", node.start, node.end, "“<<” is a merge key", hint)
        elif node is not None:
            what = "a list" if isinstance(node, Listing) else "a mapping"
            hint = "put a key that begins with [ or { in quotation marks"
            self.note("value-shape", node.start, node.end, f"a key is text, not {what}", hint)
        return None

    def split(self, key: Text, value: Node) -> bool:
        """Tell, with a finding, whether a key in { } is none: it has no colon and no value."""
        if not isinstance(value, Text) or value or value.style:
            return False
        if _COLON.match(self.source.text, key.end):
            return False
        before = self.source.text[max(key.start - 99, 0) : key.start].rstrip()[-1:]
        message = f"“{brief(key)}” stands here as a key, without a value"
        if ":" in key:
            hint = "put a space after the colon"
        elif before == "?":
            hint = "an unquoted ? begins a key: put the value in quotation marks"
        elif before == "{":
            hint = "each key in { } has a colon and a value; put other text in quotation marks"
        else:
            hint = "an unquoted comma ends a value: put the whole value in quotation marks"
        self.note("flow-split", key.start, key.end, message, hint)
        return True

    def twice(self, top: _Open, key: Text) -> None:
        """Log a key that the mapping has already: the first counts."""
        first = next(one for one in top.entries if one == key)
        lines = f"lines {first.place.line} and {key.place.line}"
        message = f"“{brief(key)}” stands twice in this mapping: {lines}"
        hint = "keep one of them"
        in_list = len(self.stack) > 1 and self.stack[-2].items is not None
        if in_list and not top.flow and key == next(iter(top.entries)):
            hint += "; if another entry of a list begins here, begin it with `- `"
        self.note("key-duplicate", key.start, key.end, message, hint)
