"""Pictures of the graph: one module per picture, each with its function that returns a matplotlib figure.

    >>> list(PICTURES)
    ['lineage', 'forest', 'response', 'adverse-events', 'timeline', 'sequence', 'ontology']

A new picture is a module with a `Picture`, and one line here.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg_builder.pictures.adverse_events import PICTURE as ADVERSE_EVENTS
from kg_builder.pictures.adverse_events import adverse_events
from kg_builder.pictures.forest import PICTURE as FOREST
from kg_builder.pictures.forest import forest
from kg_builder.pictures.lineage_map import PICTURE as LINEAGE_MAP
from kg_builder.pictures.lineage_map import lineage_map
from kg_builder.pictures.ontology_tree import PICTURE as ONTOLOGY_TREE
from kg_builder.pictures.ontology_tree import ontology_tree
from kg_builder.pictures.picture import Material, Picture, Settings
from kg_builder.pictures.response import PICTURE as RESPONSE
from kg_builder.pictures.response import response
from kg_builder.pictures.sequence import PICTURE as SEQUENCE
from kg_builder.pictures.sequence import sequence
from kg_builder.pictures.style import ENDINGS, render
from kg_builder.pictures.timeline import PICTURE as TIMELINE
from kg_builder.pictures.timeline import timeline

__all__ = [
    "ENDINGS",
    "PICTURES",
    "Material",
    "Picture",
    "Settings",
    "adverse_events",
    "forest",
    "lineage_map",
    "ontology_tree",
    "render",
    "response",
    "sequence",
    "timeline",
]

PICTURES: Mapping[str, Picture] = {
    picture.name: picture
    for picture in (LINEAGE_MAP, FOREST, RESPONSE, ADVERSE_EVENTS, TIMELINE, SEQUENCE, ONTOLOGY_TREE)
}
