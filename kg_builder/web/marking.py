"""Which words of a text are marked: the spans of records, cut where they overlap; the shortest has the word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg_builder.evidence import Evidence

__all__ = ["Mark", "Piece", "marks", "pieces"]

_VALUE = 60  # characters up to which a span is a value; beyond, it is a sentence about one
_LONGEST = 3000  # no span is longer than this, but for whole tables


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch that a record was read from."""

    start: int
    end: int
    record: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the record it leads to, if any; `kind` is `value` or `sentence`."""

    start: int
    end: int
    record: str | None = None
    kind: str = ""


def marks(records: Iterable[Evidence]) -> list[Mark]:
    """The stretches of all records, each place of a record one."""
    found = [
        Mark(place.start, place.end, r.id, r.quote if place is r.span else None) for r in records for place in r.places
    ]
    return sorted(found, key=lambda m: (m.start, m.end, m.record))


def pieces(start: int, end: int, found: Sequence[Mark]) -> Iterator[Piece]:
    """The text from `start` to `end` in pieces that follow one another without gap or overlap.

    >>> [(p.start, p.end, p.record) for p in pieces(0, 20, [Mark(4, 12, "a", None), Mark(6, 8, "b", None)])]
    [(0, 4, None), (4, 6, 'a'), (6, 8, 'b'), (8, 12, 'a'), (12, 20, None)]
    """
    first = bisect_left(found, start - _LONGEST, key=lambda m: m.start)
    last = bisect_left(found, end, key=lambda m: m.start)
    here = [m for m in found[first:last] if m.end > start and m.end > m.start]
    borders = sorted({start, end, *(b for m in here for b in (m.start, m.end) if start < b < end)})
    for left, right in pairwise(borders):
        covering = [m for m in here if m.start <= left and right <= m.end]
        if not covering:
            yield Piece(left, right)
            continue
        mark = min(covering, key=lambda m: (m.end - m.start, m.record))
        yield Piece(left, right, mark.record, "value" if mark.end - mark.start <= _VALUE else "sentence")
