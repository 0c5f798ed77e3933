"""What one looks up in a briefing: who speaks, when, and what a word means."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.markdown import plain
from site_builder.views.shapes import Link
from site_builder.views.sheets import (
    DateRow,
    DatesPage,
    ListView,
    PeoplePage,
    PublishedRow,
    SpeakerView,
    TermView,
    WordsPage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from site_builder.model import Speaker, Statement, Term, Theme
    from site_builder.views.index import Index
    from site_builder.views.statements import Shelf

    _Told = list[tuple[Theme, Statement]]

_MOST = 100  # statements of one speaker and theme that are listed


def people_page(shelf: Shelf) -> PeoplePage:
    """Return who speaks in the briefing, in the order of speakers.yaml."""
    said = _said(shelf.index)
    people: list[SpeakerView] = []
    organisations: list[SpeakerView] = []
    for speaker in shelf.index.proved.briefing.speakers:
        view = _speaker(shelf, speaker, *said.get(speaker.id, ([], [])))
        (people if speaker.kind == "person" else organisations).append(view)
    return PeoplePage(people=tuple(people), organisations=tuple(organisations))


def _said(index: Index) -> dict[str, tuple[_Told, _Told]]:
    """Return by speaker what each says and what each passes on of others."""
    found: dict[str, tuple[_Told, _Told]] = {}
    for theme, statement in index.statements.values():
        by = dict.fromkeys(map(str, statement.by))
        for name in by:
            found.setdefault(name, ([], []))[0].append((theme, statement))
        for name in dict.fromkeys(map(str, statement.via)):
            if name not in by:
                found.setdefault(name, ([], []))[1].append((theme, statement))
    return found


def _speaker(shelf: Shelf, speaker: Speaker, says: _Told, passes_on: _Told) -> SpeakerView:
    counts = [labels.counted(len(says), "statement")] if says else []
    if passes_on:
        counts.append(f"passes on {labels.counted(len(passes_on), 'statement')}")
    return SpeakerView(
        id=urls.speaker_anchor(speaker.id),
        name=str(speaker.name),
        role=shelf.index.office(speaker),
        also=labels.listed([str(name) for name in speaker.also]),
        counts="; ".join(counts),
        evidence=shelf.passages(speaker.evidence),
        says=tuple(_lists(shelf, says)),
        passes_on=tuple(_lists(shelf, passes_on)),
    )


def _lists(shelf: Shelf, told: _Told) -> Iterator[ListView]:
    """Yield what is told in each theme, in the order of the themes, as `told` has it."""
    for _, group in groupby(told, key=lambda pair: pair[0].id):
        pairs = list(group)
        theme, statements = pairs[0][0], [statement for _, statement in pairs]
        yield ListView(
            theme=Link(text=str(theme.title), href=shelf.href(urls.theme(theme.id))),
            statements=_links(shelf, statements[:_MOST]),
            more=max(len(statements) - _MOST, 0),
        )


def _links(shelf: Shelf, statements: Iterable[Statement]) -> tuple[Link, ...]:
    """Return links to statements; what an article has at second hand is said to be so."""
    links = []
    for statement in statements:
        link = shelf.looked(statement.id)
        links.append(replace(link, text=f"{link.text} (second-hand)") if statement.via else link)
    return tuple(links)


def dates_page(shelf: Shelf) -> DatesPage:
    """Return every date and period that statements give, and the words of time without one."""
    index = shelf.index
    dated: dict[str, list[Statement]] = {}
    words: dict[tuple[str, str], list[Statement]] = {}
    for _, statement in index.statements.values():
        when = str(statement.when or "")
        told = index.told(statement)
        if when and labels.is_words_of_time(when):
            if told is not None:
                words.setdefault((told.id, when), []).append(statement)
        elif when:
            dated.setdefault(when, []).append(statement)
    return DatesPage(
        dated=tuple(
            DateRow(when=labels.period(when), statements=_links(shelf, dated[when]))
            for when in sorted(dated, key=_order)
        ),
        words=tuple(
            _words_row(shelf, seed, when, words[seed, when]) for seed, when in sorted(words)
        ),
        articles=tuple(
            PublishedRow(
                article=_article(shelf, seed.id),
                name=index.called(seed.id),
                published=str(seed.record.published.text) if seed.record.published else "",
            )
            for seed in index.seeds
        ),
    )


def _order(when: str) -> tuple[str, str]:
    """Return the key by which EDTF dates and intervals follow one another."""
    start, _, end = when.partition("/")
    return (start.strip(".") or end, end.strip("."))


def _words_row(shelf: Shelf, seed_id: str, when: str, statements: Sequence[Statement]) -> DateRow:
    record = shelf.index.seed(seed_id).record
    return DateRow(
        when=when,
        statements=_links(shelf, statements),
        article=_article(shelf, seed_id),
        name=shelf.index.called(seed_id),
        undated=record.published is None,
    )


def _article(shelf: Shelf, seed_id: str) -> Link:
    return Link(text=f"Article {seed_id}", href=shelf.href(urls.article(seed_id)))


def words_page(shelf: Shelf) -> WordsPage:
    """Return the glossary, by name: what has a meaning or a passage, then mere forms of a name."""
    briefing = shelf.index.proved.briefing
    terms = sorted(briefing.terms, key=lambda term: str(term.name).casefold())
    views = [_term(shelf, term) for term in terms]
    return WordsPage(
        terms=tuple(view for view in views if view.text or view.evidence),
        names=tuple(view for view in views if view.also and not (view.text or view.evidence)),
    )


def _term(shelf: Shelf, term: Term) -> TermView:
    return TermView(
        id=str(term.id),
        name=str(term.name),
        also=labels.listed([str(name) for name in term.also]),
        text=plain(term.text or ""),
        evidence=shelf.passages(term.evidence),
    )
