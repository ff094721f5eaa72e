"""Values that bound a part of the patients or a factor, and are no results."""

from __future__ import annotations

import re

from kg_builder.facts.holders import holders
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["is_limit"]

_OR_MORE = re.compile(r"\sor\s(?:greater|higher|more|above|less|lower|fewer|below|over|under)\b")


_FACTOR = re.compile(  # behind a bound, which then is that of a factor: "a decline > 20% (OR 3.2"
    r"\s[(\[](?:a?HR|a?OR|RR|[Hh]azard|[Oo]dds)\b|\s(?:was|were)\s(?:\w+ly\s)?associated\b"
)


def is_limit(statement: Statement, quantity: Quantity) -> bool:
    """Whether a value bounds a part of the patients: "in patients with expression of 1% or greater", "a score of 2"."""
    limit = quantity.qualifier in (">=", ">", "<=", "<") or quantity.upper is not None
    bounds = limit or bool(_OR_MORE.match(statement.text, quantity.end))
    if not bounds and not statement.text[quantity.start : quantity.end].isdigit():
        return False
    return bool(limit and _FACTOR.match(statement.text, quantity.end)) or any(
        h.subgroup and h.start <= quantity.start < h.end and (bounds or h.end == quantity.end)
        for h in holders(statement)
    )
