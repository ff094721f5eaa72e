"""Responses and survival by arm, from tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from kg_builder.arms import Arm, head
from kg_builder.evidence import Outcome, Probability
from kg_builder.facts.arm_rows import arms_beside, is_arm, part_over
from kg_builder.facts.chance_rows import chance_below
from kg_builder.facts.classed_rows import class_of_row, is_bare_count
from kg_builder.facts.event_rows import event_of, is_event
from kg_builder.facts.given import given
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.headings import months_of, says_nothing
from kg_builder.facts.level_chances import chance_of_levels
from kg_builder.facts.note import Note
from kg_builder.facts.outcome_captions import of_caption, prints_time
from kg_builder.facts.outcome_names import (
    OUTCOMES,
    bare_response,
    came_back_in,
    is_response,
    named_outcomes,
    outcome_of,
    unlisted,
)
from kg_builder.facts.outcome_numbers import numbers_of
from kg_builder.facts.outcome_parts import one_patient, part_of
from kg_builder.facts.own_factors import behind_levels
from kg_builder.facts.printed import Printed
from kg_builder.facts.result_rows import is_result
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.facts.stub_variable import with_variable
from kg_builder.facts.summaries import summary_of
from kg_builder.facts.untold_rows import tells_none
from kg_builder.held import held_for_each, once
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = ["beside_baseline", "from_sheet"]

_SIZES = re.compile(
    r"^(?:total|all|(?:total\s)?(?:no\.|no(?=\s)|number|n)(?:\s(?:of\s)?(?:evaluable\s)?(?:patients|subjects|"
    r"cases))?|(?:evaluable\s)?patients)$",
    re.IGNORECASE,
)


class _Subject(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """What a value is about."""

    endpoint: str
    response: bool  # a category of response, or a rate of responses
    labels: tuple[str, ...]  # the texts that may say of statistic, unit and time, nearest first
    group: str | None = None  # a row that names the group of patients
    subgroup: str | None = None
    arm: bool = False  # the group is an arm
    some: bool = False  # its shares are of those only who had the event
    classed: bool = False  # it divides the patients, by no criteria of response


def from_sheet(sheet: Sheet) -> Iterator[Outcome | Note]:
    """The records of a table of responses and survival."""
    columns = _columns(sheet)
    for row in sheet.rows if columns else ():
        yield from _from_row(sheet, row, columns)


def _columns(sheet: Sheet) -> Sequence[Column]:
    return [c for c in sheet.groups if c.statistic not in (*RATIOS, "n", "events")]


def _from_row(sheet: Sheet, row: Row, columns: Sequence[Column]) -> Iterator[Outcome | Note]:
    values = list(sheet.values(row, columns))
    for value in values if values and not tells_none(sheet, row, columns) else ():
        subject = None if _is_size(sheet, row, value.column) else _subject(sheet, row, value.column)
        if subject is not None:
            record = _record(sheet, value, subject)
            yield _of_study(record) if record else sheet.note(value, "outcome not understood")


def beside_baseline(sheet: Sheet) -> Iterator[Outcome | Note]:
    """The outcomes that a table of characteristics reports beside them: in columns of an endpoint, or in rows."""
    columns = _columns(sheet)
    headed = [c for c in columns if c.heading.endpoint]
    for row in sheet.rows if columns else ():
        if told := columns if is_result(sheet, row) else headed:
            yield from _from_row(sheet, row, told)


def _subject(sheet: Sheet, row: Row, column: Column) -> _Subject | None:
    """The endpoint of a cell: what the row names, or the column, or the head of the first column."""
    if _is_level(sheet, row.label, column):
        return _by_group(sheet, row, column.heading.endpoint or "", column.path[::-1])
    labels = tuple(reversed(row.path)) + column.path[::-1]
    beside = _beside(sheet, row, column, labels)
    for depth, text in enumerate(reversed(row.path)):
        over = depth and not column.heading.endpoint
        if over and (event := came_back_in(sheet, text, row.label)):
            return _Subject(endpoint=event, response=False, labels=labels, some=True)
        if depth and beside is not None:
            return beside
        if depth and column.heading.endpoint:
            if section := _sharper(sheet, text, column):
                return _by_group(sheet, row, section, column.path[::-1])
            break
        listed = None if depth else bare_response(sheet, row, column)
        if key := listed or _in_full(sheet, row, outcome_of(sheet, text)):
            response, part = is_response(sheet, text) or key == listed, part_of(sheet, row, depth)
            found = _Subject(endpoint=key, response=response, labels=labels, subgroup=part)
            if beside is not None and beside.classed and (counted := _counted(sheet, beside, found)):
                return counted
            return _named(sheet, row, column, found, text if depth else "")
    return beside or _under_head(sheet, row, column)


def _beside(sheet: Sheet, row: Row, column: Column, labels: tuple[str, ...]) -> _Subject | None:
    """The subject of a row that names no endpoint, beside categories of response or in a section that divides the patients."""
    if sibling := unlisted(sheet, row):
        return _Subject(endpoint=sibling, response=True, labels=labels)
    if (named := class_of_row(sheet, row, column)) is None:
        return None
    endpoint, part = named  # of how many bare counts are is not told
    some = is_bare_count(sheet, row, column)
    return _Subject(endpoint=endpoint, response=True, labels=labels, subgroup=part, some=some, classed=True)


def _counted(sheet: Sheet, beside: _Subject, found: _Subject) -> _Subject | None:
    """The subject of a row that names an endpoint in a section that divides the patients: of one without a number, the class."""
    if not _is_told(sheet, found.endpoint):
        return beside
    bare = beside.some and not found.response  # a bare number, which its section tells to be a count
    return replace(beside, endpoint=found.endpoint, subgroup=found.subgroup) if bare else None


def _is_told(sheet: Sheet, endpoint: str) -> bool:
    """Whether an endpoint can have a number: not "outcomes", whichever they are."""
    term = sheet.paper.lexicon.get(Category.ENDPOINT, endpoint)
    return term is None or term.features.get("measuredAs") != "none"


def _named(sheet: Sheet, row: Row, column: Column, found: _Subject, section: str) -> _Subject:
    """The subject that a row, or its section, names: perhaps a kind of event, or of an arm."""
    if event := event_of(found.endpoint, row.label):
        return replace(found, endpoint=event, response=True, subgroup=None)
    if section and (kind := _kind_of_event(sheet, row, section, found)):
        return kind
    return _of_arm(found, row) if section and not column.name and arms_beside(sheet, row) else found


def _kind_of_event(sheet: Sheet, row: Row, section: str, found: _Subject) -> _Subject | None:
    """The subject of a row that names a kind of event, such as its site, and no part of the patients."""
    sites = _SITES.match(section) is not None
    if not found.subgroup or (found.response and not sites):
        return None
    whole = any(_of_all(column, read) for column, _, read, _ in sheet.cells(row, sheet.groups))
    kind = replace(found, endpoint=f"{found.endpoint}: {found.subgroup}", subgroup=None, some=not whole)
    return kind if whole or sites else None


_SITES = re.compile(r"(?:first\s)?(?:sites?|locations?|patterns?|types?)\sof\b", re.IGNORECASE)


def _under_head(sheet: Sheet, row: Row, column: Column) -> _Subject | None:
    """What the column names, or the head of the first column, or, of a time, the caption."""
    if column.heading.endpoint:
        return _by_group(sheet, row, column.heading.endpoint, column.path[::-1])
    over = (e for text in (sheet.stub, sheet.caption) if (e := came_back_in(sheet, text, row.label)))
    if len(row.path) == 1 and (event := next(over, None)):
        return _Subject(endpoint=event, response=False, labels=(row.label, *column.path[::-1]), some=True)
    if len(keys := [key for key in named_outcomes(sheet, sheet.stub) if _is_told(sheet, key)]) == 1:
        return _by_group(sheet, row, keys[0], (sheet.stub,))
    if prints_time(sheet, row, column) and (keys := of_caption(sheet)):
        labels = (*column.path[::-1], sheet.caption)
        return None if is_response(sheet, sheet.caption) else _by_group(sheet, row, keys[0], labels)
    return None


def _in_full(sheet: Sheet, row: Row, key: str | None) -> str | None:
    """The endpoint, or, of bare survival below "OS", that of the section."""
    sections = (k for p in reversed(row.parents) if key == "survival" and (k := outcome_of(sheet, p)))
    return next(sections, "OS" if key == "survival" and months_of(row.label) else key)


def _is_level(sheet: Sheet, label: str, column: Column) -> bool:
    """Whether a label names a response below a head that names a time: then it names the patients who had it."""
    key = column.heading.endpoint
    term = sheet.paper.lexicon.get(Category.ENDPOINT, key) if key else None
    timed = term is not None and term.features.get("measuredAs") == "time"
    return timed and is_response(sheet, label) and outcome_of(sheet, label) is not None


def _is_size(sheet: Sheet, row: Row, column: Column) -> bool:
    """Whether a cell only prints how many patients there are."""
    if not _SIZES.match(row.label) or (row.parents and "%" in row.path[-1]):
        return False
    arm = sheet.paper.roster.named(row.label) if column.heading.endpoint or column.heading.months else None
    return arm is None or not arm.whole


def _of_arm(subject: _Subject, row: Row) -> _Subject:
    """The subject of a row whose own label names the arm."""
    *outer, _ = (subject.subgroup or "").split("; ")
    return replace(subject, group=row.label, subgroup="; ".join(outer) or None, arm=True)


_OVERALL = re.compile(r"\b(?:overall|OS)\b", re.IGNORECASE)


def _sharper(sheet: Sheet, section: str, column: Column) -> str | None:
    """The endpoint of a section's row, where the column says only "survival"."""
    plain = column.heading.endpoint in ("OS", "survival") and not _OVERALL.search(" ".join(column.path))
    return outcome_of(sheet, section) if plain else None


