"""Responses and survival by arm, from tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg_builder.arms import head
from kg_builder.evidence import Interval, Outcome
from kg_builder.facts.baseline import is_result
from kg_builder.facts.headings import RATIOS, bare, months_of
from kg_builder.facts.note import Note
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.facts.summaries import summary_of
from kg_builder.lexicon import Category

__all__ = ["beside_baseline", "from_sheet"]

_ENDPOINTS = (Category.ENDPOINT, Category.RESPONSE)
_SIZES = re.compile(
    r"^(?:total|all|(?:total\s)?(?:no\.?|number|n)(?:\s(?:of\s)?(?:evaluable\s)?(?:patients|subjects|"
    r"cases))?|(?:evaluable\s)?patients)$",
    re.IGNORECASE,
)
_UNKNOWN = re.compile(
    r"^(?:unknown|missing|unavailable|(?:un|in|not?[-\s]?)(?:evalua|assess|estim)\w+|not\s(?:available|"
    r"done|known|applicable|determined|reported|examined)|indeterminate|N[AEDK]|UK|other)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Subject:
    """What a value is about."""

    endpoint: str
    response: bool  # a category of response, or a rate of responses
    labels: tuple[str, ...]  # the texts that may say of statistic, unit and time, nearest first
    group: str | None = None  # a row that names the group of patients
    subgroup: str | None = None


def from_sheet(sheet: Sheet) -> Iterator[Outcome | Note]:
    """The records of a table of responses and survival."""
    for row in sheet.rows:
        yield from _from_row(sheet, row, sheet.groups)


def _from_row(sheet: Sheet, row: Row, columns: Sequence[Column]) -> Iterator[Outcome | Note]:
    for value in sheet.values(row, [c for c in columns if c.statistic not in (*RATIOS, "n", "events")]):
        subject = _subject(sheet, row, value.column)
        if subject is not None:
            yield _record(sheet, value, subject) or sheet.note(value, "outcome not understood")


def beside_baseline(sheet: Sheet) -> Iterator[Outcome | Note]:
    """The outcomes that a table of characteristics reports beside them: in columns of an endpoint, or in rows."""
    for row in sheet.rows:
        columns = sheet.groups if is_result(sheet, row) else [c for c in sheet.groups if c.heading.endpoint]
        yield from _from_row(sheet, row, columns)


def _subject(sheet: Sheet, row: Row, column: Column) -> _Subject | None:
    """The endpoint of a cell: what the row names, or the column, or the head of the first column."""
    if not row.path or _SIZES.match(row.label) or _UNKNOWN.match(row.label):
        return None
    labels = tuple(reversed(row.path)) + column.path[::-1]
    for depth, text in enumerate(reversed(row.path)):
        if depth and (sibling := _unlisted(sheet, row)):
            return _Subject(endpoint=sibling, response=True, labels=labels)
        if depth and column.heading.endpoint:
            if section := _sharper(sheet, text, column):
                return _by_group(sheet, row, section, column.path[::-1])
            break
        if key := _endpoint(sheet, text):
            return _Subject(
                endpoint=key, response=_is_response(sheet, text), labels=labels, subgroup=_inner(row, depth)
            )
    if sibling := _unlisted(sheet, row):
        return _Subject(endpoint=sibling, response=True, labels=labels)
    if column.heading.endpoint:
        return _by_group(sheet, row, column.heading.endpoint, column.path[::-1])
    if len(keys := _named(sheet, sheet.stub)) == 1:
        return _by_group(sheet, row, keys[0], (sheet.stub,))
    return None


_OVERALL = re.compile(r"\b(?:overall|OS)\b", re.IGNORECASE)


def _sharper(sheet: Sheet, section: str, column: Column) -> str | None:
    """The endpoint of a section's row, where the column says only "survival"."""
    plain = column.heading.endpoint == "OS" and not _OVERALL.search(" ".join(column.path))
    return _endpoint(sheet, section) if plain else None


