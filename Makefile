# The commands of development, in one list. `make` shows it.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup test nightly fuzz oracles docs examples schema lint format types check ci bench clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv with the package (editable), every tool and every judge; ical.js where there is npm
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -e '.[dev]'
	if command -v npm >/dev/null; then npm ci --prefix tests/oracle; fi

test: ## run all tests
	$(BIN)/python -m pytest

nightly: ## run the properties with thousands of fresh examples each
	$(BIN)/python -m pytest tests/property tests/oracle --hypothesis-profile nightly

fuzz: ## feed the reader of calendar files what a fuzzer thinks of, for ten minutes; Linux
	$(BIN)/pip install -q -e '.[fuzz]'
	$(BIN)/python fuzz/fuzz_read.py build/corpus -max_total_time=600 -max_len=6000 -timeout=10

oracles: ## run the tests against the independent judges
	$(BIN)/python -m pytest tests/oracle

docs: ## build the documentation into build/docs; a warning is an error
	$(BIN)/sphinx-build -E -W --keep-going -b html docs build/docs

examples: ## run every example of the README, the docs and the docstrings
	$(BIN)/python -m pytest tests/test_docs.py

schema: ## write the JSON Schema of documents into the package, after a change of the model
	$(BIN)/innbyggertorg schema > schema.tmp && mv schema.tmp src/innbyggertorg/documents/schema.json

lint: ## check style, and that the formatter has nothing to do
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: ## let the formatter and the safe fixes change the files
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: ## check the types, strictly
	$(BIN)/mypy

check: lint types test ## what to run before a commit

ci: ## run all that must hold before a change is merged, in fresh environments
	bash .ci/run

bench: ## measure against floors and peers; prints ratios
	$(BIN)/python -m bench

clean: ## remove environments, caches and what was built
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache tests/oracle/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
