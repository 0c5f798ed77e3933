"""The tables of what limits, denies and strengthens a claim.

Each table is class to phrases, parted by commas, in lower case; a hyphen is a space. Phrases of the
class NOTHING only look like an entry. To add a word, add it here and a line to the cases in
tests/language/.
"""

from __future__ import annotations

from site_builder.language.lexicon import NOTHING, Lexicon

# What a passage says and its statement must keep.
HEDGES = {
    NOTHING: """
        as many as, how many, so many, too many, a part of, as likely, more likely, less likely,
        most likely, how likely, known as, known to, known for, well known, best known, better
        known, as possible, no more, can be sure, could not, cannot, can not, may well be sure, not
        only, not just, some of which, should they, should you, should he, should she, should it,
        made possible, make possible, makes possible, could suggest, may suggest, might suggest,
        should we, should anyone,
        if any, at most, most of all, generally speaking, thought about,
        some day, some time, some years ago, must have, a must, before it can, before they can,
        before he can, before she can, until it can, until they can
    """,
    "almost certain": """
        almost certain, almost certainly, highly likely, very likely, highly probable, all but
        certain, near certain
    """,
    "likely": """
        likely, unlikely, probable, probably, in all likelihood, presumably
    """,
    "possible": """
        may, might, could, can, possible, possibly, perhaps, maybe, potential, potentially,
        conceivably, may be able to
    """,
    "often": """
        often, frequently, commonly, regularly
    """,
    "mostly": """
        usually, typically, generally, in general, normally, mostly, mainly, largely, primarily,
        predominantly, chiefly, tend to, tends to, tended to, the majority of, a majority of, for
        the most part, in the main, most of, in most cases
    """,
    "many": """
        many, numerous, a lot of, lots of, a large number of, large numbers of
    """,
    "some": """
        some, several, a number of, a few, a handful of, sometimes, occasionally, in some cases, in
        certain cases, in a number of cases, in several cases, at times, some of, parts of, part of
    """,
    "estimated": """
        estimate, estimates, estimated, believe, believes, believed, thought to, reckon, reckons,
        reckoned, assumed
    """,
    "suggests": """
        suggest, suggests, suggested, suggesting, indicate, indicates, indicated, appear to, appears
        to, appeared to, seem, seems, seemed, seemingly, apparently
    """,
    "alleged": """
        alleged, allegedly, accused, suspected, reportedly, purported, purportedly
    """,
    "known": """
        known, recorded
    """,
    "partly": """
        partly, partially, in part, relatively, comparatively, to some extent, somewhat, to a
        degree, to a certain extent, fairly
    """,
    "essentially": """
        essentially, effectively, sort of, kind of, in effect, in essence
    """,
    "nearly": """
        almost, nearly, virtually, practically
    """,
    "should": """
        should, ought to
    """,
    "must": """
        must
    """,
    "planned": """
        will, shall
    """,
    "intended": """
        plans to, plan to, planned to, planning to, intend to, intends to, intended to, aims to, aim
        to, aimed to, is set to, are set to, was set to, is due to, are due to, was due to, hopes
        to, hope to, hoped to, proposes to, proposed to, is expected to, are expected to, was
        expected to, were expected to, is to begin, are to begin, is to start, are to start, is to
        open, are to open, is to close, are to close, is to go, are to go, is to come, are to come,
        is to replace, is to receive, are to receive, are to lose, is considering, are
        considering, was considering, were considering
    """,
}

