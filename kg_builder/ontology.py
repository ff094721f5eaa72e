"""The ontology files: found, parsed, and read as the vocabulary that extraction uses.

`ontology/txo.ttl` declares classes and properties; the other files are the vocabulary: named individuals (drugs,
endpoints, units …) and treatment classes. A term is lexical when it has a `skos:notation` (the key that evidence records
use) and belongs to one of the lexical category classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg_builder.errors import VocabularyError
from kg_builder.iris import PREFIXES, TXO
from kg_builder.lexicon import Category, Lexicon, Name, NameKind, Term
from kg_builder.resources import ontology_files

__all__ = ["CATEGORIES", "TREATMENTS", "load_lexicon", "ontology_triples", "parse_file"]

CATEGORIES: Mapping[str, Category] = {
    "Drug": Category.DRUG,
    "Procedure": Category.PROCEDURE,
    "NamedRegimen": Category.REGIMEN,
    "Disease": Category.DISEASE,
    "Biomarker": Category.BIOMARKER,
    "Characteristic": Category.CHARACTERISTIC,
    "StagingSystem": Category.STAGING_SYSTEM,
    "StagingLevel": Category.STAGING_LEVEL,
    "Endpoint": Category.ENDPOINT,
    "ResponseCategory": Category.RESPONSE,
    "ResponseCriteria": Category.CRITERIA,
    "ToxicityScale": Category.SCALE,
    "SelectionCriteria": Category.SCALE,
    "Toxicity": Category.TOXICITY,
    "GuidelineBody": Category.BODY,
    "Unit": Category.UNIT,
    "StudyDesign": Category.DESIGN,
    "PrognosticModel": Category.MODEL,
    "Trial": Category.TRIAL,
}
TREATMENTS = frozenset({Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS})

_NAMES: Mapping[str, NameKind] = {
    PREFIXES["rdfs"] + "label": NameKind.LABEL,
    PREFIXES["skos"] + "altLabel": NameKind.EXACT,
    TXO + "abbreviation": NameKind.ABBREVIATION,
    TXO + "codeName": NameKind.CODE,
    TXO + "brandName": NameKind.BRAND,
    PREFIXES["skos"] + "hiddenLabel": NameKind.HIDDEN,
}
_TYPE = PREFIXES["rdf"] + "type"
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_NOTATION = PREFIXES["skos"] + "notation"
_CLASS = PREFIXES["owl"] + "Class"
_COMPONENT = TXO + "hasComponent"
_CLASS_COMPONENT = TXO + "hasComponentClass"
_BROADER = PREFIXES["skos"] + "broader"
_INTERVENTIONS = frozenset({TXO + "Intervention", TXO + "Drug", TXO + "Procedure"})


def parse_file(file: Path) -> Iterator[ox.Triple]:
    """The triples of a Turtle file, in its order.

    Raises:
        VocabularyError: the file cannot be read or is not Turtle; the message names file, line and column.
    """
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise VocabularyError(f"{file}: {fault.strerror or fault}; give the path of a Turtle file") from fault
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=TXO[:-1]):
            yield quad.triple
    except SyntaxError as fault:
        raise VocabularyError(f"{file}:{fault.lineno}:{fault.offset}: not Turtle: {fault.msg}") from fault


def ontology_triples(files: Sequence[Path] | None = None) -> list[ox.Triple]:
    """The triples of the ontology files (by default those that ship), each once, blank nodes named by what they are.

    >>> len(ontology_triples()) > 500
    True

    Raises:
        VocabularyError: a file cannot be read or is not Turtle.
    """
    triples = (t for file in (ontology_files() if files is None else files) for t in parse_file(file))
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted((quad.triple for quad in dataset), key=str)


def load_lexicon(files: Sequence[Path] | None = None) -> Lexicon:
    """The vocabulary of the ontology files (by default those that ship), in their order.

    >>> load_lexicon().is_a("lenvatinib", "tki")
    True

    Raises:
        VocabularyError: a file is not Turtle, a lexical term lacks its notation or label, or two share a key.
    """
    vocabulary = _Vocabulary.of(ontology_files() if files is None else files)
    terms = tuple(vocabulary.terms())
    _check_keys(terms, vocabulary)
    return Lexicon(terms)


@dataclass(frozen=True)
class _Vocabulary:
    """The triples of the ontology, by subject and predicate."""

    about: Mapping[str, Mapping[str, Sequence[ox.NamedNode | ox.Literal]]]
    files: Mapping[str, Path]
    _seen: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, files: Iterable[Path]) -> _Vocabulary:
        about: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        homes: dict[str, Path] = {}
        for file in files:
            for triple in parse_file(file):
                subject, value = triple.subject, triple.object
                if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                    iri = subject.value
                    if iri not in about:
                        about[iri], homes[iri] = {}, file
                    about[iri].setdefault(triple.predicate.value, []).append(value)
        return cls(about, homes)

    def terms(self) -> Iterator[Term]:
        """Every lexical term, in the ontology's order."""
        for iri in self.about:
            category = self.category(iri)
            if category is not None:
                yield self.term(iri, category)

    def category(self, iri: str) -> Category | None:
        """What kind of thing a term is; None if it is not of the lexicon."""
        if self.is_class(iri):
            treatment = not _INTERVENTIONS.isdisjoint(self.ancestors(iri))
            return Category.TREATMENT_CLASS if treatment and self.keys(iri) else None
        types = self.links(iri, _TYPE)
        category = self.nearest_category(iri)
        unknown = [t for t in types if t.startswith(TXO) and t not in self.about and _local(t) not in CATEGORIES]
        if category is None and unknown:
            raise VocabularyError(f"{self.place(iri)}: its class txo:{_local(unknown[0])} is not declared")
        return category

    def term(self, iri: str, category: Category) -> Term:
        """The term as the lexicon has it."""
        keys, label = self.keys(iri), self.label(iri)
        if len(keys) != 1:
            raise VocabularyError(f"{self.place(iri)}: {len(keys)} skos:notation, must have exactly one")
        if label is None:
            raise VocabularyError(f"{self.place(iri)}: no English rdfs:label; add one")
        return Term(
            iri=iri,
            key=keys[0],
            label=label,
            category=category,
            names=tuple(self.names(iri)),
            parents=tuple(k for a in self.ancestors(iri) for k in self.keys(a)),
            components=tuple(
                k for p in (_COMPONENT, _CLASS_COMPONENT) for c in self.links(iri, p) for k in self.keys(c)
            ),
            features=self.features(iri),
        )

    def names(self, iri: str) -> Iterator[Name]:
        """The names in plain or English literals, label first."""
        for predicate, kind in _NAMES.items():
            for value in self.about[iri].get(predicate, ()):
                if isinstance(value, ox.Literal) and value.language in (None, "en"):
                    yield Name(value.value, kind)

    def features(self, iri: str) -> dict[str, str]:
        """What else the ontology says of a term: `inMonths`, `unitDimension`, `inSystem` and `broader` (as keys) …"""
        return {
            "broader" if predicate == _BROADER else _local(predicate): " ".join(self.text(v) for v in values)
            for predicate, values in self.about[iri].items()
            if predicate == _BROADER
            or (
                predicate.startswith(TXO)
                and predicate not in _NAMES
                and predicate not in (_COMPONENT, _CLASS_COMPONENT)
            )
        }

    def text(self, value: ox.NamedNode | ox.Literal) -> str:
        """A literal's text; a term's key."""
        keys = () if isinstance(value, ox.Literal) else self.keys(value.value)
        return keys[0] if keys else value.value

    def keys(self, iri: str) -> tuple[str, ...]:
        """The notations of a term."""
        return tuple(v.value for v in self.about.get(iri, {}).get(_NOTATION, ()))

    def label(self, iri: str) -> str | None:
        """The English label."""
        found = (n.text for n in self.names(iri) if n.kind is NameKind.LABEL)
        return next(found, None)

    def links(self, iri: str, predicate: str) -> tuple[str, ...]:
        """The named nodes that a property leads to."""
        values = self.about.get(iri, {}).get(predicate, ())
        return tuple(v.value for v in values if isinstance(v, ox.NamedNode))

    def is_class(self, iri: str) -> bool:
        """Whether the term is declared as a class."""
        return _CLASS in self.links(iri, _TYPE)

    def ancestors(self, iri: str) -> tuple[str, ...]:
        """All classes that a term belongs to, nearest first, without OWL's own."""
        nearest = self.links(iri, _SUBCLASS if self.is_class(iri) else _TYPE)
        if nearest not in self._seen:
            found: dict[str, None] = {}
            front = nearest
            while front:
                fresh = tuple(dict.fromkeys(c for c in front if c not in found and c.startswith(TXO)))
                found.update(dict.fromkeys(fresh))
                front = tuple(parent for c in fresh for parent in self.links(c, _SUBCLASS))
            self._seen[nearest] = tuple(found)
        return self._seen[nearest]

    def nearest_category(self, iri: str) -> Category | None:
        """The category of the nearest lexical class above a term."""
        return next((CATEGORIES[n] for a in self.ancestors(iri) if (n := _local(a)) in CATEGORIES), None)

    def place(self, iri: str) -> str:
        """File, line and name of a term, for messages."""
        file = self.files[iri]
        return f"{file}:{_line_of(iri, file.read_text('utf-8'))}: txo:{_local(iri)}"


def _check_keys(terms: Iterable[Term], vocabulary: _Vocabulary) -> None:
    seen: dict[tuple[str, str], str] = {}
    for term in terms:
        kind = "treatment" if term.category in TREATMENTS else str(term.category)
        other = seen.setdefault((kind, term.key), term.iri)
        if other != term.iri:
            raise VocabularyError(
                f"{vocabulary.place(term.iri)}: the key {term.key!r} is also that of the {kind} "
                f"txo:{_local(other)}; a key names one term of a category"
            )


def _local(iri: str) -> str:
    return iri.removeprefix(TXO)


def _line_of(iri: str, turtle: str) -> int:
    r"""The line where a term's description begins (1 if it cannot be found).

    >>> _line_of("https://w3id.org/txo#b", "txo:a a txo:Drug .\ntxo:b a txo:Drug .")
    2
    """
    found = re.search(rf"^\s*(?:txo:|<#?|<{re.escape(TXO)}){re.escape(_local(iri))}(?![\w-])", turtle, re.MULTILINE)
    return turtle.count("\n", 0, found.end()) + 1 if found else 1
