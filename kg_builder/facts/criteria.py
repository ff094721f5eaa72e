"""By which criteria a response was judged: "27.8% by RECIST 1.1 and 36.1% by mRECIST"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["criteria_of"]


def criteria_of(statement: Statement, endpoint: str, quantity: Quantity) -> str | None:
    """The response criteria named behind the value, else in the sentence, before it, or the paper's own for its own responses."""
    mentions = statement.mentions if statement.names(Category.CRITERIA) else ()
    named = [(m, c.key) for m in mentions if (c := m.of(Category.CRITERIA))]
    behind = next(((m.start, key) for m, key in named if quantity.end <= m.start <= quantity.end + 30), None)
    if behind and not _NEXT_CLAUSE.search(statement.text, quantity.end, behind[0]):
        return behind[1]
    if statement.paper.lexicon.get(Category.RESPONSE, endpoint) is None and endpoint not in ("ORR", "DCR"):
        return None
    if len({key for _, key in named}) > 1:
        return _before(statement, named, quantity)
    if named:
        return named[0][1]
    return statement.paper.criteria if statement.study == "this" else None


_NEXT_CLAUSE = re.compile(r"[,;]\s(?:and|but|while|whereas)\b|;")


def _before(statement: Statement, named: Sequence[tuple[Mention, str]], quantity: Quantity) -> str | None:
    """Of several criteria those named before a value, if other values stand between them and any named before them."""
    before = [(m, key) for m, key in named if m.start < quantity.start]
    if len(before) < 2:
        return before[0][1] if before else None
    (earlier, _), (last, key) = before[-2:]
    return key if any(earlier.end <= q.start < last.start for q in statement.quantities) else None
