"""The fixed list of what a finding can be: code, weight, and the rule it stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding; `meaning` is its rule in a sentence or two (see also `explanations`)."""

    name: str
    severity: str
    meaning: str


def _codes(severity: str, **meanings: str) -> dict[str, Code]:
    names = {key.replace("_", "-"): meaning for key, meaning in meanings.items()}
    return {n: Code(name=n, severity=severity, meaning=m) for n, m in names.items()}


_READING = _codes(
    "error",
    file_missing="A file that the briefing needs is not there.",
    file_unknown="A YAML file in content/ that nothing reads: it would be left out in silence.",
    template_fault="A template cannot be read, or asks for something its page does not have.",
    style_fault="A style sheet takes in the project's own sheets, each once, and refers to nothing "
    "outside the site.",
    file_unreadable="A file is there but cannot be read as an ordinary file.",
    file_name="A file's name becomes part of an address, and some disk or web server cannot have "
    "it, or not beside another.",
    yaml_encoding="Content files are UTF-8. A byte order mark is dropped, nothing is guessed.",
    yaml_control="Control characters, bidirectional overrides and the line separators U+0085, "
    "U+2028 and U+2029 are refused: they make a file read otherwise than it looks.",
    yaml_syntax="The file is not YAML that the parser accepts.",
    yaml_tab="Indentation is made of spaces; a tab there is refused.",
    yaml_depth="Values may be nested twenty deep at most.",
    yaml_comment="A # after one space begins a comment, and what follows it is lost. Text that "
    "holds one stands in quotation marks; a comment stands after two spaces.",
    yaml_documents="A file holds one document; a second `---` starts another.",
    yaml_anchor="Anchors, aliases and merge keys are refused: each value stands where it is used.",
    yaml_tag="Tags such as !!int or !python are refused: every value is text until its field asks.",
    key_duplicate="A key stands twice in one mapping; YAML would silently keep the last.",
    key_unknown="A key that this kind of entry does not have.",
    key_missing="A key that this kind of entry must have.",
    value_shape="Text, a list or a mapping stands where another of the three belongs.",
    value_empty="The field needs words and has none.",
    value_choice="The field takes one word of a fixed list.",
    value_form="The value is not written the way its field asks (a date, a number, an id, an "
    "address).",
    flow_split="In a value written in { } or [ ], an unquoted comma, question mark or colon ended "
    "the value early. Put the value in quotation marks or use block style.",
)

_BOOKKEEPING = _codes(
    "error",
    id_duplicate="Ids are links people share: each names one thing in the whole briefing.",
    seed_unknown="No file in seeds/ has this name or this part before its first underscore.",
    seed_unlisted="A seed without a file in content/sources/ has no recorded hash and no origin.",
    seed_changed="The seed's bytes are not the bytes its sha256 records: passages may have moved.",
    seed_name="A seed's file name becomes part of an address, and this one cannot, or is "
    "another's.",
    seed_empty="A seed without text.",
    seed_encoding="A seed is UTF-8 text; something in it is not.",
    seed_control="A seed holds no control character, and none that turns the order in which its "
    "words are shown: what is printed must read as it was proved.",
    paragraph_unknown="The seed has no paragraph of that number.",
    speaker_unknown="No entry of speakers.yaml has this id.",
    origin_unknown="No entry of origins.yaml has this id.",
    statement_unknown="No statement of any theme has this id.",
    statement_withdrawn="A statement that changes.yaml says was withdrawn still stands in a theme, "
    "is changed again, or its id is that of something else.",
    change_date="Changes stand in the order of their dates, the newest last, and none is later "
    "than the edition it appears in.",
    change_unlike="What the last change of a statement says in `now` is the statement's text, and "
    "each `was` is the `now` before it.",
    theme_unknown="No file in content/themes/ has this name.",
    theme_unlisted="A file in content/themes/ is not in the list of site.yaml: it would not be "
    "published.",
    evidence_missing="A statement without a passage is not published.",
    link_unknown="A link in the text leads to no statement of this briefing, or nowhere allowed.",
    gap_filled="A gap says that no article states something, but its words stand in one.",
    accept_unused="An acceptance that silences nothing: what it answered for is no longer found.",
    also_incomplete="An entry of `also` carries the whole statement by itself, every number, name "
    "and quotation of it.",
    figure_unlike="A figure states the numbers of its statement, and years that the passages "
    "state.",
    figure_missing="What `figures` of site.yaml or of a theme lists is a statement with a figure.",
    heading_unproved="A heading, question or note holds no number and no name that no statement "
    "under it proves.",
    entry_unproved="What the content says of an article, a speaker or an origin (a name, a title, "
    "a date, a role) stands in the words that it cites for it.",
    difference_missing="Where passages differ on a number, a year or the spelling of a name, a "
    "difference says so.",
    named_misplaced="A person who holds no office, listed under `named` of site.yaml, is named "
    "only in court outcomes and where articles differ on the name: in no heading, id or summary.",
    named_unknown="Each name under `named` of site.yaml stands in an article, spelt as there: what "
    "is misspelt could not be withheld.",
    accept_refused="Findings about the format and about finding a quote cannot be accepted.",
)

_QUOTES = _codes(
    "error",
    quote_missing="The quote is not in the seed. Words are compared letter by letter; only white "
    "space, quotation marks, dashes and soft hyphens may differ.",
    quote_ambiguous="The quote stands more than once in the seed and nothing tells which is meant.",
    quote_order="The parts of the quote around […] are in the seed, but not in this order within "
    "one paragraph.",
    quote_cuts_word="A quote starts and ends on the edge of a word, a hyphenated word or a number.",
    quote_short="Evidence is at least twelve characters: fewer prove nothing.",
    quote_in_furniture="Menus, adverts, captions and notices are never evidence.",
    hedge_cut="The quote leaves out a negation or a hedge that governs its words, by a […] or by "
    "starting late or ending early within a clause.",
)

