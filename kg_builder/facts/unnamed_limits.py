"""Limits of a value in a sentence that does not say what they are: of its confidence, or of the patients."""

from __future__ import annotations

import re

from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["is_confidence"]


def is_confidence(statement: Statement, quantity: Quantity) -> bool:
    """Whether limits that do not say what they are must be confidence limits: the sentence names such, or the last before are.

    In a sentence that names none, limits around a value are what the last sentence of the paragraph that named any had.
    """
    if quantity.interval_kind or quantity.interval is None:
        return False
    others = [q.end for q in statement.quantities if q.end <= quantity.start and q.interval_kind in ("iqr", "range")]
    if _OTHER_LIMITS.search(statement.text, 0, quantity.start):
        return False
    text = statement.text[others[-1] : quantity.start] if others else statement.text
    return "CI" in text or "confidence interval" in text.lower() or (not others and _as_before(statement, quantity))


_OTHER_LIMITS = re.compile(
    r"\(IQR\)|\((?:interquartile\s)?range\)|\[(?:IQR|(?:interquartile\s)?range)\]"
)  # "Median (IQR) stay"


def _as_before(statement: Statement, quantity: Quantity) -> bool:
    """Whether limits stand around their value, and those of the last sentence before that named any are confidence limits."""
    low, high = quantity.interval or (None, None)
    if None in (low, high, quantity.number) or not low < quantity.number < high:  # type: ignore[operator]
        return False
    kinds = (q.interval_kind for s in reversed(statement.earlier) for q in reversed(s.quantities) if q.interval_kind)
    return next(kinds, "") == "ci"
