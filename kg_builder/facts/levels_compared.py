"""Ratios of one level of a trait against another: of which trait, and whose."""

from __future__ import annotations

import re

from kg_builder.facts.arms_compared import arm_alone
from kg_builder.facts.holders import holders
from kg_builder.study import Statement

__all__ = ["between_levels", "whose_levels"]


_BETWEEN_LEVELS = re.compile(
    r"""\b(?:between|among|across|according\sto)\s(?:the\s)?(?:(?:low|high|positive|negative)\s(?:and|or|versus|vs\.?)\s(?:low|high|positive|negative)\s)?
        (?P<trait>[\w/+-]+(?:\s[\w/+-]+){0,3}?\s(?:expression|status|levels?|genotype))
        (?:\s(?:levels?|(?:sub)?groups?|classes|categories|tertiles|quartiles))+\b""",
    re.IGNORECASE | re.VERBOSE,
)


def between_levels(before: str) -> str | None:
    """The trait whose levels words before a ratio set against each other.

    >>> between_levels("OS did not differ between the X1 expression subgroups ("), between_levels("between the X1 groups (")
    ('X1 expression', None)
    """
    match = _BETWEEN_LEVELS.search(before)
    return match["trait"] if match else None


_PART_BEFORE = re.compile(
    r"\b(?:in|for|among)\s(?:the\s)?(?P<part>[\w/+-]+(?:\s[\w/+-]+){0,4})\s(?:arm|group|cohort|subgroup|population)\s?[(\[]$"
)


def whose_levels(statement: Statement, before: str) -> str:
    """Whose levels a ratio compares: "… in the X arm (HR 0.7), in the Y arm (HR 1.1)", of the one arm named, or of all."""
    whole = statement.paper.roster.whole.title()
    if match := _PART_BEFORE.search(before):
        level = any(h.subgroup and match["part"] in h.name for h in holders(statement))
        return whole if level or _WHOLE_PART.match(match["part"]) else match["part"]
    arm = arm_alone(holders(statement))
    return arm.title() if arm else whole


_WHOLE_PART = re.compile(r"(?:whole|entire|overall|total|full|m?ITT|study)\b", re.IGNORECASE)
