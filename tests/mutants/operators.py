"""The small wrong changes: each operator turns one node of a syntax tree into another."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

EDGES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Div: ast.Mult,
    ast.Mod: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}

EXAMPLES = ("keeps", "breaks", "_example", "made_up")
"""Functions that hold example days and made-up events: data for tests and pages, no part of a rule or an event."""


@dataclass(frozen=True)
class Mutant:
    """One wrong change.

    Parameters
    ----------
    file
        From the root of the project.
    line
        Of the change; 1 is the first.
    where
        Function that holds it, with its class: ``Stock.rows``; empty at the top of the file.
    operator
        Kind of change.
    number
        How many such changes stand before it in the same function: with ``where`` and ``operator`` a name that other
        lines of the file do not move.
    before, after
        The line, and what it is turned into.
    """

    file: str
    line: int
    where: str
    operator: str
    number: int
    before: str
    after: str

    @property
    def key(self) -> str:
        """A name that stays when the file moves to another folder or other functions of it change."""
        return f"{Path(self.file).name}:{self.where}:{self.operator}:{self.number}"


@dataclass(frozen=True)
class Site:
    """A place in a syntax tree and what would stand there."""

    parent: ast.AST
    field: str
    index: int | None
    operator: str
    node: ast.AST
    put: ast.AST
    where: str

    def change(self) -> None:
        """Puts it there."""
        if self.index is None:
            setattr(self.parent, self.field, self.put)
        else:
            getattr(self.parent, self.field)[self.index] = self.put


def mutants_of(file: str, source: str) -> list[Mutant]:
    """All mutants of a file, in the order of its syntax tree."""
    found: list[Mutant] = []
    seen: dict[tuple[str, str], int] = {}
    lines = source.splitlines()
    for site in sites(ast.parse(source)):
        number = seen[site.where, site.operator] = seen.get((site.where, site.operator), -1) + 1
        line: int = getattr(site.node, "lineno", 0) or site.node.target.lineno  # type: ignore[attr-defined]
        before, after = _shown(lines, site)
        found.append(Mutant(file, line, site.where, site.operator, number, before, after))
    return found


def mutated(source: str, mutant: Mutant) -> ast.Module:
    """The syntax tree of the file with this one change."""
    tree = ast.parse(source)
    number = -1
    for site in sites(tree):
        number += (site.where, site.operator) == (mutant.where, mutant.operator)
        if number == mutant.number:
            site.change()
            return ast.fix_missing_locations(tree)
    raise ValueError(f"{mutant.key} is not in the file any more. Maybe draw a new sample.")


def sites(tree: ast.Module) -> Iterator[Site]:
    """Every place of a tree that some operator changes."""
    return _below(tree, "")


def _below(node: ast.AST, where: str) -> Iterator[Site]:
    for field, value in ast.iter_fields(node):
        if (type(node), field) in _SKIPPED:
            continue
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if not isinstance(child, ast.AST) or _silent(child):
                continue
            inside = where
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                inside = f"{where}.{child.name}".lstrip(".")
            for operator, put in _changes(child):
                yield Site(node, field, index, operator, child, _placed(put, child), where)
            yield from _below(child, inside)


def _placed(put: ast.AST, node: ast.AST) -> ast.AST:
    """A copy of what is put, where the node stood: a part of the node keeps its own place."""
    return ast.copy_location(copy.copy(put), node)


_SKIPPED = {
    (ast.FunctionDef, "decorator_list"), (ast.ClassDef, "decorator_list"), (ast.FunctionDef, "returns"),
    (ast.ClassDef, "bases"), (ast.AnnAssign, "annotation"), (ast.arg, "annotation"),
    (ast.FormattedValue, "format_spec"), (ast.AnnAssign, "target"), (ast.Assign, "targets"),
}  # fmt: skip


def _silent(node: ast.AST) -> bool:
    """Parts in which a change means nothing: imports, imports for types, example days, ``strict=`` of a zip."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.ExceptHandler(type=None):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.FunctionDef(name=name):
            return name in EXAMPLES or any(_is_abstract(one) for one in node.decorator_list)
        case ast.keyword(arg=name):
            return name in ("strict", "frozen", "repr", "description", "default_factory")
    return False


def _is_abstract(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Name) and decorator.id in ("abstractmethod", "overload")


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What an operator would put in the place of a node."""
    for operators in (_comparison, _arithmetic, _constant, _logic, _call, _statement):
        yield from operators(node)


def _comparison(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Compare):
        for k, operator in enumerate(node.ops):
            yield "edge", _but(node, lambda new, k=k, op=operator: new.ops.__setitem__(k, EDGES[type(op)]()))


def _arithmetic(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
        yield "arithmetic", _but(node, lambda new: setattr(new, "op", ARITHMETIC[type(node.op)]()))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign", node.operand


def _constant(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if not isinstance(node, ast.Constant):
        return
    if isinstance(node.value, bool):
        yield "flag", ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield "plus one", ast.Constant(node.value + 1)
        yield "minus one", ast.Constant(node.value - 1)


def _logic(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", _but(node, lambda new: setattr(new, "op", other))
        for k in range(len(node.values)):
            rest = [value for j, value in enumerate(node.values) if j != k]
            yield "condition dropped", rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not dropped", node.operand
    elif isinstance(node, ast.IfExp):
        yield "branches swapped", ast.IfExp(node.test, node.orelse, node.body)
    elif isinstance(node, ast.If | ast.While):
        yield "condition negated", _but(node, lambda new: setattr(new, "test", ast.UnaryOp(ast.Not(), node.test)))
    elif isinstance(node, ast.comprehension):
        for k in range(len(node.ifs)):
            yield "filter dropped", _but(node, lambda new, k=k: new.ifs.pop(k))


def _call(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TWINS:
        twin = ast.Name(TWINS[node.func.id], ast.Load())
        yield "min/max", _but(node, lambda new: setattr(new, "func", twin))


def _statement(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return nothing", ast.Return(ast.Constant(None))
        case (
            ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise() | ast.Continue()
        ):
            yield "statement dropped", ast.Pass()


def _but(node: ast.AST, change: Callable[..., object]) -> ast.AST:
    """A shallow copy with its lists copied, changed."""
    new = copy.copy(node)
    for field, value in ast.iter_fields(node):
        if isinstance(value, list):
            setattr(new, field, list(value))
    change(new)
    return new


def _shown(lines: list[str], site: Site) -> tuple[str, str]:
    """The line before and after the change; of changes over several lines the first."""
    node, put = site.node, site.put
    if isinstance(node, ast.comprehension):
        return ast.unparse(node).strip(), ast.unparse(put).strip()
    if isinstance(node, ast.If | ast.While):
        assert isinstance(put, ast.If | ast.While)
        node, put = node.test, put.test
    line: bytes = lines[node.lineno - 1].encode()  # type: ignore[attr-defined]
    start, end = node.col_offset, node.end_col_offset if node.end_lineno == node.lineno else len(line)  # type: ignore[attr-defined]
    after = line[:start] + ast.unparse(put).encode() + line[end:]
    return line.decode(errors="replace").strip(), after.decode(errors="replace").strip()
