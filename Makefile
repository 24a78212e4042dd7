# setup · serve · test · check · format · bench; each of the others calls setup first.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup serve test check format bench

setup: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "cocreation needs Python 3.11 or later: name one with make PYTHON=/path/to/python3"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing into $(VENV); the first time this takes a minute"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@

serve: setup
	$(BIN)/cocreation build
	$(BIN)/cocreation serve --port $(PORT)

test: setup
	$(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check app tests
	$(BIN)/ruff format --check app tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m cocreation.turtle --check ontology shapes data

format: setup
	$(BIN)/ruff check --fix app tests
	$(BIN)/ruff format app tests
	$(BIN)/python -m cocreation.turtle ontology shapes data

bench: setup
	$(BIN)/python -m pytest tests/benchmarks -m benchmark -s
