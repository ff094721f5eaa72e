"""Rows of tables of characteristics that are about something else: results, sizes, sums."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.expressions import Expression
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.held import once
from kg_builder.lexicon import Category

__all__ = ["SUMMARY_ROW", "is_result", "is_size", "is_total", "names_reason", "tells_later"]

_RESULTS = (Category.ENDPOINT, Category.RESPONSE)
_TRAITS = (Category.CHARACTERISTIC, Category.BIOMARKER, Category.STAGING_SYSTEM)
_ANSWER = re.compile(
    r"(?:yes|no|present|absent)(?:,|$)", re.IGNORECASE
)  # below "Tumour necrosis": a trait of the tumours
_EARLIER = Expression(r"\b(?:prior|previous|earlier|past|before|time\s(?:from|since)|interval)\b", re.IGNORECASE)


def is_result(sheet: Sheet, row: Row) -> bool:
    """Survival and response rows belong to the outcomes, unless they are about earlier treatment or only say yes and no."""
    return row.index in _results(sheet)


@once
def _results(sheet: Sheet) -> frozenset[int]:
    return frozenset([row.index for row in sheet.rows if _names_result(sheet, row)])


def _names_result(sheet: Sheet, row: Row) -> bool:
    if row.parents and _ANSWER.match(row.label):
        return False
    text = " ".join(row.path)
    found = {t.category for m in sheet.paper.finder.find(text) for t in m.terms}
    if found.isdisjoint(_RESULTS) or not found.isdisjoint(_TRAITS):
        return False
    return not _EARLIER.search(text) and not any(map(names_reason, row.parents))


_REASON = re.compile(r"(?:(?:main|primary|most\scommon)\s)?(?:reasons?|causes?)\b", re.IGNORECASE)


def names_reason(label: str) -> bool:
    """Whether the labels below tell why something happened, and are no results: "Reason for discontinuation".

    >>> names_reason("Main cause of death"), names_reason("Death from any cause")
    (True, False)
    """
    return _REASON.match(label) is not None


_CHANGES = re.compile(
    r"(?:(?:mean|median|average|percent(?:age)?|%|absolute|relative|maximum|best)\s)*"
    r"(?:changes?|reductions?|decreases?|increases?|declines?|improvements?)\s(?:in|of|from)\b",
    re.IGNORECASE,
)
_SIZES = re.compile(
    r"^(?:total|all|overall|all\spatients|(?:total\s)?(?:no\.?|number|"
    r"n)(?:\s(?:of\s)?(?:evaluable\s)?(?:patients|subjects|cases|participants))?|patients|subjects)$",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:sub)?total$", re.IGNORECASE)
SUMMARY_ROW = re.compile(
    r"^(?=.*\w)(?:mean|median|average|range|IQR|interquartile\srange|quartiles?|min(?:imum)?|max(?:imum)?|\d\d\s?%|SD|"
    r"standard\sdeviation|\W|and|or|to|\(.*\)|\[.*\]|\d\d%\sCI|years?|months?|q1|q3)+$",
    re.IGNORECASE,
)


def tells_later(sheet: Sheet, row: Row) -> bool:
    """Whether a row of a table of characteristics tells what became of the patients: a result, "Mean change in X"."""
    return _CHANGES.match(row.label) is not None or is_result(sheet, row)


def is_size(sheet: Sheet, row: Row) -> bool:
    """Whether a row only prints how many patients there are: in all, or behind the medians and means beside it."""
    if not _SIZES.match(row.label):
        return False
    return len(row.path) == 1 or any(SUMMARY_ROW.match(r.label) for r in section_of(sheet, row) if r is not row)


def is_total(sheet: Sheet, row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row sums up those beside it; "total" is a level where one of them counts more, as of kinds of resection."""
    if not _TOTAL.match(row.label):
        return False
    siblings = [r for r in sheet.rows if row.parents and r.parents == row.parents and r is not row]
    leads = {v.column.index: v.read.lead for v in sheet.values(row, columns)}
    counted = ((v.read.lead, leads.get(v.column.index)) for r in siblings for v in sheet.values(r, columns))
    return not any(other is not None and own is not None and other > own for other, own in counted)
