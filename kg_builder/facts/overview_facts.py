"""What overview tables with columns report of the studies they list: outcomes of each arm, and ratios between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kg_builder.evidence import Effect, Outcome, Place
from kg_builder.facts.grades import adverse, graded
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.headings import read_heading
from kg_builder.facts.note import Note
from kg_builder.facts.overview import Arm, Field, Overview, Study, overviews, shared_out
from kg_builder.facts.printed import Printed, is_blank, printed
from kg_builder.facts.summaries import summary_of
from kg_builder.lexicon import Category
from kg_builder.study import Paper

__all__ = ["overview_facts"]


def overview_facts(paper: Paper) -> Iterator[Outcome | Effect | Note]:
    """The outcomes and ratios of the studies that overview tables list column by column."""
    for table in overviews(paper).values():
        for study in table.studies:
            for arms, fields in study.rows:
                for field in (part for f in fields for part in _labelled(paper, f)):
                    yield from _facts(paper, table, study, arms, field)


_APART = re.compile(r";\s*|,\s+(?=[A-Za-z\d]*[-A-Za-z])|(?<=[\d%)a-z])\.\s+")
_JOINT = re.compile(r"[\s:=,]*(?:(?:was|of)\s)?")


def _labelled(paper: Paper, field: Field) -> Iterator[Field]:
    """A cell; or, in a column of no one endpoint, its parts with the endpoint that each names: "mOS: 13.8 months; ORR 47%"."""
    if _endpoint(paper, field) is not None or field.heading.statistic:
        yield field
        return
    for part in _APART.split(field.text):
        named = [m for m in paper.finder.find(part) if m.of(Category.ENDPOINT, Category.RESPONSE)]
        if len(named) != 1:
            continue
        heading = read_heading((part[: named[0].end],), paper.finder)
        joint = _JOINT.match(part, named[0].end) if heading.endpoint and not heading.names else None
        if joint is not None and joint.end() < len(part):
            label, text = part[: named[0].end], part[joint.end() :]
            yield replace(field, path=(*field.path, label), heading=heading, text=text)


def _facts(
    paper: Paper, table: Overview, study: Study, arms: tuple[Arm, ...], field: Field
) -> Iterator[Outcome | Effect | Note]:
    if is_blank(field.text):
        return
    if field.heading.statistic in RATIOS:
        if _is_shared(study, field) and arms is not study.rows[0][0]:
            return
        yield _effect(paper, table, study, arms, field) or _note(paper, table, study, field, "ratio not understood")
        return
    endpoint = _endpoint(paper, field)
    if endpoint is None or field.heading.names or field.heading.statistic in ("p", "ci", "other"):
        return
    parts = shared_out(field.text, len(arms))
    if not parts or _is_shared(study, field):
        yield _note(paper, table, study, field, "arm not certain")
        return
    for arm, part in zip(arms, parts, strict=True):
        numbers = _numbers(paper, table, field, endpoint, part) if arm.regimen else {}
        if numbers.get("statistic") == "median" and not (_says_median(paper, table, field) or (arm.n or 1) > 1):
            numbers = {}
        if not numbers:
            yield _note(paper, table, study, field, "outcome not understood")
            continue
        others = [a.name for a in study.arms if a is not arm]
        yield Outcome(
            doc=paper.document.id, span=_place(table, study, field), rule="overview-cell", arm=arm.name, regimen=arm.regimen,
            one_of=arm.one_of, study=study.name, endpoint=endpoint, vs=others[0] if len(others) == 1 else None,
            **{"n": arm.n, **numbers},  # type: ignore[arg-type]
        )  # fmt: skip


def _is_shared(study: Study, field: Field) -> bool:
    """Whether a cell spans the rows of several arms."""
    return sum(any(f.span == field.span for f in fields) for _, fields in study.rows) > 1


def _endpoint(paper: Paper, field: Field) -> str | None:
    """The endpoint of a column, where it is one that is measured; adverse events with their grade."""
    key = field.heading.endpoint
    if key is None:
        return None
    term = paper.lexicon.get(Category.ENDPOINT, key)
    if adverse(key):
        return graded(key, " ".join(field.path))
    return None if term is not None and term.features.get("measuredAs") == "none" else key


def _numbers(paper: Paper, table: Overview, field: Field, endpoint: str, text: str) -> dict[str, object]:
    """Statistic, value and unit of an arm's part of a cell; empty when they are not clear."""
    read = printed(text)
    term = paper.lexicon.get(Category.ENDPOINT, endpoint)
    if read is None or read.sign not in ("", "NR", "<", ">") or read.sd is not None:
        return {}
    percent = read.percent or read.inner_percent or "%" in re.sub(r"\d\d?\s?%\s?,?\s?CI", "", " ".join(field.path))
    timed = term is not None and term.features.get("measuredAs") == "time"
    if timed and field.heading.months is None and not percent:
        return _time(paper, table, field, read)
    return _rate(field, read, percent=percent)


