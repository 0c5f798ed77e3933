"""An article brought into a project: what its seed is called, and the record that is begun for it.

Nothing is filled in from general knowledge: what only the file's own data say stands in a comment.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from site_builder.findings import printable
from site_builder.guesses import LABELS, furniture, stated
from site_builder.seeds import ORIGINALS, paragraph_spans
from site_builder.urls import Fault, name_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from site_builder.extracts import Extracted
    from site_builder.guesses import Line, Stated

_NEAR = 0.6  # share of runs of words from which two texts are nearly the same
_RUN = 5  # words
_COMPARED = 50_000  # words of a text, from its beginning
_SHOWN = 60  # characters of a line that is perhaps furniture
_MOST = 80  # of these lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The files of one article, by name below the project, and its id."""

    id: str
    seed: str
    record: str
    files: Mapping[str, bytes]
    words: int
    paragraphs: int
    guesses: int


def next_id(ids: Iterable[str]) -> str:
    """Return the next free number after those of the ids: 005 after 004, 001 where none is."""
    numbers = [one for one in ids if re.fullmatch("[0-9]{1,9}", one)]
    wide = max(map(len, numbers), default=3)
    return f"{max(map(int, numbers), default=0) + 1:0{wide}}"


def id_fault(name: str, ids: Iterable[str]) -> Fault | None:
    """Return why a seed cannot have this id; None where it can."""
    if "_" in name:
        hint = "what stands before the first underscore of a seed’s file is its id"
        return Fault("has an underscore in it", hint)
    if fault := name_fault(name):
        return fault
    if name.lower() in {one.lower() for one in ids} | {"index"}:
        return Fault("is taken", "choose another name, or leave --id out for the next number")
    return None


def same(data: bytes, seeds: Mapping[str, bytes]) -> str | None:
    """Return the name of the seed that has these bytes; None if none has."""
    return next((name for name, known in sorted(seeds.items()) if known == data), None)


def nearly_same(text: str, seeds: Mapping[str, str]) -> tuple[str, int] | None:
    """Return the seed that most of this text's wording stands in, and how much in per cent.

    Counted are runs of five words in the first 50,000 of the shorter text; from 60 per cent on.
    """
    own = _runs(text)
    shares = [
        (len(own & other) / max(min(len(own), len(other)), 1), name)
        for name, other in ((name, _runs(known)) for name, known in sorted(seeds.items()))
    ]
    share, name = max(shares, default=(0.0, ""))
    return (name, int(100 * share)) if share >= _NEAR else None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = [word[0] for word in islice(re.finditer(r"\w+", text.lower()), _COMPARED)]
    return {tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, 1))}


def added(
    seed_id: str,
    original: str,
    data: bytes,
    article: Extracted,
    *,
    there: str = "",
    schema: str = "",
) -> Added:
    """Return the files of an article: its seed, its record, and the original if that is kept.

    `original` and `data` are the name and the bytes of the file it was in. `there` is the name of
    its seed, if that stands in seeds/ already: then the record alone is made. `schema` is the
    first line of the record, if the project has schemas.
    """
    digest = hashlib.sha256(article.data).hexdigest()
    stem = PurePosixPath(there).stem or f"{seed_id}_{digest[:16]}"
    seed, record = there or f"seeds/{stem}.txt", f"content/sources/{seed_id}.yaml"
    files = {} if there else {seed: article.data}
    where = ""
    if article.kept and not there:
        where = f"{ORIGINALS}/{stem}{article.kept}"
        files[where] = data
    text = article.text
    paragraphs = list(paragraph_spans(text))
    lines = list(furniture(text, paragraphs))
    body = [
        *([schema] if schema else []),
        *([] if there else _history(original, data, where, article)),
        f'seed: "{stem}"',
        f"sha256: {_hash(digest)}",
        "# how badges name the article",
        f'short: "Article {seed_id}"',
        *_stated(article.tells, stated(text, paragraphs, article.tells)),
        "rights: null",
        "voices: []",
        *_furniture(lines),
        "set_aside: []",
    ]
    files[record] = ("\n".join(body) + "\n").encode()
    return Added(
        id=seed_id,
        seed=seed,
        record=record,
        files=files,
        words=len(text.split()),
        paragraphs=len(paragraphs),
        guesses=len(lines),
    )


def _hash(digest: str) -> str:
    """Return a hash as YAML has text: one of digits, or with an e among them, would be a number."""
    return f'"{digest}"' if re.fullmatch("[0-9]+(?:e[0-9]+)?", digest) else digest


def _history(original: str, data: bytes, where: str, article: Extracted) -> Iterator[str]:
    """Yield the comments on where the seed comes from."""
    name = _comment(PurePosixPath(original.replace("\\", "/")).name)
    if not where:
        yield f"# The seed is the file “{name}”, byte for byte."
        return
    digest = hashlib.sha256(data).hexdigest()
    yield f"# From the file “{name}” ({len(data):,} bytes), which is kept as"
    yield f"# {where}"
    yield f"# SHA-256 {digest}"
    yield f"# {_comment(article.how)}"
    yield from (f"# Mind: {_comment(remark)}" for remark in article.remarks)


def _stated(tells: Mapping[str, str], found: Mapping[str, Stated]) -> Iterator[str]:
    """Yield what the article states with its basis, and null for the rest."""
    yield "# null: not stated in the article. What is stated has a basis, words of the seed."
    for key, label in LABELS.items():
        if key in found:
            one = found[key]
            yield f"{key}:"
            yield f"  {label}: {_quoted(one.value)}"
            yield f"  basis: {_quoted(one.basis)}"
            continue
        if key in tells:
            yield "# The file’s own data, which no reader sees, say of the next field:"
            yield f"#   {_comment(tells[key])}"
            yield "# It counts only with a basis: words of the article that say so."
        yield f"{key}: null"


def _furniture(lines: Sequence[Line]) -> Iterator[str]:
    if not lines:
        yield "furniture: []"
        return
    yield "# These lines look like furniture. It is a guess: read each on its own. Where it is"
    yield "# right, take away the [] and the “#” before the line."
    yield "furniture: []"
    for line in lines[:_MOST]:
        words = _comment(line.words)
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
        yield f"#  - {{paragraph: {line.number}, kind: {line.kind}}}  # {shown}"
    if lines[_MOST:]:
        yield f"# and {len(lines) - _MOST} more"


def _quoted(words: str) -> str:
    """Return words as a scalar in quotation marks."""
    return json.dumps(words, ensure_ascii=False)


def _comment(words: str) -> str:
    """Return words as one line of a comment."""
    return printable(" ".join(words.split()), 300)
