"""What terms of the ontology are called in other vocabularies: `ontology/mappings.sssom.tsv`, read, checked, as triples.

The file follows SSSOM (a head of `#` lines, then tab-separated rows). Each row says how sure it is by its predicate, why by
its justification, where its identifier was seen (`see_also`) and on what terms others may use it (`license`). `faults` is
the gate: what it names must not ship.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox

from kg_builder.errors import VocabularyError
from kg_builder.iris import PREFIXES, TXO, curie, iri
from kg_builder.lexicon import Lexicon, fold
from kg_builder.resources import folder

__all__ = ["MAPPINGS_GRAPH", "MappingSet", "Row", "faults", "load_mappings", "mapping_triples"]

MAPPINGS_GRAPH = iri("graph", "mappings")

COLUMNS = (
    "subject_id", "subject_label", "subject_category", "predicate_id", "object_id", "object_label", "object_category",
    "mapping_justification", "object_source", "object_source_version", "license", "see_also", "comment",
)  # fmt: skip
REQUIRED = frozenset(COLUMNS) - {"object_source_version", "comment"}
PREDICATES = frozenset(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))

FORMS: Mapping[str, re.Pattern[str]] = {
    "ATC": re.compile(r"[A-Z]\d\d[A-Z][A-Z]\d\d"),
    "CHEBI": re.compile(r"\d+"),
    "DOID": re.compile(r"\d+"),
    "DRUGBANK": re.compile(r"DB\d{5}"),
    "LOINC": re.compile(r"\d{1,5}-\d"),
    "MAXO": re.compile(r"\d{7}"),
    "MONDO": re.compile(r"\d{7}"),
    "NCIT": re.compile(r"C\d{3,6}"),
    "OBI": re.compile(r"\d{7}"),
    "RXNORM": re.compile(r"\d+"),
    "SNOMEDCT": re.compile(r"\d{6,18}"),
    "STATO": re.compile(r"\d{7}"),
    "UCUM": re.compile(r"\S+"),
}
"""The vocabularies that may be mapped to, and the form of their identifiers. The others (MedDRA, HemOnc …) are not free."""

GLOBAL_PATIENT_SET = frozenset({"18027006", "76015000", "109841003"})
"""The SNOMED CT codes seen in the part of it that anyone may use."""

WITHDRAWN = re.compile(r"L01X[CE]")
"""ATC groups that were dissolved: a code of theirs stems from an old list."""

CODES: Mapping[str, str] = {"ATC": "txo:atcCode"}
"""Vocabularies whose codes stand in the graph as literals, because there is nothing to link to or no leave to do so."""
STATED = frozenset({"UCUM"})
"""Vocabularies whose codes the ontology itself states (`txo:ucumCode`)."""

SAME_KIND: Mapping[str, frozenset[str]] = {
    "biomarker": frozenset({"measurement"}),
    "class": frozenset({"arm", "study"}),
    "criteria": frozenset({"criteria"}),
    "design": frozenset({"study design"}),
    "disease": frozenset({"disease"}),
    "drug": frozenset({"drug", "drug form"}),
    "procedure": frozenset({"procedure"}),
    "response": frozenset({"response"}),
    "staging level": frozenset({"staging level"}),
    "staging system": frozenset({"staging system"}),
    "statistic": frozenset({"statistic"}),
    "treatment class": frozenset({"procedure"}),
    "unit": frozenset({"unit"}),
}
"""What a term of a category can be the same as; everything else is related at most."""

_AGREE, _JUDGED = "semapv:LexicalMatching", "semapv:BackgroundKnowledgeBasedMatching"
_NAMES = frozenset({PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel", PREFIXES["skos"] + "hiddenLabel"}) | {
    TXO + name for name in ("abbreviation", "brandName", "codeName")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One mapping: the columns of its line, and where that stands."""

    where: str
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    @property
    def vocabulary(self) -> str:
        """The prefix of the object."""
        return self["object_id"].partition(":")[0]

    @property
    def code(self) -> str:
        """The object's identifier in its vocabulary."""
        return unquote(self["object_id"].partition(":")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingSet:
    """A file of mappings: what its head says, its prefixes, its rows."""

    head: Mapping[str, str]
    prefixes: Mapping[str, str]
    rows: tuple[Row, ...]

    def expand(self, name: str) -> str:
        """A prefixed name in full."""
        prefix, _, rest = name.partition(":")
        return self.prefixes[prefix] + rest


def load_mappings(file: Path | None = None) -> MappingSet:
    """The mappings of a file (by default those that ship).

    >>> "exactMatch" in {row["predicate_id"].removeprefix("skos:") for row in load_mappings().rows}
    True

    Raises:
        VocabularyError: the file cannot be read or a line does not fit; the message names file and line.
    """
    file = folder("ontology") / "mappings.sssom.tsv" if file is None else file
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise VocabularyError(f"{file}: {fault}; give the path of an SSSOM file") from fault
    head = [line[1:] for line in lines if line.startswith("#")]
    values, prefixes = _head(head)
    rows = tuple(_rows(file, lines[len(head) :], len(head) + 1))
    for row in rows:
        for name in (row["subject_id"], row["predicate_id"], row["object_id"], row["mapping_justification"]):
            if name.partition(":")[0] not in prefixes:
                raise VocabularyError(
                    f"{row.where}: the prefix of {name!r} is not in the head's curie_map; add it there"
                )
    return MappingSet(head=values, prefixes=prefixes, rows=rows)


def _head(lines: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The values of the head, and its prefixes; an indented line belongs to the key above it.

    >>> _head(["license: https://a/b", "curie_map:", "  x: http://x/"])
    ({'license': 'https://a/b', 'curie_map': ''}, {'x': 'http://x/'})
    """
    values: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    above = ""
    for line in lines:
        key, _, value = line.strip().partition(":")
        if line.startswith(" "):
            if above == "curie_map":
                prefixes[key] = value.strip()
        else:
            above = key
            values[key] = value.strip().strip('"')
    return values, prefixes


def _rows(file: Path, lines: Sequence[str], first: int) -> Iterator[Row]:
    for number, cells in enumerate(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), first):
        where = f"{file}:{number}"
        if number == first:
            if tuple(cells) != COLUMNS:
                raise VocabularyError(f"{where}: the columns must be {', '.join(COLUMNS)}")
        elif len(cells) != len(COLUMNS):
            raise VocabularyError(f"{where}: {len(cells)} cells, must be {len(COLUMNS)}; separate them by one tab each")
        else:
            yield Row(where=where, values=dict(zip(COLUMNS, cells, strict=True)))


def mapping_triples(mappings: MappingSet) -> list[ox.Triple]:
    """The mappings as SKOS links, sorted; ATC codes as literals.

    >>> any(t.object == ox.Literal("L01EX02") for t in mapping_triples(load_mappings()))
    True
    """
    return sorted({t for row in mappings.rows for t in _triples(mappings, row)}, key=str)


def _triples(mappings: MappingSet, row: Row) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(mappings.expand(row["subject_id"]))
    if row.vocabulary in CODES:
        yield ox.Triple(subject, curie(CODES[row.vocabulary]), ox.Literal(row.code))
    elif row.vocabulary not in STATED:
        yield ox.Triple(subject, curie(row["predicate_id"]), ox.NamedNode(mappings.expand(row["object_id"])))


def faults(mappings: MappingSet, ontology: Iterable[ox.Triple], lexicon: Lexicon) -> list[str]:
    """What is wrong with mappings, in words, each with its line: nothing when they may ship."""
    known = _Known.of(ontology, lexicon)
    of_rows = (f"{row.where}: {fault}" for row in mappings.rows for fault in _faults_of(row, known))
    return [*of_rows, *_faults_together(mappings.rows)]


@dataclass(frozen=True)
class _Known:
    """What the ontology says of its terms."""

    labels: dict[str, str] = field(default_factory=dict)
    names: dict[str, set[str]] = field(default_factory=dict)
    ucum: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, ontology: Iterable[ox.Triple], lexicon: Lexicon) -> _Known:
        known = cls()
        statistic = curie("txo:Statistic")
        for triple in ontology:
            subject, predicate, value = triple.subject, triple.predicate.value, triple.object
            if not isinstance(subject, ox.NamedNode):
                continue
            if value == statistic and triple.predicate == curie("rdf:type"):
                known.categories[subject.value] = "statistic"
            if isinstance(value, ox.Literal):
                known.literal(subject.value, predicate, value)
        known.categories.update({t.iri: str(t.category).replace("_", " ") for t in lexicon.terms})
        return known

    def literal(self, subject: str, predicate: str, value: ox.Literal) -> None:
        if predicate in _NAMES and value.language in (None, "en"):
            self.names.setdefault(subject, set()).add(fold(value.value))
            if predicate.endswith("#label"):
                self.labels[subject] = value.value
        elif predicate == TXO + "ucumCode":
            self.ucum[subject] = value.value


def _faults_of(row: Row, known: _Known) -> Iterator[str]:
    missing = sorted(c for c in REQUIRED if not row[c])
    if missing:
        yield f"no {', '.join(missing)}; every row says what, why, from where and on what terms"
    if row["predicate_id"] not in PREDICATES:
        yield f"{row['predicate_id']} is no SKOS mapping predicate"
    yield from _of_subject(row, known)
    yield from _of_object(row)
    yield from _of_agreement(row, known)
    yield from _of_kind(row, known)


def _of_subject(row: Row, known: _Known) -> Iterator[str]:
    term = TXO + row["subject_id"].removeprefix("txo:")
    if term not in known.labels:
        yield f"{row['subject_id']} is not in the ontology"
        return
    if row["subject_label"] != known.labels[term]:
        yield f"the ontology calls {row['subject_id']} {known.labels[term]!r}, not {row['subject_label']!r}"
    category = known.categories.get(term, "class")
    if row["subject_category"] != category:
        yield f"{row['subject_id']} is a {category}, not a {row['subject_category']}"


def _of_object(row: Row) -> Iterator[str]:
    form = FORMS.get(row.vocabulary)
    if form is None:
        yield f"{row['object_id']}: we have no leave to ship identifiers of {row.vocabulary}"
    elif not form.fullmatch(row.code):
        yield f"{row['object_id']} has not the form of a {row.vocabulary} identifier"
    if row.vocabulary == "SNOMEDCT" and row.code not in GLOBAL_PATIENT_SET:
        yield f"{row['object_id']} is not in the global patient set; other SNOMED CT codes need a licence"
    if row.vocabulary == "ATC":
        if WITHDRAWN.match(row.code):
            yield f"{row['object_id']} is of a group that ATC has dissolved; take the code of the present list"
        if not row["object_source_version"]:
            yield f"{row['object_id']}: ATC codes move; give the date of the list as object_source_version"


def _of_agreement(row: Row, known: _Known) -> Iterator[str]:
    """A mapping by name has a name in common; any other says why it holds."""
    names = known.names.get(TXO + row["subject_id"].removeprefix("txo:"), set())
    agree = fold(row["object_label"]) in names
    if row["mapping_justification"] not in (_AGREE, _JUDGED):
        yield f"the justification must be {_AGREE} or {_JUDGED}"
    elif agree != (row["mapping_justification"] == _AGREE):
        said = "is" if agree else "is not"
        yield f"{row['object_label']!r} {said} a name of {row['subject_id']}, so that the justification cannot hold"
    if not agree and not row["comment"]:
        yield f"{row['object_label']!r} is not a name of {row['subject_id']}; say in a comment why they match"


def _of_kind(row: Row, known: _Known) -> Iterator[str]:
    """Only things of one kind can be the same; a salt is not the drug; a unit has one code."""
    same = row["predicate_id"] in ("skos:exactMatch", "skos:closeMatch")
    subject, kind = row["subject_category"], row["object_category"]
    if same and kind not in SAME_KIND.get(subject, frozenset()):
        yield f"a {subject} cannot be the same as a {kind}; skos:relatedMatch says that they belong together"
    if kind == "drug form" and row["predicate_id"] == "skos:exactMatch":
        yield f"{row['object_id']} is a form of the drug (salt, hydrate, isomer): skos:closeMatch"
    if row.vocabulary == "UCUM":
        code = known.ucum.get(TXO + row["subject_id"].removeprefix("txo:"))
        if code != row.code:
            yield f"the ontology gives {row['subject_id']} the code {code!r}, not {row.code!r}"


def _faults_together(rows: Sequence[Row]) -> Iterator[str]:
    """Within one vocabulary, a term is exactly one thing, and a thing exactly one term; no row stands twice."""
    exact = [row for row in rows if row["predicate_id"] == "skos:exactMatch"]
    terms = Counter((row["subject_id"], row.vocabulary) for row in exact)
    things = Counter(row["object_id"] for row in exact)
    for row in exact:
        if terms[row["subject_id"], row.vocabulary] > 1:
            yield f"{row.where}: {row['subject_id']} is exactly two things of {row.vocabulary}; decide for one"
        if things[row["object_id"]] > 1:
            yield f"{row.where}: {row['object_id']} is exactly two terms of ours; decide for one"
    pairs = Counter((row["subject_id"], row["object_id"]) for row in rows)
    for row in rows:
        if pairs[row["subject_id"], row["object_id"]] > 1:
            yield f"{row.where}: {row['subject_id']} is mapped to {row['object_id']} twice"
