"""Levels of which one is the opposite of the other."""

from __future__ import annotations

import re

from kg_builder.arms import head
from kg_builder.facts.printed import is_blank
from kg_builder.facts.sheet import Column, Row, Sheet

__all__ = ["each_part"]

_OPPOSITES = (
    ({"positive"}, {"negative"}), ({"yes"}, {"no"}), ({"present"}, {"absent"}), ({"high"}, {"low"}),
    ({"responsive"}, {"non", "responsive"}), ({"responder"}, {"non", "responder"}), ({"mutant", "mutated"}, {"wild", "type"}),
    ({"male"}, {"female"}), ({"with"}, {"without"}),
)  # fmt: skip


_WORD = re.compile(r"[a-z]+")
_SIDES = (re.compile(r".*[<\u2264]\s?([\w.]+)"), re.compile(r".*[>\u2265]\s?([\w.]+)"))  # of a limit


def each_part(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether a level and its opposite have a ratio each: neither is the reference, so both are parts of the patients."""
    levels = [r for r in sheet.rows if r.path[:-1] == row.path[:-1] and r.entries.get(column.index)]
    if len(levels) != 2 or any(is_blank(r.entries[column.index].text) for r in levels):
        return False
    below, above = ({m[1] for r in levels if (m := side.match(head(r.label)[0]))} for side in _SIDES)
    one, other = (set(_WORD.findall(head(r.label)[0].lower())) for r in levels)
    return bool(below & above) or any(
        (one & a and other & b and not one & b - a) or (one & b and other & a and not other & b - a)
        for a, b in _OPPOSITES
    )
