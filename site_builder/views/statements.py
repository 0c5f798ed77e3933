"""Statements, passages, differences, gaps and notes as a page shows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from site_builder import labels, urls
from site_builder.changed import UNSAID
from site_builder.language.matched import matched
from site_builder.language.said import Said
from site_builder.markdown import plain, render
from site_builder.model import ARTICLE
from site_builder.views.charts import Told, chart
from site_builder.views.reach import reach
from site_builder.views.revised import ChangeView
from site_builder.views.shapes import (
    AccountView,
    DifferenceView,
    FigureView,
    GapView,
    Link,
    NoteView,
    PassageView,
    StatementView,
)
from site_builder.views.values import figure_period, figure_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

    from site_builder.changed import Entry
    from site_builder.model import (
        Difference,
        Evidence,
        Figure,
        Gap,
        Note,
        Statement,
    )
    from site_builder.places import Text
    from site_builder.quotes import Span
    from site_builder.views.index import Index

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# What may stand between a sentence's edge and a quote's without being left out.
_BEFORE = re.compile("[ \\t\\n“‘\"'-]*+")
_AFTER = re.compile("[ \\t\\n.!?…”’\"',]*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Makes the parts of one page: every address is written as the page at `page` needs it."""

    index: Index
    page: str

    def href(self, target: str) -> str:
        """Return the address of a path of the site, from this page."""
        return urls.relative(target, self.page)

    def markup(self, text: Text | None) -> Markup:
        """Return what a curator wrote as HTML."""
        return render(text or "", self._target)

    def _target(self, link: str) -> str:
        name = link.removeprefix("#")
        if name not in self.index.statements:  # of a draft, or withheld
            return "#"
        return self.href(self.index.statement_path(name))

    def link(self, statement_id: str) -> Link:
        """Return a link to a statement, with its words."""
        path = self.index.statement_path(statement_id)
        text = self.index.statement_words(statement_id)
        return Link(text=text, href=self.href(path))

    def looked(self, statement_id: str) -> Link:
        """Return a link to a statement of another page, with the first passage it rests on."""
        _, statement = self.index.statements[statement_id]
        link = self.link(statement_id)
        if link.href.startswith("#") or not statement.evidence:  # of a draft
            return link
        rests = self.passage(statement.evidence[0], statement.by)
        words = f"“{' […] '.join(rests.parts)}”"
        if self.index.persons.within(words):
            return link
        by = self.index.speaker(statement.by, statement.given, statement.origin)
        place = f"article {rests.article}, paragraph {rests.paragraph}"
        return replace(link, words=words, source=" · ".join(filter(None, (by, place))))

    def passage(
        self, entry: Evidence, by: Sequence[Text] = (), says: Said | None = None
    ) -> PassageView:
        """Return an entry of evidence in the article's own words.

        `by` speaks where the entry says only how the article gives it; `says` is what rests on it.
        """
        passage = self.index.passage(entry.quote)
        seed = self.index.seed(passage.seed)
        number = seed.paragraph_at(passage.start)
        first = _sentence_at(seed.sentences(number), passage.start)
        last = _sentence_at(seed.sentences(seed.paragraph_at(passage.end - 1)), passage.end - 1)
        own = entry.by or (by if entry.given else ())
        parts = self.index.exact(passage)
        return PassageView(
            parts=parts,
            runs=tuple(tuple(_runs(part, says)) for part in parts) if says is not None else (),
            cut_before=not _opens(seed.text, first.start, passage.start),
            cut_after=not _closes(seed.text, passage.end, last.end),
            href=self.href(urls.passage(passage)),
            article=seed.id,
            name=self.index.called(seed.id),
            paragraph=str(number),
            speaker=self.index.speaker(own, entry.given),
        )

    def passages(
        self, entries: Iterable[Evidence], by: Sequence[Text] = (), says: Said | None = None
    ) -> tuple[PassageView, ...]:
        """Return several entries of evidence."""
        return tuple(self.passage(entry, by, says) for entry in entries)

    def statement(self, statement: Statement) -> StatementView:
        """Return a statement with all that a reader needs to weigh it."""
        index = self.index
        carried = reach(index, statement)
        origin = statement.origin
        words = plain(statement.text)
        says = Said(words)
        return StatementView(
            id=str(statement.id),
            href=self.href(index.statement_path(statement.id)),
            text=self.markup(statement.text),
            plain=words,
            speaker=index.speaker(statement.by, statement.given, origin),
            second_hand=index.retold(statement),
            kind=self.kind(statement),
            when=self._when(statement),
            reach=carried.label,
            shared=carried.shared_label,
            origin="1 original source, traced by us" if origin else "Original source not stated",
            origin_name=index.origins[origin] if origin else "",
            evidence=self.passages(statement.evidence, statement.by, says),
            also=self.passages(statement.also, statement.by, says),
            differences=tuple(
                Link(text=str(d.question), href=self.href(f"{urls.DIFFERENCES}#{d.id}"))
                for d in index.differences.get(statement.id, ())
            ),
            overruled=self._overruled(statement),
            changes=tuple(map(self.change, index.changed.get(statement.id, ()))),
            figure=self._figure(statement, statement.figure) if statement.figure else None,
        )

    def change(self, entry: Entry) -> ChangeView:
        """Return what was changed in a statement, or that it was withdrawn.

        A person who holds no office is named at the statement of a court outcome alone.
        """
        index, words, said = self.index, "", not entry.is_named
        place = f"{urls.theme(entry.theme)}#{entry.statement}" if entry.theme else ""
        if entry.statement in index.statements:
            _, statement = index.statements[entry.statement]
            words = index.statement_words(entry.statement)
            of_court = statement.kind == "court-outcome"
            said = said or (of_court and self.page == urls.theme(entry.theme))
        return ChangeView(
            id=entry.anchor,
            href=self.href(entry.path),
            headline=entry.headline,
            place=entry.statement,
            at=self.href(place) if place else "",
            theme=next((str(t.title) for t in index.themes if t.id == entry.theme), ""),
            was=entry.was if said else "",
            unsaid="" if said else UNSAID,
            now=words,
            why=entry.why,
            withdrawn=entry.is_gone,
        )

    def kind(self, statement: Statement) -> str:
        """Return of what kind a claim is; of a judgement, with whose words say how sure it is."""
        index = self.index
        label = index.labels.kind(statement.kind)
        words = labels.likelihood(plain(statement.text)) if statement.kind == "judgement" else ""
        if not words:
            return label
        of_report = index.reports.get(statement.origin or "") == {*map(str, statement.by)}
        return f"{label}: “{words}” is the {'report' if of_report else 'passage'}’s phrase"

    def _when(self, statement: Statement) -> str:
        """Return when it was; of an article's own words of time, whether the article is dated."""
        when = statement.when
        if when is None or not labels.is_words_of_time(when):
            return labels.period(when or "")
        told = self.index.told(statement)
        published = told.record.published if told is not None else None
        return labels.words_of_time(when, published.text if published else "")

    def _overruled(self, statement: Statement) -> Link | None:
        """Return a link to what the checks that were overruled had found, if any was."""
        if not statement.accept:
            return None
        anchor = urls.overruled_anchor(statement.id)
        words = labels.overruled(len(statement.accept))
        return Link(text=words, href=self.href(f"{urls.METHOD}#{anchor}"))

    def _figure(self, statement: Statement, figure: Figure) -> FigureView:
        facts = [
            ("Counts", figure.measure),
            ("Of whom", figure.population),
            ("Place", figure.place),
            ("Base", figure.base),
        ]
        shown = [(label, str(text)) for label, text in facts if text is not None]
        if figure.period is not None:
            shown.append(("Period", figure_period(figure.period)))
        if figure.counted_by is not None:
            shown.append(("Counted by", self.index.name(figure.counted_by)))
        if figure.base is None:
            shown.append(("Base", "not stated in the article"))
        return FigureView(
            value=figure_value(figure),
            measure=str(figure.measure),
            facts=tuple(shown),
            not_with=tuple(map(self._other_figure, self.index.apart.get(statement.id, ()))),
            chart=chart(figure, self._told(statement)),
        )

    def _told(self, statement: Statement) -> Told:
        """Return what must stand in a picture of a statement's figure, wherever it is shown."""
        index = self.index
        return Told(
            statement=str(statement.id),
            text=plain(statement.text),
            kind=self.kind(statement),
            differences=[str(d.question) for d in index.differences.get(statement.id, ())],
            source=self._source(statement),
        )

    def _source(self, statement: Statement) -> str:
        """Return whose figure it is, and in which paragraphs of which articles it stands."""
        index = self.index
        entries = (*statement.evidence, *statement.also)
        paragraphs: dict[str, dict[int, None]] = {}
        for passage in (index.passage(entry.quote) for entry in entries):
            number = index.seed(passage.seed).paragraph_at(passage.start)
            paragraphs.setdefault(passage.seed, {})[number] = None
        where = labels.listed([_place(seed, sorted(found)) for seed, found in paragraphs.items()])
        own = [*statement.by] == [ARTICLE]
        who = f"{index.names(statement.by)}, as reported in {where}"
        parts = [f"Source: {where}" if own else f"Source: {who}"]
        if own:
            parts.append(index.speaker(statement.by, statement.given))
        counter = statement.figure.counted_by if statement.figure is not None else None
        if counter is not None and counter not in statement.by:
            parts.append(f"Counted by {index.name(counter)}")
        parts.append(index.retold(statement))
        return " ".join(f"{part}." for part in parts if part)

    def _other_figure(self, statement_id: str) -> Link:
        """Return a link to a statement by what its figure counts, or by its words."""
        link = self.link(statement_id)
        figure = self.index.statements[statement_id][1].figure
        if figure is None:
            return link
        return Link(text=self.index.figure_names[statement_id], href=link.href)

    def difference(self, difference: Difference) -> DifferenceView:
        """Return a difference with each account in its article's words."""
        accounts = tuple(
            AccountView(
                letter=_LETTERS[number % 26],
                says=str(account.says),
                speaker=self._account_speaker(account.by, account.via, account.evidence),
                evidence=self.passages(account.evidence, account.by),
            )
            for number, account in enumerate(difference.accounts)
        )
        return DifferenceView(
            id=str(difference.id),
            href=self.href(f"{urls.DIFFERENCES}#{difference.id}"),
            question=str(difference.question),
            on=self.index.labels.differs_on(difference.on),
            accounts=accounts,
            note=self.markup(difference.note),
            statements=tuple(self.looked(name) for name in difference.statements),
        )

    def _account_speaker(
        self, by: tuple[Text, ...], via: tuple[Text, ...], evidence: tuple[Evidence, ...]
    ) -> str:
        seeds = [self.index.passage(entry.quote).seed for entry in evidence]
        who = self.index.names(by) if by else ""
        retold = self.index.second_hand(via, seeds)
        return ". ".join(part for part in (who[:1].upper() + who[1:], retold) if part)

    def gap(self, gap: Gap) -> GapView:
        """Return a question that no article answers."""
        index = self.index
        if gap.seeds:
            names = labels.listed([str(name) for name in gap.seeds])
            scope = f"Not stated in articles {names}."
        else:
            scope = labels.not_stated(len(index.seeds))
        titles = {theme.id: theme.title for theme in index.themes}
        return GapView(
            id=str(gap.id),
            href=self.href(f"{urls.GAPS}#{gap.id}"),
            question=str(gap.question),
            scope=scope,
            absent=tuple(str(word) for word in gap.absent),
            note=self.markup(gap.note),
            themes=tuple(
                Link(text=str(titles[name]), href=self.href(urls.theme(name)))
                for name in gap.themes
            ),
        )

    def note(self, note: Note) -> NoteView:
        """Return a fact from outside the articles."""
        return NoteView(
            id=str(note.id),
            name=str(note.name),
            text=self.markup(note.text),
            source=str(note.source),
            url=str(note.url or ""),
            checked=checked(note),
        )


