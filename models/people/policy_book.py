"""Which policy holds: exactly one on every day and in every territory; and what changed from one to the next."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.errors import InputError, Trouble
from models.money import money
from models.policy import Policy
from models.rules import RULES
from models.sections import SECTIONS
from models.sections.standing_ladder import StandingLadder
from models.shapes import LegCost
from models.text import Text, in_chinese

Book = Mapping[str, Policy]
"""File -> policy."""
OTHERS = ""
"""Stands for every territory that no policy names."""


def holds(policy: Policy, day: date) -> bool:
    """Does the day lie in its [effective_from, effective_to)?"""
    begins, ends = policy.effective_from, policy.effective_to
    return (begins is None or begins <= day) and (ends is None or day < ends)


def candidates(book: Book, day: date, territory: str) -> list[str]:
    """The files that hold on a day in a territory: those that name it, else those that name none."""
    valid = [file for file, policy in book.items() if holds(policy, day)]
    naming = [file for file in valid if territory and territory in book[file].territories]
    return sorted(naming or [file for file in valid if not book[file].territories])


def in_force(book: Book, day: date, territory: str = OTHERS) -> Policy:
    """The policy of a day and a territory; a shift over midnight has that of the day it starts on.

    Raises
    ------
    InputError
        None holds, or several do.
    """
    found = candidates(book, day, territory)
    if len(found) == 1:
        return book[found[0]]
    raise InputError(_not_one(found, day, territory))


def _not_one(found: list[str], day: date, territory: str) -> Trouble:
    where, where_zh = (f" in {territory}", f"在 {territory} ") if territory else ("", "")
    if not found:
        message = Text(f"no policy holds{where} on {day}", f"{day} {where_zh}没有生效的策略")
        maybe = Text("an end is too early, or a file is missing.", "某结束日期过早，或缺少文件。")
        return Trouble(message, "policies", field="effective_from", rule="policy-hole", maybe=maybe)
    files = ", ".join(found)
    message = Text(f"{files} hold at once{where} on {day}", f"{day} {where_zh}同时有 {files} 生效")
    maybe = Text("end the older one on the day the newer begins.", "让旧策略在新策略生效之日结束。")
    return Trouble(message, found[-1], field="effective_from", rule="policy-overlap", maybe=maybe)


def check(book: Book) -> tuple[Trouble, ...]:
    """Everything that is wrong with a book of policies: overlaps, holes, unsigned ones, what no policy may say."""
    found = [*_spans(book), *_signatures(book), *_versions(book)]
    for file, policy in sorted(book.items()):
        if (ground := policy.section(StandingLadder).ends_by) != "entries":
            message = Text(
                f"contracts must not end by {ground}: a low place is no proof that somebody is unable to do the work",
                f"不得因{'评分' if ground == 'score' else '排名'}终止合同：名次靠后并不证明不胜任工作",
            )
            maybe = Text(
                "write ends_by: entries; inability needs a training or another post first (Labour Contract Law art. 40; "
                "Supreme People's Court, guiding case 18).",
                "写 ends_by: entries；不胜任须先培训或调岗（劳动合同法第 40 条；最高人民法院指导案例 18 号）。",
            )
            found.append(
                Trouble(message, file, field="standing_ladder.ends_by", value=ground, rule="ends-by-rank", maybe=maybe)
            )
        if not policy.section(StandingLadder).training_before_end:
            message = Text("the last step needs a training before it", "最后一步之前须有培训")
            maybe = Text(
                "write training_before_end: true (Labour Contract Law art. 40).",
                "写 training_before_end: true（劳动合同法第 40 条）。",
            )
            found.append(
                Trouble(message, file, field="standing_ladder.training_before_end", rule="no-training", maybe=maybe)
            )
    return tuple(found)


def _spans(book: Book) -> Iterator[Trouble]:
    """The first day of every overlap and hole, for every territory that is named and for the others."""
    names = sorted({name for policy in book.values() for name in policy.territories})
    days = sorted({day for policy in book.values() for day in (policy.effective_from, policy.effective_to) if day})
    starts = [policy.effective_from for policy in book.values()]
    first = None if None in starts else min((day for day in starts if day), default=None)
    for territory in (OTHERS, *names):
        last: list[str] | None = None
        for day in days or [date(2000, 1, 1)]:
            if first is not None and day < first:
                continue
            files = candidates(book, day, territory)
            ended = not files and all(
                policy.effective_to is not None and policy.effective_to <= day for policy in book.values()
            )
            if len(files) != 1 and files != last and not ended:
                yield _not_one(files, day, territory)
            last = files


def _signatures(book: Book) -> Iterator[Trouble]:
    for file, policy in sorted(book.items()):
        for name in ("approved_by", "approved_on", "made_known_on"):
            if not getattr(policy, name):
                message = Text(
                    "is empty: a policy is signed and made known before it holds", "为空：策略须签署并公布后方可生效"
                )
                yield Trouble(message, file, field=name, rule="policy-unsigned",
                              maybe=Text("write who, and when.", "请写明何人、何时。"))  # fmt: skip
        known, begins = policy.made_known_on, policy.effective_from
        if known is not None and begins is not None and known > begins:
            message = Text(
                f"was made known on {known}, after it began to hold on {begins}: nothing counts against a person before",
                f"于 {known} 公布，晚于 {begins} 生效：此前的任何事项不得对个人不利",
            )
            yield Trouble(
                message,
                file,
                field="made_known_on",
                rule="known-late",
                maybe=Text("let it begin later.", "请推迟生效日期。"),
            )


def _versions(book: Book) -> Iterator[Trouble]:
    """Two files of one name and version say the same: changing a policy in force needs a new version."""
    first: dict[tuple[str, str], str] = {}
    for file, policy in sorted(book.items()):
        other = first.setdefault((policy.name, policy.version), file)
        if other != file and book[other].but(effective_from=None, effective_to=None) != policy.but(
            effective_from=None, effective_to=None
        ):
            message = Text(
                f"has the name and version of {other} and says something else", f"与 {other} 名称版本相同，内容不同"
            )
            yield Trouble(message, file, field="version", value=policy.version, rule="same-version",
                          maybe=Text("give it a new version.", "请给出新版本号。"))  # fmt: skip


@dataclass(frozen=True)
class PolicyChange:
    """One difference between two policies, in words."""

    field: str
    before: Any
    after: Any
    said: Text


def diff(old: Policy, new: Policy) -> tuple[PolicyChange, ...]:
    """What changed, rule by rule and section by section, in words; a price also in hours of driving."""
    return (*_heads(old, new), *_rules(old, new), *_sections(old, new))


def _heads(old: Policy, new: Policy) -> Iterator[PolicyChange]:
    for name in ("name", "version", "currency", "effective_from", "effective_to", "territories", "approved_by",
                 "approved_on", "made_known_on"):  # fmt: skip
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield PolicyChange(name, before, after, Text(f"{name}: {_plain(before)} -> {_plain(after)}",
                                                         f"{name}：{_plain(before)} -> {_plain(after)}"))  # fmt: skip


def _rules(old: Policy, new: Policy) -> Iterator[PolicyChange]:
    for kind in RULES:
        before, after = old.rule(kind.id), new.rule(kind.id)
        if (before is None) != (after is None):
            word, zh = ("off", "关闭") if after is None else ("on", "启用")
            yield PolicyChange(
                f"rules.{kind.id}",
                before is not None,
                after is not None,
                Text(f"{kind.title[0]} ({kind.id}) is now {word}", f"{kind.title[1]}（{kind.id}）现已{zh}"),
            )
        if before is None or after is None or before == after:
            continue
        for field, first, second in _leaves(before.model_dump(mode="json"), after.model_dump(mode="json")):
            yield PolicyChange(f"rules.{kind.id}.{field}", first, second, _in_words(kind, field, first, second, new))


def _in_words(kind: Any, field: str, before: Any, after: Any, policy: Policy) -> Text:
    """A change of a parameter; where it is what a trade-off buys, in the trade-off's words and hours of driving."""
    name, _, key = field.partition(".")
    for trade in kind.tradeoffs:
        if trade.field == name and str(trade.key if trade.key is not None else "") == key:
            return Text(
                f"{trade.thing} is worth {_plain(before)} -> {_plain(after)} {policy.currency}{_driving(after, policy)}",
                f"{trade.thing_zh}：{_plain(before)} -> {_plain(after)} {policy.currency}{in_chinese(_driving(after, policy))}",
            )
    return Text(
        f"{kind.title[0]} ({kind.id}): {field} {_plain(before)} -> {_plain(after)}",
        f"{kind.title[1]}（{kind.id}）：{field} {_plain(before)} -> {_plain(after)}",
    )


