"""Whether a sentence tells of the patients at the start: no outcome, no event, no part of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from kg_builder.document import Section
from kg_builder.expressions import Expression
from kg_builder.facts.holders import Holder
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["clause", "of_part", "other_matter", "told_at_start"]

_HEADING = Expression(
    r"""\b(?:patients?'?|baseline|demographics?|characteristics?|population|participants|cohort|results|findings|enrol\w+|abstract
         |frequenc(?:y|ies)|prevalence|(?:histo)?patholog\w*|genetics?|genomics?|molecular|mutation(?:s|al)?|genotyp\w+|status|expression|immunoreactivity|phenotypes?)\b|^$""",
    re.IGNORECASE | re.VERBOSE,
)
_OTHER_HEADING = Expression(
    r"\b(?:safety|toxicit\w+|efficacy|survival|responses?|outcomes?|relapses?|recurrences?|compliance|predict\w+|prognos\w+|associations?|correlat\w+)\b",
    re.IGNORECASE,
)
_AT_START = Phrase(
    r"\bat\s(?:baseline|diagnosis|entry|enrol+ment|randomi[sz]ation|presentation)|\bbaseline\s(?:characteristics|demographics)|"
    r"\bmedian\sage|\bmean\sage",
    "baseline", "diagnosis", "entry", "enrol", "randomi", "presentation", "age",
)  # fmt: skip
_MEASURE = re.compile(r"[HOA](?<!\w[HOA])(?:(?<=[HO])R|(?<=A)E)s?\b")  # HRs, ORs, AEs
_OTHER_MATTER = Phrase(
    r"""\b(?:hazards?|odds|surviv\w+|respon(?:se|ses|ded|ders?|ding)|progress(?:ed|ion)|relaps\w+|recur(?:red|rences?)|died|deaths?|mortality
        |discontinu\w+|withdr[ae]w\w*|toxic\w*|adverse|dose[sd]?|associat\w+|predict\w*|prognos\w*|correlat\w+|(?:multi|uni)varia\w+|subgroups?
        |after\s(?:\d+|treatment|therapy|chemotherapy|radiotherapy|surgery)|during|develop(?:ed|ment)|completed?(?!\s(?:\w+\s){0,2}(?:data|information|records)\b)|exclu\w+|screen\w*|incidences?|decreas\w+|reduc\w+|follow-up
        |subsequent\w*|post-?(?:operative|treatment)\w*|achiev\w+|biops(?:y|ies)|assum\w+|inclusion|eligib\w+|lost|resect(?:ed|able)|occurred
        |(?<!had\s)(?<!previously\s)(?:received|underwent|given)\s(?:an?\s)?(?:second|third|fourth|2nd|3rd|4th)[\s-]line
        |ranged|cycles?|fractions|delivered|tests?|assay\w*|sensitivity|specificity|expected|planned|mutational\sanalysis\sfailed)\b""",
    "hazard", "odds", "surviv", "respon", "progress", "relaps", "recur", "died", "death", "mortality", "discontinu", "withdr",
    "toxic", "adverse", "dose", "associat", "predict", "prognos", "correlat", "varia", "subgroup", "after ", "during", "develop",
    "complete", "exclu", "screen", "incidence", "decreas", "reduc", "follow-up", "subsequent", "post", "achiev", "biops", "assum",
    "inclusion", "eligib", "lost", "resect", "occurred", "line", "ranged", "cycle", "fractions", "delivered", "test", "assay",
    "sensitivity", "specificity", "expected", "planned", "mutational",
)  # fmt: skip


_DEVIATION = re.compile(r"(?:\u00b1|\bmeans?)[\s(,]{0,2}$", re.IGNORECASE)  # before "SD", which is a response too
_LONGEST = len("means (,")
_DEVIATES = re.compile(r"\s?[=:,]?\s?\d+(?:\.\d+)?[)\],;]")  # behind it


def told_at_start(paper: Paper) -> Iterator[Statement]:
    """The sentences that can be about the patients at the start: no outcome, no event, no reference."""
    told = [s for s in reported(paper) if not s.citations]
    placed = {heading: _is_of_start(heading) for heading in {s.block.heading for s in told}}
    for statement in told:
        told_so = placed[statement.block.heading] or _AT_START.search(statement.text)
        if told_so and not (_names_outcome(statement) or _tested(statement) or _broken(statement)):
            yield statement


def _is_of_start(heading: str) -> bool:
    return _HEADING.search(heading) is not None and not _OTHER_HEADING.search(heading)


def _names_outcome(statement: Statement) -> bool:
    text = statement.text
    return statement.names(Category.ENDPOINT, Category.RESPONSE) and any(
        m.of(Category.ENDPOINT, Category.RESPONSE)
        and not _DEVIATION.search(text, max(0, m.start - _LONGEST), m.start)
        and not (m.text == "SD" and "mean" in text and _DEVIATES.match(text, m.end))
        for m in statement.mentions
    )


def _tested(statement: Statement) -> bool:
    """Whether it is of an abstract, which tests what came of the patients."""
    tested = statement.block.section is Section.ABSTRACT and statement.probabilities
    return bool(tested) and not _AT_START.search(statement.text)


_ASIDE = re.compile(r",\s(?:which|and\sthis)\s(?:was|were|is|are)\s")


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a sentence between semicolons (outside brackets) that these characters stand in, less what is said of it.

    >>> text = "Ten had A; six (5%) had B, which was a predictor of OS."
    >>> text[slice(*clause(text, 11, 25))]
    '; six (5%) had B'
    """
    depth, cuts = 0, [0]
    for at, char in enumerate(text) if ";" in text else ():
        depth += (char in "([") - (char in ")]")
        if char == ";" and depth <= 0:
            cuts.append(at)
    begin = max(c for c in cuts if c <= start)
    until = min((c for c in cuts if c >= end), default=len(text))
    aside = _ASIDE.search(text, end, until)
    return begin, aside.start() if aside else until


