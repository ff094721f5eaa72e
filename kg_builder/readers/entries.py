"""Entries of a reference list in plain text: found by number or bullet, joined over lines and pages, numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg_builder.document import Span
from kg_builder.readers.lines import Chunk, Line, is_open

__all__ = ["Entry", "begins_list", "entries_of"]

_START = re.compile(
    r"^(?P<bullet>[-•*]\s+)?(?:\[(?P<square>\d{1,3})\]|\((?P<round>\d{1,3})\)|(?P<dotted>\d{1,3})\.(?!\d))?\s*(?P<rest>\S)"
)
_FARTHEST_JUMP = 5
_FIRST = re.compile(r"[\[(]?1[\]).]\s*[A-Z]")
_PUBLISHED = re.compile(r"\b(?:19|20)\d\d\b.*?\d|\bet al\b")
_NAMES = re.compile(r"[\[(]?\d[\]).]\s*[A-Z][\w'’-]+,?\s(?:[A-Z]\.?){1,3}\b|.{0,200}\bet al\b")
_LEAST_ENTRIES = 3


@dataclass(slots=True)
class Entry:
    """One reference: its number as text and the stretches that print it."""

    label: str
    parts: list[Span] = field(default_factory=list)
    open: bool = True


def begins_list(chunks: Sequence[Chunk]) -> bool:
    r"""Whether a list of references begins here: the entries 1, 2 and 3, each with authors and a year.

    >>> from kg_builder.readers.lines import chunks_of
    >>> text = "[1] Doe J, et al. A trial. J Tri 2020;1:2.\n[2] Roe K. It. J Tri 2021;3:4.\n[3] Poe L. Him. J Tri 2022;5:6."
    >>> begins_list(chunks_of(text)), begins_list(chunks_of("1. Patients in 2020.\n2. Others.\n3. None."))
    (True, False)
    """
    if not _FIRST.match(chunks[0].text):
        return False
    entries = entries_of(chunks[:_LEAST_ENTRIES])[:_LEAST_ENTRIES]
    lines = [line.text for chunk in chunks[:_LEAST_ENTRIES] for line in chunk.lines]
    starts = [text for text in lines if _NAMES.match(text)]
    years = sum(1 for text in lines if _PUBLISHED.search(text))
    return [entry.label for entry in entries] == ["1", "2", "3"] and min(len(starts), years) >= _LEAST_ENTRIES


def entries_of(chunks: Sequence[Chunk]) -> list[Entry]:
    r"""The entries of a list, in order; an entry whose number the source lost takes the next one.

    >>> from kg_builder.readers.lines import chunks_of
    >>> text = "1. Doe J. A trial. 2020.\n- Roe K. Another\n\n- of the kind. 2021.\n[3] Poe L. Third. 2022.\n"
    >>> [(e.label, len(e.parts)) for e in entries_of(chunks_of(text))]
    [('1', 1), ('2', 2), ('3', 1)]
    """
    entries: list[Entry] = []
    bulleted = sum(1 for chunk in chunks for line in chunk.lines if line.text.startswith(("- ", "• ", "* "))) >= 3
    for chunk in chunks:
        fresh = True
        for line in chunk.lines:
            number = _number(line, entries, bulleted)
            if number is not None or not entries:
                entries.append(Entry(str(number or _last(entries) + 1)))
                fresh = True
            _extend(entries[-1], line, fresh)
            fresh = False
    return entries


def _extend(entry: Entry, line: Line, fresh: bool) -> None:
    if fresh or not entry.parts:
        entry.parts.append(line.span)
    else:
        entry.parts[-1] = Span(entry.parts[-1].start, line.end)
    entry.open = is_open(line.text)


def _number(line: Line, entries: list[Entry], bulleted: bool) -> int | None:
    """The number of the entry that a line begins; None when it carries on the entry above."""
    found = _START.match(line.text)
    if not found:
        return None
    printed = found["square"] or found["round"] or found["dotted"]
    if printed and _follows(int(printed), entries):
        return int(printed)
    if found["bullet"]:
        carries_on = bool(entries) and entries[-1].open and not found["rest"].isupper()
        return None if carries_on else _last(entries) + 1
    return None if bulleted or entries else 1


def _follows(number: int, entries: list[Entry]) -> bool:
    return not entries or _last(entries) < number <= _last(entries) + _FARTHEST_JUMP


def _last(entries: list[Entry]) -> int:
    return int(entries[-1].label) if entries else 0
