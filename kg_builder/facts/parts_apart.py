"""What two values and one p say of what parts the patients: "the ORR was 23% with X and 24% without X (P = 0.96)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from kg_builder.evidence import Probability
from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.claim import Claim
from kg_builder.facts.clauses import Endpoint, endpoints
from kg_builder.facts.cutoffs import without_cutoff
from kg_builder.facts.factors import Factor
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.measured import may_measure
from kg_builder.probabilities import PROBABILITY, Probable
from kg_builder.study import Statement

__all__ = ["parts_apart"]

_UP_TO_P = re.compile(r"[^\d.;]{0,60}?[\s(,;]{0,2}")
_OF_CHANCE = 0.05  # a p from here on tells no difference


def parts_apart(statement: Statement, told: Sequence[Claim]) -> Iterator[Claim]:
    """What a sentence's numbers claim of a factor of which no verb does.

    Args:
        statement: a sentence.
        told: what its verbs claim.
    """
    if not (PROBABILITY.may_stand_in(statement.text) and may_measure(statement) and statement.probabilities):
        return
    parted = len(statement.quantities) > 1 and any(holder.subgroup for holder in holders(statement))
    aligned = align(statement) if parted else ()
    claimed = {endpoint.key for claim in told for endpoint, _ in claim.ends}
    paired: set[str] = set()
    for one, other in pairwise(aligned):
        chance = _chance(statement, one, other) if _read_alike(one, other) else None
        alike = [a for a in aligned if chance and _read_alike(a, one) and a.quantity.start < chance.start]
        chance = chance if len(alike) == 2 else None
        endpoint = _named(statement, one)
        if chance and endpoint.key not in claimed and one.subgroup is not None:
            factor, way = _factor(statement, one.subgroup), _way(chance.p, one, other, endpoint)
            paired.add(endpoint.key)
            yield Claim(factor, ((endpoint, way),), one.quantity.start, chance.end, "apart")
    for _, values in groupby(aligned, key=lambda a: (a.endpoint.key, a.holder and a.holder.name)):
        yield from _many_apart(statement, tuple(values), claimed | paired)


def _many_apart(statement: Statement, values: Sequence[Aligned], claimed: set[str]) -> Iterator[Claim]:
    """The first of three parts, or of two with as many values each, under the one p behind them: all it has is more, or less."""
    parts: dict[str, list[Aligned]] = {}
    for value in values:
        if value.subgroup is None or not value.certain or value.quantity.number is None:
            return
        parts.setdefault(value.subgroup.name, []).append(value)
    first, *others = parts.values() if parts else [[]]
    if not others or len(values) < 3 or any(len(other) != len(first) for other in others):
        return
    chance, endpoint, part = _closing(statement, values), _named(statement, first[0]), first[0].subgroup
    pairs = [(one, other) for rest in others for one, other in zip(first, rest, strict=True)]
    ways = {_way(chance.p, one, other, endpoint) for one, other in pairs} if chance else set()
    if chance and part and len(ways) == 1 and endpoint.key not in claimed:
        yield Claim(_factor(statement, part), ((endpoint, ways.pop()),), first[0].quantity.start, chance.end, "apart")


def _closing(statement: Statement, values: Sequence[Aligned]) -> Probable | None:
    """The one p of values, right behind the last and the parts they are of."""
    begin = values[0].quantity.start
    end = max([v.quantity.end for v in values] + [v.subgroup.end for v in values if v.subgroup])
    behind = [p for p in statement.probabilities if p.start > begin]
    near = behind and behind[0].start >= end and _UP_TO_P.fullmatch(statement.text, end, behind[0].start)
    return behind[0] if near else None


def _read_alike(one: Aligned, other: Aligned) -> bool:
    """Whether two values are of one endpoint and of the same patients, but for the parts of these."""
    return one.endpoint == other.endpoint and (one.holder and one.holder.name) == (other.holder and other.holder.name)


def _chance(statement: Statement, one: Aligned, other: Aligned) -> Probable | None:
    """The p right behind two values of two parts, if they are such."""
    if not (one.certain and other.certain and one.subgroup and other.subgroup):
        return None
    numbers = one.quantity.number is not None and other.quantity.number is not None
    if one.subgroup.name == other.subgroup.name or not numbers:
        return None
    end = max(other.quantity.end, *(s.end for s in (one.subgroup, other.subgroup)))
    inside = next((p for p in statement.probabilities if other.quantity.start < p.start < other.quantity.end), None)
    behind = next((p for p in statement.probabilities if p.start >= other.quantity.end), None)
    near = behind and _UP_TO_P.fullmatch(statement.text, min(end, behind.start), behind.start)
    return inside or (behind if near else None)


def _named(statement: Statement, aligned: Aligned) -> Endpoint:
    """The endpoint as claims have it: theirs at its place, unless that is only a part of it ("time to treatment failure")."""
    at = aligned.endpoint
    named = [e for e in endpoints(statement) if e.start < at.end and at.start < e.end]
    own = Endpoint(at.start, at.end, at.key)
    return next((e for e in named if e.key == at.key or e.start <= at.start), own)


def _factor(statement: Statement, part: Holder) -> Factor:
    name, cutoff = without_cutoff(part.subgroup or part.name, statement.paper.units)
    return Factor(part.start, part.end, name, cutoff)


def _way(p: Probability, one: Aligned, other: Aligned, endpoint: Endpoint) -> str | None:
    """Which way the first part's value points; nowhere, where chance may have made the difference."""
    number = p if isinstance(p, float) else float(p[1:]) if p[:1] == "<" else None
    if number is None or number > _OF_CHANCE or (number == _OF_CHANCE and isinstance(p, float)):
        return "none"
    first, second = one.quantity.number, other.quantity.number
    more = first is not None and second is not None and first > second
    return "better" if more != endpoint.adverse else "worse"
