"""Which reader reads which file, and which files of a folder are papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg_builder.document import Document
from kg_builder.errors import DocumentError
from kg_builder.readers import jats, pdf, text
from kg_builder.readers._reader import Reader
from kg_builder.readers.sniff import HEAD, foreign

__all__ = ["READERS", "find_papers", "read", "read_bytes"]

READERS: tuple[Reader, ...] = (jats.READER, pdf.READER, text.READER)  # the first that recognises a file reads it

_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ".xml", ".nxml", ".jats", ".pdf"})


def read(path: Path) -> Document:
    """The paper in a file; its id is the file's stem. Raises `DocumentError` for anything that is no paper."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({_reason(error)})") from error
    return read_bytes(data, path.stem, str(path))


def read_bytes(data: bytes, doc: str, where: str = "") -> Document:
    """The paper that `data` holds.

    >>> read_bytes(b"<article><body><p>All lived.</p></body></article>", "tiny").format
    'jats'
    """
    where = where or doc
    return _reader(data[:HEAD], where).read(data, doc, where)


def find_papers(paths: Iterable[Path]) -> tuple[list[Path], list[DocumentError]]:
    """The papers among files and folders, each once, and what is wrong with the rest.

    Folders are searched through and through, in the order of names; what they hold beside papers (pictures, records,
    hidden files) is passed over, but a file with a paper's ending that is none is an error.
    """
    found: dict[Path, None] = {}
    errors: list[DocumentError] = []
    for path in paths:
        for candidate in _candidates(path, errors):
            if candidate in found:
                continue
            try:
                _reader(_head(candidate), str(candidate))
            except DocumentError as error:
                errors.append(error)
            else:
                found[candidate] = None
    return list(found), errors


def _candidates(path: Path, errors: list[DocumentError]) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    papers = [file for file in sorted(path.rglob("*")) if _may_be_paper(file, path)]
    if not papers:
        errors.append(DocumentError(f"{path}: no papers in this folder (text, Markdown, JATS XML or PDF files)"))
    yield from papers


def _may_be_paper(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.suffix.lower() in _ENDINGS and not hidden and file.is_file()


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(HEAD)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read ({_reason(error)})") from error


def _reader(head: bytes, where: str) -> Reader:
    if not head.strip(b" \t\r\n\f\v\xef\xbb\xbf"):
        raise DocumentError(f"{where}: the file is empty")
    for reader in READERS:
        if reader.recognises(head):
            return reader
    kind = foreign(head) or "binary data"
    raise DocumentError(f"{where}: {kind}, not a paper; text, Markdown, JATS XML and PDF are read")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
