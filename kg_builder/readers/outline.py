"""From chunks of text to the blocks of a paper: title, sections, paragraphs over page breaks, captions, references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg_builder.document import Block, BlockKind, Section, Span, Table
from kg_builder.readers.captions import caption_of, is_abbreviations, is_mark_note, is_panels
from kg_builder.readers.entries import begins_list, entries_of
from kg_builder.readers.front import front_of
from kg_builder.readers.furniture import head_of, is_address, is_furniture, is_keyword_label, is_rubble, running_heads
from kg_builder.readers.headings import (
    depth_of,
    heading_lines,
    is_plain_heading,
    is_sure_heading,
    label_of_abstract_part,
)
from kg_builder.readers.lines import Chunk, Layout, chunks_of, is_open, resumes, words_in
from kg_builder.readers.place import Place
from kg_builder.readers.sections import section_of
from kg_builder.readers.text_tables import Found, find_tables

__all__ = ["blocks_of"]

_FARTHEST = 12  # chunks between the halves of a paragraph
_LOOK_AHEAD = 8
_TAIL = re.compile(r"(?<=[a-z)])\.\s+(?=[a-z]+\s+[a-z-])")
_ABBREVIATIONS = re.compile(r"^[\s*_#]*abbreviations?\b", re.IGNORECASE)
_HEADING_MARK = re.compile(r"^#+\s*")
_REFERENCES = re.compile(r"[\W\d]*(?:references?\b|bibliography|literature\b|works cited)", re.IGNORECASE)


@dataclass(slots=True)
class _Draft:
    """A block that may still grow."""

    kind: BlockKind
    parts: list[Span]
    section: Section
    heading: str
    label: str = ""
    table: Table | None = None
    chunk: int = 0


@dataclass(slots=True)
class _Outline:
    """Goes through the chunks once; `waiting` are the paragraphs that stopped within a sentence."""

    text: str
    chunks: Sequence[Chunk]
    tables: dict[int, Found]
    used: frozenset[int]
    heads: frozenset[str]
    place: Place
    drafts: list[_Draft] = field(default_factory=list)
    waiting: list[_Draft] = field(default_factory=list)
    references: list[Chunk] = field(default_factory=list)
    listing: bool = False

    def front(self, title: int | None, first: int) -> None:
        """All above the abstract: the title, the rest furniture."""
        for index in range(first):
            if index in self.used:
                self._table_at(index)
            else:
                kind = BlockKind.TITLE if index == title else BlockKind.FURNITURE
                self._add(kind, [self._unmarked(self.chunks[index])], index)

    def body(self, first: int) -> None:
        """All from the abstract on."""
        for index in range(first, len(self.chunks)):
            if index in self.used:
                self._table_at(index)
            elif not (self._lists(index) and self._reference(index)):
                self._chunk(index)
        self._close_references()

    def _lists(self, index: int) -> bool:
        """Whether the reference list stands open here; one without a heading begins with its first entries."""
        if not self.listing and begins_list(self.chunks[index:]):
            self.place.open("References")
            self.place.heading = ""
            self.listing = True
        return self.listing

    def _chunk(self, index: int) -> None:
        chunk = self.chunks[index]
        caption = caption_of(chunk) if chunk.layout in (Layout.PROSE, Layout.MARKED) else None
        if caption and caption.label.startswith("figure"):
            self._add(BlockKind.FIGURE, [chunk.span], index, caption.label)
        elif chunk.layout is Layout.MARKED:
            self._heading(index, chunk)
        elif is_panels(chunk.text):
            self._add(BlockKind.FIGURE, [chunk.span], index)
        elif self._is_furniture(chunk) or (index and is_keyword_label(self.chunks[index - 1])):
            self._add(BlockKind.FURNITURE, [chunk.span], index)
        elif _ABBREVIATIONS.match(chunk.text) and is_abbreviations(_after_colon(chunk.text)):
            self._add(BlockKind.PARAGRAPH, [chunk.span], index)
        elif is_sure_heading(chunk):
            self._sure_heading(index, chunk)
        elif is_mark_note(chunk) and self._late_note(chunk):
            return
        elif is_plain_heading(chunk) and not self._goes_on(index):
            self._heading(index, chunk)
        else:
            self._paragraph(index, chunk)

    def _is_furniture(self, chunk: Chunk) -> bool:
        repeated = len(chunk.lines) == 1 and head_of(chunk) in self.heads
        return repeated or is_furniture(chunk) or is_address(chunk) or is_rubble(chunk.text)

    def _sure_heading(self, index: int, chunk: Chunk) -> None:
        below = self.chunks[index + 1] if index + 1 < len(self.chunks) else None
        count = heading_lines(chunk, below is not None and resumes(below.text))
        self._heading(index, Chunk(chunk.lines[:count], Layout.PROSE))
        if count < len(chunk.lines):
            rest = Chunk(chunk.lines[count:], Layout.PROSE)
            under = depth_of(rest.lines[0].text) > 1 and is_sure_heading(rest)
            (self._sure_heading if under else self._paragraph)(index, rest)

    def _heading(self, index: int, chunk: Chunk) -> None:
        span = self._unmarked(chunk)
        words = " ".join(self.text[span.start : span.end].replace("*", "").split())
        self.waiting.clear()
        self.place.open(words)
        self._add(BlockKind.HEADING, [span], index)
        self.place.heading = words
        self.listing = bool(_REFERENCES.match(words)) and section_of(words) is Section.BACK

    def _reference(self, index: int) -> bool:
        """Take a chunk of the reference list; False where the list has ended."""
        chunk = self.chunks[index]
        numbered = chunk.text[:1] in "-•*[(" or chunk.text[:1].isdigit()
        ends = chunk.layout is Layout.MARKED or (not numbered and (is_furniture(chunk) or is_sure_heading(chunk)))
        if ends and not numbered:
            self._close_references()
            return False
        self.references.append(chunk)
        return True

    def _close_references(self) -> None:
        for entry in entries_of(self.references):
            self._add(BlockKind.REFERENCE, entry.parts, 0, entry.label)
        self.references.clear()
        self.listing = False

    def _table_at(self, index: int) -> None:
        found = self.tables.get(index)
        if found is None:
            return
        table, parts = found.table, list(found.parts)
        draft = self._add(BlockKind.TABLE, parts, index, found.label)
        draft.table = self._without_tail(table, parts, max(found.chunks))

    def _without_tail(self, table: Table, parts: list[Span], last: int) -> Table:
        """A table whose last note carries the rest of an interrupted paragraph gives it back."""
        waiting = self._open(last)
        tail = _TAIL.search(self.text, table.notes[-1].start, table.notes[-1].end) if table.notes else None
        below = next(
            (c for c in self.chunks[last + 1 :] if c.layout is Layout.PROSE and not self._is_furniture(c)), None
        )
        if (
            not waiting
            or not tail
            or (below is not None and resumes(below.text))
            or table.notes[-1].end != parts[-1].end
        ):
            return table
        end = tail.start() + 1
        waiting.parts.append(Span(tail.end(), table.notes[-1].end))
        parts[-1] = Span(parts[-1].start, end)
        self._settle(waiting, self.text[tail.end() : table.notes[-1].end])
        notes = (*table.notes[:-1], Span(table.notes[-1].start, end))
        return Table(
            label=table.label, cells=table.cells, caption=table.caption, notes=notes, flattened=table.flattened
        )

    def _late_note(self, chunk: Chunk) -> bool:
        """A note that a page break put below other text goes to the last table that prints its mark."""
        draft = next((d for d in reversed(self.drafts) if d.table is not None), None)
        if draft is None or draft.table is None or not draft.table.cells:
            return False
        draft.parts.append(chunk.span)
        old = draft.table
        draft.table = Table(
            label=old.label,
            cells=old.cells,
            caption=old.caption,
            notes=(*old.notes, chunk.span),
            flattened=old.flattened,
        )
        return True

    def _paragraph(self, index: int, chunk: Chunk) -> None:
        text = chunk.text
        part = label_of_abstract_part(text) if self.place.section is Section.ABSTRACT else ""
        waiting = None if part else self._open(index)
        if waiting and (resumes(text) or not self._closes_later(index)):
            waiting.parts.append(chunk.span)
            self._settle(waiting, text, index)
            return
        kind = BlockKind.PARAGRAPH
        if waiting:
            kind = BlockKind.FIGURE if words_in(text) >= 4 else BlockKind.FURNITURE
        else:
            self.place.paragraph(part, text)
        draft = self._add(kind, [chunk.span], index)
        if kind is not BlockKind.FURNITURE:
            self._settle(draft, text, index)

    def _open(self, index: int) -> _Draft | None:
        """The paragraph above that waits for its end."""
        while self.waiting and index - self.waiting[-1].chunk > _FARTHEST:
            self.waiting.pop()
        return self.waiting[-1] if self.waiting else None

    def _settle(self, draft: _Draft, text: str, index: int | None = None) -> None:
        draft.chunk = draft.chunk if index is None else index
        if draft in self.waiting:
            self.waiting.remove(draft)
        if is_open(text):
            self.waiting.append(draft)

    def _goes_on(self, index: int) -> bool:
        """Whether a short line belongs to a sentence: one that is taken up below, or one that it interrupts."""
        below = next(self._prose_below(index), None)
        return (below is not None and resumes(below.text)) or (
            self._open(index) is not None and self._closes_later(index)
        )

    def _closes_later(self, index: int) -> bool:
        """Whether the paragraph that waits above is taken up again below this chunk, which then only interrupts it."""
        still_open = is_open(self.chunks[index].text) and not is_plain_heading(self.chunks[index])
        for chunk in self._prose_below(index):
            if is_sure_heading(chunk):
                return False
            if resumes(chunk.text) and not still_open:
                return True
            still_open = is_open(chunk.text)
        return False

    def _prose_below(self, index: int) -> Iterator[Chunk]:
        for below in range(index + 1, min(index + 1 + _LOOK_AHEAD, len(self.chunks))):
            chunk = self.chunks[below]
            if chunk.layout is Layout.MARKED:
                return
            floating = (
                below in self.used or chunk.layout is not Layout.PROSE or caption_of(chunk) or is_panels(chunk.text)
            )
            if not floating and not self._is_furniture(chunk) and not is_mark_note(chunk):
                yield chunk

    def _unmarked(self, chunk: Chunk) -> Span:
        mark = _HEADING_MARK.match(chunk.lines[0].text)
        start = chunk.span.start + (mark.end() if mark else 0)
        return Span(min(start, chunk.span.end), chunk.span.end)

    def _add(self, kind: BlockKind, parts: list[Span], index: int, label: str = "") -> _Draft:
        draft = _Draft(kind, parts, self.place.section, self.place.heading, label, chunk=index)
        self.drafts.append(draft)
        return draft


def blocks_of(text: str) -> tuple[Block, ...]:
    r"""The blocks of a text, in reading order.

    >>> text = "Abstract\n\nIt helped the\n\nFigure 1. A curve.\n\npatients.\n"
    >>> [(b.kind.value, len(b.parts)) for b in blocks_of(text)]
    [('heading', 1), ('paragraph', 2), ('figure', 1)]
    """
    chunks = chunks_of(text)
    found = find_tables(text, chunks)
    front = front_of(chunks)
    outline = _Outline(
        text=text,
        chunks=chunks,
        tables={min(table.chunks): table for table in found},
        used=frozenset(index for table in found for index in table.chunks),
        heads=running_heads(chunks),
        place=Place(Section.FRONT),
    )
    outline.front(front.title, front.first)
    outline.place = Place(front.section)
    outline.body(front.first)
    blocks = (_finished(draft, text) for draft in outline.drafts if draft.parts)
    return tuple(sorted(blocks, key=lambda block: block.span))


def _finished(draft: _Draft, text: str) -> Block:
    return Block(
        kind=draft.kind,
        parts=tuple(_joined(draft.parts, text)),
        section=draft.section,
        heading=draft.heading,
        label=draft.label,
        table=draft.table,
    )


def _joined(parts: list[Span], text: str) -> Iterator[Span]:
    """Parts with nothing but space between them are one."""
    last: Span | None = None
    for part in sorted(parts):
        if last is not None and not text[last.end : part.start].strip():
            last = Span(last.start, max(part.end, last.end))
            continue
        if last is not None:
            yield last
        last = part
    if last is not None:
        yield last


def _after_colon(text: str) -> str:
    return text.partition(":")[2].strip() or text
