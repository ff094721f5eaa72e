"""Header rows: which they are when nothing marks them, and which columns each head stands over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from kg_builder.document import Table
from kg_builder.tables._looks import has_size, is_bare_value, is_blank, is_value, key_of
from kg_builder.tables._matrix import Matrix

__all__ = ["Band", "bands_of", "header_paths", "spread_over"]

_MOST_HEADER_ROWS = 6

Band: TypeAlias = tuple[tuple[int, ...], range]  # header rows and the body rows below them


def bands_of(matrix: Matrix, table: Table) -> list[Band]:
    """The table as bands: header rows, then the body rows they head. A second head inside a table begins a new band.

    A table that begins with values has no head.
    """
    marked = frozenset(cell.row for cell in table.cells if cell.header)
    bands: list[Band] = []
    row = 0
    while row < matrix.rows:
        heads = _head_at(matrix, row, marked)
        body = row + len(heads)
        end = next((r for r in range(body + 1, matrix.rows) if _begins_head(matrix, r, marked)), matrix.rows)
        bands.append((_inherited(matrix, bands, heads), range(body, end)))
        row = max(end, row + 1)
    return bands


def _head_at(matrix: Matrix, row: int, marked: frozenset[int]) -> tuple[int, ...]:
    last = row
    if row in marked:
        while last in marked:
            last += 1
    elif not row and _is_body(matrix):
        return ()
    else:
        last += 1
    while last < min(row + _MOST_HEADER_ROWS, matrix.rows - 1) and _continues_head(matrix, last, marked):
        last += 1
    return tuple(range(row, last))


_COMPOUND = re.compile(r"[(\[%±]|\d[.·]\d")


def _is_body(matrix: Matrix) -> bool:
    """Whether the first row, unmarked, already prints values beside a label: "Age | 61 (40-80)"."""
    values = [text for text in _printed(matrix, 0)[1:] if not is_blank(text)]
    return (
        not is_blank(matrix.text(0, 0))
        and bool(values)
        and all(is_bare_value(text) and _COMPOUND.search(text) for text in values)
    )


def _continues_head(matrix: Matrix, row: int, marked: frozenset[int]) -> bool:
    """Whether an unmarked row below a head still belongs to it."""
    rest = [text for text in _printed(matrix, row)[1:] if not is_blank(text)]
    if not rest or any(map(is_bare_value, rest)) or _is_band_wide(matrix, row):
        return False
    if is_blank(matrix.text(row, 0)):
        return True
    if any(map(is_value, rest)):
        return False
    if marked:
        return is_blank(matrix.text(row - 1, 0)) and _completes(matrix, row)
    return len(rest) >= 2 and _has_gaps(matrix, row - 1)


def _completes(matrix: Matrix, row: int) -> bool:
    """Whether a row and the one above together leave no column without words."""
    return all(
        not is_blank(matrix.text(row, c)) or not is_blank(matrix.text(row - 1, c)) for c in range(matrix.columns)
    )


def _has_gaps(matrix: Matrix, row: int) -> bool:
    used = [c for c in range(1, matrix.columns) if any(not is_blank(matrix.text(r, c)) for r in range(matrix.rows))]
    return any(is_blank(matrix.text(row, column)) for column in used)


def _is_band_wide(matrix: Matrix, row: int) -> bool:
    """Whether one cell spans all columns (a section row)."""
    cell = matrix.owners[row][0]
    return cell is not None and cell.colspan >= matrix.columns > 1


def _begins_head(matrix: Matrix, row: int, marked: frozenset[int]) -> bool:
    """Whether a row in the body heads what follows: marked as a head, or words over several columns and no label."""
    texts = matrix.covering[row][1:]
    if row in marked:
        return not (_is_band_wide(matrix, row) or all(map(is_blank, texts)))
    for text in texts:
        if is_value(text) and not is_blank(text):
            return False
    if row + 1 >= matrix.rows or _is_band_wide(matrix, row):
        return False
    words = [text for text in texts if not is_blank(text)]
    return len(words) >= 2 and (is_blank(matrix.text(row, 0)) or all(map(has_size, words)))


def _inherited(matrix: Matrix, bands: Sequence[Band], heads: tuple[int, ...]) -> tuple[int, ...]:
    """A later head that leaves columns open, or divides what the first one spans, stands below the first one.

    One that repeats itself, as the first one's last row does, stands in that row's place.
    """
    if not bands or not heads or not bands[0][0]:
        return heads
    first = bands[0][0]
    complete = all(not is_blank(matrix.text(heads[-1], column)) for column in range(1, matrix.columns))
    spanning = (matrix.owner(first[-1], column) for column in range(1, matrix.columns))
    divided = any(
        cell is not None
        and cell.colspan > 1
        and _differ(matrix, heads[0], range(cell.column, cell.column + cell.colspan))
        for cell in spanning
    )
    if complete and not divided and len(first) > 1 and len(heads) == 1 and _repeat(matrix, first[-1], heads[0]):
        return (*first[:-1], *heads)
    return heads if complete and not divided else (*first, *heads)


def _repeat(matrix: Matrix, *rows: int) -> bool:
    """Whether each row prints the same heads again and again, so that what tells them apart stands above."""
    texts = [[key_of(matrix.text(row, column)) for column in range(1, matrix.columns)] for row in rows]
    return all(len(set(heads)) < len(heads) for heads in texts)


def _differ(matrix: Matrix, row: int, columns: range) -> bool:
    return len({matrix.text(row, column) for column in columns}) > 1


def header_paths(matrix: Matrix, heads: Sequence[int], spanned: bool) -> list[tuple[str, ...]]:
    """For every column the heads above it, top-down.

    Where the source marks no spans (`spanned` is false), a spanning head is spread over the columns below it.
    """
    rows = [matrix.spread(row) for row in heads]
    if not spanned and len(rows) > 1:
        rows = _spread_heads([_printed(matrix, row) for row in heads])
    return [_path(row[column] for row in rows) for column in range(matrix.columns)]


def _printed(matrix: Matrix, row: int) -> list[str]:
    return [own or "" for own in matrix.at[row]]


def _path(texts: Iterable[str]) -> tuple[str, ...]:
    path: list[str] = []
    for text in texts:
        if not is_blank(text) and (not path or path[-1] != text):
            path.append(text)
    return tuple(path)


def _spread_heads(rows: list[list[str]]) -> list[list[str]]:
    """From the bottom up, each row's heads over the columns of the row below, each of whose heads counts once."""
    below = rows[-1]
    spread = [below]
    for row in reversed(rows[:-1]):
        heads = spread_over(row, _once(below), _width(below))
        spread.insert(0, heads)
        below = [head if not is_blank(head) else under for head, under in zip(heads, below, strict=True)]
    return spread


