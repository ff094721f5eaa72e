"""Groups of patients called by their risk or response and set against each other: "in the low-risk (90%) than the high-risk"."""

from __future__ import annotations

import re

from kg_builder.expressions import Expression

__all__ = ["risk_groups"]

_LEVELS = (
    "low", "high", "intermediate", "moderate", "medium", "standard", "favourable", "favorable", "unfavourable", "unfavorable",
    "adverse", "poor",
)  # fmt: skip
_LISTED = rf"(?=(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or|versus|vs\.?)\s)(?:{'|'.join(_LEVELS)})\b)+[\s-]risk\b)"
_RISK = Expression(
    rf"""\b(?P<level>(?:(?:very|ultra)[\s-])?(?:{"|".join(_LEVELS)}))(?:[\s-]risk\b|{_LISTED}|-(?=\s?(?:\([^()]*\)\s?)?(?:,|and\b|or\b|versus\b|vs\b)[^.;]{{0,60}}?[\s-]risk\b))
        (?:\s(?:disease|patients|groups?|subgroups?|cases|cohorts?))?""",
    re.IGNORECASE | re.VERBOSE,
)


_RESPONDERS = re.compile(r"\b(?P<non>non-?\s?)?responders\b", re.IGNORECASE)


def risk_groups(text: str) -> list[tuple[int, int, str]]:
    """Where a text names groups by their risk or response, and what each is called; none where there is only one.

    >>> [name for *_, name in risk_groups("in low- (90%) and moderate-risk groups (70%) than in high-risk patients (60%)")]
    ['low-risk', 'moderate-risk', 'high-risk']
    >>> [name for *_, name in risk_groups("in the favorable, moderate, and poor risk groups")]
    ['favorable-risk', 'moderate-risk', 'poor-risk']
    >>> [name for *_, name in risk_groups("longer in responders than in non-responders")]
    ['responders', 'non-responders']
    >>> risk_groups("High-risk patients were enrolled")
    []
    """
    found: list[tuple[int, int, str]] = []
    if "isk" in text:
        found = [(m.start(), m.end(), f"{m['level'].lower().replace(' ', '-')}-risk") for m in _RISK.finditer(text)]
    elif "responders" in text:
        named = _RESPONDERS.finditer(text)
        found = [(m.start(), m.end(), "non-responders" if m["non"] else "responders") for m in named]
    return found if len({name for *_, name in found}) > 1 else []
