"""Which of two arms a hazard ratio sets against which, where its sentence does not say, and of how many patients it is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg_builder.arms import Arm, experimental
from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.holders import holders
from kg_builder.study import Statement

__all__ = ["arms_of_ratio", "patients_of_ratio"]

_CLEAR = Decimal("0.05")  # a ratio nearer to one may belie the values beside it


def arms_of_ratio(statement: Statement, endpoint: str, ratio: Decimal, *, named: bool) -> str | None:
    """The contrast of a hazard ratio between a trial's two arms: "A vs B".

    The arm with the longer times, or the larger share of survivors, has the smaller hazard: "10 months with A and 14 months with
    B (HR 0.7)" is of B against A. Else the arm that is given more is set against the other: X + Y against Y, X against placebo.

    Args:
        statement: the sentence of the ratio.
        endpoint: what the ratio is of.
        ratio: its value.
        named: whether words between its name and its value set something against something else.
    """
    arms = statement.paper.roster.arms
    if len(arms) != 2:
        return None
    first = _of_less_hazard(align(statement), endpoint) if abs(ratio - 1) >= _CLEAR else None
    if first is not None and ratio > 1:
        first = next(arm for arm in arms if arm != first)
    if not named:
        first = first or _compared(statement) or experimental(arms)
    return f"{first.name} vs {next(arm for arm in arms if arm != first).name}" if first else None


def _compared(statement: Statement) -> Arm | None:
    """The arm of which a sentence tells, which it compares with the other: "A prolonged OS compared with B (HR 0.7)"."""
    told = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    subjects = [h.arm for h in told.values() if not h.compared]
    return subjects[0] if len(subjects) == 1 < len(told) else None


def _of_less_hazard(told: Sequence[Aligned], endpoint: str) -> Arm | None:
    """The arm of which a sentence gives the longer time to an event, or the larger share without it."""
    values: dict[str, tuple[Decimal, Arm]] = {}
    of_all = [
        a for a in told if a.endpoint.key == endpoint and a.certain and a.subgroup is None and a.holder is not None
    ]
    for aligned in of_all:
        arm, number = aligned.holder.arm if aligned.holder else None, aligned.quantity.number
        hazard = _hazard(number, aligned) if number else None
        if arm is None or arm.whole or hazard is None:
            return None
        values[arm.name] = (hazard, arm)
    if len(values) != 2 or len(of_all) != 2:
        return None
    (less, best), (more, _) = sorted(values.values(), key=lambda value: value[0])
    return best if abs(less / more - 1) >= _CLEAR else None


def _hazard(number: Decimal, aligned: Aligned) -> Decimal | None:
    """What goes with the hazard of an arm, were it constant: one by its median, minus the logarithm of the share of survivors."""
    if aligned.quantity.dimension == "time":
        return 1 / number
    share = number / 100
    return -share.ln() if aligned.endpoint.at_months is not None and 0 < share < 1 else None


def patients_of_ratio(statement: Statement, contrast: str | None) -> int | None:
    """How many patients the two arms of a contrast have together; all of a trial of two arms."""
    roster = statement.paper.roster
    named = [roster.named(name) for name in (contrast or "").split(" vs ")]
    compared = [arm for arm in named if arm is not None] if contrast else list(roster.arms)
    sizes = [arm.n for arm in compared if arm.n and not arm.whole]
    if len(compared) == len(sizes) == 2 and compared[0] != compared[1]:
        return sum(sizes)
    return roster.whole.n if len(roster.arms) == 2 else None
