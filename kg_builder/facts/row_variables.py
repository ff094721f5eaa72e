"""Which characteristic, and which level of it, a row of a table of characteristics is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg_builder.facts.labels import unsized
from kg_builder.facts.result_rows import SUMMARY_ROW
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Row, Sheet, Value
from kg_builder.facts.stub_variable import divided_variable
from kg_builder.held import once
from kg_builder.lexicon import Category, Term
from kg_builder.study import Paper

__all__ = ["traits_named", "unlabelled", "unsummed", "variable_of"]

_GENERAL = re.compile(
    r"^(?:(?:patients?'?|disease|tumou?r|baseline|clinical|general|demographics?|characteristics?|data|"
    r"features|variables?|and|other|parameters?|of|the|at)\W*)+$",
    re.IGNORECASE,
)


def variable_of(sheet: Sheet, row: Row, *, summary: bool) -> tuple[str, str | None]:
    """Characteristic and level: "Gender" > "Female"; a row that only says "Median" speaks of the row above."""
    label, parents = row.label, [p for p in row.parents if p and not _GENERAL.match(p)]
    if summary:
        return _summed(sheet, row, parents), None
    if not parents or _of_its_own(sheet, row, parents[-1]):
        if not row.parents and (variable := divided_variable(sheet)):
            return variable, label
        arm = None if parents else sheet.paper.roster.named(label)
        return ("treatment", label) if arm is not None and arm.regimen and not arm.whole else _split(label)
    return ": ".join(map(unsized, parents[-2:])), _STATUS.get(label.lower()) or _unknown(sheet.paper, label) or label


def _summed(sheet: Sheet, row: Row, parents: Sequence[str]) -> str:
    """What a row of medians or means sums up: with the variable above it, where its label alone does not tell."""
    over = [*parents]
    label = over.pop() if SUMMARY_ROW.match(row.label) and parents else row.label
    name = unlabelled(unsized(label))
    above = unlabelled(unsized(over[-1])) if over else ""
    if not above or above.lower() in name.lower():
        return name
    return f"{above}: {name}" if _PARTIAL.fullmatch(name) or row.path[:-1] in _repeated(sheet) else name


_PARTIAL = re.compile(
    r"""(?:(?:(?:pre|post|peri|intra|inter)[-\s]?)?(?:baseline|initial|final|first|last|second|third|screening|entry|treatment|therapy|operative(?:ly)?|surgery|enrol\w+
          |random\w+|diagnos[ie]s|relapse|recurrence|progression|nadir|peak|day|week|month|cycle|visit|score|value|level|status|index|expression|staining|intensity
          |(?:[HQ]|Allred)[-\s]?score|cytoplasm\w*|nucle(?:us|i|ar)|membran\w+|strom\w+|perivascular|parenchym\w+|intratumou?ral|tumou?r(?:al)?|serum|plasma|blood|urine
          |urinary|tissue|csf|(?:positive\s)?cells?|total|overall|sum|maxim(?:um|al)|minim(?:um|al)|largest|smallest|longest|shortest|left|right|both|lesions?|primary|metasta\w+
          |invasive|clinical(?:ly)?|patholog\w+|radiolog\w+|absolute|relative|mg|ml|ct|mri|pet|ultrasound|at|in|on|of|the|for|per|and|before|after|during|to|by|as|continuous|\d+)
          (?:[-\s,:;/.]+|$))+""",
    re.IGNORECASE | re.VERBOSE,
)  # when, where or how something is measured, and not what


@once
def _repeated(sheet: Sheet) -> frozenset[tuple[str, ...]]:
    """The sections of medians and means whose labels stand in another section too, so that they do not tell by themselves."""
    sections: dict[str, set[tuple[str, ...]]] = {}
    for row in sheet.rows:
        if len(row.path) > 1 and not SUMMARY_ROW.match(row.label) and _SUMMARY.search(row.path[-1]):
            sections.setdefault(unlabelled(row.label).lower(), set()).add(row.path[:-1])
    return frozenset(path for paths in sections.values() if len(paths) > 1 for path in paths)


_UNKNOWN = re.compile(
    r"(?:not\s|un)(?:known|available|determined|done|evaluable|tested|reported|assessed|specified)|missing",
    re.IGNORECASE,
)


def _unknown(paper: Paper, label: str) -> str | None:
    """What the short form of a level means that says that nothing is known: "n.k."."""
    match = _UNKNOWN.match(paper.abbreviations.get(label, ""))
    return match.group() if match else None


_KINDS = (Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.TOXICITY, Category.DISEASE)


def _of_its_own(sheet: Sheet, row: Row, parent: str) -> bool:
    """Whether a row below a section row is a characteristic itself, not a level of the section's.

    Below a heading that is no variable all rows must be such; below a known variable, a marker with its limit is.
    """
    own = traits_named(sheet, row.label)
    above = traits_named(sheet, parent) if own else []
    if not own or any(t.category is Category.BIOMARKER for t in above):
        return False
    if any(t.category is Category.BIOMARKER for t in own) and re.search(r"[<>\u2264\u2265]", row.label):
        return True
    if any(t.category is not Category.CHARACTERISTIC or _has_values(sheet, t) for t in above):
        return False
    kinds, siblings = (Category.BIOMARKER, Category.TOXICITY) if above else _KINDS, section_of(sheet, row)
    if len(siblings) < 2:
        return False
    named = (traits_named(sheet, r.label) for r in siblings)
    alike = all(
        any(t.category in kinds for t in terms) and not any(t.features.get("broader") for t in terms) for terms in named
    )
    return alike and not (_NAMES_DIAGNOSES.fullmatch(parent) or _share_out(sheet, siblings))


_NAMES_DIAGNOSES = re.compile(
    r"""(?:(?:primary|principal|main|underlying|original|initial|final|histolog\w+|patholog\w+|clinical|cancer|tumou?r|disease)\s)*
        (?:diagnos[ie]s|histolog(?:y|ies)|malignanc(?:y|ies)|entit(?:y|ies)|indications?|primary|(?:tumou?r|cancer|disease|histolog\w+|primary)\s(?:type|subtype|site|origin|location|entity)s?)""",
    re.IGNORECASE | re.VERBOSE,
)


def _share_out(sheet: Sheet, rows: Sequence[Row]) -> bool:
    """Whether each patient is counted in just one of some rows: the percentages, or the counts, of all columns add up to all."""
    told: dict[int, list[Value]] = {}
    for value in (v for row in rows for v in sheet.values(row)):
        told.setdefault(value.column.index, []).append(value)
    return bool(told) and all(_adds_up(values) for values in told.values())


def _adds_up(values: Sequence[Value]) -> bool:
    size = values[0].column.n
    if size is not None and sum((v.read.lead or Decimal(0) for v in values), Decimal(0)) == size:
        return True
    percents = [(v.read.lead if v.read.percent else v.percent) if v.read.lead else Decimal(0) for v in values]
    shares = [p for p in percents if p is not None]
    return len(shares) == len(values) and abs(sum(shares, Decimal(0)) - 100) <= _ROUNDED * sum(map(bool, shares))


_ROUNDED = Decimal("0.5")  # by how much each whole percentage may be off


def traits_named(sheet: Sheet, label: str) -> list[Term]:
    """What a label names of the patients' traits, in the vocabulary's terms."""
    return [t for m in sheet.paper.finder.find(label) for t in m.terms if t.category in _KINDS]


def _has_values(sheet: Sheet, variable: Term) -> bool:
    """Whether the vocabulary knows values of a variable ("male" of sex)."""
    return variable.key in sheet.paper.lexicon.divided


_STATUS = {"+ve": "positive", "-ve": "negative", "unk": "unknown"}
_OWN_LEVEL = re.compile(r"^(?P<name>[^():]+?)\s?(?:\((?P<bracket>[^()]+)\)|:\s(?P<colon>.+))$")


def _split(label: str) -> tuple[str, str | None]:
    """A row that stands alone: "Sex (male)", "Histology: ductal"."""
    name, _, last = label.rpartition(" ")
    if name and (status := _STATUS.get(last.lower())):
        return name, status
    match = _OWN_LEVEL.match(label)
    if match is None or not re.search(r"[^\W\d_]{2}", match["bracket"] or match["colon"]):
        return label, None
    return match["name"], match["bracket"] or match["colon"]


_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SUMMARY = re.compile(r"\b(?:medians?|means?|average|range|IQR|SD|interquartile)\b|\u00b1", re.IGNORECASE)
_LAST_UNIT = re.compile(r",.*$|[-\s]+(?:in\s)?(?:years?|yrs?|months?|days?|weeks?|kg|cm|mm)$")


def unlabelled(label: str) -> str:
    """What a row sums up, by its label.

    >>> unlabelled("Median age (range), years"), unlabelled("Tumour size (cm)")
    ('age', 'Tumour size')
    """
    return _LAST_UNIT.sub("", unsummed(label)).strip(" ,:;-") or label


def unsummed(label: str) -> str:
    """A label without how its values are summed up, and without what stands in brackets."""
    return " ".join(_SUMMARY.sub(" ", _BRACKETED.sub(" ", label)).split()).strip(" ,:;-")
