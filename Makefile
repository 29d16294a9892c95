# Two commands for a fresh machine with Python 3.11+, git, a C++20 compiler and make:
#   make demo    plan the sample day into out/demo and say where the report lies
#   make test    run the tests
# For machines without a compiler, or without a network:
#   make wheel   build a wheel for this platform into out/wheel; it installs elsewhere without a compiler
#   make bundle  that wheel and all it needs into out/bundle: pip install --no-index --find-links out/bundle paigong
# Both build their own virtual environment in .venv; CMake and Ninja come as wheels when the machine has none.

PYTHON ?= python3
SEED   ?= 1
SOURCES := $(wildcard scheduler/engine/src/*.cpp scheduler/engine/src/*.h)
BIN := .venv/bin

.PHONY: demo test check sanitize wheel bundle compiler clean

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

wheel: compiler .venv/bin/python
	rm -rf out/wheel
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir out/wheel .
	@ls out/wheel/*.whl

bundle: wheel
	rm -rf out/bundle
	$(BIN)/python -m pip download --quiet --only-binary :all: --dest out/bundle out/wheel/*.whl
	@echo "Take out/bundle along, then:  pip install --no-index --find-links bundle paigong"

# One sentence in place of a page of a build that fails.
compiler:
	@command -v $(firstword $(CXX)) >/dev/null 2>&1 || command -v g++ >/dev/null 2>&1 || command -v clang++ >/dev/null 2>&1 || { echo "A C++20 compiler is needed and there is none: install g++ (Debian, Ubuntu: sudo apt-get install g++ python3-venv), gcc-c++ (Fedora: sudo dnf install gcc-c++) or the command line tools (macOS: xcode-select --install); or install a wheel that 'make wheel' built on another machine." >&2; exit 1; }

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv .venv

# Editable, so that the sources are used as they are; built again when the native core or the metadata changes.
.venv/demo.stamp: .venv/bin/python pyproject.toml CMakeLists.txt $(SOURCES) | compiler
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

# What the tests need besides; by itself, so that the native core is not built a second time.
.venv/dev.stamp: .venv/demo.stamp
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['dev'], sep='\n')" >.venv/dev.txt
	$(BIN)/python -m pip install --quiet --requirement .venv/dev.txt
	touch $@

clean:
	rm -rf .venv build out
