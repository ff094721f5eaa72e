"""Which two groups a ratio in a sentence compares."""

from __future__ import annotations

import re

from kg_builder.facts.holders import holders
from kg_builder.study import Statement

__all__ = ["does_better", "gains_one", "named_behind", "parts_compared", "two_of_several"]


def two_of_several(statement: Statement) -> str | None:
    """Which two of more than two arms a sentence compares."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    ordered = sorted(arms.values(), key=lambda h: (h.compared, h.start))
    return f"{ordered[0].name} vs {ordered[1].name}" if len(arms) == 2 < len(statement.paper.roster.arms) else None


_FOR_ONE = re.compile(r"[)\]]?\s(?:for|with|favou?ring)\s(?:the\s)?")
_AGAINST = re.compile(r"\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to)|over|against)\s(?:the\s)?")


def named_behind(statement: Statement, end: int) -> str | None:
    """The two groups of "0.85 (0.72-1.02) for A versus B"."""
    opening = _FOR_ONE.match(statement.text, end)
    whom = [h for h in holders(statement) if opening and h.start >= end and not h.subgroup and h.known][:2]
    if opening is None or len(whom) < 2 or abs(whom[0].start - opening.end()) > 4:
        return None
    against = _AGAINST.match(statement.text, whom[0].end)
    return f"{whom[0].name} vs {whom[1].name}" if against and whom[1].start - against.end() in range(-4, 5) else None


_BEFORE_NAME = re.compile(r"^(?:(?:an?|the|among|in)\s)+", re.IGNORECASE)


def parts_compared(statement: Statement, start: int, end: int) -> tuple[str, str] | None:
    """The factor and the contrast of "patients with X than in those with Y", where these are the only groups before a ratio."""
    named = [h for h in holders(statement) if start <= h.start and h.end <= end]
    if len(named) != 2 or not all(h.subgroup for h in named) or [h.compared for h in named] != [False, True]:
        return None
    one, other = (_BEFORE_NAME.sub("", h.name) for h in named)
    return one, f"{one} vs {other}"


_GAIN = re.compile(
    r"\b(?:addition\sof|adding|(?:treatment\s)?(?:effect|benefit)s?\s(?:of|from|with)(?:\sadding)?)\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)


def gains_one(statement: Statement) -> bool:
    """Whether a sentence tells what one arm of two has over the other: "adding X to Y did not prolong OS"."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    (arm,) = arms.values() if len(arms) == 1 else (None,)
    two = len(statement.paper.roster.arms) == 2
    return arm is not None and two and _GAIN.search(statement.text, max(0, arm.start - 40), arm.start) is not None


_BETTER = re.compile(
    r"\b(?:longer|shorter|better|worse|improve[sd]?|prolong(?:s|ed)|superior|inferior|favou?r(?:s|ed|ing)|reduce[sd]|extend(?:s|ed))\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:non-?)?responders\b|\b(?:patients|those)\s(?:with|who|whose)\b", re.IGNORECASE)


def does_better(statement: Statement, before: str) -> bool:
    """Whether the words before a ratio say how all patients of one arm did: "OS was longer with A (HR 0.7)".

    Args:
        statement: a sentence.
        before: what stands before the ratio.
    """
    some = any(h.subgroup for h in holders(statement)) or _PART.search(statement.text)
    return not some and _BETTER.search(before) is not None
