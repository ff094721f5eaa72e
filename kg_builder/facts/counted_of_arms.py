"""Patients counted of each arm's: "19 of 49 A patients (39%) versus 25 of 45 B patients (56%) had rash", "5 A patients died"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent, Outcome, Place
from kg_builder.facts.arms_behind import arms_behind
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
    arms_masked,
    as_rate,
    counted_events,
    counted_outcome,
    event_name,
)
from kg_builder.facts.denominators import unless_denied
from kg_builder.facts.grades import adverse, grade_of
from kg_builder.facts.numerals import number_of
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["counted_of_arms"]

_SHARE = r"\s\(\d+(?:\.\d+)?\s?%\)"
_TOTAL = r"(?:\sof\s(?:the\s)?|\s?/\s?)\d{1,4}"
_OWN = rf"\s{GROUP}+(?:\s(?:group|arm)|-treated)?\s(?:{PEOPLE}|recipients)"  # "5 A patients"
_SIDE = rf"""{COUNT}(?:{_SHARE})?(?:{_TOTAL})?(?:{_SHARE})?
    (?:{_OWN}|\s{GROUP}+(?=\s(?:and|vs\.?|versus)\s{COUNT}{_OWN})|(?:\s{PEOPLE})?(?:{_SHARE})?(?:\sin\sth(?:is|at)\ssub(?:group|set))?{PLACE})(?:{_SHARE})?"""
_VERB = r"""\s(?:(?:had|have|also|subsequently|who)\s)*
    (?P<verb>had|developed|experienced|suffered(?:\sfrom)?|achieved|attained|obtained|showed|died|progressed|relapsed|responded)\b"""
_HAD = Phrase(
    rf"""(?<![\w./-])(?<!\bof\s)(?<!\bthe\s)(?P<sides>{_SIDE}(?:,?\s(?:versus|vs\.?|and|compared\s(?:with|to))\s{_SIDE})?){_VERB}""",
    "had", "developed", "experienced", "suffered", "achieved", "attained", "obtained", "showed", "died", "progressed", "relapsed",
    "responded",
)  # fmt: skip
_ARM_HAD = re.compile(  # how all of these end
    rf"{GROUP}(?:\s(?:groups?|arms?|cohorts?|regimens?)|-treated)?(?:\s(?:{PEOPLE}|recipients))?(?:{_SHARE})?{_VERB}",
    re.IGNORECASE | re.VERBOSE,
)
_ONE = re.compile(_SIDE, re.IGNORECASE | re.VERBOSE)
_PERCENT = re.compile(r"\((?P<percent>\d+(?:\.\d+)?)\s?%\)")
_DONE = re.compile(r"\s?(?:$|[.,;:(]|and\s|at\s(?:the\s)?(?:time|data|last|cut))")
_LEVEL = r"(?:[1-5]|IV|V|I{1,3})"
_GRADED = rf"(?:grades?\s)?{_LEVEL}(?:\s?[-/]\s?{_LEVEL})?(?:\s\(n\s?=\s?\d+\b[^()]*\))?"
_GRADES = re.compile(rf"\s(?=grades?\s)(?P<grades>{_GRADED}(?:(?:,?\s(?:or|and)\s|,\s){_GRADED})*)\s", re.IGNORECASE)
_OF_GRADE = re.compile(
    rf"(?P<grade>{_LEVEL}(?:\s?[-/]\s?{_LEVEL})?)(?![a-z])(?:\s\(n\s?=\s?(?P<count>\d+)\b[^()]*\))?", re.IGNORECASE
)
_PLAIN = re.compile(
    r"\s(?:(?:an?|any|the|severe|serious|post-?operative|of|from|at\sleast|a\sleast|one|or|more|episodes?|events?)\s)*",
    re.IGNORECASE,
)
_PRIOR = Phrase(
    r"\b(?:history|baseline|diagnosis|entry|enrol\w*|prior|previous(?:ly)?)\b",
    "history", "baseline", "diagnosis", "entry", "enrol", "prior", "previous",
)  # fmt: skip
_Side = tuple[Arm, int, int | None, Decimal | None]  # an arm, how many of its patients, of how many, and in percent


def counted_of_arms(paper: Paper) -> Iterator[AdverseEvent | Outcome]:
    """How many of the patients of each arm that stands before the verb had an event, died, progressed or relapsed."""
    for statement in paper.holding(_HAD, among=reported(paper)) if paper.genre == "trial" else ():
        if statement.groups and not _PRIOR.search(statement.text):
            masked = arms_masked(statement)
            for match in _HAD.finditer(masked) if _ARM_HAD.search(masked) else ():
                sides = [s for m in _ONE.finditer(masked, *match.span("sides")) if (s := _side(statement, m))]
                if sides and _of_each(sides) and not _is_of_some(masked, match, sides):
                    yield from _told(statement, masked, match, sides)
            yield from arms_behind(statement, masked)


_SOME = re.compile(
    r"\b(?:of|among|in)\s(?:these|those|them|whom|which)\b|^(?:of|among|in)\s(?:the\s|all\s)?(?:\d|\w+\s(?:patients|women|men))",
    re.IGNORECASE,
)


def _is_of_some(masked: str, match: re.Match[str], sides: Sequence[_Side]) -> bool:
    """Whether bare counts are of a part of the arms, or but a subject: "of these, 5 A patients had", "5 A patients who had"."""
    if any(of is not None or share is not None for _, _, of, share in sides):
        return False
    told_of = _SOME.search(masked, 0, match.start()) or PARTED.search(masked)
    return bool(told_of or _WHO.search(masked, match.end("sides"), match.end()))


_WHO = re.compile(r"\bwho\b")


def _of_each(sides: Sequence[_Side]) -> bool:
    """Whether all counts are of other arms."""
    return len({arm.name for arm, *_ in sides}) == len(sides)


_COUNT = re.compile(COUNT, re.IGNORECASE)
_ITS_OWN = re.compile(rf"{COUNT}(?:{_OWN}|\s{GROUP}+)", re.IGNORECASE)


def _side(statement: Statement, match: re.Match[str]) -> _Side | None:
    """An arm with the count of its patients: "5 A patients"; of those "in the A arm" with a share or of how many."""
    arm, of, share = arm_at(statement, *match.span()), OF_TOTAL.search(match.group()), _PERCENT.search(match.group())
    count = _COUNT.match(match.group())
    if arm is None or count is None or not (of or share or _ITS_OWN.fullmatch(match.group())):
        return None
    return (
        arm,
        int(number_of(count.group())),
        int(of["total"]) if of else None,
        Decimal(share["percent"]) if share else None,
    )


_OTHER_SIDE = re.compile(
    rf",?\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to)|against)\s(?P<side>{_SIDE})(?![{GROUP}\w\s]*?\s(?:had|have|developed|experienced|died|who)\b)",
    re.IGNORECASE | re.VERBOSE,
)


def _with_other(statement: Statement, masked: str, end: int, sides: list[_Side]) -> tuple[int, list[_Side]]:
    """The sides of "12 (9%) of 130 in the A arm had rash versus 29 (24%) of 123 in the B arm", and where they end."""
    match = _OTHER_SIDE.match(masked, end) if len(sides) == 1 else None
    other = _ONE.match(masked, *match.span("side")) if match else None
    side = _side(statement, other) if other else None
    return (match.end(), [*sides, side]) if match and side and _of_each([*sides, side]) else (end, sides)


def _told(
    statement: Statement, masked: str, match: re.Match[str], sides: list[_Side]
) -> Iterator[AdverseEvent | Outcome]:
    end, verb = match.end("verb"), match["verb"].lower()
    if noun := OUTCOME_OF.get(verb):
        term = statement.paper.finder.named(noun, Category.ENDPOINT)
        if term is not None and _DONE.match(statement.text, end):
            yield from _outcomes(statement, statement.place(match.start(), end), term.key, sides)
        return
    if verb in ATTAINED and (attained := first_attained(statement, masked, end)):
        term = attained.of(Category.RESPONSE, Category.ENDPOINT)
        until, sides = _with_other(statement, masked, attained.end, sides)
        if term is not None and not adverse(term.key) and not attained.of(Category.TOXICITY):
            yield from _outcomes(statement, statement.place(match.start(), until), term.key, sides)
            return
    yield from _events_of(statement, masked, match, sides)


def _events_of(statement: Statement, masked: str, match: re.Match[str], sides: list[_Side]) -> Iterator[AdverseEvent]:
    """The event that the patients had, and how many of them in each of the grades that the sentence lists."""
    end = match.end("verb")
    mention = next((m for m in statement.mentions if m.start >= end and m.of(Category.TOXICITY)), None)
    if mention is None:
        return
    until, sides = _with_other(statement, masked, mention.end, sides)
    name, place = event_name(statement, mention), statement.place(match.start(), until)
    if _PLAIN.fullmatch(statement.text, end, mention.start):
        yield from _events(statement, place, name, "any", sides)
    elif listed := _GRADES.fullmatch(statement.text, end, mention.start):
        graded = [(grade_of(f"grade {g['grade']}") or "any", g["count"]) for g in _OF_GRADE.finditer(listed["grades"])]
        digits = sorted(d for grade, _ in graded for d in grade.split("-"))
        yield from _events(statement, place, name, "-".join(dict.fromkeys((digits[0], digits[-1]))), sides)
        for grade, count in graded if len(sides) == 1 else ():
            if count is not None and len(graded) > 1:
                yield from counted_events(statement, place, [(sides[0][0], int(count))], name, grade)


def _events(statement: Statement, place: Place, event: str, grade: str, sides: list[_Side]) -> Iterator[AdverseEvent]:
    for arm, count, total, percent in sides:
        for record in counted_events(statement, place, [(arm, count)], event, grade):
            yield replace(record, n=total or unless_denied(arm.n, count, percent), percent=percent)


def _outcomes(statement: Statement, place: Place, endpoint: str, sides: list[_Side]) -> Iterator[Outcome]:
    for arm, count, total, percent in sides:
        if total and arm.n and total * 10 < arm.n * 9:
            continue  # of a part of them
        told = replace(
            counted_outcome(statement, place, arm, endpoint, count), n=total or unless_denied(arm.n, count, percent)
        )
        yield replace(as_rate(told, percent), line=statement.paper.line)
