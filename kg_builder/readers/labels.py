"""Names of tables and figures as evidence records write them."""

from __future__ import annotations

import re

__all__ = ["float_label"]

_LABEL = re.compile(
    r"(?P<extra>supplement\w*\s+|extended\s+data\s+|additional\s+)?"
    r"(?P<kind>tab(?:le)?|fig(?:ure)?)\b[.\s]*(?P<supplement>S)?(?P<number>\d+|[IVX]+\b)?(?P<letter>[A-Za-z]\b)?",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def float_label(printed: str) -> str:
    """The label of a table or figure in lower case, Roman numbers as Arabic ones; empty when it is neither.

    >>> [float_label(words) for words in ("TABLE 1 |", "Fig. 2", "Table IV", "Supplementary Table 1", "Panel")]
    ['table 1', 'figure 2', 'table 4', 'table s1', '']
    """
    found = _LABEL.search(printed)
    if not found:
        return ""
    kind = "table" if found["kind"].lower().startswith("tab") else "figure"
    number = found["number"] or ""
    number = number if number.isdigit() or not number else str(_arabic(number.upper()))
    return f"{kind} {'s' if found['supplement'] or found['extra'] else ''}{number}{(found['letter'] or '').lower()}".strip()


def _arabic(numeral: str) -> int:
    """The value of a Roman number.

    >>> _arabic("XIV")
    14
    """
    values = [_ROMAN[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