def _inner(row: Row, depth: int) -> str | None:
    """The labels below the one that names the endpoint: levels of a factor, unless they only name a statistic."""
    inner = [bare(t) for t in row.path[len(row.path) - depth :]]
    kept = [
        t
        for t in inner
        if t
        and not re.match(
            r"^(?:(?:median|mean|rate|n|no\.?|number|events?|range|95\s?%?|patients|\W|\d+|at\s\d+)\b|\W*$)",
            t,
            re.IGNORECASE,
        )
    ]
    return "; ".join(kept) or None


def _by_group(sheet: Sheet, row: Row, endpoint: str, labels: tuple[str, ...]) -> _Subject:
    """Endpoints over the columns: the row names the patients."""
    response = _is_response(sheet, " ".join(labels))
    return _Subject(endpoint=endpoint, response=response, labels=labels, group=row.path[-1], subgroup=None)


def _named(sheet: Sheet, text: str) -> list[str]:
    found = (m.of(*_ENDPOINTS) for m in sheet.paper.finder.find(text))
    return list(dict.fromkeys(t.key for t in found if t is not None))


_EXPLAINED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_EMPTY_WORDS = re.compile(
    r"\b(?:best|overall|confirmed|unconfirmed|investigator|independent|central(?:ly)?|assessed|review|"
    r"median|estimated|kaplan[-\s]meier|rates?|time|probability|at|of|the|to|by|in|per|months?|years?|mo|"
    r"yr|weeks?|objective|patients?|with|who|had|achieved|a|an|events?|n|no|number|proportion|"
    r"percent(?:age)?|RECIST|mRECIST|v?\d(?:\.\d)?|first|duration|actuarial|cumulative|ci|hr|m)\b|[\d\W_]+",
    re.IGNORECASE,
)


def _endpoint(sheet: Sheet, text: str) -> str | None:
    """The endpoint that a row's label names: its key, or, with more words about it, the label with the key in it."""
    plain = _EXPLAINED.sub(" ", bare(text)).strip() or bare(text)
    mentions = [m for m in sheet.paper.finder.find(plain) if m.of(*_ENDPOINTS)]
    terms = list(dict.fromkeys(t.key for m in mentions if (t := m.of(*_ENDPOINTS))))
    if not mentions:
        return None
    left = plain
    for m in reversed(mentions):
        left = f"{left[: m.start]} {left[m.end :]}"
    if len(terms) == 1 and not _EMPTY_WORDS.sub("", left):
        return terms[0]
    if re.search(r"[+/]|\b(?:non|plus|or)\b", left, re.IGNORECASE) and len(left) < 24:
        term = mentions[0].of(*_ENDPOINTS)
        return f"{plain[: mentions[0].start]}{term.key if term else ''}{plain[mentions[0].end :]}"
    return None


def _is_response(sheet: Sheet, text: str) -> bool:
    """Categories of response, and rates: their numbers are shares of patients."""
    for mention in sheet.paper.finder.find(text):
        if mention.of(Category.RESPONSE):
            return True
        if (term := mention.of(Category.ENDPOINT)) is not None:
            return bool(re.search(r"\brates?\b|\bresponse$", term.label, re.IGNORECASE)) and not re.search(
                r"survival|\btime\b|duration", term.label, re.IGNORECASE
            )
    return False


def _unlisted(sheet: Sheet, row: Row) -> str | None:
    """A row among the categories of response that the vocabulary does not know: "R0 resection", "not assessable"."""
    siblings = [r for r in sheet.rows if r.path[:-1] == row.path[:-1] and r.path]
    known = [r for r in siblings if any(m.of(Category.RESPONSE) for m in sheet.paper.finder.find(r.label))]
    return row.label if len(known) >= 3 and len(row.label) < 60 else None


