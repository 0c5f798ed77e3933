from __future__ import annotations

from site_builder.assets import shipped
from site_builder.findings import as_text

SITE = '@layer base, parts;\n@import url("base.css") layer(base);\n@import url("b.css");\n'


def ship(**files: str) -> dict[str, str]:
    """Return what is shipped of these files (`__` for `/`, `_` for `.`), which must be in order."""
    given = {name.replace("__", "/").replace("_", "."): t.encode() for name, t in files.items()}
    out, findings = shipped(given)
    assert not findings
    return {name: data.decode() for name, data in out.items()}


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
    out, findings = shipped(dict.fromkeys(given, b"x"))
    assert (list(out), findings) == (["static/x"], [])


def test_other_files_ship_byte_for_byte_in_order() -> None:
    given = {"static/z.svg": b"<svg/>", "static/a.woff2": b"\x00\xff"}
    out, _ = shipped(given)
    assert list(out.items()) == [("static/a.woff2", b"\x00\xff"), ("static/z.svg", b"<svg/>")]


def test_an_import_of_a_sheet_that_is_not_there_is_a_finding() -> None:
    text = 'p {}\n  @import url("gone.css") layer(base);\n@import url("https://example.org/a.css");'
    out, findings = shipped({"static/css/site.css": text.encode()})
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
