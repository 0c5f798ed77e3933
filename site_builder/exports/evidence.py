"""`evidence.json`: all that the pages say and what each thing rests on, for programs.

What the fields mean stands in the schema beside it (`evidence_schema`). An absent field says
nothing; a field that is null says that the article does not state it, or that nobody has.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import starmap
from typing import TYPE_CHECKING, Any

from site_builder import __version__, urls
from site_builder.changed import anchor, names_somebody
from site_builder.coverage import Status
from site_builder.exports.cited import Cited, name_of
from site_builder.exports.evidence_schema import schema
from site_builder.jsontext import listed, written
from site_builder.manifest import MADE_BY
from site_builder.markdown import plain
from site_builder.views.linked import FACTS
from site_builder.views.reach import reach

if TYPE_CHECKING:
    from collections.abc import Iterable

    from site_builder.exports.cited import Files
    from site_builder.model import (
        Change,
        Difference,
        Evidence,
        Figure,
        Passage,
        Stated,
        Statement,
        Term,
        Theme,
    )
    from site_builder.places import Text
    from site_builder.seeds import Seed
    from site_builder.views.index import Index

    Values = dict[str, Any]


def files(index: Index) -> Files:
    """Return what makes the evidence and its schema, by path."""
    return {
        urls.EVIDENCE: lambda: listed(_Evidence(index).everything()),
        urls.EVIDENCE_SCHEMA: partial(_schema, index),
    }


def _schema(index: Index) -> bytes:
    base_url = index.proved.briefing.settings.base_url
    return written(schema(f"{base_url}{urls.EVIDENCE_SCHEMA}" if base_url else ""))


class _Evidence:
    def __init__(self, index: Index) -> None:
        self.index = index
        self.briefing = index.proved.briefing
        self.cited = Cited(index)

    def everything(self) -> Values:
        """Return the evidence as values for JSON; long lists are made as they are read."""
        briefing, index = self.briefing, self.index
        return {
            **self._head(),
            "coverage": _counts(sum((index.tally(s) for s in index.seeds), Counter())),
            "themes": map(self._theme, index.themes),
            "seeds": map(self._seed, index.seeds),
            "passages": map(self._passage, self.cited.passages.values()),
            "speakers": [
                {
                    "id": str(speaker.id),
                    "name": str(speaker.name),
                    "kind": str(speaker.kind),
                    "also": _texts(speaker.also),
                    "of": _maybe(speaker.of),
                    "role": _maybe(speaker.role),
                    "page": f"{urls.PEOPLE}#{urls.speaker_anchor(speaker.id)}",
                    "evidence": self.cited.ids(speaker.evidence),
                }
                for speaker in briefing.speakers
            ],
            "origins": [
                {
                    "id": str(origin.id),
                    "name": str(origin.name),
                    "kind": str(origin.kind),
                    "by": _texts(origin.by),
                }
                for origin in briefing.origins
            ],
            "statements": starmap(self._statement, index.statements.values()),
            "differences": [self._difference(difference) for difference in index.ranked],
            "gaps": [
                {
                    "id": str(gap.id),
                    "page": f"{urls.GAPS}#{gap.id}",
                    "question": str(gap.question),
                    "absent": _texts(gap.absent),
                    "seeds": _texts(gap.seeds) or [seed.id for seed in index.seeds],
                    "themes": _texts(gap.themes),
                    "note": _words(gap.note),
                }
                for gap in briefing.gaps
            ],
            "terms": [
                self._term(term)
                for term in briefing.terms
                if term.text or term.also or term.evidence  # else no page shows it
            ],
            "notes": [
                {
                    "id": str(note.id),
                    "kind": str(note.kind),
                    "name": str(note.name),
                    "text": plain(note.text),
                    "phone": _maybe(note.phone),
                    "url": _maybe(note.url),
                    "source": str(note.source),
                    "checked": _maybe(note.checked),
                    "themes": _texts(note.themes),
                }
                for note in briefing.notes
            ],
            "changes": list(map(self._change, briefing.changes)),
        }

    def _change(self, change: Change) -> Values:
        """Return a change; words that name a person who holds no office are not repeated."""
        named = names_somebody(self.index.persons, change)
        return {
            "date": str(change.date),
            "kind": str(change.kind),
            "statement": str(change.statement),
            "was": "" if named else plain(change.was),
            "now": None if change.now is None else "" if named else plain(change.now),
            "why": str(change.why),
            "theme": _maybe(change.theme),
            "page": f"{urls.CORRECTIONS}#{anchor(change)}",
        }

    def _head(self) -> Values:
        settings = self.briefing.settings
        edition, base_url = settings.edition, settings.base_url
        return {
            "$schema": urls.linked(urls.EVIDENCE_SCHEMA, urls.EVIDENCE, base_url),
            "generator": f"{MADE_BY} {__version__}",
            "title": str(settings.title),
            "description": str(settings.description),
            "language": settings.language,
            **({"base_url": base_url} if base_url else {}),
            "edition": {
                "version": str(edition.version),
                "date": str(edition.date),
                "review_by": str(edition.review_by),
                "would_change": str(edition.would_change),
            },
            "contact": _maybe(settings.contact),
            "caution": _maybe(settings.caution),
            "seed_text": settings.seed_text,
            "names": settings.names,
            "summary": _texts(settings.summary),
            "figures": _texts(settings.figures),
        }

    def _theme(self, theme: Theme) -> Values:
        return {
            "id": theme.id,
            "title": str(theme.title),
            "page": urls.theme(theme.id),
            "sensitive": _texts(theme.sensitive),
            "summary": _texts(theme.summary),
            "figures": _texts(theme.figures),
            "sections": [
                {
                    "heading": str(section.heading),
                    "statements": [str(statement.id) for statement in section.statements],
                }
                for section in theme.sections
            ],
        }

    def _seed(self, seed: Seed) -> Values:
        record = seed.record
        withheld = {*seed.withheld}
        return {
            "id": seed.id,
            "file": seed.source.name,
            "sha256": seed.source.sha256,
            "size": seed.source.size,
            "page": urls.article(seed.id),
            "short": str(record.short),
            **{name: self._fact(seed, getattr(record, name)) for name in FACTS},
            "rights": _maybe(record.rights),
            "paragraphs": len(seed.paragraphs),
            "sentences": _counts(self.index.tally(seed)),
            "furniture": [{"start": span.start, "end": span.end} for span in seed.furniture],
            "set_aside": [
                {"start": span.start, "end": span.end, "reason": reason}
                for span, reason in seed.set_aside
                if span not in withheld
            ],
            "withheld": len(withheld),
        }

    def _fact(self, seed: Seed, fact: Stated | None) -> Values | None:
        """Return a fact of a record with its basis: a passage, or where in the furniture it is."""
        if fact is None:
            return None
        passage = self.index.proved.passages.get(fact.basis)
        if passage is None:  # withheld
            return {"text": str(fact.text)}
        if (name := self.cited.id_of(fact.basis)) is not None:
            return {"text": str(fact.text), "basis": name}
        return {"text": str(fact.text), "furniture": seed.paragraph_at(passage.start)}

    def _passage(self, passage: Passage) -> Values:
        seed = self.index.seed(passage.seed)
        words = self.index.exact(passage)
        return {
            "id": name_of(passage),
            "seed": passage.seed,
            "paragraph": seed.paragraph_at(passage.start),
            "page": urls.passage(passage),
            "parts": [
                {"start": part.start, "end": part.end, "exact": text}
                for part, text in zip(passage.parts, words, strict=True)
            ],
        }

    def _statement(self, theme: Theme, statement: Statement) -> Values:
        index, name = self.index, str(statement.id)
        carried, entries = reach(index, statement), (*statement.evidence, *statement.also)
        given = [self._attributed(entry) for entry in entries if entry.by or entry.given]
        return {
            "id": name,
            "theme": theme.id,
            "page": index.statement_path(name),
            "text": plain(statement.text),
            "kind": str(statement.kind),
            "given": str(statement.given),
            "by": _texts(statement.by),
            "via": _texts(statement.via),
            "origin": _maybe(statement.origin),
            "when": _maybe(statement.when),
            "evidence": self.cited.ids(statement.evidence),
            "also": self.cited.ids(statement.also),
            **({"attributed": given} if given else {}),
            "reach": {
                "articles": carried.articles,
                "shared": carried.shared,
                "together": carried.together,
                "differ": carried.differ,
            },
            "differences": [str(d.id) for d in index.differences.get(name, ())],
            "overruled": [
                {"code": str(one.code), "words": str(one.words), "reason": str(one.reason)}
                for one in statement.accept
            ],
            **({"figure": self._figure(name, statement.figure)} if statement.figure else {}),
        }

    def _attributed(self, entry: Evidence) -> Values:
        return {
            "passage": self.cited.id_of(entry.quote),
            "by": _texts(entry.by),
            "via": _texts(entry.via),
            "given": _maybe(entry.given),
        }

    def _figure(self, name: str, figure: Figure) -> Values:
        period = figure.period
        return {
            "kind": str(figure.kind),
            **{key: str(number) for key, number in figure.numbers},
            "unit": _maybe(figure.unit),
            "measure": str(figure.measure),
            "population": _maybe(figure.population),
            "place": _maybe(figure.place),
            "period": None
            if period is None
            else {
                "words": _maybe(period.words),
                "from": _maybe(period.start),
                "to": _maybe(period.end),
            },
            "base": _maybe(figure.base),
            "counted_by": _maybe(figure.counted_by),
            "not_with": list(self.index.apart.get(name, ())),
        }

    def _difference(self, difference: Difference) -> Values:
        return {
            "id": str(difference.id),
            "page": f"{urls.DIFFERENCES}#{difference.id}",
            "on": str(difference.on),
            "rank": difference.rank,
            "question": str(difference.question),
            "statements": _texts(difference.statements),
            "accounts": [
                {
                    "says": str(account.says),
                    "by": _texts(account.by),
                    "via": _texts(account.via),
                    "evidence": self.cited.ids(account.evidence),
                }
                for account in difference.accounts
            ],
            "note": _words(difference.note),
        }

    def _term(self, term: Term) -> Values:
        return {
            "id": str(term.id),
            "page": f"{urls.WORDS}#{term.id}",
            "name": str(term.name),
            "also": _texts(term.also),
            "text": _words(term.text),
            "evidence": self.cited.ids(term.evidence),
        }


def _counts(tally: Counter[Status]) -> Values:
    return {"total": tally.total(), **{status.value: tally[status] for status in Status}}


def _texts(texts: Iterable[Text]) -> list[str]:
    return [str(text) for text in texts]


def _maybe(text: Text | None) -> str | None:
    return None if text is None else str(text)


def _words(text: Text | None) -> str | None:
    return None if text is None else plain(text)
