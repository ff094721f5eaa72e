"""What a sentence claims of a factor: the endpoints it goes with, and which way it points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_

from msgspec.structs import replace

from kg_builder.facts.between import claim_between
from kg_builder.facts.bracketed import tested, unbracketed
from kg_builder.facts.claim import (
    KNOWN,
    Claim,
    adjacent,
    assumed_way,
    is_asked,
    is_setting,
    may_be_factor,
    of_presence,
    runs_of,
)
from kg_builder.facts.clauses import Endpoint, endpoints
from kg_builder.facts.compared import (
    IN_PATIENTS,
    OF_GROUPS,
    WITHOUT_DIFFERENCE,
    in_patients,
    of_groups,
    without_difference,
)
from kg_builder.facts.factors import (
    Factor,
    factor_before,
    joined,
    last_tested,
    listed_before,
)
from kg_builder.facts.likelihood import LIKELIHOOD, likelihood
from kg_builder.facts.outcome_first import ENUMERATED, OUTCOME_FIRST, enumerated, outcome_first
from kg_builder.facts.predicates import PREDICATES, Predicate, direction, is_hoped, predicates
from kg_builder.facts.responders import OF_RESPONDERS, of_responders
from kg_builder.facts.risk_of_event import AT_RISK, events_at_risk
from kg_builder.facts.trait_told import trait_told
from kg_builder.held import once
from kg_builder.phrases import Phrase, bits
from kg_builder.study import Statement

__all__ = ["claims"]

_POINTING = Phrase(  # names no endpoint itself
    r"\b(?:these|those|such|biopsy|primary|secondary)\s(?:\w+\s)?$",
    "these", "those", "such", "biopsy", "primary", "secondary",
)  # fmt: skip
_NEAR = 48  # as far as _POINTING looks back
_RESPONSES = frozenset({"CR", "PR", "SD", "PD", "NE", "follow-up", "safety", "treatment duration", "AE"})


@once
def claims(statement: Statement) -> tuple[Claim, ...]:
    """The claims of a sentence, each factor its own."""
    text, standing = statement.text, statement.text.standing
    found = endpoints(statement) if standing & _CLAIMING else ()
    named = [e for e in found if e.key not in _RESPONSES]
    if standing & _CLAIMING and standing & AT_RISK and (events := [*events_at_risk(statement)]):
        named = sorted([*(n for n in named if not any(e.start < n.end and n.start < e.end for e in events)), *events])
    if named and _POINTING.may_stand_in(text):
        named = [e for e in named if not _POINTING.search(text, max(0, e.start - _NEAR), e.start)]
    return tuple(_claims(statement, named)) if named or standing & _UNNAMED else ()


def _claims(statement: Statement, named: Sequence[Endpoint]) -> Iterator[Claim]:
    runs, standing = runs_of(statement.text, named), statement.text.standing
    compared = [c for needed, reader in _COMPARING if standing & needed for c in reader(statement, runs)]
    listed = list(outcome_first(statement, runs)) if standing & OUTCOME_FIRST else []
    seen = in_patients(statement, runs) if standing & IN_PATIENTS else ()
    told = (*compared, *_predicated(statement, named, [*compared, *listed]), *seen)
    for claim in (*told, *(d for c in told if (d := _denied_behind(statement, c, named)))):
        each = (c for c in _each(statement, claim) if not is_setting(statement, c.factor))
        yield from (of_presence(statement, c) for c in each)
    listed += enumerated(statement, named) if standing & ENUMERATED else ()
    yield from (of_presence(statement, c) for c in listed)


_COMPARING = (  # what reads comparisons, each with the bits of words of which it needs one
    (OF_GROUPS, of_groups),
    (OF_RESPONDERS, of_responders),
    (WITHOUT_DIFFERENCE, without_difference),
    (LIKELIHOOD, likelihood),
)
_CLAIMING = PREDICATES | OUTCOME_FIRST | ENUMERATED | IN_PATIENTS | reduce(or_, [needed for needed, _ in _COMPARING])


_BUT_NOT = re.compile(
    r"s?(?:\s(?:rate|event)s?)?(?:\s?\([^()]*\))?,?\sbut\snot\s(?:\w+ly\s)?(?:(?:with|on|for|of|in|to)\s)?"
)


def _denied_behind(statement: Statement, claim: Claim, named: Sequence[Endpoint]) -> Claim | None:
    """What "… was associated with relapse, but not with OS" says of the endpoints behind."""
    denied = _BUT_NOT.match(statement.text, max(e.end for e, _ in claim.ends)) if "but not " in statement.text else None
    behind = [e for e in named if denied and e.start >= denied.end()]
    if denied is None or not behind or behind[0].start > denied.end() + 12:
        return None
    run = adjacent(statement.text, behind)
    return replace(claim, ends=tuple((e, "none") for e in run), start=run[0].start, stop=run[-1].end)


def _each(statement: Statement, claim: Claim) -> Iterator[Claim]:
    """One claim for each factor of "A, B and C were associated with", where the vocabulary knows them."""
    if claim.rank[1] > 1:
        yield claim
        return
    text, with_chance, factor = unbracketed(statement.text), tested(statement.text), claim.factor
    known = [(m.start, m.end) for m in statement.mentions if m.of(*KNOWN)]
    inside = [(s, e) for s, e in known if factor.start <= s and e <= factor.end]
    inside = inside or ([(factor.start, factor.start + 1)] if _BOTH.match(text, factor.end) else [])
    factors = list(joined(text, factor, statement.paper.units, inside))
    if len(factors) == 1:
        factor = last_tested(text, factor, statement.paper.units, with_chance)
        claim, factors = replace(claim, factor=factor), [factor]
    own = inside or any(factor.start <= s and e <= factor.end for s, e in with_chance)
    if len(factors) > 1 or (own and _is_conjoined(text, claim)):
        factors = [*listed_before(text, factor, statement.paper.units, [*known, *with_chance]), *factors]
    for number, each in enumerate(factors):
        place = (factors[0].start, factors[-1].end)
        yield replace(claim, factor=each, rank=(number, len(factors)), listed=place)


_BOTH = re.compile(r"\s(?:were|are|have|had|remained)\s(?:\w+ly\s)?(?:both|each)\s")  # "A and B were both"


def _is_conjoined(text: str, claim: Claim) -> bool:
    """Whether a factor is the last of a list that shares the verb: not before "was"."""
    return bool(_CONJOINED.search(text[: claim.factor.start])) and not _SINGULAR.search(
        text, claim.factor.end, claim.start + 4
    )


_SINGULAR = re.compile(r"\b(?:was|is|has)\s")
_CONJOINED = re.compile(r",?\s+and\s(?:the\s|an?\s|\w+ly\s)?$")


def _predicated(statement: Statement, named: Sequence[Endpoint], compared: Sequence[Claim]) -> Iterator[Claim]:
    text, at = statement.text, 0
    found = predicates(text, named[-1].start if named else 0) if named or _PROGNOSTIC.search(text) else ()
    before = list(compared)
    for number, predicate in enumerate(found):
        stop = found[number + 1].start if number + 1 < len(found) else len(text)
        if any(c.start <= predicate.start < c.stop for c in compared):
            continue
        subject = _shared_subject(text, predicate, before)
        claim = _claim(statement, predicate, named, at, stop, subject)
        if claim:
            yield from (claim, *_excepted(statement, predicate, at, claim))
            at = claim.stop
            before.append(claim)


_BRACKETS = re.compile(r"\s?(?:\([^()]*\)|\[[^\]]*\])")
_SHARED = re.compile(
    r"""^[^;:]{0,50}?(?:,\s?and|,\s?but(?:\salso)?|\sand|\sbut|,)(?:\s(?:also|thereby|thus|hence|further|furthermore|consequently|
        subsequently|it|was|were|is|are|has|have|been|be|can|could|may|\w+ly))*\s?$""",
    re.VERBOSE,
)
_VERB = re.compile(r"\b(?:is|are|was|were|had|have|has|been)\b")
_PARTICIPLE = re.compile(r"\w+ing$")


def _shared_subject(text: str, predicate: Predicate, before: Sequence[Claim]) -> Factor | None:
    """The factor of the claim before, where a predicate follows it without a subject of its own: "…, and predicted PFS"."""
    earlier = [c for c in before if c.stop <= predicate.start]
    if not earlier or predicate.kind in ("between", "influence"):
        return None
    last = max(earlier, key=lambda c: c.stop)
    between = _BRACKETS.sub("", text[last.stop : predicate.start])
    denied = all(way == "none" for _, way in last.ends) and "but" not in between
    shared = _SHARED.match(between)
    if shared is None or denied or last.predicate == "in-patients":
        return None
    loose = between.rstrip().endswith(",") and not _PARTICIPLE.search(predicate.text.split()[-1])
    return None if loose or _VERB.search(between.rpartition(" and")[0]) else last.factor


def _claim(
    statement: Statement, predicate: Predicate, named: Sequence[Endpoint], at: int, stop: int, subject: Factor | None
) -> Claim | None:
    text = statement.text
    if predicate.start < at:
        return None
    if predicate.kind in ("between", "influence"):
        return claim_between(statement, predicate, named)
    reached = _reached(text, predicate, named, stop)
    if predicate.kind != "nominal" and not reached:
        return None
    told = _run(text, predicate, named, reached)
    if not told or (
        predicate.kind in _POINTED and all(way is None for _, way in told) and not _DENIED.may_stand_in(text)
    ):
        return None
    if is_asked(text, at, predicate.start) or is_hoped(text, predicate):
        return None
    factor = subject or _subject(statement, predicate, at)
    if factor is None or not may_be_factor(statement, factor, predicate.kind):
        return None
    ends = _assumed(told, factor) if reached and predicate.kind in _TIES else told
    if _is_denied(text, factor):
        ends = tuple((e, "none") for e, _ in ends)
    pointed = [way is not None for _, way in ends]
    if predicate.kind in _POINTED and not (all(pointed) if predicate.kind == "leads" else any(pointed)):
        return None
    told = tuple((e, way and "none") for e, way in ends) if _BY_CHANCE.search(text, at) else ends
    return Claim(factor, told, predicate.start, max(ends[-1][0].end, predicate.end), predicate.kind)


def _subject(statement: Statement, predicate: Predicate, at: int) -> Factor | None:
    """The factor before a predicate; that of a second verb stands further back."""
    text, units = statement.text, statement.paper.units
    if predicate.kind in ("nominal", "linked") and (told := trait_told(statement, at, predicate.start)):
        return told
    ahead = text[at : predicate.start].rstrip()
    if ahead.endswith(_SECOND_AFTER) and _COORDINATED.search(text, at, predicate.start):
        return _first_subject(statement, predicate) if at == 0 else None
    excepted = _EXCEPTED.search(unbracketed(text)[at : predicate.start]) if "but not " in text else None
    end = at + excepted.start() if excepted else predicate.start
    return factor_before(unbracketed(text), at, end, units, named=predicate.kind == "nominal")


_EXCEPTED = re.compile(r"\s*,?\s(?:but|and)\snot\s(?:the\s)?(?P<what>[^,;:]{2,60}?)\s*,?\s?$")


def _excepted(statement: Statement, predicate: Predicate, at: int, claim: Claim) -> Iterator[Claim]:
    """What "A and B, but not C, were associated with OS" says of the last."""
    text = unbracketed(statement.text)
    excepted = _EXCEPTED.search(text[at : predicate.start]) if "but not " in statement.text else None
    if excepted is None or predicate.negated:
        return
    start, end = at + excepted.start("what"), at + excepted.end("what")
    if factor := factor_before(text, start, end, statement.paper.units, named=False):
        yield replace(claim, factor=factor, ends=tuple((e, "none") for e, _ in claim.ends))


_TURN = re.compile(r"[;:]|\b(?:while|whereas|but|because|although|that|who|which)\b|\.\s[A-Z]")
_FIRST_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|rises?|occurs?|appears?|confers?|promotes?|drives?|activates?)\s"
)


def _first_subject(statement: Statement, predicate: Predicate) -> Factor | None:
    """What a sentence begins with, where a noun phrase is its second verb's: "X rises in A, and is an independent predictor"."""
    text = statement.text
    verb = _FIRST_VERB.search(text, 0, predicate.start)
    if verb is None or predicate.kind not in ("nominal", "linked") or _TURN.search(text, verb.end(), predicate.start):
        return None
    return factor_before(unbracketed(text), 0, verb.start(), statement.paper.units, named=False)


