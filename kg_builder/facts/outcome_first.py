"""Claims that name the endpoint before its factors.

"worse OS was associated with X", "ORR was not related to A, B or C", "no correlation was found between ORR and X",
"survival differed by X", "PFS was similar regardless of X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.expressions import Expression
from kg_builder.facts.bracketed import tested, unbracketed
from kg_builder.facts.claim import KNOWN, Claim, Run, adjacent, assumed_way, is_asked, is_setting, is_treatment
from kg_builder.facts.clauses import Endpoint
from kg_builder.facts.compared import NEITHER
from kg_builder.facts.factors import Factor, factor_after, listed_after
from kg_builder.facts.predicates import direction, predicates
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Statement

__all__ = ["ENUMERATED", "OUTCOME_FIRST", "enumerated", "outcome_first"]

_OF_WHAT = (
    r"(?:\s(?:rates?|times?|durations?|probabilit(?:y|ies)))?(?:\s\([^()]{1,40}\))?"
    r"(?:\s(?:to|under)\s[\w/-]+(?:\s(?:and\s|plus\s)?[\w/-]+){0,2}?)?"
)
_TIE = re.compile(
    rf"""{_OF_WHAT}\s(?P<verb>(?:(?:was|were|is|are|has|have|been|be|to|did|does|do|also|only|found|shown|mainly|\w+ly|(?P<denied>not|neither))\s)*
        (?:(?P<linked>(?:associated|correlated?s?|related|linked)\s(?:(?:\w+ly|both)\s)?(?:with|to))
          |(?:influenced|affected|dictated|determined|predicted|impacted)\sby
          |depend(?:s|ed|ent)?\s(?:up)?on|(?:differ(?:s|ed)|varie[sd])\s(?:\w+ly\s)?(?:by|with|according\sto|depending\son|on\sthe\sbasis\sof)))\s""",
    re.VERBOSE,
)
_SAME = re.compile(
    rf"""{_OF_WHAT}\s(?:was|were|is|are|remained)\s(?:\w+ly\s)?(?:(?:similar|comparable|the\ssame|consistent)\s)?
        (?:regardless\sof|irrespective\sof|independent\s(?:of|from)|unaffected\sby|unrelated\sto)\s""",
    re.VERBOSE,
)
_AND = re.compile(rf"{_OF_WHAT}\s(?:and|with)\s(?:either\s|the\s|any\sof\sthe\s)?")
_CLAUSE = re.compile(r"[.,;:]\s|\b(?:that|while|whereas|but|although|since|because)\s|,?\sand\s(?=\w+\s(?:\w+\s)?$)")
_NOT_ITS_SUBJECT = re.compile(
    r"""\b(?:between|with|on|for|than|by|of|in|after|before|until|following|from|predict\w*|prognos\w*|associat\w*|correlat\w*|relation\w*|effects?|impact|influence|benefits?
        |differences?|improve\w*|factors?|was|were|is|are|had|has|have|whether|if|no)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_RATE_OF = re.compile(r"\b(?:rates?|risk|likelihood|probability|incidence|duration)\sof\s", re.IGNORECASE)
_RATE = re.compile(r"\brates?$|^improvement\b")
_ASKS = re.compile(r"\b(?:whether|hypothes\w+|to\s(?:assess|evaluate|investigate|explore|determine|examine|test))\b")


_TIED = Phrase(  # one of these words stands in every form
    r"(?:associated|correlated?s?|related|linked)\s|(?:influenc|affect|dictat|determin|predict|impact)ed\sby|depend|(?:differs|differed|varie[sd])\s|regardless|irrespective|between|(?:association|correlation|relationship|link)s?\sof",
    "associated ", "correlate", "related ", "linked ", "influenced by", "affected by", "dictated by", "determined by",
    "predicted by", "impacted by", "depend", "differs ", "differed ", "varies ", "varied ", "regardless", "irrespective",
    "between", *(f"{tie}{s} of" for tie in ("association", "correlation", "relationship", "link") for s in ("", "s")),
)  # fmt: skip
OUTCOME_FIRST = bits(_TIED)
_TIE_OF = re.compile(r"\bbetween\b|\b(?:association|correlation|relationship|link)s?\sof\b")


def outcome_first(statement: Statement, runs: Sequence[Run]) -> Iterator[Claim]:
    """The claims of a sentence whose subject is an endpoint, one for each factor that they list."""
    text = statement.text
    named = [run[0] for run in runs]
    at = 0
    for run in runs:
        if run[0].start < at:
            continue
        for claim in (*_tied(statement, run, named), *_between(statement, run, named)):
            if _ASKS.search(text[: run[0].start]):
                break
            at = max(at, claim.stop)
            yield claim


def _tied(statement: Statement, run: Run, named: Sequence[Endpoint]) -> Iterator[Claim]:
    """ "shorter OS was associated with X (P = 0.01) and Y", "PFS was independent of X"."""
    text = statement.text
    tie, same = _TIE.match(text, run[-1].end), _SAME.match(text, run[-1].end)
    match = same or tie
    lead = _lead(text, run[0].start) if match else None
    if match is None or lead is None:
        return
    denied = same is not None or bool(tie and tie["denied"])
    linked = tie is not None and bool(tie["linked"])
    if denied and tie and not same and re.search(r"differ|var", tie["verb"]):
        return
    denied = denied or NEITHER.search(text, 0, run[0].start) is not None
    for factor, rank, place in _factors(statement, match.end(), named):
        ways = [direction(text[lead : e.start], adverse=e.adverse) for e in run]
        told = tuple(
            (e, "none" if denied else way or (assumed_way(factor) if e.adverse and linked else None))
            for e, way in zip(run, ways, strict=True)
        )
        yield Claim(factor, told, lead, place[1], "outcome-first", rank, place)


