"""Medians and means of the patients at the start, in sentences: "the median age was 63 years (range 38-82)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg_builder.arms import Arm
from kg_builder.evidence import Baseline
from kg_builder.facts.at_start import of_part, other_matter
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.shares import tied
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import Quantity, number, quantities

__all__ = ["summaries"]

_CENTRE = Phrase(
    r"\b(?P<centre>median|mean|average)\s(?:[(\[](?P<spread>SD|standard\sdeviation|range|(?:IQR|inter-?quartile(?:\srange)?)(?:\s?[(\[,;]\s?IQR[)\]]?)?|95\s?%\sCI)[)\]]\s)?(?:\w+\s)?(?:(?:[\w-]+\s)?(?:H-?\s?)?(?:scores?|levels?|expression|concentration|index)\s(?:for|of)\s)?$",
    "median", "mean", "average",
)  # fmt: skip
_CENTRE_INSIDE = re.compile(r"^(?:patients?'?\s)?(?P<centre>median|mean|average)\b", re.IGNORECASE)
_TO_VALUE = re.compile(
    r"""^(?:\s(?:level|value|count|score))?(?:,\syears)?(?:\s?[(\[](?:range|IQR|SD|years?|inter-?quartile(?:\srange)?(?:\s?[(\[,;]\s?IQR[)\]]?)?|\w{1,12})[)\]])?(?:\s(?:at|for|of|in)\s(?:[\w-]+\s?){1,5}?)?
        ,?\s?(?:was|were|of|is|=|:|,|being|\()?\s?(?:was\s|of\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_SUMMED = (Category.CHARACTERISTIC, Category.BIOMARKER, Category.STAGING_SYSTEM)


def summaries(statement: Statement) -> Iterator[Baseline]:
    """ "The median age was 63 years (range 38-82) in the A group and 61 (40-79) in the B group"."""
    text = statement.text
    yield from _told_of_all(statement)
    summed = (_CENTRE.may_stand_in(text) or "\u00b1" in text) and statement.names(*_SUMMED)
    for mention in statement.mentions if summed and not other_matter(text) else ():
        if (term := mention.of(*_SUMMED)) is None:
            continue
        centre = _CENTRE_INSIDE.match(mention.text) or _CENTRE.search(text[: mention.start])
        values = _central(statement, mention.end) if centre or "\u00b1" in text else []
        if not values or (centre is None and values[0].sd is None):
            continue
        if of_part(statement, "", holders(statement)):
            return
        told_before = centre is not None and centre.re is not _CENTRE_INSIDE
        subject = _Subject(
            start=min(mention.start, centre.start()) if centre and told_before else mention.start,
            name=_name(text, mention),
            key=term.key,
            centre="median" if centre and centre["centre"].lower() == "median" else "mean",
            deviates=centre is not None and "d" in (centre.groupdict().get("spread") or "").lower(),
        )
        named = (centre.groupdict().get("spread") or "") if centre else ""
        kind = _kind(f"{named} {text[mention.end : values[0].start]}")
        kind = next((v.interval_kind for v in values if v.interval_kind), kind)  # "45 (IQR 12-60) and 50 (14-70)"
        told = [_with_spread(text, value, subject, kind) for value in values]
        groups = [g for g in holders(statement) if not g.subgroup]
        for summary, arm in zip(told, _owners(statement, told, groups), strict=True):
            if arm is not None:
                yield _record(statement, subject, summary, arm)


_QUARTILES = re.compile(r"\bIQR\b|quartile", re.IGNORECASE)


def _kind(said: str) -> str:
    """What limits are that do not say it themselves, by the words before the value: "median (IQR) age was"."""
    return "iqr" if _QUARTILES.search(said) else "ci" if " CI" in said else "range"


_PRIOR_LINES = Phrase(
    r"""\b(?P<centre>median|mean|average)\sof\s(?P<value>\d+(?:\.\d+)?)\s
        (?P<what>(?:prior|previous)\s(?:[\w-]+\s){0,3}?(?:lines|regimens|therapies|treatments)(?:\sof\s(?:\w+\s)?therapy|\sof\streatment)?)
        (?:\s\((?:range[,:]?\s)?(?P<low>\d+)\s?(?:-|to)\s?(?P<high>\d+)\))?""",
    "prior", "previous",
)  # fmt: skip


_AGES = Phrase(
    r"""\b(?:aged?|ages?|age\s(?:of\s(?:all\s)?(?:the\s)?patients|range)|(?:ranged|ranging)\sin\sage)\s(?:(?:ranged|ranging)\s|was\s|of\s)?(?:from\s|between\s)?
        (?P<low>\d\d)\s?(?:-|to|and)\s?(?P<high>\d\d)(?:\syears)?(?:\sof\sage)?(?:,\swith\san?\s|,?\s\(|,\s)
        (?P<centre>median|mean|average)(?:\sage)?(?:\sof|,|:|\swas)?\s(?P<value>\d\d(?:\.\d+)?)(?:\syears)?\)?""",
    "aged ", "ages ", "age ",
)  # fmt: skip


def _told_of_all(statement: Statement) -> Iterator[Baseline]:
    """ "a median of 3 prior lines of therapy (range 1-7)", "aged 33 to 80 years (median 61)", where no arm is named."""
    lines, ages = list(_PRIOR_LINES.finditer(statement.text)), list(_AGES.finditer(statement.text))
    if not (lines or ages) or any(g.arm is not None and not g.arm.whole for g in holders(statement)):
        return
    text, whole = statement.text, statement.paper.roster.whole
    for match in [*lines, *ages]:
        if other_matter(text[: match.start()] + text[match.end() :]):
            continue
        spread = {"range": (number(match["low"]), number(match["high"]))} if match["low"] else {}
        yield Baseline(
            doc=statement.paper.document.id, span=statement.place(*match.span()), rule="sentence-baseline-summary",
            arm=whole.title(), n=whole.n, unit="year" if match in ages else None,
            characteristic="age" if match in ages else f"number of {match['what']}",
            **{"median" if match["centre"].lower() == "median" else "mean": number(match["value"]), **spread},  # type: ignore[arg-type]
        )  # fmt: skip


_OF_WHAT = re.compile(r"\sof\s(?!patients\b)[\w-]+(?:\s(?!was\b|were\b|in\b|for\b)[\w-]+){0,5}(?=\s(?:was|were)\b)")


def _name(text: str, mention: Mention) -> str:
    """What is summed up, with what it is the number of: "number of prior lines"."""
    name = _CENTRE_INSIDE.sub("", mention.text).strip() or mention.text
    what = _OF_WHAT.match(text, mention.end) if name.lower() == "number" else None
    return f"{name}{what.group()}" if what else name


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is summed up, and how; `start`: where the sentence begins to say so."""

    start: int
    name: str
    key: str
    centre: str
    deviates: bool = False  # whether the number in brackets is the standard deviation: "mean (SD) age was 61 (9.3)"


_N = r"\d+(?:\.\d+)?"
_SPREAD_BEHIND = re.compile(
    rf"""(?:\s?,)?\s[(\[]?(?:with\s)?(?:an?\s)?
        (?:(?:range|rang(?:ing|ed))\s(?:of\s|from\s|between\s)?(?P<low>{_N})\s?(?:-|to|and)\s?(?P<high>{_N})(?:\syears)?(?:,(?=\s(?:in|for|among)\s))?
          |(?:inter-?)?quartiles?:?\s(?P<first>{_N})\s?(?:-|to|and)\s?(?P<third>{_N})|Q1\s?(?:-|,|to)\s?Q3[:,=]?\s(?P<q1>{_N})\s?(?:-|to|,)\s?(?P<q3>{_N})
          |(?:SD|standard\sdeviation)\s?(?:of\s|[=:,]\s?)?(?P<sd>{_N}))""",
    re.IGNORECASE | re.VERBOSE,
)
_SD_INSIDE = re.compile(rf"\bSD\s?[=:,]?\s?(?P<sd>{_N})")  # "60.3 years (SD 9.8; range 34-80)"
_MEAN_BESIDE = re.compile(  # the median: "55 years (mean ± SD, 56 ± 15 years)"
    rf"""\s?[(\[]\s?mean(?:\s?(?:±\s?SD|[(\[]SD[)\]]))?[,:]?\s(?:age\s)?(?:was\s|of\s)?(?P<mean>{_N})(?:\syears)?\s?(?:±\s?|[(\[](?:SD,?\s)?)(?P<sd>{_N})[)\]]?
        (?:\s[a-z]+)?[)\]]""",
    re.VERBOSE,
)
_DEVIATION = re.compile(rf"\s?\((?P<sd>{_N})\)")


@dataclass(frozen=True, slots=True)
class _Summary:
    """A central value with the end of what is told of it and its spread, as a record has it."""

    value: Quantity
    start: int
    end: int
    spread: dict[str, object]


def _with_spread(text: str, value: Quantity, subject: _Subject, kind: str) -> _Summary:
    """A value with its own spread, else with that told in words behind it: ", with a range of 33 to 80", "(SD 9.3)".

    Limits that do not say what they are are of the `kind` that those of the values beside are.
    """
    kind = value.interval_kind or kind
    beside = _MEAN_BESIDE.match(text, value.end) if subject.centre == "median" else None
    if beside is not None:
        mean = {"mean": number(beside["mean"]), "sd": number(beside["sd"])}
        return _Summary(value, value.start, beside.end(), {**mean})
    if value.interval is not None or value.sd is not None:
        spread: dict[str, object] = {kind: value.interval} if value.interval and kind in ("iqr", "range") else {}
        inside = _SD_INSIDE.search(text, value.start, value.end)
        return _Summary(value, value.start, value.end, {**spread, "sd": number(inside["sd"]) if inside else value.sd})
    match = (_DEVIATION if subject.deviates else _SPREAD_BEHIND).match(text, value.end)
    told = match.groupdict() if match else {}
    if match is None:
        return _Summary(value, value.start, value.end, {})
    if told["sd"]:
        spread = {"sd": number(told["sd"])}
    elif told["low"]:
        spread = {"range": (number(told["low"]), number(told["high"]))}
    else:
        spread = {"iqr": (number(told["first"] or told["q1"]), number(told["third"] or told["q3"]))}
    return _Summary(value, value.start, match.end() + text.startswith((")", "]"), match.end()), spread)


def _record(statement: Statement, subject: _Subject, summary: _Summary, arm: Arm) -> Baseline:
    value = summary.value
    years = subject.key == "age" and value.dimension != "time"
    unit = "year" if years else value.unit.key if value.unit and value.dimension != "fraction" else None
    return Baseline(
        doc=statement.paper.document.id, span=statement.place(subject.start, summary.end),
        rule="sentence-baseline-summary", arm=arm.title(), n=arm.n,
        characteristic=subject.name, unit=unit, **{subject.centre: value.number, **summary.spread},  # type: ignore[arg-type]
    )  # fmt: skip


_BLANK = re.compile(r"\s{2,}")


def _central(statement: Statement, begin: int) -> list[Quantity]:
    """The values of a median: the first that follows its name, and further ones with groups of their own."""
    text = "x" * begin + _MEAN_BESIDE.sub(lambda m: " " * len(m.group()), statement.text[begin:])
    found: list[Quantity] = []
    for quantity in quantities(text, statement.paper.units):
        if quantity.start < begin or quantity.number is None or quantity.qualifier:
            continue
        gap = _BLANK.sub(" ", text[found[-1].end if found else begin : quantity.start])
        if not found:
            if not _TO_VALUE.match(gap):
                return []
            found.append(quantity)
        elif _same_unit(found[0], quantity) and _goes_on(statement, gap, found[-1].end, quantity.start):
            found.append(quantity)
        else:
            break
    return found


def _goes_on(statement: Statement, gap: str, since: int, start: int) -> bool:
    """Whether the words between two values lead from one group's to another's; a semicolon before the name of an arm does."""
    if len(gap) >= _FAR or re.search(r"\.|\bmedian\b|\bmean\b|\brange", gap):
        return False
    return ";" not in gap or _named_before(statement, since, start) is not None


_FAR = 60  # characters
_NAMED_BEFORE = re.compile(r"(?:\s(?:group|arm|cohort|patients))?(?:\s?[:=,]\s?|\s)")


def _named_before(statement: Statement, since: int, start: int) -> Arm | None:
    """The arm whose name stands right before a value: "(A group: 62; B group: 64)"."""
    near = (g for g in holders(statement) if g.start >= since and g.end < start and not g.subgroup)
    return next(
        (g.arm for g in near if g.arm is not None and _NAMED_BEFORE.fullmatch(statement.text, g.end, start)), None
    )


_AND = re.compile(r"\s(?:and|vs\.?|versus)\s")


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return other.unit is None or (one.unit is not None and other.unit.key == one.unit.key)


def _owners(statement: Statement, values: Sequence[_Summary], groups: Sequence[Holder]) -> list[Arm | None]:
    """The arm of each central value; all patients for a first one without a group."""
    text = statement.text
    known = [g for g in groups if g.arm is not None]
    before = [_named_before(statement, a.end, b.start) for a, b in pairwise(values)]
    if before and all(before) and len({arm.name for arm in before if arm}) == len(before):
        return [_first_of(statement, values[0], known), *before]
    if any(before):
        return [None] * len(values)
    owned = [tied(text, v.end, known) for v in values]
    names = list(dict.fromkeys(g.name for g in known))
    between = any(values[0].end <= g.start < values[-1].start for g in known) if values else False
    few = not between or sum(t is not None for t in owned) < len(values) - 1
    if len(values) > 1 and len(names) == len(values) and few:
        return [next(g.arm for g in known if g.name == n) for n in names]
    if len(values) > 1 and not known and _AND.fullmatch(text, values[0].end, values[1].start):
        return [None] * len(values)
    first = _first_of(statement, values[0], known) if values else None
    return [t.arm if t is not None else first if number == 0 else None for number, t in enumerate(owned)]


def _first_of(statement: Statement, value: _Summary, known: Sequence[Holder]) -> Arm | None:
    """The arm to which a sentence ties its first value, else that which it names before it, else all patients."""
    behind = tied(statement.text, value.end, known)
    if behind is not None and _IN_GROUP.fullmatch(statement.text, value.end, behind.start):
        return behind.arm
    leading = [g for g in known if g.end <= value.start]
    return leading[-1].arm if leading else statement.paper.roster.whole


_IN_GROUP = re.compile(r"(?:\syears)?\s(?:in|for|among|of|with)\s(?:the\s|those\s)?(?:patients\s)?(?:in\s(?:the\s)?)?")
