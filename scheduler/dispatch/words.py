"""Words: what a move means, in English and Chinese, made from its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.clock import span
from models.finding import Finding
from models.money import show
from models.text import span_zh
from scheduler.dispatch.move import Move, Shifted
from scheduler.insertion.parts import Parts
from scheduler.wording.spoken import lines
from scheduler.wording.words import rule_name, said_in

if TYPE_CHECKING:
    from scheduler.dispatch.board import Board

SENTENCES: dict[str, tuple[str, str]] = {
    "move-allowed": (
        "{ticket} to {engineer} at {start}: allowed, {price}",
        "{ticket} 派给 {engineer}，{start}：可行，{price}",
    ),
    "move-warning": (
        "{ticket} to {engineer} at {start}: allowed with a warning, {price}; mind {warnings}",
        "{ticket} 派给 {engineer}，{start}：可行但需注意，{price}；注意：{warnings}",
    ),
    "move-forbidden": (
        "{ticket} to {engineer} at {start}: forbidden by {rules}; it would be {price}",
        "{ticket} 派给 {engineer}，{start}：不允许，违反 {rules}；费用变化 {price}",
    ),
    "unassign-allowed": ("{ticket} off the plan: allowed, {price}", "{ticket} 撤下：可行，{price}"),
    "unassign-warning": (
        "{ticket} off the plan: allowed with a warning, {price}; mind {warnings}",
        "{ticket} 撤下：可行但需注意，{price}；注意：{warnings}",
    ),
    "unassign-forbidden": (
        "{ticket} off the plan: forbidden by {rules}; it would be {price}",
        "{ticket} 撤下：不允许，违反 {rules}；费用变化 {price}",
    ),
    "swap-allowed": ("{ticket} and {other} exchanged: allowed, {price}", "{ticket} 与 {other} 互换：可行，{price}"),
    "swap-warning": (
        "{ticket} and {other} exchanged: allowed with a warning, {price}; mind {warnings}",
        "{ticket} 与 {other} 互换：可行但需注意，{price}；注意：{warnings}",
    ),
    "swap-forbidden": (
        "{ticket} and {other} exchanged: forbidden by {rules}; it would be {price}",
        "{ticket} 与 {other} 互换：不允许，违反 {rules}；费用变化 {price}",
    ),
}  # fmt: skip
"""Stable code -> sentence in English and in Chinese."""

HEADS = {
    "broken": ("breaks", "违反"),
    "standing": ("broken already", "原已违反"),
    "warnings": ("mind", "注意"),
    "moves": ("other visits", "其他上门"),
    "parts": ("price by rule", "费用构成"),
    "off": ("no longer fits where the plan has it", "原计划中已无法执行"),
}


def sentence(move: Move, language: str) -> str:
    """The move in one sentence, in ``en`` or ``zh``."""
    chinese = int(language == "zh")
    board = move.board
    price = signed(move.price, board.problem.policy.currency, chinese)
    return SENTENCES[move.code][chinese].format(
        ticket=move.ticket,
        engineer=move.engineer,
        other=move.other,
        start=board.problem.clock.text(move.visit.start) if move.visit is not None else "",
        price=price,
        rules=_names(move, move.broken, chinese),
        warnings=_names(move, move.warnings, chinese),
    )


@lines.register
def move_lines(move: Move, chinese: int, limit: int | None = None) -> Iterator[str]:
    """The move in lines."""
    language = ("en", "zh")[chinese]
    yield sentence(move, language)
    if move.wish is not None and not move.wish.met:
        yield "  " + _wish(move, chinese)
    for kind, findings in (("broken", move.broken), ("standing", move.standing), ("warnings", move.warnings)):
        yield from (f"  {HEADS[kind][chinese]}: {_finding(move, finding, chinese)}" for finding in findings)
    if move.shifted:
        yield f"  {HEADS['moves'][chinese]}: " + ", ".join(_shifted(move, one, chinese) for one in move.shifted)
    if move.parts:
        yield f"  {HEADS['parts'][chinese]}: {_parts(move, move.parts, chinese)}"
    if off := off_the_plan(move.board, language):
        yield f"  {off}"


def signed(money: int, currency: str, chinese: int) -> str:
    """Money that is added or saved, for people.

    >>> signed(-2500, "CNY", 0), signed(1000, "CNY", 1), signed(0, "CNY", 0)
    ('2.50 CNY saved', '增加 1.00 CNY', 'no change of cost')
    """
    if not money:
        return ("no change of cost", "费用不变")[chinese]
    if chinese:
        return f"{'节省' if money < 0 else '增加'} {show(abs(money), currency)}"
    return f"{show(abs(money), currency)} {'saved' if money < 0 else 'more'}"


def later(shifted: Sequence[Shifted], chinese: int) -> list[str]:
    """How much later other visits start in sum, as a list of one sentence or none."""
    late = [one.later for one in shifted if one.later > 0]
    if not late:
        return []
    english = f"{len(late)} other{'s' if len(late) > 1 else ''} {span(sum(late))} later"
    return [(english, f"其他 {len(late)} 单推迟 {span_zh(sum(late))}")[chinese]]


def off_the_plan(board: Board, language: str) -> str:
    """Which tickets no longer fit where the plan has them; empty when all do."""
    chinese = int(language == "zh")
    return f"{HEADS['off'][chinese]}: {', '.join(board.off)}" if board.off else ""


def _wish(move: Move, chinese: int) -> str:
    text = move.board.problem.clock.text
    assert move.wish is not None
    wished, nearest = text(move.wish.start), move.wish.nearest
    if nearest is None:
        return (f"a start at {wished} is not possible, nor is any other", f"{wished} 无法开始，也没有其他可行时间")[
            chinese
        ]
    return (
        f"a start at {wished} is not possible; the nearest is {text(nearest)}",
        f"{wished} 无法开始；最近可行时间为 {text(nearest)}",
    )[chinese]


def _names(move: Move, findings: tuple[Finding, ...], chinese: int) -> str:
    rules = dict.fromkeys(finding.rule for finding in findings)
    return ("、" if chinese else ", ").join(rule_name(move.board.problem, rule, chinese) for rule in rules)


def _finding(move: Move, finding: Finding, chinese: int) -> str:
    name = rule_name(move.board.problem, finding.rule, chinese)
    cost = f" ({show(finding.cost, move.board.problem.policy.currency)})" if finding.cost else ""
    return f"{name}: {said_in(finding.message, chinese)}{cost}"


def _shifted(move: Move, one: Shifted, chinese: int) -> str:
    text = move.board.problem.clock.text
    earlier, seconds = one.later < 0, abs(one.later)
    english = f"{span(seconds)} {'earlier' if earlier else 'later'}"
    said = f"{'提前' if earlier else '推迟'} {span_zh(seconds)}" if chinese else english
    return f"{one.ticket} {text(one.before)} > {text(one.after)} ({said})"


def _parts(move: Move, parts: Parts, chinese: int) -> str:
    problem = move.board.problem
    dearest = sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return ", ".join(f"{rule_name(problem, rule, chinese)} {money / 1000:+,.2f}" for rule, money in dearest)
