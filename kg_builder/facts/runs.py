"""Runs: the values, endpoints or groups of a sentence that are only joined ("5.3 and 12.5 months", "PFS and OS")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg_builder.facts.holders import Holder
from kg_builder.facts.measured import Measured
from kg_builder.values import Quantity

__all__ = ["is_next_item", "runs_of"]

_OTHER_ITEM = re.compile(
    r"[)\]]{1,2}[,;]\s(?:and\s)?(?!(?:and|in|with|for|among|of|at|on|by|compared|versus|vs|the|as|while|p)\b)[A-Za-z][\w\s/-]{3,60}\s[(\[]"
)  # behind a value: the next item of a list, whatever it is


def is_next_item(text: str, before: int, start: int, named: Iterable[Measured | Holder]) -> bool:
    """Whether a value is that of the next item of a list, and nothing that is named there says of which.

    Args:
        text: the sentence.
        before: where the value before ends.
        start: where this one begins.
        named: endpoints and groups of the sentence.
    """
    return bool(_OTHER_ITEM.fullmatch(text, before, start)) and not any(before <= n.start < start for n in named)


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
