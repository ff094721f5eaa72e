"""From what to what a treatment changed an endpoint: "the addition of A to B raised the response rate from 35% to 53%".

The later value is that of the patients with the treatment, the earlier that of those without it, where the sentence says
who these are: what the treatment was added to, what it is compared with, or nobody but those "without A".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.measured import Measured, may_measure, measured
from kg_builder.facts.result_values import fits
from kg_builder.phrases import Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Statement
from kg_builder.units import number
from kg_builder.values import Quantity

__all__ = ["raised"]

_FROM_TO = Phrase(
    r"""\bfrom\s(?:an?\s)?(?:(?:median|mean)\s)?(?:of\s)?(?P<low>\d+(?:\.\d+)?)(?:\s?(?P<unit>%|[a-z]+(?<!to)))?(?:\s\([^()]*\))?
        (?:\s(?:with|in|for|on)\s(?P<whom>(?:(?!\bto\b)[^,;()%]){2,60}?))?(?:\s\([^()]*\))?\sto\s(?P<high>\d+(?:\.\d+)?)(?![\d.,]*\d|-)""",
    "from ",
)  # fmt: skip
_CHANGED = Phrase(
    r"\b(?:increas|improv|prolong|extend|rais|rose\b|rising|lengthen|enhanc|doubl|went\b|reduc|decreas|lower|shorten|fell\b)",
    "increas", "improv", "prolong", "extend", "rais", "rose", "rising", "lengthen", "enhanc", "doubl", "went", "reduc", "decreas",
    "lower", "shorten", "fell",
    flags=re.VERBOSE,
)  # fmt: skip
_NO_NUMBER = re.compile(r"[^\d;:]{0,70}")
_Pair = tuple[Quantity, Quantity]
_Groups = tuple[Holder | None, Holder]  # whose the earlier value is, where it is told, and the later


def raised(statement: Statement) -> tuple[Aligned, ...]:
    """The values of a sentence from which and to which a treatment changed an endpoint, each with whom it is of."""
    text = statement.text
    may_be = text.standing & _FROM_TO.bit and text.standing & _CHANGED.bit and may_measure(statement)
    changes = [*_FROM_TO.finditer(text)] if may_be else []
    if not changes or not _CHANGED.search(text):
        return ()
    parts = [h for h in holders(statement) if h.subgroup]
    if len(parts) > 1:
        return ()
    return tuple(aligned for change in changes for aligned in _read(statement, change, parts[0] if parts else None))


def _read(statement: Statement, change: re.Match[str], part: Holder | None) -> Iterator[Aligned]:
    endpoint, pair = _endpoint(statement, change.start()), _pair(statement, change)
    if endpoint is None or pair is None or not fits(pair[1], endpoint):
        return
    gained = _gained(statement)
    groups = _of_each(statement, change) or (_added(statement, gained) if gained else _compared(statement, change))
    if groups is not None:
        yield from (Aligned(q, endpoint, h, part) for q, h in zip(pair, groups, strict=True) if h is not None)


def _endpoint(statement: Statement, at: int) -> Measured | None:
    """The endpoint before, which with the verb is all that stands between it and the values or the last such."""
    before = [e for e in measured(statement) if e.end <= at]
    near = bool(before) and _NO_NUMBER.fullmatch(statement.text, before[-1].end, at) is not None
    return before[-1] if near else None


def _pair(statement: Statement, change: re.Match[str]) -> _Pair | None:
    """The two values, which are of one unit."""
    high = change.start("high")
    printed = next((q for q in statement.quantities if q.start <= high < q.end), None)
    if printed is None or printed.unit is None:
        return None
    own, _ = statement.paper.units.match(statement.text, change.end("low")) if change["unit"] else (printed.unit, 0)
    if own != printed.unit:
        return None
    later = replace(printed, start=high, number=number(change["high"]), upper=None)
    start, end = change.span("low")
    return Quantity(start=start, end=end, number=number(change["low"]), unit=printed.unit), later


def _of_each(statement: Statement, change: re.Match[str]) -> _Groups | None:
    """ "from 9 months with B to 10 months with A plus B"."""
    if not change["whom"]:
        return None
    named = [h for h in holders(statement) if h.known and not h.subgroup]
    first = [h for h in named if change.start("whom") <= h.start and h.end <= change.end("whom")]
    behind = [h for h in named if _WITH.fullmatch(statement.text, change.end("high"), h.start)]
    apart = len(first) == 1 and len(behind) == 1 and first[0].name != behind[0].name
    return (first[0], behind[0]) if apart else None


_WITH = re.compile(
    r"\s?(?:%|[a-z]+)?(?:\s\([^()]*\))?\s(?:with|in|for|on)\s(?:the\s|patients\s(?:receiving|treated\swith)\s)?"
)
_ADDING = re.compile(r"\b(?:addition\sof|adding|incorporati(?:on\sof|ng))\s(?:an?\s|the\s)?(?:\w+\s)?$", re.IGNORECASE)
_IS_ADDED = re.compile(r"\s(?:(?:was|is|were)\s)?added\b")
_BASE = re.compile(r"\s(?:(?:was|is|were)\s)?(?:added\s)?to\s(?:(?!\w+ed\b)\w+\s){0,3}")
_MORE = re.compile(r"(?:\s(?:and|plus|with)|\s?\+|,)\s$")


def _gained(statement: Statement) -> list[Treatment]:
    text = statement.text
    return [t for t in statement.treatments if _ADDING.search(text, 0, t.start) or _IS_ADDED.match(text, t.end)]


def _added(statement: Statement, gained: list[Treatment]) -> _Groups | None:
    """The patients without and with the one treatment that was added, in an own study its two arms."""
    text, named = statement.text, statement.treatments
    joined = [two for one, two in pairwise(named) if one in gained and _BASE.fullmatch(text, one.end, two.start)]
    base = joined[0] if joined else None
    together = any(t.start > base.end and _MORE.fullmatch(text, base.end, t.start) for t in named) if base else False
    if len(gained) != 1 or together:  # which of them are together is not told
        return None
    if statement.study == "this" and statement.paper.genre != "review":
        return _arms(statement, gained[0], base)
    return _without(statement, gained[0], base), _with(statement, gained[0], base)


def _arms(statement: Statement, gained: Treatment, base: Treatment | None) -> _Groups | None:
    """The arms with and without a treatment, of a study that has one of each."""
    is_a = statement.paper.lexicon.is_a
    arms = [(a, {c for c in a.regimen if not is_a(c, "control intervention")}) for a in statement.paper.roster.arms]
    lacking = [(a, has) for a, has in arms if a.regimen and not gained.key & has and (base is None or base.key <= has)]
    having = [(a, has) for a, has in arms if gained.key <= has]
    if len(lacking) != 1 or len(having) != 1 or not lacking[0][1] <= having[0][1]:
        return None
    return Holder.of(lacking[0][0]), Holder.of(having[0][0])


def _without(statement: Statement, gained: Treatment, base: Treatment | None) -> Holder:
    text = statement.text
    if base is None:
        return Holder(gained.start, gained.end, f"without {text[gained.start : gained.end]}")
    slots = tuple(base.one_of.items())
    return Holder(base.start, base.end, text[base.start : base.end], None, base.components, slots)


def _with(statement: Statement, gained: Treatment, base: Treatment | None) -> Holder:
    text = statement.text
    name = text[gained.start : gained.end]
    if base is None:
        return Holder(gained.start, gained.end, f"with {name}")
    both = tuple(dict.fromkeys((*gained.components, *base.components)))
    slots = tuple({**gained.one_of, **base.one_of}.items())
    return Holder(gained.start, base.end, f"{name} plus {text[base.start : base.end]}", None, both, slots)


_DID = re.compile(r"(?:\s(?:therapy|treatment|group|arm))?\s(?:(?:has|have|had|also|\w+ly)\s){0,3}$")


def _compared(statement: Statement, change: re.Match[str]) -> _Groups | None:
    """Whose the later value is in "A prolonged OS from 9.8 to 12.4 months", and the earlier, where A is set against B."""
    verb = _CHANGED.search(statement.text)
    named = [h for h in holders(statement) if h.known and not h.subgroup]
    subject = [h for h in named if verb and not h.compared and _DID.fullmatch(statement.text, h.end, verb.start())]
    others = {h.name: h for h in named if h.compared and h.start >= change.end()}
    if len(subject) != 1 or len(others) > 1:
        return None
    return next(iter(others.values()), None), subject[0]
