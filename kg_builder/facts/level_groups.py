"""Groups of patients called by nothing but a level: "in women", "among never smokers", "for high X".

Such a word may also just tell who somebody is. It names a subgroup only where another level of the same characteristic
stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["ladders", "level_groups", "of_shared_noun", "tallies"]

_TIED = re.compile(
    r"\b(?:in|for|with|among|of|between|than|versus|vs\.?|compared\s(?:with|to))\s(?:in\s|for\s|among\s)?(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_JOINED = re.compile(r"s?\s(?:and|or|versus|vs\.?)\s")
_LEVEL = re.compile(r"\b(?:low|high|elevated|normal)\s$", re.IGNORECASE)
_CUT = re.compile(r"\s?(?:[<>\u2264\u2265]=?)\s?\d+(?:[.,]\d+)*(?:\s?(?:%|[a-zA-Z\u03bc]{1,3}/[a-zA-Z]{1,2}))?")
_GOES_ON = re.compile(
    r"s?\s(?:who|with|whose|aged|and\s\w+\s(?:years|months)\s(?:or|of\sage|old|and\s(?:older|younger|over|under))|having|receiving|treated|given)\b|[-/]"
)


_OR_NOT = Phrase(
    r"\b(?<!never\s)(?<!-)(?:non-?)?(?P<word>smokers|drinkers|carriers)\b", "smokers", "drinkers", "carriers"
)


def level_groups(statement: Statement) -> list[tuple[int, int]]:
    """Where a sentence calls groups by levels of one characteristic; none where it names but one level."""
    named: dict[str, list[tuple[int, int]]] = {}
    for mention in statement.mentions:
        term = mention.of(Category.CHARACTERISTIC)
        variable = term.features.get("broader") if term else None
        start, end = mention.start, mention.end
        if marker := mention.of(Category.BIOMARKER):
            level = _LEVEL.search(statement.text, max(0, start - 10), start)
            cut = _CUT.match(statement.text, end)
            variable = marker.key if level or cut else None
            start, end = level.start() if level else start, cut.end() if cut else end
        if variable and not _GOES_ON.match(statement.text, end):
            named.setdefault(variable, []).append((start, end))
    for match in _OR_NOT.finditer(statement.text):
        named.setdefault(match["word"], []).append(match.span())
    return [place for row in named.values() if len(row) > 1 for place in _tied(statement.text, row)]


def _tied(text: str, row: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The levels that a preposition ties, and those joined to them; none where only one is."""
    kept: list[tuple[int, int]] = []
    for start, end in row:
        joined = kept and kept[-1][1] < start and _JOINED.fullmatch(text, kept[-1][1], start)
        if start == 0 or joined or _TIED.search(text, max(0, start - 30), start):
            kept.append((start, end))
    return kept if len({text[start:end].lower() for start, end in kept}) > 1 else []


_RUNG = r"(?:low|intermediate|medium|moderate|high|normal|elevated)"
_LADDER = Phrase(
    rf"""\b(?:in|for|with|among|of|between)\s(?:the\s|an?\s)?
         (?P<rungs>(?:{_RUNG}-?(?:,\s(?:and\s|or\s)?|\s(?:and|or|versus|vs\.?)\s))+{_RUNG})[-\s]""",
    "low", "intermediate", "medium", "moderate", "high", "normal", "elevated",
)  # fmt: skip
_RUNGS = re.compile(rf"{_RUNG}-?", re.IGNORECASE)


