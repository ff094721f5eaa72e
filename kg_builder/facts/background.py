"""Whose a claim is that cites nobody: what an introduction tells is known already, and a discussion goes on about others.

"Previous reports have shown that X is prognostic", "X is known to predict OS", "In these analyses, X was associated with OS".
"""

from __future__ import annotations

import re

from kg_builder.document import Section
from kg_builder.expressions import Expression
from kg_builder.study import Statement

__all__ = ["whose"]

_OURS = Expression(
    r"\b(?:our|we|(?:this|the\s(?:present|current))\s(?:\w+\s){0,3}?(?:stud(?:y|ies)|trial|cohort|analys[ie]s|series|results?|findings?|data|patients|paper|report|population))\b",
    re.IGNORECASE,
)
_FORMERLY = re.compile(
    r"\b(?:previous|prior|earlier)(?:ly)?\s(?:\w+\s)?(?:shown|reported|demonstrated|described|found|published|observed|identified)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"(?:background|introduction|context|rationale|purpose|objectives?|aims?)\b", re.IGNORECASE)
_OF_OTHERS = Expression(
    r"""\b(?:previous|prior|earlier|other|recent|several|many|most|numerous|published|historical|emerging|accumulating|growing|increasing)\s
        (?:[\w-]+\s){0,3}?(?:stud(?:y|ies)|trials?|reports?|series|data|evidence|literature|investigat\w+|authors|publications?|research)\s
        (?:(?:has|have|had|also)\s)*(?:suggest|show|demonstrat|indicat|report|reveal|f(?:ou|i)nd|confirm|identif|support|propos|point|conclud|observ)\w*
      | \b(?:is|are|has\sbeen|have\sbeen)\s(?:(?:\w+ly|well)\s)?known\b
      | \b(?:is|are)\s(?:previously|widely|repeatedly|well)[\s-](?:shown|reported|recogni[sz]ed|established|accepted|described)\b
      | \b(?:has|have)\sbeen\s(?:\w+ly\s)?(?:shown|reported|demonstrated|described|suggested|recogni[sz]ed|established|associated
          |correlated|linked|implicated)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_THOSE = re.compile(
    r"(?:Similari?ly|Likewise|In\s(?:these|those|that|both\sof\sthese)\s(?:\w+\s)?(?:analys[ie]s|stud(?:y|ies)|trials?|series|reports?))\b,?\s"
)


def whose(statement: Statement, at: int = 0) -> str | None:
    """The study whose claims a sentence tells: `this`, a cited one, or nobody's by name.

    A sentence of an introduction, or of an abstract's background, tells what is known, unless it speaks of the paper itself.

    Args:
        statement: the sentence.
        at: where the claim stands in it.
    """
    study, text = statement.study, statement.text
    if study != "this" or statement.paper.genre == "review":
        return study
    section = statement.block.section
    if section is Section.INTRODUCTION or (
        section is Section.ABSTRACT and _BACKGROUND.match(statement.block.heading) is not None
    ):
        return "this" if _OURS.search(text) and not _FORMERLY.search(text) else None
    if section is not Section.DISCUSSION:
        return study
    before = statement.earlier[-1].study if statement.earlier else study
    if before != "this" and _THOSE.match(text) and not _OURS.search(text):
        return before
    others = _OF_OTHERS.search(text)
    return None if others and not _OURS.search(text, 0, max(at, others.start())) else study
