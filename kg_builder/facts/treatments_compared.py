"""Treatments that a cited study set against each other, told with p values: a treatment is the factor here.

"compared with A, A plus B prolonged OS (P = 0.01)", "the OS (P = 0.01) and ORR (P = 0.03) in the A group were higher than
those of the B group", "A and B were compared, with no difference in PFS (P = 0.4)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.evidence import Association
from kg_builder.facts.claim import adjacent, is_asked
from kg_builder.facts.claims import claims
from kg_builder.facts.clauses import Endpoint, endpoints, sources
from kg_builder.facts.predicates import direction
from kg_builder.facts.treated import in_full
from kg_builder.lexicon import TRAITS
from kg_builder.phrases import Phrase
from kg_builder.probabilities import PROBABILITY, Probable
from kg_builder.regimens import TREATMENTS, Treatment
from kg_builder.study import Statement

__all__ = ["treatments_compared"]

_SET_AGAINST = Phrase(
    r"\b(?:(?:compared|in\scomparison|as\sopposed)\s(?:to|with)|than|versus|vs\.?|superior\sto|inferior\sto|over)\s"
    r"(?:(?:that|those|the\sresults)\s(?:of|in|with|for|from)\s|(?:in|with|after|by)\s|(?:patients|those)\s(?:treated\swith|receiving|given|on)\s|the\s|an?\s)*$",
    "compared", "comparison", "opposed", "than ", "versus", "vs", "superior to", "inferior to", "over ",
)  # fmt: skip
_DIFFERENCE = Phrase(
    r"\b(?P<no>no|not\san?y?)\s(?:\w+ly\s|\w+\s){0,2}?differences?\s(?:was\s|were\s)?(?:\w+\s)?(?:in|for|regarding)\s(?:the\s|terms\sof\s)*$",
    "difference",
)
_SAME = Phrase(r"\b(?:differ|similar|comparable)", "differ", "similar", "comparable")
_ALIKE = re.compile(
    r"(?:\srates?)?\s(?:(?:was|were|is|are)\s(?:\w+ly\s)?(?:similar|comparable|not\s(?:\w+ly\s)?different)|did\snot\s(?:\w+ly\s)?differ)\b"
)
_BEFORE = re.compile(
    r"\b(?:after|prior|previous|failed|failing|failure\s(?:of|on|to)|progress\w*\son|refractory\sto|naive\sto)\s(?:\w+\s)?$"
)
_ALONE = re.compile(r"\s(?:monotherapy|alone|only|treatment\salone)\b")
_JOINED = re.compile(r"\s(?:treatments?\s)?(?:and|with|to|versus|vs\.?|or)\s(?:the\s)?")
_GAIN = re.compile(
    r"\b(?:advantages?|benefits?|improvements?|superiority)\s(?:in|for|regarding|of)\s(?:the\s|both\s|terms\sof\s)*$"
)
_VERB = re.compile(
    r"\b(?:prolong|improv|extend|increas|enhanc|reduc|decreas|lower|achiev|show|demonstrat|exhibit|provid|yield|confer|result|led|lead|offer|ha[sd]|have|was|were)\w*\b"
)
_LOSS = re.compile(
    r"\b(?:declines?|loss|worsening|deterioration|decreases?|reductions?)\s(?:in|of)\b"
)  # to lessen it is good
_BEHIND = re.compile(r"(?:\s(?:rates?|times?))?\s?\((?=[^()]*[Pp]\s?[=<>≤])")


def treatments_compared(statement: Statement) -> Iterator[Association]:
    """The endpoints, each with its p value, by which a sentence sets a treatment over, below or beside another."""
    text = statement.text
    if not (PROBABILITY.may_stand_in(text) and statement.names(*TREATMENTS)) or statement.study == "this":
        return
    if not (statement.probabilities and statement.credited):
        return
    pair = _pair(statement)
    studies = sources(statement)
    if pair is None or len(studies) != 1 or is_asked(text):
        return
    one, other = pair
    given = in_full(statement.paper, one.components)
    named = " + ".join(given) + (f" vs {other}" if other else "")
    for endpoint, way, chance in _told(statement, one):
        yield Association(
            doc=statement.paper.document.id, span=statement.place(min(one.start, endpoint.start) if one.end else 0, chance.end),
            rule="association-treatments", treatment=given, factor=f"treatment: {named}", endpoint=endpoint.key, direction=way,
            p=chance.p, study=studies[0],
        )  # fmt: skip


def _pair(statement: Statement) -> tuple[Treatment, str] | None:
    """The one treatment that a sentence sets against another, and that other's name; "" where it is not told."""
    text = statement.text
    named = [t for t in statement.treatments if not _BEFORE.search(text[: t.start])]
    others = [t for t in named if _SET_AGAINST.search(text[: t.start])]
    if len(others) == 1:
        first = _one([t for t in named if t.key != others[0].key])
        return (first, _printed(text, others[0])) if first else None
    if others:
        return None
    if _SAME.may_stand_in(text) and len(named) == 2 and _JOINED.fullmatch(text, named[0].end, named[1].start):
        return named[0], _printed(text, named[1])
    alone = None if _SAME.may_stand_in(text) or claims(statement) else _one(named)
    if (
        alone is None
        or len(alone.components) < 2
        or any(m.of(*TRAITS) and m.end <= alone.start for m in statement.mentions)
    ):
        return None
    return (alone, "") if _IMPROVED.search(text, alone.end) else None


