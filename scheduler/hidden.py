"""Whether a folder on the path hides our packages behind files of its own with the same names."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

BESIDE = Path(__file__).parents[1]
"""Where the package ``models`` lies, beside this one."""


def hidden() -> str:
    """A sentence that names the file Python finds in place of our package ``models``; empty when it finds ours."""
    found = find_spec("models")
    where = Path(found.origin or "").resolve() if found is not None else None
    if where is None or where == (BESIDE / "models" / "__init__.py").resolve():
        return ""
    return (
        f"{where} hides the package models of Paigong: Python looks into its folder first.\n"
        "  Maybe rename it, or start `paigong` in another folder.\n"
        f"  {where} 遮住了派工的 models 包；请改名，或在其他文件夹中启动。"
    )
