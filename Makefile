# Two commands matter: `make demo` and `make test`. Each sets up .venv by itself when it is missing.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types floors unit bench shots clean

demo: $(READY)
	$(BIN)/thematica demo --dir demo

test: lint types floors unit

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest -q -n 2

bench: $(READY)
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/intake.py
	$(BIN)/python benchmarks/team_speed.py

shots: $(READY)
	$(BIN)/python tools/shots.py
	$(BIN)/python tools/key_map.py

clean:
	rm -rf $(VENV) demo dist benchmarks/out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@touch $(READY)
