"""Sections of a table of outcomes that divide the patients by what their heading names: "Nodes removed" > "10-19"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.facts.headings import months_of, says_nothing
from kg_builder.facts.outcome_names import OUTCOMES
from kg_builder.facts.printed import Printed
from kg_builder.facts.rows import Column, Row
from kg_builder.facts.sheet import Sheet
from kg_builder.facts.summaries import summary_of
from kg_builder.held import once
from kg_builder.lexicon import TRAITS, Category

__all__ = ["class_of_row", "is_bare_count", "names_classes", "traits_beside"]

_REMEMBERED = 256  # labels over rows: those of a few tables
_CLASSES = r"(?:extent|type|degree|grade|grading|quality|completeness|kind|class|category|status|stage|method|site)s?"
_SORTED = r"(?:tumou?r|histolog\w+|patholog\w+|regression|response|resection|surg\w+|margin|nodal|node|disease)"
_NAMES_CLASSES = re.compile(
    rf"""(?:[\w-]+\s){{0,2}}{_CLASSES}\sof\s.+ | (?:[\w-]+\s){{0,2}}{_SORTED}\s(?:{_CLASSES}|margins?)
       | (?:[\w-]+\s){{0,2}}status | (?:involved|affected|examined|dissected)\s(?:[\w-]+\s)?(?:margins|nodes|sites|organs)""",
    re.IGNORECASE | re.VERBOSE,
)
_ASIDE = re.compile(r"\s?[(\[][^()\[\]]*[)\]]|,.*")


@lru_cache(maxsize=_REMEMBERED)
def names_classes(heading: str) -> bool:
    """Whether a heading says by what the rows below it are sorted, and names no patients.

    >>> [names_classes(x) for x in ("Extent of resection (surgeon)", "Involved margins, all", "Tumour regression grade")]
    [True, True, True]
    >>> [names_classes(x) for x in ("Resected patients", "Stage III", "Wild type", "High grade", "Early stage", "Diffuse type")]
    [False, False, False, False, False, False]
    """
    return _NAMES_CLASSES.fullmatch(_ASIDE.sub("", heading).strip(" :")) is not None


def class_of_row(sheet: Sheet, row: Row, column: Column) -> tuple[str, str | None] | None:
    """The endpoint that a row counts patients with, in a section that divides those of a column, and which part these are."""
    if (row.index, column.index) not in _dividing(sheet):
        return None
    heading = row.parents[-1]
    if _PART.search(heading):
        return row.label, heading
    return f"{_SAID.sub('', heading)}: {row.label}", None


_PART = re.compile(r"\bonly$", re.IGNORECASE)
_SAID = re.compile(r"\s[(\[](?=[^()\[\]]*\s)[^()\[\]]*[)\]]")  # "(by the surgeon)", but no unit: "(days)"


def is_bare_count(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether a cell of such a section prints a count and no share."""
    return _dividing(sheet).get((row.index, column.index), False)


_Cell = tuple[Row, Column, Printed, Decimal | None]  # the last: the share beside the count, in percent


@once
def _dividing(sheet: Sheet) -> Mapping[tuple[int, int], bool]:
    """The cells, by row and column, of the sections that divide patients, and whether they print a count alone."""
    columns, found = _groups(sheet), dict[tuple[int, int], bool]()
    for rows in _sections(sheet) if columns else ():
        if _may_divide(sheet, rows[0].parents[-1]) and all(_is_class(sheet, r.label) for r in rows):
            found |= _counted(sheet, rows, columns)
    return found


def _groups(sheet: Sheet) -> Sequence[Column]:
    return [c for c in sheet.groups if c.arm is not None and not (c.subgroup or c.heading.endpoint)]


def _sections(sheet: Sheet) -> Sequence[Sequence[Row]]:
    """The rows below each heading that has two at least; none in a table that tells of parts of the patients."""
    sections: dict[tuple[str, ...], list[Row]] = {}
    for row in sheet.rows if not _BY_PARTS.search(sheet.caption) else ():
        if len(row.path) > 1:
            sections.setdefault(row.path[:-1], []).append(row)
    return [rows for rows in sections.values() if len(rows) > 1]


def traits_beside(sheet: Sheet) -> Sheet | None:
    """The sections of a table of outcomes that share out all patients by a trait of theirs: "Sex", "Male", "Female"."""
    columns = _groups(sheet)
    told = [rows for rows in _sections(sheet) if _names_trait(sheet, rows[0].parents[-1])] if columns else []
    shared = [row for rows in told if _share_out(sheet, rows, columns) for row in rows]
    return replace(sheet, columns=tuple(columns), rows=tuple(shared)) if shared else None