_UNREACHED = re.compile(r"\bnot\s(?:yet\s)?(?:been\s)?reached\b", re.IGNORECASE)  # "NR" may be "not reported"


def _time(paper: Paper, table: Overview, field: Field, read: Printed) -> dict[str, object]:
    units = [t for text in (read.words, *field.path, field.text) for m in paper.finder.units(text) for t in m.terms]
    unit = next((t.key for t in units if t.features.get("unitDimension") == "time"), None)
    if summary_of(field.path).centre == "mean" or read.inner is not None or read.total is not None:
        return {}
    ci: dict[str, object] = {}
    if read.interval is not None and _confident(paper, table, field, read):
        ci["ci"] = read.interval
    if read.sign == "NR":
        reached = any(_UNREACHED.search(text) for text in (field.text, *_texts(paper, table, field)))
        return {"statistic": "median", "unit": unit, "qualifier": "NR"} | ci if reached else {}
    if unit is None or read.lead is None:
        return {}
    qualifier = {"qualifier": read.sign} if read.sign else {}
    return {"statistic": "median", "value": read.lead, "unit": unit} | ci | qualifier


def _says_median(paper: Paper, table: Overview, field: Field) -> bool:
    """Whether the head, the notes or the caption say that times are medians; one patient's time is none."""
    return field.heading.statistic == "median" or summary_of(_texts(paper, table, field)).centre == "median"


def _texts(paper: Paper, table: Overview, field: Field) -> tuple[str, ...]:
    source = table.block.table
    spans = [*source.notes, *filter(None, [source.caption])] if source else []
    return (*field.path[::-1], *(paper.read(span).text for span in spans))


def _confident(paper: Paper, table: Overview, field: Field, read: Printed) -> bool:
    """Whether two numbers in a bracket are confidence limits, by the cell, the head, the notes or the caption."""
    return (read.kind or summary_of(_texts(paper, table, field), interval=True).spread) == "ci"


def _rate(field: Field, read: Printed, *, percent: bool) -> dict[str, object]:
    """A share of patients: a percentage, or a count with its percentage."""
    lead, months = read.lead, field.heading.months
    if lead is None or read.sign or read.words:
        return {}
    at: dict[str, object] = {"at_months": months} if months is not None else {}
    ci = {"ci": read.interval} if read.interval is not None and read.kind == "ci" else {}
    rate = {"statistic": "rate", "unit": "percent"} | at | ci
    whole = lead == lead.to_integral_value()
    counted = whole and not read.percent and (read.inner_percent or field.heading.statistic == "count percent")
    if counted and read.inner is not None:
        sized = {"n": read.total} if read.total is not None else {}
        return rate | {"value": read.inner, "count": int(lead)} | sized if read.inner <= 100 else {}
    fraction = not whole and read.total is None
    if read.inner is not None or read.total is not None or not (percent or fraction) or lead > Decimal(100):
        return {}
    return rate | {"value": lead}


def _effect(paper: Paper, table: Overview, study: Study, arms: tuple[Arm, ...], field: Field) -> Effect | None:
    """The ratio between the two arms of a study, on the line of the one that the other is compared with."""
    read = printed(field.text)
    if (
        read is None
        or read.lead is None
        or read.sign
        or read.percent
        or read.total is not None
        or not field.heading.endpoint
    ):
        return None
    if len(study.arms) != 2 or not any(a.regimen for a in study.arms):
        return None
    one, other = study.arms
    if len(arms) == 1 and arms[0] is other:
        one, other = other, one
    if any(paper.lexicon.is_a(c, "control intervention") for c in one.regimen):
        return None
    return Effect(
        doc=paper.document.id, span=_place(table, study, field), rule="overview-cell", study=study.name,
        endpoint=field.heading.endpoint, measure=field.heading.statistic, model=field.heading.model, factor="treatment",
        contrast=f"{one.name} vs {other.name}", value=read.lead, ci=read.interval,
    )  # fmt: skip


def _place(table: Overview, study: Study, field: Field) -> Place:
    column = " > ".join(field.path) or None
    return Place(start=field.span.start, end=field.span.end, where=table.block.where, row=study.name, column=column)


def _note(paper: Paper, table: Overview, study: Study, field: Field, reason: str) -> Note:
    return Note(doc=paper.document.id, place=_place(table, study, field), reason=reason, text=field.text)
