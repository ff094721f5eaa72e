"""Characteristics of the patients at the start, from tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg_builder.evidence import Baseline, Interval
from kg_builder.facts.bare_numbers import add_up, labelled_in_percent
from kg_builder.facts.in_cells import levels_in_cells
from kg_builder.facts.labels import bare, is_later, is_level
from kg_builder.facts.note import Note
from kg_builder.facts.packed import packed_cell, packed_label
from kg_builder.facts.pair_order import announces_counts, counted_beside, of_rows
from kg_builder.facts.printed import Printed
from kg_builder.facts.result_rows import SUMMARY_ROW, is_size, is_total, tells_later
from kg_builder.facts.row_variables import traits_named, unlabelled, unsummed, variable_of
from kg_builder.facts.sections import of_siblings
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.facts.spreads import is_point, spread_beside, spread_of
from kg_builder.facts.summaries import Summary, agreed, speaks_of_means, summary_of
from kg_builder.held import held_for_each
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = ["from_sheet"]

_SUMMED_ONLY = re.compile(r"^(?:range|median|mean|average|IQR)\b", re.IGNORECASE)
_SHARES = re.compile(  # "Characteristics (% of patients)", not "Characteristics, n (%)"
    r"(?<!n\s)(?<!\bn)(?<!no\.\s)(?<!number\s)[(\[]\s?(?:in\s)?(?:%|percent(?:age)?s?)(?:\sof\s(?:all\s)?\w+)?\s?[)\]]",
    re.IGNORECASE,
)
_PERCENT_ROW = re.compile(r"(?<!n)(?<!no\.)(?<!number)(?:,\s?|\s[(\[])%[)\]]?$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")

_Name = tuple[str, str | None]  # a characteristic and a level
_Names = dict[bool, _Name | None]  # what a row names, if anything, by whether its values sum patients up


def from_sheet(sheet: Sheet) -> Iterator[Baseline | Note]:
    """The records of a table of baseline characteristics."""
    results = any(c.heading.endpoint for c in sheet.columns)
    summed = any(c.statistic in ("median", "mean") for c in sheet.columns)
    sizes = ("n", "count") if summed else ("n",) if results else ()
    beside = {s.index for c in sheet.groups if (s := spread_beside(sheet, c))}
    columns = [
        c
        for c in sheet.groups
        if not (c.heading.endpoint or c.statistic in sizes or c.index in beside or is_later(c.name))
    ]
    for row in sheet.rows:
        if (
            not row.path
            or is_point(sheet, row)
            or is_size(sheet, row)
            or is_total(sheet, row, columns)
            or tells_later(sheet, row)
        ):
            continue  # see outcome_table
        if packed := _packed(sheet, row):
            yield from _from_packed(sheet, row, *packed)
            continue
        names: _Names = {}
        for value in sheet.values(row, columns):
            yield _record(sheet, value, names) or sheet.note(value, "number not understood")
        for value, level, numbers in levels_in_cells(sheet, row, columns):
            name = _named_so(sheet, unlabelled(row.label), level)
            yield from filter(None, (_baseline(sheet, value, name, numbers),))


def _record(sheet: Sheet, value: Value, names: _Names) -> Baseline | None:
    numbers = _numbers(sheet, value)
    if not numbers:
        return None
    summary = not ("count" in numbers or "percent" in numbers)
    if summary:
        numbers |= spread_of(sheet, value, numbers)
    if summary not in names:
        characteristic, level = variable_of(sheet, value.row, summary=summary)
        names[summary] = _named_so(sheet, _shorter(sheet.paper, characteristic), level)
    return _baseline(sheet, value, names[summary], numbers)


@held_for_each
def _shorter(paper: Paper, name: str) -> str:
    """The vocabulary's name of a scale, where it has the initials of words that the printed one spells out."""
    term = paper.finder.named(name, Category.STAGING_SYSTEM)
    return term.label if term is not None and _has_initials(term.label.split(), name.split()) else name


_SMALL_WORDS = frozenset(("of", "on", "and", "the", "for"))