def _names_trait(sheet: Sheet, heading: str) -> bool:
    terms = [t for m in sheet.paper.finder.find(heading) for t in m.terms]
    trait = any(t.category in TRAITS for t in terms) and not any(t.category in OUTCOMES for t in terms)
    return trait and not (_AT_SURGERY.search(heading) or _TREATED.search(heading))


def _share_out(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the counts of a section add up to the patients of each column."""
    cells = [(c, read) for row in rows for c, _, read, _ in sheet.cells(row, columns)]
    counted = len(cells) == len(rows) * len(columns) and all(_is_count(read) for _, read in cells)
    return counted and all(sum(read.lead or 0 for x, read in cells if x is c) == c.n for c in columns)


_BY_PARTS = Expression(
    r"\bby\b|according\sto|\bsub-?groups?\b|\bstratif", re.IGNORECASE
)  # in a caption: of parts of the patients
_TREATED = Expression(r"\b(?:treat|\w*therap|drug|regimen|dose|cycles?\b|received\b|lines?\b)", re.IGNORECASE)
_AT_SURGERY = Expression(r"\b(?:surg|operat|resect|margin|dissect|regression|yp[tn](?:nm)?\b)", re.IGNORECASE)


def _may_divide(sheet: Sheet, heading: str) -> bool:
    """Whether a heading may name what is found of patients: no outcome that has a number, no trait at the start, no treatment."""
    if _TREATED.search(heading):
        return False
    finder = sheet.paper.finder
    terms = [t for m in finder.find(heading) for t in m.terms]
    if any(t.category in OUTCOMES and t.features.get("measuredAs") != "none" for t in terms):
        return False
    if any(t.category in TRAITS for t in terms) and not _AT_SURGERY.search(heading):
        return False
    return _is_class(sheet, heading) and not (says_nothing(heading, finder) or sheet.paper.roster.named(heading))


def _is_class(sheet: Sheet, label: str) -> bool:
    """Whether a label names neither a time nor a statistic nor an adverse event."""
    if not label or months_of(label) is not None or summary_of([label]).centre:
        return False
    return not any(m.of(Category.TOXICITY) for m in sheet.paper.finder.find(label))


def _counted(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> Mapping[tuple[int, int], bool]:
    """The cells of a section, if its shares are of the same patients in each column; bare counts only where all are so."""
    cells = list(_cells(sheet, rows, columns))
    shares = [c for c in cells if c[3] is not None]
    if any(not _is_count(read) for _, _, read, _ in cells) or not _of_same(shares):
        return {}
    if shares:
        of_some = any(read.total is not None for _, _, read, _ in shares)
        bare = [c for c in cells if c[3] is None and not c[2].lead and not of_some]
        several = len({row.index for row, *_ in shares}) > 1
        return {(r.index, c.index): share is None for r, c, _, share in (*shares, *bare)} if several else {}
    several = len({row.index for row, *_ in cells}) > 1
    return {(r.index, c.index): True for r, c, _, _ in cells} if several and _announces_counts(sheet) else {}


def _cells(sheet: Sheet, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[_Cell]:
    for row in rows:
        for value in sheet.values(row, columns):
            yield row, value.column, value.read, value.percent


def _is_count(read: Printed) -> bool:
    plain = read.lead is not None and "." not in str(read.lead) and not (read.sign or read.percent or read.words)
    return plain and read.interval is None and read.sd is None


def _of_same(shares: Sequence[_Cell]) -> bool:
    """Whether the shares of each column are of the same patients: of the number that all print, else of all in it."""
    totals: dict[int, set[int | None]] = {}
    for _, column, read, _ in shares:
        totals.setdefault(column.index, set()).add(read.total)
    if any(len(found) > 1 for found in totals.values()):
        return False
    return all(read.total is not None or _of_all(column, read, share) for _, column, read, share in shares)


def _of_all(column: Column, read: Printed, share: Decimal | None) -> bool:
    if not column.n or read.lead is None or share is None:
        return False
    return abs(100 * read.lead / column.n - share) <= 1


_ANNOUNCED = Expression(
    r"\b(?:data|values|figures|results)\s(?:are|is|were)\s(?:(?:shown|given|presented|expressed|reported)\s(?:as\s)?)?(?:the\s)?"
    r"(?:n|no\.|numbers?)(?!\w)",
    re.IGNORECASE,
)


@once
def _announces_counts(sheet: Sheet) -> bool:
    return _ANNOUNCED.search(f"{sheet.caption} ; {sheet.notes}") is not None
