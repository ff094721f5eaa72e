"""What a sentence claims of a factor: the endpoints it goes with, and which way it points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg_builder.facts.clauses import Endpoint, endpoints
from kg_builder.facts.factors import Factor, factor_after, factor_before
from kg_builder.facts.predicates import Predicate, direction, predicates
from kg_builder.lexicon import Category
from kg_builder.study import Statement

__all__ = ["Claim", "claims"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A factor and the endpoints it goes with, each with its direction."""

    factor: Factor
    ends: tuple[tuple[Endpoint, str | None], ...]
    start: int
    stop: int
    predicate: str
    rule: str


_RESPONSES = frozenset({"CR", "PR", "SD", "PD", "NE", "follow-up", "safety", "treatment duration", "AE"})


def claims(statement: Statement) -> Iterator[Claim]:
    """The claims of a sentence, in order."""
    text, named = statement.text, [e for e in endpoints(statement) if e.key not in _RESPONSES]
    if not named:
        return
    at = 0
    found = predicates(text)
    for number, predicate in enumerate(found):
        stop = found[number + 1].start if number + 1 < len(found) else len(text)
        claim = _claim(statement, predicate, named, at, stop)
        if claim:
            yield claim
            at = claim.stop
    yield from _in_patients(statement, named)


def _claim(statement: Statement, predicate: Predicate, named: Sequence[Endpoint], at: int, stop: int) -> Claim | None:
    text = statement.text
    if predicate.start < at or predicate.kind in ("between", "influence"):
        return _claim_of(statement, predicate, named) if predicate.start >= at else None
    ends = _run(text, predicate, named, stop)
    if not ends:
        return None
    if _ASKED.search(text[at : predicate.start]):
        return None
    factor = factor_before(text, at, predicate.start, statement.paper.units, named=predicate.kind == "nominal")
    if factor and _DENIED.search(text[: factor.start]):
        ends = tuple((e, "none") for e, _ in ends)
    if factor is None or not _may_be_factor(statement, factor, predicate):
        return None
    if predicate.kind == "had" and all(way is None for _, way in ends):
        return None
    return Claim(
        factor, ends, factor.start, max(ends[-1][0].end, predicate.end), predicate.kind, f"association-{predicate.kind}"
    )


_ASKED = re.compile(
    r"\b(?:whether|hypothes\w+|(?:aim|objective|purpose|designed|order)\w*\s(?:\w+\s){0,5}?to|if|would)\b|\bto\s(?:assess|evaluate|investigate|explore|determine|examine|test|identify|analy[sz]e)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\bnot\s(?:\w+\s)?(?:support|identify|find|found|consider|confirm|show)\w*\s(?:that\s)?(?:the\s)?$", re.IGNORECASE
)
_OF = re.compile(r"\s(?:and|with|on)\s", re.IGNORECASE)


def _claim_of(statement: Statement, predicate: Predicate, named: Sequence[Endpoint]) -> Claim | None:
    """ "no correlation between X and OS", "no significant impact of X on OS and PFS"."""
    ends = [e for e in named if predicate.end < e.start < predicate.end + 120]
    if not ends or (not predicate.negated and predicate.kind != "between"):
        return None
    joint = list(_OF.finditer(statement.text, predicate.end, ends[0].start + 1))
    factor = factor_after(statement.text, predicate.end, joint[-1].start(), statement.paper.units) if joint else None
    if factor is None or not _may_be_factor(statement, factor, predicate):
        return None
    told = direction(statement.text[joint[-1].start() : ends[0].start])
    run = tuple(
        (e, "none" if predicate.negated else told or ("worse" if e.adverse else None))
        for e in _adjacent(statement.text, ends)
    )
    if run[0][1] is None and not statement.probabilities:
        return None
    return Claim(factor, run, predicate.start, run[-1][0].end, predicate.kind, f"association-{predicate.kind}")


_GAP = re.compile(
    r"""^(?:[\s,()/]|\([^()]{0,60}\)|\[[^\]]*\]|\b(?:and|or|both|as\swell\sas|with|the|an?|also|median|of|rates?|not\sonly|but|poorer|poor|worse|better|longer|shorter|
        improved|prolonged|reduced|lower|higher|superior|inferior|significantly|more|less|\d+-(?:year|month)|treatment|tumou?r|patient|clinical|patients)\b)*$""",
    re.IGNORECASE | re.VERBOSE,
)


