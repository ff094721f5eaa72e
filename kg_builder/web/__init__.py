"""The explorer: pages on which the graph is read, and a SPARQL server beside them.

    shelf (records of a build, looked up) → search, comparing, pages/ (components) → app (Dash) → serving

`serve` runs it until it is stopped; `create_app` gives the application to those who run it themselves.
"""

from __future__ import annotations

from kg_builder.web.app import create_app
from kg_builder.web.serving import serve
from kg_builder.web.shelf import Shelf, open_shelf

__all__ = ["Shelf", "create_app", "open_shelf", "serve"]
