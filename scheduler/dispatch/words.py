"""Words: what a move means, in English and Chinese, made from its data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from models.changes import VisitChange
from models.clock import span
from models.finding import Finding
from models.money import show
from models.text import span_zh
from scheduler.dispatch.move import Move
from scheduler.insertion.parts import Parts
from scheduler.wording.changes import change_text
from scheduler.wording.language import Language
from scheduler.wording.spoken import lines
from scheduler.wording.words import rule_name

if TYPE_CHECKING:
    from scheduler.dispatch.board import Board

HEADS = {
    "broken": ("breaks", "违反"),
    "standing": ("broken already", "原已违反"),
    "warnings": ("mind", "注意"),
    "moves": ("other visits", "其他上门"),
    "parts": ("price by rule", "费用构成"),
    "off": ("no longer fits where the plan has it", "原计划中已无法执行"),
}


@lines.register
def move_lines(move: Move, language: Language, limit: int | None = None) -> Iterator[str]:
    """The move in lines."""
    yield move.reason.text(language)
    if move.wish is not None and not move.wish.met:
        yield "  " + _wish(move, language)
    for kind, findings in (("broken", move.broken), ("standing", move.standing), ("warnings", move.warnings)):
        yield from (f"  {language.of(*HEADS[kind])}: {_finding(move, finding, language)}" for finding in findings)
    if move.shifted:
        yield f"  {language.of(*HEADS['moves'])}: " + language.sentences(
            [change_text(change, move.board.problem.clock, language) for change in move.shifted]
        )
    if move.parts:
        yield f"  {language.of(*HEADS['parts'])}: {_parts(move, move.parts, language)}"
    if off := off_the_plan(move.board, language):
        yield f"  {off}"


def later(shifted: Sequence[VisitChange], language: Language) -> list[str]:
    """How much later other visits start in sum, as a list of one sentence or none."""
    late = [visit.later for visit in shifted if visit.later > 0]
    if not late:
        return []
    english = f"{len(late)} other{'s' if len(late) > 1 else ''} {span(sum(late))} later"
    return [language.of(english, f"其他 {len(late)} 单推迟 {span_zh(sum(late))}")]


def off_the_plan(board: Board, language: Language) -> str:
    """Which tickets no longer fit where the plan has them; empty when all do."""
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


def _finding(move: Move, finding: Finding, language: Language) -> str:
    name = rule_name(move.board.problem, finding.rule, language)
    cost = f" ({show(finding.cost, move.board.problem.policy.currency)})" if finding.cost else ""
    return f"{name}: {language.text(finding.message)}{cost}"


def _parts(move: Move, parts: Parts, language: Language) -> str:
    problem = move.board.problem
    dearest = sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0]))
    return ", ".join(f"{rule_name(problem, rule, language)} {money / 1000:+,.2f}" for rule, money in dearest)
