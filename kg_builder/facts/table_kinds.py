"""What a table reports: baseline characteristics, responses and survival, adverse events, regressions, or something else.

A small score for each kind from the words of caption and heads, and from what the vocabulary finds in the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set

from kg_builder.expressions import Expression
from kg_builder.facts.grades import grade_of
from kg_builder.facts.head_statistics import RATIOS
from kg_builder.facts.outcome_names import came_back_in
from kg_builder.facts.sheet import Sheet
from kg_builder.lexicon import TRAITS, Category
from kg_builder.mentions import Mention

__all__ = ["begins_with_characteristics", "kind_of", "names_kind", "scores"]

_CAPTIONS: Mapping[str, Expression] = {
    "baseline": Expression(
        r"\b(?:baseline|demographics?|(?:patients?'?|clinical|clinicopathologic(?:al)?|disease|tumou?r|"
        r"study\spopulation|(?:surgical|operative)(?=\s(?:procedures|data)))\s(?:and\s\w+\s)?(?:characteristics?|features|data|procedures)|"
        r"(?:histo-?)?patholog\w+\s(?:evaluations?|findings|features|results|data)|"
        r"(?:molecular|mutation(?:al)?|biomarker|marker)\s(?:profiles?|alterations|findings|status|frequenc(?:y|ies))|"
        r"characteristics|treatments?\s(?:details|histor(?:y|ies)|information))\b",
        re.IGNORECASE,
    ),
    "outcome": Expression(
        r"\b(?:responses?|efficacy|survival|outcomes?|end[-\s]?points?|(?:ORR|DCR|OS|PFS|DFS|RFS|TTP)\b|"
        r"relapses?|recurrences?|remission|failure|new\smetastas[ei]s)\b",
        re.IGNORECASE,
    ),
    "adverse_event": Expression(
        r"\b(?:adverse|toxic\w*|side[-\s]effects?|safety|AEs?|TEAEs?|TRAEs?|complications?)\b", re.IGNORECASE
    ),
    "effect": Expression(
        r"\b(?:regression|cox|hazards?|univaria\w+|multivaria\w+|prognostic|predict(?:ors?|ive)|risk\sfactors?|odds)\b",
        re.IGNORECASE,
    ),
}
_OTHER = Expression(
    r"\b(?:agreement|correlation|concordance|definitions?|schedule|flow\s?chart|dose\s(?:modification|"
    r"reduction|level)|sensitivity|specificity|primers?|antibod(?:y|ies)\sused|genes?|kappa|costs?|pharmacokinetic\w*|eligibility|criteria\sfor)\b",
    re.IGNORECASE,
)
_AT_LEAST = 2.0


def kind_of(sheet: Sheet) -> str | None:
    """`baseline`, `outcome`, `adverse_event`, `effect`, or `None` when no kind is clear."""
    found = scores(sheet)
    best = max(found, key=lambda k: (found[k], k))
    return best if found[best] >= _AT_LEAST else None


def names_kind(text: str) -> set[str]:
    """The kinds of tables that a caption's or a section's words name.

    >>> names_kind("Adverse events"), names_kind("Efficacy"), names_kind("Liver")
    ({'adverse_event'}, {'outcome'}, set())
    """
    return {kind for kind, form in _CAPTIONS.items() if form.search(text)}


def begins_with_characteristics(caption: str) -> bool:
    """Whether a caption names the patients' characteristics first, and something else beside them.

    >>> [begins_with_characteristics(x) for x in ("Patient characteristics and survival", "Survival by patient characteristics")]
    [True, False]
    """
    first = _CAPTIONS["baseline"].match(caption)
    return first is not None and caption.startswith((" and ", ", "), first.end())


def scores(sheet: Sheet) -> dict[str, float]:
    """How well each kind fits."""
    finder = sheet.paper.finder
    named = names_kind(sheet.caption)
    found = {kind: 2.0 * (kind in named) for kind in _CAPTIONS}
    heads = [c.heading for c in sheet.columns]
    found["adverse_event"] += 1.0 * ("adverse_event" in named) + 2.0 * _graded(sheet, named)
    found["effect"] += 5.0 * any(h.statistic in RATIOS for h in heads)
    found["adverse_event"] += 2.0 * any(h.grade for h in heads)
    found["adverse_event"] += 2.0 * (_CAPTIONS["adverse_event"].search(sheet.stub) is not None)
    found["outcome"] += 1.0 * any(h.endpoint for h in heads)
    first = [m[0] for row in sheet.rows if (m := finder.find(row.label)) and m[0].start == 0]
    endpoints = found["outcome"] > 0 and _count(first, Category.ENDPOINT) >= 2
    found["outcome"] += 2.0 * (endpoints or _count(first, Category.RESPONSE) >= 3)
    for kind, share in _shares(sheet, named).items():
        found[kind] += 3.0 * share
    if _tells_parts(sheet):
        found["baseline"] = 0.0
    if _OTHER.search(sheet.caption) or _scored(sheet):
        found = {kind: score - 2.0 for kind, score in found.items()}
    return found


_IN_PARTS = re.compile(
    r"(?:\w+\s){0,3}(?:\([^()]*\)\s)?(?:by|according\sto|in|across|among|stratified\sby)\s", re.IGNORECASE
)


def _tells_parts(sheet: Sheet) -> bool:
    """Whether the caption begins with an outcome of parts of the patients, over columns of arms: "Response rate by subgroup"."""
    named = [
        (match.start(), kind, match.end()) for kind, form in _CAPTIONS.items() if (match := form.search(sheet.caption))
    ]
    _, kind, end = min(named, default=(0, "", 0))
    parted = kind == "outcome" and _IN_PARTS.match(sheet.caption, end + 1)
    return bool(parted) and any(c.arm is not None and not c.arm.whole for c in sheet.groups)


def _scored(sheet: Sheet) -> bool:
    """Whether the caption names the patients' own rating of their life: scores, neither times nor parts of the patients."""
    named = (m.of(Category.ENDPOINT) for m in sheet.paper.finder.find(sheet.caption))
    return any(t is not None and t.key == "QOL" for t in named)


def _graded(sheet: Sheet, named: Set[str]) -> bool:
    """Whether rows name grades of events under their events, or nothing but grades in a table of events."""
    if "adverse_event" in named and all(grade_of(r.label) for r in sheet.rows):
        return True
    return 3 * sum(len(r.path) > 1 and grade_of(r.label) is not None for r in sheet.rows) >= len(sheet.rows) > 0


def _count(mentions: Iterable[Mention], category: Category) -> int:
    """How many mentions may be of a category."""
    return sum(m.of(category) is not None for m in mentions)


def _shares(sheet: Sheet, named: Set[str]) -> dict[str, float]:
    """The part of the rows that name something of each kind."""
    counted = {"baseline": 0, "outcome": 0, "adverse_event": 0}
    find = sheet.paper.finder.find
    for row in sheet.rows:
        categories = {t.category for label in row.path for m in find(label) for t in m.terms}
        if "outcome" in named and any(came_back_in(sheet, label) for label in row.parents):
            categories = {Category.ENDPOINT}
        counted["adverse_event"] += Category.TOXICITY in categories
        counted["outcome"] += not categories.isdisjoint(_OUTCOMES)
        counted["baseline"] += not categories.isdisjoint(TRAITS)
    return {kind: number / max(len(sheet.rows), 1) for kind, number in counted.items()}


_OUTCOMES = (Category.ENDPOINT, Category.RESPONSE)
