"""The patients whom the caption of a table names."""

from __future__ import annotations

import re
from dataclasses import replace

from kg_builder.arms import Arm
from kg_builder.held import held_for_each
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = ["patients_of"]

_SIZE = re.compile(r"\b(?:[nN]\s?=\s?|all\s(?=\d+\s(?:\w+\s)?(?:patients|subjects|participants)\b))(\d[\d,]*)(?!\s?/)")


@held_for_each
def patients_of(paper: Paper, caption: str) -> Arm:
    """The patients that a caption names, else all; their size is the one that it prints.

    A group that another table calls by an outcome ("pCR") is not meant by a caption that names the outcome.
    """
    groups = (g.arm for g in paper.roster.find(caption) if not g.arm.whole)
    named = {a.name: a for a in groups if not paper.finder.named(a.name, Category.ENDPOINT, Category.RESPONSE)}
    arm = named.popitem()[1] if len(named) == 1 else paper.roster.whole
    sizes = set(_SIZE.findall(caption))
    return replace(arm, n=int(sizes.pop().replace(",", ""))) if len(sizes) == 1 else arm