def _has_initials(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name says in initials what another says in words: "ABC stage", "Alpha Beta Clinic stage"."""
    same = {word.lower() for word in short} & {word.lower() for word in full}
    initials = [word for word in short if word.lower() not in same]
    spelt = "".join(w[0] for w in full if w.lower() not in same | _SMALL_WORDS)
    return len(initials) == 1 and len(initials[0]) > 1 and initials[0].upper() == spelt.upper()


def _named_so(sheet: Sheet, characteristic: str, level: str | None) -> _Name | None:
    summed = _SUMMED_ONLY.match(characteristic) and not traits_named(sheet, characteristic)
    unnamed = summed or (level is None and is_level(characteristic))
    return None if unnamed or not _LETTER.search(characteristic) else (characteristic, level)


def _baseline(sheet: Sheet, value: Value, name: _Name | None, numbers: dict[str, object]) -> Baseline | None:
    if name is None:
        return None
    (characteristic, level), column = name, value.column
    return Baseline(
        doc=sheet.paper.document.id,
        span=value.place,
        rule="table-baseline",
        arm=column.group,
        characteristic=characteristic,
        level=level,
        p=value.p,
        unit=_unit(sheet.paper, value) if "count" not in numbers and "percent" not in numbers else None,
        **{"n": _size(sheet, value, numbers), **numbers},  # type: ignore[arg-type]
    )


def _size(sheet: Sheet, value: Value, numbers: dict[str, object]) -> int | None:
    """The group's size, or that of the part of it which the row or, of nobody, the rows beside it are about."""
    none_of = of_siblings(sheet, value.row, value.column) if numbers.get("count") == 0 else None
    return value.row.sizes.get(value.column.index) or none_of or _consistent(value.column, numbers)


def _consistent(column: Column, numbers: dict[str, object]) -> int | None:
    """The group's size, unless count and percentage deny a size that the column's own head does not print."""
    count, percent = numbers.get("count"), numbers.get("percent")
    if (
        column.n is None
        or column.heading.n is not None
        or not isinstance(count, int)
        or not isinstance(percent, Decimal)
    ):
        return column.n
    return column.n if column.n and abs(Decimal(100 * count) / column.n - percent) <= 1 else None


_PRINTED_UNIT = re.compile(r"[(\[,;]\s?([^()\[\],;]+)|[-\s]([^\s()\[\],;-]+)$")


def _unit(paper: Paper, value: Value) -> str | None:
    """The unit that the label prints: in brackets, or behind a comma, or last; else the cell's."""
    labels = value.row.path[::-1]
    for label in (*labels, f"({value.read.words})", *map(unsummed, labels)):
        for match in _PRINTED_UNIT.finditer(label):
            term, end = paper.units.match(match[1] or match[2], 0)
            if term is not None and end == len((match[1] or match[2]).rstrip()) and term.key != "percent":
                return term.key
    return None


def _numbers(sheet: Sheet, value: Value) -> dict[str, object]:
    """The fields that the cell fills; empty when its meaning is not clear."""
    read = value.read
    if read.sd is not None:
        ranges = read.interval is not None and _said(sheet, value).spread != "iqr"
        return {"mean": read.lead, "sd": read.sd} | ({"range": read.interval} if ranges else {})
    if read.lead is None:
        return _without_lead(value)
    if read.interval is not None:
        return _centred(read.lead, read.interval, read, _said(sheet, value))
    if value.share is not None and (centre := summary_of([value.row.path[-1]]).centre):
        beside = value.share
        interval = beside.interval if beside.lead is None else None
        return _centred(read.lead, interval, beside, _said(sheet, value, beside)) if interval else {centre: read.lead}
    if read.inner is not None or value.share is not None or read.total is not None:
        return _counted(sheet, value)
    return _single(sheet, value)


def _said(sheet: Sheet, value: Value, read: Printed | None = None) -> Summary:
    interval = (read or value.read).interval is not None
    over = _said_over(sheet, (value.column.path, interval))
    said = summary_of(reversed(value.row.path), interval=interval).or_else(over)
    return said if said.centre or said.spread or not interval else agreed(r.path[-1] for r in sheet.rows if r.path)


@held_for_each
def _said_over(sheet: Sheet, heads: tuple[tuple[str, ...], bool]) -> Summary:
    """What the heads over a cell, of an interval or none, and the words around the table say of its numbers."""
    path, interval = heads
    notes = filter(None, re.split(r"(?<=[.;])\s", sheet.notes))
    return summary_of((*reversed(path), sheet.stub, *notes, sheet.caption), interval=interval)


def _centred(lead: Decimal, interval: Interval, read: Printed, said: Summary) -> dict[str, object]:
    low, high = interval
    spread = read.kind or said.spread or ("range" if said.centre == "median" else "")
    if low is None or high is None or not low <= lead <= high or spread not in ("iqr", "range"):
        return {}
    centre = said.centre or "median"
    return {centre: lead, spread: interval} | ({"range": read.further} if read.further and spread == "iqr" else {})


def _counted(sheet: Sheet, value: Value) -> dict[str, object]:
    read = value.read
    if read.lead is None:
        return {}
    plain = read.inner is not None and not read.inner_percent and read.total is None
    means = plain and speaks_of_means(sheet.words) and not counted_beside(sheet, value)
    if means and (said := _said(sheet, value)).centre == "mean":
        return {"mean": read.lead, "sd": read.inner} if said.spread == "sd" else {}
    if ("." in str(read.lead) and read.lead) or read.words:
        return _reversed(read)
    percent = value.percent
    if percent is not None and percent > 100:
        return {}
    if read.total is not None and (
        read.lead > read.total or (percent is None and value.column.n is not None and read.total > value.column.n)
    ):
        return {}
    found: dict[str, object] = {"count": int(read.lead)}
    if percent is not None and value.exact and not of_rows(sheet):
        found["percent"] = percent
    return found | ({"n": read.total} if read.total is not None else {})


def _reversed(read: Printed) -> dict[str, object]:
    """ "57.1% (12)"."""
    if (
        read.percent
        and read.inner is not None
        and read.inner == read.inner.to_integral_value()
        and not read.inner_percent
    ):
        return {"percent": read.lead, "count": int(read.inner)}
    return {}


def _single(sheet: Sheet, value: Value) -> dict[str, object]:
    """One number alone."""
    read, head = value.read, value.column.statistic
    lead = read.lead
    whole = lead is not None and lead == lead.to_integral_value()
    own = summary_of(value.row.path[::-1]).centre or (head if head in ("median", "mean") else "")
    if lead is None or (read.sign and read.sign not in "<>"):
        return {}
    if own and not read.percent:
        return {own: lead}
    if _in_percent(sheet, value):
        return {"percent": lead} if lead <= 100 and not read.sign else {}
    if SUMMARY_ROW.match(value.row.label):
        return {}
    counts = head in ("count", "n", "count percent") or _counts(sheet, value.row, value.column)
    if whole and counts and not read.sign and (value.column.n is None or lead <= value.column.n):
        return {"count": int(lead)}
    return {}


def _in_percent(sheet: Sheet, value: Value) -> bool:
    """Whether a number alone is in percent, by its own sign, its column, its row or the table's caption."""
    head, label = value.column.statistic, value.row.path[-1]
    if value.read.percent or head == "percent" or (not sheet.bracketed and _PERCENT_ROW.search(label)):
        return True
    if SUMMARY_ROW.match(value.row.label):
        return False
    if head not in ("count", "n") and labelled_in_percent(sheet, value.row):
        return True
    shares = not head and not sheet.bracketed and _SHARES.search(sheet.caption) is not None
    return shares and _unit(sheet.paper, value) is None


_NUMBER = re.compile(r"\bn\b|\bno\.?\b|\bnumber\b|(?<!\w)#", re.IGNORECASE)


def _counts(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether bare numbers are counts: labels say "n (%)", other cells print "12 (57)" without a mean, or they add up."""
    if any(bare(p) != p and _NUMBER.search(p) for p in row.path):
        return True
    if summary_of(row.path[::-1]).centre:
        return False
    return sheet.bracketed or announces_counts(sheet) or add_up(sheet, row, column)


def _without_lead(value: Value) -> dict[str, object]:
    read = value.read
    own = summary_of([value.row.path[-1]], interval=True).spread or read.kind
    if read.interval is not None and None not in read.interval and own in ("range", "iqr"):
        return {own: read.interval}
    if read.inner is not None and value.column.statistic == "percent" and read.inner <= 100:
        return {"percent": read.inner}
    return {}


def _packed(sheet: Sheet, row: Row) -> tuple[str, list[str]] | None:
    """ "Sex male/female" over cells like "27/27": its name and levels."""
    texts = (e.text for e in row.entries.values() if "/" in e.text or ":" in e.text)
    counts = next(filter(None, map(packed_cell, texts)), None)
    if counts is None:
        return None
    return packed_label(bare(row.label), row.parents[-1] if row.parents else "", sheet.paper.finder, len(counts))


def _from_packed(sheet: Sheet, row: Row, name: str, levels: list[str]) -> Iterator[Baseline | Note]:
    for column in sheet.groups:
        entry = row.entries.get(column.index)
        counts = packed_cell(entry.text) if entry else []
        if entry is None or len(counts) != len(levels):
            continue
        place, p = sheet.place(row, column, entry), sheet.p(row, column)
        value = Value(row=row, column=column, read=Printed(), text=entry.text, place=place, p=p)
        for level, (count, percent) in zip(levels, counts, strict=True):
            numbers: dict[str, object] = {"count": count} | ({"percent": percent} if percent is not None else {})
            record = _baseline(sheet, value, _named_so(sheet, name, level), numbers)
            yield record or sheet.note(value, "number not understood")
