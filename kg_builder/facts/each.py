"""One value for each event of a list: "nausea, rash and asthenia (22.0% each)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.measured import Measured

__all__ = ["of_each"]

_EACH = re.compile(r"^\s?[)\]]?\s?(?:for\s|in\s)?each\b")


def of_each(text: str, aligned: Aligned, events: Sequence[Measured]) -> Iterator[Aligned]:
    """The other events of "nausea, rash and asthenia (22.0% each)"."""
    if not _EACH.match(text[aligned.quantity.end :].removeprefix(")")) and not _EACH.match(_last_words(text, aligned)):
        return
    nearest = aligned.endpoint
    for event in reversed([e for e in events if e.end <= aligned.endpoint.start]):
        between = text[event.end : nearest.start]
        if (
            not re.search(r",|\band\b", between)
            or re.search(r"[\d();:]|\b(?:was|were|had)\b", between)
            or len(between) > 40
        ):
            return
        nearest = event
        yield replace(aligned, endpoint=event)


def _last_words(text: str, aligned: Aligned) -> str:
    """What stands behind the number inside the value's own bracket."""
    printed = text[aligned.quantity.start : aligned.quantity.end]
    return printed.rsplit("%", 1)[-1]
