"""What rules are called."""

from __future__ import annotations

from models.policy import BY_ID

OTHERS = {"plan": ("The plan does not fit the day", "方案与当天不符")}


def rule_title(rule: str) -> tuple[str, str]:
    """A rule's name for people, English and Chinese; of an unknown rule, its id."""
    if rule in BY_ID:
        return BY_ID[rule].title
    return OTHERS.get(rule, (rule, rule))
