# sayso. `make` alone says what there is. Everything happens in .venv, which `make clean` takes away again.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGUMENTS ?=
DATA ?= ../shared/data/polnear
MODEL ?= build/attributor

.DEFAULT_GOAL := help
.PHONY: help try test check gate bench pictures train lock clean

help:  ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

try: $(VENV)/.installed  ## install sayso here and run it on the bundled example
	@$(BIN)/sayso show "$$($(BIN)/sayso example)/low-water-mark.html"
	@echo; echo 'That was one of the pages of the example. All of them, a line each:'; echo
	@$(BIN)/sayso show --summary "$$($(BIN)/sayso example)"
	@echo; echo 'What these pages say together, and on how many origins it rests:'; echo
	@rm -f $(VENV)/example.case*; $(BIN)/sayso add --link $(VENV)/example.case "$$($(BIN)/sayso example)"
	@$(BIN)/sayso claims $(VENV)/example.case --limit 8
	@echo; echo 'One of these claims: $(BIN)/sayso claim $(VENV)/example.case ID'
	@echo 'In the browser:      $(BIN)/sayso demo'
	@echo 'All pages in full:   $(BIN)/sayso show "$$($(BIN)/sayso example)"'
	@echo 'A page of your own:  $(BIN)/sayso show PAGE'

test: $(VENV)/.installed-dev  ## run all tests; ARGUMENTS="-m 'not slow'" for the quick ones
	$(BIN)/python -m pytest -rs $(ARGUMENTS)

check: $(VENV)/.installed-dev  ## lint, format and types, without changing anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

gate: $(VENV)/.installed  ## measure quality; fails when a figure is under its floor
	$(BIN)/python -m evaluation.gate $(ARGUMENTS)

bench: $(VENV)/.installed  ## measure speed and memory
	$(BIN)/python -m benchmarks.reading $(ARGUMENTS)
	$(BIN)/python -m benchmarks.roads $(ARGUMENTS)

pictures: $(VENV)/.installed-dev  ## take the pictures of the documentation anew (needs Chromium); look at them
	$(BIN)/python tests/browser/pictures.py docs/pictures

train: $(VENV)/.installed-training  ## train the attribution model on DATA into MODEL (hours); goes on where it stopped
	OMP_WAIT_POLICY=passive $(BIN)/python -m training.train training/configs/attributor.toml $(DATA) $(MODEL)
	$(BIN)/python -m training.export training/configs/attributor.toml $(DATA) $(MODEL) $(MODEL)/model
	$(BIN)/python -m training.calibrate $(MODEL)/model
	$(BIN)/python -m training.measure $(MODEL)/model

lock: $(VENV)/.installed-dev  ## pin the newest versions that pyproject.toml allows
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --strip-extras --extra dev \
		--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
		--output-file requirements.lock pyproject.toml

clean:  ## take away what was made
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

# ------------------------------------------------------------------------------------------------------------------
# Stamps, so that a second call installs nothing. The install is editable: a change of the source needs no new one.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "sayso needs Python 3.11 or later, and '$(PYTHON)' is not that (or not there); try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml requirements.lock | $(BIN)/python
	$(PIP) install --constraint requirements.lock --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements.lock | $(BIN)/python
	$(PIP) install --constraint requirements.lock --editable '.[dev]'
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-training: pyproject.toml requirements.lock training/requirements.lock | $(BIN)/python
	$(PIP) install --constraint requirements.lock --constraint training/requirements.lock --editable '.[training]'
	@touch $@ $(VENV)/.installed
