"""Grades of an event told side by side: "the incidence of grade 1-2 and 3-4 rash was 54% and 8% in A and 44% and 0% in B".

Of one group also "grade 1, 2 and 3 rash occurred in 9, 4 and 1 patients", "rash was grade 2 in 4 (8%) and grade 3 in 1 (2%)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.arms import Arm
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.counting import COUNT, GROUP, PARTED, PEOPLE, arm_at, arms_masked, event_name
from kg_builder.facts.grades import grade_of, spelt_out
from kg_builder.facts.listed_events import only_arm
from kg_builder.facts.numerals import number_of
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["graded_pairs"]

_LEVEL = r"(?:grades?\s)?(?:[1-5]|IV|V|I{1,3})(?:\s?[-/]\s?(?:[1-5]|IV|V|I{1,3}))?\u00b0?"
_GRADES = Phrase(
    rf"\b(?:incidences?|rates?|frequenc(?:y|ies)|proportions?)\sof\s(?:both\s)?(?P<one>{_LEVEL})\sand\s(?P<other>{_LEVEL})\s(?=[a-z])",
    "incidence of ", "incidences of ", "rate of ", "rates of ", "frequency of ", "frequencies of ", "proportion of ",
    "proportions of ",
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

_SHARE = r"\d+(?:\.\d+)?\s?%"
_VALUE = rf"(?:{_SHARE}|(?!{_SHARE}){COUNT}(?!\d|\.\d)(?:\s(?:of\s(?:the\s)?\d+\s)?{PEOPLE})?(?:\s\({_SHARE}\))?)"
_ENDS = rf"(?=[.,;)]|$|\s(?:and|but|while|whereas|respectively|in|{PEOPLE}|of\s(?:the\s|all\s|our\s)?{PEOPLE})\b)"
_SEEN = r"(?:(?:was|were)\s(?:\w+ed|seen)|occurred|developed)"
_IN_FRONT = re.compile(
    rf"(?:^|(?<=[\s(,;]))grades?\s(?P<grades>{_LEVEL}(?:,\s{_LEVEL})*(?:,?\sand\s{_LEVEL})?)\s(?:acute\s|late\s)?$",
    re.IGNORECASE,
)
_VALUES = re.compile(
    rf"s?\s(?:{_SEEN}\s)?in\s(?P<values>{_VALUE}(?:,\s{_VALUE})*(?:,?\sand\s(?:in\s)?{_VALUE})?){_ENDS}", re.IGNORECASE
)
_NEXT = rf"grades?\s(?P<grade>{_LEVEL})(?:\s(?:{_SEEN}\s)?in|,|:)\s(?P<value>{_VALUE}){_ENDS}"
_BEHIND = re.compile(rf"s?\s(?:(?:was|were)\s(?:of\s)?|of\s|in\s)?{_NEXT}", re.IGNORECASE)
_FURTHER = re.compile(rf"(?:,\s(?:and\s)?|;\s(?:and\s)?|\sand\s)(?:of\s|in\s)?{_NEXT}", re.IGNORECASE)
_ONE_VALUE = re.compile(_VALUE, re.IGNORECASE)
_ONE_GRADE = re.compile(_LEVEL, re.IGNORECASE)
_OF_GRADES = Phrase(r"\bgrades?\s\d", "grade", flags=re.IGNORECASE)


def graded_pairs(paper: Paper) -> Iterator[AdverseEvent]:
    """How many percent of each arm had an event of the one grade and of the other."""
    if paper.genre != "trial":
        return
    for statement in paper.holding(_GRADES, among=reported(paper)):
        for match in _GRADES.finditer(statement.text):
            if statement.groups:
                yield from _told(statement, match)
    for statement in paper.holding(_OF_GRADES, among=reported(paper)):
        if statement.names(Category.TOXICITY) and not PARTED.search(statement.text):
            yield from _of_one_group(statement)


def _of_one_group(statement: Statement) -> Iterator[AdverseEvent]:
    """What each grade of an event has of a list in the same order, or beside it, in the only group."""
    arm = only_arm(statement)
    for mention in statement.mentions if arm else ():
        if arm and mention.of(Category.TOXICITY):
            event = spelt_out(event_name(statement, mention), statement.paper.abbreviations)
            for grade, value, end in _grades_with_values(statement.text, mention):
                share = re.search(r"(\d+(?:\.\d+)?)\s?%", value)
                count = re.match(rf"{COUNT}(?=\s|$)", value, re.IGNORECASE)
                yield AdverseEvent(
                    doc=statement.paper.document.id, span=statement.place(mention.start, end), rule="sentence-adverse-event",
                    arm=arm.title(), n=arm.n, event=event, grade=grade_of(f"grade {_bare(grade)}") or "any",
                    count=int(number_of(count.group())) if count else None, percent=number(share[1]) if share else None,
                )  # fmt: skip


def _grades_with_values(text: str, mention: Mention) -> list[tuple[str, str, int]]:
    """Grade, value and where it ends; nothing, where not every grade has its value."""
    front = _IN_FRONT.search(text, max(0, mention.start - 60), mention.start)
    dealt = _VALUES.match(text, mention.end) if front else _BEHIND.match(text, mention.end)
    if dealt is None:
        return []
    grades = _ONE_GRADE.findall(front["grades"]) if front else [dealt["grade"]]
    values = _ONE_VALUE.findall(dealt["values"]) if front else [dealt["value"]]
    found = [(g, v, dealt.end()) for g, v in zip(grades, values, strict=False)] if len(grades) == len(values) else []
    while found and len(grades) == 1 and (further := _FURTHER.match(text, found[-1][2])):
        found.append((further["grade"], further["value"], further.end()))
    return found if len(found) > 1 else []


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
