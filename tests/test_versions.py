"""What a version says, read from content and from the pages of a site."""

from __future__ import annotations

import tiny

from site_builder.proof import read_case
from site_builder.versions import of_project, of_site

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


def test_a_broken_page_tells_what_it_can() -> None:
    for end in range(0, len(PAGE), 7):
        site = of_site({"themes/a.html": PAGE[:end]}, {})
        assert set(site.statements) <= {"closed"}
    assert of_site({"themes/a.html": "</li></p><li class=statement id=a><dd>x</li>"}, {}).statements