# What keeps a hedge beside the words of its own class: they say as much, or claim less.
KEEPS = {
    "almost certain": """
        likely, probably, may, might, could, sure
    """,
    "likely": """
        almost certainly, may, might, could, possibly, expected, expect, expects, seems, chance,
        chances, odds, believed, thought, appears, suggests, improbable, doubt, doubtful,
        likelihood, presumed, anticipated
    """,
    "possible": """
        likely, probably, unlikely, able, capable, chance, chances, risk, risks, prospect, allow,
        allows, allowed, enable, enables, enabled, let, lets, option, opportunity, suggested,
        suspected, fear, fears, feared, would, if, uncertain, suggests, possibility, possibilities,
        vulnerable, permitted, permits, open to, would be, ruled out, not ruled out, available,
        sometimes, in a position, free to, limit, limits, rule, rules, hope, hopes, hoped
    """,
    "often": """
        common, frequent, regular, routine, routinely, repeatedly, many, much, sometimes, some,
        tend, tends, tended, tendency, usually, typically, generally, widespread, time and again
    """,
    "mostly": """
        most, majority, often, many, main, primary, general, common, commonly, tend, tendency,
        principally, dominated, overwhelmingly, usual, typical, some, especially, chief, bulk,
        frequently, by and large, on the whole, as a rule, mostly, three quarters, nearly all,
        almost all
    """,
    "many": """
        some, often, several, much, hundreds, thousands, dozens, most, scores, common, widespread,
        frequently, millions, large number, large numbers, plenty, great deal, multiple, various
    """,
    "some": """
        certain, various, partly, occasional, part, parts, one of, not all, few, handful, other,
        others, many, any, cases, instances, among, number, small number, two, three, multiple,
        including, such as, could, from time to time, at least one, specific, dozens, hundreds,
        thousands, millions
    """,
    "estimated": """
        thought, think, thinks, likely, probably, about, around, roughly, approximately, suspected,
        suspect, suspects, perhaps, assess, assesses, assessed, assessment, calculated, calculate,
        calculation, view, opinion, put, puts, consider, considers, considered, guess, held, holds,
        according, estimation, may, could, convinced, expects, feels, belief, sees, regards, seen
    """,
    "suggests": """
        evidence, likely, probably, may, might, could, points to, pointed to, point to, hint, hints,
        hinted, implied, implies, sign, signs, possible, possibly, looks, look, looked, perhaps,
        indication, suggestion, impression, apparent, estimated, believed, thought
    """,
    "alleged": """
        allegation, allegations, accusation, accusations, accuse, accuses, claim, claims, claimed,
        suspicion, suspect, suspects, charge, charged, charges, denies, denied, said to be,
        supposed, supposedly, so called, believed, thought, alleging, alleges, according to, in the
        view of, in the opinion of, is said to, are said to, was said to, were said to, said to have
    """,
    "known": """
        recorded, reported, officially, logged, identified, registered, counted, on record, came to
        light, detected, found, documented, record, records, noted, notes, spotted, tallied
    """,
    "partly": """
        part, some, limited, small, modest, slightly, little, rather, quite, moderately, mainly, one
        reason, among, not only, one of, helped, contributed, a factor, less
    """,
    "essentially": """
        amounts to, amount to, amounted to, basically, broadly, roughly, more or less, in practice,
        a kind of, something like, akin, much like, fundamentally, almost
    """,
    "nearly": """
        close to, just under, just short, all but, about, around, not quite, verge, approaching,
        roughly, approximately, fewer than, less than, under, below, near
    """,
    "must": """
        should, ought to, need, needs, needed, have to, has to, had to, require, requires, required,
        obliged, obligation, duty, essential, necessary, compulsory, mandatory, ordered, urged,
        asked, told, responsible, responsibility, demand, demands, demanded, has got to, expected to
    """,
    "should": """
        need, needs, needed, urge, urges, urged, urging, ask, asks, asked, call, calls, called,
        calling, encourage, encourages, encouraged, encouraging, recommend, recommends, recommended,
        recommendation, advise, advises, advised, advice, duty, responsibility, responsible, want,
        wants, wanted, told, appeal, appeals, appealed, press, pressed, pressing, plea, pleaded,
        wish, wishes, favour, favours, expected, vital, be encouraged, argued, supposed to,
        important, best, due, scheduled, set to, meant to, would
    """,
    "intended": """
        plan, plans, planned, planning, would, going to, intention, intends, aim, aims, aimed,
        aiming, proposal, proposals, proposed, hope, hopes, hoping, forecast, forecasts, projected,
        projection, predict, predicts, predicted, about to, next, soon, future, seek, seeks,
        seeking, promise, promises, promised, pledge, pledges, pledged, scheduled, bid, want, wants,
        wanted, ambition, expect, expects, expected, expectation, later this, by the end, may,
        could, might, should, upcoming, coming, is to, are to, to be, must, can, prepares,
        preparing, prepared, due, set to, likely, vow, vows, vowed, won't, agreed, agree,
        undertaking, undertaken, undertook, to come, mean, means, meant, committed, commit, commits,
        announced, until, puts, estimate, estimates, estimated,
        thinking of, thinking about, weighing, weighs, looking at, considers, consider, considered,
        from now, envisages, foresees, warns, warned, warning, is set, are set, believes, continue
        to, proposing, intend
    """,
}
KEEPS["planned"] = f"{KEEPS['intended']}, {HEDGES['intended']}"

