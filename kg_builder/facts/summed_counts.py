"""Counts with a share whose arms stand in a list: "60 (7%) patients had a relapse (31 in the A group and 29 in the B group)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent, Outcome, Place
from kg_builder.facts.counting import (
    COUNT,
    OUTCOME_OF,
    PARTED,
    PEOPLE,
    PLACE,
    arm_at,
    as_rate,
    counted_events,
    counted_outcome,
    event_name,
)
from kg_builder.facts.denominators import unless_denied
from kg_builder.facts.grades import grade_of
from kg_builder.facts.measured import measured
from kg_builder.facts.numerals import number_of
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["summed_counts"]

_SHARE = r"[(\[]\d+(?:\.\d+)?\s?%[)\]]"
_ITEM = rf"{COUNT}(?:\s{_SHARE})?(?:\s{PEOPLE})?{PLACE}(?:\s{_SHARE})?"
_LIST = re.compile(
    rf"(?:[(\[]|:\s)(?P<items>{_ITEM}(?:(?:,|,?\s(?:and|versus|vs\.?)|,?\s(?:as\s)?compared\s(?:with|to))\s{_ITEM})+)(?=[)\].;,]|$)",
    re.IGNORECASE,
)
_ONE = re.compile(
    rf"(?P<count>{COUNT})(?P<rest>(?:\s{_SHARE})?(?:\s{PEOPLE})?(?P<place>{PLACE})(?:\s{_SHARE})?)", re.IGNORECASE
)
_ALL = rf"""(?<![\w./-])(?P<count>{COUNT})(?:\s(?:of\s(?:the\s)?|/\s?)(?P<total>\d+))?(?:\s(?P<share>{_SHARE}))?
    (?:\s(?:of\s(?:the\s)?(?P<of>\d+)\s)?(?:[a-z-]+\s)?{PEOPLE})(?:\s(?P<behind>{_SHARE}))?"""
_HAD = re.compile(
    rf"""{_ALL}\s(?:(?:had|have|also|subsequently)\s)*(?P<verb>had|developed|experienced|suffered|died|progressed|relapsed)
        (?P<object>(?:\s[^\s.;:,()\[\]\d]+|\s[1-5](?=\s)){{0,8}})$""",
    re.IGNORECASE | re.VERBOSE,
)
_SEEN = re.compile(
    rf"""s?\s(?:(?:was|were|had\sbeen)\s(?:\w+ly\s)?(?:recorded|observed|seen|reported|documented|noted|detected)|(?:had\s)?(?:occurred|developed))\s(?:in|by)\s{_ALL}$""",
    re.IGNORECASE | re.VERBOSE,
)
_PERCENT = re.compile(r"[(\[](?P<percent>\d+(?:\.\d+)?)\s?%")
_SUBJECT = 160  # characters in which who had what stands
_NEAR = 24  # characters in which a grade begins
_JOINED = re.compile(r"(?:\band|\bor|,|/|\bno|\bwithout|\bnon-)\s?$", re.IGNORECASE)
_PLAIN = re.compile(
    r"\s(?:(?:an?|any|the|severe|serious|acute|late|from|of|or|higher|worse|more|to|and(?=\s\d)|(?:\u2265\s?)?grades?|[\u2265\dIV/-]+)\s)*",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:of|among)\s(?:these|those|them|whom|which)\b", re.IGNORECASE)


class _Side(NamedTuple):
    arm: Arm
    many: int
    percent: Decimal | None
    n: int | None


class _Had(NamedTuple):
    """What patients had: an event with its grade, or an endpoint that they reached, which has none."""

    name: str
    grade: str | None
    start: int


def summed_counts(statement: Statement, masked: str) -> Iterator[AdverseEvent | Outcome]:
    """How many of all patients and of each arm had what a sentence says, where the arms' counts add up to that of all."""
    for listed in _LIST.finditer(masked) if len(statement.groups) > 1 else ():
        sides = list(_sides(statement, listed))
        before, total = masked[: listed.start()].removesuffix(" "), sum(side.many for side in sides)
        if len({side.arm.name for side in sides}) < 2 or str(total) not in before:
            continue
        if PARTED.search(masked) or _SOME.search(before):
            continue
        match = _HAD.search(before, max(0, len(before) - _SUBJECT))
        found = [(match, _object(statement, match))] if match else list(_seen(statement, before))
        for told, had in found:
            count = int(number_of(told["count"]))
            if had is None or total != count:
                continue
            everybody = _everybody(statement, told, count)
            shared = any(side.percent for side in (everybody, *sides))
            if shared or (had.grade is None and had.start != told.start()):  # see counted_patients for the others
                place = statement.place(min(told.start("count"), had.start), listed.end("items"))
                yield from _records(statement, place, had, [everybody, *sides])


def _sides(statement: Statement, listed: re.Match[str]) -> Iterator[_Side]:
    for one in _ONE.finditer(listed.string, *listed.span("items")):
        if arm := arm_at(statement, *one.span("place")):
            count, percent = int(number_of(one["count"])), _share(one["rest"])
            yield _Side(arm, count, percent, unless_denied(arm.n, count, percent))


def _everybody(statement: Statement, told: re.Match[str], count: int) -> _Side:
    whole, of = statement.paper.roster.whole, told["total"] or told["of"]
    percent = _share(told["share"] or told["behind"])
    return _Side(whole, count, percent, int(of) if of else unless_denied(whole.n, count, percent))


def _share(text: str | None) -> Decimal | None:
    found = _PERCENT.search(text) if text else None
    return Decimal(found["percent"]) if found else None


def _object(statement: Statement, match: re.Match[str]) -> _Had | None:
    """What the object of the verb says that patients had, or the verb itself."""
    begin, end = match.end("verb"), match.end()
    if noun := OUTCOME_OF.get(match["verb"].lower()):
        term = statement.paper.finder.named(noun, Category.ENDPOINT) if begin == end else None
        return _Had(term.key, None, match.start()) if term else None
    return next(
        (h for e, h in _named(statement) if e in (end, end - 1) and _is_plain(match.string, begin, h.start)), None
    )


def _seen(statement: Statement, before: str) -> Iterator[tuple[re.Match[str], _Had]]:
    """What is seen in some patients, with how many."""
    for end, had in _named(statement):
        match = _SEEN.match(before, end)
        if match and not _JOINED.search(before, 0, had.start):
            yield match, had


def _named(statement: Statement) -> Iterator[tuple[int, _Had]]:
    """The events and endpoints of patients that a sentence names, each with where it ends."""
    events = [m for m in statement.mentions if m.of(Category.TOXICITY)] if statement.names(Category.TOXICITY) else []
    for event in events:
        said = statement.text[max(0, event.start - _NEAR) : event.start]
        yield event.end, _Had(event_name(statement, event), grade_of(said) or "any", event.start)
    for one in measured(statement):
        if one.event and one.at_months is None and not any(m.start == one.start for m in events):
            yield one.end, _Had(one.key, None, one.start)


def _is_plain(text: str, start: int, end: int) -> bool:
    return start <= end and _PLAIN.fullmatch(text, start, end) is not None


def _records(statement: Statement, place: Place, had: _Had, sides: list[_Side]) -> Iterator[AdverseEvent | Outcome]:
    for arm, count, percent, n in sides:
        if had.grade is None:
            told = replace(counted_outcome(statement, place, arm, had.name, count), n=n, line=statement.paper.line)
            yield as_rate(told, percent)
            continue
        for event in counted_events(statement, place, [(arm, count)], had.name, had.grade):
            yield replace(event, n=n, percent=percent)
