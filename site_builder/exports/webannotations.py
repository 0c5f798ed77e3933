"""`annotations.jsonld`: each statement linked to its passages, as W3C Web Annotations.

A target is a seed's text under the name of its bytes (RFC 6920), since offsets hold for those
bytes alone and not for the page that shows them; `scope` is that page, at the passage. A quote
that leaves words out has a target for each part. See https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from site_builder import urls
from site_builder.exports.cited import around, passages
from site_builder.jsontext import listed
from site_builder.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from site_builder.exports.cited import Files
    from site_builder.model import Passage, Statement
    from site_builder.quotes import Span
    from site_builder.views.index import Index

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def files(index: Index) -> Files:
    """Return what makes the annotations, by path."""
    return {urls.ANNOTATIONS: partial(_file, index)}


def _file(index: Index) -> bytes:
    return listed(_collection(index))


def _collection(index: Index) -> dict[str, Any]:
    """Return a collection of annotations, one for each statement and passage, on one page."""
    made = _Annotations(index)
    settings = index.proved.briefing.settings
    here = urls.linked(urls.ANNOTATIONS, urls.ANNOTATIONS, settings.base_url)
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": f"{settings.title}: statements and the passages they rest on",
        "total": made.count(),
        "first": {
            "id": f"{here}#page",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": made.each(),
        },
    }


class _Annotations:
    def __init__(self, index: Index) -> None:
        self.index = index
        self.settings = index.proved.briefing.settings

    def count(self) -> int:
        return sum(len(passages(self.index, one)) for _, one in self.index.statements.values())

    def each(self) -> Iterator[dict[str, Any]]:
        for _, statement in self.index.statements.values():
            body = self._body(statement)
            for passage in passages(self.index, statement):
                # No id of a statement has an underscore.
                anchor = f"#{statement.id}_{passage.seed}_{urls.passage_anchor(passage)}"
                targets = [self._target(passage, part) for part in passage.parts]
                yield {
                    "id": self._address(f"{urls.ANNOTATIONS}{anchor}"),
                    "type": "Annotation",
                    "motivation": "linking",
                    "body": body,
                    "target": targets if len(targets) > 1 else targets[0],
                }

    def _body(self, statement: Statement) -> dict[str, Any]:
        return {
            "id": self._address(self.index.statement_path(str(statement.id))),
            "type": "TextualBody",
            "value": plain(statement.text),
            "format": "text/plain",
            "language": self.settings.language,
        }

    def _target(self, passage: Passage, part: Span) -> dict[str, Any]:
        seed = self.index.seed(passage.seed)
        quote = {"type": "TextQuoteSelector", "exact": seed.text[part.start : part.end]}
        if self.settings.seed_text == "full":  # else words that nobody cites would stand beside
            prefix, suffix = around(seed, part)
            quote |= {"prefix": prefix} if prefix else {}
            quote |= {"suffix": suffix} if suffix else {}
        position = {"type": "TextPositionSelector", "start": part.start, "end": part.end}
        return {
            "type": "SpecificResource",
            "source": {
                "id": urls.hashed(seed.source.sha256),
                "type": "Text",
                "format": "text/plain",
            },
            "scope": self._address(urls.passage(passage)),
            "selector": [quote, position],
        }

    def _address(self, target: str) -> str:
        return urls.linked(target, urls.ANNOTATIONS, self.settings.base_url)
