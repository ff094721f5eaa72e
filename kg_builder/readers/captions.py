"""Captions of tables and figures, notes under tables, continuation marks: told by how they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg_builder.document import Span
from kg_builder.readers.labels import float_label
from kg_builder.readers.lines import Chunk

__all__ = ["Caption", "caption_of", "is_abbreviations", "is_continuation", "is_mark_note", "is_note", "is_panels"]

_CAPTION = re.compile(
    r"""
    (?:[\s*_\#]|</?[a-z][^<>]*>)*
    (?P<label>(?:supplementary\s+|supplemental\s+|extended\s+data\s+)?(?:tab(?:le)?|fig(?:ure)?)\.?\s*
      S?(?:\d+|[IVX]+\b)[A-Za-z]?)
    (?P<mark>[\s*_]*(?:[|:.—–]|\((?=cont)|(?=\*)|(?=</)|$|(?=\s+[A-Z(“"'\[*])|\s+(?=cont))(?:[\s*_|]|</?[a-z][^<>]*>)*)
    (?P<words>.*)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CAPITAL_LETTERED = re.compile(r"\s*[A-Z(“\"'\[*\d]")
_CONTINUED = re.compile(r"^\(?\s*cont(?:inued|inues|\.|’d|'d|d)?\b[\s).]*", re.IGNORECASE)
_CONTINUED_BEHIND = re.compile(r"\(\s*cont(?:inued|’d|'d|d)?\.?\s*\)[\s.*_]*$", re.IGNORECASE)
_CONTINUATION = re.compile(
    r"^\W*\(?\s*(?:table\s+\S+\s+)?(?:continue[sd](?: on (?:the )?(?:next|following) page)?|cont\.)\W*$", re.IGNORECASE
)
_NOTE = re.compile(
    r"""
      ^\W*(?:notes?|abbreviations?|abbr|footnotes?|legend|source|key)\s*[:.\b]
    | ^(?:values|data|numbers|results|figures|percentages|all\ values)\ (?:are|is|were|in)\b
    | ^(?:<sup>|\^|\[?[*#†‡§¶∗‖]|[¹²³⁰⁴-⁹ᵃ-ᶿ]|\\?\*)
    | ^[a-h][)\]]?\ (?=[A-Z\d]|p\b)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PANELS = re.compile(r"^[\W_]*\(A\)\s.*\(B\)\s", re.DOTALL)
_MARK = re.compile(r"^(?:<sup>)?\\?[*^#†‡§¶](?:</sup>)?\s*[A-Z]")
_SHORT_FORM = r"(?=\S*[A-Z]\S*[A-Z0-9]|[a-zα-ω]\w*[A-Z])[A-Za-zα-ω][\w./+-]{0,14}"
_SPELLED_OUT = re.compile(rf"(?:^|[;,.]\s+)(?:<i>|\*)?{_SHORT_FORM}\.?(?:</i>|\*)?[,:=]?\s+(?:[a-zα-ω]|[A-Z][a-z])")
_LIST_ITEM = re.compile(r"[;,]")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption's label, its words, and whether it only continues a table begun above."""

    label: str
    span: Span
    continued: bool


def caption_of(chunk: Chunk) -> Caption | None:
    """The caption that a chunk is, if it is one; a sentence that begins with "Table 1 shows" is none."""
    first = chunk.lines[0]
    found = _CAPTION.match(first.text)
    if not found or not (
        found["words"] == "" or _CAPITAL_LETTERED.match(found["words"]) or _CONTINUED.match(found["words"])
    ):
        return None
    start, end = first.start + found.start("words"), chunk.span.end
    continued = _CONTINUED.match(found["words"]) or _CONTINUED_BEHIND.search(chunk.text)
    return Caption(float_label(found["label"]), Span(start, max(start, end)), bool(continued))


def is_continuation(chunk: Chunk) -> bool:
    """Whether a chunk only says that a table goes on."""
    return len(chunk.lines) == 1 and bool(_CONTINUATION.match(chunk.text))


def is_note(chunk: Chunk) -> bool:
    """Whether a chunk below a table is its note."""
    return bool(_NOTE.match(chunk.text)) or is_abbreviations(chunk.text)


def is_abbreviations(text: str) -> bool:
    """Whether a text is a list of short forms, each with its words.

    >>> is_abbreviations("QRS, quick rest score; TUV, total unit value; WX, wide xylem.")
    True
    >>> is_abbreviations("The QRS was low, and all patients, as planned, were seen.")
    False
    """
    pairs = len(_SPELLED_OUT.findall(text))
    return pairs >= 2 and bool(_SPELLED_OUT.match(text)) and pairs * 3 >= len(_LIST_ITEM.findall(text))


def is_mark_note(chunk: Chunk) -> bool:
    """Whether a chunk begins with a footnote mark (a star, a dagger, a raised sign)."""
    return bool(_MARK.match(chunk.text))


def is_panels(text: str) -> bool:
    """Whether a text names the panels of a figure whose label is lost.

    >>> is_panels("(A) Change in size. (B) Change in count."), is_panels("(A) was chosen")
    (True, False)
    """
    return bool(_PANELS.match(text))
