from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from site_builder.findings import as_text
from site_builder.places import Source
from site_builder.settings import is_base_url, read_settings
from site_builder.yamltext import Mapping, parse

if TYPE_CHECKING:
    from site_builder.findings import Finding
    from site_builder.model import Settings

LEAST = """title: Pool
description: About a pool.
edition: {version: "1.0", date: 2026-11-21, review_by: 2027-05-21, would_change: news}
"""


def read(document: str) -> tuple[Settings, str]:
    node, findings = parse(Source(name="content/site.yaml", text=document))
    assert isinstance(node, Mapping)
    log: list[Finding] = [*findings]
    settings = read_settings(node, log)
    return settings, "\n".join(map(as_text, log))


def test_the_least_there_can_be() -> None:
    settings, report = read(LEAST)
    assert report == ""
    assert settings.title == "Pool"
    assert settings.edition.version == "1.0"
    assert settings.edition.would_change == "news"
    assert (settings.base_url, settings.language) == ("", "en-GB")
    assert (settings.contact, settings.caution) == (None, None)
    assert (settings.themes, settings.summary, settings.figures) == ((), (), ())
    assert (settings.seed_text, settings.coverage) == ("full", "error")
    assert (settings.named, settings.names) == ((), "shown")
    assert (settings.security, settings.cname) == (None, "")


def test_everything_there_can_be() -> None:
    settings, report = read(
        LEAST
        + "base_url: https://example.org/pool\nlanguage: cy\ncontact: a@example.org\n"
        + "caution: Check.\nthemes: [a, b]\nsummary: c\nfigures: [d, e]\n"
        + "seed_text: excerpts\ncoverage: count\nnamed: [Tom Bell, Bo]\nnames: withheld\n"
    )
    assert report == ""
    assert settings.base_url == "https://example.org/pool/"
    assert (settings.language, settings.contact, settings.caution) == (
        "cy",
        "a@example.org",
        "Check.",
    )
    assert (settings.themes, settings.summary) == (("a", "b"), ("c",))
    assert settings.figures == ("d", "e")
    assert (settings.seed_text, settings.coverage) == ("excerpts", "count")
    assert (settings.named, settings.names) == (("Tom Bell", "Bo"), "withheld")


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ("base_url: /pool", "content/site.yaml:4:11: error value-form: this is not a web address"),
        (
            "base_url: https://example.org//evil.example/",
            "content/site.yaml:4:11: error value-form: the address of a site has no ?, no # and no",
        ),
        (
            "contact: tel:0800",
            "content/site.yaml:4:10: error value-form: no page links to what begi",
        ),
        (
            "contact: //x.example",
            "content/site.yaml:4:10: error value-form: this is not a web addr",
        ),
        ("language: en_GB", "content/site.yaml:4:11: error value-form: this is not a language tag"),
        ("coverage: no", "content/site.yaml:4:11: error value-choice: “coverage” cannot be “no”"),
        ("names: hidden", "content/site.yaml:4:8: error value-choice: “names” cannot be “hidden”"),
        (
            "named: {a: b}",
            "content/site.yaml:4:8: error value-shape: “named” must be text, not a map",
        ),
        ("seed_text: all", "content/site.yaml:4:12: error value-choice: “seed_text” cannot"),
        ("colour: red", "content/site.yaml:4:1: error key-unknown: site.yaml has no key “colour”"),
    ],
)
def test_a_wrong_setting_is_told_and_the_usual_one_stands_in(more: str, start: str) -> None:
    settings, report = read(f"{LEAST}{more}\n")
    assert report.startswith(start)
    assert (settings.base_url, settings.language) == ("", "en-GB")
    assert settings.contact is None
    assert (settings.coverage, settings.seed_text) == ("error", "full")


@pytest.mark.parametrize(
    ("edition", "starts"),
    [
        ("", ["content/site.yaml:1:1: error key-missing: site.yaml needs “edition”"]),
        ("edition: first", ["content/site.yaml:3:10: error value-shape: “edition” must be a map"]),
        (
            "edition: {version: 1, date: 2026, review_by: 2027-01-01, would_change: x, by: y}",
            [
                "content/site.yaml:3:29: error value-form: “date” is not a date",
                "content/site.yaml:3:75: error key-unknown: an edition has no key “by”",
            ],
        ),
    ],
)
def test_a_wrong_edition(edition: str, starts: list[str]) -> None:
    settings, report = read(f"title: Pool\ndescription: About a pool.\n{edition}\n")
    lines = [line for line in report.splitlines() if line.startswith("content/")]
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    assert settings.edition.date == ""


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://example.org", True),
        ("http://example.org/", True),
        ("https://example.org/a/b/", True),
        ("https://example.org:8080/a", True),
        ("https://xn--exmple-cua.org/", True),
        ("https://exämple.org/", False),
        ("https://example.org//evil.example/", False),
        ("https://example.org@evil.example/", False),
        ("ftp://example.org/", False),
        ("example.org", False),
        ("//example.org/", False),
        ("https://", False),
        ("https:///a", False),
        ("https://example.org/a b", False),
        ("https://example.org/?a=b", False),
        ("https://example.org/#a", False),
        ('https://example.org/"', False),
        ("https://example.org/<", False),
        ("https://example.org/a\\b", False),
        ("https://example.org/\n", False),
        ("javascript:https://example.org", False),
    ],
)
def test_what_a_base_url_is(address: str, *, is_one: bool) -> None:
    assert is_base_url(address) is is_one


