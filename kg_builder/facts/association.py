"""Prognostic and predictive relations told in prose: a factor, what it does to an endpoint, and how sure the paper is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from kg_builder.arms import key
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Association, Components, Probability
from kg_builder.facts.background import whose
from kg_builder.facts.claim import Claim, is_favourable, turned
from kg_builder.facts.claim_parts import by_part
from kg_builder.facts.claims import claims
from kg_builder.facts.clauses import Endpoint, endpoints, patients_treated
from kg_builder.facts.completed import completed
from kg_builder.facts.denied_next import denial, denied
from kg_builder.facts.parts_apart import parts_apart
from kg_builder.facts.plausible import FACTORS, is_plausible
from kg_builder.facts.singular import singular
from kg_builder.facts.treated import cohorts_of
from kg_builder.facts.treatments_compared import treatments_compared
from kg_builder.lexicon import Category
from kg_builder.probabilities import PROBABILITY
from kg_builder.study import Paper, Statement

__all__ = ["associations"]


def associations(paper: Paper) -> Iterator[Association]:
    """The associations that the paper's sentences state; a paragraph may say elsewhere which way a factor points.

    Methods tell what was done, not what was found.
    """
    scopes: dict[object, list[tuple[Statement, Claim]]] = {}
    for statement in paper.statements:
        if statement.block.kind is BlockKind.TITLE or statement.block.section is Section.METHODS:
            continue
        told, chances = claims(statement), PROBABILITY.may_stand_in(statement.text)
        if not (told or chances):
            continue
        plausible = [denied(statement, c) for c in _completed(statement, told) if is_plausible(statement, c)]
        apart = _completed(statement, tuple(parts_apart(statement, plausible)))
        if every := (*plausible, *apart):
            scope = (
                "this"
                if whose(statement, every[0].start) == "this" and paper.genre != "review"
                else statement.block.span
            )
            scopes.setdefault(scope, []).extend((statement, c) for c in every)
        yield from treatments_compared(statement)
    for claimed in scopes.values():
        ways = _ways(claimed)
        for statement, claim in claimed:
            yield from _records(statement, _pointed(statement, claim, ways))


def _completed(statement: Statement, told: Sequence[Claim]) -> Iterator[Claim]:
    for number, claim in enumerate(told):
        if (whole := completed(statement, claim, told[:number])) is not None:
            yield whole


def _ways(told: Iterable[tuple[Statement, Claim]]) -> dict[frozenset[str], set[str]]:
    ways: dict[frozenset[str], set[str]] = {}
    for statement, claim in told:
        told_ways = (turned(way) if _is_low(claim) else way for _, way in claim.ends)
        more = {way for way in told_ways if way}
        ways.setdefault(_identity(statement, claim), set()).update(more)
    return ways


_LOW = re.compile(r"<|low|decreas|reduc|small|young|negative|poor", re.IGNORECASE)


def _is_low(claim: Claim) -> bool:
    """Whether the claim is about having little of its factor."""
    return bool(claim.factor.cutoff and _LOW.match(claim.factor.cutoff))


def _identity(statement: Statement, claim: Claim) -> frozenset[str]:
    """The factor by its words; within one study by the one thing of the vocabulary that it names."""
    factor = claim.factor
    inside = [m for m in statement.mentions if m.of(*FACTORS) and factor.start <= m.start and m.end <= factor.end]
    named = {t.key for m in inside if (t := m.of(*FACTORS))}
    own = statement.study == "this" and statement.paper.genre != "review"
    if own and len(named) == 1 and sum(m.end - m.start for m in inside) > 0.6 * len(factor.name):
        return frozenset({f"={next(iter(named))}"})
    return (key(_MEASURED.sub("", factor.name)) or key(factor.name)) | _category(claim)


_LEVEL = re.compile(r"[0-9A-DIV]")


def _category(claim: Claim) -> frozenset[str]:
    """The level that a claim is about, where "more of the factor" says nothing: class B, stage III."""
    cutoff = claim.factor.cutoff or ""
    return frozenset({f"level {cutoff}"} if _LEVEL.match(cutoff) else ())


_MEASURED = re.compile(r"\b(?:levels?|values?|expression)\b", re.IGNORECASE)


def _pointed(statement: Statement, claim: Claim, ways: Mapping[frozenset[str], set[str]]) -> Claim:
    """The claim with the one direction that its paragraph gives the factor, where its own sentence gives none."""
    if all(way for _, way in claim.ends) or _SORTS.search(claim.factor.name):
        return claim
    told = ways.get(_identity(statement, claim), set())
    if len(told) == 1 and "none" not in told:
        more = next(iter(told))
        way, rule = turned(more) if _is_low(claim) else more, f"{claim.predicate}-in-context"
    elif not told and is_favourable(claim.factor) and claim.predicate != "between":
        way, rule = "better", f"{claim.predicate}-of-response"
    elif not told and (by_scale := _by_scale(statement, claim)) and claim.predicate != "between":
        way, rule = by_scale, f"{claim.predicate}-by-scale"
    else:
        return claim
    return replace(claim, ends=tuple((e, w or way) for e, w in claim.ends), predicate=rule)


_SORTS = re.compile(r"\b(?:sub)?(?:group|type)s?$")  # of which there is no more or less
_SCALES = (Category.STAGING_SYSTEM, Category.BIOMARKER)


def _by_scale(statement: Statement, claim: Claim) -> str | None:
    """Which way more of a factor points that is a scale of severity or fitness, by the making of the scale."""
    factor = claim.factor
    if factor.cutoff and not re.match(r">|high|elevat|increas", factor.cutoff):
        return None
    inside = [m for m in statement.mentions if factor.start <= m.start and m.end <= factor.end and m.of(*_SCALES)]
    if len(inside) != 1 or len(inside[0].text) < 0.5 * len(factor.name):
        return None
    term = inside[0].of(*_SCALES)
    return term.features.get("higherMeans") if term else None


def _records(statement: Statement, claim: Claim) -> Iterator[Association]:
    for each, stop in by_part(statement, claim):
        yield from _of_claim(statement, each, stop)


def _of_claim(statement: Statement, claim: Claim, stop: int) -> Iterator[Association]:
    begin, end = _own_bracket(statement, claim) or (claim.start, stop)
    claim = _by_ratio(statement.text[begin:end], claim, statement)
    printed = [p for p in statement.probabilities if begin <= p.start < end]
    chances = _once([p.p for p in printed]) or _said_next(statement, claim)
    claim = _spelt_out(statement, claim, stop)
    cited = statement.paper.genre != "review" or statement.credited or (printed and statement.study != "this")
    cohorts = _cohorts(statement, claim)
    for number, (study, treatment) in enumerate(cohorts):
        for index, (endpoint, way) in enumerate(claim.ends):
            yield Association(
                doc=statement.paper.document.id,
                span=statement.place(min(claim.start, claim.factor.start), max(stop, claim.factor.end)),
                rule=claim.rule,
                treatment=treatment,
                factor=singular(claim.factor.name),
                cutoff=claim.factor.cutoff,
                endpoint=endpoint.key,
                direction=way,
                p=_chance(chances, (index, len(claim.ends)), (number, len(cohorts)), claim.rank)
                if len(printed) != 1
                or claim.predicate == "apart"
                or not claim.start <= printed[0].start < endpoint.start
                else None,
                study=(study if cited else None) or None,
            )


def _cohorts(statement: Statement, claim: Claim) -> tuple[tuple[str, Components], ...]:
    """The studies of a claim, "" for nobody's by name, each with the treatment of its patients."""
    of = whose(statement, claim.start)
    if of == statement.study:
        return cohorts_of(statement, claim)
    given = patients_treated(statement, outside=claim.listed or (claim.factor.start, claim.factor.end))
    withstood = given and _WITHSTOOD.search(statement.text[: given.start])
    return ((of or "", given.components if given and not withstood else ()),)


