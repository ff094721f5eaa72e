"""The statistics that heads, stubs and captions name: "HR (95% CI)", "n (%)", "P value"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg_builder.facts.labels import INTERVAL, LEVEL

__all__ = ["EVENTS_OF", "RATIOS", "statistic_of"]

_REMEMBERED = 512  # texts of heads and labels: those of a few papers, which many rules ask for

RATIOS = ("HR", "OR", "RR")

_LIMIT = r"(?:[\s,(]*(?:lower|upper)(?:\s(?:limit|bound))?(?:\sof)?[\s,)]*)"
_AND_P = r"(?:\s*[,;/]?\s*(?:and\s)?[pP](?:\s?-?\s?values?)?)?"
_PATIENTS = (
    r"(?:n(?:\s?/\s?n)?|no\.?|number|nr\.?|#|patients?|cases?|subjects?|pts\.?|counts?|freq(?:uency|"
    r"\.)?)(?:\s?of\s(?:all\s)?(?:patients|cases|subjects|pts\.?))?"
)
_PERCENT = r"(?:%|per\s?cent(?:age)?)"
EVENTS_OF = (  # "events/patients", "no. of deaths/total no. (%)"
    r"(?:(?:no\.?|number|n)\s(?:of\s)?)?(?:events?|deaths?)\s?/\s?(?:total(?:\sno\.?|\snumber)?|(?:(?:no\.?|number)\sof\s)?"
    r"(?:patients|pts\.?|subjects)|no\.|n)(?:,?\s?[(\[]?\s?%\s?[)\]]?)?"
)
_DIFFERENCE = (
    r"(?:(?:absolute|standardi[sz]ed|risk|rate|mean|percentage|treatment|between[-\s]group)\s)*differences?"
    r"(?:[\s,(].*)?|A?SMD"
)
_EVEN = r"(?:heterogeneity|interaction|homogeneity)"
_STATISTICS: tuple[tuple[str, str, str], ...] = (  # a statistic, how its forms begin, and they
    ("other", "[phi]", rf"[pP](?:\s?-?\s?values?)?[\s-]?(?:for\s|of\s)?{_EVEN}|{_EVEN}\s[pP](?:\s?-?\s?values?)?"),
    (
        "p",
        r"(?=[^p]*p|sig)\w",
        r"(?:(?:un)?stratified\s)?(?:\w++(?:[-\s]\w*+)?\s)?(?:test\s)?[pP](?:\s?-?\s?values?)?(?-i:[a-h])?\s?(?:for\s\w+)?(?:\s?\(?(?:log[-\s]?rank|"
        r"[\w\s'\u2019-]*test|(?:two|one|[12])[-\s](?:sided|tailed)|chi[-\s]square|univariate|trend)\)?)?(?:\s[a-z])?[*\u2020\u2021]?|sig(?:nificance|"
        r"\.)?|[pP]r?\s?>.*|[pP](?:\s?-?\s?values?)?(?:\s?[(\[,:]\s?|\s(?:for\s)?)[^()\[\]]+\s(?:vs\.?|versus)\s[^()\[\]]+[)\]]?",
    ),
    (
        "HR",
        r"[achorsu]|(?-i:[a-z]{1,2})HR",
        rf"(?:adj(?:usted|\.)?\s|crude\s|unadjusted\s|(?:un)?stratified\s)?(?:sub-?distribution\s|cause[-\s]specific\s)?(?:"
        rf"(?:(?:ORs?|RRs?)\s?/\s?)?(?-i:[a-z]{{0,2}}|[AS])HRs?|hazards?\sratios?(?:\s\((?-i:[a-z]{{0,2}}|[AS])HR\))?|"
        rf"hazard\srate)(?:\s?(?:or|/)\s?(?:(?:odds|rate|risk)\sratios?|ORs?|RRs?|(?:\w+\s)?differences?))?(?:{INTERVAL}{_AND_P})?\s?(?-i:[a-z])?",
    ),
    (
        "OR",
        "[aAcCoOuU]",
        rf"(?:(?i:adj(?:usted|\.)?\s|a|crude\s|unadjusted\s))?(?:ORs?|(?i:odds\sratios?)(?:\s\(OR\))?){INTERVAL}{_AND_P}\s?[a-z]?|"
        rf"(?i:odds\sratios?)",
    ),
    (
        "RR",
        "[ar]",
        rf"(?:adj(?:usted|\.)?\s)?(?:RRs?|relative\srisks?|risk\sratios?)(?:\s\(RR\))?{INTERVAL}|relative\srisks?|"
        rf"risk\sratios?",
    ),
    ("ci", r"[(\[,\s\dclu]", rf"[(\[]?{_LIMIT}?{LEVEL}(?:\sfor\s\w+(?:\(\w\))?)?[)\]]?{_LIMIT}?"),
    (
        "count percent",
        r"[(\[#cfnps]",
        rf"{_PATIENTS},?\s?[(\[]\s?(?:n\s?,?\s?)?{_PERCENT}\s?[)\]](?:\s?of\s(?:all\s)?(?:patients|cases|subjects))?|[(\[]\s?n\s?,?\s?%\s?[)\]]|{_PATIENTS}\s?(?:,|/|"
        rf"and)?\s?[(\[]?%[)\]]?",
    ),
    (
        "percent",
        r"[(\[%fipr]",
        rf"[(\[]?%[)\]]?(?:{INTERVAL})?|percent(?:age)?s?(?:\s\(%\))?|(?:relative\s)?(?:frequency|incidence|rate|proportion|"
        rf"percentage)(?:\sof\soccurrence)?\s?,?\s?\(?%\)?|relative\sfrequenc(?:y|ies)|{_PERCENT}\sof\s(?:patients|cases|total)(?:\swith\s(?:an?\s)?events?)?",
    ),
    (
        "n",
        "[npt]",
        r"(?:total|no\.?|number)\s?(?:of\s)?(?:patients|subjects|participants)(?:\s(?:at\srisk|evaluated|"
        r"assessed))?[a-z]?|patients,\sn|total\sN",
    ),
    ("count", "[#acfnps]", rf"{_PATIENTS}|N|absolute\s(?:numbers?|frequenc(?:y|ies)|values?)(?:\sof\soccurrence)?"),
    ("events", r"[\sdeno]", rf"(?:no\.?|number|n)?\s?(?:of\s)?events?(?:,?\s?n)?|{EVENTS_OF}"),
    ("median", "m", rf"medians?(?:\s?(?:{INTERVAL}|[(\[,].*))?"),
    ("mean", "[am]", r"(?:mean|average)(?:\s?(?:[(\[,\u00b1].*))?"),
    ("iqr", "[(i]", r"\(?(?:IQR|interquartile\srange)\)?"),
    ("range", "[(mr]", r"\(?(?:range|min(?:imum)?\s?[-,/\u2013]\s?max(?:imum)?)\)?"),
    ("sd", "[(s]", r"\(?(?:SD|standard\sdeviation|SE|SEM|standard\serror)\)?"),
    (
        "other",
        "[abcdefmprstuwz\u03b2\u03c7]",
        rf"{_DIFFERENCE}|(?:\u03c7|chi)[-\s]?(?:\u00b2|2|square[d]?)?(?:\s(?:test|value))?|(?:[tFZU]\s?(?:/|or)\s?)?(?:\u03c7|chi)(?:\u00b2|2)(?:\s?(?:/|or)\s?[tFZU])?(?:\svalues?)?|(?:t|F|Z|U)(?:[-\s]?(?:value|test|"
        r"score|statistic))?|B|\u03b2|beta|coefficient|Wald|statistics?|df|S\.?E\.?|estimate|"
        r"ref(?:erence)?s?\.?",
    ),
)
_STATISTIC = re.compile(  # a group each
    "|".join(rf"((?{'' if name == 'OR' else 'i'}:(?={begun})(?:{form}))\s*)" for name, begun, form in _STATISTICS)
)


@lru_cache(maxsize=_REMEMBERED)
def statistic_of(text: str) -> str:
    """The statistic that a text names and nothing else, or "".

    >>> [statistic_of(x) for x in ("n (%)", "HR (95% CI)", "p value", "95% CI", "(%)", "Median", "Placebo", "No. of patients")]
    ['count percent', 'HR', 'p', 'ci', 'percent', 'median', '', 'n']
    >>> [statistic_of(x) for x in ("Pa", "P value b", "PR", "PD", "HRa", "HRD")]
    ['p', 'p', '', '', 'HR', '']
    """
    found = _STATISTIC.fullmatch(text.strip())
    return _STATISTICS[found.lastindex - 1][0] if found and found.lastindex else ""
