"""Claims about the vocabulary in `ontology/*.ttl`: that it is complete, consistent and found in text."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.iris import TXO, curie
from kg_builder.lexicon import Category, Lexicon, Term
from kg_builder.mentions import Finder
from kg_builder.ontology import TREATMENTS, load_lexicon, parse_file
from kg_builder.resources import ontology_files

LABEL, DEFINITION, NOTATION = (curie(name).value for name in ("rdfs:label", "skos:definition", "skos:notation"))
DEFINED_BY, TYPE, CLASS = (curie(name).value for name in ("rdfs:isDefinedBy", "rdf:type", "owl:Class"))
NOT_VOCABULARY = {"txo.ttl", "shapes.ttl"}

AMBIGUOUS = {
    "any AE": {"endpoint AE", "toxicity any"},
    "any adverse event": {"endpoint AE", "toxicity any"},
    "APASL": {"body APASL", "staging_system APASL"},
    "CNLC": {"body CNLC", "staging_system CNLC"},
    "drug-related death": {"endpoint treatment-related death", "toxicity treatment-related death"},
    "EASL": {"body EASL", "staging_system EASL"},
    "hepatic cirrhosis": {"characteristic cirrhosis", "disease cirrhosis disease"},
    "hepatitis": {"characteristic etiology", "toxicity hepatitis"},
    "IPI": {"drug ipilimumab", "staging_system IPI"},
    "immune-related AEs": {"endpoint irAE", "toxicity immune-related AEs"},
    "immune-related toxicity": {"endpoint irAE", "toxicity immune-related AEs"},
    "liver cirrhosis": {"characteristic cirrhosis", "disease cirrhosis disease"},
    "platelets": {"biomarker platelets", "toxicity thrombocytopenia"},
    "R1 resection": {"characteristic surgical margin", "endpoint R1 resection"},
    "total AEs": {"endpoint AE", "toxicity any"},
    "toxic death": {"endpoint treatment-related death", "toxicity treatment-related death"},
    "treatment-related death": {"endpoint treatment-related death", "toxicity treatment-related death"},
}


def vocabulary_files() -> list[Path]:
    """The files that hold terms, not the model."""
    return [file for file in ontology_files() if file.name not in NOT_VOCABULARY]


@cache
def lexicon() -> Lexicon:
    """The vocabulary that ships."""
    return load_lexicon()


@cache
def finder() -> Finder:
    """What finds it in text."""
    return Finder(lexicon())


@cache
def described(file: Path) -> dict[str, dict[str, list[ox.Literal | ox.NamedNode]]]:
    """What a file says of each term of ours, by predicate."""
    about: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = {}
    for triple in parse_file(file):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.Literal | ox.NamedNode):
            about.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value)
    return {iri: facts for iri, facts in about.items() if iri.startswith(TXO)}


def english(values: list[ox.Literal | ox.NamedNode]) -> list[str]:
    """The literals that are not in another language."""
    return [v.value for v in values if isinstance(v, ox.Literal) and v.language in (None, "en")]


def name_of(term: Term) -> str:
    """How the list of ambiguous names calls a term."""
    return f"{term.category} {term.key}"


@pytest.mark.parametrize("file", vocabulary_files(), ids=lambda file: file.name)
def test_a_file_explains_itself(file: Path) -> None:
    """Every vocabulary file begins with a comment that tells how to add a term."""
    head = file.read_text("utf-8").partition("@prefix")[0]
    assert all(line.startswith("#") for line in head.splitlines() if line)
    assert "To add a" in head


@pytest.mark.parametrize("file", vocabulary_files(), ids=lambda file: file.name)
def test_every_term_is_described_once(file: Path) -> None:
    """A term has one English label, one definition, at most one key, and names the ontology that defines it."""
    for iri, facts in described(file).items():
        assert len(english(facts.get(LABEL, []))) == 1, iri
        assert len(english(facts.get(DEFINITION, []))) == 1, iri
        assert len(facts.get(NOTATION, [])) <= 1, iri
        assert len(facts.get(DEFINED_BY, [])) == 1, iri


@pytest.mark.parametrize("file", vocabulary_files(), ids=lambda file: file.name)
def test_every_individual_has_a_key(file: Path) -> None:
    """Whatever is not a class has a notation, for records name it."""
    for iri, facts in described(file).items():
        kinds = {value.value for value in facts[TYPE]}
        assert CLASS in kinds or facts.get(NOTATION), iri


def test_labels_and_definitions_tell_terms_apart() -> None:
    """No two terms share an English label or a definition."""
    for predicate in (LABEL, DEFINITION):
        texts = Counter(
            text.casefold()
            for file in vocabulary_files()
            for facts in described(file).values()
            for text in english(facts[predicate])
        )
        assert [text for text, times in texts.items() if times > 1] == []


def test_definitions_are_phrases() -> None:
    """A definition is a phrase of its own, in lower case, without a full stop, and not the label again."""
    for file in vocabulary_files():
        for iri, facts in described(file).items():
            (label,), (definition,) = english(facts[LABEL]), english(facts[DEFINITION])
            assert len(definition.split()) >= 3, iri
            assert not definition.endswith("."), iri
            assert definition.casefold() != label.casefold(), iri


def test_keys_are_unique_in_their_category() -> None:
    """A key names one term of a category; drugs, procedures and classes share theirs."""
    keys = Counter(("treatment" if t.category in TREATMENTS else str(t.category), t.key) for t in lexicon().terms)
    assert [key for key, times in keys.items() if times > 1] == []


def test_ambiguous_names_are_meant() -> None:
    """The names that stand for several terms are those of the list, and no others."""
    found: dict[str, set[str]] = {}
    for name in {n.text for t in lexicon().terms for n in t.names}:
        for mention in finder().find(name):
            if (mention.start, mention.end) == (0, len(name)) and len(mention.terms) > 1:
                found[name.casefold()] = {name_of(t) for t in mention.terms}
    assert found == {name.casefold(): terms for name, terms in AMBIGUOUS.items()}


def test_every_name_is_found_in_text() -> None:
    """Each name of each term, written in a sentence, is found and names its term."""
    lost = []
    for term in lexicon().terms:
        for name in term.names:
            sentence = f"Of those, {name.text} was written down."
            find = finder().units if term.category is Category.UNIT else finder().find
            if not any(term in mention.terms for mention in find(sentence)):
                lost.append((name_of(term), name.text))
    assert lost == []


@pytest.mark.parametrize(
    ("category", "key"),
    [
        (Category.DRUG, "lenvatinib"),
        (Category.DRUG, "placebo"),
        (Category.DRUG, "best supportive care"),
        (Category.DRUG, "bgj398"),
        (Category.PROCEDURE, "tace"),
        (Category.PROCEDURE, "haic"),
        (Category.PROCEDURE, "tare"),
        (Category.PROCEDURE, "imrt"),
        (Category.PROCEDURE, "sbrt"),
        (Category.PROCEDURE, "transplantation"),
        (Category.PROCEDURE, "chemoradiotherapy"),
        (Category.TREATMENT_CLASS, "tki"),
        (Category.TREATMENT_CLASS, "ici"),
        (Category.TREATMENT_CLASS, "anti-pd-1"),
        (Category.TREATMENT_CLASS, "anti-pd-l1"),
        (Category.TREATMENT_CLASS, "anti-ctla-4"),
        (Category.TREATMENT_CLASS, "anti-vegf"),
        (Category.TREATMENT_CLASS, "anti-egfr"),
        (Category.TREATMENT_CLASS, "anti-her2"),
        (Category.TREATMENT_CLASS, "antiangiogenic"),
        (Category.TREATMENT_CLASS, "chemotherapy"),
        (Category.TREATMENT_CLASS, "targeted therapy"),
        (Category.TREATMENT_CLASS, "immunotherapy"),
        (Category.TREATMENT_CLASS, "endocrine therapy"),
        (Category.TREATMENT_CLASS, "systemic therapy"),
        (Category.TREATMENT_CLASS, "rt"),
        (Category.TREATMENT_CLASS, "ablation"),
        (Category.TREATMENT_CLASS, "resection"),
        (Category.REGIMEN, "folfox"),
        (Category.ENDPOINT, "OS"),
        (Category.ENDPOINT, "PFS"),
        (Category.ENDPOINT, "IRFS"),
        (Category.ENDPOINT, "AE>=3"),
        (Category.ENDPOINT, "AE3-4"),
        (Category.RESPONSE, "CR"),
        (Category.CRITERIA, "RECIST 1.1"),
        (Category.CRITERIA, "mRECIST"),
        (Category.SCALE, "CTCAE"),
        (Category.SCALE, "Milan"),
        (Category.UNIT, "month"),
        (Category.UNIT, "percent"),
        (Category.UNIT, "patient"),
        (Category.UNIT, "mg/m2"),
        (Category.BODY, "NCCN"),
        (Category.BODY, "Chinese guidelines"),
        (Category.STAGING_LEVEL, "BCLC C"),
        (Category.MODEL, "CRAFITY"),
        (Category.TRIAL, "IMbrave150"),
    ],
)
def test_the_keys_of_the_records_are_there(category: Category, key: str) -> None:
    """The keys that the record format names exist, each in its category."""
    assert lexicon().get(category, key) is not None


@pytest.mark.parametrize(
    ("key", "ancestor", "expected"),
    [
        ("lenvatinib", "tki", True),
        ("lenvatinib", "antiangiogenic", True),
        ("lenvatinib", "targeted therapy", True),
        ("lenvatinib", "ici", False),
        ("apatinib", "tki", True),
        ("bevacizumab", "anti-vegf", True),
        ("bevacizumab", "tki", False),
        ("ramucirumab", "vegfr inhibitor", True),
        ("cadonilimab", "anti-pd-1", True),
        ("cadonilimab", "anti-ctla-4", True),
        ("atezolizumab", "anti-pd-l1", True),
        ("atezolizumab", "anti-pd-1", False),
        ("atezolizumab", "ici", True),
        ("oxaliplatin", "chemotherapy", True),
        ("tamoxifen", "endocrine therapy", True),
        ("leucovorin", "chemotherapy", False),
        ("placebo", "systemic therapy", False),
        ("imrt", "rt", True),
        ("tace", "locoregional therapy", True),
        ("tace", "rt", False),
    ],
)
def test_drugs_and_procedures_belong_to_their_classes(key: str, ancestor: str, expected: bool) -> None:
    """Classes reach their members, through their subclasses, and nothing else."""
    assert lexicon().is_a(key, ancestor) is expected


@pytest.mark.parametrize(
    ("text", "category", "key"),
    [
        ("met the criteria", Category.BIOMARKER, None),
        ("pt was not as ordered", Category.BIOMARKER, None),
        ("the patient's 1 day stay", Category.DRUG, None),
        ("a clear start", Category.TRIAL, None),
        ("five in the study 22 days", Category.TRIAL, None),
        ("the child was born", Category.STAGING_SYSTEM, None),
        ("a CT of the chest", Category.PROCEDURE, None),
        ("MET amplification", Category.BIOMARKER, "MET"),
        ("the CLEAR cohort", Category.TRIAL, "CLEAR"),
        ("IMbravel50", Category.TRIAL, "IMbrave150"),
        ("S-1 twice daily", Category.DRUG, "s-1"),
        ("Anti-PD1 antibodies", Category.TREATMENT_CLASS, "anti-pd-1"),
        ("palmar-plantar erythrodysaesthesia", Category.TOXICITY, "hand-foot syndrome"),
        ("diarrhoea", Category.TOXICITY, "diarrhea"),
        ("elevated ALT", Category.TOXICITY, "ALT elevation"),
        ("PIVKA-II", Category.BIOMARKER, "DCP"),
    ],
)
def test_words_of_everyday_language_are_not_terms(text: str, category: Category, key: str | None) -> None:
    """Common words that resemble names are left alone; the names themselves are found."""
    terms = [term for mention in finder().find(text) if (term := mention.of(category))]
    assert [term.key for term in terms][:1] == ([key] if key else [])


def test_every_level_stands_in_the_order_of_its_system() -> None:
    """A staging level names a system that exists; ranks do not repeat within it."""
    systems = {t.key for t in lexicon().of(Category.STAGING_SYSTEM)}
    places: Counter[tuple[str, str]] = Counter()
    for level in lexicon().of(Category.STAGING_LEVEL):
        assert level.features["inSystem"] in systems, level.key
        places[level.features["inSystem"], level.features["rank"]] += 1
    assert set(places.values()) == {1}


def test_units_say_what_they_measure() -> None:
    """Every unit has a dimension; a unit of time says how many months it lasts."""
    for unit in lexicon().of(Category.UNIT):
        assert unit.features["unitDimension"], unit.key
        assert ("inMonths" in unit.features) == (unit.features["unitDimension"] == "time"), unit.key


def test_regimens_consist_of_treatments() -> None:
    """The components of a named regimen are drugs, procedures or classes of the vocabulary."""
    known = {t.key for t in lexicon().terms if t.category in TREATMENTS}
    for regimen in lexicon().of(Category.REGIMEN):
        assert regimen.components, regimen.key
        assert set(regimen.components) <= known, regimen.key


def test_the_vocabulary_is_broad() -> None:
    """Held-out papers name drugs, harms and endpoints of other cancers: the vocabulary has many of each."""
    counts = Counter(term.category for term in lexicon().terms)
    assert counts[Category.DRUG] >= 350
    assert counts[Category.TOXICITY] >= 250
    assert counts[Category.ENDPOINT] >= 90
    assert counts[Category.TRIAL] >= 150
