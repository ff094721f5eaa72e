"""Records as rows of tables: for each kind which columns it has and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg_builder.web.wording import (
    amount,
    capital,
    endpoint_name,
    interval,
    line_name,
    listed,
    p_value,
    share,
    unit_name,
)

if TYPE_CHECKING:
    from kg_builder.evidence import Evidence
    from kg_builder.web.shelf import Shelf

__all__ = ["COLUMNS", "Shown", "facts_of", "study_words"]

Say = Callable[["Shelf", Any], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of a kind: its head, what it says of a record, whether that is a number, whether it opens the quote."""

    head: str
    say: Say
    is_number: bool = False
    opens: bool = False


def _field(name: str) -> Say:
    return lambda _, record: "" if (value := getattr(record, name)) is None else str(value)


def _treatments(name: str) -> Say:
    return lambda shelf, record: " + ".join(shelf.treatment_label(key) for key in getattr(record, name))


def _group(shelf: Shelf, record: Evidence) -> str:
    """Whom a record is about: the arm as the paper calls it, else the regimen."""
    regimen = shelf.regimen(record)
    return getattr(record, "arm", None) or (shelf.label(regimen) if regimen else "")


def study_words(_: Shelf, record: Evidence) -> str:
    """The study of a record: the paper's own goes without saying."""
    study = getattr(record, "study", None)
    return "" if study in (None, "this") else str(study)


def _endpoint(shelf: Shelf, record: Any) -> str:  # noqa: ANN401 - of several kinds
    return capital(endpoint_name(shelf.lexicon, record.endpoint or ""))


def _outcome_value(_: Shelf, r: Any) -> str:  # noqa: ANN401 - one kind, by duck
    if r.value is None and r.count is not None:
        return str(r.count)
    return f"{amount(r.value, r.qualifier)} {unit_name(r.unit, r.value)}".strip()


def _outcome(shelf: Shelf, r: Any) -> str:  # noqa: ANN401 - one kind, by duck
    at = f" at {r.at_months} months" if r.at_months is not None else ""
    return f"{_endpoint(shelf, r)}, {r.statistic}{at}"


def _baseline_value(_: Shelf, r: Any) -> str:  # noqa: ANN401 - one kind, by duck
    if r.median is not None:
        return f"median {r.median} {unit_name(r.unit)}".strip()
    if r.mean is not None:
        spread = f" ± {r.sd}" if r.sd is not None else ""
        return f"mean {r.mean}{spread} {unit_name(r.unit)}".strip()
    return share(r.count, r.percent) or amount(r.value, r.qualifier)


def _spread(_: Shelf, r: Any) -> str:  # noqa: ANN401 - one kind, by duck
    return f"IQR {interval(r.iqr)}" if r.iqr else f"range {interval(r.range)}" if r.range else ""


def _dose(_: Shelf, r: Any) -> str:  # noqa: ANN401 - one kind, by duck
    return " ".join(str(part) for part in (r.dose, r.unit, f"per {r.per}" if r.per else None) if part is not None)


def _one_of(shelf: Shelf, record: Any) -> str:  # noqa: ANN401 - of several kinds
    return listed(dict.fromkeys(shelf.treatment_label(k) for keys in record.one_of.values() for k in keys))


_GROUP = Shown("Group", _group)
_N = Shown("Patients", _field("n"), is_number=True)
_P = Shown("p", lambda _, r: p_value(r.p), is_number=True)
_CI = Shown("CI", lambda _, r: interval(r.ci), is_number=True)
_STUDY = Shown("Cited study", study_words)
_LINE = Shown("Line", lambda shelf, r: line_name(shelf.line(r)))

