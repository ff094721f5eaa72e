"""Of how many patients a section tells whose heading prints it: "Per-protocol analyses (N = 177)"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from kg_builder.document import BlockKind
from kg_builder.evidence import AdverseEvent, Baseline, Effect, Outcome, Record
from kg_builder.facts.note import Note
from kg_builder.study import Paper

__all__ = ["sized_by_sections"]

_SIZED = re.compile(r"[(\[;,]\s?[nN]\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\s?[)\]]\s?$")


def sized_by_sections(paper: Paper, found: Iterable[Record | Note]) -> Iterator[Record | Note]:
    """The records; those of all patients in such a section, fewer than all, are of as many as its heading prints."""
    sections = _sections(paper) if any("=" in b.heading for b in paper.document.blocks) else []
    if not any(n for _, n in sections):
        yield from found
        return
    starts, sizes = [start for start, _ in sections], [n for _, n in sections]
    whole = paper.roster.whole
    for record in found:
        n = sizes[bisect_right(starts, _place(record)) - 1] if isinstance(record, Record) else None
        fewer = n is not None and (whole.n is None or n < whole.n)
        yield _of(record, n, whole.title(), whole.n) if fewer and isinstance(record, Record) else record


def _sections(paper: Paper) -> list[tuple[int, int | None]]:
    """Where each block begins, and of how many patients the headings above it say that it is.

    Which heading is under which other one only JATS tells.
    """
    nested = paper.document.format == "jats"
    under: dict[str, int | None] = {}
    found: list[tuple[int, int | None]] = []
    for block in paper.document.blocks:
        above = under.get(block.heading)
        if block.kind is BlockKind.HEADING:
            heading = paper.document[block.span]
            under[heading] = _size(heading) or (above if nested else None)
        found.append((block.span.start, above))
    return sorted(found, key=lambda section: section[0])


def _place(record: Record) -> int:
    return record.span.start


def _size(heading: str) -> int | None:
    match = _SIZED.search(heading) if "=" in heading else None
    return int(match["n"].replace(",", "")) if match else None


def _of(record: Record, n: int | None, whole: str, of_all: int | None) -> Record:
    """The record with the size, if it is about all patients and tells of no other number of them."""
    match record:
        case Outcome(arm=arm, subgroup=None, study="this") | AdverseEvent(arm=arm) | Baseline(arm=arm, study="this"):
            return replace(record, n=n) if arm == whole and record.n == of_all else record
        case Effect(population=population, study="this"):
            return replace(record, n=n) if population == whole and record.n in (None, of_all) else record
        case _:
            return record
