"""Claims about the mappings that ship, and about the gate that keeps wrong ones out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg_builder.errors import VocabularyError
from kg_builder.graph import dataset
from kg_builder.iris import PREFIXES, TXO
from kg_builder.lexicon import Lexicon
from kg_builder.mappings import COLUMNS, MAPPINGS_GRAPH, MappingSet, Row, faults, load_mappings, mapping_triples
from kg_builder.ontology import load_lexicon, parse_file
from kg_builder.resources import folder, ontology_files

VERIFIED = Path(__file__).parents[2] / "shared" / "reference" / "vocabularies.md"


@cache
def shipped() -> MappingSet:
    """The mappings of the repository."""
    return load_mappings()


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """All triples of the ontology files."""
    return tuple(triple for file in ontology_files() for triple in parse_file(file))


@cache
def lexicon() -> Lexicon:
    """The vocabulary that ships."""
    return load_lexicon()


def objects(subject: str, vocabulary: str, *predicates: str) -> set[str]:
    """The codes of a vocabulary that a term is mapped to, by any predicate or by those given."""
    return {
        row.code
        for row in shipped().rows
        if row["subject_id"] == f"txo:{subject}"
        and row.vocabulary == vocabulary
        and (not predicates or row["predicate_id"].removeprefix("skos:") in predicates)
    }


def test_what_ships_has_no_fault() -> None:
    """Every row passes the gate: form, subject, labels, kind, cardinality, licence."""
    assert faults(shipped(), ontology(), lexicon()) == []


def test_the_head_says_what_the_set_is() -> None:
    """SSSOM needs the set's id and licence; every prefix that rows use is declared."""
    head = shipped().head
    assert head["mapping_set_id"] == "https://w3id.org/txo/mappings"
    assert head["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert {row.vocabulary for row in shipped().rows} <= set(shipped().prefixes)
    assert shipped().expand("NCIT:C3099") == "http://purl.obolibrary.org/obo/NCIT_C3099"


def test_each_vocabulary_asked_for_is_mapped_to() -> None:
    """Twelve vocabularies, each with at least one verified identifier."""
    wanted = {"NCIT", "MONDO", "DOID", "CHEBI", "DRUGBANK", "ATC", "RXNORM", "LOINC", "MAXO", "STATO", "OBI", "UCUM"}
    assert wanted <= {row.vocabulary for row in shipped().rows}


def test_a_definition_names_no_source_but_the_editors_and_what_is_exactly_mapped() -> None:
    """A concept stands as the source of a meaning only where a verified mapping says that it is the same."""
    exact = {
        (shipped().expand(row["subject_id"]), shipped().expand(row["object_id"]))
        for row in shipped().rows
        if row["predicate_id"] == "skos:exactMatch"
    }
    source = ox.NamedNode(PREFIXES["dcterms"] + "source")
    named = {(str(t.subject), str(t.object)) for t in ontology() if t.predicate == source}
    editors = str(ox.NamedNode(f"{TXO[:-1]}/editors"))
    concepts = {(one.strip("<>"), other.strip("<>")) for one, other in named if other != editors}
    assert len(concepts) >= 50
    assert concepts <= exact
    assert {one for one, _ in named} == {one for one, other in named if other == editors}


def test_rows_are_sorted() -> None:
    """A change of one mapping is a change of one line."""
    keys = [(r["subject_id"].lower(), r["subject_id"], r["object_id"]) for r in shipped().rows]
    assert keys == sorted(keys)


def test_every_identifier_was_verified() -> None:
    """Each code stands in the list of verified identifiers, and not as one that was only seen in passing."""
    if not VERIFIED.is_file():
        pytest.skip("the list of verified identifiers is not here (shared/reference/vocabularies.md)")
    text = re.sub(r"(\d{6})\d(?:/\d)+", lambda m: f"{m[0]} {_spelt_out(m[0])}", VERIFIED.read_text("utf-8"))
    loose = set(re.findall(r"(C\d{3,6}) \(\?", text))
    for row in shipped().rows:
        assert re.search(rf"(?<![A-Za-z\d]){re.escape(row.code)}(?!\d)", text), row["object_id"]
        assert row.code not in loose, row["object_id"]


def _spelt_out(short: str) -> str:
    """`0003700/1/2` is three identifiers."""
    first, *digits = short.split("/")
    return " ".join((first, *(first[:-1] + digit for digit in digits)))


# The traps that were found while identifiers were verified


@pytest.mark.parametrize(
    ("drug", "generated"), [("sorafenib", "C2724"), ("cisplatin", "C287"), ("carboplatin", "C1647")]
)
def test_generated_codes_are_not_used(drug: str, generated: str) -> None:
    """One public list has consecutive, made-up codes: neither they nor that list are a source."""
    assert generated not in objects(drug, "NCIT")
    assert not [row for row in shipped().rows if "htan" in row["see_also"].lower()]


def test_mrecist_is_that_of_liver_cancer() -> None:
    """Two criteria have the short name mRECIST; the one for mesothelioma is mapped nowhere."""
    assert objects("criteria-mrecist", "NCIT") == {"C126032"}
    assert "C126031" not in {row.code for row in shipped().rows}


def test_a_disease_is_exactly_one_disease() -> None:
    """A source maps hepatocellular carcinoma to two diseases of one vocabulary; we decide for the narrower."""
    assert objects("disease-hcc", "DOID") == {"684"}


def test_a_measured_quantity_is_no_protein() -> None:
    """CRP the biomarker is close to its measurement; the protein of that name is related at most."""
    assert objects("biomarker-crp", "NCIT", "exactMatch", "closeMatch") == {"C64548"}
    assert objects("biomarker-crp", "NCIT", "relatedMatch") == {"C60651"}


@pytest.mark.parametrize("drug", ["entecavir", "leucovorin", "apatinib"])
def test_salts_and_hydrates_are_close_only(drug: str) -> None:
    """Where papers do not tell acid, salt and hydrate apart, nothing is exactly the drug."""
    rows = [row for row in shipped().rows if row["subject_id"] == f"txo:{drug}"]
    assert rows
    assert {row["predicate_id"] for row in rows} == {"skos:closeMatch"}


def test_conflicts_stay_unmapped() -> None:
    """Sources disagree on entecavir in NCIt and ChEBI, and on cisplatin in ChEMBL: none of it is said."""
    assert objects("entecavir", "NCIT") == objects("entecavir", "CHEBI") == set()
    assert "CHEMBL" not in {row.vocabulary for row in shipped().rows}


@pytest.mark.parametrize(
    ("drug", "code", "old"), [("sorafenib", "L01EX02", "L01XE05"), ("bevacizumab", "L01FG01", "L01XC07")]
)
def test_atc_codes_are_of_the_present_list(drug: str, code: str, old: str) -> None:
    """ATC moved whole groups: the new code is given, with the date of the list, the old one is not."""
    assert objects(drug, "ATC") == {code}
    assert old not in objects(drug, "ATC")
    assert {r["object_source_version"] for r in shipped().rows if r.vocabulary == "ATC"} == {"2026-04-25"}


def test_one_substance_of_two_names_is_exact_once() -> None:
    """Rivoceranib is the international name of apatinib: its codes belong to that name exactly, to the other closely."""
    assert (
        objects("rivoceranib", "DRUGBANK", "exactMatch") == objects("apatinib", "DRUGBANK", "closeMatch") == {"DB14765"}
    )


def test_predicates_are_our_own() -> None:
    """A source calls even the same drug a related match: what has our name is exact here."""
    related = [
        r for r in shipped().rows if r["subject_category"] == "drug" and r["predicate_id"] == "skos:relatedMatch"
    ]
    assert related == []


@pytest.mark.parametrize("drug", ["donafenib", "sintilimab", "cadonilimab", "zimberelimab"])
def test_the_unverified_stays_unmapped(drug: str) -> None:
    """No identifier of these was verified."""
    assert not [row for row in shipped().rows if row["subject_id"] == f"txo:{drug}"]


@pytest.mark.parametrize("procedure", ["tace", "haic", "tare"])
def test_what_others_cannot_say_is_ours(procedure: str) -> None:
    """No vocabulary that was read has a term for these."""
    assert not [row for row in shipped().rows if row["subject_id"] == f"txo:{procedure}"]


# The gate

GOOD: Mapping[str, str] = {
    "subject_id": "txo:sorafenib",
    "subject_label": "sorafenib",
    "subject_category": "drug",
    "predicate_id": "skos:exactMatch",
    "object_id": "NCIT:C61948",
    "object_label": "Sorafenib",
    "object_category": "drug",
    "mapping_justification": "semapv:LexicalMatching",
    "object_source": "obo:ncit.owl",
    "object_source_version": "",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "see_also": "https://example.org/list",
    "comment": "",
}


def gate(*rows: Mapping[str, str]) -> str:
    """What the gate says of rows that differ from a good one."""
    made = tuple(Row(where=f"x:{n}", values={**GOOD, **row}) for n, row in enumerate(rows, 1))
    return "\n".join(faults(MappingSet(head={}, prefixes=shipped().prefixes, rows=made), ontology(), lexicon()))


def test_a_good_row_passes() -> None:
    """The rows below fail for what they change, not for what they keep."""
    assert gate({}) == ""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"see_also": ""}, "no see_also"),
        ({"license": ""}, "no license"),
        ({"mapping_justification": ""}, "no mapping_justification"),
        ({"predicate_id": "owl:sameAs"}, "no SKOS mapping predicate"),
        ({"subject_id": "txo:sorafenibb"}, "is not in the ontology"),
        ({"subject_label": "Sorafenib"}, "the ontology calls txo:sorafenib 'sorafenib'"),
        ({"subject_category": "procedure"}, "is a drug, not a procedure"),
        ({"object_id": "MEDDRA:10049010"}, "no leave to ship identifiers of MEDDRA"),
        ({"object_id": "HEMONC:105"}, "no leave to ship identifiers of HEMONC"),
        ({"object_id": "NCIT:61948"}, "has not the form of a NCIT identifier"),
        ({"object_id": "DRUGBANK:398"}, "has not the form of a DRUGBANK identifier"),
        ({"object_id": "SNOMEDCT:387378009"}, "not in the global patient set"),
        ({"object_id": "ATC:L01XE05", "object_source_version": "2020"}, "of a group that ATC has dissolved"),
        ({"object_id": "ATC:L01EX02"}, "give the date of the list"),
        ({"object_label": "Lenvatinib"}, "is not a name of txo:sorafenib"),
        (
            {"object_label": "a multi-kinase drug", "mapping_justification": "semapv:BackgroundKnowledgeBasedMatching"},
            "say in a comment why they match",
        ),
        ({"mapping_justification": "semapv:BackgroundKnowledgeBasedMatching"}, "the justification cannot hold"),
        ({"mapping_justification": "semapv:ManualMappingCuration"}, "the justification must be"),
        ({"object_category": "protein"}, "a drug cannot be the same as a protein"),
        ({"object_category": "drug form"}, "is a form of the drug"),
        ({"object_id": "UCUM:mg"}, "the ontology gives txo:sorafenib the code None"),
    ],
)
def test_the_gate_names_the_fault(change: Mapping[str, str], message: str) -> None:
    """Every rule of the gate stops a row that breaks it, and says where and why."""
    said = gate(change)
    assert message in said
    assert all(line.startswith("x:1: ") for line in said.splitlines())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (({}, {"object_id": "NCIT:C1"}), "exactly two things of NCIT"),
        (({}, {"subject_id": "txo:lenvatinib"}), "exactly two terms of ours"),
        (({}, {"predicate_id": "skos:closeMatch"}), "is mapped to NCIT:C61948 twice"),
    ],
)
def test_the_gate_sees_rows_together(rows: tuple[Mapping[str, str], ...], message: str) -> None:
    """An exact match is one to one within a vocabulary; a pair stands once."""
    assert message in gate(*rows)