def _driving(value: Any, policy: Policy) -> Text:
    """What an amount buys in driving; nothing where driving has no price."""
    prices: list[int] = [rule.usual_hour() for rule in policy.of(LegCost)]
    hour = sum(prices)
    if not hour or not isinstance(value, int | float):
        return Text("", "")
    hours = money(str(value)) / hour
    return Text(f", i.e. now {hours:.3g} hours of driving", f"，即现在相当于 {hours:.3g} 小时车程")


def _sections(old: Policy, new: Policy) -> Iterator[PolicyChange]:
    for kind in SECTIONS:
        first, second = old.section(kind), new.section(kind)
        for field, before, after in _leaves(first.model_dump(mode="json"), second.model_dump(mode="json")):
            yield PolicyChange(
                f"{kind.name}.{field}",
                before,
                after,
                Text(
                    f"{kind.title[0]} ({kind.name}): {field} {_plain(before)} -> {_plain(after)}",
                    f"{kind.title[1]}（{kind.name}）：{field} {_plain(before)} -> {_plain(after)}",
                ),
            )


def _leaves(before: Any, after: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Paths at which two plain values differ."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from _leaves(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    elif before != after:
        yield path, before, after


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "-"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return str(value)
    return "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def signed(policy: Policy) -> Text:
    """Who signed it, and when it was made known."""
    return Text(
        f"approved by {policy.approved_by or '-'} on {policy.approved_on or '-'}, made known on {policy.made_known_on or '-'}",
        f"由 {policy.approved_by or '-'} 于 {policy.approved_on or '-'} 批准，{policy.made_known_on or '-'} 公布",
    )


__all__ = ["Book", "PolicyChange", "check", "diff", "in_force", "signed"]
