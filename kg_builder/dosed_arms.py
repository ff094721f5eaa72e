"""Groups that differ in how much or how long they are given the same: "the 400 mg arm", "the 6- and 12-month groups"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg_builder.arms import Arm
from kg_builder.passages import LeadPhrase, PassagePhrase

__all__ = ["called_by_dose", "differ_in_dose", "told_by_dose"]

_DOSES = ("mg", "g", "mcg", "Gy", "cGy", "mg/kg", "mg/m2", "IU", "MU", "MBq", "GBq", "mCi")
_COURSES = ("day", "week", "month", "year", "cycle", "fraction")
_UNIT = rf"(?P<unit>{'|'.join(sorted(_DOSES, key=len, reverse=True))}|{'|'.join(_COURSES)})"
_NOUN = r"[\s-](?:dose[\s-])?(?:group|arm|cohort|level)s?\b"
_FIRST = rf"(?P<first>\d+(?:\.\d+)?)(?:[\s-]?(?:{_UNIT.replace('unit', 'first_unit')})|-)?,?\s(?:and|or|versus|vs\.?)\s(?:the\s)?"
_CALLED = PassagePhrase(
    rf"(?<![\w.,/-])(?:{_FIRST})?(?P<last>\d+(?:\.\d+)?)[\s-]?{_UNIT}{_NOUN}",
    *(
        f"{last}{join}{noun}".lower()
        for last in (*_DOSES, *_COURSES, "dose")
        for join in (" ", "-")
        for noun in ("group", "arm", "cohort", "level")
    ),
)
_DEALT = LeadPhrase(
    r"\b(?:randomi[sz]|(?:randomly\s)?(?:assign|allocat)ed|escalat|cohorts|dose\slevels)\w*\b[^;]*?(?=\.\s[A-Z]|;|$)",
    "randomis", "randomiz", "assigned", "allocated", "randomly", "escalat", "cohorts", "dose levels",
)  # fmt: skip
_HOLDS_DOSE = re.compile(rf"(?<![\w.,])\d+(?:\.\d+)?[\s-]{_UNIT}\b")
_MOST = 8  # groups of a trial that tries one dose after another


def told_by_dose(texts: Iterable[str]) -> list[Arm]:
    """The groups that texts call by their doses or the length of their courses, which were dealt out, or tried in turn.

    >>> told = ["They were randomised to X1 at 400 mg or 800 mg daily.", "It was 5% in the 400-mg and 800-mg groups."]
    >>> [a.name for a in told_by_dose(told)]
    ['400 mg', '800 mg']
    >>> told_by_dose(["All were given 400 mg.", "It was 5% in the 400 mg group and 6% in the 800 mg group."])
    []
    """
    passages = list(texts)
    called: dict[str, set[str]] = {}
    for text in _CALLED.those_of(passages):
        for match in _CALLED.finditer(text):
            same = match["first"] and (match["first_unit"] or match["unit"]) == match["unit"]
            called.setdefault(match["unit"], set()).update({match["last"], *((match["first"],) if same else ())})
    for unit, amounts in called.items():
        if _MOST >= len(amounts) > 1 and _is_dealt(passages, amounts, unit):
            join = "-" if unit in _COURSES else " "
            return [Arm(name=n, names=(n,)) for n in (f"{a}{join}{unit}" for a in sorted(amounts, key=float))]
    return _told_by_manner(passages)


_MANNER = (
    r"(?:(?:high|low|standard|reduced|full|intermediate|single|split)-dose|(?:short|long)-course|(?:once|twice|thrice)-daily|weekly"
    r"|(?:\w+|\d)-weekly|every-(?:\w+|\d)-weeks?|immediate|delayed|deferred|continuous|intermittent|hypofractionated)"
)
_MANNERS_END = (
    "-dose", "-course", "-daily", "weekly", "-week", "-weeks", "immediate", "delayed", "deferred", "continuous", "intermittent",
    "hypofractionated",
)  # fmt: skip
_CALLED_SO = PassagePhrase(
    rf"\b(?:(?P<first>(?<![\w-]){_MANNER})\s(?:and|or|versus|vs\.?)\s(?:the\s)?)?(?<![\w-])(?P<last>{_MANNER})\s(?:group|arm|cohort)s?\b",
    *(f"{manner} {noun}" for manner in _MANNERS_END for noun in ("group", "arm", "cohort")),
)


def _told_by_manner(texts: Sequence[str]) -> list[Arm]:
    """The two groups that texts call by how they are given the same: "the high-dose arm", "the weekly group"."""
    found = (m for text in _CALLED_SO.those_of(texts) for m in _CALLED_SO.finditer(text))
    called = sorted({name.lower() for m in found for name in m.groups() if name})
    sought = [re.compile(rf"(?<![\w-]){re.escape(name)}\b", re.IGNORECASE) for name in called]
    dealt = len(called) == 2 and any(all(one.search(told) for one in sought) for told in _dealing(texts))
    return [Arm(name=name, names=(name,)) for name in called] if dealt else []


def _dealing(texts: Iterable[str]) -> Iterator[str]:
    """The sentences, from the verb on, that assign patients to groups or tell of groups that were tried in turn."""
    return (m.group() for text in _DEALT.those_of(texts) for m in _DEALT.finditer(text))


def called_by_dose(arms: list[Arm], texts: Sequence[str]) -> list[Arm]:
    """The arms, those whose names hold different doses also by the mere doses where texts call them so.

    >>> arms = [Arm(name="X1 400 mg daily", names=("X1 400 mg daily",)), Arm(name="X1 800 mg", names=("X1 800 mg",))]
    >>> told = "They were assigned to 400 mg or 800 mg. It was 5% in the 400 mg group and 6% in the 800 mg group."
    >>> [a.names for a in called_by_dose(arms, [told])]
    [('X1 400 mg daily', '400 mg'), ('X1 800 mg', '800 mg')]
    """
    if sum(_HOLDS_DOSE.search(arm.name) is not None for arm in arms) < 2:
        return arms
    called = {dose.name: [a for a in arms if f" {dose.name}" in a.name] for dose in told_by_dose(texts)}
    if any(len(found) != 1 for found in called.values()):
        return arms
    further = {arm.name: dose for dose, (arm,) in called.items()}
    return [replace(a, names=(*a.names, further[a.name])) if a.name in further else a for a in arms]


def differ_in_dose(arms: Sequence[Arm]) -> bool:
    """Whether nothing but the doses, or the lengths of courses, in their names tells the arms apart.

    >>> differ_in_dose([Arm(name="Low-40 Gy"), Arm(name="High-50 Gy")]), differ_in_dose([Arm(name="40 Gy"), Arm(name="X1")])
    (True, False)
    """
    return len(arms) > 1 and not any(arm.regimen for arm in arms) and all(_HOLDS_DOSE.search(arm.name) for arm in arms)


def _is_dealt(texts: Iterable[str], amounts: Iterable[str], unit: str) -> bool:
    """Whether one sentence assigns patients to all these amounts."""
    shared = rf"(?:[\s-]?{re.escape(unit)}|-?,?\s(?:and|or|versus|vs\.?)\s[\d.]+[\s-]?{re.escape(unit)})"
    sought = [re.compile(rf"(?<![\w.,/]){re.escape(amount)}{shared}") for amount in amounts]
    return any(all(one.search(told) for one in sought) for told in _dealing(texts))
