"""How each file of a site is to be served."""

from __future__ import annotations

from hashlib import sha256

import pytest

from site_builder.hosting import (
    FOREVER,
    REVALIDATED,
    cache_control,
    content_type,
    is_packable,
    says_its_bytes,
)


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("themes/a.jsonld", "application/ld+json; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("manifest.json", "application/json; charset=utf-8"),
        ("static/PICTURE.PNG", "image/png"),
        ("CNAME", "text/plain; charset=utf-8"),
        ("static/what", "application/octet-stream"),
    ],
)
def test_a_type_says_its_character_set_where_it_is_text(path: str, type_: str) -> None:
    assert content_type(path) == type_


def test_only_what_has_its_bytes_in_its_name_is_kept_unasked() -> None:
    assert cache_control("static/css/site.0123456789ab.css") == FOREVER
    for path in ("index.html", "static/css/site.css", "a.0123456789ab.css", "search-index.js"):
        assert cache_control(path) == REVALIDATED


def test_pictures_are_packed_already() -> None:
    assert is_packable("index.html")
    assert not is_packable("static/preview.png")


@pytest.mark.parametrize("path", ["static/a.{}.css", "static/LICENSE.{}", "static/a.b/c.{}.svg"])
def test_a_name_says_these_bytes_or_others(path: str) -> None:
    named = path.format(sha256(b"x").hexdigest()[:12])
    assert says_its_bytes(named, b"x")
    assert not says_its_bytes(named, b"y")
    assert not says_its_bytes(named.removeprefix("static/"), b"x")
