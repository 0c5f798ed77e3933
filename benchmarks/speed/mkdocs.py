"""The same pages for MkDocs: Markdown files that hold HTML, in a theme of one template."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.speed.ground import Program
from benchmarks.speed.pieces import frame, lay, lay_others, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.speed.ground import Site

NAME = "MkDocs"
_RANGE = "mkdocs>=1.6,<2"
_PIP = (sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check")
# No plugins, of which search is one, and no navigation, which would be a look at every page.
_SETTINGS = """\
site_name: Briefing
use_directory_urls: false
plugins: []
nav: [index.md]
theme:
  name: null
  custom_dir: theme
"""


def install(folder: Path) -> str:
    """Install the program into a folder; return why that cannot be, or nothing."""
    try:
        command = [*_PIP, "--target", str(folder), _RANGE]
        subprocess.run(command, capture_output=True, check=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        return f"not installable: {type(error).__name__}"
    return ""


def program(site: Site, folder: Path) -> Program:
    """Return the program on the pages of a built site, which are laid for it here."""
    source = site.folder / "mkdocs"
    (source / "theme").mkdir(parents=True)
    layout = frame(
        site.output,
        title="{{ page.meta.heading | e }}",
        linked="{{ page.meta.linked }}",
        main="{{ page.content }}",
        root="{{ page.meta.root }}",
    )
    (source / "theme/main.html").write_text(layout, encoding="utf-8")
    (source / "mkdocs.yml").write_text(_SETTINGS, encoding="ascii")
    for piece in pieces(site.output):
        fields = {"heading": piece.title, "linked": piece.linked, "root": piece.root}
        lay(source / "docs" / piece.path.replace(".html", ".md"), fields, piece.main)
    lay_others(site.output, source / "docs")
    made = site.folder / "mkdocs-made"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(made)]
    return Program(
        name=NAME,
        command=[*command, "--config-file", str(source / "mkdocs.yml")],
        environment={**site.environment, "PYTHONPATH": str(folder)},
        keeps=[made],
    )