def _record(sheet: Sheet, value: Value, subject: _Subject) -> Outcome | None:
    numbers = _numbers(sheet, value, subject)
    if not numbers:
        return None
    column, paper = value.column, sheet.paper
    name, n, arm = column.name or (column.arm.title() if column.arm else None), column.n, column.arm
    if subject.group is not None and any(map(_of_all, sheet.values(value.row))):
        return None
    subgroup = "; ".join(x for x in (column.subgroup, subject.subgroup) if x) or None
    if subject.subgroup and column.heading.n is None:
        n = sheet.own_size(value.row, column)
    vs = sheet.other(column)
    if subject.group is not None:
        named, other = _group(sheet, subject.group), paper.roster.named(subject.group)
        own = sheet.own_size(value.row, column)
        if column.heading.level:
            named, other, n = (f"{named[0]}: {column.heading.level.lower()}", None), None, None
        if other is not None and other.whole and column.name:
            n = own or n
        elif column.name or column.heading.level or (other is None and not paper.find_treatments(named[0])):
            part = " ".join((*_without_endpoints(sheet, value.row.parents), named[0]))
            subgroup = "; ".join(x for x in (subgroup, part) if x)
            n = own or named[1] or (n if column.heading.n else None)
        else:
            (name, n), arm, vs = (other.title(named[0]) if other else named[0], own or named[1]), other, None
    regimen = paper.find_treatments(name) if name and (arm is None or not arm.regimen) else ()
    return Outcome(
        doc=paper.document.id,
        span=value.place,
        rule="table-outcome",
        arm=name,
        regimen=arm.regimen if arm and arm.regimen else regimen[0].components if len(regimen) == 1 else (),
        one_of=dict(arm.one_of) if arm and arm.regimen else dict(regimen[0].one_of) if len(regimen) == 1 else {},
        line=paper.line,
        subgroup=subgroup,
        endpoint=subject.endpoint,
        criteria=(column.heading.criteria or _criteria(sheet)) if subject.response else None,
        vs=vs,
        p=value.p if arm is None or not arm.whole or column.heading.level else None,
        **{"n": n, **numbers},  # type: ignore[arg-type]
    )


def _without_endpoints(sheet: Sheet, parents: Sequence[str]) -> Iterator[str]:
    return (
        p for p in parents if (t := sheet.paper.finder.named(p.strip(" ()[]:"))) is None or t.category not in _ENDPOINTS
    )


def _of_all(value: Value) -> bool:
    """Whether a row's share is of all patients of its column, so that the row's label does not name a part of them."""
    count, percent, n = value.read.lead, value.read.inner, value.column.n
    if count is None or not count or percent is None or not n or value.column.arm is None:
        return False
    return abs(100 * count / n - percent) <= Decimal("0.06")


def _group(sheet: Sheet, label: str) -> tuple[str, int | None]:
    name, n = head(label)
    arm = sheet.paper.roster.named(label)
    return name, n if n is not None else arm.n if arm else None


def _criteria(sheet: Sheet) -> str | None:
    for text in (sheet.caption, sheet.notes):
        for mention in sheet.paper.finder.find(text):
            if term := mention.of(Category.CRITERIA):
                return (
                    term.key
                    if sheet.paper.criteria is None or not sheet.paper.criteria.startswith(term.key)
                    else sheet.paper.criteria
                )
    return sheet.paper.criteria


def _numbers(sheet: Sheet, value: Value, subject: _Subject) -> dict[str, object]:
    """Statistic, value and unit; empty when they are not clear."""
    labels = re.sub(r"\b[nN]\s?=\s?\d+", " ", " ; ".join(subject.labels))
    if value.read.sign == "NR" and not subject.response:
        return {"statistic": "median", "qualifier": "NR"} | _ci(value.read.interval)
    if value.read.sign not in ("", "<", ">", "\u2264", "\u2265"):
        return {}
    landmark = not subject.response and months_of(subject.labels[0]) is not None and "%" in labels
    if subject.response or _share(value) or landmark:
        return _rate(value, labels, subject)
    return _time(sheet, value, subject)


def _share(value: Value) -> bool:
    """Whether the number is a share of patients, by its form or its head."""
    read = value.read
    if read.percent or read.inner_percent:
        return True
    if read.interval is not None and read.inner is None:
        return value.column.statistic == "percent"
    whole = read.lead is not None and read.lead == read.lead.to_integral_value()
    return value.column.statistic in ("percent", "count percent", "events") or (read.inner is not None and whole)


