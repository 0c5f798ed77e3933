from __future__ import annotations

import posixpath
import time
from typing import TYPE_CHECKING

import pytest

from site_builder.assets import fingerprinted, printed, shipped
from site_builder.findings import as_text
from site_builder.hosting import is_fingerprinted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from site_builder.findings import Finding

SITE = '@layer base, parts;\n@import url("base.css") layer(base);\n@import url("b.css");\n'


def ship(**files: str) -> dict[str, str]:
    """Return what is shipped of these files (`__` for `/`, `_` for `.`), which must be in order."""
    given = {name.replace("__", "/").replace("_", "."): t.encode() for name, t in files.items()}
    out, findings = plainly(given)
    assert not findings
    return {name: data.decode() for name, data in out.items()}


def plainly(
    own: Mapping[str, bytes], ours: Mapping[str, bytes] | None = None
) -> tuple[dict[str, bytes], list[Finding]]:
    """Return what is shipped by its plain name, each under a name that says its bytes."""
    out, findings = shipped(own, ours or {})
    assert list(out.names) == sorted(out.names)
    assert sorted(out.files) == sorted(out.names.values())
    for name, path in out.names.items():
        assert path == fingerprinted(f"static/{name}", out.files[path])
    return {f"static/{name}": out.files[path] for name, path in out.names.items()}, findings


def test_imported_sheets_are_joined_in_their_layers() -> None:
    made = ship(
        static__css__site_css=SITE + "p { margin: 0; }\n",
        static__css__base_css="/* base\n */\nbody { color: red; }\n\n",
        static__css__b_css="b { color: blue; }",
    )
    assert made == {
        "static/css/site.css": "@layer base, parts;\n"
        "@layer base {\nbody { color: red; }\n}\n"
        "b { color: blue; }\n"
        "p { margin: 0; }\n"
    }


def test_a_sheet_that_nothing_imports_ships_as_it_is() -> None:
    assert ship(static__print_css="/* kept */ p { margin: 0; }") == {
        "static/print.css": "/* kept */ p { margin: 0; }"
    }


def test_a_sheet_in_another_folder_can_be_imported() -> None:
    made = ship(static__css__site_css='@import url("../base.css");\n', static__base_css="b {}")
    assert made == {"static/css/site.css": "b {}\n"}


def test_notes_and_hidden_files_do_not_ship() -> None:
    given = [
        "static/README.md",
        "static/css/README.md",
        "static/.keep",
        "static/.git/x",
        "static/x",
    ]
    out, findings = plainly(dict.fromkeys(given, b"x"))
    assert (list(out), findings) == (["static/x"], [])


def test_other_files_ship_byte_for_byte_in_order() -> None:
    given = {"static/z.svg": b"<svg/>", "static/a.woff2": b"\x00\xff"}
    out, _ = plainly(given)
    assert list(out.items()) == [("static/a.woff2", b"\x00\xff"), ("static/z.svg", b"<svg/>")]


def test_an_import_of_a_sheet_that_is_not_there_is_a_finding() -> None:
    text = 'p {}\n  @import url("gone.css") layer(base);\n@import url("https://example.org/a.css");'
    out, findings = plainly({"static/css/site.css": text.encode()})
    assert [as_text(found).splitlines() for found in findings] == [
        [
            "static/css/site.css:2:3: error file-missing: there is no static/css/gone.css",
            '    @import url("gone.css") layer(base);',
            "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            "  hint: mend the name, or delete the line",
        ],
        [
            "static/css/site.css:3:1: error file-missing: "
            "there is no static/css/https:/example.org/a.css",
            '    @import url("https://example.org/a.css");',
            "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            "  hint: mend the name, or delete the line",
        ],
    ]
    assert list(out) == ["static/css/site.css"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("static/a b.svg", "its name becomes an address: “a b.svg” has characters that cannot"),
        ("static/a%20b.svg", "its name becomes an address: “a%20b.svg” has characters that"),
        ("static/größe.svg", "its name becomes an address: “größe.svg” has characters that"),
        ("static/a\\b.svg", "its name becomes an address: “a\\b.svg” has characters that"),
        ("static/a:b.svg", "its name becomes an address: “a:b.svg” has characters that cannot"),
        ("static/<b>.svg", "its name becomes an address: “<b>.svg” has characters that cannot"),
        ("static/_x.css", "its name becomes an address: “_x.css” has characters that cannot"),
        ("static/a./b.svg", "its name becomes an address: “a.” ends with a dot, which Windows"),
        ("static/css/aux.css", "its name becomes an address: “aux.css” is one that Windows keeps"),
        ("static/Con/b.svg", "its name becomes an address: “Con” is one that Windows keeps"),
        (f"static/{'a' * 97}.svg", f"its name becomes an address: “{'a' * 97}.svg” is too long"),
    ],
)
def test_a_published_name_is_one_that_every_disk_takes(name: str, message: str) -> None:
    _, findings = shipped({name: b"x"})
    lines = [as_text(found).splitlines() for found in findings]
    assert len(lines) == 1
    assert lines[0][0].startswith(f"{name}: error file-name: {message}")
    assert lines[0][1].startswith("  hint: ")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("static/Logo.svg", "static/logo.svg", "static/Logo.svg"),
        ("static/CSS/a.svg", "static/css/b.svg", "static/CSS"),
        ("static/A", "static/a/b.svg", "static/A"),
    ],
)
def test_names_that_differ_only_in_case_are_one_on_some_disks(
    one: str, other: str, same: str
) -> None:
    _, findings = plainly({one: b"x", other: b"y"})
    assert [found.code for found in findings] == ["file-name"]
    assert findings[0].place.file == other
    assert findings[0].message == f"on a Mac or on Windows this is the same as {same}"


