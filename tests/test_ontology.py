"""Claims about `kg_builder.ontology`."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.errors import VocabularyError
from kg_builder.iris import TXO, curie
from kg_builder.lexicon import Category, Lexicon, Name, NameKind
from kg_builder.ontology import CATEGORIES, load_lexicon, ontology_triples

TYPE, LABEL, DEFINITION = (curie(name).value for name in ("rdf:type", "rdfs:label", "skos:definition"))

PREFIXES = """\
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix txo: <https://w3id.org/txo#> .
"""

TINY = """
txo:TyrosineKinaseInhibitor a owl:Class ; rdfs:subClassOf txo:Drug ; rdfs:label "tyrosine kinase inhibitor"@en ;
    skos:notation "tki" ; txo:abbreviation "TKI" .
txo:VegfrTki a owl:Class ; rdfs:subClassOf txo:TyrosineKinaseInhibitor ; rdfs:label "VEGFR inhibitor"@en ;
    skos:notation "vegfr-tki" .
txo:Grouping a owl:Class ; rdfs:subClassOf txo:Procedure ; rdfs:label "a class nobody writes"@en .
txo:wonderib a txo:VegfrTki ; rdfs:label "wonderib"@en , "奇迹"@zh ; skos:notation "wonderib" ; txo:brandName "Wonda" ;
    txo:codeName "XY-12" ; skos:altLabel "wonderib mesylate" ; skos:hiddenLabel "wonder1b" ; txo:abbreviation "WON" .
txo:embo a txo:Grouping ; rdfs:label "embolisation"@en ; skos:notation "embo" .
txo:WONEMB a txo:NamedRegimen ; rdfs:label "WONEMB" ; skos:notation "wonemb" ; txo:hasComponent txo:wonderib , txo:embo .
txo:week a txo:Unit ; rdfs:label "week"@en ; skos:notation "week" ; txo:unitDimension "time" ; txo:inMonths 0.23 .
txo:StageX a txo:StagingLevel ; rdfs:label "stage X"@en ; skos:notation "X" ; txo:inSystem txo:Xcale ; txo:rank 1 .
txo:Xcale a txo:StagingSystem ; rdfs:label "Xcale"@en ; skos:notation "Xcale" .
"""


def lexicon_of(folder: Path, turtle: str) -> Lexicon:
    """The lexicon of one small file."""
    file = folder / "tiny.ttl"
    file.write_text(PREFIXES + turtle, "utf-8")
    return load_lexicon([file])


@pytest.fixture
def tiny(tmp_path: Path) -> Lexicon:
    """A vocabulary with one term of several categories."""
    return lexicon_of(tmp_path, TINY)


@pytest.mark.parametrize(
    ("category", "key"),
    [
        (Category.TREATMENT_CLASS, "tki"),
        (Category.TREATMENT_CLASS, "vegfr-tki"),
        (Category.DRUG, "wonderib"),
        (Category.PROCEDURE, "embo"),
        (Category.REGIMEN, "wonemb"),
        (Category.UNIT, "week"),
        (Category.STAGING_LEVEL, "X"),
    ],
)
def test_category_follows_from_the_class(tiny: Lexicon, category: Category, key: str) -> None:
    """A term's category is that of the nearest lexical class above it."""
    assert tiny.get(category, key) is not None


def test_classes_without_a_key_are_not_lexical(tiny: Lexicon) -> None:
    """A grouping class without a notation is not a term, but passes its ancestors on."""
    assert [t.key for t in tiny.of(Category.TREATMENT_CLASS)] == ["tki", "vegfr-tki"]


def test_parents_are_all_ancestors_nearest_first(tiny: Lexicon) -> None:
    """Parents are keys of classes, nearest first."""
    drug = tiny.get(Category.DRUG, "wonderib")
    assert drug is not None
    assert drug.parents == ("vegfr-tki", "tki")


def test_names_keep_their_kind_and_leave_other_languages(tiny: Lexicon) -> None:
    """Plain and English names are taken, label first; Chinese ones are not matched in English papers."""
    drug = tiny.get(Category.DRUG, "wonderib")
    assert drug is not None
    assert drug.names == (
        Name("wonderib", NameKind.LABEL),
        Name("wonderib mesylate", NameKind.EXACT),
        Name("WON", NameKind.ABBREVIATION),
        Name("XY-12", NameKind.CODE),
        Name("Wonda", NameKind.BRAND),
        Name("wonder1b", NameKind.HIDDEN),
    )


