"""Rows of tables of regimens as statements: "Drug | Dose | Route | Schedule" reads on like a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.document import BlockKind
from kg_builder.lexicon import Category
from kg_builder.reading import Sentence
from kg_builder.study import Paper, Statement
from kg_builder.tables import listing

__all__ = ["dose_rows"]

_DOSE = re.compile(r"^\W*(?:\w+\s)?(?:doses?|dosages?)\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"\b(?:routes?|administ\w+|schedules?|frequency|days?|cycles?|timing|interval|duration)\b", re.IGNORECASE
)
_CHANGED = re.compile(
    r"\b(?:reduc\w+|modif\w+|levels?|adjust\w+|delay\w*|intensity|cumulative|received|limit\w*)\b", re.IGNORECASE
)


def dose_rows(paper: Paper) -> Iterator[Statement]:
    """The rows that print how one drug is given: its name, its dose, and what stands under route and schedule."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        if "dos" not in paper.document[block.span].casefold():
            continue
        found = listing(paper.document, block)
        heads = [" ".join(path) for path in found.heads]
        if sum(bool(_DOSE.search(h)) for h in heads) != 1 or any(map(_CHANGED.search, heads)):
            continue
        told = [i for i, h in enumerate(heads) if i == 0 or _DOSE.search(h) or _GIVEN.search(h)]
        for number, row in enumerate(found.rows):
            spans = dict.fromkeys(cell.span for i in told if (cell := row[i]) and cell.span.start < cell.span.end)
            if len(spans) < 2 or row[0] is None or row[0].span not in spans:
                continue
            reading = paper.read(*spans)
            statement = Statement(paper, block, Sentence(reading, 0, len(reading.text)), number)
            if len({t.key for m in statement.mentions if (t := m.of(Category.DRUG))}) == 1:
                yield statement
