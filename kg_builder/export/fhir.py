"""FHIR: outcomes and effects as R5 Evidence resources, in one Bundle, as JSON.

A statement's group, treatment, comparator and endpoint become variable definitions; its number becomes a statistic with
interval and p value; its quote a note. Codes come from the mappings of the graph (NCI Thesaurus, UCUM); what has none is
given in words. The level of an interval is left out, since records do not keep it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import msgspec
import pyoxigraph as ox

from kg_builder.export.exporter import Exporter, sorted_quads
from kg_builder.iris import TXO, curie

__all__ = ["FHIR"]

_KINDS = {TXO + "OutcomeResult": "outcome", TXO + "EffectEstimate": "effect"}
_NCIT = "http://purl.obolibrary.org/obo/NCIT_"
_SYSTEM_NCIT = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
_URI = "urn:ietf:rfc:3986"

Json = str | int | Decimal | Sequence["Json"] | Mapping[str, "Json"]
Resource = dict[str, Json]
Node = ox.NamedNode
Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class _Graph:
    """What the graph says, by subject and property."""

    about: dict[str, dict[str, list[Value]]] = field(default_factory=dict)
    statistics: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> _Graph:
        graph = cls()
        for quad in sorted_quads(quads):
            if not isinstance(quad.subject, Node):
                continue
            values = graph.about.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)
        for node in graph.about:
            if Node(TXO + "Statistic") in graph.values(node, "rdf:type"):
                graph.statistics.update(dict.fromkeys(graph.texts(node, "skos:notation"), node))
        return graph

    def values(self, node: str, name: str) -> Sequence[Value]:
        return self.about.get(node, {}).get(curie(name).value, ())

    def links(self, node: str, name: str) -> list[str]:
        return [v.value for v in self.values(node, name) if isinstance(v, Node)]

    def texts(self, node: str, name: str) -> list[str]:
        return [v.value for v in self.values(node, name) if isinstance(v, ox.Literal) and v.language in (None, "en")]

    def text(self, node: str, name: str) -> str:
        return next(iter(self.texts(node, name)), "")

    def number(self, node: str, name: str) -> Decimal | None:
        text = self.text(node, name)
        return Decimal(text) if text else None

    def label(self, node: str) -> str:
        return self.text(node, "rdfs:label") or node


def _export(quads: Iterable[ox.Quad]) -> bytes:
    graph = _Graph.of(quads)
    entries: list[Json] = [
        {"fullUrl": node, "resource": _evidence(graph, node, kind)}
        for node in sorted(graph.about)
        for kind in (_KINDS.get(t) for t in graph.links(node, "rdf:type"))
        if kind and graph.texts(node, "dcterms:identifier")
    ]
    bundle: Resource = {"resourceType": "Bundle", "type": "collection", **({"entry": entries} if entries else {})}
    return msgspec.json.format(msgspec.json.Encoder(decimal_format="number").encode(bundle), indent=1) + b"\n"


def _evidence(graph: _Graph, node: str, kind: str) -> Resource:
    """One statement as a resource."""
    return {
        "resourceType": "Evidence",
        "id": f"{kind}-{hashlib.sha256(node.encode()).hexdigest()[:32]}",
        "url": node,
        "identifier": [{"system": _URI, "value": node}],
        "title": graph.label(node),
        "status": "active",
        "relatedArtifact": [
            {"type": "derived-from", "display": graph.label(paper), "resource": paper}
            for paper in graph.links(node, "txo:paper")
        ],
        **_some("note", [{"text": words} for words in _notes(graph, node)]),
        "variableDefinition": list(_variables(graph, node)),
        "statistic": [_statistic(graph, node)],
    }


def _some(name: str, value: Sequence[Json] | Mapping[str, Json] | None) -> Resource:
    """A member that stands only when it has content."""
    return {name: value} if value else {}


def _notes(graph: _Graph, node: str) -> Iterator[str]:
    """The places that print the statement, each with its quote."""
    for place in graph.links(node, "prov:wasDerivedFrom"):
        quotes = [q for s in graph.links(place, "oa:hasSelector") for q in graph.texts(s, "oa:exact")]
        yield ": ".join((graph.label(place), *(f"“{q}”" for q in quotes)))


def _variables(graph: _Graph, node: str) -> Iterator[Resource]:
    """Who was observed, what they received, with what it is compared, and what was measured."""
    group = [*graph.links(node, "txo:arm"), *graph.texts(node, "txo:population"), *graph.texts(node, "txo:subgroup")]
    yield _variable(graph, "population", group[:1] or graph.links(node, "txo:study"), group[1:])
    treatments = graph.links(node, "txo:regimen") or graph.links(node, "txo:factor")
    said = [*graph.texts(node, "txo:factorName"), *graph.texts(node, "txo:contrast")]
    if treatments or said:
        yield _variable(graph, "exposure", treatments or said[:1], said)
    compared = [*graph.links(node, "txo:comparator"), *graph.texts(node, "txo:comparatorName")]
    if compared:
        yield _variable(graph, "referenceExposure", compared[:1], compared[1:])
    endpoint = [*graph.links(node, "txo:endpoint"), *graph.texts(node, "txo:endpointName")]
    detail = [*graph.texts(node, "txo:criteriaName"), *(f"at {m} months" for m in graph.texts(node, "txo:atMonths"))]
    if endpoint:
        yield _variable(graph, "measuredVariable", endpoint[:1], detail)


def _variable(graph: _Graph, role: str, things: Sequence[str], words: Sequence[str]) -> Resource:
    """A variable: by its name here and its label, and in words."""
    known = [thing for thing in things if thing in graph.about]
    said = dict.fromkeys(w for w in (*(graph.label(t) if t in graph.about else t for t in things), *words) if w)
    observed: Resource | None = None
    if known:
        observed = {"identifier": {"system": _URI, "value": known[0]}, "display": graph.label(known[0])}
    return {
        **({"description": ", ".join(said)} if said else {}),
        "variableRole": {"coding": [{"system": f"{_TERMINOLOGY}variable-role", "code": role}]},
        **_some("observed", observed),
    }


def _statistic(graph: _Graph, node: str) -> Resource:
    """The number, of what kind it is, and how certain."""
    kind = graph.text(node, "txo:statistic") or graph.text(node, "txo:measure")
    analysis, qualifier = graph.text(node, "txo:analysis"), graph.text(node, "txo:qualifier")
    number, affected = graph.number(node, "txo:n"), graph.number(node, "txo:count")
    return {
        "description": graph.label(node),
        **_some("note", [{"text": qualifier}] if qualifier else None),
        **_some("statisticType", _concept(graph, kind, "statistic-type") if kind else None),
        **_some("quantity", _quantity(graph, node)),
        **({"numberAffected": int(affected)} if affected is not None else {}),
        **_some("sampleSize", {"knownDataCount": int(number)} if number is not None else None),
        **_some("attributeEstimate", list(_estimates(graph, node))),
        **_some("modelCharacteristic", [{"code": {"text": analysis}}] if analysis else None),
    }


def _quantity(graph: _Graph, node: str) -> Resource:
    """The value with its unit; a value that was not reached has none."""
    value, qualifier = graph.number(node, "txo:value"), graph.text(node, "txo:qualifier")
    if value is None:
        return {}
    codes = [code for unit in graph.links(node, "txo:unit") for code in graph.texts(unit, "txo:ucumCode")][:1]
    unit = graph.text(node, "txo:unitName")
    return {
        "value": value,
        **({"comparator": qualifier} if qualifier in ("<", "<=", ">=", ">") else {}),
        **({"unit": unit} if unit else {}),
        **({"system": "http://unitsofmeasure.org", "code": codes[0]} if codes else {}),
    }


def _estimates(graph: _Graph, node: str) -> Iterator[Resource]:
    """The interval and the p value."""
    low, high = graph.number(node, "txo:ciLow"), graph.number(node, "txo:ciHigh")
    ends = {name: {"value": end} for name, end in (("low", low), ("high", high)) if end is not None}
    if ends:
        yield {"type": _concept(graph, "CI", "attribute-estimate-type"), "range": ends}
    exact, below = graph.number(node, "txo:pValue"), graph.number(node, "txo:pBelow")
    kind = _concept(graph, "p", "attribute-estimate-type")
    if exact is not None:
        yield {"type": kind, "quantity": {"value": exact}}
    elif below is not None:
        yield {"type": kind, "quantity": {"value": below, "comparator": "<"}}
    elif graph.text(node, "txo:p"):
        yield {"type": kind, "description": graph.text(node, "txo:p")}


def _concept(graph: _Graph, key: str, system: str) -> Resource:
    """A statistic as coded by HL7 and the NCI Thesaurus, if it is mapped; HL7 took over the codes of the latter."""
    node = graph.statistics.get(key, "")
    mapped = [link.removeprefix(_NCIT) for link in graph.links(node, "skos:exactMatch") if link.startswith(_NCIT)]
    coding = [{"system": at, "code": code} for code in mapped for at in (_TERMINOLOGY + system, _SYSTEM_NCIT)]
    return {**_some("coding", coding), "text": graph.label(node) if node else key}


FHIR = Exporter(
    name="fhir", ending=".fhir.json", media_type="application/fhir+json", graphs=False, rdf=None, export=_export
)
