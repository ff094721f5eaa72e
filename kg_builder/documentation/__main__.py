"""`python -m kg_builder.documentation` writes the files into the repository."""

from __future__ import annotations

from kg_builder.documentation.files import files
from kg_builder.resources import folder

__all__ = ()

if __name__ == "__main__":
    root = folder("ontology").parent
    for name, content in files().items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(content)
