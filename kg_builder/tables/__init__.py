"""Tables as their readers understand them: every value with the words of its row and of its columns.

`grid` takes a table apart: `Grid.cells` are the values, each with its `row_path` (section rows, then the row's own
label) and its `header_path` (spanning heads, then the column's own head). `flattened_rows` finds the rows of a table
whose columns were lost; `listing` gives whole rows of cells under their heads. No word of medicine is known here: only
where cells stand and what shape they have.
"""

from __future__ import annotations

from kg_builder.tables._flattened import flattened_head, flattened_rows
from kg_builder.tables._grid import grid
from kg_builder.tables._listing import Listing, listing
from kg_builder.tables._model import Grid, GridCell

__all__ = ["Grid", "GridCell", "Listing", "flattened_head", "flattened_rows", "grid", "listing"]
