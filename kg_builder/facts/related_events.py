"""Sections of a table of adverse events that tell them apart by cause or time: "Unrelated" and "Related", "Acute" and "Late"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg_builder.facts.groups import attribution
from kg_builder.facts.labels import bare
from kg_builder.facts.sheet import Row, Sheet
from kg_builder.held import once

__all__ = ["kept_apart"]

_REMEMBERED = 64  # sections of a few tables
_UNRELATED = re.compile(r"(?:un-?related|not\s(?:[\w-]+\s)?related|unlikely)\b", re.IGNORECASE)
_RELATED = re.compile(
    r"(?:(?:possibl[ey]|probabl[ey]|likely|definite(?:ly)?|definitively|certain(?:ly)?|treatment|(?:study[\s-])?drug|and|or)[\s,/-]+)*related\b",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"\s(?:(?:TR|TE|S|ir)?AEs?|(?:adverse\s)?(?:events?|effects?|toxicit(?:y|ies)|reactions?))$", re.IGNORECASE
)


@lru_cache(maxsize=_REMEMBERED)
def _cause(heading: str) -> str:
    """What a heading says of the events below it: "related", "unrelated", "acute", or ""."""
    text = bare(heading)
    if _UNRELATED.match(text):
        return "unrelated"
    if _RELATED.match(text):
        return "related"
    return _NOUN.sub("", text).lower() if attribution(text) else ""


@once
def _sections(sheet: Sheet) -> Mapping[str, str]:
    """What the outermost headings say of their events, where they tell two kinds apart at least."""
    outer = dict.fromkeys(row.path[0] for row in sheet.rows if len(row.path) > 1)
    named = {heading: cause for heading in outer if (cause := _cause(heading))}
    return named if len(set(named.values())) > 1 else {}


def kept_apart(sheet: Sheet, row: Row, event: str) -> str:
    """The event of a row with what its section says of its cause, so that one event has not two numbers: "rash (unrelated)"."""
    cause = _sections(sheet).get(row.path[0]) if len(row.path) > 1 and event else None
    return f"{event} ({cause})" if cause and cause not in event.lower() else event
