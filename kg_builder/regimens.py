"""Treatments as papers write them: runs of drugs, procedures and classes that make one regimen.

"SOR plus ICI (camrelizumab or sintilimab)" is the two components sorafenib and ICI, the latter filled by one of two drugs;
"sorafenib and regorafenib" are two treatments, for drugs of one class are alternatives unless the text combines them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, pairwise

import msgspec
from msgspec.structs import replace

from kg_builder.lexicon import Category, Lexicon, Term
from kg_builder.mentions import Mention

__all__ = ["BETWEEN_DRUGS", "TREATMENTS", "Treatment", "treatments"]

BETWEEN_DRUGS = re.compile(  # in a list of them: ", bolus ", ", and "
    r"[\s,/+]*(?:(?:and|plus|bolus|infusional|oral|intravenous|weekly)[\s,]*)*"
)
TREATMENTS = (Category.DRUG, Category.PROCEDURE, Category.TREATMENT_CLASS, Category.REGIMEN)


class Treatment(msgspec.Struct, frozen=True):
    """Characters `start` to `end` name a treatment; its components' keys in printed order, and what fills class slots."""

    start: int
    end: int
    components: tuple[str, ...]
    one_of: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    @property
    def key(self) -> frozenset[str]:
        """The identity of the regimen: its components, whatever their order."""
        return frozenset(self.components)


_Rule = Callable[[str, Treatment, Treatment, Lexicon], Treatment | None]

_HOW = (  # how and when it is given
    r"(?:(?:(?:concurrent|concomitant|simultaneous)(?:\s(?:and|or)\s(?:adjuvant|maintenance))?|oral|intravenous|subcutaneous|infusional|bolus"
    r"|metronomic|(?:low|high|standard|full|fixed)[-\s]dose|dose-dense|continuous(?:[-\s]infusion)?"
    r"|(?:(?:once|twice|thrice|bi|tri|[23])[-\s]?)?(?:daily|weekly|monthly))\s)"
)
_COMBINED = re.compile(
    r"""^\s?\)?(?:\s?(?:\+|&|plus|combined\swith|(?:given\s)?in\s(?:combination|conjunction)\swith|together\swith|along\swith|given\swith|added\sto|followed\sby\sadjuvant|
         with(?:\sconcurrent)?|and\sconcurrent|-based\streatment\splus|-)\s?)(?:an?\s|the\s|systemic\s|standard\s|"""
    rf"{_HOW})*\(?$",
    re.IGNORECASE | re.VERBOSE,
)
_ALTERNATIVE = re.compile(r"^\s?,?\s?(?:or|and/or|/)\s?(?:an?\s|the\s)?$", re.IGNORECASE)
_LISTED = re.compile(r"^\s?,\s?$")
_AND = re.compile(
    r"^\s?(?:and|,\sand|/)\s?(?:an?\s|the\s)?"
    rf"{_HOW}*$",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"^(?:\s(?:induction\s|maintenance\s|consolidation\s)?|-|\s?-?based\s|\scontaining\s|\s(?:drug|agent|antibody|inhibitor|blockade)s?\s)$",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"^(?:\s(?:antibod(?:y|ies)|agents?|drugs?|therapy|treatment|inhibitors?|monotherapy))?\s?[(\[](?:e\.g\.,?\s|such\sas\s|i\.e\.,?\s)?$"
)
_TOGETHER = re.compile(
    r"(?:combin(?:ation|ations|ed|ing)(?:\s(?:therapy|treatment))?\s(?:of|both)|both|concurrent|combined|combining|doublet|triplet|triple)\s(?:the\s|therapy\s|regimen\s)?\(?$",
    re.IGNORECASE,
)
_COMBINED_AFTER = re.compile(r"\s?(?:\([^()]*\)\s?)?(?:\+|plus|combined\swith|in\scombination)", re.IGNORECASE)
_ENUMERATED = re.compile(r"^\s?,\s(?:and\s)?$", re.IGNORECASE)
_LAST = re.compile(r"^\s?,?\sand\s(?:an?\s)?$")
_JOINTS = (_APPOSED, _OPENED, _ALTERNATIVE, _LISTED, _COMBINED, _AND, _ENUMERATED, _LAST)
_JOINT = (
    re.compile(  # what may stand between two treatments that a rule joins, behind the brackets that end with the first
        rf"""[)\]]*(?:{"|".join(p.pattern.removeprefix("^") for p in _JOINTS)})""",
        re.IGNORECASE | re.VERBOSE,
    )
)
_NAMED_WITH = re.compile(
    r"[\w-]+(?:\s[\w-]+)?\swith\s", re.IGNORECASE
)  # "immunotherapy with A and B": what it is made of
_TOGETHER_AFTER = re.compile(r"\s?(?:combination|doublet|in\scombination|combined|combo)\b", re.IGNORECASE)


