"""The one configured markdown-it: inline emphasis and links, no raw HTML, nothing else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ACTIVE = re.compile(r"[*_\[\]\\]")
_LONGEST = 10_000  # characters of a text with Markdown: the parser takes seconds for more


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # most texts hold no Markdown

    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["emphasis", "link", "escape"])
    # Every target is read, so that the checks can refuse it; what is rendered has been checked.
    parser.validateLink = _any_target  # type: ignore[method-assign]  # as its guide has it
    return parser


def _any_target(url: str) -> bool:
    return bool(url)


def _tokens(text: str) -> list[Token]:
    return _parser().parseInline(" ".join(text.split()))[0].children or []


def _is_plain(text: str) -> bool:
    return len(text) > _LONGEST or not _ACTIVE.search(text)


def render(text: str, resolve: Callable[[str], str]) -> Markup:
    """Return the text as HTML; `resolve` turns the target of a link into an address.

    A text of more than 10,000 characters has no Markdown.
    """
    if _is_plain(text):
        return escape(" ".join(text.split()))
    parser = _parser()
    tokens = _tokens(text)
    for token in tokens:
        if token.type == "link_open":
            token.attrs = {"href": resolve(str(token.attrs["href"]))}
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - escaped by it


def plain(text: str) -> str:
    """Return the words of the text without its Markdown."""
    if _is_plain(text):
        return " ".join(text.split())
    return "".join(token.content for token in _tokens(text))


def link_targets(text: str) -> Iterator[str]:
    """Yield the target of every link in the text, as written."""
    if "](" in text and not _is_plain(text):
        for token in _tokens(text):
            if token.type == "link_open":
                yield str(token.attrs["href"])
