# What a person does with this project, each in one word. `make` alone prints this list and does
# nothing else, so that nothing is installed or written by surprise.
#
# Everything is installed inside the project (.venv/ and node_modules/), but for a browser,
# strace, nginx and Pango: where the tests find none and may use apt-get, they install Debian's.
# Paths are relative, so that the project may stand in a folder whose name has spaces.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help site serve test cover fuzz bench lint audit screenshots clean

PYTHON ?= python3
PORT ?= 8000
TARGET ?= loader

python := .venv/bin/python
install := $(python) -m pip install -qq --disable-pip-version-check
# What the tests drive beside Python: where it is missing and apt-get may be used, it is installed.
tools := $(python) tests/browser/chromium.py --install && { command -v strace >/dev/null || { \
  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "installing Debian's strace" && \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y strace >/dev/null; } \
  || echo "no strace here: the tests that interrupt a build are left out"; } && \
  { PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null || { \
  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "installing Debian's nginx" && \
  apt-get update -qq && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive \
  apt-get install -qq -y --no-install-recommends nginx-light >/dev/null; } \
  || echo "no nginx here: the tests of a published folder by it are left out"; }
# What the PDF of a briefing is made with: the same.
pango := $(python) -c 'import weasyprint' 2>/dev/null || { \
  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "installing Debian's Pango" && \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y libpango-1.0-0 \
  libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core >/dev/null; } \
  || echo "no Pango here: the tests that make a PDF are left out"
# Two files of tests at a time: much of a test is waiting for a process or a browser. In our own order
# (LONG in tests/conftest.py): xdist would put files with few tests last, and those are the slow ones.
at_once := -n 2 --dist loadfile --no-loadscope-reorder

help: ## print this list
	@echo "make TARGET, where TARGET is one of"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' Makefile

site: .venv/installed ## build the site in public/
	@$(python) build.py
	@printf 'the whole path: %s/public/index.html\n' "$$PWD"
	@echo "to see each change as you save it: make serve"

serve: .venv/installed ## show the site on this machine, anew at each save (PORT=8000)
	@$(python) build.py serve --port $(PORT)

test: .venv/installed-test ## run all tests, in a browser too
	@$(tools)
	@$(pango)
	$(python) -m pytest $(at_once)

cover: .venv/installed-test ## run all tests and measure what they reach
	@$(tools)
	@$(pango)
	$(python) -m pytest $(at_once) --cov

fuzz: .venv/installed-fuzz ## hunt for ten minutes for what breaks TARGET (loader finder markdown)
	$(python) -m tests.fuzz $(TARGET)

bench: .venv/installed-bench ## measure the builder against Hugo, on a machine that does nothing else (BENCH=--help)
	$(python) -m benchmarks.speed $(BENCH)

lint: .venv/installed-lint ## check the style and the types of the code
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m mypy

audit: .venv/installed-test node_modules/installed ## prove every page in real browsers (STEP=axe for one step)
	$(python) build.py --quiet
	@java -version 2>/dev/null || { echo "the HTML checker needs Java 17 or later"; exit 1; }
	@$(python) tests/browser/chromium.py --install
	@$(pango)
	$(python) -m tests.audit.run public $(STEP)

screenshots: .venv/installed-test node_modules/installed ## photograph every kind of page (FOR=readme: the pictures of README.md)
	$(python) build.py --quiet
	CHROME="$$($(python) tests/browser/chromium.py --install | tail -n 1)" node tests/audit/screenshots.mjs public \
	  $(if $(filter readme,$(FOR)),docs --readme,screenshots)

clean: ## remove what was built and installed here
	rm -rf public .public.* screenshots .venv node_modules
	rm -rf .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

# Each of these files says that its tools are installed; a newer pyproject.toml has them looked at
# again. The tools of one do not take away those of another.

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed; say which: make PYTHON=python3.12"; exit 1; }
	@echo "setting up .venv"
	@$(PYTHON) -m venv .venv || { \
	  echo "Python cannot set up .venv (on Debian: apt-get install python3-venv)"; exit 1; }
	@touch $@

.venv/installed: .venv/made pyproject.toml
	$(install) -e .
	@touch $@

.venv/installed-%: .venv/made pyproject.toml
	$(install) -e '.[$*]'
	@touch .venv/installed $@

# Both at once, for .ci/run: to install the project twice takes twice as long, and to compile all
# that came, rather than what is imported, takes half a minute of a slow processor.
.venv/installed-test-lint: .venv/made pyproject.toml
	$(install) --no-compile -e '.[test,lint]'
	@touch .venv/installed .venv/installed-test .venv/installed-lint $@

node_modules/installed: package.json package-lock.json .npmrc
	@node --version >/dev/null 2>&1 || { echo "the audit needs Node 20 or later"; exit 1; }
	npm ci --no-audit --no-fund --silent
	@touch $@