COLUMNS: Mapping[str, tuple[Shown, ...]] = {
    "outcome": (
        _GROUP,
        Shown("One of", _one_of),
        _LINE,
        Shown("Endpoint", _outcome),
        Shown("Value", _outcome_value, is_number=True, opens=True),
        _CI,
        _N,
        Shown("Criteria", _field("criteria")),
        Shown("Among", _field("subgroup")),
        Shown("Compared with", _field("vs")),
        _P,
        _STUDY,
    ),
    "effect": (
        Shown("Population", _field("population")),
        Shown("Endpoint", _endpoint),
        Shown("Factor", _field("factor")),
        Shown("Contrast", _field("contrast")),
        Shown("Analysis", _field("model")),
        Shown("Ratio", lambda _, r: f"{r.measure} {amount(r.value)}", is_number=True, opens=True),
        _CI,
        _P,
        _N,
        _STUDY,
    ),
    "adverse_event": (
        _GROUP,
        Shown("Event", _field("event")),
        Shown("Grade", lambda _, r: r.grade.replace(">=", "≥")),
        Shown("Patients with it", lambda _, r: share(r.count, r.percent), is_number=True, opens=True),
        Shown("Of", _field("n"), is_number=True),
        _P,
        _STUDY,
    ),
    "association": (
        Shown("Treatment", _treatments("treatment")),
        Shown("Factor", _field("factor"), opens=True),
        Shown("Cut-off", _field("cutoff")),
        Shown("Endpoint", _endpoint),
        Shown("Direction", _field("direction")),
        _P,
        _N,
        _STUDY,
    ),
    "baseline": (
        _GROUP,
        Shown("Characteristic", _field("characteristic")),
        Shown("Level", _field("level")),
        Shown("Patients", _baseline_value, is_number=True, opens=True),
        Shown("Spread", _spread, is_number=True),
        Shown("Of", _field("n"), is_number=True),
        _P,
        _STUDY,
    ),
    "sequence": (
        Shown("After", _treatments("from_")),
        Shown("In", lambda _, r: line_name(r.from_line)),
        Shown("came", _treatments("to"), opens=True),
        Shown("One of", _one_of),
        Shown("as", lambda _, r: line_name(r.to_line)),
        _N,
        Shown("Because of", _field("reason")),
        _STUDY,
    ),
    "recommendation": (
        Shown("Body", _field("body")),
        Shown("Stance", _field("stance"), opens=True),
        Shown("Treatment", _treatments("treatment")),
        Shown("Line", lambda _, r: line_name(r.line)),
        Shown("Condition", _field("condition")),
    ),
    "model": (
        Shown("Model", _field("name")),
        Shown("Measure", _field("metric")),
        Shown("Value", lambda _, r: amount(r.value), is_number=True, opens=True),
        Shown("Data", _field("dataset")),
        Shown("Inputs", lambda _, r: listed(r.inputs)),
        _N,
        _STUDY,
    ),
    "dose": (
        Shown("Drug", lambda shelf, r: shelf.treatment_label(r.drug)),
        Shown("Dose", _dose, is_number=True, opens=True),
        Shown("How often", _field("frequency")),
        Shown("Cycle", _field("cycle")),
        Shown("Route", _field("route")),
        Shown("Condition", _field("condition")),
        _GROUP,
    ),
    "timeline": (
        Shown("Date", _field("date")),
        Shown("What", _field("item")),
        Shown(
            "Value",
            lambda _, r: f"{amount(r.value, r.qualifier)} {unit_name(r.unit)}".strip(),
            is_number=True,
            opens=True,
        ),
        Shown("In words", _field("text"), opens=True),
    ),
    "class_of": (
        Shown("Drug", lambda shelf, r: shelf.treatment_label(r.drug), opens=True),
        Shown("Counted among", lambda shelf, r: shelf.treatment_label(r.class_)),
    ),
    "study": (
        Shown("Study", lambda _, r: "this paper's own" if r.study == "this" else r.study, opens=True),
        Shown("Design", _field("design")),
        Shown("Registry", _field("registry")),
        Shown("Treatment", _treatments("regimen")),
        _N,
        Shown("Period", _field("period")),
        Shown("Site", _field("site")),
    ),
}


def facts_of(shelf: Shelf, record: Evidence) -> list[tuple[str, str]]:
    """What a record says, as pairs of a name and words."""
    pairs = ((column.head, column.say(shelf, record)) for column in COLUMNS[record.kind])
    return [(head, words) for head, words in pairs if words]
