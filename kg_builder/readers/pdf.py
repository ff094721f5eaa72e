"""The reader of born-digital PDFs, through pdfplumber: columns, headings, captions and tables are found again.

What a PDF holds is glyphs at places. `pdf_words` makes words and rows of them and sets running heads apart, `pdf_tables`
and `pdf_grid` find tables and their cells, `pdf_columns` the order of reading, and `pdf_text` writes the text that all
spans count: the one that `kg-builder text FILE.pdf` prints.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg_builder.document import Document
from kg_builder.errors import DocumentError
from kg_builder.readers._reader import Reader
from kg_builder.readers.pdf_text import document_of
from kg_builder.readers.pdf_words import Sheet, sheet_of, without_furniture

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

__all__ = ["READER"]

_MOST_BYTES = 100_000_000
_MOST_PAGES = 300
_MOST_GLYPHS = 50_000  # of a page
_FEWEST_GLYPHS = 20  # of a document that is no picture
_UNDECODED = "(cid:"
_MOST_UNDECODED = 0.2


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


def _read(data: bytes, doc: str, where: str) -> Document:
    if len(data) > _MOST_BYTES:
        raise DocumentError(
            f"{where}: a PDF of {len(data) // 1_000_000} MB; up to {_MOST_BYTES // 1_000_000} MB are read"
        )
    with _opened(data, where) as pdf:
        sheets = without_furniture(list(_sheets(pdf, where)))
    document = document_of(sheets, doc)
    if not document.blocks:
        raise DocumentError(f"{where}: a PDF without any text")
    return document


READER = Reader(format="pdf", recognises=_is_pdf, read=_read)


@contextmanager
def _opened(data: bytes, where: str) -> Iterator[PDF]:
    """The PDF; whatever the library cannot read becomes an error in words."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            yield pdf
    except DocumentError:
        raise
    except Exception as fault:
        if any(isinstance(x, PDFPasswordIncorrect) for x in (fault, *fault.args)):
            raise DocumentError(f"{where}: an encrypted PDF; save a copy that opens without a password") from fault
        words = str(fault) or type(fault).__name__
        raise DocumentError(
            f"{where}: a broken PDF ({words}); save it anew from a PDF viewer, or take the XML"
        ) from fault


def _sheets(pdf: PDF, where: str) -> Iterator[Sheet]:
    """The pages, each forgotten by the library when it is read."""
    if len(pdf.pages) > _MOST_PAGES:
        raise DocumentError(f"{where}: a PDF of {len(pdf.pages)} pages; up to {_MOST_PAGES} are read: split it")
    glyphs = undecoded = pictures = 0
    for number, page in enumerate(pdf.pages, 1):
        if len(page.chars) > _MOST_GLYPHS:
            raise DocumentError(f"{where}: page {number} holds {len(page.chars):,} glyphs, more than any page of text")
        glyphs += len(page.chars)
        pictures += len(page.images)
        undecoded += sum(1 for char in page.chars if str(char["text"]).startswith(_UNDECODED))
        yield sheet_of(page, number)
        page.close()
    if glyphs < _FEWEST_GLYPHS and pictures:
        raise DocumentError(
            f"{where}: a PDF of pictures without text (a scan); run text recognition (OCR) over it first"
        )
    if undecoded > _MOST_UNDECODED * max(glyphs, 1):
        raise DocumentError(f"{where}: the PDF's fonts do not tell which characters they print; take another copy")
