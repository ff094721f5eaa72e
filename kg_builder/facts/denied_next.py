"""Claims that the next sentence takes back: "High X had shorter OS. However, this difference was not significant (P = 0.2)."."""

from __future__ import annotations

import re
from typing import NamedTuple

from msgspec.structs import replace

from kg_builder.evidence import Probability
from kg_builder.facts.claim import Claim
from kg_builder.study import Statement

__all__ = ["Denial", "denial", "denied"]


class Denial(NamedTuple):
    """That a difference may be chance, with the p value that tells it, if one does."""

    p: Probability | None


_NOT_SIGNIFICANT = re.compile(
    r"""(?:(?:However|Nevertheless|Nonetheless|But|Yet),?\s)?(?:this|the|these|that|those)\s(?:(?:observed|numerical|apparent|small|survival)\s)?
        (?:(?:trend|difference|association|correlation|finding|result|relationship|effect|observation)s?\s)?
        (?:(?:was|were|is|are)\s(?:\w+ly\s)?not|(?:did|does)\snot|failed\sto)\s(?:reach\s)?(?:statistical(?:ly)?\s)?significan(?:t|ce)
        (?:\s[(\[][^()\[\]]*[)\]])?
        (?:,?\s(?:possibly|probably|likely|perhaps|presumably|maybe|due|because|given)\b(?:[^.;\d]|(?<=[A-Za-z-])\d)*)?\.?""",
    re.IGNORECASE | re.VERBOSE,
)


def denial(statement: Statement) -> Denial | None:
    """What the sentence right behind says of a sentence without p: nothing else than that its difference is not significant."""
    if statement.probabilities:
        return None
    following = statement.paper.statements_of(statement.block)[statement.number + 1 : statement.number + 2]
    for after in following:
        if "significan" in after.text and _NOT_SIGNIFICANT.fullmatch(after.text.strip()):
            chances = after.probabilities
            return Denial(chances[0].p if len(chances) == 1 else None)
    return None


def denied(statement: Statement, claim: Claim) -> Claim:
    """A claim, one that points nowhere where the next sentence takes its way back."""
    if not any(way and way != "none" for _, way in claim.ends) or denial(statement) is None:
        return claim
    return replace(claim, ends=tuple((e, way and "none") for e, way in claim.ends))
