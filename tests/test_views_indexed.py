"""Which pages a search engine may list."""

from __future__ import annotations

import pytest
import tiny

from site_builder.views.indexed import is_indexed


@pytest.mark.parametrize(
    ("path", "full", "excerpts"),
    [
        ("index.html", True, True),
        ("themes/bridge.html", True, True),
        ("corrections.html", True, True),
        ("articles/index.html", True, True),
        ("articles/one.html", False, True),
        ("404.html", False, False),
        ("search.html", False, False),
    ],
)
def test_what_says_nothing_of_its_own_is_not_listed(path: str, full: bool, excerpts: bool) -> None:
    for seed_text, expected in (("full", full), ("excerpts", excerpts)):
        settings = tiny.proved({"site": {"seed_text": seed_text}}).briefing.settings
        assert is_indexed(path, settings) is expected
