# setup · serve · test · nightly · check · format · bench · assets; all but the last call setup first.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS_STAMP := $(VENV)/.peers-installed
# What `make bench` compares: cases, the sizes at which a look-up is timed, other servers.
CASES ?= 1200
SIZES ?= 12 1200 12000
PEERS ?= rdflib-endpoint Virtuoso
# The sizes at which a check is measured, and the seconds after which its peer is stopped.
CHECK_SIZES ?= 12 120 1200
PATIENCE ?= 600

.PHONY: setup serve test nightly check format bench assets

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

nightly: setup
	$(BIN)/python -m pytest -m nightly

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

$(PEERS_STAMP): $(STAMP)
	@echo "installing what the benchmark compares with"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

bench: setup $(PEERS_STAMP)
	$(BIN)/python -m pytest tests/benchmarks -m benchmark -s
	cd tests && ../$(BIN)/python -m benchmarks.compare --cases $(CASES) --sizes $(SIZES) --peers $(PEERS)
	cd tests && ../$(BIN)/python -m benchmarks.checking --sizes $(CHECK_SIZES) --patience $(PATIENCE)

assets:
	cd app/frontend && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs
