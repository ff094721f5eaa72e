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
from kg_builder.facts.head_statistics import EVENTS_OF, RATIOS, statistic_of
from kg_builder.facts.labels import INTERVAL
from kg_builder.facts.numerals import ONES, number_of
from kg_builder.lexicon import Category, Lexicon
from kg_builder.mentions import Finder, units_in
from kg_builder.phrases import PartPhrase

__all__ = [
    "Heading",
    "model_of",
    "months_of",
    "read_heading",
    "read_headings",
    "says_nothing",
]

_REMEMBERED = 512  # texts of heads and labels: those of a few papers, which many rules ask for


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
    rf"(?:,\s*|\s+)(?P<tail>[nN]o?\.?(?:\s?[(\[]\s?%\s?[)\]])?|[(\[]?%[)\]]?|(?<=,\s)me(?:di)?an\b.*|(?i:{EVENTS_OF}))$"
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
