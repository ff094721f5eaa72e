# Two commands: `make build` makes the environment and runs the main job; `make test` is what CI runs.
PYTHON ?= python3
SHELL := /bin/sh
BIN := .venv/bin
PAPERS := ../shared/papers
SHIPPED := yin-2025 zhai-2025 jin-2025 review-2024 lv-2025

.DEFAULT_GOAL := build
.PHONY: build test corpus docs calibrate benchmark lock clean

build: .venv/installed
	$(BIN)/kg-builder build

test: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2
	@echo "make test: all green (ruff, format, mypy --strict, import-linter, tests and doctests)"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "kg-builder needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# The records that the repository ships, written anew from the papers (only where the papers are).
corpus: .venv/installed
	@test -d $(PAPERS) || { echo "make corpus: no papers at $(PAPERS)" >&2; exit 1; }
	set -e; for paper in $(SHIPPED); do \
	  $(BIN)/kg-builder extract --no-quotes $(PAPERS)/$$paper.txt -o corpus/$$paper.jsonl; done

# The precision of every rule, measured anew on the gold standards (only where they are).
calibrate: .venv/installed
	@test -d ../shared/gold || { echo "make calibrate: no gold standards at ../shared/gold" >&2; exit 1; }
	$(BIN)/python -m benchmarks.calibrate ../shared

# Papers per second, and memory over many of them.
benchmark: .venv/installed
	$(BIN)/python -m benchmarks.extraction $(wildcard $(PAPERS)/jats)

# The page, picture and report of the ontology, and the JSON-LD context, written anew after a change of the ontology.
docs: .venv/installed
	$(BIN)/python -m kg_builder.documentation

# The lock: exact versions with hashes, no index addresses. Needs uv.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --no-annotate --custom-compile-command "make lock" pyproject.toml
lock:
	$(LOCK) --group build -o requirements.txt
	$(LOCK) --group dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
