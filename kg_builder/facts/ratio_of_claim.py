"""The factor of a ratio by the verb before it: "X was associated with longer OS (HR 0.5)", "… (20 vs 10 months; HR 0.5)"."""

from __future__ import annotations

import re

from kg_builder.facts.claim import Claim
from kg_builder.facts.claims import claims
from kg_builder.facts.clauses import Endpoint, endpoints
from kg_builder.facts.factors import factor_before
from kg_builder.facts.ratio_endpoint import ASIDE
from kg_builder.facts.ratios import RATIO, measure_of
from kg_builder.phrases import PartPhrase
from kg_builder.study import Statement
from kg_builder.values import number

__all__ = ["EARLIER", "bound_before", "factor_associated", "factor_told"]

_TIES = ("linked", "affects")
_OPENED = re.compile(r"(?:\srates?)?(?:\s(?:than|(?:as\s)?compared\swith)\s(?!in\b)[^();,]{2,40})?\s[(\[]")


_BOUND = re.compile(
    r"\b(?:more|less|fewer|(?:great|high|low|old|young|larg|small)er)\sthan\s$|(?:^|(?<=[,;]\s)|(?<=\band\s))(?:(?!and\b)[\w-]+\s){1,3}or\s$",
    re.IGNORECASE,
)


def bound_before(before: str, begin: int) -> int:
    """Where the words of a factor begin, with "more than" or the first of "X or" right before a phrase.

    >>> [bound_before(x, x.index("nodes")) for x in ("age, more than nodes", "age and left or nodes", "age, nodes")]
    [5, 8, 5]
    """
    bound = _BOUND.search(before[:begin])
    return bound.start() if bound else begin


def factor_told(statement: Statement, match: re.Match[str]) -> tuple[str, str] | None:
    """The factor that a sentence ties to the endpoint behind which the bracket with a ratio opens.

    Args:
        statement: the sentence.
        match: one of its ratios.

    Returns:
        the factor with its level, and the endpoint; none where several share the endpoint, or the ratio points the other way.
    """
    text = statement.text
    opening = max(text.rfind("(", 0, match.start()), text.rfind("[", 0, match.start()))
    if opening < 0 or text.count(")", opening, match.start()) > 0:
        return None
    for claim in claims(statement):
        factor = claim.factor
        told = [(e, way) for e, way in claim.ends if _OPENED.fullmatch(text, e.end, opening + 1)]
        told = told or _in_patients(statement, claim, opening)
        if (
            told
            and claim.predicate in (*_TIES, _IN_PATIENTS)
            and factor.end <= opening
            and claim.rank[1] == 1
            and _points(match, *told[0])
        ):
            return " ".join(filter(None, _in_order(factor.name, factor.cutoff))), told[0][0].key
    return None


_IN_PATIENTS = "in-patients"


def _in_patients(statement: Statement, claim: Claim, opening: int) -> list[tuple[Endpoint, str | None]]:
    """What a bracket right behind "OS was shorter in patients with X" is of, where no arms are compared."""
    beside = claim.predicate == _IN_PATIENTS and not statement.text[claim.factor.end : opening].strip()
    return list(claim.ends[:1]) if beside and all(g.arm.whole for g in statement.groups) else []


def _in_order(name: str, cutoff: str | None) -> tuple[str | None, str | None]:
    return (cutoff, name) if cutoff and cutoff[0].isalpha() and len(cutoff) > 2 else (name, cutoff)


def _points(match: re.Match[str], endpoint: Endpoint, way: str | None) -> bool:
    """Whether a ratio is above or below one as the sentence says."""
    value = number(match["value"])
    if way == "none":
        return True
    more = "worse" if endpoint.adverse or measure_of(match["measure"]) == "HR" else "better"
    return way is not None and (value > 1) is (way == more)


_REMAINED = r"""(?:remained|stayed|retained|maintained)\s(?:\w+\s){0,2}?
         (?:protective|prognostic|predictive|independent|significan(?:t|ce))"""