def _once(heads: list[str]) -> list[str]:
    """Heads that are spread over neighbours, at their first column only."""
    return [head if not column or head != heads[column - 1] else "" for column, head in enumerate(heads)]


def _width(heads: list[str]) -> int:
    """Where the last head ends."""
    return max((column + 1 for column, head in enumerate(heads) if not is_blank(head)), default=0)


def spread_over(row: list[str], below: list[str], width: int) -> list[str]:
    """Spread the heads of a row over the columns of the row below it, the last of which ends at `width`.

    >>> spread_over(["", "", "Any grade", "Severe", "", "", ""], ["Event", "A", "B", "p", "A", "B", "p"], 7)
    ['', 'Any grade', 'Any grade', 'Any grade', 'Severe', 'Severe', 'Severe']
    >>> spread_over(["", "Arm A", "", "Arm B", "", "p"], ["Event", "n", "%", "n", "%", ""], 5)
    ['', 'Arm A', 'Arm A', 'Arm B', 'Arm B', 'p']
    >>> spread_over(["Author", "n", "Training coh", "ort", "Tests", ""], ["", "", "x", "y", "x", "y"], 6)
    ['Author', 'n', 'Training cohort', 'Training cohort', 'Tests', 'Tests']
    """
    under = [column for column in range(1, len(below)) if not is_blank(below[column])]
    for heads in _readings(row, under):
        size, odd = divmod(len(under), len(heads))
        if size > 1 and not odd and _repeats([below[column] for column in under], size):
            return _in_groups(heads, under[::size], width, row)
    return _filled_right(row)


def _readings(row: list[str], under: list[int]) -> list[list[tuple[int, str]]]:
    """The heads as printed, joined where a scanner cut words apart, and with the one that slipped over the labels.

    Heads beside the columns below stand for themselves.
    """
    over = range(1, under[-1] + 1) if under else range(0)
    heads = [(column, row[column]) for column in over if not is_blank(row[column])]
    above = [(column, text) for column, text in heads if column >= under[0]]
    readings = [heads, _rejoined(heads), above, _rejoined(above)]
    if not is_blank(row[0]):
        slipped = [(0, row[0]), *heads]
        readings = [*([] if len(heads) == 1 else readings), slipped, _rejoined(slipped), *readings]
    return [reading for reading in readings if 1 < len(reading) <= len(under)]


def _rejoined(heads: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Neighbours of which the right one goes on in the middle of a word are one head."""
    joined: list[tuple[int, str]] = []
    last = 0
    for column, text in heads:
        scrap = text.islower() and joined and column == last + 1 and joined[-1][1][-1:].isalpha()
        if scrap:
            joined[-1] = (joined[-1][0], _glued(joined[-1][1], text))
        else:
            joined.append((column, text))
        last = column
    return joined


def _glued(left: str, right: str) -> str:
    """Two halves of a word, what both print only once.

    >>> _glued("Univariate ana", "alysis"), _glued("Training coh", "ort")
    ('Univariate analysis', 'Training cohort')
    """
    longest = max((size for size in range(len(right) + 1) if left.endswith(right[:size])), default=0)
    return left + right[longest:]


def _repeats(texts: list[str], size: int) -> bool:
    keys = [key_of(text) for text in texts]
    return all(key == keys[index % size] for index, key in enumerate(keys))


def _in_groups(heads: list[tuple[int, str]], firsts: list[int], width: int, row: list[str]) -> list[str]:
    ahead = min(heads[0][0], firsts[0])
    spread = [*row[:ahead], *[""] * (width - ahead), *row[width:]]
    for (_, text), (start, end) in zip(heads, pairwise([*firsts, width]), strict=True):
        spread[start:end] = [text] * (end - start)
    return spread


def _filled_right(row: list[str]) -> list[str]:
    """Each head over its own column and the open ones to its right; the last one not farther than any before it."""
    columns = [column for column in range(1, len(row)) if not is_blank(row[column])]
    widths = [after - column for column, after in pairwise(columns)]
    spread = list(row)
    for column, after in pairwise([*columns, len(row)]):
        end = min(after, column + max(widths)) if widths and after == len(row) else after
        spread[column:end] = [row[column]] * (end - column)
    return spread
