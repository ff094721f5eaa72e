"""Which of two arms a hazard ratio sets against which, where its sentence does not say, and of how many patients it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from kg_builder.arms import Arm, experimental
from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.hazards import of_named_event
from kg_builder.facts.holders import holders
from kg_builder.facts.measured import Measured
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["arm_of_own", "arms_against", "arms_of_odds", "arms_of_ratio", "patients_of_ratio"]

_CLEAR = Decimal("0.05")  # a ratio nearer to one may belie the values beside it
_FAR = Decimal("0.2")  # one nearer to one may be of the arm with the shorter median


def arms_against(statement: Statement, before: str, offset: int, *, named: bool = False) -> str | None:
    """The two arms that words before a ratio set side by side, as printed: "For A versus B, the", "A v B:".

    Args:
        statement: the sentence.
        before: the words.
        offset: where they begin.
        named: they are the ratio's own: "the HR with A compared with B was".
    """
    arms = [g for g in statement.groups if offset <= g.start and g.end <= offset + len(before)]
    two = len(arms) == 2 and arms[0].arm != arms[1].arm
    if not two or not (_COMPARED if named else _SIDE_BY_SIDE).fullmatch(statement.text, arms[0].end, arms[1].start):
        return None
    return " vs ".join(statement.text[g.start : g.end] for g in arms)


_SIDE_BY_SIDE = re.compile(r"(?:\s(?:arm|group))?\s(?:versus|vs?\.?)\s(?:the\s)?")
_COMPARED = re.compile(
    r"(?:\s(?:arm|group))?,?\s(?:versus|vs?\.?|(?:as\s)?compared\s(?:with|to)|relative\sto)\s(?:the\s)?"
)


_IN_ARM = re.compile(r"\b(?:in|with)\sthe\s$")
_THE_ARM = re.compile(r"\s(?:group|arm)\b")


def arm_of_own(statement: Statement, ratio: re.Match[str]) -> str | None:
    """The contrast of a ratio whose own words say in which of two arms it is: "the hazard ratio for death in the A group was".

    Args:
        statement: the sentence.
        ratio: its match.
    """
    arms = statement.paper.roster.arms
    named = [g for g in statement.groups if ratio.start() <= g.start and g.end < ratio.end()]
    if len(arms) != 2 or len(named) != 1 or named[0].arm not in arms:
        return None
    (own,) = named
    text = statement.text
    noun = text[own.start : own.end].endswith(("group", "arm")) or _THE_ARM.match(text, own.end)
    if not noun or not _IN_ARM.search(text, 0, own.start) or _SIDE.search(ratio["between"]):
        return None
    return f"{own.arm.name} vs {next(arm for arm in arms if arm != own.arm).name}"


_SIDE = re.compile(r"\b(?:vs?|versus|compar\w+|relative|than|over)\b")


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
    first = _of_less_hazard(_aligned(statement, endpoint), endpoint) if abs(ratio - 1) >= _CLEAR else None
    if first is not None and ratio > 1:
        first = next(arm for arm in arms if arm != first)
    usual = None if named else _compared(statement) or experimental(arms)
    if first is not None and usual not in (None, first) and abs(ratio - 1) < _FAR:
        return None
    first = first or usual or (None if named else _named_first(statement, endpoint, ratio))
    return f"{first.name} vs {next(arm for arm in arms if arm != first).name}" if first else None


def arms_of_odds(statement: Statement, endpoint: str, ratio: Decimal) -> str | None:
    """The contrast of a ratio of odds or risks between a trial's two arms: the larger share has the larger odds."""
    arms = statement.paper.roster.arms
    if len(arms) != 2 or abs(ratio - 1) < _CLEAR:
        return None
    more = _first_by(align(statement), endpoint, _less)
    if more is None:
        return None
    other = next(arm for arm in arms if arm != more)
    return f"{more.name} vs {other.name}" if ratio > 1 else f"{other.name} vs {more.name}"


def _compared(statement: Statement) -> Arm | None:
    """The arm of which a sentence tells, which it compares with the other: "A prolonged OS compared with B (HR 0.7)"."""
    told = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    subjects = [h.arm for h in told.values() if not h.compared]
    return subjects[0] if len(subjects) == 1 < len(told) else None


