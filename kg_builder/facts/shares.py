"""Parts of the patients that a sentence prints: counts, percentages and both; and the group tied to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg_builder.facts.holders import Holder
from kg_builder.facts.traits import Trait
from kg_builder.lexicon import Category
from kg_builder.spelt import WITH_HUNDREDS, number_of
from kg_builder.study import Statement
from kg_builder.values import Quantity, quantities

__all__ = ["Share", "may_tie", "shares", "tied"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the patients: a count, a percentage, or both."""

    start: int
    end: int
    count: int | None
    percent: Decimal | None
    total: int | None = None


_SPELT = re.compile(
    rf"(?<![\w.,/-])(?<!\d\sof\s)(?P<words>{WITH_HUNDREDS}|\d{{1,4}}(?=\s[a-z]))\s(?:(?:of\sthe\s)?(?:\w+\s)?(?:patients|cases|subjects|participants|tumou?rs|samples|specimens)\s)?[(\[]\s?$",
    re.IGNORECASE,
)
_SPELT_FIRST = re.compile(
    rf"(?P<words>{WITH_HUNDREDS})(?:(?P<percent>\s(?:percent|per\scent))(?=\s(?:of|had|were)\s)|(?=\s(?:of\s(?:the|these)\s)?(?:\w+\s)?(?:patients|cases|subjects|participants|tumou?rs)\s(?:had|were|was|with)\s))",
    re.IGNORECASE,
)
_SPELT_IN = re.compile(
    rf"in(?<!\win)\s(?P<words>{WITH_HUNDREDS})\s(?:\w+\s)?(?:patients|cases|tumou?rs|samples|specimens)(?=[.,;)]|\sand\b)",
    re.IGNORECASE,
)
_N_BEFORE = re.compile(r"[(\[]?\b[nN]\s?=\s?(?P<n>\d+)\s?[(\[,;]\s?$")
_OPENED = ("(", "[", ",", ";")  # how _N_BEFORE and _SPELT end
_N_ALONE = re.compile(r"[(\[]\s?[nN]\s?=\s?(?P<n>\d+)\s?[)\]]")
_OUT_OF = re.compile(r"^[)\]]?\s(?:out\s)?of\s(?:the\s|all\s)?(?P<total>\d+)\b")
_DENOMINATOR = re.compile(r"\b(?:of|among|from|total\sof|all)\s(?:the\s|these\s|all\s)?$|^\s?$", re.IGNORECASE)


def shares(statement: Statement, named: Sequence[Trait]) -> list[Share]:
    """The shares that a sentence prints, outside the names of traits and of trials."""
    text = str(statement.text)
    trials = ((m.start, m.end) for m in statement.mentions if m.of(Category.TRIAL))
    for start, end in (*((t.start, t.end) for t in named), *trials):
        text = text[:start] + "x" * (end - start) + text[end:]
    found: list[Share] = []
    for quantity in quantities(text, statement.paper.units):
        share = _share(text, quantity)
        if share and found and share.start == found[-1].start and share.count == found[-1].count:
            found[-1] = share  # "32 tumours (46%)"
        elif share and not (found and share.start < found[-1].end):
            found.append(share)
    found += [Share(m.start() + 1, m.end("n"), int(m["n"]), None) for m in _N_ALONE.finditer(text)]
    for match in _SPELT_IN.finditer(text):
        found.append(Share(match.start("words"), match.end(), int(number_of(match["words"])), None))
    if (spelt := _SPELT_FIRST.match(text)) and not any(s.start < spelt.end() for s in found):
        said = number_of(spelt["words"])
        percent = said if spelt["percent"] else None
        found.append(Share(0, spelt.end(), None if percent else int(said), percent))
    return _joined(text, sorted(found, key=lambda s: s.start))


_OPENS = re.compile(
    r"(?:\s(?:\w+\s)?(?:patients|cases|subjects|participants|tumou?rs|samples|specimens|biopsies))?\s?[(\[]\s?"
)
_GOES_ON = re.compile(r"[,;:=]\s?")


