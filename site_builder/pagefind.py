"""What Pagefind makes of the entries that a large site can be searched for.

It is an extra (`search`). Its program reads web pages, so that it is given some: sheets of a few
entries each in a temporary folder, in which `static/js/pagefinder.js` finds the entries again. The
site's own pages are not shown to it: what may be found stands in the entries alone.
"""

from __future__ import annotations

import os
import subprocess
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from site_builder.findings import FaultError, finding, printable
from site_builder.places import Place
from site_builder.urls import PAGEFIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from site_builder.wordindex import Entry

_SHEET = 12  # entries: one each would be a file each, and there may be 100,000
_PATIENCE = 900.0  # seconds; 100,000 entries take under one minute
_NEEDED = ("pagefind.js", "pagefind-entry.json", "pagefind-worker.js")
_INDEX = (".pf_meta", ".pf_index", ".pf_fragment", ".pagefind")  # the last: what reads the others
_SHOWN = 300  # characters of what the program says


def program() -> Path | None:
    """Return where the program of the extra is; None where the extra is not installed."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        return None


def pagefind(
    entries: Iterable[Entry],
    kinds: Sequence[str],
    language: str,
    *,
    made_by: Path,
    patience: float = _PATIENCE,
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an index of these entries, by path below the site.

    Of what the program makes, the boxes and lists for showing results are left out. Raises
    FaultError (`search-fault`) where it fails or takes longer than `patience` seconds, and OSError.
    """
    order = {kind: number for number, kind in enumerate(kinds)}
    with TemporaryDirectory(prefix="site-builder-") as folder:
        sheets, made = Path(folder, "sheets"), Path(folder, "made")
        sheets.mkdir()
        for number, some in enumerate(_sheets(entries)):
            sheet = _sheet(some, order, language)
            (sheets / f"{number}.html").write_text(sheet, encoding="utf-8")
        _run(made_by, sheets, made, patience)
        if not all((made / name).is_file() for name in _NEEDED):
            raise _fault("the program ended well and left no index")
        for path in sorted(made.rglob("*")):
            if path.is_file() and (path.name in _NEEDED or path.suffix in _INDEX):
                yield f"{PAGEFIND}/{path.relative_to(made).as_posix()}", path.read_bytes()


def _sheets(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Yield the entries in their order, a few at a time, each time of one kind."""
    some: list[Entry] = []
    for entry in entries:
        if some and (len(some) == _SHEET or entry.kind != some[0].kind):
            yield some
            some = []
        some.append(entry)
    if some:
        yield some


def _sheet(entries: Iterable[Entry], order: dict[str, int], language: str) -> str:
    """Return a web page in which the id of a paragraph tells an entry's kind, worth and address."""
    lines = [f'<!doctype html><html lang="{escape(language)}"><head></head><body>']
    for entry in entries:
        what = escape(f"{order[entry.kind]}:{entry.worth:.2f}:{entry.href}")
        weight = f'data-pagefind-weight="{entry.worth:.2f}"'
        lines.append(f'<p id="{what}" {weight}>{escape(entry.text)}</p>')
        lines.append(f'<p id="by">{escape(entry.by)}</p>' if entry.by else "")
        lines.append(f"<p>{escape(entry.also)}</p>" if entry.also else "")
    return "\n".join([*lines, "</body></html>\n"])


def _run(made_by: Path, sheets: Path, made: Path, patience: float) -> None:
    """Run the program: in a folder, and with an environment, that hold no settings for it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND")}
    try:
        done = subprocess.run(  # noqa: S603 - the extra's own program, and folders of ours
            [made_by, "--site", sheets, "--output-path", made, "--silent"],
            cwd=sheets,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _fault(f"the program did not end in {patience:.0f} s") from None
    except OSError as error:
        raise _fault(f"the program did not start: {error.strerror or error}") from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).decode("utf-8", "replace").split())
        reason = f": {printable(said, _SHOWN)}" if said else ""
        raise _fault(f"the program ended with status {done.returncode}{reason}")


def _fault(message: str) -> FaultError:
    hint = "build again; without the package pagefind_bin the site is built with our own index"
    return FaultError(finding("search-fault", Place(file=f"{PAGEFIND}/"), message, hint=hint))
