"""Explanations of the codes about running a command: the output folder, the disk, the builder."""

from __future__ import annotations

TEXTS = {
    "output-refused": """
A build puts a whole new site in the place of the output folder, so it must be certain that nothing
else is lost with it. It writes into a folder that is not there, that is empty, or that holds a site
it made and nothing besides. It writes nowhere in content/, seeds/, templates/ or static/, not
through a link, and not over a folder that holds the project. Choose another folder with --output,
or move out what the finding names. Files that are to be published with the site belong in static/.
The exit status is 2.
""",
    "output-busy": """
Two builds that wrote into one folder would leave a mixture of two sites. So the second waits for
the first, and after half a minute gives up. Run it again when the other is done. A build that is
killed lets go at once: no lock has to be removed by hand.
""",
    "pdf-fault": """
The command `pdf` needs WeasyPrint, which the extra `pdf` installs (`doctor` says how), and the
library Pango, which comes with the system: on Debian apt-get install libpango-1.0-0
libpangoft2-1.0-0 libharfbuzz-subset0, and a font such as fonts-dejavu. When the pages are set, it
looks whether every statement, footnote and heading stands on one of them. It writes nothing if any
does not, or if something was to be fetched from elsewhere. Where templates/pages/book.html, its
macros or static/css/book.css are your own, the slip is most likely there.
""",
    "disk-fault": """
The message is the system's own, and the file is the one that it would not read or write. A full
disk needs room, a missing permission has to be given, too many open files is a limit of the shell.
Nothing has been half written: the last good site is as it was. Mend the cause and run the command
again.
""",
    "search-fault": """
A site of more than 2,000 pages, built where the extra `search` is installed, gets an index made by
Pagefind, a program that comes with the extra. It was stopped, could not be started on this machine,
or failed, and the message says what it said. Build again; if that does not help, take the package
pagefind_bin away: the same site is then built with our own index, which is larger to load and finds
the same, but for the passages.
""",
    "compress-fault": """
Files are packed by the Python packages brotli and zopfli, which the extra `publish` installs
(`doctor` says how). What comes with a system makes other bytes on each; these make the same bytes
everywhere, so that packed.json can say what they are.
""",
    "publish-refused": """
Before anything is sent, the site is held to its manifest: every file is there with the SHA-256 that
stands in it, so what goes out is what was built. A site that shows the full text of an article is
refused where the article's record states no right to it (`rights:` in content/sources/): state it,
publish with --excerpts, or say --allow-full-text. A place is refused where something stands that
`publish` did not put there and would have to overwrite, since it deletes only what is its own.
""",
    "edition-reused": """
Readers cite an edition by its version, and hold it by the digest that `publish` says. Where content
or articles were changed since this version was published at the same place, two texts go by one
name. Raise `version` and the date under `edition:` in content/site.yaml, and say in
content/changes.yaml what was changed, so that readers find it on the corrections page. Templates, a
style or a newer builder make no new edition. With --strict such an edition is not published.
""",
    "publish-busy": """
Two that publish to one place at the same time could leave a mixture of two sites. Whoever comes
second stops before a page is changed, or, where a place has no lock, whoever finds at the end that
another has begun. Wait for the other, look at what is published, and run the command again.
""",
    "publish-fault": """
The message is what the place, or the program that writes to it, answered: no connection, no
permission, no room. New files are sent before the pages that need them, and what is no longer
needed goes last, so what is served is whole wherever it stopped. Nothing has to be cleared by hand:
mend the cause and run the same command again. Passwords and keys are never shown; they come from
the environment and the files that the tool for this place always uses.
""",
    "site-changed": """
A site carries manifest.json, with the SHA-256 of every file and, last, of all that it says itself.
So any byte that was changed, cut off, added or taken away shows, also in the manifest. What this
cannot show is a site that somebody changed and then wrote a new manifest for: compare the digest
with the one that the publisher names (--expect), and hold the passages to the articles (--seeds).
Old files under static/ whose names hold their own SHA-256 are of an earlier edition and are fine.
""",
    "site-broken": """
Every link and anchor of every page is followed within the site, every id is looked for twice, and
whatever a browser would load by itself (scripts, styles, pictures, what a style sheet names) has to
be a file of the site. Pages of a built site never fail this. So the site was changed after it was
built, or was built with templates of the project's own that write such a link.
""",
    "passage-differs": """
The anchor of a passage is its place in the article: #c1203-1290 is characters 1,203 to 1,290. Each
quotation, on every page, has to be the words that the article's page marks under that anchor; the
margin there has to lead back to the statement; every statement has to have a quotation; and
evidence.json has to say the same. With --seeds all the words that an article's page shows are held
to the article itself. A built site never fails this, so somebody changed it afterwards.
""",
    "site-unreadable": """
There is no manifest at the address, the host does not answer, a zip cannot be unpacked within
bounds, or a page holds what no page of this builder does, so that a browser may read it otherwise
than the audit. What was not read is not proved. Name the site's folder, its zip, or the address of
one of its pages; where a host does not answer, try again later.
""",
    "seed-refused": """
The manifest has the SHA-256 of every article that the site was made from. A file that has its name
but other bytes, or an article that is not in the folder at all, would prove nothing, so it is not
used. Get the articles as the publisher read them: byte for byte, since a text that was saved again
or converted has other offsets.
""",
    "builder-fault": """
The builder has an answer for everything that is known to go wrong with articles, YAML, templates
and disks. This was something else, so the mistake is in the builder and not in what you wrote. The
last good site is as it was. Run the same command with -v to see where it happened, and report that
together with the smallest content that shows it. The place in the finding is a line of the builder.
Where the message says that no memory is left, look first for a file that is very large.
""",
}
