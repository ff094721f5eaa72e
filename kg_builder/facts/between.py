"""Claims that a noun makes: "no correlation between X and OS", "no significant impact of X on OS", "association of X with OS"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.bracketed import unbracketed
from kg_builder.facts.claim import Claim, adjacent, may_be_factor
from kg_builder.facts.clauses import Endpoint
from kg_builder.facts.factors import factor_after
from kg_builder.facts.predicates import Predicate, direction
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["claim_between"]

_VERB = re.compile(r"\b(?:is|are|was|were|had|have|has|been)\b")
_ASSESSED = re.compile(
    r"[^.;]{0,40}?\b(?:was|were|is|are|be)\s(?:\w+\s)?(?:examined|assessed|evaluated|analy[sz]ed|investigated|tested|explored|studied|determined|estimated)\b"
)
_OF = re.compile(r"\s(?:and|with|on)\s", re.IGNORECASE)


def claim_between(statement: Statement, predicate: Predicate, named: Sequence[Endpoint]) -> Claim | None:
    """ "no correlation between X and OS", "no significant impact of X on OS and PFS"."""
    ends = _without_marker(statement, [e for e in named if predicate.end < e.start < predicate.end + 120])
    if not ends or (not predicate.negated and predicate.kind != "between"):
        return None
    joint = list(_OF.finditer(statement.text, predicate.end, ends[0].start + 1))
    factor = factor_after(statement.text, predicate.end, joint[-1].start(), statement.paper.units) if joint else None
    if factor is None or not may_be_factor(statement, factor, predicate.kind):
        return None
    link = statement.text[joint[-1].start() : ends[0].start]
    if "," in link or _VERB.search(unbracketed(statement.text), predicate.end, ends[0].start):
        return None
    told = direction(link) or direction(predicate.text, adverse=ends[0].adverse)
    run = tuple(
        (e, "none" if predicate.negated else told or ("worse" if e.adverse else None))
        for e in adjacent(statement.text, ends)
    )
    if run[0][1] is None and not statement.probabilities:
        return None
    spoken_of = predicate.text[:4].lower() == "the " and predicate.text.endswith("of") and not statement.probabilities
    if not predicate.negated and (spoken_of or _ASSESSED.match(statement.text, run[-1][0].end)):
        return None
    return Claim(factor, run, predicate.start, run[-1][0].end, predicate.kind)


def _without_marker(statement: Statement, ends: list[Endpoint]) -> list[Endpoint]:
    """The endpoints, the first left out where it is what a marker does ("AFP reduction"): that is the factor."""
    words = statement.text[ends[0].start : ends[0].end].split() if len(ends) > 1 else []
    marker = len(words) > 1 and statement.paper.finder.named(words[0], Category.BIOMARKER)
    return ends[1:] if marker else ends
