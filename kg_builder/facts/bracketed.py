"""Statistics in brackets behind words: a sentence without them, and where they stand."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["tested", "unbracketed"]

_REMEMBERED = 8  # the sentence at hand, of which each of its claims asks, and those beside it
_STATISTICS = re.compile(r"\((?=[^()]*\d)(?=[^()]*(?:\b[Pp]\s?[=<>≤]|\b(?:a?HR|OR|RR|CI)\b))[^()]*\)")


@lru_cache(maxsize=_REMEMBERED)
def unbracketed(text: str) -> str:
    """A sentence with blanks for its brackets of statistics, every other character at its place.

    >>> unbracketed("age (P = 0.01) and CRP (mg/L)")
    'age            and CRP (mg/L)'
    """
    return _STATISTICS.sub(lambda m: " " * len(m.group()), text) if "(" in text else text


def tested(text: str) -> list[tuple[int, int]]:
    """Where the words end that have statistics of their own behind them, which tell that they are a factor.

    >>> tested("age (P = 0.01) and out of criteria (P = 0.03) were factors")
    [(2, 3), (33, 34)]
    """
    return [(m.start() - 2, m.start() - 1) for m in _STATISTICS.finditer(text)] if "(" in text else []
