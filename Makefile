# What a developer does. Each target does its own set-up; uv is fetched where it is missing.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help tour test check dev bench build deploy clean

# The shell's AWS settings are no business of what runs here; deploy reads them itself.
export SAM_CLI_TELEMETRY := 0
export PYTHONDONTWRITEBYTECODE := 1

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --quiet
RUN_DEPLOY := UV_PROJECT_ENVIRONMENT=.venv-deploy $(UV) run --frozen --quiet --no-default-groups --group deploy
SAM := $(RUN_DEPLOY) sam
CHECKOV := CKV_SKIP_PACKAGE_UPDATE_CHECK=true UV_PROJECT_ENVIRONMENT=.venv-lint $(UV) run --frozen --quiet --only-group lint checkov
# In the order of their cost. The quick are shared between two cores; those that wait for a cloud wait longer then
QUICK := tests/unit tests/ideas tests/replies tests/template tests/contract
# Each copy is counted there: a failure is one, however seldom
COUNTED := tests/e2e/test_wire.py tests/e2e/test_holding.py
WHOLE := tests/e2e tests/browser $(COUNTED:%=--ignore %)
BY_FILE := -n 2 --dist loadfile
include layers/bytecode.mk

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

tour: .venv/ready ## Walk the whole road once: sign-ups, letters, replies, ideas (half a minute)
	@$(RUN) python -m local.tour

test: .venv/ready ## Run every test, on this Python and on 3.13 where there is one
	@$(RUN) python -m tests.browser.chromium
	$(RUN) python -m pytest $(QUICK) $(BY_FILE)
	$(RUN) python -m pytest tests/simulation
	$(RUN) python -m pytest $(COUNTED)
	$(RUN) python -m pytest $(WHOLE) || { test $$? -eq 1 && echo "What failed is tried once more, alone:" && $(RUN) python -m pytest --last-failed $(WHOLE); }
ifdef PYTHON313
	@$(RUN) python -c 'import sys; sys.exit(sys.version_info[:2] == (3, 13))' || exit 0; \
		export UV_PROJECT_ENVIRONMENT=.venv-3.13; \
		$(UV) sync --frozen --quiet --python $(PYTHON313) && \
		$(RUN) --python $(PYTHON313) python -m pytest $(QUICK) $(BY_FILE) -m "not once" && \
		SIMULATION_SEEDS=100 $(RUN) --python $(PYTHON313) python -m pytest tests/simulation tests/e2e/test_road.py -m "not once"
endif

check: .venv/ready ## Lint, formatting, strict types, the template
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) cfn-lint template.yaml
	$(SAM) validate --lint --region us-east-1
	$(CHECKOV) --config-file .checkov.yaml

dev: .venv/ready ## Start the laptop's cloud, to walk it by hand: http://localhost:8000
	@$(RUN) python -m local.dev

bench: .venv/ready ## Measure what things cost, and say how each figure was got
	@$(RUN) python -m benchmarks

build: $(UV) ## Build functions and layers for Lambda, without Docker
	$(SAM) build

deploy: $(UV) ## Bring your publication to AWS, or up to date there: uv run dearreader deploy
	@$(RUN_DEPLOY) dearreader deploy

clean: ## Remove everything that the targets made
	rm -rf .venv .venv-3.13 .venv-deploy .venv-lint .tools .aws-sam .local .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/ready: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --frozen --quiet
	@touch $@

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "Dear Reader needs Python 3.11 or later: install it, or run make PYTHON=/path/to/it" >&2; exit 1; }
	@$(PYTHON) -m venv .tools || { echo "Python's venv is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@.tools/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'
