"""Parts of the patients named only by what tells them from the part before: "in patients with X (9 vs 5) and Y (8 vs 4)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.facts.holder import Holder
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["siblings"]

_NEXT = Phrase(
    r"""\s?\([^()]*\d[^()]*\),?\s(?:and|or)\s(?:in\s)?(?:those\swith\s)?
        (?P<name>(?!the\b|an?\b|with\b|of\b|for\b|in\b)(?:(?!(?:was|were|had|is|are|and|or|than|versus|vs|compared|respectively|of|with|for)\b)[\w/-]+\s){1,5}?)
        \((?=[^()]*\d\s?(?:%|months?|years?|weeks?)?\s?(?:vs\.?|versus)\s\d)""",
    ") and", ") or", "), and", "), or",
)  # fmt: skip
_OTHER_THINGS = (Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY, Category.DRUG, Category.PROCEDURE)


def siblings(statement: Statement, named: Sequence[Holder]) -> Iterator[Holder]:
    """The parts that stand behind the bracket of values of another part, and open their own; no endpoint and no treatment."""
    if not named or not _NEXT.may_stand_in(statement.text):
        return
    for holder in named:
        end = holder.start + len(statement.text[holder.start : holder.end].rstrip())
        match = _NEXT.pattern.match(statement.text, end) if holder.subgroup else None
        if match is None or any(h.start < match.end("name") and match.start("name") < h.end for h in named):
            continue
        inside = [m for m in statement.mentions if match.start("name") <= m.start < match.end("name")]
        if not any(m.of(*_OTHER_THINGS) for m in inside):
            name = match["name"].strip()
            yield replace(holder, start=match.start("name"), end=match.end("name"), name=name, subgroup=name)
