"""Events that are told as one: "recurrence or metastasis occurred in 12%" says how many had the one or the other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from kg_builder.facts.measured import Measured

__all__ = ["composites"]

_OR = re.compile(r"s?\s(?:and/)?or\s(?:an?\s)?|s?\s?/\s?")
_OTHER = re.compile(r"(?P<name>(?:distant\s|local\s|regional\s)?[A-Za-z]{2,14})\b(?!-)(?!\s(?:free|survival)\b)")
_SPREAD = re.compile(r"(?:distant\s)?metastas[ei]s", re.IGNORECASE)
_SHORT = re.compile(r"\s\([A-Za-z]+\s?/\s?[A-Za-z]+\)")


def composites(text: str, found: list[list[Measured]], abbreviations: Mapping[str, str]) -> list[list[Measured]]:
    """The endpoints of a sentence in order, events joined by "or" as one.

    Args:
        text: the sentence.
        found: its endpoints, one list for each name.
        abbreviations: of the paper.
    """
    if "respective" in text or not (" or " in text or "/" in text):
        return found
    kept: list[list[Measured]] = []
    for one in found:
        if kept and one[0].start < kept[-1][-1].end:
            continue  # named inside what stands before
        joined = _joined(text, kept[-1][-1], one) if kept else None
        if kept and joined:
            kept[-1] = [joined]
        else:
            kept.append([_with_spread(text, one[0], abbreviations)] if len(one) == 1 else one)
    return kept


def _joined(text: str, before: Measured, one: Sequence[Measured]) -> Measured | None:
    """Both events as one, where they are but joined."""
    this = one[0]
    events = before.event and this.event and len(one) == 1 and before.at_months == this.at_months
    if not events or not _OR.fullmatch(text, before.end, this.start):
        return None
    key = before.key if this.key in before.key.split(" or ") else f"{before.key} or {this.key}"
    return replace(before, end=_closed(text, this.end), key=key)


def _with_spread(text: str, one: Measured, abbreviations: Mapping[str, str]) -> Measured:
    """The event with the spread that is told with it, which alone is no endpoint: "recurrence or metastasis"."""
    either = _OR.match(text, one.end) if one.event else None
    other = _OTHER.match(text, either.end()) if either else None
    if other is None or not _SPREAD.search(abbreviations.get(other["name"], other["name"])):
        return one
    return replace(one, end=_closed(text, other.end()), key=f"{one.key} or metastasis")


def _closed(text: str, end: int) -> int:
    """The end of a name with the short form in brackets behind it."""
    short = _SHORT.match(text, end)
    return short.end() if short else end
