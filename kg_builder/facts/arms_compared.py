"""Which two groups a ratio in a sentence compares, and of whose patients."""

from __future__ import annotations

import re

from kg_builder.facts.fronted import fronted
from kg_builder.facts.holders import holders
from kg_builder.study import Statement

__all__ = ["named_behind", "population_of", "two_of_several", "two_parts"]


def two_of_several(statement: Statement) -> str | None:
    """Which two of more than two arms a sentence compares."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    ordered = sorted(arms.values(), key=lambda h: (h.compared, h.start))
    return f"{ordered[0].name} vs {ordered[1].name}" if len(arms) == 2 < len(statement.paper.roster.arms) else None


def two_parts(statement: Statement, end: int) -> tuple[str | None, str | None]:
    """The trait of patients, and the two groups, of "patients with X had longer OS than those without X (HR 0.5)"."""
    before = [h for h in holders(statement) if h.end <= end]
    parts = list({h.subgroup: h for h in before if h.subgroup}.values())
    if len(parts) != 2 or parts[0].compared or len({h.name for h in before if not h.subgroup}) > 1:
        return None, None
    if not parts[1].compared and parts[1].name != f"without {parts[0].name}":
        return None, None
    if not _IN_BRACKET.match(statement.text, parts[1].end, end):
        return None, None
    return _ARTICLE.sub("", parts[0].name), f"{parts[0].name} vs {parts[1].name}"


_ARTICLE = re.compile(r"^(?:an?|the)\s")
_IN_BRACKET = re.compile(r"\s?\([^()]*$|,\s(?:with\san?\s)?$")
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


_PART = re.compile(
    r"\b(?:patients|those|participants|tumou?rs)\s(?:whose|with|who)\b|\b(?:sub(?:group|set|type))\b", re.IGNORECASE
)


def population_of(statement: Statement) -> str | None:
    """A subgroup that the sentence names, else the study's patients; `None` where it speaks of parts not understood."""
    if part := fronted(statement):
        return part[2]
    named = list(
        dict.fromkeys(re.split(r":|\sthere$", h.subgroup)[0].strip() for h in holders(statement) if h.subgroup)
    )
    if len(named) == 1 and " " in named[0]:
        return named[0]
    return None if _PART.search(statement.text) else statement.paper.roster.whole.title()
