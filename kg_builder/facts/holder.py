"""A group of patients as a sentence names it, and whether only for comparison."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kg_builder.arms import Arm
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["Holder", "inside", "is_compared"]


class Holder(msgspec.Struct, frozen=True):
    """A group of patients, as a sentence names it: an arm, a treatment or a subgroup."""

    start: int
    end: int
    name: str
    arm: Arm | None = None
    regimen: tuple[str, ...] = ()
    one_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    subgroup: str | None = None
    compared: bool = False  # named only for comparison: "than sorafenib"
    within: str | None = None  # the subgroup told of with it, where a sentence before names the group
    known: bool = True  # False: "in the X arm", and no arm of this study is called so

    @classmethod
    def of(cls, arm: Arm, start: int = 0, end: int = 0, *, compared: bool = False) -> Holder:
        """The arm, as characters `start` to `end` name it; nowhere, where the context implies it."""
        return cls(start, end, arm.name, arm, arm.regimen, tuple(arm.one_of.items()), compared=compared)


_COMPARED = Phrase(
    r"""(?:compared\s(?:with|to)|comparison\s(?:with|to)|in\scontrast\sto|relative\sto|than|versus|vs\.?|over|against|superior\sto|inferior\sto|differ(?:s|ed|ent)?\sfrom)\s(?:(?:it\s)?(?:was|were|did)\s)?
        (?:(?:in|among|for|with|of|did)\s)?(?:that\s(?:in|of|with)\s|those\s(?:in|of|with|receiving|given|treated\swith|who\sreceived|(?:assigned|allocated|randomi[sz]ed)(?:\sto)?)\s)?
        (?:(?:the\s)?(?:group|arm)\s(?:(?:that|which)\s)?(?:receiving|received|given|treated\swith|(?:assigned|allocated|randomi[sz]ed)\sto)\s)?(?:the\s|an?\s|patients\s(?:(?:receiving|given|treated\swith|in(?:\sthe)?|who\sreceived|(?:assigned|allocated|randomi[sz]ed)(?:\sto)?)\s)?)?$""",
    "compared", "comparison", "contrast", "relative", "than", "versus", "vs", "over", "against", "superior", "inferior", "differ",
)  # fmt: skip


def inside(holder: Holder, others: Sequence[Holder]) -> bool:
    """Whether the words of a group share a character with those of others."""
    return any(o.start < holder.end and holder.start < o.end for o in others)


def is_compared(statement: Statement, start: int) -> bool:
    """Whether the words before say that a group is named only for comparison."""
    text = statement.text
    return _COMPARED.may_stand_in(text) and _COMPARED.search(text[max(0, start - 60) : start]) is not None
