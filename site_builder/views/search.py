"""What a reader can search: every statement, passage, difference, question, person and article."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.markdown import plain
from site_builder.views.shapes import Link
from site_builder.views.sheets import SearchPage
from site_builder.views.statements import Shelf, checked
from site_builder.wordindex import Entry, script, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from site_builder.model import Note, Statement
    from site_builder.views.index import Index
    from site_builder.views.shapes import PassageView

KINDS: Mapping[str, str] = {
    "statement": "Statement",
    "difference": "Articles differ",
    "gap": "Not stated",
    "person": "Person or organisation",
    "word": "Word",
    "heading": "Part of a page",
    "article": "Article",
    "passage": "Article’s own words",
    "note": "From outside the articles",
    "help": "Help",
    "page": "Page",
}
"""What each kind of entry is called. `search.css` knows a passage by its place here, from 0."""

LARGE = 2_000
"""A site of more pages is searched by an index of Pagefind's, where that is installed.

Our own index of it leaves the passages out: it is loaded as a whole.
"""

# How far up each kind stands among entries that match as well.
_WORTH: Mapping[str, float] = {
    "person": 1.0,
    "statement": 0.9,
    "help": 0.95,
    "word": 0.9,
    "page": 1.0,
    "difference": 0.8,
    "gap": 0.75,
    "heading": 0.85,
    "article": 0.8,
    "note": 0.7,
    "passage": 0.6,
}
_WORD = re.compile(r"\w+")
# Pages that stand for themselves, with what else they are looked for by.
_PAGES = (
    (urls.DIFFERENCES, "Articles differ", "differences disagreement contradictions versions"),
    (urls.GAPS, "Not stated", "gaps unknown missing unanswered questions"),
    (urls.PEOPLE, "People and organisations", "speakers sources who says"),
    (urls.DATES, "Dates and periods", "timeline chronology years"),
    (urls.WORDS, "Words", "glossary definitions terms meaning"),
    (urls.ARTICLES, "Articles", "sources seeds news reports"),
    (urls.MEETING, "Meeting note", "print handout summary two sides A4"),
    (urls.METHOD, "How this was made", "method checks proof verification"),
    (urls.CORRECTIONS, "Corrections", "corrected changed updated withdrawn mistakes errors feed"),
)


def search_page(shelf: Shelf) -> SearchPage:
    """Return the page that is searched on, and where else to look."""
    pages = [Link(text=str(t.title), href=shelf.href(urls.theme(t.id))) for t in shelf.index.themes]
    pages += [Link(text=title, href=shelf.href(path)) for path, title, _ in _PAGES]
    address = shelf.href(f"{urls.PAGEFIND}/") if shelf.index.pagefind else ""
    return SearchPage(pages=tuple(pages), pagefind=address)


def entries(index: Index) -> Iterator[Entry]:
    """Yield what can be found, in the order of the site, one at a time.

    Nothing in it names a person who holds no office, so that no name can be looked up.
    """
    made = _Entries(index)
    return (entry for entry in made.every() if not made.names(entry))


def search_index(index: Index, *, passages: bool = True) -> bytes:
    """Return the script that `search.html` and every other page loads when search is first used."""
    return script([e for e in entries(index) if passages or e.kind != "passage"], KINDS)


def search_words() -> bytes:
    """Return the same script without an entry: the words that search knows before it looks."""
    return script([], KINDS)


class _Entries:
    """The entries of a briefing. Addresses are those of the site's folder."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.shelf = Shelf(index=index, page=urls.HOME)

    def every(self) -> Iterator[Entry]:
        """Yield what can be found, also what names a person who holds no office."""
        for made in (
            self._statements(),
            self._differences(),
            self._gaps(),
            self._people(),
            self._words(),
            self._parts(),
            self._articles(),
            self._passages(),
            self._notes(),
        ):
            yield from made

    def names(self, entry: Entry) -> bool:
        """Tell whether an entry names a person who holds no office."""
        if not self.index.proved.briefing.settings.named:
            return False
        texts = (entry.text, entry.by, entry.also)
        return any(any(self.index.persons.traces(text)) for text in texts)

    def _entry(
        self, kind: str, href: str, text: str, by: Sequence[str] = (), also: Sequence[str] = ()
    ) -> Entry:
        foremost = kind == "statement" and href.partition("#")[2] in self._foremost
        return Entry(
            kind=kind,
            href=href,
            text=text,
            by=" · ".join(filter(None, by)),
            also=" ".join(filter(None, (*also, *self._others(text)))),
            worth=1.0 if foremost else _WORTH[kind],
        )

    @cached_property
    def _foremost(self) -> frozenset[str]:
        """The statements that the home page or a theme opens with: what a curator puts first."""
        settings = self.index.proved.briefing.settings
        of_themes = (name for theme in self.index.themes for name in theme.summary)
        return frozenset(map(str, (*settings.summary, *settings.figures, *of_themes)))

    @cached_property
    def _forms(self) -> dict[str, tuple[str, ...]]:
        """The other forms of each name that the briefing knows, by the name in lower case."""
        briefing = self.index.proved.briefing
        found: dict[str, tuple[str, ...]] = {}
        names = [(one.name, *one.also) for one in briefing.terms]
        names += [(one.name, *one.also) for one in briefing.speakers]
        for same in names:
            forms = list(dict.fromkeys(map(str, same)))
            for form in forms:
                others = tuple(other for other in forms if other.casefold() != form.casefold())
                found[form.casefold()] = found.get(form.casefold(), ()) + others
        return found

    @cached_property
    def _has_others(self) -> bool:
        """Whether anything has another name; of a briefing without no text is looked through."""
        return any(self._forms.values())

    @cached_property
    def _named(self) -> dict[str, re.Pattern[str]]:
        """What finds a name, by its first word: there may be thousands of names."""
        begun: dict[str, list[str]] = {}
        for form in sorted(self._forms, key=len, reverse=True):
            if first := _WORD.match(form):
                begun.setdefault(first[0], []).append(re.escape(form))
        return {
            first: re.compile(rf"(?:{'|'.join(forms)})\b", re.IGNORECASE)
            for first, forms in begun.items()
        }

    def _others(self, text: str) -> Iterable[str]:
        """Return the other forms of the names in a text: who looks for one finds the others."""
        if not self._has_others:
            return ()
        found, end = set(), 0
        for word in _WORD.finditer(text):
            named = self._named.get(word[0].casefold())
            if named and word.start() >= end and (form := named.match(text, word.start())):
                found.add(form[0].casefold())
                end = form.end()
        return dict.fromkeys(other for form in sorted(found) for other in self._forms.get(form, ()))

    def _statements(self) -> Iterator[Entry]:
        for theme in self.index.themes:
            for section in theme.sections:
                for statement in section.statements:
                    href = self.shelf.href(self.index.statement_path(statement.id))
                    by = (str(theme.title), *self._weighed(statement))
                    words = self.index.statement_words(statement.id)
                    yield self._entry("statement", href, words, by, (str(section.heading),))

    def _weighed(self, statement: Statement) -> Iterator[str]:
        """Yield what a reader weighs a statement by; its whole view costs ten times as much."""
        index = self.index
        yield index.speaker(statement.by, statement.given, statement.origin)
        yield index.retold(statement)
        yield self.shelf.kind(statement)
        yield "articles differ" if index.differences.get(statement.id) else ""

    def _differences(self) -> Iterator[Entry]:
        for difference in self.index.ranked:
            view = self.shelf.difference(difference)
            says = " – ".join(account.says for account in view.accounts)
            yield self._entry("difference", view.href, f"{view.question} {says}")

    def _gaps(self) -> Iterator[Entry]:
        for gap in self.index.proved.briefing.gaps:
            view = self.shelf.gap(gap)
            note = plain(gap.note or "")
            yield self._entry("gap", view.href, view.question, (note,), view.absent)

    def _people(self) -> Iterator[Entry]:
        for speaker in self.index.proved.briefing.speakers:
            href = f"{urls.PEOPLE}#{urls.speaker_anchor(speaker.id)}"
            # An authority's "HA" helps who looks for it; "Mr Holm" under "Ada Holm" does not.
            own = set(words(speaker.name))
            forms = ", ".join(
                str(form) for form in speaker.also if not own.intersection(words(form))
            )
            text = f"{speaker.name} ({forms})" if forms else str(speaker.name)
            by = (self.index.office(speaker),)
            yield self._entry("person", href, text, by, list(map(str, speaker.also)))

    def _words(self) -> Iterator[Entry]:
        for term in self.index.proved.briefing.terms:
            if term.text or term.evidence or term.also:
                meaning = plain(term.text or "")
                yield self._entry("word", f"{urls.WORDS}#{term.id}", str(term.name), (meaning,))

    def _parts(self) -> Iterator[Entry]:
        for theme in self.index.themes:
            path = urls.theme(theme.id)
            yield self._entry("page", path, str(theme.title))
            for number, section in enumerate(theme.sections, start=1):
                href = f"{path}#{urls.section_anchor(number)}"
                yield self._entry("heading", href, str(section.heading), (str(theme.title),))
        for path, title, also in _PAGES:
            yield self._entry("page", path, title, (), (also,))

    def _articles(self) -> Iterator[Entry]:
        for seed in self.index.seeds:
            facts = [fact for _, fact in seed.record.stated() if fact is not None]
            name = self.index.called(seed.id)
            title = [str(seed.record.title.text)] if seed.record.title is not None else []
            text = ", ".join(filter(None, (f"Article {seed.id}", name)))
            also = [str(fact.text) for fact in facts]
            yield self._entry("article", urls.article(seed.id), text, title, also)

    def _passages(self) -> Iterator[Entry]:
        seen = set()
        for entry in self.index.proved.briefing.citing():
            view = self.shelf.passage(entry)
            if view.href not in seen:
                seen.add(view.href)
                yield self._passage(view)

    def _passage(self, view: PassageView) -> Entry:
        place = f"article {view.article}, paragraph {view.paragraph}"
        quoted = " […] ".join(view.parts)
        before, after = "… " * view.cut_before, " …" * view.cut_after
        return self._entry("passage", view.href, f"“{before}{quoted}{after}”", (place, view.name))

    def _notes(self) -> Iterator[Entry]:
        for note in self.index.proved.briefing.notes:
            if note.kind == "help":
                phone = str(note.phone or "")
                text = " ".join(filter(None, (str(note.name), phone)))
                by = (plain(note.text), "from outside the articles", checked(note))
                yield self._entry("help", f"{urls.HOME}#help", text, by, ("help helpline support",))
            elif note.themes:
                yield self._note(note, note.themes[0])

    def _note(self, note: Note, theme: str) -> Entry:
        text = " ".join(filter(None, (str(note.name), plain(note.text))))
        by = (f"Source: {note.source}", checked(note))
        return self._entry("note", urls.theme(theme), text, by)
