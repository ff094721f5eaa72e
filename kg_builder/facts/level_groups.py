"""Groups of patients called by nothing but a level: "in women", "among never smokers".

Such a word may also just tell who somebody is. It names a subgroup only where another level of the same characteristic
stands beside it.
"""

from __future__ import annotations

import re

from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["level_groups"]

_TIED = re.compile(
    r"\b(?:in|for|among|of|than|versus|vs\.?|compared\s(?:with|to))\s(?:in\s|for\s|among\s)?(?:the\s)?$", re.IGNORECASE
)
_JOINED = re.compile(r"s?\s(?:and|or|versus|vs\.?)\s")
_GOES_ON = re.compile(r"s?\s(?:who|with|whose|aged|and\s\w+\s(?:years|months)|having|receiving|treated|given)\b|[-/]")


def level_groups(statement: Statement) -> list[tuple[int, int]]:
    """Where a sentence calls groups by levels of one characteristic; none where it names but one level."""
    named: dict[str, list[tuple[int, int]]] = {}
    for mention in statement.mentions:
        term = mention.of(Category.CHARACTERISTIC)
        variable = term.features.get("broader") if term else None
        if variable and not _GOES_ON.match(statement.text, mention.end):
            named.setdefault(variable, []).append((mention.start, mention.end))
    return [place for row in named.values() if len(row) > 1 for place in _tied(statement.text, row)]


def _tied(text: str, row: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The levels that a preposition ties, and those joined to them; none where only one is."""
    kept: list[tuple[int, int]] = []
    for start, end in row:
        joined = kept and kept[-1][1] < start and _JOINED.fullmatch(text, kept[-1][1], start)
        if joined or _TIED.search(text, max(0, start - 30), start):
            kept.append((start, end))
    return kept if len({text[start:end].lower() for start, end in kept}) > 1 else []