_ASSOCIATED = PartPhrase(
    rf"""\s(?:(?:was|were|is|are)\s(?:[\w-]+\s){{0,4}}?(?:protective|prognostic|predictive|risk)(?:\s(?:factor|marker|variable|indicator)s?)?|{_REMAINED})\s[(\[]\s?{ASIDE}$|(?:\s{_REMAINED}\s(?:for|of)
         |\s(?:was|were|is|are|remained)\s(?:[\w-]+\s){{0,5}}?(?:(?:associated|correlated|linked|related)\s(?:with|to)|(?:factor|predictor|marker)s?\s(?:for|of)|pr(?:ognostic|edictive)\s(?:for|of))
         |\s(?:\w+ly\s)?(?:predict(?:ed(?!\sby\b)|s)|correlate[sd]?\swith|indicate[sd]?(?!\s(?:that|by)\b)|portend(?:s|ed)|confer(?:s|red)|shorten(?:s|ed)|worsen(?:s|ed)|prolong(?:s|ed)|led\sto|resulted\sin|corresponded\sto)|\shad\s(?:\w+\s){{1,3}}(?:effect|impact|influence)\son
         |\sdid\snot\s(?:\w+ly\s)?(?:predict|influence|affect|impact)|\s(?:(?:more\sthan|nearly|almost)\s)?(?:doubled|tripled|halved|(?:in|de)creased|reduced|raised|lowered)(?=\sthe\s(?:\w+\s)?(?:risk|odds|hazard|likelihood)\s)|\sas\s(?:an?\s)?(?:[\w-]+\s){{0,3}}?(?:factor|predictor|marker)s?\s(?:for|of))\s(?:[\w/%-]+[,:]?\s){{1,8}}?(?:compared\s(?:with|to)\s(?:[\w/-]+,?\s){{1,8}}?)?(?:with\san?\s)?(?:[(\[]\s?{ASIDE})?$""",
    "protective", "prognostic", "predict", "risk", "independent", "significan", "associated ", "correlate", "linked ", "related ",
    "factor", "marker", "indicate", "portend", "confer", "shorten", "worsen", "prolong", "led to", "resulted in",
    "corresponded to", "effect", "impact", "influence", "affect", "doubled", "tripled", "halved", "creased", "reduced", "raised",
    "lowered",
)  # fmt: skip


_ARM = re.compile(r"(?:treatment|study|randomi[sz]ed)\s(?:arm|group|assignment|allocation)\b", re.IGNORECASE)
EARLIER = re.compile(r"(?:prior|previous)\s", re.IGNORECASE)  # had before the treatment that is studied
_DATED = re.compile(r"\b(?:after|before|following|during|at|prior\sto)\s(?:\w+\s)?$", re.IGNORECASE)


_TWO_NAMED = re.compile(r"[A-Za-z)] and [A-Za-z(]")  # one ratio is not for both


def factor_associated(statement: Statement, before: str, offset: int) -> str | None:
    """The factor of "X was associated with shorter survival (HR 1.7)", where it is no treatment."""
    verb = _ASSOCIATED.search(before)
    if verb is None or RATIO.search(before):
        return None
    for border in _BORDER.finditer(before, verb.start(), verb.end()):
        later = _ASSOCIATED.search(before, border.end())
        verb = later if later and not _SAME.search(before, 0, later.start()) else verb
    named = verb.group().startswith(" as ")
    factor = factor_before(statement.text, offset, offset + verb.start(), statement.paper.units, named=named)
    if factor and _TWO_NAMED.search(factor.name) and verb.group().startswith((" were", " are")):
        return None
    if _TELLS.match(verb.group()) and not _is_of_endpoint(statement, offset + verb.start(), offset + len(before)):
        return None
    if factor and verb.group().startswith(_STILL) and _NO_TRAIT.search(factor.name):
        return None
    if factor and _ARM.match(factor.name) and len(statement.paper.roster.arms) == 2:
        return "treatment"
    inside = (t for t in statement.treatments if factor and factor.start <= t.start < factor.end)
    if (
        factor is None
        or "%" in factor.name
        or " having " in factor.name
        or not (
            EARLIER.match(factor.name)
            or len(statement.paper.roster.arms) < _TWO_ARMS
            or all(_DATED.search(statement.text, 0, t.start) for t in inside)
        )
    ):
        return None
    name = _VERSUS_LEVEL.sub("", factor.name)  # "high versus low X"
    return f"{name} {factor.cutoff}" if factor.cutoff else name


_BORDER = re.compile(r"[;,]\s|\s(?:whereas|while|but)\b")
_SAME = re.compile(r"\b(?:but|it|and|they|which|that|also|not)$")  # of one factor both verbs tell


_TWO_ARMS = 2  # a trial's, whose treatments are no factors of their patients


_TELLS = re.compile(
    r"\s(?:\w+ly\s)?(?:indicate|portend|confer|shorten|worsen|prolong|led|result|correspond|(?:was|were|is|are)\s(?:\w+\s){0,5}?(?:linked|related))"
)


def _is_of_endpoint(statement: Statement, start: int, end: int) -> bool:
    """Whether what a verb tells names an endpoint before the ratio."""
    return any(start <= endpoint.start < end for endpoint in endpoints(statement))


_STILL = (" remained", " stayed", " retained", " maintained")
_NO_TRAIT = re.compile(
    r"\b(?:differences?|benefits?|effects?|advantages?|improvements?|results?|associations?|interactions?|trends?|superiority|and|but|it|they)\b",
    re.IGNORECASE,
)
_VERSUS_LEVEL = re.compile(r"^(?:versus|vs\.?|or)\s(?:low|high|normal|elevated)(?:er)?\s")
