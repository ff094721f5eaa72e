"""Columns called only by a level, "Low" and "High", of what the caption alone names: "Characteristics by miR-1 expression"."""

from __future__ import annotations

import re

from msgspec.structs import replace

from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.rows import Column
from kg_builder.facts.sheet import Sheet
from kg_builder.lexicon import Category

__all__ = ["with_levels_named"]

_LEVEL = re.compile(
    r"""(?:(?:very|strong(?:ly)?|weak(?:ly)?|moderate(?:ly)?)\s)?
      (?:low(?:er|est)?|high(?:er|est)?|intermediate|medium|middle|moderate|strong|weak|positive|negative|elevated|(?:ab)?normal
      |present|absent|(?:un)?detected|(?:un)?mutated|mutant|wild[-\s]?type|(?:un)?methylated|(?:non-?|un)?amplified|over-?expressed|yes|no
      |(?:[<>]\s?=?|[\u2264\u2265])\s?(?:\d[\d.,]*|(?:the\s)?(?:median|mean|cut-?\s?off))\s?%?)
      (?:\s(?:expression|levels?|groups?|status|(?:ter|quar|quin)tiles?|titers?|scores?|expressers?))?""",
    re.IGNORECASE | re.VERBOSE,
)
_NOUN = re.compile(r"\s(?:expression|levels?|groups?|status|(?:ter|quar|quin)tiles?|titers?|scores?|expressers?)$")
_NOT_PATIENTS = ("p", "other", "ci", "sd", *RATIOS)
_MEASURED = (
    r"(?:(?:m?RNA|gene|protein|serum|plasma|tumou?r)\s)?(?:(?:over-?)?expression|levels?|concentrations?|titers?|status|scores?|ratio|index"
    r"|methylation|mutations?|amplification|(?:ter|quar|quin)tiles?|(?:sub)?groups?|positivity)"
)
_MEASURED_BEHIND = re.compile(rf"\s(?:\([^()]*\)\s)?{_MEASURED}\b(?:\s(?:levels?|status))?", re.IGNORECASE)
_MARKER = re.compile(rf"(?<![\w-])(?=[\w/-]*(?:[A-Z][\w/-]*[A-Z\d]|\d))(?=[\w/-]*[A-Za-z])[\w/-]+\s{_MEASURED}\b")


def with_levels_named(sheet: Sheet) -> Sheet:
    """The sheet with the variable behind the levels that its columns are called by: "Low (miR-1 expression: low)"."""
    groups = [c for c in sheet.columns if _called(c) and c.statistic not in _NOT_PATIENTS]
    called = {_called(c) for c in groups}
    if len(called) < 2 or not all(map(_LEVEL.fullmatch, called)):
        return sheet
    variable = _variable(sheet)
    if variable is None:
        return sheet
    return replace(sheet, columns=tuple([_with(c, variable) if c in groups else c for c in sheet.columns]))


def _called(column: Column) -> str:
    """What the patients of a column are called by, less all of them."""
    named = column.arm is None or not column.arm.whole
    return column.subgroup or (column.name if named else "")


def _with(column: Column, variable: str) -> Column:
    """The column, its patients called by a second name, which tells of what they have the level."""
    level = _NOUN.sub("", _called(column).lower())
    called = f"{_called(column)} ({variable}: {level})"
    return replace(column, subgroup=called) if column.subgroup else replace(column, name=called)


def _variable(sheet: Sheet) -> str | None:
    """The one marker that the caption names, with what of it was measured."""
    caption = sheet.caption
    known = [(m, t.key) for m in sheet.paper.finder.find(caption) if (t := m.of(Category.BIOMARKER))]
    named: dict[str, str] = {}
    for mention, key in known:
        behind = _MEASURED_BEHIND.match(caption, mention.end)
        end = behind.end() if behind else mention.end
        if _WHO_HAVE.search(caption, 0, mention.start) or _HAD.match(caption, end) or _STATUS.search(mention.text):
            continue
        named.setdefault(key, caption[mention.start : end])
    for marker in _MARKER.finditer(caption):
        if not any(m.start < marker.end() and marker.start() < m.end for m, _ in known):
            named.setdefault(marker.group(), marker.group())
    (name, *others) = named.values() or ("",)
    if others or not name or _ONE_OF_TWO.search(caption.replace(name, "%", 1)):
        return None
    return _PARTS.sub("", name)


_ONE_OF_TWO = re.compile(
    r"(?:[A-Z][\w-]*[A-Z\d][\w-]*(?:,|\s(?:and|or))|/)\s?%|%(?:\s(?:and|or)\s[A-Z][\w-]*[A-Z\d]|/)"
)
_WHO_HAVE = re.compile(
    r"(?:patients?|cases|tumou?rs?|cancers?|carcinomas?|adenocarcinomas?|lymphomas?|NSCLC|disease|subjects)\s"
    r"(?:with|without|who\shad|having|harbou?ring|carrying)\s(?:an?\s|\w+\s)?$",
    re.IGNORECASE,
)
_HAD = re.compile(
    r"[-\s]?(?:positive|negative|mutant|mutated|amplified|over-?expressing|rearranged|high|low|elevated|wild[-\s]?type|deficient|[+-])(?!\w)",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\w[-\s]?(?:positive|negative|mutant|mutated|amplified|high|low|wild[-\s]?type|[+\u2212])$", re.IGNORECASE
)
_PARTS = re.compile(r"\s(?:sub)?groups?$", re.IGNORECASE)
