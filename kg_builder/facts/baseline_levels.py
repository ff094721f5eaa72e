"""Characteristics told level by level: "ECOG performance status was 0 in 40 patients (64.5%) and 1 in 22 (35.5%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Baseline
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["baseline_levels"]

_GRADE = r"""(?:\d(?:\s?(?:-|to|or)\s?\d)?|[0A-D][0-4]?|(?:IV|I{1,3})[A-C]?|[<>\u2264\u2265]=?\s?\d[\d.]*
              |positive|negative|high|low|present|absent)"""
_LEVEL = (
    rf"(?P<level>{_GRADE})\sin\s(?P<count>\d+|{NUMBER_WORD})\b(?!\s?%|\.\d)(?:\s(?:patients?|cases|subjects))?"
    r"(?:\s\((?P<percent>\d{1,3}(?:\.\d+)?)\s?%\))?"
)
_ITEM = re.compile(rf"(?:^|,\s(?:and\s)?|\sand\s|;\s){_LEVEL}", re.IGNORECASE | re.VERBOSE)
_LEVELS = re.compile(
    rf"^\s?(?:\([^()]*\)\s)?(?:class|stage|grade|score|status)?\s?(?:was|were)\s(?={_LEVEL})",
    re.IGNORECASE | re.VERBOSE,
)
_SECTIONS = (Section.ABSTRACT, Section.RESULTS)
_CHARACTERISTICS = (Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.BIOMARKER)


def baseline_levels(paper: Paper) -> Iterator[Baseline]:
    """The levels of a characteristic with their patients, in sentences of a trial that name no arm."""
    if paper.genre != "trial":
        return
    for statement in paper.statements:
        own = statement.block.section in _SECTIONS and statement.own
        told = own and statement.block.kind is BlockKind.PARAGRAPH and statement.names(*_CHARACTERISTICS)
        for mention in statement.mentions if told and all(g.arm.whole for g in statement.groups) else ():
            yield from _levels(statement, mention)


def _levels(statement: Statement, mention: Mention) -> Iterator[Baseline]:
    opening = _LEVELS.match(statement.text[mention.end :]) if mention.of(*_CHARACTERISTICS) else None
    if opening is None:
        return
    start = at = mention.end + opening.end()
    while item := _ITEM.match(statement.text[at:]):
        whole = statement.paper.roster.whole
        yield Baseline(
            doc=statement.paper.document.id,
            span=statement.place(mention.start if at == start else at, at + item.end()),
            rule="sentence-baseline-level",
            arm=whole.title(),
            n=whole.n,
            characteristic=mention.text,
            level=item["level"],
            count=int(number_of(item["count"])),
            percent=number(item["percent"]) if item["percent"] else None,
        )
        at += item.end()
