"""Pages as text: lines put together to paragraphs, headings told by their type, tables written row by row.

What is written is what the reader of plain text understands (a blank line between paragraphs, `#` before headings, tabs
between cells), so that both share one outline. Running heads and page numbers come last, where they part nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import msgspec

from kg_builder.document import Block, BlockKind, Document, Section, Table
from kg_builder.readers.captions import caption_of
from kg_builder.readers.headings import label_of_abstract_part
from kg_builder.readers.lines import Chunk, Layout, Line, is_open, resumes, words_in
from kg_builder.readers.outline import blocks_of
from kg_builder.readers.page import Page
from kg_builder.readers.pdf_columns import Column, gutter_of, in_order
from kg_builder.readers.pdf_tables import Grid, is_caption, tables_of, unruled
from kg_builder.readers.pdf_words import Row, Sheet

__all__ = ["document_of", "rejoined"]

_ENTRY = re.compile(r"^\[?\d{1,3}[\].]\s")
_REFERENCES = re.compile(r"^\W*(?:\d+\.?\s+)?(?:references?|bibliography|literature cited)\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(r"(?P<head>[^\W\d_]+)[-\u00ad\u2010]$")
_LARGER = 0.9  # points by which a heading's type exceeds the text's
_LONGEST_HEADING = 30  # words
_SAME_TYPE = 0.6


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together; `column` is where the last of them stands."""

    rows: list[Row]
    page: int
    column: Column


@dataclass(slots=True)
class _Flow:
    """Everything between the first page and the last, in reading order."""

    gutter: float | None = None  # where the second column usually begins
    items: list[_Paragraph | Grid] = field(default_factory=list)
    listing: bool = False  # within the reference list

    def page(self, sheet: Sheet) -> None:
        """Add a page."""
        boxes, free = tables_of(sheet, goes_on=self._ends_with_table())
        for item in in_order(free, boxes, self.gutter):
            if isinstance(item, Column):
                self._column(item, sheet.number)
            else:
                self._table(item.grid)

    def _ends_with_table(self) -> bool:
        last = self.items[-1] if self.items else None
        return isinstance(last, Grid) or (last is not None and is_caption(last.rows[0].text))

    def _table(self, grid: Grid) -> None:
        """Add a table; one without caption takes the caption above it, or goes on with the table above it."""
        last = self.items[-1] if self.items else None
        if not grid.caption and isinstance(last, _Paragraph) and self._ends_with_table():
            grid.caption = last.rows
            self.items.pop()
        elif not grid.caption and isinstance(last, Grid):
            repeated = 0
            while repeated < min(len(grid.rows), len(last.rows)) and grid.rows[repeated] == last.rows[repeated]:
                repeated += 1
            last.rows.extend(grid.rows[repeated:])
            last.notes.extend(grid.notes)
            return
        self.items.append(grid)

    def _column(self, column: Column, page: int) -> None:
        rows, at = list(column.rows), 0
        while at < len(rows):
            at = self._unruled(rows, at) or self._line(rows[at], at, column, page)

    def _unruled(self, rows: Sequence[Row], at: int) -> int:
        """A caption with a table of words only below it; 0 when there is none."""
        if not is_caption(rows[at].text):
            return 0
        for length in range(1, 4):
            grid, taken = unruled(rows[at + length :])
            if grid is not None:
                grid.caption = list(rows[at : at + length])
                self.items.append(grid)
                return at + length + taken
        return 0

    def _line(self, row: Row, at: int, column: Column, page: int) -> int:
        last = self.items[-1] if self.items else None
        if isinstance(last, _Paragraph) and not self._begins(row, last, column, first=at == 0):
            last.rows.append(row)
            last.column = column
        else:
            self.items.append(_Paragraph([row], page, column))
        if _REFERENCES.match(row.text):
            self.listing = True
        return at + 1

    def _begins(self, row: Row, last: _Paragraph, column: Column, *, first: bool) -> bool:
        """Whether a line begins a paragraph of its own."""
        above = last.rows[-1]
        if abs(row.size - above.size) > _SAME_TYPE or _is_set_bold(row, above) or _REFERENCES.match(above.text):
            return True
        if self.listing and _ENTRY.match(row.text):
            return True
        if _is_float(row.text) or (label_of_abstract_part(row.text) and not is_open(above.text)):
            return True
        if first:
            return not (is_open(above.text) or resumes(row.text))
        return _set_apart(row, above, column) or (not self.listing and _ends_short(row, above, column))


