"""Captions printed within the frame of a table: in `<caption>`, before the tag, or in a first row of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.document import Cell, Span
from kg_builder.readers.captions import Caption, caption_of
from kg_builder.readers.lines import Chunk, Layout, Line

__all__ = ["caption_within", "without_caption"]

_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^<>]*>(?P<words>.*?)</caption>", re.IGNORECASE | re.DOTALL)


def caption_within(text: str, chunk: Chunk, rows: Sequence[Sequence[Cell]]) -> Caption | None:
    """The caption of a table that its own chunk prints."""
    for span in _places(text, chunk, rows):
        words = text[span.start : span.end]
        caption = caption_of(Chunk((Line(words, span.start, words, span.start),), Layout.PROSE)) if words else None
        if caption and caption.label.startswith("table"):
            return caption
    return None


def _places(text: str, chunk: Chunk, rows: Sequence[Sequence[Cell]]) -> Iterator[Span]:
    if chunk.layout is Layout.HTML:
        opening = _TABLE.search(text, chunk.span.start, chunk.span.end)
        yield _trimmed(text, chunk.span.start, opening.start() if opening else chunk.span.start)
        titled = _CAPTION.search(text, chunk.span.start, chunk.span.end)
        if titled:
            yield _trimmed(text, *titled.span("words"))
    filled = [cell.span for cell in rows[0] if cell.span.start < cell.span.end] if len(rows) > 1 else []
    if len(filled) == 1:
        yield filled[0]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    return Span(begin, begin + len(words.strip()))


def without_caption(rows: list[list[Cell]], caption: Caption | None) -> list[list[Cell]]:
    """The rows below the one that is the caption."""
    if caption is None or not rows or not any(caption.span in cell.span for cell in rows[0]):
        return rows
    return [[replace(cell, row=cell.row - 1) for cell in row] for row in rows[1:]]
