# Everything happens in .venv; only git, make and Python 3.11 or later (with venv) are needed beforehand.

PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
EXAMPLES := first-team retail-bank portfolio operating-models
EXAMPLE_LIMIT ?= 50
COMPARE ?=
INPUTS := pyproject.toml constraints.txt

.PHONY: help demo test test-slow test-all lint format bench bench-quick examples clean

help:  ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile

demo: .venv/ready  ## solve a worked example into plan.xlsx and print the answer
	@mkdir -p build
	@$(BIN)/hireplan init build/first-team.xlsx --example first-team --force --quiet
	$(BIN)/hireplan solve build/first-team.xlsx -o plan.xlsx

test: lint  ## lint, types and all tests but the slow ones
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow"

test-slow: .venv/ready-for-tests  ## the slow tests alone
	$(BIN)/python -m pytest -n $(WORKERS) -m slow

test-all: test test-slow  ## everything

lint: .venv/ready-for-tests  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/ready-for-tests  ## bring the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready-for-tests  ## measure on this machine, other solvers beside: docs/performance.md (about 2 hours)
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python -m benchmarks.sweeps
	$(BIN)/python -m benchmarks.compare $(COMPARE)
	$(BIN)/python -m benchmarks.compare --growth $(COMPARE)
	$(BIN)/python -m benchmarks.report

bench-quick: .venv/ready-for-tests  ## the same for four instances in a few minutes: build/performance.md
	@mkdir -p build
	$(BIN)/python -m benchmarks.compare --quick --fresh --limit 10 --results build/results.jsonl $(COMPARE)
	$(BIN)/python -m benchmarks.report --results build/results.jsonl --page build/performance.md

examples: .venv/ready-for-tests  ## make the worked examples and their plans again
	@mkdir -p inputs/examples outputs/examples
	@for name in $(EXAMPLES); do \
	  $(BIN)/hireplan init inputs/examples/$$name.xlsx --example $$name --force || exit 1; \
	done
	$(BIN)/python -m tests.golden $(EXAMPLE_LIMIT) $(WORKERS)

clean:  ## remove what was made here
	rm -rf .venv build dist plan.xlsx .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "hireplan needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv .venv || \
	  { echo "Python's venv module is missing; on Debian and Ubuntu it is the package python3-venv" >&2; exit 1; }
	@touch $@

.venv/ready: .venv/made $(INPUTS)
	$(PIP) --editable .
	@touch $@

.venv/ready-for-tests: .venv/made $(INPUTS)
	$(PIP) hatchling --editable '.[dask,test,bench,lint]'
	@touch $@ .venv/ready
