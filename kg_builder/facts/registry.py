"""Registry numbers of trials."""

from __future__ import annotations

import re

from kg_builder.phrases import Phrase

__all__ = ["REGISTRY", "registry_in", "registry_of"]

REGISTRY = Phrase(
    r"\b(?P<id>NCT\s?\d{8}|ChiCTR[\w-]{6,}|UMIN\s?\d{9}|jRCTs?\d{9,}|ACTRN\d{14}|JapicCTI\s?-?\s?\d{6}|CTRI/\d{4}/\d{2,3}/\d{6}|KCT\d{7}|IRCT\w{10,}|TCTR\d{8,}|EudraCT[\s:]*(?:number\s|No\.\s)?\d{4}-\d{6}-\d{2}|CRD\d{8,}|DRKS\d{8}|NTR\d{4})\b"
    r"|\bISRCTN(?:,?\s(?:number|registry|no\.?)\s?:?)?\s?(?P<isrctn>\d{8})\b"
    r"|\bUMIN\b(?:-CTR\b)?(?:[\s,:;()]|\b(?:clinical|trials?|registr(?:y|ation)|id|n(?:umber|o)\b\.?)){1,12}(?P<umin>(?:UMIN)?C?\d{9})\b",
    "nct", "chictr", "umin", "jrct", "actrn", "japiccti", "ctri", "kct", "irct", "tctr",
    "eudract", "crd", "drks", "ntr", "isrctn",
)  # fmt: skip


def registry_of(match: re.Match[str]) -> str:
    """The number of a match of `REGISTRY`, as registries write it."""
    if match["umin"]:
        return f"UMIN{match['umin']}" if match["umin"].isdigit() else str(match["umin"])
    return f"ISRCTN{match['isrctn']}" if match["isrctn"] else re.sub(r"^(NCT|UMIN)\s", r"\1", match["id"])


def registry_in(text: str) -> str | None:
    """The first registry number of a text.

    >>> registry_in("a trial (NCT 01234567)"), registry_in("a trial")
    ('NCT01234567', None)
    """
    match = REGISTRY.search(text)
    return registry_of(match) if match else None
