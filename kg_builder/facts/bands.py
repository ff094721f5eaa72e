"""The parts of a table that stand under one set of heads each: a head inside a table begins a new part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from kg_builder.arms import head
from kg_builder.facts.grades import grade_of, heads_grades
from kg_builder.facts.head_statistics import statistic_of
from kg_builder.facts.printed import is_blank, printed
from kg_builder.reading import words_of_each
from kg_builder.study import Paper
from kg_builder.tables import GridCell

__all__ = ["Headed", "labels_in", "parts"]


class Headed(msgspec.Struct, gc=False, frozen=True):
    """A cell, its cleaned text and the heads over it."""

    cell: GridCell
    text: str
    above: tuple[str, ...]


def _parts(paper: Paper, cells: Sequence[GridCell]) -> Iterator[list[Headed]]:
    """The cells under one set of heads each; tables printed side by side are parts too."""
    for _, beside in groupby(_rows(paper, cells), key=lambda row: row[0].cell.record_set):
        part: list[Headed] = []
        heads: dict[int, tuple[str, ...]] = {}
        below: dict[int, str] = {}
        for row in beside:
            own = {h.cell.column: h.above for h in row}
            headed = _is_head([h.text for h in row])
            if part and (headed or (own != heads and heads | own != own | heads)):  # another head over a column
                yield part
                part, heads = [], {}
                below = below if headed else {}
            if headed:
                texts = {h.cell.column: h.text for h in row}
                below = {**below, **texts} if not part and below and set(texts) != set(below) else texts
                continue
            heads |= own
            part += (_under(h, below) for h in row) if below else row
        if part:
            yield part


def _rows(paper: Paper, cells: Sequence[GridCell]) -> list[list[Headed]]:
    """The cells row by row, each under the heads of its band."""
    words = words_of_each(paper.document, [cell.span for cell in cells])
    read = [Headed(cell, text.strip(), cell.header_path) for cell, text in zip(cells, words, strict=True)]
    return [list(row) for _, row in groupby(read, key=attrgetter("cell.record_set", "cell.row"))]


def _under(headed: Headed, below: Mapping[int, str]) -> Headed:
    """The cell with the head that a row inside the table sets over its column."""
    last = below.get(headed.cell.column)
    return headed if last is None else Headed(headed.cell, headed.text, (*headed.above, last))


def _under_spans(found: Iterable[list[Headed]]) -> Iterator[list[Headed]]:
    """Heads inside a table that divide the columns of the heads above stand below those."""
    above: dict[int, tuple[str, ...]] = {}
    for part in found:
        heads = {headed.cell.column: headed.above for headed in part}
        if (
            above
            and above.keys() < heads.keys()
            and not {p for ps in above.values() for p in ps} & {p for ps in heads.values() for p in ps}
        ):
            outer = {c: above[max((a for a in above if a <= c), default=min(above))] for c in heads}
            yield [Headed(h.cell, h.text, (*outer[h.cell.column], *h.above)) for h in part]
        else:
            yield part
            above = heads


_REFERENCE = re.compile(r"[(\[]?ref(?:erence|erent)?\.?[)\]]?", re.IGNORECASE)  # of a level, not a column of references


def _is_head(words: Sequence[str]) -> bool:
    """A row that prints only what heads print: grades, statistics, groups with their sizes."""
    if len(words) < 2 or any(map(printed, words)):
        return False
    return not any(map(_REFERENCE.fullmatch, words)) and all(map(_names_column, words))


def _names_column(text: str) -> bool:
    return bool(grade_of(text) or statistic_of(text) or (head(text)[1] is not None and head(text)[0]))


def parts(paper: Paper, cells: Sequence[GridCell]) -> Iterable[list[Headed]]:
    """The cells of a table with the heads over them, part by part.

    Args:
        paper: to read cells as one reads them.
        cells: the values of a table, in reading order.
    """
    found = list(_parts(paper, cells))
    return _under_spans(found) if len(found) > 1 else found


_WORD = re.compile(r"[^\W\d_]{2}")


def labels_in(cells: Sequence[Headed]) -> int | None:
    """The first column, where it prints words, or grades under "Grade": it goes on with the labels."""
    first = min([h.cell.column for h in cells], default=0)
    column = [h for h in cells if h.cell.column == first]
    told = [h for h in column if printed(h.text) is None and _WORD.search(h.cell.text) and not is_blank(h.cell.text)]
    words = len(told) >= 0.9 * len(column)
    grades = all(h.above and heads_grades(h.above[-1]) and grade_of(h.text, alone=True) for h in column)
    if len(column) < 2 or not (words or grades):
        return None
    others = any(h.cell.column > first and (not words or (printed(h.text) and ";" not in h.text)) for h in cells)
    return first if others else None
