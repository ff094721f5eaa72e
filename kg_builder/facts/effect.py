"""Ratios between the levels of a factor (HR, OR, RR), from regression tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg_builder.arms import head
from kg_builder.evidence import Effect, Interval, Probability
from kg_builder.facts.arm_rows import arms_beside, part_over
from kg_builder.facts.chance_rows import chance_apart
from kg_builder.facts.hazards import of_named_event
from kg_builder.facts.head_statistics import RATIOS, statistic_of
from kg_builder.facts.headings import model_of, months_of, says_nothing
from kg_builder.facts.labels import bare
from kg_builder.facts.measures import measure_of, model_noted, names_chance, ratio_named
from kg_builder.facts.note import Note
from kg_builder.facts.opposites import each_part
from kg_builder.facts.outcome_names import is_response, outcome_of
from kg_builder.facts.own_factors import behind_levels
from kg_builder.facts.printed import Printed, chance, is_blank, printed, with_chance
from kg_builder.facts.ratio_groups import at_risk, between, contrast_beside, of_both, of_part
from kg_builder.facts.ratio_sizes import size_of_ratio
from kg_builder.facts.reference_level import REFERENCE, VERSUS, contrast_of, plain, tells_variable, without_level
from kg_builder.facts.sections import section_of
from kg_builder.facts.sheet import Column, Row, Sheet, Value
from kg_builder.facts.statistic_rows import across, goes_on, limits_below, limits_beside, others_limited
from kg_builder.facts.stub_variable import with_variable
from kg_builder.facts.told_around import between_groups, told_around
from kg_builder.facts.told_of_table import model_told, only_time
from kg_builder.held import held_for_each, once
from kg_builder.lexicon import Category

__all__ = ["compared", "endpoint_of", "from_sheet"]


def from_sheet(sheet: Sheet) -> Iterator[Effect | Note]:
    """The records of the ratio columns of a table."""
    columns = [c for c in sheet.columns if c.statistic in RATIOS]
    for column in columns:
        yield from _from_column(sheet, column, columns)


def _from_column(sheet: Sheet, column: Column, ratios: list[Column]) -> Iterator[Effect | Note]:
    following = min((c.index for c in ratios if c.index > column.index), default=10_000)
    beside = [c for c in sheet.columns if column.index < c.index < following]
    left = _left_of(sheet, column, beside, ratios)
    for row in sheet.rows:
        entry = row.entries.get(column.index)
        if entry is None or is_blank(entry.text):
            continue
        if _is_reference(entry.text, row, beside) or chance(entry.text) == "NS":
            continue
        ratio, chances = with_chance(entry.text)
        read = printed(ratio)
        if read is not None and names_chance(column.path) and read.interval is None:
            continue  # the head speaks of p values and of ratios: the bare numbers are p values
        if read is not None and read.lead is None and goes_on(sheet, row, column):
            continue
        place = sheet.place(row, column, entry)
        p = chances or _p(row, beside) or _p(row, left) or chance_apart(sheet, row, column, beside)
        value = Value(row=row, column=column, read=read or Printed(), text=entry.text, place=place, p=p)
        ci, of_all = _interval(read, row, beside) if read else None, False
        if ci is None and read is not None and read.lead is not None:
            ci, of_all = limits_below(sheet, row, column, read.lead)
        record = (
            _record(sheet, value, ci, of_all=of_all)
            if read and (ci or not others_limited(sheet, row, column))
            else None
        )
        yield record or sheet.note(value, "ratio not understood")


def _is_reference(text: str, row: Row, beside: list[Column]) -> bool:
    """Whether a cell says that its level is the reference: a bare 1, where no interval stands beside it."""
    return bool(REFERENCE.match(text)) and _interval(Printed(), row, beside) is None


def _left_of(sheet: Sheet, column: Column, beside: list[Column], ratios: list[Column]) -> list[Column]:
    """The columns left of a ratio, where no p value stands to its right: "B, SE, Sig., Exp(B)"."""
    before = max((c.index for c in ratios if c.index < column.index), default=-1)
    none = not any(c.statistic == "p" for c in beside)
    return [c for c in sheet.columns if before < c.index < column.index] if none else []


def _p(row: Row, beside: list[Column]) -> Probability | None:
    column = next((c for c in beside if c.statistic == "p"), None)
    entry = row.entries.get(column.index) if column else None
    return chance(entry.text) if entry else None


def _interval(read: Printed, row: Row, beside: list[Column]) -> Interval | None:
    if read.interval is not None:
        return read.interval
    column = next((c for c in beside if c.statistic == "ci"), None)
    entry = row.entries.get(column.index) if column else None
    found = printed(entry.text) if entry else None
    return found.interval if found and found.lead is None and found.interval else limits_beside(row, beside)


def _record(sheet: Sheet, value: Value, ci: Interval | None, *, of_all: bool) -> Effect | None:
    read, row = value.read, value.row
    if read.lead is None or read.sign or read.percent or read.total is not None:
        return None
    if ci is not None and None not in ci and not ci[0] <= ci[1]:  # type: ignore[operator]
        return None
    column = value.column
    factor, contrast = across(row, column, of_all=of_all) or _over(sheet, row, column) or _factor(sheet, row, column)
    if factor is None and _is_result(sheet, row.label):
        factor, contrast = between(sheet, column)
    if factor is None or _is_of_harm(sheet, row):
        return None
    if factor == "treatment" and contrast is None:
        contrast = contrast_beside(sheet, column)
    endpoint = endpoint_of(sheet, row, column) or (only_time(sheet.paper) if column.statistic == "HR" else None)
    if endpoint and column.statistic == "HR":
        endpoint = of_named_event(endpoint, hazard=True) or endpoint
    population = _population(sheet, row, column, factor)
    timed = _measured(sheet, endpoint or "") == "time" or endpoint == "death"
    if (measure := measure_of(row.label, column.path, timed=timed) or column.statistic) not in RATIOS:
        return None
    return Effect(
        doc=sheet.paper.document.id, span=value.place, rule="table-effect",
        population=population[0], n=size_of_ratio(sheet, row, column, population[1]),
        endpoint=endpoint, measure=measure,
        model=column.heading.model
        or next((m for t in reversed(row.path) if (m := model_of(t))), None)
        or model_of(sheet.caption)
        or model_noted(sheet.notes, column.path)
        or (model_told(sheet.paper, sheet.block.where) if factor != "treatment" else None),
        factor=factor, contrast=contrast, value=read.lead, ci=ci, p=value.p,
    )  # fmt: skip


def _population(sheet: Sheet, row: Row, column: Column, factor: str) -> tuple[str | None, int | None]:
    """The patients: a group over the column, the row's when the factor is the treatment, else all."""
    arm = column.arm if column.arm is not None and column.name else None
    if arm is not None or column.heading.n is not None or of_part(sheet, column):
        return column.group, column.n or of_both(sheet, column, column.name)
    if factor == (compared(sheet)[0] or "treatment"):
        shown = part_over(row) if arms_beside(sheet, row) else (*row.parents, row.label)
        labels = [p for p in shown if not (_is_section(sheet, p) or _is_result(sheet, p) or contrast_of(p)[1])]
        if labels:
            name, n = head(with_variable(sheet, labels[:-1], labels[-1]))
            return (name or sheet.population.title()), n or at_risk(sheet, row, column)
    return sheet.population.title(), sheet.population.n or (of_both(sheet, column) if factor == "treatment" else None)


