"""The other half of a part of the patients that a bound makes: "with X ≥ 4 (n = 10) and X < 4", "with X ≥ 4 and < 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.facts.holder import Holder, is_compared
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["halved"]

_UNIT = r"(?!(?:and|or|vs|versus|was|were|had|in|with|at|the)\b)[\w/%\u03bc\u00b5]+"
_BOUND = rf"[<>\u2264\u2265]=?\s?\d[\d.,]*(?<![.,])(?:\s?{_UNIT})?"
_NAME = re.compile(rf"(?P<label>.*?)\s?(?P<one>{_BOUND})(?:\s(?:and|versus|vs\.?)\s(?P<two>{_BOUND}))?$")
_SECOND = Phrase(
    rf"""(?:\s?\([^()]*\))?,?(?P<joint>\s(?:and|versus|vs\.?|compared\s(?:with|to))\s)(?:(?:those|patients)\s(?:with|aged)\s)?
        (?P<label>(?:[\w-]+\s){{0,3}}?)(?P<two>{_BOUND})""",
    "<", ">", "\u2264", "\u2265",
)  # fmt: skip


_GROUPED = Phrase(
    rf"\b(?:in|for|among|of|with|than|to)\s(?:the\s)?(?P<part>(?:[A-Z][\w-]*\s)?{_BOUND})[\s-](?:age\s)?(?:sub)?groups?\b",
    "<", ">", "\u2264", "\u2265",
    flags=re.VERBOSE,
)  # fmt: skip


def halved(statement: Statement, named: Sequence[Holder]) -> Iterator[Holder]:
    """The parts of the patients, those between whom a bound divides each with the other half that the sentence names too."""
    for holder in named:
        name = _NAME.match(holder.name) if _SECOND.may_stand_in(statement.text) and holder.subgroup else None
        both = list(_halves(statement, holder, name)) if name else []
        named_too = both and any(h.start <= both[1].start < h.end for h in named if h is not holder)
        yield from both if both and not named_too else [holder]
    for match in _GROUPED.finditer(statement.text):
        if not any(h.start < match.end("part") and match.start("part") < h.end for h in named):
            start, part = match.start("part"), match["part"]
            yield Holder(start, match.end(), part, subgroup=part, compared=is_compared(statement, start))


def _halves(statement: Statement, holder: Holder, name: re.Match[str]) -> Iterator[Holder]:
    text, label = statement.text, name["label"]
    if name["two"]:
        at = text.index(name["two"], holder.start)
        unit = name["two"].lstrip("<>=\u2264\u2265 0123456789.,")
        one = name["one"] if name["one"][-1].isalpha() or not unit else f"{name['one']} {unit}"
        yield _part(holder, holder.start, text.rindex(" ", 0, text.rindex(" ", 0, at)), f"{label} {one}")
        yield _part(holder, at, holder.end, f"{label} {name['two']}")
        return
    end = holder.start + len(text[holder.start : holder.end].rstrip())
    second = _SECOND.pattern.match(text, end)
    if second and _same(second["label"], label) and name["one"][0] != second["two"][0]:
        start = second.start("label")
        yield replace(holder, end=end)
        compared = is_compared(statement, second.start("label"))
        yield replace(_part(holder, start, second.end(), f"{label} {second['two']}"), compared=compared)


def _part(holder: Holder, start: int, end: int, name: str) -> Holder:
    return replace(holder, start=start, end=end, name=name.strip(), subgroup=name.strip())


def _same(one: str, other: str) -> bool:
    """Whether two labels are one, or the second is left out."""
    return not one.strip() or one.strip().lower().split()[-1] == other.strip().lower().split()[-1:][0]