def _by_group(sheet: Sheet, row: Row, endpoint: str, labels: tuple[str, ...]) -> _Subject:
    """Endpoints over the columns: the row names the patients, or only time and statistic: "1 year", "Median, months"."""
    response = is_response(sheet, " ".join(labels))
    if says_nothing(row.label, sheet.paper.finder) and (months_of(row.label) or summary_of([row.label]).centre):
        found = _Subject(endpoint=endpoint, response=response, labels=(row.path[-1], *labels))
        parent = row.parents[-1] if row.parents else ""
        if is_arm(sheet.paper, parent):
            return replace(found, group=parent, arm=True)
        return replace(found, subgroup="; ".join(_without_endpoints(sheet, row.parents)) or None)
    group = one_patient(sheet, row) or row.label
    arm = bool(arms_beside(sheet, row)) or bool(_ARMS.fullmatch(sheet.stub) and len(row.path) == 1)
    return _Subject(endpoint=endpoint, response=response, labels=labels, group=group, arm=arm)


_ARMS = re.compile(r"(?:(?:study|treatment)\s)?(?:regimens?|arms?)|treatments?(?:\sgroups?)?", re.IGNORECASE)


_STUDY = re.compile(r"(?:study|trial)\s(?=[\w/-]*\d)[\w/-]+|[A-Z][A-Z0-9-]{3,}\s(?:study|trial)", re.IGNORECASE)


