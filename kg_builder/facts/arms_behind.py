"""Patients counted before the verb whose arms stand behind it: "12 patients had a relapse in the A arm and 20 in the B arm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent, Outcome, Place
from kg_builder.expressions import Expression
from kg_builder.facts.attained_responses import ATTAINED, first_attained
from kg_builder.facts.counting import (
    COUNT,
    GROUP,
    OF_TOTAL,
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
from kg_builder.facts.grades import adverse, grade_of
from kg_builder.facts.numerals import number_of
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["arms_behind"]

_SHARE = r"\s[(\[]\d+(?:\.\d+)?\s?%[)\]]"
_MANY = rf"(?:{_SHARE})?(?:(?:\sof\s(?:the\s)?|\s?/\s?)\d{{1,4}})?(?:{_SHARE})?"
_OTHER = rf"""\s(?:and|versus|vs\.?|(?:as\s)?compared\s(?:with|to)|against)\s(?:only\s)?
    (?P<other>{COUNT}{_MANY}(?:\s{PEOPLE})?{_MANY})(?P<second>{PLACE}(?:{_SHARE})?)"""  # "and 20 in the B arm"
_OTHER_ARM = Expression(_OTHER, re.IGNORECASE | re.VERBOSE)
_BEHIND = Expression(
    rf"""(?:\bin\s(?:the\s)?(?P<lead>{GROUP}+)(?:\s(?:groups?|arms?))?,?\s)?
        (?<![\w./-])(?<!\bof\s)(?<!\bthe\s)(?P<one>{COUNT}{_MANY}\s(?:(?!of\b)[a-z-]+\s)?{PEOPLE}{_MANY})
        \s(?:(?:had|have|also|subsequently)\s)*(?P<verb>had|developed|experienced|suffered|achieved|attained|obtained|showed|died|progressed|relapsed|responded)\b
        (?P<object>(?:\s(?!(?:who|and|in|with|without|after|before|no)\b)[^\s.;:,(){GROUP}]+){{0,8}}?)(?P<first>{PLACE})?(?:{_SHARE})?,?
        {_OTHER}
        (?=\s?(?:$|[.,;)(\[]|(?:and|while|whereas|but|at|by|during|as)\b))""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = re.compile(COUNT, re.IGNORECASE)
_PERCENT = re.compile(r"[(\[](?P<percent>\d+(?:\.\d+)?)\s?%")
_TOWARDS = re.compile(
    r"""\s(?:(?:an?|any|severe|serious|acute|late|of|from|(?:\u2265\s?)?grades?\s[\u2265\dIV/-]+(?:\s(?:or|and)\s(?:[\dIV]+|higher|worse|more|greater|above))?)\s)*""",
    re.IGNORECASE | re.VERBOSE,
)


class _Side(NamedTuple):
    arm: Arm
    many: int
    n: int | None
    percent: Decimal | None


def arms_behind(statement: Statement, masked: str) -> Iterator[AdverseEvent | Outcome]:
    """How many patients of the arm behind the verb, or of that which leads, and of the other had what the verb says."""
    several = len({group.arm.name for group in statement.groups}) > 1
    for match in _BEHIND.finditer(masked) if several and _OTHER_ARM.search(masked) else ():
        told = match["lead"] and match["first"]
        named = "lead" if match["lead"] else "first"
        if told or not match[named] or PARTED.search(masked):
            continue
        sides = [_side(statement, match, named, "one"), _side(statement, match, "second", "other")]
        known = [side for side in sides if side is not None]
        if len({side.arm.name for side in known}) == len(sides):
            yield from _told(statement, masked, match, known)


def _side(statement: Statement, match: re.Match[str], place: str, count: str) -> _Side | None:
    """An arm with the count of its patients; none where they are of a part of the arm."""
    arm, first = arm_at(statement, *match.span(place)), _COUNT.match(match[count])
    if arm is None or first is None:
        return None
    so_many, of = int(number_of(first.group())), OF_TOTAL.search(match[count])
    share = _PERCENT.search(match.string, match.start(count), max(match.end(count), match.end(place)))
    total = int(of["total"]) if of else None
    if (total and total * 10 < (arm.n or 0) * 9) or so_many > (total or arm.n or so_many):
        return None
    percent = Decimal(share["percent"]) if share else None
    return _Side(arm, so_many, total or unless_denied(arm.n, so_many, percent), percent)


def _told(
    statement: Statement, masked: str, match: re.Match[str], sides: list[_Side]
) -> Iterator[AdverseEvent | Outcome]:
    place, verb, end = statement.place(match.start("one"), match.end()), match["verb"].lower(), match.end("object")
    if noun := OUTCOME_OF.get(verb):
        term = statement.paper.finder.named(noun, Category.ENDPOINT)
        if term is not None and not match["object"]:
            yield from _outcomes(statement, place, term.key, sides)
        return
    attained = first_attained(statement, masked, match.end("verb")) if verb in ATTAINED else None
    if attained is not None and not attained.of(Category.TOXICITY):
        term = attained.of(Category.RESPONSE) or attained.of(Category.ENDPOINT)
        if term is not None and not adverse(term.key) and end - attained.end in (0, 1):
            yield from _outcomes(statement, place, term.key, sides)
        return
    event = next((m for m in statement.mentions if m.end in (end, end - 1) and m.of(Category.TOXICITY)), None)
    if event is not None and _TOWARDS.fullmatch(masked, match.end("verb"), event.start):
        grade = grade_of(match["object"]) or "any"
        for side in sides:
            for one in counted_events(statement, place, [(side.arm, side.many)], event_name(statement, event), grade):
                yield replace(one, n=side.n, percent=side.percent)


def _outcomes(statement: Statement, place: Place, endpoint: str, sides: list[_Side]) -> Iterator[Outcome]:
    for arm, count, n, percent in sides:
        told = replace(counted_outcome(statement, place, arm, endpoint, count), n=n, line=statement.paper.line)
        yield as_rate(told, percent)
