# Everything this project can do, each target in one line: `make` alone prints them.
# Needs make, git and Python 3.11+ with venv. uv is used where it is installed: the same packages, in seconds.

PORT   ?= 8501
OUT    ?= site
PYTHON ?= python3
PY     := .venv/bin/python
PY15   := .venv-duckdb15/bin/python
UV     := $(shell uv --version >/dev/null 2>&1 && echo uv)
UVPY   := $(if $(filter file,$(origin PYTHON)),>=3.11,$(PYTHON))
ALIVE  := $(shell $(PY) -c '' 2>/dev/null && echo yes)
# A browser test that failed beside another is run once more alone, and said to be: on a busy machine a page may be drawn too late.
AGAIN   = { echo "Once more, one at a time, those that failed above:"; $(PY) -m pytest --last-failed --last-failed-no-failures none -m $(1); }
# Tests that open no DuckDB file say nothing new on another version of it.
NO_DUCKDB = test_workspace*.py test_http.py test_connectors*.py test_access*.py test_sources_free.py test_sources_add.py test_malformed.py test_persons.py test_text.py \
	test_workshop_*.py test_register_faults.py test_register_upload.py test_upload_refused.py test_source_commands.py test_newcomer.py test_directory.py test_discover.py \
	test_docs.py test_fault_words.py test_guard.py test_bad_rows.py test_charts.py test_declared.py test_embedding.py test_metrics.py test_meeting.py test_wire.py test_replay.py \
	test_rule_sources.py test_staleness.py
LOCK   := uv pip compile --quiet --universal --generate-hashes --no-header $(UPGRADE)

# Bytecode is kept even where the shell says not to: every run of tests, and every program that they start, would compile the same files anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help env run test proof refresh build bench evaluate site shots lock clean remake

help:  ## print these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

env: .venv/ready-test  ## make .venv with all that tests, `record` and `check` need

run: .venv/ready  ## start the dashboard on http://127.0.0.1:8501 (another port: make run PORT=8600)
	@$(PY) -m ingest build --if-needed
	@echo "The dashboard opens at http://127.0.0.1:$(PORT) in a few seconds. Ctrl-C stops it."
	@TWIN_ACCESS=$${TWIN_ACCESS:-local} $(PY) -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

test: .venv/ready-test  ## lint, types, tests and browser tests (finds Chromium, or installs it where it can)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -n 2 --dist loadfile -m "not browser and not proof"
	@$(PY) -m tests.chromium
	$(PY) -m pytest -n 2 --dist loadfile -m "browser and not proof" || $(call AGAIN,"browser and not proof")

# Three at a time in the browser: most of what they do is to wait for it.
proof: .venv/ready-test .venv-duckdb15/ready  ## the slow proofs, then the core tests that open a DuckDB file once more on 1.5
	@$(PY) -m tests.chromium
	$(PY) -m pytest -n 2 --dist loadfile -m "proof and not browser"
	$(PY) -m pytest -n 3 --dist loadfile -m "proof and browser" || $(call AGAIN,"proof and browser")
	$(PY15) -m pytest -n 2 --dist loadfile -m "not browser and not proof" $(NO_DUCKDB:%=--ignore-glob=tests/%)

refresh: .venv/ready  ## ask every publisher for news, then build (INGEST_GATEWAY=http://host:port asks a mirror instead)
	@$(PY) -m ingest refresh

build: .venv/ready  ## build the warehouse from data/ and the kept answers, without the network
	@$(PY) -m ingest build

bench: .venv/ready-test  ## measure start, pages, build and refresh against a floor, and print the table
	@$(PY) -m bench

evaluate: .venv/ready-test  ## measure how good the suggestions and the linkage of registers are (NATIONAL=1: at the size of the country too; WRITE=1: store it for page Metod)
	@$(PY) -m bench.matching $(if $(NATIONAL),--national) $(if $(WRITE),--write)

site: .venv/ready  ## write the static edition to OUT (default: site/): briefs, tables, downloads; opens from disk without network
	@$(PY) -m ingest build --if-needed
	@$(PY) -m twin.site --out $(OUT)

shots: .venv/ready-test  ## take the pictures in docs/ from the running dashboard
	@$(PY) -m tests.chromium
	@$(PY) -m ingest build --if-needed
	@$(PY) docs/shots.py

lock:  ## renew the requirement locks from pyproject.toml (needs uv; newer versions too: make lock UPGRADE=--upgrade)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra test -c requirements.lock -o requirements-test.lock
	echo 'duckdb==1.5.5' | $(LOCK) - -o requirements-duckdb15.lock

clean:  ## remove environments and caches (never data/var: what people wrote stands there)
	rm -rf .venv .venv-duckdb15 .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Environments. `ready` is written last: a folder without it was left half-made, and is made anew; so is one whose Python no longer starts.
define venv
if [ ! -e $(1)/ready ] || ! $(1)/bin/python -c '' 2>/dev/null; then rm -rf $(1); fi; \
if [ -n "$(UV)" ]; then test -d $(1) || uv venv --quiet --python '$(UVPY)' $(1); exit; fi; \
if [ -d $(1) ] && $(1)/bin/python -c 'import pip' 2>/dev/null; then exit; fi; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	{ echo "Python 3.11 or newer is needed and '$(PYTHON)' is not that: install it, or name another (make run PYTHON=python3.12)." >&2; exit 1; }; \
$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	{ echo "Python's venv is missing: install it (Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }; \
rm -rf $(1); $(PYTHON) -m venv $(1)
endef

define install
echo "Installing $(2) into $(1) ..."; \
if [ -n "$(UV)" ]; then uv pip install --quiet --compile-bytecode --python $(1)/bin/python --require-hashes -r $(2); \
else $(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2); fi
endef

.venv/ready: requirements.lock $(if $(ALIVE),,remake)
	@$(call venv,.venv)
	@$(call install,.venv,requirements.lock)
	@touch $@

.venv/ready-test: requirements-test.lock $(if $(ALIVE),,remake)
	@$(call venv,.venv)
	@$(call install,.venv,requirements-test.lock)
	@touch .venv/ready $@

.venv-duckdb15/ready: requirements-test.lock requirements-duckdb15.lock
	@$(call venv,.venv-duckdb15)
	@$(call install,.venv-duckdb15,requirements-test.lock)
	@$(call install,.venv-duckdb15,requirements-duckdb15.lock)
	@touch $@
