"""How each file of a site is to be served."""

from __future__ import annotations

import pytest

from site_builder.hosting import FOREVER, REVALIDATED, cache_control, content_type, is_packable


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
