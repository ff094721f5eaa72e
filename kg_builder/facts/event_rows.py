"""Rows that count the patients with an event of survival: "Events, n (%)" below "Progression-free survival", "Deaths"."""

from __future__ import annotations

import re

__all__ = ["event_of", "is_event"]

_EVENTS = re.compile(
    r"""(?:(?:total\s)?(?:no\.?|number|n)\s(?:of\s)?)?(?:patients\swith\s(?:an?\s)?)?
        (?:(?P<death>deaths?|died|patients\swho\sdied)|(?:(?:PFS|OS|DFS|EFS|RFS|TTP)\s)?events?|deaths?\sor\s(?:disease\s)?progressions?|(?:disease\s)?progressions?\sor\sdeaths?)""",
    re.IGNORECASE | re.VERBOSE,
)
_TIMES = ("OS", "PFS", "DFS", "EFS", "RFS", "TTP")


def event_of(endpoint: str, label: str) -> str | None:
    """What a row counts, where its label, below or with the name of an endpoint, says that it counts events.

    >>> event_of("PFS", "Events"), event_of("OS", "No. of deaths"), event_of("OS", "Median"), event_of("death", "Deaths")
    ('PFS event', 'death', None, 'death')
    """
    match = _EVENTS.fullmatch(label.strip(" ,:;-\u2013\u2014").removesuffix(", N").removesuffix(", n"))
    if match is None:
        return None
    if match["death"]:
        return "death" if endpoint in ("OS", "death") else None
    if is_event(endpoint):
        return endpoint
    return ("death" if endpoint == "OS" else f"{endpoint} event") if endpoint in _TIMES else None


def is_event(endpoint: str) -> bool:
    """Whether an endpoint is met by an event, which no response criteria judge."""
    return endpoint == "death" or endpoint.endswith(" event")
