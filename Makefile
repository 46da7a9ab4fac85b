# Everything a contributor types. The longer steps are scripts in packaging/setup.
# Another interpreter: make PYTHON=python3.13 test

SETUP := packaging/setup
PY := .venv/bin/python
TESTS ?= tests
# Tests run side by side; each worker takes over what another has not come to yet.
# JOBS=0 runs them one after the other, as a debugger wants it.
JOBS ?= auto
# Where a machine forbids Python to keep compiled files, a third of a quick run went into compiling.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n $(JOBS) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help run quick test test-web validators lint format glossary models icons bench lock setup clean distclean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: ## open the program on the sample report (without a display: check and export it)
	@$(SETUP)/system.sh run
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh run
	@$(SETUP)/run-sample.sh

setup: ## everything that tests and checks need, in .venv and on the system
	@$(SETUP)/system.sh test
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev

test: setup ## run the whole test suite (TESTS=tests/report for a part)
	$(PYTEST) $(TESTS)

quick: ## what needs no window, no LibreOffice and no kills: for every few minutes of work
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev
	$(PYTEST) -q --quick -m "not slow and not window and not windows and not deb" $(TESTS)

validators: ## the Open XML SDK's validator (from npm), which some tests then use
	@$(SETUP)/validators.sh

test-web: setup ## paste the report into editors of websites, look at the web page in a browser
	@$(SETUP)/web.sh
	$(PY) -m pytest tests/web

lint: ## style, formatting and types
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: ## let ruff put the code in shape
	@PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

glossary: ## write the glossary of ARCHITECTURE.md anew, from the data
	PYTHONPATH=desktop $(PY) packaging/glossary/write.py

models: ## ask pydantic anew what files may hold, after a change of a model
	PYTHONPATH=desktop $(PY) packaging/models/write.py

icons: ## draw the icons' masks anew, after a change of a drawing in resources/icons
	PYTHONPATH=desktop QT_QPA_PLATFORM=offscreen $(PY) packaging/icons/write.py

bench: setup ## measure against floors of the same run; fails over budget
	PYTHONPATH=packaging/windows $(PY) -m tests.bench

lock: ## write the lock files anew (UPGRADE=1: newest versions that pyproject.toml admits)
	@test -x .venv/bin/uv || PYTHON="$(PYTHON)" $(SETUP)/environment.sh dev
	$(SETUP)/lock.sh $(if $(UPGRADE),--upgrade)

include packaging/windows/windows.mk
include packaging/linux/linux.mk

clean: ## remove what runs and builds leave behind, but not .venv
	rm -rf build dist htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find desktop tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## also remove .venv
	rm -rf .venv