def test_a_name_that_is_not_published_may_be_any() -> None:
    files = {"static/.x y": b"", "static/css/_a.css": b"b {}"}
    files["static/site.css"] = b'@import url("css/_a.css");\n'
    out, findings = plainly(files)
    assert (list(out), findings) == (["static/site.css"], [])


def faults(**sheets: str | bytes) -> list[str]:
    """Return the first line of each finding on these sheets of static/."""
    data = {f"static/{n}.css": t.encode() if isinstance(t, str) else t for n, t in sheets.items()}
    return [as_text(found).splitlines()[0] for found in shipped(data)[1]]


@pytest.mark.parametrize(
    "line",
    [
        "@import 'b.css';",
        "@import url(b.css);",
        '@import url("b.css") screen;',
        '@IMPORT url("b.css");',
        '@\\69mport url("b.css");',
        '@import url("");',
        '@import\n  "b.css";',
    ],
)
def test_an_import_that_would_not_be_joined_is_told(line: str) -> None:
    told = "error style-fault: this import is not joined: it would be one more request, or one els"
    assert [f[:-6] for f in faults(a=f"p {{}}\n{line}\n")] == [f"static/a.css:2:1: {told}"]
    assert faults(a=f"/*\n{line}\n*/ p {{}}", b="p {}") == []


@pytest.mark.parametrize(
    "line",
    [
        "p { background: url(https://example.org/a.png); }",
        'p { background: url("HTTP://example.org/a.png"); }',
        "p { background: url(//example.org/a.png); }",
        "p { background: url( '//example.org/a.png' ); }",
        'p { background: image-set("//example.org/a.png" 1x); }',
        "p { background: url(\\2f\\2f example.org/a.png); }",
        "p { background: url(https\\3a //example.org/a.png); }",
        "p { background: url(\n//example.org/a.png); }",
    ],
)
def test_a_sheet_that_refers_to_another_site_is_told(line: str) -> None:
    number = 1 + line.count("\n")
    told = "this refers to another site, from which no page loads anything"
    assert faults(a=line) == [f"static/a.css:{number}:1: error style-fault: {told}"]
    assert faults(a=f"/* {line} */") == []


@pytest.mark.parametrize(
    "text",
    [
        'p { background: url("#b"); content: "a / b // c"; }',
        '.a\\:b::before { content: "\\201C"; }',
        "@media print { p { color: red; } }",
    ],
)
def test_what_a_sheet_may_hold(text: str) -> None:
    assert faults(a=text) == []


def test_a_sheet_is_taken_in_once_and_takes_in_nothing_itself() -> None:
    line = '@import url("b.css");\n'
    twice = "static/a.css:2:1: error style-fault: static/a.css imports static/b.css already"
    assert faults(a=line * 4, b="p {}") == [twice]
    assert len(plainly({"static/a.css": line.encode() * 4, "static/b.css": b"p {}" * 9})[0]) == 1
    assert faults(a=line, c=line, b="p {}") == [
        "static/c.css:1:1: error style-fault: static/a.css imports static/b.css already"
    ]
    for inner in ('@import url("b.css");', '@import url("a.css");', '@import url("c.css");'):
        found = faults(a=line, b=inner, c="p {}")
        assert any(
            f.startswith("static/b.css:1:1: error style-fault: this import is") for f in found
        )