def _is_set_bold(row: Row, above: Row) -> bool:
    """Whether a line or the one above is a heading by its weight."""
    return row.bold is not above.bold


def _is_float(text: str) -> bool:
    caption = caption_of(Chunk((Line(text, 0, text, 0),), Layout.PROSE))
    return caption is not None


def _set_apart(row: Row, above: Row, column: Column) -> bool:
    """Whether more space than between lines stands above a line."""
    steps = [low.bottom - high.bottom for high, low in pairwise(column.rows)]
    usual = min((step for step in steps if step >= above.size), default=above.size * 1.2)
    step = row.bottom - above.bottom
    return step > 1.4 * max(usual, above.size)


def _ends_short(row: Row, above: Row, column: Column) -> bool:
    """Whether the line above ends a paragraph: it closes a sentence, and is short or followed by an indent."""
    if is_open(above.text):
        return False
    indented = row.x0 - column.left > 0.7 * row.size >= above.x0 - column.left
    return indented or column.right - above.x1 > 4 * row.size


def document_of(sheets: Sequence[Sheet], doc: str) -> Document:
    """The pages, without their furniture, as a document."""
    flow = _Flow(_usual_gutter(sheets))
    for sheet in sheets:
        flow.page(sheet)
    writer = _Writer(_known_words(sheets), _text_size(flow.items), _title_size(flow.items))
    for item in flow.items:
        if isinstance(item, Grid):
            writer.table(item)
        else:
            writer.paragraph(item)
    text = writer.page.document(doc, "pdf").text
    blocks = [_marked(block, writer) for block in blocks_of(text)]
    for line in (line for sheet in sheets for line in sheet.furniture):
        writer.page.block(BlockKind.FURNITURE, [writer.page.paragraph(line)], Section.BACK)
    whole = writer.page.document(doc, "pdf")
    return replace(whole, blocks=(*blocks, *whole.blocks))


def _usual_gutter(sheets: Iterable[Sheet]) -> float | None:
    """Where the second column begins on most pages that have one."""
    found = Counter(at for sheet in sheets if (at := gutter_of(sheet.words)) is not None)
    return max(found, key=lambda at: (found[at], -at), default=None)


def _marked(block: Block, writer: _Writer) -> Block:
    """A table block whose cells know their heads and spans, which tabs cannot tell."""
    if block.table is None:
        return block
    told = {
        c.span: writer.cells[c.span.start]
        for c in block.table.cells
        if c.span.start in writer.cells and c.span.start < c.span.end
    }
    headed = {c.row for c in block.table.cells if told.get(c.span, (False, 1))[0]}
    covered: set[tuple[int, int]] = set()
    cells = []
    for cell in block.table.cells:
        if (cell.row, cell.column) in covered:
            continue
        colspan = told.get(cell.span, (False, 1))[1]
        covered.update((cell.row, cell.column + n) for n in range(1, colspan))
        cells.append(msgspec.structs.replace(cell, header=cell.row in headed, colspan=colspan))
    table: Table = replace(block.table, cells=tuple(cells))
    return msgspec.structs.replace(block, table=table)


def _known_words(sheets: Iterable[Sheet]) -> Counter[str]:
    """The words of all pages, hyphenated ones included, but for those at which a line may end."""
    words = (word.text for sheet in sheets for word in sheet.words if not _HYPHENATED.search(word.text))
    return Counter(found.lower() for word in words for found in _WORD.findall(word))


def _paragraphs(items: Iterable[_Paragraph | Grid]) -> Iterator[_Paragraph]:
    return (item for item in items if isinstance(item, _Paragraph))


