# Everything that is done often. Each command first installs what it needs, if it is missing.
#
#   VENV=.venv-3.12 PYTHON=python3.12 make test     with another interpreter, in another environment
#   make test ARGS="tests/unit -k bed"              some of the tests
#   make run ARGS="--port 8001"                     further options of `exchange run`

export VENV ?= .venv
export PYTHON ?=
WORKERS ?= 2
ARGS ?=
BIN := $(VENV)/bin

.PHONY: help run test rehearse pages fuzz check format docs examples strings screenshots bench lock secrets product dev

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: product ## start the whole product; the first time, with a sample season
	$(BIN)/exchange run $(ARGS)

test: dev ## every test, with their own PostgreSQL, RabbitMQ and, as root, containers
	tools/system-packages.sh
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

rehearse: dev ## only the home in containers: built, started, crashed, upgraded, lost, restored; as root
	tools/system-packages.sh
	$(BIN)/python -m pytest tests/deploy/containers $(ARGS)

pages: dev ## every page in a browser, in both themes, in Arabic, at any size: some minutes
	tools/system-packages.sh
	EVERY_PAGE=1 $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile tests/browser $(ARGS)

fuzz: dev ## the tests that make their cases up, EFFORT (20) times as long as in CI
	EFFORT=$${EFFORT:-20} $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --timeout 0 \
		tests/hostile $(ARGS)

check: dev ## format, lint, types, import rules
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: dev ## rewrite the code in the project's format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

docs: dev ## write the generated pages of the handbook and the dashboards anew
	$(BIN)/python -m tools.handbook
	$(BIN)/python -m tools.dashboards

examples: dev ## store an example of every event that has none yet, for later releases to read
	$(BIN)/python -m tools.stored_events

strings: dev ## bring the catalogues of translations up to date with code and templates
	$(BIN)/python -m tools.strings

screenshots: dev ## every page as a picture, into screenshots/; ARGS="catalogue account" for some
	tools/system-packages.sh
	$(BIN)/python -m tests.browser.screenshots $(ARGS)

bench: dev ## how fast it is, as ratios; ARGS="appending --rounds 9" for some of it
	tools/system-packages.sh
	$(BIN)/python -m benchmarks $(ARGS)

secrets: product ## make the secrets of the containers, into secrets/; those that are there stay
	$(BIN)/exchange secrets secrets $(ARGS)

lock: dev ## write the lock files anew from pyproject.toml; ARGS=--upgrade for newest versions
	tools/lock.sh $(ARGS)

product:
	@tools/install.sh product

dev:
	@tools/install.sh dev
