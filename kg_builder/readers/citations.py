"""One entry of a JATS reference list, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from kg_builder.readers.inline import name_of, plain

__all__ = ["citation"]

_FIELDS = frozenset({"article-title", "source", "year", "volume", "fpage", "elocation-id", "lpage"})
_FURTHER = frozenset({"comment", "pub-id", "ext-link", "publisher-name"})
_PUNCTUATED = frozenset({"mixed-citation", "citation", "nlm-citation", "note", "p"})


def citation(element: etree._Element) -> str:
    """The citation as printed, or put together from its fields when the source prints no punctuation.

    >>> citation(etree.fromstring(
    ...     "<element-citation><name><surname>Doe</surname><given-names>J</given-names></name>"
    ...     "<article-title>A trial</article-title><source>J Trials</source><year>2021</year></element-citation>"))
    'Doe J. A trial. J Trials. 2021.'
    """
    name = name_of(element.tag)
    if name == "element-citation" or (name in _PUNCTUATED and not _has_words(element)):
        return _composed(element)
    return plain(element) if name in _PUNCTUATED else ""


def _has_words(element: etree._Element) -> bool:
    loose = [element.text or "", *(child.tail or "" for child in element)]
    return any(character.isalnum() or character in ".,;:" for character in "".join(loose))


def _composed(element: etree._Element) -> str:
    words, further = _fields(element)
    fields = [", ".join(_authors(element)), words.get("article-title", ""), words.get("source", "")]
    place = "".join(
        (
            words.get("year", ""),
            _after(";", words.get("volume", "")),
            _after(":", words.get("fpage") or words.get("elocation-id", "")),
            _after("-", words.get("lpage", "")),
        )
    )
    return " ".join([f"{part.lstrip().rstrip('.')}." for part in (*fields, place, *further) if part])


def _authors(element: etree._Element) -> Iterator[str]:
    for child in element.iter("name", "string-name", "collab", "etal"):
        tag = child.tag
        if tag == "etal":
            yield "et al"
        elif tag == "collab":
            yield plain(child)
        else:
            yield _name(child) or plain(child)


def _name(element: etree._Element) -> str:
    """A surname and the given names behind it."""
    surname: list[str] = []
    given: list[str] = []
    for child in element:
        tag = child.tag
        if tag == "surname":
            surname.append(plain(child))
        elif tag == "given-names":
            given.append(plain(child))
    return " ".join(filter(None, (*surname, *given)))


def _fields(element: etree._Element) -> tuple[Mapping[str, str], list[str]]:
    """What the children of a citation say in its fields, and what they say further."""
    words: dict[str, str] = {}
    further: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _FIELDS:
            words[tag] = f"{words[tag]} {plain(child)}" if tag in words else plain(child)
        elif name_of(tag) in _FURTHER:
            further.append(plain(child))
    return words, further


def _after(mark: str, words: str) -> str:
    return f"{mark}{words}" if words else ""
