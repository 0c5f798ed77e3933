"""The one configured markdown-it: inline emphasis and links, no raw HTML, nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt

_ACTIVE = re.compile(r"[*_\[\]\\]")
_CUT = "\0"  # which no text has: the parser would replace it
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


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with Markdown, read once: its words, and its HTML cut where a link's address goes."""

    words: str
    html: tuple[str, ...]
    targets: tuple[str, ...]


@lru_cache(maxsize=1 << 16)  # a text is asked for by the checks, by its page and by what is listed
def _read(text: str) -> _Read:
    parser = _parser()
    tokens = parser.parseInline(text)[0].children or []
    targets = []
    for token in tokens:
        if token.type == "link_open":
            targets.append(str(token.attrs["href"]))
            token.attrs = {"href": _CUT}
    html = str(parser.renderer.render(tokens, parser.options, {}))
    words = "".join(token.content for token in tokens)
    return _Read(words, tuple(html.split(_CUT)), tuple(targets))


def _is_plain(text: str) -> bool:
    return len(text) > _LONGEST or not _ACTIVE.search(text)


def render(text: str, resolve: Callable[[str], str]) -> Markup:
    """Return the text as HTML; `resolve` turns the target of a link into an address.

    A text of more than 10,000 characters has no Markdown.
    """
    words = " ".join(text.split())
    if _is_plain(words):
        return escape(words)
    read = _read(words)
    html = read.html[0]
    for target, rest in zip(read.targets, read.html[1:], strict=True):
        html += _attribute(resolve(target)) + rest
    return Markup(html)  # noqa: S704 - escaped by the parser


def _attribute(address: str) -> str:
    from markdown_it.common.utils import escapeHtml

    return escapeHtml(address)


def plain(text: str) -> str:
    """Return the words of the text without its Markdown."""
    words = " ".join(text.split())
    return words if _is_plain(words) else _read(words).words


def link_targets(text: str) -> Iterator[str]:
    """Yield the target of every link in the text, as written."""
    if "](" in text and not _is_plain(text):
        yield from _read(" ".join(text.split())).targets
