"""Words of which one says the opposite of the other: closed and reopened, before and after.

Offsets are code points, end exclusive.
"""

from __future__ import annotations

from typing import NamedTuple

from site_builder.language.lexicon import Lexicon

# Two sides a pair, each its words, parted by commas; behind a bar stand those that only show that a
# text has this side too: "since" beside "after". Victims and offenders are no pair: passages name
# one side only ("girls are targeted"), and a statement names the other as a reader does. Left and
# right, light and dark are not here: most uses of them are of other senses. To add a word, add it
# here and a line to the cases in tests/test_checks_opposites.py.
PAIRS = (
    (
        "open, opens, opened, opening, reopened, reopen, reopens, reopening | launched, began",
        "closed, closes, close, closing, closure, shut, shuts, shutting",
    ),
    (
        """
        rose, rises, rise, risen, rising, increased, increases, increase, increasing, grew, grows,
        grown, growth, growing, climbed, climbing, jumped, soared, surged | up, more, higher,
        greater, larger, doubled, doubling, tripled, trebled, quadrupled, sixfold, tenfold,
        jump, climb, gained, expanded, widened, raised, extra, added, surge, record
        """,
        """
        fell, falls, fall, fallen, falling, decreased, decreases, decrease, decreasing, declined,
        declines, decline, declining, dropped, drop, dropping, reduced, reduction, shrank, slumped
        | down, fewer, less, lower, smaller, cut, cuts, halved, lost, narrowed, lowered
        """,
    ),
    (
        "up | rose, rise, increase, increased, more, higher, grew, growth",
        "down | fell, fall, decrease, decreased, less, fewer, lower, drop, dropped",
    ),
    ("before | until, till, prior, ahead", "after | following, since, later, once, when, then"),
    (
        "earlier, sooner | before, early, previous, previously, ago, prior",
        "later | after, late, next",
    ),
    ("often, frequently | usually, regularly, common, many", "seldom, rarely | rare, few, hardly"),
    ("always | every, invariably, constantly, each", "never | hardly, rarely, no, not, none"),
    ("inside, indoors | within, into, interior", "outside, outdoors | beyond, exterior"),
    ("above | over, higher, more, exceeding", "below, beneath, underneath | under, lower, less"),
    (
        "more | over, extra, increase, increased, rise, rose, higher, another, most",
        "fewer, less | under, decrease, decreased, fall, fell, lower",
    ),
    (
        "higher, highest | more, most, rise, rose, increase, increased, above, up",
        "lower, lowest | less, fewer, least, fall, fell, decrease, decreased, below, down",
    ),
    (
        "larger, largest, bigger, biggest | more, most, greater, greatest, main",
        "smaller, smallest | less, fewer, least",
    ),
    ("longer, longest | more, most", "shorter, shortest | less"),
    ("older, oldest, elder, eldest | over", "younger, youngest | under"),
    ("faster, fastest | quicker, quickest, sooner", "slower, slowest | later, longer"),
    ("better, best | improved, improves, good", "worse, worst | worsened, worsens, bad"),
    (
        "first | initial, initially, earliest, opening",
        "last, final | latest, end, finally, closing",
    ),
    (
        "won, wins, win | winning, beat, winner, victory",
        "lost, loses, lose | losing, beaten, loser, defeat, defeated",
    ),
    (
        "succeeded, succeeds, succeed, successful | success, successfully, managed, worked",
        "failed, fails, fail, unsuccessful | failure, unsuccessfully, unable",
    ),
    ("passed, passes, pass | passing", "failed, fails, fail | failing"),
    (
        "accepted, accept, approved, approve, backed, supported | agreed, allowed, passed, granted",
        "rejected, reject, refused, refuse, opposed, oppose | declined, blocked",
    ),
    (
        "began, begins, begin, started, starts, start | beginning, starting, begun, opened,"
        " launched",
        "ended, ends, end, finished, finish, stopped, stop | closed, ending, until, over, halted",
    ),
    (
        "arrived, arrives, arrive | arrival, came, reached",
        "departed, departs, depart | left, leave, departure",
    ),
    (
        "survived, survive, survivors | survivor, alive, saved, rescued, lived",
        "died, die, drowned, killed | dead, death, deaths, lost, fatal",
    ),
    ("alive | survived, living, lived", "dead | died, killed, drowned, death, deaths"),
    (
        "convicted, guilty | conviction, jailed, sentenced",
        "acquitted, cleared, innocent | acquittal",
    ),
    ("right | correct, rightly", "wrong | mistaken, mistake, wrongly"),
    (
        "favour, favor, support, backed | supported, backs, supports, approved",
        "against, hostile | opposed, oppose, opposes, objections, objected",
    ),
    ("everyone, everybody | all, every", "nobody | none, no, not"),
    (
        "repaired, restored, rebuilt, mended | repair, repairs, restore, renovated, kept, saved",
        "demolished, destroyed | demolish, demolition, razed, torn, pulled, ruined, lost",
    ),
    ("pleased, delighted, happy | glad, welcomed", "disappointed, angry, unhappy | upset, furious"),
    ("safe, safer, safest | safety, safely, secure", "unsafe, dangerous | danger, risk"),
    (
        """
        male, males, man, men, boy, boys | he, his, him, father, fathers, son, sons, brother,
        brothers, husband
        """,
        """
        female, females, woman, women, girl, girls | she, her, hers, mother, mothers, daughter,
        daughters, sister, sisters, wife
        """,
    ),
    (
        "adult, adults | man, men, woman, women, parent, parents, older, grown",
        "child, children | boy, boys, girl, girls, pupil, pupils, young, younger, under",
    ),
    (
        "north, northern, northward, northwards | northeast, northwest",
        "south, southern, southward, southwards | southeast, southwest",
    ),
    (
        "east, eastern, eastward, eastwards | northeast, southeast",
        "west, western, westward, westwards | northwest, southwest",
    ),
    ("upstream, upstairs, uphill | up", "downstream, downstairs, downhill | down"),
    ("morning, dawn, sunrise | am, early", "evening, dusk, sunset | pm, night, afternoon"),
)


class Side(NamedTuple):
    """A side of a pair: the words that show that a text has it, and those of the other side."""

    shown: frozenset[str]
    against: frozenset[str]


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.strip() for word in listed.split(",") if word.strip())


def _sides() -> dict[str, list[Side]]:
    found: dict[str, list[Side]] = {}
    for pair in PAIRS:
        one, other = (tuple(map(_words, f"{side}|".split("|")[:2])) for side in pair)
        for (words, more), (against, _) in ((one, other), (other, one)):
            for word in words:
                found.setdefault(word, []).append(Side(words | more, against))
    return found


SIDES = _sides()
"""The sides that a word is of, one a pair."""
WORDS = frozenset(SIDES)
"""All words that have an opposite."""
OPPOSED = Lexicon.of({word: word for word in WORDS})
"""The words as a lexicon: each is its own class."""
