"""Rows that sum up the rows beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.sheet import Column, Row, Sheet

__all__ = ["is_total"]

_TOTAL = re.compile(r"^(?:sub)?total$", re.IGNORECASE)


def is_total(sheet: Sheet, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row sums up those beside it; "total" is a level where one of them counts more, as of kinds of resection."""
    if not _TOTAL.match(row.label):
        return False
    siblings = [r for r in sheet.rows if row.parents and r.parents == row.parents and r is not row]
    leads = {v.column.index: v.read.lead for v in sheet.values(row, columns)}
    counted = ((v.read.lead, leads.get(v.column.index)) for r in siblings for v in sheet.values(r, columns))
    return not any(other is not None and own is not None and other > own for other, own in counted)
