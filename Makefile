# Every command of the project: `make` lists them. Python 3.11 or later and make are enough.
.DEFAULT_GOAL := aide
.DELETE_ON_ERROR:
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)
STATIC := $(shell find academie besoins sessions certificats -path '*/static/*' -type f)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Without compiled files each process of the tests, and each one that a test starts, takes twice as long to start.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: aide
aide: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1: /p' Makefile

# The environment: installed again when its lock file changes.
.venv/pret: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed (make PYTHON=python3.12 …)")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/pret-dev: .venv/pret requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

var/static/staticfiles.json: .venv/pret $(STATIC)
	@mkdir -p var
	@DEMO=1 $(MANAGE) collectstatic --noinput --verbosity 0

# Validators from npm: where there is no npm, their tests say so and are skipped.
tests/node_modules/.package-lock.json: tests/package-lock.json
	@if command -v npm >/dev/null; then cd tests && npm ci --no-fund --no-audit --ignore-scripts --loglevel error; fi

.PHONY: demo
demo: export DEMO := 1
demo: export BASE_URL ?= http://127.0.0.1:$(PORT)
demo: .venv/pret var/static/staticfiles.json ## the product with its demonstration, on http://127.0.0.1:$PORT
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) demo
	@$(MANAGE) servir --port $(PORT)

.PHONY: worker
worker: .venv/pret ## the background worker
	@$(MANAGE) travailler

.PHONY: test test-sqlite test-postgres test-navigateur
test: ## the whole suite: SQLite, PostgreSQL, browser (ARGS="-k …" goes to pytest)
	@$(MAKE) test-sqlite
	@$(MAKE) test-postgres
	@$(MAKE) test-navigateur

test-sqlite: .venv/pret-dev tests/node_modules/.package-lock.json ## … on SQLite
	$(PYTEST) -m 'not navigateur'

test-postgres: .venv/pret-dev tests/node_modules/.package-lock.json ## … on a PostgreSQL of its own
	$(BIN)/python -m tests.postgresql $(PYTEST) -m 'not navigateur'

test-navigateur: .venv/pret-dev tests/node_modules/.package-lock.json ## … in Chromium, with axe and the Nu checker
	$(BIN)/python -m tests.postgresql $(PYTEST) tests/navigateur

.PHONY: bench
bench: .venv/pret-dev ## ratios to the floors of one run, SQLite then PostgreSQL, five minutes (docs/performance.md)
	$(BIN)/python -m tests.bench $(ARGS)
	$(BIN)/python -m tests.postgresql $(BIN)/python -m tests.bench $(ARGS)

.PHONY: check
check: .venv/pret-dev ## linters, types, import contracts, migrations, generated docs, translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest --quiet tests/test_architecture.py
	DEBUG=1 $(MANAGE) makemigrations --check --dry-run
	DEBUG=1 $(MANAGE) generer_docs --check
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@for po in $$(find locale -name '*.po' 2>/dev/null); do \
		msgfmt --check -o /dev/null $$po || exit 1; \
		test -z "$$(msgattrib --untranslated $$po; msgattrib --only-fuzzy $$po)" || { echo "$$po: incomplete"; exit 1; }; \
	done

PRODUCTION := SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
	DEBUG=0 DEMO=0 BASE_URL=https://academie.example ALLOWED_HOSTS=academie.example

.PHONY: format
format: .venv/pret-dev ## put the code in form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: lock
lock: .venv/pret-dev ## write the two lock files again
	$(VERROU) --upgrade -o requirements.txt
	$(VERROU) --upgrade --group dev -c requirements.txt -o requirements-dev.txt

VERROU := $(BIN)/uv pip compile pyproject.toml --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url
