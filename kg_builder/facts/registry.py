"""Registry numbers of trials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.phrases import Phrase, Prose

__all__ = ["REGISTRY", "registered", "registry_in", "registry_of"]

_CALLED = r"[\s,:;()\[\]#-]*(?:(?:trials?|registration|registry|register|number|id(?:entifier)?|no|nr)\b\.?[\s:,(]*)*"
REGISTRY = Phrase(
    r"\b(?P<id>NCT[\s-]?[0-9]\d{7}|ChiCTR[\w-]{6,}|UMIN\s?[0-9]\d{8}|jRCTs?[0-9]\d{8,}|(?:ACTRN|KCT|NTR|PACTR)\s?[0-9]\d{3,}|JapicCTI[\s-]{0,2}(?:No\.?\s)?\d{6}|CTRI/\d{4}/\d{2,3}/\d{6}|IRCT[0-9]\w{9,}|TCTR[0-9]\d{7,}|CRD[0-9]\d{7,}|DRKS[0-9]\d{7})\b"
    rf"|\b(?:EudraCT|EU\sClinical\sTrials?\sRegist(?:er|ry))\b{_CALLED}(?P<eudract>\d{{4}}-\d{{6}}-\d{{2}})\b"
    rf"|\b(?:Netherlands|Dutch)\s(?:National\s)?Trials?\sRegist(?:er|ry)\b{_CALLED}(?P<dutch>NL\s?\d{{4,5}})\b"
    rf"|\bISRCTN{_CALLED}(?P<isrctn>\d{{8}})\b"
    r"|\bUMIN(?:-CTR|\)|:|\s(?:clinical\strials?\sregistry|registry|id))[\s,:;()]*(?:(?:id|number|no\.?)[\s:]*)?(?P<umin>(?:UMIN)?C?\d{9})\b",
    *(f"{register}{digit}" for register in ("nct", "nct ", "nct-", "ntr", "ntr ") for digit in range(10)),
    "chictr", "umin", "jrct", "actrn", "japic", "ctri", "kct", "irct", "tctr", "eudract", "crd", "drks", "isrctn", "pactr",
    *(f"eu clinical trial{many} regist" for many in ("", "s")),
    *(f"{country}{national} trial" for country in ("netherlands", "dutch") for national in ("", " national")),
)  # fmt: skip
_NUMBER = re.compile(
    r"[0-9TN](?:\d(?<=\d\d)\d{4}|R(?<=N.R)\s?\d{4}|R(?<=C.R)[\w-]{6}|[0-9](?<=RC..)\w{9}|L(?<=NL)\s?\d{4})"
)  # of which each registry number has one: found far sooner


def registered(text: str) -> Iterator[re.Match[str]]:
    """The registry numbers of trials in a cleaned text, in order; `registry_of` writes them."""
    if isinstance(text, Prose) and not REGISTRY.may_stand_in(text):
        return iter(())
    return REGISTRY.finditer(text) if _NUMBER.search(text) else iter(())  # any other text is asked for its words last


_WRITTEN = re.compile(r"^(?P<register>NCT|UMIN|ACTRN|KCT|NTR|PACTR)[\s-](?=\d)")
_JAPIC = re.compile(r"(?<=^JapicCTI)\D*")


def registry_of(match: re.Match[str]) -> str:
    """The number of a match that `registered` found, as registries write it."""
    if match["umin"]:
        return f"UMIN{match['umin']}" if match["umin"].isdigit() else str(match["umin"])
    if match["isrctn"]:
        return f"ISRCTN{match['isrctn']}"
    if match["eudract"]:
        return f"EudraCT {match['eudract']}"
    return str(match["dutch"]) if match["dutch"] else _JAPIC.sub("-", _WRITTEN.sub(r"\g<register>", match["id"]))


def registry_in(text: str) -> str | None:
    """The first registry number of a text.

    >>> registry_in("a trial (NCT 01234567)"), registry_in("a trial")
    ('NCT01234567', None)
    """
    match = next(registered(text), None)
    return registry_of(match) if match else None
