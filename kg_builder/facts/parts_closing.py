"""Parts of the patients that close what is told of each: "8 months for X and 6 for Y (HR 0.8) for smokers, and 9 … for …"."""

from __future__ import annotations

import re

from kg_builder.held import once
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["part_closing", "parts_closing"]

_RATIO = r"[(\[](?:HR|OR|RR|[Hh]azard|[Oo]dds|[Rr]isk|[Rr]elative)\b"
_RATIOS = re.compile(_RATIO)
_CLOSED = Phrase(
    rf"""(?-i:{_RATIO})[^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]\s
        (?:for|in|among)\s(?:the\s)?(?:patients\swith\s|those\swith\s)?(?P<part>(?:(?!\b(?:and|or|versus|vs)\b)[\w\u2265\u2264<>/+-]++\s?){{1,6}}?)
        (?:\s(?:patients|subgroup|population|cohort|group))?(?:\s\([nN]\s?=\s?\d+\))?(?=[,;]|\.?$|\sand\s(?:\w+\s)?\d)""",
    ") for", ") in", ") among", "] for", "] in", "] among",
)  # fmt: skip


def part_closing(statement: Statement, at: int) -> str | None:
    """The part of the patients of whom a sentence tells what stands at a place, where it closes so more than once."""
    return next((part for end, part in parts_closing(statement) if at <= end), None)


@once
def parts_closing(statement: Statement) -> tuple[tuple[int, str], ...]:
    """Where the ratios of a sentence end that a part of the patients follows each, with those parts; else nothing."""
    several = _CLOSED.may_stand_in(statement.text) and len(_RATIOS.findall(statement.text)) > 1
    found = list(_CLOSED.finditer(statement.text)) if several else []
    if len(found) < 2 or len({m["part"].lower() for m in found}) < len(found):
        return ()
    named = [m.start for m in statement.mentions if m.of(Category.ENDPOINT, Category.RESPONSE)]
    starts = [t.start for t in statement.treatments] + [g.start for g in statement.groups] + named
    taken = any(m.start("part") <= start < m.end("part") for m in found for start in starts)
    return () if taken else tuple((m.start("part"), m["part"].strip().removesuffix(" patients")) for m in found)