# What denies outright: a passage's is kept, and a statement's has its like in a passage.
DENIALS = {
    NOTHING: """
        not since, not until, not only, not just, not merely, not least, no matter, no 1, no doubt,
        whether or not, if not, nothing but, no less than, no fewer than, not to mention, can't
        help, no more than, no longer than, no later than, no higher than, no greater than, not more
        than, not less than, no sooner, cannot but, more often than not, believe it or not, no one
        but
    """,
    "not": """
        not, no, never, cannot, without, neither, nor, none, nobody, no one, nothing, nowhere,
        hardly, barely, scarcely, rarely, seldom, isn't, aren't, wasn't, weren't, hasn't, haven't,
        hadn't, doesn't, don't, didn't, can't, couldn't, won't, wouldn't, shouldn't, mustn't,
        needn't, mightn't, fails to, fail to, failed to, failing to, unable to, refuses to, refused
        to, refusing to, refuse to, denies, denied, deny, denying, yet to, by no means, few of
    """,
}
# What says the same with no "not" in it.
DENYING = """
    fail, fails, failed, failing, failure, failures, unable, refuse, refuses, refused, refusal,
    refusing, lack, lacks, lacked, lacking, absence, absent, reject, rejects, rejected, rejection,
    decline, declined, declines, declining, ruled out, rules out, rule out, ruling out, stop, stops,
    stopped, stopping, prevent, prevents, prevented, preventing, ban, bans, banned, avoid, avoids,
    avoided, avoiding, instead of, rather than, far from, free of, free from, short of, impossible,
    unlikely, little, few, fewer, unless, except, misses, missed, missing, deter, deters, deterred,
    end, ends, ended, ending, scrap, scrapped, scrapping, drop, dropped, dropping, ceased, halt,
    halted, withdrawn, withdrew, withdraw, cancelled, canceled, close, closed, closing, closure,
    dispute, disputed, disputes, dismissed, dismisses, reluctant, reluctance, oppose, opposed,
    opposes, opposition, against, too, outside, only, until, before, same, unlike, non, wait, rare,
    unchanged, exclude, excluded, excludes, excluding, out of, clear of, cleared, acquitted, denial,
    empty, unaware, unclear, unknown, unproven, unpaid, still to, awaiting, pending, impede, hamper,
    loses, lost, losing, loss, gone, safe from, held back, resisted, resist, fell short, falls
    short, block, blocked, blocks, forbids, forbidden, barred, escape, escaped, spared, spare, save,
    saved, other than, inadequate, insufficient, nil, zero, doubt, doubts, doubted, doubtful,
    sceptical, skeptical, stalled, shunned, ignore, ignored, ignoring, neglect, neglected, capped,
    cap, limited, limit, maximum, difficult, hard, harder, tough, open whether, left open,
    undecided, unsure, uncertain, surprised, turned down, turned it down, turned them down,
    turned away, left out, wrong, false, years since, months since, weeks since, full,
    shortage, kept, keep, keeps, forgo, omits, omitted, waive, waived,
    skip, skipped, abandon, abandoned, shut, since, off, less
"""

