"""Which ratio a row's label names, or one of the two that a head names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.headings import RATIOS, statistic_of
from kg_builder.phrases import PartPhrase

__all__ = ["measure_of", "model_noted", "ratio_named"]

_EITHER = re.compile(r"\bhazards?\sratios?\s?(?:or|/)\s?(?P<other>odds|rate|risk|relative)\b", re.IGNORECASE)


def ratio_named(label: str) -> str:
    """The ratio that a row's label names first, or "".

    >>> ratio_named("Odds ratio (95% CI)"), ratio_named("HR, stratified"), ratio_named("Response ratio")
    ('OR', 'HR', '')
    """
    said = statistic_of(label.split(",", maxsplit=1)[0])
    return said if said in RATIOS else ""


def measure_of(label: str, path: Sequence[str], *, timed: bool) -> str:
    """The ratio of a row, where it is not simply its column's: what its label names, or of two over the column the one that fits.

    Args:
        label: the row's.
        path: the heads over the column.
        timed: the endpoint is a time to an event, so that the ratio is one of hazards.

    >>> measure_of("ORR", ["Hazard ratio or odds ratio (95% CI)"], timed=False), measure_of("ORR", ["HR"], timed=False)
    ('OR', '')
    """
    if own := ratio_named(label):
        return own
    either = next(filter(None, map(_EITHER.search, path)), None)
    if either is None or timed:
        return ""
    return "OR" if either["other"].lower() == "odds" else "RR"


_ADJUSTED = PartPhrase(  # not for what stratified the randomisation
    r"""\b(?:(?:hazard|odds|risk)\sratios?|HRs?|ORs?|RRs?)\b(?:\s\([^()]*\))?(?:\s(?:was|were|are|is))?\sadjusted\s(?:for|by)\b
        (?![^.;]{0,60}\bstratif)""",
    "adjusted",
)  # fmt: skip


def model_noted(notes: str) -> str | None:
    """The model of a table's ratios, where its notes say what they were adjusted for.

    >>> model_noted("a Hazard ratio was adjusted for age and sex."), model_noted("HRs are adjusted for stratification factors.")
    ('multivariate', None)
    """
    return "multivariate" if _ADJUSTED.search(notes) else None