def _aligned(statement: Statement, endpoint: str) -> Sequence[Aligned]:
    """The values of a sentence with what they measure: also what it names in its own words, which the lexicon knows not."""
    terms = (t for m in statement.mentions if (t := m.of(Category.ENDPOINT)))
    start = statement.text.find(endpoint[1:]) - 1 if " " in endpoint else -1
    if start < 0 or any(t.key == endpoint for t in terms):
        return align(statement)
    kind = "time" if endpoint.startswith("time ") else "event"
    return align(statement, [Measured(start, start + len(endpoint), endpoint, kind)])


def _of_less_hazard(told: Sequence[Aligned], endpoint: str) -> Arm | None:
    """The arm of which a sentence gives the longer time to an event, or the larger share without it."""
    return _first_by(told, endpoint, _hazard)


def _first_by(
    told: Sequence[Aligned], endpoint: str, measure: Callable[[Decimal, Aligned], Decimal | None]
) -> Arm | None:
    """That of two arms of whose value a measure is clearly the smaller."""
    values = _measures(told, endpoint, measure)
    if len(values) != 2:
        return None
    (less, best), (more, _) = sorted(values, key=lambda value: value[0])
    return best if abs(less / more - 1) >= _CLEAR else None


def _measures(
    told: Sequence[Aligned], endpoint: str, measure: Callable[[Decimal, Aligned], Decimal | None]
) -> list[tuple[Decimal, Arm]]:
    """A measure of the one value of each of two arms, in the order in which they stand; else nothing."""
    values: dict[str, tuple[Decimal, Arm]] = {}
    of_all = [a for a in told if _key(a) == endpoint and a.certain and a.subgroup is None and a.holder is not None]
    for aligned in of_all:
        arm, number = aligned.holder.arm if aligned.holder else None, aligned.quantity.number
        measured = measure(number, aligned) if number else None
        if arm is None or arm.whole or measured is None:
            return []
        values[arm.name] = (measured, arm)
    return list(values.values()) if len(values) == len(of_all) == 2 else []


def _key(aligned: Aligned) -> str:
    """The endpoint of a value, as a ratio is of it: how many died tells of overall survival."""
    key = aligned.endpoint.key
    return (of_named_event(key, hazard=True) or key) if aligned.endpoint.event else key


def _named_first(statement: Statement, endpoint: str, ratio: Decimal) -> Arm | None:
    """The arm whose value a sentence gives first, and sets against the other's, where it fares as the ratio says."""
    values = _measures(_aligned(statement, endpoint), endpoint, _hazard)
    if len(values) != 2 or values[0][0] == values[1][0] or ratio == 1:
        return None
    (one, first), (two, _) = values
    compared = any(h.compared and h.arm == first for h in holders(statement))
    return first if (one > two) is (ratio > 1) and not compared else None


def _less(number: Decimal, aligned: Aligned) -> Decimal | None:
    """What is the less the more patients there are who had an event or a response; none of those without an event by a time."""
    share = aligned.quantity.dimension == "fraction" and aligned.endpoint.at_months is None
    return -number if share else None


def _hazard(number: Decimal, aligned: Aligned) -> Decimal | None:
    """What goes with an arm's hazard, were it constant: one by its median, minus the logarithm of the share without the event."""
    if aligned.quantity.dimension == "time":
        return 1 / number
    share = number / 100
    if not 0 < share < 1:
        return None
    if aligned.endpoint.event:
        return -(1 - share).ln() if aligned.quantity.dimension == "fraction" else None
    return -share.ln() if aligned.endpoint.at_months is not None else None


def patients_of_ratio(statement: Statement, contrast: str | None) -> int | None:
    """How many patients the two arms of a contrast have together; all of a trial of two arms."""
    roster = statement.paper.roster
    named = [roster.named(name) for name in (contrast or "").split(" vs ")]
    compared = [arm for arm in named if arm is not None] if contrast else list(roster.arms)
    sizes = [arm.n for arm in compared if arm.n and not arm.whole]
    if len(compared) == len(sizes) == 2 and compared[0] != compared[1]:
        return sum(sizes)
    return roster.whole.n if len(roster.arms) == 2 else None
