# Two commands set everything up: `make run` starts Regulars, `make test` proves a change.
# Everything lands in .venv and .regulars beside this file; `make clean` removes the first.

.DEFAULT_GOAL := help
.PHONY: help run test prove hunt quick check format docs scenarios pictures openapi messages lock sizes clean

VENV := .venv
BIN := $(VENV)/bin
LOCKED := pyproject.toml scripts/environment
# Commands and tests start many processes: what one has compiled the next one need not.
unexport PYTHONDONTWRITEBYTECODE
# A file's tests stay with one worker, which has its shop and browser, until the other has none.
SHARED := -n 2 --dist worksteal
PG15 ?= /usr/lib/postgresql/15/bin
# Tests that reach the database through statements; `make prove` runs them on the second bodies too.
ONE_ACCOUNT := tests/domains tests/flows tests/jobs tests/wire tests/importing tests/faults \
	tests/api tests/entrypoints/fastlane --ignore tests/api/test_conformance.py \
	--ignore tests/faults/test_full_disk.py

help: ## say what can be made
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/^([a-z]+):.*## /\1|/' | \
		awk -F'|' '{printf "make %-10s %s\n", $$1, $$2}'

$(VENV)/.run: requirements/run.txt $(LOCKED)
	@sh scripts/environment $(VENV) requirements/run.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(LOCKED)
	@sh scripts/environment $(VENV) requirements/dev.txt
	@touch $@

run: $(VENV)/.run ## start Regulars here, with its database and a demo shop
	@exec $(BIN)/regulars up --demo

test: $(VENV)/.dev ## check, and every test at small sizes
	@sh scripts/browser $(BIN)/python
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest $(SHARED)

prove: export REGULARS_SIZES := full
prove: export REGULARS_HYPOTHESIS_PROFILE := prove
prove: $(VENV)/.dev ## the same at full sizes, on PostgreSQL 15 and account by account too
	@sh scripts/browser $(BIN)/python
	@sh scripts/postgresql15 $(PG15)
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest $(SHARED)
	REGULARS_TEST_PG_BIN=$(PG15) $(BIN)/pytest $(SHARED) -m pg15
	REGULARS_STATEMENTS=accounts REGULARS_SIZES= REGULARS_HYPOTHESIS_PROFILE=quick \
		$(BIN)/pytest $(SHARED) $(ONE_ACCOUNT)

hunt: $(VENV)/.dev ## look for what no test has found yet: the rules' properties from new seeds
	REGULARS_HYPOTHESIS_PROFILE=hunt $(BIN)/pytest -q $(SHARED) tests/core

quick: $(VENV)/.dev ## the rules and the architecture: under a minute, no database
	REGULARS_HYPOTHESIS_PROFILE=quick $(BIN)/pytest -q tests/core tests/architecture

check: $(VENV)/.dev ## style, format, types, layers, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	DJANGO_SETTINGS_MODULE=regulars.project.settings $(BIN)/python -W ignore::RuntimeWarning \
		-m django makemigrations --check --dry-run
	$(BIN)/cog -I scripts --check docs/reference/*.md

format: $(VENV)/.dev ## put the code into its one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## bring the catalogues of messages up to date with what pages say
	@$(BIN)/python scripts/messages.py

docs: $(VENV)/.dev ## write the generated parts of the reference
	$(BIN)/cog -I scripts -r docs/reference/*.md

scenarios: $(VENV)/.dev ## the gallery's stories, through core and through the API
	$(BIN)/python -m tests.scenarios

pictures: $(VENV)/.dev ## photograph every page, wide and narrow, light and dark, into pictures/
	@sh scripts/browser $(BIN)/python
	$(BIN)/pytest -q -n 0 tests/browser/pictures.py

openapi: $(VENV)/.dev ## record the API's description after a change that is meant
	REGULARS_RECORD=yes $(BIN)/pytest -q tests/api/test_openapi.py

lock: ## choose the newest versions that pyproject.toml allows
	@sh scripts/lock $(VENV)

sizes: ## the ten largest files: the first is the next refactoring
	@git ls-files '*.py' '*.sql' '*.html' '*.css' '*.js' | xargs wc -l | sort -rn | \
		grep -v ' total$$' | head -10

clean: ## remove the environment and caches, never the data
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
