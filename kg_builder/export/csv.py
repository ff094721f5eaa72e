"""CSV: one row per statement of evidence, for a spreadsheet.

Columns are the properties that statements have; links show the label of what they lead to; a property given both as words
and as links shows the words. Several values in a cell are joined by "; ".
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, sorted_quads
from kg_builder.iris import PREFIXES, TXO

__all__ = ["CSV"]

_FIRST = (
    *("id", "kind", "paper", "study", "arm", "regimen", "alternative", "line", "n", "subgroup", "population", "drug"),
    *(
        "event",
        "characteristic",
        "level",
        "factor",
        "contrast",
        "endpoint",
        "statistic",
        "measure",
        "analysis",
        "value",
    ),
    *("count", "percent", "unit", "qualifier", "ciLow", "ciHigh", "p", "atMonths", "criteria", "comparator"),
)
_LAST = ("where", "row", "column", "start", "end", "quote", "rule", "confidence")
_LEFT_OUT = frozenset({"pValue", "pBelow", "minGrade", "maxGrade"})
_TYPE, _LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
_ID, _PAPER = PREFIXES["dcterms"] + "identifier", TXO + "paper"
_DERIVED, _GENERATED = PREFIXES["prov"] + "wasDerivedFrom", PREFIXES["prov"] + "wasGeneratedBy"
_SELECTOR = PREFIXES["oa"] + "hasSelector"
_PLACE = {PREFIXES["oa"] + "start": "start", PREFIXES["oa"] + "end": "end", PREFIXES["oa"] + "exact": "quote"}

Node = ox.NamedNode | ox.BlankNode | ox.Triple
Values = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


def _export(quads: Iterable[ox.Quad]) -> bytes:
    about: dict[Node, Values] = {}
    for quad in sorted_quads(quads):
        about.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    rows = [_row(values, about) for values in about.values() if _PAPER in values and _ID in values]
    middle = sorted({column for row in rows for column in row} - {*_FIRST, *_LAST})
    table = io.StringIO()
    writer = csv.DictWriter(table, [*_FIRST, *middle, *_LAST], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: row["id"]))
    return table.getvalue().encode()


def _row(values: Values, about: Mapping[Node, Values]) -> dict[str, str]:
    row = {"id": _text(values[_ID], about), "kind": _class(values[_TYPE])}
    for predicate, objects in values.items():
        column = predicate.removeprefix(TXO)
        if not predicate.startswith(TXO) or column in _LEFT_OUT or f"{predicate}Name" in values:
            continue
        row[column.removesuffix("Name")] = _text(objects, about)
    for place in values.get(_DERIVED, ())[:1]:
        row |= _place(about.get(place, {}), about) if not isinstance(place, ox.Literal) else {}
    for activity in values.get(_GENERATED, ()):
        rules = about.get(activity, {}) if not isinstance(activity, ox.Literal) else {}
        row["rule"] = _text(rules.get(TXO + "rule", ()), about)
        for rule in rules.get(TXO + "byRule", ()):
            known = about.get(rule, {}) if not isinstance(rule, ox.Literal) else {}
            row["confidence"] = _text(known.get(TXO + "confidence", ()), about)
    return row


def _place(place: Values, about: Mapping[Node, Values]) -> dict[str, str]:
    """Where the value stands, in the first of its places."""
    row = {name: _text(place[TXO + name], about) for name in ("where", "row", "column") if TXO + name in place}
    for selector in place.get(_SELECTOR, ()):
        found = about.get(selector, {}) if not isinstance(selector, ox.Literal) else {}
        row |= {column: _text(found[key], about) for key, column in _PLACE.items() if key in found}
    return row


def _text(values: Iterable[object], about: Mapping[Node, Values]) -> str:
    return "; ".join(_one(value, about) for value in values)


def _one(value: object, about: Mapping[Node, Values]) -> str:
    if isinstance(value, ox.Literal):
        return value.value
    if not isinstance(value, ox.NamedNode):
        return str(value)
    labels = [o for o in about.get(value, {}).get(_LABEL, ()) if isinstance(o, ox.Literal)]
    english = [o.value for o in labels if o.language in (None, "en")]
    return english[0] if english else value.value


def _class(types: Iterable[object]) -> str:
    return "; ".join(t.value.removeprefix(TXO) for t in types if isinstance(t, ox.NamedNode))


CSV = Exporter(name="csv", ending=".csv", media_type="text/csv", graphs=False, rdf=None, export=_export)
