"""What is written from the ontology for people and machines: page, diagram, report, JSON-LD context.

`make docs` runs `python -m kg_builder.documentation`; a test fails when a file is not what the ontology gives.
"""

from __future__ import annotations

__all__ = ()
