"""Which ratio a row's label names, or a head by its own words or by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.facts.head_statistics import RATIOS, statistic_of
from kg_builder.facts.headings import Heading
from kg_builder.phrases import PartPhrase

__all__ = ["as_ratio", "measure_of", "model_noted", "names_chance", "ratio_named", "ratio_of"]

_CHANCE = re.compile(r"p[\s-]?values?\b", re.IGNORECASE)


def names_chance(path: Sequence[str]) -> bool:
    """Whether the heads over a column speak of p values, be it beside a ratio.

    >>> names_chance(["P", "HR"]), names_chance(["P value, HR (95% CI)"]), names_chance(["HR"])
    (True, True, False)
    """
    return any(statistic_of(text) == "p" or _CHANCE.match(text) for text in path)


_EITHER = re.compile(
    r"(?:\bhazards?\sratios?|\bHRs?)\s?(?:or|/)\s?(?P<other>odds|OR|(?:\w+\s)?difference|rate|risk|relative|RR)"
    r"|\b(?P<first>OR|RR)s?\s?/\s?HRs?\b",
    re.IGNORECASE,
)


def ratio_named(label: str) -> str:
    """The ratio that a row's label names first, or "".

    >>> ratio_named("Odds ratio (95% CI)"), ratio_named("HR, stratified"), ratio_named("Response ratio")
    ('OR', 'HR', '')
    """
    said = statistic_of(label.split(",", maxsplit=1)[0])
    return said if said in RATIOS else ""


def measure_of(label: str, path: Sequence[str], *, timed: bool) -> str:
    """The ratio of a row, where it is not simply its column's: what its label names, or of two over the column the one that fits.

    "difference" is none.

    Args:
        label: the row's.
        path: the heads over the column.
        timed: the endpoint is a time to an event, so that the ratio is one of hazards.

    >>> measure_of("ORR", ["Hazard ratio or odds ratio (95% CI)"], timed=False), measure_of("ORR", ["HR"], timed=False)
    ('OR', '')
    >>> measure_of("ORR", ["Hazard ratio or difference"], timed=False), measure_of("PFS", ["HR or difference"], timed=True)
    ('difference', '')
    """
    if own := ratio_named(label):
        return own
    either = next(filter(None, map(_EITHER.search, path)), None)
    if either is None or timed:
        return ""
    other = (either["other"] or either["first"]).lower()
    return "difference" if other.endswith("difference") else "OR" if other in ("odds", "or") else "RR"


_ADJUSTED = PartPhrase(  # not for what stratified the randomisation
    r"""\b(?:(?:hazard|odds|risk)\sratios?|HRs?|ORs?|RRs?)\b(?:\s\([^()]*\))?(?:\s(?:was|were|are|is))?\sadjusted\s(?:for|by)\b
        (?![^.;]{0,60}\bstratif)""",
    "adjusted",
)  # fmt: skip


_MARK = re.compile(r"(?P<mark>[*\u2020\u2021\u00a7\u00b6#])|(?<=[A-Za-z)])\s?(?P<letter>(?<=\s)[a-h])$")
_AFTER = re.compile(
    r"\s?(?:(?:the|all|these|values|estimates|results)\s)*(?:(?:are|were|is|was)\s)?(?:after\sadjust(?:ment|ing)|adjusted|adjustment)\s(?:for|by)\b"
    r"(?![^.;]{0,60}\bstratif)",
    re.IGNORECASE,
)


def model_noted(notes: str, heads: Sequence[str] = ()) -> str | None:
    """The model of a table's ratios, where its notes say what they, or those with a mark over them, were adjusted for.

    >>> model_noted("a Hazard ratio was adjusted for age and sex."), model_noted("HRs are adjusted for stratification factors.")
    ('multivariate', None)
    >>> model_noted("* After adjustment for age.", ["HR* (95% CI)"]), model_noted("* After adjustment for age.", ["HR"])
    ('multivariate', None)
    """
    if _ADJUSTED.search(notes):
        return "multivariate"
    if "djust" not in notes:
        return None
    marks = {m["mark"] or m["letter"] for head in heads for m in _MARK.finditer(head)}
    noted = (m.end() for mark in marks for m in re.finditer(rf"(?<![\w*]){re.escape(mark)}(?!\w)", notes))
    return "multivariate" if any(_AFTER.match(notes, end) for end in noted) else None


_BARE_ODDS = re.compile(r"(?:(?i:adjusted|crude)\s|a)?OR")
_EXPONENT = re.compile(
    r"exp\s?\(\s?(?:b|\u03b2|coef)\s?\)(?:[\s,(\[]*(?:\d\d\s?%\s?)?(?:CI|confidence\sintervals?)[)\]]?)?",
    re.IGNORECASE,
)
_REGRESSION = (("HR", Expression(r"\bcox\b|hazard|\bsurvival\b")), ("OR", Expression(r"logistic")))


def ratio_of(path: Sequence[str], beside: str, caption: str) -> str:
    """The ratio that a head means by what stands around it: "OR" beside intervals, "Exp(B)" under a regression; else "".

    >>> ratio_of(("OR",), "ci", ""), ratio_of(("OR",), "percent", ""), ratio_of(("Exp(B)",), "", "Predictors of survival")
    ('OR', '', 'HR')
    """
    last = path[-1] if path else ""
    if _BARE_ODDS.fullmatch(last) and beside == "ci":
        return "OR"
    kinds = [kind for kind, form in _REGRESSION if form.search(caption)] if _EXPONENT.fullmatch(last) else []
    return kinds[0] if len(kinds) == 1 else ""


def as_ratio(heading: Heading, kind: str) -> Heading:
    """A heading whose last words name a ratio."""
    return replace(heading, statistic=kind, names=heading.names[:-1], endpoint=None)
