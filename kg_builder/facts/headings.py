"""What the words over a column say: a group of patients, its size, a statistic, a grade, an endpoint, a model.

Words of the field come from the finder; what stands here is the grammar of table heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from kg_builder.arms import head
from kg_builder.facts.grades import grade_of, heads_grades, without_grade
from kg_builder.facts.labels import INTERVAL, LEVEL
from kg_builder.facts.numerals import ONES, number_of
from kg_builder.lexicon import Category, Lexicon
from kg_builder.mentions import Finder, units_in
from kg_builder.phrases import PartPhrase

__all__ = [
    "RATIOS",
    "Heading",
    "model_of",
    "months_of",
    "read_heading",
    "read_headings",
    "says_nothing",
    "statistic_of",
]

_REMEMBERED = 512  # texts of heads and labels: those of a few papers, which many rules ask for

RATIOS = ("HR", "OR", "RR")


class Heading(msgspec.Struct, gc=False, frozen=True, kw_only=True):
    """The words over one column, understood.

    Attributes:
        names: names of groups, outermost first.
        n: the innermost group's size.
        statistic: "count", "percent", "count percent", "median", "mean", "range", "iqr", "ci", "sd", "p", "HR", "OR",
            "RR", "n" (patients at risk), "events", "other" (a test's statistic), or "" when the head does not say.
    """

    names: tuple[str, ...] = ()
    n: int | None = None
    statistic: str = ""
    grade: str | None = None
    endpoint: str | None = None
    model: str | None = None
    months: Decimal | None = None
    unit: str | None = None
    criteria: str | None = None
    level: str | None = None  # "Yes", "No" of the factor that the row names


_LIMIT = r"(?:[\s,(]*(?:lower|upper)(?:\s(?:limit|bound))?(?:\sof)?[\s,)]*)"
_AND_P = r"(?:\s*[,;/]?\s*(?:and\s)?[pP](?:\s?-?\s?values?)?)?"
_PATIENTS = (
    r"(?:n(?:\s?/\s?n)?|no\.?|number|nr\.?|#|patients?|cases?|subjects?|pts\.?|counts?|freq(?:uency|"
    r"\.)?)(?:\s?of\s(?:all\s)?(?:patients|cases|subjects|pts\.?))?"
)
_PERCENT = r"(?:%|per\s?cent(?:age)?)"
_EVENTS_OF = (  # "events/patients", "no. of deaths/total no. (%)"
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
    ("events", r"[\sdeno]", rf"(?:no\.?|number|n)?\s?(?:of\s)?events?(?:,?\s?n)?|{_EVENTS_OF}"),
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


_MODEL = PartPhrase(
    r"\b(?:(?P<multi>multi-?varia(?:te|ble)|(?<!un)adjusted)|(?P<uni>uni-?varia(?:te|ble)|unadjusted|crude))\b",
    "varia", "adjusted", "crude",
)  # fmt: skip
_BOTH_MODELS = re.compile(r"\buni-?\s?(?:,|and|/|or)", re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def model_of(text: str) -> str | None:
    """ "univariate" or "multivariate", where the text names one of them.

    >>> [model_of(x) for x in ("Univariable analysis", "Adjusted HR", "unadjusted", "uni- and multivariate", "OS")]
    ['univariate', 'multivariate', 'univariate', None, None]
    """
    found = {"multivariate" if m["multi"] else "univariate" for m in _MODEL.finditer(text)}
    return found.pop() if len(found) == 1 and not _BOTH_MODELS.search(text) else None


_TIME = re.compile(
    rf"\b(?P<number>\d+(?:\.\d+)?|{'|'.join(ONES[:10])})[-\s]?(?P<unit>years?|yrs?|y|months?|mo|m|weeks?|"
    rf"wks?|(?<=\d-)day)\b(?!\s(?:of\sage|old))",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def months_of(text: str) -> Decimal | None:
    """The landmark that a text names, in months.

    >>> [str(months_of(x)) for x in ("2-year OS", "at 6 months", "Five-year overall survival", "90-day mortality", "OS")]
    ['24', '6', '60', '3', 'None']
    """
    match = _TIME.search(text)
    unit = match["unit"][0].lower() if match else "w"
    number = number_of(match["number"]) if match and unit != "w" else None
    if number is None or unit not in "yd":
        return number
    return number * 12 if unit == "y" else number // 30 if not number % 30 else (number / 30).quantize(Decimal("0.1"))


def read_heading(path: Iterable[str], finder: Finder, *, grades: bool = False) -> Heading:
    """Understand the words over a column, as `read_headings` those over all columns of a table."""
    return read_headings([tuple(path)], finder, grades=grades)[0]


def read_headings(paths: Sequence[tuple[str, ...]], finder: Finder, *, grades: bool) -> list[Heading]:
    """Understand the words over each column; what stands over several is read once.

    Args:
        paths: the heads over each column, outermost first, cleaned.
        finder: finds endpoints and units.
        grades: the table is about adverse events: a bare "3-4" is a grade.
    """
    read: dict[tuple[str, ...], Heading] = {(): Heading()}
    for whole in paths:
        for path in (whole[:depth] for depth in range(1, len(whole) + 1)):
            if path not in read:
                read[path] = _with_text(read[path[:-1]], path[-1].strip(), finder, grades)
    return [read[path] for path in paths]


_MARKS = re.compile(r"[*\u2020\u2021\u00a7\u00b6\u2016]+")
_MARK_BEHIND = re.compile(r"\s(?<=[\w)\]]\s)[a-h](?:,\s?[a-h])*(?=$|\s?[(\[])")
_LEVEL_HEAD = re.compile(r"yes|no|present|absent|positive|negative|high|low|with|without", re.IGNORECASE)


def _with_text(found: Heading, text: str, finder: Finder, grades: bool) -> Heading:
    text = _MARKS.sub("", text) if "*" in text or not text.isascii() else text
    text = _MARK_BEHIND.sub("", text).strip()
    if not text:
        return found
    if found.endpoint and _LEVEL_HEAD.fullmatch(text):
        return replace(found, level=text)
    if statistic := statistic_of(text) or _beside_model(text) or _second_ratio(text):
        return _counting(replace(found, model=model_of(text) or found.model), statistic)
    may_close = text[-1] in ")]" or "R" in text or "atio" in text  # with a ratio
    if may_close and (last := _RATIO_TAIL.search(text)) and (ratio := _ratio_behind(text, last)):
        return replace(_with_text(found, text[: last.start()], finder, grades), statistic=ratio)
    name, n = head(text)
    name = _OF_TOTAL.sub("", name)
    found = _counting(replace(found, n=found.n if n is None else n), _after(text))
    if n is not None and (behind := _SIZE_OR_SHARE.split(text)[-1].strip(" ,;:")):
        found = _with_behind(found, behind, finder)
    if n is None and (tail := _TAIL.search(name)):
        found, name = _counting(found, statistic_of(tail["tail"])), name[: tail.start()]
    if grades and heads_grades(name):
        return found
    if grade := grade_of(name, alone=grades and n is None):
        rest = _WITH.sub("", without_grade(name))
        found, name = _counting(replace(found, grade=grade), statistic_of(rest) if found.statistic == "" else ""), rest
    if model := model_of(name):
        found, name = replace(found, model=model), _MODEL.pattern.sub("", name)
    name = name.strip(" ,:;-")
    return _with_name(found, name if name.count("(") == name.count(")") else name.strip("()"), finder)


def _beside_model(text: str) -> str:
    """The statistic of "Multivariate HR (95% CI)", or ""."""
    return statistic_of(_MODEL.pattern.sub("", text)) if _MODEL.search(text) else ""


def _ratio_behind(text: str, last: re.Match[str]) -> str:
    """The ratio that closes a head, or ""; RR and OR beside a model only, HR not behind "High risk"."""
    if last[2]:
        return statistic_of(last[2]) if _VERSUS.search(text, 0, last.start()) else ""
    said = statistic_of(last[1]) or last[1] * bool(model_of(text))
    initials = "".join(word[0] for word in text[: last.start()].upper().split()[-len(last[1]) :])
    return said if said in RATIOS and initials != last[1] else ""


_VERSUS = re.compile(r"\s(?:vs\.?|versus)\s", re.IGNORECASE)


def _second_ratio(text: str) -> str:
    """The ratio of "HR for interaction (95% CI)" and of "P value, HR (95% CI)", or ""."""
    if text[0] not in "pP" and "interaction" not in text.lower():
        return ""
    said = statistic_of(_BESIDE_RATIO.sub("", text).strip())
    return said if said in RATIOS else ""


_BESIDE_RATIO = re.compile(r"^p[\s-]?values?(?:\s\([\w\s-]+\))?\s?[,;/]?\s|\b(?:for\s)?interaction\s?", re.IGNORECASE)
_OF_TOTAL = re.compile(r"(?<=\w)[,\s]+n\s?/$")  # what is left of "X1, n/N (%)"
_RATIO_TAIL = re.compile(  # "Multivariate (RR)", "X1 vs. X2 HR (95% CI)"
    r"(?<=\w)\s[(\[]([^()\[\]]+)[)\]]$|(?<=\w)(?<=[^.,]),?\s((?:adjusted\s)?(?:HR|OR|[Hh]azard\s[Rr]atio|[Oo]dds\s[Rr]atio)\b[^;]*)$"
)
_WITH = re.compile(r"(?:^|\s)(?:with|of|at)\s*$", re.IGNORECASE)
_SIZE_OR_SHARE = re.compile(r"=\s?\d[\d,]*(?:\s?/\s?\d+)?\s?[)\]]?")
_SIZE = re.compile(r"=\s?\d[\d,]*\s?[)\]]?")
_TAIL = re.compile(
    rf"(?:,\s*|\s+)(?P<tail>[nN]o?\.?(?:\s?[(\[]\s?%\s?[)\]])?|[(\[]?%[)\]]?|(?<=,\s)me(?:di)?an\b.*|(?i:{_EVENTS_OF}))$"
)


def _after(text: str) -> str:
    """The statistic behind a group's name or size: "DE (n = 31) n (%)", "DE group, %"."""
    sized = _SIZE.split(text)
    if len(sized) > 1:
        return statistic_of(sized[-1].strip(" ,;:"))
    tail = _TAIL.search(text)
    return statistic_of(tail["tail"]) if tail else ""


def _with_behind(found: Heading, behind: str, finder: Finder) -> Heading:
    """What stands behind a group's size: a grade or an endpoint; what is not understood spoils the column."""
    if statistic_of(behind) or not re.search(r"[^\W\d_]{2}", behind):
        return found
    if grade := grade_of(behind):
        return replace(found, grade=grade)
    keys = {t.key for m in finder.find(behind) if (t := m.of(Category.ENDPOINT, Category.RESPONSE))}
    return replace(found, endpoint=keys.pop()) if len(keys) == 1 else replace(found, statistic="other")


def _counting(found: Heading, statistic: str) -> Heading:
    """Under "Events", "No. (%)" counts events."""
    return replace(found, statistic=statistic) if statistic and found.statistic != "events" else found


_NOUNS = re.compile(
    r"^(?:(?:analys[ie]s|model(?:l?ing)?|characteristics?|variables?|parameters?|factors?|adverse\sevents?"
    r"|events?|toxicit(?:y|ies)|treatment|cohort|group|patients?|by|of|in|for|the|and|regression|cox|"
    r"proportional|hazards?|median|rates?|time|survival|months?|mo|n|no(?=\.)|years?|(?:co-?)?primary|secondary|treatment\sarms?|end(?:\s?points?)?"
    r"|surrogate|outcomes?|results?|values?|findings?|data|frequenc(?:y|ies))\W*)*$",
    re.IGNORECASE,
)


def _with_name(found: Heading, name: str, finder: Finder) -> Heading:
    mentions = finder.find(name)
    if len(mentions) == 1 and len(mentions[0].text) == len(name) and (criteria := mentions[0].of(Category.CRITERIA)):
        return replace(found, criteria=criteria.key)
    endpoints = [(m, t) for m in mentions if (t := m.of(Category.ENDPOINT, Category.RESPONSE))]
    if len({t.key for _, t in endpoints}) == 1:
        term, left = endpoints[0][1], _without(name, [(m.start, m.end) for m, _ in endpoints])
        if not _left_over(left, finder.lexicon):
            return _with_measure(replace(found, endpoint=term.key), name, left, finder)
    if not name or says_nothing(name, finder):
        median = bool(_MEDIAN.search(name))
        return replace(found, statistic="median" if median else found.statistic, months=months_of(name) or found.months)
    if measure := _measured(name):
        return replace(found, statistic=measure)
    return replace(found, names=(*found.names, name))


_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)


