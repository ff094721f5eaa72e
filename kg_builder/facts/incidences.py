"""Events as endpoints, whose share is read at a time: "the 2-year cumulative incidence of grade II-IV acute GVHD was 12%"."""

from __future__ import annotations

from collections.abc import Iterator

from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.landmarks import landmarks
from kg_builder.facts.measured import Measured
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["INCIDENCE", "incidences"]

INCIDENCE = Phrase(
    r"\bcumulative\sincidences?(?:\srates?)?\s(?:of|for)\s(?:the\s)?(?P<kind>(?:(?!and\b|or\b(?!\s(?:higher|worse|more|greater))|of\b)[\w\u2265>+/-]+\s){0,7})$",
    "cumulative incidence",
)


def incidences(statement: Statement) -> tuple[Aligned, ...]:
    """The shares of patients with an event by a time, each with whom it is of."""
    events = list(_events(statement)) if INCIDENCE.may_stand_in(statement.text) else []
    return tuple(align(statement, events)) if events else ()


def _events(statement: Statement) -> Iterator[Measured]:
    """The events whose incidence at a time the sentence tells, called as it prints them."""
    for mention in statement.mentions if statement.names(Category.TOXICITY) else ():
        told = INCIDENCE.search(statement.text, 0, mention.start) if mention.of(Category.TOXICITY) else None
        if told is not None and (at := landmarks(statement, told.start("kind"), mention.end)):
            name = statement.text[told.start("kind") : mention.end]
            yield from (Measured(at.start, at.end, name, "event", months) for months in at.months)
