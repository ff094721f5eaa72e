"""Registry numbers of trials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.phrases import Phrase, Prose

__all__ = ["REGISTRY", "registered", "registry_in", "registry_of"]

REGISTRY = Phrase(
    r"\b(?P<id>NCT\s?[0-9]\d{7}|ChiCTR[\w-]{6,}|UMIN\s?[0-9]\d{8}|jRCTs?[0-9]\d{8,}|ACTRN\d{14}|JapicCTI\s?-?\s?\d{6}|CTRI/\d{4}/\d{2,3}/\d{6}|KCT[0-9]\d{6}|IRCT[0-9]\w{9,}|TCTR[0-9]\d{7,}|EudraCT[\s:]*(?:number\s|No\.\s)?\d{4}-\d{6}-\d{2}|CRD[0-9]\d{7,}|DRKS[0-9]\d{7}|NTR[0-9]\d{3})\b"
    r"|\bISRCTN(?:,?\s(?:number|registry|no\.?)\s?:?|:)?\s?(?P<isrctn>\d{8})\b"
    r"|\bUMIN(?:-CTR|\)|:|\s(?:clinical\strials?\sregistry|registry|id))[\s,:;()]*(?:(?:id|number|no\.?)[\s:]*)?(?P<umin>(?:UMIN)?C?\d{9})\b",
    *(f"{register}{digit}" for register in ("nct", "nct ", "ntr") for digit in range(10)),
    "chictr", "umin", "jrct", "actrn", "japic", "ctri", "kct", "irct", "tctr", "eudract", "crd", "drks", "isrctn",
)  # fmt: skip
_NUMBER = re.compile(
    r"[0-9T](?:(?<=\d)\d{5}|(?<=N.)R\d{4}|(?<=C.)R[\w-]{6}|(?<=RC.)[0-9]\w{9})"
)  # of which each registry number has one: found far sooner


def registered(text: str) -> Iterator[re.Match[str]]:
    """The registry numbers of trials in a cleaned text, in order; `registry_of` writes them."""
    if isinstance(text, Prose) and not REGISTRY.may_stand_in(text):
        return iter(())
    return REGISTRY.finditer(text) if _NUMBER.search(text) else iter(())  # any other text is asked for its words last


_SPACED = re.compile(r"^(NCT|UMIN)\s")


def registry_of(match: re.Match[str]) -> str:
    """The number of a match that `registered` found, as registries write it."""
    if match["umin"]:
        return f"UMIN{match['umin']}" if match["umin"].isdigit() else str(match["umin"])
    return f"ISRCTN{match['isrctn']}" if match["isrctn"] else _SPACED.sub(r"\1", match["id"])


def registry_in(text: str) -> str | None:
    """The first registry number of a text.

    >>> registry_in("a trial (NCT 01234567)"), registry_in("a trial")
    ('NCT01234567', None)
    """
    match = next(registered(text), None)
    return registry_of(match) if match else None