def treatments(text: str, mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Treatment, ...]:
    """The treatments that a text names, in order, each as long as the text combines it.

    Args:
        text: cleaned text.
        mentions: what the finder found in it.
        lexicon: for the classes that drugs belong to.
    """
    single = [_single(m, t) for m in mentions if (t := m.of(*TREATMENTS)) and not _is_score(text, m)]
    joined = {right.start for left, right in pairwise(single) if _JOINT.match(text, left.end, right.start)}
    if not joined:
        return tuple(single)
    runs = _merge(text, single, joined, lexicon, _appose)
    runs = _merge(text, runs, joined, lexicon, _bracket)
    runs = list(_alternatives(text, runs, joined, lexicon))
    runs = _merge(text, runs, joined, lexicon, _fill)
    runs = _enumerated(text, runs, lexicon) if len(runs) > 2 else runs  # "A, B and C"
    return tuple(_merge(text, runs, joined, lexicon, _combine))


_LEVEL = re.compile(r"\s?(?:scores?\b|risk\b|(?:of\s)?(?:[0-5]\b|[\u2265\u2264<>=]))")


def _is_score(text: str, mention: Mention) -> bool:
    """Whether a short form that a drug shares with a score stands before a level of it: "IPI 3-5"."""
    scored = len(mention.terms) > 1 and mention.of(Category.STAGING_SYSTEM) is not None
    return scored and _LEVEL.match(text, mention.end) is not None


def _single(mention: Mention, term: Term) -> Treatment:
    return Treatment(mention.start, mention.end, term.components or (term.key,))


_FAR = 80  # more characters between two treatments than any turn has that joins them


def _merge(text: str, runs: Sequence[Treatment], joined: Set[int], lexicon: Lexicon, rule: _Rule) -> list[Treatment]:
    """The runs, those that a rule makes one of two; `joined` has where those begin that something may join to the one before."""
    merged: list[Treatment] = []
    for run in runs:
        near = run.start in joined and run.start - merged[-1].end <= _FAR
        both = rule(text, merged[-1], run, lexicon) if near else None
        if both is None:
            merged.append(run)
        else:
            merged[-1] = both
    return merged


def _appose(text: str, left: Treatment, right: Treatment, lexicon: Lexicon) -> Treatment | None:
    """The PD-1 inhibitor camrelizumab is camrelizumab, platinum-based chemotherapy chemotherapy, and HAIC-FOLFOX HAIC."""
    between = text[left.end : right.start]
    if (
        between == "-"
        and len(right.components) > 1
        and lexicon.get(Category.PROCEDURE, left.components[0])
        and len(left.components) == 1
    ):
        return replace(left, end=right.end)
    if not _APPOSED.match(between) or len(left.components) != 1 or len(right.components) != 1:
        return None
    general, special = left.components[0], right.components[0]
    if lexicon.is_a(special, general):
        return replace(right, start=left.start)
    if lexicon.is_a(general, special):
        kept = right if "based" in between or "containing" in between else left
        return Treatment(left.start, right.end, kept.components)
    return None


def _bracket(text: str, left: Treatment, right: Treatment, lexicon: Lexicon) -> Treatment | None:
    """As in "lenvatinib (LEN)", which names one thing twice, and in "oxaliplatin (HAIC)", which says how it is given."""
    if text[right.end : right.end + 1] not in (")", "]") or not _OPENED.match(text[left.end : right.start]):
        return None
    if left.key == right.key:
        return replace(left, end=right.end + 1)
    single = len(left.components) == len(right.components) == 1
    given = (
        single
        and lexicon.get(Category.PROCEDURE, right.components[0])
        and lexicon.get(Category.DRUG, left.components[0])
    )
    return replace(right, start=left.start, end=right.end + 1) if given else None


