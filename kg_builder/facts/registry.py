"""Registry numbers of trials."""

from __future__ import annotations

import re

from kg_builder.phrases import Phrase

__all__ = ["REGISTRY", "registry_in", "registry_of"]

REGISTRY = Phrase(
    r"\b(?P<id>NCT\s?\d{8}|ChiCTR[\w-]{6,}|UMIN\s?\d{9}|jRCTs?\d{9,}|ACTRN\d{14}|EudraCT[\s:]*(?:number\s|No\.\s)?\d{4}-\d{6}-\d{2}|CRD\d{8,}|DRKS\d{8}|NTR\d{4})\b"
    r"|\bISRCTN(?:,?\s(?:number|registry|no\.?)\s?:?)?\s?(?P<isrctn>\d{8})\b",
    "nct", "chictr", "umin", "jrct", "actrn", "eudract", "crd", "drks", "ntr", "isrctn",
)  # fmt: skip


def registry_of(match: re.Match[str]) -> str:
    """The number of a match of `REGISTRY`, as registries write it."""
    return f"ISRCTN{match['isrctn']}" if match["isrctn"] else re.sub(r"^(NCT|UMIN)\s", r"\1", match["id"])


def registry_in(text: str) -> str | None:
    """The first registry number of a text.

    >>> registry_in("a trial (NCT 01234567)"), registry_in("a trial")
    ('NCT01234567', None)
    """
    match = REGISTRY.search(text)
    return registry_of(match) if match else None
