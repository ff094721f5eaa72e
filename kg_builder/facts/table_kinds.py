"""What a table reports: baseline characteristics, responses and survival, adverse events, regressions, or something else.

A small score for each kind from the words of caption and heads, and from what the vocabulary finds in the rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg_builder.facts.grades import grade_of
from kg_builder.facts.headings import RATIOS
from kg_builder.facts.outcome_names import came_back_in
from kg_builder.facts.sheet import Sheet
from kg_builder.lexicon import TRAITS, Category

__all__ = ["begins_with_characteristics", "kind_of", "names_kind", "scores"]

_CAPTIONS: Mapping[str, re.Pattern[str]] = {
    "baseline": re.compile(
        r"\b(?:baseline|demographics?|(?:patients?'?|clinical|clinicopathologic(?:al)?|disease|tumou?r|"
        r"study\spopulation|(?:surgical|operative)(?=\s(?:procedures|data)))\s(?:and\s\w+\s)?(?:characteristics?|features|data|procedures)|"
        r"(?:histo-?)?patholog\w+\s(?:evaluations?|findings|features|results|data)|"
        r"(?:molecular|mutation(?:al)?|biomarker|marker)\s(?:profiles?|alterations|findings|status|frequenc(?:y|ies))|"
        r"characteristics|treatments?\s(?:details|histor(?:y|ies)|information))\b",
        re.IGNORECASE,
    ),
    "outcome": re.compile(
        r"\b(?:responses?|efficacy|survival|outcomes?|end[-\s]?points?|(?:ORR|DCR|OS|PFS|DFS|RFS|TTP)\b|"
        r"relapses?|recurrences?|remission|failure|new\smetastas[ei]s)\b",
        re.IGNORECASE,
    ),
    "adverse_event": re.compile(
        r"\b(?:adverse|toxic\w*|side[-\s]effects?|safety|AEs?|TEAEs?|TRAEs?|complications?)\b", re.IGNORECASE
    ),
    "effect": re.compile(
        r"\b(?:regression|cox|hazards?|univaria\w+|multivaria\w+|prognostic|predict(?:ors?|ive)|risk\sfactors?|odds)\b",
        re.IGNORECASE,
    ),
}
_OTHER = re.compile(
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
    sheet.paper.finder.find_ahead([label for row in sheet.rows for label in (*row.path, " ".join(row.path))])
    found = {kind: 2.0 * bool(form.search(sheet.caption)) for kind, form in _CAPTIONS.items()}
    heads = [c.heading for c in sheet.columns]
    found["adverse_event"] += 1.0 * (found["adverse_event"] > 0) + 2.0 * _graded(sheet)
    found["effect"] += 5.0 * any(h.statistic in RATIOS for h in heads)
    found["adverse_event"] += 2.0 * any(h.grade for h in heads)
    found["adverse_event"] += 2.0 * bool(_CAPTIONS["adverse_event"].search(sheet.stub))
    found["outcome"] += 1.0 * any(h.endpoint for h in heads)
    endpoints = found["outcome"] > 0 and _named(sheet, Category.ENDPOINT) >= 2
    found["outcome"] += 2.0 * (endpoints or _named(sheet, Category.RESPONSE) >= 3)
    for kind, share in _shares(sheet).items():
        found[kind] += 3.0 * share
    if _OTHER.search(sheet.caption) or _scored(sheet):
        found = {kind: score - 2.0 for kind, score in found.items()}
    return found


def _scored(sheet: Sheet) -> bool:
    """Whether the caption names the patients' own rating of their life: scores, neither times nor parts of the patients."""
    named = (m.of(Category.ENDPOINT) for m in sheet.paper.finder.find(sheet.caption))
    return any(t is not None and t.key == "QOL" for t in named)


def _graded(sheet: Sheet) -> bool:
    """Whether rows name grades of events under their events, or nothing but grades in a table of events."""
    if _CAPTIONS["adverse_event"].search(sheet.caption) and all(grade_of(r.label) for r in sheet.rows):
        return True
    return 3 * sum(grade_of(r.label) is not None and len(r.path) > 1 for r in sheet.rows) >= len(sheet.rows) > 0


def _named(sheet: Sheet, category: Category) -> int:
    """How many rows begin with a term of the category."""
    return sum(any(m.start == 0 and m.of(category) for m in sheet.paper.finder.find(r.label)) for r in sheet.rows)


def _shares(sheet: Sheet) -> dict[str, float]:
    """The part of the rows that name something of each kind."""
    counted = {"baseline": 0, "outcome": 0, "adverse_event": 0}
    told = _CAPTIONS["outcome"].search(sheet.caption)
    for row in sheet.rows:
        mentions = (m for label in row.path for m in sheet.paper.finder.find(label))
        categories = {t.category for m in mentions for t in m.terms}
        if told and any(came_back_in(sheet, label) for label in row.parents):
            categories = {Category.ENDPOINT}
        counted["adverse_event"] += Category.TOXICITY in categories
        counted["outcome"] += bool(categories & {Category.ENDPOINT, Category.RESPONSE})
        counted["baseline"] += not categories.isdisjoint(TRAITS)
    return {kind: number / max(len(sheet.rows), 1) for kind, number in counted.items()}