_MET = re.compile(
    r"\b(?:met|meeting|fulfill?ed|satisfied)\s(?:(?:all|the|our|these|study)\s)*(?:inclusion|eligibility)(?:\sand\sexclusion)?\scriteria"
)


def other_matter(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether `text[start:end]` is about an outcome, an event or a test; that patients met the criteria is no such matter.

    >>> other_matter("20 met the inclusion criteria"), other_matter("20 did not, by the inclusion criteria")
    (False, True)
    """
    found = _matter(text, start, end)
    if found and found.group().lower() in ("inclusion", "exclusion", "eligibility"):
        found = _matter(_MET.sub("", text[start:end]))
    return found is not None


def _matter(text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    return _MEASURE.search(text, start, end) or _OTHER_MATTER.search(text, start, end)


def _broken(statement: Statement) -> bool:
    """Whether the sentence goes on with one that a break cut: "… 12% and." "15% in the other"."""
    return any(_CUT_OFF.search(other.text, len(other.text) - _CUT) for other in statement.earlier[-1:])


_CUT_OFF = re.compile(r"\b(?:and|or|vs|versus)\s?\.?$")
_CUT = 10  # characters at most


_LEAD_SUBGROUP = re.compile(r"^(?:for|among|in|of)\s(?:the\s)?", re.IGNORECASE)


def of_part(statement: Statement, named: str, groups: Sequence[Holder]) -> bool:
    """Whether the sentence speaks of a part of the patients only, or of a group that is no arm."""
    for group in groups:
        about = _LEAD_SUBGROUP.sub("", statement.text[: group.start]) == ""
        if group.subgroup and about and not _same_matter(statement, group, named):
            return True
    return False


def _same_matter(statement: Statement, group: Holder, named: str) -> bool:
    """Sites of metastases among patients with metastases: the part is who can have the trait at all."""
    inside = [m for m in statement.mentions if group.start <= m.start < group.end and m.of(Category.CHARACTERISTIC)]
    return any(m.text[:6].lower() in named.lower() for m in inside)
