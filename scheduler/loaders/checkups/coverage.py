"""Is there anybody for everything that is asked for?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from models.engineer import Engineer
from models.errors import Trouble, nearest
from models.interval import ANY_TIME, Spans, meet, merge
from models.problem import Problem
from models.rules.territory import TerritoryRule
from models.rules.van_parts import VanParts
from models.shapes import Link, MayServe, ServeWhen, ShiftLoad
from models.text import Text
from models.ticket import Ticket


def skills_nobody_has(problem: Problem) -> Iterator[Trouble]:
    """Skills, or levels of them, that no engineer of the day has."""
    best: dict[str, int] = {}
    for engineer in problem.engineers:
        for held in engineer.skills:
            best[held.skill] = max(best.get(held.skill, 0), held.level)
    wanted = Counter((need.skill, need.level) for ticket in problem.open_tickets for need in ticket.skills)
    for (skill, level), count in sorted(wanted.items()):
        if skill not in best:
            yield _nobody(f"{skill}:{level}", f"no engineer has the skill {skill}", count, "skill-nobody-has", best)
        elif level > best[skill]:
            message = f"no engineer has {skill} at level {level}; the best is {best[skill]}"
            maybe = "the level is mistyped, or somebody must be trained or hired."
            yield Trouble(
                _count(message, count), "tickets", None, "skills", f"{skill}:{level}", "level-nobody-has", maybe
            )


def certificates_nobody_has(problem: Problem) -> Iterator[Trouble]:
    """Certificates that no engineer of the day holds."""
    held = {certificate.certificate for engineer in problem.engineers for certificate in engineer.certificates}
    wanted = Counter(name for ticket in problem.open_tickets for name in ticket.certificates)
    for name, count in sorted(wanted.items()):
        if name not in held:
            message = f"no engineer holds the certificate {name}"
            yield _nobody(name, message, count, "certificate-nobody-has", held, "certificates")


def parts_nobody_has(problem: Problem) -> Iterator[Trouble]:
    """Parts that are on no van, where the policy asks for parts on the van."""
    if not problem.policy.of(VanParts):
        return
    on_vans = {part for engineer in problem.engineers for part in engineer.van}
    wanted = Counter(part for ticket in problem.open_tickets for part in ticket.parts)
    for part, count in sorted(wanted.items()):
        if part not in on_vans:
            yield _nobody(part, f"no van carries the part {part}", count, "part-nobody-has", on_vans, "parts")


def territories_nobody_serves(problem: Problem) -> Iterator[Trouble]:
    """Territories with tickets and without engineers."""
    if not problem.policy.of(TerritoryRule) or any(not engineer.territories for engineer in problem.engineers):
        return
    served = {area for engineer in problem.engineers for area in engineer.territories}
    wanted = Counter(ticket.territory for ticket in problem.open_tickets if ticket.territory)
    for territory, count in sorted(wanted.items()):
        if territory not in served:
            message = f"no engineer serves the territory {territory}"
            yield _nobody(territory, message, count, "territory-nobody-serves", served, "territory_id")


def needs_nobody_can_meet(problem: Problem) -> Iterator[Trouble]:
    """Tickets that ask for what no visit of one engineer can give: a crew, a step before them."""
    for ticket in _planned(problem, by_hand=True):
        for rule in problem.policy.of(Link):
            if not ticket.set_aside and (why := rule.unsupported(ticket)) is not None:
                maybe = "the rest of the day is planned; " + (
                    "split it into one ticket per engineer, each pinned to the same start."
                    if ticket.crew_size > 1
                    else "pin both to times that keep the order, or give the later one a window after the first."
                )
                message = f"{why}; it will stay unserved"
                yield Trouble(message, "tickets", None, "ticket_id", ticket.id, "planned-by-hand", maybe)


def _planned(problem: Problem, by_hand: bool = False) -> list[Ticket]:
    """Open tickets that a planner may look at, or those that only people can plan."""
    links = problem.policy.of(Link)
    return [ticket for ticket in problem.open_tickets if any(rule.unsupported(ticket) for rule in links) is by_hand]


def tickets_nobody_can_serve(problem: Problem) -> Iterator[Trouble]:
    """Tickets that no rule-abiding plan of this day can hold, with what stands in the way; one warning a cause."""
    working = [engineer for engineer in problem.engineers if engineer.shifts]
    if not working:
        return  # said once, of the day
    starts = _memo(problem)
    causes: dict[tuple[tuple[str, int], ...], list[str]] = {}
    for ticket in _planned(problem):
        if any(_possible(engineer, ticket, problem, starts) for engineer in working):
            continue
        obstacles: Counter[str] = Counter()
        for engineer in working:
            obstacles.update(_obstacles(engineer, ticket, problem, starts))
        causes.setdefault(tuple(obstacles.most_common()), []).append(ticket.id)
    for obstacles_of, ids in causes.items():
        shown = ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
        shown_zh = "、".join(ids[:3]) + (f" 等 {len(ids)} 个工单" if len(ids) > 3 else "")
        reasons = ", ".join(f"{rule} ({count} of {len(working)})" for rule, count in obstacles_of)
        reasons_zh = "、".join(
            f"{_titled(rule, problem)}（{len(working)} 人中 {count} 人）" for rule, count in obstacles_of
        )
        message = Text(
            f"nobody can serve {shown} in this horizon: {reasons}", f"计划期内无人可服务 {shown_zh}：{reasons_zh}"
        )
        stays = "the ticket" if len(ids) == 1 else "the tickets"
        maybe = f"the obstacle that concerns most engineers is where to look; {stays} will stay unserved."
        yield Trouble(message, "tickets", None, "ticket_id", ", ".join(ids[:20]), "nobody-can-serve", maybe)


NO_MOMENT = "no moment keeps all rules"


def _titled(rule: str, problem: Problem) -> str:
    """A rule as people call it in Chinese."""
    titles: dict[str, str] = {known.id: known.title[1] for known in problem.policy.rules}
    return titles.get(rule, "没有任何时刻同时满足全部规则" if rule == NO_MOMENT else rule)


Starts = Callable[[ServeWhen, Engineer, Ticket], Spans | None]


def _memo(problem: Problem) -> Starts:
    """``rule.starts``, asked once per engineer, ticket or pair, as the rule says it depends on them."""
    known: dict[Any, Spans | None] = {}
    concerns = {rule.id: rule.concerns(problem) for rule in problem.policy.of(ServeWhen)}

    def starts(rule: ServeWhen, engineer: Engineer, ticket: Ticket) -> Spans | None:
        by_engineer, by_ticket = concerns[rule.id]
        key = (rule.id, engineer.id if by_engineer else "", ticket.id if by_ticket else "")
        if key not in known:
            known[key] = rule.starts(engineer, ticket, problem)
        return known[key]

    return starts


def _possible(engineer: Engineer, ticket: Ticket, problem: Problem, starts: Starts) -> bool:
    """Is there a moment at which the engineer may start the ticket?"""
    if not all(rule.allows(engineer, ticket, problem) for rule in problem.policy.of(MayServe)):
        return False
    if next(_too_heavy(engineer, ticket, problem), None) is not None:
        return False
    spans = _on_duty(engineer)
    for rule in problem.policy.of(ServeWhen):
        answer = starts(rule, engineer, ticket)
        if answer is not None:
            spans = meet(spans, answer)
        if not spans:
            return False
    return True


def _too_heavy(engineer: Engineer, ticket: Ticket, problem: Problem) -> Iterator[str]:
    """Rules by which the ticket alone takes more than the engineer's van holds."""
    for rule in problem.policy.of(ShiftLoad):
        held = rule.holds(engineer, problem)
        for name, taken in rule.takes(ticket, problem).items():
            most = rule.missing if held.get(name) is None else held[name]
            if most is not None and taken > most:
                yield rule.id
                break


def _on_duty(engineer: Engineer) -> Spans:
    """Starts within the shifts and the engineer's own overtime."""
    return merge((shift.start, shift.end + (engineer.overtime or 0)) for shift in engineer.shifts)


def _obstacles(engineer: Engineer, ticket: Ticket, problem: Problem, starts: Starts) -> Iterable[str]:
    """Every rule that alone stands in the way; where none does, that no moment satisfies them all."""
    found = [rule.id for rule in problem.policy.of(MayServe) if not rule.allows(engineer, ticket, problem)]
    found += _too_heavy(engineer, ticket, problem)
    for rule in problem.policy.of(ServeWhen):
        answer = starts(rule, engineer, ticket)
        if not meet(_on_duty(engineer), ANY_TIME if answer is None else answer):
            found.append(rule.id)
    return found or [NO_MOMENT]


def _nobody(value: str, message: str, count: int, rule: str, known: Iterable[str], column: str = "skills") -> Trouble:
    return Trouble(_count(message, count), "tickets", None, column, value, rule, nearest(value.split(":")[0], known))


def _count(message: str, count: int) -> str:
    return f"{message} ({count} ticket{'s' if count > 1 else ''})"
