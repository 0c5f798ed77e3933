"""The text of an article out of the bytes of a file, or the reason why there is none."""

from __future__ import annotations

import io
import sys

import papers
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.extracting import extracted
from site_builder.extracts import Extracted
from site_builder.findings import FaultError
from site_builder.pdf import paragraphed

TEXT = "The café said “yes” to the ferry.\r\n\r\nThe second paragraph.\n"


def refused(name: str, data: bytes, encoding: str | None = None) -> tuple[str, str, str]:
    """Return the code, the place with the message, and the hint of what is refused."""
    with pytest.raises(FaultError) as caught:
        extracted(name, data, encoding)
    found = caught.value.finding
    return found.code, f"{found.place}: {found.message}", found.hint


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_plain_text_is_kept_byte_for_byte(start: bytes) -> None:
    data = start + TEXT.encode()
    assert extracted("a.txt", data) == Extracted(data=data)
    assert extracted("a.md", data, "UTF-8").data == data
    assert extracted("a.txt", data).text == TEXT


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16", "utf-16-le"])
def test_another_encoding_is_named_and_its_file_kept(encoding: str) -> None:
    made = extracted("a.txt", TEXT.encode(encoding), encoding)
    assert (made.text, made.kept) == (TEXT, ".original")
    assert made.how == f"It was written in {encoding}, and is UTF-8 now."


def test_what_is_not_utf_8_is_told_with_its_byte_and_an_offer() -> None:
    assert refused("a.txt", b"One line\nThe caf\xe9 said") == (
        "seed-encoding",
        "a.txt:2:8: byte 17 of the file, 0xE9, is not UTF-8",
        "if it is Windows-1252, where this byte is “é”: add --encoding windows-1252",
    )
    assert refused("a.txt", TEXT.encode("utf-16"))[2] == (
        "the file looks like UTF-16: add --encoding utf-16"
    )
    assert refused("a.txt", TEXT.encode("utf-16-be"))[2].endswith("as a PDF")
    code, told, hint = refused("a.txt", b"caf\x81", "windows-1252")
    assert (code, told) == (
        "seed-encoding",
        "a.txt:1:4: byte 4 of the file, 0x81, is not windows-1252",
    )
    assert hint.startswith("name another encoding")


@pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "punycode\0", "idna", "hex"])
def test_an_encoding_that_there_is_not(encoding: str) -> None:
    assert refused("a.txt", b"caf\xe9 words", encoding)[0] == "seed-encoding"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.docx", b"PK\x03\x04rest", "this is a Word, OpenDocument, EPUB or zip file, not text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "this is an old Word file, not text"),
        ("a.rtf", b"{\\rtf1 words}", "this is a file in Rich Text Format, not text"),
        ("a.png", b"\x89PNG\r\n", "this is a picture, not text"),
        (
            "a.mht",
            b"From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "this is a web archive (.mht), not text",
        ),
        ("a.txt", b"words\0\0\0", "this file is not text"),
        ("a.txt", b"\x01\x02\x03\x04 w", "this file is not text"),
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\t\n", "the file is empty"),
        ("a.txt", "\u2003\u00a0".encode(), "the file has no words"),
    ],
)
def test_what_is_no_text_is_refused(name: str, data: bytes, what: str) -> None:
    _, told, hint = refused(name, data)
    assert told == f"{name}: {what}"
    assert hint


HEAD = (
    '<meta charset="utf-8"><meta property="og:site_name" content="Harbour News">'
    '<meta name="author" content="Tom Bell"><link rel="canonical" href="https://example.org/f">'
)


def test_a_page_gives_its_article_and_what_its_own_data_say() -> None:
    made = extracted("a.html", papers.page(head=HEAD).encode())
    assert made.text == "\n".join((papers.TITLE, *papers.WORDS)) + "\n"
    assert (made.kept, made.remarks) == (".html", ())
    assert made.how.startswith("Its text was taken out of the page by trafilatura ")
    assert dict(made.tells) == {
        "title": f"{papers.TITLE} | Harbour News",
        "author": "Tom Bell",
        "publisher": "Harbour News",
        "url": "https://example.org/f",
    }


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "windows-1252"),  # as browsers read it
        ("<meta http-equiv=x content='text/html; charset=windows-1252'>", "windows-1252"),
        ("<meta charset=nonsense>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_read_as_it_says_of_itself(head: str, encoding: str) -> None:
    made = (
        extracted("saved", papers.page(head=head).encode(encoding))
        if encoding != "utf-16"
        else (extracted("a.htm", papers.page(head=head).encode(encoding)))
    )
    assert papers.WORDS[1] in made.text


def test_a_page_is_read_as_the_curator_says() -> None:
    data = papers.page(head='<meta charset="utf-8">').encode("windows-1252")
    assert refused("a.html", data)[0] == "seed-encoding"
    assert papers.WORDS[1] in extracted("a.html", data, "windows-1252").text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><nav>Home News</nav><p>Please enable JavaScript.</p></body></html>",
        "<!doctype html>",
        "<html>" + "<div>" * 5_000 + "</html>",
        "<html><body>\x00</body></html>".replace("\x00", ""),
    ],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    code, told, hint = refused("a.html", page.encode())
    assert code in {"seed-empty", "file-unreadable"}
    assert "article" in told
    assert ".txt file" in hint


