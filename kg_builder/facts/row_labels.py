"""Rows that only go on with the row above: the second line of a label, or of sizes before their values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg_builder.facts.rows import Row

__all__ = ["completed"]

_SIZE_ONLY = re.compile(r"^\(\s?[nN]\s?=\s?\d[\d,]*\s?\)$")
_SIZE = re.compile(r"[nN]\s?=\s?(\d[\d,]*)")
_GOES_ON = re.compile(r"[a-z]{3}")


def completed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each with what its neighbours say of it.

    A label that only prints a size below the group's name ("(n = 40)") stands for the name. A row of sizes ("n = 38") with
    the label of the next one tells how many that is about. A label in small letters beside an empty first cell goes on with
    the one above. Bare limits ("<60") below a summary ("Age, median") are levels of what that sums up.
    """
    found: list[Row] = []
    for row in rows:
        above = found[-1] if found else None
        if above is not None and _goes_on(above, row):
            whole = (*above.path[:-1], f"{above.path[-1]} {row.path[-1]}")
            found[-1:] = [replace(above, path=whole), replace(row, path=whole)]
        else:
            found.append(_sized(above, _levelled(above, row)) if above is not None else row)
    return tuple(found)


_LIMIT = re.compile(r"(?:[<>\u2264\u2265]=?\s?\d[\d.,]*|\d[\d.]*\s?-\s?\d[\d.]*)(?:\s(?:years?|yrs?|y))?")
_SUMMARY = re.compile(r"\b(?:median|mean|average|range|SD|IQR)\b|\u00b1|[,(\[].*", re.IGNORECASE)
_SUMMED = re.compile(r"\b(?:median|mean|average)\b|\u00b1", re.IGNORECASE)


def _levelled(above: Row, row: Row) -> Row:
    """The row below its characteristic, where it prints a bare limit and the row above sums that up."""
    if not row.path or row.path[-1][:1].isalpha() or not _LIMIT.fullmatch(row.path[-1]):
        return row
    if above.path and above.path[:-1] == row.path[:-1] and _SUMMED.search(above.path[-1]):
        name = " ".join(_SUMMARY.sub(" ", above.path[-1]).split())
        return replace(row, path=(*row.path[:-1], name, row.path[-1])) if name else row
    below = len(above.path) > 1 and above.path[:-2] == row.path[:-1] and _LIMIT.fullmatch(above.path[-1])
    return replace(row, path=(*above.path[:-1], row.path[-1])) if below else row


def _sized(above: Row, row: Row) -> Row:
    """The row with the name or the sizes that the row above it prints for it, and with the p value beside those."""
    if above.path and len(row.path) > 1 and _SIZE_ONLY.match(row.path[0]):
        return replace(row, path=(above.path[0], *row.path[1:]))
    sizes = _sizes(above) if above.path == row.path else {}
    if not sizes:
        return row
    beside = {i: e for i, e in above.entries.items() if i not in sizes}
    own = {i: e for i, e in row.entries.items() if e.text or i not in beside}
    return replace(row, sizes=sizes, entries=beside | own)


def _sizes(row: Row) -> Mapping[int, int]:
    """The sizes that a row prints, if it prints nothing else but in its last cell."""
    read = {index: _SIZE.fullmatch(entry.text.strip()) for index, entry in row.entries.items() if entry.text}
    last = max(read, default=None)
    sizes = {index: int(m[1].replace(",", "")) for index, m in read.items() if m}
    return sizes if all(m or index == last for index, m in read.items()) else {}


def _goes_on(above: Row, row: Row) -> bool:
    """Whether a row's label is the end of the one above: it prints only below that one's last cells, which are filled."""
    if not (row.path and above.path and row.path[-1][:1].islower() and row.path[:-1] == above.path[:-1]):
        return False
    if not _GOES_ON.match(row.path[-1]):
        return False
    before, filled = ([i for i, e in r.entries.items() if e.text] for r in (above, row))
    below = bool(filled) and min(before, default=0) < min(filled) and set(filled) <= set(before)
    return below and not _GOES_ON.match(above.path[-1])
