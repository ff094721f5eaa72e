"""What a review tells of the patients of the studies it cites: stages, lines of therapy, follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg_builder.document import BlockKind
from kg_builder.evidence import Baseline
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.note import Note
from kg_builder.lexicon import Category
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["cited_baselines"]


def cited_baselines(paper: Paper) -> Iterator[Baseline | Note]:
    """The characteristics of cited studies' patients in the sentences of a review."""
    if paper.genre != "review":
        return
    for statement in paper.statements:
        if statement.study == "this" or statement.block.kind is not BlockKind.PARAGRAPH:
            continue
        found = [*_ratios(statement), *_lines(statement), *_followed(statement)]
        holder = _whom(statement) if found else None
        for fact in found:
            place = statement.place(fact.start, fact.end)
            if holder is None:
                yield Note(doc=paper.document.id, place=place, reason="arm not certain", text=statement.text)
            else:
                yield _record(statement, fact, holder)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A characteristic at these characters, with a count, or a time."""

    start: int
    end: int
    characteristic: str
    level: str | None = None
    count: int | None = None
    statistic: str = ""
    amount: str = ""
    unit: str | None = None


def _record(statement: Statement, fact: _Fact, holder: Holder) -> Baseline:
    times = {fact.statistic: number(fact.amount)} if fact.statistic else {}
    return Baseline(
        doc=statement.paper.document.id, span=statement.place(fact.start, fact.end), rule="cited-baseline",
        arm=holder.name, regimen=holder.regimen, n=_size(statement.text), study=statement.study,
        characteristic=fact.characteristic, level=fact.level, count=fact.count, unit=fact.unit, **times,  # type: ignore[arg-type]
    )  # fmt: skip


_SIZE = re.compile(r"\b(?P<n>\d{1,4})\s(?:\w+\s){0,2}?(?:patients|cases|participants|subjects)\b", re.IGNORECASE)


def _size(text: str) -> int | None:
    found = {int(m["n"]) for m in _SIZE.finditer(text)}
    return found.pop() if len(found) == 1 else None


_RATIO = re.compile(
    r"(?P<levels>[A-D0-9IV]{1,3}(?:\s?[:/]\s?[A-D0-9IV]{1,3})+)\s?(?:=|,|\(|:\s)\s?(?P<counts>\d+(?:\s?[:/]\s?\d+)+)"
)


def _ratios(statement: Statement) -> Iterator[_Fact]:
    """ "BCLC stage A:B:C = 5:68:96": one count for each level."""
    text = statement.text
    for match in _RATIO.finditer(text):
        levels, counts = (re.split(r"\s?[:/]\s?", match[part]) for part in ("levels", "counts"))
        system = next(
            (m for m in statement.mentions if m.start < match.end("levels") and m.end >= match.start() - 8
             and m.of(Category.STAGING_SYSTEM, Category.STAGING_LEVEL)),
            None,
        )  # fmt: skip
        if system is None or len(levels) != len(counts):
            continue
        name = re.sub(r"[\s-]+\S+$", "", system.text) if system.of(Category.STAGING_LEVEL) else system.text
        for level, count in zip(levels, counts, strict=True):
            yield _Fact(min(system.start, match.start()), match.end(), name, level, int(count))


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_LINE = re.compile(rf"\b(?P<line>{'|'.join(_ORDINALS)})[-\s]line\s?\(\s?n\s?=\s?(?P<n>\d+)\s?\)", re.IGNORECASE)


def _lines(statement: Statement) -> Iterator[_Fact]:
    """ "first line (n=23), second line (n=16)"."""
    variable = statement.paper.lexicon.get(Category.CHARACTERISTIC, "line of therapy")
    for match in _LINE.finditer(statement.text) if variable else ():
        level = str(_ORDINALS.index(match["line"].lower()) + 1)
        yield _Fact(match.start(), match.end(), variable.label if variable else "", level, int(match["n"]))


_FOLLOWED = re.compile(
    r"""\b(?:(?P<how>median|minimum|mean)\sfollow-up(?:\s(?:time|duration|period))?(?:\s(?:of|was|is)|\s?[:=])?
          |followed(?:\sup)?\sfor\sa\s(?P<how2>median|mean)\sof)\s(?P<amount>\d+(?:\.\d+)?)\s(?P<unit>[a-z]+)""",
    re.IGNORECASE | re.VERBOSE,
)


def _followed(statement: Statement) -> Iterator[_Fact]:
    """ "a median follow-up of 8.6 months", "the minimum follow-up time was 18 months"."""
    for match in _FOLLOWED.finditer(statement.text):
        unit, _ = statement.paper.units.match(match["unit"], 0)
        how = (match["how"] or match["how2"]).lower()
        if unit is not None and unit.features.get("unitDimension") == "time":
            name = "minimum follow-up" if how == "minimum" else "follow-up"
            statistic = "value" if how == "minimum" else how
            yield _Fact(match.start(), match.end(), name, statistic=statistic, amount=match["amount"], unit=unit.key)


def _whom(statement: Statement) -> Holder | None:
    """The one treatment of the sentence, else of the sentences before it on the same study or the same matter."""
    earlier = statement.earlier
    for other in (statement, *reversed(earlier)):
        named = {h.regimen: h for h in holders(other) if h.regimen and not h.compared and not h.subgroup}
        if named:
            return named.popitem()[1] if len(named) == 1 else None
    return None
