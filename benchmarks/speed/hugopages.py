"""What Hugo is given of a theme and of an article: front matter, and an article's text as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

from site_builder.urls import hashed, section_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.speed.hugofiles import Fields
    from site_builder.views.shapes import (
        ArticlePage,
        ArticleRow,
        MarginItem,
        ParagraphView,
        PassageView,
        StatementView,
        Token,
    )
    from site_builder.views.sheets import ThemePage

_PASSAGE = re.compile(r"\.\./articles/[^#]+#(.+)")
_UNTOLD = "Original source not stated"


def theme(view: ThemePage, number: int, typed: Mapping[str, str]) -> Fields:
    """Return the front matter of a theme; `typed` are statements as their curator typed them.

    Raises ValueError where the theme has what the layouts do not show.
    """
    _refuse(view, "sensitive changed summary differences gaps withdrawn notes")
    _refuse(view.figures, "rows apart")
    if any(part.id != section_anchor(at) for at, part in enumerate(view.sections, start=1)):
        raise ValueError("a section has an anchor of its own")
    return {
        "title": view.title,
        "weight": str(number),
        "statements": str(sum(len(part.statements) for part in view.sections)),
        "sections": [
            {
                "heading": part.heading,
                "statements": [_statement(one, typed[one.id]) for one in part.statements],
            }
            for part in view.sections
        ],
    }


def _statement(view: StatementView, typed: str) -> Fields:
    _refuse(view, "second_hand when shared origin_name also differences overruled changes figure")
    if view.origin != _UNTOLD:
        raise ValueError(f"{view.id} has an original source")
    return _filled(
        id=view.id,
        text=typed,
        speaker=view.speaker,
        reach=view.reach,
        kind=view.kind,
        evidence=[_passage(one, view.speaker) for one in view.evidence],
    )


def _passage(view: PassageView, speaker: str) -> Fields:
    """Return a passage as it was found beforehand: where it stands, and its words with marks."""
    found = _PASSAGE.fullmatch(view.href)
    if found is None:
        raise ValueError(f"{view.href} leads to no passage")
    return _filled(
        article=view.article,
        name=view.name,
        anchor=found[1],
        paragraph=view.paragraph,
        quote=' <span class="cut">[…]</span> '.join(map(_marked, view.runs)),
        cut_before="yes" if view.cut_before else "",
        cut_after="yes" if view.cut_after else "",
        speaker=view.speaker if view.speaker != speaker else "",
    )


def _marked(runs: tuple[tuple[str, bool], ...]) -> str:
    return "".join(f"<mark>{escape(t)}</mark>" if both else escape(t) for t, both in runs)


def article(view: ArticlePage, number: int, row: ArticleRow) -> Fields:
    """Return the front matter of an article; `row` is what the list of articles says of it.

    Raises ValueError where it has what the layouts do not show.
    """
    _refuse(view, "sensitive shown")
    facts = {fact.label: fact.value for fact in view.facts}
    if not (view.name and row.published and view.heading == facts["Title"]):
        raise ValueError(f"{view.id} has no name, date or title")
    return {
        "title": view.heading,
        "weight": str(number),
        "id": view.id,
        "name": view.name,
        "publisher": facts["Publisher"],
        "issued": row.published,
        "paragraphs": str(row.paragraphs),
        "passages": str(row.passages),
        "statements": str(row.statements),
        "reviewed": row.reviewed,
        "file": view.file,
        "size": view.size,
        "sha256": view.sha256,
        "bytes": hashed(view.sha256),
        "facts": [
            _filled(
                label=fact.label,
                value=fact.value,
                basis=fact.basis,
                anchor=fact.basis_href.removeprefix("#"),
            )
            for fact in view.facts
        ],
        "coverage": {
            "words": view.coverage.words,
            "shares": [
                _filled(
                    kind=share.kind,
                    number=str(share.number),
                    label=share.label,
                    x=share.x,
                    width=share.width,
                )
                for share in view.coverage.shares
            ],
        },
        "tally": [{"label": label, "number": str(count)} for label, count in view.tally],
    }


def article_body(view: ArticlePage) -> str:
    """Return an article's text as HTML, by numbered paragraph."""
    return "".join(map(_paragraph, view.paragraphs))


def _paragraph(view: ParagraphView) -> str:
    """Return a paragraph as HTML, cited passages marked, with what rests on them beside it."""
    if view.kind == "hidden":
        return f'<p class="left-out" id="{view.id}">{escape(view.note)}</p>\n'
    margin = f'<ul class="margin">\n{"".join(map(_beside, view.margin))}</ul>\n'
    return (
        f'<div class="para" id="{view.id}">\n'
        f'<p class="para__n"><a href="#{view.id}"><span class="hidden">Paragraph </span>'
        f"{view.number}</a></p>\n"
        f'<p class="para__text" dir="ltr">{"".join(map(_token, view.tokens))}</p>\n'
        f"{margin if view.margin else ''}</div>\n"
    )


def _token(token: Token) -> str:
    words = escape(token.text)
    if token.kind == "open":
        anchor = f' id="{token.id}"' if token.id else ""
        return f'<span class="cite"{anchor}>'
    if token.kind == "close":
        return f"{_letter(token) if token.letter else ''}</span>"
    if token.kind == "hidden":
        return f'<span class="omitted">[{words}]</span>'
    if token.marked:
        return f"<mark>{words}</mark>"
    return f'<span class="aside">{words}</span>' if token.aside else words


def _letter(token: Token) -> str:
    return (
        f'<sup><a class="letter" href="{token.href}" aria-label="Note {token.letter}">'
        f"{token.letter}</a></sup>"
    )


def _beside(view: MarginItem) -> str:
    letters = f"<b>{view.letters}</b> " if view.letters else ""
    words = escape(view.text)
    linked = f'<a href="{escape(view.href)}">{words}</a>' if view.href else words
    by = f' <span class="margin__by">{escape(view.speaker)}</span>' if view.speaker else ""
    kind = f"margin__item margin__item--{view.kind}"
    return f'<li class="{kind}" id="{view.id}">{letters}<span>{linked}{by}</span></li>\n'


def _filled(**fields: Any) -> Fields:
    """Return the fields that have a value."""
    return {name: value for name, value in fields.items() if value}


def _refuse(view: object, names: str) -> None:
    """Raise ValueError where a view has something in a field that the layouts do not show."""
    for name in names.split():
        if getattr(view, name):
            raise ValueError(f"the layouts do not show this: {name}")
