"""Where tables stand on a page: between level rules of equal width, below or above a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg_builder.readers.pdf_grid import Printed, cells_of
from kg_builder.readers.pdf_words import Row, Rule, Sheet, Word, rows_of, segments

__all__ = ["Box", "Grid", "is_caption", "tables_of", "unruled"]

_CAPTION = re.compile(r"^(?:supplementary\s+)?tab(?:le|\.)\s*(?:S?\d+|[IVX]+)\b", re.IGNORECASE)
_NOTE = re.compile(
    r"""
      ^(?:notes?|abbreviations?|footnotes?|source|data\ are|values\ are)\b
    | ^[*†‡§¶#] | ^\[?[a-z\d]\]?\s?[A-Z]          # * p < 0.05; a Fisher's test
    | ^[A-Z][\w/+-]{0,12}[,:=]\s[a-z]              # QRS, quick rest score
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ALIKE = 4.0  # points by which rules of one table may differ
_LONG_CELL = 7  # words that a cell's line seldom has
_FARTHEST_CAPTION = 3.0  # of a line's height, between caption and table


@dataclass(slots=True)
class Grid:
    """A table: its cells row by row, of which `head` rows are the head; the lines of its caption and below it."""

    rows: list[list[Printed]]
    head: int
    caption: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The stretch of a page that a table takes, caption and notes included."""

    x0: float
    x1: float
    top: float
    bottom: float
    grid: Grid


def is_caption(text: str) -> bool:
    """Whether a line begins as a table's caption does.

    >>> is_caption("Table 2. Best response"), is_caption("TABLE IV"), is_caption("Tables were made"), is_caption("Table 1 shows")
    (True, True, False, False)
    """
    found = _CAPTION.match(text)
    return bool(found) and not re.match(r"\s+[a-z]", text[found.end() :] if found else "")


def tables_of(sheet: Sheet, *, goes_on: bool = False) -> tuple[list[Box], list[Word]]:
    """The tables of a page, and the words that belong to none.

    Args:
        sheet: the page.
        goes_on: the page before ended with a table or its caption, so that one may go on here without a caption.
    """
    free = list(sheet.words)
    boxes: list[Box] = []
    for rules in _stacks(sheet):
        box, used = _boxed(rules, sheet, free, bare=goes_on and _is_first(rules[0], sheet))
        if box is not None:
            boxes.append(box)
            free = [word for word in free if id(word) not in used]
    return boxes, free


def _is_first(rule: Rule, sheet: Sheet) -> bool:
    """Whether no word stands above a rule."""
    return all(word.bottom >= rule.at for word in sheet.words)


def _stacks(sheet: Sheet) -> Iterator[list[Rule]]:
    """Level rules of equal extent with table rows between them, from the top down."""
    level = sorted((r for r in sheet.rules if not r.upright), key=lambda r: (r.at, r.start))
    groups: list[list[Rule]] = []
    for rule in level:
        group = next((g for g in groups if _alike(g[0], rule)), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    found: list[list[Rule]] = []
    for group in groups:
        stack = group[:1]
        for rule in group[1:]:
            if _holds_rows(stack[-1], rule, sheet.words):
                stack.append(rule)
                continue
            found.append(stack)
            stack = [rule]
        found.append(stack)
    widest = sorted((s for s in found if len(s) > 1), key=lambda s: -(s[0].end - s[0].start))
    yield from widest


def _alike(one: Rule, other: Rule) -> bool:
    return abs(one.start - other.start) <= _ALIKE and abs(one.end - other.end) <= _ALIKE


def _between(words: Iterable[Word], top: float, bottom: float, rule: Rule) -> list[Word]:
    return [
        w
        for w in words
        if top - 1 <= (w.top + w.bottom) / 2 <= bottom + 1 and rule.start - 3 <= w.x0 and w.x1 <= rule.end + 3
    ]


def _holds_rows(above: Rule, below: Rule, words: Iterable[Word]) -> bool:
    """Whether what stands between two rules reads as rows of a table, not as prose or a caption."""
    rows = rows_of(_between(words, above.at, below.at, above))
    if not rows:
        return below.at - above.at < 30
    if any(is_caption(row.text) for row in rows):
        return False
    parts = [part for row in rows for part in segments(row)]
    several = sum(1 for row in rows if len(segments(row)) > 1)
    long = sum(1 for part in parts if len(part) >= _LONG_CELL)
    return len(rows) <= 2 or (several * 3 >= len(rows) and long * 3 <= len(parts))


def _boxed(rules: Sequence[Rule], sheet: Sheet, free: Sequence[Word], *, bare: bool) -> tuple[Box | None, set[int]]:
    top, bottom = rules[0].at, rules[-1].at
    inside = _between(free, top, bottom, rules[0])
    if len(rules) == 2:
        below = _rows_below(rules[1], free)
        inside += [word for row in below for word in row.words]
        bottom = max([bottom, *(row.bottom for row in below)])
    wide = [
        r
        for r in sheet.rules
        if (top - 2 <= r.start and r.end <= bottom + 2 if r.upright else top - 2 <= r.at <= bottom + 2)
        and (rules[0].start - 4 <= r.at <= rules[0].end + 4 if r.upright else r.end > rules[0].start)
    ]
    rows, head = cells_of(inside, wide)
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None, set()
    caption, notes = _around(top, bottom, rules[0], free, inside)
    if not caption and not bare:
        return None, set()
    used = {id(w) for w in inside} | {id(w) for row in (*caption, *notes) for w in row.words}
    grid = Grid(rows, head, caption, notes)
    edges = [*(row.top for row in caption), top], [*(row.bottom for row in notes), bottom]
    box = Box(x0=rules[0].start, x1=rules[0].end, top=min(edges[0]), bottom=max(edges[1]), grid=grid)
    return box, used


def _rows_below(rule: Rule, free: Sequence[Word]) -> list[Row]:
    """The rows that go on below a head whose table has no rule at its end."""
    rows = rows_of(w for w in free if w.top >= rule.at - 1 and rule.start - 3 <= w.x0 and w.x1 <= rule.end + 3)
    if not rows or rows[0].top - rule.at > 1.5 * rows[0].size:
        return []
    return rows[: unruled(rows)[1]]


def _around(
    top: float, bottom: float, rule: Rule, free: Sequence[Word], inside: Sequence[Word]
) -> tuple[list[Row], list[Row]]:
    """The caption and the notes of a table as wide as a rule; a caption may also stand below."""
    held = {id(word) for word in inside}
    near = [w for w in free if id(w) not in held and rule.start - 6 <= w.x0 and w.x1 <= rule.end + 6]
    above = [row for row in rows_of(near) if row.bottom <= top + 3]
    below = [row for row in rows_of(near) if row.top >= bottom - 3]
    caption = _caption_above(above, top)
    notes = _notes_below(below, bottom)
    if not caption and notes and is_caption(notes[0].text):
        caption, notes = notes, []
    return caption, [row for row in notes if not is_caption(row.text)]


def _caption_above(rows: Sequence[Row], top: float) -> list[Row]:
    taken: list[Row] = []
    for row in reversed(rows):
        if (taken[0].top if taken else top) - row.bottom > _FARTHEST_CAPTION * row.size or len(taken) > 5:
            return []
        taken.insert(0, row)
        if is_caption(row.text):
            return taken
    return []


def _notes_below(rows: Sequence[Row], bottom: float) -> list[Row]:
    """The lines right below a table that are set smaller than the text or begin as notes do."""
    taken: list[Row] = []
    for row in rows:
        distance = row.top - (taken[-1].bottom if taken else bottom)
        begins = bool(_NOTE.match(row.text)) or is_caption(row.text)
        if distance > (0.8 if taken else 1.5) * row.size or (taken and abs(row.size - taken[0].size) > 0.6):
            break
        if not taken and not begins:
            break
        taken.append(row)
    return taken


def unruled(rows: Sequence[Row]) -> tuple[Grid | None, int]:
    """The table that the first of these lines form without any rule, and how many of them it takes.

    Lines with a wide gap are its rows; a single short line between them heads a section.
    """
    count = 0
    for number, row in enumerate(rows):
        parts = segments(row)
        far = number and row.top - rows[number - 1].bottom > 2.5 * row.size
        if far or is_caption(row.text) or max(map(len, parts)) > 2 * _LONG_CELL:
            break
        if len(parts) > 1:
            count = number + 1
        elif len(parts[0]) >= _LONG_CELL or number - count >= 2:
            break
    taken = rows[:count]
    if sum(1 for row in taken if len(segments(row)) > 1) < 2:
        return None, 0
    return Grid(*cells_of([word for row in taken for word in row.words], ())), count
