"""What is looked at before a site goes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from published import site

from site_builder.findings import report
from site_builder.publish.gate import advice, reused
from site_builder.publish.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from site_builder.publish.finished import Finished

EMPTY = Plan(new=(), changed=(), gone=())
SITEMAP = b"<urlset><url><loc>https://example.org%s</loc></url></urlset>"


def after(made: Finished, *former: Finished) -> str:
    found = reused(made, replace(EMPTY, former=tuple(one.manifest for one in former)), "here")
    return "" if found is None else report([found])


def test_a_version_that_readers_know_with_other_content(tmp_path: Path) -> None:
    inputs = {f"content/{n}.yaml": "a" for n in range(9)}
    first = site(tmp_path / "1", "1.0", inputs=inputs)
    others = {**inputs, "content/3.yaml": "b", "seeds/1.txt": "c"}
    other = site(tmp_path / "2", "1.0", inputs=others)
    said = after(other, first)
    assert "here: warning edition-reused: edition 1.0 was published here before" in said
    assert first.manifest.digest in said
    assert "  content/3.yaml is not what it was\n  seeds/1.txt is not what it was\n  hint: " in said
    last = site(tmp_path / "3", "1.0")
    assert "  and 4 more\n" in after(last, first)


def test_what_makes_no_other_edition(tmp_path: Path) -> None:
    first = site(tmp_path / "1", "1.0", inputs={"content/a.yaml": "a"})
    styled = site(tmp_path / "2", "1.0", "blue", inputs={"content/a.yaml": "a"})
    second = site(tmp_path / "3", "2.0", inputs={"content/a.yaml": "b"})
    again = site(tmp_path / "4", "1.0", inputs={"content/a.yaml": "b"})
    assert not after(first)
    assert not after(styled, first), "another style is no other text"
    assert not after(second, first, styled)
    assert not after(first, again, first), "an edition that was gone back to and is published again"


@pytest.mark.parametrize(
    ("files", "plan", "said"),
    [
        ({}, EMPTY, "without `base_url`"),
        ({"sitemap__xml": SITEMAP % b"/"}, EMPTY, ""),
        ({"sitemap__xml": SITEMAP % b"/briefing/"}, EMPTY, "below a path of its host"),
        ({"sitemap__xml": SITEMAP % b"/"}, replace(EMPTY, beside=("a", "b")), "not served: a, b"),
        ({"sitemap__xml": SITEMAP % b"/"}, replace(EMPTY, beside=("a",) * 6), "a, …"),
    ],
)
def test_what_a_publisher_may_not_have_thought_of(
    tmp_path: Path, files: dict[str, bytes], plan: Plan, said: str
) -> None:
    hints = list(advice(site(tmp_path, "1.0", **files), plan, today="2027-01-01"))
    assert len(hints) == bool(said)
    assert said in "".join(hints)


@pytest.mark.parametrize(("today", "told"), [("2027-05-20", False), ("2027-05-21", True)])
def test_whom_to_tell_has_a_day_on_which_it_ends(tmp_path: Path, today: str, told: bool) -> None:
    lines = b"Contact: mailto:a@example.org\nExpires: 2027-05-21T00:00:00Z\n"
    files = {"sitemap__xml": SITEMAP % b"/", "__well-known/security__txt": lines}
    made = site(tmp_path, "1.0", **files)
    said = "".join(advice(made, EMPTY, today=today))
    assert ("security.txt expired on 2027-05-21" in said) == told
