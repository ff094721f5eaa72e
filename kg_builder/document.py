"""A paper as its reader leaves it: one text, and blocks that point into it.

`Document.text` is what `kg-builder text FILE` prints; every `Span` of the program counts characters of it.
A block holds no text of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from kg_builder.held import held

__all__ = ["Block", "BlockKind", "Cell", "Document", "Section", "Span", "Table"]


class Span(msgspec.Struct, gc=False, frozen=True, order=True):
    """Characters `start` to `end` (exclusive) of a document's text.

    >>> Span(4, 9) in Span(0, 10)
    True
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a block is to the reader of the paper."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    FIGURE = "figure"  # a figure's caption
    REFERENCE = "reference"  # one entry of the reference list
    FURNITURE = "furniture"  # running heads, licences, author lists: printed, but not of the paper's argument


class Section(StrEnum):
    """Where in the paper's argument a block stands."""

    FRONT = "front"
    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    METHODS = "methods"
    RESULTS = "results"
    DISCUSSION = "discussion"
    BODY = "body"  # a section with no such name (reviews, case reports)
    BACK = "back"


class Cell(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """One cell of a table: its place in the grid (0-based, first row and column it covers) and its text."""

    span: Span
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False  # marked as a header by the source (JATS `th`, `thead`)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as printed: caption, cells in reading order, notes below.

    `flattened` tells that the source lost the columns: each row is then a single cell, one line of words.
    """

    label: str  # "table 2", as `where` has it
    cells: tuple[Cell, ...]
    caption: Span | None = None
    notes: tuple[Span, ...] = ()
    flattened: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, columns)

        >>> Table(label="table 1", cells=(Cell(span=Span(0, 1), row=0, column=0, colspan=3),)).shape
        (1, 3)
        """
        return (
            max((c.row + c.rowspan for c in self.cells), default=0),
            max((c.column + c.colspan for c in self.cells), default=0),
        )


class Block(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A heading, a paragraph, a table … and where it stands.

    `parts` are the stretches of text that make it up, in reading order: one, unless a page break put a table, a figure
    or a running head into the middle of the paragraph.
    """

    kind: BlockKind
    parts: tuple[Span, ...]
    section: Section = Section.BODY
    heading: str = ""  # the nearest heading above, as printed
    label: str = ""  # "figure 1", "table 2", or a reference's number
    table: Table | None = None

    @held
    def span(self) -> Span:
        """From the first character to the last."""
        return Span(self.parts[0].start, self.parts[-1].end)

    @held
    def where(self) -> str:
        """The place as evidence records name it: `abstract`, `text`, `table 2`, `figure 1`.

        >>> Block(kind=BlockKind.PARAGRAPH, parts=(Span(0, 9),), section=Section.ABSTRACT).where
        'abstract'
        """
        if self.kind in (BlockKind.TABLE, BlockKind.FIGURE):
            return self.label or str(self.kind)
        return "abstract" if self.section is Section.ABSTRACT else "text"


@dataclass(frozen=True, kw_only=True)
class Document:
    """A paper: its id (the file's stem), its text, its blocks in reading order."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    format: str = "text"  # "text", "jats", "pdf"

    def __getitem__(self, span: Span) -> str:
        """The text of a span.

        >>> Document(id="x", text="median OS", blocks=())[Span(7, 9)]
        'OS'
        """
        return self.text[span.start : span.end]

    def of_kind(self, *kinds: BlockKind) -> Iterator[Block]:
        """The blocks of these kinds, in reading order."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = tuple([b for b in self.blocks if b.kind in kinds])
        return iter(self._of_kinds[kinds])

    @held
    def _of_kinds(self) -> dict[tuple[BlockKind, ...], tuple[Block, ...]]:
        """The blocks of the kinds that were asked for."""
        return {}
