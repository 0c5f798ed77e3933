"""What a version says, read from content and from the pages of a site."""

from __future__ import annotations

import tiny

from site_builder.builtpages import of_site
from site_builder.proof import read_case
from site_builder.versions import of_project

PAGE = """<!doctype html><html><body><ol class="statements">
<li class="statement" id="closed"><p class="statement__text">It <em>closed</em> &amp; shut.</p>
<p class="speaker">Ann Dell</p><div class="statement__rests"><div class="passage">
<blockquote cite="../articles/one.html#c0-31"><p><span class="cut">… </span>The old<span
class="cut">[…]</span>bridge<span class="cut"> …</span></p></blockquote></div>
<details class="further"><summary>also</summary><blockquote cite="../articles/two.html#c0-3"><p>It
did.</p></blockquote></details></div><br>
<details class="further figure"><dl><div><dt>Counts</dt><dd>bridges</dd></div></dl></details></li>
<li class="statement"><p class="statement__text">A repeat.</p></li></ol><p>Other words.</p>"""


def test_a_page_tells_its_statements() -> None:
    site = of_site({"themes/bridge.html": PAGE}, {"seeds/one.txt": "0"})
    assert list(site.statements) == ["closed"]
    claim = site.statements["closed"]
    assert claim.text == "It closed & shut."
    assert claim.facts == {
        "page": "themes/bridge.html",
        "speaker": "Ann Dell",
        "figure": "Counts: bridges;",
    }
    assert claim.evidence == (("one", "The old […] bridge"),)
    assert claim.also == (("two", "It did."),)


def test_a_project_tells_its_statements_in_the_words_of_the_seed() -> None:
    evidence = [tiny.quote("one", "The  old bridge […] in March."), tiny.quote("one", "Not there")]
    statement = tiny.statement("closed", text="It *closed*\n then.", evidence=evidence)
    case, _, _ = read_case(tiny.inputs({"themes/bridge": tiny.theme(statement)}))
    assert case is not None
    version = of_project(case, {"seeds/one.txt": "0"})
    claim = version.statements["closed"]
    assert claim.text == "It closed then."
    assert claim.evidence == (("one", "The old bridge […] in March."), ("one", "Not there"))
    assert claim.facts["theme"] == "bridge"
    assert (version.kind, version.points, version.seeds) == ("project", {}, {"seeds/one.txt": "0"})


DIFFERENCES = """<section class="section"><h2>Which article</h2></section>
<section class="section difference" id="when"><header class="difference__head"><h2>When did it
close?</h2><p class="difference__on">Articles differ on a date</p></header><ol class="accounts">
<li class="account"><p class="account__by"><b><span class="hidden">Version </span>a</b> Ann Dell</p>
<p class="account__says">in March</p><div class="account__rests"><blockquote
cite="articles/one.html#c0-31"><p>It<span class="cut">[…]</span>closed.</p></blockquote>
<p class="passage__source">article one</p></div></li>
<li class="account"><p class="account__says">in May</p></li></ol>
<div class="difference__note"><div>Nobody <em>saw</em> it.</div>
<p class="difference__bears">Bears on:</p>
<ul class="difference__bears"><li>It closed.</li></ul></div>
</section>"""
GAPS = """<ul class="gaps"><li class="gap" id="who-pays"><p class="gap__question">Who pays?</p>
<p class="gap__scope">In no article.</p>
<div class="gap__rests"><div class="gap__note">It asks.</div>
<p>Looked for and not found: <q>fee</q>, <q>fees</q></p><p>Theme: The bridge</p></div></li>
<li class="gap"><p class="gap__question"><a href="#">A repeat?</a></p></li></ul>"""


def test_the_pages_tell_their_differences_and_gaps() -> None:
    site = of_site({"differences.html": DIFFERENCES, "not-stated.html": GAPS}, {})
    assert site.statements == {}
    assert site.points == {
        ("difference", "when"): {
            "question": "When did it close?",
            "on": "Articles differ on a date",
            "note": "Nobody saw it.",
            "absent": "",
            "account 1": "in March (Ann Dell)\none: It […] closed.",
            "account 2": "in May ()\n",
        },
        ("gap", "who-pays"): {
            "question": "Who pays?",
            "scope": "In no article.",
            "note": "It asks.",
            "absent": "fee, fees",
        },
    }


def test_a_broken_page_of_differences_or_gaps_tells_what_it_can() -> None:
    for html in (DIFFERENCES, GAPS):
        for end in range(len(html)):
            points = of_site({"differences.html": html[:end], "not-stated.html": html[end:]}, {})
            assert {name for _, name in points.points} <= {"when", "who-pays"}
    odd = "<q><li class=gap id=a>x</q><b class=account>y<blockquote>z</b></li><p class=account>v"
    assert set(of_site({"not-stated.html": odd}, {}).points) <= {("gap", "a")}


def test_a_broken_page_tells_what_it_can() -> None:
    for end in range(0, len(PAGE), 7):
        site = of_site({"themes/a.html": PAGE[:end]}, {})
        assert set(site.statements) <= {"closed"}
    assert of_site({"themes/a.html": "</li></p><li class=statement id=a><dd>x</li>"}, {}).statements