def _alternatives(text: str, runs: Sequence[Treatment], joined: Set[int], lexicon: Lexicon) -> Iterator[Treatment]:
    """As in "sorafenib, lenvatinib or apatinib" is one slot that one of three drugs fills."""
    at = 0
    while at < len(runs):
        end = at + 1
        while end < len(runs) and runs[end].start in joined and _may_alternate(text, runs[end - 1], runs[end], lexicon):
            end += 1
        while (
            end - at > 1
            and not _ALTERNATIVE.match(text[runs[end - 2].end : runs[end - 1].start])
            and not _OR_BOTH.match(text, runs[end - 1].end)
        ):
            end -= 1
        yield _slot(runs[at:end], lexicon) if end - at > 1 else runs[at]
        at = end


_OR_BOTH = re.compile(r"\s?,?\sor\sboth\b")
_CYTOTOXIC = "chemotherapy"  # drugs that have no more in common are given together: "X1/X2"


def _may_alternate(text: str, left: Treatment, right: Treatment, lexicon: Lexicon) -> bool:
    if right.start - left.end > _FAR:
        return False
    between = text[left.end : right.start]
    joined = bool(_ALTERNATIVE.match(between) or _LISTED.match(between))
    single = len(left.components) == len(right.components) == 1 and not left.one_of and not right.one_of
    family = _shared_class((left.components[0], right.components[0]), lexicon) if joined and single else None
    return family is not None and not (between.strip() == "/" and family == _CYTOTOXIC)


def _shared_class(keys: Sequence[str], lexicon: Lexicon) -> str | None:
    terms = [lexicon.get(Category.DRUG, k) or lexicon.get(Category.PROCEDURE, k) for k in keys]
    if any(t is None for t in terms):
        return None
    families = [t.parents for t in terms if t is not None]
    return next((p for p in families[0] if all(p in family for family in families[1:])), None)


def _slot(runs: Sequence[Treatment], lexicon: Lexicon) -> Treatment:
    keys = tuple(dict.fromkeys(k for run in runs for k in run.components))
    family = _shared_class(keys, lexicon) if len(keys) > 1 else None
    if family is None:
        return replace(runs[0], end=runs[-1].end)
    return Treatment(runs[0].start, runs[-1].end, (family,), {family: keys})


def _fill(text: str, left: Treatment, right: Treatment, lexicon: Lexicon) -> Treatment | None:
    """As in "ICIs (camrelizumab or sintilimab)": the bracket says what fills the class."""
    if (
        left.one_of
        or text[right.end : right.end + 1] not in (")", "]")
        or not _OPENED.match(text[left.end : right.start])
    ):
        return None
    family, members = left.components[-1], [m for k in right.components for m in right.one_of.get(k, (k,))]
    if any(m == family or not lexicon.is_a(m, family) for m in members):
        return None
    kept = left.components[:-1]
    if len(members) == 1 and not text[: left.end].endswith("s"):
        return Treatment(left.start, right.end + 1, (*kept, members[0]), left.one_of)
    return Treatment(left.start, right.end + 1, left.components, {**left.one_of, family: tuple(members)})


_NEXT = re.compile(r"^\s?,\s(?:an?\s)?$")
_GIVEN = re.compile(r"\b(?:with|receiving|received|given|combining|combined|underwent)\s(?:the\s|an?\s)?$")
_EARLIER = re.compile(
    r"\b(?:prior|previous(?:ly)?|such\sas|including|failed|refractory|compared|between)\b", re.IGNORECASE
)
_ONE_REGIMEN = re.compile(r"\s(?:chemo\w*therapy|regimen|combination)\b", re.IGNORECASE)
_CHEMOTHERAPY = re.compile(r"chemo\w*therapy$", re.IGNORECASE)


