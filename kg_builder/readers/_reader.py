"""The seam between files and formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg_builder.document import Document

__all__ = ["Reader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format: how its files begin, and how they are read.

    `recognises` sees the first bytes of a file; `read` gets all of them, the document's id, and the name of the file
    for its error messages.
    """

    format: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str, str], Document]
