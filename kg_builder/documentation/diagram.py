"""The core classes in one picture: an SVG that is laid out by hand and needs nothing but itself.

Boxes and arrows name terms of the ontology, whose labels are drawn; a test checks that all of them exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from kg_builder.documentation.terms import Terms
from kg_builder.iris import curie

__all__ = ["ARROWS", "BOXES", "Arrow", "Box", "diagram"]

Point = tuple[int, int]

_WIDTH, _HEIGHT = 1200, 690


@dataclass(frozen=True, kw_only=True)
class Box:
    """A class at its place; `kinds` are classes below it, listed inside."""

    name: str
    at: Point
    size: Point = (150, 50)
    layer: str = "reported"
    kinds: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """A property (or `rdfs:subClassOf`) from one place to another, with the place of its label."""

    name: str
    path: Sequence[Point]
    label: Point


_STATEMENTS = (
    "txo:OutcomeResult", "txo:EffectEstimate", "txo:AdverseEventResult", "txo:PrognosticAssociation",
    "txo:BaselineFact", "txo:ModelPerformance", "txo:TreatmentSequence", "txo:DoseStatement",
    "txo:Recommendation", "txo:CaseEvent", "txo:ClassAssertion", "txo:StudyDescription",
)  # fmt: skip

BOXES = (
    Box(name="txo:Paper", at=(30, 50), layer="provenance"),
    Box(name="txo:Study", at=(290, 50)),
    Box(name="txo:Arm", at=(530, 50)),
    Box(name="txo:Regimen", at=(770, 50)),
    Box(name="txo:Intervention", at=(1020, 50), layer="vocabulary"),
    Box(name="txo:Drug", at=(1010, 160), size=(70, 44), layer="vocabulary"),
    Box(name="txo:Procedure", at=(1085, 160), size=(95, 44), layer="vocabulary"),
    Box(name="txo:NamedRegimen", at=(785, 160), size=(95, 44)),
    Box(name="txo:RegimenVariant", at=(890, 160), size=(95, 44)),
    Box(name="txo:EvidenceStatement", at=(330, 280), size=(510, 180), layer="statement", kinds=_STATEMENTS),
    Box(name="oa:SpecificResource", at=(30, 280), layer="provenance"),
    Box(name="txo:Extraction", at=(30, 410), layer="provenance"),
    Box(name="txo:ExtractionRule", at=(30, 506), size=(130, 44), layer="provenance"),
    Box(name="txo:MolecularTarget", at=(1020, 250), size=(110, 44), layer="vocabulary"),
    Box(name="txo:AuditFinding", at=(1020, 345), layer="provenance"),
    Box(name="txo:Endpoint", at=(30, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:ResponseCriteria", at=(173, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:Unit", at=(316, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:Toxicity", at=(459, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:Biomarker", at=(602, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:StagingLevel", at=(745, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:PrognosticModel", at=(888, 600), size=(130, 50), layer="vocabulary"),
    Box(name="txo:GuidelineBody", at=(1031, 600), size=(130, 50), layer="vocabulary"),
)

ARROWS = (
    Arrow(name="txo:reportedIn", path=((290, 75), (180, 75)), label=(235, 75)),
    Arrow(name="txo:study", path=((530, 75), (440, 75)), label=(485, 75)),
    Arrow(name="txo:regimen", path=((680, 75), (770, 75)), label=(725, 75)),
    Arrow(name="txo:hasComponent", path=((920, 75), (1020, 75)), label=(970, 60)),
    Arrow(name="txo:followedBy", path=((800, 50), (800, 22), (890, 22), (890, 50)), label=(845, 22)),
    Arrow(name="rdfs:subClassOf", path=((1045, 160), (1072, 100)), label=(0, 0)),
    Arrow(name="rdfs:subClassOf", path=((1132, 160), (1118, 100)), label=(0, 0)),
    Arrow(name="rdfs:subClassOf", path=((832, 160), (838, 100)), label=(0, 0)),
    Arrow(name="rdfs:subClassOf", path=((937, 160), (885, 100)), label=(0, 0)),
    Arrow(name="txo:paper", path=((370, 280), (160, 100)), label=(258, 184)),
    Arrow(name="txo:study", path=((450, 280), (375, 100)), label=(412, 190)),
    Arrow(name="txo:arm", path=((585, 280), (605, 100)), label=(595, 190)),
    Arrow(name="txo:regimen", path=((690, 280), (778, 100)), label=(734, 190)),
    Arrow(name="prov:wasDerivedFrom", path=((330, 305), (180, 305)), label=(255, 305)),
    Arrow(name="prov:wasGeneratedBy", path=((330, 435), (180, 435)), label=(255, 435)),
    Arrow(name="txo:byRule", path=((95, 460), (95, 506)), label=(95, 481)),
    Arrow(name="txo:dosing", path=((925, 204), (840, 296)), label=(885, 247)),
    Arrow(name="txo:inhibits", path=((1052, 204), (1066, 250)), label=(1060, 226)),
    Arrow(name="oa:hasSource", path=((105, 280), (105, 100)), label=(105, 190)),
    Arrow(name="txo:concerns", path=((1020, 370), (840, 370)), label=(930, 370)),
    Arrow(name="txo:endpoint", path=((380, 460), (95, 600)), label=(160, 568)),
    Arrow(name="txo:criteria", path=((430, 460), (238, 600)), label=(274, 573)),
    Arrow(name="txo:unit", path=((480, 460), (381, 600)), label=(402, 570)),
    Arrow(name="txo:event", path=((550, 460), (524, 600)), label=(530, 567)),
    Arrow(name="txo:factor", path=((620, 460), (667, 600)), label=(656, 567)),
    Arrow(name="txo:level", path=((690, 460), (810, 600)), label=(784, 570)),
    Arrow(name="txo:model", path=((740, 460), (953, 600)), label=(908, 570)),
    Arrow(name="txo:body", path=((790, 460), (1096, 600)), label=(1030, 570)),
)

_STYLE = """
.kg { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; --ink: #1b2430; --paper: #ffffff; --line: #6b7686;
  --reported: #e3edfb; --reported-edge: #3a6fb5; --statement: #fdf0d8; --statement-edge: #b57a1a;
  --vocabulary: #e4f3e6; --vocabulary-edge: #3f8a4c; --provenance: #efe7f6; --provenance-edge: #7a53a8; }
@media (prefers-color-scheme: dark) { .kg { --ink: #e8ecf2; --paper: #14181f; --line: #93a0b3;
  --reported: #1d2f49; --reported-edge: #7fb0f0; --statement: #41320f; --statement-edge: #e2ad52;
  --vocabulary: #1b3521; --vocabulary-edge: #7fcf8d; --provenance: #32244a; --provenance-edge: #bf9be8; } }
.kg text { fill: var(--ink); text-anchor: middle; dominant-baseline: central; }
.kg .title { font-weight: 600; } .kg .kind, .kg .name { font-size: 12px; } .kg .key { font-size: 12px; text-anchor: start; }
.kg .name { paint-order: stroke; stroke: var(--paper); stroke-width: 5px; stroke-linejoin: round; }
.kg path { fill: none; stroke: var(--line); stroke-width: 1.4; } .kg .head { fill: var(--line); stroke: none; }
.kg .is-a { fill: var(--paper); stroke: var(--line); }
.kg .ground { fill: var(--paper); } .kg rect { rx: 7; stroke-width: 1.4; }
""" + "".join(
    f".kg .{layer} {{ fill: var(--{layer}); stroke: var(--{layer}-edge); }}\n"
    for layer in ("reported", "statement", "vocabulary", "provenance")
)
_KEY = (
    ("reported", "who was studied, with what"),
    ("statement", "what is reported"),
    ("vocabulary", "words of the field"),
    ("provenance", "where it comes from"),
)


def diagram(terms: Terms) -> str:
    """The picture as SVG."""
    return "\n".join((
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="kg-title">',
        '<title id="kg-title">Core classes of the Treatment Outcome Ontology and how they are linked</title>',
        f"<style>{_STYLE}</style>",
        '<defs><marker id="kg-head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path class="head" d="M0 0L10 5L0 10z"/></marker>'
        '<marker id="kg-is-a" viewBox="0 0 12 12" refX="11" refY="6" markerWidth="11" markerHeight="11" '
        'orient="auto"><path class="is-a" d="M1 1L11 6L1 11z"/></marker></defs>',
        f'<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>',
        *(_line(arrow) for arrow in ARROWS),
        *(part for box in BOXES for part in _box(box, terms)),
        *(_name(arrow, terms) for arrow in ARROWS if arrow.label != (0, 0)),
        *_key(),
        "</svg>\n",
    ))  # fmt: skip


def _line(arrow: Arrow) -> str:
    path = "M" + "L".join(f"{x} {y}" for x, y in arrow.path)
    head = "is-a" if arrow.name == "rdfs:subClassOf" else "head"
    return f'<path d="{path}" marker-end="url(#kg-{head})"/>'


def _name(arrow: Arrow, terms: Terms) -> str:
    x, y = arrow.label
    return f'<text class="name" x="{x}" y="{y}">{escape(_label(arrow.name, terms))}</text>'


def _box(box: Box, terms: Terms) -> Iterator[str]:
    (x, y), (width, height) = box.at, box.size
    middle = x + width // 2
    yield f'<rect class="{box.layer}" x="{x}" y="{y}" width="{width}" height="{height}"/>'
    words = _label(box.name, terms)
    fits = box.kinds or len(words) * 8 < width - 12
    lines = [words] if fits else words.split(" ", 1)
    top = y + (22 if box.kinds else height // 2 - 8 * (len(lines) - 1))
    for number, line in enumerate(lines):
        yield f'<text class="title" x="{middle}" y="{top + 17 * number}">{escape(line)}</text>'
    for number, kind in enumerate(box.kinds):
        column, row = number % 3, number // 3
        at = (x + width * (2 * column + 1) // 6, y + 62 + 30 * row)
        yield f'<text class="kind" x="{at[0]}" y="{at[1]}">{escape(_label(kind, terms))}</text>'


def _key() -> Iterator[str]:
    for number, (layer, words) in enumerate(_KEY):
        x, y = 1005, 434 + 24 * number
        yield f'<rect class="{layer}" x="{x - 20}" y="{y - 7}" width="14" height="14" style="rx:3"/>'
        yield f'<text class="key" x="{x}" y="{y}">{escape(words)}</text>'


def _label(name: str, terms: Terms) -> str:
    """A term's label; for what others declare, its name in words."""
    term = terms.all.get(curie(name).value)
    if term is not None:
        return term.label
    local = name.partition(":")[2]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in local).strip()
