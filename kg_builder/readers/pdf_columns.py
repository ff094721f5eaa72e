"""The order in which a page is read: bands over the whole width, and columns between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from kg_builder.readers.pdf_tables import Box
from kg_builder.readers.pdf_words import Row, Word, rows_of, segments

__all__ = ["Column", "gutter_of", "in_order"]

_LEAST_GUTTER = 7.0  # points between two columns
_LEAST_LINES = 4  # lines that begin where a column does
_LEAST_WORDS = 3.5  # words of a line of prose, on average: a column of numbers is none
_WORDS_OF_PROSE = 5.0  # the same, where nothing else tells
_CENTRAL = 0.06  # of the width, from the middle
_MOST_NESTED = 2


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that stand below each other, between two edges."""

    rows: tuple[Row, ...]

    @property
    def left(self) -> float:
        """The left edge of most lines."""
        return _common(row.x0 for row in self.rows)

    @property
    def right(self) -> float:
        """Where the longest line ends."""
        return max(row.x1 for row in self.rows)


def _common(values: Iterable[float]) -> float:
    counted = Counter(round(value) for value in values)
    most = max(counted.values())
    return float(min(value for value, times in counted.items() if times == most))


def in_order(
    words: Sequence[Word], boxes: Sequence[Box], usual: float | None = None, nested: int = 0
) -> Iterator[Column | Box]:
    """Columns and boxes in reading order.

    Args:
        words: all words outside the boxes.
        boxes: what is read as one.
        usual: where the second column begins on other pages of the document; it decides where this page is too empty.
        nested: how many columns stand around.

    >>> def line(x, y): return [Word(text="word", x0=x + 25 * n, x1=x + 25 * n + 20, top=y, bottom=y + 10, size=10.0)
    ...                         for n in range(4)]
    >>> page = [w for y in range(50, 150, 12) for x in (0, 120) for w in line(x, y)]
    >>> [(c.left, len(c.rows)) for c in in_order(page, [])]
    [(0.0, 9), (120.0, 9)]
    """
    gutter = gutter_of(words) if nested < _MOST_NESTED else None
    if gutter is None and not nested:
        gutter = usual
    if gutter is None:
        yield from _stacked(words, boxes)
        return
    for band in _bands(words, boxes, gutter):
        if band.whole:
            yield from _stacked(band.words, band.boxes)
            continue
        for left in (True, False):
            side = [w for w in band.words if (w.x0 < gutter) is left]
            boxed = [b for b in band.boxes if ((b.x0 + b.x1) / 2 < gutter) is left]
            yield from in_order(side, boxed, None, nested + 1)


@dataclass(slots=True)
class _Band:
    """A horizontal stretch of the page: read as a whole, or column by column."""

    whole: bool
    words: list[Word]
    boxes: list[Box]


def _stacked(words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[Column | Box]:
    """One column, parted where a box stands."""
    rows = rows_of(words)
    for box in sorted(boxes, key=lambda b: b.top):
        above = [row for row in rows if row.top < box.top]
        if above:
            yield Column(tuple(above))
        yield box
        rows = [row for row in rows if row.top >= box.top]
    if rows:
        yield Column(tuple(rows))


def gutter_of(words: Sequence[Word]) -> float | None:
    """Where the second column of a page begins; None where it shows only one."""
    if not words:
        return None
    left, right = min(w.x0 for w in words), max(w.x1 for w in words)
    rows = rows_of(words)
    begins: Counter[int] = Counter()
    for row in rows:
        for before, word in zip((None, *row.words), row.words, strict=False):
            if before is None or word.x0 - before.x1 >= _LEAST_GUTTER:
                begins[round(word.x0)] += 1
    width = right - left
    middle = {x: begins[x] + begins[x + 1] for x in begins if left + 0.25 * width <= x <= left + 0.75 * width}
    for start in sorted(middle, key=lambda x: (-middle[x], x))[:8]:
        central = abs(start - (left + right) / 2) < _CENTRAL * width
        if middle[start] >= _LEAST_LINES and _parts_prose(rows, start - 1, central=central):
            return float(start - 1)
    return None


def _parts_prose(rows: Sequence[Row], at: float, *, central: bool) -> bool:
    """Whether a gap at `at` has prose on both sides; beside one in the middle of the page a table may stand."""
    left: list[int] = []
    right: list[int] = []
    crossed = 0
    for row in rows:
        if _crosses(row, at):
            crossed += 1
            continue
        left += [len(part) for part in segments(row) if part[0].x0 < at][-1:]
        right += [len(part) for part in segments(row) if part[0].x0 >= at][:1]
    if min(len(left), len(right)) < _LEAST_LINES or crossed > 3 * len(right):
        return False
    if min(mean(left), mean(right)) >= _LEAST_WORDS:
        return True
    return central and any(mean(side) >= _WORDS_OF_PROSE and len(side) >= 2 * _LEAST_LINES for side in (left, right))


def _crosses(row: Row, at: float) -> bool:
    """Whether a line runs over `at`: a word stands on it, or two words around it stand close."""
    if any(word.x0 < at - 1 and word.x1 > at for word in row.words):
        return True
    before = [word.x1 for word in row.words if word.x0 < at]
    after = [word.x0 for word in row.words if word.x0 >= at]
    return bool(before and after) and min(after) - max(before) < _LEAST_GUTTER


def _bands(words: Sequence[Word], boxes: Sequence[Box], gutter: float) -> list[_Band]:
    """The page from top to bottom: what runs over the gutter, and what keeps to its side."""
    wide = [box for box in boxes if box.x0 < gutter - 1 and box.x1 > gutter + 1]
    items: list[tuple[float, bool, Row | Box]] = [(row.top, _crosses(row, gutter), row) for row in rows_of(words)]
    items += [(box.top, box in wide, box) for box in boxes]
    bands: list[_Band] = []
    for _, whole, item in sorted(items, key=lambda i: i[0]):
        if not bands or bands[-1].whole is not whole:
            bands.append(_Band(whole, [], []))
        if isinstance(item, Box):
            bands[-1].boxes.append(item)
        else:
            bands[-1].words.extend(item.words)
    return _smoothed(bands, gutter)


def _smoothed(bands: list[_Band], gutter: float) -> list[_Band]:
    """A short band with words on one side only belongs to what runs over the whole width above it."""
    kept: list[_Band] = []
    for band in bands:
        if kept and not band.whole and kept[-1].whole and _one_sided(band, gutter):
            kept[-1].words.extend(band.words)
            continue
        if kept and kept[-1].whole is band.whole:
            kept[-1].words.extend(band.words)
            kept[-1].boxes.extend(band.boxes)
        else:
            kept.append(band)
    return kept


def _one_sided(band: _Band, gutter: float) -> bool:
    sides = {word.x0 < gutter for word in band.words}
    return not band.boxes and len(sides) == 1 and len(rows_of(band.words)) <= 2
