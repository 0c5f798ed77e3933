from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
import tiny

from site_builder import urls
from site_builder.exports import exports
from site_builder.exports.hosts import MOST_RULES, files, robots, security
from site_builder.hosting import FOREVER
from site_builder.places import Text
from site_builder.views import pages
from site_builder.views.index import Index

if TYPE_CHECKING:
    from site_builder.proof import Proved

BASE = "https://example.org/some/path/"
SECURITY = {"contact": "mailto:security@example.org", "expires": "2027-05-21"}


def made(**site: Any) -> dict[str, str]:
    return {
        path: make().decode()
        for path, make in files(Index(proved=tiny.proved({"site": site}))).items()
    }


def rules(text: str) -> dict[str, dict[str, str]]:
    """Return the headers by path, as a host reads them."""
    path, found = "", dict[str, dict[str, str]]()
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[path][name] = value
        else:
            path = line
            assert path not in found
            found[path] = {}
    return found


@pytest.fixture(scope="module")
def full() -> dict[str, str]:
    return made(seed_text="full")


def test_the_least_there_is(full: dict[str, str]) -> None:
    assert set(full) == {urls.HEADERS, urls.NO_JEKYLL, urls.ROBOTS}
    assert full[urls.NO_JEKYLL] == ""
    assert full[urls.ROBOTS] == "User-agent: *\nAllow: /\n"
    assert set(full) <= exports(Index(proved=tiny.proved())).keys()


def test_every_file_is_sent_with_what_keeps_others_out(full: dict[str, str]) -> None:
    every = rules(full[urls.HEADERS])["/*"]
    assert every.pop("Content-Security-Policy") == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    assert every.pop("Permissions-Policy").startswith("camera=(), ")
    assert every == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def test_no_header_is_sent_twice(full: dict[str, str]) -> None:
    """A host joins the values that several rules give it: two policies, or kept and not kept."""
    found = rules(full[urls.HEADERS])
    assert found["/static/*"] == {"Cache-Control": FOREVER}
    given = [name for path, named in found.items() if path.endswith("*") for name in named]
    assert len(given) == len(set(given))
    alone = {path: named for path, named in found.items() if not path.endswith("*")}
    assert not any(path.startswith("/static/") for path in alone)
    assert not {name for named in alone.values() for name in named} & set(given)
    assert "*" not in "".join(path.removesuffix("/*") for path in found)


def test_types_that_hosts_do_not_know(full: dict[str, str]) -> None:
    found = rules(full[urls.HEADERS])
    for path, kind in (
        (urls.ANNOTATIONS, "application/ld+json; charset=utf-8"),
        (urls.JSON_FEED, "application/feed+json; charset=utf-8"),
        (urls.SECURITY, "text/plain; charset=utf-8"),
    ):
        assert found[f"/{path}"] == {"Content-Type": kind}


def test_articles_shown_whole_are_not_to_be_listed(full: dict[str, str]) -> None:
    found = rules(full[urls.HEADERS])
    for path in ("/articles/one.html", "/articles/one"):
        assert found[path] == {"X-Robots-Tag": "noindex"}
    assert "X-Robots-Tag" not in made(seed_text="excerpts")[urls.HEADERS]


def many(proved: Proved, number: int) -> Proved:
    (seed,) = proved.seeds.values()
    return replace(proved, seeds={f"s{n}": seed for n in range(number)})


def test_there_are_no_more_rules_than_a_host_reads() -> None:
    proved = tiny.proved()
    left = (
        MOST_RULES - len(rules(files(Index(proved=many(proved, 0)))[urls.HEADERS]().decode()))
    ) // 2
    most = rules(files(Index(proved=many(proved, left)))[urls.HEADERS]().decode())
    assert MOST_RULES - 2 < len(most) <= MOST_RULES
    assert (
        len(rules(files(Index(proved=many(proved, left + 1)))[urls.HEADERS]().decode()))
        < MOST_RULES // 2
    )


def test_a_large_site_lets_the_worker_of_pagefind_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "LARGE", 1)
    assert "script-src 'self' 'wasm-unsafe-eval';" in made()[urls.HEADERS]


def test_rules_count_from_the_published_folder_whatever_the_path_of_the_site() -> None:
    assert made(base_url=BASE)[urls.HEADERS] == made()[urls.HEADERS]


def test_robots_may_see_everything_and_are_told_of_the_list_of_pages() -> None:
    told = made(base_url=BASE)[urls.ROBOTS]
    assert told == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"


def test_a_name_of_a_host_is_published_where_it_fits() -> None:
    assert made(cname="Example.org")[urls.CNAME] == "example.org\n"
    proved = tiny.proved({"site": {"cname": "example.org"}})
    for address in ("https://preview.example.net/", "https://example.org/a/"):
        settings = replace(proved.briefing.settings, base_url=address)
        elsewhere = replace(proved, briefing=replace(proved.briefing, settings=settings))
        assert urls.CNAME not in files(Index(proved=elsewhere))


def test_whom_to_tell_of_a_weakness() -> None:
    assert made(security=SECURITY)[urls.SECURITY] == (
        "Contact: mailto:security@example.org\nExpires: 2027-05-21T00:00:00Z\n"
    )
    more = {"policy": "https://example.org/p", "preferred_languages": ["en", "cy"]}
    assert made(security={**SECURITY, **more}, base_url=BASE)[urls.SECURITY] == (
        "Contact: mailto:security@example.org\n"
        "Expires: 2027-05-21T00:00:00Z\n"
        "Preferred-Languages: en, cy\n"
        f"Canonical: {BASE}.well-known/security.txt\n"
        "Policy: https://example.org/p\n"
    )
    assert "Canonical" not in made(security=SECURITY, base_url="http://a.example")[urls.SECURITY]


@pytest.mark.parametrize("end", ["\n", "\r", "\0", "\x1b", "\u2028", "é", "a" * 2000])
def test_what_no_check_let_through_is_written_into_no_line(end: str) -> None:
    """The settings are checked where they are read; this is the second door."""
    proved = tiny.proved({"site": {"security": SECURITY}})
    told = proved.briefing.settings.security
    assert told is not None
    with pytest.raises(ValueError, match="a line for a host"):
        security(replace(told, contact=Text(f"mailto:a@example.org{end}X: y")), "")
    with pytest.raises(ValueError, match="a line for a host"):
        robots(f"https://example.org/{end}Disallow: /")