def _rate(value: Value, labels: str, subject: _Subject) -> dict[str, object]:
    read = value.read
    months = months_of(" ; ".join(subject.labels[:2]))
    at: dict[str, object] = {"at_months": months} if months is not None and not subject.response else {}
    if read.lead is None or read.words:
        return {}
    percent = value.percent
    whole = read.lead == read.lead.to_integral_value()
    events = not subject.response and (
        value.column.statistic == "events"
        or bool(re.search(r"\bevents?\b|\bdeaths?\b|\bdied\b", labels, re.IGNORECASE))
    )
    if events:
        return {}
    if percent is not None and percent <= 100 and whole and not read.percent:
        count: dict[str, object] = {"count": int(read.lead)}
        if read.total is not None:
            count["n"] = read.total
        return {"statistic": "rate", "value": percent, "unit": "percent"} | count | at | _ci(read.interval)
    if percent is not None and read.percent and percent == percent.to_integral_value() and not read.inner_percent:
        return (
            {"statistic": "rate", "value": read.lead, "unit": "percent", "count": int(percent)}
            | at
            | _ci(read.interval)
        )
    if percent is not None:
        return {}
    if read.percent or value.column.statistic == "percent" or _says_percent(labels, read.lead, whole):
        return (
            {"statistic": "rate", "value": read.lead, "unit": "percent"} | at | _ci(read.interval)
            if read.lead <= 100
            else {}
        )
    if whole and read.interval is None and subject.response and (read.total is None or read.total == value.column.n):
        return {"statistic": "count", "value": read.lead, "unit": "patient"}
    return {}


def _says_percent(labels: str, lead: Decimal, whole: bool) -> bool:
    return (
        "%" in re.sub(r"\d\d?\s?%\s?,?\s?(?:CI|confidence)", "", labels)
        and not (whole and lead == 0)
        and not re.search(r"\bn\b|\bno\.", labels)
    )


def _ci(interval: Interval | None) -> dict[str, object]:
    return {"ci": interval} if interval is not None and interval != (None, None) else {}


def _time(sheet: Sheet, value: Value, subject: _Subject) -> dict[str, object]:
    """A median time."""
    read = value.read
    unit = _unit(sheet, (read.words, *subject.labels, *value.column.path[::-1], sheet.stub, sheet.caption))
    if read.lead is None or read.inner is not None or read.total is not None or unit is None or read.sd is not None:
        return {}
    texts = (*subject.labels, *value.column.path[::-1], sheet.notes, sheet.caption)
    if summary_of(texts).centre == "mean" or any(
        months_of(t) is not None for t in (*subject.labels, *value.column.path)
    ):
        return {}
    low, high = read.interval or (None, None)
    if (low is not None and low > read.lead) or (high is not None and high < read.lead):
        return {}
    said = read.kind or summary_of(texts, interval=True).spread
    qualifier: dict[str, object] = {"qualifier": read.sign} if read.sign else {}
    ci = _ci(read.interval) if said == "ci" or _confidence(sheet, read.interval) else {}
    return {"statistic": "median", "value": read.lead, "unit": unit} | ci | qualifier


def _confidence(sheet: Sheet, interval: Interval | None) -> bool:
    """Whether the prose prints limits of this table as confidence limits, whatever the table's note calls them."""
    if interval is None or None in interval:
        return False
    printed_limits = {read.interval for read in sheet.reads if read.interval}
    stated = {q.ci for s in sheet.paper.statements for q in s.quantities if q.ci is not None}
    return bool(printed_limits & stated)


def _unit(sheet: Sheet, texts: tuple[str, ...]) -> str | None:
    """The first unit of time that the texts name."""
    for text in texts:
        for mention in sheet.paper.finder.units(text):
            (unit, *_) = mention.terms
            if unit.features.get("unitDimension", unit.features.get("dimension")) == "time":
                return unit.key
    return None
