# The one door to Foyer: `make run` starts a hub, `make help` lists the rest.
SHELL := /bin/sh
.SHELLFLAGS := -eu -c
MAKEFLAGS += --no-print-directory
# Python compiles what it starts once, not at each of a hundred starts, whatever the shell around says.
unexport PYTHONDONTWRITEBYTECODE
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
# Several at a time: most of a test's time is waiting (docs/adr/0023).
PARALLEL := -n 2 --dist worksteal
WAITING := -n 4 --dist worksteal

.PHONY: help run client runtime dev tools test test-domain test-server test-web test-media test-journeys \
        check check-python check-web check-docs format generated bench shots lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: client  ## start the hub (PORT=8080 and FOYER_* set the rest: see docs/reference/settings.md)
	@exec $(PY) -m server run

runtime:
	@scripts/venv.sh runtime

dev:
	@scripts/venv.sh test

client: runtime  ## build the browser client, if its sources changed
	@$(PY) scripts/web.py build

tools: dev
	@$(PY) scripts/web.py install
	@scripts/system.sh

# ---- tests: from milliseconds to real browsers -------------------------------------------------------------

test: tools client test-domain test-server test-web test-media test-journeys  ## every test

test-domain: dev  ## the domain, without a socket
	@$(PYTEST) $(PARALLEL) tests/rooms

test-server: dev  ## the server over real sockets, on a real disk
	@$(PYTEST) $(WAITING) tests --ignore=tests/rooms --ignore=tests/media --ignore=tests/journeys

test-web: dev  ## the client's unit tests
	@$(PY) scripts/web.py npm run test --silent

test-media: dev  ## real WebRTC
	@$(PYTEST) $(PARALLEL) tests/media

test-journeys: dev client  ## real browsers
	@$(PY) scripts/again.py tests/journeys -m "not heavy" $(PARALLEL)
	@$(PY) scripts/again.py tests/journeys -m heavy

# ---- quality -----------------------------------------------------------------------------------------------

check: dev  ## format, lint, types, imports, generated files, catalogs, docs
	@$(MAKE) -j2 --output-sync=target check-python check-web check-docs

check-python: dev
	@.venv/bin/ruff format --check --quiet . || { echo "cure: make format"; exit 1; }
	@.venv/bin/ruff check --quiet .
	@PATH="$$($(PY) scripts/web.py path):$$PATH" .venv/bin/pyright
	@.venv/bin/lint-imports --no-cache
	@$(PY) scripts/dead_code.py
	@$(PY) -m server export --check

check-web: dev
	@$(PY) scripts/web.py npm run check --silent

check-docs: dev
	@$(PYTEST) --quiet tests/test_docs.py tests/test_repository.py

format: dev  ## put everything into shape
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .
	@$(PY) scripts/web.py npm run fix --silent

generated: dev  ## write what is generated from the code
	@$(PY) -m server export

# ---- figures, pictures, locks ------------------------------------------------------------------------------

bench: tools client  ## measure, print a table, write bench/out/results.json (only some: make bench NAME=crowd)
	@$(PY) -m bench $(NAME)

shots: tools client  ## a picture of every screen into shots/ (only some: make shots ONLY="phone en" PART=hall)
	@$(PY) -m tests.shots $(ONLY) $(PART)

COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
           --no-emit-index-url --upgrade

lock: dev  ## lock the newest versions of requirements/*.in and web/package.json
	@# The test set holds the runtime set, so it comes first: the other way round a test tool may fit no more.
	@$(COMPILE) requirements/test.in -o requirements/test.lock
	@$(COMPILE) --constraint requirements/test.lock requirements/runtime.in -o requirements/runtime.lock
	@$(PY) scripts/web.py npm update --package-lock-only --no-audit --no-fund
	@$(PY) scripts/npm_lock.py web/package-lock.json

clean:  ## remove what was built (never data/)
	@rm -rf .venv web/dist web/node_modules bench/out shots
