"""How many died of the disease itself, from tables of the causes of death: no adverse event, but an outcome."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg_builder.evidence import Outcome
from kg_builder.facts.adverse_event import counts_deaths, is_course, numbers
from kg_builder.facts.labels import bare
from kg_builder.facts.sheet import Row, Sheet, Value

__all__ = ["deaths_of_disease"]


def deaths_of_disease(sheet: Sheet) -> Iterator[Outcome]:
    """The deaths of each arm in the rows of the disease: "Disease progression | 10 | 13"."""
    for row in sheet.rows if counts_deaths(sheet) else ():
        cause = bare(row.label).strip(" ,:;-")
        if is_course(sheet, cause):
            yield from filter(None, (_deaths(sheet, row, value, cause) for value in sheet.values(row)))


def _deaths(sheet: Sheet, row: Row, value: Value, cause: str) -> Outcome | None:
    read, arm = numbers(sheet, value), value.column.arm
    count = read.get("count")
    if not isinstance(count, int) or not value.column.group:
        return None
    n = None if read.get("percent") is not None else sheet.size(row, value.column)  # a share is one of the deaths
    return Outcome(
        doc=sheet.paper.document.id, span=value.place, rule="table-outcome", arm=value.column.group,
        regimen=arm.regimen if arm else (), one_of=dict(arm.one_of) if arm else {}, line=sheet.paper.line, n=n,
        endpoint=f"death from {_lower(cause)}", statistic="count", value=Decimal(count), unit="patient",
    )  # fmt: skip


def _lower(cause: str) -> str:
    return cause if cause[:2].isupper() else cause[:1].lower() + cause[1:]