_COORDINATED = re.compile(  # a second verb, whose subject stands further back
    r"[;:.]\s*$|\s(?:and|but)(?:\s(?:also|thereby|thus|hence|further|subsequently|\w+ly|is|was|were|are|has|have))*\s?$"
)
_SECOND_AFTER = (*";:.", "and", "but", "also", "thereby", "thus", "hence", "further", "ly", "is", "as", "re", "have")
_NEITHER = Phrase(r"\b(?:neither|nor)\s(?:the\s|an?\s)?$", "neither", "nor ")
_BY_CHANCE = Phrase(
    r"""\bnumerically\s(?:longer|shorter|higher|lower|better|worse|greater|improved|reduced|associated)\b
      | \b(?:while|although|though|but|albeit)\s(?:(?:this|it|that|these|the\sdifference)\s(?:\w+\s)?(?:was|were|did)\s)?
        not\s(?:reach\s)?(?:statistical(?:ly)?\s)?significan""",
    "numerically", "not significan", "not statistical", "not reach",
)  # fmt: skip
_DENIED = Phrase(
    r"\bnot\s(?:\w+\s)?(?:support|identify|find|found|consider|confirm|show)\w*\s(?:that\s)?(?:the\s)?$|\bno\s(?:\w+\s)?evidence\s(?:that|for|of)\s(?:the\s|an?\s)?$",
    "support", "identify", "find", "found", "consider", "confirm", "show", "evidence",
)  # fmt: skip