def says_nothing(name: str, finder: Finder) -> bool:
    """Whether a head or a label names no group: "Median survival (months)", "Univariate anallysis" (misspelt)."""
    return not _left_over(_LIKE_ANALYSIS.sub(lambda word: _mended(word.group()), name), finder.lexicon)


_LIKE_ANALYSIS = re.compile(r"\b[aA]\w{4,10}")


@lru_cache(maxsize=_REMEMBERED)
def _mended(word: str) -> str:
    return "analysis" if get_close_matches(word.lower(), ["analysis"], cutoff=0.8) else word


_NEXT_PART = re.compile(r"[,;:]\s|\s\|\s")


def _measured(name: str) -> str:
    """The statistic at the end of a name that begins with something else: "Patients OR (95% CI)"."""
    parts = _NEXT_PART.split(name)
    return statistic_of(parts[-1]) if all(map(statistic_of, parts)) else ""


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + " " + text[end:]
    return " ".join(text.split()).strip(" ,:;()[]-")


@lru_cache(maxsize=_REMEMBERED)
def _left_over(text: str, lexicon: Lexicon) -> bool:
    """Whether words remain that say more than a time, a unit or a statistic."""
    text = _TIME.sub("", text)
    text = _without(text, [(m.start, m.end) for m in units_in(text, lexicon) if m.text.lower() != "second"])
    measures = _MEASURES_OR_LIMITS if _MAY_BE_LIMITS.search(text) else _MEASURES
    return not _NOUNS.match(measures.sub(" ", text).strip(" ,:;()[]-"))


