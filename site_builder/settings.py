"""`content/site.yaml` to Settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from site_builder.fields import Fields
from site_builder.findings import Finding, finding
from site_builder.model import Edition, Settings

if TYPE_CHECKING:
    from site_builder.places import Text
    from site_builder.yamltext import Mapping

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BASE_URL = re.compile(r"https?://[^\s/?#\"'<>\\]+(/[^\s?#\"'<>\\]*)?")


def read_settings(node: Mapping, findings: list[Finding]) -> Settings:
    """Return the settings of `site.yaml`; what is wrong in it is added to the findings."""
    fields = Fields(node, findings, "site.yaml")
    settings = Settings(
        title=fields.text("title"),
        description=fields.text("description"),
        base_url=_base_url(fields.maybe_text("base_url"), findings),
        language=_language(fields.maybe_text("language"), findings),
        edition=_edition(fields, findings),
        contact=fields.maybe_text("contact"),
        caution=fields.maybe_text("caution"),
        themes=fields.texts("themes"),
        summary=fields.texts("summary"),
        figures=fields.texts("figures"),
        seed_text=fields.choice("seed_text", ("full", "excerpts"), default="full"),
        coverage=fields.choice("coverage", ("error", "warn", "count"), default="error"),
    )
    fields.close()
    return settings


def _edition(fields: Fields, findings: list[Finding]) -> Edition:
    mapping = fields.mapping("edition", required=True)
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
    return edition


def is_base_url(text: str) -> bool:
    """Tell whether the text is an absolute http(s) address without query or fragment."""
    return _BASE_URL.fullmatch(text) is not None


def _base_url(text: Text | None, findings: list[Finding]) -> str:
    if text is None:
        return ""
    if not is_base_url(text):
        hint = "write it as https://example.org/briefing/, without ? or #"
        findings.append(finding("value-form", text, "this is not a web address", hint=hint))
        return ""
    return text.rstrip("/") + "/"


def _language(text: Text | None, findings: list[Finding]) -> str:
    if text is None:
        return "en-GB"
    if not _LANGUAGE.fullmatch(text):
        hint = "write a language tag such as en-GB"
        findings.append(finding("value-form", text, "this is not a language tag", hint=hint))
        return "en-GB"
    return str(text)