def _place(seed: str, paragraphs: Sequence[int]) -> str:
    numbers = labels.listed([str(number) for number in paragraphs])
    return f"article {seed}, paragraph{'s' * (len(paragraphs) > 1)} {numbers}"


def checked(note: Note) -> str:
    """Return when an outside note was last looked up, or that nobody has."""
    return f"checked {labels.day(note.checked)}" if note.checked else "check before publishing"


def _runs(part: str, says: Said) -> Iterator[tuple[str, bool]]:
    """Yield the part of a passage in pieces, each with whether the statement has it too."""
    at = 0
    for start, end in matched(says, Said(part)):
        if at < start:
            yield part[at:start], False
        yield part[start:end], True
        at = end
    if at < len(part):
        yield part[at:], False


def _sentence_at(sentences: Sequence[Span], offset: int) -> Span:
    """Return the sentence that holds the offset, or the last before it."""
    return sentences[max(bisect_right(sentences, offset, key=lambda span: span.start) - 1, 0)]


def _opens(text: str, sentence: int, start: int) -> bool:
    """Tell whether only quotation marks stand between a sentence's start and the quote's."""
    return sentence <= start and _BEFORE.fullmatch(text, sentence, start) is not None


def _closes(text: str, end: int, sentence: int) -> bool:
    return end <= sentence and _AFTER.fullmatch(text, end, sentence) is not None