def test_a_sheet_is_text() -> None:
    assert faults(a=b"p {\n\xff }") == ["static/a.css:2:1: error style-fault: this is not UTF-8"]


def test_a_comment_that_never_ends_is_left_out_with_what_follows() -> None:
    made = ship(static__a_css='@import url("b.css");\np {} /* b {}', static__b_css="i {}")
    assert made == {"static/a.css": "i {}\np {} "}


@pytest.mark.parametrize(
    "text", ["/*a" * 200_000, '@import url("gone.css");\n' * 20_000, "\\\n" * 200_000 + "@"]
)
@pytest.mark.no_cover
def test_a_long_sheet_is_read_in_linear_time(text: str) -> None:
    before = time.process_time()
    shipped({"static/a.css": f'@import url("b.css");{text}'.encode(), "static/b.css": b""})
    assert time.process_time() - before < 3


OURS = {
    "static/css/site.css": b'@import url("base.css");\n@import url("part.css");\n',
    "static/css/base.css": b"body {}\n",
    "static/css/part.css": b"b {}\n",
    "static/favicon.svg": b"<svg/>",
}


def test_a_file_of_the_project_takes_the_place_of_the_builders() -> None:
    out, findings = plainly({"static/css/part.css": b"i {}", "static/logo.svg": b"<svg/>"}, OURS)
    assert not findings
    assert out == {
        "static/css/site.css": b"body {}\ni {}\n",
        "static/favicon.svg": b"<svg/>",
        "static/logo.svg": b"<svg/>",
    }


def test_the_builders_sheets_go_where_the_project_imports_others() -> None:
    own = {"static/css/site.css": b'@import url("base.css");\n', "static/css/more.css": b"u {}"}
    out, findings = plainly(own, OURS)
    assert not findings
    assert sorted(out) == ["static/css/more.css", "static/css/site.css", "static/favicon.svg"]
    assert out["static/css/site.css"] == b"body {}\n"


def test_the_sheet_of_the_pdf_is_not_published_whoever_wrote_it() -> None:
    ours = {"static/css/book.css": b"p { margin: 0 }", "static/a.svg": b"<svg/>"}
    mine = {"static/css/book.css": b"p { margin: 1px }"}
    for own in ({}, mine):
        files, findings = plainly(own, ours)
        assert (list(files), findings) == (["static/a.svg"], [])
    assert printed({}, ours) == ("p { margin: 0 }", [])
    assert printed(mine, ours) == ("p { margin: 1px }", [])
    _, wrong = printed({"static/css/book.css": b"@import url('//example.org');"}, ours)
    assert [found.code for found in wrong] == ["style-fault"]


def test_a_published_name_says_its_bytes_and_nothing_else() -> None:
    mark = "2d711642b726"  # of sha256("x")
    given = dict.fromkeys(["static/a.svg", "static/b/c.tar.gz", "static/what"], b"x")
    out, findings = shipped(given)
    assert not findings
    assert out.names == {
        "a.svg": f"static/a.{mark}.svg",
        "b/c.tar.gz": f"static/b/c.tar.{mark}.gz",
        "what": f"static/what.{mark}",
    }
    assert all(is_fingerprinted(path) for path in out.files)


def test_a_name_is_short_enough_with_what_is_added() -> None:
    assert not shipped({f"static/{'a' * 83}.svg": b"x"})[1]
    _, findings = shipped({f"static/{'a' * 84}.svg": b"x"})
    assert [found.hint for found in findings] == ["use 87 characters at most; the build adds 13"]


def test_what_a_sheet_refers_to_goes_by_its_published_name() -> None:
    files = {
        "static/css/site.css": b'@import url("../more/part.css") layer(a);\n'
        b"i { background: url(  '../dot.svg?a#b'  ) }",
        "static/more/part.css": b"p { background: url(p.png), URL(..\\/dot.svg) }",
        "static/more/p.png": b"p",
        "static/dot.svg": b"<svg/>",
    }
    out, findings = shipped(files)
    assert not findings
    dot, png = (posixpath.basename(out.names[name]) for name in ("dot.svg", "more/p.png"))
    assert out.files[out.names["css/site.css"]].decode() == (
        f'@layer a {{\np {{ background: url("../more/{png}"), url("../{dot}") }}\n}}\n'
        f'i {{ background: url("../{dot}?a#b") }}'
    )
    other, _ = shipped({**files, "static/dot.svg": b"<svg />"})
    assert other.names["css/site.css"] != out.names["css/site.css"]  # its bytes are others now
    assert other.names["more/p.png"] == out.names["more/p.png"]
