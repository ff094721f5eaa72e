"""Evidence records: one frozen record per reported value, as `contract.md` fixes them.

A record says what was reported (its own fields), where (`span`, `also`), and how it was found (`rule`). Numbers are
`Decimal`, as printed; percentages 0-100; times in the paper's own unit. Absent is `None`, never guessed.

The twelve kinds are the subclasses of `Evidence`; `Record` is their union.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Self

import msgspec

from kg_builder.errors import RecordError

__all__ = [
    "KINDS",
    "AdverseEvent",
    "Association",
    "Baseline",
    "ClassOf",
    "Dose",
    "Effect",
    "Evidence",
    "Model",
    "Outcome",
    "Place",
    "Recommendation",
    "Record",
    "Sequence",
    "Study",
    "Timeline",
    "decode",
    "encode",
    "own_fields",
    "read_records",
    "write_lines",
]

Interval = tuple[Decimal | None, Decimal | None]
Components = tuple[str, ...]
Probability = float | str  # 0.033, "<0.001", "NS"


def _this() -> str:
    """The study of records that name none: the paper's own. A factory, so that it is written out all the same."""
    return "this"


def _text() -> str:
    return "text"


def _any() -> str:
    return "any"


class Place(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a value stands: characters of the document's text, and the place a reader would look at."""

    start: int
    end: int
    where: str = msgspec.field(default_factory=_text)
    row: str | None = None
    column: str | None = None


class Evidence(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    tag_field="kind",
):
    """What all kinds share."""

    doc: str
    span: Place
    rule: str
    id: str = ""
    quote: str | None = None
    also: tuple[Place, ...] = ()

    @property
    def kind(self) -> str:
        """The contract's name of the kind."""
        return _kind_of(type(self))

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place that reports this fact, the first one first."""
        return (self.span, *self.also)

    def facts(self) -> dict[str, object]:
        """What the record claims: its own fields that have a value, without book-keeping."""
        names, values = own_fields(type(self)), msgspec.structs.astuple(self)[_BOOKKEEPING:]
        told = zip(names, values, strict=True)
        return {name: value for name, value in told if value is not None and (value or value not in _NOTHING)}

    def identified(self) -> Self:
        """The same record with its stable id: the same document and the same fact give the same id."""
        return msgspec.structs.replace(self, id=self.id_of(self.facts()))

    def id_of(self, facts: Mapping[str, object]) -> str:
        """The id of a record of this document and kind that claims these facts."""
        return f"{self.doc}:{self.kind}:{_digest(facts)}"


_NOTHING: tuple[object, ...] = ((), {})
_BOOKKEEPING = len(Evidence.__struct_fields__)  # the first fields of each kind
_canonical = msgspec.json.Encoder(order="sorted")


@lru_cache(maxsize=32)
def _kind_of(kind: type[Evidence]) -> str:
    return str(kind.__struct_config__.tag)


@lru_cache(maxsize=32)
@lru_cache(maxsize=32)
def own_fields(kind: type[Evidence]) -> tuple[str, ...]:
    """The names of what records of a kind claim, without book-keeping."""
    return kind.__struct_fields__[_BOOKKEEPING:]


def _digest(facts: Mapping[str, object]) -> str:
    return hashlib.sha256(_canonical.encode(facts)).digest()[:6].hex()


class Outcome(Evidence, frozen=True, kw_only=True, tag="outcome"):
    """A time, rate or count of an endpoint in one group of patients."""

    arm: str | None = None
    regimen: Components = ()
    one_of: dict[str, Components] = {}
    line: int | None = None
    n: int | None = None
    study: str = msgspec.field(default_factory=_this)
    subgroup: str | None = None
    endpoint: str
    statistic: str
    value: Decimal | None = None
    count: int | None = None
    unit: str | None = None
    qualifier: str | None = None
    ci: Interval | None = None
    at_months: Decimal | None = None
    criteria: str | None = None
    vs: str | None = None
    p: Probability | None = None


class Effect(Evidence, frozen=True, kw_only=True, tag="effect"):
    """A ratio (HR, OR, RR) between levels of a factor."""

    population: str | None = None
    n: int | None = None
    study: str = msgspec.field(default_factory=_this)
    endpoint: str | None = None
    measure: str
    model: str | None = None
    factor: str | None = None
    contrast: str | None = None
    value: Decimal | None = None
    ci: Interval | None = None
    p: Probability | None = None


class Association(Evidence, frozen=True, kw_only=True, tag="association"):
    """A reported prognostic or predictive relation, without an estimate."""

    treatment: Components = ()
    factor: str
    cutoff: str | None = None
    endpoint: str
    direction: str | None = None
    p: Probability | None = None
    study: str | None = None
    n: int | None = None


class AdverseEvent(Evidence, frozen=True, kw_only=True, tag="adverse_event"):
    """How many patients of an arm had an event, of a grade."""

    arm: str | None = None
    regimen: Components = ()
    n: int | None = None
    study: str = msgspec.field(default_factory=_this)
    event: str
    grade: str = msgspec.field(default_factory=_any)
    count: int | None = None
    percent: Decimal | None = None
    qualifier: str | None = None
    p: Probability | None = None


class Baseline(Evidence, frozen=True, kw_only=True, tag="baseline"):
    """A characteristic of a group of patients at the start."""

    arm: str | None = None
    regimen: Components = ()
    n: int | None = None
    study: str = msgspec.field(default_factory=_this)
    characteristic: str
    level: str | None = None
    count: int | None = None
    percent: Decimal | None = None
    median: Decimal | None = None
    iqr: Interval | None = None
    range: Interval | None = None
    mean: Decimal | None = None
    sd: Decimal | None = None
    value: Decimal | None = None
    qualifier: str | None = None
    unit: str | None = None
    p: Probability | None = None


class Sequence(Evidence, frozen=True, kw_only=True, tag="sequence"):
    """One step of a treatment lineage: what followed what."""

    from_: Components = msgspec.field(default=(), name="from")
    from_line: int | None = None
    to: Components = ()
    one_of: dict[str, Components] = {}
    to_line: int | None = None
    n: int | None = None
    reason: str | None = None
    study: str = msgspec.field(default_factory=_this)


class Recommendation(Evidence, frozen=True, kw_only=True, tag="recommendation"):
    """What a guideline body says of a treatment."""

    body: str | None = None
    treatment: Components = ()
    line: int | None = None
    condition: str | None = None
    stance: str | None = None


class Model(Evidence, frozen=True, kw_only=True, tag="model"):
    """A prognostic score or nomogram and how well it predicts."""

    name: str
    study: str | None = None
    n: int | None = None
    inputs: Components = ()
    metric: str | None = None
    dataset: str | None = None
    value: Decimal | None = None


class ClassOf(Evidence, frozen=True, kw_only=True, tag="class_of"):
    """The paper counts this drug among that class."""

    drug: str
    class_: str = msgspec.field(name="class")


class Dose(Evidence, frozen=True, kw_only=True, tag="dose"):
    """How much of a drug, how often, by which route."""

    drug: str
    arm: str | None = None
    study: str = msgspec.field(default_factory=_this)
    dose: Decimal
    unit: str
    per: str | None = None
    frequency: str | None = None
    cycle: str | None = None
    route: str | None = None
    condition: str | None = None


class Timeline(Evidence, frozen=True, kw_only=True, tag="timeline"):
    """One item of a patient's course; the date as precise as given (2014, 2014-08, 2014-08-05), or the time since the start."""

    study: str | None = None  # the cited case; the paper's own patient has none
    date: str | None = None
    at_months: Decimal | None = None
    item: str
    value: Decimal | None = None
    unit: str | None = None
    qualifier: str | None = None
    text: str | None = None


class Study(Evidence, frozen=True, kw_only=True, tag="study"):
    """A study that the paper reports or cites."""

    study: str = msgspec.field(default_factory=_this)
    registry: str | None = None
    design: str | None = None
    regimen: Components = ()
    n: int | None = None
    period: str | None = None
    site: str | None = None


Record = (
    Outcome
    | Effect
    | Association
    | AdverseEvent
    | Baseline
    | Sequence
    | Recommendation
    | Model
    | ClassOf
    | Dose
    | Timeline
    | Study
)

KINDS: dict[str, type[Evidence]] = {str(k.__struct_config__.tag): k for k in Evidence.__subclasses__()}

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def encode(record: Evidence) -> str:
    """One line of JSON, numbers as printed."""
    return _encoder.encode(record).decode("utf-8")


def decode(line: str | bytes, *, where: str = "record") -> Record:
    """Read one line of JSON.

    Raises:
        RecordError: the line is not JSON or breaks the record format; the message begins with `where`.
    """
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise RecordError(f"{where}: {fault}") from fault


def read_records(path: Path) -> Iterator[Record]:
    """The records of a JSONL file, in its order.

    Raises:
        RecordError: the file cannot be read, or a line (named by number) is not a record.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as fault:
        raise RecordError(f"{path}: {fault.strerror or fault}") from fault
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield decode(line, where=f"{path}:{number}")


def write_lines(records: Iterable[Evidence]) -> Iterator[str]:
    """Records as JSONL lines (with line ends), in the given order."""
    return (encode(r) + "\n" for r in records)