def _of_study(record: Outcome) -> Outcome:
    """The record of the study that the heads name above its column, where several studies' patients stand side by side."""
    study, *others = (record.subgroup or "").split("; ")
    told = record.study == "this" and _STUDY.fullmatch(study)
    return replace(record, study=study, subgroup="; ".join(others) or None) if told else record


def _record(sheet: Sheet, value: Value, subject: _Subject) -> Outcome | None:
    if not (numbers := numbers_of(sheet, value, subject.labels, response=subject.response)):
        return None
    column, paper = value.column, sheet.paper
    name, n, arm = column.name or (column.arm.title() if column.arm else None), column.n, column.arm
    other = paper.roster.named(subject.group) if subject.group is not None else None
    if subject.group is not None and not (other is not None and other.whole) and _counts_all(sheet, value):
        return None
    subgroup = "; ".join(x for x in (column.subgroup, subject.subgroup) if x) or None
    own, vs = sheet.own_size(value.row, column), sheet.other(column)
    if subject.subgroup or (subject.some and not _of_all(column, value.read)):
        n = own
    if subject.group is not None:
        named = _group(subject.group, other)
        if column.heading.level:
            named, other, n = (f"{named[0]}: {column.heading.level.lower()}", None), None, None
        if other is not None and other.whole and column.name:
            n = own or n
        elif column.name or column.heading.level or not (subject.arm or other or paper.find_treatments(named[0])):
            part = _part(sheet, value.row, named[0], own)
            subgroup = "; ".join(x for x in (subgroup, part) if x) or None
            n = own or named[1]
        else:
            shown = other.title() if other else named[0]
            subgroup = "; ".join(filter(None, (subgroup, *_without_endpoints(sheet, part_over(value.row))))) or None
            name, n, arm, vs = shown, own or (None if subgroup else named[1]), other, None
    judged = subject.response and not (subject.classed or is_event(subject.endpoint))
    return Outcome(
        doc=paper.document.id,
        span=value.place,
        rule="table-outcome",
        arm=name,
        line=paper.line,
        subgroup=subgroup,
        endpoint=subject.endpoint,
        criteria=(column.heading.criteria or _criteria(sheet)) if judged else None,
        vs=vs,
        p=_chance(sheet, value, arm),
        **{"n": _consistent(value.column, n, numbers), **numbers, **given(paper, arm, name, subgroup or "")},  # type: ignore[arg-type]
    )


