"""What a file is, from its first bytes; its name is never asked."""

from __future__ import annotations

import codecs

__all__ = ["HEAD", "foreign", "is_text", "is_xml"]

HEAD = 4096  # bytes that decide

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_UNICODE_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PRINTABLE_CONTROLS = frozenset(b"\t\n\v\f\r\x1b\x1c\x1d\x1e\x1f")
_MOST_CONTROLS = 0.02  # share of control bytes from which a file is no text


def foreign(head: bytes) -> str | None:
    r"""What a well-known file that is no text is, in words.

    >>> foreign(b"PK\x03\x04..."), foreign(b"Abstract")
    ('a ZIP archive or an office document', None)
    """
    return next((words for magic, words in _MAGIC if head.startswith(magic)), None)


def is_xml(head: bytes) -> bool:
    """Whether a file begins as XML does (a declaration, a document type, or an article element).

    >>> is_xml(b"<?xml version='1.0'?><article/>"), is_xml(b"<5 % of patients")
    (True, False)
    """
    start = _readable(head).lstrip().lower()
    return start.startswith(("<?xml", "<!doctype", "<!--", "<article", "<pmc-articleset", "<!entity"))


def is_text(head: bytes) -> bool:
    """Whether the bytes are those of a text: no NUL, hardly any control characters.

    >>> is_text("Größe 3 cm".encode()), is_text(bytes(range(32)))
    (True, False)
    """
    if foreign(head):
        return False
    if head.startswith(_UNICODE_MARKS):
        return True
    controls = sum(1 for byte in head if byte < 32 and byte not in _PRINTABLE_CONTROLS)
    return b"\0" not in head and controls <= _MOST_CONTROLS * len(head)


def _readable(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", errors="ignore")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
