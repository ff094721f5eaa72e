"""Rows of a regression that stand below a factor's levels and are none of them: "ECOG PS" behind "Sex", "Male", "Female"."""

from __future__ import annotations

from collections.abc import Sequence

from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Row, Sheet
from kg_builder.held import held_for_each
from kg_builder.lexicon import Category, Term
from kg_builder.study import Paper

__all__ = ["behind_levels"]

_VARIABLES = (Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.STAGING_LEVEL)


def behind_levels(sheet: Sheet, row: Row, parents: Sequence[str]) -> bool:
    """Whether a row, or one before it in the section, names another variable than the section, two levels of which are over."""
    over = _variable(sheet.paper, parents[-1]) if parents else None
    if over is None:
        return False
    levels = 0
    for other in (r for r in section_of(sheet, row) if r.index <= row.index):
        own = _variable(sheet.paper, other.label)
        if own is None or over.key in (own.key, own.features.get("broader"), own.features.get("inSystem")):
            levels += 1
        elif own.features.get("broader") is None:
            return levels > 1
    return False


@held_for_each
def _variable(paper: Paper, label: str) -> Term | None:
    """The variable with whose name a label begins."""
    found = (m for m in paper.finder.find(label) if m.start == 0)
    return next((t for m in found if (t := m.of(*_VARIABLES))), None)
