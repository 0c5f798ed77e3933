"""An article by numbered paragraph: cited passages marked, with what rests on them beside."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from site_builder import labels, urls
from site_builder.quotes import Span
from site_builder.seeds import sentence_spans
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
    from collections.abc import Iterator, Sequence

    from site_builder.model import Passage
    from site_builder.seeds import Seed
    from site_builder.views.index import Index
    from site_builder.views.statements import Shelf

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """Something that rests on a passage: a statement, a difference or a fact about the article."""

    passage: Passage
    kind: Literal["statement", "difference", "fact"]
    text: str
    speaker: str
    target: str


def resting(index: Index) -> dict[str, list[Resting]]:
    """Return what rests on each seed's passages, by seed id, in the order of the site."""
    found: dict[str, list[Resting]] = {seed.id: [] for seed in index.seeds}
    for name, (_, statement) in index.statements.items():
        for entry in (*statement.evidence, *statement.also):
            passage = index.passage(entry.quote)
            found[passage.seed].append(
                Resting(
                    passage=passage,
                    kind="statement",
                    text=index.statement_words(name),
                    speaker=index.speaker(entry.by or statement.by, entry.given or statement.given),
                    target=index.statement_path(name),
                )
            )
    for difference in index.ranked:
        for account in difference.accounts:
            for entry in account.evidence:
                passage = index.passage(entry.quote)
                target = f"{urls.DIFFERENCES}#{difference.id}"
                text = f"Articles differ: {difference.question}"
                found[passage.seed].append(
                    Resting(
                        passage=passage, kind="difference", text=text, speaker="", target=target
                    )
                )
    for term in index.proved.briefing.terms:
        for entry in term.evidence:
            passage = index.passage(entry.quote)
            target = f"{urls.METHOD}#{term.id}"
            text = f"explains “{term.name}”"
            found[passage.seed].append(
                Resting(passage=passage, kind="fact", text=text, speaker="", target=target)
            )
    for seed in index.seeds:
        for label, fact in seed.record.stated():
            if fact is not None:
                passage = index.passage(fact.basis)
                text = f"gives the article’s {label.lower()}"
                found[seed.id].append(
                    Resting(passage=passage, kind="fact", text=text, speaker="", target="")
                )
    return found


def article_row(shelf: Shelf, seed: Seed, rests: Sequence[Resting]) -> ArticleRow:
    """Return an article in the list of articles."""
    href = shelf.href(urls.article(seed.id))
    title = seed.record.title
    return ArticleRow(
        link=Link(text=f"Article {seed.id}", href=href),
        name=str(seed.record.short),
        title=str(title.text) if title else "",
        published=str(seed.record.published.text) if seed.record.published else "",
        paragraphs=len(seed.paragraphs),
        passages=len({item.passage for item in rests if item.kind != "fact"}),
        statements=len({item.target for item in rests if item.kind == "statement"}),
        sha256=seed.source.sha256,
    )


def article_page(shelf: Shelf, seed: Seed, rests: Sequence[Resting]) -> ArticlePage:
    """Return an article's page; `rests` is what rests on its passages."""
    full = shelf.index.proved.briefing.settings.seed_text == "full"
    hidden = [(span, "page furniture, not shown") for span in seed.furniture]
    cites = [item for item in rests if not _inside(item.passage, seed.furniture)]
    if not full:
        hidden = sorted([*hidden, *_uncited(seed, cites)])
    paragraphs = tuple(_paragraphs(shelf, seed, cites, hidden))
    title = seed.record.title
    statements = {item.target for item in rests if item.kind == "statement"}
    differences = {item.target for item in rests if item.kind == "difference"}
    tally = (
        ("paragraphs", len(seed.paragraphs)),
        ("cited passages", len({item.passage for item in cites if item.kind != "fact"})),
        ("statements that rest on them", len(statements)),
        ("points on which articles differ", len(differences)),
    )
    return ArticlePage(
        id=seed.id,
        heading=str(title.text) if title else f"Article {seed.id}",
        name=str(seed.record.short),
        facts=tuple(_facts(shelf, seed)),
        file=seed.source.name.rpartition("/")[2],
        size=f"{seed.source.size:,} bytes",
        sha256=seed.source.sha256,
        raw_href="",
        shown="" if full else "Only cited sentences are shown: the article is its publisher’s.",
        tally=tally,
        paragraphs=paragraphs,
    )


def _inside(passage: Passage, spans: Sequence[Span]) -> bool:
    return any(span.start <= passage.start and passage.end <= span.end for span in spans)


def _uncited(seed: Seed, cites: Sequence[Resting]) -> Iterator[tuple[Span, str]]:
    """Yield the runs of sentences that no citation touches, with the note that replaces them."""
    for paragraph in seed.paragraphs:
        run: list[Span] = []
        for sentence in sentence_spans(seed.text, paragraph):
            touched = any(
                item.passage.start < sentence.end and sentence.start < item.passage.end
                for item in cites
            )
            covered = any(f.start <= sentence.start and sentence.end <= f.end
                          for f in seed.furniture)
            if touched or covered:
                yield from _run(run)
                run = []
            else:
                run.append(sentence)
        yield from _run(run)