def _is_result(sheet: Sheet, text: str) -> bool:
    """Whether a label names what was measured, and no patients: "Median, months", "12-month rate", "Clinical benefit"."""
    finder = sheet.paper.finder
    subject = text.partition(",")[0]
    named = [m for m in finder.find(subject) if m.of(Category.ENDPOINT, Category.RESPONSE)]
    whole = any(m.end - m.start >= 0.6 * len(subject) for m in named)
    told = (
        whole
        or (named and outcome_of(sheet, text))
        or _TIME_TO.match(text)
        or ratio_named(text)
        or says_nothing(text, finder)
    )
    return bool(told or _RATE_THEN.match(text) or _SUMMED.match(text))


_SUMMED = re.compile(r"(?:median|mean)\b", re.IGNORECASE)
_RATE_THEN = re.compile(r"\d+-(?:year|yr|y|month|mo)\b", re.IGNORECASE)  # "2-year XC"


@once
def compared(sheet: Sheet) -> tuple[str | None, str | None]:
    """What all ratios of the table compare: what its caption sets against each other, or its two treatments."""
    text = sheet.caption
    if match := re.search(
        rf"(?P<factor>[\w/+-]+)\s[(\[](?P<one>[^()\[\]]+?)\s{VERSUS}\s(?P<other>[^()\[\]]+?)[)\]]", text, re.IGNORECASE
    ):
        return match["factor"], f"{plain(match['one'])} vs {plain(match['other'])}"
    named = sheet.paper.find_treatments(text)
    for one, other in pairwise(named):
        if re.fullmatch(rf"\s?{VERSUS}\s?", text[one.end : other.start], re.IGNORECASE):
            return "treatment", f"{text[one.start : one.end]} vs {text[other.start : other.end]}"
    return told_around(sheet) or (("treatment", None) if sheet.treated else (None, None))


