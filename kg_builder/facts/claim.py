"""A claim of a sentence: a factor, the endpoints it goes with, and which way it points."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.facts.clauses import Endpoint
from kg_builder.facts.factors import Factor
from kg_builder.lexicon import Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.regimens import Treatment
from kg_builder.study import Statement

__all__ = [
    "DOING",
    "KNOWN",
    "Claim",
    "Run",
    "adjacent",
    "assumed_way",
    "is_asked",
    "is_contrasted",
    "is_favourable",
    "is_setting",
    "is_supportive",
    "is_treatment",
    "may_be_factor",
    "of_presence",
    "runs_of",
    "turned",
]

_REMEMBERED = 256  # what stands between the endpoints of a few sentences, which several rules ask for
KNOWN = (
    Category.BIOMARKER, Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.STAGING_LEVEL, Category.DISEASE,
    Category.TOXICITY, Category.MODEL,
)  # fmt: skip  # what names a factor

_RARE = ("limited", "scarce", "insufficient", "little")
_FIND = ("assess", "evaluate", "investigate", "explore", "determine", "examine", "test", "identify", "analy")
_ASKED = Phrase(  # a question or an aim, no finding
    r"\b(?:whether|hypothes\w+|(?:aim|objective|purpose|designed|order)\w*\s(?:\w+\s){0,5}?to|would|few\sstudies|(?:limited|scarce|insufficient|little)\s(?:literature|evidence|data|research))\b|\bto\s(?:assess|evaluate|investigate|explore|determine|examine|test|identify|analy[sz]e)\b|\b(?:believe|speculate|possible)\sthat\b",
    "whether", "hypothes", "aim", "objective", "purpose", "designed", "order", "would", "few studies",
    *(f"{rare} {told}" for rare in _RARE for told in ("literature", "evidence", "data", "research")),
    *(f"to {find}" for find in _FIND),
    "believe that", "speculate that", "possible that",
    flags=re.IGNORECASE,
)  # fmt: skip
_IF = Expression(r"if\b(?<!\w..)")  # stands in too many words for the phrase to need it

Run = tuple[Endpoint, ...]  # endpoints that only connecting words part


class Claim(msgspec.Struct, frozen=True):
    """A factor and the endpoints it goes with, each with its direction."""

    factor: Factor
    ends: tuple[tuple[Endpoint, str | None], ...]
    start: int
    stop: int
    predicate: str
    rank: tuple[int, int] = (0, 1)  # which of how many factors that share the predicate
    listed: tuple[int, int] | None = None  # where those factors stand
    part: tuple[int, int] | None = None  # where the patients stand of whom it is, if of some only

    @property
    def rule(self) -> str:
        """The extractor's name."""
        return f"association-{self.predicate}"


_GAP = re.compile(
    r"""^s?(?:\sto\s(?!the\b|be\b)[\w/-]+(?:\s(?:therapy|treatment|chemotherapy|radiotherapy))?(?=\sand\s))?(?:[\s,()/]|\([^()]{0,120}\)|\[[^\]]*\]|\b(?:and|n?or|both|as\swell\sas|with|the|an?|also|median|of|rates?|risks?|incidences?|events?|not\sonly|but|poorer|poor|worse|better|longer|shorter|
        improved|prolonged|reduced|lower|higher|superior|inferior|significantly|more|less|\d+-(?:year|month)|treatment|tumou?r|patient|clinical|patients)\b)*$""",
    re.IGNORECASE | re.VERBOSE,
)


def is_asked(text: str, begin: int = 0, end: int = sys.maxsize) -> bool:
    """Whether a part of a sentence asks or aims, and so finds nothing.

    >>> is_asked("To assess whether X predicts OS"), is_asked("X predicts OS if high", 0, 13)
    (True, False)
    """
    part = text[begin:end]
    return _IF.search(part) is not None or (_ASKED.may_stand_in(text) and _ASKED.search(part) is not None)


def adjacent(text: str, ends: Sequence[Endpoint]) -> Run:
    """The first endpoint and those that only connecting words part from it.

    >>> text = "shorter OS and PFS, but ORR"
    >>> [e.key for e in adjacent(text, [Endpoint(8, 10, "OS"), Endpoint(15, 18, "PFS"), Endpoint(24, 27, "ORR")])]
    ['OS', 'PFS', 'ORR']
    """
    run = [ends[0]]
    for endpoint in ends[1:]:
        if not _joins(text[run[-1].end : endpoint.start]):
            break
        run.append(endpoint)
    return tuple(run)


