"""An article by numbered paragraph: cited passages marked, with what rests on them beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.coverage import Cover, unreviewed
from site_builder.quotes import Span
from site_builder.seeds import sentence_spans
from site_builder.views.covered import coverage_view, reviewed
from site_builder.views.marks import Cite, tokens
from site_builder.views.shapes import (
    ArticlePage,
    ArticleRow,
    FactView,
    Link,
    MarginItem,
    ParagraphView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeVar

    from site_builder.model import Passage
    from site_builder.seeds import Seed
    from site_builder.views.index import Index
    from site_builder.views.resting import Resting
    from site_builder.views.statements import Shelf

    T = TypeVar("T")

FURNITURE_NOTE = "page furniture, not shown"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def article_row(shelf: Shelf, seed: Seed, rests: Sequence[Resting]) -> ArticleRow:
    """Return an article in the list of articles."""
    href = shelf.href(urls.article(seed.id))
    title = seed.record.title
    return ArticleRow(
        link=Link(text=f"Article {seed.id}", href=href),
        name=shelf.index.called(seed.id),
        title=str(title.text) if title else "",
        published=str(seed.record.published.text) if seed.record.published else "",
        paragraphs=len(seed.paragraphs),
        passages=len({item.passage for item in rests if item.kind != "fact"}),
        statements=len({item.target for item in rests if item.kind == "statement"}),
        reviewed=reviewed(shelf.index.tally(seed)),
        sha256=seed.source.sha256,
    )


def article_page(shelf: Shelf, seed: Seed, rests: Sequence[Resting]) -> ArticlePage:
    """Return an article's page; `rests` is what rests on its passages."""
    full = shelf.index.proved.briefing.settings.seed_text == "full"
    hidden = [(span, FURNITURE_NOTE) for span in seed.furniture]
    hidden = sorted([*hidden, *_withheld(seed)])
    cites = [item for item in rests if not _in_furniture(seed, item.passage)]
    if not full:
        hidden = sorted([*hidden, *_uncited(seed, cites)])
    sheet = _Sheet(shelf=shelf, seed=seed, rests=cites, hidden=hidden)
    paragraphs = tuple(sheet.paragraphs())
    title, places = seed.record.title, shelf.index.proved.passages
    statements = {item.target for item in rests if item.kind == "statement"}
    differences = {item.target for item in rests if item.kind == "difference"}
    passages = {item.passage for item in cites if item.kind != "fact"}
    counts = (
        (len(seed.paragraphs), "paragraph", "paragraphs"),
        (len(passages), "cited passage", "cited passages"),
        (len(statements), "statement that rests on them", "statements that rest on them"),
        (len(differences), *labels.POINTS),
    )
    tally = tuple((one if count == 1 else many, count) for count, one, many in counts)
    return ArticlePage(
        id=seed.id,
        heading=str(title.text) if title and title.basis in places else f"Article {seed.id}",
        sensitive=_sensitive(shelf.index, rests),
        name=shelf.index.called(seed.id),
        facts=tuple(facts(shelf, seed, paragraphs)),
        file=seed.source.name.rpartition("/")[2],
        size=f"{seed.source.size:,} bytes",
        sha256=seed.source.sha256,
        shown="" if full else "Only cited sentences are shown: the article is its publisher’s.",
        coverage=coverage_view(shelf.index.tally(seed)),
        tally=tally,
        paragraphs=paragraphs,
    )


def _sensitive(index: Index, rests: Sequence[Resting]) -> str:
    """Return what the themes that rest on an article warn of."""
    cited = {item.target.partition("#")[0] for item in rests if item.kind == "statement"}
    return index.sensitive(theme for path, theme in index.warning if path in cited)


def _in_furniture(seed: Seed, passage: Passage) -> bool:
    """Tell whether a passage, not what it leaves out, has words in the seed's furniture."""
    return any(seed.haystack.in_furniture(part) for part in passage.parts)


