"""Lines of a text and the chunks they form, before anyone knows what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg_builder.document import Span
from kg_builder.readers.sections import is_section_name

__all__ = ["Chunk", "Layout", "Line", "chunks_of", "is_open", "resumes", "words_in"]


class Layout(StrEnum):
    """How the lines of a chunk are set."""

    PROSE = "prose"
    TABS = "tabs"
    PIPES = "pipes"
    HTML = "html"
    MARKED = "marked"  # a Markdown heading: always alone


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its words without surrounding space, where they stand, and where the raw line begins."""

    text: str
    start: int
    raw: str
    raw_start: int

    @property
    def end(self) -> int:
        """Where the words end."""
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """The stretch of the words."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that stand together, all set alike."""

    lines: tuple[Line, ...]
    layout: Layout

    @property
    def text(self) -> str:
        """The words, lines joined by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(self.lines[0].start, self.lines[-1].end)


_RAW_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FLOAT_START = re.compile(r"[*_#\s]*(?:TABLE|FIGURE)\s+(?:\d+|[IVX]+)\b")
_TABLE_START = re.compile(r"[*_#\s]*table\s+(?:\d+|[IVX]+)\b", re.IGNORECASE)
_MARKUP_AT_START = re.compile(r"^(?:[\s*_\\“”\"'‘’]|</?\w[^<>]*>)+")
_MARKUP_AT_END = re.compile(
    r"(?:[\s*_\"'“”‘’\\]|</?\w[^<>]*>|\^\{?[\d,]+\}?|(?<=[.?!”\"])\s*[\[(]?\d+(?:[,–-]\s*\d+)*[\])]?)+$"
)
_RESUMPTION = re.compile(r"(?!\([A-Z]\)\s|[a-d][)]\s)[a-zα-ω(\[,;%=<>≤≥±/–-]")
_BULLET = re.compile(r"[-•*]\s")
_LABEL_WORDS = 12


def chunks_of(text: str) -> tuple[Chunk, ...]:
    r"""The chunks of a text: parted by blank lines, by a change of layout, by a line set in or a caption.

    >>> [(c.layout.value, len(c.lines)) for c in chunks_of("# Title\nOne\ntwo.\n\na\tb\n1\t2\n")]
    [('marked', 1), ('prose', 2), ('tabs', 2)]
    """
    return tuple(_grouped(list(_lines(text))))


def _lines(text: str) -> Iterator[Line]:
    for found in _RAW_LINE.finditer(text):
        raw = found.group().removesuffix("\n")
        words = raw.strip()
        yield Line(words, found.start() + len(raw) - len(raw.lstrip()), raw, found.start())


def _grouped(lines: Sequence[Line]) -> Iterator[Chunk]:
    group: list[Line] = []
    layout = Layout.PROSE
    for number, line in enumerate(lines):
        unfinished = bool(group) and layout is Layout.HTML and not _closed(group)
        within = bool(group) and layout is Layout.TABS and _is_section_row(lines, number)
        found = layout if unfinished or within else _layout(line)
        if group and not unfinished and (not line.text or found is not layout or _breaks(line, group, found)):
            yield Chunk(tuple(group), layout)
            group = []
        if line.text:
            group.append(line)
            layout = found
    if group:
        yield Chunk(tuple(group), layout)


def _is_section_row(lines: Sequence[Line], number: int) -> bool:
    """Whether a line without tabs heads the next rows of a table: a few words, and rows go on below without a gap."""
    line, below = lines[number], lines[number + 1 : number + 3]
    label = bool(line.text) and _layout(line) is Layout.PROSE and words_in(line.text) <= _LABEL_WORDS
    if not label or _TABLE_START.match(line.text) or line.text.endswith("."):
        return False
    rows = [_layout(other) is Layout.TABS for other in below if other.text]
    return bool(rows) and (rows[0] or (len(rows) == 2 and rows[1] and words_in(below[0].text) <= _LABEL_WORDS))


def _layout(line: Line) -> Layout:
    if "<table" in line.text.lower():
        return Layout.HTML
    if line.text.startswith("#"):
        return Layout.MARKED
    if "\t" in line.raw.strip(" \n\f"):
        return Layout.TABS
    if line.text.startswith("|") and line.text.count("|") >= 3:
        return Layout.PIPES
    return Layout.PROSE


def _closed(group: list[Line]) -> bool:
    return "</table" in group[-1].text.lower()


def _breaks(line: Line, group: list[Line], layout: Layout) -> bool:
    """Whether a line begins something new without a blank line before it."""
    if layout is not Layout.PROSE:
        return layout in (Layout.MARKED, Layout.HTML)
    above = group[-1]
    if is_section_name(line.text if len(group) > 1 or not is_section_name(above.text) else above.text):
        return not (resumes(line.text) or (is_open(above.text) and not is_section_name(above.text)))
    set_in = line.raw[:1].isspace() and not above.raw[:1].isspace()
    below_caption = above.text.endswith(".") and bool(_TABLE_START.match(group[0].text))
    return set_in or below_caption or bool(_FLOAT_START.match(line.text)) or bool(_BULLET.match(line.text))


def words_in(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def is_open(text: str) -> bool:
    """Whether a stretch of prose stops within a sentence.

    >>> is_open("The findings supported the"), is_open("as printed (12). "), is_open("at last.[3]")
    (True, False, False)
    """
    kept = _MARKUP_AT_END.sub("", text)
    return not kept.rstrip(")]").endswith((".", "?", "!", ":"))


def resumes(text: str) -> bool:
    """Whether a stretch of prose begins within a sentence.

    >>> resumes("respectively. Only one"), resumes("The trial"), resumes("(n = 4) had")
    (True, False, True)
    """
    kept = _MARKUP_AT_START.sub("", text)
    return bool(_RESUMPTION.match(kept))
