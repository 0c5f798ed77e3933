"""`coverage`: of each article, how many of its sentences are reviewed, and which are not.

`--format json` is one object on standard output; its keys stay while `version` is 1, and others
may be added:

    version, tool       1; the builder's name and version
    status              0
    articles            seed, file, short; changed: whether its bytes are not those recorded;
                        sentences, and how many of them are cited, partly (cited in part), aside
                        (set aside), furniture and unreviewed
    total               the same numbers of all articles
    not_found           how many quotes of statements and accounts were not found: they cite nothing
    left                every sentence that is unreviewed or partly so: status, words (how many are
                        left), text (the words themselves, one for each run of them)
                        file, line, column, end_line, end_column (of the character after the first
                        run); from 1, in code points
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from site_builder import __version__
from site_builder.checks.coverage import cited
from site_builder.checks.parts import Role
from site_builder.coverage import Judged, Status, tally, unreviewed
from site_builder.findings import printable
from site_builder.labels import counted
from site_builder.places import Source
from site_builder.quotes import Ambiguous, CutsWord, Found

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from site_builder.checks.case import Case
    from site_builder.cli.terminal import Terminal
    from site_builder.seeds import Seed

_SIGNS = {
    Status.CITED: "#",
    Status.PARTLY: "+",
    Status.ASIDE: "-",
    Status.FURNITURE: ".",
    Status.UNREVIEWED: "?",
}
_HEADS = {
    Status.CITED: "cited",
    Status.PARTLY: "in part",
    Status.ASIDE: "set aside",
    Status.FURNITURE: "furniture",
    Status.UNREVIEWED: "not reviewed",
}
_BAR = 30  # characters
_NAME = 28  # characters of an article's name
_FEW = 20  # sentences that are listed without being asked for
_TEXT = 240  # characters of a sentence that is listed


class _Article(NamedTuple):
    """An article, its numbers and its sentences that are left."""

    seed: Seed
    counts: Counter[Status]
    left: Sequence[Judged]


def show_coverage(case: Case, options: Namespace, terminal: Terminal, home: Path) -> None:
    """Print what is reviewed of every seed; `home` is the project as seen from here."""
    articles = list(_articles(case))
    if options.format == "json":
        terminal.out.put(f"{json.dumps(_document(case, articles, home), ensure_ascii=True)}\n")
        return
    number = sum(len(article.left) for article in articles)
    if not options.quiet:
        terminal.out.say(*_table(articles), "", *_remarks(case, articles), _summary(articles))
    if options.unreviewed or number <= _FEW:
        palette = terminal.palette(options.color, os.environ, terminal.out)
        for place, sentence, words in _listed(articles):
            status = f"{palette.warning}{sentence.status}{palette.end}"
            many = counted(sentence.words, "word")
            line = f"{printable(str(place))}: {status}, {many}: {printable(words, _TEXT)}"
            terminal.out.put(f"{line}\n")
    elif not options.quiet:
        terminal.out.say("`coverage --unreviewed` lists them")
    else:
        terminal.out.say(f"{_summary(articles)}; `coverage --unreviewed` lists them")


def _articles(case: Case) -> Iterator[_Article]:
    known = cited(case)
    seeds = {seed.id: seed for seed in case.seeds.values()}
    for seed_id, seed in sorted(seeds.items()):
        spans = known.get(seed_id, ())
        yield _Article(seed, tally(seed, spans), list(unreviewed(seed, spans)))


def _total(articles: Iterable[_Article]) -> Counter[Status]:
    every: Counter[Status] = Counter()
    for article in articles:
        every.update(article.counts)
    return every


def _table(articles: Sequence[_Article]) -> Iterator[str]:
    rows = [(f"{seed.id} {seed.record.short}"[:_NAME], counts) for seed, counts, _ in articles]
    rows.append(("all articles", _total(articles)))
    wide = max(len(name) for name, _ in rows)
    heads = "  ".join(["sentences", *_HEADS.values()])
    yield f"{'article':{wide}}  {heads}"
    for name, counts in rows:
        numbers = [f"{counts.total():9}"]
        numbers += [f"{counts[status]:{len(head)}}" for status, head in _HEADS.items()]
        yield f"{name:{wide}}  {'  '.join(numbers)}  {_bar(counts)}"
    yield ""
    yield "   ".join(f"{_SIGNS[status]} {head}" for status, head in _HEADS.items())


def _bar(counts: Counter[Status]) -> str:
    """Return the shares as signs, at least one for each that there is."""
    there = [status for status in _SIGNS if counts[status]]
    signs = {status: max(counts[status] * _BAR // counts.total(), 1) for status in there}
    if signs:
        signs[max(signs, key=lambda status: signs[status])] += _BAR - sum(signs.values())
    return "".join(_SIGNS[status] * number for status, number in signs.items())


def _remarks(case: Case, articles: Iterable[_Article]) -> Iterator[str]:
    for seed, _, _ in articles:
        if seed.changed:
            yield f"seed {seed.id} has changed since its quotes were read: see `check`"
    if number := _not_found(case):
        yield f"not found, and so citing nothing: {counted(number, 'quote')}; see `check`"


def _not_found(case: Case) -> int:
    quotes = {ask.quote for ask in case.asked() if ask.role is Role.EVIDENCE}
    sure = (Found, Ambiguous, CutsWord)
    found = {ask.quote for ask, result in case.results.items() if isinstance(result, sure)}
    return len(quotes - found)


def _summary(articles: Iterable[_Article]) -> str:
    every = _total(articles)
    left, total = every[Status.PARTLY] + every[Status.UNREVIEWED], every.total()
    if not left:
        return "every sentence is reviewed"
    return f"{left:,} of {counted(total, 'sentence')} not reviewed, or only in part"


def _listed(articles: Iterable[_Article]) -> Iterator[tuple[Any, Judged, str]]:
    """Yield every sentence that is left, with its place and its words that are."""
    for seed, _, left in articles:
        source = Source(name=seed.source.name, text=seed.text)
        for sentence in left:
            runs = (" ".join(seed.text[slice(*run)].split()) for run in sentence.left)
            yield source.place(sentence.left[0].start), sentence, " […] ".join(runs)


def _document(case: Case, articles: Sequence[_Article], home: Path) -> dict[str, Any]:
    return {
        "version": 1,
        "tool": f"site-builder {__version__}",
        "status": 0,
        "articles": [
            {
                "seed": seed.id,
                "file": (home / seed.source.name).as_posix(),
                "short": str(seed.record.short),
                "changed": seed.changed,
                **_numbers(counts),
            }
            for seed, counts, _ in articles
        ],
        "total": _numbers(_total(articles)),
        "not_found": _not_found(case),
        "left": [entry for article in articles for entry in _entries(article, home)],
    }


def _numbers(counts: Counter[Status]) -> dict[str, int]:
    return {"sentences": counts.total(), **{status.value: counts[status] for status in Status}}


def _entries(article: _Article, home: Path) -> Iterator[dict[str, Any]]:
    seed = article.seed
    source = Source(name=seed.source.name, text=seed.text)
    for sentence in article.left:
        start, end = source.place(sentence.left[0].start), source.place(sentence.left[0].end)
        yield {
            "status": sentence.status.value,
            "words": sentence.words,
            "text": [printable(seed.text[slice(*run)]) for run in sentence.left],
            "file": (home / seed.source.name).as_posix(),
            "line": start.line,
            "column": start.column,
            "end_line": end.line,
            "end_column": end.column,
        }