def runs_of(text: str, named: Sequence[Endpoint]) -> tuple[Run, ...]:
    """Each endpoint with those that only connecting words part from it.

    >>> text = "shorter OS and PFS, but ORR"
    >>> [[e.key for e in run] for run in runs_of(text, [Endpoint(8, 10, "OS"), Endpoint(15, 18, "PFS")])]
    [['OS', 'PFS'], ['PFS']]
    """
    runs: list[Run] = []
    for endpoint in reversed(named):
        joined = runs and _joins(text[endpoint.end : runs[-1][0].start])
        runs.append((endpoint, *runs[-1]) if joined else (endpoint,))
    return tuple(reversed(runs))


@lru_cache(maxsize=_REMEMBERED)
def _joins(between: str) -> bool:
    return _GAP.match(between) is not None


_FAVOURABLE = re.compile(
    r"\b(?:respon(?:se|ders?)|remission|[pc]?CR|PR|conversion|downstaging)\b(?!\s(?:rate|to\streatment\sfailure))"
)


def is_favourable(factor: Factor) -> bool:
    """Whether a factor is itself a success of treatment.

    >>> is_favourable(Factor(0, 14, "early response")), is_favourable(Factor(0, 3, "AFP"))
    (True, False)
    """
    return bool(_FAVOURABLE.search(factor.name))


_KIND = re.compile(
    r"\b(?:(?:sub)?(?:groups?|types?)|typing|status|sex|gender|race|ethnicity|site|location|histology|genotypes?|regimens?|arms?)$",
    re.IGNORECASE,
)


def assumed_way(factor: Factor | None) -> str | None:
    """Which way a tie to an adverse endpoint points where no word says: to worse, unless more of the factor says nothing.

    >>> assumed_way(Factor(0, 3, "CRP")), assumed_way(Factor(0, 6, "gender")), assumed_way(Factor(0, 8, "response"))
    ('worse', None, None)
    >>> assumed_way(Factor(0, 14, "biopsies taken")), assumed_way(Factor(0, 8, "biopsies", "positive"))
    (None, 'worse')
    """
    untold = factor is None or is_favourable(factor) or _KIND.search(factor.name)
    return None if untold or (factor and not factor.cutoff and _EXAMINED.search(factor.name)) else "worse"


_EXAMINED = re.compile(  # of which the result tells something, not that it was done
    r"(?<!positive\s)(?<!negative\s)\b(?:biops(?:y|ies)|scans?|imaging|(?:blood\s)?tests?|testing|assays?|PET(?:/CT)?|CT|MRI|screening|surveillance)"
    r"(?=$|\s(?:performed|taken|obtained|done|at|after|before|between|during|within|results?)\b)",
    re.IGNORECASE,
)


_LONG_WORD = re.compile(r"[a-z]{5,}")


def is_contrasted(statement: Statement, factor: Factor) -> bool:
    """Whether a sentence sets a factor against its absence: "surgery prolonged OS compared with no surgery"."""
    after = statement.text[factor.end :].lower()
    words = tuple(_LONG_WORD.findall(factor.name.lower())) if _ABSENT.may_stand_in(after) else ()
    return bool(words) and any(after.startswith(words, absent.end()) for absent in _ABSENT.finditer(after))


