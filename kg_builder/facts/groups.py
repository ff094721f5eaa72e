"""Which heads of a table name groups of patients, and which only say what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from kg_builder import letters
from kg_builder.arms import head
from kg_builder.assessors import names_assessor
from kg_builder.expressions import Expression
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.headings import read_heading
from kg_builder.facts.printed import printed
from kg_builder.facts.rows import Column, Row
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = [
    "arm_over",
    "attribution",
    "by_status",
    "names_ratio",
    "only_groups",
    "parted",
    "severity",
    "telling",
    "under_several",
    "with_neighbours",
    "with_own_intervals",
]

_REMEMBERED = 256  # heads of columns, which are asked of each row
_NOT_PATIENTS = ("p", "other", "ci", "sd", "n", *RATIOS)
_ALL = re.compile(
    r"(?:values?|data|(?:study\s)?(?:population|patients|subjects|cohort|participants|sample))", re.IGNORECASE
)
_ATTRIBUTED = re.compile(
    r"""(?:(?:(?:treatment|drug|therapy|immune)[\s-])?(?:related|emergent)|serious|fatal|acute|early|late|delayed|chronic)
        (?:\s(?:(?:TR|TE|S|ir)?AEs?|(?:radiation\s|adverse\s)?(?:events?|effects?|toxicit(?:y|ies))))?
      | (?:TR|S|ir)AEs?|(?:leading|resulting)\s(?:to|in)\s.*""",
    re.IGNORECASE | re.VERBOSE,
)
_ANY_CAUSE = re.compile(r"\bevents?,?\s(?:regardless|irrespective)\sof\s(?:attribution|caus|relation)", re.IGNORECASE)
_SEVERITY = re.compile(
    r"(?:mild|moderate|severe|life[\s-]threatening|(?:low|high)[\s-]grade)(?:\s?(?:/|-|to|or|and)\s?(?:moderate|severe))?"
    r"(?:\s(?:AEs?|(?:adverse\s)?events?|toxicit(?:y|ies)))?",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def attribution(text: str) -> bool:
    """Whether a head sorts events by cause or consequence.

    >>> attribution("Treatment-related"), attribution("Serious AEs"), attribution("Late toxicity"), attribution("Treatment")
    (True, True, True, False)
    """
    return bool(_ATTRIBUTED.fullmatch(text))


@lru_cache(maxsize=_REMEMBERED)
def severity(text: str) -> bool:
    """Whether a head sorts events by severity in words, which are no grades.

    >>> severity("Mild"), severity("Moderate to severe"), severity("High grade"), severity("High")
    (True, True, True, False)
    """
    return bool(_SEVERITY.fullmatch(text))


def is_part(paper: Paper, inner: str, outer: str) -> bool:
    """Whether a head names some of what the patients of the arm that another head names were given."""
    arm = paper.roster.named(outer) if inner != outer else None
    given = frozenset(arm.regimen) if arm is not None else frozenset()
    return bool(given) and any(frozenset(t.components) < given for t in paper.find_treatments(inner))


_EVERYBODY = re.compile(
    r"(?:all|of|the|total|overall|both|study|patients?|subjects?|cases?|participants?|cohort|population|sample|number|values?|n|no|\W)+",
    re.IGNORECASE,
)


_TESTED = re.compile(r"(?:tested|evaluated|assessed|examined|analy[sz]ed)", re.IGNORECASE)
_FOUND = re.compile(r"(?:positives?|mutated|mutations?|altered|detected|negatives?)", re.IGNORECASE)


def with_neighbours(paper: Paper, columns: Sequence[Column]) -> list[Column]:
    """The columns, some understood only from what stands beside them."""
    return [_named_beside(paper, column, columns) for column in _without_tested(columns)]


def with_own_intervals(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns; one of an endpoint with its interval, "ORR (95% CI)", whose cells print a value before that is of values."""
    return [
        replace(c, heading=replace(c.heading, statistic=""))
        if c.statistic == "ci" and c.heading.endpoint and any(_has_value(r, c) for r in rows)
        else c
        for c in columns
    ]


def _has_value(row: Row, column: Column) -> bool:
    entry = row.entries.get(column.index)
    read = printed(entry.text) if entry is not None else None
    return read is not None and read.lead is not None and read.interval is not None


