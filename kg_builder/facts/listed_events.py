"""Events that a sentence lists, each with how many patients had it: "toxicities included nausea in 3 patients, rash in 2"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent
from kg_builder.expressions import Expression
from kg_builder.facts.counting import COUNT, PARTED, counted_events, event_name
from kg_builder.facts.grades import grade_of
from kg_builder.facts.numerals import number_of
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["LISTED", "listed_events", "only_arm"]

_GRADE = r"(?:\u2265\s?)?grades?\s[\u2265>]?\s?[1-5](?:\s?(?:-|/|or|and|to)\s?[1-5])?(?:\sor\s(?:higher|worse|above|more))?\s"
_OPENS = rf"""(?:toxicit(?:y|ies)|(?:adverse|side)[-\s](?:events?|effects?|reactions?)|AEs?|complications)
    \s(?:(?:of\s)?{_GRADE}|observed\s|reported\s|seen\s)?(?:included|were|was|consisted\sof|comprised):?\s"""
LISTED = Phrase(
    rf"(?:{_GRADE})?(?:[a-z-]+\s){{0,2}}?{_OPENS}", "toxicit", "adverse", "side", "ae ", "aes ", "complications"
)
_LISTS = Expression(_OPENS, re.IGNORECASE | re.VERBOSE)
_IN = re.compile(
    rf"s?\sin\s(?P<count>{COUNT})(?:\s(?:patients?|cases?|women|men))?(?P<next>,\s(?:and\s)?|\sand\s(?:in\s)?|[.;)]|$)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?P<grade>{_GRADE})?(?:(?!in\b|and\b)[a-z-]+\s){{0,2}}?", re.IGNORECASE)


def listed_events(statement: Statement) -> Iterator[AdverseEvent]:
    """The events of a list that a head of events opens; whose they are, one group or nobody else tells."""
    arm = only_arm(statement) if statement.names(Category.TOXICITY) else None
    lists = arm and _LISTS.search(statement.text) and not PARTED.search(statement.text)
    for head in LISTED.finditer(statement.text) if lists else ():
        at, graded = head.end(), grade_of(head.group())
        for mention in statement.mentions:
            if mention.start < at or not mention.of(Category.TOXICITY):
                continue
            before, told = _BEFORE.fullmatch(statement.text, at, mention.start), _IN.match(statement.text, mention.end)
            if before is None or told is None:
                break
            grade = grade_of(before["grade"]) if before["grade"] else graded
            place = statement.place(mention.start, told.end("count"))
            counts = [(arm, int(number_of(told["count"])))] if arm else []
            yield from counted_events(statement, place, counts, event_name(statement, mention), grade or "any")
            at = told.end()
            if told["next"] in (".", ";", ")", ""):
                break


def only_arm(statement: Statement) -> Arm | None:
    """The one group that a sentence names; in a study of one, all its patients."""
    named = {g.arm.name: g.arm for g in statement.groups}
    if named:
        return named.popitem()[1] if len(named) == 1 else None
    return None if len(statement.paper.roster.arms) > 1 else statement.paper.roster.whole
