"""Where the data that ships with the program lies: `ontology`, `queries`, `corpus`.

In a source tree they stand beside the package; in a wheel they stand inside it, under `data`.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["folder"]

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of that name, wherever this installation keeps it.

    >>> folder("ontology").name
    'ontology'
    """
    inside = _PACKAGE / "data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
