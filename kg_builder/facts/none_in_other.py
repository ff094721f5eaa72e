"""That nobody had an event in the one group, behind how many had it in the other: "in 3 (6%) with A and in none with B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.alignment import Aligned
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["none_in_other"]

_NONE = Phrase(
    r"""(?:,?\s(?:and|but|while|whereas|versus|vs\.?|v|(?:as\s)?compared\s(?:with|to)))\s(?:in\s|with\s)?(?:none|no\s(?:patients?|subjects?|participants?|cases?))\s
        (?:of\s(?:those|the\s(?:\d+\s)?patients|patients)\s)?(?:(?:who\s)?(?:were\s)?(?:in|with|on|for|among|receiving|received|treated\swith|given|assigned\sto)\s)(?:the\s)?""",
    "none", "no patient", "no subject", "no participant", "no case",
)  # fmt: skip
_BETWEEN = re.compile(r"[^;:\d]{0,90}")


def none_in_other(statement: Statement, aligned: Aligned, record: AdverseEvent) -> Iterator[AdverseEvent]:
    """The record of the group in which a sentence goes on to say that none had the event."""
    none = _NONE.search(statement.text, aligned.quantity.end)
    if none is None or not _BETWEEN.fullmatch(statement.text, aligned.quantity.end, none.start()):
        return
    group = next((g for g in statement.groups if g.start == none.end() and not g.arm.whole), None)
    if group is not None and group.arm.title() != record.arm:
        arm = group.arm
        place = statement.place(min(aligned.endpoint.start, none.start()), group.end)
        yield replace(record, span=place, arm=arm.title(), regimen=(), n=arm.n, count=0, percent=None)
