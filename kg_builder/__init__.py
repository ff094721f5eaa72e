"""Clinical papers in, a knowledge graph of cancer treatment out.

The names below are the library; each is imported when it is first used, so that `import kg_builder` is quick.

    >>> import kg_builder
    >>> issubclass(kg_builder.KgBuilderError, Exception)
    True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg_builder.document import Document, Span
    from kg_builder.errors import KgBuilderError
    from kg_builder.evidence import Record, read_records
    from kg_builder.ontology import load_lexicon
    from kg_builder.pipeline import Harvest, Summary, ask, build, extract
    from kg_builder.readers import read
    from kg_builder.store import open_store

__all__ = [
    "Document",
    "Harvest",
    "KgBuilderError",
    "Record",
    "Span",
    "Summary",
    "ask",
    "build",
    "extract",
    "load_lexicon",
    "open_store",
    "read",
    "read_records",
]

_HOMES = {
    "document": ("Document", "Span"),
    "errors": ("KgBuilderError",),
    "evidence": ("Record", "read_records"),
    "ontology": ("load_lexicon",),
    "pipeline": ("Harvest", "Summary", "ask", "build", "extract"),
    "readers": ("read",),
    "store": ("open_store",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'kg_builder' has no attribute {name!r}")
    return getattr(import_module(f"kg_builder.{_HOME[name]}"), name)
