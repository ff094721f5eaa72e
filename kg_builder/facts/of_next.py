"""Values of what is told behind them: "8 had a response, 54 (63%) had stable disease"."""

from __future__ import annotations

import re

from kg_builder.facts.alignment import Aligned
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["of_next"]

_HAD = re.compile(
    r"[)\]]?\s(?:patients\s|others\s)?(?:had|achieved|showed|experienced|exhibited|attained)\s(?:an?\s|the\s)?"
)


def of_next(statement: Statement, aligned: Aligned) -> bool:
    """Whether patients "had" another outcome right behind a value than the one before it, to which it was given."""
    behind = (
        _HAD.match(statement.text, aligned.quantity.end) if aligned.endpoint.end <= aligned.quantity.start else None
    )
    if behind is None:
        return False
    named = (m.of(Category.ENDPOINT, Category.RESPONSE) for m in statement.mentions if m.start == behind.end())
    return any(term is not None and term.key != aligned.endpoint.key for term in named)
