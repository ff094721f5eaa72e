"""What events a ratio is of that the words around it name: "relapse or death", "31% in A had a decline of X versus 66%"."""

from __future__ import annotations

import re

from kg_builder.facts.hazards import NO_HAZARD
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["event_told", "with_death"]

_NEAR = 24  # characters around an event in which "or" joins it to another
_WITH = {"progression": "PFS", "recurrence": "DFS", "relapse": "DFS"}
_EVENT = r"(?:disease\s|tumou?r\s)?(?P<event>progression|recurrence|relapse)"
_BEFORE = re.compile(rf"(?:\b{_EVENT}s?|(?P<other>[A-Za-z-]+)),?\s(?:and/)?or\s(?:an?\s)?$", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:\sfrom\sany\scause)?\s(?:and/)?or\s(?:an?\s)?(?:{_EVENT}s?\b|(?P<other>[A-Za-z-]{{4,}}))", re.IGNORECASE
)
_OR_DEATH = re.compile(r"s?,?\s(?:and/)?or\s(?:cancer[\s-]related\s)?deaths?\b", re.IGNORECASE)
_DEATH_OR = re.compile(r"\bdeaths?(?:\sfrom\sany\scause)?\s(?:and/)?or\s(?:an?\s|disease\s|tumou?r\s)?$", re.IGNORECASE)


def with_death(text: str, mention: Mention, key: str) -> str:
    """The endpoint of an event's hazard, or that of the event and death as one; "" where it is not known which that is.

    Args:
        text: the sentence.
        mention: the event.
        key: the endpoint of its own hazard.
    """
    if "or " not in text[max(0, mention.start - _NEAR) : mention.end + _NEAR]:
        return key
    if key != "OS":
        joined = _OR_DEATH.match(text, mention.end) or _DEATH_OR.search(
            text, max(0, mention.start - 2 * _NEAR), mention.start
        )
        return _WITH.get(key, "PFS" if key == "PFS" else "") if joined else key
    told = _BEFORE.search(text, max(0, mention.start - 2 * _NEAR), mention.start) or _BEHIND.match(text, mention.end)
    return _WITH.get((told["event"] or "").lower(), "") if told else key


_NAMED = r"(?:an?\s|the\s)?(?P<event>(?:(?!\b(?:no|not|any|been|had|was|were|and|or|versus|vs)\b)[^(),;:.\d%])+?)"
_HAD = re.compile(
    rf"\d\s?%\s(?:\([^()]*\)\s)?of\s(?:the\s)?(?:patients|those|participants|women|men)\s(?P<whose>[^;.()\d]{{3,60}}?)\s(?:had|experienced|developed)\s{_NAMED}"
    r",?\s(?:versus|vs\.?|(?:as\s)?compared\swith|and|whereas)\s\d[\d.]*\s?%[^;]*[(\[]\s?(?:(?:un)?(?:stratified|adjusted)\s)?$"
)
_OCCURRED = re.compile(
    rf"(?:^|;\s|^[^,;]{{3,60}},\s)(?:An?\s|The\s)?{_NAMED}\s(?:occurred|(?:was|were)\s(?:observed|seen|reported))\sin\s\d[\d.]*\s?%[^;]*?(?P<whose>[^;]*)[(\[]\s?(?:(?:un)?(?:stratified|adjusted)\s)?$"
)
_OF_OWN = re.compile(
    r"\s(?:for|of)\s(?:an?\s|any\s|the\s|having\s)*(?P<event>(?:(?!\b(?:in|with|for|among|and|or|than|comparing|versus|vs|compared)\b)[^(),;:.\d%])+?)"
    r"\s(?:in|with|for|among)\s(?P<whose>[^;]*)"
)
_NO_EVENT = re.compile(
    r"\b(?:treatments?|therapy|comparisons?|effects?|benefits?|analysis|events?|outcomes?|end\s?points?|patients|adults|children|men|women"
    r"|participants|subjects|persons|people|smokers|carriers|age|disease|tumou?rs?|cancers?|sub\w+|cohorts?|populations?)\b"
)
_SHORTEST, _LONGEST = 5, 70
_KNOWN = ("time", "fraction", "event")
_OTHER = (Category.RESPONSE, Category.TOXICITY, Category.STAGING_LEVEL)


def event_told(statement: Statement, ratio: re.Match[str]) -> str | None:
    """An event without a name in the lexicon that a ratio is of: as its own words say, or the shares of both groups before it.

    >>> bool(_HAD.search("31% of the patients in the A group had a decline of X versus 66% in the B group ("))
    True

    Args:
        statement: the sentence.
        ratio: its match, with the groups `measure`, `between` and `value`.
    """
    text, at = statement.text, ratio.start()
    told = _OF_OWN.match(text, ratio.end("measure"), ratio.start("value")) if ratio["between"] else None
    end = ratio.start("value") if told else at
    if told is None and "%" in text[:at]:
        told = _HAD.search(text, 0, at) or _OCCURRED.search(text, 0, at)
    if told is None or not _SHORTEST <= len(told["event"]) <= _LONGEST or _NO_EVENT.search(told["event"]):
        return None
    begin, stop = told.span("event")
    if any(begin <= m.start < stop and m.of(*_OTHER) for m in statement.mentions) or _names_endpoint(statement, end):
        return None
    arms = {g.arm.name for g in statement.groups if told.start() <= g.start < end and not g.arm.whole}
    inside = any(begin <= t.start < stop for t in statement.treatments)
    return None if inside or len(arms) != 2 else told["event"][:1].lower() + told["event"][1:]


def _names_endpoint(statement: Statement, at: int) -> bool:
    """Whether a sentence names before a place an endpoint that has times, shares or events."""
    named = (t for m in statement.mentions if m.end <= at and (t := m.of(Category.ENDPOINT)))
    return any(t.key not in NO_HAZARD and t.features.get("measuredAs") in _KNOWN for t in named)
