# make run · make test · make lint · make bench: each sets up what it needs.
PYTHON ?= python3
PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
RUN_STAMP := $(VENV)/.run
DEV_STAMP := $(VENV)/.dev

# one more than there are processors: a test that plays a recording waits as much as it works
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock clean

help:
	@echo "make run    serve the demonstration on http://127.0.0.1:$(PORT)  (PORT=... changes it)"
	@echo "make test   run all tests, in a real browser and against a real PostgreSQL"
	@echo "make lint   ruff, mypy --strict and the import contracts"
	@echo "make bench  measure speed and memory; writes benchmarks/results.json"
	@echo "make lock   resolve the dependencies anew into requirements/*.lock"

run: $(RUN_STAMP)
	@$(BIN)/sonocase run --demo

test: $(DEV_STAMP)
	$(BIN)/python tests/provision.py
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

lint: $(DEV_STAMP)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP)
	$(BIN)/python -m benchmarks.run $(ARGS)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sonocase needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "The venv module is missing; on Debian and Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(RUN_STAMP): pyproject.toml requirements/run.lock | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/run.lock
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements/dev.lock
	$(PIP) install --quiet --require-hashes -r requirements/dev.lock
	@touch $@

# `uv` only resolves here; nothing that is installed comes through it.
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header --python-version 3.11 pyproject.toml
lock: $(BIN)/python
	$(PIP) install --quiet uv
	$(LOCK) --group build -o requirements/run.lock
	$(LOCK) --group build --group dev --extra jpeg -c requirements/run.lock -o requirements/dev.lock

clean:
	rm -rf $(VENV) build dist
