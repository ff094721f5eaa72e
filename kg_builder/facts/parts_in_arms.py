"""The part of an arm's patients that stands before the arm: "patients with X treated in arm B", "elderly patients in arm B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.document import BlockKind
from kg_builder.facts.holder import Holder, is_compared
from kg_builder.facts.parts_named import disease_only, is_counted
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["parts_in_arms", "persons_before"]

_PEOPLE = r"(?:patients|participants|subjects|individuals|cases|tumou?rs|women|men|children|adults)"
_WHO = (
    r"(?:women|men|females|males|girls|boys|(?:never-?|non-?|ex-|former\s)?smokers|(?:non-?)?(?:responders|carriers))"
)
_GIVEN = r"""(?:(?:who\s(?:were|had\sbeen)\s)?(?:treated|managed)\s(?:with|in|by)|(?:who\s)?(?:received|receiving|given)
    |(?:(?:who\s)?were\s|who\shad\sbeen\s)?(?:randomi[sz]ed|randomly\sassigned|assigned|allocated)\s(?:to|in)|in|on|within|from)"""
_JOINT = r"(?:of|in|for|among|than|the|and|or|with|to|an?|was|were|had|by|from|all|these|those|other|both)"
_NOUN = Phrase(
    rf"\b(?:(?P<who>{_WHO})|{_PEOPLE})\b",
    "patients", "participants", "subjects", "individuals", "cases", "tumor", "tumour", "women", "men", "children", "adults",
    "males", "girls", "boys", "smokers", "responders", "carriers",
    flags=re.IGNORECASE,
)  # fmt: skip
_LED = re.compile(  # how _IN_ARM ends
    r"""\b(?:in|received|receiving|given|on|within|from|(?<=treated\s|managed\s)(?:with|by)|(?:(?<=assigned\s)|(?<=allocated\s)|(?<=randomi[sz]ed\s))to)\s
        (?:the\s)?(?:arm\s|group\s)?\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_ARM = re.compile(rf"\s{_GIVEN}\s(?:the\s)?(?:arm\s|group\s)?\Z", re.VERBOSE | re.IGNORECASE)
_WITH = re.compile(
    rf"""\s(?:(?:with|harbou?ring|carrying|having|who\s(?:had|have)|whose|(?=aged\b)|(?=older\b|younger\b|over\b|under\b))|(?P<lacking>without|lacking|who\sdid\snot\shave))\s?
        (?P<trait>(?:(?!\b(?:had|has|have|was|were|is|are|and|or|than|versus|vs|treated|received|receiving|in|on)\b)[^.,;()]){{3,70}}?)
        {_IN_ARM.pattern}""",
    re.VERBOSE | re.IGNORECASE,
)
_CALLING = re.compile(rf"(?<![\w-])(?P<called>(?:(?!{_JOINT}\b)[\w/+-]+\s){{1,3}})\Z", re.IGNORECASE)
_OF_TWO = re.compile(
    rf"\b(?P<first>{_WHO})\s(?:than|versus|vs\.?|and|compared\swith)\s(?:in\s|for\s)?\Z", re.IGNORECASE
)
_CALLED = re.compile(
    r"\b(?:elderly|older|younger|male|female|\w*positive|\w*negative|\w*mutant|mutated|wild[-\s]?type|(?:un)?methylated|amplified|\w*high|\w*low|elevated|normal|deficient|proficient|pretreated)\s$",
    re.IGNORECASE,
)
_BY_SEX = re.compile(r"women|men|females|males|girls|boys", re.IGNORECASE)  # all may be: a part only beside the other
_WORDS = re.compile(r"[^\W_]{3,}")
_TRAITS = (Category.BIOMARKER, Category.STAGING_LEVEL, Category.CHARACTERISTIC)
_REACH = 140  # characters before an arm
_LONGEST = 60  # characters before a noun


_RIGHT_BEFORE = re.compile(
    rf"(?:\b(?:in|among|for|and|or|both|not)\s|,\s)(?P<who>{_WHO}|patients\s(?:aged|younger\sthan|older\sthan|under|over)\s[^,;()]{{1,25}})\s?[(\[]\s?\Z",
    re.IGNORECASE,
)


def persons_before(text: str, start: int) -> str | None:
    """Who stands right before the bracket that opens at a place: "in women (", "and patients younger than 65 years ("."""
    match = _RIGHT_BEFORE.search(text, max(0, start - _LONGEST), start)
    return match["who"].strip() if match else None


def parts_in_arms(statement: Statement) -> Iterator[Holder]:
    """The parts of the study's patients that a sentence names right before the arm that they were in."""
    groups = [g for g in statement.groups if not g.arm.whole] if _NOUN.may_stand_in(statement.text) else []
    for group in groups:
        if _LED.search(statement.text, max(0, group.start - 20), group.start):
            for start, end in _before(statement, group.start):
                name = statement.text[start:end]
                yield Holder(start, end, name, subgroup=name, compared=is_compared(statement, start))


def _before(statement: Statement, end: int) -> list[tuple[int, int]]:
    """Where the words stand that tell the part right before an arm, of the last noun of persons that they go with."""
    text = statement.text
    for noun in reversed([*_NOUN.finditer(text, max(0, end - _REACH), end)]):
        if with_trait := _WITH.match(text, noun.end(), end):
            return _with(statement, noun.start(), with_trait)
        if _IN_ARM.match(text, noun.end(), end):
            return (_who(statement, noun) if noun["who"] else []) or _called(statement, noun.start())
    return []


def _with(statement: Statement, start: int, match: re.Match[str]) -> list[tuple[int, int]]:
    """The trait of patients; not what so many of the arm had, nor a treatment, nor the disease that all have."""
    treated = any(t.start <= match.start("trait") < t.end for t in statement.treatments)
    if treated or is_counted(statement.text, start) or disease_only(statement, match["trait"]):
        return []
    begin = match.start("lacking") if match["lacking"] else match.start("trait")
    return [] if _has_all(statement.paper, match["trait"]) else [(begin, match.end("trait"))]


def _called(statement: Statement, noun: int) -> list[tuple[int, int]]:
    """What patients are called by, if it is a trait: "EGFR-mutant", "elderly"."""
    calling = _CALLING.search(statement.text, max(0, noun - _LONGEST), noun)
    if calling is None:
        return []
    start, end = calling.span("called")
    marked = any(start <= m.start < end and m.of(*_TRAITS) for m in statement.mentions)
    told = (marked or _CALLED.search(calling["called"])) and not _has_all(statement.paper, calling["called"])
    return [(start, end - 1)] if told else []


def _who(statement: Statement, noun: re.Match[str]) -> list[tuple[int, int]]:
    """Who the patients are; all may be women, where no men stand beside."""
    first = _OF_TWO.search(statement.text, max(0, noun.start() - _LONGEST), noun.start())
    if first is None and _BY_SEX.fullmatch(noun.group()):
        return []
    return [m.span(kind) for m, kind in ((first, "first"), (noun, "who")) if m is not None]


@once
def _titles(paper: Paper) -> str:
    return " ".join(paper.read(*b.parts).text.lower() for b in paper.document.of_kind(BlockKind.TITLE))


def _has_all(paper: Paper, words: str) -> bool:
    """Whether all patients of the study are so, by its title; of a paper without one that is not known."""
    title = _titles(paper)
    return not title or any(word in title for word in _WORDS.findall(words.lower()))
