"""The words inside an XML element, as a reader would copy them: markup dissolved, spaces made plain.

Citations raised above the line become `[12]`, exponents `10^9`; footnote marks never glue onto a number.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

from lxml import etree

__all__ = ["gather_child", "lines_of", "name_of", "plain", "raw", "squeeze"]

_TAGS = 1024  # remembered: more than JATS has
_SKIPPED = frozenset(
    {"tex-math", "annotation", "inline-graphic", "graphic", "media", "object-id", "alt-text", "long-desc", "index-term"}
)
_SPACED = frozenset({"p", "title", "list-item", "label", "def", "term", "td", "th", "tr", "hr", "fn"})
_BREAK = "\v"  # white space like any other, but it can be told
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_NOTE_REFERENCES = frozenset({"table-fn", "fn"})
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_EXPONENT = re.compile(r"[-−–+]?\d+$")
_CITED = re.compile(r"[\d,;–\-−\s]+$")


@lru_cache(maxsize=_TAGS)
def name_of(tag: object) -> str:
    """An element's tag without its namespace; empty for comments, instructions and entities.

    >>> name_of(etree.fromstring('<m:math xmlns:m="http://m"/>').tag)
    'math'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def raw(element: etree._Element) -> str:
    """All words of an element as they stand in the source."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def squeeze(text: str) -> str:
    r"""`text` with every run of white space as one space, none at the ends, and no invisible characters.

    >>> squeeze(" 12\xa0 months ")
    '12 months'
    """
    if "  " not in text and text.isprintable():  # nothing invisible, and no white space but single spaces
        return text.strip()
    return " ".join((text if text.isascii() else _ZERO_WIDTH.sub("", text)).split())


def plain(element: etree._Element) -> str:
    """All words of an element in one line.

    >>> def of(xml): return plain(etree.fromstring(xml))
    >>> of('<p>died<sup><xref ref-type="bibr">4</xref></sup> at 10<sup>9</sup>/l</p>'), of("<td>12<sup>a</sup></td>")
    ('died[4] at 10^9/l', '12 a')
    """
    if not len(element):
        text = element.text or ""
        return text if text.isalnum() else squeeze(text)
    pieces: list[str] = []
    gather(element, pieces)
    return squeeze("".join(pieces))


def lines_of(element: etree._Element) -> tuple[str, ...]:
    """The words of an element, line by line as its breaks part them.

    >>> lines_of(etree.fromstring("<td>Sex<break/>male</td>"))
    ('Sex', 'male')
    """
    if not len(element):
        line = squeeze(element.text or "")
        return (line,) if line else ()
    pieces: list[str] = []
    gather(element, pieces)
    return tuple(filter(None, map(squeeze, "".join(pieces).split(_BREAK))))


def gather(element: etree._Element, pieces: list[str]) -> None:
    """Append the words of an element, without its tail, to `pieces`."""
    if text := element.text:
        pieces.append(text)
    for child in element:
        gather_child(child, pieces)
        if tail := child.tail:
            pieces.append(tail)


def gather_child(child: etree._Element, pieces: list[str]) -> None:
    """Append one inline element as it reads within its line."""
    name = name_of(child.tag)
    if name in ("sup", "sub"):
        pieces.append(_script(child, name, pieces))
    elif name == "xref":
        _gather_reference(child, pieces)
    elif name == "break":
        pieces.append(_BREAK)
    elif name in _SPACED:
        pieces.append(" ")
        gather(child, pieces)
        pieces.append(" ")
    elif name and name not in _SKIPPED:
        if name in _STYLES and _begins_word(child, pieces):
            pieces.append(" ")
        gather(child, pieces)
    elif child.tag is etree.Entity:
        pieces.append(html.unescape(child.text or ""))


_STYLES = frozenset({"bold", "italic"})
_WORD_ENDS = re.compile(r"[^\W\d_][a-z]$")


def _begins_word(child: etree._Element, pieces: list[str]) -> bool:
    """Whether an element in one style that stands right behind one in another begins a word: "Age" in bold, "years" in italics.

    >>> plain(etree.fromstring("<td><bold>Age</bold><italic>years</italic>, mean</td>"))
    'Age years, mean'
    >>> plain(etree.fromstring("<p><bold>c</bold><italic>myc</italic>, <italic>KRAS</italic><bold>mut</bold></p>"))
    'cmyc, KRASmut'
    """
    before = child.getprevious()
    if before is None or before.tail or child.tag == before.tag or name_of(before.tag) not in _STYLES or not pieces:
        return False
    first = (child.text or "")[:2]
    return len(first) > 1 and first.isalpha() and first.islower() and _WORD_ENDS.search(pieces[-1]) is not None


def _gather_reference(child: etree._Element, pieces: list[str]) -> None:
    kind = child.get("ref-type")
    if kind == "bibr" and len(child) and child.find("sup") is not None:
        pieces.append(_citation(squeeze(raw(child))))
    elif kind in _NOTE_REFERENCES:
        pieces.append(_raised(squeeze(raw(child)), _last(pieces), (child.tail or "")[:1]))
    else:
        gather(child, pieces)


def _script(child: etree._Element, name: str, pieces: list[str]) -> str:
    """A raised or lowered word; white space that stands inside the element stays."""
    inner = raw(child)
    before, after = (" " if inner[:1].isspace() else ""), (" " if inner[-1:].isspace() else "")
    return f"{before}{_script_words(child, name, pieces)}{after}"


def _script_words(child: etree._Element, name: str, pieces: list[str]) -> str:
    words = plain(child)
    if name == "sup" and len(child) and child.find(".//xref[@ref-type='bibr']") is not None:
        return _citation(words)
    before = _last(pieces)
    if name == "sub":
        return f"_{words}" if before.isdigit() and words[:1].isdigit() else words
    return _raised(words, before, (child.tail or "")[:1])


def _last(pieces: list[str]) -> str:
    return next((piece[-1] for piece in reversed(pieces) if piece), "")


def _raised(words: str, before: str, after: str) -> str:
    if before.isdigit() and _EXPONENT.match(words):
        return f"^{words}"
    mark = len(words) <= 2 and words.isalpha() and words.islower() and words not in _ORDINALS
    if mark and (before.isalnum() or before in (")", "%")):
        words = f" {words}"
    if (mark or words.isdigit()) and after.isalnum() and (mark or not before):
        words = f"{words} "
    return words


def _citation(words: str) -> str:
    return f"[{words}]" if _CITED.match(words) and words.strip() not in (",", "–", "-") else words
