"""From a table block to its grid of values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import attrgetter

import msgspec

from kg_builder.document import Block, Document, Span
from kg_builder.tables._heads import Band, bands_of, header_paths
from kg_builder.tables._looks import has_size, is_bare_value, is_blank, is_test, is_value, key_of, summed
from kg_builder.tables._matrix import Matrix, matrix_of, span_of
from kg_builder.tables._model import Grid, GridCell
from kg_builder.tables._stubs import Line, row_paths

__all__ = ["grid"]

_LEAST_NESTED = 0.3  # share of rows in which a second column continues the labels of the first


@dataclass(frozen=True, slots=True)
class _Set:
    """The columns of one of the tables printed side by side: labels in [first, values), values in [values, last)."""

    first: int
    values: int
    last: int


class _Strip(msgspec.Struct, frozen=True):
    """A set of columns with the heads above them and its number."""

    columns: _Set
    heads: Sequence[tuple[str, ...]]
    number: int


def grid(document: Document, block: Block) -> Grid:
    r"""The values of a table block with their paths; a flattened table has none.

    >>> from kg_builder.readers import read_bytes
    >>> text = b"Table 1. Patients\nFeature\tArm A (n = 4)\tArm B (n = 6)\nSex\t\t\nMale\t1 (25)\t2 (33)\n"
    >>> document = read_bytes(text, "x")
    >>> [(c.row_path, c.header_path, c.text) for b in document.blocks for c in grid(document, b).cells]
    [(('Sex', 'Male'), ('Arm A (n = 4)',), '1 (25)'), (('Sex', 'Male'), ('Arm B (n = 6)',), '2 (33)')]
    """
    table = block.table
    if table is None:
        return Grid(label=block.label, caption="", notes=(), cells=())
    caption = " ".join(document[table.caption].split()) if table.caption else ""
    notes = tuple(" ".join(document[note].split()) for note in table.notes)
    if table.flattened or not table.cells:
        return Grid(label=table.label, caption=caption, notes=notes, cells=(), flattened=table.flattened)
    matrix = matrix_of(document, table)
    bands = bands_of(matrix, table) if matrix.columns else []
    spanned = any(cell.colspan > 1 for cell in table.cells if cell.row in bands[0][0]) if bands else False
    paths = [header_paths(matrix, heads, spanned) for heads, _ in bands]
    cells: list[GridCell] = []
    for index, (band, over) in enumerate(zip(bands, paths, strict=True)):
        cells += _band_cells(document, matrix, band, over, index > 0)
    return Grid(
        label=table.label,
        caption=caption,
        notes=notes,
        cells=tuple(sorted(cells, key=attrgetter("record_set"))),  # of one set they are in order
        stub_head=" ".join(paths[0][0]) if paths else "",
    )


def _band_cells(
    document: Document, matrix: Matrix, band: Band, paths: Sequence[tuple[str, ...]], later: bool
) -> list[GridCell]:
    heads, body = band
    cells: list[GridCell] = []
    title = _title(matrix, heads) if later else ()
    for number, columns in enumerate(_sets(matrix, heads, body)):
        tests = _tests(paths[columns.values : columns.last])
        over = paths[columns.values : columns.last - tests]
        inner = _inner(over) if tests else ()
        rows = _unwrapped((row, _line(matrix, row, columns, tests, inner)) for row in body)
        rows = list(_tested_below(rows)) if inner else rows
        strip = _Strip(columns, paths, number)
        for (row, line), path in zip(rows, row_paths([line for _, line in rows], over), strict=True):
            if any(line.values):
                cells += _row_cells(matrix, row, line, (*title, *path), strip)
            else:
                cells += _summed_cell(document, matrix, row, (*title, *path[:-1]), strip)
    return cells


_UNFINISHED = (
    ",",
    *(f" {w}" for w in "of to from and or in for with at by between since until per than the vs vs.".split()),  # noqa: SIM905
)


def _unwrapped(rows: Iterable[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The rows, a label that breaks off ("Time from surgery to") with the words that a row without values prints below it."""
    kept: list[tuple[int, Line]] = []
    for row, line in rows:
        above = kept[-1][1] if kept and not any(line.values) and line.labels[-1] else None
        if above and above.labels[-1].rstrip().endswith(_UNFINISHED) and not above.is_section:
            label = f"{above.labels[-1].rstrip()} {line.labels[-1]}"
            kept[-1] = (kept[-1][0], msgspec.structs.replace(above, labels=(*above.labels[:-1], label)))
        else:
            kept.append((row, line))
    return kept


def _title(matrix: Matrix, heads: Sequence[int]) -> tuple[str, ...]:
    """What a head inside the table calls the rows below it, unless it only repeats the head of the labels."""
    label = matrix.text(heads[-1], 0) if heads else ""
    return () if is_blank(label) or key_of(label) == key_of(matrix.text(0, 0)) else (label,)


def _row_cells(matrix: Matrix, row: int, line: Line, path: tuple[str, ...], strip: _Strip) -> list[GridCell]:
    columns, heads = strip.columns, strip.heads
    printed = matrix.across(row, columns.first, columns.last)
    whole = span_of(printed)
    if whole is None:
        return []
    stub = next((cell.span for cell in reversed(printed) if cell.column < columns.values), None)
    owners = matrix.owners[row][columns.values : columns.last]
    return [
        GridCell(
            span=cell.span,
            text=text,
            row=row,
            column=column,
            row_path=path,
            header_path=heads[column],
            row_span=whole if cell.span.start < cell.span.end or cell.span in whole else cell.span,
            stub=stub,
            record_set=strip.number,
        )
        for column, (text, cell) in enumerate(zip(line.values, owners, strict=True), columns.values)
        if text and cell is not None
    ]


