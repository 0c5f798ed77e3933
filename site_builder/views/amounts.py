"""What of a figure can be drawn: its numbers as its statement says them, with what limits them.

A figure's own fields do not say "at least" or "fell"; its statement does, and the checks hold the
two together. So a number is drawn only where it is found in the statement. What cannot be read so
gives None, and the figure stays text: a drawing that might be wrong is worse than none.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from site_builder.language.changes import direction
from site_builder.language.governors import wording
from site_builder.language.said import Said

if TYPE_CHECKING:
    from site_builder.language.numerals import Value
    from site_builder.language.stated import Number
    from site_builder.model import Figure

_SQUARES = 20  # a share in so many is drawn as squares, up to this many
_SEEN = Fraction(1, 100)  # the least part of a picture's width that can be seen
_EDGES = {"": "exact", "about": "near", "nearly": "near", "over": "more", "under": "less"}


class Limit(NamedTuple):
    """What governs a number: the `edge` to draw (exact, near, more, less), and its words.

    `hedges` are the other words of the sentence that limit it, such as "may".
    """

    edge: str
    before: str = ""
    behind: str = ""
    hedges: tuple[str, ...] = ()


class Share(NamedTuple):
    """A part of a whole; `squares` of the whole and of the part where it is "4 in 5", else 0."""

    part: Fraction
    squares: tuple[int, int]
    limit: Limit


class Band(NamedTuple):
    """From `low` to `high`, as `words`; on a scale of a whole, or of an amount."""

    low: Fraction
    high: Fraction
    words: tuple[str, str]
    scale: str
    limit: Limit


class Change(NamedTuple):
    """What was and what is, as parts of the greater of the two; `words` where there are numbers."""

    was: Fraction
    now: Fraction
    words: tuple[str, str]
    way: str
    limit: Limit


Amount = Share | Band | Change


def amount(figure: Figure, text: str) -> Amount | None:
    """Return what can be drawn of the figure of a statement with this text, or None."""
    said = Said(text)
    numbers = {key: str(words) for key, words in figure.numbers}
    match str(figure.kind):
        case "share":
            return _share(figure, numbers, said)
        case "range" if len(numbers) == 2:
            return _band(figure, numbers, said)
        case "change":
            return _change(figure, numbers, said)
        # A count has nothing to be set against, a multiple no amounts that are stated. A band of
        # ages would be as long for a rule as for a trend; whether the last year counts is not said.
        case _:
            return None


def _share(figure: Figure, numbers: dict[str, str], said: Said) -> Share | None:
    squares = (0, 0)
    if "of" in numbers:
        part, whole = (_plain(numbers[key]) for key in ("value", "of"))
        if part is None or whole is None or not 0 < part <= whole:
            return None
        value, governed = part / whole, ""
        squares = _squares((part, whole))
    else:
        one = _only(numbers["value"])
        if one is None or one.role != "share" or one.unit:
            return None
        value, governed = Fraction(one.values[0]), one.governor
        squares = _squares(one.terms)
    found = _stated(said, (value,), {"share"})
    limit = _limit(figure, said, found, governed) if found is not None else None
    if limit is None or not _SEEN <= value <= 1:
        return None
    return Share(value, squares, limit)


def _squares(terms: tuple[Value, ...]) -> tuple[int, int]:
    """Return the squares of "4 in 5", or (0, 0) where there are too many, or none."""
    whole = [int(term) for term in terms if isinstance(term, Fraction) and term == int(term)]
    return (whole[0], whole[1]) if len(whole) == 2 and whole[1] <= _SQUARES else (0, 0)


def _band(figure: Figure, numbers: dict[str, str], said: Said) -> Band | None:
    low, high = (_end(numbers[key]) for key in ("low", "high"))
    if low is None or high is None or not 0 <= low < high:
        return None
    found = _stated(said, (low, high), {"plain", "count", "share"})
    limit = _limit(figure, said, found, "") if found is not None else None
    if found is None or limit is None or limit.edge not in {"exact", "near"}:
        return None
    scale = "whole" if found.role == "share" else "amount"
    if scale == "whole" and high > 1:
        return None
    if (high - low) / (1 if scale == "whole" else high) < _SEEN:
        return None
    return Band(low, high, (numbers["low"], numbers["high"]), scale, limit)


def _change(figure: Figure, numbers: dict[str, str], said: Said) -> Change | None:
    one = _only(numbers["value"])
    if one is None or one.unit or not isinstance(one.values[0], Fraction):
        return None
    found = _stated(said, one.values, {one.role})
    limit = _limit(figure, said, found, one.governor) if found is not None else None
    if found is None or limit is None or limit.edge not in {"exact", "near"}:
        return None
    if "from" in numbers and "to" in numbers:
        return _between(numbers, said, limit)
    way = direction(said.text, found, limit.before)
    by = one.values[0]
    if one.role != "share" or not way or by < _SEEN or (way == "down" and by > 1):
        return None
    was, now = (1 / (1 + by), Fraction(1)) if way == "up" else (Fraction(1), 1 - by)
    return Change(was, now, ("", ""), way, limit) if min(was, 1 - min(was, now)) >= _SEEN else None


def _between(numbers: dict[str, str], said: Said, limit: Limit) -> Change | None:
    """Return a change both of whose ends are stated, neither of them limited."""
    ends = [_end(numbers[key]) for key in ("from", "to")]
    was, now = ends
    if was is None or now is None or was == now:
        return None
    for end in (was, now):
        spans = [n for n in said.numbers if end in n.values and n.role != "year"]
        if not spans or any(n.governor for n in spans):
            return None
    most = max(was, now)
    way = "up" if now > was else "down"
    return Change(was / most, now / most, (numbers["from"], numbers["to"]), way, limit)


def _only(words: str) -> Number | None:
    """Return the one number that the words are, with what governs it and nothing else."""
    said = Said(words)
    if len(said.numbers) != 1:
        return None
    number = said.numbers[0]
    limit = wording(words, number.start, number.end, number.governor)
    if limit is None:
        return None
    whole = " ".join(filter(None, (limit[0], words[number.start : number.end], limit[1])))
    return number if whole.split() == words.split() else None


def _plain(words: str) -> Fraction | None:
    """Return the value of words that are a whole number of things."""
    value = _end(words)
    return value if value is not None and value.denominator == 1 else None


def _end(words: str) -> Fraction | None:
    """Return the value of one end of a range or change; None where it has none or is limited."""
    number = _only(words)
    if number is None or number.governor or number.role not in {"plain", "count", "share"}:
        return None
    value = number.values[0]
    return value if isinstance(value, Fraction) else None


def _stated(said: Said, values: tuple[Value, ...], roles: set[str]) -> Number | None:
    """Return where the statement says this, if it does and always within the same limit."""
    found = [n for n in said.by_value.get(values, ()) if n.role in roles and n.unit != "point"]
    return found[0] if found and len({n.governor for n in found}) == 1 else None


def _limit(figure: Figure, said: Said, number: Number, own: str) -> Limit | None:
    """Return what limits a number of a statement; `own` is what the figure's own words say.

    None where it is denied, or limited in a way that cannot be shown.
    """
    words = wording(said.text, number.start, number.end, number.governor)
    if words is None or number.governor not in _EDGES or own not in {"", number.governor}:
        return None
    sentence = said.sentence_at(number.start)
    shown = Said(f"{figure.measure} {figure.population or ''}").vocabulary
    if any(not _within(sentence, found.start, found.end, shown) for found in sentence.denials):
        return None
    hedges = dict.fromkeys(
        sentence.text[found.start : found.end]
        for found in sentence.hedges
        if not _within(sentence, found.start, found.end, shown)
    )
    before, behind = ("", "") if own else words
    return Limit(_EDGES[number.governor], before, behind, tuple(hedges))


def _within(said: Said, start: int, end: int, shown: frozenset[str]) -> bool:
    """Tell whether all the words at text[start:end] are among those shown."""
    return shown.issuperset(Said(said.text[start:end]).vocabulary)