_MEASURES = re.compile(
    r"\b(?:HRs?\b|m(?=\s|$)|at\b|range\b|IQR\b|SEM?\b)|[()\[\]%\u00b1]|hazard\sratio|\+/-|standard\serror",
    re.IGNORECASE,
)
_MEASURES_OR_LIMITS = re.compile(rf"{INTERVAL}|{_MEASURES.pattern}", re.IGNORECASE)
_MAY_BE_LIMITS = re.compile(r"C\.?I|confidence", re.IGNORECASE)


_RATIO_FORMS = (
    ("HR", re.compile(r"\bHRs?\b|hazard\sratio", re.IGNORECASE)),
    ("OR", re.compile(r"odds\sratio", re.IGNORECASE)),
    ("RR", re.compile(r"relative\srisk", re.IGNORECASE)),
)
_MEDIAN_TIME = re.compile(r"\bmedian\b|\bm(?:OS|PFS|DOR|TTP)\b", re.IGNORECASE)
_INTERVAL = re.compile(INTERVAL, re.IGNORECASE)


def _with_measure(found: Heading, name: str, left: str, finder: Finder) -> Heading:
    ratio = next((r for r, form in _RATIO_FORMS if form.search(left)), "")
    unit = next((m.terms[0].key for m in finder.units(name)), None)
    median = "median" if _MEDIAN_TIME.search(name) else ""
    interval = "ci" if _INTERVAL.fullmatch(left.strip()) else ""
    return replace(
        found,
        statistic=ratio or median or interval or found.statistic,
        months=months_of(name) or found.months,
        unit=unit or found.unit,
    )
