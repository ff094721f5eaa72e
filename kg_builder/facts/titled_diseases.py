"""Diseases that a paper's title sets side by side, of which no patient has all: "in thymoma and thymic carcinoma"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.study import Paper

__all__ = ["is_one_of_several"]

_JOINT = re.compile(r",?\s(?:and|or)\s(?:(?:an?|the|advanced|metastatic|recurrent|patients\swith)\s)*|\s?/\s?|,\s")


@once
def _side_by_side(paper: Paper) -> frozenset[str]:
    """The names of the diseases that the title joins, in lower case."""
    title = paper.statements[0] if paper.statements else None
    named = [m for m in title.mentions if m.of(Category.DISEASE)] if title else []
    joined = (
        (one.text, other.text)
        for one, other in pairwise(named)
        if title and _JOINT.fullmatch(title.text, one.end, other.start)
    )
    return frozenset(name.lower() for pair in joined for name in pair)


def is_one_of_several(paper: Paper, mentions: Iterable[Mention]) -> bool:
    """Whether the diseases among some mentions are but some of those that the title sets side by side."""
    several = _side_by_side(paper)
    named = {m.text.lower() for m in mentions if m.of(Category.DISEASE)} if several else set()
    return bool(named) and named < several
