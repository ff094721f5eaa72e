"""Whether what a sentence claims of a factor is a claim about patients: of something they have, not of what was done to them."""

from __future__ import annotations

import re

from kg_builder.document import Section
from kg_builder.facts.background import whose
from kg_builder.facts.claim import DOING, Claim, is_supportive
from kg_builder.facts.treated import own_treatment
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["FACTORS", "is_plausible"]

FACTORS = (
    Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.STAGING_LEVEL, Category.DISEASE,
    Category.TOXICITY, Category.MODEL, Category.ENDPOINT, Category.RESPONSE,
)  # fmt: skip


_RESULTS = frozenset({"efficacy", "outcome", "survival", "OS", "PFS", "prognosis", "safety"})


_OTHER_STUDY = re.compile(
    r"""\bcompared\s(?:with|to)\s(?:th(?:at|ose)\s(?:of|in|from)\s)?(?:the\s)?(?:[\w-]+\s){0,4}?
        (?:(?:historical|previous|earlier|published|other)\s(?:\w+\s)?(?:controls?|data|results?|stud(?:y|ies)|trials?|reports?|cohorts?)
         |(?:sub)?group\sanalys[ie]s\s(?:of|in|from)|(?:stud(?:y|ies)|trials?)\b)""",
    re.IGNORECASE | re.VERBOSE,
)  # what a group of this study had is set against another study, not against the patients without the factor


_NO_FACTOR = (
    "AUC ",
    "C-index ",
    "area under ",
    "compared ",
    "as compared ",
    "versus ",
    "vs ",
    "vs. ",
    "than ",
    "groups ",
    "the groups ",
    "arms ",
)


_GIVEN_TO = re.compile(
    r"(?:patients|those|women|men|subjects|participants)\s(?:who\sreceived|given|treated|receiving|randomi[sz]ed|assigned)\b",
    re.IGNORECASE,
)
_OF_ARM = re.compile(
    r"(?:active\s)?(?:control|experimental|treatment|study|placebo|intervention|investigational|comparator|standard|combination)s?",
    re.IGNORECASE,
)
_RATES = ("rate", "rates")
_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]+\w*")


def is_plausible(statement: Statement, claim: Claim) -> bool:
    """Whether the factor is something patients have (a known name, an acronym, a cut-off), or the claim is well told."""
    factor = claim.factor
    if (
        factor.name.startswith(_NO_FACTOR)
        or _GIVEN_TO.match(factor.name)
        or _OF_ARM.fullmatch(factor.name)
        or (claim.predicate == "leads" and factor.name.endswith(_RATES))
        or (
            claim.predicate == "had"
            and (_OTHER_STUDY.search(statement.text, factor.end) or _is_effect(statement, claim))
        )
        or _is_effect_within(statement, claim)
    ):
        return False
    inside = [m for m in statement.mentions if factor.start < m.end <= factor.end]
    if factor.cutoff or any((t := m.of(*FACTORS)) and t.key not in _RESULTS for m in inside):
        return True
    acronym = not any(m.terms for m in inside) and claim.predicate != "leads" and _ACRONYM.search(factor.name)
    taken = any(is_supportive(statement, t) for t in statement.treatments if factor.start < t.end <= factor.end)
    if taken or acronym or (claim.predicate == "nominal" and own_treatment(statement, claim.factor)):
        return True
    pointed = all(way for _, way in claim.ends)
    return (pointed and _is_stated(statement, claim)) or (
        (pointed or (bool(statement.probabilities) and claim.predicate in _TELLING)) and _is_found(statement, claim)
    )


_TELLING = ("linked", "nominal", "outcome-first", "enumerated")  # predicates that call a thing a factor


def _is_stated(statement: Statement, claim: Claim) -> bool:
    """Whether a study or a p value is told with a claim, the latter where a verb says of the factor that it did something."""
    stated = claim.predicate not in ("had", "acts", "affects", "leads") or bool(statement.probabilities)
    return bool(statement.citations or statement.probabilities or statement.run) and stated


