"""Versions, ranges and what is said of a package."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet

from site_builder.examining import Requirement, State, extra, fits, needed, requirements

numbers = st.lists(st.integers(0, 12), min_size=1, max_size=3).map(
    lambda parts: ".".join(map(str, parts))
)
bounds = st.tuples(st.sampled_from([">=", "<=", "<", ">", "!=", "=="]), numbers).map("".join)


@given(numbers, st.lists(bounds, max_size=3).map(",".join))
def test_a_version_is_in_a_range_as_the_packaging_library_says(version: str, wanted: str) -> None:
    assert fits(version, wanted) == SpecifierSet(wanted).contains(version)


def test_what_is_no_version_fits_nothing() -> None:
    assert not fits("unknown", ">=1")
    assert fits("3.1rc1", ">=3.1,<4")


@pytest.mark.parametrize(
    ("line", "extra_name", "expected"),
    [
        ("jinja2>=3.1.6,<4", "", Requirement("jinja2", ">=3.1.6,<4", "")),
        ("pytest<10,>=8.3; extra == 'test'", "", Requirement("pytest", "<10,>=8.3", "test")),
        ("ruff >= 0.14", "lint", Requirement("ruff", ">= 0.14", "lint")),
        ("coverage[toml]>=7", "", Requirement("coverage", ">=7", "")),
        ("bare", "", Requirement("bare", "", "")),
    ],
)
def test_a_requirement_is_read(line: str, extra_name: str, expected: Requirement) -> None:
    assert list(requirements([line], extra_name)) == [expected]


def test_a_package_that_is_needed_is_wrong_where_it_is_not_as_it_should_be() -> None:
    wanted = Requirement("jinja2", ">=3.1,<4", "")
    assert needed(wanted, "3.1.6").state is State.OK
    assert needed(wanted, None).state is State.WRONG
    old = needed(wanted, "2.0")
    assert (old.state, old.what, old.found) == (State.WRONG, "jinja2 2.0", ">=3.1,<4 is needed")
    assert "pip install" in old.todo


def test_an_extra_tells_what_it_lacks_and_is_never_wrong() -> None:
    one, other = Requirement("a", ">=1", "x"), Requirement("b", ">=2", "x")
    assert extra("x", [(one, "1"), (other, "2.1")], "pip install x").state is State.OK
    lacking = extra("x", [(one, None), (other, "1")], "pip install x")
    assert (lacking.state, lacking.found) == (
        State.MISSING,
        "without a; b 1 (>=2 is needed)",
    )
    assert lacking.todo == "where you want it: pip install x"
