"""What ships with the program besides its code: the ontology, the questions, the records; and its version.

In a checkout they stand beside the package; in a wheel they stand inside it, under `_data`.
"""

from __future__ import annotations

from importlib.metadata import version as _installed_version
from pathlib import Path

__all__ = [
    "corpus_files",
    "folder",
    "ontology_files",
    "quality_files",
    "query_files",
    "rule_files",
    "shapes_file",
    "version",
]

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of that name, wherever this installation keeps it.

    >>> folder("ontology").name
    'ontology'
    """
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def ontology_files() -> tuple[Path, ...]:
    """The Turtle files of the ontology, by name; the shapes of the graph are not part of it."""
    return tuple(file for file in _files("ontology", "*.ttl") if file != shapes_file())


def shapes_file() -> Path:
    """What every node of the graph must look like, in SHACL."""
    return folder("ontology") / "shapes.ttl"


def rule_files() -> tuple[Path, ...]:
    """The rules that conclude what needs the whole composition of a regimen, by name."""
    return _files("ontology", "rules/*.rq")


def quality_files() -> tuple[Path, ...]:
    """The questions that find what is wrong with an ontology, by name."""
    return _files("ontology", "quality/*.rq")


def query_files() -> tuple[Path, ...]:
    """The named questions, by name."""
    return _files("queries", "*.rq")


def corpus_files() -> tuple[Path, ...]:
    """The evidence records that ship, one file per paper, by name."""
    return _files("corpus", "*.jsonl")


def version() -> str:
    """The program's version.

    >>> version().count(".")
    2
    """
    return _installed_version("kg-builder")


def _files(name: str, pattern: str) -> tuple[Path, ...]:
    return tuple(sorted(folder(name).glob(pattern)))