_ABSENT = PartPhrase(r"\b(?:non-|no\s|without\s)", "non-", "no ", "without ", flags=re.VERBOSE)
_GIVEN = re.compile(
    r"\b(?:treated\s(?:with|by)|receiv(?:ing|ed)|under(?:going|went)|given|administered)\b", re.IGNORECASE
)
_DOING = re.compile(
    r"""^(?:(?:the|an?|dual|triple|combined|additional|adjuvant|concurrent|concomitant|sequential|multimodal|(?:neo)?adjuvant|(?:pre|post)-?(?:operative|surgery|surgical))\s)*
        (?:(?P<done>administration|blockade|inhibition|treatment\swith|therapy\swith|(?<=\s)(?:chemo|radio|immuno)?therapy)|combination|combining|addition|adding|use|using)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_CARE = Expression(
    r"""\b(?:combined|combination|dual|triple|this|the)\s(?:treatments?|therap(?:y|ies))$|\bregimens?$
      |\b(?:experimental|control|combination|placebo|standard|intervention|investigational|comparator|treatment|study)\s(?:arms?|groups?)$
      |\b(?:therap(?:y|ies)|antibod(?:y|ies)|inhibitors?|vaccines?)\s(?:against|targeting|directed)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def is_supportive(statement: Statement, treatment: Treatment) -> bool:
    """Whether a treatment is a medicine that patients take beside those against their cancer: a trait, as it were."""
    lexicon, arms = statement.paper.lexicon, statement.paper.roster.arms
    supportive = all(lexicon.is_a(c, "supportive medication") for c in treatment.components)
    return supportive and not any(treatment.key & frozenset(a.regimen) for a in arms)


_WHEN = re.compile(
    r"^(?:the\s)?(?:(?:neo-?)?adjuvant|(?:pre|post|peri)-?operative|maintenance|induction|consolidation|concurrent|salvage|standard|first-line|second-line)\s",
    re.IGNORECASE,
)


_JOINED = re.compile(r"\s(?:combined|plus|\+)")


def is_treatment(statement: Statement, factor: Factor) -> bool:
    """Whether what a factor names is what patients were given: a regimen, an arm, "patients treated with X"."""
    if is_contrasted(statement, factor):
        return False
    start, end = factor.start, factor.end
    inside = [t for t in statement.treatments if t.start < end and start < t.end]
    if inside and all(is_supportive(statement, t) for t in inside):
        return False
    groups = [g for g in statement.groups if start <= g.start and g.end <= end]
    places = [(x.start, x.end) for x in inside] + [(x.start, x.end) for x in groups]
    words = statement.text[factor.start : factor.end]
    if timed := _WHEN.match(words):
        start, words = start + timed.end(), words[timed.end() :]
    covered = sum(min(e, end) - max(s, start) for s, e in places)
    doing = _DOING.match(words)
    given = (inside and _GIVEN.search(words)) or (doing and (inside or doing["done"])) or _CARE.search(words)
    joined = any(_JOINED.match(statement.text, t.end, factor.end) for t in inside)
    return bool(given) or joined or covered > (end - start) / 2


_STATE = re.compile(
    r"\b(?:locally|advanced|metastatic|unresectable|resectable|recurrent|refractory|early|primary|newly|diagnosed|patients?|the|and|or|\w+-stage)\b|[\s()-]|(?-i:[A-Z]{2,})",
    re.IGNORECASE,
)
_CANCER = re.compile(
    r"cancer|carcinoma|tumou?r|lymphoma|leuk|sarcoma|melanoma|glioma|glioblastoma|myeloma|neoplasm", re.IGNORECASE
)


_AGAINST = re.compile(r"\b(?:than|compared|versus|vs)\b")


def is_setting(statement: Statement, factor: Factor) -> bool:
    """Whether a factor is nothing but the cancer that patients have, set against no other."""
    if factor.cutoff or not statement.names(Category.DISEASE):
        return False
    inside = [m for m in statement.mentions if factor.start <= m.start and m.end <= factor.end]
    cancers = [m for m in inside if (t := m.of(Category.DISEASE)) and _CANCER.search(t.label)]
    if not cancers:
        return False
    rest = factor.name
    for mention in cancers:
        rest = rest.replace(mention.text, "")
    return not _STATE.sub("", rest) and not _AGAINST.search(statement.text, factor.end)


def turned(way: str | None) -> str | None:
    """The opposite way.

    >>> turned("worse"), turned("none")
    ('better', 'none')
    """
    return {"worse": "better", "better": "worse"}.get(way or "", way)


_WITHOUT = re.compile(
    r"^(?:(?:(?:patients|those|cases|individuals|subjects|women|men|tumou?rs)\s)?(?:with\sno|without)\s(?:any\s|an?\s)?|(?P<non>non-?))(?=\w)",
    re.IGNORECASE,
)


def of_presence(statement: Statement, claim: Claim) -> Claim:
    """A claim about patients without a factor, as one about having it: "patients without X had longer OS"."""
    factor = claim.factor
    absent = _WITHOUT.match(factor.name)
    if absent is None:
        return claim
    name: str | None = factor.name[absent.end() :]
    if absent["non"]:
        inside = [m for m in statement.mentions if factor.start <= m.start <= factor.start + absent.end() <= m.end]
        labels = [t.label for m in inside if m.end >= factor.end and (t := m.of(*KNOWN))]
        name = next((label for label in labels if not label.lower().startswith("non")), None)
    if name is None:
        return claim
    return replace(claim, factor=factor._replace(name=name), ends=tuple((e, turned(way)) for e, way in claim.ends))


DOING = ("acts", "leads")  # predicates that tell what something does, as a treatment may


def may_be_factor(statement: Statement, factor: Factor, predicate: str) -> bool:
    """A treatment is a factor only where the text calls it one; the patients' cancer is none."""
    if predicate in DOING and any(factor.start < t.end <= factor.end for t in statement.treatments):
        return is_contrasted(statement, factor)
    return not is_setting(statement, factor) and (predicate == "nominal" or not is_treatment(statement, factor))
