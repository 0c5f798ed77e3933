from __future__ import annotations

import pytest
import tiny

from site_builder import urls
from site_builder.views.heads import Addresses, HeadView
from site_builder.views.index import Index
from site_builder.views.pages import book

BASE = "https://example.org/some/path/"


def head(path: str, **site: str) -> HeadView:
    return book(Index(proved=tiny.proved({"site": site})))[path]().site.head


def test_without_an_address_of_the_site_no_page_has_one() -> None:
    told = head(urls.HOME)
    assert (told.base_url, told.address, told.kind, told.locale) == ("", "", "website", "en_GB")
    assert told.listed


@pytest.mark.parametrize(
    ("path", "address", "kind"),
    [
        (urls.HOME, BASE, "website"),
        (urls.METHOD, f"{BASE}method.html", "article"),
        (urls.ARTICLES, f"{BASE}articles/index.html", "article"),
        ("themes/bridge.html", f"{BASE}themes/bridge.html", "article"),
        (urls.MISSING, "", "article"),
    ],
)
def test_a_page_knows_by_which_address_others_know_it(path: str, address: str, kind: str) -> None:
    told = head(path, base_url=BASE)
    assert (told.base_url, told.address, told.kind) == (BASE, address, kind)


@pytest.mark.parametrize(
    ("path", "in_full", "in_excerpts"),
    [
        ("articles/one.html", False, True),
        (urls.ARTICLES, True, True),
        (urls.SEARCH, False, False),
        (urls.MISSING, False, False),
        (urls.HOME, True, True),
    ],
)
def test_articles_shown_whole_are_left_to_who_published_them(
    path: str, *, in_full: bool, in_excerpts: bool
) -> None:
    assert head(path, seed_text="full").listed is in_full
    assert head(path, seed_text="excerpts").listed is in_excerpts


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en-GB", "en_GB"), ("CY-gb", "cy_GB"), ("cy", ""), ("zh-Hant", ""), ("zh-Hant-TW", "")],
)
def test_a_locale_is_a_language_and_a_country(language: str, locale: str) -> None:
    assert head(urls.HOME, language=language).locale == locale


def test_addresses_of_static_files() -> None:
    addresses = Addresses(root="../", names={"a.svg": "static/a.1.svg"})
    assert dict(addresses) == {"a.svg": "../static/a.1.svg"}
    assert (len(addresses), addresses.names["a.svg"]) == (1, "static/a.1.svg")
    with pytest.raises(KeyError):
        addresses["b.svg"]


def test_of_many_themes_a_page_names_its_own() -> None:
    def themes(count: int, path: str) -> list[tuple[str, str, bool]]:
        names = ["bridge", *(f"t{number:02}" for number in range(1, count))]
        content = {f"themes/{name}": tiny.theme(tiny.statement(f"s-{name}")) for name in names}
        content["site"] = {**tiny.SITE, "themes": names}
        made = book(Index(proved=tiny.placed(tiny.inputs(content))))[path]()
        return [(link.text, link.href, link.current) for link in made.site.themes]

    few = themes(12, "articles/one.html")
    assert [href for _, href, _ in few] == [
        f"../themes/{name}.html" for name in ("bridge", *(f"t{n:02}" for n in range(1, 12)))
    ]
    every = ("All 13 themes", "../index.html#all_themes", False)
    assert themes(13, "articles/one.html") == [every]
    assert themes(13, "themes/t04.html") == [every, ("The bridge", "t04.html", True)]
    assert themes(13, urls.HOME) == [("All 13 themes", "#all_themes", False)]
