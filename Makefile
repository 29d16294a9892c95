# Two commands for a fresh machine with Python 3.11+, git, a C++20 compiler and make:
#   make demo    plan the sample day into out/demo and say where the report lies
#   make test    run the tests
# Both build their own virtual environment in .venv; CMake and Ninja come as wheels when the machine has none.

PYTHON ?= python3
SEED   ?= 1
SOURCES := $(wildcard scheduler/engine/src/*.cpp scheduler/engine/src/*.h)
BIN := .venv/bin

.PHONY: demo test check sanitize clean

demo: .venv/demo.stamp
	$(BIN)/paigong plan data/shanghai-hvac --out out/demo --seconds 10 --seed $(SEED) || test $$? -eq 10
	@echo
	@echo "The report lies in  out/demo/report.html  - open it in a browser, it needs no network."

test: .venv/dev.stamp
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The native tests with address and undefined-behaviour checks; needs CMake on the path.
sanitize: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet nanobind
	cmake -S . -B build/sanitize -DPAIGONG_SANITIZE=address,undefined -DPython_EXECUTABLE=$(CURDIR)/$(BIN)/python
	cmake --build build/sanitize --target test_engine
	build/sanitize/test_engine

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv

# Editable, so that the sources are used as they are; built again when the native core or the metadata changes.
.venv/demo.stamp: .venv/bin/python pyproject.toml CMakeLists.txt $(SOURCES)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# What the tests need besides; by itself, so that the native core is not built a second time.
.venv/dev.stamp: .venv/demo.stamp
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['dev'], sep='\n')" >.venv/dev.txt
	$(BIN)/python -m pip install --quiet --requirement .venv/dev.txt
	touch $@

clean:
	rm -rf .venv build out
