"""Whether the rows of a section are all levels of it: their counts add up to the group, or their shares to the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

__all__ = ["complete", "goes_beyond"]

_SIZE = re.compile(r"\bn\s*=\s*(\d[\d,]*)", re.IGNORECASE)
_SHARES = re.compile(r"\W*(?:%|per\s?cent(?:age)?s?)\W*", re.IGNORECASE)
_COUNT = re.compile(r"\s*(\d+)(?:\s*/\s*\d+)?\s*(?:[(\[]\s*<?\d+(?:[.,·]\d+)?\s*%?\s*[)\]]\s*)?")
_SHARE = re.compile(r"\s*(?:\d+\s*)?[(\[]\s*(\d+(?:[.·]\d+)?)\s*%?\s*[)\]]\s*|\s*(\d+(?:[.·]\d+)?)\s*%\s*")
_NUMBER = re.compile(r"\s*(\d+(?:[.·]\d+)?)\s*")
_ROUNDED = Decimal("0.5")  # how far rounding moves a share at most


def goes_beyond(values: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row counts patients, and not just those of neighbouring levels taken together.

    >>> levels = [["2 (10)", "0"], ["6 (30)", "4"], ["12 (60)", "6"]]
    >>> [goes_beyond(row, levels) for row in (["9 (45)", "3"], ["8 (40)", "4"], ["0 (0)", ""], ["11 (9-14)", "8.5"])]
    [True, False, False, False]
    """
    counts = {c: int(match[1]) for c, value in enumerate(values) if (match := _COUNT.fullmatch(value))}
    own = [*counts.values()]
    if not any(own):
        return False
    levels = [[_counted(row[c]) for c in counts] for row in rows]
    runs = (
        [sum(c) for c in zip(*levels[i:j], strict=True)] for i in range(len(rows)) for j in range(i + 1, len(rows) + 1)
    )
    return own not in runs


def _counted(value: str) -> int:
    match = _COUNT.fullmatch(value)
    return int(match[1]) if match else 0


def complete(rows: Sequence[Sequence[str]], heads: Sequence[Sequence[str]]) -> bool:
    """Whether two rows or more are all levels of one thing, as far as every column tells.

    Args:
        rows: the values of each row, column by column.
        heads: the heads over each column; columns beyond them are left out.

    >>> over = [["A (n = 9)"], ["B (n = 5)"]]
    >>> complete([["6 (67)", "3"], ["3 (33)", "2"]], over), complete([["6 (67)", "3"], ["1 (11)", "2"]], over)
    (True, False)
    >>> [complete(rows, [["A"]]) for rows in ([["6 (67)"], ["3 (33)"]], [["6 (67)"], ["2 (22)"]], [["6"], ["3"]])]
    [True, False, False]
    """
    if len(rows) < 2:
        return False
    columns = zip(zip(*rows, strict=True), heads, strict=False)
    told = (answer for values, path in columns if (answer := _adds_up(values, path)) is not None)
    return next(told, False) and all(told)


def _adds_up(values: Sequence[str], path: Sequence[str]) -> bool | None:
    """Whether a column's counts make up the size that its head prints, or its shares a hundred; `None` if it cannot be told."""
    size = next((int(match[1].replace(",", "")) for head in reversed(path) if (match := _SIZE.search(head))), None)
    shares = _NUMBER if path and _SHARES.fullmatch(path[-1]) else _SHARE
    if size is not None and shares is _SHARE:
        counted = all(_COUNT.fullmatch(value) for value in values)
        return sum(map(_counted, values)) == size if counted else None
    found = [shares.fullmatch(value) for value in values]
    if not all(found):
        return None
    printed = [next(filter(None, match.groups())).replace("·", ".") for match in found if match]
    return abs(sum(map(Decimal, printed), Decimal(-100))) <= min(_ROUNDED * len(values), Decimal(1))
