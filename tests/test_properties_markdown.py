"""Properties of Markdown, with text that leans on the nasty: what comes out is inert."""

from __future__ import annotations

from fuzz.corpus import NASTY, TOKENS
from fuzz.markdown import holds
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.markdown import link_targets, plain, render

SIGNS = ("*", "**", "_", "[", "](", ")", "](#a)", "<", ">", "&amp;", "\\", "'", '"', " ", "a", "![")
PIECES = st.one_of(
    st.sampled_from(SIGNS),
    st.sampled_from(SIGNS),
    st.sampled_from(TOKENS),
    st.sampled_from(NASTY),
    st.text(max_size=4),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS)
@settings(max_examples=300)
def test_what_comes_out_is_inert_and_says_the_same(text: str) -> None:
    holds(text.encode(errors="replace"))


@given(st.text(alphabet="abcé ’“”<>&'\"#!(){}%:/.,", max_size=30))
def test_text_without_signs_is_only_escaped(text: str) -> None:
    assert plain(text) == " ".join(text.split())
    assert render(text, str).unescape() == plain(text)
    assert not list(link_targets(text))


@given(
    st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True),
    st.from_regex(r"[a-z ]{1,12}[a-z]", fullmatch=True),
)
def test_a_link_to_a_statement_is_one(name: str, words: str) -> None:
    text = f"See [{words}](#{name})."
    assert list(link_targets(text)) == [f"#{name}"]
    assert plain(text) == f"See {' '.join(f'.{words}.'.split())[1:-1]}."
    assert f'<a href="x#{name}">' in render(text, lambda target: f"x{target}")