def _without_tested(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns, those unread that say how many were tested, and how many of these had what the row names: no groups."""
    names = [c.heading.names[-1] if c.heading.names and c.heading.n is None else "" for c in columns]
    if not any(map(_TESTED.fullmatch, names)):
        return columns
    other = [bool(_TESTED.fullmatch(name) or _FOUND.fullmatch(name)) for name in names]
    return [
        replace(c, heading=replace(c.heading, statistic="other")) if o else c
        for c, o in zip(columns, other, strict=True)
    ]


def _named_beside(paper: Paper, column: Column, columns: Sequence[Column]) -> Column:
    """The column; one whose head is an arm's, or prints a size, beside a group's is a group too, whatever else it may mean."""
    if column.heading.names or not column.path:
        return column
    beside = [c.heading for c in columns if c.heading.names and c.index != column.index]
    size, name = column.heading.n, head(column.path[-1])[0]
    if not beside or not name or _EVERYBODY.fullmatch(name):
        return column
    others = [h.n for h in beside if h.n]
    sized = size is not None and bool(others) and size != sum(others)
    if not sized and not (_is_arm(paper, name) and any(_is_arm(paper, n) for h in beside for n in h.names)):
        return column
    above = read_heading(column.path[:-1], paper.finder)
    return replace(column, heading=replace(above, n=size, names=(*above.names, name)))


def _is_arm(paper: Paper, name: str) -> bool:
    arm = paper.roster.named(name)
    return arm is not None and not arm.whole


_RATIO = Expression(r"\bhazards?\b|\bodds\b|\bratios?\b|\bp[-\s]?values?\b|\d\d\s?%\s?CI\b")


def names_ratio(name: str) -> bool:
    """Whether a head speaks of a ratio or a test, so that it names no group.

    >>> names_ratio("Weighted hazard ratio"), names_ratio("HR-positive")
    (True, False)
    """
    return _RATIO.search(name) is not None


def parted(paper: Paper, head: str) -> tuple[str, ...]:
    """A head that names an arm and what is measured of it, as two: "X1 median OS (months)"; any other as it is."""
    mentions = paper.finder.find(head) if " " in head and "=" not in head else ()
    terms = (m.of(Category.ENDPOINT, Category.RESPONSE) for m in mentions)
    measured = any(t.features.get("measuredAs") in ("time", "fraction") for t in terms if t)
    named = paper.roster.find(head) if measured else ()
    if len(named) != 1:
        return (head,)
    arm, before, behind = (
        head[named[0].start : named[0].end],
        head[: named[0].start].strip(),
        head[named[0].end :].strip(),
    )
    rest = before or behind
    alone = not (before and behind) and rest and not named[0].arm.whole
    heading = read_heading((rest,), paper.finder, grades=False) if alone else None
    return (arm, rest) if heading is not None and heading.endpoint and not heading.names else (head,)


def telling(paper: Paper, names: Sequence[str]) -> str:
    """The names over a column as one; not a variable over one of its levels: "Caucasian" below "Race"."""
    variable = paper.finder.named(names[0], Category.CHARACTERISTIC) if len(names) == 2 else None
    found = [m for m in paper.finder.find(names[1]) if len(m.text) == len(names[1])] if variable else ()
    levels = (t for m in found if (t := m.of(Category.CHARACTERISTIC)))
    return names[1] if variable and any(t.features.get("broader") == variable.key for t in levels) else " ".join(names)


_STATUS = re.compile(
    r"\b(?:positive|negative|high|low|mutant|mutated|wild[-\s]?type|(?:un|non-?)?(?:methylated|amplified)|over-?expressed)\b",
    re.IGNORECASE,
)


def by_status(paper: Paper, columns: Sequence[Column]) -> bool:
    """Whether the groups of a study without arms are its patients by one marker's status: "X positive", "X negative"."""
    if paper.roster.arms:
        return False
    told = {c.heading.names for c in columns if c.statistic not in _NOT_PATIENTS}
    markers = set[str]()
    for names in told:
        if len(names) != 1 or not _STATUS.search(names[0]):
            return False
        markers |= {t.key for m in paper.finder.find(names[0]) if (t := m.of(Category.BIOMARKER))} or {names[0]}
    return len(told) > 1 == len(markers)


def only_groups(paper: Paper, columns: Sequence[Column], rows: Sequence[Row], *, events: bool) -> Iterator[Column]:
    """The columns, without the names that name no patients; a column that is about none has another statistic.

    A group has a size, is known to the paper or is given a treatment; beside such groups an unknown name is none.

    Args:
        paper: knows arms and treatments.
        columns: with the sizes that heads or a first row give.
        rows: of the table.
        events: the table is about adverse events.
    """
    patients = [c for c in columns if c.statistic not in _NOT_PATIENTS]
    labels = _labels(paper, patients)
    for column in columns:
        aside = events and len(column.heading.names) > 1
        told = (n for n in column.heading.names if n not in labels)
        named = (n for n in told if not (events and (attribution(n) or _ANY_CAUSE.search(n))))
        names = tuple(n for n in named if not (aside and _sorts_events(paper, n)))
        kept = replace(column, heading=replace(column.heading, names=names))
        if names and all(map(names_assessor, names)):
            differ = any(c.heading.names != column.heading.names for c in patients)
            judged = replace(kept, subgroup="; ".join(names) if differ else None)
            yield replace(judged, heading=replace(kept.heading, names=()))
            continue
        aside = events and column in patients and _beside_grades(paper, column, patients)
        if column not in patients or not names or (_known(paper, column) and not aside):
            yield kept
        elif {c.heading.names for c in patients} == {names} and all(map(_ALL.fullmatch, names)):
            yield replace(kept, heading=replace(kept.heading, names=()))
        elif aside or _beside_groups(paper, column, patients, rows):
            yield replace(kept, heading=replace(kept.heading, statistic="other"))
        else:
            yield kept


def _sorts_events(paper: Paper, name: str) -> bool:
    """Whether a head sorts events by the organs in which they are: "Neurological", "non-neurological"."""
    organs = re.sub(r"^non[\s-]?", "", name, flags=re.IGNORECASE)
    return paper.finder.named(f"{organs} toxicity", Category.TOXICITY) is not None


def _known(paper: Paper, column: Column) -> bool:
    return column.n is not None or any(_is_group(paper, n) for n in column.heading.names)


def _is_group(paper: Paper, name: str) -> bool:
    return (
        any(map(str.isdigit, name))
        or bool(letters.within(name))
        or paper.roster.named(name) is not None
        or bool(paper.find_treatments(name))
    )


def _labels(paper: Paper, patients: Sequence[Column]) -> frozenset[str]:
    """The names over all columns that have a group's name besides: "number of patients" under each arm."""
    shared = (
        frozenset.intersection(*(frozenset(c.heading.names) for c in patients)) if len(patients) > 1 else frozenset()
    )
    labels = frozenset(n for n in shared if not _is_group(paper, n))
    told = all(any(_is_group(paper, n) for n in c.heading.names) or c.heading.n for c in patients)
    return labels if told and all(len(c.heading.names) > len(labels) for c in patients) else frozenset()


def _beside_groups(paper: Paper, column: Column, patients: Sequence[Column], rows: Sequence[Row]) -> bool:
    """Whether the other columns are groups that print their sizes, or known groups whose cells look otherwise."""
    others = [c for c in patients if c.heading.names and c.heading.names != column.heading.names]
    parts = [c for c in others if not any((a := paper.roster.named(n)) and a.whole for n in c.heading.names)]
    if any(c.n is not None for c in parts):
        return True
    known = {c.heading.names for c in parts if _known(paper, c)}
    return len(known) > 1 and _shapes(rows, [column]).isdisjoint(_shapes(rows, parts))


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _shapes(rows: Sequence[Row], columns: Sequence[Column]) -> frozenset[str]:
    """The forms of the cells of some columns, every number as 9."""
    entries = (row.entries.get(column.index) for row in rows for column in columns)
    return frozenset(_NUMBER.sub("9", entry.text) for entry in entries if entry)


def _beside_grades(paper: Paper, column: Column, patients: Sequence[Column]) -> bool:
    """Whether other columns say a grade of all patients: then this one is not set apart by its patients."""
    names = column.heading.names
    known = column.n is not None or any(letters.within(n) or paper.roster.named(n) for n in names)
    graded = any(c.heading.grade and not c.heading.names for c in patients)
    return graded and not known and not severity(" ".join(names))


def arm_over(paper: Paper, names: Sequence[str]) -> str:
    """The name over a column that is the arm's: of a treatment, or known, or the innermost."""
    if len(names) == 1:
        return names[0]
    treated = [n for n in names if paper.find_treatments(n)]
    chosen = (treated or [n for n in names if paper.roster.named(n)] or names)[-1]
    return next((n for n in names if is_part(paper, chosen, n)), chosen)


def under_several(paper: Paper, column: Column, columns: Sequence[Column]) -> bool:
    """Whether a set of patients, given no treatment of its own, stands under several heads: "Training" of two diseases."""
    names = column.heading.names
    arm = paper.roster.named(names[-1]) if len(names) > 1 else None
    if arm is None or arm.regimen or arm.whole:
        return False
    others = (c.heading.names for c in columns if c.heading.names[-1:] == names[-1:])
    return any(other != names for other in others)