def _joined(text: str, found: Sequence[Share]) -> list[Share]:
    """The shares, those made one that say the same: "32 tumour samples (46%)", "22 patients (22/90; 24.4%)"."""
    joined: list[Share] = []
    for share in found:
        last = joined[-1] if joined else None
        same = last is not None and last.percent is None and share.count in (None, last.count)
        if last is None or not same or (share.count is not None and share.total is None):
            joined.append(share)
        elif _OPENS.fullmatch(text, last.end, share.start) or (
            last.total and not share.count and _GOES_ON.fullmatch(text, last.end, share.start)
        ):
            joined[-1] = replace(last, end=share.end, percent=share.percent, total=last.total or share.total)
        else:
            joined.append(share)
    return joined


_TUMOURS = re.compile(r"\d+(?:/\d+|\sof\s(?:the\s)?\d+)?\s(?=tumou?rs\b)")
_PARTS = re.compile(r"\sxxx+\s(?:\([^()]*\)\s)?and\s\d+\sxxx")  # traits, masked: "a total of 50 men and 40 women"
_BOUND = re.compile(r"\b(?:than|at\s(?:least|most)|almost|nearly|over|under|up\sto)\s$", re.IGNORECASE)


def _share(text: str, quantity: Quantity) -> Share | None:
    number, unit = quantity.number, quantity.unit.key if quantity.unit else None
    if (
        number is None
        or quantity.qualifier
        or quantity.upper is not None
        or quantity.interval is not None
        or quantity.sd is not None
    ):
        return None
    if _BOUND.search(text, max(0, quantity.start - 11), quantity.start):
        return None
    behind = _OUT_OF.match(text[quantity.end :])
    total = quantity.total or (int(behind["total"]) if behind else None)
    end = quantity.end + (behind.end() if behind else 0)
    if unit == "percent":
        start, count = _counted(text, quantity)
        return Share(start, end, count, number, total) if number <= 100 else None
    tumours = unit == "lesion" and _TUMOURS.match(text, quantity.start)
    if number != number.to_integral_value() or not (unit in (None, "patient") or tumours):
        return None
    if _DENOMINATOR.search(text[max(0, quantity.start - 16) : quantity.start]) and not _PARTS.match(text, quantity.end):
        return None
    return Share(quantity.start, end, int(number), None, total)


def _counted(text: str, quantity: Quantity) -> tuple[int, int | None]:
    """Where a percentage with its count begins, and the count: "Fifty-six patients (35.0%)", "n = 41 [87.2%]"."""
    before = text[: quantity.start]
    if quantity.count is not None or not before.rstrip().endswith(_OPENED):
        return quantity.start, quantity.count
    if match := _N_BEFORE.search(before):
        return match.start() + (match.group()[0] in "(["), int(match["n"])
    if match := _SPELT.search(before):
        return match.start(), int(number_of(match["words"]))
    return quantity.start, None


_TIES = re.compile(
    r"[)\]]?\s?(?:(?:of\s(?:all\s|the\s)?)?(?:patients?|participants?|subjects?|cases?)?\s?)?(?:were\s|was\s)?(?:in|for|of|from|among|receiving|with)\s(?:the\s)?",
    re.IGNORECASE,
)


_OF_SO_MANY = re.compile(r"\bof\s(?:the\s)?\d+$")
_ITS_PATIENTS = re.compile(r"\s(?:patients|participants|subjects|cases)\b")
_CLOSES = re.compile(r"(?:\s(?:group|arm|cohort))?[)\]]")


def may_tie(text: str, end: int) -> bool:
    """Whether a preposition or a bracket stands behind the value that ends here: sooner told than the group it ties to it."""
    return _TIES.match(text, end) is not None or text.startswith(" (", end) or _of_so_many(text, end)


def _of_so_many(text: str, end: int) -> bool:
    return text.startswith(" ", end) and _OF_SO_MANY.search(text, max(0, end - _SIZE), end) is not None


_SIZE = 14  # characters of "of the 1,234"


def tied(text: str, end: int, groups: Sequence[Holder]) -> Holder | None:
    """The group tied to the value ending here: "in the X1 group", "(X1)", or of whose patients it is, "5 of 40 X1 patients"."""
    following = next((g for g in groups if g.start >= end), None)
    if following is None:
        return None
    bracketed = text[end : following.start] == " (" and _CLOSES.match(text, following.end)
    counted = following.start == end + 1 and _of_so_many(text, end) and _ITS_PATIENTS.match(text, following.end)
    return following if _TIES.fullmatch(text, end, following.start) or bracketed or counted else None
