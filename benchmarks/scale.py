"""The time and memory of each check on a large briefing, made from the shipped one.

A copy is the shipped seeds with other surnames, places, years and large numbers, and statements
of the shipped briefing changed alike: its mix of hedges, quotations, numbers, names and voices.
Every quote is where it should be, and there is nothing to find.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import resource
import sys
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path, PurePosixPath
from time import process_time
from typing import TYPE_CHECKING, Any

import yaml
from rapidfuzz import fuzz, process

from benchmarks.blocks import block
from site_builder.checks import CHECKS
from site_builder.checks.case import open_case
from site_builder.cli import COLLECT
from site_builder.content import read_briefing
from site_builder.findings import in_order, report
from site_builder.inputs import read_inputs
from site_builder.proof import Inputs
from site_builder.seeds import read_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from site_builder.checks.case import Case
    from site_builder.findings import Finding

_ALIKE = 75  # of 100: surnames nearer than this could be taken for slips of one another
_GROUP = 10  # copies that share their people and origins
_EPOCHS = 10  # years that a copy may be earlier; numbers go with them, so that figures agree
_YEAR = re.compile(r"\b20[12]\d\b")
_LARGE = re.compile(r"\b\d{2,3}(?:,\d{3})+\b")
_SYLLABLES = (
    *("ba", "dro", "fen", "gul", "hir", "jom", "kes", "lav", "mun", "pry", "quo", "rit", "sal"),
    *("tob", "wex", "zin"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of the shipped briefing: its number, the words that become others, its people."""

    number: int
    words: dict[str, str]
    people: frozenset[str]

    @property
    def group(self) -> int:
        """The first of the copies that share their people and origins with this one."""
        return self.number - self.number % _GROUP

    def text(self, text: str) -> str:
        """Return a text of the copy: the same words always become the same words."""
        epoch = self.number % _EPOCHS
        known = "|".join(self.words)
        text = re.sub(rf"\b(?:{known})\b", lambda found: self.words[found[0]], text)
        text = _YEAR.sub(lambda found: str(int(found[0]) - epoch), text)
        return _LARGE.sub(lambda n: f"{int(n[0].replace(',', '')) + 1_000 * epoch:,}", text)

    def seed(self, stem: str) -> str:
        """Return the name of a seed of the copy."""
        return f"{self.number:05}{stem}"

    def value(self, value: Any, key: str = "") -> Any:
        """Return what the copy has for a value that stands under a key."""
        if isinstance(value, list):
            return [self.value(item, key) for item in value]
        if isinstance(value, dict):
            return {inner: self.value(item, inner) for inner, item in value.items()}
        if key == "seed":
            return self.seed(value)
        if key == "origin" or (key in ("id", "by", "via", "of", "counted_by") and self._own(value)):
            return f"{value}-{self.group}"
        return self.text(value)

    def _own(self, name: str) -> bool:
        return name in self.people


