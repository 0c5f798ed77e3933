"""The first words of something new, a theme or a gap, and where in its file they go.

What is written leaves every other character of the file as it was. Offsets are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from site_builder.content.ledgers import SPEAKERS
from site_builder.fields import is_identifier
from site_builder.language.words import GRAMMAR
from site_builder.model import DIFFERS_ON, GIVEN, KINDS
from site_builder.places import Source, Text
from site_builder.urls import is_reserved
from site_builder.yamltext import Listing, Mapping, parse
from site_builder.yamlwriting import value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from site_builder.yamltext import Node

    Path = tuple[str | int, ...]

_LETTERS = re.compile(r"[a-z0-9]+")
_WORDS = 5  # of a text that make an id
_TELLING = 3  # words without those of grammar that are enough for one
_LONGEST = 48  # characters of one
_ID = re.compile(r"\bid:[ ]*[\"']?([a-z0-9-]+)")
_WITHDRAWN = re.compile(r"\bstatement:[ ]*[\"']?([a-z0-9-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A file with an entry added, and the offset at which the entry begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a curator has settled of a statement already; "" where it is still open."""

    by: str = ""
    given: str = ""
    kind: str = ""
    origin: str = ""

    def open(self) -> list[str]:
        """Return the fields that are to be filled in."""
        fields = {"by": self.by, "given": self.given, "kind": self.kind}
        return [name for name, chosen in fields.items() if not chosen]


def taken_ids(files: Iterable[str]) -> frozenset[str]:
    """Return every id that stands in these files, withdrawn ones too, whether they can be read."""
    found = (chain(_ID.findall(text), _WITHDRAWN.findall(text)) for text in files)
    return frozenset(chain.from_iterable(found))


def made_id(text: str, taken: Collection[str], otherwise: str) -> str:
    """Return an id made from the first words of a text that say something, one not taken yet."""
    plain = normalize("NFKD", text.replace("’", "").replace("'", "")).encode("ascii", "ignore")
    words = _LETTERS.findall(plain.decode().lower())
    telling = [word for word in words if word not in GRAMMAR]
    telling = telling if len(telling) >= _TELLING else words
    base = "-".join(telling[:_WORDS])
    while len(base) > _LONGEST and "-" in base:
        base = base.rpartition("-")[0]
    base = base[:_LONGEST] or otherwise
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(n for n in names if n not in taken and is_identifier(n) and not is_reserved(n))


def theme_file(title: str, theme_id: str, call: str) -> str:
    """Return the file of a new theme: one section, and nothing in it yet.

    `call` is how the builder is called, here and below.
    """
    return (
        f"title: {value(title, 0)}\n"
        "sensitive: []  # what a reader should be warned of, such as self-harm\n"
        "summary: []  # ids of statements below, the most important first\n"
        "sections:\n"
        "  - heading: What the articles say  # put what the statements under it are about\n"
        f'    statements: []  # {call} new statement {theme_id} "…" adds one\n'
    )


def section(heading: str) -> str:
    """Return a new section, a heading with no statement."""
    return f"- heading: {value(heading, 2)}\n  statements: []\n"


def statement(name: str, text: str, chosen: Choices, evidence: Sequence[str], call: str) -> str:
    """Return a new statement, with a comment for each choice that is still open."""
    lines = [
        f"- id: {value(name, 2)}",
        f"  text: {value(text, 2)}",
        _choice("by", chosen.by, "a speaker of speakers.yaml, or article: its own words"),
        _choice("given", chosen.given, f"{_either(GIVEN)}: how the article gives it"),
        _choice("kind", chosen.kind, _either(KINDS)),
    ]
    lines.append(
        f"  origin: {value(chosen.origin, 2)}"
        if chosen.origin
        else "  # origin: an id of origins.yaml, if the article says where it first comes from"
    )
    return "\n".join([*lines, *_evidence(evidence, "  ", call)]) + "\n"


def speaker(speaker_id: str, name: str, kind: str, evidence: Sequence[str], call: str) -> str:
    """Return a new speaker, with a comment for what else can be said of one."""
    lines = [
        f"- id: {value(speaker_id, 2)}",
        f"  name: {value(name, 2)}",
        _choice("kind", kind, _either(SPEAKERS)),
        "  # also: other forms of the name, as articles write them",
        "  # of: for a person, the id of the organisation that he or she speaks for",
        *_evidence(evidence, "  ", call),
    ]
    return "\n".join(lines) + "\n"


def difference(
    name: str, question: str, evidence: Sequence[str], call: str, *, on: str = "", rank: str = ""
) -> str:
    """Return a new difference, with an account for each passage, two at least."""
    lines = [
        f"- id: {value(name, 2)}",
        _choice("on", on, _either(DIFFERS_ON)),
        _choice("rank", rank, "1 changes what a reader would believe, 2 worth knowing, 3 small"),
        f"  question: {value(question, 2)}",
        "  statements: []  # ids of the statements that it is about",
        "  accounts:",
    ]
    for number in range(max(len(evidence), 2)):
        lines += [
            "    - says:  # this version, in your words",
            "      by: article  # a speaker of speakers.yaml, or article: its own words",
            *_evidence(evidence[number : number + 1], "      ", call),
        ]
    lines.append("  # note: what a reader should know of it, in your words")
    return "\n".join(lines) + "\n"


