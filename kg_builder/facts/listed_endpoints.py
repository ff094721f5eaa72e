"""The endpoints of a list that closes each in a bracket: "X was associated with recurrence (HR 1.9) and OS (HR 2.5)"."""

from __future__ import annotations

import re

from kg_builder.facts.hazards import NO_HAZARD, of_named_event
from kg_builder.facts.ratios import RATIO, measure_of
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["endpoint_listed"]

_GOES_WITH = Phrase(
    r"\b(?:associated|correlated)\swith\s|\bpredict(?:ed|s|ive\s(?:of|for)|ors?\s(?:of|for))\s",
    "associated", "correlated", "predict",
    flags=re.VERBOSE,
)  # fmt: skip
_ITEM = re.compile(
    r"(?:^|[)\]],?\s(?:(?:and|or)\s)?(?:(?:(?:but|also|not|\w+ly)\s)*(?:with|on|of|for)\s)?)(?P<item>[^()\[\],;:]+?)\s?[(\[]\s?$"
)
_TRAITS = (Category.BIOMARKER, Category.STAGING_SYSTEM, Category.STAGING_LEVEL, Category.MODEL)  # that do not happen
_OPENED = re.compile(r"(?:\sevents?)?\s[(\[]")
_PLAIN = re.compile(
    r"^(?:(?:the|an?|both|also|subsequent|significantly|increased|decreased|higher|lower|shorter|longer|worse|better|poorer|risks?\sof)\s)*",
    re.IGNORECASE,
)
_HAPPENS = re.compile(r"\b(?:failures?|relapses?|recurrences?|progression|events?|deaths?|survival)$", re.IGNORECASE)
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|did|in|among|than)\b", re.IGNORECASE)


def endpoint_listed(statement: Statement, match: re.Match[str]) -> str | None:
    """The item of such a list that a ratio closes; none where what the list is of is an endpoint, and its items are factors.

    Args:
        statement: the sentence.
        match: the ratio.
    """
    text = statement.text
    verb = _GOES_WITH.search(text, 0, match.start())
    starts = [ratio.start() for ratio in RATIO.finditer(text, verb.end())] if verb else []
    if verb is None or len(starts) < 2:
        return None
    named = [(m, t) for m in statement.mentions if (t := m.of(Category.ENDPOINT)) and t.key not in NO_HAZARD]
    closed = any(_OPENED.fullmatch(text, m.end, start) for m, _ in named for start in starts)
    if not closed or any(m.end <= verb.start() for m, _ in named):
        return None
    item = _ITEM.search(text[verb.end() : match.start()])
    if item is None or _VERB.search(item["item"]):
        return None
    begin = verb.end() + item.start("item")
    inside = [t.key for m, t in named if begin <= m.start < match.start()]
    hazard = measure_of(match["measure"]) == "HR"
    if inside:
        return of_named_event(inside[-1], hazard=hazard) or inside[-1]
    traits = _TRAITS if hazard else (*_TRAITS, Category.CHARACTERISTIC)
    trait = any(m.of(*traits) and begin <= m.start < match.start() for m in statement.mentions)
    if trait and not _HAPPENS.search(item["item"]):
        return None
    return _PLAIN.sub("", item["item"].strip()) or None
