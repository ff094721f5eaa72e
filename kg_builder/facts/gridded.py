"""Values dealt out over times and groups: "the 1-, 2- and 3-year OS of A and B were 90%, 70% and 50%, and 80%, 60% and 40%"."""

from __future__ import annotations

from collections.abc import Sequence

from kg_builder.facts.measured import Measured
from kg_builder.values import Quantity

__all__ = ["by_group", "by_statistic"]


def by_group(run: Sequence[Quantity], endpoints: Sequence[Measured]) -> list[list[Quantity]]:
    """The values of each of two or more groups, in order, where each has one for every time of one endpoint; else nothing.

    Args:
        run: values that are only joined.
        endpoints: what the sentence measures.
    """
    times, keys = {e.at_months for e in endpoints}, {e.key for e in endpoints}
    size = len(endpoints)
    if size < 2 or len(keys) > 1 or len(times) < size or None in times or len(run) % size or len(run) < 2 * size:
        return []
    return [[*run[at : at + size]] for at in range(0, len(run), size)]


def by_statistic(run: list[Quantity], endpoints: Sequence[Measured]) -> list[list[Quantity]]:
    """The mean and median of each group apart: "the mean and median OS was 9 and 7 vs. 6 and 5 months"."""
    both = any(e.statistic and e.end <= run[0].start for e in endpoints)
    return [run[at : at + 2] for at in range(0, len(run), 2)] if both and not len(run) % 2 else [run]