_WITHSTOOD = re.compile(r"\b(?:resistan\w+|refractor\w+|(?:in)?sensitiv\w+)\sto\s(?:the\s)?$")


_BRACKET = re.compile(r"\((?=[^()]*(?:[Pp]\s?[=<>≤]|\bHR\s?[=:,]?\s?\d))[^()]*\)")


def _own_bracket(statement: Statement, claim: Claim) -> tuple[int, int] | None:
    """The statistics right behind a factor: "age (P = 0.01) and CRP (P = 0.03) were associated with"."""
    end = claim.factor.end
    if statement.text.find("(", claim.factor.start, end + 2) < 0:
        return None
    brackets = [b.span() for b in _BRACKET.finditer(statement.text, claim.factor.start) if b.start() <= end + 1]
    return brackets[0] if len(brackets) == 1 and (claim.rank[1] > 1 or claim.start > end) else None


_FOR = re.compile(r"[Pp]\s?[=<>≤]\s?\d*\.\d+\s(?:for|in|on)\s(?:the\s)?$")


def _spelt_out(statement: Statement, claim: Claim, stop: int) -> Claim:
    """The endpoints that a bracket names one by one with their p values: "longer survival (P = 0.01 for PFS; …)"."""
    named = [e for e in endpoints(statement) if claim.stop <= e.start < stop and _FOR.search(statement.text[: e.start])]
    printed = [p for p in statement.probabilities if claim.stop <= p.start < stop]
    if len(claim.ends) != 1 or len(named) < 2 or len(named) != len(printed):
        return claim
    way = claim.ends[0][1]
    return replace(claim, ends=tuple((e, way) for e in named))