_COVERAGE = _codes(
    "error",
    sentence_unreviewed="A sentence of a seed that nothing cites, that is no furniture and is not "
    "set aside: it would be left out in silence. `coverage:` of site.yaml says whether that is an "
    "error, a warning, or only counted.",
    sentence_partly_reviewed="A sentence of a seed is cited, but eight of its words or more are "
    "neither cited nor set aside. `coverage:` of site.yaml says what that is.",
)

_FIT = _codes(
    "error",
    number_missing="Each number of a statement stands in one of its passages, in any of its forms.",
    number_unlike="A number means in the statement what it means in the passage: a count, a share, "
    "a year or an age, of the same thing, with the same limits.",
    quotation_missing="What a statement puts in quotation marks stands in its passages word for "
    "word.",
    quotation_unspoken="What a statement puts in quotation marks stands in quotation marks in the "
    "article too: a reporter's words are not speech.",
    speaker_unshown="Who is named in `by` or `via` is named in the passage or its `context`, or "
    "has a voice declared over it.",
    speaker_missing="What a speaker is shown to say is not given as the article's own words, and "
    "who passed it on is named.",
    name_unshown="Each name in a statement is shown by its passages.",
    name_misspelt="A name is spelt as the passage spells it.",
    hedge_dropped="A word that limits what the passage says is kept, or one that says as little.",
    strength_added="A statement says all, always, most or proved only where its passage does.",
    negation_added="A statement denies only what its passage denies.",
    negation_dropped="What the passage denies, the statement denies.",
    word_opposite="A statement has no word where its passage has the opposite one.",
    given_unlike="How the article gives a claim is what `given` says: quoted needs quotation marks "
    "in the article, own-words is the article speaking for itself.",
    passage_unrelated="A statement and its passages share enough words to be about one thing.",
    kind_unlike="The `kind` of a claim is one that its passage shows: an estimate or a judgement "
    "needs words that say so, and what is estimated or planned is no count or event.",
)

_RUNNING = _codes(
    "error",
    output_refused="The output folder is not the builder's to replace: it is or holds the project, "
    "lies in its sources, is a file, a link or a mount point, or holds a file that the builder did "
    "not make and that would be lost.",
    output_busy="Another build is writing into the output folder. One waits for the other; after "
    "half a minute it gives up, and says so.",
    pdf_fault="The PDF cannot be made: what makes it is not installed, or something of the "
    "briefing would be missing from its pages.",
    disk_fault="The system refused to read or write a file: a full disk, a missing permission, a "
    "device that failed. The last good site is as it was.",
    search_fault="The program that makes the search index of a large site failed. It comes with "
    "the extra `search`; the last good site is as it was.",
    compress_fault="Files cannot be made smaller: what packs them is not installed.",
    publish_refused="What is to be published is no whole site, or may not go out, or not to this "
    "place. Nothing was sent.",
    publish_busy="Somebody else is publishing to the same place. Nothing of theirs is touched.",
    publish_fault="A place to publish to could not be reached or written. What it serves is whole; "
    "the same command again completes what was begun.",
    site_changed="A file of a published site is not the one that its manifest lists: it was "
    "changed, is missing, or was added.",
    site_broken="A link of a published site leads nowhere, a page loads something from elsewhere, "
    "or pages do not agree on where the site stands.",
    passage_differs="A published site shows words as an article's that are not those of the "
    "passage, or a statement without the passage it rests on.",
    site_unreadable="A published site, or a file of it, cannot be read: nothing is proved of it.",
    seed_refused="An article given to hold a published site to is not the one that the site was "
    "made from.",
    builder_fault="The builder met something that it has no answer for. This is a mistake in the "
    "builder, not in what you wrote; the last good site is as it was.",
)

_WARNINGS = _codes(
    "warning",
    edition_reused="An edition of this version was published there before with other words: "
    "whoever cites it means one of two texts.",
    speaker_unused="An entry of speakers.yaml that nothing refers to.",
    seed_lookalike="Something in a seed is not what it looks like: a letter of another alphabet "
    "or an unseen character within a word, or a mark that may turn the order of numbers.",
    passage_distant="A statement shares few words with its passages: look whether it rests on "
    "them.",
    origin_unused="An entry of origins.yaml that nothing refers to.",
    aside_cited="What is set aside is cited, every word of it: it is not left out after all.",
)

CODES: dict[str, Code] = _READING | _BOOKKEEPING | _QUOTES | _FIT | _COVERAGE | _RUNNING | _WARNINGS

RUNNING = frozenset({*_RUNNING, "edition-reused"})
"""The codes about a run, not about the content: their places are seen from where it ran."""

ACCEPTABLE: frozenset[str] = frozenset({*_FIT, "passage-distant"})
"""The codes that an `accept` may silence: those about how a statement fits its passage."""

SAID = ACCEPTABLE.union(
    (
        "also-incomplete",
        "figure-unlike",
        "heading-unproved",
        "entry-unproved",
        "difference-missing",
    ),
    _COVERAGE,
)
"""The codes about what is said, not about what it names: all of it can be shown as it stands."""

LOST = frozenset(
    {
        *("file-unreadable", "file-unknown", "yaml-encoding", "yaml-syntax", "yaml-depth"),
        *("yaml-tab", "yaml-documents"),
        *("seed-name", "seed-empty", "seed-encoding"),
    }
)
"""The codes after which all that a file holds is lost to the checks."""
