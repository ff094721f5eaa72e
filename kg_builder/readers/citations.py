"""One entry of a JATS reference list, in words."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kg_builder.readers.inline import name_of, plain, squeeze

__all__ = ["citation"]

_PUNCTUATED = frozenset({"mixed-citation", "citation", "nlm-citation", "note", "p"})


def citation(element: etree._Element) -> str:
    """The citation as printed, or put together from its fields when the source prints no punctuation.

    >>> citation(etree.fromstring(
    ...     "<element-citation><name><surname>Doe</surname><given-names>J</given-names></name>"
    ...     "<article-title>A trial</article-title><source>J Trials</source><year>2021</year></element-citation>"))
    'Doe J. A trial. J Trials. 2021.'
    """
    name = name_of(element)
    if name == "element-citation" or (name in _PUNCTUATED and not _has_words(element)):
        return _composed(element)
    return plain(element) if name in _PUNCTUATED else ""


def _has_words(element: etree._Element) -> bool:
    loose = [element.text or "", *(child.tail or "" for child in element)]
    return any(character.isalnum() or character in ".,;:" for character in "".join(loose))


def _composed(element: etree._Element) -> str:
    fields = [", ".join(_authors(element)), *(_words(element, tag) for tag in ("article-title", "source"))]
    place = "".join(
        (
            _words(element, "year"),
            _after(";", _words(element, "volume")),
            _after(":", _words(element, "fpage") or _words(element, "elocation-id")),
            _after("-", _words(element, "lpage")),
        )
    )
    rest = [plain(child) for child in element if name_of(child) in ("comment", "pub-id", "ext-link", "publisher-name")]
    return squeeze(" ".join(f"{words.rstrip('.')}." for words in (*fields, place, *rest) if words))


def _authors(element: etree._Element) -> Iterator[str]:
    for child in element.iter("name", "string-name", "collab", "etal"):
        if name_of(child) == "etal":
            yield "et al"
        elif name_of(child) == "collab":
            yield plain(child)
        else:
            yield squeeze(f"{_words(child, 'surname')} {_words(child, 'given-names')}") or plain(child)


def _words(element: etree._Element, tag: str) -> str:
    return " ".join(plain(child) for child in element.iterchildren(tag))


def _after(mark: str, words: str) -> str:
    return f"{mark}{words}" if words else ""
