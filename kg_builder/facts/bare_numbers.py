"""Numbers that stand alone in a table of responses: counts of patients, or percentages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg_builder.facts.printed import Printed, printed
from kg_builder.facts.sheet import Column, Row, Sheet

__all__ = ["are_percentages"]

_IN_PERCENT = re.compile(r"[(\[]\s?%")
_IN_PATIENTS = re.compile(
    r"\b(?:n(?!\s?=)|no(?:\.|(?=\s?[(\[]\s?%))|numbers?)(?!\w)", re.IGNORECASE
)  # not the size of a group


def are_percentages(sheet: Sheet, column: Column, row: Row, responses: Iterable[Row]) -> bool:
    """Whether the bare numbers of a column are percentages: caption or stub say so, or one has a decimal point.

    Args:
        sheet: the table.
        column: where the number stands.
        row: where it stands; what its own labels say is stronger.
        responses: the rows of the table that are about responses.
    """
    if _IN_PATIENTS.search(" ; ".join((*row.path, *column.path))):
        return False
    said = " ; ".join((sheet.caption, sheet.stub))
    if _IN_PERCENT.search(said) and not _IN_PATIENTS.search(said):
        return True
    plain = (r for r in responses if not any("%" in label or _IN_PATIENTS.search(label) for label in r.path))
    reads = (printed(entry.text) for r in plain if (entry := r.entries.get(column.index)))
    return any(read == Printed(lead=read.lead) and "." in str(read.lead) for read in reads if read is not None)
