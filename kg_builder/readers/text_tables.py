"""Tables in plain text and Markdown: rows parted by tabs or pipes, HTML tables, rows flattened to words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from kg_builder.document import Cell, Span, Table
from kg_builder.readers.captions import Caption, caption_of, is_abbreviations, is_continuation, is_note
from kg_builder.readers.framed_captions import caption_within, without_caption
from kg_builder.readers.furniture import is_rubble
from kg_builder.readers.html_tables import html_rows
from kg_builder.readers.lines import Chunk, Layout, Line, is_open, resumes, words_in
from kg_builder.readers.lost_columns import columns_of

__all__ = ["Found", "find_tables"]

_GRIDS = (Layout.TABS, Layout.PIPES, Layout.HTML)
_RULE = re.compile(r"^[\s|:=+-]+$")
_CELL_BETWEEN_TABS = re.compile(r"[^\t]*(?:\t|\Z)")
_CELL_BETWEEN_PIPES = re.compile(r"((?:\\\||[^|])*)\|")
_NUMBERED_HEADING = re.compile(r"^\d+(?:\.\d+)*\.?\s+(?:\|\s*)?[A-Z]")
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "for",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "that",
        "this",
        "to",
        "and",
        "with",
    ]
)


@dataclass(slots=True)
class Found:
    """A table and the chunks it was made of."""

    label: str
    caption: Span | None = None
    rows: list[list[Cell]] = field(default_factory=list)
    notes: list[Chunk] = field(default_factory=list)
    parts: list[Span] = field(default_factory=list)
    chunks: list[int] = field(default_factory=list)
    flattened: bool = False
    lines: list[Line] = field(default_factory=list)  # of rows that came without columns

    @property
    def table(self) -> Table:
        """The table as the document keeps it."""
        cells = tuple(cell for row in self.rows for cell in row)
        notes = tuple(note.span for note in self.notes)
        return Table(label=self.label, cells=cells, caption=self.caption, notes=notes, flattened=self.flattened)


def find_tables(text: str, chunks: Sequence[Chunk]) -> list[Found]:
    """All tables among the chunks of a text, the pages of one table put together, in reading order."""
    return _named(_merged(text, _scan(text, chunks)))


def _scan(text: str, chunks: Sequence[Chunk]) -> Iterator[tuple[Found, bool]]:
    """Each table with whether it continues one begun above."""
    at = 0
    while at < len(chunks):
        caption = _table_caption(chunks[at])
        if caption is None and not _is_grid(chunks, at):
            at += 1
            continue
        found = Found(caption.label if caption else "")
        if caption:
            found.caption = None if caption.continued else caption.span
            at = _take(found, chunks, at)
            at = _take_title(found, chunks, at)
        at, within = _take_rows(found, text, chunks, at)
        caption = caption or within
        if not caption:
            at, caption = _take_caption_below(found, chunks, at)
        at = _take_notes(found, chunks, at)
        yield found, bool(caption and caption.continued)


def _table_caption(chunk: Chunk) -> Caption | None:
    caption = caption_of(chunk) if chunk.layout in (Layout.PROSE, Layout.MARKED) else None
    return caption if caption and caption.label.startswith("table") else None


def _is_grid(chunks: Sequence[Chunk], at: int) -> bool:
    chunk = chunks[at]
    return chunk.layout is Layout.HTML or (chunk.layout in _GRIDS and len(chunk.lines) >= 2)


def _take(found: Found, chunks: Sequence[Chunk], at: int) -> int:
    found.chunks.append(at)
    found.parts.append(chunks[at].span)
    return at + 1


def _take_title(found: Found, chunks: Sequence[Chunk], at: int) -> int:
    """The words of a caption whose label stands alone: one line right above the rows."""
    bare = found.caption is not None and found.caption.start == found.caption.end and at + 1 < len(chunks)
    if bare and len(chunks[at].lines) == 1 and chunks[at].layout not in _GRIDS and chunks[at + 1].layout in _GRIDS:
        found.caption = chunks[at].span
        return _take(found, chunks, at)
    return at


def _take_rows(found: Found, text: str, chunks: Sequence[Chunk], at: int) -> tuple[int, Caption | None]:
    """The rows, and the caption that the first of them print within the table's own frame."""
    caption: Caption | None = None
    while at < len(chunks) and chunks[at].layout in _GRIDS:
        rows = list(_rows(text, chunks[at], found))
        within = caption_within(text, chunks[at], rows)
        if found.rows and (within or _captioned_below(chunks, at)):
            break
        if within and not found.label:
            caption = within
            found.label, found.caption = within.label, None if within.continued else within.span
        found.rows.extend(without_caption(rows, within))
        at = _take(found, chunks, at)
    if not found.rows:
        at = _take_flattened(found, chunks, at)
    if at < len(chunks) and is_continuation(chunks[at]):
        found.chunks.append(at)
        at += 1
    return at, caption


