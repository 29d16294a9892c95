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
from scheduler.wording.language import Language
from scheduler.wording.spoken import lines
from scheduler.wording.words import rule_name

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


def sentence(move: Move, language: Language | str) -> str:
    """The move in one sentence, in ``en`` or ``zh``."""
    language = Language(language)
    board = move.board
    price = signed(move.price, board.problem.policy.currency, language)
    return language.of(*SENTENCES[move.code]).format(
        ticket=move.ticket,
        engineer=move.engineer,
        other=move.other,
        start=board.problem.clock.text(move.visit.start) if move.visit is not None else "",
        price=price,
        rules=_names(move, move.broken, language),
        warnings=_names(move, move.warnings, language),
    )


@lines.register
def move_lines(move: Move, language: Language, limit: int | None = None) -> Iterator[str]:
    """The move in lines."""
    yield sentence(move, language)
    if move.wish is not None and not move.wish.met:
        yield "  " + _wish(move, language)
    for kind, findings in (("broken", move.broken), ("standing", move.standing), ("warnings", move.warnings)):
        yield from (f"  {language.of(*HEADS[kind])}: {_finding(move, finding, language)}" for finding in findings)
    if move.shifted:
        yield f"  {language.of(*HEADS['moves'])}: " + ", ".join(
            _shifted(move, shifted, language) for shifted in move.shifted
        )
    if move.parts:
        yield f"  {language.of(*HEADS['parts'])}: {_parts(move, move.parts, language)}"
    if off := off_the_plan(move.board, language):
        yield f"  {off}"


def signed(money: int, currency: str, language: Language) -> str:
    """Money that is added or saved, for people.

    >>> en, zh = Language
    >>> signed(-2500, "CNY", en), signed(1000, "CNY", zh), signed(0, "CNY", en)
    ('2.50 CNY saved', '增加 1.00 CNY', 'no change of cost')
    """
    if not money:
        return language.of("no change of cost", "费用不变")
    if language is Language.ZH:
        return f"{'节省' if money < 0 else '增加'} {show(abs(money), currency)}"
    return f"{show(abs(money), currency)} {'saved' if money < 0 else 'more'}"


def later(shifted: Sequence[Shifted], language: Language) -> list[str]:
    """How much later other visits start in sum, as a list of one sentence or none."""
    late = [visit.later for visit in shifted if visit.later > 0]
    if not late:
        return []
    english = f"{len(late)} other{'s' if len(late) > 1 else ''} {span(sum(late))} later"
    return [language.of(english, f"其他 {len(late)} 单推迟 {span_zh(sum(late))}")]


def off_the_plan(board: Board, language: Language | str) -> str:
    """Which tickets no longer fit where the plan has them; empty when all do."""
    language = Language(language)
    return f"{language.of(*HEADS['off'])}: {', '.join(board.off)}" if board.off else ""


def _wish(move: Move, language: Language) -> str:
    text = move.board.problem.clock.text
    assert move.wish is not None
    wished, nearest = text(move.wish.start), move.wish.nearest
    if nearest is None:
        return language.of(
            f"a start at {wished} is not possible, nor is any other", f"{wished} 无法开始，也没有其他可行时间"
        )
    return language.of(
        f"a start at {wished} is not possible; the nearest is {text(nearest)}",
        f"{wished} 无法开始；最近可行时间为 {text(nearest)}",
    )


def _names(move: Move, findings: tuple[Finding, ...], language: Language) -> str:
    rules = dict.fromkeys(finding.rule for finding in findings)
    return ("、" if language is Language.ZH else ", ").join(
        rule_name(move.board.problem, rule, language) for rule in rules
    )


def _finding(move: Move, finding: Finding, language: Language) -> str:
    name = rule_name(move.board.problem, finding.rule, language)
    cost = f" ({show(finding.cost, move.board.problem.policy.currency)})" if finding.cost else ""
    return f"{name}: {language.text(finding.message)}{cost}"


def _shifted(move: Move, shifted: Shifted, language: Language) -> str:
    text = move.board.problem.clock.text
    earlier, seconds = shifted.later < 0, abs(shifted.later)
    english = f"{span(seconds)} {'earlier' if earlier else 'later'}"
    said = f"{'提前' if earlier else '推迟'} {span_zh(seconds)}" if language is Language.ZH else english
    return f"{shifted.ticket} {text(shifted.before)} > {text(shifted.after)} ({said})"


def _parts(move: Move, parts: Parts, language: Language) -> str:
    problem = move.board.problem
    dearest = sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return ", ".join(f"{rule_name(problem, rule, language)} {money / 1000:+,.2f}" for rule, money in dearest)