# How strongly a statement may put it only where its passage does.
STRENGTH = {
    NOTHING: """
        almost certainly, almost certain, almost every, nearly every, in all, a total of, in total,
        once every, in every, for every, one every, all but, all told, at all, after all, above all,
        first of all, all the same, every day, every week, every month, every year, every night,
        have to do with, has to do with, had to do with, every morning, every evening, every hour,
        every minute, every second, every season, every weekend, every term, of every, every time,
        each other, not only, not all, the only, only just, not every, not always, almost all,
        nearly all, only when, only after, at most, most recent, most common, most popular, most
        likely, the most, only if, most serious, most extreme, most vulnerable, most important, by a
        majority of, all kinds, all sorts, once and for all, all year, all the year, all day,
        all night, all along, all summer, all winter
    """,
    "all": """
        all, every, everyone, everybody, everything, everywhere, entire, entirely, whole, wholly,
        complete, completely, total, totally, fully, absolutely, utterly, without exception,
        universally, universal, throughout
    """,
    "always": """
        always, invariably, constantly, permanently, inevitably, continually, at all times,
        relentlessly, without fail
    """,
    "most": """
        most, most of, the majority of, a majority of, the vast majority of, the vast majority
    """,
    "proved": """
        proved, proves, proven, prove, proof, confirmed, confirms, confirm, conclusively,
        definitely, certainly, undoubtedly, undeniably, unquestionably, beyond doubt, clearly,
        obviously, indisputably, guaranteed, guarantees, guarantee, established, demonstrated,
        demonstrates, without doubt, without question, for certain
    """,
    "only": """
        only, solely, exclusively, purely
    """,
    "massive": """
        massively, hugely, dramatically, vastly, enormously, drastically
    """,
    "must": """
        must, has to, have to
    """,
}
# What bears a strong word beside the words of its own class.
SUPPORTS = {
    "all": """
        any, both, each, altogether, across, nationwide, full, thorough, no, none, nobody, no one,
        absolute, comprehensive, countrywide, always, never, out, cleared, sole, unanimous,
        unanimously, throughout, hundred per cent, in full, empty, overall
    """,
    "always": """
        all, never, every, constant, permanent, forever, inevitable, continuous, continuously,
        relentless, ever, round the clock, day and night, each, still, without a break, steady
    """,
    "most": """
        mostly, largely, mainly, predominantly, overwhelming, overwhelmingly, almost all, nearly
        all, vast majority, vast bulk, vast number, bulk, primarily, usually, typically,
        dominated, two thirds, three quarters, per cent, chiefly, generally, more than half, over
        half, majority, main, four in five, nine in ten, three in four, in general, two in three
    """,
    "proved": """
        proving, show, shows, showed, shown, demonstrate, demonstrating, clear, certain, evident,
        definite, conclusive, sure, no doubt, verified, confirmation, establish, finding, found,
        plainly, evidence, confirming, pleaded, establishes, admitted, convicted, bound to,
        doubtless, ruled, set up, founded, created, determined, official, officially, plain
    """,
    "only": """
        sole, alone, just, nothing but, no other, entirely, exclusive, one, single, no more than,
        limited to, all, merely, last, restricted, reserved, unless, but, except, until, nothing,
        none, not, fewer, no
    """,
    "massive": """
        massive, huge, dramatic, vast, enormous, drastic, soared, surged, great, greatly,
        significantly, significant, far, sharply, sharp, steep, steeply, alarming, large, much
    """,
    "must": """
        need, needs, needed, had to, require, requires, required, requirement, obliged, obligation,
        oblige, duty, responsible, responsibility, compulsory, mandatory, order, ordered, force,
        forced, demand, demands, demanded, only, cannot, rule, rules, ruled, law, until, unless,
        vital, essential, necessary, insist, insists, insisted, wait, no choice
    """,
}


def _with(asks: dict[str, str], more: dict[str, str]) -> dict[str, Lexicon]:
    """Return for each class a lexicon: its own words ("own"), and what serves as well ("other")."""
    return {
        name: Lexicon.of(
            {
                NOTHING: asks[NOTHING],
                "own": asks[name],
                **({"other": more[name]} if name in more else {}),
            }
        )
        for name in asks
        if name
    }


HEDGED = Lexicon.of(HEDGES)
KEPT = _with(HEDGES, KEEPS)
DENIED = Lexicon.of(DENIALS)
DENIES = Lexicon.of({NOTHING: DENIALS[NOTHING], "not": DENIALS["not"], "other": DENYING})
STRONG = Lexicon.of(STRENGTH)
SUPPORTED = _with(STRENGTH, SUPPORTS)
