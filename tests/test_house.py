"""How the code is laid out: who may import whom and when, touch the disk, or be how long."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tiny
from ladder import LADDER, OUTSIDE
from test_verifying_copies import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent.parent / "site_builder"

_MODULES_OF_THE_OUTSIDE = frozenset(
    {
        *("asyncio", "ftplib", "glob", "http", "io", "jinja2", "livereload", "mmap", "os"),
        *("requests", "select", "shutil", "signal", "socket", "socketserver", "ssl", "sqlite3"),
        *("subprocess", "sys", "tempfile", "threading", "tornado", "urllib", "watchfiles"),
    }
)
_CLOCK = frozenset({"time", "random", "secrets", "uuid", "locale"})
_METHODS_OF_PATHS = frozenset(
    {
        *("chmod", "cwd", "exists", "expanduser", "glob", "hardlink_to", "home", "is_dir"),
        *("is_file", "is_symlink", "iterdir", "lstat", "mkdir", "open", "read_bytes"),
        *("read_text", "readlink", "rename", "resolve", "rglob", "rmdir", "samefile", "stat"),
        *("symlink_to", "touch", "unlink", "write_bytes", "write_text", "absolute"),
    }
)
_CLOCKS = frozenset({"now", "today", "utcnow"})
_LONGEST = 400


def path_of(module: str) -> Path:
    if module == "site_builder":
        return PACKAGE / "__init__.py"
    path = PACKAGE.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of everything that is imported, at whatever depth."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole package"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(module: str) -> Iterator[str]:
    """Yield the modules of this package that a module imports."""
    for name in imports(tree_of(module)):
        first, _, rest = name.partition(".")
        if first == "site_builder":
            parent = rest.rpartition(".")[0] or "site_builder"
            yield rest if rest in LADDER else parent


def without_types(tree: ast.Module) -> ast.Module:
    """Return the tree without what is imported for types alone."""
    body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return ast.Module(body=body, type_ignores=[])


def test_the_ladder_names_every_module() -> None:
    paths = {path.relative_to(PACKAGE.parent) for path in PACKAGE.rglob("*.py")}
    assert {path_of(module).relative_to(PACKAGE.parent) for module in LADDER} == paths
    assert len(LADDER) == len(set(LADDER))


@pytest.mark.parametrize("module", LADDER)
def test_a_module_imports_only_what_stands_above_it(module: str) -> None:
    above = LADDER[: LADDER.index(module)]
    assert [name for name in own_imports(module) if name not in above] == []


# Runs a command in a process of its own; then prints the modules with a file that it brought in.
_BRINGING = """
import json, sys
there = set(sys.modules)
from site_builder import cli
status = cli.main(sys.argv[1:]) if sys.argv[1:] else 0
new = [name for name in set(sys.modules) - there if getattr(sys.modules[name], '__file__', None)]
print(json.dumps(new), file=sys.stderr)
sys.exit(status)
"""
_READING = {"markupsafe", "yaml"}


def brought(*arguments: str | Path) -> set[str]:
    """Return the modules that a command brings in; without arguments, what stands before any."""
    done = subprocess.run(
        [sys.executable, "-c", _BRINGING, *arguments],
        cwd=PACKAGE.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def packages(modules: set[str]) -> set[str]:
    """Return which packages beyond Python's own and this one are among the modules."""
    first = {name.partition(".")[0] for name in modules}
    return {name for name in first if not name.startswith("_")} - {
        *sys.stdlib_module_names,
        "site_builder",
    }


def test_before_a_command_is_known_nothing_of_ours_is_imported() -> None:
    ours = {name for name in brought() if name.startswith("site_builder")}
    assert ours == {"site_builder", "site_builder.cli"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["explain", "quote-missing"]], ids=str
)
def test_help_and_explanations_need_no_package(arguments: list[str]) -> None:
    modules = brought(*arguments)
    assert packages(modules) == set()
    assert "site_builder.pipeline" not in modules
    assert ("site_builder.explanations" in modules) is (arguments[0] == "explain")


@pytest.mark.parametrize("command", ["check", "coverage", "list"])
def test_what_only_reads_imports_neither_jinja_nor_tornado(command: str, tmp_path: Path) -> None:
    modules = brought(command, "--project", tiny.project(tmp_path))
    assert packages(modules) == _READING  # nor rapidfuzz, where no word is unlike all others
    assert not {name for name in modules if name.startswith("site_builder.views")}


def test_a_check_of_the_shipped_briefing_imports_two_small_packages_more() -> None:
    assert packages(brought("check")) <= {*_READING, "markdown_it", "mdurl", "rapidfuzz"}


def test_a_build_brings_in_no_web_server_and_no_maker_of_pdfs(tmp_path: Path) -> None:
    project = tiny.project(tmp_path / "project")
    modules = brought("build", "--project", project, "--output", tmp_path / "public")
    assert packages(modules) == {*_READING, "filelock", "jinja2"}


def test_a_reader_needs_no_package_and_none_of_what_made_the_site(tmp_path: Path) -> None:
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    modules = brought("verify", tmp_path)
    assert packages(modules) == set()
    made = ("views", "checks", "content", "render", "proof", "pipeline", "exports")
    parts = {name.split(".")[1] for name in modules if name.startswith("site_builder.")}
    assert not parts & set(made)


def test_the_server_knows_neither_the_pipeline_nor_the_views() -> None:
    assert set(own_imports("server")) <= {"answering", "watching"}
    assert set(own_imports("answering")) == set()


@pytest.mark.parametrize("module", [m for m in LADDER if m not in OUTSIDE])
def test_the_inside_touches_neither_disk_nor_network_nor_clock(module: str) -> None:
    tree = without_types(tree_of(module))
    # Of urllib, `parse` alone asks nobody.
    named = {name for name in imports(tree) if not name.startswith("urllib.parse")}
    imported = {name.split(".")[0] for name in named}
    assert imported & (_MODULES_OF_THE_OUTSIDE | _CLOCK) == set()
    assert "pathlib.Path" not in set(imports(tree))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert called & {"open", "input", "print", "exec", "eval"} == set()
    methods = {name.rpartition(".")[2] for name in called if "." in name and name[:5] != "self."}
    assert methods & (_METHODS_OF_PATHS | _CLOCKS) == set()


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_is_shorter_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < _LONGEST
