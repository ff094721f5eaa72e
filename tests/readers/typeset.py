"""Papers of our own writing set as PDFs, the way journals set them: the tests' printing press."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from kg_builder.document import Block, BlockKind, Document, Section

__all__ = ["RUNNING_HEAD", "typeset"]

RUNNING_HEAD = "J Invent Oncol — Roe et al. 2031"
_FONTS = Path(reportlab.__file__).parent / "fonts"
for _name, _file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
    pdfmetrics.registerFont(TTFont(_name, str(_FONTS / _file)))

_TEXT = ParagraphStyle("text", fontName="Vera", fontSize=8, leading=10, alignment=TA_JUSTIFY, spaceAfter=4)
_TITLE = ParagraphStyle("title", fontName="Vera-Bold", fontSize=14, leading=17, spaceAfter=8)
_HEADING = ParagraphStyle("heading", fontName="Vera-Bold", fontSize=9.5, leading=12, spaceBefore=6, spaceAfter=3)
_SMALL = ParagraphStyle("small", fontName="Vera", fontSize=6, leading=7.2)
_CAPTION = ParagraphStyle("caption", fontName="Vera", fontSize=7, leading=9, spaceBefore=8, spaceAfter=2)
_STYLES = {BlockKind.TITLE: _TITLE, BlockKind.HEADING: _HEADING}


def typeset(document: Document, *, columns: int = 2, ruled: bool = True) -> bytes:
    """A document as a PDF with running heads and page numbers; tables with or without rules."""
    stream = io.BytesIO()
    width, height = A4
    inner, gap = width - 80, 18
    each = (inner - gap * (columns - 1)) / columns
    frames = [Frame(40 + n * (each + gap), 50, each, height - 110, 0, 0, 0, 0, id=str(n)) for n in range(columns)]
    book = BaseDocTemplate(stream, pagesize=A4, invariant=1)
    book.addPageTemplates([PageTemplate("page", frames, onPage=_heads)])
    book.build(list(_flow(document, ruled=ruled)))
    return stream.getvalue()


def _heads(canvas: Canvas, _: BaseDocTemplate) -> None:
    canvas.setFont("Vera", 7)
    canvas.drawString(40, A4[1] - 30, RUNNING_HEAD)
    canvas.line(40, A4[1] - 34, A4[0] - 40, A4[1] - 34)
    canvas.drawCentredString(A4[0] / 2, 25, str(canvas.getPageNumber()))


def _flow(document: Document, *, ruled: bool) -> Iterator[Flowable]:
    abstract = False
    for block in document.blocks:
        if block.section is Section.ABSTRACT and not abstract:
            abstract = True
            yield _words("Abstract", _HEADING)
        if block.table is not None:
            yield from _table(document, block, ruled=ruled)
        elif block.kind is not BlockKind.FURNITURE:
            yield _words(" ".join(document[part] for part in block.parts), _STYLES.get(block.kind, _TEXT))


def _words(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(html.escape(" ".join(text.split()), quote=False), style)


def _table(document: Document, block: Block, *, ruled: bool) -> Iterator[Flowable]:
    table = block.table
    assert table is not None
    assert table.caption is not None
    caption = _words(f"{(block.label or 'table').capitalize()}. {document[table.caption]}", _CAPTION)
    rows, columns = table.shape
    grid = [["" for _ in range(columns)] for _ in range(rows)]
    for cell in table.cells:
        grid[cell.row][cell.column] = document[cell.span]
    style: list[Any] = [("FONT", (0, 0), (-1, -1), "Vera", 5.5), ("LEADING", (0, 0), (-1, -1), 6.5)]
    style += [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    style += [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    head = next((r for r, row in enumerate(grid) if r and row[0]), 1) - 1
    if ruled:
        style += [("LINEABOVE", (0, 0), (-1, 0), 0.8, "black"), ("LINEBELOW", (0, head), (-1, head), 0.4, "black")]
        style += [("LINEBELOW", (0, -1), (-1, -1), 0.8, "black")]
    for row in range(head):
        for column in range(1, columns):
            if grid[row][column] and column + 1 < columns and not grid[row][column + 1]:
                style.append(("SPAN", (column, row), (column + 1, row)))
                style.append(("ALIGN", (column, row), (column + 1, row), "CENTER"))
    printed = Table(grid, style=TableStyle(style), hAlign="LEFT", splitByRow=0)
    yield KeepTogether([caption, printed])
    for note in table.notes:
        yield _words(document[note], _SMALL)
    yield Spacer(1, 6)
