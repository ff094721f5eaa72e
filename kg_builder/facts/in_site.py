"""Endpoints of one organ: "time to relapse in the brain"."""

from __future__ import annotations

import re

from kg_builder.mentions import Mention

__all__ = ["in_site"]

_TIME_TO = re.compile(r"(?:median\s)?time\sto\s", re.IGNORECASE)
_SITE = re.compile(
    r"\sin\s(?:the\s)?(?:vital\sorgans|brain|CNS|central\snervous\ssystem|liver|lungs?|bones?|peritoneum|lymph\snodes)\b"
)


def in_site(text: str, mention: Mention) -> str | None:
    """The name, as printed, of an endpoint of one organ, which is not that of all: "time to relapse in the brain"."""
    timed = _TIME_TO.match(mention.text)
    match = _SITE.match(text, mention.end) if timed else None
    return f"time to {mention.text[timed.end() :]}{match.group()}" if timed and match else None