def endpoint_of(sheet: Sheet, row: Row, column: Column) -> str | None:
    """The endpoint: the column's, the row's section's, or the only one that the caption names."""
    if column.heading.endpoint:
        return column.heading.endpoint
    if damaged := _damaged(sheet, column):
        return damaged
    for text in reversed(row.path):
        if keys := [] if _is_by_then(text) or _of_responders(sheet, text, column) else _hazards(sheet, text, column):
            return _time_to(sheet, text) or (keys[0] if len(keys) == 1 else None)
        if _TIME_TO.match(text) or _RATE_THEN.match(text):
            return _time_to(sheet, text)
    return _of_table(sheet, column.statistic)


@held_for_each
def _of_table(sheet: Sheet, ratio: str) -> str | None:
    """The endpoint of such ratios in columns and rows that name none: the only one that fits, of heads or words around."""
    heads = {c.heading.endpoint for c in sheet.columns if c.heading.endpoint}
    fitting = [k for k in heads if (_measured(sheet, k) == "time") is (ratio == "HR")]
    for text in (sheet.stub, sheet.caption):
        if keys := [k for k in _endpoints(sheet, text) if _measured(sheet, k) != "none"]:
            general = keys == ["survival"] and len(fitting) < 2  # of the kind that the heads tell of
            return (fitting or ["OS"])[0] if general else keys[0] if len(keys) == 1 else None
    return fitting[0] if len(fitting) == 1 else None if fitting else _harm(sheet, ratio)


def _is_of_harm(sheet: Sheet, row: Row) -> bool:
    """Whether the ratio of two groups over columns is of a harm, which a row names, and of no trait."""
    harmed = any(m.of(Category.TOXICITY) and not m.of(Category.ENDPOINT) for m in sheet.paper.finder.find(row.label))
    return harmed and len(sheet.arms) == 2


def _harm(sheet: Sheet, ratio: str) -> str | None:
    """The one adverse event whose odds or risk the caption says the ratios are of: "Risk factors for rash"."""
    if ratio == "HR":
        return None
    named = {m.text for m in sheet.paper.finder.find(sheet.caption) if m.of(Category.TOXICITY)}
    return named.pop() if len(named) == 1 else None


def _hazards(sheet: Sheet, text: str, column: Column) -> list[str]:
    """The endpoints of a label; of what is no time and no event there is no hazard, where the caption names a time."""
    keys = _endpoints(sheet, text)
    timed = column.statistic == "HR" and any(_measured(sheet, k) == "time" for k in _endpoints(sheet, sheet.caption))
    return [k for k in keys if _measured(sheet, k) in ("time", "event")] if keys and timed else keys


def _of_responders(sheet: Sheet, text: str, column: Column) -> bool:
    """Whether a label names patients by their response, of whom there is a hazard: "Response (CR vs. PR)"."""
    patients = column.statistic == "HR" and is_response(sheet, text)
    return patients and (contrast_of(text)[1] is not None or outcome_of(sheet, text) not in _endpoints(sheet, text))


def _measured(sheet: Sheet, key: str) -> str | None:
    """What kind of number the results of an endpoint are."""
    term = sheet.paper.lexicon.get(Category.ENDPOINT, key)
    return term.features.get("measuredAs") if term else None


_TIME_TO = re.compile(r"\b(?:median\s)?(?P<time>time\sto\s(?:(?!\s[-\u2013\u2014]\s)[^,;()\[\]])+)", re.IGNORECASE)


