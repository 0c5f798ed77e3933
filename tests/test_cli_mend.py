"""`mend`: what is sure is shown as a diff and made with --write; the rest is only shown."""

from __future__ import annotations

import os
import shutil
import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from ran import Ran

from site_builder.cli import mend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = (
    "The old bridge over the river Skell closed in March, the council said on Friday.\n"
    "Engineers had counted 204 cracks in the piers, and the bridge may not open again this year.\n"
)
SITE = """\
title: A bridge
description: What is said about a bridge.
edition: {version: "1.0", date: 2024-06-01, review_by: 2025-06-01, would_change: a survey}
themes: [bridge]
coverage: count
"""
SPEAKERS = "- {id: town-council, name: Council, also: [the council], kind: organisation}\n"
THEME = """\
# what the article says
title: The bridge
sections:
  - heading: Bridge
    statements:
      - id: closed          # for ever
        text: The old bridge over the river Skell closed in March.
        by: town-council
        given: paraphrased
        kind: event
        evidence:
          - seed: "one"
            quote: >-
              The old bridge over the river Skell
              closed in March, the council said
      - id: cracks
        text: There were 204 cracks.
        by: article
        given: own-words
        kind: count
        evidence:
          - seed: "one"
            quote: 'Engineers had counted 204 cracks in the piers'
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose articles are held as they are, and which is the current folder."""
    digest = sha256(SEED.encode()).hexdigest()
    files = {
        "seeds/one.txt": SEED,
        "content/site.yaml": SITE,
        "content/speakers.yaml": SPEAKERS,
        "content/sources/one.yaml": f"seed: one\nsha256: {digest}\nshort: Paper\n",
        "content/themes/bridge.yaml": THEME,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def change(here: Path, *pairs: tuple[str, str], file: str = "themes/bridge") -> Path:
    path = here / f"content/{file}.yaml"
    text = path.read_bytes().decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_bytes(text.encode())
    return path


SLIPS = [
    ("bridge over the river Skell\n", "brigde over the river Skell\n"),
    ("by: town-council", "by: town-counsil"),
    ("given: paraphrased", "given: parphrased"),
    ("heading:", "headng:"),
]


def test_where_nothing_is_wrong_nothing_is_done(here: Path, run: Callable[..., Ran]) -> None:
    assert run("mend") == Ran(0, "", "nothing to mend\n")
    assert run("mend", "--write", "-q") == Ran(0, "", "")


def test_what_is_sure_is_shown_as_a_diff_and_nothing_is_written(
    here: Path, run: Callable[..., Ran]
) -> None:
    path = change(here, *SLIPS[:2])
    before = path.read_bytes()
    ran = run("mend")
    assert (ran.status, path.read_bytes()) == (1, before)
    assert ran.err == "sure: 2 changes in 1 file; `mend --write` makes them\n"
    assert ran.out.splitlines() == [
        "content/themes/bridge.yaml:8:13: speaker-unknown: “town-counsil” is near to "
        "“town-council” and to nothing else",
        "content/themes/bridge.yaml:13:20: quote-missing: seed one: the quote has “brigde”, "
        "the article “bridge”",
        "--- a/content/themes/bridge.yaml",
        "+++ b/content/themes/bridge.yaml",
        "@@ -7,3 +7,3 @@",
        "         text: The old bridge over the river Skell closed in March.",
        "-        by: town-counsil",
        "+        by: town-council",
        "         given: paraphrased",
        "@@ -13,3 +13,3 @@",
        "             quote: >-",
        "-              The old brigde over the river Skell",
        "+              The old bridge over the river Skell",
        "               closed in March, the council said",
    ]


@pytest.mark.parametrize("beside", ["river", "river\u00a0Skell", "ri\u00adver", "r" * 3_000])
def test_the_diff_is_one_that_other_programs_apply(
    beside: str, here: Path, run: Callable[..., Ran]
) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("no git here")
    named = ("heading: Bridge", f"heading: Bridge over the {beside}")
    change(here, named, *SLIPS)
    diff = run("mend").out
    subprocess.run([git, "apply", "-"], input=diff.encode(), cwd=here, check=True)
    assert (here / "content/themes/bridge.yaml").read_text("utf-8") == THEME.replace(*named)


def test_write_makes_what_is_sure_and_leaves_all_else(here: Path, run: Callable[..., Ran]) -> None:
    path = change(here, *SLIPS)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    path.chmod(0o600)
    ran = run("mend", "--write")
    assert (ran.status, ran.err) == (0, "made 4 changes in 1 file\nnow run `check`\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + THEME.replace("\n", "\r\n").encode()
    assert (path.stat().st_mode & 0o777, run("check").status) == (0o600, 0)
    assert [one.name for one in path.parent.iterdir()] == ["bridge.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("counted 204 cracks in the", "counted 240 cracks in the", "a number differs"),
        ("river Skell\n", "river Skull\n", "a name differs"),
    ],
)
def test_what_is_not_sure_is_only_shown(
    here: Path, run: Callable[..., Ran], old: str, new: str, why: str
) -> None:
    path = change(here, (old, new))
    before = path.read_bytes()
    ran = run("mend", "--write")
    assert (ran.status, ran.err, path.read_bytes()) == (1, "not sure: 1\n", before)
    assert ran.out.splitlines()[0] == "not sure, and so left to you:"
    assert ran.out.splitlines()[2] == f"  not sure: {why}"


def test_a_denial_that_the_mended_quote_would_cut_off_is_not_sure(
    here: Path, run: Callable[..., Ran]
) -> None:
    change(here, ("cracks in the piers'", "craks in the piers, and the bridge may'"))
    ran = run("mend", "--write")
    assert (ran.status, "not sure: the quote then leaves out “not”" in ran.out) == (1, True)


def test_a_quote_of_another_article_is_for_somebody_to_decide(
    here: Path, run: Callable[..., Ran]
) -> None:
    text = "Nobody was hurt when the gate of the lock fell into the basin.\n"
    (here / "seeds/two.txt").write_text(text, encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    record = f'seed: "two"\nsha256: {digest}\nshort: Two\n'
    (here / "content/sources/two.yaml").write_text(record, encoding="utf-8")
    change(here, ("'Engineers had counted 204 cracks in the piers'", text.strip()))
    ran = run("mend")
    assert ran.status == 1
    assert "the quote is not in seed one, but it is in two" in ran.out
    assert ran.out.splitlines()[-2:] == ["    - one", "    + two"]


def test_the_same_slip_is_mended_in_each_place(here: Path, run: Callable[..., Ran]) -> None:
    other = THEME.partition("    statements:\n")[2].replace("id: ", "id: second-")
    path = here / "content/themes/bridge.yaml"
    path.write_text((THEME + other).replace("cracks in", "craks in"), encoding="utf-8")
    assert run("mend", "--write").err == "made 2 changes in 1 file\nnow run `check`\n"
    assert path.read_text("utf-8") == THEME + other


def test_dots_become_a_skip(here: Path, run: Callable[..., Ran]) -> None:
    path = change(here, ("Engineers had counted 204", "Engineers ... counted 204"))
    assert run("mend", "--write").status == 0
    assert "'Engineers […] counted 204" in path.read_text("utf-8")


def test_a_word_that_was_cut_off_is_taken_in(here: Path, run: Callable[..., Ran]) -> None:
    path = change(here, ("cracks in the piers'", "cracks in the pie'"))
    assert run("mend").status == 1  # “pie” is too short to be surely no word of its own
    change(here, ("Engineers had counted 204 cracks in the pie'", "Engineers had counted'"))
    assert run("mend").err == "nothing to mend\n"
    change(here, ("'Engineers had counted'", "'cracks in the piers, and the bridg'"))
    assert run("mend", "--write").status == 1  # “may not” governs the clause
    assert "bridg'" in path.read_text("utf-8")


def test_a_changed_seed_is_recorded_only_where_somebody_has_read_it(
    here: Path, run: Callable[..., Ran]
) -> None:
    (here / "seeds/one.txt").write_text(SEED + "More of it.\n", encoding="utf-8")
    path = here / "content/sources/one.yaml"
    before = path.read_bytes()
    ran = run("mend", "--write")
    assert (ran.status, path.read_bytes()) == (1, before)
    assert "then: mend --reviewed one" in ran.out
    assert run("mend", "--reviewed", "one").status == 1
    assert run("mend", "--reviewed", "one", "--write").status == 0
    digest = sha256((SEED + "More of it.\n").encode()).hexdigest()
    assert path.read_bytes() == before.replace(before.split()[3], digest.encode())
    assert run("check").status == 0


def test_a_hash_in_capitals_is_the_same_hash(here: Path, run: Callable[..., Ran]) -> None:
    path = here / "content/sources/one.yaml"
    before = path.read_bytes()
    path.write_bytes(before.replace(before.split()[3], before.split()[3].upper()))
    assert run("mend", "--write").status == 0
    assert path.read_bytes() == before


def test_a_seed_that_there_is_not_cannot_be_reviewed(here: Path, run: Callable[..., Ran]) -> None:
    ran = run("mend", "--reviewed", "onn")
    assert ran == Ran(2, "", "there is no seed “onn” with a record; did you mean one?\n")


def test_where_a_file_cannot_be_read_no_name_is_mended(here: Path, run: Callable[..., Ran]) -> None:
    change(here, *SLIPS[:2])
    (here / "content/speakers.yaml").write_bytes(b"- {")
    ran = run("mend")
    assert (ran.status, "town-counsil" in ran.out, "“brigde”" in ran.out) == (1, False, True)
    assert ran.err.startswith("not all could be read, which `check` tells")


def test_without_a_project_it_says_so(run: Callable[..., Ran], tmp_path: Path) -> None:
    ran = run("mend", "--project", tmp_path)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("content/site.yaml: error file-missing: not found")


def test_a_file_that_changed_meanwhile_is_left(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = change(here, *SLIPS)
    real = mend.mends

    def slow(*arguments: object, **more: object) -> object:
        path.write_bytes(path.read_bytes() + b"# one more line\n")
        return real(*arguments, **more)

    monkeypatch.setattr(mend, "mends", slow)
    ran = run("mend", "--write")
    assert (ran.status, b"headng" in path.read_bytes()) == (1, True)
    assert "this file was changed in the meantime\n  hint: it was left as it is" in ran.err
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_is_read_only_is_left(
    here: Path, run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = change(here, *SLIPS)
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever is root may write anything
    ran = run("mend", "--write")
    assert (ran.status, b"headng" in path.read_bytes()) == (1, True)
    assert "content/themes/bridge.yaml: error disk-fault: this file is read-only" in ran.err
