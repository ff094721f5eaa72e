"""The reader of plain text and Markdown, as scanners leave it: the text itself stays as it is."""

from __future__ import annotations

from kg_builder.document import Document
from kg_builder.errors import DocumentError
from kg_builder.readers._reader import Reader
from kg_builder.readers.decode import decode
from kg_builder.readers.outline import blocks_of
from kg_builder.readers.sniff import is_text

__all__ = ["READER"]


def _read(data: bytes, doc: str, where: str) -> Document:
    text = decode(data, where)
    if not text.strip():
        raise DocumentError(f"{where}: the file holds no text")
    return Document(id=doc, text=text, blocks=blocks_of(text), format="text")


READER = Reader(format="text", recognises=is_text, read=_read)