def _lead(text: str, end: int) -> int | None:
    """Where the noun phrase that an endpoint heads begins; none where it is part of another one."""
    borders = [m.end() for m in _CLAUSE.finditer(text, 0, end)]
    start = borders[-1] if borders else 0
    words = _RATE_OF.sub("", text[start:end])
    return None if _NOT_ITS_SUBJECT.search(words) or len(words.split()) > 8 else start


def _between(statement: Statement, run: Run, named: Sequence[Endpoint]) -> Iterator[Claim]:
    """ "no correlation was found between ORR and X or Y"."""
    text = statement.text
    joint = _AND.match(text, run[-1].end)
    tied = joint is not None and _TIE_OF.search(text, 0, run[0].start)
    before = [p for p in predicates(text) if p.kind == "between" and p.end <= run[0].start] if tied else []
    if joint is None or not before:
        return
    link = text[before[-1].end : run[0].start]
    if len(_RATE_OF.sub("", link).split()) > 4 or re.search(r"\band\b|,", link):
        return
    for factor, rank, place in _factors(statement, joint.end(), named):
        ways = [direction(link, adverse=e.adverse) for e in run]
        told = tuple((e, "none" if before[-1].negated else way) for e, way in zip(run, ways, strict=True))
        if before[-1].negated or any(way for way in ways):
            yield Claim(factor, told, before[-1].start, place[1], "outcome-first", rank, place)


def _factors(
    statement: Statement, start: int, named: Sequence[Endpoint]
) -> Iterator[tuple[Factor, tuple[int, int], tuple[int, int]]]:
    """The factors that stand from `start` on, each with its number, and the place of them all."""
    text = unbracketed(statement.text)
    known = [(m.start, m.end) for m in statement.mentions if m.of(*KNOWN)]
    known += tested(statement.text)
    found: Sequence[Factor] = listed_after(text, start, statement.paper.units, known)
    if not found and (lone := factor_after(text, start, len(text), statement.paper.units)):
        found = (lone,)
    place = (found[0].start, found[-1].end) if found else (start, start)
    apart = [e for e in named if place[0] <= e.start < place[1]]
    if apart and not all(_is_part_of_tested(e, found, statement.text) for e in apart):
        return
    for number, factor in enumerate(found):
        if not (_RATE.search(factor.name) or is_treatment(statement, factor) or is_setting(statement, factor)):
            yield factor, (number, len(found)), place


def _is_part_of_tested(endpoint: Endpoint, factors: Sequence[Factor], text: str) -> bool:
    """Whether an endpoint's name is but part of a factor that has its own statistics: "growth of metastases (P = 0.01)"."""
    own = [f for f in factors if f.start <= endpoint.start and endpoint.end <= f.end]
    told = {end for _, end in tested(text)}
    return any(f.end in told and _REST.search(text[f.start : endpoint.start] + text[endpoint.end : f.end]) for f in own)


_REST = re.compile(r"^(?!.*\b(?:long|short|bett|worse|poor|improv|high|low|reduc|increas)).*[a-z]{4}", re.IGNORECASE)


_NOUN = r"(?:factors?|predictors?|variables?|determinants?|biomarkers?|associations(?=\swith\b))"
_WERE = r"""\b(?P<of>[^.;,]{1,80}?)\s(?:(?:were|was|are|is|included?|includes|comprised)(?:\sas\sfollows:)?)
    \s(?!(?:\w+ly\s)?(?:not|no|analy[sz]ed|evaluated|assessed|identified|investigated|examined|included|tested|explored|determined|entered|used|selected|found)\b)"""
_FACTORS_WERE = Phrase(
    rf"\b(?P<noun>(?:\w+\s){{0,3}}{_NOUN}){_WERE}",
    "factor", "predictor", "variable", "determinant", "biomarker", "associations",
)  # fmt: skip
_THEY_WERE = Expression(_NOUN + _WERE, re.IGNORECASE | re.VERBOSE)  # sooner found, and in each of these
ENUMERATED = bits(_FACTORS_WERE)


def enumerated(statement: Statement, named: Sequence[Endpoint]) -> Iterator[Claim]:
    """ "Independent predictors of OS were A (P = 0.01), B and C": the endpoint first, then the factors."""
    text = unbracketed(statement.text)
    if not _THEY_WERE.search(text):
        return
    known = [(m.start, m.end) for m in statement.mentions if m.of(*KNOWN)]
    for match in _FACTORS_WERE.finditer(text):
        ends = [e for e in named if match.start("of") <= e.start and e.end <= match.end("of")]
        if not ends or is_asked(text, 0, match.end()):
            continue
        run = adjacent(text, ends)
        ways = [direction(text[match.start() : e.start], adverse=e.adverse) for e in run]
        told = tuple((e, way or ("worse" if e.adverse else None)) for e, way in zip(run, ways, strict=True))
        factors = listed_after(text, match.end(), statement.paper.units, [*known, *tested(statement.text)])
        for number, factor in enumerate(factors):
            place = (factors[0].start, factors[-1].end)
            yield Claim(factor, told, match.start(), place[1], "enumerated", (number, len(factors)), place)
