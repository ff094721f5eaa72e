"""Columns that count the patients with an event, of how many: "Events/patients" over "23/163", "Events, %" over "28 (18)"."""

from __future__ import annotations

from collections.abc import Iterator

from kg_builder.evidence import Outcome
from kg_builder.facts.effect import endpoint_of
from kg_builder.facts.given import given
from kg_builder.facts.headings import months_of, says_nothing
from kg_builder.facts.outcome_names import named_outcomes, outcome_of
from kg_builder.facts.rows import Column, Row
from kg_builder.facts.sheet import Sheet, Value
from kg_builder.facts.stub_variable import with_variable
from kg_builder.facts.untold_rows import tells_none
from kg_builder.lexicon import Category

__all__ = ["events_counted"]


def events_counted(sheet: Sheet) -> Iterator[Outcome]:
    """How many patients had the event of an endpoint that is a time, or the event that a row names."""
    columns = [c for c in sheet.groups if c.statistic == "events"]
    for row in sheet.rows if columns else ():
        for value in sheet.values(row, columns) if not tells_none(sheet, row, columns) else ():
            event, numbers = _event(sheet, row, value.column), _numbers(value)
            if event is not None and numbers:
                yield _record(sheet, value, event, numbers)


def _event(sheet: Sheet, row: Row, column: Column) -> str | None:
    """What happened: death for survival, "PFS event", or the event that the row names."""
    key = outcome_of(sheet, row.label) or endpoint_of(sheet, row, column)
    term = sheet.paper.lexicon.get(Category.ENDPOINT, key) if key else None
    measured = term.features.get("measuredAs") if term is not None else None
    if key is None or measured not in ("time", "event"):
        return None
    return key if measured == "event" else "death" if key in ("OS", "survival") else f"{key} event"


def _numbers(value: Value) -> dict[str, object]:
    """Count and size of "23/163", count and share of "28 (18)"; nothing of what may be no patients."""
    read, percent = value.read, value.percent
    if read.lead is None or "." in str(read.lead) or read.sign or read.percent or read.interval or read.words:
        return {}
    count = int(read.lead)
    of = {"n": read.total} if read.total is not None else {}
    if percent is not None:
        return {"statistic": "rate", "value": percent, "unit": "percent", "count": count} | of if percent <= 100 else {}
    fits = read.total is not None and count <= read.total
    return {"statistic": "count", "value": read.lead, "unit": "patient"} | of if fits else {}


def _record(sheet: Sheet, value: Value, event: str, numbers: dict[str, object]) -> Outcome:
    paper, row, column = sheet.paper, value.row, value.column
    *over, own = ["" if _names_no_part(sheet, label) else label for label in (*row.parents, row.label)]
    part = with_variable(sheet, [label for label in over if label], own) if own else "; ".join(filter(None, over))
    subgroup = "; ".join(x for x in (column.subgroup, part) if x) or None
    months = next((m for label in reversed(row.path) if (m := months_of(label)) is not None), None)
    name = column.name or (column.arm.title() if column.arm else None)
    size, other = sheet.own_size(row, column) if part else column.n, sheet.other(column)
    return Outcome(
        doc=paper.document.id,
        span=value.place,
        rule="table-outcome",
        arm=name,
        line=paper.line,
        subgroup=subgroup,
        endpoint=event,
        at_months=months,
        vs=other,
        p=value.p if other is not None else None,
        **{"n": size, **numbers, **given(paper, column.arm, name, subgroup or "")},  # type: ignore[arg-type]
    )


def _names_no_part(sheet: Sheet, label: str) -> bool:
    """Whether a label names an endpoint, a time or a statistic, and no patients."""
    whole = sheet.paper.roster.named(label)
    none = not label or says_nothing(label, sheet.paper.finder) or (whole is not None and whole.whole)
    return none or outcome_of(sheet, label) is not None or bool(named_outcomes(sheet, label))
