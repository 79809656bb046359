# The two commands of the README are `make demo` and `make test`; both make .venv first when it is not there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
DEV := $(VENV)/ready-dev

.PHONY: demo test check shuffle torture record bench-start bench-near bench-kwic bench-corpus bench-train bench-first bench-order bench-stable bench-coverage bench-evidence bench-uses picture clean bench-small bench-questions bench-explore bench-plot

demo: $(READY)
	$(BIN)/python -m corpora en
	$(BIN)/embrepl -i --echo run corpora/demo.embrepl

test: check
	$(BIN)/python -m pytest -n 2 --dist loadfile

shuffle: $(DEV)  # the tests in an order drawn anew, which the first line names
	$(BIN)/python -m pytest -n 2 --dist loadfile -p randomly

torture: $(DEV)  # what takes minutes: all attacks on the readers, then everything in one session that has to stay flat
	$(BIN)/python -m pytest -n 0 tests/torture -m torture
	$(BIN)/python -m tests.torture.soak

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m corpora.tables --check
	$(BIN)/python -m docs.commands --check
	$(BIN)/python -m docs.questions --check
	$(BIN)/python -m docs.rooms --check

# The benchmarks write their tables into docs/benchmarks.md.
bench-start: $(DEV)
	$(BIN)/python bench/start.py --write

bench-explore: $(DEV)
	$(BIN)/python bench/explore.py --write
	PYTHONPATH=bench $(BIN)/python bench/exploring/commands.py --write  # needs the film reviews, see below

bench-coverage: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/exploring/coverage.py --write

bench-questions: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/exploring/questions.py --write

# The ones below need film reviews, bench-train and bench-first the tests and scripts too: a folder `shared` beside this
# one, or the one that EMBREPL_SHARED names. Without it they measure nothing, leave the page as it is, and fail.
record: $(DEV)  # make record FOLDER=before; two folders are compared by bench/recording.py --compare
	$(BIN)/python bench/recording.py $(FOLDER)

bench-plot: $(DEV)  # a module: as a script it would take coverage.py beside it for another
	PYTHONPATH=bench $(BIN)/python -m exploring.plot --write

bench-kwic: $(DEV)
	$(BIN)/python bench/kwic.py --write

bench-corpus: $(DEV)
	$(BIN)/python bench/corpus.py --write

bench-train: $(DEV)
	$(BIN)/python bench/train.py --only spectral,zero,skipgram,glove --write
	$(BIN)/python bench/train.py --only cbow,subword --write --part others
	$(BIN)/python bench/train.py --growth --only spectral,zero,skipgram --write

bench-stable: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/exploring/stable.py --write

bench-evidence: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/exploring/evidence.py --write

bench-uses: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/exploring/uses.py --write

bench-first: $(DEV)
	$(BIN)/python bench/first.py --write

bench-order: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/small/order.py --write
	PYTHONPATH=bench $(BIN)/python bench/small/rare_answers.py --write

bench-small: $(DEV)
	PYTHONPATH=bench $(BIN)/python bench/small/health.py --write

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("embrepl needs Python 3.11 or newer, not " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): $(READY) requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.lock
	touch $@

clean:
	rm -rf $(VENV) build corpora/built .mypy_cache .ruff_cache .pytest_cache .hypothesis

picture: $(DEV)
	$(BIN)/python -m docs.picture
