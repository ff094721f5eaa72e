"""Of how many patients a row's values are, where not the column tells it but the rows above and beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg_builder.facts.printed import printed
from kg_builder.facts.rows import Column, Row
from kg_builder.roster import Roster

__all__ = ["with_sizes"]

_OF_GROUP = re.compile(r"\b[nN]\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s(?:in|for|of)\s(?:the\s)?")


def with_sizes(rows: Sequence[Row], columns: Sequence[Column], roster: Roster) -> tuple[Row, ...]:
    """The rows, those with the sizes of each group that the section above them prints, or that their siblings are parts of.

    "Events in those assessed for X (n = 40 in the A group; n = 38 in the B group)"; a bare 0 among "5/40" and "7/40" is of 40.
    """
    headed = [replace(r, sizes={**r.sizes, **sizes}) if (sizes := _headed(r, columns, roster)) else r for r in rows]
    if not any("/" in entry.text for row in rows for entry in row.entries.values()):
        return tuple(headed)
    totals = _totals(headed)
    return tuple(_with_zeros(row, totals) for row in headed)


def _headed(row: Row, columns: Sequence[Column], roster: Roster) -> Mapping[int, int]:
    """The sizes of the columns' groups that the labels above a row print: of two groups or more."""
    told: dict[str, int] = {}
    for label in row.path[:-1]:
        for match in _OF_GROUP.finditer(label) if "=" in label else ():
            named = next((g.arm for g in roster.find(label) if g.start <= match.end() < g.end), None)
            if named is not None:
                told[named.name] = int(match["n"].replace(",", ""))
    if len(told) < 2:
        return {}
    return {c.index: told[c.arm.name] for c in columns if c.arm is not None and c.arm.name in told}


def _totals(rows: Iterable[Row]) -> Mapping[tuple[tuple[str, ...], int], int]:
    """The one number that all cells of a section and column are parts of, where two or more print it."""
    found: dict[tuple[tuple[str, ...], int], list[int]] = {}
    for row in rows:
        for index, entry in row.entries.items():
            read = printed(entry.text) if "/" in entry.text else None
            if read is not None and read.total is not None:
                found.setdefault((row.path[:-1], index), []).append(read.total)
    return {place: totals[0] for place, totals in found.items() if len(totals) > 1 == len(set(totals))}


def _with_zeros(row: Row, totals: Mapping[tuple[tuple[str, ...], int], int]) -> Row:
    """The row, its bare zeros with what their siblings are parts of."""
    sizes = dict(_zeros(row, totals))
    return replace(row, sizes={**row.sizes, **sizes}) if sizes else row


def _zeros(row: Row, totals: Mapping[tuple[tuple[str, ...], int], int]) -> Iterator[tuple[int, int]]:
    for index, entry in row.entries.items():
        if entry.text == "0" and (row.path[:-1], index) in totals:
            yield index, totals[row.path[:-1], index]
