"""How sentences say that a factor goes with an endpoint: the verbs and nouns between the two, and the way they point.

"X was associated with shorter OS", "X is an independent risk factor for OS", "X prolonged OS", "patients with X had better OS".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kg_builder.expressions import Expression
from kg_builder.facts.claim import DOING
from kg_builder.phrases import PartPhrase, Phrase, Prose, bits

__all__ = ["PREDICATES", "Predicate", "direction", "is_hoped", "predicates"]

_REMEMBERED = 512  # stretches of text before endpoints, which several rules judge


class Predicate(NamedTuple):
    """Characters `start` to `end` tie a factor to endpoints; `kind` says by which turn of phrase."""

    start: int
    end: int
    kind: str
    negated: bool
    text: str


_REPORT = (
    "identif(?:ied|ying)|confirm(?:ed|ing)?|consider(?:ed|ing)?|validated|recogni[sz]ed|establish(?:ed|ing)|determined|"
    "highlighted|affirmed|verified|revealed|found|reported|regarded|shown|demonstrated|proved|proven|selected|suggested|proposed|utili[sz]ed|used|employed"
)
_BE = (
    r"(?:is|was|were|are|be|been|being|remain(?:s|ed)?|serve[sd]?|act(?:s|ed)|emerged?|prove[dn]?"
    r"|became|has|have|had|can|could|may|might|would|to|also|further|not|still|likely)"
)
_ADVERB = r"(?:\b(?:not|neither|also|even|both|all|each|more|most|closely|strongly|well|\w+ly)\s)"
_NOUN = r"(?:factors?|predictors?|indicators?|markers?|biomarkers?|determinants?|variables?)"

_TIE = ("association", "associations", "correlation", "correlations", "relationship", "relationships", "link", "links")
_TIED = ("associated", "correlate", "correlated", "correlates", "correlateds", "linked", "related", *_TIE)
_EFFECT = ("effect", "impact", "influence", "bearing")
_LEADING = (
    "lead", "leads", "led", "correspond", "corresponds", "corresponded", "translate", "translates", "translated",
)  # fmt: skip

_TURNS: Mapping[str, Phrase] = {
    "nominal": Phrase(
        rf"""
         (?:\b(?=[abcdefhilmnprstuvw])|(?=,\san?\s))(?:\b{_BE}\s)*(?:\b(?:{_REPORT})\s)?(?:\b(?:as|to\sbe)\s|,\s(?=an?\s)|\b(?:is|was|were|are|be|being|remains?|remained)\s(?:{_ADVERB})*)
         (?:an?\s|the\s|one\sof\sthe\s|two\s|both\s|\d\s)?
         (?:(?!(?:associated|correlated|related|linked|but|which|that)\b)[A-Za-z][\w/-]*,?\s){{0,6}}?{_NOUN}\b""",
        "factor", "predictor", "indicator", "marker", "determinant", "variable",
    ),
    "linked": Phrase(
        rf"""
         \b(?=\w)(?:(?:\b{_BE}\s)*(?:(?=[a-z]+\s(?:to|as)\s)(?:{_REPORT})\s(?:as\s)?(?:\b{_BE}\s)*)?(?:{_ADVERB})*\b(?:associated|correlated?s?|linked|related|correlates)\s(?:(?:\w+ly|both)\s)?(?:with|to)\b
       | \b(?:show(?:s|ed)|had|found|demonstrated|there\s(?:is|was))\s(?:an?\s|no\s|the\s)?(?:\w+\s){{0,3}}?(?:association
           |correlation|relationship|link)s?\s(?:with|to)\b
       | \bha(?:d|s|ve)\s(?:(?:no|an?|little|any)\s)?(?:\w+\s){{0,2}}(?:effect|impact|influence|bearing)s?\s(?:up)?on\b
       | (?:\b{_BE}\s)+(?:{_ADVERB})*(?:predictive|prognostic|indicative)\s(?:of|for)\b
       | \b(?:remain(?:s|ed)|is|are|was|were)\s(?:(?:\w+ly|also|still|not|no\slonger)\s)*significant\s(?:for|in\spredicting)\b
       | \b(?:retain|los|maintain|reach)(?:s|ed|t)\s(?:its\s|their\s)?(?:\w+\s){{0,3}}?significance\s
           (?:(?:in|on|by|upon)\s(?:the\s)?(?:uni|multi)-?vari\w+\s(?:\w+\s)?analys[ie]s\s)?(?:for|in\spredicting)\b)""",
        *(f"{tied} {to}" for tied in _TIED for to in ("with", "to")), "ly with", "ly to", "both with", "both to",
        *(f"{effect}{s} {on}" for effect in _EFFECT for s in ("", "s") for on in ("on", "upon")),
        *(f"{telling} {of}" for telling in ("predictive", "prognostic", "indicative") for of in ("of", "for")),
        "significant for", "significant in", "significance for", "significance in",
        "significance on", "significance by", "significance upon",
    ),
    "between": Phrase(
        r"""
         \b(?:no|an?|the|any|strong|clear|significant)\s(?:(?:trends?|tendency)\s(?:towards?|to|for)\s(?:an?\s)?)?(?:(?!differences?\sin\b)\w+\s){0,2}
             (?:(?:association|correlation|relationship|link|difference)s?\s(?:(?:was|were)\s(?:found|observed|seen|noted|identified)\s)?between
               |(?:association|correlation|relationship|link)s?\sof)\b""",
        *(f"{tied} {of}" for tied in _TIE for of in ("between", "of")), "difference between", "differences between",
        *(f"{seen} between" for seen in ("found", "observed", "seen", "noted", "identified")),
    ),
    "influence": Phrase(
        r"""
         \b(?:no|an?)\s(?:\w+\s){0,2}(?:impact|effect|influence)s?\sof\b""",
        *(f"{effect}{s} of" for effect in ("impact", "effect", "influence") for s in ("", "s")),
    ),
    "acts": Phrase(
        rf"""
         \b(?=\w)(?<!\ban\s)(?<!\ba\s)(?<!\bthe\s)(?:{_ADVERB})*\b(?:(?:reduc|decreas|improv|enhanc|increas)(?:es?|ed|ing)|(?:shorten|worsen|impair|prolong)(?:s|ed|ing)?
             |(?:lower|extend|delay)(?:s|ed|ing))\b""",
        "reduce", "reducing", "decreas", "improve", "improving", "enhanc", "increas", "shorten", "worsen", "impair", "prolong",
        *(f"{verb}{ending}" for verb in ("lower", "extend", "delay") for ending in ("s", "ed", "ing")),
    ),
    "leads": Phrase(
        rf"""
         \b(?=\w)(?:(?:(?:is|are|was|were)\s)?(?:{_ADVERB})*(?:leads?|led|correspond(?:s|ed)?|translate[sd]?)\s(?:\w+ly\s)?(?:in)?to
             |(?:{_ADVERB})*result(?:s|ed)?\sin|(?:is|are|was|were)\s(?:{_ADVERB})*(?:accompanied|followed)\sby|(?:{_ADVERB})*coincide[sd]?\swith)\b""",
        *(f"{leading} {to}" for leading in (*_LEADING, "ly") for to in ("to", "into")), "result in", "results in", "resulted in",
        "accompanied by", "followed by", "coincide",
    ),
    "affects": Phrase(
        rf"""
         \b(?=\w)(?:(?:did|does|do|may|might|can|could|will|would)\s)?(?:{_ADVERB})*\b(?:impact|affect|influenc
             |predict)(?:e?s|ed|ing)?\b(?!\s(?:of|value|model|score|factor|index|power))""",
        "impact", "affect", "influenc", "predict",
    ),
    "had": Phrase(
        r"""
         \b(?:ha[ds]|hav(?<!(?:found|shown|known|noted)\sto\shav)(?<!(?:deemed|judged)\sto\shav)(?<!considered\sto\shav)(?:e|ing)
             |show(?:s|ed|n|ing)?|experienced?|exhibit(?:s|ed|ing)?|demonstrat(?:es?|ed|ing)|confer(?:s|red)|carrie[sd]|portend(?:s|ed)
             |achiev(?:es?|ed|ing)|display(?:s|ed)|presented|obtained|indicates?d?|suggest(?:s|ed)?
             |(?:is|are|was|were)(?<!who\sis)(?<!who\s(?:are|was))(?<!who\swere)\s(?:\w+ly\s)?(?:found|shown|seen|noted|reported|observed|known)\sto\shave)\b""",
        "had", "has", "hav", "show", "experience", "exhibit", "demonstrat", "achiev", "display", "presented", "obtained",
        "indicate", "suggest", "confer", "carrie", "portend",
    ),
}  # fmt: skip
PREDICATES = bits(*_TURNS.values())


_SAYS_FACTOR = re.compile(
    r"prognos|predict|risk|independent|protective|adverse|favou?rable|negative|positive|significant|biomarker|indicator",
    re.IGNORECASE,
)
_NEGATION = PartPhrase(
    r"\b(?:not(?!\sonly)|no|nor|neither|failed\sto|without|lack\sof|cannot)\b|n't\b",
    "no", "neither", "failed", "without", "lack", "n't",
)  # fmt: skip
_BEFORE = Phrase(
    r"\b(?:not(?!\sonly)|did\snot|(?<!with\s)(?<!had\s)no|neither|failed\sto|nor)\s(?:\w+\s){0,3}$|\bwithout\s(?:\w+ly\s)?$",
    "not", "no ", "neither", "failed", "nor ", "without",
)  # fmt: skip


_NEAR = 120  # as far as _BEFORE looks back


def predicates(text: Prose, until: int = sys.maxsize) -> tuple[Predicate, ...]:
    """The predicates of a cleaned text that may tie a factor to an endpoint, in order.

    Args:
        text: a sentence.
        until: where its last endpoint begins; from there on only nouns are predicates, which may say themselves of what.

    >>> text = Prose("X was not associated with OS but is an independent risk factor for PFS")
    >>> [(p.kind, p.negated) for p in predicates(text)]
    [('linked', True), ('nominal', False)]
    """
    found = []
    for kind, match in _turns(text, until):
        if kind == "nominal" and not _SAYS_FACTOR.search(match.group()):
            continue
        negated = bool(
            _NEGATION.search(match.group()) or _BEFORE.search(text, max(0, match.start() - _NEAR), match.start())
        )
        found.append(Predicate(match.start(), match.end(), kind, negated, match.group()))
    return tuple(found)


def _turns(text: Prose, until: int) -> Iterator[tuple[str, re.Match[str]]]:
    """The turns of phrase, from left to right, none overlapping; of two that begin together the one of the first kind."""
    turns = _TURNS.items() if text.standing & PREDICATES else ()
    ahead = {kind: match for kind, turn in turns if text.standing & turn.bit and (match := turn.search(text))}
    while ahead:
        kind, nearest = min(ahead.items(), key=lambda turn: turn[1].start())
        if nearest.start() >= until and "nominal" not in ahead:
            return
        yield kind, nearest
        at = nearest.end()
        if at >= until and "nominal" not in ahead:
            return
        rest = text[at:]
        ahead = {
            other: match
            for other, held in ahead.items()
            if (match := held if held.start() >= at else _behind(_TURNS[other], text, at, rest))
        }


def _behind(turn: Phrase, text: Prose, at: int, rest: str) -> re.Match[str] | None:
    """The next match of a turn of phrase, sought where the `rest` of the text has one of its words."""
    return turn.search(text, at) if turn.may_stand_in(rest) else None


_NO_TIE = (
    r"(?!\s(?:and\s\w+ly\s)?(?:associat|correlat|relat|link))"  # "negatively associated": with less of what follows
)
_UNTIED = r"(?<!associated\s)(?<!correlated\s)(?<!related\s)(?<!linked\s)"
_WAYS = Expression(  # each is one word, so none of them overlap
    rf"""\b(?=[abdefghilmnprstuw])(?:
         (?P<worse>poor(?:er|est)?|worse(?:n(?:s|ed|ing)?)?|worst|inferior|unfavou?rabl[ey]|adverse(?:ly)?|{_UNTIED}negative(?:ly)?{_NO_TIE}|detrimental
             |impair(?:s|ed|ing)?|dismal|risk(?=\s(?:factor|predictor|marker|indicator)))
       | (?P<better>(?:better|best|good|superior)(?!\s(?:\w+\s)?(?:predict|indicat|marker|discriminat|surrogate))|favou?rabl[ey]
             |improv(?:es?|ed|ing|ement)|protective|beneficial|enhanc(?:es?|ed|ing))
       | (?P<less>(?:invers|negativ)e(?:ly)?|short(?:er|est)?(?!-)|shorten(?:s|ed|ing)?|reduc(?:es?|ed|ing|tion)
             |decreas(?:es?|ed|ing)|low(?:er|est)?(?:s|ed|ing)?|less(?!\s(?:significant|strong|clear|pronounced|consistent)\w*\b)|fewer|diminished|decrements?|declines?)
       | (?P<more>positive(?:ly)?|long(?:er|est)?(?!-)|prolong(?:s|ed|ing)?|high(?:er|est)?|great(?:er|est)|increas(?:es?|ed|ing)
             |extend(?:s|ed|ing)?|more(?!\s(?:predictive|prognostic|likely|\w+ly\b))|faster|rapid|earlier|double[sd]?|twice)
       )\b""",
    re.IGNORECASE | re.VERBOSE,
)


@lru_cache(maxsize=_REMEMBERED)
def direction(words: str, *, adverse: bool = False) -> str | None:
    """Which way the words before an endpoint point for the patient; the last such word decides.

    Args:
        words: from the predicate to the endpoint.
        adverse: of this endpoint, less is better.

    >>> direction("was associated with significantly shorter"), direction("an independent risk factor for", adverse=True)
    ('worse', 'worse')
    >>> direction("reduced", adverse=True), direction("was associated with")
    ('better', None)
    """
    told = [match.lastgroup for match in _WAYS.finditer(words)]
    way = told[-1] if told else None
    if way == "less":
        return "better" if adverse else "worse"
    if way == "more":
        return "worse" if adverse else "better"
    return way


_HOPED = re.compile(r"\b(?:would|should|will)\b", re.IGNORECASE)
_ABLE = re.compile(r"\b(?:would|should|will|can|could|to)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_WORDS = 3  # in all that _ABLE may have


def is_hoped(text: str, predicate: Predicate) -> bool:
    """Whether a predicate tells what should be, not what was seen: "would correlate", "can improve"."""
    if predicate.kind in DOING and _ABLE.search(text, _words_back(text, predicate.start), predicate.start):
        return True
    return _HOPED.search(predicate.text) is not None


def _words_back(text: str, place: int) -> int:
    """Where the words begin that _ABLE looks at, before a place."""
    for _ in range(_WORDS + 1):
        place = text.rfind(" ", 0, max(0, place))
    return max(0, place)
