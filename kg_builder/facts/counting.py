"""What sentences count of the patients of each arm: the words for patients, the arms behind counts, the records of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent, Outcome, Place
from kg_builder.expressions import Expression
from kg_builder.facts.denominators import unless_denied
from kg_builder.facts.grades import spelt_out
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.held import once
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase, Prose
from kg_builder.study import Statement

__all__ = [
    "COUNT",
    "EVENT_OF",
    "GROUP",
    "IN_EACH",
    "OF_THOSE",
    "OF_TOTAL",
    "OR_NONE",
    "OUTCOME_OF",
    "PARTED",
    "PEOPLE",
    "PLACE",
    "Counts",
    "arm_at",
    "arms_masked",
    "as_rate",
    "counted_events",
    "counted_outcome",
    "counted_outcomes",
    "counts_of",
    "event_name",
    "with_share",
]

GROUP = "\x01"  # stands for each character of an arm's name, so that grammar need not know names
COUNT = rf"(?:\d{{1,4}}|{NUMBER_WORD})"
OR_NONE = rf"(?:{COUNT}|none|no)"
_TO_ARM = (
    r"(?:in|on|of|for|from|among|receiving|given|with|treated\swith|(?:assigned|allocated|randomi[sz]ed)\sto|"
    r"who\s(?:received|were\streated\swith))"
)
PLACE = rf"\s{_TO_ARM}\s(?:the\s)?{GROUP}+(?:\s(?:groups?|arms?|cohorts?|regimens?))?"
PEOPLE = r"(?:patients?|cases?|participants?|subjects?|women|men)"
EVENT_OF = {"died": "death", "progressed": "progression", "relapsed": "relapse"}  # by the verb
OUTCOME_OF = EVENT_OF | {"responded": "ORR"}
OF_TOTAL = re.compile(r"(?:\sof\s(?:the\s)?|\s?/\s?)(?P<total>\d{1,4})(?![\d.]*\s?%)")
PARTED = Expression(  # tells of a part of the patients
    r"""\b(?:cohorts?|dose\slevels?|stratum|part)\s(?:[A-Z]|\d|one|two|three)\b
      | \b(?:among|of|in)\s(?:(?:the|these|those)\s)?(?:(?!\d)\w+\s){0,3}?(?:patients|responders|those|whom)
        \s(?:with|who|whose|aged|older|younger)\b
      | \b(?:among|of)\s(?:the\s)?\d+\s(?:\w+\s){0,3}?(?:patients|responders)\s(?:with|who|whose|in|aged|older|younger)\b""",
    re.IGNORECASE | re.VERBOSE,
)
OF_THOSE = r"(?:\s(?:among|of|in)\s(?:the\s|those\s)?(?:patients|those|women|men))?"  # before a place
_COUNTED = (
    r"(?:[\w-]+\s){0,3}?(?:deaths?|progressions?|relapses?|recurrences?|events)(?:\sfrom\sany\scause)?"
    r"(?:\s(?:(?:had\s|have\s)?occurred|(?:were|had\sbeen)\s\w+))?"
)
_PART = re.compile(rf"(?<![\w.-])(?P<count>{COUNT})(?:\s{PEOPLE}|\s{_COUNTED})?{OF_THOSE}{PLACE}", re.IGNORECASE)
_NAMED_FIRST = re.compile(
    rf"{GROUP}++(?:\s(?:groups?|arms?))?(?:[,:]|\s?=|,?\sn\s?=)?\s(?P<count>\d{{1,4}})(?![.\d]|\s?%)", re.IGNORECASE
)  # "(A, 39; B, 28)"
_NAMED_LAST = re.compile(rf"(?<![\w.-])(?P<count>{COUNT})\s{GROUP}+", re.IGNORECASE)  # "(39 A, 28 B)"
_BEHIND = re.compile(rf"^(?P<place>{PLACE})|^(?:\s(?=\()|[:,]\s)(?P<listed>\([^()%]*\)|[^();:%.]*)")
IN_EACH = re.compile(rf"(?<![\w.-])(?P<count>{COUNT})\sin\s(?:each|both)\s(?:groups?|arms?)", re.IGNORECASE)
Counts = list[tuple[Arm, int]]
_Told = TypeVar("_Told", AdverseEvent, Outcome)


@once
def arms_masked(statement: Statement) -> Prose:
    """The text of a sentence with a sign for each character of the arms' names."""
    named = [(g.start, g.end) for g in statement.groups]
    return statement.text.masked(named, GROUP) if named else statement.text


def counted_events(
    statement: Statement, place: Place, counts: Counts, event: str, grade: str
) -> Iterator[AdverseEvent]:
    """How many patients of each arm had an event of a grade."""
    for arm, count in counts:
        yield AdverseEvent(
            doc=statement.paper.document.id,
            span=place,
            rule="sentence-counted-patients",
            arm=arm.title(),
            n=arm.n,
            event=spelt_out(event, statement.paper.abbreviations),
            grade=grade,
            count=count,
        )


def event_name(statement: Statement, mention: Mention) -> str:
    """The event that a mention names, of one patient: "rash", where it says "rashes"."""
    text, find = mention.text, statement.paper.finder.named
    one = next(
        (text[:-n] for n in (1, 2) if text.endswith("s") and (t := find(text[:-n])) and t in mention.terms), None
    )
    return one or text


