"""The part of the patients that a value is of, by all that a sentence says of it."""

from __future__ import annotations

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.datasets import opening_dataset
from kg_builder.facts.holders import Holder
from kg_builder.facts.parts_closing import part_closing
from kg_builder.study import Statement

__all__ = ["part_told"]

_NOBODY = Holder(0, 0, "")


def part_told(statement: Statement, aligned: Aligned, implied: Holder | None, holder: Holder | None) -> str | None:
    """The part of the patients that a value is of, and the cohort, or the part that closes what is told of it."""
    part, within = (aligned.subgroup or implied or _NOBODY).subgroup, (holder or _NOBODY).within
    whole = holder is not None and holder.arm is not None and holder.arm.whole
    opening = opening_dataset(statement) if aligned.subgroup else None
    cohort = within if whole or not part else None
    part = None if part and opening and opening.startswith(part) else part
    named = (part, cohort or opening, part_closing(statement, aligned.quantity.end))
    return ", ".join(dict.fromkeys(filter(None, named))) or None
