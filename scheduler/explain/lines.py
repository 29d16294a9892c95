"""Lines: explanations as people read them, in English (0) and Chinese (1)."""

from __future__ import annotations

from collections.abc import Iterator

from models.money import show
from models.problem import Problem
from models.shapes import PairCost
from scheduler.explain.alternatives import Alternative
from scheduler.explain.explanation import Explanation
from scheduler.explain.remedies.remedy import Remedy
from scheduler.explain.why_not import WhyNot
from scheduler.insertion.candidates import Candidate
from scheduler.insertion.effects import Effects
from scheduler.insertion.parts import Parts
from scheduler.wording.language import Language
from scheduler.wording.spoken import lines
from scheduler.wording.words import rule_name

MOST_EFFECTS = 6
"""Effects of a remedy or an alternative that are listed."""


@lines.register
def explanation_lines(said: Explanation, language: Language, limit: int | None = None) -> Iterator[str]:
    """The whole explanation."""
    problem = said.problem
    yield said.reason.text(language)
    if said.current is not None and said.current.parts:
        yield "  " + parts_line(problem, said.current.parts, language)
        yield from _bases(problem, said.current, said.ticket, language)
    if said.summary is not None:
        yield "  " + said.summary.text(language)
    yield from _compared(said, language)
    if said.alternatives:
        yield language.of("next best engineers, after planning again around each:", "其次人选（围绕其重新优化后）：")
        for other in said.alternatives:
            yield from _alternative(problem, other, said.ticket, language)
    if said.resolved and said.code != "served":
        yield language.of(*_head(said))
        for remedy in said.remedies:
            yield from _remedy(problem, remedy, language)
    heads = ("other engineers, at once:", "其他人选（仅插入）：") if said.served else ("engineers:", "人选：")
    yield language.of(*heads)
    others = [
        candidate for candidate in said.candidates if said.current is None or candidate.shift != said.current.shift
    ]
    yield from (f"  {_candidate(problem, candidate, language)}" for candidate in others[:limit])
    if limit is not None and len(others) > limit:
        yield language.of("  and {} more", "  另有 {} 个").format(len(others) - limit)


def _bases(problem: Problem, candidate: Candidate, ticket: str, language: Language) -> Iterator[str]:
    """What a price of the pair stands on, where records say so: the score with its ratings."""
    engineer = problem.engineer[candidate.engineer]
    if engineer.basis is None:
        return
    for rule in problem.policy.of(PairCost):
        if rule.id in candidate.parts:
            message = rule.message(engineer, problem.ticket[ticket], problem)
            if engineer.basis.said in message:
                amount = show(candidate.parts[rule.id], problem.policy.currency)
                head = f"  {rule_name(problem, rule.id, language)} {amount}"
                yield head + language.of(": ", "：") + language.text(message)


def _head(said: Explanation) -> tuple[str, str]:
    if not said.remedies:
        return "no change that was tried would serve it on time", "所尝试的调整均不能按时服务"
    if all(remedy.on_time for remedy in said.remedies):
        return "what would serve it on time, cheapest first:", "可按时服务的调整（由低到高）："
    return "what would serve it, but late, cheapest first:", "可服务但会超时的调整（由低到高）："


def _compared(said: Explanation | WhyNot, language: Language) -> Iterator[str]:
    """What everything is compared with, where that is not the plan itself."""
    problem = said.problem
    if said.gone:
        text = language.of(
            "the plan does not hold as things stand ({}); what follows is compared with the plan mended and searched "
            "again",
            "按当前情况原计划已无法执行（{}）；以下均与修补并重新搜索后的计划比较",
        )
        yield "  " + text.format(language.of(", ", "、").join(said.gone))
    elif said.saved > 0:
        text = language.of(
            "searching again finds a plan that is {} cheaper anyway; what follows is compared with that",
            "重新搜索本身即可节省 {}；以下均与该计划比较",
        )
        yield "  " + text.format(show(said.saved, problem.policy.currency))


def _alternative(problem: Problem, alternative: Alternative, ticket: str, language: Language) -> Iterator[str]:
    at_once = language.of("no room", "无空档") if alternative.at_once is None else _signed(problem, alternative.at_once)
    text = language.of("{} at {}  {} (at once {})", "{} {}  {}（仅插入 {}）")
    yield "  " + text.format(
        alternative.engineer, problem.clock.text(alternative.start), _signed(problem, alternative.resolved), at_once
    )
    yield from _effects(problem, alternative.effects, language, ticket)


def _remedy(problem: Problem, remedy: Remedy, language: Language) -> Iterator[str]:
    text = language.of("{}: {} at {}, {} in all", "{}：由 {} 于 {} 服务，总费用 {}")
    what = remedy.reason.text(language)
    yield "  " + text.format(what, remedy.engineer, problem.clock.text(remedy.start), _signed(problem, remedy.price))
    yield from _effects(problem, remedy.effects, language, remedy.ticket)


def _effects(problem: Problem, found: Effects, language: Language, ticket: str) -> Iterator[str]:
    said = found.lines(problem, language, but=ticket)
    if said:
        more = (f" (+{len(said) - MOST_EFFECTS})") if len(said) > MOST_EFFECTS else ""
        yield "    " + language.sentences(said[:MOST_EFFECTS]) + more


@lines.register
def why_not_lines(said: WhyNot, language: Language, limit: int | None = None) -> Iterator[str]:
    """The whole answer."""
    problem = said.problem
    yield said.reason.text(language)
    for waiver in said.waived:
        name = rule_name(problem, waiver.rule, language)
        yield language.of("  waived: {}: {}", "  已免除：{}：{}").format(name, language.text(waiver.message))
    yield from _compared(said, language)
    if said.effects is None:
        return
    if said.effects.parts:
        yield "  " + parts_line(problem, said.effects.parts, language)
    yield from (f"  {line}" for line in said.effects.lines(problem, language))


def _candidate(problem: Problem, candidate: Candidate, language: Language) -> str:
    """One shift in a line."""
    if candidate.price is None:
        colon = language.of(": ", "：")
        told = [f"{rule_name(problem, o.rule, language)}{colon}{language.text(o.message)}" for o in candidate.obstacles]
        return f"{candidate.shift}  " + language.sentences(told)
    text = problem.clock.text
    price = show(candidate.price, problem.policy.currency)
    parts = parts_line(problem, candidate.parts, language)
    return f"{candidate.shift}  {text(candidate.start)}-{text(candidate.finish)}  {price}  ({parts})"


def parts_line(problem: Problem, parts: Parts, language: Language) -> str:
    """Money by rule, the dearest first."""
    dearest = sorted(parts.items(), key=lambda part: (-part[1], part[0]))
    return ", ".join(f"{rule_name(problem, rule, language)} {show(money)}" for rule, money in dearest)


def _signed(problem: Problem, money: int) -> str:
    return ("+" if money > 0 else "") + show(money, problem.policy.currency)
