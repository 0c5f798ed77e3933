"""Properties of finding a quote, with text that leans on the nasty, against trying every span."""

from __future__ import annotations

from unicodedata import normalize

from fuzz.corpus import NASTY, TOKENS
from fuzz.finder import holds
from hypothesis import example, given, settings
from hypothesis import strategies as st

from site_builder.folding import fold, is_edge
from site_builder.nearest import difference, look_alike
from site_builder.quotes import Found, Haystack, Span, find

PIECES = st.one_of(
    st.sampled_from(NASTY),
    st.sampled_from(TOKENS),
    st.sampled_from(["the pool", "a ", "a", " rose", "\u0301", "\u0323", "\u00ad", "\u200d", "\n"]),
    st.text(max_size=3),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=5).map("".join)
HOW = st.binary(min_size=7, max_size=7)


@given(HOW, TEXTS)
@settings(max_examples=150)
@example(b"\xce\x85\x03\x01\x02\x03\x07", " \u0301 q\u0307\u0323 \u1112\u1161\u11ab")
def test_a_stretch_of_a_text_is_found_where_trying_every_span_finds_it(
    how: bytes, text: str
) -> None:
    holds(how + text.replace("|", "/").encode(errors="replace"))


@given(HOW, TEXTS, TEXTS)
@settings(max_examples=150)
def test_any_quote_is_found_where_trying_every_span_finds_it(
    how: bytes, text: str, quote: str
) -> None:
    holds(how + f"{text.replace('|', '/')}|{quote}".encode(errors="replace"))


@given(TEXTS, st.sampled_from("\u200b\u2060\u200d\ufeff\u0301\u0430\u0456\uff11\ufb01"), st.data())
def test_an_odd_character_in_a_quote_is_never_found_and_is_named(
    text: str, odd: str, data: st.DataObject
) -> None:
    text = normalize("NFC", f"first {text} last").replace("[", "(").replace(odd, "-")
    at = data.draw(st.integers(1, len(text) - 1))
    quote = text[:at] + odd + text[at:]
    result = find(quote, Haystack(text=text, paragraphs=(Span(0, len(text)),)))
    if fold(quote).text.strip() == fold(text).text.strip():
        return
    assert not isinstance(result, Found)
    differs = difference(quote, text)
    assert differs is not None
    _, mine, theirs = differs
    if odd in "\u200b\u2060\u200d\ufeff":
        assert look_alike(mine, theirs).startswith(f"the quote has U+{ord(odd):04X} ")


@given(TEXTS, TEXTS)
def test_the_edges_of_a_text_do_not_depend_on_what_is_far_away(text: str, other: str) -> None:
    whole = f"{text} {other}"
    assert [is_edge(whole, at) for at in range(len(text))] == [
        is_edge(f"{text} x", at) for at in range(len(text))
    ]
