"""Rows that print results in tables of other things."""

from __future__ import annotations

import re

from kg_builder.expressions import Expression
from kg_builder.facts.sheet import Row, Sheet
from kg_builder.lexicon import Category

__all__ = ["is_result", "names_reason", "tells_later"]

_RESULTS = (Category.ENDPOINT, Category.RESPONSE)
_TRAITS = (Category.CHARACTERISTIC, Category.BIOMARKER, Category.STAGING_SYSTEM)
_ANSWER = re.compile(
    r"(?:yes|no|present|absent)(?:,|$)", re.IGNORECASE
)  # below "Tumour necrosis": a trait of the tumours
_EARLIER = Expression(r"\b(?:prior|previous|earlier|past|before|time\s(?:from|since)|interval)\b", re.IGNORECASE)


def is_result(sheet: Sheet, row: Row) -> bool:
    """Survival and response rows belong to the outcomes, unless they are about earlier treatment or only say yes and no."""
    if row.parents and _ANSWER.match(row.label):
        return False
    text = " ".join(row.path)
    found = {t.category for m in sheet.paper.finder.find(text) for t in m.terms}
    own = not _EARLIER.search(text) and not any(map(names_reason, row.parents))
    return own and not found.isdisjoint(_RESULTS) and found.isdisjoint(_TRAITS)


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


def tells_later(sheet: Sheet, row: Row) -> bool:
    """Whether a row of a table of characteristics tells what became of the patients: a result, "Mean change in X"."""
    return _CHANGES.match(row.label) is not None or is_result(sheet, row)