_RATIO = re.compile(r"\b(?:HR|hazard\sratio(?:\s[(\[]HR[)\]])?)\s?(?:was\s|of\s|[=:,]\s?)?(?P<ratio>\d+\.\d+)")


def _by_ratio(text: str, claim: Claim, statement: Statement) -> Claim:
    """A hazard ratio in the same breath says which way an independent predictor points; of several endpoints, one behind each."""
    ends: list[tuple[Endpoint, str | None]] = []
    for endpoint, way in claim.ends:
        if way:
            ends.append((endpoint, way))
            continue
        own = _OWN_RATIO.match(statement.text, endpoint.end) if len(claim.ends) > 1 else None
        ratio = _RATIO.search(own.group() if own else "" if len(claim.ends) > 1 else text)
        number = float(ratio["ratio"]) if ratio else 1
        ends.append((endpoint, way if number == 1 else "worse" if number > 1 else "better"))
    if tuple(ends) == claim.ends:
        return claim
    return replace(claim, ends=tuple(ends), predicate=f"{claim.predicate}-by-ratio")


_OWN_RATIO = re.compile(r"s?(?:\s(?:rate|event)s?)?\s?\([^()]*\)")


def _said_next(statement: Statement, claim: Claim) -> list[Probability]:
    """The p value with which the next sentence tells that a difference may be chance."""
    said = denial(statement) if all(way == "none" for _, way in claim.ends) else None
    return [said.p] if said and said.p is not None else []


def _once(printed: list[Probability]) -> list[Probability]:
    """A bracket that is printed twice counts once."""
    half = len(printed) // 2
    return printed[:half] if half > 1 and printed[:half] == printed[half:] else printed


def _chance(printed: Sequence[Probability], *places: tuple[int, int]) -> Probability | None:
    """The p value of one endpoint, study and factor: one for all, or one each in printed order."""
    if len(printed) == 1:
        return printed[0]
    return next((printed[place] for place, count in places if count > 1 and len(printed) == count), None)
