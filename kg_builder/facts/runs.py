"""Runs: the values, endpoints or groups of a sentence that are only joined ("5.3 and 12.5 months", "PFS and OS")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from kg_builder.facts.holders import Holder
from kg_builder.facts.measured import Measured
from kg_builder.values import Quantity

__all__ = ["runs_of"]

_Item = TypeVar("_Item", Quantity, Measured, Holder)


def runs_of(text: str, items: Sequence[_Item], joined: re.Pattern[str]) -> list[list[_Item]]:
    """The items of a text, each in a list with those before it from which only a joint parts it.

    Args:
        text: the sentence.
        items: in order.
        joined: what a joint is.
    """
    runs: list[list[_Item]] = []
    for item in items:
        last = runs[-1][-1] if runs else None
        if last and (last.start == item.start or joined.match(text[last.end : item.start])):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs
