"""XML from strangers: nothing outside the file is fetched, no entity is expanded."""

from __future__ import annotations

from lxml import etree

from kg_builder.errors import DocumentError

__all__ = ["parse"]

_DECLARATION = b"<!ENTITY"
_WIDE_DECLARATIONS = tuple("<!ENTITY".encode(e) for e in ("utf-16-le", "utf-16-be"))  # with zeros between the letters


def parse(data: bytes, where: str) -> etree._Element:
    """The root element; `DocumentError` with line and column when the XML is broken or declares entities.

    >>> parse(b"<article><p>", "a.xml")
    Traceback (most recent call last):
    ...
    kg_builder.errors.DocumentError: a.xml:1:13: broken XML: Premature end of data in tag p line 1
    """
    _refuse_entities(data, where)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        words = (error.msg or "no element found").split(", line ")[0]
        raise DocumentError(f"{where}:{line}:{column}: broken XML: {words}") from error


def _refuse_entities(data: bytes, where: str) -> None:
    declarations = (_DECLARATION, *_WIDE_DECLARATIONS) if b"\0" in data else (_DECLARATION,)
    found = [at for declaration in declarations if (at := data.find(declaration)) >= 0]
    if found:
        line = data.count(b"\n", 0, min(found)) + 1
        column = min(found) - data.rfind(b"\n", 0, min(found))
        raise DocumentError(
            f"{where}:{line}:{column}: the file declares XML entities, which are not read; remove its document type"
        )
