"""The same pages for Eleventy: HTML files with front matter, in one layout of Nunjucks."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.speed.ground import Program
from benchmarks.speed.pieces import frame, lay, lay_others, pieces

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.speed.ground import Site

NAME = "Eleventy"
_RANGE = "^3.1.0"
_PACKAGE = f'{{"private": true, "dependencies": {{"@11ty/eleventy": "{_RANGE}"}}}}\n'
_NPM = ("npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts")
# Pages are HTML as they are: no engine is asked to look for templates in them.
_CONFIG = """\
module.exports = function (config) {
  config.addPassthroughCopy({ static: "/" }, { dot: true });
  return { dir: { input: "pages", includes: "../layouts" }, htmlTemplateEngine: false };
};
"""


def install(folder: Path) -> str:
    """Install the program into a folder; return why that cannot be, or nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(_PACKAGE, encoding="ascii")
    try:
        subprocess.run(_NPM, cwd=folder, capture_output=True, check=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        return f"not installable: {type(error).__name__}"
    return ""


def program(site: Site, folder: Path) -> Program:
    """Return the program on the pages of a built site, which are laid for it here."""
    source = site.folder / "eleventy"
    (source / "layouts").mkdir(parents=True)
    (source / "eleventy.config.cjs").write_text(_CONFIG, encoding="ascii")
    layout = frame(
        site.output,
        title="{{ title }}",
        linked="{{ linked | safe }}",
        main="{{ content | safe }}",
        root="{{ root }}",
    )
    (source / "layouts/page.njk").write_text(layout, encoding="utf-8")
    for piece in pieces(site.output):
        fields = {"layout": "page.njk", "permalink": piece.path, "title": piece.title}
        fields |= {"linked": piece.linked, "root": piece.root}
        lay(source / "pages" / piece.path, fields, piece.main)
    lay_others(site.output, source / "static")
    made, cache = site.folder / "eleventy-made", source / ".cache"
    env, node = shutil.which("env"), shutil.which("node")
    started = [str(env), "--chdir", str(source), str(node)]
    command = [*started, str(folder / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]
    return Program(
        name=NAME,
        command=[*command, "--output", str(made)],
        environment=site.environment,
        keeps=[made, cache],
    )
