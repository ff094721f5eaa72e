"""Of how many patients a sentence says that a share is."""

from __future__ import annotations

import re

from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["of_how_many"]

_BEHIND = re.compile(
    r"\sof\s(?:the\s|all\s)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:\w+\s)?(?:patients|participants|women|men)\b"
)
_EVALUABLE = Phrase(
    r"^(?:of|among|in)\s(?:the\s)?(?P<n>\d+)\s(?:[\w-]+\s){0,2}?(?:evaluable|assessable)\s(?:[\w-]+\s)?(?:patients|subjects|participants)\b",
    "evaluable", "assessable",
)  # fmt: skip


def of_how_many(statement: Statement, quantity: Quantity) -> int | None:
    """The patients that a share is of: "12 of 45", "56% of 329 patients", or "Of 35 evaluable patients" at the beginning."""
    if quantity.total:
        return quantity.total
    behind = _BEHIND.match(statement.text, quantity.end)
    told = behind or (_EVALUABLE.search(statement.text) if quantity.dimension == "fraction" else None)
    return int(told["n"].replace(",", "")) if told else None
