"""Sentences that begin with a part of the patients, whose number is not the arm's: "Among women, rash occurred in 31%"."""

from __future__ import annotations

import re

from kg_builder.held import once
from kg_builder.study import Statement

__all__ = ["leads_with_part", "not_of_part"]

_PEOPLE = (
    r"(?:patients|participants|subjects|recipients|cases|women|men|females|males|girls|boys|children|adults|those|"
    r"responders|non-?responders|survivors|smokers|donors)"
)
_LEADS = re.compile(
    rf"(?:[A-Z][a-z]+,\s)?(?:among|in|of|for|within)\s(?P<who>(?:[^\s,;()]+\s){{0,5}}?{_PEOPLE}\b(?:\s[^,;()]{{1,70}})?),\s",
    re.IGNORECASE,
)
_ANY = re.compile(
    rf"""(?:(?:the|all|both|these|those|our|this|study|trial|total|overall|whole|entire|treated|evaluable|assessable|enrol+ed|included|eligible|
        randomi[sz]ed|analy[sz]ed|remaining|adult|of|in|for|who|were|was|had|received|treatment|with|available|data|follow-up|response|safety|toxicity|
        arms?|groups?|cohorts?|population|\d+|{_PEOPLE})(?:\s|$))+""",
    re.IGNORECASE | re.VERBOSE,
)


@once
def leads_with_part(statement: Statement) -> bool:
    """Whether the first words tell of patients whom no arm and no other word for all patients means."""
    told = _LEADS.match(statement.text)
    if told is None or _ANY.fullmatch(told["who"]):
        return told is not None and told["who"].split()[-1].lower() in _SOME
    return not any(g.start < told.end() for g in statement.groups)


_SOME = frozenset({"women", "men", "females", "males", "girls", "boys", "responders", "survivors", "smokers", "donors"})


def not_of_part(statement: Statement, n: int | None, count: int | None) -> int | None:
    """An arm's size, unless a share without its count is of a part of the arm that leads."""
    return None if leads_with_part(statement) and not count else n
