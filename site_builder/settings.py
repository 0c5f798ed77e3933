"""`content/site.yaml` to Settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.fields import Fields
from site_builder.findings import Finding, finding
from site_builder.model import Edition, Settings
from site_builder.security import Security
from site_builder.urls import (
    Fault,
    address_fault,
    host_of,
    is_host,
    looks_like_address,
    path_of,
    security_fault,
)

if TYPE_CHECKING:
    from site_builder.places import Text
    from site_builder.yamltext import Mapping

SEED_TEXT = ("full", "excerpts")
COVERAGE = ("error", "warn", "count")
NAMES = ("shown", "withheld")
_EDITION = "version, date, review_by and would_change below it"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_settings(node: Mapping, findings: list[Finding]) -> Settings:
    """Return the settings of `site.yaml`; what is wrong in it is added to the findings."""
    fields = Fields(node, findings, "site.yaml")
    base_url = _base_url(fields.maybe_text("base_url"), findings)
    settings = Settings(
        title=fields.text("title"),
        description=fields.text("description"),
        base_url=base_url,
        language=_language(fields.maybe_text("language"), findings),
        edition=_edition(fields, findings),
        contact=_contact(fields.maybe_text("contact"), findings),
        caution=fields.maybe_text("caution"),
        themes=fields.texts("themes"),
        summary=fields.texts("summary"),
        figures=fields.texts("figures"),
        named=fields.texts("named"),
        names=fields.choice("names", NAMES, default="shown"),
        seed_text=fields.choice("seed_text", SEED_TEXT, default="full"),
        coverage=fields.choice("coverage", COVERAGE, default="error"),
        security=_security(fields, findings),
        cname=_cname(fields.maybe_text("cname"), base_url, findings),
    )
    fields.close()
    return settings


def _edition(fields: Fields, findings: list[Finding]) -> Edition:
    mapping = fields.mapping("edition", required=_EDITION)
    if mapping is None:
        here = fields.here()
        return Edition(version=here, date=here, review_by=here, would_change=here)
    inner = Fields(mapping, findings, "an edition")
    edition = Edition(
        version=inner.text("version"),
        date=inner.date("date"),
        review_by=inner.date("review_by"),
        would_change=inner.text("would_change"),
    )
    inner.close()
    if edition.date and edition.review_by and edition.review_by < edition.date:
        message = f"the review is due before the edition’s own date, {edition.date}"
        hint = "write the day by which somebody looks at this edition again"
        findings.append(finding("value-form", edition.review_by, message, hint=hint))
    return edition


def is_base_url(text: str) -> bool:
    """Tell whether the text is an absolute http(s) address without query or fragment."""
    return _base_url_fault(text) is None


def _base_url_fault(text: str) -> Fault | None:
    fault = address_fault(text)
    if fault is None and re.search(r"[?#]|//.*//", text):
        hint = "write it as in https://example.org/briefing/"
        return Fault("the address of a site has no ?, no # and no // within its path", hint)
    return fault


def _base_url(text: Text | None, findings: list[Finding]) -> str:
    if text is None:
        return ""
    fault = _base_url_fault(text)
    if fault is not None:
        findings.append(finding("value-form", text, fault.message, hint=fault.hint))
        return ""
    return text.rstrip("/") + "/"


def _contact(text: Text | None, findings: list[Finding]) -> Text | None:
    """Return what is printed as the contact: words, or an address that a page may link to."""
    fault = address_fault(text, mail=True) if text and looks_like_address(text) else None
    if text is not None and fault is not None:
        hint = f"{fault.hint}, or only the words or the number"
        findings.append(finding("value-form", text, fault.message, hint=hint))
        return None
    return text


def _security(fields: Fields, findings: list[Finding]) -> Security | None:
    mapping = fields.mapping("security")
    if mapping is None:
        return None
    before = len(findings)
    inner = Fields(mapping, findings, "security")
    security = Security(
        contact=inner.text("contact"),
        expires=inner.date("expires"),
        policy=inner.maybe_text("policy"),
        preferred_languages=inner.texts("preferred_languages"),
    )
    inner.close()
    for text, page in ((security.contact, False), (security.policy, True)):
        fault = security_fault(text, page=page) if text else None
        if text is not None and fault is not None:
            findings.append(finding("value-form", text, fault.message, hint=fault.hint))
    for text in security.preferred_languages:
        _language(text, findings)
    return security if len(findings) == before else None  # no draft writes what is wrong


def _cname(text: Text | None, base_url: str, findings: list[Finding]) -> str:
    if text is None:
        return ""
    if not is_host(text):
        hint = "write the host alone, as in www.example.org"
        findings.append(finding("value-form", text, "this is not the name of a host", hint=hint))
        return ""
    if base_url and host_of(base_url) != text.lower():
        message = f"the host of “base_url” is another: {host_of(base_url)}"
        hint = "give both the same host, or leave “cname” out"
        findings.append(finding("value-form", text, message, hint=hint))
    elif path_of(base_url).strip("/"):
        message = f"a host of its own answers for the whole, and “base_url” has {path_of(base_url)}"
        hint = "let “base_url” end after the host, or leave “cname” out"
        findings.append(finding("value-form", text, message, hint=hint))
    return text.lower()


def _language(text: Text | None, findings: list[Finding]) -> str:
    if text is None:
        return "en-GB"
    if not LANGUAGE.fullmatch(text):
        hint = "write a language tag such as en-GB"
        findings.append(finding("value-form", text, "this is not a language tag", hint=hint))
        return "en-GB"
    return str(text)