def _adjacent(text: str, ends: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    """The first endpoint and those that only connecting words part from it."""
    run = [ends[0]]
    for endpoint in ends[1:]:
        if not _GAP.match(text[run[-1].end : endpoint.start]):
            break
        run.append(endpoint)
    return tuple(run)


_REACH = {"nominal": 60, "linked": 90, "acts": 45, "affects": 45, "had": 60}
_BARRIER = re.compile(
    r"[;:]|\.\s|,\s(?:while|whereas|but|although|with|which|suggesting|indicating|making)\b|\bcompared\b|\bbetween\b|\[\d"
)


_TIES = ("linked", "affects", "nominal")
_VERB = re.compile(r"\b(?:is|are|was|were|had|have|has|been)\b")


def _run(
    text: str, predicate: Predicate, named: Sequence[Endpoint], stop: int
) -> tuple[tuple[Endpoint, str | None], ...]:
    ends = [e for e in named if e.start >= predicate.end]
    if ends and (
        ends[0].start > predicate.end + _REACH[predicate.kind] or _BARRIER.search(text, predicate.end, ends[0].start)
    ):
        ends = []
    if predicate.kind == "acts" and ends and (ends[0].start > stop or _VERB.search(text, predicate.end, ends[0].start)):
        ends = []
    inside = [e for e in named if predicate.start <= e.start and e.end <= predicate.end]
    if predicate.kind == "nominal" and not ends:
        return _of_noun(predicate, inside)
    directed: list[tuple[Endpoint, str | None]] = []
    begin, way = predicate.start, None
    for endpoint in _adjacent(text, ends) if ends else ():
        words = text[begin : endpoint.start]
        told = direction(words, adverse=endpoint.adverse or words.rstrip().endswith("risk of"))
        way = told or (way if directed else None) or ("worse" if endpoint.adverse and predicate.kind in _TIES else None)
        directed.append((endpoint, "none" if predicate.negated else way))
        begin = endpoint.end
    return tuple(directed)


def _of_noun(predicate: Predicate, inside: Sequence[Endpoint]) -> tuple[tuple[Endpoint, str | None], ...]:
    """ "an independent survival predictor", "an adverse prognostic factor": the noun itself says of what."""
    way = "none" if predicate.negated else direction(predicate.text)
    if inside:
        return tuple((e, way) for e in inside)
    if re.search(r"\bprognostic\b|\bprognosis\b", predicate.text, re.IGNORECASE):
        return ((Endpoint(predicate.start, predicate.end, "prognosis"), way),)
    return ()


_IN = re.compile(
    r"\s(?:in|among|for|of)\s(?=(?:the\s)?(?:\w+\s){0,2}?(?:patients?|those|individuals|cases|group)\b|(?:patients?|those|individuals)\s(?:with|who)\s)"
)
_COMPARED = re.compile(
    r"\b(?P<way>(?:poor|short|long|low|high|great|inferior|superior|reduced|prolonged|improved|decreased|worse|better)(?:er)?)\s(?:median\s)?$",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"\s(?:in|among|for|of)\s(?:the\s)?(?:\w+\s){0,2}?(?:patients?|those|individuals|cases)\s(?:with|who\shad|having|aged)\s",
    re.IGNORECASE,
)
_NAMED_PATIENTS = re.compile(
    r"\s(?:in|among|for)\s(?:the\s)?(?=(?:[\w-]+\s){1,4}?(?:patients|group|subgroup|cohort)\b)", re.IGNORECASE
)
_END_OF_NAME = re.compile(r"\s(?:patients|group|subgroup|cohort)\b")


def _in_patients(statement: Statement, named: Sequence[Endpoint]) -> Iterator[Claim]:
    """ "significantly shorter OS and PFS in patients with X"."""
    text = statement.text
    at = 0
    for endpoint in named:
        compared = _COMPARED.search(text[: endpoint.start])
        if endpoint.start < at or compared is None:
            continue
        run = _adjacent(text, [e for e in named if e.start >= endpoint.start])
        factor = _patients_with(statement, run[-1].end)
        way = direction(compared.group(), adverse=endpoint.adverse)
        if factor and way:
            at = factor.end
            yield Claim(
                factor,
                tuple((e, way) for e in run),
                compared.start(),
                factor.end,
                "in-patients",
                "association-in-patients",
            )


def _patients_with(statement: Statement, at: int) -> Factor | None:
    """The factor in "… in patients with X" and "… in X patients"; the disease that the paper is about is none."""
    text = statement.text
    factor = None
    if within := _WITH.match(text, at):
        factor = factor_after(text, within.end(), len(text), statement.paper.units)
    elif (within := _NAMED_PATIENTS.match(text, at)) and (stop := _END_OF_NAME.search(text, within.end())):
        factor = factor_after(text, within.end(), stop.start(), statement.paper.units)
        factor = factor if factor and re.search(r"[A-Z]{2}", factor.name) else None
    own = {t.key for s in statement.paper.statements[:1] for m in s.mentions if (t := m.of(Category.DISEASE))}
    named = [m for m in statement.mentions if (t := m.of(Category.DISEASE)) and (t.key in own or m.text.isupper())]
    return None if factor and any(m.start < factor.end and factor.end <= m.end for m in named) else factor


def _may_be_factor(statement: Statement, factor: Factor, predicate: Predicate) -> bool:
    """A treatment is a factor only where the text calls it one; an endpoint is none of itself."""
    inside = [t for t in statement.treatments if factor.start <= t.start and t.end <= factor.end]
    covered = sum(t.end - t.start for t in inside)
    groups = [g for g in statement.groups if factor.start <= g.start and g.end <= factor.end]
    covered += sum(g.end - g.start for g in groups)
    return predicate.kind == "nominal" or covered <= (factor.end - factor.start) / 2
