"""Whether an ontology keeps to OWL 2 EL: only then do fast reasoners find all that follows.

Checked are the axioms as they stand in RDF: constructs outside the profile, kinds of property it does not have, datatypes
whose values it does not take, individuals without a name, and properties that are declared as more than one kind or not at
all (of such a triple no tool knows whether it is an axiom). What annotations say (titles, dates) is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg_builder.iris import PREFIXES, curie
from kg_builder.validation.finding import Finding, Severity, short

__all__ = ["check_profile"]

_OWL, _XSD, _RDF, _RDFS = (PREFIXES[name] for name in ("owl", "xsd", "rdf", "rdfs"))
_TYPE, _RANGE, _REST, _NIL = curie("rdf:type"), curie("rdfs:range"), curie("rdf:rest"), curie("rdf:nil")
_OUTSIDE: Mapping[str, str] = {
    "AllDisjointProperties": "says that properties exclude each other",
    "allValuesFrom": "says of all values what they are",
    "cardinality": "counts values",
    "complementOf": "negates a class",
    "datatypeComplementOf": "negates a datatype",
    "disjointUnionOf": "joins classes by or",
    "inverseOf": "reverses a property",
    "maxCardinality": "counts values",
    "maxQualifiedCardinality": "counts values",
    "minCardinality": "counts values",
    "minQualifiedCardinality": "counts values",
    "onDatatype": "restricts a datatype",
    "onProperties": "restricts several properties at once",
    "propertyDisjointWith": "says that properties exclude each other",
    "qualifiedCardinality": "counts values",
    "unionOf": "joins classes by or",
}
_KINDS: Mapping[str, str] = {
    "AsymmetricProperty": "asymmetric",
    "FunctionalProperty": "functional",
    "InverseFunctionalProperty": "inverse functional",
    "IrreflexiveProperty": "irreflexive",
    "SymmetricProperty": "symmetric",
}
_OF_XSD = (
    "NCName", "NMTOKEN", "Name", "anyURI", "base64Binary", "dateTime", "dateTimeStamp", "decimal", "hexBinary", "integer",
    "nonNegativeInteger", "normalizedString", "string", "token",
)  # fmt: skip
_DATATYPES = frozenset(
    {
        *(_RDF + name for name in ("langString", "PlainLiteral", "XMLLiteral")),
        *(_OWL + name for name in ("rational", "real")),
        *(_XSD + name for name in _OF_XSD),
        _RDFS + "Literal",
    }
)
_DECLARED = frozenset(
    ox.NamedNode(_OWL + name) for name in ("AnnotationProperty", "DatatypeProperty", "ObjectProperty")
)

Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def check_profile(triples: Iterable[ox.Triple]) -> Iterator[Finding]:
    """What lies outside OWL 2 EL.

    >>> inverse = ox.Triple(ox.NamedNode("urn:r"), curie("owl:inverseOf"), ox.NamedNode("urn:s"))
    >>> [finding.message for finding in check_profile([inverse])]
    ['owl:inverseOf is outside OWL 2 EL: it reverses a property']
    """
    everything = sorted(set(triples), key=str)
    kinds = _property_kinds(everything)
    lists: dict[Value, Value] = {t.subject: t.object for t in everything if t.predicate == _REST}
    for triple in everything:
        yield from _construct(triple, lists)
        yield from _datatype(triple, kinds)
        yield from _nameless(triple, kinds)
    for name in sorted({t.predicate.value for t in everything} - set(kinds)):
        if not name.startswith((_OWL, _RDF, _RDFS)):
            yield _finding("undeclared", name, "a property is used and not declared: say which kind it is")
    for node, declared in sorted(kinds.items()):
        if len(declared) > 1:
            names = ", ".join(short(kind) for kind in sorted(declared))
            yield _finding("one-kind", node, f"a property is declared as {names}; it can be one of them only")


def _property_kinds(triples: Iterable[ox.Triple]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate == _TYPE and isinstance(triple.subject, ox.NamedNode) and triple.object in _DECLARED:
            kinds.setdefault(triple.subject.value, set()).add(str(triple.object).strip("<>"))
    return kinds


def _construct(triple: ox.Triple, lists: Mapping[Value, Value]) -> Iterator[Finding]:
    """A construct or a kind of property that the profile does not have."""
    predicate, value = triple.predicate.value, triple.object
    subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else "a class without a name"
    name = predicate.removeprefix(_OWL)
    if predicate.startswith(_OWL) and name in _OUTSIDE:
        yield _finding("construct", subject, f"owl:{name} is outside OWL 2 EL: it {_OUTSIDE[name]}")
    if name == "oneOf" and lists.get(value) != _NIL:
        yield _finding("construct", subject, "owl:oneOf of several is outside OWL 2 EL: it joins individuals by or")
    if triple.predicate == _TYPE and isinstance(value, ox.NamedNode) and value.value.startswith(_OWL):
        kind = value.value.removeprefix(_OWL)
        if kind in _OUTSIDE:
            yield _finding("construct", subject, f"owl:{kind} is outside OWL 2 EL: it {_OUTSIDE[kind]}")
        if kind in _KINDS:
            yield _finding(
                "property-kind", subject, f"owl:{kind} is outside OWL 2 EL: no property is {_KINDS[kind]} there"
            )


def _datatype(triple: ox.Triple, kinds: Mapping[str, set[str]]) -> Iterator[Finding]:
    """A datatype that the profile does not have, as a range or of a value."""
    value, subject, predicate = triple.object, str(triple.subject).strip("<>"), triple.predicate
    if isinstance(value, ox.NamedNode):
        name = value.value
        if predicate == _RANGE and name.startswith(_XSD) and name not in _DATATYPES:
            yield _finding("datatype", subject, f"{short(name)} is no datatype of OWL 2 EL", short(name))
    elif isinstance(value, ox.Literal) and _OWL + "DatatypeProperty" in kinds.get(predicate.value, ()):
        name = value.datatype.value
        if name not in _DATATYPES:
            said = f"a value of {short(predicate.value)} is of {short(name)}, no datatype of OWL 2 EL"
            yield _finding("datatype", subject, said, value.value)


def _nameless(triple: ox.Triple, kinds: Mapping[str, set[str]]) -> Iterator[Finding]:
    """An individual without a name, which the profile does not have."""
    declared = kinds.get(triple.predicate.value, ())
    ends = (triple.subject, triple.object) if _OWL + "ObjectProperty" in declared else ()
    if any(isinstance(end, ox.BlankNode) for end in ends):
        named = next((end.value for end in ends if isinstance(end, ox.NamedNode)), "an individual without a name")
        yield _finding(
            "nameless", named, f"{short(triple.predicate.value)} relates individuals; all have names in OWL 2 EL"
        )


def _finding(rule: str, subject: str, message: str, value: str = "") -> Finding:
    return Finding(
        check="profile", rule=rule, severity=Severity.ERROR, subject=short(subject), message=message, value=value
    )
