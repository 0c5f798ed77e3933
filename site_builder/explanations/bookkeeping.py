"""Explanations of the codes about seeds, names and what refers to what."""

from __future__ import annotations

TEXTS = {
    "id-duplicate": """
An id is an address: others link to it, and it must lead to one thing for ever. Statements,
differences, gaps, notes and terms share their ids, since they may stand on the same page; speakers
have theirs, and so have origins. A name that stands twice on one list, and an id that is the name
of a part of the page, are told by this code too. Give the newer of the two another id, and leave
the one that people already know.
""",
    "seed-unknown": """
A seed is named by its file's name without .txt, or by the part before the first underscore:
seeds/001_pool.txt is "001" or "001_pool". The name here is none of those. Mend it, or put the file
back. Names that are digits stand in quotation marks, so that other programs do not read a number.

    wrong:  seed: "01"
    right:  seed: "001"
""",
    "seed-unlisted": """
Each article in seeds/ has a record in content/sources/: its SHA-256, so that a change is noticed,
the short name that badges show, and which of its lines are menus and adverts. Without one nothing
could say what the article is. The hint gives the three lines that a new record begins with. An
article that the briefing is not about does not belong in seeds/.
""",
    "seed-changed": """
Everything in the briefing was read in one text, byte for byte, and its record keeps the SHA-256 of
that text. The file now has other bytes: someone edited it, an editor changed its line ends, or it
was fetched again. Put the recorded file back if you can. If the new text is the one to use, read
every quote against it first, and then record the hash that the hint gives. Until then the quotes of
this seed are not looked at.
""",
    "seed-name": """
A seed's name becomes the address of its page and is written in links, so it is letters, digits,
dot, hyphen and underscore, a hundred characters at most, and no name that Windows keeps for itself.
Two seeds must not come to the same address, whatever their capitals, nor one to the address of the
list of articles. Rename the file and mend the name in its record; its SHA-256 does not change.
""",
    "seed-empty": """
An article without words can prove nothing. The file was most often saved before the text was
pasted, or a page was fetched that shows its text only with JavaScript. Put the article's text in
the file and record its SHA-256, or remove the file and its record.
""",
    "seed-encoding": """
A quote is compared with the article letter by letter, so the letters must be certain. A seed is
UTF-8 text without NUL characters. A file from a word processor, a PDF or an old web page is not:
open it in a program that shows it rightly, save it as plain text in UTF-8, and record its new
SHA-256. Read the accents and quotation marks once more after that.
""",
    "seed-control": """
What a reader sees of an article must be what the quotes were compared with. A control character is
not shown at all, and some others turn the order of the words after them, so that a page would read
otherwise than it was proved. They come with text from a PDF or from two encodings in one file. Save
the article's text without the character and record its new SHA-256. In page furniture they do no
harm and are not looked for.
""",
    "seed-lookalike": """
This is a warning: the build goes on. A letter of another alphabet can be drawn like a Latin one,
and some characters are not drawn at all. The word looks right, but whoever searches for it does not
find it, and a quote that is typed does not match. Copy such a word from the article. If the article
was spoilt when it was saved, save it again and record its new SHA-256. With --strict a warning
stops the build.
""",
    "paragraph-unknown": """
Paragraphs are counted from 1: each is a line that is not blank, and a line without final
punctuation goes on when the next begins in lower case. The article's page shows the numbers. The
number here is larger than the last one. Look the passage up on that page, or leave `paragraph:` out
where the quote stands only once.
""",
    "speaker-unknown": """
Who says something is shown beside it and is checked, so each speaker has an entry in speakers.yaml,
and `by`, `via` and `of` name its id, not the name as it is printed. For the article's own words,
where nobody is named, `by` is the word article; `via` is always somebody.

    wrong:  by: Mara Okafor
    right:  by: mara-okafor
""",
    "origin-unknown": """
An origin says where a claim comes from however many articles repeat it: it is what keeps five
articles about one report from looking like five sources. Its id must stand in origins.yaml. Mend
the id, add the entry with the passage that shows the origin, or leave the line out: the page then
says "Original source not stated".
""",
    "statement-unknown": """
Summaries, figures, differences and corrections point at statements by their id. No theme has a
statement with this one: it was misspelt, renamed or taken out. Ids of statements are links that
others may have shared, so a statement that goes is listed in changes.yaml with `now: null`, and its
id is not used for anything else.
""",
    "figure-missing": """
`figures` of site.yaml, or of a theme, lists the statements whose figures the page sets out in a
table. This statement says no number as a figure, so the table would leave it out without a word.
Give it `figure:` with its kind, its numbers and what is measured, or take its id out of the list.
To show the statement itself, not a figure, list it in `summary`.
""",
    "statement-withdrawn": """
What changes.yaml calls withdrawn must not be read on the site any more, and whoever follows an old
link must not find something else in its place: another statement, a difference, a question, a note
or a term. Take the statement out of its theme. If it was only corrected, write in `now` how it
reads. A statement that comes back is a new one, and gets an id that was never used.
""",
    "change-date": """
changes.yaml is a ledger: each new entry is written at its end, so that the address of an earlier
one never moves, and the dates go up from the first entry to the last. A change appears in an
edition, so none is dated after the edition that is being published. Mend the date, put the entry
where it belongs, or give the edition in site.yaml its new version and date.
""",
    "change-unlike": """
Whoever reads a correction must be able to trust both halves of it. What the last change of a
statement says in `now` is word for word what the statement says; where a statement was changed
twice, the second `was` is the first `now`. Emphasis and links in the text do not count. A statement
that was edited once more without an entry is found by this: say in a new entry what was changed.

    - date: 2026-12-03
      kind: correction
      statement: may-passengers
      was: The ferry carried 1,240 passengers in May.
      now: The ferry carried 1,204 passengers in May.
      why: Two digits were swapped.
""",
    "theme-unknown": """
A theme is named by its file in content/themes/ without .yaml. No file has this name: it was
misspelt or renamed, or the theme was moved away. Mend the name, or take it off the list. For a
withdrawn statement whose theme is gone, name the page where a reader should look for it now.
""",
    "theme-unlisted": """
Which themes are published, and in which order, is said in `themes:` of content/site.yaml. A theme
that is not on the list would be checked and then left out in silence. Add it there, or keep the
file elsewhere until it is ready.
""",
    "evidence-missing": """
This is the one thing the builder is for: what has no passage is not published. Name the seed and
copy the words that carry the claim. If no article says it, take the statement out, or ask it as a
gap. The accounts of a difference and the meanings in terms.yaml need a passage in the same way.

    evidence:
      - seed: "001"
        quote: The town opened its new swimming pool on Harbour Road
""",
    "link-unknown": """
Inside a text a link leads to another statement of the briefing, which shows its own passage: that
way a reader never leaves what is proved without being told. Write [words](#id-of-the-statement).
Web addresses belong in notes.yaml, where they are shown as coming from outside, and begin with
https://.
""",
    "gap-filled": """
A gap tells the reader that no article answers a question, and proves it by words that stand in
none. One of these words does stand in a seed. Read the passage that is shown: if it answers the
question, the gap is wrong and must go. If the word only happens to be used there, take it off the
list and choose words that an answer would need. Every form that terms.yaml knows of a word is
looked for, too.
""",
    "accept-refused": """
A finding on how a statement fits its passage is a judgement, and a curator may answer for it with
`accept` and a reason, which is published. That a quote stands in its article, and that a file reads
as it looks, are facts: nobody can answer for them. Mend what the finding reports and take the
acceptance out.
""",
    "named-misplaced": """
Some whom articles name hold no office: people who were tried, above all. They are listed under
`named` of site.yaml, and are named where that is the subject, in statements of kind court-outcome
and in a difference on `name`. A name anywhere else (a heading, a question, a note, an id, which is
an address, a summary) follows the person further than the reader needs. Say it without the name; in
a quote, […] leaves the name out. A last name alone and a near spelling are found too.

    wrong:  heading: The case of Tom Bell
    right:  heading: Court cases
""",
    "named-unknown": """
A name under `named` of site.yaml is looked for in every article, so that `names: withheld` finds
what to leave out. This one stands in none: it is misspelt, or its article is gone. Write it as an
article prints it. Spellings that differ by a letter or two are found by themselves.
""",
    "speaker-unused": """
This is a warning: the build goes on. An entry that nothing names is most often left over from a
statement that went, or its id was misspelt where it should stand. Take it out, or name it. With
--strict a warning stops the build.
""",
    "aside-cited": """
This is a warning: the build goes on. `set_aside` says, with a reason, what of an article no
statement uses; here statements or accounts of differences cite every word of it. The article's
page would give a reason for leaving out what the briefing does show. Take the entry out; or, if
the passage was meant to stay out, look at the evidence that cites it. Where some words of the
stretch are not cited, the entry stands for them and is no finding.
""",
    "origin-unused": """
This is a warning: the build goes on. No statement says that it comes from this origin, so the entry
does nothing: it is left over, or statements that repeat one report do not say so and look as if
they confirmed each other. Name it in `origin:` of those statements, or take it out.
""",
}
