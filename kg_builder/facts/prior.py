"""What patients had before, as sentences tell it: "after failure of A", "A-refractory", "previously treated with A"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg_builder.expressions import Expression
from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Paper, Statement

__all__ = ["Prior", "follows_plan", "only_dates", "priors", "telling_prior"]


class Prior(NamedTuple):
    """Characters `start` to `end` say what was given before, and why it ended."""

    start: int
    end: int
    treatment: Treatment
    reason: str | None


_PROGRESSED = r"progress(?:ed|ion|ing|es|ive)?(?:\s(?:disease|of\sdisease))?"
_NO_EVENT = (  # whose hazard, risk or time is told: "hazard ratio for death or disease progression with X"
    r"(?<!ratio\sfor\s)(?<!for\sdisease\s)(?<!death\sor\s)(?<!or\sdisease\s)(?<!risk\sof\s)(?<!of\sdisease\s)(?<!time\sto\s)"
)
_MORE = r"(?:\s?(?:to|or|-|\u2013)\s?(?:more|two|three|four|five|[2-5]))?"
_SO_MANY = rf"(?:at\sleast\s|[>\u2265]\s?)?(?:one|two|three|four|[1-4]){_MORE}"
_CUES = Phrase(
    rf"""\b(?=[abdefhipruw])(?:(?P<progression>(?=[dp]){_NO_EVENT}(?:disease\s)?{_PROGRESSED}\s(?:(?:during|on|after|following|through|to|with|under|upon
        |from|or|while\son|despite|either|and)\s)+ | (?:relapsed|recurred)\s(?:after|on|following)\s | fail(?:ed
        |ing|ure|s)\s(?:to\s)?(?=\S))
       | (?P<intolerance>intoleran(?:t|ce)\s(?:to|of)\s)
       | (?P<failure>(?:after|following|upon|with)\s(?:(?:the|a|prior|previous)\s)?failure\s(?:of|on|to|with)\s
           | (?:refractory|resistant|resistance)\sto\s)
       | (?P<had>(?:previously|formerly|already|been)\s(?:\w+\s)?(?:treated\swith|received|exposed\sto|given
           |undergone)\s | pre-?treated\swith\s
           | patients?\s(?:treated|who\s(?:had\s)?received)\s(?:with\s)?(?=[^.;,]{{3,60}}\s(?:before|prior\sto|previously))
           | with\s(?:prior|previous)\s | experience\swith\s
           | (?:prior|previous)\s(?:[\w-]+\s){{1,2}}?(?:(?:must|had\sto|should)\s(?:have\s)?)?
             (?:included?|contain(?:ed)?|consisted\sof)\s
           | (?:with|after|following|received|had)\s(?:{_SO_MANY}\s)?(?:prior|previous)\s)
       | (?P<after>(?:after|following)\s(?:receiving\s|treatment\swith\s|therapy\swith\s|(?:the\s)?use\sof\s)?))
    """,
    *(f"progress{ending} " for ending in ("", "ed", "ion", "ing", "es", "ive")), "relapsed ", "recurred ", "failed ", "failing ",
    "failure ", "fails ", "intoleran", "refractory to ", "resistant to ", "resistance to ", "previous ", "previously ",
    "formerly ", "already ", "been ", "pretreated ", "pre-treated ", "patients treated", "patient treated", "patients who",
    "patient who", "prior ", "experience with", "after ", "following ",
)  # fmt: skip
_FILL = re.compile(
    r"^(?:(?:an?|the|prior|previous|one|two|more|at\sleast|first|second|third|line|standard|frontline|initial|systemic|treatment|therapy|with|of|to|on|or|lines?|received|their|platinum|based|first-line|second-line|1st-line|nonsteroidal|adjuvant|neoadjuvant|≥\d|\d)[\s-])*$",
    re.IGNORECASE,
)
_AFTERWARDS = Phrase(
    r"^[\s-]?(?:(?:combination\s|based\s)?(?:therapy|treatment|monotherapy|regimen)\s)?(?:(?P<failure>failure|(?:refractory|resistan(?:t|ce))(?!\sto\b))|(?P<progression>progression)|(?P<intolerance>intoleran(?:t|ce))|(?P<had>experience|pre-?treated|experienced|exposed))\b",
    "failure", "refractory", "resistan", "progression", "intoleran", "experience", "pretreated", "pre-treated", "exposed",
)  # fmt: skip
_INTRODUCED = Expression(r"\b(?:after|following|to|with|upon|who|for|prior|previous|in)\s(?:[\w-]+\s){0,3}$|^$")
_NO_STEP = Expression(r"\b(?:no|not|without|never|naive|rather\sthan|instead\sof)\s(?:\w+\s){0,4}$", re.IGNORECASE)
_REASONS = {"progression": "progression", "intolerance": "toxicity"}


@once
def telling_prior(paper: Paper) -> tuple[Statement, ...]:
    """The sentences of a paper that name earlier treatments."""
    return tuple(s for s in paper.holding(_AFTERWARDS, _CUES) if priors(s))


@once
def priors(statement: Statement) -> tuple[Prior, ...]:
    """The earlier treatments that a sentence names: "after failure of A", "A-refractory", "previously treated with A"."""
    text, found = statement.text, []
    behind, before = _AFTERWARDS.may_stand_in(text), _CUES.may_stand_in(text)
    for treatment in statement.treatments if behind or before else ():
        if behind and (later := _AFTERWARDS.pattern.match(text[treatment.end :])):
            lead = text[: treatment.start]
            if _INTRODUCED.search(lead) and not _NO_STEP.search(lead):
                found.append(
                    Prior(treatment.start, treatment.end + later.end(), treatment, _REASONS.get(later.lastgroup or ""))
                )
        elif before and (cue := _cue_before(text, treatment.start)) and not _NO_STEP.search(text[: cue.start()]):
            found.append(Prior(cue.start(), treatment.end, treatment, _REASONS.get(cue.lastgroup or "")))
        elif found and _INCLUDING.fullmatch(text, found[-1].end, treatment.start):
            found[-1] = found[-1]._replace(end=treatment.end, treatment=treatment)
    if before and not found and ("prior " in text or "previous " in text) and statement.names(Category.CHARACTERISTIC):
        found += _named_as_prior(statement)
    return tuple(found)


_INCLUDING = re.compile(  # of what the chemotherapy before was
    r"(?:\s(?:regimens?|therap(?:y|ies)|treatments?|lines?|agents?|drugs?))?,?\s\(?(?:(?:including|containing)|(?:at\sleast\sone\sof\s)?(?:which|that)\s(?:(?:had|must\shave)\s)?(?:included|contained))"
    r"\s(?:at\sleast\s(?:an?|one)\s|an?\s|both\s(?:an?\s)?)?"
)
_PRIOR = re.compile(r"(?:prior|previous)\s(?=\w)", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\b(?:exclu\w+|ineligible|not\s(?:eligible|allowed|permitted))\b", re.IGNORECASE)


def _named_as_prior(statement: Statement) -> Iterator[Prior]:
    """The earlier treatments that the vocabulary knows as a trait: "who had received two prior chemotherapies"."""
    text = statement.text
    for mention in statement.mentions:
        lead = _PRIOR.match(text, mention.start)
        cue = _cue_before(text, lead.end()) if lead and mention.of(Category.CHARACTERISTIC) else None
        if lead is None or cue is None or _NO_STEP.search(text[: cue.start()]) or _LEFT_OUT.search(text):
            continue
        for treatment in statement.paper.find_treatments(text[lead.end() : mention.end]):
            if treatment.start == 0:
                end = lead.end() + treatment.end
                known = Treatment(lead.end(), end, treatment.components, treatment.one_of)
                made_of = (t for t in statement.treatments if _INCLUDING.fullmatch(text, end, t.start))
                known = next(made_of, known)
                yield Prior(cue.start(), known.end, known, _REASONS.get(cue.lastgroup or ""))


_FARTHEST = 110  # characters from a cue to the treatment


def _cue_before(text: str, at: int) -> re.Match[str] | None:
    begun = max(0, at - _FARTHEST)
    for cue in _CUES.finditer(text, begun, at) if _CUES.may_stand_in(text[begun:at]) else ():
        if _FILL.match(text[cue.end() : at]):
            return cue
    return None


_NEXT_OF_PLAN = re.compile(
    r"""\b(?:(?:adjuvant|salvage|prophylactic|maintenance|consolidation|post-?operative|subsequent|sequential)\s(?:\w+\s){0,2}
        |(?:received|underwent|undergoing|receiving|given)\s(?:[a-z]+\s){0,2})$""",
    re.IGNORECASE | re.VERBOSE,
)
_GIVEN = re.compile(
    r"(?:\s(?:therapy|treatment|monotherapy))?(?:\s(?:(?:was|were)\s)?(?:given|administered|performed|started|delivered))?\s"
)


def follows_plan(text: str, prior: Prior, treatment: Treatment) -> bool:
    """Whether a treatment is told right before as what comes next: "received prophylactic A after", "salvage A after B"."""
    beside = _GIVEN.fullmatch(text, treatment.end, prior.start) is not None
    return beside and _NEXT_OF_PLAN.search(text, 0, treatment.start) is not None


_DATES = re.compile(r"(?:after|following)\s", re.IGNORECASE)
_ENDED = re.compile(r"fail|progress|refract|resist|prior|previous", re.IGNORECASE)
_OF_STEP = Phrase(r"\bline\b|patients\s\w*\s?after|pretreated", "line", "patients ", "pretreated")


def only_dates(text: str, prior: Prior) -> bool:
    """ "after A" alone may only date an examination; it is a step when the sentence says failure, line or progression."""
    bare = _DATES.match(text, prior.start, prior.end) and not _ENDED.search(text, prior.start, prior.end)
    return bool(bare) and not _OF_STEP.search(text)
