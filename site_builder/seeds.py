"""Seed bytes to Seed: decoding, paragraphs, sentences, and the stretches its record marks."""

from __future__ import annotations

import codecs
import hashlib
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import chain
from posixpath import basename, splitext
from typing import TYPE_CHECKING

from site_builder.encoding import likely
from site_builder.findings import Finding, finding
from site_builder.memory import Memory
from site_builder.places import Place, Source
from site_builder.quotes import Found, Haystack, Span, find
from site_builder.urls import ARTICLES, name_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from site_builder.model import Record, Stretch

ORIGINALS = "seeds/originals"
"""Where the files stand that seeds were taken from: none of them is a seed."""

_LINE = re.compile(r"[^\r\n]+")


def _stem(name: str) -> str:
    """Return a file's name without its folders and its ending."""
    return splitext(basename(name))[0]


_LIST_OF_ARTICLES = _stem(ARTICLES)
_CLOSING = "\"'’”)]»"
_OPENING = "\"'‘“([«"
_FINAL = ".!?:…"

# A full stop after one of these ends no sentence (nor does one after a single capital letter).
_ABBREVIATIONS = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "prof", "rev", "st", "sir", "lt", "col", "gen", "sgt", "det"),
        *("insp", "supt", "no", "nos", "vs", "etc", "cf", "al", "e.g", "i.e"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"),
    }
)
# Begun at the first mark of a run only, and never given back: a run of any length is read once.
_END = re.compile(rf"(?<![.!?…])[.!?…]++[{re.escape(_CLOSING)}]*+(?=\s)")
_NEXT = re.compile(rf"(\s*+)[{re.escape(_OPENING)}]*+")
_LONGEST_ABBREVIATION = 20  # characters before a full stop that are looked at, with quotation marks
_LONGER = 1 + max(map(len, _ABBREVIATIONS))  # so many letters are no abbreviation


@dataclass(frozen=True, kw_only=True)
class SeedText:
    """A seed as its file gives it; offsets everywhere are code points into `text`."""

    id: str
    name: str
    text: str
    sha256: str
    size: int

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return _stem(self.name)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The seed's paragraphs, in order; number n is entry n - 1."""
        return tuple(paragraph_spans(self.text))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each paragraph starts."""
        return tuple(span.start for span in self.paragraphs)

    @cached_property
    def sentences(self) -> dict[int, array[int]]:
        """Where each sentence starts and ends, of the paragraphs that were asked for, by number."""
        return {}


@dataclass(frozen=True, kw_only=True)
class Seed:
    """A seed with what its record marks: furniture (merged, in order) and what is set aside.

    `withheld` are the sentences that are not shown since they name a person (see `withholding`).
    """

    source: SeedText
    record: Record
    furniture: tuple[Span, ...]
    set_aside: tuple[tuple[Span, str], ...]
    haystack: Haystack
    withheld: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The name readers see: the part before the first underscore where that is enough."""
        return self.source.id

    @property
    def text(self) -> str:
        """The decoded text."""
        return self.source.text

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """The seed's paragraphs, in order."""
        return self.source.paragraphs

    @property
    def changed(self) -> bool:
        """Whether its bytes are not those that its record names."""
        recorded = self.record.sha256
        return len(recorded) == 64 and recorded != self.source.sha256

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph that holds this offset or begins last before it."""
        return max(bisect_right(self.source.starts, offset), 1)

    def paragraphs_of(self, span: Span) -> range:
        """Return the numbers of the paragraphs that hold any of the span."""
        first, last = self.paragraph_at(span.start), bisect_left(self.source.starts, span.end)
        return range(first + (self.paragraphs[first - 1].end <= span.start), last + 1)

    def sentences(self, number: int) -> tuple[Span, ...]:
        """Return the sentences of paragraph `number`; they are looked for once."""
        known = self.source.sentences
        flat = known.get(number)  # spans would take ten times as much
        if flat is None:
            found = sentence_spans(self.text, self.paragraphs[number - 1])
            flat = known[number] = array("l", chain.from_iterable(found))
        return tuple(map(Span, flat[::2], flat[1::2]))


def paragraph_spans(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text, without white space around them.

    A paragraph is a non-blank line; a line without final punctuation, directly followed by one
    that begins in lower case, goes on.
    """
    start = end = -1
    for line in _LINE.finditer(text):
        words = line.group().lstrip()
        if not words:
            continue
        first = line.end() - len(words)
        if start < 0 or not _goes_on(text, start, end, first):
            if start >= 0:
                yield Span(start, end)
            start = first
        end = first + len(words.rstrip())
    if start >= 0:
        yield Span(start, end)


def _goes_on(text: str, start: int, end: int, first: int) -> bool:
    """Tell whether the paragraph at [start, end) goes on in the line whose words begin at first."""
    if not text[first].islower():
        return False
    between = text[end:first]
    last = end
    while last > start and text[last - 1] in _CLOSING:
        last -= 1
    final = last == start or text[last - 1] in _FINAL
    blank = between.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1
    return not blank and not final


