"""Claims about `kg_builder.ontology`."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg_builder.errors import VocabularyError
from kg_builder.lexicon import Category, Lexicon, Name, NameKind
from kg_builder.ontology import load_lexicon

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
