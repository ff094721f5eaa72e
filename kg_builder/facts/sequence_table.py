"""What patients had next, from tables of treatments after the study's own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.evidence import Sequence as Step
from kg_builder.facts.note import Note
from kg_builder.facts.sheet import Sheet, Value
from kg_builder.regimens import Treatment

__all__ = ["from_sheet", "tells_next"]

_NEXT = re.compile(
    r"\b(?:subsequent|post-?\s?(?:progression|study|protocol|discontinuation|trial)|next-line|further|salvage)\s"
    r"(?:[\w-]+\s){0,3}?(?:therap(?:y|ies)|treatments?)\b",
    re.IGNORECASE,
)
_RESULTS = re.compile(
    r"\b(?:survival|responses?|outcomes?|efficacy|adverse|toxic\w+|safety|effects?|characteristics|predict\w+)\b",
    re.IGNORECASE,
)
_PROGRESSED = re.compile(
    r"\b(?:after|following|upon)\s(?:disease\s)?progression\b|\bpost-?\s?progression\b", re.IGNORECASE
)
_LEAST_COVERED = 0.8  # of a label is the treatment's name


def tells_next(sheet: Sheet) -> bool:
    """Whether a table counts the patients of groups with a known treatment that had others next."""
    if not _NEXT.search(sheet.caption) or _RESULTS.search(sheet.caption):
        return False
    return any(c.arm is not None and c.arm.regimen for c in sheet.groups)


def from_sheet(sheet: Sheet) -> Iterator[Step | Note]:
    """One step for each group and each treatment that a row names alone."""
    for row in sheet.rows:
        treatment = _treatment(sheet, row.label) if row.path else None
        if treatment is None:
            continue
        for value in (v for v in sheet.values(row) if v.read.lead != 0):
            yield _step(sheet, value, treatment) or sheet.note(value, "step not certain")


def _treatment(sheet: Sheet, label: str) -> Treatment | None:
    """The one treatment that a label names and hardly anything else."""
    named = sheet.paper.find_treatments(label)
    covered = len(named) == 1 and named[0].end - named[0].start >= _LEAST_COVERED * len(label)
    return named[0] if covered else None


def _step(sheet: Sheet, value: Value, treatment: Treatment) -> Step | None:
    """The step of a group, where the cell is a count of its patients."""
    arm, read = value.column.arm, value.read
    shared = value.percent is not None or value.column.statistic in ("count", "count percent", "n")
    if arm is None or not arm.regimen or read.lead is None or read.percent or read.interval is not None or not shared:
        return None
    if read.lead != read.lead.to_integral_value() or (value.column.n is not None and read.lead > value.column.n):
        return None
    return Step(
        doc=sheet.paper.document.id, span=value.place, rule="sequence-table", from_=arm.regimen,
        from_line=sheet.paper.line, to=treatment.components, one_of=dict(treatment.one_of), n=int(read.lead),
        reason="progression" if _PROGRESSED.search(sheet.caption) else None,
    )  # fmt: skip