def sentence_spans(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of a paragraph, without white space between them."""
    start, limit = paragraph
    for end in _END.finditer(text, start, limit):
        mark, stop = end.span()
        following = _NEXT.match(text, stop, limit)
        if following is None or (at := following.end()) == limit or text[at].islower():
            continue
        if text[mark] == "." and _abbreviated(text, start, mark):
            continue
        yield Span(start, stop)
        start = following.end(1)
    if start < limit:
        yield Span(start, limit)


def _abbreviated(text: str, start: int, mark: int) -> bool:
    """Tell whether the full stop at `mark` belongs to the word before it."""
    if mark - start >= _LONGER and text[mark - _LONGER : mark].isalpha():
        return False
    words = text[max(start, mark - _LONGEST_ABBREVIATION) : mark].split()
    last = words[-1].lstrip(_OPENING).lower() if words else ""
    return last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())


def seed_ids(names: Iterable[str]) -> dict[str, str]:
    """Return the id of each seed by its file's name.

    It is the part of its stem before the first underscore, or the whole stem where two seeds share
    that part.
    """
    stems = {name: _stem(name) for name in names}
    parts = {name: stem.split("_", 1)[0] for name, stem in stems.items()}
    shared = Counter(parts.values())
    return {name: part if shared[part] == 1 else stems[name] for name, part in parts.items()}


def read_seeds(
    files: Mapping[str, bytes], memory: Memory | None = None
) -> tuple[dict[str, SeedText], list[Finding]]:
    """Return the seeds in these files by id, and what is wrong with any of them."""
    memory = Memory() if memory is None else memory
    named, faults = _named(tuple(sorted(files)))
    findings = [*faults]
    seeds: dict[str, SeedText] = {}
    for name, seed_id in named:
        data = files[name]
        seed, wrong = memory.once(
            "seed", (name, seed_id, data), partial(_read, name, seed_id, data)
        )
        findings += wrong
        if seed is not None:
            seeds[seed_id] = seed
    return seeds, findings


@lru_cache(maxsize=2)
def _named(names: tuple[str, ...]) -> tuple[tuple[tuple[str, str], ...], tuple[Finding, ...]]:
    """Return the names of files that can be seeds, each with its id, and what is wrong in others.

    `names` are in order.
    """
    findings: list[Finding] = []
    named: list[tuple[str, str]] = []
    taken: dict[str, str] = {}  # by id in lower case: disks may not tell A from a
    for name, seed_id in seed_ids(names).items():
        fault = name_fault(_stem(name)) or name_fault(seed_id)
        if fault is not None:
            message = f"a seed’s name becomes an address: this one {fault.message}"
            findings.append(finding("seed-name", Place(file=name), message, hint=fault.hint))
            continue
        first = taken.setdefault(seed_id.lower(), name)
        if seed_id.lower() == _LIST_OF_ARTICLES or first != name:
            other = "the list of articles" if first == name else first
            message = f"the article’s page would have the address of {other}"
            hint = "give the seed another name"
            findings.append(finding("seed-name", Place(file=name), message, hint=hint))
            continue
        named.append((name, seed_id))
    return tuple(named), tuple(findings)


def _read(name: str, seed_id: str, data: bytes) -> tuple[SeedText | None, list[Finding]]:
    findings: list[Finding] = []
    text = _decode(name, data, findings)
    if text is None:
        return None, findings
    digest = hashlib.sha256(data).hexdigest()
    return SeedText(id=seed_id, name=name, text=text, sha256=digest, size=len(data)), findings


def _decode(name: str, data: bytes, findings: list[Finding]) -> str | None:
    hint = "a seed is plain UTF-8 text: convert the file, then record its new sha256"
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        place = Source(name=name, text=before).place(len(before))
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
        hint = f"{likely(data, error)}, then record its new sha256"
        findings.append(finding("seed-encoding", place, message, hint=hint))
        return None
    if not text.strip():
        hint = "put the article’s text in it, as it was when it was recorded"
        findings.append(finding("seed-empty", Place(file=name), "the seed has no text", hint=hint))
        return None
    if "\0" in text:
        place = Source(name=name, text=text).place(text.index("\0"))
        findings.append(finding("seed-encoding", place, "the seed holds a NUL", hint=hint))
        return None
    return text


def prepare(source: SeedText, record: Record) -> Seed:
    """Return the seed with its furniture and set-aside stretches found.

    A stretch that is not found is left out here; the checks report it.
    """
    bare = Haystack(text=source.text, paragraphs=source.paragraphs, furniture=())
    spans = [
        span for item in record.furniture for span in _stretch_spans(item.stretch, source, bare)
    ]
    furniture = tuple(_merged(spans))
    aside = [
        (span, str(item.reason))
        for item in record.set_aside
        for span in _stretch_spans(item.stretch, source, bare)
    ]
    return Seed(
        source=source,
        record=record,
        furniture=furniture,
        set_aside=tuple(sorted(aside)),
        haystack=Haystack(text=source.text, paragraphs=source.paragraphs, furniture=furniture),
    )


def _stretch_spans(stretch: Stretch, source: SeedText, haystack: Haystack) -> tuple[Span, ...]:
    if stretch.paragraphs is not None:
        named = source.paragraphs[slice(stretch.paragraphs[0] - 1, stretch.paragraphs[1])]
        return (Span(named[0].start, named[-1].end),) if named else ()
    if stretch.quote is None:
        return ()
    quote = stretch.quote
    found = find(
        quote.text,
        haystack,
        prefix=quote.prefix or "",
        suffix=quote.suffix or "",
        paragraph=quote.paragraph,
        in_furniture=True,
        whole_words=False,
    )
    return found.parts if isinstance(found, Found) else ()


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current
