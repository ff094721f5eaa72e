"""Ratios between the arms, from rows of a table that has the arms over its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.arms import head
from kg_builder.evidence import Effect
from kg_builder.facts.arm_rows import is_arm
from kg_builder.facts.effect import compared, endpoint_of
from kg_builder.facts.head_statistics import RATIOS, statistic_of
from kg_builder.facts.headings import model_of
from kg_builder.facts.note import Note
from kg_builder.facts.outcome_names import is_response
from kg_builder.facts.printed import chance
from kg_builder.facts.ratio_groups import contrast_of_rows, of_both
from kg_builder.facts.reference_level import REFERENCE, VERSUS, contrast_of
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.facts.statistic_rows import confidence_beside, further, subject_above
from kg_builder.held import once
from kg_builder.lexicon import Category

__all__ = ["from_sheet"]


def from_sheet(sheet: Sheet) -> Iterator[Effect | Note]:
    """The records of a table's rows of ratios: "HR A vs. B (95% CI)", "HR (95% CI)" of two treatments."""
    if any(c.statistic in RATIOS for c in sheet.columns):
        return
    for row in sheet.rows:
        measure = _measure(row.path[-1]) if row.path else ""
        if measure and not (measure == "RR" and is_response(sheet, row.path[-1])):
            yield from _from_row(sheet, row, measure)


_MEASURE = re.compile(
    r"^(?:(?:un)?(?:adjusted|stratified)\s)?(?:(?P<HR>HR|hazard\sratio)|(?P<OR>OR|odds\sratio)|(?P<RR>RR|"
    r"relative\srisk|risk\sratio))\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:(?:un)?(?:adjusted|stratified)\s)?(?:HRs?|hazard\sratios?|OR|odds\sratio|RR|relative\srisk|risk\sratio)\b[\s:,]*(?:for\s|of\s)?",
    re.IGNORECASE,
)
_AGAINST = re.compile(rf"\b{VERSUS}\s+(?P<other>[^()\[\],;]+)", re.IGNORECASE)


def _measure(label: str) -> str:
    first = _MEASURE.match(label)
    if first is None or (first["OR"] and statistic_of(label) != "OR"):
        return ""
    return first.lastgroup or ""


def _from_row(sheet: Sheet, row: Row, measure: str) -> Iterator[Effect | Note]:
    values = [v for v in sheet.values(row) if not REFERENCE.match(v.text)]
    for value in values:
        factor, contrast = _contrast(sheet, value, alone=len(values) == 1)
        if factor == "treatment" and contrast is None:
            contrast = _by_values(sheet)
        endpoint = _endpoint(sheet, row, value.column, measure)
        lead = value.read.lead
        ci = value.read.interval or (confidence_beside(sheet, row, value.column, lead) if lead is not None else None)
        if lead is None or ci is None or factor is None:
            yield sheet.note(value, "ratio not understood")
            continue
        below = further(sheet, row).get("p")
        entry = below.entries.get(value.column.index) if below else None
        part = value.column.subgroup
        yield Effect(
            doc=sheet.paper.document.id, span=value.place, rule="table-effect-row",
            population=part or sheet.population.title(), n=(None if part else sheet.population.n) or of_both(sheet, part=part),
            endpoint=endpoint, measure=measure, model=model_of(" ".join(row.path)), factor=factor, contrast=contrast,
            value=lead, ci=ci, p=value.p or (chance(entry.text) if entry else None),
        )  # fmt: skip


@once
def _by_values(sheet: Sheet) -> str | None:
    """Which of a table's two treatments its hazard ratios are of, by the values of both in the rows above them."""
    hazards = (r for r in sheet.rows if r.path and _measure(r.path[-1]) == "HR")
    above = ((row, told) for row in hazards if (told := _values_above(sheet, row)) is not None)
    ratios = ((v.read.lead, told) for row, told in above for v in sheet.values(row))
    return contrast_of_rows(sheet, [(lead, told) for lead, told in ratios if lead is not None])


def _values_above(sheet: Sheet, row: Row) -> Row | None:
    """The nearest row of the section above one of ratios that prints medians, or says nothing of a statistic."""
    before = (r for r in reversed(section_of(sheet, row)) if r.index < row.index)
    return next((r for r in before if statistic_of(r.label.split(",", maxsplit=1)[0]) in ("median", "")), None)


