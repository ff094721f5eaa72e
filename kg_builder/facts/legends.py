"""Sentences of figure legends that tell of whom their values are: not those of a panel, nor below a title that names a part."""

from __future__ import annotations

import re

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.holders import holders
from kg_builder.facts.measured import may_measure
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase
from kg_builder.study import Statement

__all__ = ["is_told", "may_tell"]

_PANEL = PartPhrase(
    r"(?<![\w.])(?:\(?[A-Ha-h]\)|[A-H][.:]|(?:[Pp]anel|[Ll]eft|[Rr]ight|[Tt]op|[Bb]ottom)\b)(?=\s|,|$)",
    ")", ".", ":", "panel", "left", "right", "top", "bottom",
    flags=re.VERBOSE,
)  # fmt: skip
_OF_SOME = PartPhrase(
    r"\b(?:sub-?groups?|subsets?|sub-?populations?|stratifi\w+|per[-\s]protocol|landmark|responders|matched|adjusted|expected|simulated|women|men|elderly|younger|older|smokers)\b"
    r"|\b(?:patients|those|women|men|tumou?rs|cases)\s(?:with|without|who|whose|aged|harbou?ring)\b",
    "group", "subset", "populat", "stratif", "protocol", "landmark", "responders", "matched", "adjusted", "expected", "simulated",
    "patients ", "those ", "women", "men", "tumor", "tumour", "cases ", "elderly", "younger", "older", "smokers",
)  # fmt: skip


_UNITS = ("%", " month", " year", " week", " day")


def may_tell(statement: Statement) -> bool:
    """Whether a legend's sentence has values, may say of what, and names all that they are of: no panel, no part named before."""
    valued = any(unit in statement.text for unit in _UNITS) and may_measure(statement)
    if not valued or _PANEL.search(statement.text) or not statement.own:
        return False
    if not (statement.groups or statement.treatments):
        return False
    return not any(
        _OF_SOME.search(s.text)
        or s.names(Category.BIOMARKER, Category.STAGING_LEVEL)
        or any(h.subgroup for h in holders(s))
        for s in statement.earlier
    )


def is_told(aligned: Aligned) -> bool:
    """Whether a value's group is named beside it, and not implied."""
    return aligned.certain and aligned.holder is not None and aligned.holder.known
