"""The example notebook runs from top to bottom."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples/study.ipynb"


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The code cells after they ran, in a kernel of this very Python."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed; pip install 'paigong[dev]'")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed; pip install 'paigong[dev]'")
    pytest.importorskip("ipykernel", reason="ipykernel is not installed; pip install 'paigong[dev]'")
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    manager = AsyncKernelManager()
    manager._kernel_spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], language="python"
    )
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(notebook, km=manager, timeout=120)
    client.execute(cwd=str(NOTEBOOK.parent), env=_environment())
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _environment() -> dict[str, str]:
    from tests.cli.shell import environment

    return environment()


@pytest.mark.slow
def test_every_cell_runs_and_the_study_shows_itself_as_a_table(cells: list[Any]) -> None:
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    tables = [output["data"]["text/html"] for output in outputs if "text/html" in output.get("data", {})]
    assert "a senior in Sheffield" in tables[0]


@pytest.mark.slow
def test_the_senior_is_found_to_be_worth_most(cells: list[Any]) -> None:
    printed = "".join(output.get("text", "") for cell in cells for output in cell.outputs)
    assert "1. hire" in printed


def test_the_notebook_is_kept_without_outputs() -> None:
    import json

    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