def _summed_cell(
    document: Document, matrix: Matrix, row: int, path: tuple[str, ...], strip: _Strip
) -> Iterator[GridCell]:
    """The value that a row without values prints in its label, in the first column of the one group there is."""
    columns = strip.columns
    stub = next(iter(matrix.across(row, columns.first, columns.values)[-1:]), None)
    told = summed(document[stub.span], strip.heads[columns.values : columns.last]) if stub else None
    if stub is not None and told is not None:
        name, start, end = told
        span = Span(stub.span.start + start, stub.span.start + end)
        yield GridCell(
            span=span,
            text=document[span],
            row=row,
            column=columns.values,
            row_path=(*path, name),
            header_path=strip.heads[columns.values],
            row_span=stub.span,
            stub=stub.span,
            record_set=strip.number,
        )


def _tests(heads: Sequence[tuple[str, ...]]) -> int:
    """How many of the last columns hold tests over all groups."""
    count = 0
    while count < len(heads) - 1 and any(is_test(head) for head in heads[len(heads) - 1 - count]):
        count += 1
    return count


def _inner(heads: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """Which of the columns before the last ones hold tests, too."""
    return tuple([index for index, path in enumerate(heads) if any(map(is_test, path))])


def _tested_below(rows: Sequence[tuple[int, Line]]) -> Iterator[tuple[int, Line]]:
    """The rows; one whose next row has tests of its own holds none for the rows below it."""
    for (row, line), following in zip_longest(rows, rows[1:]):
        below = following[1] if following else None
        own = below is None or any(below.filled[i] for i in line.inner) or any(below.filled[-line.tests :])
        yield row, msgspec.structs.replace(line, inner=()) if own else line


def _line(matrix: Matrix, row: int, columns: _Set, tests: int, inner: tuple[int, ...]) -> Line:
    """A row; a scrap of its label that a scanner printed again in a value column is nothing."""
    labels = tuple([_label(matrix, row, column) for column in range(columns.first, columns.values)])
    label = next(filter(None, reversed(labels)), "")
    values = tuple(
        [
            text if text and (is_value(text) or not (is_blank(text) or label.endswith(text))) else ""
            for text in matrix.at[row][columns.values : columns.last]
        ]
    )
    if not any(values[: len(values) - tests]):
        labels = tuple([matrix.printed(row, column) for column in range(columns.first, columns.values)])
    indent = matrix.indents.get(row, 0) if columns.first == 0 else 0
    return Line(indent=indent, labels=labels or ("",), values=values, tests=tests, inner=inner)


def _label(matrix: Matrix, row: int, column: int) -> str:
    """A label, in its first column only when it spans several."""
    cell = matrix.owners[row][column]
    return matrix.covering[row][column] if cell is not None and cell.column == column else ""


def _sets(matrix: Matrix, heads: Sequence[int], body: range) -> list[_Set]:
    starts = _set_starts(matrix, heads)
    sets = []
    for first, last in zip(starts, [*starts[1:], matrix.columns], strict=True):
        sets.append(_Set(first, min(first + _stub_width(matrix, heads, body, first, last), last), last))
    return sets


def _set_starts(matrix: Matrix, heads: Sequence[int]) -> list[int]:
    """Where the same heads begin again, the label's head included: tables printed side by side."""
    if not heads:
        return [0]
    keys = [key_of(text) for text in matrix.spread(heads[-1])]
    while keys and not keys[-1]:
        keys.pop()
    for size in range(2, len(keys) // 2 + 1):
        repeats = len(keys) % size == 0 and all(key == keys[index % size] for index, key in enumerate(keys))
        if repeats and len(keys[0]) > 2 and len(set(keys[:size])) == size:
            return list(range(0, len(keys), size))
    return [0]


def _stub_width(matrix: Matrix, heads: Sequence[int], body: range, first: int, last: int) -> int:
    """How many columns hold labels: the first, and the next ones when they go on where the first is silent."""
    width = 1
    while first + width < last - 1 and _goes_on(matrix, heads, body, first + width):
        width += 1
    if width == 1:
        return 1
    beyond = [matrix.text(row, column) for row in body for column in range(first + width, last)]
    filled = [text for text in beyond if not is_blank(text)]
    return width if 2 * sum(map(is_value, filled)) >= len(filled) else 1


def _goes_on(matrix: Matrix, heads: Sequence[int], body: range, column: int) -> bool:
    silent = {row for row in body if is_blank(matrix.at[row][column - 1] or "")}
    rows = [row for row in body if not is_blank(_label(matrix, row, column))] if silent else []
    if len(rows) < 2 or len(silent.intersection(rows)) < _LEAST_NESTED * len(rows):
        return False
    head, following = (matrix.text(heads[-1], c) if heads else "" for c in (column, column + 1))
    if has_size(head) or (head and key_of(head) == key_of(following)):
        return False
    words = sum(1 for row in rows if not is_bare_value(matrix.text(row, column)))
    return words >= len(rows) / 2 or is_blank(head)
