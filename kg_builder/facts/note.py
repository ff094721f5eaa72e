"""What was seen and did not become a record."""

from __future__ import annotations

from dataclasses import dataclass

from kg_builder.evidence import Place

__all__ = ["Note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was seen and did not become a record, and why."""

    doc: str
    place: Place
    reason: str  # a short fixed phrase, so that notes can be counted: "arm not certain"
    text: str
