"""Ratios and what patients have: "Patients with high X had worse survival (HR 1.8)", "HR 0.7 for patients with X"."""

from __future__ import annotations

import re

from kg_builder.facts.factors import factor_before
from kg_builder.facts.holders import holders
from kg_builder.lexicon import TRAITS
from kg_builder.phrases import PartPhrase
from kg_builder.study import Statement

__all__ = ["had", "part_beside"]

_HAD = PartPhrase(
    r"""\b(?:[Pp]atients|[Tt]hose|[Ww]omen|[Mm]en|[Ss]ubjects|[Pp]articipants)\s(?:with|who\s(?:had|developed|experienced|achieved)|having|achieving|harbou?ring|developing|experiencing)\s(?:an?\s|the\s)?(?P<factor>[^,;()]{2,60}?)(?:\s\([^()]{1,30}\))?
        \s(?:(?:also|still)\s)?(?:had|have|has|showed|experienced|carried|were\s(?:\w+\s){0,2}?(?:more|less)\slikely\sto|were\sat)\s(?P<told>[^;()]{3,140}?)\s?(?:,\s|:\s|with\s(?:an?\s)?|[(\[](?:[^()\[\]]{3,60}[;,])?\s?)$""",
    " had ", " have ", " has ", " showed ", " experienced ", " carried ", " were ",
    flags=re.VERBOSE,
)  # fmt: skip
_WHOM = re.compile(r"\b(?:treated|receiving|received|given|versus|arms?|groups?|therapy|treatment)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:patients|those|women|men|subjects|participants)\b", re.IGNORECASE)
_SUBJECT_HAD = re.compile(
    r"^(?P<factor>(?!(?:This|These|Those|Our|The|All|Both|Most|Patients|They|We|It)\b)[A-Z][\w+-]*(?:\s[\w+-]+){0,3}?)\s(?:had|have|has|showed|experienced|carr(?:ied|ies)|confer(?:s|red))\s(?P<told>[^;()]{3,140}?)\s?(?:,\s|:\s|with\s(?:an?\s)?|[(\[]\s?)$"
)
_COMPARES = re.compile(
    r"\b(?:shorter|longer|worse|better|poor(?:er)?|inferior|superior|(?:high|low|great|small)er|increased|decreased|reduced|improved|prolonged|more|less|double|twice|\w+fold)\b",
    re.IGNORECASE,
)
_THAN = re.compile(r"\b(?:than|compared\s(?:with|to)|versus|vs\.?)\b", re.IGNORECASE)


def had(statement: Statement, before: str, offset: int) -> str | None:
    """The factor of "patients with X had worse survival (", where the sentence speaks of no treatments and of no other patients.

    Args:
        statement: the sentence.
        before: what stands before the ratio.
        offset: where that begins.
    """
    told = _HAD.search(before) or _of_subject(statement, before, offset)
    if told is None or not _COMPARES.search(told.group()) or _WHOM.search(told.group()):
        return None
    if any(h.regimen or h.arm for h in holders(statement)):
        return None
    if _OTHERS.search(told["told"]) and not _THAN.search(told["told"]):
        return None
    start, end = offset + told.start("factor"), offset + told.end("factor")
    factor = factor_before(statement.text, start, end, statement.paper.units, named=False)
    if factor is None or (factor.start != start and " and " in told["factor"]):
        return None
    return f"{factor.name} {factor.cutoff}" if factor.cutoff else factor.name


def _of_subject(statement: Statement, before: str, offset: int) -> re.Match[str] | None:
    """ "Smokers had a higher risk of relapse (": a subject that names a trait."""
    told = _SUBJECT_HAD.search(before)
    end = offset + told.end("factor") if told else 0
    return told if any(m.of(*TRAITS) and offset <= m.start and m.end <= end + 1 for m in statement.mentions) else None


_FOR_PART = re.compile(
    r"[)\]]?\s(?:for|in|among)\s(?:the\s)?(?P<part>[A-Za-z][\w\s/+\u2013-]{1,50}?\s(?=subgroup|population|cohort|patients|subset)"
    r"|(?:patients|those)\swith\s(?:(?!treated|receiving)[^,;.()]){2,50}?(?=,|;|\.|\sand\s\d|$))"
)


_IN_PART = PartPhrase(
    r"""\b(?:in|among|for)\s(?:the\s)?(?P<part>(?!(?:the\s)?(?:m?ITT|[Ii]ntent\w*|[Ww]hole|[Ff]ull|[Ee]ntire|[Tt]otal|[Oo]verall(?=\s\w+\s[(\[])|[Ss]afety|[Ss]tudy|[Pp]rimary|[Pp]er-protocol|[Ee]valuable|[Tt]raining|[Vv]alidation)\b)
        (?:[\w+/-]+\s){1,4}?(?:cohort|subgroup|(?:sub)?population|subset|stratum))\s[(\[](?:[^()\[\]]{1,40}[;,]\s)?(?:(?:un)?(?:adjusted|stratified)\s)?$""",
    "cohort", "subgroup", "population", "subset", "stratum",
    flags=re.VERBOSE,
)  # fmt: skip


def part_beside(text: str, start: int, end: int) -> str | None:
    """The part of the patients of "0.6 (0.4-0.9) for the X subgroup", "for patients with X", "in the X cohort (HR 0.6"."""
    match = _FOR_PART.match(text, end) or _IN_PART.search(text, max(0, start - 120), start)
    return re.sub(r"^(?:patients|those)\swith\s", "", match["part"].strip()) if match else None