def ladders(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The groups of "patients with low, intermediate and high X" and of "the low- and high-X groups", each with its name."""
    for match in _LADDER.finditer(statement.text) if statement.names(Category.BIOMARKER) else ():
        marker = next((m for m in statement.mentions if m.start == match.end() and m.of(Category.BIOMARKER)), None)
        if marker is None:
            continue
        rungs = list(_RUNGS.finditer(statement.text, match.start("rungs"), match.end("rungs")))
        for number, rung in enumerate(rungs, 1):
            end = marker.end if number == len(rungs) else rung.end()
            yield rung.start(), end, f"{rung.group().rstrip('-')} {marker.text}"


_TALLY = (
    r"(?:(?:[<>\u2264\u2265]\s?)?\d(?:\s?(?:-|to|/)\s?\d)?\+?|\b(?:zero|no|none|one|two|three|four|five)\b)"
    r"(?:\sor\s(?:more|greater|fewer|less))?"
)
_TALLIES = rf"(?P<tallies>{_TALLY}(?:(?:,\s(?:and\s|or\s)?|\s(?:and|or|versus|vs\.?)\s){_TALLY})+)"
_COUNTABLE = (
    r"(?P<noun>(?:(?!or\b|and\b|of\b|in\b|with\b)[a-z-]+\s){0,3}?(?:factors?|features?|criteri(?:a|on)|characteristics?|markers?|biomarkers?|"
    r"variables?|parameters?|predictors?|comorbidit(?:y|ies)|metastas[ei]s|sites?|organs?|lesions?|nodes?|mutations?|alterations?|points?))\b"
)
_TALLIED = Phrase(
    rf"""(?=[\d<>\u2264\u2265cfmnoptwz])(?<![\w.])(?:(?:patients|those|women|men|cases)\s(?:with|having|who\shad)\s)?{_TALLIES}\s{_COUNTABLE}""",
    " factor", " feature", " criteri", " characteristic", " marker", " biomarker", " variable", " parameter", " predictor",
    " comorbidit", " metastas", " site", " organ", " lesion", " node", " mutation", " alteration", " point",
)  # fmt: skip
_NUMBER_OF = Phrase(rf"\b(?:numbers?\sof|counting)\s(?:the\s)?{_COUNTABLE}[^.;]*?\({_TALLIES}\)", "number", "counting")
_ONE_TALLY = re.compile(_TALLY, re.IGNORECASE)


def tallies(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The groups of "patients with 0, 1 and 2 risk factors" and of "the number of sites (0, 1, 2)", each with its name."""
    for match in (*_TALLIED.finditer(statement.text), *_NUMBER_OF.finditer(statement.text)):
        listed = list(_ONE_TALLY.finditer(statement.text, match.start("tallies"), match.end("tallies")))
        if len(listed) == 2 and "respective" not in statement.text:
            continue  # "1 or 2 risk factors": one group
        behind = match.end("noun") > match.end("tallies")
        for number, tally in enumerate(listed):
            start = match.start() if behind and number == 0 else tally.start()
            end = match.end() if behind and number == len(listed) - 1 else tally.end()
            yield start, end, f"{tally.group()} {match['noun']}"


_SOME = r"(?:patients|those|women|men|participants|subjects|cases|tumou?rs|cancers|carcinomas|lesions|samples)"
_WHOSE = re.compile(rf"{_SOME}|disease")
_LINK = rf"\s(?P<link>(?:{_SOME}\s)?(?:(?:in|of|for|among|with)\s)?(?:the\s)?(?:{_SOME}\s(?:with|who\shad|having)\s)?)"
_NOT_LAST = re.compile(
    rf"{_LINK}(?P<level>(?!(?:in|of|for|among|with|the)\s)[\w/+-]+(?:\s[\w/+-]+)?)(?:,|;|,?\s(?:and|vs\.?|versus))\s(?:and\s|only\s)?"
)
_JOINTS = (", ", "; ", "and ", "vs ", "vs. ", "versus ", "only ")  # how what _NOT_LAST matches ends
_ENDS = r"(?:in|of|for|with|at|had|was|were|and|or|who|during|after|than|respectively)\b"
_LAST = re.compile(
    rf"{_LINK}(?P<level>(?!(?:in|of|for|among|with|the|vs|versus|and|or|than)\b)[\w/+-]+(?:\s(?!{_ENDS})[\w/+-]+){{1,4}})(?=[.,;:)(]|$|\s{_ENDS})"
)
_STATUS = re.compile(
    r"[\w-]*(?:positive|negative)|low|intermediate|moderate|high|normal|elevated|mutant|mutated|wild-type|(?:un)?methylated",
    re.IGNORECASE,
)
_UNITS = ("%", " months", " years", " weeks", " days")  # each value has its own
_NO_PART = re.compile(r"\b(?:events?|toxicit\w+|reactions?|responses?|responders|relief|control)\b", re.IGNORECASE)


def of_shared_noun(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """The parts of "5/40 (13%) in patients with low, 8/30 (27%) intermediate and 7/10 (70%) high scores", each with its name.

    Only the last of the levels has its noun.
    """
    if max(map(statement.text.count, _UNITS)) < 2:
        return
    values = [q for q in statement.quantities if q.dimension in ("fraction", "time")]
    row: list[re.Match[str]] = []
    for number, value in enumerate(values):
        following = values[number + 1].start if number + 1 < len(values) else value.end
        joined = statement.text.endswith(_JOINTS, value.end, following)
        goes_on = _NOT_LAST.match(statement.text, value.end) if joined else None
        if goes_on and goes_on.end() == following:
            row.append(goes_on)
            continue
        last = _LAST.match(statement.text, value.end) if row else None
        if last and _are_parts(statement, row, last, {v.total for v in values[number - len(row) : number + 1]}):
            yield from _named_alike(row, last)
        row = []


def _are_parts(statement: Statement, row: list[re.Match[str]], last: re.Match[str], totals: set[int | None]) -> bool:
    """Whether levels are of one trait, and the values of those who have each: a word ties them, or each is of its own number."""
    sizes = {len(m["level"].split()) for m in row}
    tied = row[0]["link"] or (None not in totals and len(totals) == len(row) + 1)
    start, end = row[0].start(), last.end()
    inside = [m for m in statement.mentions if start <= m.start < end]
    if len(sizes) > 1 or not tied or sizes.pop() >= len(last["level"].split()) or _NO_PART.search(last["level"]):
        return False
    if any(m.of(Category.TOXICITY, Category.ENDPOINT, Category.RESPONSE) for m in inside):
        return False
    named = (*(g.start for g in statement.groups), *(t.start for t in statement.treatments))
    if any(start <= at < end for at in named):
        return False
    known = any(m.of(Category.BIOMARKER, Category.STAGING_LEVEL, Category.CHARACTERISTIC) for m in inside)
    return known or any(_STATUS.match(m["level"]) for m in (*row, last))


def _named_alike(row: list[re.Match[str]], last: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    size = len(row[0]["level"].split())
    noun = " ".join(last["level"].split()[size:])
    for match in (*row, last):
        level = " ".join(match["level"].split()[:size])
        known = _WHOSE.fullmatch(noun) or level.endswith(noun)
        yield match.start("link"), match.end("level"), level if known else f"{level} {noun}"
