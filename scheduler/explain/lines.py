"""Lines: explanations as people read them, in English (0) and Chinese (1)."""

from __future__ import annotations

from collections.abc import Iterator

from models.money import show
from models.problem import Problem
from scheduler.explain.alternatives import Alternative
from scheduler.explain.explanation import Explanation
from scheduler.explain.remedies.remedy import Remedy
from scheduler.explain.why_not import WhyNot
from scheduler.insertion.candidates import Candidate
from scheduler.insertion.effects import Effects
from scheduler.insertion.parts import Parts
from scheduler.wording.spoken import lines
from scheduler.wording.words import joined, rule_name, said_in

MOST_EFFECTS = 6
"""Effects of a remedy or an alternative that are listed."""


@lines.register
def explanation_lines(said: Explanation, chinese: int, limit: int | None = None) -> Iterator[str]:
    """The whole explanation."""
    problem = said.problem
    yield (said.reason.sentence, said.reason.sentence_zh)[chinese]
    if said.current is not None and said.current.parts:
        yield "  " + parts_line(problem, said.current.parts, chinese)
    if said.summary is not None:
        yield "  " + (said.summary.sentence, said.summary.sentence_zh)[chinese]
    yield from _compared(said, chinese)
    if said.alternatives:
        yield ("next best engineers, after planning again around each:", "其次人选（围绕其重新优化后）：")[chinese]
        for other in said.alternatives:
            yield from _alternative(problem, other, said.ticket, chinese)
    if said.resolved and said.code != "served":
        yield _head(said)[chinese]
        for remedy in said.remedies:
            yield from _remedy(problem, remedy, chinese)
    heads = ("other engineers, at once:", "其他人选（仅插入）：") if said.served else ("engineers:", "人选：")
    yield heads[chinese]
    others = [one for one in said.candidates if said.current is None or one.shift != said.current.shift]
    yield from (f"  {_candidate(problem, one, chinese)}" for one in others[:limit])
    if limit is not None and len(others) > limit:
        yield ("  and {} more", "  另有 {} 个")[chinese].format(len(others) - limit)


def _head(said: Explanation) -> tuple[str, str]:
    if not said.remedies:
        return "no change that was tried would serve it on time", "所尝试的调整均不能按时服务"
    if all(one.on_time for one in said.remedies):
        return "what would serve it on time, cheapest first:", "可按时服务的调整（由低到高）："
    return "what would serve it, but late, cheapest first:", "可服务但会超时的调整（由低到高）："


def _compared(said: Explanation | WhyNot, chinese: int) -> Iterator[str]:
    """What everything is compared with, where that is not the plan itself."""
    problem = said.problem
    if said.gone:
        text = (
            "the plan does not hold as things stand ({}); what follows is compared with the plan mended and searched "
            "again",
            "按当前情况原计划已无法执行（{}）；以下均与修补并重新搜索后的计划比较",
        )[chinese]
        yield "  " + text.format((", ", "、")[chinese].join(said.gone))
    elif said.saved > 0:
        text = (
            "searching again finds a plan that is {} cheaper anyway; what follows is compared with that",
            "重新搜索本身即可节省 {}；以下均与该计划比较",
        )[chinese]
        yield "  " + text.format(show(said.saved, problem.policy.currency))


def _alternative(problem: Problem, one: Alternative, ticket: str, chinese: int) -> Iterator[str]:
    at_once = ("no room", "无空档")[chinese] if one.at_once is None else _signed(problem, one.at_once)
    text = ("{} at {}  {} (at once {})", "{} {}  {}（仅插入 {}）")[chinese]
    yield "  " + text.format(one.engineer, problem.clock.text(one.start), _signed(problem, one.resolved), at_once)
    yield from _effects(problem, one.effects, chinese, ticket)


def _remedy(problem: Problem, one: Remedy, chinese: int) -> Iterator[str]:
    text = ("{}: {} at {}, {} in all", "{}：由 {} 于 {} 服务，总费用 {}")[chinese]
    what = (one.reason.sentence, one.reason.sentence_zh)[chinese]
    yield "  " + text.format(what, one.engineer, problem.clock.text(one.start), _signed(problem, one.price))
    yield from _effects(problem, one.effects, chinese, one.ticket)


def _effects(problem: Problem, found: Effects, chinese: int, ticket: str) -> Iterator[str]:
    said = found.lines(problem, chinese, but=ticket)
    if said:
        more = (f" (+{len(said) - MOST_EFFECTS})") if len(said) > MOST_EFFECTS else ""
        yield "    " + joined(said[:MOST_EFFECTS], chinese) + more


@lines.register
def why_not_lines(said: WhyNot, chinese: int, limit: int | None = None) -> Iterator[str]:
    """The whole answer."""
    problem = said.problem
    yield (said.reason.sentence, said.reason.sentence_zh)[chinese]
    for one in said.waived:
        name = rule_name(problem, one.rule, chinese)
        yield ("  waived: {}: {}", "  已免除：{}：{}")[chinese].format(name, said_in(one.message, chinese))
    yield from _compared(said, chinese)
    if said.effects is None:
        return
    if said.effects.parts:
        yield "  " + parts_line(problem, said.effects.parts, chinese)
    yield from (f"  {line}" for line in said.effects.lines(problem, chinese))


def _candidate(problem: Problem, one: Candidate, chinese: int) -> str:
    """One shift in a line."""
    if one.price is None:
        colon = (": ", "：")[chinese]
        told = [f"{rule_name(problem, o.rule, chinese)}{colon}{said_in(o.message, chinese)}" for o in one.obstacles]
        return f"{one.shift}  " + joined(told, chinese)
    text = problem.clock.text
    price = show(one.price, problem.policy.currency)
    return f"{one.shift}  {text(one.start)}-{text(one.finish)}  {price}  ({parts_line(problem, one.parts, chinese)})"


def parts_line(problem: Problem, parts: Parts, chinese: int) -> str:
    """Money by rule, the dearest first."""
    dearest = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    return ", ".join(f"{rule_name(problem, rule, chinese)} {show(money)}" for rule, money in dearest)


def _signed(problem: Problem, money: int) -> str:
    return ("+" if money > 0 else "") + show(money, problem.policy.currency)