def _contrast(sheet: Sheet, value: Value, *, alone: bool) -> tuple[str | None, str | None]:
    """Factor and contrast: what the label sets against each other, or the column's arm against another, or two treatments."""
    label, name = _NAME.sub("", value.row.label), value.column.name
    against = _AGAINST.search(label)
    before = label[: against.start()].strip(" ([") if against else label
    factor, contrast = contrast_of(label) if before and not _is_endpoint(sheet, before) else (None, None)
    if contrast is not None:
        return ("treatment" if factor is None or _is_endpoint(sheet, factor) else factor), contrast
    if other := _other(sheet, value):
        return ("treatment", f"{name} vs {other}") if name and name != other else (None, None)
    known = compared(sheet) if alone else (None, None)
    return next((k for k in (known, _between_rows(sheet, value)) if k[0]), _of_caption(sheet, value.row))


def _between_rows(sheet: Sheet, value: Value) -> tuple[str | None, str | None]:
    """Factor and contrast of a ratio below the values of two arms, a row each; the arm with longer times has less hazard."""
    column, ratio = value.column, value.read.lead
    arms = {r.label: r for r in sheet.rows if r.path and r.index < value.row.index and is_arm(sheet.paper, r.label)}
    if len(arms) != 2 or not column.heading.endpoint or column.name or ratio is None:
        return None, None
    one, other = (head(label)[0] for label in arms)
    first, second = (next((v.read.lead for v in sheet.values(r, [column])), None) for r in arms.values())
    timed = column.statistic == "median" and _measure(value.row.label) == "HR"
    if not timed or first is None or second is None or first == second or ratio == 1:
        return "treatment", None
    return "treatment", f"{one} vs {other}" if (first > second) is (ratio < 1) else f"{other} vs {one}"


_AS_FACTOR = re.compile(
    r"^(?P<factor>[^:;.]{3,80}?)\sas\s(?:an?\s)?(?:\w+\s)?(?:risk|prognostic|predictive)\s(?:factor|marker)s?\s(?:of|for)\b",
    re.IGNORECASE,
)
_COMPARED_WITH = re.compile(r"compared\s(?:with|to)\s(?P<other>.+)$", re.IGNORECASE)


def _of_caption(sheet: Sheet, row: Row) -> tuple[str | None, str | None]:
    """Factor and contrast of "X as a risk factor of death": X, against those that the row's section names."""
    told = _AS_FACTOR.match(sheet.caption)
    against = next((m for p in reversed(row.parents) if (m := _COMPARED_WITH.match(p))), None)
    factor = told["factor"] if told else None
    return factor, f"{factor} vs {against['other']}" if factor and against else None


def _is_endpoint(sheet: Sheet, text: str) -> bool:
    return sheet.paper.finder.named(text, Category.ENDPOINT, Category.RESPONSE) is not None


def _other(sheet: Sheet, value: Value) -> str | None:
    """The group that a column's group is compared with: the label names it ("HR vs B"), or its own cell is the reference."""
    if against := _AGAINST.search(value.row.label):
        return against["other"].strip()
    entries = value.row.entries
    marked = [c.name for c in sheet.groups if (e := entries.get(c.index)) and _REFERS.search(e.text) and c.name]
    return marked[0] if len(marked) == 1 else None


_REFERS = re.compile(r"^\s*(?:1(?:\.0+)?(?![\d.])|[(\[]?ref)", re.IGNORECASE)


def _endpoint(sheet: Sheet, row: Row, column: Column, measure: str) -> str | None:
    """The endpoint: the row's own, else the one of the row above it, the only one of the table that fits, or the caption's."""
    if (told := _AS_FACTOR.match(sheet.caption)) and len(
        of := _fitting(sheet, sheet.caption[told.end() :], measure)
    ) == 1:
        return of.pop()
    above = subject_above(sheet, row)
    if (named := _fitting(sheet, row.label, "")) and not _fitting(sheet, row.label, measure):
        return named.pop() if len(named) == 1 else None
    own = {key for label in row.path for key in _fitting(sheet, label, measure)}
    other = {key for label in row.parents for key in _fitting(sheet, label, "")}
    every = {key for r in sheet.rows for label in r.path for key in _fitting(sheet, label, measure)}
    for keys in (own, _fitting(sheet, above.label, measure) if above else set(), other, every):
        if keys:
            return keys.pop() if len(keys) == 1 else None
    return endpoint_of(sheet, row, column)


def _fitting(sheet: Sheet, label: str, measure: str) -> set[str]:
    """The endpoints of a label that can have such a ratio, or all: hazards are of times, odds and risks of shares."""
    named = (m.of(Category.ENDPOINT, Category.RESPONSE) for m in sheet.paper.finder.find(label))
    return {
        t.key for t in named if t and (not measure or (t.features.get("measuredAs") == "time") is (measure == "HR"))
    }
