"""The ontology report after the MIRO guideline: text of our own, figures counted from the ontology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg_builder.documentation.page import sections
from kg_builder.documentation.terms import Terms

__all__ = ["report"]

_ABOUT = """# Ontology report

What an ontology should say of itself by the MIRO guideline (Minimum Information for the Reporting of an Ontology). Written by
`make docs` from the ontology; the text is kept in `kg_builder/documentation/report.py`.

## A. The basics

| | |
|---|---|
| Name | {title} (TXO) |
| Version | {version}, {modified} |
| IRI | <https://w3id.org/txo>, prefix `txo:` for <https://w3id.org/txo#> |
| Owner | {creator} |
| Licence | {license} (the program: MIT) |
| Files | `ontology/*.ttl`, one per category; `ontology/mappings.sssom.tsv`; `ontology/shapes.ttl`; `ontology/context.jsonld` |
| How it is made | by hand in Turtle, checked by the tests of this repository; no import |

## B. Why it is there

**Need.** Papers on cancer treatment report results of *regimens*: of drugs and procedures given together, in an arm of a study,
in a line of therapy. To ask which combinations of two classes were tried after the failure of a third, and with what result, both
the composition of a regimen and every reported number must be data, and every number must lead back to the place where it is
printed.

**What else there is.** The NCI Thesaurus lists regimens as ready-made classes without results. HemOnc describes regimens in
depth, for drugs only. FHIR Evidence models statistics, but not regimens. OBI and STATO give the general terms of studies and
statistics. This ontology maps to them where it means the same and adds what they lack: composition with procedures as
components, classes of regimens that a reasoner fills, statements of evidence with their sources, lineage.

**For whom.** People who compare treatments, people who build knowledge graphs, programs that read papers.

## C. Scope and community

Systemic and locoregional treatment of cancer and what papers report of it; deepest in liver cancer. Not in scope: genomics
beyond named biomarkers, single patients' records, prices. Changes are proposed as issues or patches to this repository; whoever
adds a term follows the head comment of its file.

## D. Where the knowledge comes from

Names and synonyms are those that papers use. Definitions are our own words, and say so: each term's `dcterms:source` names
the editors; where a verified concept of a public vocabulary (NCI Thesaurus, MONDO, STATO, OBI, MAXO) means exactly the same,
it stands beside them as what fixes the meaning. What drugs act on is their principal targets as the field names them, not a
binding profile. Identifiers of other vocabularies come from public files that were read (each row of the mappings names
them); what could not be verified is not mapped. No text of MedDRA, CTCAE, SNOMED CT beyond its global patient set, HemOnc or
the ATC hierarchy is in it.

## E. What is in it

"""
_RULES = """
| decision | |
|---|---|
| Language | OWL 2 EL: no inverses, disjunctions or cardinalities; numbers are `xsd:decimal` and `xsd:integer` |
| Names | local names in CamelCase for classes, lowerCamelCase for properties, lower case for individuals, most \
with a prefix that tells the category; never reused |
| Labels | English, lower case unless the word has capitals, unique; Chinese names of drugs where papers use them |
| Definitions | every term, as "a B that Cs" |
| Synonyms | typed: exact (`skos:altLabel`), abbreviation, code name, brand name; damaged forms as `skos:hiddenLabel` |
| Keys | `skos:notation`: what evidence records use |
| Individuals and classes | drugs and procedures are individuals typed by classes of treatment, so that a regimen is an \
individual too |
| Axiom patterns | regimen classes are defined: a regimen with some component of class A and some of class B; classes of drugs \
are defined by target and modality: a drug that inhibits VEGFR and is a small molecule; roles of components are properties below \
`txo:hasComponent` whose ranges are the classes that play them |
| Reused | PROV-O (sources), Web Annotation (places in a text), SKOS (names, mappings), Dublin Core, nanopublications |
| Upper ontology | none; the core is aligned to OBI and STATO by mappings |
| Closed-world classes | monotherapy, doublet, chemotherapy-free …: by rules that name themselves, not by axioms |

## F. Change

Versions are those of the program; `owl:versionIRI` names each. A term that is given up is marked `owl:deprecated` and keeps its
IRI. [CHANGELOG.md](../CHANGELOG.md) lists changes.

## G. Quality

`make test` checks on every change: Turtle syntax, one label and one definition per term, unique keys and definitions, declared
classes and properties, ambiguous names on a list, mappings (form, label, kind, cardinality, licence), that the classes which
follow from a drug's targets are those it names, and that this report, the page and the context are what the ontology gives.
`kg-builder validate` checks shapes, the EL profile, quality, consistency and mappings; `kg-builder reason` classifies regimens.
Known limits: individuals are not declared different from each other; there is no inverse property, since EL has none; most
definitions have no source beside the editors; classes of cytotoxic, endocrine and cell therapies are mostly not defined by
targets.
"""


def report(terms: Terms) -> str:
    """The report in Markdown."""
    header = {name.partition(":")[2]: values[0] for name, values in terms.header.items()}
    about = _ABOUT.format(
        title=header["title"],
        version=header["versionInfo"],
        modified=header["modified"],
        creator=header["creator"],
        license=f"<{header['license']}>",
    )
    return about + "\n".join(_figures(terms)) + "\n" + _RULES


def _figures(terms: Terms) -> Iterator[str]:
    """How many terms, by section of the page; how well described; how many mappings, by vocabulary."""
    everything = list(terms.all.values())
    synonyms = sum(len(words) for t in everything for words in t.synonyms.values())
    yield "| terms | number |\n|---|---:|"
    for anchor, title, members in sections(terms):
        yield f"| [{title}](ontology.html#{anchor}) | {len(members):,} |"
    yield f"| **all** | **{len(everything):,}** |"
    yield f"\n| of them | number |\n|---|---:|\n| with a definition | {sum(bool(t.definition) for t in everything):,} |"
    beside = sum(len(t.links.get("dcterms:source", ())) > 1 for t in everything)
    yield f"| with a definition whose meaning a public concept fixes | {beside:,} |"
    yield f"| classes with a logical definition | {sum(bool(t.defined_as) for t in everything):,} |"
    yield f"| synonyms, abbreviations, brand and code names | {synonyms:,} |"
    yield f"| names in Chinese | {sum(len(t.translations) for t in everything):,} |"
    yield f"| terms with a mapping | {sum(bool(t.mappings) for t in everything):,} |"
    yield "\n| mapped to | exact | other |\n|---|---:|---:|"
    counted = Counter((r.vocabulary, r["predicate_id"] == "skos:exactMatch") for r in terms.mappings.rows)
    for vocabulary in sorted({name for name, _ in counted}):
        yield f"| {vocabulary} | {counted[vocabulary, True]} | {counted[vocabulary, False]} |"
