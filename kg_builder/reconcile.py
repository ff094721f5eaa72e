"""One record per fact: a value given in abstract, text and table is one record with several places.

Two records state the same fact when they are of one kind and document and nothing that one of them says contradicts the
other; what one leaves out, the other fills in. Records that differ in any number stay apart: that is for the audit to see.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from kg_builder.arms import key
from kg_builder.document import Document
from kg_builder.evidence import AdverseEvent, Baseline, Effect, Evidence, Outcome, Place, Record, own_fields

__all__ = ["reconcile"]

_Facts = Mapping[str, Any]
_Form = Callable[[Any], object]
_Valued = Outcome | AdverseEvent  # no kind has kinds below it: its type tells a record's kind, sooner than `isinstance`

_NAMES = frozenset({"arm", "population", "factor", "event", "characteristic", "level", "subgroup", "vs"})
_ANCHORS: Mapping[type[Evidence], Collection[str]] = {
    Outcome: ("endpoint", "statistic", "value", "qualifier", "at_months", "study", "arm", "subgroup"),
    Effect: ("endpoint", "measure", "model", "factor", "value", "ci", "study"),
    AdverseEvent: ("arm", "event", "grade", "count", "percent", "study"),
    Baseline: ("arm", "characteristic", "level", "count", "percent", "median", "mean", "value", "study"),
}


def reconcile(document: Document, records: Iterable[Record]) -> tuple[Record, ...]:
    """Merge what states the same fact; fill in ids and quotes; sort by place.

    Args:
        document: the text that the records' spans count.
        records: in any order.
    """
    kept: list[tuple[Record, _Facts]] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)  # places of those with the main facts in common
    for record in _ordered(_sized_as_in_tables(document, list(_as_told_fully(list(records))))):
        facts = record.facts()
        places = alike[_anchor(record, facts)]
        for place in places:
            held, known = kept[place]
            if _compatible(known, facts):
                gained = {field: value for field, value in facts.items() if field not in known}
                kept[place] = (_merged(held, record, gained), {**known, **gained})
                break
        else:
            places.append(len(kept))
            kept.append((record, facts))
    finished = (_finished(document, record, facts) for record, facts in kept)
    return tuple({record.id: record for record in finished}.values())


def _as_told_fully(records: Sequence[Record]) -> Iterator[Record]:
    """The records, a ratio that is told twice with what its fuller report says: its model, its names, its limits."""
    told: dict[tuple[object, ...], list[Effect]] = {}
    for record in records:
        if type(record) is Effect and record.ci is not None:
            told.setdefault(_estimate(record), []).append(record)
    if not told:
        yield from records
        return
    for record in records:
        if type(record) is Effect and not _tabled(record):
            yield _repeated(record, told.get(_estimate(record), ()))
        else:
            yield record


def _repeated(ratio: Effect, told: Sequence[Effect]) -> Effect:
    """A ratio that words give, as the only fuller report of the same estimate has it; else as it is."""
    if ratio.ci is None:
        fuller = [other for other in told if _may_be(ratio, other)]
        alone = len({(*_sided(other), other.ci) for other in fuller}) == 1 and _is_of_same(ratio, fuller[0])
        return _completed(ratio, fuller[0]) if alone and _is_alike(ratio, fuller[0]) else ratio
    same = [other for other in told if other.ci == ratio.ci and _may_be(ratio, other)]
    if cells := [other for other in same if _tabled(other)]:
        ratio = _as_told(ratio, cells)
        alone = len({_sided(cell) for cell in cells}) == 1 and _is_alike(ratio, cells[0])
        return _adopted(ratio, cells[0]) if alone else ratio
    fuller = [other for other in same if other.model is not None and ratio.model is None and _is_alike(ratio, other)]
    return _adopted(ratio, fuller[0]) if len(fuller) == 1 else ratio


def _sided(ratio: Effect) -> tuple[object, ...]:
    return ratio.population, ratio.factor, ratio.contrast, ratio.model


def _adopted(ratio: Effect, fuller: Effect) -> Effect:
    """A ratio with all that its fuller report says."""
    told = {f: v for f in _TOLD_OF_RATIO if (v := getattr(fuller, f)) is not None}
    return msgspec.structs.replace(ratio, **told)


def _completed(ratio: Effect, fuller: Effect) -> Effect:
    """A ratio without limits, which stays a report of its own, with what it leaves out of whom it compares."""
    population = fuller.population if ratio.population in _WHOLE else ratio.population
    told = {f: v for f in ("n", "contrast", "p") if getattr(ratio, f) is None and (v := getattr(fuller, f)) is not None}
    return msgspec.structs.replace(ratio, population=population, **told)


_TOLD_OF_RATIO = ("population", "n", "model", "factor", "contrast", "ci", "p")
_WHOLE = (None, "overall")


def _is_of_same(ratio: Effect, other: Effect) -> bool:
    """Whether two reports of a ratio, one without limits, have one p value, or are of one population."""
    if ratio.p is not None and other.p is not None:
        return True
    whose = (ratio.population, other.population)
    return all(name in _WHOLE for name in whose) or bool(_words(ratio.population) & _words(other.population))


def _is_alike(ratio: Effect, other: Effect) -> bool:
    """Whether two reports of a ratio may be of one factor: both of treatments, or of names that share a word."""
    mine, theirs = (str(one.factor).split(" (")[0] for one in (ratio, other))
    of_treatment = "treatment" in (mine, theirs)
    return mine == theirs if of_treatment else bool(_words(mine) & _words(theirs))


@lru_cache(maxsize=256)
def _words(name: str | None) -> frozenset[str]:
    """The beginnings of the words of a name that tell it from others."""
    return frozenset(word[:_STEM] for word in re.findall(r"[a-z0-9]{2,}", (name or "").lower()) if word not in _COMMON)


_STEM = 6
_COMMON = frozenset(
    [
        "high",
        "low",
        "positive",
        "negative",
        "level",
        "levels",
        "status",
        "patients",
        "with",
        "without",
        "expression",
        "of",
    ]
)


def _as_told(ratio: Effect, cells: Sequence[Effect]) -> Effect:
    """A ratio that words give with what the only cells that may be it say of model and factor."""
    models, factors = {cell.model for cell in cells}, {cell.factor for cell in cells}
    if len(models) == 1:
        ratio = msgspec.structs.replace(ratio, model=ratio.model or models.pop())
    if len(factors) == 1 and ratio.contrast is None and ratio.p is not None and ratio.p in {c.p for c in cells}:
        ratio = msgspec.structs.replace(ratio, factor=factors.pop())
    return ratio


_BEHIND = 60  # characters behind a value in which its number of patients may stand


def _sized_as_in_tables(document: Document, records: Sequence[Record]) -> Iterator[Record]:
    """The records, values that words repeat from tables with fewer patients, where no words print how many those are.

    An arm may have had 40 patients, of whom the table analyses 38: then so does the sentence that tells of the same value.
    """
    told: dict[tuple[object, ...], set[int | None]] = {}
    for record in records:
        if (
            (type(record) is Outcome or type(record) is AdverseEvent)
            and _tabled(record)
            and (value := _told_value(record))
        ):
            told.setdefault(value, set()).add(record.n)
    if not told:
        yield from records
        return
    for record in records:
        if (type(record) is Outcome or type(record) is AdverseEvent) and not _tabled(record):
            yield _sized(document, record, told)
        else:
            yield record


def _sized(document: Document, record: _Valued, told: Mapping[tuple[object, ...], set[int | None]]) -> _Valued:
    """The record with the one smaller number of patients that tables tell of its value, where its own is not printed."""
    value = None if record.count else _told_value(record)
    (of,) = sizes if value is not None and len(sizes := told.get(value, set())) == 1 else (None,)
    if of is None or record.n is None or of >= record.n:
        return record
    printed = document.text[record.span.start : record.span.end + _BEHIND]
    return record if str(record.n) in printed else msgspec.structs.replace(record, n=of)


def _told_value(record: _Valued) -> tuple[object, ...] | None:
    """Whose value of what a record tells, whatever the number of patients; `None` without a number."""
    if isinstance(record, AdverseEvent):
        told = (record.study, key(record.arm or ""), record.event.lower(), record.grade, record.percent)
        return told if record.percent is not None else None
    if record.value is None or record.statistic == "count":
        return None
    whose = (record.study, key(record.arm or ""), record.subgroup, record.endpoint)
    return (*whose, record.statistic, record.value, record.at_months)


def _tabled(ratio: Effect | Outcome | AdverseEvent) -> bool:
    return ratio.span.where.startswith("table")


def _estimate(ratio: Effect) -> tuple[object, ...]:
    return ratio.study, ratio.endpoint, ratio.measure, ratio.value


def _may_be(ratio: Effect, cell: Effect) -> bool:
    """Whether neither the model nor the p of another report contradicts a ratio of the same estimate."""
    return ratio.model in (None, cell.model) and (ratio.p in (None, cell.p) or cell.p is None)


def _ordered(records: Iterable[Record]) -> Iterator[Record]:
    """By place; those of one place by what they state."""
    told: dict[tuple[int, int], list[Record]] = {}
    for record in records:
        told.setdefault(_spanned(record), []).append(record)
    for place in sorted(told):
        beside = told[place]
        yield from sorted(beside, key=_stated) if len(beside) > 1 else beside


_spanned = attrgetter("span.start", "span.end")


def _stated(record: Record) -> tuple[str, str]:
    return record.kind, repr(sorted(record.facts().items()))


def _anchor(record: Record, facts: _Facts) -> tuple[object, ...]:
    kind = type(record)
    alike, formed = _anchors(kind)
    return (kind, alike(record), *[form(facts[f]) if f in facts else None for f, form in formed])


@lru_cache(maxsize=32)
def _anchors(kind: type[Evidence]) -> tuple[Callable[[Record], object], tuple[tuple[str, _Form], ...]]:
    """The main facts of a kind: those that are the same when equal, and those of which a form is, each with its form."""
    main = _ANCHORS.get(kind) or own_fields(kind)
    return attrgetter(*[f for f in main if f not in _FORMS]), tuple((f, _FORMS[f]) for f in main if f in _FORMS)


def _items(told: Mapping[str, object]) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(told.items()))


_FORMS: Mapping[str, _Form] = {**dict.fromkeys(_NAMES, key), "one_of": _items}


def _compatible(mine: _Facts, theirs: _Facts) -> bool:
    shared = mine.keys() & theirs.keys()
    return all(mine[f] == theirs[f] or (f in _NAMES and key(mine[f]) == key(theirs[f])) for f in shared)


def _merged(one: Record, other: Record, gained: _Facts) -> Record:
    """`one` with what it gains from `other`, which only that says, and with the other's places."""
    held = {(p.start, p.end) for p in one.places}
    also = tuple(p for p in other.places if (p.start, p.end) not in held)
    return msgspec.structs.replace(one, **gained, also=(*one.also, *also))


def _finished(document: Document, record: Record, facts: _Facts) -> Record:
    quote = document.text[record.span.start : record.span.end]
    also = tuple(sorted(record.also, key=_at)) if len(record.also) > 1 else record.also
    return msgspec.structs.replace(record, quote=quote, also=also, id=record.id_of(facts))


def _at(place: Place) -> tuple[int, int]:
    return (place.start, place.end)
