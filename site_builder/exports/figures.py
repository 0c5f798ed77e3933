"""`figures.csv`: every figure with what it counts, for spreadsheets: RFC 4180, UTF-8.

A spreadsheet takes a cell for a formula that begins with =, +, - or @, whatever the file says.
Before such a beginning stands an apostrophe, which shows that the rest is text; plain numbers are
left as they are. A byte order mark tells spreadsheets that it is UTF-8; other readers drop it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from site_builder import urls
from site_builder.exports.cited import passages
from site_builder.markdown import plain
from site_builder.model import ARTICLE
from site_builder.views.values import figure_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from site_builder.exports.cited import Files
    from site_builder.model import Figure, Statement, Theme
    from site_builder.views.index import Index

COLUMNS = (
    *("statement", "theme", "says", "figure", "value", "of", "low", "high", "from", "to", "unit"),
    *("measure", "population", "place", "period", "period_from", "period_to", "base"),
    *("counted_by", "kind", "given", "speaker", "second_hand", "articles", "page", "passages"),
    *("differs", "not_with", "edition"),
)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*%?")
# A spreadsheet may also split a line at semicolons or tabs, and then a cell begins within ours.
_FORMULA = re.compile(r"((?:\A|[;\t\r\n|])[\s\"']*)(?=[=+\-@＝＋－＠])")
_LEADING = re.compile(r"\A(?=[\t\r\n])")


def files(index: Index) -> Files:
    """Return what makes the table of figures, by path."""
    return {urls.FIGURES: partial(_file, index)}


def _file(index: Index) -> bytes:
    rows = [COLUMNS, *(row.values() for row in figures(index))]
    return "".join(f"{','.join(map(_cell, row))}\r\n" for row in rows).encode("utf-8-sig")


def _cell(text: str) -> str:
    return '"' + harmless(text).replace('"', '""') + '"'


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; a number stays what it is."""
    if _NUMBER.fullmatch(text):
        return text
    return _LEADING.sub("'", _FORMULA.sub(r"\1'", text))


def figures(index: Index) -> Iterator[dict[str, str]]:
    """Yield the figures in the order of the site, each a row by its columns."""
    for theme, statement in index.statements.values():
        if statement.figure is not None:
            row = _row(index, theme, statement, statement.figure)
            yield {column: row.get(column, "") for column in COLUMNS}


def _row(index: Index, theme: Theme, statement: Statement, figure: Figure) -> dict[str, str]:
    settings = index.proved.briefing.settings
    name, period = str(statement.id), figure.period
    cited = passages(index, statement)

    def address(target: str) -> str:
        return urls.linked(target, urls.FIGURES, settings.base_url)

    return {
        "statement": name,
        "theme": theme.id,
        "says": plain(statement.text),
        "figure": str(figure.kind),
        **{key: str(number) for key, number in figure.numbers},
        "unit": str(figure.unit or ""),
        "measure": str(figure.measure),
        "population": str(figure.population or ""),
        "place": str(figure.place or ""),
        "period": figure_period(period) if period is not None else "",
        "period_from": str(period.start or "") if period is not None else "",
        "period_to": str(period.end or "") if period is not None else "",
        "base": str(figure.base or ""),
        "counted_by": index.name(figure.counted_by) if figure.counted_by is not None else "",
        "kind": str(statement.kind),
        "given": str(statement.given),
        "speaker": "" if [*statement.by] == [ARTICLE] else index.names(statement.by),
        "second_hand": index.retold(statement),
        "articles": _joined(passage.seed for passage in cited),
        "page": address(index.statement_path(name)),
        "passages": _joined(address(urls.passage(passage)) for passage in cited),
        "differs": _joined(str(d.question) for d in index.differences.get(name, ())),
        "not_with": _joined(index.apart.get(name, ())),
        "edition": str(settings.edition.version),
    }


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(texts))
