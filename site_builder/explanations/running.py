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
    "builder-fault": """
The builder has an answer for everything that is known to go wrong with articles, YAML, templates
and disks. This was something else, so the mistake is in the builder and not in what you wrote. The
last good site is as it was. Run the same command with -v to see where it happened, and report that
together with the smallest content that shows it. The place in the finding is a line of the builder.
Where the message says that no memory is left, look first for a file that is very large.
""",
}
