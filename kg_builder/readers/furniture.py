"""What is printed on a page but is no part of the paper's argument."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg_builder.readers.lines import Chunk, is_open, words_in

__all__ = ["head_of", "is_address", "is_affiliation", "is_furniture", "is_keyword_label", "is_rubble", "running_heads"]

_BOILERPLATE = re.compile(
    r"""
      ^[^\w©]*©|^\(c\)\ \d{4}|\bcreative\ commons\b|\bopen[- ]access\ article\b|^copyright\b|all\ rights\ reserved
    | ^(?:received|revised|accepted|published(?:\ online)?|first\ published|submitted)\s*[:\d]
    | ^[\s*†‡§¶\\]*(?:correspond(?:ence|ing\ author)|address\ for\ correspondence|reprint\ requests)\b
    | ^(?:key\s?words?|keywords)\b | ^(?:citation|edited\ by|reviewed\ by|open\ access|check\ for\ updates)\b
    | ^(?:funding)\s*: | ^(?:e-?mail|tel|fax|orcid|doi|https?://\S+$)\b
    | ^(?:original|research|review)?\s*(?:article|review|case\ report|clinical\ trial|brief\ report)(?:\ open\ access)?$
    | \b(?:remains\ neutral\ with\ regard\ to\ jurisdictional|downloaded\ from)\b
    | ^(?:handling\ editor|academic\ editor|how\ to\ cite)\b
    | \b(?:contributed\ equally\ to\ this|share\ (?:first|senior|last)\ authorship)\b
    | \bauthor\ manuscript;\ available\ in\b
    | ^.{0,60}\bvol(?:ume)?\.?\ \d+,?\ (?:issue|no\.?|number)\ \d+.{0,40}$
    | ^.{0,60}\bvol(?:ume)?\.?\ \d+\s?[|·].{0,40}$ | ^www\.\S+$
    | ^(?:\d{1,4}\s+)?[A-Z][\w'’.-]*(?:,?\s[A-Z][\w'’.-]*){0,3}\set\ al\.?,?(?:\s+(?:page\ )?\d{1,4}|\s*[/|].{0,80})?$
    | ^!\[[^\]]*\]\([^()]*\)$ | ^<!--.*-->$ | ^-{2,}\s*page\ \d+\s*-{2,}$
    | ^page\ \d+(?:\ of\ \d+)?$ | ^\W*\d{1,4}\W*$ | ^\d+\ of\ \d+$ | \bpage\ \d+\ of\ \d+\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = re.compile(r"[*_#\\]+|</?\w[^<>]*>")
_INSTITUTION = re.compile(
    r"\b(?:Department|Universit\w+|Hospital|College|Institut\w+|School|Cent(?:er|re)|Academy|Laboratory|Ministry"
    r"|Clinic|Faculty|Division)\b"
)
_AFFILIATED = re.compile(r"^(?:<sup>|[¹²³⁰⁴-⁹\d*†‡§¶]|\W)")
_KEYWORD_LABEL = re.compile(r"^key\s?words?\s*:?$", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
_MAIL = re.compile(r"\S+@\S+\.\w+")
_MOST_BOILERPLATE_WORDS = 200
_LEAST_REPEATS = 3


def is_furniture(chunk: Chunk) -> bool:
    """Whether a chunk is a licence, a date line, a keyword list, an address … by its own words."""
    if words_in(chunk.text) > _MOST_BOILERPLATE_WORDS:
        return False
    words = _MARKS.sub("", chunk.text).strip()
    if not words or _BOILERPLATE.search(words):
        return True
    return bool(_MAIL.search(words)) and words_in(words) < 12


def is_affiliation(chunk: Chunk) -> bool:
    """Whether a chunk above the abstract names where authors work."""
    return is_address(chunk) or bool(_INSTITUTION.search(chunk.text) and _AFFILIATED.match(chunk.text))


def is_address(chunk: Chunk) -> bool:
    """Whether a chunk is little but names of institutions, and no sentence."""
    named = len(_INSTITUTION.findall(chunk.text))
    return named >= 1 and named >= words_in(chunk.text) / 12 and is_open(chunk.text)


def is_keyword_label(chunk: Chunk) -> bool:
    """Whether a chunk only announces the keywords, which follow in a chunk of their own."""
    return bool(_KEYWORD_LABEL.match(_MARKS.sub("", chunk.text).strip()))


def is_rubble(text: str) -> bool:
    """Whether most words are single letters and signs: a picture that a scanner tried to read.

    >>> is_rubble("dl Z + q o . c 8 2"), is_rubble("of 4 patients, 2 died"), is_rubble("Pain 1 0 2 1")
    (True, False, False)
    """
    words = text.split()
    return len(words) >= 5 and sum(1 for word in words if len(word) == 1 and not word.isdigit()) > len(words) / 2


def running_heads(chunks: Iterable[Chunk]) -> frozenset[str]:
    """The single lines, numbers aside, that stand on three pages or more."""
    lines = Counter(head_of(chunk) for chunk in chunks if len(chunk.lines) == 1)
    return frozenset(line for line, times in lines.items() if times >= _LEAST_REPEATS and any(map(str.isalpha, line)))


def head_of(chunk: Chunk) -> str:
    """The form in which running heads are compared: without page numbers."""
    return _NUMBERS.sub("", chunk.text).strip()