def counted_outcome(statement: Statement, place: Place, arm: Arm, endpoint: str, count: int) -> Outcome:
    """How many patients of an arm reached an endpoint."""
    return Outcome(
        doc=statement.paper.document.id,
        span=place,
        rule="sentence-counted-patients",
        arm=arm.title(),
        regimen=arm.regimen,
        one_of=dict(arm.one_of),
        n=arm.n,
        endpoint=endpoint,
        statistic="count",
        value=Decimal(count),
        unit="patient",
    )


_SHARE = re.compile(
    rf"(?:{PLACE}|{GROUP}*(?:\s(?:groups?|arms?))?)\s?[(\[](?P<percent>\d+(?:\.\d+)?)\s?%(?!\s?(?:CI\b|confidence))"
)


def with_share(masked: str, record: _Told, end: int) -> _Told:
    """A record of a count with the share that stands in brackets behind: "12 patients developed rash in the A arm (24%)"."""
    share = _SHARE.match(masked, end)
    if share is None:
        return record
    percent = Decimal(share["percent"])
    if isinstance(record, AdverseEvent):
        return replace(record, percent=percent, n=unless_denied(record.n, record.count, percent))
    return replace(as_rate(record, percent), n=unless_denied(record.n, int(record.value or 0), percent))


def as_rate(told: Outcome, percent: Decimal | None) -> Outcome:
    """A count of patients as the rate that they are, where it is printed too."""
    if percent is None:
        return told
    return replace(told, statistic="rate", value=percent, unit="percent", count=int(told.value or 0))


def counts_of(statement: Statement, masked: str, match: re.Match[str], end: int) -> Counts:
    """Each arm with its count; the whole with the sum, where the arms' counts are given and add up to it."""
    told, roster = match.groupdict(), statement.paper.roster
    count = int(number_of(told["count"]))
    if told.get("each"):
        return [(arm, count) for arm in roster.arms] if len(roster.arms) == 2 else []
    if told.get("more"):
        parts = _parts(statement, masked, match.start(), match.end("more"))
        return parts if len(parts) > 1 else []
    behind = _BEHIND.match(masked[end:])
    for found, offset in ((match, 0), (behind, end)):
        if found is not None and found["listed"]:
            parts = _parts(statement, masked, offset + found.start("listed"), offset + found.end("listed"))
            adds_up = sum(c for _, c in parts) == count and len(parts) > 1
            if not adds_up and found["listed"][0] != "(" and (not parts or masked.startswith(",", end)):
                continue
            return [(roster.whole, count), *parts] if adds_up else []
        if found is not None and found["place"]:
            arm = arm_at(statement, offset + found.start("place"), offset + found.end("place"))
            return [(arm, count)] if arm else []
    total = int(told.get("total") or count)
    most = total * 2 > (roster.whole.n or 0) > 0
    everybody = not roster.arms or most or ((count == 0 or told.get("ended")) and _of_all(statement, masked))
    return [(roster.whole, count)] if everybody and not statement.groups and not _OF_A_GROUP.search(masked) else []


_OF_A_GROUP = Phrase(r"\b(?:in|of|from)\sthe\s[\w/+-]+\s(?:group|arm)\b", "group", "arm")  # that no arm is known to be


def _of_all(statement: Statement, masked: str) -> bool:
    """Whether a count is of the whole study, as "no patient" is: neither the sentence nor the one before tells of a part."""
    earlier = statement.earlier[-1:]
    return not PARTED.search(masked) and not any(other.groups for other in earlier)


def _parts(statement: Statement, masked: str, start: int, end: int) -> Counts:
    arms = statement.paper.roster.arms
    if len(arms) == 2 and (each := IN_EACH.search(masked, start, end)):
        return [(arm, int(number_of(each["count"]))) for arm in arms]
    every = [list(form.finditer(masked, start, end)) for form in (_PART, _NAMED_FIRST, _NAMED_LAST)]
    told = next((one for one in every if len(one) > 1), every[0])
    found = [(arm_at(statement, m.start(), m.end()), m["count"]) for m in told]
    counts = {arm.name: (arm, int(number_of(c))) for arm, c in found if arm is not None}
    return [*counts.values()] if len(counts) == len(found) else []


def arm_at(statement: Statement, start: int, end: int) -> Arm | None:
    """The arm that a stretch of a sentence names."""
    return next((g.arm for g in statement.groups if start <= g.start < end), None)


def counted_outcomes(
    statement: Statement, masked: str, match: re.Match[str], endpoint: str, start: int, end: int | None = None
) -> Iterator[Outcome]:
    """How many patients of each arm that a match names reached an endpoint, of all where it gives their sum."""
    end, total = match.end() if end is None else end, match["total"]
    counts = counts_of(statement, masked, match, end)
    for arm, count in counts:
        n = int(total) if total and arm.whole else arm.n
        told = counted_outcome(statement, statement.place(start, end), arm, endpoint, count)
        shared = told if match.groupdict().get("listed") or len(counts) > 1 else with_share(masked, told, end)
        yield replace(shared, n=n, line=statement.paper.line)
