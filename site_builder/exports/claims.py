"""`themes/<id>.jsonld`: a theme’s claims and the quotations they rest on, by schema.org.

What names a person who holds no office is left out: this is what search engines make cards of, and
such a name stands on its page and nowhere else. `evidence.json` has it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from site_builder import urls
from site_builder.exports.cited import passages
from site_builder.jsontext import listed
from site_builder.markdown import plain
from site_builder.model import ARTICLE
from site_builder.views import linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.exports.cited import Files
    from site_builder.model import Passage, Statement, Theme
    from site_builder.views.index import Index

    Node = dict[str, Any]


def files(index: Index) -> Files:
    """Return what makes the claims of each theme, by path."""
    return {urls.theme_data(theme.id): partial(_file, index, theme) for theme in index.themes}


def _file(index: Index, theme: Theme) -> bytes:
    return listed(claims(index, theme))


def claims(index: Index, theme: Theme) -> Node:
    """Return the graph of a theme: its page, its claims, their quotations, the articles."""
    made = _Claims(index, theme)
    page = linked.page(index, urls.theme(theme.id), str(theme.title))
    page = {name: page[name] for name in ("@type", "headline", "inLanguage", "version")}
    page["@id"] = made.address(urls.theme(theme.id))
    graph = [*made.claims(), *made.quotations(), *made.articles()]
    return {"@context": linked.VOCABULARY, "@graph": [page, *graph]}


class _Claims:
    def __init__(self, index: Index, theme: Theme) -> None:
        self.index = index
        self.theme = theme
        self.shown = [s for s in theme.statements() if not self._names(s)]

    def _words(self, passage: Passage) -> str:
        return " […] ".join(self.index.exact(passage))

    def _names(self, statement: Statement) -> bool:
        texts = [plain(statement.text), *map(self._words, passages(self.index, statement))]
        return any(map(self.index.persons.within, texts))

    def address(self, target: str) -> str:
        """Return the address of a path of the site, from the file."""
        base_url = self.index.proved.briefing.settings.base_url
        return urls.linked(target, urls.theme_data(self.theme.id), base_url)

    def claims(self) -> Iterator[Node]:
        """Yield the theme's claims; whoever makes one is its author, if it is not the article."""
        for statement in self.shown:
            authors = [self._speaker(str(by)) for by in statement.by if by != ARTICLE]
            yield {
                "@type": "Claim",
                "@id": self.address(self.index.statement_path(str(statement.id))),
                "text": plain(statement.text),
                "inLanguage": self.index.proved.briefing.settings.language,
                **({"author": authors} if authors else {}),
                "isPartOf": {"@id": self.address(urls.theme(self.theme.id))},
                "appearance": [
                    {"@id": self.address(urls.passage(passage))}
                    for passage in passages(self.index, statement)
                ],
            }

    def _speaker(self, name: str) -> Node:
        speaker = self.index.speakers[name]
        kind = "Person" if speaker.kind == "person" else "Organization"
        anchor = f"{urls.PEOPLE}#{urls.speaker_anchor(name)}"
        return {"@type": kind, "@id": self.address(anchor), "name": str(speaker.name)}

    def _all(self) -> list[Passage]:
        return sorted({passage for s in self.shown for passage in passages(self.index, s)})

    def quotations(self) -> Iterator[Node]:
        """Yield the passages, in the articles’ own words, each part of its article."""
        for passage in self._all():
            sha256 = self.index.seed(passage.seed).source.sha256
            yield {
                "@type": "Quotation",
                "@id": self.address(urls.passage(passage)),
                "text": self._words(passage),
                "isPartOf": {"@id": urls.hashed(sha256)},
            }

    def articles(self) -> Iterator[Node]:
        """Yield the articles that the passages are from."""
        here = urls.theme_data(self.theme.id)
        for name in sorted({passage.seed for passage in self._all()}):
            yield linked.article(self.index, self.index.seed(name), here)