def _time_to(sheet: Sheet, text: str) -> str | None:
    """A time to an event, where the vocabulary knows only the event: "time to X progression"."""
    time = _TIME_TO.search(bare(text))
    timed = any("time" in m.text.lower() for m in sheet.paper.finder.find(text) if m.of(Category.ENDPOINT))
    return time["time"].strip() if time and not timed else None


def _damaged(sheet: Sheet, column: Column) -> str | None:
    """An endpoint of the caption that a head spells in other case or without its first letter ("FS" for PFS)."""
    found = sheet.paper.finder.find(sheet.caption) if column.heading.names else ()
    mentions = [(m.text.upper(), t.key) for m in found if (t := m.of(Category.ENDPOINT))]
    for name in column.heading.names:
        exact = {k for text, k in mentions if text == name.upper()}
        cut = {k for text, k in mentions if len(name) >= 2 and text[1:] == name.upper()}
        if len(meant := exact or cut) == 1:
            return meant.pop()
    return None


def _endpoints(sheet: Sheet, text: str) -> list[str]:
    return list(dict.fromkeys(t.key for m in sheet.paper.finder.find(text) if (t := m.of(Category.ENDPOINT))))


def _over(sheet: Sheet, row: Row, column: Column) -> tuple[str | None, str] | None:
    """Factor and contrast of a column whose head sets two treatments, or two levels, against each other: "X1 vs. X2 (HR)"."""
    contrast = next((c for name in column.heading.names if (c := contrast_of(name)[1])), None)
    if contrast is None or sheet.paper.find_treatments(contrast):
        return ("treatment", contrast) if contrast else None
    return None if _whole(sheet, row.label) or _is_result(sheet, row.label) else row.label, contrast


def _factor(sheet: Sheet, row: Row, column: Column) -> tuple[str | None, str | None]:
    """Factor and contrast: "Age (>60 vs. <=60)", or a level under its factor beside a reference level."""
    label, parents = row.label, _factors_over(sheet, row)
    known = sheet.paper.roster.named(label)
    if statistic_of(label.split(",", maxsplit=1)[0]) or (known is not None and known.whole):
        return compared(sheet)
    own, contrast = contrast_of(label)
    if contrast is not None:
        arms = (own is None or _whole(sheet, own)) and _are_arms(sheet, contrast)
        own = "treatment" if arms else own
        return (own or (parents[-1] if parents else _common(label, contrast))), contrast
    reference = _reference(sheet, row, column) if parents else None
    if reference is not None:
        return "treatment" if part_over(row) and arms_beside(sheet, row) else parents[-1], f"{label} vs {reference}"
    if (treatments := compared(sheet))[0] is not None:
        return treatments
    if parents and each_part(sheet, row, column):
        return ("treatment", None) if len(sheet.paper.roster.arms) == 2 else (None, None)
    told = _whole(sheet, label) or (_endpoints(sheet, label) and _is_result(sheet, label))
    if not (parents or _is_by_then(label)) and (told or _ends_in_result(sheet, label, column)):
        return between_groups(sheet), None
    if not parents:
        return _of_arms(sheet, row, column) if arms_beside(sheet, row) else _of_stub(sheet, row, column)
    factor, outer = contrast_of(parents[-1])
    if outer and outer.startswith("vs "):
        outer = f"{plain(label)} {outer}"
    return (factor or parents[-1], outer) if outer else (f"{parents[-1]}: {label}", None)


_FACTORS = re.compile(r".*(?:variab|factor|covari|predict|charact|param|feature|group|marker)", re.IGNORECASE)


def _of_stub(sheet: Sheet, row: Row, column: Column) -> tuple[str, str | None]:
    """Factor and contrast of a row that stands alone: its label, or the head of the labels, where the first is the reference."""
    cells = [(r.label, e.text) for r in sheet.rows if (e := r.entries.get(column.index)) and e.text]
    variable = not (_FACTORS.match(sheet.stub) or says_nothing(sheet.stub, sheet.paper.finder))
    named = sheet.stub and (variable or tells_variable(sheet.stub, row.label))
    references = [label for label, text in cells if REFERENCE.match(text)]
    flat = all(len(r.path) == 1 for r in sheet.rows) and len(cells) == len(sheet.rows) > 2
    levels = named and flat and references == [cells[0][0]]
    return (sheet.stub, f"{row.label} vs {references[0]}") if levels else (with_variable(sheet, (), row.label), None)