_FINDINGS = (Section.ABSTRACT, Section.RESULTS)
_COLLECTIVE = re.compile(
    r"""^(?:none|all|any|each|every|most|both|some|several|other|these|those|no|our|which)\b
        |\b(?:factors?|variables?|parameters?|features|characteristics|covariates?|findings?|(?:bio)?markers?|criteria|trends?|effects?|values?
            |differences?|curves?|studied|tested|analy[sz]ed|examined|investigated|evaluated|included|considered)$""",
    re.IGNORECASE | re.VERBOSE,
)


def _is_found(statement: Statement, claim: Claim) -> bool:
    """Whether a paper tells a claim among its own findings, of one thing by its name: no vocabulary has all of them."""
    sections = (*_FINDINGS, Section.DISCUSSION) if claim.rank[1] > 1 else _FINDINGS  # beside others that are known
    told = (
        whose(statement, claim.start) == "this"
        and statement.paper.genre != "review"
        and statement.block.section in sections
    )
    if not told or claim.predicate in (*DOING, "likelihood"):
        return False
    factor = claim.factor
    if any(m.of(Category.ENDPOINT) and m.start <= factor.start and factor.end <= m.end for m in statement.mentions):
        return False
    given = any(start < factor.end and factor.start < end for start, end in _cared_for(statement))
    return (not given or _ELAPSED.match(factor.name) is not None) and _COLLECTIVE.search(factor.name) is None


_ELAPSED = re.compile(r"(?:(?:long|short)er\s)?(?:time|interval|duration|delay)\b", re.IGNORECASE)


def _cared_for(statement: Statement) -> list[tuple[int, int]]:
    """Where a sentence names treatments or arms."""
    return [(t.start, t.end) for t in statement.treatments] + [(g.start, g.end) for g in statement.groups]


_WHEN_TREATED = Phrase(
    r"""[^.;:()]{0,60}?\s(?:when|if|while|after\sbeing)\s(?:they\s)?(?:(?:were|are|was)\s)?(?:treated|receiving|received|given|managed|undergoing|on)\s
        (?:(?!\b(?:than|compar\w+|versus|vs|rather|opposed)\b)[^.;:]){2,90}?\b(?:than|(?:as\s)?compared\s(?:with|to)|versus|vs\.?|rather\sthan|as\sopposed\sto)\s(?P<other>[^.;:,]{2,80})""",
    " when ", " while ", " if ", " after being ",
    flags=re.VERBOSE,
)  # fmt: skip
_CARED_FOR = re.compile(
    r"\b(?:treated|receiv\w+|given|therapy|treatment|alone|monotherapy|without|placebo|observation)\b"
)


def _is_effect_within(statement: Statement, claim: Claim) -> bool:
    """Whether a claim sets treatments against each other in patients with the factor: "… when treated with A compared to B"."""
    text, within = statement.text, None
    if _WHEN_TREATED.may_stand_in(text):
        within = _WHEN_TREATED.match(text, max(e.end for e, _ in claim.ends))
    if within is None:
        return False
    begin, stop = within.span("other")
    named = any(begin <= start < stop for start, _ in _cared_for(statement))
    return named or _CARED_FOR.search(within["other"]) is not None


_BY = re.compile(r"\s(?:with|from|on|under)\s(?:the\s)?")
_DONE = re.compile(r"\b(?:improved|prolonged)\b")
_THAN_WITH = re.compile(r"\s(?:than|(?:as\s)?compared)\s(?:with|on|under|to)\s")


def _is_effect(statement: Statement, claim: Claim) -> bool:
    """Whether an arm did it to those patients: "patients with X had improved OS with A", "… longer OS with A than with B"."""
    end = max(e.end for e, _ in claim.ends)
    if len(statement.paper.roster.arms) < 2:
        by = [t for t in statement.treatments if _BY.fullmatch(statement.text, end, t.start)]
        return bool(by) and _THAN_WITH.match(statement.text, by[0].end) is not None
    given = any(_BY.fullmatch(statement.text, end, g.start) for g in statement.groups)
    done = _DONE.search(statement.text, claim.start, claim.stop) or len({g.arm.name for g in statement.groups}) > 1
    return given and bool(done)
