"""Endpoints that are not measured but name a part of the patients: "OS in patients with pCR", "in those with CR or PR"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.measured import Measured
from kg_builder.study import Statement

__all__ = ["outside_parts"]


def outside_parts(statement: Statement, endpoints: Sequence[Measured]) -> Sequence[Measured]:
    """The endpoints without those that name a part of the patients: "OS was 88% in patients with pCR"; none where none does."""
    parts = [h for h in holders(statement) if h.subgroup]
    kept = [e for e in endpoints if not any(_ends(statement.text, e, h) for h in parts)] if parts else ()
    return kept if 0 < len(kept) < len(endpoints) else ()


_OR_ANOTHER = re.compile(r"(?:(?:\sor\s|\sand\s|/)[A-Z]{2})?\s?")


def _ends(text: str, endpoint: Measured, part: Holder) -> bool:
    """Whether a part of the patients closes with an endpoint, or with that or another: "patients with CR or PR"."""
    return part.start < endpoint.start and _OR_ANOTHER.fullmatch(text, endpoint.end, part.end) is not None
