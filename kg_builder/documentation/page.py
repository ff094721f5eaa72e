"""The ontology's page: one HTML file, readable without a network, where every term has its local name as its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from kg_builder.documentation.diagram import diagram
from kg_builder.documentation.style import SCRIPT, STYLE
from kg_builder.documentation.terms import EDITORS, Term, Terms, short
from kg_builder.iris import TXO
from kg_builder.mappings import CODES, STATED, Row
from kg_builder.ontology import CATEGORIES

__all__ = ["page", "sections"]

_HEADER: Mapping[str, str] = {
    "owl:versionInfo": "version",
    "dcterms:modified": "modified",
    "dcterms:creator": "by",
    "dcterms:license": "licence",
    "dcterms:bibliographicCitation": "cite as",
}
_FACETS: Mapping[str, str] = {
    "rdf:type": "is a",
    "rdfs:subClassOf": "kind of",
    "rdfs:subPropertyOf": "kind of",
    "owl:disjointWith": "never a",
    "rdfs:domain": "from",
    "rdfs:range": "to",
    "txo:inhibits": "blocks",
    "txo:hasTarget": "directed at",
    "txo:hasModality": "made as",
}
_BESIDE_THE_LEXICON = ("Examination", "Modality", "MolecularTarget", "Statistic")  # categories that records do not name
_WORDS = "vocabulary-"  # how the anchors of the vocabulary's sections begin
_NODE = re.compile(r"<([^<>]+)>")

Section = tuple[str, str, Sequence[Term]]  # anchor, title, terms


def sections(terms: Terms) -> list[Section]:
    """The page's parts: classes, properties, then the vocabulary by category."""
    classes = terms.of_kind("class")
    treatments = [t for t in classes if terms.is_a(t, "Drug") or terms.is_a(t, "Procedure")]
    regimens = [t for t in classes if terms.is_a(t, "Regimen") and t not in treatments]
    targets = [t for t in classes if t.name == "MolecularTarget" or terms.is_a(t, "MolecularTarget")]
    core = [t for t in classes if t not in treatments and t not in regimens and t not in targets]
    parts: list[Section] = [
        ("core-classes", "Core classes", core),
        ("regimen-classes", "Regimen classes", regimens),
        ("treatment-classes", "Classes of treatment", treatments),
        ("target-classes", "Classes of molecular targets", targets),
        ("object-properties", "Links between things", terms.of_kind("object property")),
        ("data-properties", "Values", terms.of_kind("data property")),
        ("annotation-properties", "Names and codes of terms", terms.of_kind("annotation property")),
    ]
    return [part for part in (*parts, *_vocabulary(terms)) if part[2]]


def _vocabulary(terms: Terms) -> Iterator[Section]:
    """The individuals by the nearest category that they belong to, in the order of the titles."""
    left = terms.of_kind("individual")
    parts: list[Section] = []
    for category in sorted((*CATEGORIES, *_BESIDE_THE_LEXICON), key=lambda c: (terms.is_wide(c), c)):
        found = [t for t in left if terms.is_a(t, category)]
        left = [t for t in left if t not in found]
        if found:
            parts.append((f"{_WORDS}{category}", terms.all[TXO + category].label.capitalize(), found))
    yield from sorted(parts, key=lambda part: part[1])
    yield f"{_WORDS}other", "Other words", left


def page(terms: Terms) -> str:
    """The page."""
    parts = sections(terms)
    return "\n".join([*_top(terms, parts), *(line for part in parts for line in _section(part, terms)), *_bottom()])


def _top(terms: Terms, parts: Sequence[Section]) -> Iterator[str]:
    header = terms.header
    title = escape(header["dcterms:title"][0])
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f'<header><h1>{title} <code>txo:</code></h1><p class="lead">{escape(header["dcterms:description"][0])}</p>'
    yield f'<p class="meta"><span>IRI <code>{TXO[:-1]}</code></span>'
    for name, words in _HEADER.items():
        yield f"<span>{words} {', '.join(_web(v) for v in header.get(name, ()))}</span>"
    yield "</p></header>"
    yield '<nav><label for="find">Find a term</label><input id="find" type="search" placeholder="name, synonym, code">'
    yield '<p id="found" role="status"></p><ul>'
    yield '<li class="part">Model</li><li><a href="#picture">Picture</a></li>'
    model = [part for part in parts if not part[0].startswith(_WORDS)]
    yield from _entries(model)
    yield '<li class="part">Vocabulary</li>'
    yield from _entries(part for part in parts if part not in model)
    yield '</ul></nav>\n<main>\n<section id="picture"><h2>The core classes</h2>'
    yield f'<figure class="picture">{diagram(terms)}</figure></section>'


