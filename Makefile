# Two commands do everything on a fresh machine with Python 3.11+ and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: demo test lint evals train clean
demo: $(STAMP)
	$(BIN)/demarche demo

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check src tests training evals
	$(BIN)/ruff format --check src tests training evals
	$(BIN)/mypy
	$(BIN)/lint-imports

evals: $(STAMP)
	$(BIN)/python -m evals

train: $(STAMP)
	$(BIN)/python -m training

# uv with the lock file where it is installed, else venv and pip.
$(STAMP): pyproject.toml $(wildcard uv.lock)
	@if command -v uv >/dev/null 2>&1; then \
	  uv sync --frozen --inexact --all-groups --no-group training --python $(PYTHON); \
	else \
	  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Demarche needs Python 3.11 or newer; set PYTHON=")' && \
	  $(PYTHON) -m venv $(VENV) && $(BIN)/pip install --quiet --upgrade "pip>=25.1" && \
	  $(BIN)/pip install --quiet --editable . --group dev --group evals; \
	fi
	@touch $(STAMP)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
