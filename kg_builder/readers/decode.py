"""Bytes to text: the text that spans count."""

from __future__ import annotations

import codecs

from kg_builder.errors import DocumentError

__all__ = ["decode"]

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes, where: str) -> str:
    r"""UTF-8, else UTF-16 by its mark, else Windows-1252, else Latin-1; line ends are made `\n`, a leading mark dropped.

    >>> decode(b"\xef\xbb\xbfone\r\ntwo", "a.txt"), decode("naïve".encode("cp1252"), "a.txt")
    ('one\ntwo', 'naïve')
    """
    text = _decoded(data, where).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, where: str) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise DocumentError(f"{where}: not valid UTF-16 (byte {error.start}); save the file as UTF-8") from error
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
