"""The head over the labels as the variable of which they are but levels: "CRP level" over "<= Q1", "Surgery" over its kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg_builder.facts.headings import says_nothing
from kg_builder.facts.labels import bare
from kg_builder.facts.reference_level import tells_variable
from kg_builder.facts.rows import Column
from kg_builder.facts.sheet import Sheet
from kg_builder.held import once
from kg_builder.lexicon import TRAITS, Category

__all__ = ["divided_variable", "with_variable"]

_LIMIT = r"(?:[<>]\s?=?|[\u2264\u2265])"
_POINT = r"(?:Q[1-4]|(?:the\s)?(?:median|mean|cut-?\s?off)|\d[\d.,]*(?:th\spercentile)?)"
_UNIT = r"(?:\s?(?:%|[A-Za-z\u00b5\u03bc]{1,6}(?:/[A-Za-z\u00b5\u03bcL\d]{1,4})?))?"
_BARE = re.compile(
    rf"""{_LIMIT}\s?{_POINT}{_UNIT}(?:\s?(?:to|and|-|\u2013|,)\s?{_LIMIT}\s?{_POINT}{_UNIT})?
      |Q[1-4](?:\s?[-\u2013+]\s?Q?[1-4])?|(?:first|second|third|fourth|lowest|highest|lower|upper|top|bottom|[1-5](?:st|nd|rd|th)?)\s(?:ter|quar|quin)tiles?
      |(?:above|below|at)\s(?:the\s)?(?:median|mean|cut-?\s?off)
      |(?:(?:very|strongly|weakly)\s)?(?:high|low|medium|moderate|intermediate|elevated|raised|normal|abnormal|positive|negative|present|absent)
      |yes|no|[+\u2212\u2013-]|\d{{1,3}}\+?|\d[\d.]*\s?[-\u2013/]\s?\d[\d.]*""",
    re.IGNORECASE | re.VERBOSE,
)
_GENERIC = re.compile(
    r"\b(?:charact\w*|variab\w*|factors?|co-?variates?|param\w*|features?|items?|categor\w*|(?:sub)?groups?|markers?|biomarkers?|"
    r"subsets?|patients?|subjects?|no\.?|n|demograph\w*|data|descriptions?|measures?|populations?|cohorts?|arms?|treatments?|regimens?|"
    r"prognostic|predictive|clinical|baseline|outcomes?|events?|endpoints?|stud(?:y|ies)|trials?|analys[ei]s|predictors?|levels?|totals?|overall|all|n|%)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r".*\w\s(?:levels?|status|scores?|expression|index|ratio|count|concentration|mutation|titer)", re.IGNORECASE
)
_LEVEL = re.compile(r"\slevels?$", re.IGNORECASE)


def with_variable(sheet: Sheet, over: Sequence[str], label: str) -> str:
    """A label with those `over` it, and a bare level with the variable that the head over the labels names: "CRP <= Q1"."""
    name = " ".join((*over, label))
    if not sheet.stub or not label:
        return name
    if tells_variable(sheet.stub, label):
        return name if over else f"{sheet.stub} {label}"
    variable = _measured(sheet) if _BARE.fullmatch(label) and (not over or _same_in_sections(sheet)) else None
    return "; ".join(filter(None, (" ".join(over), f"{variable} {label}"))) if variable else name


@once
def _same_in_sections(sheet: Sheet) -> bool:
    """Whether each section has the same labels, so that the sections are parts of the patients and no variables of their own."""
    sections: dict[tuple[str, ...], list[str]] = {}
    for row in sheet.rows:
        sections.setdefault(row.path[:-1], []).append(row.label)
    labels = list(sections.values())
    return len(labels) > 1 and all(own == labels[0] for own in labels)


@once
def _measured(sheet: Sheet) -> str | None:
    """The trait or marker that the head over the labels names, or what it says is measured; without an endpoint beside it."""
    text = bare(sheet.stub)
    mentions = sheet.paper.finder.find(text)
    for m in sorted((m for m in mentions if m.of(Category.ENDPOINT, Category.RESPONSE)), key=lambda m: -m.start):
        text = f"{text[: m.start]} {text[m.end :]}"
    text = " ".join(text.split()).strip(" ,:;")
    known = any(m.of(*TRAITS) for m in sheet.paper.finder.find(text))
    if not (known or _MEASURED.fullmatch(text)) or _GENERIC.sub("", _LEVEL.sub("", text)).strip() == "":
        return None
    return _LEVEL.sub("", text)


@once
def divided_variable(sheet: Sheet) -> str | None:
    """What the head over the labels of a table of characteristics names, if the rows, all of one kind, share out the patients."""
    name = _LEVEL.sub("", bare(sheet.stub)) if sheet.stub else ""
    rows = [row for row in sheet.rows if not _TOTAL.fullmatch(row.label)]
    if not _LETTERS.search(_GENERIC.sub("", name)) or len(rows) < 2 or any(len(row.path) != 1 for row in rows):
        return None
    if says_nothing(name, sheet.paper.finder) or any(":" in row.label for row in rows):
        return None
    columns = [c for c in sheet.groups if c.statistic in _COUNTS and c.index not in sheet.percentages.values()]
    return name if columns and all(_shared_out(sheet, column, len(rows)) for column in columns) else None


_TOTAL = re.compile(r"total|all(?:\spatients)?|overall", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_COUNTS = ("", "count", "count percent")


def _shared_out(sheet: Sheet, column: Column, rows: int) -> bool:
    """Whether the counts of a column, one in each row, add up to its patients."""
    cells = [(row, read) for row in sheet.rows for _, _, read, _ in sheet.cells(row, [column])]
    counts = [read.lead for row, read in cells if not _TOTAL.fullmatch(row.label)]
    whole = all(lead is not None and lead == lead.to_integral_value() for lead in counts)
    return bool(column.n) and whole and len(counts) == rows and sum((c for c in counts if c), Decimal(0)) == column.n
