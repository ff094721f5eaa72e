"""The two groups into which a factor parts the patients: "high X was associated with longer OS (20 vs 10 months)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.claims import claims
from kg_builder.facts.factors import Factor
from kg_builder.facts.holders import Holder
from kg_builder.facts.measured import Measured
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["level_and_other", "parted_by"]

_OTHER_LEVEL = {
    "high": "low", "higher": "lower", "low": "high", "lower": "higher", "positive": "negative", "negative": "positive",
    "older": "younger", "younger": "older", "larger": "smaller", "smaller": "larger", "male": "female", "female": "male",
}  # fmt: skip
_OTHER_SIGN = {">": "≤", "<": "≥", ">=": "<", "<=": ">"}
_SIGNED = re.compile(r"(?P<sign>[<>]=?)(?P<limit>\d.*)")
_SCALE = re.compile(
    r"(?:[A-Z][A-Z0-9-]+|\b(?:ages?|status|stages?|grades?|levels?|scores?|counts?|number|sizes?|locations?|sites?|types?|subtypes?|histology|expression|volume|burden|ratio|index|time|duration|dose|sex|gender))$"
)

_Parts = tuple[()] | tuple[Holder, Holder | None]


def parted_by(statement: Statement, run: Sequence[Quantity], endpoint: Measured) -> _Parts:
    """Whose the two values are that stand in a bracket behind the endpoint with which a sentence says that a factor goes.

    Args:
        statement: the sentence.
        run: two values set against each other.
        endpoint: what they measure.

    Returns:
        the patients who have the factor, and the others (None, where it has more than two levels); nothing where no
        factor is tied to the endpoint, or the values differ otherwise than the sentence says.
    """
    first, second = run[0].number, run[1].number
    opened = _OPENED.fullmatch(statement.text, endpoint.end, run[0].start)
    if opened is None or first is None or second is None or first == second:
        return ()
    for claim in claims(statement):
        ends = [(e, way) for e, way in claim.ends if e.start < endpoint.end and endpoint.start < e.end]
        if len(ends) == 1 and claim.rank[1] == 1 and claim.factor.end <= run[0].start:
            end, way = ends[0]
            fits = way in ("better", "worse") and (first > second) is ((way == "better") is not end.adverse)
            return _groups(claim.factor, opened["other"]) if fits else ()
    return ()


_OPENED = re.compile(
    r"(?:\s?rates?|\s?times?)?(?:\s(?:than|(?:as\s)?compared\swith)\s(?:those\swith\s)?(?P<other>(?!in\b)[^();,]{2,40}))?\s"
    r"[(\[](?:[Mm]edian,?\s|[\w-]+(?:\s[\w-]+)?[:,]\s)?"
)


def _groups(factor: Factor, told: str | None) -> _Parts:
    name, other = level_and_other(factor)
    other = told or other
    if not name:
        return ()
    having = Holder(factor.start, factor.end, name, subgroup=name)
    return having, Holder(factor.start, factor.end, other, subgroup=other) if other else None


def level_and_other(factor: Factor) -> tuple[str, str]:
    """What to call the patients with a factor, and the others; "" where that is not certain.

    >>> level_and_other(Factor(0, 3, "NLR", ">5")), level_and_other(Factor(0, 3, "CRP", "high"))
    (('NLR >5', 'NLR ≤5'), ('high CRP', 'low CRP'))
    >>> level_and_other(Factor(0, 3, "bone loss")), level_and_other(Factor(0, 3, "NLR"))
    (('bone loss', 'without bone loss'), ('', ''))
    >>> level_and_other(Factor(0, 3, "ECOG PS", "2")), level_and_other(Factor(0, 3, "AFP", "elevated"))
    (('ECOG PS 2', ''), ('elevated AFP', 'without elevated AFP'))
    """
    name, cutoff = factor.name, factor.cutoff or ""
    if signed := _SIGNED.fullmatch(cutoff):
        return f"{name} {cutoff}", f"{name} {_OTHER_SIGN[signed['sign']]}{signed['limit']}"
    if cutoff and not cutoff.isalpha():
        return f"{name} {cutoff}", ""
    word, _, rest = f"{cutoff} {name}".strip().partition(" ")
    if other := _OTHER_LEVEL.get(word.lower()):
        return f"{word} {rest}", f"{other} {rest}"
    if cutoff:
        return f"{cutoff} {name}", f"without {cutoff} {name}"
    return ("", "") if _SCALE.search(name) else (name, f"without {name}")
