from __future__ import annotations

import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, TemplateRuntimeError
from jinja2.exceptions import SecurityError, UndefinedError
from markupsafe import Markup

from site_builder import bounds
from site_builder.bounds import BoundedEnvironment, bounded_memory
from site_builder.findings import FaultError
from site_builder.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable

TREE = {"name": "a", "parts": [{"name": "b", "parts": [{"name": "c", "parts": []}]}]}


def fill(template: str, **others: str) -> str:
    environment = BoundedEnvironment(DictLoader({"x": template, **others}))
    return environment.get_template("x").render(items=["a", "b"], tree=TREE, name="<b>")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (
            "{% for i in items %}{{ loop.index }}/{{ loop.length }}{{ i }} {% endfor %}",
            "1/2a 2/2b ",
        ),
        ("{% for i in items if i == 'b' %}{{ i }}{{ loop.last }}{% endfor %}", "bTrue"),
        ("{% for i in [] %}x{% else %}none{% endfor %}", "none"),
        (
            "{% for t in [tree] recursive %}{{ t.name }}{{ loop(t.parts) }}{% endfor %}",
            "abc",
        ),
        ("{{ range(3)|list }}{{ range(4, 0, -2)|join }}", "[0, 1, 2]42"),
        ("{{ 'ab' * 3 }}{{ 3 * '-' }}{{ 6 * 7 }}{{ 2 ** 10 }}{{ 1.5 * 2 }}", "ababab---4210243.0"),
        ("{{ [1] * 2 }}{{ 'x' * -1 }}{{ 2 ** -1 }}", "[1, 1]0.5"),
        ("{{ '<i>' }}{{ name }}{{ '<i>' ~ name }}", "&lt;i&gt;&lt;b&gt;&lt;i&gt;&lt;b&gt;"),
        ("{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(name) }}", "<&lt;b&gt;>"),
        ("{% include 'y' %}{% from 'y' import m %}{{ m() }}", "yM"),
    ],
)
def test_an_honest_template_fills_as_jinja_fills_it(template: str, text: str) -> None:
    assert fill(template, y="y{% macro m() %}M{% endmacro %}") == text


DOUBLING = "{% macro m0() %}{% endmacro %}" + "".join(
    f"{{% macro m{n}() %}}{{{{ m{n - 1}() }}}}{{{{ m{n - 1}() }}}}{{% endmacro %}}"
    for n in range(1, 60)
)
INCLUDING = {f"i{n}": f"{{% include 'i{n - 1}' %}}" * 2 for n in range(1, 60)} | {"i0": ""}
STEPS = "this page takes more than 2,000,000 steps to fill"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% for i in range(10**12) %}x{% endfor %}", STEPS),
        ("{% for i in range(3000) %}{% for j in range(3000) %}{% endfor %}{% endfor %}", STEPS),
        ("{% for i in range(99999) %}{% set x = range(99999)|list %}{% endfor %}", STEPS),
        ("{{ range(99999)|groupby('real')|length }}" + "{{ range(99999)|unique|list|length }}" * 9,
         STEPS),
        ("{% for i in items * 999999 %}{% set x = 'a'|center(9000000) %}{% endfor %}", STEPS),
        ("{% for i in items * 999999 %}{% set x = 'a'.center(9000000) %}{% endfor %}", STEPS),
        ("{% for i in 'x' * 60000000 %}{% endfor %}", STEPS),
        (DOUBLING + "{{ m59() }}", STEPS),
        ("{% include 'i59' %}", STEPS),
        ("{{ 10 ** (10 ** 10) }}", "this number is too large"),
        ("{% set n = namespace(x=9) %}{% for i in items * 99 %}{% set n.x = n.x * n.x %}"
         "{% endfor %}", "this number is too large"),
        ("{{ 'x' * 10**9 }}", "this repeats a value too often"),
        ("{{ 10**9 * [1] }}", "this repeats a value too often"),
        ("{% for i in range(9) %}{{ 'x' * 60000000 }}{% endfor %}",
         "this prints more than 64 million characters"),
    ],
)  # fmt: skip
@pytest.mark.no_cover
def test_a_template_without_end_ends(template: str, message: str) -> None:
    with pytest.raises(TemplateRuntimeError, match=f"^{message}$"):
        fill(template, **INCLUDING)


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ fill.__globals__ }}",
        "{{ items.append('c') }}",
        "{{ '{0.__class__}'.format(name) }}",
        "{{ range.__func__ }}",
        "{{ lipsum() }}",
    ],
)
def test_a_template_reaches_nothing_of_python(template: str) -> None:
    with pytest.raises((SecurityError, UndefinedError)):
        fill(template)


