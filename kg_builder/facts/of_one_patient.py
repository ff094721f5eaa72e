"""Cited studies of one patient, whose results are values and no medians."""

from __future__ import annotations

from kg_builder.held import once
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["of_one_patient"]

_ONE = Phrase(
    r"""\b(?:an?|one|another|in\sa(?:nother)?\scase,?)\s(?:[\w-]+\s){0,6}?(?:patient|man|woman)\b(?![\s-](?:populations?|cohorts?|groups?|samples?))
      | \b\d+-year-old\b""",
    "patient", "man", "woman", "-year-old",
)  # fmt: skip


@once
def of_one_patient(statement: Statement) -> bool:
    """Whether a cited study, as told up to this sentence, is of one patient."""
    if statement.study == "this":
        return False
    told = statement.paper.statements_of(statement.block)[: statement.number + 1]
    return any(s.study == statement.study and _ONE.search(s.text) for s in told)
