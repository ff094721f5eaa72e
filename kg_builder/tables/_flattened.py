"""Tables whose columns were lost: printed lines put together into rows again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg_builder.document import Document, Span, Table

__all__ = ["flattened_head", "flattened_rows"]

_MARK_AT_END = re.compile(r"(?:\(\d{1,3}(?:[,–-]\s?\d{1,3})*\)|\[\d{1,3}(?:[,–-]\s?\d{1,3})*\])\W*$")
_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_LEAST_ANCHORED = 3
_LEAST_SHARE = 0.2  # of the lines must begin a row alike


def flattened_rows(document: Document, table: Table) -> list[Span]:
    r"""The rows of a flattened table, each from its first printed line to its last; its head left out.

    A row begins on a line that looks as other beginnings do: it ends in a reference mark, or it holds the pair of words
    that most lines share. Lines between two beginnings belong to the row above.

    >>> from kg_builder.readers import read_bytes
    >>> lines = ["Table 1 Trials", "", "Drug n ORR", "aaa alone 12 30% (4)", "bbb plus 9 11% (5)", "ccc", "ddd 31 9% (6)"]
    >>> document = read_bytes("\n".join([*lines, ""]).encode(), "x")
    >>> (block,) = (b for b in document.blocks if b.table)
    >>> [" ".join(document[row].split()) for row in flattened_rows(document, block.table)]
    ['aaa alone 12 30% (4)', 'bbb plus 9 11% (5) ccc', 'ddd 31 9% (6)']
    """
    lines = [cell.span for cell in table.cells] if table.flattened else []
    starts = _starts([document[line] for line in lines])
    return [Span(lines[start].start, lines[end - 1].end) for start, end in pairwise([*starts, len(lines)])]


def flattened_head(document: Document, table: Table) -> Span | None:
    """The lines above the first row."""
    starts = _starts([document[cell.span] for cell in table.cells]) if table.flattened else []
    if not starts or not starts[0]:
        return None
    return Span(table.cells[0].span.start, table.cells[starts[0] - 1].span.end)


def _starts(lines: Sequence[str]) -> list[int]:
    marked = [index for index, line in enumerate(lines) if _MARK_AT_END.search(line)]
    if len(marked) >= max(_LEAST_ANCHORED, len(lines) * _LEAST_SHARE):
        return marked
    return _anchored(lines)


def _anchored(lines: Sequence[str]) -> list[int]:
    """The lines that hold the pair of words which most lines hold; all lines when they share none."""
    pairs = [frozenset(_pairs(line)) for line in lines]
    counts = Counter(pair for line in pairs for pair in sorted(line))
    pair, times = counts.most_common(1)[0] if counts else (("", ""), 0)
    if times < max(_LEAST_ANCHORED, len(lines) * _LEAST_SHARE):
        return list(range(len(lines)))
    return [index for index, line in enumerate(pairs) if pair in line]


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    return pairwise(word.casefold() for word in _WORD.findall(line))
