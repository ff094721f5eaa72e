"""Two grades of an event told side by side: "the incidence of grade 1-2 and 3-4 rash was 54% and 8% in A and 44% and 0% in B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.arms import Arm
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.counting import GROUP, arm_at, arms_masked, event_name
from kg_builder.facts.grades import grade_of, spelt_out
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["graded_pairs"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS)
_LEVEL = r"(?:grades?\s)?(?:[1-5]|IV|V|I{1,3})(?:\s?[-/]\s?(?:[1-5]|IV|V|I{1,3}))?\u00b0?"
_GRADES = Phrase(
    rf"\b(?:incidences?|rates?|frequenc(?:y|ies)|proportions?)\sof\s(?:both\s)?(?P<one>{_LEVEL})\sand\s(?P<other>{_LEVEL})\s(?=[a-z])",
    "incidence", "rate", "frequenc", "proportion",
)  # fmt: skip
_PAIR = r"(\d+(?:\.\d+)?)\s?%\sand\s(\d+(?:\.\d+)?)\s?%"
_NAMED = rf"(?:the\s)?{GROUP}+(?:\s(?:groups?|arms?|regimens?))?"
_EACH = re.compile(
    rf"s?\s(?:was|were)\s{_PAIR}\s(?:in|for|with)\s({_NAMED})(?:,?\s(?:and|versus|vs\.?|compared\swith)\s{_PAIR}\s(?:in|for|with)\s({_NAMED}))?",
    re.IGNORECASE,
)
_DEALT = re.compile(
    rf"s?\s(?:was|were)\s{_PAIR},?\s(?:and|versus|vs\.?)\s{_PAIR},?\srespectively,?\s(?:in|for|with)\s({_NAMED})\sand\s({_NAMED})",
    re.IGNORECASE,
)


def graded_pairs(paper: Paper) -> Iterator[AdverseEvent]:
    """How many percent of each arm had an event of the one grade and of the other."""
    for statement in paper.holding(_GRADES) if paper.genre == "trial" else ():
        own = statement.block.section in _SECTIONS and statement.own and statement.groups
        for match in _GRADES.finditer(statement.text) if own and statement.block.kind is BlockKind.PARAGRAPH else ():
            yield from _told(statement, match)


def _told(statement: Statement, match: re.Match[str]) -> Iterator[AdverseEvent]:
    named = (m for m in statement.mentions if match.end() <= m.start < match.end() + 12 and m.of(Category.TOXICITY))
    mention, masked = next(named, None), arms_masked(statement)
    if mention is None or not re.fullmatch(r"(?:acute\s|chronic\s)?", statement.text[match.end() : mention.start]):
        return
    grades = [grade_of(f"grade {re.sub(r'[^-/0-9IV]', '', _bare(match[part]))}") for part in ("one", "other")]
    event = spelt_out(event_name(statement, mention), statement.paper.abbreviations)
    for arm, end, percents in _values(statement, masked, mention.end):
        for grade, percent in zip(grades, percents, strict=True):
            yield AdverseEvent(
                doc=statement.paper.document.id, span=statement.place(match.start(), end), rule="sentence-adverse-event",
                arm=arm.title(), n=arm.n, event=event, grade=grade or "any", percent=number(percent),
            )  # fmt: skip


def _bare(level: str) -> str:
    return re.sub(r"^grades?\s", "", level, flags=re.IGNORECASE)


def _values(statement: Statement, masked: str, at: int) -> Iterator[tuple[Arm, int, tuple[str, str]]]:
    """Each arm with the two percentages that are its own."""
    if each := _EACH.match(masked, at):
        parts = [(3, (each[1], each[2]))] + ([(6, (each[4], each[5]))] if each[6] else [])
    elif each := _DEALT.match(masked, at):
        parts = [(5, (each[1], each[2])), (6, (each[3], each[4]))]
    else:
        return
    arms = [arm_at(statement, *each.span(group)) for group, _ in parts]
    if len({a.name for a in arms if a is not None}) == len(parts):
        yield from ((arm, each.end(), pair) for arm, (_, pair) in zip(arms, parts, strict=True) if arm is not None)