def written(path: Path, *lines: str) -> Path:
    """A file of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["#curie_map:", "subject_id\tobject_id"], ":2: the columns must be"),
        (["\t".join(COLUMNS), "txo:sorafenib\tsorafenib"], ":2: 2 cells, must be 13"),
        (["\t".join(COLUMNS), "\t".join(GOOD.values())], ":2: the prefix of 'txo:sorafenib' is not in the head"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, lines: list[str], message: str) -> None:
    """Whoever edits the file by hand learns which line to look at."""
    file = written(tmp_path / "m.tsv", *lines)
    with pytest.raises(VocabularyError, match=re.escape(f"{file}{message}")):
        load_mappings(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback, the path."""
    with pytest.raises(VocabularyError, match=r"absent\.tsv"):
        load_mappings(tmp_path / "absent.tsv")


# The triples


def test_mappings_are_skos_links() -> None:
    """The graph links sorafenib to the NCI Thesaurus."""
    link = ox.Triple(
        ox.NamedNode(TXO + "sorafenib"),
        ox.NamedNode(PREFIXES["skos"] + "exactMatch"),
        ox.NamedNode("http://purl.obolibrary.org/obo/NCIT_C61948"),
    )
    assert link in mapping_triples(shipped())


def test_atc_is_a_literal() -> None:
    """ATC codes are cited, not linked: no node of that classification is in the graph."""
    triples = mapping_triples(shipped())
    assert ox.Triple(ox.NamedNode(TXO + "sorafenib"), ox.NamedNode(TXO + "atcCode"), ox.Literal("L01EX02")) in triples
    assert not [t for t in triples if "whocc" in str(t.object)]


def test_units_keep_the_code_that_the_ontology_states() -> None:
    """UCUM codes are not said twice."""
    assert not [t for t in mapping_triples(shipped()) if "ucum" in str(t)]


def test_the_dataset_has_the_mappings_in_a_graph_of_their_own() -> None:
    """Whoever does not want them leaves one graph out."""
    found = {quad.triple for quad in dataset([], Lexicon(())) if quad.graph_name == MAPPINGS_GRAPH}
    assert found == set(mapping_triples(shipped()))


def test_every_property_of_the_mappings_is_declared() -> None:
    """OWL tools ask for a declaration of each annotation property."""
    declared = {t.subject for t in parse_file(folder("ontology") / "txo.ttl") if "AnnotationProperty" in str(t.object)}
    assert {t.predicate for t in mapping_triples(shipped())} <= declared