def test_a_pdf_gives_its_text_in_paragraphs() -> None:
    made = extracted("a.pdf", papers.pdf(papers.LINES, [""], title="Ferry report"))
    assert made.text == (
        "Ferry report\n"
        "The ferry to Skerrow carried 1,204 passengers in May 2026, the harbour office said. The "
        "harbour is busy and the council has paid for a second landing stage, which it hopes will "
        "open before the next year.\n"
        "Ada Holm, the harbour master, said that the self-made timetable holds.\n"
        "It may double by autumn.\n"
    ).replace("year.\n", "year. ")
    assert (made.kept, dict(made.tells)) == (".pdf", {"title": "Ferry report"})
    assert made.remarks == ("there is next to no text on these of its 2 pages: 2",)
    assert made.how.startswith("Its text was taken out of the PDF by pypdf ")


def locked(password: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(papers.pdf(papers.LINES)))
    writer.encrypt(password, owner_password="other", algorithm=algorithm)
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


def test_an_encrypted_pdf_is_refused_unless_anybody_may_read_it() -> None:
    code, told, hint = refused("a.pdf", locked("secret", "RC4-128"))
    assert (code, told) == ("file-unreadable", "a.pdf: this PDF is encrypted")
    assert "without a password" in hint
    assert "Ada Holm" in extracted("a.pdf", locked("", "RC4-128")).text


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (papers.pdf([""], [""]), "seed-empty", "this PDF has next to no text"),
        (papers.pdf(papers.LINES)[:200], "file-unreadable", "this PDF cannot be read ("),
        (b"%PDF-1.7\n" + b"\xff" * 500, "file-unreadable", "this PDF cannot be read ("),
        (papers.pdf(papers.LINES).replace(b"/Kids", b"/Kinds"), "seed-empty", "this PDF has next"),
    ],
)
def test_a_pdf_that_gives_no_text_is_refused(data: bytes, code: str, told: str) -> None:
    found = refused("a.pdf", data)
    assert (found[0], found[1].startswith(f"a.pdf: {told}")) == (code, True)


@pytest.mark.parametrize(
    ("package", "name", "data"),
    [
        ("trafilatura", "a.html", papers.page().encode()),
        ("pypdf", "a.pdf", papers.pdf(papers.LINES)),
    ],
)
def test_without_its_package_the_command_to_have_it_is_told(
    package: str, name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    _, told, hint = refused(name, data)
    assert told.startswith(f"{name}: the Python package {package} is needed for ")
    assert hint == "the command `doctor` says how to install it; or save the article as plain text"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (pypdf.errors.DependencyError("cryptography is needed"), "this PDF is encrypted"),
        (RecursionError(), "this PDF cannot be read (RecursionError)"),
    ],
)
def test_a_pdf_that_its_reader_gives_up_on(
    error: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(pypdf.PdfReader, "pages", property(fails))
    assert refused("a.pdf", papers.pdf(papers.LINES))[:2] == ("file-unreadable", f"a.pdf: {told}")


def test_what_is_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("site_builder.pdf._MOST_PAGES", 1)
    told = refused("a.pdf", papers.pdf(papers.LINES, papers.LINES))[1]
    assert told == "a.pdf: this PDF has 2 pages"
    monkeypatch.setattr("site_builder.extracts._MOST_TEXT", 10)
    assert refused("a.html", papers.page().encode())[1].startswith("a.html: its text is larger")


def test_a_page_that_its_reader_gives_up_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.extract", fails)
    assert refused("a.html", papers.page().encode()) == (
        "file-unreadable",
        "a.html: no article can be taken out of this page (RecursionError)",
        "copy its text into a .txt file",
    )


def test_libraries_say_nothing_by_themselves(capfd: pytest.CaptureFixture[str]) -> None:
    for data in (papers.pdf(papers.LINES)[:400], papers.pdf(papers.LINES).replace(b"0000", b"9")):
        with pytest.raises(FaultError):
            extracted("a.pdf", data)
    assert capfd.readouterr() == ("", "")


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.pdf"]))
def test_whatever_the_bytes_are_there_is_a_text_or_a_reason(data: bytes, name: str) -> None:
    if name == "a.pdf":
        data = b"%PDF-1.4\n" + data
    try:
        said = extracted(name, data).text
    except FaultError as fault:
        said = fault.finding.hint
    assert said.strip()


@given(st.text("ab .-\n", max_size=200))
def test_no_word_is_lost_between_lines(text: str) -> None:
    letters = [char for char in text if char in "ab."]
    assert [char for char in paragraphed(text) if char in "ab."] == letters
