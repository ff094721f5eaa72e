"""All patients as the population in which one arm's value was taken: "under A it was 8 months in the whole cohort"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kg_builder.facts.holder import Holder
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["of_arms"]

_ASIDE = re.compile(r"\s?(?:\([^()]*\)|\[[^\[\]]*\])")
_OF_IT = re.compile(r"[)\]]?,?\s(?:in|for|among|of|within)\s(?:the\s)?")
_OF_ARM = re.compile(
    r"""[)\]]?,?\s(?:(?:(?:of\s(?:the\s)?)?patients\s|those\s)?(?:who\s(?:were\s)?)?(?:in|with|under|for|on|among|of|after|receiving|received|given|treated\swith)\s)
        (?:the\s)?(?:patients\s(?:receiving|given|on|in|treated\swith)\s(?:the\s)?)?""",
    re.VERBOSE,
)
_NOUN = r"(?:\s(?:arm|group|patients|recipients|therapy|treatment|regimen))?"
_IN_IT = re.compile(rf"{_NOUN}\s(?:in|for|among|within)\s(?:the\s)?")
_GIVEN = re.compile(r"\s(?:with|under|on|receiving|given|treated\swith)\s(?:the\s)?")
_TOLD_OF = re.compile(
    rf"{_NOUN}(?:,\s(?=which\b|with\b))?\s?(?:(?!\b(?:but|while|whereas|although|than|whose|when)\b)[^,;:])*"
)
_FRONTED = re.compile(rf"{_NOUN},\s(?:(?!\b(?:but|while|whereas|although|than|whose|when)\b)[^,;:])*")
_FRONT = re.compile(
    r"(?:^|[;,]\s(?:(?:and|but|while|whereas)\s)?)(?:[Ii]n|[Ww]ith|[Uu]nder|[Ff]or|[Aa]mong|[Oo]n)\s(?:the\s|patients\s\w+\s(?:to\s|with\s|in\s)?)*$"
)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|achieved|showed|reached|resulted|produced|yielded|led|demonstrated|experienced|remained)\b"
)


def of_arms(statement: Statement, named: list[Holder]) -> list[Holder]:
    """The arms that a sentence names; all patients not, where they are but the population of an arm's value.

    Where a value leads to the population and one arm leads to the value, the population stands for the arm.

    Args:
        statement: the sentence.
        named: the arms and all patients, in order, as it names them.
    """
    everybody = [h for h in named if h.arm is not None and h.arm.whole]
    if not everybody or len(everybody) == len(named) or not statement.paper.roster.arms:
        return named
    arms = sorted((h for h in named if h not in everybody), key=lambda h: h.start)
    told = [_meant(statement, h, arms) if h in everybody else h for h in named]
    return [h for h in told if h is not None]


def _meant(statement: Statement, everybody: Holder, arms: Sequence[Holder]) -> Holder | None:
    """Whom the name of all patients stands for: themselves, the one arm that leads, or nobody else than named beside it."""
    text = statement.text
    values = [q for q in statement.quantities if q.dimension and q.end <= everybody.start]
    if not values:
        return everybody
    value, between = values[-1], [a for a in arms if values[-1].end <= a.start < everybody.start]
    if between:
        beside = _OF_ARM.fullmatch(text, value.end, between[0].start) and _IN_IT.fullmatch(
            text, between[-1].end, everybody.start
        )
        return None if beside and len(between) == 1 else everybody
    if not _OF_IT.fullmatch(text, value.end, everybody.start):
        return everybody
    if any(_GIVEN.fullmatch(text, everybody.end, a.start) for a in arms):
        return None
    begun = text.rfind(";", 0, value.start) + 1
    leading = {a.name: a for a in arms if begun <= a.start < value.start}
    free = len(leading) == 1 and not any(_is_claimed(text, a, values) for a in arms if begun <= a.start < value.start)
    (arm,) = leading.values() if free else (None,)
    if arm is None or not _leads(text, arm, value):
        return everybody
    return replace(arm, start=everybody.start, end=everybody.end, compared=False)


def _is_claimed(text: str, arm: Holder, values: Sequence[Quantity]) -> bool:
    """Whether a value right before an arm's name is the arm's: "52% with A"."""
    before = [q for q in values if q.end <= arm.start][-1:]
    return bool(before) and _OF_ARM.fullmatch(_ASIDE.sub("", text[before[0].end : arm.start])) is not None


def _leads(text: str, arm: Holder, value: Quantity) -> bool:
    """Whether what stands between an arm and a value says nothing of anyone else."""
    between = _ASIDE.sub("", text[arm.end : value.start])
    form = _FRONTED if _FRONT.search(text, 0, arm.start) else _TOLD_OF
    return (form.fullmatch(between) or _TOLD_OF.fullmatch(between)) is not None and len(_VERB.findall(between)) <= 1
