"""Which value belongs to which endpoint and to which group of patients, within one sentence.

The sentence is read as a row of endpoints E, values V and groups G. Values that are only joined ("5.3 and 12.5 months") form
a run, and so do endpoints ("PFS and OS") and groups ("A and B"). Then:

    E V G V G      each value belongs to the group that a preposition ties to it: "5.3 months in the A group"
    G E V E V      a group that leads is meant until another is named
    E E V V        a run of values is dealt out over a run of endpoints of the same length
    E V V G G      … or over a run of groups of the same length

Whatever fits none of these stays unassigned: a guess would hang a number on the wrong arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from kg_builder.arms import Arm
from kg_builder.lexicon import Category
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["Aligned", "Holder", "Measured", "align", "holders", "measured"]


@dataclass(frozen=True, slots=True)
class Measured:
    """An endpoint, as a sentence names it at `start` to `end`."""

    start: int
    end: int
    key: str
    dimension: str  # "time", "fraction", or "" for either
    at_months: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """A group of patients, as a sentence names it: an arm, a treatment or a subgroup."""

    start: int
    end: int
    name: str
    arm: Arm | None = None
    regimen: tuple[str, ...] = ()
    one_of: tuple[tuple[str, tuple[str, ...]], ...] = ()
    subgroup: str | None = None
    compared: bool = False  # named only for comparison: "than sorafenib"
    known: bool = True  # False: "in the X arm", and no arm of this study is called so


@dataclass(frozen=True, slots=True)
class Aligned:
    """A value, what it measures and whom: an arm or treatment, a subgroup, both, or (None) whom the context implies."""

    quantity: Quantity
    endpoint: Measured
    holder: Holder | None
    subgroup: Holder | None = None
    certain: bool = True  # False: groups are named, and none is tied to the value


# -- endpoints ------------------------------------------------------------------------------------------------------
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_PERIOD = r"(?P<number>\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten|twelve)[-\s]?(?P<unit>months?|years?|yrs?|weeks?|days?|mo)"
_LANDMARK_BEFORE = re.compile(rf"\b{_PERIOD}['\s-]{{1,2}}(?:\w+\s){{0,2}}$", re.IGNORECASE)
_LANDMARK_AFTER = re.compile(rf"^\s?(?:rates?)?\s?(?:at|after)\s{_PERIOD}\b", re.IGNORECASE)


def measured(statement: Statement) -> tuple[Measured, ...]:
    """The endpoints that a sentence names, each once ("objective response rate (ORR)" is one)."""
    found: list[Measured] = []
    for mention in statement.mentions:
        term = mention.of(Category.ENDPOINT, Category.RESPONSE)
        if term is None:
            continue
        if found and found[-1].key == term.key and re.fullmatch(r"\s?[(\[,]?\s?", statement.text[found[-1].end : mention.start]):
            last = found[-1]
            found[-1] = Measured(last.start, mention.end, last.key, last.dimension, last.at_months)
            continue
        found.append(Measured(mention.start, mention.end, term.key, term.features.get("measuredAs", ""), _landmark(statement, mention.start, mention.end)))
    return tuple(found)


def _landmark(statement: Statement, start: int, end: int) -> Decimal | None:
    before = _LANDMARK_BEFORE.search(statement.text, max(0, start - 30), start)
    match = before or _LANDMARK_AFTER.match(statement.text[end : end + 40])
    if match is None:
        return None
    unit, _ = statement.paper.units.match(match["unit"], 0)
    months = unit.features.get("inMonths") if unit else None
    printed = match["number"].lower()
    number = Decimal(_COUNTS[printed]) if printed in _COUNTS else Decimal(printed)
    return _plain(number * Decimal(months)) if months else None


def _plain(value: Decimal) -> Decimal:
    rounded = value.quantize(Decimal("0.1"))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded


# -- groups ---------------------------------------------------------------------------------------------------------
_COMPARED = re.compile(
    r"(?:compared\s(?:with|to)|comparison\s(?:with|to)|in\scontrast\sto|relative\sto|than|versus|vs\.?|over|against|superior\sto|inferior\sto)\s(?:that\s(?:in|of|with)\s|those\s(?:in|of|with|receiving|treated\swith)\s)?(?:the\s|an?\s|patients\s(?:receiving|treated\swith)\s)?$",
    re.IGNORECASE,
)
_PRIOR = re.compile(
    r"(?:after|following|failure\s(?:of|to)|progress\w*\s(?:on|after|to|with)|prior|previous(?:ly)?(?:\streated\swith|\sreceived)?|refractory\sto|before|resistant\sto|intoleran\w+\s(?:of|to)|pretreated\swith|targeting|resistance\sto)\s(?:the\s|an?\s|first-line\s|treatment\swith\s|of\s)*$",
    re.IGNORECASE,
)
_SUBGROUP = re.compile(
    r"""\b(?:(?:patients|those|participants|individuals|subjects|cases|women|men|responders|pts)\s(?:with|who\s(?:had|received|achieved|were|underwent)|whose|without|harbou?ring|having)\s
           (?P<clause>(?:(?!\b(?:had|has|have|was|were|showed|shows|achieved|exhibited|experienced|reached|demonstrated|displayed|is|are|in\sthe|respectively|compared|versus|vs|than)\b)[^,;()]){3,80})
         |\b(?:in|for|of)\sthe\s(?P<sub>[\w+<>=/.\s-]{3,60}?)\ssubgroups?\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def holders(statement: Statement) -> tuple[Holder, ...]:
    """The groups of patients that a sentence names, in order, none inside another."""
    own = statement.study == "this" and statement.paper.genre != "review"
    found = [_of_arm(statement, g.start, g.end, g.arm) for g in statement.groups] if own else []
    found += [h for t in statement.treatments if (h := _of_treatment(statement, t.start, t.end)) and not _inside(h, found)]
    subgroups = [h for h in _subgroups(statement) if not any(o.arm and o.start < h.end and h.start < o.end for o in found)]
    kept = [h for h in found if not any(s.start <= h.start and h.end <= s.end for s in subgroups)]
    named = [*kept, *subgroups]
    strangers = [h for h in _strangers(statement.text) if own and not _inside(h, named)]
    return tuple(sorted([*named, *strangers], key=lambda h: h.start))


_STRANGER = re.compile(
    r"\b(?:in|for|with|among|of|receiving)\s(?:the\s)?(?P<name>(?!both|each|all|either|the|these|two|three|our|this|study|patients\b)[\w+/.-]+(?:\s(?!and\b|in\b|for\b|of\b)[\w+/.-]+){0,3}?)\s(?:groups?|arms?|cohorts?)\b",
    re.IGNORECASE,
)


def _strangers(text: str) -> Iterator[Holder]:
    for match in _STRANGER.finditer(text):
        yield Holder(match.start("name"), match.end(), match["name"], known=False)


_NO_GROUP = re.compile(r"^[\s-](?:rates?|toxicity|resistance|failure|naive|related|induced|specific)\b", re.IGNORECASE)
_GROUP_NOUN = re.compile(r"^\s(?:\w+\s){0,2}?(?:groups?|arms?|cohorts?|subgroups?|patients|recipients)\b", re.IGNORECASE)


def _inside(holder: Holder, others: Sequence[Holder]) -> bool:
    return any(o.start < holder.end and holder.start < o.end for o in others)


def _of_arm(statement: Statement, start: int, end: int, arm: Arm) -> Holder:
    compared = bool(_COMPARED.search(statement.text[max(0, start - 60) : start]))
    return Holder(start, end, arm.name, arm, arm.regimen, tuple(arm.one_of.items()), compared=compared)


def _of_treatment(statement: Statement, start: int, end: int) -> Holder | None:
    treatment = next(t for t in statement.treatments if (t.start, t.end) == (start, end))
    before = statement.text[max(0, start - 60) : start]
    if _PRIOR.search(before):
        return None
    own = statement.study == "this" and statement.paper.genre != "review"
    arm = statement.paper.roster.treated(treatment.key) if own else None
    if _NO_GROUP.match(statement.text[end:]) or (own and arm is None and len(statement.paper.roster.arms) > 1 and not _GROUP_NOUN.match(statement.text[end:])):
        return None
    return Holder(
        start, end, arm.name if arm else statement.text[start:end], arm, arm.regimen if arm and arm.regimen else treatment.components,
        tuple(treatment.one_of.items()), compared=bool(_COMPARED.search(before)),
    )  # fmt: skip


def _subgroups(statement: Statement) -> Iterator[Holder]:
    for match in _SUBGROUP.finditer(statement.text):
        words = _CUT.split(match["clause"] or match["sub"])[0].strip()
        if not statement.paper.roster.named(words) and not _DISEASE_ONLY.match(words):
            yield Holder(match.start(), match.end(), words, subgroup=words)


_CUT = re.compile(r"\s(?:and|or|vs\.?|versus|of|is|at)\s\d|\s?\[\d")
_DISEASE_ONLY = re.compile(r"^(?:\w+\s){0,3}(?:HCC|uHCC|aHCC|cancer|carcinoma|disease|tumou?rs?|NSCLC|lymphoma|melanoma|glioblastoma)$", re.IGNORECASE)

# -- runs -----------------------------------------------------------------------------------------------------------
_JOIN = re.compile(
    r"^\s?(?:[,;/]|and|or|vs\.?|versus|,\sand|(?:as\s)?compared\s(?:with|to)|against)?\s?(?:the\s|an?\s|for\s(?:the\s)?|in\s(?:the\s)?|with\s(?:the\s)?|median\s|(?:group|arm|cohort|patients|regimen)s?\s?)*(?:and|vs\.?|versus)?\s?(?:the\s|in\sthe\s|for\sthe\s)?$",
    re.IGNORECASE,
)
_JOIN_VALUES = re.compile(r"^\s?(?:[,;/]|and|or|vs\.?|versus|,\sand|(?:as\s)?compared\s(?:with|to)|against)\s?(?:the\s|only\s)?$", re.IGNORECASE)
_JOIN_ENDPOINTS = re.compile(
    r"^\s?(?:[,/]|and|or|,\sand)\s?(?:the\s|an?\s|median\s|longer\s|higher\s|better\s|improved\s|lower\s|best\s|overall\s)*$", re.IGNORECASE
)


_Item = TypeVar("_Item", Quantity, Measured, Holder)


def _runs(text: str, items: Sequence[_Item], joined: re.Pattern[str]) -> list[list[_Item]]:
    runs: list[list[_Item]] = []
    for item in items:
        if runs and joined.match(text[runs[-1][-1].end : item.start]):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


# -- values ---------------------------------------------------------------------------------------------------------
_TIMING = re.compile(
    r"\b(?:at|after|within|for|during|over|every|last|until|by|than|from|follow-up(?:\stime)?(?:\swas|\speriod|\sof)?(?:\sof)?|first|next|past|aged?|lasting|exceeding|beyond|initial)\s(?:an?\s|the\s|about\s|approximately\s|up\sto\s|at\sleast\s|median\s(?:of\s)?|additional\s)*$",
    re.IGNORECASE,
)


def _values(statement: Statement, endpoints: Sequence[Measured]) -> list[Quantity]:
    """The quantities that can be results: shares, times, "not reached"; not "2-year" of a landmark nor "after 8 weeks"."""
    kept: list[Quantity] = []
    for quantity in statement.quantities:
        names = any(e.start < quantity.end and quantity.start < e.end for e in endpoints)
        landmark = any(0 <= e.start - quantity.end <= 14 and e.at_months is not None for e in endpoints)
        moving = bool(re.search(r"\bfrom\s$", statement.text[: quantity.start])) or bool(kept) and statement.text[kept[-1].end : quantity.start] == " to "
        timing = quantity.dimension == "time" and bool(_TIMING.search(statement.text[max(0, quantity.start - 40) : quantity.start]))
        result = quantity.qualifier == "NR" or quantity.dimension in ("time", "fraction")
        if result and not names and not timing and not moving and not (landmark and quantity.dimension == "time"):
            kept.append(quantity)
    return kept


def _fits(quantity: Quantity, endpoint: Measured) -> bool:
    wanted = "fraction" if endpoint.at_months is not None else endpoint.dimension
    return quantity.qualifier == "NR" and wanted != "fraction" or not wanted or quantity.dimension == wanted


_LINK_AFTER = re.compile(
    r"^\s?(?:of\s(?:the\s|all\s)?)?(?:\w+\s)?(?:patients?|cases?|subjects|participants|women|men|children)?\s?(?:(?:who\s)?(?:with|had|have|achieved|achieving|showed|attained|experienced|obtained|reached|developed)\s)?(?:an?\s|the\s|confirmed\s|overall\s|objective\s)*$",
    re.IGNORECASE,
)
_OWN_VALUE = re.compile(r"^\s?(?:rates?\s)?(?:\([^)]{0,30}\)\s)?(?:of|was|were|:|=|\(|reached|rates?)\s?[\d(<>]")


_CHANGE_BEFORE = re.compile(
    r"\b(?:differences?|increased?|reduc(?:ed|tion)|decreased?|improve(?:d|ment)|gain|prolonged|extended|benefit|advantage)\s(?:in\s(?:the\s)?[\w\s-]{2,30})?(?:of|by|was)?\s?(?:an?\s|approximately\s|about\s)?$|\bby\s(?:about\s|approximately\s)?$|\bdifference[^.;]{0,60}$",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(r"^\s(?:absolute\s|relative\s)?(?:higher|lower|longer|shorter|improvement|increase|reduction|decrease|difference|benefit|more|less|gain)\b", re.IGNORECASE)


def _is_change(text: str, quantity: Quantity) -> bool:
    """Whether a value is a difference between two results, not a result."""
    return bool(_CHANGE_BEFORE.search(text[max(0, quantity.start - 90) : quantity.start]) or _CHANGE_AFTER.match(text[quantity.end :]))


def align(statement: Statement) -> Iterator[Aligned]:
    """Every result of the sentence with its endpoint and its group.

    Args:
        statement: a sentence of a paper.

    Yields:
        one item per value that has an endpoint, in order; values without one are left out.
    """
    text, endpoints = statement.text, measured(statement)
    values = [q for q in _values(statement, endpoints) if not _is_change(text, q)] if endpoints else []
    if not values:
        return
    groups = holders(statement)
    arms, subgroups = [g for g in groups if not g.subgroup], [g for g in groups if g.subgroup]
    runs = _runs(text, values, _JOIN_VALUES)
    before, spent = 0, set[Measured]()
    for run in runs:
        chosen, again = _endpoints_of(text, run, [e for e in endpoints if e not in spent], before)
        each = chosen if len(chosen) == len(run) else chosen * len(run)
        if chosen and all(map(_fits, run, each)) and (not again or _own_group(text, run, groups, before)):
            whom, which = _deal(text, run, arms, subgroups, runs, split=len(chosen) == 1 and len(run) > 1)
            yield from _aligned(run, each, whom, which)
        spent |= {e for e in chosen if e.start >= run[-1].end}
        before = run[-1].end


def _own_group(text: str, run: Sequence[Quantity], groups: Sequence[Holder], before: int) -> bool:
    """Whether a further value of an endpoint says whose it is: "… and 16.3% in the B group"."""
    return any(before <= g.start < run[0].start for g in groups) or any(
        g.start >= run[-1].end and _TIED_AFTER.match(text[run[-1].end : g.start]) for g in groups
    )


_Choice = tuple[Holder | None, bool]


def _aligned(run: Sequence[Quantity], each: Sequence[Measured], whom: Sequence[_Choice], which: Sequence[_Choice]) -> Iterator[Aligned]:
    for quantity, endpoint, (arm, sure), (subgroup, clear) in zip(run, each, whom, which, strict=True):
        yield Aligned(quantity, endpoint, arm, subgroup, sure and clear)


def _endpoints_of(text: str, run: Sequence[Quantity], endpoints: Sequence[Measured], before: int) -> tuple[list[Measured], bool]:
    """The endpoints of a run of values, one for all or one each (none when unclear), and whether they had values already."""
    preceding = [e for e in endpoints if e.end <= run[0].start]
    following = next((e for e in endpoints if e.start >= run[-1].end), None)
    rows = _runs(text, preceding, _JOIN_ENDPOINTS)
    nearest = rows[-1] if rows else []
    taken = bool(nearest) and nearest[-1].end <= before
    if following is not None and len(run) == 1 and _LINK_AFTER.match(text[run[-1].end : following.start]):
        own = bool(_OWN_VALUE.match(text[following.end : following.end + 40]))
        if (not nearest or (taken and not own) or not any(_fits(run[0], e) for e in nearest)) and _fits(run[0], following):
            return [following], False
    return _preceding(text, run, nearest, taken), taken


def _preceding(text: str, run: Sequence[Quantity], nearest: list[Measured], taken: bool) -> list[Measured]:
    if len(nearest) == 1 or (len(nearest) == len(run) and all(map(_fits, run, nearest))):
        return nearest
    if len(nearest) > 1 and len(run) == 1 and not taken:
        if re.match(r"^\s?[(\[]", text[nearest[-1].end : run[0].start]):
            return nearest[-1:]
        fitting = [e for e in nearest if _fits(run[0], e)]
        return fitting if len(fitting) == 1 else []
    return []


def _deal(
    text: str, run: list[Quantity], arms: Sequence[Holder], subgroups: Sequence[Holder], runs: list[list[Quantity]], *, split: bool
) -> tuple[list[_Choice], list[_Choice]]:
    """The arm and the subgroup of each value of a run; `split`: one endpoint for several values, so one group each."""
    shared = [_holder_of(text, run, arms, runs)] * len(run), [_holder_of(text, run, subgroups, runs)] * len(run)
    if not split:
        return shared
    if row := _row_of(text, run, arms) or _pair(text, run, arms):
        return [(h, True) for h in row], shared[1]
    if row := _row_of(text, run, subgroups):
        return shared[0], [(h, True) for h in row]
    return [(None, False)] * len(run), shared[1]


def _pair(text: str, run: list[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """ "A was longer than B (10 vs 5 months)", "(10 vs 5 months in B)": the first value is the subject's."""
    if len(run) != 2:
        return []
    last = _tied_after(text, run[-1], groups)
    leading = {g.name: g for g in groups if g.end <= run[0].start}
    if last is not None:
        subjects = [g for name, g in leading.items() if name != last.name and not g.compared]
        return [subjects[0], last] if len(subjects) == 1 else []
    everyone = list({g.name: g for g in groups}.values())
    subject = [g for g in everyone if not g.compared and g.end <= run[0].start]
    other = [g for g in everyone if g.compared]
    return [subject[0], other[0]] if len(subject) == len(other) == 1 else []


# -- values and groups ----------------------------------------------------------------------------------------------
_TIED_AFTER = re.compile(
    r"^\s?(?:\([^()]*\)\s?|\[[^\]]*\]\s?)?,?\s?(?:respectively,?\s)?(?:of\s(?:all\s|the\s)?(?:\w+\s)?(?:patients|participants|subjects|cases|women|men)?\s?)?(?:(?:in|for|with|among|of|from|on|receiving|treated\swith|who\sreceived|achieved\s(?:in|with)|after)\s)?(?:all\s)?(?:the\s|those\s(?:in|with|receiving)\s|patients\s(?:in|receiving|treated\swith|with|on)\s(?:the\s)?)*$",
    re.IGNORECASE,
)
_TIES = re.compile(r"\b(?:in|for|with|among|of|from|on|receiving|treated|received|after)\b", re.IGNORECASE)


def _tied_after(text: str, quantity: Quantity, groups: Sequence[Holder]) -> Holder | None:
    following = next((g for g in groups if g.start >= quantity.end), None)
    if following is None:
        return None
    between = text[quantity.end : following.start]
    tied = _TIED_AFTER.match(between) and (_TIES.search(between) or following.subgroup)
    return following if tied and not following.compared else None


def _holder_of(text: str, run: list[Quantity], groups: Sequence[Holder], runs: list[list[Quantity]]) -> tuple[Holder | None, bool]:
    """The one group of a run of values, and whether the sentence leaves no doubt."""
    after = _tied_after(text, run[-1], groups)
    if after is not None:
        return after, True
    claimed = {id(h) for other in runs if other is not run and (h := _tied_after(text, other[-1], groups))}
    leading = [g for g in groups if g.end <= run[0].start and not g.compared]
    free = [g for g in leading if id(g) not in claimed]
    if free:
        return free[-1], True
    if leading and len({g.name for g in groups if not g.compared}) == 1:
        return leading[-1], True
    return None, not [g for g in groups if not g.compared]


def _row_of(text: str, run: list[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """The groups over which a run of values is dealt, one each, or none."""
    rows = [r for r in _runs(text, groups, _JOIN) if len(r) == len(run)]
    after = [r for r in rows if r[0].start >= run[-1].end and _TIED_AFTER.match(text[run[-1].end : r[0].start])]
    before = [r for r in rows if r[-1].end <= run[0].start]
    anywhere = rows if len(rows) == 1 and "respectively" in text else []
    return (after or before[-1:] or anywhere or [[]])[0]
