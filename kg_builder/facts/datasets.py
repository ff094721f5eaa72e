"""The cohorts in which a finding was made and tested: "in the training cohort and 7 months in the validation cohort"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from kg_builder.facts.holder import Holder
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["datasets", "opening_dataset"]

_SET = r"(?:(?:internal|external|independent|temporal)\s)?(?:training|validation|derivation|discovery|testing|test|development)"
_WORDS = ("training", "validation", "derivation", "discovery", "test", "development")
_NOUN = r"(?:cohort|set|group|dataset|population)"
_OPENING = Phrase(
    rf"^(?:In|For|Within|Among)\sthe\s(?P<set>{_SET})\s{_NOUN}\s?(?:\([^()]*\))?,\s", *_WORDS, flags=re.IGNORECASE
)
_SETS = Phrase(
    rf"\b(?:in|for|of)\s(?:both\s)?the\s(?P<set>{_SET})(?:(?:\sand\s(?P<other>{_SET}))?\s{_NOUN}s?)\b",
    *_WORDS,
    flags=re.IGNORECASE,
)


def opening_dataset(statement: Statement) -> str | None:
    """The cohort with which a sentence begins: "In the training cohort, …"."""
    match = _OPENING.search(statement.text)
    return f"{match['set']} cohort" if match else None


def datasets(statement: Statement) -> Iterator[Holder]:
    """Those cohorts of this study that a sentence names, each all the patients of one; but for the one it begins with."""
    if not _SETS.may_stand_in(statement.text):
        return
    whole = Holder.of(statement.paper.roster.whole)
    begun = _OPENING.search(statement.text)
    for match in _SETS.finditer(statement.text, begun.end() if begun else 0):
        for one in ("set", "other") if match["other"] else ("set",):
            name = f"{match[one]} cohort"
            yield replace(whole, start=match.start(one), end=match.end(one), name=name, within=name)