def _run(sentences: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    if sentences:
        note = f"{labels.counted(len(sentences), 'sentence')} not shown"
        yield Span(sentences[0].start, sentences[-1].end), note


def _facts(shelf: Shelf, seed: Seed) -> Iterator[FactView]:
    for label, fact in seed.record.stated():
        if fact is None:
            yield FactView(label=label, value="", basis="", basis_href="")
            continue
        passage = shelf.index.passage(fact.basis)
        number = seed.paragraph_at(passage.start)
        furniture = _inside(passage, seed.furniture)
        words = " […] ".join(seed.text[part.start : part.end] for part in passage.parts)
        anchor = urls.paragraph_anchor(number) if furniture else urls.passage_anchor(passage)
        yield FactView(
            label=label,
            value=str(fact.text),
            basis=f"page furniture, paragraph {number}, not shown" if furniture else f"“{words}”",
            basis_href=f"#{anchor}",
        )


def _paragraphs(
    shelf: Shelf, seed: Seed, rests: Sequence[Resting], hidden: Sequence[tuple[Span, str]]
) -> Iterator[ParagraphView]:
    numbered = list(enumerate(seed.paragraphs, start=1))
    for note, group in groupby(numbered, key=lambda item: _gone(item[1], hidden)):
        run = list(group)
        if note:
            yield _hidden_run([number for number, _ in run], note)
            continue
        for number, paragraph in run:
            yield _paragraph(shelf, seed, number, paragraph, rests, hidden)


def _gone(paragraph: Span, hidden: Sequence[tuple[Span, str]]) -> str:
    """Return why nothing of the paragraph is shown, or nothing."""
    for span, note in hidden:
        if span.start <= paragraph.start and paragraph.end <= span.end:
            return "page furniture" if note.startswith("page furniture") else "text"
    return ""


def _hidden_run(numbers: Sequence[int], note: str) -> ParagraphView:
    first, last = numbers[0], numbers[-1]
    if note == "page furniture":
        words = f"page furniture, {labels.counted(len(numbers), 'line')}, not shown"
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


def _paragraph(
    shelf: Shelf,
    seed: Seed,
    number: int,
    paragraph: Span,
    rests: Sequence[Resting],
    hidden: Sequence[tuple[Span, str]],
) -> ParagraphView:
    here = [r for r in rests if r.passage.start < paragraph.end and paragraph.start < r.passage.end]
    passages = sorted({r.passage for r in here}, key=lambda p: (p.start, -p.end))
    starting = [p for p in passages if p.start >= paragraph.start]
    letters = {p: _letter(n) for n, p in enumerate(starting)}
    margin = tuple(_margin(shelf, seed, number, paragraph, here, letters))
    first_item = {
        letter: item.id for item in reversed(margin) for letter in item.letters.split()
    }
    cites = [
        Cite(
            anchor=urls.passage_anchor(p),
            parts=p.parts,
            letter=letters.get(p, ""),
            href=f"#{first_item[letters[p]]}" if p in letters else "",
        )
        for p in passages
    ]
    aside = [span for span, _ in seed.set_aside]
    return ParagraphView(
        kind="text",
        id=urls.paragraph_anchor(number),
        number=str(number),
        note="",
        tokens=tuple(tokens(seed.text, paragraph, cites, aside, hidden)),
        margin=margin,
    )


def _letter(number: int) -> str:
    return _LETTERS[number] if number < 26 else f"{_letter(number // 26 - 1)}{_LETTERS[number % 26]}"


def _margin(
    shelf: Shelf,
    seed: Seed,
    number: int,
    paragraph: Span,
    here: Sequence[Resting],
    letters: dict[Passage, str],
) -> Iterator[MarginItem]:
    merged: dict[tuple[str, str, str], list[Resting]] = {}
    for item in here:
        if item.passage in letters:
            merged.setdefault((item.kind, item.target, item.text), []).append(item)
    count = 0
    for (kind, target, text), items in merged.items():
        count += 1
        marks = sorted({letters[item.passage] for item in items}, key=lambda m: (len(m), m))
        yield MarginItem(
            kind=items[0].kind,
            id=f"m{number}-{count}",
            letters=" ".join(marks),
            text=text,
            speaker=items[0].speaker,
            href=shelf.href(target) if target else "",
        )
    reasons = {
        reason: None
        for span, reason in seed.set_aside
        if span.start < paragraph.end and paragraph.start < span.end
    }
    for reason in reasons:
        count += 1
        yield MarginItem(
            kind="aside",
            id=f"m{number}-{count}",
            letters="",
            text=f"set aside: {reason}",
            speaker="",
            href="",
        )