def _of_arms(sheet: Sheet, row: Row, column: Column) -> tuple[str | None, str | None]:
    """Factor and contrast where each row is about an arm: against the arm of reference, or between the only two."""
    beside = [r for r in section_of(sheet, row) if r.index != row.index]
    cells = {r.label: r.entries.get(column.index) for r in beside}
    for other, entry in cells.items():
        if entry and entry.text and REFERENCE.match(entry.text):
            given = sheet.paper.find_treatments(row.label) or getattr(
                sheet.paper.roster.named(row.label), "regimen", ()
            )
            return "treatment" if given else row.label, f"{row.label} vs {other}"
    alone = not any(entry and entry.text for entry in cells.values())
    return ("treatment", None) if alone and len(arms_beside(sheet, row)) == 2 else (None, None)


def _factors_over(sheet: Sheet, row: Row) -> list[str]:
    """The factors that a row may be a level of: none behind a row that names a factor of its own, or if it does so itself."""
    parents = [p for p in row.parents if p and not _is_section(sheet, p)]
    before = [r for r in section_of(sheet, row) if r.index < row.index]
    alone = before and (_is_marker(sheet, row.label, parents) or behind_levels(sheet, row, parents))
    return [] if alone or any(contrast_of(r.label)[0] for r in before) else parents


_LIMITED = re.compile(r"[<>\u2264\u2265]|\b(?:high|low|elevated)\b", re.IGNORECASE)


def _is_marker(sheet: Sheet, label: str, parents: list[str]) -> bool:
    """Whether a label names a marker and its limit ("LDH > 250") under a heading that does not name that marker."""
    found = [m for m in sheet.paper.finder.find(label) if m.of(Category.BIOMARKER) and m.start == 0]
    return bool(found) and bool(_LIMITED.search(label)) and not any(found[0].text in p for p in parents)


def _common(label: str, contrast: str) -> str:
    """What the levels of a contrast have in common: the stage of "Stage IV vs III", else the label."""
    return without_level(contrast.split(" vs ", maxsplit=1)[0]) or bare(label)


def _are_arms(sheet: Sheet, contrast: str) -> bool:
    """Whether what a label sets side by side are arms of the study."""
    return all(sheet.paper.roster.named(level) in sheet.paper.roster.arms for level in contrast.split(" vs "))


def _whole(sheet: Sheet, label: str) -> bool:
    plain = label.strip(" ()[]:;")
    covered = sum(m.end - m.start for m in sheet.paper.finder.find(plain) if m.of(Category.ENDPOINT))
    return bool(covered) and covered >= 0.6 * len(plain)


def _is_by_then(label: str) -> bool:
    """Whether a label divides patients by what had happened by a time, which is a factor: "Progression ≤ 2 years"."""
    limit = _LIMIT.search(label)
    return limit is not None and months_of(label[limit.end() :]) is not None


_LIMIT = re.compile(r"[<>\u2264\u2265]\s?(?=\d)")


def _ends_in_result(sheet: Sheet, label: str, column: Column) -> bool:
    """Whether a label says what happened ("Deaths", "X1-related deaths"), where nothing else says what the ratio is of."""
    elsewhere = _endpoints(sheet, f"{sheet.stub} ; {sheet.caption}")
    if column.heading.endpoint or any(_measured(sheet, key) != "none" for key in elsewhere):
        return False
    return any(m.end == len(label) for m in sheet.paper.finder.find(label) if m.of(Category.ENDPOINT))


_ANALYSIS = re.compile(r"\banalys[ie]s\b", re.IGNORECASE)


def _is_section(sheet: Sheet, text: str) -> bool:
    """Section rows such as "Multivariate modeling" or "Overall survival" are not factors."""
    return bool(model_of(text) or (_endpoints(sheet, text) and _whole(sheet, text)) or _ANALYSIS.search(text))


def _reference(sheet: Sheet, row: Row, column: Column) -> str | None:
    """The level that the row's siblings are compared with."""
    siblings = section_of(sheet, row)
    for other in (r for r in siblings if r.index != row.index):
        text = entry.text if (entry := other.entries.get(column.index)) is not None else ""
        if REFERENCE.match(text) or (not text and len(siblings) == 2):
            return other.label
    return None
