"""The numbers of a cell of a table of outcomes: a rate of patients, a count of them, or a median time, with limits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from kg_builder.evidence import Interval
from kg_builder.facts.bare_numbers import are_fractions, are_percentages, in_percent, says_percent, without_level
from kg_builder.facts.headings import months_of
from kg_builder.facts.outcome_captions import unit_of_time
from kg_builder.facts.outcome_names import is_response, outcome_of
from kg_builder.facts.outcome_parts import one_patient
from kg_builder.facts.printed import Printed
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Row, Sheet, Value
from kg_builder.facts.statistic_rows import confidence_beside
from kg_builder.facts.summaries import summary_of
from kg_builder.held import once
from kg_builder.study import Paper

__all__ = ["numbers_of"]


def numbers_of(sheet: Sheet, value: Value, labels: tuple[str, ...], *, response: bool) -> dict[str, object]:
    """Statistic, value and unit of a cell, as fields of an outcome; empty when they are not clear.

    Args:
        sheet: the table.
        value: the cell.
        labels: the texts that may say of statistic, unit and time, nearest first.
        response: whether the endpoint is a category of response, or a rate of responses.
    """
    return _with_limits(sheet, value, _numbers(sheet, value, labels, response))


def _with_limits(sheet: Sheet, value: Value, numbers: dict[str, object]) -> dict[str, object]:
    """The numbers of a cell with the confidence limits that stand in a cell of their own."""
    found = numbers.get("value")
    if "ci" in numbers or not isinstance(found, Decimal) or numbers["statistic"] == "count":
        return numbers
    return numbers | _ci(confidence_beside(sheet, value.row, value.column, found))


_SIZE = re.compile(r"[nN](?<!\w[nN])\s?=\s?\d+")


def _numbers(sheet: Sheet, value: Value, labels: tuple[str, ...], response: bool) -> dict[str, object]:
    text = " ; ".join(labels)
    text = _SIZE.sub(" ", text) if "=" in text else text
    if value.read.sign == "NR" and not response:
        spread = value.read.kind or summary_of(labels, interval=True).spread
        return {"statistic": "median", "qualifier": "NR"} | (_ci(value.read.interval) if spread != "range" else {})
    if value.read.sign not in ("", "<", ">", "\u2264", "\u2265"):
        return {}
    if not response and summary_of(labels[:1]).centre:
        return _time(sheet, value, labels)
    timed = not response and (months_of(labels[0]) or value.column.heading.months) is not None
    landmark = timed and ("%" in text or in_percent(value.read))
    if response or _share(value) or landmark:
        return _rate(sheet, value, labels, text, response)
    if value.text == "0" and _beside_counts(sheet, value):
        return {"statistic": "count", "value": value.read.lead, "unit": "patient"}
    return {} if "%" in without_level(labels[0]) else _time(sheet, value, labels)


def _share(value: Value) -> bool:
    """Whether the number is a share of patients, by its form or its head."""
    read = value.read
    if read.percent or read.inner_percent:
        return True
    if read.interval is not None and read.inner is None:
        return value.column.statistic == "percent"
    whole = read.lead is not None and read.lead == read.lead.to_integral_value()
    beside = read.inner is not None or (value.share is not None and value.column.statistic in ("count", "n"))
    return value.column.statistic in ("percent", "count percent", "events") or (beside and whole)


def _beside_counts(sheet: Sheet, value: Value) -> bool:
    """Whether what else a row prints, or those beside a row of noughts, are counts with their shares: "4 (5.9) | 0"."""
    own = _others(sheet, [value.row])
    shared = own or _others(sheet, section_of(sheet, value.row))
    counted = (r.lead is not None and _is_whole(r.lead) and r.inner is not None and r.interval is None for r in shared)
    return bool(shared) and all(counted)


def _others(sheet: Sheet, rows: Iterable[Row]) -> list[Printed]:
    """What the cells of rows print, without those that print "0"."""
    cells = (cell for row in rows for cell in sheet.cells(row, sheet.groups))
    return [read for _, entry, read, _ in cells if entry.text != "0"]


def _rate(sheet: Sheet, value: Value, labels: tuple[str, ...], text: str, response: bool) -> dict[str, object]:
    read = value.read
    if read.lead is None or read.words or _no_share(sheet, value, text, response):
        return {}
    months = None if response else months_of(" ; ".join(labels[:2])) or value.column.heading.months
    at: dict[str, object] = {"at_months": months} if months is not None else {}
    percent = value.percent
    if percent is not None and _ERROR.search(text):
        return {}
    whole = _is_whole(read.lead)
    if percent is not None and percent <= 100 and whole and not read.percent:
        count: dict[str, object] = {"count": int(read.lead)}
        if read.total is not None:
            count["n"] = read.total
        return {"statistic": "rate", "value": percent, "unit": "percent"} | count | at | _ci(value.interval)
    if percent is not None and read.percent and percent == percent.to_integral_value() and not read.inner_percent:
        return (
            {"statistic": "rate", "value": read.lead, "unit": "percent", "count": int(percent)}
            | at
            | _ci(read.interval)
        )
    if percent is not None:
        return {}
    says = says_percent(labels, read.lead, whole) or (response and _alone_in_percent(sheet, value))
    if read.percent or value.column.statistic == "percent" or says or (not response and in_percent(read)):
        return (
            {"statistic": "rate", "value": read.lead, "unit": "percent"} | at | _ci(read.interval)
            if read.lead <= 100
            else {}
        )
    if (
        whole
        and read.interval is None
        and response
        and (read.total is None or read.total == value.column.n or are_fractions(sheet, value))
    ):
        of = {"n": read.total} if read.total else {}
        return {"statistic": "count", "value": read.lead, "unit": "patient"} | of
    return {}


_ERROR = re.compile(r"\bSEM?\b|\bstandard\serror", re.IGNORECASE)  # "25 (6)" is no count: "OS at 2 years, % (SE)"


def _is_whole(number: Decimal) -> bool:
    """Whether a number can be one of patients: printed without a point, unlike "25.0"."""
    return "." not in str(number) or not number


_EVENTS = re.compile(r"\bevents?\b|\bdeaths?\b|\bdied\b", re.IGNORECASE)


def _no_share(sheet: Sheet, value: Value, text: str, response: bool) -> bool:
    """Whether a number is no share of patients with the outcome: it counts events, or is a time to or of a response."""
    if response:
        return (
            "%" not in text
            and value.percent is None
            and any(unit_of_time(sheet, (t,)) and not months_of(t) for t in value.row.path)
        )
    return value.column.statistic == "events" or bool(_EVENTS.search(text))


def _alone_in_percent(sheet: Sheet, value: Value) -> bool:
    responses = (r for r in sheet.rows if outcome_of(sheet, r.label) and is_response(sheet, r.label))
    return are_percentages(sheet, value.column, value.row, responses)


def _ci(interval: Interval | None) -> dict[str, object]:
    return {"ci": interval} if interval is not None and interval != (None, None) else {}


def _time(sheet: Sheet, value: Value, labels: tuple[str, ...]) -> dict[str, object]:
    """A median time."""
    read = value.read
    around = [t for t in (sheet.stub, sheet.caption) if months_of(t) is None and "%" not in without_level(t)]
    unit = unit_of_time(sheet, (read.words, *labels, *value.column.path[::-1], *around))
    if read.lead is None or read.inner is not None or read.total is not None or read.sd is not None:
        return {}
    texts = (*labels, *value.column.path[::-1], sheet.notes, sheet.caption)
    if unit is None and summary_of(texts).centre == "median":
        unit = _unit_in_prose(sheet)
    if unit is None:
        return {}
    if summary_of(texts).centre == "mean" or any(months_of(t) is not None for t in (*labels, *value.column.path)):
        return {}
    low, high = read.interval or (None, None)
    if (low is not None and low > read.lead) or (high is not None and high < read.lead):
        return {}
    said = read.kind or summary_of(texts, interval=True).spread
    sign = ">" if read.words.startswith("+") else read.sign
    qualifier: dict[str, object] = {"qualifier": sign} if sign else {}
    ci = _ci(read.interval) if said == "ci" or _confidence(sheet, read.interval) else {}
    statistic = "value" if one_patient(sheet, value.row) else "median"
    return {"statistic": statistic, "value": read.lead, "unit": unit} | ci | qualifier


@once
def _unit_in_prose(sheet: Sheet) -> str | None:
    """The unit of times in which the prose prints numbers of a table: "Median OS | 25.1", and "a median OS of 25.1 months"."""
    told = _times(sheet.paper)
    units = {told[read.lead] for read in sheet.reads if read.lead in told}
    return units.pop() if len(units) == 1 else None


@once
def _times(paper: Paper) -> dict[Decimal, str]:
    """The unit of each time that the prose prints with a point."""
    times = [q for s in paper.statements for q in s.quantities if q.dimension == "time"]
    return {q.number: q.unit.key for q in times if q.unit and q.number is not None and "." in str(q.number)}


def _confidence(sheet: Sheet, interval: Interval | None) -> bool:
    """Whether the prose prints limits of this table as confidence limits, whatever the table's note calls them."""
    if interval is None or None in interval:
        return False
    return not _stated(sheet.paper).isdisjoint(read.interval for read in sheet.reads if read.interval)


@once
def _stated(paper: Paper) -> frozenset[Interval]:
    """The confidence limits that the prose of a paper prints."""
    return frozenset(q.ci for s in paper.statements for q in s.quantities if q.ci is not None)
