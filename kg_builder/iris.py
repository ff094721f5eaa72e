"""The terms of the graph: names that are stable, readable, and the same for the same thing in every run.

Everything lies under `https://w3id.org/txo/kg/`: `paper/yin-2025`, `regimen/lenvatinib+tace`, `arm/yin-2025/tki-ici_group`,
`study/NCT01234567`, `outcome/yin-2025/1f0c…`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox

from kg_builder.evidence import Evidence

__all__ = [
    "KG",
    "PREFIXES",
    "SEGMENTS",
    "TXO",
    "agent_iri",
    "arm_iri",
    "curie",
    "ident",
    "iri",
    "literal",
    "record_iri",
    "regimen_iri",
    "rule_iri",
    "slug",
    "study_iri",
    "trial_name",
    "variant_iri",
]

KG = "https://w3id.org/txo/kg/"
TXO = "https://w3id.org/txo#"
SEGMENTS = (
    "agent", "arm", "extraction", "graph", "inference", "nanopub", "paper", "reasoning", "regimen", "rule", "software",
    "source", "study", "variant",
    "adverse-event", "association", "baseline", "class-of", "dose", "effect", "model", "outcome", "recommendation",
    "sequence", "study-description", "timeline",
)  # fmt: skip

PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": KG,
    "np": "http://www.nanopub.org/nschema#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "txo": TXO,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{segment: f"{KG}{segment}/" for segment in SEGMENTS},
}
_GROUP = re.compile(r"^the\s+|\s+(?:group|arm|cohort)s?$", re.IGNORECASE)
_REGISTRY_ID = re.compile(r"\bNCT\d{8}\b")
_REFERENCE = re.compile(r"\s*[\[(] ?\d[\d\s,;–-]*[\])]\s*$")  # the end of "STORM [12]", "Lee et al. (7, 8)"
_ACRONYM = re.compile(r"(?=(?:.*[A-Z]){2})(?=.*\d|[A-Z]{5})[A-Za-z][\w-]+")  # CARES-310, IMbrave150, REFLECT


@cache
def curie(name: str) -> ox.NamedNode:
    """The node that a prefixed name stands for.

    >>> curie("txo:Drug").value
    'https://w3id.org/txo#Drug'
    """
    prefix, _, rest = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + rest)


def literal(value: object) -> ox.Literal:
    """A value as a typed literal, numbers in canonical form.

    >>> str(literal(Decimal("16.80"))), str(literal(7)), str(literal("7"))
    ('"16.8"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"7"^^<http://www.w3.org/2001/XMLSchema#integer>', '"7"')
    """
    if isinstance(value, Decimal):
        return ox.Literal(f"{value.normalize():f}", datatype=curie("xsd:decimal"))
    if isinstance(value, int):
        return ox.Literal(str(value), datatype=curie("xsd:integer"))
    return ox.Literal(str(value))


def slug(text: str) -> str:
    """The text as one segment of an IRI.

    >>> slug("TKI-ICI group"), slug("α/β + 5")
    ('tki-ici_group', '%CE%B1%2F%CE%B2_%2B_5')
    """
    return _segment(unicodedata.normalize("NFKC", text).strip().casefold().replace(" ", "_"))


def ident(text: str) -> str:
    """An id as one segment of an IRI, its case kept.

    >>> ident("PMC2678276"), ident("a b")
    ('PMC2678276', 'a%20b')
    """
    return _segment(unicodedata.normalize("NFKC", text))


def _segment(text: str) -> str:
    """The text with what IRIs reserve in percent; a full stop at the end too, on which Turtle readers stumble.

    >>> _segment("lee_et_al."), _segment("5.5")
    ('lee_et_al%2E', '5.5')
    """
    return re.sub(r"\.$", "%2E", quote(text, safe="-._~"))


def iri(segment: str, *parts: str) -> ox.NamedNode:
    """A name under `kg/`.

    >>> iri("paper", "yin-2025").value
    'https://w3id.org/txo/kg/paper/yin-2025'
    """
    return ox.NamedNode(KG + "/".join((segment, *parts)))


def agent_iri(key: str) -> ox.NamedNode:
    """A component that the vocabulary does not know, or of which a paper names the class only."""
    return iri("agent", slug(key))


def regimen_iri(components: Iterable[str]) -> ox.NamedNode:
    """The regimen of these components, in whatever order they come.

    >>> regimen_iri(["tace", "lenvatinib"]) == regimen_iri(["lenvatinib", "tace", "tace"])
    True
    """
    return iri("regimen", "+".join(sorted({slug(c) for c in components})))


def rule_iri(rule: str) -> ox.NamedNode:
    """A rule of extraction.

    >>> rule_iri("table-outcome").value
    'https://w3id.org/txo/kg/rule/table-outcome'
    """
    return iri("rule", slug(rule))


def record_iri(record: Evidence) -> ox.NamedNode:
    """The node of a record: its kind, its document, the digest in its id."""
    prefix = f"{record.doc}:{record.kind}:"
    segment = "study-description" if record.kind == "study" else record.kind.replace("_", "-")
    if record.id.startswith(prefix):
        return iri(segment, ident(record.doc), ident(record.id.removeprefix(prefix)))
    return iri(segment, ident(record.id))


def trial_name(study: str) -> str | None:
    """The registry id or acronym by which all papers cite a study; None when the name means something in one paper only.

    >>> [trial_name(s) for s in ("CARES-310 [62]", "a trial (NCT01234567)", "Lee et al. [7]", "[58]", "Lee")]
    ['CARES-310', 'NCT01234567', None, None, None]
    """
    registered = _REGISTRY_ID.search(study)
    if registered:
        return registered.group()
    name = _REFERENCE.sub("", study).strip()
    return name if _ACRONYM.fullmatch(name) else None


def study_iri(doc: str, study: str) -> ox.NamedNode:
    """A study: the paper's own, one that all papers cite by a name, or one that means something in this paper only.

    >>> [study_iri("a", s).value.partition("/kg/")[2] for s in ("this", "SHARP [3]", "[3]")]
    ['study/a', 'study/SHARP', 'study/a/%5B3%5D']
    """
    name = trial_name(study)
    if study == "this":
        return iri("study", ident(doc))
    return iri("study", ident(name)) if name else iri("study", ident(doc), slug(study))


def arm_iri(doc: str, study: str, arm: str) -> ox.NamedNode:
    """An arm of the paper's own study or of one it cites; "the X group" and "X arm" are both X.

    >>> arm_iri("a", "this", "TKI group") == arm_iri("a", "this", "TKI")
    True
    """
    return iri("arm", ident(doc), *(() if study == "this" else (slug(study),)), slug(_GROUP.sub("", arm)))


def variant_iri(doc: str, study: str, components: Iterable[str], arm: str | None) -> ox.NamedNode:
    """A regimen as one study of a paper, or one arm of it, gave it.

    >>> variant_iri("a", "this", ["tace", "lenvatinib"], "LT group").value.partition("/kg/")[2]
    'variant/a/lenvatinib+tace/lt'
    """
    regimen = "+".join(sorted({slug(c) for c in components}))
    own = () if study == "this" else (slug(study),)
    return iri("variant", ident(doc), *own, regimen, *((slug(_GROUP.sub("", arm)),) if arm else ()))
