"""Explanations of the codes about whether a statement says what its passages say."""

from __future__ import annotations

TEXTS = {
    "number-missing": """
A number is what a reader remembers and repeats, so none is published that the article does not
give. Forms may differ: six times and sixfold, half and 50 per cent, 4 in 5 and four out of five are
the same number. Nothing is worked out: a sum, a difference, last year's value or a rounded figure
stands in no passage. Write the number as the passage has it, or cite the passage that states it as
a further entry of evidence. How many articles say something ("two articles say") is not looked for.
If the article writes the number in a way that is not read, accept the finding and give the reason.
Words of time are held alike: "last year", "every month" and "today" stand in a passage too; of an
undated article they could mean any.

    in the article:  In 2025, 1,204 people learned to swim.
    wrong:           text: In 2025, 1,240 people learned to swim.
    right:           text: In 2025, 1,204 people learned to swim.
""",
    "number-unlike": """
The digits agree, but the passage uses them for something else: a year as a count, 40 per cent as 40
people, 25 metres as 25 minutes, a pupil of 16 as 16 pupils. Two numbers may have changed places, or
one end of a range stands for all of it. Or it is limited otherwise: "in 2023" is not "since 2023",
"since March" not "in March", "a month before" not "a year before", and "more than 300" is not 300.
"About" may be added, not taken away. Say of the number what the passage says of it. The rule looks
at the words around the number, not at grammar: in a long sentence it may take the wrong noun for
what is counted. Put the number and what it counts side by side, or accept the finding with a
reason.

    in the article:  More than 300 people are waiting.
    wrong:           text: There are 300 people waiting.
    right:           text: Over 300 people are waiting.
""",
    "quotation-missing": """
Quotation marks promise a reader somebody's own words, to the letter. These words stand in no
passage of the statement: a word was changed, left out or added, or they are in another part of the
article. Copy them, with […] where you leave words out, or cite the passage that has them, or take
the marks off and put it in your own words. A quotation may be short: three or four words that
matter do more than a sentence. A word that you only mean to set apart goes in *asterisks*, not in
quotation marks.

    in the article:  “Every child should learn to swim,” she said.
    wrong:           text: She said every child “must learn to swim”.
    right:           text: She said every child “should learn to swim”.
    right:           text: She said that every child should learn to swim.
""",
    "quotation-unspoken": """
The words stand in the passage, but the reporter wrote them: in the article they are not in
quotation marks. In quotation marks they would be read as what the speaker said, and perhaps she put
it quite otherwise. Take the marks off: the statement is then paraphrased, as the article is. Speech
that runs over several paragraphs counts as quoted throughout. If the article opens a quotation and
never closes it, or closes it in the wrong place, accept the finding and say so.

    in the article:  Tom Bell said his staff were tired but proud.
    wrong:           text: Tom Bell called his staff “tired but proud”.
    right:           text: Tom Bell said his staff were tired but proud.
""",
    "speaker-unshown": """
Who claims something is half of the claim. Whoever stands in `by` or `via` must be named in the
passage, or in the words given as `context:`, or be the voice that the article's record declares
over the paragraph. Whoever is only told something does not say it, and where an officer speaks, the
officer is named and not the organisation. If an article names the speaker once, further up, quote
that sentence as `context:`, or declare the voice once for the whole stretch. If nobody is named, it
is the article's own claim: by: article.

    evidence:
      - seed: "400"
        quote: Small pools often close in winter, it said
        context: The CSA estimated
""",
    "speaker-missing": """
With by: article the newspaper vouches for a claim in its own words. Here somebody else makes it:
the passage names a speaker, or the record declares a voice over it; or the article has it from
another newspaper or report, which is not named. A reader would take one person's view for a fact,
or a retold report for one that was looked into. Write the speaker as `by`, whoever passed it on as
`via`, and say in the text who says it. If the passage only mentions the person, and the sentence
that you use is the article's own, quote that sentence alone, or accept the finding with a reason.

    wrong:  by: article
    right:  by: priya-nair
            via: ashby-courier
""",
    "name-unshown": """
A name in a statement says that this person, place or body is meant, so the passage must name it, or
what the lists know of the speaker: another form of the name, the organisation a person speaks for,
the name of the article. The name may have been swapped for another, taken from elsewhere in the
article, or added from what everybody knows. Name whom the passage names, or cite the words that
give the name as evidence too, or as `context:`. Initials count for the full name. Any word with a
capital in the middle of a sentence is taken for a name: if this one is none, write it small; or
list its other form in terms.yaml.

    in the article:  Tom Bell, who runs the pool at Low Moor, said …
    wrong:           text: Tom Bell, who runs the pool at High Moor, said …
""",
    "name-misspelt": """
A name with one wrong letter is another name: somebody else may have it, and whoever searches for
the right one does not find it. The finding shows how the passages spell it. Copy it from there,
also where you believe that the article has it wrong: then give the other spelling in `also:` of
speakers.yaml, and if two articles differ, say so in differences.yaml. Two real names can be as near
to one another as Nair and Nairn: name in the text the one that the passage has, or cite the passage
that names the other.

    in the article:  Priya Nair, who leads the association
    wrong:           text: Prya Nair leads the association.
    right:           text: Priya Nair leads the association.
""",
    "hedge-dropped": """
"May close" is not "close", and "some teachers" are not the teachers. Articles weigh such words:
likely, often, some, known, estimated, mainly, "where gender is recorded". A statement that leaves
one out claims more than its source. Keep the word, or one that says as little: could for may, often
for frequently, largely for predominantly. The rule compares words, not meaning: of a statement in
other words it asks only where that has no hedge of any kind, and it may ask about a hedge that
belongs to another part of the sentence. Then quote only the part you use, if that cuts off no
hedge, or accept the finding.

    in the article:  Some teachers are likely to leave the county.
    wrong:           text: Some teachers will leave the county.
    right:           text: Some teachers will probably leave the county.
""",
    "strength-added": """
All, always, every, most, only and proved leave no room, and an article that says less does not bear
them out. Here the statement has such a word and no passage has it, or one as strong, of the same
thing. Take it out, or cite the passage that says so. Two or three examples are not "most", and a
finding is not "proved". Some everyday uses are known and let be ("at all", "every day"). If this
one is no stronger than the passage, write it in other words, or accept the finding with a reason.

    in the article:  Small pools often close in winter.
    wrong:           text: Small pools always close in winter.
    right:           text: Small pools frequently close in winter.
""",
    "negation-added": """
One small word turns a claim into its opposite. The statement says not, no, never or without, and no
passage denies this. If the word slipped in, take it out. If you put the claim the other way round,
so that it means the same, keep nearer to the passage, or use its own word: the rule knows few words
that stand for a "not" (refused, ended, under). What an article does not say is no claim of its own:
where no article answers a question, write a gap. "The article does not say who" is let be.

    in the article:  One pool teaches at night.
    wrong:           text: One pool does not teach at night.
    right:           text: One pool teaches at night.
""",
    "negation-dropped": """
The passage denies something, and the statement says it without the denial, so it says the opposite.
Put the "not" back, or another word that denies: refused, undecided, lacks, ended. This can also be
asked of a passage whose denial is about another part than the one you use. Then quote only that
part, as long as this cuts off no negation, or accept the finding and say why.

    in the article:  The county has not decided who will pay.
    wrong:           text: The county has decided who will pay.
    right:           text: The county is undecided on who will pay.
""",
    "word-opposite": """
Closed and reopened, before and after, rose and fell: one word turns the claim round, and every
number and name in it is still right. Here the statement has half of its words from the passage, but
one where the passage has the opposite, and no passage has it, or another of its side. Write what
the article says, or cite the passage that says the other too. "A before B" for "B after A" is let
be, and so is what a "not" turns round. Only the pairs of a table are known
(`site_builder/language/opposites.py`). If the word is of something else here, accept the finding.

    in the article:  Small pools often close in winter.
    wrong:           text: Small pools often open in winter.
    right:           text: In winter, small pools often close.
""",
    "passage-unrelated": """
The statement and the passage have almost no word in common, so most likely the wrong passage was
copied, or two entries changed places. Or they share few words, and another sentence of the article,
which is not cited, has nearly all: the finding names its paragraph. A reader who follows the link
would find something else. Cite the passage that says what the statement says. Where several
passages carry a statement together, each must have some part in it: take out the one that has none.
If it is the right passage in quite other words, use a few of the article's own: they also help the
reader to see why it is cited.

    text:   The longest pool is 25 metres long.
    wrong:  quote: One pool teaches at night.
    right:  quote: The longest pool is 25 metres long.
""",
    "passage-distant": """
This is a warning: the build goes on. The statement shares few words with what it rests on. It may
be right all the same, in words of your own. Read the two side by side and ask whether somebody who
knows nothing else would draw the statement from the passage. If something comes from elsewhere,
cite that too. If it is all there, one or two of the article's own words show a reader why this
passage is cited. With --strict a warning stops the build.
""",
    "given-unlike": """
A reader is told whether these are somebody's very words, a report of them, or the article itself
speaking. `given: quoted` therefore needs a passage that stands in quotation marks in the article;
`paraphrased` is a speaker's claim in the reporter's words; `own-words` is the article's own and
goes with by: article. Choose the one that the passage shows. Where passages differ, each entry of
evidence takes a `given` of its own. A passage counts as quoted if half of it is speech, or if the
statement quotes from the part that is.

    in the article:  Tom Bell said his staff were tired but proud.
    wrong:           given: quoted
    right:           given: paraphrased
""",
    "kind-unlike": """
The page says what sort of claim each is, and readers weigh a count otherwise than a guess. An
estimate needs a passage that estimates (estimated, about, believed), a judgement one that judges
(likely, suggests, assessed), a court-outcome the words of a court. A count needs a number. What the
statement itself calls likely or planned is no count, description or event. Choose the kind that the
passage shows, rather the weaker one. The words are found in a table: where an article judges in
words that are not in it, accept the finding with a reason.

    in the article:  The CSA estimated that 9,000 adults never learned to swim.
    wrong:           kind: count
    right:           kind: estimate
""",
    "accept-unused": """
An acceptance is published: it tells readers that a check found something and that you answer for
it. This one answers for nothing. Either the statement or its passage was mended and the acceptance
was left behind, or its `code` or its `words` are not those that the finding names. Each acceptance
silences one code for one word or phrase on its own statement; for two findings write two. Take it
out, or copy the code and the words from the finding.

    accept:
      - code: hedge-dropped
        words: some
        reason: “teachers” does not say that all of them will
""",
    "also-incomplete": """
Each passage under `also` is counted as a further article that says the whole of it, "2 articles".
This one lacks a number, a name or a quotation that is in the statement: it says a part only, and
would be counted for more than it says. If the passages carry the claim only together, move this one
to `evidence`. If the article says less, take it out, or leave the detail out of the statement. If
it says something else, that is a difference and belongs in differences.yaml.

    text:   The pool on Harbour Road opened on 3 May 2025.
    wrong:  also, quote: The café opens at nine on weekdays.
    right:  also, quote: the opening of the swimming pool on Harbour Road on 3 May 2025
""",
    "figure-unlike": """
A figure is drawn and exported beside its statement, so it must not say more. Its numbers are those
of the statement's text: a copy that was not changed with the text is the usual slip. The years of
`period` and of `when` must stand in the statement or its passages, and the month of `when` as well.
Write them as the passage gives them, and only as far as it does: 2025 where no month is named.
Where `when` is the article's own words, such as last month, they must stand in a passage.
"Doubled" is a multiple of 2, and a share may be written as in the text, 40 per cent or 2 of 5.
The names and the numbers in its other words (measure, unit, population, place, base, period) stand
in an article of its passages, and so does who counted; the rest of them are the curator's own.

    text: In 2025, 1,204 people learned to swim.
    figure:
      kind: count
      value: 1,204
      measure: people who learned to swim
      period: 2025
""",
    "heading-unproved": """
A heading, a question or a note has no passage of its own, yet it is the first thing that is read.
It may repeat a number, or a name, only if a statement under it says it: a heading, the statements
of its section; a title, those of its theme; a difference, its accounts and the statements that it
lists; a gap, any statement. Leave the number or the name out, or let a statement with its passage
say it. A number that only counts the accounts of a difference is let be. A word with a capital that
does not open a sentence is taken for a name, so write headings in small letters.

    wrong:  heading: 400 swimmers in a day
    right:  heading: The first day
""",
    "entry-unproved": """
What stands beside statements is believed as they are: who published an article and when, who
somebody is, what a report is called. So it is in the words cited for it. A publisher, author, title
or address stands in its `basis` word for word; of a date each number, month and weekday, in any
form. A speaker’s name stands in a passage of its `evidence`, as do the office in a role, with its
rank, and its numbers. Names in a role or in what an origin is called, and the organisation of `of`,
stand in that article, as does in some form half of what a role or an origin’s name says. Copy the
article’s words, cite others that say it, or put null.

    in the article:  Mara Okafor, who chairs the committee
    wrong:           role: deputy chair
    right:           role: chair
""",
    "difference-missing": """
Where two articles give different numbers, years or spellings, choosing one in silence hides from
the reader that they disagree. The finding shows both. Add a difference that lists the statement,
with an account for each side and its passage; if the two count different things, its note says so.
The same is asked where two figures of one measure, place and period have different values: if they
do not measure the same, say in `measure` what sets them apart.

    - id: crowd-at-the-opening
      on: figure
      rank: 2
      question: How large was the crowd at the opening?
      statements:
        - crowd
""",
}
