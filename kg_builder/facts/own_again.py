"""Own results that a discussion tells again beside those of others: "the 12.1 months with X compare well with 10.2 [4]"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kg_builder.evidence import Outcome, Record
from kg_builder.facts.note import Note

__all__ = ["own_again"]

_OWN = "this"


def own_again(found: Sequence[Record | Note]) -> Iterable[Record | Note]:
    """The records; outcomes of a cited study that say of an arm just what the paper's own say are the paper's own."""
    own = {_told(r) for r in found if isinstance(r, Outcome) and r.study == _OWN and r.value is not None}
    return [
        replace(r, study=_OWN) if isinstance(r, Outcome) and r.study != _OWN and _told(r) in own else r for r in found
    ]


def _told(outcome: Outcome) -> tuple[object, ...]:
    return (
        outcome.arm, outcome.endpoint, outcome.statistic, outcome.value, outcome.unit, outcome.at_months, outcome.subgroup,
    )  # fmt: skip
