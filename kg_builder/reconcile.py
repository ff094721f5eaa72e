"""One record per fact: a value given in abstract, text and table is one record with several places.

Two records state the same fact when they are of one kind and document and nothing that one of them says contradicts the
other; what one leaves out, the other fills in. Records that differ in any number stay apart: that is for the audit to see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from kg_builder.arms import key
from kg_builder.document import Document
from kg_builder.evidence import Effect, Place, Record

__all__ = ["reconcile"]

_Facts = Mapping[str, object]

_NAMES = frozenset({"arm", "population", "factor", "event", "characteristic", "level", "subgroup", "vs"})
_ANCHORS: Mapping[str, Collection[str]] = {
    "outcome": ("endpoint", "statistic", "value", "qualifier", "at_months", "study", "arm", "subgroup"),
    "effect": ("endpoint", "measure", "model", "factor", "value", "ci", "study"),
    "adverse_event": ("arm", "event", "grade", "count", "percent", "study"),
    "baseline": ("arm", "characteristic", "level", "count", "percent", "median", "mean", "value", "study"),
}


def reconcile(document: Document, records: Iterable[Record]) -> tuple[Record, ...]:
    """Merge what states the same fact; fill in ids and quotes; sort by place.

    Args:
        document: the text that the records' spans count.
        records: in any order.
    """
    kept: list[tuple[Record, _Facts]] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)  # places of those with the main facts in common
    for record in _ordered(_as_tables_say(list(records))):
        facts = record.facts()
        places = alike[_anchor(record, facts)]
        for place in places:
            held, known = kept[place]
            if _compatible(known, facts):
                merged = _merged(held, record)
                kept[place] = (merged, merged.facts())
                break
        else:
            places.append(len(kept))
            kept.append((record, facts))
    finished = (_finished(document, record, facts) for record, facts in kept)
    return tuple({record.id: record for record in finished}.values())


def _as_tables_say(records: Sequence[Record]) -> Iterator[Record]:
    """The records, a ratio that the text repeats from a table with the name that the table gives to its factor."""
    named: dict[tuple[object, ...], set[str | None]] = {}
    for record in records:
        if isinstance(record, Effect) and record.span.where != "text" and (estimate := _estimate(record)):
            named.setdefault(estimate, set()).add(record.factor)
    for record in records:
        if named and isinstance(record, Effect) and record.span.where == "text" and record.contrast is None:
            factors = named.get(_estimate(record), {record.factor})
            yield msgspec.structs.replace(record, factor=next(iter(factors))) if len(factors) == 1 else record
        else:
            yield record


def _estimate(ratio: Effect) -> tuple[object, ...]:
    """What two factors do not share: an estimate with its interval and p."""
    if ratio.ci is None or ratio.p is None:
        return ()
    return ratio.study, ratio.endpoint, ratio.measure, ratio.model, ratio.value, ratio.ci, ratio.p


def _ordered(records: Iterable[Record]) -> Iterator[Record]:
    """By place and kind; those of one place and kind by what they state."""
    grouped: dict[tuple[int, int, str], list[Record]] = {}
    for record in records:
        grouped.setdefault(_order(record), []).append(record)
    for order in sorted(grouped):
        same = grouped[order]
        yield from sorted(same, key=_stated) if len(same) > 1 else same


def _order(record: Record) -> tuple[int, int, str]:
    return (record.span.start, record.span.end, record.kind)


def _stated(record: Record) -> str:
    return repr(sorted(record.facts().items()))


def _anchor(record: Record, facts: _Facts) -> tuple[object, ...]:
    kind = record.kind
    return (kind, *[(f, _comparable(f, facts[f])) for f in _ANCHORS.get(kind, facts) if f in facts])


def _comparable(name: str, value: object) -> object:
    if isinstance(value, str):
        return key(value) if name in _NAMES else value
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, tuple):
        return tuple([_comparable(name, v) for v in value])
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def _compatible(mine: _Facts, theirs: _Facts) -> bool:
    return all(_comparable(f, mine[f]) == _comparable(f, theirs[f]) for f in mine.keys() & theirs.keys())


def _merged(one: Record, other: Record) -> Record:
    """`one` with what only `other` says, and with the other's places."""
    gained = {f: v for f, v in other.facts().items() if f not in one.facts()}
    held = {(p.start, p.end) for p in one.places}
    also = tuple(p for p in other.places if (p.start, p.end) not in held)
    return msgspec.structs.replace(one, **gained, also=(*one.also, *also))


def _finished(document: Document, record: Record, facts: _Facts) -> Record:
    quote = document.text[record.span.start : record.span.end]
    also = tuple(sorted(record.also, key=_at))
    return msgspec.structs.replace(record, quote=quote, also=also, id=record.id_of(facts))


def _at(place: Place) -> tuple[int, int]:
    return (place.start, place.end)