def _is_denied(text: str, factor: Factor) -> bool:
    """Whether a sentence says that what follows is not so of a factor."""
    return bool(_DENIED.search(text[: factor.start]) or _NEITHER.search(text, 0, factor.start))


_REACH = {"nominal": 60, "linked": 90, "acts": 45, "leads": 45, "affects": 45, "had": 60}
_BARRIER = re.compile(  # each begins with a letter or sign, by which the engine skips to it
    r"""[;:]|\.\s|,\s(?:while|whereas|but|although|with|which|suggesting|indicating|making)\b|\[\d|c(?<!\wc)ompared\b|b(?<!\wb)etween\b
      |(?:u(?<!\wu)nderstanding|a(?<!\wa)(?:ssessment|ccuracy)|e(?<!\we)(?:valuation|stimation)|p(?<!\wp)erformance|A(?<!\wA)UCs?
        |C(?<!\wC)-ind\w+|s(?<!\ws)tratification|k(?<!\wk)nowledge|m(?<!\wm)anagement)\b""",
    re.VERBOSE,
)
_TIES = ("linked", "affects", "nominal")
_POINTED = ("had", "leads")  # that claim something only by a word that points


_Ends = tuple[tuple[Endpoint, str | None], ...]


def _run(text: str, predicate: Predicate, named: Sequence[Endpoint], ends: Sequence[Endpoint]) -> _Ends:
    if predicate.kind == "nominal" and not ends:
        inside = [e for e in named if predicate.start <= e.start and e.end <= predicate.end]
        return _of_noun(predicate, inside or _analysed(text, named))
    return _directed(text, predicate, adjacent(text, ends)) if ends else ()


