"""How many patients a ratio of a table is about, where these are not all of the study: those in its rows, or those of a set."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from kg_builder.arms import head
from kg_builder.document import BlockKind
from kg_builder.expressions import Expression
from kg_builder.facts.printed import printed
from kg_builder.facts.reference_level import REFERENCE
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Column, Row, Sheet
from kg_builder.held import held_for_each, once
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["size_of_ratio"]

_SPLIT = r"training|derivation|discovery|development|validation|testing"  # of a data set
_NOUN = r"\s(?:cohort|set|group|dataset|sample|population)\b"
_NAMED = Expression(rf"\b(?P<set>{_SPLIT}|test|per[-\s]protocol){_NOUN}", re.IGNORECASE)
_SETS = Phrase(
    rf"\b(?P<set>{_SPLIT}){_NOUN}",
    "training", "derivation", "discovery", "development", "validation", "testing",
    flags=re.IGNORECASE,
)  # fmt: skip


def size_of_ratio(sheet: Sheet, row: Row, column: Column, n: int | None) -> int | None:
    """The patients of all levels of a factor, where each row prints its own; those of the set that is told of; else `n`.

    Args:
        sheet: the table.
        row: that of the ratio.
        column: that of the ratio.
        n: how many patients its groups have elsewhere.
    """
    levels = _of_levels(sheet, row, column)
    if levels is not None and (n is None or levels <= n):
        return levels
    told = _set_told(sheet) if n is not None and column.heading.n is None else None
    return _in_set(sheet.paper, (told, column.name)) if told else n


def _of_levels(sheet: Sheet, row: Row, column: Column) -> int | None:
    """The patients of a row and those beside it, of which another is the reference."""
    section = section_of(sheet, row)
    counting = [
        c for c in sheet.columns if c.statistic in _COUNTS and (c.name, c.subgroup) == (column.name, column.subgroup)
    ]
    if len(counting) != 1 or len(section) < _LEVELS:
        return None
    sizes = [_counted(r, counting[0]) for r in section]
    told = [size for size in sizes if size]
    if len(told) < len(sizes):
        return None
    texts = (e.text for r in section if r is not row and (e := r.entries.get(column.index)))
    return sum(told) if any(map(REFERENCE.match, texts)) else None


_COUNTS = ("n", "count", "count percent")
_LEVELS = 2  # of a factor, at least


def _counted(row: Row, column: Column) -> int | None:
    entry = row.entries.get(column.index)
    read = printed(entry.text) if entry is not None else None
    plain = read is not None and not (read.sign or read.percent or read.words or read.interval or read.total)
    return int(read.lead) if read is not None and plain and read.lead and "." not in str(read.lead) else None


@once
def _set_told(sheet: Sheet) -> str | None:
    """The set of patients that a table is about: that of its caption, else of the paragraph that sends the reader to it."""
    if found := {m["set"].lower() for m in _NAMED.finditer(sheet.caption)}:
        return found.pop() if len(found) == 1 else None
    if sheet.paper.roster.whole.n is None or not _sending(sheet.paper):
        return None
    return _set_around(sheet.paper, sheet.block.where)


@once
def _sending(paper: Paper) -> Sequence[tuple[Statement, Set[str]]]:
    """The sentences of paragraphs that name sets of patients, each with these."""
    told = ((s, {m["set"].lower() for m in _SETS.finditer(s.text)}) for s in paper.holding(_SETS))
    return [(s, sets) for s, sets in told if sets and s.block.kind is BlockKind.PARAGRAPH]


@held_for_each
def _set_around(paper: Paper, where: str) -> str | None:
    blocks = [b for b in paper.document.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE)]
    before = next((a for a, b in pairwise(blocks) if b.where == where), None)
    label = re.compile(rf"\b{where}\b", re.IGNORECASE)
    beside = [
        sets
        for s, sets in _sending(paper)
        if s.block is before or any(label.search(o.text) for o in paper.statements_of(s.block))
    ]
    found = set[str]().union(*beside)
    return found.pop() if len(found) == 1 else None


@held_for_each
def _in_set(paper: Paper, place: tuple[str, str]) -> int | None:
    """The size that the heads of a table print for a set, of those of a group that stands over or below it."""
    told, group = place
    of_group = re.compile(rf"(?<![\w-]){re.escape(group)}(?!\w)", re.IGNORECASE)
    paths = [p for b in paper.document.of_kind(BlockKind.TABLE) for p in paper.grid(b).columns()]
    sizes = set[int]()
    for path in paths:
        named = [(m["set"].lower(), head(text)[1]) for text in path if (m := _NAMED.search(text))]
        if not group or any(of_group.search(text) for text in path):
            sizes |= {n for name, n in named if name == told and n is not None}
    return sizes.pop() if len(sizes) == 1 else None