def test_components_and_features_are_keys_and_texts(tiny: Lexicon) -> None:
    """Components are keys; other properties become features, links as keys."""
    regimen = tiny.get(Category.REGIMEN, "wonemb")
    level = tiny.get(Category.STAGING_LEVEL, "X")
    unit = tiny.get(Category.UNIT, "week")
    assert regimen is not None and regimen.components == ("wonderib", "embo")
    assert level is not None and level.features == {"inSystem": "Xcale", "rank": "1"}
    assert unit is not None and unit.features == {"unitDimension": "time", "inMonths": "0.23"}


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("txo:a a txo:Drug\n  rdfs:label 'a' .\n", r"tiny\.ttl:6:\d+: not Turtle"),
        ("\ntxo:a a txo:Drug ; rdfs:label 'a' .\n", r"tiny\.ttl:6: txo:a: 0 skos:notation"),
        ("txo:a a txo:Drug ; skos:notation 'a', 'b' ; rdfs:label 'a' .\n", r"tiny\.ttl:5: txo:a: 2 skos:notation"),
        ("txo:a a txo:Drug ; skos:notation 'a' .\n", r"tiny\.ttl:5: txo:a: no English rdfs:label"),
        ("txo:a a txo:Drog ; skos:notation 'a' .\n", r"tiny\.ttl:5: txo:a: its class txo:Drog is not declared"),
        (
            "txo:a a txo:Drug ; rdfs:label 'a' ; skos:notation 'x' .\n"
            "txo:b a txo:Procedure ; rdfs:label 'b' ; skos:notation 'x' .\n",
            r"tiny\.ttl:6: txo:b: the key 'x' is also that of the treatment txo:a",
        ),
    ],
)
def test_faults_are_named_by_file_and_line(tmp_path: Path, turtle: str, message: str) -> None:
    """A vocabulary that cannot be used says where and why."""
    with pytest.raises(VocabularyError, match=message):
        lexicon_of(tmp_path, turtle)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path that is not there is a VocabularyError, not a traceback."""
    with pytest.raises(VocabularyError, match=r"nothing\.ttl"):
        load_lexicon([tmp_path / "nothing.ttl"])


def test_one_key_may_serve_two_categories(tmp_path: Path) -> None:
    """`A` can be a level and a biomarker: keys are unique within a category only."""
    lexicon = lexicon_of(
        tmp_path,
        "txo:a a txo:Biomarker ; rdfs:label 'a' ; skos:notation 'x' .\n"
        "txo:b a txo:Endpoint ; rdfs:label 'b' ; skos:notation 'x' .\n",
    )
    assert [t.category for t in lexicon.terms] == [Category.BIOMARKER, Category.ENDPOINT]


def test_the_shipped_vocabulary_loads_fast() -> None:
    """Every command needs the lexicon: it must not be felt."""
    start = time.perf_counter()
    load_lexicon()
    assert time.perf_counter() - start < 1.0


# What ships


@cache
def shipped() -> dict[str, dict[str, list[object]]]:
    """The ontology by subject and predicate, blank nodes left out."""
    about: dict[str, dict[str, list[object]]] = {}
    for triple in ontology_triples():
        if isinstance(triple.subject, ox.NamedNode):
            about.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
    return about


def own() -> dict[str, dict[str, list[object]]]:
    """The terms of our namespace."""
    return {iri: facts for iri, facts in shipped().items() if iri.startswith(TXO)}


def english(values: list[object]) -> list[str]:
    """The plain and English literals."""
    return [v.value for v in values if isinstance(v, ox.Literal) and v.language in (None, "en")]


def test_every_term_has_one_label_and_one_definition() -> None:
    """Each class, property and individual is named and defined, and says which ontology it is of."""
    for iri, facts in own().items():
        assert len(english(facts.get(LABEL, []))) == 1, iri
        assert len(english(facts.get(DEFINITION, []))) == 1, iri
        assert facts.get(curie("rdfs:isDefinedBy").value) == [ox.NamedNode(TXO[:-1])], iri


def test_labels_and_definitions_of_classes_are_unique() -> None:
    """No two classes have the same label, no two the same definition."""
    classes = [facts for facts in own().values() if curie("owl:Class") in facts[TYPE]]
    for predicate in (LABEL, DEFINITION):
        texts = [english(facts[predicate])[0] for facts in classes]
        assert sorted(t for t in texts if texts.count(t) > 1) == []


def test_everything_named_is_declared() -> None:
    """No class, property or individual of ours is used without being declared."""
    declared = {iri for iri, facts in shipped().items() if TYPE in facts}
    named = {term.value for triple in ontology_triples() for term in triple if isinstance(term, ox.NamedNode)}
    assert sorted(iri for iri in named if iri.startswith(TXO) and iri not in declared) == []


def test_every_class_has_a_place() -> None:
    """No class of treatments hangs in the air: all are below `txo:Intervention`."""
    lexicon = load_lexicon()
    keys = {t.key for t in lexicon.of(Category.TREATMENT_CLASS)}
    assert all(set(t.parents) <= keys for t in lexicon.of(Category.TREATMENT_CLASS, Category.DRUG, Category.PROCEDURE))


@pytest.mark.parametrize(
    "name",
    [
        "unionOf",
        "complementOf",
        "oneOf",
        "allValuesFrom",
        "hasSelf",
        "inverseOf",
        "minCardinality",
        "maxCardinality",
        "cardinality",
        "minQualifiedCardinality",
        "maxQualifiedCardinality",
        "qualifiedCardinality",
        "InverseFunctionalProperty",
        "SymmetricProperty",
        "AsymmetricProperty",
        "IrreflexiveProperty",
        "disjointUnionOf",
        "propertyDisjointWith",
        "FunctionalProperty",
    ],
)
def test_the_ontology_keeps_to_owl_el(name: str) -> None:
    """What OWL 2 EL excludes is not used."""
    node = ox.NamedNode(f"http://www.w3.org/2002/07/owl#{name}")
    assert not [t for t in ontology_triples() if node in (t.predicate, t.object)]


@pytest.mark.parametrize(
    "name",
    [
        "owl:versionIRI",
        "owl:versionInfo",
        "dcterms:title",
        "dcterms:description",
        "dcterms:license",
        "dcterms:creator",
        "dcterms:created",
        "dcterms:modified",
        "dcterms:bibliographicCitation",
        "vann:preferredNamespacePrefix",
        "vann:preferredNamespaceUri",
    ],
)
def test_the_header_is_complete(name: str) -> None:
    """Version, licence, creator, preferred prefix: what a catalogue asks for."""
    assert len(shipped()[TXO[:-1]][curie(name).value]) == 1


def test_every_category_class_is_declared() -> None:
    """The classes that make a term lexical stand in the ontology."""
    assert {TXO + name for name in CATEGORIES} <= set(own())
