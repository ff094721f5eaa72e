"""Headings in plain text: numbered, marked, in capitals, or merely short and unfinished."""

from __future__ import annotations

import re

from kg_builder.readers.lines import Chunk, is_open, words_in
from kg_builder.readers.sections import bare, is_section_name, section_of

__all__ = ["depth_of", "heading_lines", "is_plain_heading", "is_sure_heading", "label_of_abstract_part"]

_NUMBERED = re.compile(
    r"^[#*\s]*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?(?:\s*\|\s*|\s+)(?P<words>[*_]*[A-Z“\"α-ω].*)$"
)
_BOLD_LINE = re.compile(r"^\*\*[^*]{3,100}\*\*$")
_PART = re.compile(
    r"^[\s*_#]*(?:abstract[\s*_]*[:.\u2014\u2013-]?[\s*_]*)?(?P<part>(?:background|objectives?|purpose|aims?|importance|context|introduction|rationale|case"
    r"|(?:patients|materials?|subjects)\s(?:and|&)\smethods|methods?|design|setting|participants|interventions?|measurements"
    r"|main\soutcomes?(?:\sand\smeasures)?|results?|findings|conclusions?|interpretation|significance|relevance"
    r"|(?:trial|clinical\strial|study)\sregistration|limitations)"
    r"(?:,\s[a-z]+)*(?:,?\s(?:and|&|/)\s[a-z]+)?)(?:\s*[*_]*\s*[:.|\u2014]|\*\*\s|(?-i:(?<=[A-Z]{4})\s(?=[A-Z][a-z])))",
    re.IGNORECASE,
)
_LONGEST = 130
_MOST_WORDS = 14
_WORD = re.compile(r"[A-Za-zα-ω]{2,}")
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|been|be|will|can|may|should|did)\b")
_NUMBER_HEAVY = re.compile(r"[=<>±]|(?:\d+\D+){3}\d")


def depth_of(heading: str) -> int:
    """How deep a numbered heading stands; 0 when it has no number.

    >>> depth_of("2.1 Ethics"), depth_of("3 | Results"), depth_of("Sarcopenia")
    (2, 1, 0)
    """
    found = _NUMBERED.match(heading)
    return found["number"].count(".") + 1 if found else 0


def label_of_abstract_part(text: str) -> str:
    """The label that opens a part of a structured abstract, in lower case; empty when there is none.

    >>> label_of_abstract_part("**Results:** Of 12 patients"), label_of_abstract_part("Results vary.")
    ('results', '')
    """
    found = _PART.match(text)
    return found["part"].lower() if found else ""


def is_sure_heading(chunk: Chunk) -> bool:
    """Whether a line is a heading by its number, its marks or its words, whatever stands around it."""
    first = chunk.lines[0].text
    if len(chunk.lines) == 1 and is_section_name(first):
        return True
    if len(first) > _LONGEST or not is_open(first) or first.endswith((",", ";")):
        return False
    capitals = len(chunk.lines) == 1 and bare(first).isupper() and section_of(first) is not None
    known = len(chunk.lines) == 1 and words_in(first) <= 6 and first[:1].isupper() and section_of(first) is not None
    return bool(_NUMBERED.match(first) or (_BOLD_LINE.match(first) and len(chunk.lines) == 1) or capitals or known)


def is_plain_heading(chunk: Chunk) -> bool:
    """Whether a chunk looks like a heading without any mark: one short line that is no sentence."""
    text = chunk.text
    if len(chunk.lines) > 1 or len(text) > _LONGEST or words_in(text) > _MOST_WORDS:
        return False
    told = bool(_WORD.search(text)) and not _NUMBER_HEAVY.search(text) and not _VERB.search(text)
    return told and is_open(text) and not text.endswith((",", ";")) and (text[0].isupper() or text[1:2] == "-")


def heading_lines(chunk: Chunk, resumes_below: bool) -> int:
    """How many lines of a chunk that begins with a sure heading belong to it.

    A heading runs on in lower case; where the next line begins a sentence of its own, the paragraph has begun.
    """
    lines = chunk.lines
    count = 1
    while count < len(lines) and count < 3 and lines[count].text[:1].islower():
        count += 1
    rest = lines[count:]
    short = len(lines) <= 3 and is_open(chunk.text) and not resumes_below
    return len(lines) if not rest or (short and len(chunk.text) <= _LONGEST) else count
