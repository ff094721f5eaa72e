"""Rows that are about one arm each: a table with its arms in the second column of labels."""

from __future__ import annotations

import re

from kg_builder import letters
from kg_builder.arms import head, key
from kg_builder.facts.rows import Row
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Sheet
from kg_builder.held import held_for_each
from kg_builder.study import Paper

__all__ = ["arms_beside", "is_arm", "part_over"]

_OF_ARMS = re.compile(
    r"(?:[\w-]+\s)?(?:treatments?|therap(?:y|ies)|chemotherapy|regimens?|arms?|groups?|drugs?|allocation|randomi[sz]ation)\b",
    re.IGNORECASE,
)


def part_over(row: Row) -> tuple[str, ...]:
    """The labels over a row of an arm that may name a part of the patients: not "Treatment arm"."""
    return tuple(p for p in row.parents if p and not _OF_ARMS.match(p))


def arms_beside(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """The arms that the rows of the same section name, this one's among them; none if a label names something else."""
    if not is_arm(sheet.paper, row.label):
        return ()
    labels = [r.label for r in section_of(sheet, row) if r.path]
    arms = tuple(dict.fromkeys(label for label in labels if is_arm(sheet.paper, label)))
    others = [label for label in labels if label not in arms and not _is_whole(sheet.paper, label)]
    return arms if len(arms) > 1 and not others else ()


def _is_whole(paper: Paper, label: str) -> bool:
    arm = paper.roster.named(label)
    return arm is not None and arm.whole


@held_for_each
def is_arm(paper: Paper, label: str) -> bool:
    """Whether a label is an arm's name, a letter such as "Arm A", or names treatments and hardly anything else."""
    name, _ = head(label)
    if (arm := paper.roster.named(name)) is not None:
        return not arm.whole
    letter = letters.within(name)
    if letter is not None and key(letter) == key(name):
        return True
    found = paper.find_treatments(name)
    return bool(found) and sum(t.end - t.start for t in found) >= 0.8 * len(name)
