"""Which way a hazard ratio points that the words around it belie: "OS was longer with low X than with high X (HR 2.0)"."""

from __future__ import annotations

import re
from decimal import Decimal

from kg_builder.facts.alignment import align
from kg_builder.facts.claim import Claim
from kg_builder.facts.claims import claims
from kg_builder.facts.holders import holders
from kg_builder.study import Statement

__all__ = ["in_sense"]

_CLEAR = Decimal("0.05")  # a ratio nearer to one may point either way


def in_sense(
    statement: Statement, match: re.Match[str], told: tuple[str, str], contrast: str | None, ratio: Decimal
) -> tuple[str, str | None]:
    """The factor and the contrast of a hazard ratio, the other way about where the sentence says that the first fares otherwise.

    Who lives longer has the smaller hazard: where words and number clash, the ratio is of the group that the sentence
    compares with. The factor of such a ratio is the trait alone, if its levels are set against each other.

    Args:
        statement: the sentence.
        match: the ratio; what its own words set against each other stands as printed.
        told: what the ratio is read to be of: its endpoint and its factor.
        contrast: what it is read to compare.
        ratio: its value.
    """
    endpoint, factor = told
    if abs(ratio - 1) < _CLEAR or _AGAINST.search(match["between"]):
        return factor, contrast
    first, against, second = (contrast or "").partition(" vs ")
    turned = f"{second} vs {first}" if against else None
    claimed = _claimed(statement, match.start(), factor) if factor != "treatment" else None
    if claimed is not None:
        ways = {way for end, way in claimed.ends if end.key == endpoint and not end.adverse}
        belied = ways == {"better" if ratio > 1 else "worse"}
    else:
        belied = bool(against) and _is_belied(statement, match.start(), (first, second), more=ratio > 1)
    if factor != "treatment" and against and not belied and claimed is None:
        belied = _values_belie(statement, endpoint, (first, second), more=ratio > 1)
    if not belied or factor == "treatment":
        return factor, turned if belied else contrast
    if level := _LEVEL.search(factor):
        return _ANY.sub("", f"{factor[: level.start()]} {factor[level.end() :]}").strip(), turned
    return (second, turned) if against else (factor, contrast)


_AGAINST = re.compile(r"\b(?:vs|versus|compar\w+|relative\sto|over)\b")
_LEVEL = re.compile(
    r"[\s-]?\b(?:high|higher|low|lower|elevated|increased|decreased|reduced|normal|positive|negative)\b\s?",
    re.IGNORECASE,
)


_ANY = re.compile(r"\s+(?:patients|tumou?rs|disease|groups?)$")


def _claimed(statement: Statement, end: int, factor: str) -> Claim | None:
    """The one claim of a sentence before a ratio on the ratio's factor."""
    name = factor.lower()
    found = [c for c in claims(statement) if c.factor.start < end and c.factor.name.lower() in name]
    return found[0] if len(found) == 1 else None


def _values_belie(statement: Statement, endpoint: str, names: tuple[str, str], *, more: bool) -> bool:
    """Whether the times of two parts of the patients say of the first what a ratio of it against the second denies."""
    told = [a for a in align(statement) if a.endpoint.key == endpoint and a.quantity.dimension == "time" and a.certain]
    times = [
        [a.quantity.number for a in told if (whose := a.subgroup or a.holder) and name in whose.name] for name in names
    ]
    if not all(len(found) == 1 and found[0] for found in times):
        return False
    (first,), (second,) = times
    return first is not None and second is not None and first != second and (first > second) is more


def _is_belied(statement: Statement, end: int, names: tuple[str, str], *, more: bool) -> bool:
    """Whether words before a ratio say of the first of two groups, which they compare with the second, what it does not.

    Args:
        statement: the sentence.
        end: where the ratio begins.
        names: the groups that the ratio is read to compare.
        more: the ratio gives the first the larger hazard.
    """
    text, begin = statement.text, statement.text.rfind(";", 0, end) + 1
    fares, else_ = (_BETTER, _WORSE) if more else (_WORSE, _BETTER)
    if not fares.search(text, begin, end) or else_.search(text, begin, end) or _OF_EVENTS.search(text, begin, end):
        return False
    told = [h for h in holders(statement) if begin <= h.start < end]
    first, second = ([h for h in told if name in h.name] for name in names)
    return bool(first and second) and not first[0].compared and second[0].compared


_BETTER = re.compile(r"\b(?:longer|better|superior|improved|improvement|prolonged|benefit)\b")
_WORSE = re.compile(r"\b(?:shorter|worse|poorer|inferior|shortened)\b")
_OF_EVENTS = re.compile(
    r"\b(?:risks?|hazards?|mortality|deaths?|died|incidence|rates?|odds|toxicity|events?|nor?|not|without|unless|except|but|although|while|whereas)\b",
    re.IGNORECASE,
)