@pytest.mark.parametrize("name", ["random", "slice"])
def test_filters_of_chance_and_of_any_length_are_gone(name: str) -> None:
    with pytest.raises(Exception, match=f"No filter named '{name}'"):
        fill(f"{{{{ items|{name} }}}}")


def test_what_a_page_is_given_is_read_by_its_fields_alone() -> None:
    @dataclass(frozen=True)
    class Given:
        words: str
        _own: str = "kept"

        def joined(self) -> str:
            return self.words * 2

    @dataclass
    class Open:
        words: list[str]

    environment = BoundedEnvironment(DictLoader({}))
    given = Given(words="a")
    filled = environment.from_string("{{ g.words }}{{ g.joined() }}{{ o.words }}")
    assert filled.render(g=given, o=Open(words=["b"])) == "aaa[&#39;b&#39;]"
    for hidden in ("g._own", "g.__class__", "g.words.__class__", "o.words.append(1)"):
        with pytest.raises((SecurityError, UndefinedError)):
            environment.from_string("{{ " + hidden + " }}").render(g=given, o=Open(words=[]))


def test_each_page_has_all_its_steps_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "STEPS", 150)
    page = b"{% for i in range(4) %}.{% endfor %}"
    renderer = Renderer.of({"templates/pages/x.html": page})
    assert [renderer.fill("x") for _ in range(3)] == [b"...."] * 3
    longer = Renderer.of({"templates/pages/x.html": page * 2})
    with pytest.raises(FaultError, match="more than 150 steps"):
        longer.fill("x")


def test_no_page_sees_what_another_left_behind() -> None:
    files = {
        "templates/m.html": b"{% set kept = namespace(n=0) %}",
        "templates/pages/x.html": b"{% from 'm.html' import kept %}{% set kept.n = kept.n + 1 %}"
        b"{{ kept.n }}",
    }
    renderer = Renderer.of(files)
    assert [renderer.fill("x") for _ in range(3)] == [b"1"] * 3


linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts a process's memory")


@linux
@pytest.mark.parametrize(
    "grow",
    [
        lambda: bytearray(1 << 31),
        lambda: Markup("x") * (1 << 31),
        lambda: fill("{% set n = namespace(x='xx') %}{% for i in range(40) %}"
                     "{% set n.x = n.x ~ n.x %}{% endfor %}"),
        lambda: fill("{{ 'x'|center(3000000000) }}"),
    ],
)  # fmt: skip
def test_what_takes_too_much_memory_is_stopped(grow: Callable[[], object]) -> None:
    with pytest.raises(MemoryError), bounded_memory():
        grow()


@linux
def test_the_bound_of_memory_is_lifted_again() -> None:
    import resource  # Windows has none

    before = resource.getrlimit(resource.RLIMIT_DATA)
    with bounded_memory():
        assert resource.getrlimit(resource.RLIMIT_DATA) != before
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_without_such_a_bound_templates_are_filled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Renderer.of({"templates/pages/x.html": b"x"}).fill("x") == b"x"


@linux
def test_threads_that_fill_pages_at_once_leave_no_bound() -> None:
    import resource  # Windows has none

    before = resource.getrlimit(resource.RLIMIT_DATA)

    def fill(pause: float) -> None:
        for _ in range(20):
            with bounded_memory():
                time.sleep(pause)

    threads = [threading.Thread(target=fill, args=(pause,)) for pause in (0.001, 0.002, 0.003)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