def made(project: Inputs, seeds: int, statements: int) -> Inputs:
    """Return a briefing of about so many seeds and statements, made from the bytes of another."""
    shipped = {name: _plain(data) for name, data in project.content.items()}
    texts = {PurePosixPath(name).stem: data.decode() for name, data in project.seeds.items()}
    numbers = range(max(seeds // len(texts), 1))
    each = max(statements // len(numbers), 1)
    turn = cycle(_unlisted(shipped))
    content: dict[str, Any] = {"content/speakers.yaml": [], "content/origins.yaml": []}
    files: dict[str, bytes] = {}
    copies = list(_copies(shipped, numbers))
    for copy in copies:
        for stem, text in texts.items():
            data = copy.text(text).encode()
            files[f"seeds/{copy.seed(stem)}.txt"] = data
            record = copy.value(shipped[f"content/sources/{stem.split('_')[0]}.yaml"])
            record["sha256"] = sha256(data).hexdigest()
            content[f"content/sources/{copy.seed(stem)}.yaml"] = record
        people, origins = (shipped[f"content/{name}.yaml"] for name in ("speakers", "origins"))
        content["content/speakers.yaml"] += _speakers(people, copy)
        theme = _theme(list(islice(turn, each)), copy)
        content[f"content/themes/copy-{copy.number}.yaml"] = theme
        _add_origins(content["content/origins.yaml"], theme, origins, copy)
    site = {
        k: v for k, v in shipped["content/site.yaml"].items() if k not in ("summary", "figures")
    }
    site |= {"coverage": "count", "themes": [f"copy-{number}" for number in numbers]}
    content["content/site.yaml"] = site
    used = {name for value in content.values() for name in _referred(value)}
    speakers = content["content/speakers.yaml"]
    content["content/speakers.yaml"] = [s for s in speakers if s["id"] in used]
    content["content/terms.yaml"] = copies[0].value(shipped["content/terms.yaml"])
    written = {name: block(value).encode() for name, value in content.items()}
    return Inputs(content=written, seeds=files)


def _plain(data: bytes) -> Any:
    """Return YAML as texts, lists and mappings, without what is null."""

    def kept(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: kept(item) for key, item in value.items() if item not in ("null", "")}
        return [kept(item) for item in value] if isinstance(value, list) else value

    return kept(yaml.load(data, yaml.BaseLoader))


def _unlisted(shipped: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the statements that no difference lists: those would need theirs beside them."""
    listed = {s for d in shipped.get("content/differences.yaml", ()) for s in d["statements"]}
    themes = [value for name, value in shipped.items() if name.startswith("content/themes/")]
    every = [s for theme in themes for section in theme["sections"] for s in section["statements"]]
    return [statement for statement in every if statement["id"] not in listed] or every


def _copies(shipped: dict[str, Any], numbers: range) -> Iterator[Copy]:
    """Yield the copies: each has a place of its own, and each group surnames of its own."""
    people = [s for s in shipped["content/speakers.yaml"] if s["kind"] == "person"]
    names = {name.split()[-1] for s in people for name in (s["name"], *s.get("also", ()))}
    surnames = _surnames()
    words: dict[str, str] = {}
    for number in numbers:
        if number % _GROUP == 0:
            words = {name: next(surnames) for name in sorted(names)}
        place = "".join("ABCDEFGHIJ"[int(digit)] for digit in f"{number:05}")
        yield Copy(
            number=number,
            words={**words, "UK": f"U{place}K"},
            people=frozenset(s["id"] for s in people),
        )


def _surnames() -> Iterator[str]:
    """Yield surnames, no two of which are near to each other."""
    chance, taken = random.Random(1), list[str]()
    while True:
        name = "".join(chance.choices(_SYLLABLES, k=4)).capitalize()
        if not process.extractOne(name, taken, scorer=fuzz.ratio, score_cutoff=_ALIKE):
            taken.append(name)
            yield name


def _speakers(entries: list[dict[str, Any]], copy: Copy) -> Iterator[dict[str, Any]]:
    """Yield the speakers that come with a copy: people with their group, others with the first."""
    for entry in entries:
        if copy.number == (copy.group if entry["kind"] == "person" else 0):
            yield copy.value(entry)


def _add_origins(
    known: list[dict[str, Any]],
    theme: dict[str, Any],
    entries: list[dict[str, Any]],
    copy: Copy,
) -> None:
    """Add the origins that the statements of a copy have and no copy of its group had before."""
    every = [s for section in theme["sections"] for s in section["statements"]]
    needed = {s["origin"] for s in every if "origin" in s} - {entry["id"] for entry in known[-20:]}
    for entry in entries:
        name = f"{entry['id']}-{copy.group}"
        if name in needed:
            known.append(copy.value(entry) | {"id": name})


def _referred(value: Any) -> Iterator[str]:
    """Yield the ids of speakers that anything in a value refers to."""
    if isinstance(value, list):
        for item in value:
            yield from _referred(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("by", "via", "of", "counted_by"):
                yield from [item] if isinstance(item, str) else item
            else:
                yield from _referred(item)


def _theme(statements: list[dict[str, Any]], copy: Copy) -> dict[str, Any]:
    """Return a theme that holds these statements of a copy, each with an id of its own."""
    ids = {statement["id"]: f"{statement['id']}-{copy.number}" for statement in statements}
    made = []
    for statement in statements:
        new = copy.value(statement) | {"id": ids[statement["id"]]}
        if "figure" in new:
            others = [ids[s] for s in statement["figure"].get("not_with", ()) if s in ids]
            new["figure"] = new["figure"] | {"not_with": others}
        made.append(new)
    sections = [
        {"heading": "Statements", "statements": made[start : start + 10]}
        for start in range(0, len(made), 10)
    ]
    return {"title": "A copy", "sections": sections}


def measure(inputs: Inputs) -> tuple[list[tuple[str, float]], list[Finding]]:
    """Return the CPU seconds of each step and check, and every finding."""
    times: list[tuple[str, float]] = []

    def timed(name: str, step: Callable[[], Any]) -> Any:
        began = process_time()
        result = step()
        times.append((name, process_time() - began))
        return result

    briefing, findings = timed("reading content", lambda: read_briefing(inputs.content))
    sources, faults = timed("reading seeds", lambda: read_seeds(inputs.seeds))
    findings = [*findings, *faults]
    if briefing is None:
        return times, findings
    case = timed("finding the quotes", lambda: open_case(briefing, sources))
    for check in CHECKS:
        name = check.__module__.removeprefix("site_builder.")
        findings += timed(name, partial(_every, check, case))
    return times, in_order(findings)


def _every(check: Callable[[Case], Iterable[Finding]], case: Case) -> list[Finding]:
    return list(check(case))


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 0 if the briefing has no finding, 1 if it has."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--seeds", type=int, default=10_000)
    parser.add_argument("--statements", type=int, default=50_000)
    parser.add_argument("--project", default=".", help="the folder of content/ and seeds/")
    asked = parser.parse_args(arguments)
    gc.set_threshold(*COLLECT)  # as every command does
    inputs = made(read_inputs(Path(asked.project))[0], asked.seeds, asked.statements)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times, findings = measure(inputs)
    size = sum(map(len, inputs.content.values())) + sum(map(len, inputs.seeds.values()))
    print(f"{len(inputs.seeds):,} seeds, {asked.statements:,} statements, {size / 1e6:,.1f} MB")
    for name, seconds in times:
        print(f"{name:24}{seconds:10.2f} s")
    print(f"{'all':24}{sum(seconds for _, seconds in times):10.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / 1024:,.0f} MB, of which {before / 1024:,.0f} MB before it began")
    if findings:
        print(f"{len(findings)} findings; there must be none\n{report(findings)}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