@pytest.mark.parametrize(
    "contact",
    [
        "corrections@example.org",
        "mailto:corrections@example.org",
        "https://example.org/corrections",
        "The pool, 1 High Street: ask for Ann",
        "Post: 1 High Street",
    ],
)
def test_a_contact_is_words_or_an_address(contact: str) -> None:
    settings, report = read(f"{LEAST}contact: '{contact}'\n")
    assert (settings.contact, report) == (contact, "")


SECURITY = "security: {{contact: '{}', expires: 2027-05-21}}"


def test_whom_to_tell_of_a_weakness() -> None:
    settings, report = read(
        LEAST
        + "security:\n  contact: https://example.org/#a\n  expires: 2027-05-21\n"
        + "  policy: https://example.org/p\n  preferred_languages: [en, cy-GB]\n"
    )
    assert report == ""
    told = settings.security
    assert told is not None
    assert (told.contact, told.expires) == ("https://example.org/#a", "2027-05-21")
    assert (told.policy, told.preferred_languages) == ("https://example.org/p", ("en", "cy-GB"))
    for contact in ("tel:+44-20-7946-0000", "tel:0800123", "mailto:a@example.org"):
        assert read(LEAST + SECURITY.format(contact))[1] == ""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (SECURITY.format("http://example.org/"), "4:21: error value-form: this is not an address"),
        (SECURITY.format("a@example.org"), "4:21: error value-form: this is not an address that"),
        (SECURITY.format("tel:0800 123"), "4:21: error value-form: this is not a telephone number"),
        (SECURITY.format("tel:"), "4:21: error value-form: this is not a telephone number"),
        (SECURITY.format("mailto:a b@example.org"), "4:21: error value-form: an address has no"),
        (SECURITY.format("mailto:a@b@example.org"), "4:21: error value-form: this is not a mail"),
        (SECURITY.format("https://example.org/ Expires"), "4:21: error value-form: an address has"),
        (SECURITY.format("https://a@example.org/"), "4:21: error value-form: what stands before @"),
        (
            SECURITY.format("https://example.org/" + "a" * 300),
            "4:21: error value-form: this is too",
        ),
        (
            'security: {contact: "https://example.org/\\nExpires: 1999", expires: 2027-05-21}',
            "4:21: error value-form: an address has no white space",
        ),
        (
            "security: {contact: https://a.example/, expires: 2027-02-30}",
            "4:50: error value-form: there is no day 2027-02-30",
        ),
        ("security: {expires: 2027-05-21}", "4:11: error key-missing: "),
        ("security: https://example.org/", "4:11: error value-shape: "),
        (
            "security: {contact: https://a.example/, expires: 2027-05-21, policy: tel:0800}",
            "4:70: error value-form: this is not an address that such a file may give",
        ),
        (
            "security: {contact: https://a.example/, expires: 2027-05-21, "
            "preferred_languages: ['en\n\n  X: y']}",
            "4:84: error value-form: this is not a language tag",
        ),
        ("cname: https://example.org", "4:8: error value-form: this is not the name of a host"),
        ("cname: example.org/a", "4:8: error value-form: this is not the name of a host"),
        ("cname: example.org:80", "4:8: error value-form: this is not the name of a host"),
        ("cname: 192.0.2.1", "4:8: error value-form: this is not the name of a host"),
        ("cname: localhost", "4:8: error value-form: this is not the name of a host"),
        ("cname: 'example.org #'", "4:8: error value-form: this is not the name of a host"),
        ('cname: "example.org\\nexample.net"', "4:8: error value-form: this is not the name"),
        ("cname: bücher.example", "4:8: error value-form: this is not the name of a host"),
        (
            "cname: www.example.org\nbase_url: https://Example.org:80/www.example.org",
            "4:8: error value-form: the host of “base_url” is another: example.org",
        ),
        (
            "cname: example.org\nbase_url: https://example.org/a",
            "4:8: error value-form: a host of its own answers for the whole, and “base_url” has",
        ),
    ],
)
def test_what_hosts_are_told_is_of_a_form(line: str, told: str) -> None:
    _, report = read(f"{LEAST}{line}\n")
    assert report.splitlines()[0].startswith(f"content/site.yaml:{told}"), report


def test_the_name_of_a_host_fits_the_address_of_the_site() -> None:
    settings, report = read(f"{LEAST}cname: WWW.Example.org\nbase_url: https://www.example.org\n")
    assert (settings.cname, report) == ("www.example.org", "")


@pytest.mark.parametrize(("day", "told"), [("2026-11-20", True), ("2026-11-21", False)])
def test_an_edition_is_reviewed_after_its_date(day: str, told: bool) -> None:
    _, report = read(LEAST.replace("review_by: 2027-05-21", f"review_by: {day}"))
    assert ("the review is due before the edition’s own date, 2026-11-21" in report) is told
