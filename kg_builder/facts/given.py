"""What the patients of a group in a table are given."""

from __future__ import annotations

import re

from kg_builder.arms import Arm
from kg_builder.study import Paper

__all__ = ["given"]

_EARLIER = re.compile(r"\b(?:prior|previous\w*|before|earlier|past|pre)\b|\bpretreat", re.IGNORECASE)


def given(paper: Paper, arm: Arm | None, name: str | None, part: str) -> dict[str, object]:
    """What the patients are given: the arm's regimen, else the one that the name of their group names.

    Nothing of all patients where a part of them is told by one of these treatments ("X1: no").
    """
    drugs = set(arm.regimen) if arm is not None and arm.whole and not _EARLIER.search(part) else set()
    if drugs and any(drugs & set(t.components) for t in paper.find_treatments(part)):
        return {}
    if arm is not None and arm.regimen:
        return {"regimen": arm.regimen, "one_of": dict(arm.one_of)}
    named = paper.find_treatments(name) if name and not paper.roster.pools(name) else ()
    return {"regimen": named[0].components, "one_of": dict(named[0].one_of)} if len(named) == 1 else {}
