"""The top of a paper: which chunk is its title, and where the abstract or the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg_builder.document import Section
from kg_builder.readers.furniture import is_affiliation, is_furniture
from kg_builder.readers.headings import is_sure_heading, label_of_abstract_part
from kg_builder.readers.lines import Chunk, Layout, is_open, words_in
from kg_builder.readers.sections import bare, section_of

__all__ = ["Front", "front_of"]

_LONGEST_FRONT = 80  # chunks in which the abstract must begin
_FIRST_PARTS = frozenset(
    [
        "background",
        "objective",
        "objectives",
        "purpose",
        "aim",
        "aims",
        "importance",
        "context",
        "introduction",
        "rationale",
    ]
)
_ABSTRACT = re.compile(r"[\s*_#]*abstract[\s*_]*[:.\u2014\u2013-]", re.IGNORECASE)
_LEVEL_ONE = re.compile(r"^#\s")
_LEAST_PROSE = 40
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Front:
    """The index of the title's chunk, of the first chunk after the front, and the section that begins there."""

    title: int | None
    first: int
    section: Section


def front_of(chunks: Sequence[Chunk]) -> Front:
    r"""Read the top of a paper.

    >>> from kg_builder.readers.lines import chunks_of
    >>> front_of(chunks_of("REVIEW\n\nOn the use of a drug\n\nA. Doe\n\nAbstract\n\nWords.\n"))
    Front(title=1, first=3, section=<Section.ABSTRACT: 'abstract'>)
    """
    first, section = _opening(chunks)
    title = _title(chunks, first)
    if first == 0 and title == 0:
        first = 1
    return Front(title, first, section)


def _opening(chunks: Sequence[Chunk]) -> tuple[int, Section]:
    for index, chunk in enumerate(chunks[:_LONGEST_FRONT]):
        found = _opens(chunk)
        if found is Section.ABSTRACT:
            return index, found
        if found is not None:
            return _abstract_above(chunks, index, found)
    return 0, Section.BODY


def _opens(chunk: Chunk) -> Section | None:
    if words_in(chunk.text) > 6 and (label_of_abstract_part(chunk.text) in _FIRST_PARTS or _ABSTRACT.match(chunk.text)):
        return Section.ABSTRACT
    if chunk.layout is not Layout.MARKED and not is_sure_heading(chunk):
        return None
    found = section_of(chunk.lines[0].text)
    return found if found in (Section.ABSTRACT, Section.INTRODUCTION, Section.METHODS) else None


def _abstract_above(chunks: Sequence[Chunk], index: int, section: Section) -> tuple[int, Section]:
    """Paragraphs above the first heading of the body are the abstract, though nothing says so."""
    for above in range(index):
        chunk = chunks[above]
        prose = chunk.layout is Layout.PROSE and words_in(chunk.text) >= _LEAST_PROSE
        if prose and not is_open(chunk.text) and not is_furniture(chunk) and not is_affiliation(chunk):
            return above, Section.ABSTRACT
    return index, section


def _title(chunks: Sequence[Chunk], first: int) -> int | None:
    above = range(first or min(len(chunks), 1))
    marked = [index for index in above if _LEVEL_ONE.match(chunks[index].text)]
    candidates = [index for index in marked or above if _may_be_title(chunks[index], marked=bool(marked))]
    return candidates[0] if candidates else None


def _may_be_title(chunk: Chunk, *, marked: bool) -> bool:
    words = words_in(bare(chunk.text))
    if is_furniture(chunk) or (is_affiliation(chunk) and not marked) or words > _LONGEST_TITLE:
        return False
    if marked:
        return words >= 2
    return (
        chunk.layout in (Layout.PROSE, Layout.MARKED) and words >= 4 and is_open(chunk.text) and "|" not in chunk.text
    )
