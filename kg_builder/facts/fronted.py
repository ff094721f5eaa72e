"""The part of the patients with which a sentence begins: "Among patients with X, …", "In the X-high population, …"."""

from __future__ import annotations

import re

from kg_builder.facts.bases import base
from kg_builder.facts.titled_diseases import is_one_of_several
from kg_builder.lexicon import TRAITS, Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["fronted"]

_PEOPLE = r"""(?:patients|participants|individuals|subjects|children|adults|women|men|tumou?rs|cases|population|cohort|subgroup
    |subset|stratum|disease|(?<=per-protocol\s)analysis|(?:(?:never|ever|current|former|non)[\s-]?)?smokers|(?:non-?)?responders|survivors)"""
_FRONTED = Phrase(
    rf"""(?:(?:Similarly|However|Overall|Notably|In\scontrast|By\scontrast|Conversely),?\s)?(?:among|in|for|of|within)\s(?:the\s)?(?:(?:subgroup|subset|cohort)\sof\s)?(?:\d+\s(?:\([\d.]+\s?%\)\s)?)?
        (?P<name>(?P<lead>(?:(?!(?:with|who|whose|of|and|or|in|from)\b)[\w/+.<>=≥≤%-]+\s){{0,5}}?)(?P<noun>{_PEOPLE})\b(?P<clause>(?:\s(?:(?!(?:was|were|had)\s)[\w/+.<>=≥≤%'-]+|\([^()]{{1,25}}\)))*)),\s""",
    "patients", "participants", "individuals", "subjects", "children", "adults", "women", "men", "tumo", "cases", "population",
    "cohort", "subgroup", "subset", "stratum", "disease", "smokers", "analysis", "responders", "survivors",
)  # fmt: skip
_WITH = re.compile(
    r"^\s(?:with|without|who\s(?:had|have|received|achieved|underwent|did\snot)|whose|aged|harbou?ring|having|refractory|resistant|younger|older|at)\s"
)
_DOSED = Phrase(
    rf"""(?:(?:Among|In|For|Of)\s(?:the\s)?(?:\d+\s)?(?:\w+\s)?{_PEOPLE}\s(?:(?:who\s(?:were\s)?)?(?:treated|enrolled|dosed|receiv(?:ed|ing))\s)?)?at\s(?:the\s)?
        (?P<dose>(?:(?:recommended|RP2D|maximum|highest|lowest|starting|target|dose|[\d.,]+)[\s-])[^,;()]{{0,60}}?\b(?:dose(?:\slevels?)?|level|RP2D|MTD)\b[^,;()]{{0,30}}?
           |RP2D|MTD|dose\slevels?\s[\w-]+|[\d.,]+\s?(?:mg|g|\u03bcg|mcg|ug|Gy|MBq|GBq)(?:/\w+)?(?:\s\w+){{0,3}}?)\s?(?:\([^()]*\))?,\s""",
    "at ",
)  # fmt: skip
_LEADS = re.compile(
    r"""^(?:this|these|those|our|both|all|each|such|same|other|any|entire|whole|total|overall|full|study|present|current|intention-to-treat|intent-to-treat|ITT|mITT|modified|safety
          |evaluable|assessable|remaining|random(?:ly|i[sz]ed)|assigned|allocated|consecutive|enrolled|included|treated|eligible|analy[sz]ed|matched|efficacy|most|many|some|few|several|one|two|three|four|five|six|seven|eight|nine|ten)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SUCH = re.compile(
    r"\b(?:these|those|this|our|both|all|available|evaluable|assessable|matched|randomi[sz]ation)\b", re.IGNORECASE
)


def fronted(statement: Statement) -> tuple[int, int, str] | None:
    """Where a sentence begins with a part of the patients, and what to call it; none where they may be all of them."""
    text = statement.text
    if _DOSED.may_stand_in(text) and (dosed := _DOSED.match(text)):
        return dosed.start("dose"), dosed.end("dose"), dosed["dose"]
    match = _FRONTED.match(text) if _FRONTED.may_stand_in(text) else None
    if match is None:
        return base(statement)
    return None if _SUCH.search(match["name"]) or _is_any_disease(statement, match) else _of_people(statement, match)


def _of_people(statement: Statement, match: re.Match[str]) -> tuple[int, int, str] | None:
    start, end = match.span("name")
    lead, clause = match["lead"].strip(), match["clause"]
    told = _WITH.match(clause)
    if not (lead or clause) and _is_part(statement, match["noun"].lower()):
        return start, end, match["noun"]
    if match["noun"].lower().endswith(("responders", "survivors")):
        return None if clause or _LEADS.match(lead) else (start, end, match["name"])
    if _LEADS.match(lead) or (clause and not told) or not (lead or told) or (told and "patients" in clause):
        return None
    failed = told is not None and told.group().strip() in ("refractory", "resistant", "without")
    if not failed and any(t.start < end for t in statement.treatments):
        return None
    if any(start <= g.start < end for g in statement.groups):
        return None
    if told and not lead:
        words = clause[told.end() :] if told.group().strip() == "with" else clause
        return None if _own_disease(statement, start, end) else (start, end, words.strip())
    return None if not told and _own_disease(statement, start, end) else (start, end, match["name"] if told else lead)


_LEVEL = re.compile(
    r"(?:stage|grade)\s(?:[IV]{1,3}[A-C]?|\d)|[\w/]+[-\s](?:positive|negative|mutant|mutated|wild-type|amplified)",
    re.IGNORECASE,
)


def _is_any_disease(statement: Statement, match: re.Match[str]) -> bool:
    """Whether the disease named is no level that the paper's title does not name: "stage III", "X-positive"."""
    if match["noun"].lower() != "disease":
        return False
    lead = match["lead"].strip()
    titled = lead.lower() in statement.paper.statements[0].text.lower()
    return bool(match["clause"]) or _LEVEL.fullmatch(lead) is None or titled


_SEXES = (re.compile(r"\bwom[ae]n\b|\bfemales?\b", re.IGNORECASE), re.compile(r"\bm[ae]n\b|\bmales?\b", re.IGNORECASE))


def _is_part(statement: Statement, people: str) -> bool:
    """Whether people of one kind are but some of the paper's: smokers, or women where it tells of men too."""
    if people.endswith("smokers"):
        return True
    texts = [s.text for s in statement.paper.statements] if people in ("women", "men") else ()
    return bool(texts) and all(any(map(sex.search, texts)) for sex in _SEXES)


def _own_disease(statement: Statement, start: int, end: int) -> bool:
    """Whether the words name but the disease of the paper's title."""
    inside = [m for m in statement.mentions if start <= m.start < end]
    named = {t.key for m in inside if (t := m.of(Category.DISEASE))}
    if not named or any(m.of(*TRAITS) for m in inside) or is_one_of_several(statement.paper, inside):
        return False
    titled = {t.key for m in statement.paper.statements[0].mentions if (t := m.of(Category.DISEASE))}
    return not titled or bool(named & titled)
