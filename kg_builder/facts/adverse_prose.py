"""Adverse events that sentences report: "neutropenia (13%) and diarrhoea (6%) in the A arm", "12% and 15% of patients"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.arms import Arm
from kg_builder.document import Section
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.grades import adverse
from kg_builder.facts.headings import grade_of
from kg_builder.facts.measured import Measured
from kg_builder.facts.note import Note
from kg_builder.lexicon import Category
from kg_builder.study import Paper, Statement

__all__ = ["adverse_events"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS, Section.DISCUSSION)
_CONTEXT = re.compile(
    r"\badverse|\btoxic|\bside[-\s]effects?|\bsafety\b|\bAEs?\b|\b(?:grades?|G)\s?[\u2265>]?\s?[1-5]|\boccurred|\bdeveloped|\bexperienced|\bincidence|\breported", re.IGNORECASE
)
_PRIOR = re.compile(r"\b(?:history\sof|baseline|at\s(?:diagnosis|entry|enrol+ment)|comorbid\w*|pre-?existing|presented\swith|improve(?:d|ment)|resolved|relief)\b", re.IGNORECASE)


def adverse_events(paper: Paper) -> Iterator[AdverseEvent | Note]:
    """The frequencies of adverse events in the sentences of a trial about its own patients."""
    if paper.genre != "trial":
        return
    for statement in paper.statements:
        events = _events(statement) if _reports(statement) else []
        for aligned in align(statement, events) if events else ():
            if found := _record(statement, aligned, events):
                yield found


def _reports(statement: Statement) -> bool:
    own = statement.block.section in _SECTIONS and statement.study == "this" and not statement.citations
    return own and bool(_CONTEXT.search(statement.text)) and not _PRIOR.search(statement.text)


def _events(statement: Statement) -> list[Measured]:
    """The events that the sentence names; one inside a longer word group counts once."""
    found: list[Measured] = []
    for mention in statement.mentions:
        endpoint = mention.of(Category.ENDPOINT)
        if (endpoint is None and mention.of(Category.TOXICITY)) or (endpoint is not None and adverse(endpoint.key)):
            found.append(Measured(mention.start, mention.end, mention.text, "fraction"))
    return found


def _record(statement: Statement, aligned: Aligned, events: Sequence[Measured]) -> AdverseEvent | Note | None:
    quantity = aligned.quantity
    if quantity.qualifier is not None or quantity.number is None or quantity.unit is None or quantity.unit.key != "percent":
        return None
    place = statement.place(aligned.endpoint.start, quantity.end)
    if aligned.endpoint.start > quantity.start:
        place = statement.place(quantity.start, aligned.endpoint.end)
    arm = _arm(statement, aligned)
    if arm is None or aligned.subgroup is not None:
        return Note(doc=statement.paper.document.id, place=place, reason="arm not certain", text=statement.text)
    return AdverseEvent(
        doc=statement.paper.document.id,
        span=place,
        rule="sentence-adverse-event",
        arm=arm.title(),
        n=quantity.total or arm.n,
        event=aligned.endpoint.key,
        grade=_grade(statement.text, aligned.endpoint, events),
        count=quantity.count,
        percent=quantity.number,
    )


def _arm(statement: Statement, aligned: Aligned) -> Arm | None:
    """The arm that the sentence ties to the value; all patients, where the study has no arms."""
    if aligned.holder is not None:
        return aligned.holder.arm if aligned.holder.known else None
    roster = statement.paper.roster
    return roster.whole if aligned.certain and not roster.arms else None


def _grade(text: str, event: Measured, events: Sequence[Measured]) -> str:
    """The grade beside the event, else the last one named before it, else the only one that the sentence names."""
    earlier = max((e.end for e in events if e.end <= event.start), default=0)
    beside = grade_of(text[max(earlier, event.start - 24) : event.start]) or grade_of(text[event.end : event.end + 24].split(",")[0])
    return beside or grade_of_last(text[: event.start]) or "any"


def grade_of_last(text: str) -> str | None:
    """The last grade that a text names.

    >>> grade_of_last("The most common grade 1-2 events, and grade 3 or 4 events"), grade_of_last("Most common")
    ('3-4', None)
    """
    found = [g for part in re.split(r"(?=\b(?:any|all)[-\s]grade|\bgrades?\s)|(?<=[,;.])\s", text) if (g := grade_of(part))]
    return found[-1] if found else None