def gap(name: str, question: str, absent: Sequence[str], themes: Sequence[str]) -> str:
    """Return a new gap, with the words whose absence the build is to prove."""
    lines = [f"- id: {value(name, 2)}", f"  question: {value(question, 2)}"]
    lines.append("  absent:  # words that no article has: whole words, so list the plural too")
    lines += [f"    - {value(word, 4)}" for word in absent]
    lines.append("  seeds: all  # or a list of those that were read for it")
    lines.append("  themes:  # the pages that show it" if themes else "  themes: []  # pages")
    lines += [f"    - {theme}" for theme in themes]
    lines.append("  # note: what the articles do say of it, in your words")
    return "\n".join(lines) + "\n"


def _choice(field: str, chosen: str, comment: str) -> str:
    return f"  {field}: {value(chosen, 2)}" if chosen else f"  {field}:  # {comment}"


def _either(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _evidence(entries: Sequence[str], margin: str, call: str) -> list[str]:
    if not entries:
        return [f'{margin}evidence: []  # {call} find "…" shows what to paste']
    return [f"{margin}evidence:", *(line for e in entries for line in _moved(e, f"{margin}  "))]


def _moved(entry: str, margin: str) -> list[str]:
    return [f"{margin}{line}" if line else line for line in entry.removesuffix("\n").split("\n")]


def add_entry(source: Source, path: Path, entry: str) -> Added | None:
    """Return the file with an entry (`- …`, at column 0) at the end of the list that `path` names.

    The list may be empty or, in a mapping that is there, absent. None where the file's layout is
    such that reading the result back would give anything else than the list with that entry.
    """
    root, _ = parse(source)
    expected, findings = parse(Source(name=source.name, text=entry))
    if not isinstance(expected, Listing) or findings:
        return None
    added = _insert(source, root, path, entry)
    if added is None:
        return None
    read, _ = parse(Source(name=source.name, text=added.text))
    meant = _with(_plain(root), path, _plain(expected.items[0]))
    return added if meant is not None and _plain(read) == meant else None


def _insert(source: Source, root: Node | None, path: Path, entry: str) -> Added | None:
    node: Node | None = root
    key: Text | None = None
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str):
            parent = node
            key = next((name for name in node.entries if name == step), None)
            if key is None:
                whole = f"{step}:\n" + "\n".join(_moved(entry, "  ")) + "\n"
                return _lines(source, parent.end, _column(source, parent.start), whole)
            node = node.entries[key]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    if isinstance(node, Listing):
        return _into(source, node, key, entry)
    if node is None:
        return _lines(source, len(source.text), 0, entry)
    if isinstance(node, Text) and node.is_null and key is not None:
        return _lines(source, node.end, _column(source, key.start) + 2, entry)
    return None


def _into(source: Source, node: Listing, key: Text | None, entry: str) -> Added | None:
    text = source.text
    if not text.startswith("[", node.start):
        indent = _column(source, text.rfind("-", 0, node.items[0].start))
        # Comments that stand deeper than the dash are about the last entry.
        own = re.compile(rf"[^\n]*(?:\n {{{indent + 1},}}#[^\n]*)*").match(text, node.end)
        return _lines(source, own.end() if own else node.end, indent, entry)
    if not node.items and key is not None:
        # Blanks that are left over would stand before a comment, or end the line.
        start = len(text[: node.start].rstrip(" ")) if text[node.start - 1] == " " else node.start
        bare = Source(name=source.name, text=text[:start] + text[node.end :])
        return _lines(bare, start, _column(source, key.start) + 2, entry)
    word = entry.removeprefix("- ").removesuffix("\n")
    if "\n" in word or not node.items:
        return None
    start = node.items[-1].end
    return Added(text=f"{text[:start]}, {word}{text[start:]}", start=start + 2)


def _column(source: Source, offset: int) -> int:
    return source.place(offset).column - 1


def _lines(source: Source, end: int, indent: int, entry: str) -> Added:
    """Put the entry on lines of its own after the line that holds `end`."""
    text = source.text
    newline = "\r\n" if "\r\n" in text else "\n"
    at = text.find("\n", end) + 1
    before, after = (text[:at], text[at:]) if at else (text, "")
    if before and not before.endswith("\n"):
        before += newline
    lines = newline.join(_moved(entry, " " * indent)) + newline
    return Added(text=before + lines + after, start=len(before) + indent)


def _plain(node: Node | None) -> Any:
    """Return a node as plain Python values."""
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {str(key): _plain(item) for key, item in node.entries.items()}
    return None if node is None or node.is_null else str(node)


def _with(plain: Any, path: Path, entry: Any) -> Any:
    """Return the values with the entry at the end of the list; None where there can be none."""
    if not path:
        return [*(plain or []), entry] if plain is None or isinstance(plain, list) else None
    first, rest = path[0], path[1:]
    if isinstance(plain, dict):
        return {**plain, first: _with(plain.get(str(first)), rest, entry)}
    if isinstance(plain, list) and isinstance(first, int) and first < len(plain):
        return [*plain[:first], _with(plain[first], rest, entry), *plain[first + 1 :]]
    return None
