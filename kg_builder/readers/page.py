"""A document's text while it is being written, with the blocks that point into it."""

from __future__ import annotations

from collections.abc import Sequence

from kg_builder.document import Block, BlockKind, Document, Section, Span, Table

__all__ = ["Page"]


class Page:
    r"""Text that only grows: what is written gets a span, blocks are parted by blank lines.

    >>> page = Page()
    >>> page.block(BlockKind.TITLE, [page.paragraph("Two arms")])
    >>> page.document("x", "jats").text
    'Two arms\n'
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def append(self, text: str) -> None:
        """Append `text`, such as white space, of which nobody needs the place."""
        self._pieces.append(text)
        self._length += len(text)

    def write(self, text: str, before: str = "") -> Span:
        """Append `text` as it is, `before` it white space of which nobody needs the place."""
        start = self._length + len(before)
        self._pieces.append(before + text)
        self._length = start + len(text)
        return Span(start, self._length)

    def paragraph(self, text: str) -> Span:
        """Append `text` after a blank line."""
        return self.write(text, "\n\n" if self._length else "")

    def gap(self) -> None:
        """Begin a new paragraph."""
        if self._length:
            self.append("\n\n")

    def block(
        self,
        kind: BlockKind,
        parts: Sequence[Span],
        section: Section = Section.BODY,
        heading: str = "",
        label: str = "",
        table: Table | None = None,
    ) -> None:
        """Record that the stretches `parts` are a block."""
        self._blocks.append(
            Block(kind=kind, parts=tuple(parts), section=section, heading=heading, label=label, table=table)
        )

    def document(self, doc: str, form: str) -> Document:
        """What has been written."""
        blocks = tuple(sorted(self._blocks, key=lambda block: (block.parts[0].start, block.parts[-1].end)))
        text = "".join(self._pieces)
        return Document(id=doc, text=text + "\n" if text else "", blocks=blocks, format=form)