def _withheld(seed: Seed) -> Iterator[tuple[Span, str]]:
    """Yield the runs of sentences that name somebody, by paragraph, with the note for each."""
    for _, group in groupby(seed.withheld, key=lambda span: seed.paragraph_at(span.start)):
        run: list[Span] = []
        for span in group:
            if run and seed.text[run[-1].end : span.start].strip():
                yield Span(run[0].start, run[-1].end), labels.withheld(len(run), "sentence")
                run = []
            run.append(span)
        yield Span(run[0].start, run[-1].end), labels.withheld(len(run), "sentence")


def _uncited(seed: Seed, cites: Sequence[Resting]) -> Iterator[tuple[Span, str]]:
    """Yield the runs of sentences that no citation touches, with the note that replaces them."""
    cited = Cover(part for item in cites for part in item.passage.parts)
    furniture = Cover(seed.furniture)
    for paragraph in seed.paragraphs:
        run: list[Span] = []
        for sentence in sentence_spans(seed.text, paragraph):
            if cited.touches(sentence) or furniture.covers(sentence):
                yield from _run(run)
                run = []
            else:
                run.append(sentence)
        yield from _run(run)


def _run(sentences: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    if sentences:
        note = f"{labels.counted(len(sentences), 'sentence')} not shown"
        yield Span(sentences[0].start, sentences[-1].end), note


def facts(shelf: Shelf, seed: Seed, paragraphs: Sequence[ParagraphView] = ()) -> Iterator[FactView]:
    """Yield what an article states of itself, with links to the paragraphs that the page shows."""
    anchors = {urls.paragraph_anchor(n): n for n in range(1, len(seed.paragraphs) + 1)}
    shown = [anchors[paragraph.id] for paragraph in paragraphs]
    for label, fact in seed.record.stated():
        if fact is None:
            yield FactView(label=label, value="", basis="", basis_href="")
            continue
        if fact.basis not in shelf.index.proved.passages:  # withheld
            yield FactView(label=label, value=str(fact.text), basis="", basis_href="")
            continue
        passage = shelf.index.passage(fact.basis)
        number = seed.paragraph_at(passage.start)
        furniture = _in_furniture(seed, passage)
        words = " […] ".join(shelf.index.exact(passage))
        run = max((first for first in shown if first <= number), default=number)
        anchor = urls.paragraph_anchor(run) if furniture else urls.passage_anchor(passage)
        yield FactView(
            label=label,
            value=str(fact.text),
            basis=f"page furniture, paragraph {number}, not shown" if furniture else f"“{words}”",
            basis_href=f"#{anchor}",
        )


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """An article as it is being set: what rests on it, and what of it is hidden and why."""

    shelf: Shelf
    seed: Seed
    rests: Sequence[Resting]
    hidden: Sequence[tuple[Span, str]]

    @cached_property
    def _rests(self) -> dict[int, list[Resting]]:
        return self._by_paragraph((_whole(item.passage), item) for item in self.rests)

    @cached_property
    def _hidden(self) -> dict[int, list[tuple[Span, str]]]:
        return self._by_paragraph((span, (span, note)) for span, note in self.hidden)

    @cached_property
    def _withheld(self) -> frozenset[int]:
        return frozenset(span.start for span in self.seed.withheld)

    @cached_property
    def _aside(self) -> dict[int, list[tuple[Span, str]]]:
        return self._by_paragraph((span, (span, reason)) for span, reason in self.seed.set_aside)

    @cached_property
    def _fresh(self) -> dict[int, list[Span]]:
        """What nobody has reviewed, which a draft marks."""
        index = self.shelf.index
        if not index.proved.is_draft:
            return {}
        cited = index.cited.get(self.seed.id, ())
        left = (span for judged in unreviewed(self.seed, cited) for span in judged.left)
        return self._by_paragraph((span, span) for span in left)

    def _by_paragraph(self, items: Iterable[tuple[Span, T]]) -> dict[int, list[T]]:
        found: dict[int, list[T]] = {}
        for span, item in items:
            for number in self.seed.paragraphs_of(span):
                found.setdefault(number, []).append(item)
        return found

    def paragraphs(self) -> Iterator[ParagraphView]:
        """Yield the paragraphs in order; a run of those not shown is one."""
        numbered = list(enumerate(self.seed.paragraphs, start=1))
        for note, group in groupby(numbered, key=lambda item: self._gone(*item)):
            if note:
                yield _hidden_run([number for number, _ in group], note)
            else:
                yield from (self._paragraph(number, span) for number, span in group)

    def _gone(self, number: int, paragraph: Span) -> str:
        """Return why nothing of the paragraph is shown, or nothing."""
        for span, note in self._hidden.get(number, ()):
            if span.start <= paragraph.start and paragraph.end <= span.end:
                if note == FURNITURE_NOTE:
                    return "page furniture"
                return "withheld" if span.start in self._withheld else "text"
        return ""

    def _paragraph(self, number: int, paragraph: Span) -> ParagraphView:
        here: dict[Passage, list[Resting]] = {}
        for item in self._rests.get(number, ()):
            here.setdefault(item.passage, []).append(item)
        passages = sorted(here, key=lambda p: (p.start, -p.end, p.parts))
        begun = [p for p in passages if p.start >= paragraph.start]
        # A letter stands where its passage ends, so a reader meets them in this order.
        begun.sort(key=lambda p: (min(p.end, paragraph.end), -p.start))
        letters = {p: _letter(n) for n, p in enumerate(begun)}
        margin = (*self._margin(number, here, letters), *self._reasons(number))
        first = {mark: item.id for item in reversed(margin) for mark in item.letters.split()}
        cites = [
            Cite(
                anchor=urls.passage_anchor(p),
                parts=p.parts,
                letter=letters.get(p, ""),
                href=f"#{first[letters[p]]}" if p in letters else "",
            )
            for p in passages
        ]
        aside = [span for span, _ in self._aside.get(number, ())]
        hidden, fresh = self._hidden.get(number, ()), self._fresh.get(number, ())
        return ParagraphView(
            kind="text",
            id=urls.paragraph_anchor(number),
            number=str(number),
            note="",
            tokens=tuple(tokens(self.seed.text, paragraph, cites, aside, hidden, fresh=fresh)),
            margin=margin,
        )

    def _margin(
        self, number: int, here: dict[Passage, list[Resting]], letters: dict[Passage, str]
    ) -> Iterator[MarginItem]:
        merged: dict[tuple[str, str, str], list[Resting]] = {}
        for passage in letters:
            for item in here[passage]:
                merged.setdefault((item.target, item.text, item.speaker), []).append(item)
        for count, ((target, text, speaker), items) in enumerate(merged.items(), start=1):
            marks = {letters[item.passage] for item in items}
            yield MarginItem(
                kind=items[0].kind,
                id=f"m{number}-{count}",
                letters=" ".join(sorted(marks, key=lambda mark: (len(mark), mark))),
                text=text,
                speaker=speaker,
                href=self.shelf.href(target) if target else "",
            )

    def _reasons(self, number: int) -> Iterator[MarginItem]:
        reasons = dict.fromkeys(reason for _, reason in self._aside.get(number, ()))
        for count, reason in enumerate(reasons, start=1):
            yield MarginItem(
                kind="aside",
                id=f"s{number}-{count}",
                letters="",
                text=f"set aside: {reason}",
                speaker="",
                href="",
            )


def _whole(passage: Passage) -> Span:
    return Span(passage.start, passage.end)


def _hidden_run(numbers: Sequence[int], note: str) -> ParagraphView:
    first, last = numbers[0], numbers[-1]
    if note == "page furniture":
        words = f"page furniture, {labels.counted(len(numbers), 'line')}, not shown"
    elif note == "withheld":
        words = labels.withheld(len(numbers), "paragraph")
    else:
        words = f"{labels.counted(len(numbers), 'paragraph')} not shown"
    return ParagraphView(
        kind="hidden",
        id=urls.paragraph_anchor(first),
        number=str(first) if first == last else f"{first}–{last}",
        note=words,
        tokens=(),
        margin=(),
    )


def _letter(number: int) -> str:
    last = _LETTERS[number % 26]
    return last if number < 26 else f"{_letter(number // 26 - 1)}{last}"
