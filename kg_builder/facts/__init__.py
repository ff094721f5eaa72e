"""From a document to evidence records: one module per kind of fact, all run by `extract`."""

from __future__ import annotations

from dataclasses import dataclass

from kg_builder.document import Document
from kg_builder.evidence import Place, Record
from kg_builder.lexicon import Lexicon

__all__ = ["Extraction", "Note", "extract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was seen and did not become a record, and why."""

    doc: str
    place: Place
    reason: str  # a short fixed phrase, so that notes can be counted: "arm not certain"
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document yielded: records sorted by place, each once; notes sorted by place."""

    records: tuple[Record, ...]
    notes: tuple[Note, ...]


def extract(document: Document, lexicon: Lexicon) -> Extraction:
    """All evidence that the document reports, quotes filled in."""
    return Extraction(records=(), notes=())
