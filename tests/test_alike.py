"""What pages show alike is filled in once, and never for a page that is not alike."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from jinja2 import DictLoader

from site_builder.bounds import BoundedEnvironment

TEMPLATE = (
    "{% alike site %}[{{ page }}]{% endalike %}{% alike site %}<{{ page }}>{% endalike %}{{ page }}"
)


def filled(*pages: tuple[str, str, str]) -> list[str]:
    """Return pages of (`alike`, static files, words), filled in one after the other."""
    environment = BoundedEnvironment(DictLoader({"page": TEMPLATE}))
    made = []
    for alike, static, words in pages:
        site: Any = SimpleNamespace(alike=alike, static=static)
        made.append(environment.get_template("page").render(site=site, page=words))
    return ["".join(page.split()) for page in made]


def test_pages_that_are_alike_share_what_was_filled_in_first() -> None:
    assert filled(("a", "s", "1"), ("a", "s", "2")) == ["[1]<1>1", "[1]<1>2"]


def test_others_do_not() -> None:
    pages = filled(
        ("a", "s", "1"), ("", "s", "2"), ("b", "s", "3"), ("b", "t", "4"), ("b", "t", "5")
    )
    assert pages == ["[1]<1>1", "[2]<2>2", "[3]<3>3", "[4]<4>4", "[4]<4>5"]
