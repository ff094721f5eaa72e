"""Patients by a class that the paper made: "30/50 (60%) of tumours were classed as X-responsive and 20/50 (40%) as not"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg_builder.evidence import Baseline
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["classified"]

_SHARE = (
    rf"(?P<count>\d+|{NUMBER_WORD})(?:\s?/\s?(?P<total>\d+))?(?:\s(?:patients?|cases|tumou?rs?|samples|specimens))?"
    r"\s\((?P<percent>\d{1,3}(?:\.\d+)?)\s?%\)"
)
_PEOPLE = r"(?:\s(?:of\s)?(?:the\s|all\s)?(?:patients?|cases|subjects|tumou?rs?|samples|specimens|women|men))?"
_CLASS = (
    r"\sas\s(?:an?\s|being\s)?(?P<level>(?![\d.]+\b|(?:non-?)?responders?\b|(?:not\s|in|un)?(?:evaluable|eligible)\b|failures?\b)"
    r"[^\s,;.()](?:(?!\sand\s\d|\sor\s\d)[^,;()]){0,50}?)(?:\s\([^()%]*\))?"
)
_CLASSED = Phrase(
    rf"(?<![\w./-]){_SHARE}{_PEOPLE}\s(?:was|were)\s(?:\w+ly\s)?(?:classified|classed|categori[sz]ed|designated){_CLASS}(?=,?\sand\s\d|[,;]|\.?$)",
    "classified as", "classed as", "categorised as", "categorized as", "designated as",
    flags=re.IGNORECASE,
)  # fmt: skip
_FURTHER = re.compile(rf"(?:,\sand\s|,\s|\sand\s){_SHARE}{_PEOPLE}{_CLASS}(?=,?\sand\s\d|[,;]|\.?$)", re.IGNORECASE)
_RESULTS = (Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY)


def classified(paper: Paper) -> Iterator[Baseline]:
    """The classes, which the vocabulary does not know, with their patients, in sentences of a trial that name no arm."""
    if paper.genre != "trial":
        return
    for statement in paper.holding(_CLASSED, among=reported(paper)):
        match = _CLASSED.search(statement.text) if all(g.arm.whole for g in statement.groups) else None
        while match is not None:
            if not any(match.start("level") <= m.start < match.end("level") for m in _known(statement)):
                yield _record(statement, match)
            match = _FURTHER.match(statement.text, match.end())


def _known(statement: Statement) -> Iterator[Mention]:
    """What the vocabulary names but markers alone: such classes other rules tell of, or they are results."""
    yield from (m for m in statement.mentions if not m.of(Category.BIOMARKER) or m.of(*_RESULTS))


def _record(statement: Statement, match: re.Match[str]) -> Baseline:
    whole, count, percent = statement.paper.roster.whole, int(number_of(match["count"])), number(match["percent"])
    of_all = whole.n if whole.n and abs(Decimal(100 * count) / whole.n - percent) <= 1 else None
    return Baseline(
        doc=statement.paper.document.id,
        span=statement.place(match.start("count"), match.end("level")),
        rule="sentence-baseline",
        arm=whole.title(),
        n=int(match["total"]) if match["total"] else of_all,
        characteristic=match["level"],
        level="yes",
        count=count,
        percent=percent,
    )
