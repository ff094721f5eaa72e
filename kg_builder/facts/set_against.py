"""Outcomes of two arms, or two parts of the patients, that one sentence sets against each other.

Each has the other's name, both have the p that closes them: "the OS was 10 months (95% CI 8-12) in the A arm and 9 months (95%
CI 7-11) in the B arm (P = 0.7)", "7 months in patients with high X and 9 months in those with low X (P = 0.03)".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from kg_builder.evidence import Outcome, Probability
from kg_builder.facts.holders import holders
from kg_builder.facts.measured import measured
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.probabilities import Probable
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["set_against"]

_Told = tuple[Quantity, Outcome]


def set_against(statement: Statement, told: Sequence[_Told]) -> Iterator[Outcome]:
    """The outcomes of a sentence, those of two arms or parts of the patients with `vs` and the p value of their comparison.

    Args:
        statement: the sentence.
        told: its values and the outcomes made of them, in order.
    """
    pairs = (_pairs(statement, told) or _parts_apart(statement, told)) if len(told) > 1 else []
    chances = {**dict(_chances(statement, pairs)), **_said_next(statement, pairs)} if pairs else {}
    known = {
        id(r): (_against(r, other), chances.get(n, r.p)) for n, p in enumerate(pairs) for r, other in _both_ways(p)
    }
    parts = _of_parts(statement, told) if len(told) > 1 and not pairs else {}
    for _, record in told:
        vs, p = known.get(id(record), (record.vs, parts.get(id(record), record.p)))
        yield replace(record, vs=vs, p=p) if id(record) in known or id(record) in parts else record


def _of_parts(statement: Statement, told: Sequence[_Told]) -> dict[int, Probability]:
    """The one p value for the parts of the patients of whom a sentence tells one endpoint: behind them all, or next."""
    first = told[0][1]
    alike = all((r.endpoint, r.statistic, r.study) == (first.endpoint, first.statistic, first.study) for _, r in told)
    parts = {r.subgroup for _, r in told}
    counted = [sum(r.subgroup == part for _, r in told) for part in parts]
    if not alike or None in parts or len(parts) < _LEAST_PARTS or len(set(counted)) > 1 or any(r.p for _, r in told):
        return {}
    behind = [p for p in statement.probabilities if p.start > told[0][0].start]
    closed = len(behind) == 1 and behind[0].start > _end(told) and _closes(statement, told, behind[0])
    chance = behind[0].p if closed else _said_next(statement, [told]).get(0)
    return {id(record): chance for _, record in told} if chance is not None else {}


_LEAST_PARTS = 3  # of two, the one may be set against all the others


def _both_ways(pair: Sequence[_Told]) -> Iterator[tuple[Outcome, Outcome]]:
    (_, one), (_, other) = pair
    yield one, other
    yield other, one


def _pairs(statement: Statement, told: Iterable[_Told]) -> list[list[_Told]]:
    """The values of one endpoint of which the sentence has two, of two arms; by the end of the later."""
    if len({g.arm.name for g in statement.groups if not g.arm.whole}) > 2:
        return []  # which of them is against which?
    alike: dict[tuple[object, ...], list[_Told]] = {}
    for quantity, record in told:
        measured = (record.endpoint, record.statistic, record.at_months, record.subgroup, record.study, record.unit)
        alike.setdefault(measured, []).append((quantity, record))
    whole = statement.paper.roster.whole.title()
    two = [pair for pair in alike.values() if len(pair) == 2 and {pair[0][1].arm, pair[1][1].arm}.isdisjoint({whole})]
    apart = [p for p in two if p[0][1].arm != p[1][1].arm and p[0][0].start != p[1][0].start]
    return sorted(apart, key=_end)


def _against(one: Outcome, other: Outcome) -> str | None:
    """What another outcome is to one: of another arm, or of another part of the same patients."""
    return other.arm if other.arm != one.arm else other.subgroup


def _parts_apart(statement: Statement, told: Sequence[_Told]) -> list[list[_Told]]:
    """The values of one endpoint of the only two parts of the patients of whom a sentence tells, if it sets them apart."""
    parts = list(dict.fromkeys(r.subgroup for _, r in told))
    if len(parts) != _TWO or None in parts or len({(r.arm, r.study) for _, r in told}) != 1:
        return []
    alike: dict[tuple[object, ...], list[_Told]] = {}
    for quantity, record in told:
        measured = (record.endpoint, record.statistic, record.at_months, record.unit)
        alike.setdefault(measured, []).append((quantity, record))
    pairs = sorted((p for p in alike.values() if len(p) == _TWO and p[0][1].subgroup != p[1][1].subgroup), key=_end)
    if not pairs or not (_COMPARES.search(statement.text) or _of_one_trait(str(parts[0]), str(parts[1]))):
        return []
    own = any(q.end <= p.start < other.start for (q, _), (other, _) in pairs for p in statement.probabilities)
    return [] if own else pairs


_TWO = 2
_COMPARES = Phrase(
    r"\b(?:vs|versus|compared|than|between|difference|differed|similar|HR|ratio)\b",
    "vs", "versus", "compared", "than", "between", "difference", "differed", "similar", "hr", "ratio",
)  # fmt: skip
_WORD = re.compile(r"[a-z][a-z0-9]{2,}")
_SAID_OF_ANY = """
    with without and the for had who whose those not patients patient tumors tumours tumor tumour disease group groups cohort
    high higher low lower elevated increased decreased normal positive negative level levels status score baseline expression
    mutation mutations mutant mutated wild type treatment prior previous years"""
_ANY_TRAIT = frozenset(_SAID_OF_ANY.split())


def _of_one_trait(one: str, other: str) -> bool:
    """Whether the names of two parts tell two levels of one trait: "high X" and "low X", "men" and "women".

    >>> _of_one_trait("high LDH", "low LDH"), _of_one_trait("men", "women"), _of_one_trait("high LDH", "high CRP")
    (True, True, False)
    """
    mine, theirs = (frozenset(_WORD.findall(name.lower())) - _ANY_TRAIT for name in (one, other))
    return any(a in b or b in a for a in mine for b in theirs)


def _end(pair: Sequence[_Told]) -> int:
    return max(quantity.end for quantity, _ in pair)


def _chances(statement: Statement, pairs: list[list[_Told]]) -> Iterator[tuple[int, Probability]]:
    """The p values that close pairs, each with its pair's number: those between the end of pairs and the next value.

    As many as pairs end before them are theirs in order; a single one is the last pair's, unless the pairs are interlaced.
    """
    waiting: list[int] = []
    for number, pair in enumerate(pairs):
        waiting.append(number)
        begin = max(quantity.start for quantity, _ in pair)
        following = [q.start for q in statement.quantities if q.start > _end(pair) and q.dimension]
        end = min(following, default=len(statement.text))
        closing = [p for p in statement.probabilities if begin < p.start < end and _closes(statement, pair, p)]
        if len(closing) == len(waiting):
            yield from ((n, p.p) for n, p in zip(waiting, closing, strict=True))
        elif len(closing) == 1 and not _interlaced(pairs, waiting):
            yield number, closing[0].p
        waiting = [] if closing else waiting


_THE_DIFFERENCE = re.compile(
    r"""(?:However,\s)?(?:[Tt]his|[Tt]he|[Tt]hese)\s(?:observed\s)?differences?\s(?:(?:in|of|between)\s[^.;:()\d]{2,80}?\s)?
        (?:was|were|is|are|did|had|reached|failed)\s[^.;:()\d]{3,60}?(?:\s[(\[]\s?|,\s|\swith\s(?:an?\s|the\s)?)(?:log-rank\s)?$""",
    re.VERBOSE,
)
_OF_OTHER_KIND = (Category.TOXICITY, Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_LEVEL)


def _said_next(statement: Statement, pairs: Sequence[Sequence[_Told]]) -> dict[int, Probability]:
    """The p value that the sentence right behind gives to the one pair of this: "This difference was small (p = 0.1)"."""
    if len(pairs) > 1 or statement.probabilities:
        return {}
    endpoint = pairs[0][0][1].endpoint
    for following in statement.paper.statements_of(statement.block)[statement.number + 1 : statement.number + 2]:
        chances, text = following.probabilities if " difference" in following.text else (), following.text
        if len(chances) != 1 or not _THE_DIFFERENCE.fullmatch(text[: chances[0].start]):
            continue
        alone = not any(map(str.isdigit, text[chances[0].end :])) and not following.names(*_OF_OTHER_KIND)
        if alone and {e.key for e in measured(following)} <= {endpoint} and following.study == statement.study:
            return {0: chances[0].p}
    return {}


def _interlaced(pairs: Sequence[Sequence[_Told]], numbers: Sequence[int]) -> bool:
    """Whether the values of pairs alternate: "PFS and OS were 3 and 8 months in the A arm and 4 and 9 months in the B arm"."""
    starts = [min(q.start for q, _ in pairs[number]) for number in numbers]
    return max(starts) < min(_end(pairs[number]) for number in numbers)


_OTHER_CLAIM = PartPhrase(
    r"""\b(?:was|were|is|are|had|has|have|showed|associated|correlated|interaction|trend)\b
        (?<!difference\swas)(?<!differences\swere)(?<!which\swas)(?<!difference\sis)""",
    "was", "were", "is", "are", "ha", "showed", "associated", "correlated", "interaction", "trend",
)  # fmt: skip
_RATIO = re.compile(
    r"\b(?:a?HR|a?OR|RR|[Hh]azards?\s[Rr]atio|[Oo]dds\s[Rr]atio|[Rr]isk\s[Rr]atio|[Rr]elative\s[Rr]isk)\b"
)
_MEASURES = (Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY, Category.BIOMARKER)


def _closes(statement: Statement, pair: Sequence[_Told], chance: Probable) -> bool:
    """Whether nothing else is told between the values of a pair and a p value, but the ratio of the same two."""
    end = _end(pair)
    if "interaction" in statement.text[chance.start : chance.end]:
        return False
    if chance.start < end:
        return True
    end = _told_by(statement, pair, end, chance.start)
    if _OTHER_CLAIM.search(statement.text, end, chance.start):
        return False
    ratio = _RATIO.search(statement.text, end, chance.start)
    named = [m for m in statement.mentions if end <= m.start < chance.start and m.of(*_MEASURES)]
    parts = [(h.start, h.end) for h in holders(statement) if h.subgroup] if named else []
    named = [m for m in named if not any(start <= m.start < stop for start, stop in parts)]
    return not named or (ratio is not None and ratio.start() < named[0].start)


def _told_by(statement: Statement, pair: Sequence[_Told], end: int, until: int) -> int:
    """Where the endpoint of a pair's values ends, if it is named but behind them: "5 of 9 in A and 6 of 8 in B had X"."""
    named = [m for m in measured(statement) if m.key == pair[0][1].endpoint]
    behind = [m.end for m in named if m.start >= end and m.end <= until]
    between = behind and not any(m.start < end for m in named)
    quiet = between and not any(end <= q.start < behind[0] and q.dimension for q in statement.quantities)
    return behind[0] if quiet else end
