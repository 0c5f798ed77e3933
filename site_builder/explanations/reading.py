"""Explanations of the codes about files, YAML and the fields of the content format."""

from __future__ import annotations

TEXTS = {
    "file-missing": """
A briefing needs content/site.yaml and the folder seeds/. When one of them is not found, the command
was most often run in another folder than the project's: go there, or name it with --project; `init`
makes a new one. A list such as speakers.yaml is missed only when entries refer
to what it should hold: put the file back, and all of those references hold again.

    python build.py check --project ~/briefings/pool
""",
    "file-unknown": """
Each YAML file of content/ has a fixed name or lies in sources/ or themes/, and ends in .yaml. One
of any other name is never read. If that were passed over, a theme saved as .yml would be missing
from the site and nobody would be told. Rename the file, or move notes and old versions out of
content/. Hidden files and the backups of editors are left alone.

    wrong:  content/speaker.yaml     content/themes/the-pool.yml
    right:  content/speakers.yaml    content/themes/the-pool.yaml
""",
    "template-fault": """
A project may have templates of its own, so they may be wrong. Where one has a slip of syntax, is
not UTF-8, asks for a value that its page is not given, includes a file that is not there, or would
run without end, nothing is written: half a page would look like a whole one. The finding names the
template and the line. templates/README.md says what each template is given. Where a template of the
project is taken away, the builder's own of that name is there again.

    python build.py looks templates/README.md
""",
    "file-unreadable": """
Only ordinary files that lie in the project are read, up to a size that no article or briefing
reaches. A pipe or a device would keep the builder waiting, a link out of the project would put a
stranger's bytes on the site, and a name with characters that cannot be seen would hide which file
is meant. Mend the permissions, put a copy of the file in the place of the link, give the file a
plain name, or split it.
""",
    "file-name": """
A site goes on to disks and servers of every kind, and its file names are parts of its addresses. So
each name of static/ is one that all of them can hold: letters a to z, digits, dot, hyphen and
underscore, not too long, none that Windows keeps for itself such as con or aux, and no two that
differ only in capitals, which would be one file on a Mac. Give the file another name, and mend what
refers to it.
""",
    "style-fault": """
The style sheets of a site are joined into one, so that a reader makes one request. The sheet that
no other imports takes in the others, each once, by a line of the form below. Nothing in a sheet
leads to another site: the pages' policy would refuse to load it, and that site would learn who
reads. Put what you need into static/, and import it where the other sheets are imported.

    @import url("badge.css") layer(parts);
""",
    "yaml-encoding": """
The same bytes mean different letters in different encodings, and a guess could change a word that
is quoted. So a content file is UTF-8 or it is not read. The finding shows the first byte that is
wrong, and the encoding it seems to have. Open the file in an editor that can choose the encoding,
see that accents and quotation marks look right, and save it as UTF-8.
""",
    "yaml-control": """
Some characters are not seen, or change the order in which others are seen: what you read in your
editor is then not what the file says. They come with text that is copied from a web page or a PDF.
Delete the character; where nothing is to be seen at the place, delete the words around it and type
them again. An escape in double quotation marks that stands for such a character is refused too.
""",
    "yaml-syntax": """
YAML shows what belongs to what by its columns, colons and quotation marks. Where these do not fit
together the rest of the file cannot be read, and only the first fault of the file is told. Most
often a value has a colon and a space in it, begins with a character that means something to YAML,
or stands in another column than its neighbours. Put the value in quotation marks, or on the lines
after >-, where every character is itself.

    wrong:  quote: The answer was plain: it opens in May.
    right:  quote: >-
              The answer was plain: it opens in May.
""",
    "yaml-tab": """
How far a line is indented says what it belongs to, and a tab has no fixed width: the file would
look otherwise than it is read. Set your editor to write spaces, two for each level, and replace the
tab. Tabs inside a value are not meant by this.
""",
    "yaml-depth": """
Nothing in the content format lies deeper than a few levels, so deeper nesting is a slip or an
attack on the parser. The rest of the file is not read. Look for brackets that are opened and never
closed, or put a text that begins with brackets in quotation marks.
""",
    "yaml-comment": """
In YAML a # that follows a space begins a comment: the rest of the line is dropped and nobody is
told. In a quote or a statement that loses words. So the builder asks which is meant. Put a value
that holds a # in quotation marks, or write a comment two spaces away from the value.

    wrong:  text: The pool at Harbour Road #1 opened.
    right:  text: "The pool at Harbour Road #1 opened."
    right:  text: The pool opened.  # on Harbour Road
""",
    "yaml-documents": """
A file is read as one document. A line of three dashes or dots starts another, and what stands below
it would not be looked at. Delete the line, or move what follows it to a file of its own. A line of
dashes that is meant as text stands in quotation marks.
""",
    "yaml-anchor": """
With an anchor (&), an alias (*) or a merge key (<<) a value stands in one place and is used in
another. Who reads the entry cannot see what it says, and a small file can be made to mean a huge
one. Write the value out wherever it is used. Text that begins with one of these signs stands in
quotation marks.

    wrong:  was: *about
    right:  was: About 400 people came on the first day.
""",
    "yaml-tag": """
A tag such as !!int or !python tells other programs to make something else than text of a value,
even to run code. Here each field says itself what it takes, so a tag has nothing to say. Delete it,
or put a text that begins with ! in quotation marks.
""",
    "key-duplicate": """
YAML programs keep the last of two equal keys in silence: one of the two values would be lost. The
message names both lines. Keep one of them; where two things are meant, make two entries of a list.
""",
    "key-unknown": """
A misspelt key would be passed over, and with it what it says: a hint that a statement is an
estimate, a date, a passage. So every key is one of those that this kind of entry has. The hint
names the nearest one and all that are possible; content/README.md says what each means.

    wrong:  givne: own-words
    right:  given: own-words
""",
    "key-missing": """
The entry cannot be shown or checked without this key: a statement without `by` would not say who
claims it. The finding points at the entry; content/README.md has an example of each kind with all
of its keys. Look for the key a little further down, too: a line that is indented wrongly belongs to
another entry.
""",
    "value-shape": """
Each field takes text, a list or a mapping, and this one was given another of them. In a list every
entry has a line that begins with a dash and a space; in a mapping every key has a colon and a
space; a text that begins with [ or { stands in quotation marks, or YAML reads it as a list or a
mapping.

    wrong:  quote: [the pool] opened on 3 May
    right:  quote: "[the pool] opened on 3 May"
""",
    "value-empty": """
A key stands there with nothing behind it, or a whole file is empty. What was meant cannot be
guessed. Write the words; or, where the field may be left out, delete its line. A value on the next
line must be indented further than its key.
""",
    "value-choice": """
Some fields take one word of a short list, since pages, badges and checks depend on it. The hint
names the nearest word and the whole list. If none of them fits, take the more cautious one: an
estimate that is called a count would claim too much.

    wrong:  kind: oppinion
    right:  kind: opinion
""",
    "value-form": """
A date, a number, an id, an address or a hash has one form here, so that it can be compared, sorted
and linked to. The hint shows the form. Ids and the names of themes are lower-case letters, digits
and single hyphens; days are year, month and day in digits; dates of events are EDTF, in which
2025-03~ is about March 2025.

    wrong:  review_by: May 2027
    right:  review_by: 2027-05-21
""",
    "flow-split": """
In { } and [ ] a comma, a question mark or a colon ends a value unless quotation marks stand around
it. Half of the words then become a key that means nothing, and the other half a shorter value. Put
the value in quotation marks, or write the entry over several lines.

    wrong:  {says: about 400 people, on the first day}
    right:  {says: "about 400 people, on the first day"}
""",
}
