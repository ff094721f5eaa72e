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

__all__ = ["parts_in_arms"]

_PEOPLE = r"(?:patients|participants|subjects|individuals|cases|tumou?rs|women|men|children|adults)"
_WHO = (
    r"(?:women|men|females|males|girls|boys|(?:never-?|non-?|ex-|former\s)?smokers|(?:non-?)?(?:responders|carriers))"
)
_GIVEN = r"""(?:(?:who\s(?:were|had\sbeen)\s)?(?:treated|managed)\s(?:with|in|by)|(?:who\s)?(?:received|receiving|given)
    |(?:(?:who\s)?were\s|who\shad\sbeen\s)?(?:randomi[sz]ed|randomly\sassigned|assigned|allocated)\s(?:to|in)|in|on|within|from)"""
_JOINT = r"(?:of|in|for|among|than|the|and|or|with|to|an?|was|were|had|by|from|all|these|those|other|both)"
_MAY_STAND = Phrase(
    rf"\b(?:{_PEOPLE}|{_WHO})\b",
    "patients", "participants", "subjects", "individuals", "cases", "tumor", "tumour", "women", "men", "children", "adults",
    "males", "girls", "boys", "smokers", "responders", "carriers",
)  # fmt: skip
_BEFORE = re.compile(
    rf"""(?:\b{_PEOPLE}\s(?:(?P<with>with|harbou?ring|carrying|having|who\s(?:had|have)|whose|(?=aged\b)|(?=older\b|younger\b|over\b|under\b))|(?P<lacking>without|lacking|who\sdid\snot\shave))\s?
            (?P<trait>(?:(?!\b(?:had|has|have|was|were|is|are|and|or|than|versus|vs|treated|received|receiving|in|on)\b)[^.,;()]){{3,70}}?)
         |(?<![\w-])(?P<called>(?:(?!{_JOINT}\b)[\w/+-]+\s){{1,3}}){_PEOPLE}
         |\b(?:(?P<first>{_WHO})\s(?:than|versus|vs\.?|and|compared\swith)\s(?:in\s|for\s)?)?(?P<who>{_WHO}))
        \s{_GIVEN}\s(?:the\s)?(?:arm\s|group\s)?$""",
    re.VERBOSE | re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:elderly|older|younger|male|female|\w*positive|\w*negative|\w*mutant|mutated|wild[-\s]?type|(?:un)?methylated|amplified|\w*high|\w*low|elevated|normal|deficient|proficient|pretreated)\s$",
    re.IGNORECASE,
)
_BY_SEX = re.compile(r"women|men|females|males|girls|boys", re.IGNORECASE)  # all may be: a part only beside the other
_WORDS = re.compile(r"[^\W_]{3,}")
_TRAITS = (Category.BIOMARKER, Category.STAGING_LEVEL, Category.CHARACTERISTIC)
_REACH = 140  # characters before an arm


def parts_in_arms(statement: Statement) -> Iterator[Holder]:
    """The parts of the study's patients that a sentence names right before the arm that they were in."""
    groups = [g for g in statement.groups if not g.arm.whole] if _MAY_STAND.may_stand_in(statement.text) else []
    for group in groups:
        match = _BEFORE.search(statement.text, max(0, group.start - _REACH), group.start)
        for start, end in _parts(statement, match) if match else ():
            name = statement.text[start:end]
            yield Holder(start, end, name, subgroup=name, compared=is_compared(statement, start))


def _parts(statement: Statement, match: re.Match[str]) -> list[tuple[int, int]]:
    """Where the words stand that tell the part: a trait, a call by one, or who they are; no disease that all have."""
    if match["who"]:
        alone = match["first"] is None
        return (
            [] if alone and _BY_SEX.fullmatch(match["who"]) else [match.span(w) for w in ("first", "who") if match[w]]
        )
    part = _part(statement, match)
    return [part] if part and not _has_all(statement.paper, statement.text[slice(*part)]) else []


@once
def _titles(paper: Paper) -> str:
    return " ".join(paper.read(*b.parts).text.lower() for b in paper.document.of_kind(BlockKind.TITLE))


def _has_all(paper: Paper, words: str) -> bool:
    """Whether all patients of the study are so, by its title; of a paper without one that is not known."""
    title = _titles(paper)
    return not title or any(word in title for word in _WORDS.findall(words.lower()))


def _part(statement: Statement, match: re.Match[str]) -> tuple[int, int] | None:
    if match["called"]:
        start, end = match.span("called")
        marked = any(start <= m.start < end and m.of(*_TRAITS) for m in statement.mentions)
        return (start, match.end("called") - 1) if marked or _CALLED.search(match["called"]) else None
    start, end = match.span("trait")
    start = match.start("lacking") if match["lacking"] else start
    treated = any(t.start <= match.start("trait") < t.end for t in statement.treatments)
    had = is_counted(statement.text, match.start())  # what so many of the arm had
    return None if treated or had or disease_only(statement, match["trait"]) else (start, end)
