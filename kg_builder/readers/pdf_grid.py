"""The cells of a printed table: columns from where words stand, rows from baselines and rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from kg_builder.readers.pdf_words import Row, Rule, Word, rows_of, segments

__all__ = ["Printed", "cells_of"]

_LEAST_INDENT = 3.0  # points
_CONTINUES = re.compile(r"^(?:[a-zα-ω(%≥≤]|\d+\))")
_UNFINISHED = re.compile(r"(?:[,/(-]|\b(?:and|or|of|the|with|for|to|in|plus|by|vs\.?|versus))$", re.IGNORECASE)


@dataclass(slots=True)
class Printed:
    """A cell: its words, its columns, and how far it is set in."""

    text: str
    column: int
    colspan: int = 1
    indent: int = 0


@dataclass(slots=True)
class _Segment:
    """Words of one row that stand together."""

    words: list[Word]
    column: int = -1
    colspan: int = 1

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        return Row(tuple(self.words)).text


@dataclass(slots=True)
class _Line:
    """A row of segments; `lower` where its last words end."""

    top: float
    bottom: float
    segments: list[_Segment] = field(default_factory=list)


def cells_of(words: Iterable[Word], rules: Sequence[Rule]) -> tuple[list[list[Printed]], int]:
    """The rows of a table, its wrapped lines put together, and how many of them a rule sets off as the head.

    Args:
        words: all words between the table's first and last rule.
        rules: level and upright rules within it.
    """
    rows = rows_of(words)
    if not rows:
        return [], 0
    borders = _borders(rows, rules)
    lines = [_Line(r.top, r.bottom, [_Segment(s) for s in segments(r, borders)]) for r in rows]
    columns = _columns(lines)
    level = [rule for rule in rules if not rule.upright]
    inner = _first_inner(rows, level)
    for line in lines:
        _place(line, columns, level, head=line.top < inner)
    joined = _joined(lines, level, inner, boxed=bool(borders) and len(level) * 3 >= len(lines))
    head = sum(1 for line in joined if line.top < inner)
    for line, below in pairwise(joined[: max(head, 2)]):
        _stretch(line, below, len(columns))
    steps = _indents(joined)
    return [_printed(line, steps) for line in joined], head


def _borders(rows: Sequence[Row], rules: Iterable[Rule]) -> list[float]:
    """Upright rules that part columns: at least half as high as the table."""
    height = rows[-1].bottom - rows[0].top
    return sorted({rule.at for rule in rules if rule.upright and rule.end - rule.start >= height / 2})


def _columns(lines: Iterable[_Line]) -> list[tuple[float, float]]:
    """The stretches that columns take: rows with most cells first, wider words than one column aside."""
    columns: list[tuple[float, float]] = []
    for line in sorted(lines, key=lambda one: -len(one.segments)):
        if len(line.segments) < 2 and columns:
            continue
        for segment in line.segments:
            touched = [c for c in columns if segment.x0 < c[1] and c[0] < segment.x1]
            if len(touched) > 1 or (not touched and columns and len(line.segments) * 2 <= len(columns)):
                continue
            for column in touched:
                columns.remove(column)
            low = min([segment.x0, *(c[0] for c in touched)])
            high = max([segment.x1, *(c[1] for c in touched)])
            columns.append((low, high))
            columns.sort()
    return columns


def _first_inner(rows: Sequence[Row], level: Iterable[Rule]) -> float:
    """Where the rule under the head stands; the top of the table when there is none."""
    left, right = min(row.x0 for row in rows), max(row.x1 for row in rows)
    whole = [rule.at for rule in level if rule.end - rule.start >= 0.9 * (right - left)]
    return min((at for at in whole if rows[0].bottom <= at + 2 and at < rows[-1].top), default=rows[0].top)


def _place(line: _Line, columns: Sequence[tuple[float, float]], level: Iterable[Rule], *, head: bool) -> None:
    """Say which columns each segment covers."""
    spread = _spread(line, columns) if head else {}
    for number, segment in enumerate(line.segments):
        low, high = segment.x0, segment.x1
        below = [r for r in level if head and -2 <= r.at - line.bottom <= 8 and r.start <= segment.middle <= r.end]
        if below and (shortest := min(below, key=lambda r: r.end - r.start)).end - shortest.start < _width(columns):
            low, high = min(low, shortest.start), max(high, shortest.end)
        covered = [n for n, (start, end) in enumerate(columns) if low < end and start < high]
        covered = spread.get(number) or covered or _nearest(segment, columns)
        segment.column, segment.colspan = covered[0], covered[-1] - covered[0] + 1


def _width(columns: Sequence[tuple[float, float]]) -> float:
    return 0.95 * (columns[-1][1] - columns[0][0])


def _spread(line: _Line, columns: Sequence[tuple[float, float]]) -> dict[int, list[int]]:
    """Heads that stand in the middle of equal groups of columns cover them."""
    values = [n for n, segment in enumerate(line.segments) if segment.x0 >= columns[0][1]]
    wide = len(columns) - 1
    if not values or wide <= len(values) or wide % len(values):
        return {}
    size = wide // len(values)
    groups = [list(range(1 + size * n, 1 + size * (n + 1))) for n in range(len(values))]
    for number, group in zip(values, groups, strict=True):
        start, end = columns[group[0]][0], columns[group[-1]][1]
        if abs(line.segments[number].middle - (start + end) / 2) > 0.15 * (end - start):
            return {}
    return dict(zip(values, groups, strict=True))


def _nearest(segment: _Segment, columns: Sequence[tuple[float, float]]) -> list[int]:
    """The column that a segment between columns stands closest to."""
    apart = [min(abs(segment.middle - start), abs(segment.middle - end)) for start, end in columns]
    return [apart.index(min(apart))]


def _joined(lines: list[_Line], level: Sequence[Rule], inner: float, *, boxed: bool) -> list[_Line]:
    """Rows whose cells run over several lines, put together; where rules box the cells in, by these alone."""
    gaps = [low.top - high.bottom for high, low in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    kept = lines[:1]
    for gap, line in zip(gaps, lines[1:], strict=True):
        above = kept[-1]
        parted = any(above.bottom - 2 <= rule.at <= line.top + 2 for rule in level)
        joins = boxed or _carries_on(above, line, gap <= usual + 1) or (line.top < inner and _same_head(above, line))
        if joins and not parted:
            _append(above, line)
        else:
            kept.append(line)
    return kept


def _carries_on(above: _Line, line: _Line, close: bool) -> bool:
    """Whether a line goes on with the cells of the one above: it has no label of its own, or half a one."""
    first, label = line.segments[0], above.segments[0]
    if not close or any(s.colspan > 1 for s in (*above.segments, *line.segments)):
        return False
    if first.column > 0:
        held = {s.column: s for s in above.segments}
        return all(
            s.column in held and (_is_open(held[s.column].text) or s.text.startswith("(")) for s in line.segments
        )
    alone = len(line.segments) == 1 and label.column == 0
    return alone and bool(_UNFINISHED.search(label.text) or _is_open(label.text) or _begins_inside(first, label))


def _begins_inside(first: _Segment, label: _Segment) -> bool:
    return bool(_CONTINUES.match(first.text)) and first.x0 >= label.x0 - 1 and len(label.words) > 1


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")") or text.endswith(("-", "–", ","))


def _same_head(above: _Line, line: _Line) -> bool:
    """Whether two lines of the head name the same columns, one each."""
    plain = all(segment.colspan == 1 for segment in (*above.segments, *line.segments))
    held = {segment.column for segment in above.segments}
    return plain and all(segment.column in held for segment in line.segments)


def _append(above: _Line, line: _Line) -> None:
    held = {segment.column: segment for segment in above.segments}
    for segment in line.segments:
        if segment.column in held:
            held[segment.column].words.extend(_moved(segment.words, held[segment.column]))
        else:
            above.segments.append(segment)
    above.bottom = line.bottom
    above.segments.sort(key=lambda s: s.column)


def _moved(words: Iterable[Word], onto: _Segment) -> list[Word]:
    """The words of the next line, set behind those of the line above."""
    last = onto.words[-1]
    offset = last.x1 + last.size / 2 - min(word.x0 for word in words)
    return [
        Word(
            text=word.text, x0=word.x0 + offset, x1=word.x1 + offset, bold=word.bold, size=word.size,
            top=last.bottom - (word.bottom - word.top), bottom=last.bottom,
        )
        for word in words
    ]  # fmt: skip


def _stretch(line: _Line, below: _Line, width: int) -> None:
    """A head above several heads covers them: the columns that are empty beside it and named below it."""
    named = {segment.column for segment in below.segments}
    if 0 in named and any(segment.column == 0 for segment in line.segments):
        return
    ends = [*(segment.column for segment in line.segments[1:]), width]
    for segment, end in zip(line.segments, ends, strict=True):
        last = segment.column + segment.colspan
        while segment.column and segment.column in named and last < end and last in named:
            last += 1
        segment.colspan = last - segment.column


def _indents(lines: Iterable[_Line]) -> list[float]:
    """Where the labels of the first column begin, from the left: one step for each depth."""
    steps: list[float] = []
    for start in sorted(s.x0 for line in lines for s in line.segments if s.column == 0):
        if not steps or start - steps[-1] > _LEAST_INDENT:
            steps.append(start)
    return steps


def _printed(line: _Line, steps: Sequence[float]) -> list[Printed]:
    cells: list[Printed] = []
    for segment in line.segments:
        if cells and segment.column < cells[-1].column + cells[-1].colspan:
            cells[-1].text = f"{cells[-1].text} {segment.text}"
            cells[-1].colspan = max(cells[-1].colspan, segment.column + segment.colspan - cells[-1].column)
            continue
        depth = 0 if segment.column else sum(1 for step in steps if step <= segment.x0) - 1
        cells.append(Printed(segment.text, segment.column, segment.colspan, depth))
    return cells