_IMPROVED = re.compile(
    r"\bsignificant(?:ly)?\s(?:\w+ly\s)?(?:improve[sd]?|improvements?|prolong(?:s|ed)?|extend(?:s|ed)?|increase[sd]?|longer|higher|better)\b"
)


def _one(treatments: Sequence[Treatment]) -> Treatment | None:
    """The one treatment of several, or the combination of which all are parts."""
    widest = max(treatments, key=lambda t: len(t.key), default=None)
    return widest if widest and all(t.key <= widest.key for t in treatments) else None


def _printed(text: str, treatment: Treatment) -> str:
    alone = _ALONE.match(text, treatment.end)
    return text[treatment.start : alone.end() if alone else treatment.end]


def _told(statement: Statement, one: Treatment) -> Iterator[tuple[Endpoint, str, Probable]]:
    """The endpoints that the comparison is about, which way each points, and its p value."""
    text, named, at = statement.text, endpoints(statement), 0
    for endpoint in named:
        if endpoint.start < at:
            continue
        run = adjacent(text, [e for e in named if e.start >= endpoint.start])
        at = run[-1].end
        chances = _chances(statement, run) or ({} if len(run) < len(named) else _closing(statement, run))
        for each in run if chances else ():
            if way := _way(statement, one, run, each):
                yield each, way, chances[each]


def _chances(statement: Statement, run: Sequence[Endpoint]) -> dict[Endpoint, Probable]:
    """The p value right behind each endpoint; or one behind the last for all, or as many as there are endpoints."""
    text, found = statement.text, {}
    for number, endpoint in enumerate(run):
        stop = run[number + 1].start if number + 1 < len(run) else len(text)
        bracket = _BEHIND.match(text, endpoint.end)
        inside = [p for p in statement.probabilities if bracket and bracket.end() <= p.start < stop]
        if bracket and inside:
            close = text.find(")", bracket.end())
            within = [p for p in inside if p.start < close]
            if len(within) == 1:
                found[endpoint] = within[0]
            elif len(within) == len(run) and number == len(run) - 1:
                return dict(zip(run, within, strict=True))
    if len(found) == 1 and run[-1] in found:
        return dict.fromkeys(run, found[run[-1]])
    return found if len(found) == len(run) else {}


def _closing(statement: Statement, run: Sequence[Endpoint]) -> dict[Endpoint, Probable]:
    """What closes a sentence of one run of endpoints, behind the other treatment: one p value, or as many as endpoints."""
    last = max(t.end for t in statement.treatments)
    closing = [p for p in statement.probabilities if p.start > max(last, run[-1].end)]
    opened = bool(closing) and _CLOSING.fullmatch(statement.text, last, closing[0].start) is not None
    if not opened or len(closing) != len(statement.probabilities):
        return {}
    return dict(zip(run, closing * len(run) if len(closing) == 1 else closing, strict=len(closing) == len(run)))


_CLOSING = re.compile(r"[^.;()]{0,40}\s?\([^()]*")


def _way(statement: Statement, one: Treatment, run: Sequence[Endpoint], endpoint: Endpoint) -> str | None:
    """Which way an endpoint points for the treatment: by the words before the endpoints, or behind the group they are of."""
    text, first = statement.text, run[0].start
    if _DIFFERENCE.search(text, 0, first) or _ALIKE.match(text, run[-1].end):
        return "none"
    if one.end <= first:
        words = text[one.end : first]
        if ";" in words or not _VERB.search(words) or _LOSS.search(words):
            return None
        return "better" if _GAIN.search(words) and not endpoint.adverse else direction(words, adverse=endpoint.adverse)
    if not _SET_AGAINST.may_stand_in(text):
        return None
    behind, than, _ = text[run[-1].end :].partition(" than ")
    return direction(behind, adverse=endpoint.adverse) if than and ";" not in behind else None
