"""The terms of the ontology as its page shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg_builder.iris import PREFIXES, TXO, curie
from kg_builder.mappings import MappingSet, Row

__all__ = ["EDITORS", "ONTOLOGY", "SYNONYMS", "Term", "Terms", "short"]

ONTOLOGY = TXO[:-1]
EDITORS = f"{ONTOLOGY}/editors"
SYNONYMS: Mapping[str, str] = {
    "skos:altLabel": "also",
    "txo:abbreviation": "short",
    "txo:brandName": "brand",
    "txo:codeName": "code",
}
_KINDS: Mapping[str, str] = {
    "owl:Class": "class",
    "owl:ObjectProperty": "object property",
    "owl:DatatypeProperty": "data property",
    "owl:AnnotationProperty": "annotation property",
}
_FACETS = (
    "rdf:type", "rdfs:subClassOf", "rdfs:subPropertyOf", "rdfs:domain", "rdfs:range", "owl:disjointWith",
    "txo:inhibits", "txo:hasTarget", "txo:hasModality", "dcterms:source",
)  # fmt: skip
_FIRST, _REST = curie("rdf:first").value, curie("rdf:rest").value

Node = ox.NamedNode | ox.BlankNode
Value = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, kw_only=True)
class Term:
    """A class, a property or an individual."""

    iri: str
    kind: str
    label: str
    translations: Sequence[str] = ()
    definition: str = ""
    notation: str = ""
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by facet: the terms that it leads to
    defined_as: str = ""  # in Manchester syntax, terms as <iri>
    mappings: Sequence[Row] = ()

    @property
    def name(self) -> str:
        """The local name, which is the anchor on the page."""
        return self.iri.removeprefix(TXO)


@dataclass(frozen=True)
class Terms:
    """The ontology, read for its page."""

    triples: Sequence[ox.Triple]
    mappings: MappingSet

    @cached_property
    def about(self) -> Mapping[Node, Mapping[str, Sequence[Value]]]:
        """The triples by subject and predicate."""
        found: dict[Node, dict[str, list[Value]]] = {}
        for triple in self.triples:
            if isinstance(triple.subject, ox.NamedNode | ox.BlankNode):
                found.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
        return found

    @cached_property
    def all(self) -> Mapping[str, Term]:
        """Every term of ours by its IRI, in the order of their labels."""
        rows: dict[str, list[Row]] = {}
        for row in self.mappings.rows:
            rows.setdefault(self.mappings.expand(row["subject_id"]), []).append(row)
        ours = (n for n in self.about if isinstance(n, ox.NamedNode) and n.value.startswith(TXO))
        terms = [self._term(node, rows.get(node.value, ())) for node in ours if self._words(node, "rdfs:label")]
        return {t.iri: t for t in sorted(terms, key=lambda t: (t.label.casefold(), t.iri))}

    @cached_property
    def header(self) -> Mapping[str, Sequence[str]]:
        """What the ontology says of itself, by prefixed property."""
        said = self.about.get(ox.NamedNode(ONTOLOGY), {})
        return {short(predicate): [_plain(v) for v in values] for predicate, values in sorted(said.items())}

    def of_kind(self, *kinds: str) -> list[Term]:
        """The terms of these kinds."""
        return [t for t in self.all.values() if t.kind in kinds]

    def is_a(self, term: Term, ancestor: str) -> bool:
        """Whether a class stands below another one, or an individual is of it."""
        front, seen = [*term.links.get("rdf:type", ()), *term.links.get("rdfs:subClassOf", ())], set[str]()
        while front:
            iri = front.pop()
            if iri == TXO + ancestor:
                return True
            if iri in self.all and iri not in seen:
                seen.add(iri)
                front += self.all[iri].links.get("rdfs:subClassOf", ())
        return f"<{TXO}{ancestor}>" in term.defined_as

    def is_wide(self, name: str) -> bool:
        """Whether a class has other classes below it."""
        return any(TXO + name in t.links.get("rdfs:subClassOf", ()) for t in self.of_kind("class"))

    def _term(self, node: ox.NamedNode, rows: Sequence[Row]) -> Term:
        types = self._values(node, "rdf:type")
        kinds = [kind for name, kind in _KINDS.items() if curie(name) in types]
        found = {
            facet: [v.value for v in self._values(node, facet) if isinstance(v, ox.NamedNode)] for facet in _FACETS
        }
        links = {facet: sorted(iris, key=short) for facet, iris in found.items() if iris}
        return Term(
            iri=node.value,
            kind=kinds[0] if kinds else "individual",
            label=self._words(node, "rdfs:label")[0],
            translations=self._words(node, "rdfs:label", foreign=True),
            definition="; ".join(self._words(node, "skos:definition")),
            notation="; ".join(self._words(node, "skos:notation")),
            synonyms={title: words for name, title in SYNONYMS.items() if (words := self._words(node, name))},
            links=links,
            defined_as=" or ".join(self._expression(v) for v in self._values(node, "owl:equivalentClass")),
            mappings=tuple(rows),
        )

    def _values(self, node: Node, name: str) -> Sequence[Value]:
        return self.about.get(node, {}).get(curie(name).value, ())

    def _words(self, node: Node, name: str, *, foreign: bool = False) -> list[str]:
        """The texts of a property in plain English, or in other languages."""
        texts = (v for v in self._values(node, name) if isinstance(v, ox.Literal))
        return [t.value for t in texts if (t.language not in (None, "en")) == foreign]

    def _expression(self, value: Value) -> str:
        """A class expression of the EL profile in words."""
        if not isinstance(value, ox.BlankNode):
            return f"<{_plain(value)}>"
        for members in self._values(value, "owl:intersectionOf"):
            return " and ".join(self._expression(m) for m in self._members(members))
        on = "".join(self._expression(v) for v in self._values(value, "owl:onProperty"))
        for filler in self._values(value, "owl:someValuesFrom"):
            return f"({on} some {self._expression(filler)})"
        for filler in self._values(value, "owl:hasValue"):
            return f"({on} value {self._expression(filler)})"
        return "…"

    def _members(self, value: Value) -> Iterator[Value]:
        """The members of an RDF list."""
        while isinstance(value, ox.BlankNode):
            entry = self.about[value]
            yield entry[_FIRST][0]
            value = entry[_REST][0]


def short(iri: str) -> str:
    """An IRI with its prefix, if it has one of ours.

    >>> short("https://w3id.org/txo#Drug"), short("http://example.org/x")
    ('txo:Drug', 'http://example.org/x')
    """
    fitting = [(start, prefix) for prefix, start in PREFIXES.items() if iri.startswith(start)]
    return f"{max(fitting)[1]}:{iri.removeprefix(max(fitting)[0])}" if fitting else iri


def _plain(value: object) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