def _reached(text: str, predicate: Predicate, named: Sequence[Endpoint], stop: int) -> Sequence[Endpoint]:
    """The endpoints behind a predicate, where nothing parts the first of them from it."""
    ends = [e for e in named if e.start >= predicate.end]
    if not ends or ends[0].start > predicate.end + _REACH[predicate.kind]:
        return ()
    if _BARRIER.search(text, predicate.end, ends[0].start):
        return ()
    if predicate.kind != "acts":
        return ends
    return () if ends[0].start > stop or _OWN_VERB.search(text[predicate.end : ends[0].start]) else ends


def _directed(text: str, predicate: Predicate, ends: Sequence[Endpoint]) -> _Ends:
    """Each endpoint with the way that the words before it, or before one before it, point."""
    if predicate.negated:
        return tuple((e, "none") for e in ends)
    directed: list[tuple[Endpoint, str | None]] = []
    begin, way = predicate.start, None
    for endpoint in ends:
        words = text[begin : endpoint.start]
        told = direction(words, adverse=endpoint.adverse or words.rstrip().endswith("risk of"))
        way = told or _beside(predicate, text, endpoint) or way
        directed.append((endpoint, way))
        begin = endpoint.end
    return tuple(directed)


def _assumed(told: _Ends, factor: Factor) -> _Ends:
    """What a tie says where no word points: an adverse endpoint and those behind it go the way of the factor."""
    first = next((at for at, (e, way) in enumerate(told) if way is None and e.adverse), len(told))
    assumed = assumed_way(factor) if first < len(told) else None
    return tuple((e, way or assumed if at >= first else way) for at, (e, way) in enumerate(told)) if assumed else told


