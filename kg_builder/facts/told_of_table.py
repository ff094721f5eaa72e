"""What the text tells of a table of ratios that the table does not say itself: of which endpoint, from which model."""

from __future__ import annotations

import re

from kg_builder.document import BlockKind, Section
from kg_builder.facts.hazards import NO_HAZARD
from kg_builder.facts.headings import model_of
from kg_builder.held import held_for_each, once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper

__all__ = ["model_told", "only_time"]

_OWN = (Section.FRONT, Section.ABSTRACT, Section.RESULTS)
_TABLE = Phrase(r"\btables?\s(?P<number>[1-9][0-9]?|[IVX]{1,4})\b", "table")
_CHOSEN = re.compile(  # of the factors of a model
    r"\b(?:backward|forward|step-?wise|step-?down)\b[^.;]{0,60}\b(?:regression|selection|model|procedure|elimination)",
    re.IGNORECASE,
)


@once
def only_time(paper: Paper) -> str | None:
    """The one endpoint in time that a trial's title, abstract and results speak of; none where there are several."""
    if paper.genre != "trial":
        return None
    own = (s for s in paper.statements if s.block.section in _OWN and s.names(Category.ENDPOINT))
    terms = [t for s in own for m in s.mentions if (t := m.of(Category.ENDPOINT))]
    keys = {t.key for t in terms if t.features.get("measuredAs") == "time" and t.key not in NO_HAZARD}
    keys = {"OS" if key == "survival" else key for key in keys}
    return keys.pop() if len(keys) == 1 else None


@held_for_each
def model_told(paper: Paper, where: str) -> str | None:
    """The model that the paragraphs speak of which send the reader to a table.

    Args:
        paper: the paper.
        where: the table, as places name it ("table 2").
    """
    found: set[str] = set()
    for statement in paper.holding(_TABLE):
        result = statement.block.kind is BlockKind.PARAGRAPH and statement.block.section is Section.RESULTS
        if result and any(f"table {m['number']}" == where for m in _TABLE.finditer(statement.text)):
            told = " ".join(s.text for s in paper.statements_of(statement.block))
            found.add(model_of(told) or ("multivariate" if _CHOSEN.search(told) else ""))
    return found.pop() or None if len(found) == 1 else None
