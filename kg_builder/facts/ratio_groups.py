"""The two groups of patients that a column of ratios compares: those beside it, and which of them is set against which."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg_builder.facts.headings import RATIOS
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.held import held_for_each
from kg_builder.lexicon import Category

__all__ = ["at_risk", "between", "groups_beside"]

_Pair = tuple[str, str]


def between(sheet: Sheet, column: Column) -> tuple[str | None, str | None]:
    """Factor and contrast of a ratio of the two treatments beside its column; no contrast where none shows the direction."""
    pair = groups_beside(sheet, column)
    if pair is None or not all(map(_components(sheet).__contains__, pair)):
        return None, None
    return "treatment", _contrast(sheet, column.index)


@held_for_each
def groups_beside(sheet: Sheet, column: Column) -> _Pair | None:
    """The two groups whose columns stand since the last ratios, or the only two of the table, in its order."""
    before = max((c.index for c in sheet.columns if c.statistic in RATIOS and c.index < column.index), default=-1)
    run = [c for c in sheet.groups if before < c.index < column.index and c.statistic not in RATIOS]
    names = list(dict.fromkeys(c.name for c in run if c.name and not (c.arm and c.arm.whole))) or list(sheet.arms)
    return (names[0], names[1]) if len(names) == 2 else None
