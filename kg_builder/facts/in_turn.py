"""Ratios of several endpoints, given one after the other: "the HRs for PFS and OS were 0.7 and 0.8, respectively"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["in_turn"]

_JOINED = re.compile(
    r"s?(?:\s\([A-Za-z-]{2,8}\))?(?:,\s(?:and\s)?|\sand\s)(?:for\s)?(?:the\s|an?\s)?(?:median\s|longer\s)?"
)


def in_turn(statement: Statement, values: Sequence[re.Match[str]]) -> Mapping[int, str]:
    """The endpoint of each value, by where it starts, where a sentence names as many endpoints first, and says so.

    Args:
        statement: the sentence.
        values: its ratios, each with a group `value`.
    """
    if len(values) < 2 or "respectively" not in statement.text[values[-1].start("value") :]:
        return {}
    before = values[0].start("value")
    named = [(m, t.key) for m in statement.mentions if m.end <= before and (t := m.of(Category.ENDPOINT))]
    run = named[-1:]
    for one in reversed(named[:-1]):
        if not _JOINED.fullmatch(statement.text, one[0].end, run[0][0].start):
            break
        run.insert(0, one)
    if len(run) != len(values):
        return {}
    return {value.start("value"): key for value, (_, key) in zip(values, run, strict=True)}