def _captioned_below(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether the caption below a grid is its own, for no rows follow it."""
    below = chunks[at + 1 : at + 3]
    own = bool(below) and below[0].layout not in _GRIDS and _table_caption(below[0])
    return bool(own) and not (len(below) > 1 and below[1].layout in _GRIDS)


def _take_caption_below(found: Found, chunks: Sequence[Chunk], at: int) -> tuple[int, Caption | None]:
    caption = _table_caption(chunks[at]) if at < len(chunks) else None
    if caption is None or (at + 1 < len(chunks) and chunks[at + 1].layout in _GRIDS):
        return at, None
    found.label, found.caption = caption.label, caption.span
    return _take(found, chunks, at), caption


def _take_notes(found: Found, chunks: Sequence[Chunk], at: int) -> int:
    while found.rows and at < len(chunks) and chunks[at].layout is Layout.PROSE and is_note(chunks[at]):
        if _table_caption(chunks[at]):
            break
        found.notes.append(chunks[at])
        at = _take(found, chunks, at)
    return at


def _take_flattened(found: Found, chunks: Sequence[Chunk], at: int) -> int:
    lines: list[Line] = []
    while at < len(chunks) and _is_flattened(chunks, at):
        lines.extend(chunks[at].lines)
        at = _take(found, chunks, at)
    _set_lines(found, lines)
    return at


def _set_lines(found: Found, lines: list[Line]) -> None:
    """The rows that lines of words make, with their columns where the lines tell them."""
    rows = columns_of(lines)
    found.lines = lines
    found.flattened = bool(lines) and rows is None
    found.rows = rows or [[Cell(span=line.span, row=row, column=0)] for row, line in enumerate(lines)]


def _is_flattened(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a chunk below a caption is rows without their columns, not prose, note, heading or another caption."""
    chunk = chunks[at]
    text = chunk.text
    if chunk.layout is not Layout.PROSE or caption_of(chunk) or is_continuation(chunk) or is_rubble(text):
        return False
    if is_note(chunk) or is_abbreviations(text) or _NUMBERED_HEADING.match(text):
        return False
    return not _is_prose(chunk)


def _is_prose(chunk: Chunk) -> bool:
    words = [word.lower().strip(".,;:()") for word in chunk.text.split()]
    function = sum(1 for word in words if word in _FUNCTION_WORDS)
    sentence = words_in(chunk.text) >= 8 and function >= len(words) * 0.12
    whole = not is_open(chunk.text) and not resumes(chunk.text)
    return sentence and (whole or (len(words) > 60 and function >= len(words) * 0.2))


def _rows(text: str, chunk: Chunk, found: Found) -> Iterator[list[Cell]]:
    """The rows of a chunk; a row that is the list of abbreviations becomes a note."""
    row = len(found.rows)
    if chunk.layout is Layout.HTML:
        yield from html_rows(text, chunk.span, row)
        return
    for line in chunk.lines:
        if chunk.layout is Layout.PIPES and _RULE.match(line.text):
            continue
        spans = list(_pipe_cells(line) if chunk.layout is Layout.PIPES else _tab_cells(line))
        if row and any(is_abbreviations(text[span.start : span.end]) for span in spans):
            found.notes.append(Chunk((line,), Layout.PROSE))
            continue
        yield [Cell(span=span, row=row, column=column) for column, span in enumerate(spans)]
        row += 1


def _tab_cells(line: Line) -> Iterator[Span]:
    for found in _CELL_BETWEEN_TABS.finditer(line.raw):
        if found.start() == len(line.raw) and not line.raw.endswith("\t"):
            return
        yield _trimmed(found.group().rstrip("\t"), line.raw_start + found.start())


def _pipe_cells(line: Line) -> Iterator[Span]:
    text = line.text if line.text.endswith("|") else f"{line.text}|"
    for found in _CELL_BETWEEN_PIPES.finditer(text, 1):
        yield _trimmed(found.group(1), line.start + found.start())


def _trimmed(raw: str, start: int) -> Span:
    begin = start + len(raw) - len(raw.lstrip())
    return Span(begin, begin + len(raw.strip()))


def _merged(text: str, scanned: Iterator[tuple[Found, bool]]) -> list[Found]:
    tables: list[Found] = []
    by_label: dict[str, Found] = {}
    for found, continued in scanned:
        above = by_label.get(found.label) if continued else None
        if above is None:
            tables.append(found)
            by_label.setdefault(found.label, found)
        else:
            _append(text, above, found)
    return tables


def _append(text: str, above: Found, found: Found) -> None:
    """Put the next page of a table below what stands; its repeated header is dropped."""
    again = _repeated(text, above.rows, found.rows)
    if above.lines and found.lines:
        _set_lines(above, above.lines + found.lines[again:])
    else:
        for row in found.rows[again:]:
            at = len(above.rows)
            above.rows.append([replace(cell, row=at) for cell in row])
        above.flattened = above.flattened or found.flattened
    above.parts.extend(found.parts)
    above.chunks.extend(found.chunks)
    above.notes.extend(found.notes)


def _repeated(text: str, above: list[list[Cell]], below: list[list[Cell]]) -> int:
    """How many rows at the head of a page say again what the head of the first page says, one or several lines each."""
    head = "".join(_letters(text, row) for row in above[:4])
    said, rows = "", 0
    for count, row in enumerate(below, 1):
        said += _letters(text, row)
        if not head.startswith(said):
            break
        if any(said == "".join(_letters(text, row) for row in above[:lines]) for lines in range(1, 5)):
            rows = count
    return rows


def _letters(text: str, row: list[Cell]) -> str:
    return "".join("".join(text[cell.span.start : cell.span.end].split()).lower() for cell in row)


def _named(tables: list[Found]) -> list[Found]:
    """Tables without a caption take the next free number."""
    taken = {found.label for found in tables}
    number = 0
    for found in tables:
        if found.label:
            number = int("".join(filter(str.isdigit, found.label)) or number)
            continue
        number += 1
        while f"table {number}" in taken:
            number += 1
        found.label = f"table {number}"
        taken.add(found.label)
    return tables