def _chance(sheet: Sheet, value: Value, arm: Arm | None) -> Probability | None:
    """The p value of a group that is compared with another, or of a level with the others."""
    column = value.column
    grouped = arm is None or not arm.whole or column.heading.level or column.subgroup
    return (
        chance_of_levels(sheet, value.row, column)
        or (value.p if grouped else None)
        or chance_below(sheet, value.row, column)
    )


def _part(sheet: Sheet, row: Row, name: str, size: int | None) -> str:
    """The part of the patients that a row names, with its factor's name; "" for a variable's own row, which is of all."""
    if size is not None and size == sheet.population.n:
        return ""
    parents = () if behind_levels(sheet, row, row.parents) else row.parents
    return with_variable(sheet, tuple(_without_endpoints(sheet, parents)), name)


def _consistent(column: Column, n: int | None, numbers: dict[str, object]) -> int | None:
    """The group's size, unless count and percentage deny a size that the column's own head does not print."""
    count, percent = numbers.get("count"), numbers.get("value")
    if not n or column.heading.n is not None or not isinstance(count, int) or not isinstance(percent, Decimal):
        return n
    return n if abs(Decimal(100 * count) / n - percent) <= 1 else None


def _without_endpoints(sheet: Sheet, parents: Sequence[str]) -> Iterator[str]:
    return (p for p in parents if _tells_part(sheet.paper, p))


@held_for_each
def _tells_part(paper: Paper, label: str) -> bool:
    """Whether a label over a row may name a part of the patients: it says something, and is no endpoint."""
    if says_nothing(label, paper.finder):
        return False
    term = paper.finder.named(label.strip(" ()[]:"))
    return term is None or term.category not in OUTCOMES


def _of_all(column: Column, read: Printed) -> bool:
    """Whether a row's share is of all patients of its column, so that the row's label does not name a part of them."""
    count, percent, n = read.lead, read.inner, column.n
    if count is None or not count or percent is None or not n or column.arm is None:
        return False
    return abs(100 * count / n - percent) <= Decimal("0.06")


def _counts_all(sheet: Sheet, value: Value) -> bool:
    """Whether a row's shares are of all patients, in the value's column or in one of the same endpoint."""
    endpoint = value.column.heading.endpoint
    return any(
        _of_all(c, read) for c, _, read, _ in sheet.cells(value.row, sheet.groups) if c.heading.endpoint == endpoint
    )


def _group(label: str, arm: Arm | None) -> tuple[str, int | None]:
    name, n = head(label)
    return name, n if n is not None else arm.n if arm else None


@once
def _criteria(sheet: Sheet) -> str | None:
    for text in (sheet.caption, sheet.notes):
        for mention in sheet.paper.finder.find(text):
            if term := mention.of(Category.CRITERIA):
                return (
                    term.key
                    if sheet.paper.criteria is None or not sheet.paper.criteria.startswith(term.key)
                    else sheet.paper.criteria
                )
    return sheet.paper.criteria
