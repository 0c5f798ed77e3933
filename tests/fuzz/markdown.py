"""What must hold of any text as Markdown: what comes out is inert, and says the same."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from site_builder.markdown import link_targets, plain, render

ALLOWED = {"em": [], "strong": [], "a": ["href"]}


def holds(data: bytes) -> None:
    """Render the bytes as a text, with links resolved to an address that tries to break out."""
    text = data.decode(errors="replace").replace("\0", "")  # which no file of content may hold
    asked: list[str] = []

    def resolve(target: str) -> str:
        asked.append(target)
        return f"../{target}\"'><script>&amp;"

    html = render(text, resolve)
    page = _Page()
    page.feed(str(html))
    page.close()
    assert page.open == []
    assert page.hrefs == [f"../{target}\"'><script>&amp;" for target in asked]
    assert asked == list(link_targets(text))
    assert page.text == plain(text)
    if not re.search(r"[*_\[\\]", text):
        assert plain(text) == " ".join(text.split())


class _Page(HTMLParser):
    """The text of a page and its addresses; anything else in it is refused."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.hrefs: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert [name for name, _ in attrs] == ALLOWED[tag]
        assert tag != "a" or "a" not in self.open
        self.hrefs += [value for _, value in attrs]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment
