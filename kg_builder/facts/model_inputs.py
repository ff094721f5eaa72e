"""What goes into a prognostic score, as sentences tell it.

"a nomogram incorporating A, B and C", "the score is based on A and B", "the system, developed in 2010, uses three factors: A, B
and C", "risk factors for the construction of the X score, including A and B", "A, B and C were included in the nomogram".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg_builder.document import Section
from kg_builder.evidence import Components
from kg_builder.expressions import Expression
from kg_builder.lexicon import TRAITS, Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["COMPOSED", "Composed", "composed", "made_before", "parts_of"]


class Composed(NamedTuple):
    """Characters `start` to `end` tell what the score of this name is made of."""

    start: int
    end: int
    name: str
    inputs: Components


_KIND = r"(?:nomogram|scoring\ssystem|score|model|signature|prognostic\sindex|risk\sindex|system)"
_NAME = rf"(?P<name>(?:[\w/-]+\s){{0,4}}?{_KIND})"
_WORDS = ("nomogram", "scor", "model", "signature", "index", "system")
_SURE = re.compile(
    r"\b(?:nomogram|prognostic\sscore|scoring\ssystem|prediction\smodel|predictive\smodel|risk\sscore|prognostic\smodel)s?$"
)  # of which a list is what they are made of, whatever is in it
_ITEMS = r"(?:variables|factors|parameters|predictors|components|items|features|indicators|markers|characteristics)"
_LED = (
    rf"(?:the\s)?(?:following\s)?(?:(?:\w+\s){{0,4}}?{_ITEMS}(?:\s(?:including|such\sas|namely|like)\s|:\s|,\s(?:including|namely|such\sas)\s|\sof\s|-(?=[A-Za-z])))?"
    r"(?:(?:the|both|an?)\s)*"
)
_LISTED = r"(?P<inputs>(?:(?!,?\swith\san?\s(?:C-index|AUC|concordance|c-statistic))(?:[^.;]|\.(?=\d))){6,260})"
_MADE_OF = (
    r"s?(?:,\s[^,.;()]{3,90},|\s\([^()]*\))?,?\s(?:that\s|which\s)?(?:also\s|further\s|\w+ly\s)?"
    r"(?:incorporat(?:es|ed|ing)|integrat(?:es|ed|ing)|includ(?:es|ed|ing)|compris(?:es|ed|ing)|combin(?:es|ed|ing)|contain(?:s|ed|ing)|us(?:es|ed|ing)"
    r"|consist(?:s|ed|ing)\sof|(?:(?:is|was|were|are)\s(?:\w+ly\s)?)?(?:based\s(?:up)?on|(?:composed|made\sup)\sof|(?:calculated|derived|built|constructed)\s(?:from|with|on|using))"
    rf"|tak(?:es|ing)\sinto\saccount|identif(?:ied|ies)(?=\s(?:the\s)?(?:\w+\s){{0,4}}?{_ITEMS}:))\s"
)
COMPOSED = Phrase(rf"\b{_NAME}{_MADE_OF}{_LED}{_LISTED}", *_WORDS)
_SAYS_OF_WHAT = Expression(rf"{_KIND}{_MADE_OF}")  # in each match of COMPOSED, and found far sooner
_CONSTRUCTED = Phrase(
    rf"\b{_ITEMS}\s(?:for|used\s(?:in|for)|in)\s(?:the\s)?(?:construction|development|establishment|building)\sof\s(?:the\s|an?\s)?{_NAME}s?"
    rf"(?:,\s(?:including|namely|such\sas)|:)\s{_LISTED}",
    *(f"{making} of " for making in ("construction", "development", "establishment", "building")),
)
_ENTERED = Phrase(
    rf"^(?:[A-Z]\w+ly,\s|[A-Z]\w+\set\sal\.\s\w+\sthat\s)?(?P<inputs>[^.;:()]{{6,260}}?)\s(?:were|was)\s(?:\w+ly\s)?"
    rf"(?:included|incorporated|integrated|combined)\s(?:in|into|to\s(?:build|construct|develop|establish|create|form))\s(?:the|an?|our|this)\s{_NAME}s?\b",
    *(f"{entered} {into}" for entered in ("included", "incorporated", "integrated", "combined") for into in ("in", "to ")),
)  # fmt: skip
_FITTED = re.compile(  # no score of patients
    r"\b(?:multivaria\w*|univaria\w*|cox|regression|logistic|proportional|linear|mixed|animal|mouse|murine|xenograft|hazards?|statistical|staging|immune|health\w*|nervous)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:(?:an?|the|this|our|we|these|both|two|three|built|novel|new|and|study|stud(?:y|ies)|proposed|developed|constructed|established|predictive(?=\snomogram)|\w+ed)\s)+",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:model|score|system|nomogram|scoring\ssystem)", re.IGNORECASE)
_FARTHEST = 5  # sentences since a score was made
_OWN_NAME = re.compile(
    r"\b(?:developed|built|constructed|proposed|established|created|designed)\s(?:the|an?)\s(?P<name>(?:[\w/-]+\s){1,5}?(?:nomogram|model|score|scoring\ssystem|signature|index))\b"
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9-]{1,}\w*\b")
_NOT_AN_INPUT = re.compile(
    r"\b(?:data|patients?|analys[ie]s|cohorts?|criteria|studies|regression|algorithms?)\b", re.IGNORECASE
)
_KNOWN = (*TRAITS, Category.MODEL, Category.DISEASE, Category.RESPONSE, Category.TOXICITY)
_MARK = re.compile(r"\s?\[[\d,\s-]+\]")


def composed(statement: Statement) -> Iterator[Composed]:
    """What a sentence says of what a score is made of."""
    text = statement.text
    if statement.block.section is Section.METHODS and statement.paper.genre != "review":
        return
    at = 0
    for phrase in (_CONSTRUCTED, COMPOSED, _ENTERED):
        sought = phrase.may_stand_in(text) and (phrase is not COMPOSED or _SAYS_OF_WHAT.search(text))
        for match in phrase.finditer(text, at) if sought else ():
            parts = parts_of(_MARK.sub("", match["inputs"]))
            name = _LEADING.sub("", match["name"])
            told = (
                not _in_general(text, match)
                and len(parts) >= 2
                and all(len(p) < 70 for p in parts)
                and not _FITTED.search(name)
            )
            if told and (_is_sure(match, phrase) or _are_traits(statement, match, parts)):
                at = match.end()
                yield Composed(match.start(), match.end(), _in_full(statement, name), parts)


def _in_general(text: str, match: re.Match[str]) -> bool:
    """Whether scores at large are spoken of: "prognostic models are based on", not "both models"."""
    return text.startswith("s", match.end("name")) and not _COUNTED.search(text[: match.end("name")])


_COUNTED = re.compile(r"\b(?:two|three|four|both|these|the|our)\s(?:[\w/-]+\s){0,3}?\w+$", re.IGNORECASE)


def _is_sure(match: re.Match[str], phrase: Phrase) -> bool:
    return phrase is COMPOSED and _SURE.search(match["name"]) is not None and not _NOT_AN_INPUT.search(match["inputs"])


def _are_traits(statement: Statement, match: re.Match[str], parts: Components) -> bool:
    """Whether most of what is listed is of the vocabulary, or an acronym, and nothing is what models are fitted to."""
    if any(_NOT_AN_INPUT.search(p) for p in parts):
        return False
    begin, end = match.span("inputs")
    known = [m.text for m in statement.mentions if begin <= m.start < end and m.of(*_KNOWN)]
    named = [p for p in parts if _ACRONYM.search(p) or any(k in p for k in known)]
    return 2 * len(named) >= len(parts)


def _in_full(statement: Statement, name: str) -> str:
    """ "The score" as the sentences before named it, where they name one that was made."""
    return (made_before(statement) if _BARE.fullmatch(name) else "") or name


def made_before(statement: Statement) -> str:
    """The score that one of the sentences before says was made, the nearest; "" where none does."""
    for earlier in reversed(statement.earlier[-_FARTHEST:]):
        if made := list(_OWN_NAME.finditer(earlier.text)):
            return _LEADING.sub("", made[-1]["name"])
    return ""


_ASIDE = re.compile(r"\s?\((?:Table|Fig)[^()]*\)")
_ENDS = re.compile(
    r"(?:\s|(?<=[a-z])-)(?:to\s|was\b|were\b|which\b|that\b|achiev|show|with\san|ha(?:d|s|ve)\b|for\s|demonstrat|yield|and\s(?:was|had|achieved|showed)\b)|,?\s(?:is|are|remains?)\b|,\s(?:which|with|and\s(?:was|had)|demonstrat|achiev|show|yield)"
)


def parts_of(listed: str) -> Components:
    """What a list names, one by one.

    >>> parts_of("age, CRP and ascites to predict survival"), parts_of("age, CRP, and size-to tell survival")
    (('age', 'CRP', 'ascites'), ('age', 'CRP', 'size'))
    """
    listed = _ASIDE.sub("", _ENDS.split(listed)[0])
    parts = re.split(r",\s(?:and\s)?|\sand\s(?:the\s)?", listed)
    return tuple(p.strip(" ,") for p in parts if p.strip(" ,") and not p.startswith("other "))
