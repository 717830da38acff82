# Every target sets up its own virtual environment (.venv) when it is missing or pyproject.toml has changed.
PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
BIN := $(VENV)/bin
CODE := kg tests benchmarks ontology

.PHONY: demo test check format bench docs bless clean
.DEFAULT_GOAL := demo

demo: $(VENV)/user.stamp        ## build the seeds, and ask which countries joined which forums
	@$(BIN)/kg build seeds -o build --quiet
	@$(BIN)/kg query countries-by-forum --build build --format table
	@echo "The picture: file://$(abspath build)/graph.html"

test: $(VENV)/developer.stamp   ## run the tests, the doctests and the notebook
	$(BIN)/python -m pytest -n $(JOBS) --nbmake tests kg notebooks

check: $(VENV)/developer.stamp  ## lint, format, types, layers, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/make_cli.py --check
	$(BIN)/python docs/make_pages.py --check

format: $(VENV)/developer.stamp ## put the code into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/developer.stamp  ## measure speed, memory and latency (see benchmarks/run.py --help)
	$(BIN)/python benchmarks/run.py

docs: $(VENV)/developer.stamp   ## write docs/cli.md from the commands' --help, and the outputs that the pages show
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_pages.py

bless: $(VENV)/developer.stamp  ## write all golden files anew: read the diff before you commit it
	$(BIN)/python docs/make_cli.py
	$(BIN)/python docs/make_pages.py

clean:                          ## remove what the other targets have made
	rm -rf $(VENV) build dist notebooks/build

$(VENV)/user.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/developer.stamp: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/user.stamp