def _entries(parts: Iterable[Section]) -> Iterator[str]:
    """Lines of the table of contents."""
    for anchor, words, members in parts:
        yield f'<li><a href="#{anchor}">{escape(words)}</a> <small>{len(members)}</small></li>'


def _section(part: Section, terms: Terms) -> Iterator[str]:
    anchor, words, members = part
    yield f'<section id="{anchor}"><h2>{escape(words)}</h2>'
    for term in members:
        yield from _term(term, terms)
    yield "</section>"


def _term(term: Term, terms: Terms) -> Iterator[str]:
    """A term: label and name, definition, names, links, mappings."""
    name = escape(term.name, quote=True)
    yield f'<article id="{name}"><h3><a href="#{name}">{escape(term.label)}</a> <code>txo:{name}</code></h3>'
    if term.definition:
        yield f"<p>{escape(term.definition)}</p>"
    facts = [*_names(term), *_links(term, terms), *_sources(term), *_mapped(term, terms)]
    if facts:
        yield "<dl>" + "".join(f"<dt>{escape(title)}</dt><dd>{content}</dd>" for title, content in facts) + "</dl>"
    yield "</article>"


def _names(term: Term) -> Iterator[tuple[str, str]]:
    if term.notation:
        yield "key", f"<code>{escape(term.notation)}</code>"
    for title, words in term.synonyms.items():
        yield title, escape("; ".join(words))
    if term.translations:
        yield "Chinese", f'<span lang="zh">{escape("; ".join(term.translations))}</span>'


def _links(term: Term, terms: Terms) -> Iterator[tuple[str, str]]:
    if term.defined_as:
        yield "defined as", _NODE.sub(lambda m: _link(m[1], terms), term.defined_as)
    for facet, title in _FACETS.items():
        iris = [iri for iri in term.links.get(facet, ()) if not iri.startswith("http://www.w3.org/2002/07/owl#")]
        if iris:
            yield title, ", ".join(_link(iri, terms) for iri in iris)


def _sources(term: Term) -> Iterator[tuple[str, str]]:
    """The concept of a public vocabulary that fixes the meaning; that the words are the editors' own goes without saying."""
    concepts = [iri for iri in term.links.get("dcterms:source", ()) if iri != EDITORS]
    if concepts:
        links = (f'<a href="{escape(iri)}">{escape(iri.rpartition("/")[2].replace("_", ":"))}</a>' for iri in concepts)
        yield "meaning from", ", ".join(links)


def _mapped(term: Term, terms: Terms) -> Iterator[tuple[str, str]]:
    for predicate in dict.fromkeys(row["predicate_id"] for row in term.mappings):
        rows = (row for row in term.mappings if row["predicate_id"] == predicate)
        title = predicate.removeprefix("skos:").removesuffix("Match")
        yield f"{title} match", ", ".join(_mapping(row, terms) for row in rows)


def _mapping(row: Row, terms: Terms) -> str:
    """The other vocabulary's identifier and label, with a link where there is something to link to."""
    name = escape(f"{row.vocabulary}:{row.code}")
    if row.vocabulary not in CODES and row.vocabulary not in STATED:
        name = f'<a href="{escape(terms.mappings.expand(row["object_id"]))}">{name}</a>'
    return f"{name} <i>{escape(row['object_label'])}</i>"


def _link(iri: str, terms: Terms) -> str:
    """A term by its label, with a link to its place on the page."""
    term = terms.all.get(iri)
    if term is None:
        return f"<code>{escape(short(iri))}</code>"
    return f'<a href="#{escape(term.name, quote=True)}">{escape(term.label)}</a>'


def _web(value: str) -> str:
    return f'<a href="{escape(value)}">{escape(value)}</a>' if value.startswith("https://creative") else escape(value)


def _bottom() -> Iterator[str]:
    yield "</main>"
    yield f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