_ADVANTAGE = re.compile(r"\s(?:benefit|advantage)\b")
_ALIKE = re.compile(r"\b(?:similar|comparable)\s(?:median\s)?$")
_TO_OTHERS = re.compile(
    r"(?:\srates?|\stimes?)?\s(?:(?:to|as)\s(?!treat)|(?:as\s)?compared\s(?:with|to)\s|(?:but|and)\s(?:[\w-]+\s){1,8}?compared\s(?:with|to)\s)"
)


def _beside(predicate: Predicate, text: str, endpoint: Endpoint) -> str | None:
    """What stands right beside an endpoint: "a survival benefit" is better, "similar survival" neither."""
    if not endpoint.adverse and _ADVANTAGE.search(text, endpoint.start, endpoint.end + 10):
        return "better"
    alike = predicate.kind == "had" and _TO_OTHERS.match(text, endpoint.end) and _ALIKE.search(text[: endpoint.start])
    return "none" if alike else None


_OWN_VERB = re.compile(rf"{_VERB.pattern}|^\s(?:and|but|or|in)\b")
_PROGNOSTIC = Phrase(
    r"\bprognos(?:tic|is)\b|\b(?:negative|adverse|unfavou?rable)\s(?:predictor|indicator|factor|marker)",
    "prognos", "negative", "adverse", "unfavo",
)  # fmt: skip
_UNNAMED = bits(_PROGNOSTIC) | OF_RESPONDERS | LIKELIHOOD  # of a sentence that names no endpoint


_ANALYSIS_OF = re.compile(
    r"[A-Z][a-z]{1,5}\s[^,;()]{0,60}?\banalys[ie]s\s[^,;]{0,40}?\b(?:for|of|affecting|influencing|predicting)\s(?:the\s)?(?=\w)"
)


def _analysed(text: str, named: Sequence[Endpoint]) -> list[Endpoint]:
    """The endpoint of the analysis with which a sentence begins: "In the multivariate analysis for OS, X was a predictor"."""
    begun = _ANALYSIS_OF.match(text)
    return [e for e in named[:1] if begun and e.start == begun.end() and ", " in text[e.end : e.end + 8]]


def _of_noun(predicate: Predicate, inside: Sequence[Endpoint]) -> _Ends:
    """ "an independent survival predictor", "an adverse prognostic factor": the noun itself says of what."""
    way = "none" if predicate.negated else direction(predicate.text)
    if inside:
        return tuple((e, direction(predicate.text, adverse=e.adverse) if way != "none" else way) for e in inside)
    if _PROGNOSTIC.search(predicate.text):
        return ((Endpoint(predicate.start, predicate.end, "prognosis"), way),)
    return ()
