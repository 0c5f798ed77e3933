"""What hosts are told: files that their formats can be read by, and nothing slipped in."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from site_builder.hosting import is_fingerprinted
from site_builder.publish.hosts import HOSTS, filled

MODELS = Path(__file__).parent.parent / "site_builder/publish/models"


def made(host: str, *, title: str = "Com networks", base_url: str = "") -> str:
    model = (MODELS / HOSTS[host].model).read_text(encoding="utf-8")
    return filled(model, builder="site-builder==0.1.0", title=title, base_url=base_url)


@pytest.mark.parametrize("host", HOSTS)
def test_nothing_is_left_to_be_filled_in(host: str) -> None:
    assert not re.search("@[A-Z]+@", made(host))
    assert f"publish --init {host}" in made(host)


def test_github_is_allowed_next_to_nothing_and_takes_what_is_pinned() -> None:
    flow = yaml.safe_load(made("github"))
    assert flow["permissions"] == {"contents": "write"}
    steps = flow["jobs"]["publish"]["steps"]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", one) for one in used), used
    assert steps[0]["with"] == {"persist-credentials": False}
    runs = [step["run"] for step in steps if "run" in step]
    assert not any("${{" in run for run in runs), "no words of others get into a shell"
    assert runs[0] == 'python -m pip install "$BUILDER"'
    assert runs[1].startswith('site-builder publish "git:https://x-access-token:${TOKEN}@')
    assert flow["jobs"]["publish"]["env"]["BUILDER"] == "site-builder==0.1.0"
    assert not flow["concurrency"]["cancel-in-progress"]


def test_gitlab_serves_the_release_that_publish_made() -> None:
    job = yaml.safe_load(made("gitlab"))["pages"]
    assert job["variables"] == {"BUILDER": "site-builder==0.1.0"}
    assert job["script"][-1] == "cp -RL release/current public"
    assert job["artifacts"] == {"paths": ["public"]}


def test_netlify_and_cloudflare_serve_what_the_command_leaves_in_public() -> None:
    netlify = tomllib.loads(made("netlify"))
    assert netlify["build"]["publish"] == "public"
    assert "site-builder publish --no-compress release &&" in netlify["build"]["command"]
    assert netlify["build"]["environment"]["BUILDER"] == "site-builder==0.1.0"
    cloudflare = tomllib.loads(made("cloudflare"))
    assert cloudflare["pages_build_output_dir"] == "public"
    assert cloudflare["name"] == "com-networks"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('x"\nname = "evil', "x-name-evil"),
        ("Über: {{ }} $(id)", "ber-id"),
        ("…", "briefing"),
        ("", "briefing"),
        ("a" * 80, "a" * 50),
    ],
)
def test_a_title_is_a_name_of_harmless_characters(title: str, name: str) -> None:
    assert tomllib.loads(made("cloudflare", title=title))["name"] == name


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a;b/",
        "https://example.org/$uri/",
        "https://example.org/{x}/",
        "https://example.org/a b/",
        "https://example.org/../",
        "https://example.org/a\n/",
        "https://[::1]/",
        "https://me@example.org/",
        "https://example.org",
    ],
)
@pytest.mark.parametrize("host", HOSTS)
def test_an_odd_address_gets_into_no_file(host: str, address: str) -> None:
    with pytest.raises(ValueError, match=r"example|::1"):
        made(host, base_url=address)


def test_nginx_serves_below_the_path_of_the_address() -> None:
    told = made("nginx", base_url="https://www.example.org:8443/a/b/")
    assert "server_name www.example.org;" in told
    assert "location /a/b/ {" in told
    assert "return 301 /a/b/;" in told
    assert "error_page 404 /a/b/404.html;" in told
    assert "server_name _;" in made("nginx")


@pytest.mark.parametrize(
    "path",
    [
        "static/css/site.0123456789ab.css",
        "static/a.0123456789ab.svg",
        "static/css/site.css",
        "static/a.0123456789.svg",
        "index.html",
        "a/static/a.0123456789ab.svg",
        "pagefind/a.0123456789ab.js",
    ],
)
def test_nginx_keeps_for_ever_what_names_its_bytes(path: str) -> None:
    pattern = re.search('"~(.*)" "public', made("nginx"))
    assert pattern is not None
    assert bool(re.search(pattern[1], f"/{path}")) is is_fingerprinted(path)