def _text_size(items: Iterable[_Paragraph | Grid]) -> float:
    """The size of type that most words have."""
    sizes = Counter(round(row.size, 1) for p in _paragraphs(items) for row in p.rows for _ in row.words)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _title_size(items: Sequence[_Paragraph | Grid]) -> float:
    """The largest type on the first page."""
    first = next((p.page for p in _paragraphs(items)), 0)
    sizes = [p.rows[0].size for p in _paragraphs(items) if p.page == first and words_in(p.rows[0].text) > 1]
    return max(sizes, default=0.0)


def rejoined(lines: Sequence[str], known: Counter[str]) -> str:
    """Lines as one, words that were parted at a line's end whole again.

    A hyphen stays where the paper writes the word with it elsewhere, before a capital or digit, and between two words
    that also stand alone where the whole does not.

    >>> rejoined(["The treat-", "ment of progression-", "free patients with PD-", "L1"], Counter(["progression", "free"]))
    'The treatment of progression-free patients with PD-L1'
    """
    text = ""
    for line in lines:
        parted = _HYPHENATED.search(text)
        if parted is None:
            text = f"{text}{'' if not text or text.endswith(('-', '–', '/')) else ' '}{line}"
            continue
        following = _WORD.match(line)
        tail = following.group() if following else ""
        keep = not text.endswith("\u00ad") and _keeps_hyphen(parted["head"], tail, known)
        text = f"{text[:-1]}{'-' if keep else ''}{line}"
    return text


def _keeps_hyphen(head: str, tail: str, known: Counter[str]) -> bool:
    if not tail[:1].islower() or not head[-1:].islower():
        return True
    first, second = head.lower(), tail.lower().partition("-")[0]
    if known[f"{first}-{second}"] or known[first + second]:
        return known[f"{first}-{second}"] > known[first + second]
    return known[first] > 0 and known[second] > 0


@dataclass(slots=True)
class _Writer:
    """Writes the flow down; `cells` tells of each written cell, by where it begins, whether it is a head, and its span."""

    known: Counter[str]
    text_size: float
    title_size: float
    page: Page = field(default_factory=Page)
    cells: dict[int, tuple[bool, int]] = field(default_factory=dict)
    titled: bool = False

    def paragraph(self, item: _Paragraph) -> None:
        """A paragraph, or a heading with its mark."""
        text = rejoined([row.text for row in item.rows], self.known)
        self.page.paragraph(f"{self._mark(item, text)}{text}")

    def _mark(self, item: _Paragraph, text: str) -> str:
        size = item.rows[0].size
        words = words_in(text)
        if _is_float(text) or words > 2 * _LONGEST_HEADING or not any(c.isalpha() for c in text):
            return ""
        if not self.titled and size >= self.title_size >= self.text_size + _LARGER:
            self.titled = True
            return "# "
        large = size >= self.text_size + _LARGER or (item.rows[0].bold and size >= self.text_size - _SAME_TYPE)
        return "## " if large and words <= _LONGEST_HEADING and is_open(text) else ""

    def table(self, grid: Grid) -> None:
        """A table: caption, rows with tabs between the cells, notes."""
        if grid.caption:
            self.page.paragraph(rejoined([row.text for row in grid.caption], self.known))
        self.page.gap()
        width = max((row[-1].column + row[-1].colspan for row in grid.rows if row), default=0)
        for number, row in enumerate(grid.rows):
            self.page.write("\n" if number else "")
            printed = {cell.column: cell for cell in row}
            for column in range(width):
                self.page.write("\t" if column else "")
                if (cell := printed.get(column)) is not None:
                    self.page.write("  " * cell.indent)
                    span = self.page.write(cell.text)
                    self.cells[span.start] = (number < grid.head, cell.colspan)
        for note in _notes(grid.notes):
            self.page.paragraph(rejoined(note, self.known))


def _notes(rows: Iterable[Row]) -> Iterator[list[str]]:
    """The lines below a table, note by note."""
    held: list[str] = []
    for row in rows:
        if held and not is_open(held[-1]) and row.text[:1] in "*†‡§¶#":
            yield held
            held = []
        held.append(row.text)
    if held:
        yield held
