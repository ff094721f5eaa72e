"""Arms that a text calls by the class of their drugs: "X plus chemotherapy" for A + B + X, "the chemotherapy arm" for A + B."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg_builder.arms import Arm
from kg_builder.lexicon import Lexicon
from kg_builder.regimens import Treatment

__all__ = ["by_class"]

_EARLIER = re.compile(
    r"\b(?:after|following|prior|previous(?:ly)?|before|until|during|without|not|no|failed|refractory\sto|(?:failure|progress\w*)\s(?:of|on|after|to|with))\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_GROUP_BEHIND = re.compile(
    r"\s(?:alone|only)\b|[\s-](?:therapy\s|treatment\s|regimen\s)?(?:groups?|arms?|cohorts?)\b", re.IGNORECASE
)
_SIZE_BEHIND = re.compile(r"\s\(\s?[nN]\s?=\s?(?P<n>\d+)\)")


def by_class(
    arms: Sequence[Arm], text: str, named: Iterable[Treatment], lexicon: Lexicon
) -> Iterator[tuple[int, int, Arm]]:
    """Where a text calls an arm by the class of its drugs.

    A class alone is an arm's name only where the text says so: "the chemotherapy alone arm", "chemotherapy (n = 31)", or where
    it stands beside what the other arm is given, and this one's drugs are not named: "9 months for X and 7 for chemotherapy".

    Args:
        arms: those of the study.
        text: a cleaned text.
        named: the treatments that it names.
        lexicon: tells the classes of drugs.
    """
    regimens, told = {frozenset(a.regimen) for a in arms}, tuple(named)
    for treatment in told:
        classes = [c in lexicon.drug_classes for c in treatment.components]
        if not any(classes) or treatment.one_of or treatment.key in regimens:
            continue
        arm = _of_class(arms, treatment, lexicon)
        said = arm and (
            not all(classes) or _is_group(text, treatment.end, arm) or _is_other(text, treatment, told, arms, arm)
        )
        if arm and said and not _EARLIER.search(text, max(0, treatment.start - 40), treatment.start):
            yield treatment.start, treatment.end, arm


_SET_AGAINST = re.compile(
    r"\b(?:(?:for|with|than|over|and|to|receiving)|v(?:ersu)?s\.?)\s(?:standard\s)?$", re.IGNORECASE
)


def _is_other(text: str, treatment: Treatment, told: Sequence[Treatment], arms: Sequence[Arm], arm: Arm) -> bool:
    """Whether a class stands for one of two arms in a sentence that names only the other's regimen."""
    keys = [t.key for t in told]
    others = [frozenset(a.regimen) for a in arms if a is not arm]
    if len(others) != 1 or others[0] not in keys or frozenset(arm.regimen) in keys or keys.count(treatment.key) > 1:
        return False
    return bool(_SET_AGAINST.search(text, max(0, treatment.start - 30), treatment.start))


def _of_class(arms: Sequence[Arm], treatment: Treatment, lexicon: Lexicon) -> Arm | None:
    """The one arm of which each drug belongs to what the treatment names, and nothing of that is missing."""
    fitting = [
        arm
        for arm in arms
        if arm.regimen
        and all(any(lexicon.is_a(c, named) for named in treatment.components) for c in arm.regimen)
        and all(any(lexicon.is_a(c, named) for c in arm.regimen) for named in treatment.components)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_group(text: str, end: int, arm: Arm) -> bool:
    """Whether what stands behind a treatment's name makes it that of a group: a noun, "alone", or the size of this arm."""
    size = _SIZE_BEHIND.match(text, end)
    return bool(_GROUP_BEHIND.match(text, end)) or bool(size and int(size["n"]) == arm.n)
