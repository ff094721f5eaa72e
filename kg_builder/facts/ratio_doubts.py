"""Ratios that a sentence gives of others than it seems: of some of the patients, of another pair of arms, of another drug."""

from __future__ import annotations

import re
from itertools import pairwise

from kg_builder.facts.holders import holders
from kg_builder.facts.unseen import PRETREATED
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["doubtful"]


def doubtful(statement: Statement, match: re.Match[str], end: int, factor: str | None, contrast: str | None) -> bool:
    """Whether a ratio that is read as one of all patients may be of others.

    Args:
        statement: the sentence.
        match: the ratio's name, with its first value.
        end: where the value ends.
        factor: what the ratio is read to be of.
        contrast: what it is read to compare.
    """
    if len(statement.paper.roster.arms) < 2:
        return False
    if factor != "treatment" and (_in_each_part(statement) or _in_one_arm(statement, match)):
        return True
    if factor != "treatment":
        return bool(_GAIN.search(statement.text, 0, match.start())) and _of_some(statement, match.start())
    return (
        PRETREATED.search(statement.text, 0, match.start()) is not None
        or _some_behind(statement, end)
        or _of_some(statement, match.start())
        or _against_other_drug(statement, match.start())
        or _of_other_pair(statement, end, contrast)
    )


def _in_each_part(statement: Statement) -> bool:
    """Whether each of two parts of the patients has its ratio, with values of both arms: "5 vs 3 months (HR 0.7)"."""
    parts = [h for h in holders(statement) if h.subgroup]
    return any(
        _OF_BOTH.search(statement.text, one.end, other.start) is not None
        for one, other in pairwise(parts)
        if one.end < other.start
    )


def _in_one_arm(statement: Statement, match: re.Match[str]) -> bool:
    """Whether the ratio of a trait says itself in which arm it is: "HR 1.8 in the A group (95% CI"."""
    return any(match.start() <= g.start and g.end <= match.end() and not g.arm.whole for g in statement.groups)


_OF_BOTH = re.compile(
    r"\d\s?(?:%|months?|years?|weeks?|days?)?\s(?:vs\.?|versus|v)\s\d[\d.]*\s?(?:%|months?|years?|weeks?|days?)?[^()]{0,60}[\s(;,](?:HR|hazard\sratio|OR|odds\sratio)\b"
)
_WHO = r"(?:(?!in\b|among\b|for\b)[\w/+<>\u2264\u2265-]+\s){0,4}?[\w/+-]+"
_SOME = re.compile(
    rf"""\b(?:in|among|for)\s(?:the\s)?
        (?:{_WHO}\s[(\[][^()\[\]]*[)\]](?:,\s|,?\s(?:and|or|but)\s|,\s(?:and|or|but)\s)(?:not\s)?(?:(?:in|among|for)\s)?(?:the\s)?)*
        (?P<who>{_WHO})\s[(\[]\s?$""",
    re.VERBOSE,
)
_ALL = re.compile(
    r"\b(?:ITT|mITT|intention|intent|overall|entire|whole|total|all|full|both|primary|final|interim|analys[ie]s|favou?r|(?:relative|lower|reduced)\srisk|^risks?$|hazard|rates?|mortality|survival|terms|time|months|arms?|groups?)\b",
    re.IGNORECASE,
)
_GAIN = Phrase(
    r"\b(?:benefit\w*|advantage|superiority|(?:treatment|drug)\seffects?)\b",
    "benefit",
    "advantage",
    "superiority",
    "effect",
)


def _of_some(statement: Statement, at: int) -> bool:
    """Whether words that name neither an endpoint nor an arm stand before a ratio's bracket: "in favourable-risk (HR"."""
    some = _SOME.search(statement.text, 0, at) if statement.text[max(0, at - 2) : at].strip() in ("(", "[") else None
    if some is None or _ALL.search(some["who"]):
        return False
    return not _names_all(statement, *some.span("who"))


_SOME_BEHIND = re.compile(
    r"[)\]]?\s(?:for|in|among)\s(?:the\s)?(?P<who>(?:(?!and\s\d)[^,;.()]){0,50}?\b(?:patients|those|women|men|tumou?rs|disease|smokers|carriers|subgroup|subset)\b(?:(?!\sand\s\d)[^,;.()]){0,40})"
)


def _some_behind(statement: Statement, end: int) -> bool:
    """Whether a part of the patients is named right behind a ratio: "0.75 (0.6-0.9) for patients < 65 years"."""
    some = _SOME_BEHIND.match(statement.text, end)
    return some is not None and not _ALL.search(some["who"]) and not _names_all(statement, *some.span("who"))


def _names_all(statement: Statement, start: int, end: int) -> bool:
    """Whether words name an endpoint, an event or a treatment."""
    named = [(m.start, m.end) for m in statement.mentions if m.of(Category.ENDPOINT, Category.TOXICITY)]
    named += [(t.start, t.end) for t in statement.treatments] + [(g.start, g.end) for g in statement.groups]
    return any(start < e and s < end for s, e in named)


_THAN = re.compile(r"\b(?:than|over|versus|vs\.?)\s(?:(?:with|in|for|the)\s)*$")


def _against_other_drug(statement: Statement, at: int) -> bool:
    """Whether a ratio's bracket follows a treatment that is set against an arm and is none: "longer with A than with X (HR"."""
    last = next((t for t in statement.treatments if statement.text[t.end : at] in (" (", " [")), None)
    if last is None or any(g.start < last.end and last.start < g.end for g in statement.groups):
        return False
    return _THAN.search(statement.text, 0, last.start) is not None


_PAIR_BEHIND = re.compile(
    r"[)\]]?\s(?:for|with|favou?ring)\s[^;()\d]*?\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to)|over)\s[^;,.()\d]*"
)


def _of_other_pair(statement: Statement, end: int, contrast: str | None) -> bool:
    """Whether the two of several arms that stand behind a ratio are not those which it is read to compare."""
    roster = statement.paper.roster
    behind = _PAIR_BEHIND.match(statement.text, end) if contrast and len(roster.arms) > 2 else None
    if behind is None:
        return False
    named = {g.arm.name for g in statement.groups if end <= g.start < behind.end()}
    return any((arm := roster.named(name)) and arm.name not in named for name in (contrast or "").split(" vs "))
