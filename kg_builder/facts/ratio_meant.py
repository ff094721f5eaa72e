"""What a ratio is of whose own sentence says nothing but "The hazard ratio was 0.77"."""

from __future__ import annotations

import re

from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["meant_by"]

_REFERS = re.compile(r"(?:The|Its|This)\s(?:(?:corresponding|resulting|unadjusted|stratified|estimated)\s)?")
_IS = re.compile(r"(?:\s?[(\[]?9\d(?:\.\d)?\s?%\sCI[)\]]?)?\s(?:was|is)\s?")


def meant_by(statement: Statement, ratio: re.Match[str]) -> tuple[Statement, str] | None:
    """The nearest sentence before in the paragraph that names an endpoint, with that endpoint; none where it names several.

    Args:
        statement: the sentence of the ratio.
        ratio: its match, with the groups `measure` and `value`.
    """
    said = statement.text[ratio.end("measure") : ratio.start("value")]
    if not _REFERS.fullmatch(statement.text, 0, ratio.start()) or not _IS.fullmatch(said):
        return None
    wanted = "fraction" if ratio["measure"][0] in "Oo" else "time"
    for other in reversed(statement.paper.statements_of(statement.block)[: statement.number]):
        terms = (m.of(Category.ENDPOINT) for m in other.mentions)
        keys = {t.key for t in terms if t and t.features.get("measuredAs") == wanted}
        if keys:
            return (other, keys.pop()) if len(keys) == 1 and other.own else None
    return None
