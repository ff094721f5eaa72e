"""Which part of the patients the labels around an endpoint's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.facts.classed_rows import names_classes
from kg_builder.facts.headings import says_nothing
from kg_builder.facts.labels import bare
from kg_builder.facts.sheet import Row, Sheet
from kg_builder.lexicon import Category
from kg_builder.mentions import Finder

__all__ = ["one_patient", "part_of"]

_MEASURE = re.compile(r"(?:median|mean|rate|n|no\.|number|events?|range|95\s?%?|patients)(?!\w)", re.IGNORECASE)


def part_of(sheet: Sheet, row: Row, depth: int) -> str | None:
    """The part of the patients that a row is about.

    Args:
        sheet: the table.
        row: the row.
        depth: how many labels stand below the one that names the endpoint.
    """
    return "; ".join((*_sections(sheet, row, depth), *_levels(sheet, row, depth))) or None


_PATIENTS = re.compile(
    r"(?:patients?|pts?\.?|cases?|subjects?)(?:\s?(?:no\.?|numbers?|ids?|#))?|no\.?|id|#", re.IGNORECASE
)
_PATIENT = re.compile(r"(?:(?:patient|pt\.?|case|subject|no\.?)\s?)?#?(?P<number>\d{1,3})", re.IGNORECASE)


def one_patient(sheet: Sheet, row: Row) -> str | None:
    """The patient that a row is about, in a table that has a numbered row for each: "patient 3"."""
    own = _PATIENT.fullmatch(row.label)
    if own is None or not (_PATIENTS.fullmatch(sheet.stub) or not row.label[0].isdigit()):
        return None
    numbers = [int(m["number"]) for r in sheet.rows if (m := _PATIENT.fullmatch(r.label))]
    return f"patient {own['number']}" if numbers == [*range(1, len(numbers) + 1)] else None


def _levels(sheet: Sheet, row: Row, depth: int) -> Iterator[str]:
    """The labels below the one that names the endpoint: levels of a factor, unless they only name a statistic."""
    finder = sheet.paper.finder
    for text in map(bare, row.path[len(row.path) - depth :]):
        if text and not (_MEASURE.match(text) or says_nothing(text, finder) or _is_value(text, finder)):
            yield text


_VALUE = re.compile(r"\d[\d.]*\s\w+")


def _is_value(text: str, finder: Finder) -> bool:
    """Whether a label prints a value with its unit, as of an arm in the column of labels: "173 days"."""
    return bool(_VALUE.fullmatch(text) and finder.units(text))


def _is_sorted(sheet: Sheet, row: Row, depth: int) -> bool:
    """Whether the heading over an endpoint's name says by what rows are sorted, and no other such has it with other numbers."""
    outer = len(row.path) - depth - 1
    alike = [r for r in sheet.rows if len(r.path) > outer and r.path[-depth - 1 :] == row.path[outer:]]
    named = [r for r in alike if outer and names_classes(bare(r.path[outer - 1]))]
    leads = {tuple(read.lead for _, _, read, _ in sheet.cells(r, sheet.groups)) for r in named}
    return row in named and len(leads) == 1


_SIZE_ALONE = re.compile(r"[(\[]?[nN]\s?=\s?\d+[)\]]?")


def _is_resized(sheet: Sheet) -> bool:
    """Whether a line below its heads prints other sizes of the arms than they have: "PD-L1 positive | n = 20 | n = 20"."""
    arms = [c for c in sheet.groups if c.arm is not None and c.arm.n and not c.arm.whole]
    return bool(arms) and all(_SIZE_ALONE.fullmatch(c.path[-1]) and c.heading.n != (c.arm and c.arm.n) for c in arms)


def _sections(sheet: Sheet, row: Row, depth: int) -> Iterator[str]:
    """The labels above the one that names the endpoint, where the table has the same row under other sections too."""
    outer = len(row.path) - depth - 1
    again = outer > 0 and any(
        r.path[-depth - 1 :] == row.path[outer:] and r.path[:outer] != row.path[:outer] for r in sheet.rows if r.path
    )
    again = again or _is_resized(sheet)
    told = row.path[: outer - 1] if again and _is_sorted(sheet, row, depth) else row.path[:outer]
    for text in map(bare, told) if again else ():
        named = sheet.paper.finder.named(text.strip(" ()[]:"))
        result = named and named.category in (Category.ENDPOINT, Category.RESPONSE)
        if not (result or says_nothing(text, sheet.paper.finder)):
            yield text