def _enumerated(text: str, runs: Sequence[Treatment], lexicon: Lexicon) -> list[Treatment]:
    """As in "epirubicin, cisplatin, and capecitabine chemotherapy": what one regimen, or "with TACE, X and Y", is made of."""
    merged: list[Treatment] = []
    for run in runs:
        merged.append(run)
        if len(merged) < 3 or not _LAST.match(text[merged[-2].end : run.start]):
            continue
        first = len(merged) - 2
        while first and _NEXT.match(text[merged[first - 1].end : merged[first].start]):
            first -= 1
        parts = merged[first:]
        closed = _CHEMOTHERAPY.search(text, run.start, run.end) or _ONE_REGIMEN.match(text, run.end)
        if len(parts) > 2 and not any(p.one_of for p in parts) and (closed or _given_together(text, parts, lexicon)):
            components = tuple(dict.fromkeys(c for p in parts for c in p.components))
            merged[first:] = [Treatment(parts[0].start, run.end, components)]
    return merged


def _given_together(text: str, parts: Sequence[Treatment], lexicon: Lexicon) -> bool:
    """Whether patients were treated "with" a list of a procedure and drugs of unlike classes."""
    before = text[max(0, parts[0].start - 60) : parts[0].start]
    if not _GIVEN.search(before) or _EARLIER.search(before) or "respectively" in text[parts[-1].end :]:
        return False
    done = [p for p in parts if len(p.components) == 1 and lexicon.get(Category.PROCEDURE, p.components[0])]
    families = [_families(p, lexicon) for p in parts if p not in done]
    apart = all(one and not one & other for one, other in combinations(families, 2)) and all(families)
    return len(done) == 1 and len(families) > 1 and apart


def _combine(text: str, left: Treatment, right: Treatment, lexicon: Lexicon) -> Treatment | None:
    between = text[left.end : right.start]
    if not (
        _COMBINED.match(between)
        or (_ENUMERATED.match(between) and _TOGETHER.search(text, max(0, left.start - 40), left.start))
        or (_AND.match(between) and _unlike(text, left, right, lexicon))
        or (between == "/" and _irradiated(left, right, lexicon))
    ):
        return None
    if (
        between == "/"
        and len(right.components) == 1
        and all(lexicon.is_a(k, *right.components) for k in left.components)
    ):
        return replace(
            right, start=left.start
        )  # "A/B-based chemotherapy" is chemotherapy, as "B-based chemotherapy" is
    named = _NAMED_WITH.match(text[left.start : right.start])
    meant = [k for k in left.components if named and any(lexicon.is_a(r, k) for r in right.components)]
    kept = [k for k in left.components if k not in meant or k in left.one_of]
    components = tuple(dict.fromkeys((*kept, *right.components)))
    return Treatment(left.start, right.end, components, {**left.one_of, **right.one_of})


def _irradiated(left: Treatment, right: Treatment, lexicon: Lexicon) -> bool:
    """Whether a slash joins drugs to radiotherapy, alone or with another drug: "X/RT", "X1/RT/X2"."""
    keys = (*left.components, *right.components)
    radiated = [key for key in keys if lexicon.is_a(key, "rt")]
    drugs = all(key in radiated or lexicon.get(Category.DRUG, key) for key in keys)
    return len(radiated) == 1 < len(keys) and drugs and not left.key & right.key


_SET_AGAINST = re.compile(
    r"\b(?:between|compar(?:e[sd]?|ing|isons?\sof))\s(?:(?:the|adjuvant|first-line)\s)*$", re.IGNORECASE
)


def _unlike(text: str, left: Treatment, right: Treatment, lexicon: Lexicon) -> bool:
    """Whether "A and B" means both: the text says so, A is a combination already, or they are drugs of unlike classes."""
    if _TOGETHER.search(text, max(0, left.start - 40), left.start) or _TOGETHER_AFTER.match(text, right.end):
        return True
    if (
        _SET_AGAINST.search(text, max(0, left.start - 30), left.start)
        or "respectively" in text[right.end : right.end + 160]
    ):
        return False
    if len(left.components) > 1 and len(right.components) == 1 and not _COMBINED_AFTER.match(text, right.end):
        return not left.key & right.key
    families = [_families(side, lexicon) for side in (left, right)]
    return bool(families[0] and families[1]) and not families[0] & families[1]


def _families(treatment: Treatment, lexicon: Lexicon) -> set[str]:
    """The nearest classes of a treatment's drugs; none when it is not made of drugs and drug classes."""
    families: set[str] = set()
    for key in treatment.components:
        drug = lexicon.get(Category.DRUG, key)
        if drug is None and key not in lexicon.drug_classes:
            return set()
        families |= set(drug.parents[:1]) if drug else {key}
    return families
