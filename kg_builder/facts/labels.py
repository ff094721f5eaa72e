"""Labels of rows, without what they say of the statistic."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["INTERVAL", "LEVEL", "bare", "is_later", "is_level", "unsized"]

_REMEMBERED = 512  # labels: those of a few papers, which many rules ask for

LEVEL = r"(?:\d\d(?:\.\d+)?\s?%?,?\s*)?(?:CI(?-i:s)?|C\.I\.|confidence\s+intervals?)"  # "90% CI", not "CIS"
INTERVAL = rf"(?:,|\s|-)*[(\[]?\s*{LEVEL}\s*(?:for\s\w+)?\s*[)\]]?"

_ASIDE = re.compile(
    rf"""(?=[,;:\s(\[n\#%9^*\u2020\u2021\u00a7\u00b6\u2016])(?:  # as each begins
        [,:]?\s*[(\[]\s*(?:n|no\.?|number|%|n\s?,?\s?%|n\s?[(\[]\s?%\s?[)\]]|{INTERVAL}|ranges?|IQR|interquartile\srange|SD|mean\s?\u00b1\s?SD|median.{{0,20}}|yes|\#)\s*[)\]]
      | ,?\s*\b(?:n|no\.|number|no\.?\sof\spatients|\#\sof\spatients)\s?[(\[]?%[)\]]?\s*$ | ,\s*(?:n|no\.?|%|n\s?\(%\))\s*$
      | ,?\s(?:n|no\.)\s?/\s?(?:n|total(?:\sno\.)?)(?:,?\s?[(\[]?%[)\]]?)?\s*$
      | [;,:]?\s*\#\sof\spatients\s*$ | [(\[]\s*%\s*[)\]] | \s%\s*$ | [*\u2020\u2021\u00a7\u00b6\u2016]+ | \bn\s?\[%\]
      | (?<=\w)(?:\#|\s?\^)\s*$ | ,?\s*\[95\s?%\sCI\] | \b95\s?%\sCI\b )""",
    re.VERBOSE | re.IGNORECASE,
)
_MAY_BE_ASIDE = re.compile(r"[(\[%#^*\u2020\u2021\u00a7\u00b6\u2016,]")  # one of these stands in each
_COUNTED = r"(?:no\.?|n|number|\#)"
_DASHED = re.compile(  # "Age - yr", "Male sex - no. (%)", "Response - no./total no. (%)"
    rf"""\s[-\u2013\u2014]\s*(?:{_COUNTED}(?:\s?/\s?total\s{_COUNTED})?(?:\sof\s\w+)?|%|years?|yrs?|months?|mos?|weeks?|wks?|days?|hours?|hrs?
        |min|k?g|[cm]m|(?:\d+[\^x\u00d7]?\d*|[a-z\u00b5\u03bc]{{1,3}})/(?:m[2\u00b2]|[d\u00b5\u03bcmu]?l|mm3))
        (?:,?\s*[(\[][^()\[\]]*[)\]])?[\s*\u2020\u2021\u00a7\u00b6\u2016]*$""",
    re.VERBOSE | re.IGNORECASE,
)
_DASHES = frozenset("-\u2013\u2014")
_MARK_LETTERS = "abcdefgh"
_FOOTNOTE = re.compile(r"(?:(?<=\w\w|\w\)|\W\))|(?<=,\s[nN]))\s[a-h](?:,\s?[a-h])*$")


@lru_cache(maxsize=_REMEMBERED)
def bare(label: str) -> str:
    """A label without what it says of the statistic.

    >>> [bare(x) for x in ("Gender (%)", "Male, n (%)", "Response [95% CI], n (%)", "Age (years)", "Set d", "Sites#", "N (%)")]
    ['Gender', 'Male', 'Response', 'Age (years)', 'Set', 'Sites', 'N']
    >>> [bare(x) for x in ("Visceral disease, n (%) b", "Prior surgery, n a")]
    ['Visceral disease', 'Prior surgery']
    >>> [bare(x) for x in ("Age - yr", "Male sex - no. (%)", "Median (range) - mo", "Stage III - IV", "Sex - male")]
    ['Age', 'Male sex', 'Median', 'Stage III - IV', 'Sex - male']
    >>> [bare(x) for x in ("ECOG PS 0, n/N (%)", "Deaths, n/N", "Response, no./total no. (%)")]
    ['ECOG PS 0', 'Deaths', 'Response']
    """
    text, before = _DASHED.sub("", label) if not _DASHES.isdisjoint(label) else label, None
    while text != before:
        plain = _ASIDE.sub("", text) if _MAY_BE_ASIDE.search(text) else text
        before, text = text, plain.strip(" ,:;")
        text = _FOOTNOTE.sub("", text) if text[-1:] in _MARK_LETTERS and not text[-2:-1].isalnum() else text
    return text or re.sub(r"\s?[(\[]\s?%\s?[)\]]", "", label).strip()


_SIZED = re.compile(r"\s*[(\[]\s?[nN]\s?=\s?\d[\d,]*\s?[)\]]$")


def unsized(label: str) -> str:
    """A row's heading without how many patients it is about, and without the mark of a note before that.

    >>> unsized("Subtype d (n = 305)"), unsized("Stage [n=12]"), unsized("Vitamin D (ng/ml)"), unsized("Grade (n = 3 of 4)")
    ('Subtype', 'Stage', 'Vitamin D (ng/ml)', 'Grade (n = 3 of 4)')
    """
    return bare(_SIZED.sub("", label)) if label[-1:] in (")", "]") else label


_LATER = re.compile(
    r"(?:after|post)(?:[-\s]?(?:treatments?|therapy|chemotherapy|operat\w+|surgery|intervention))?|(?:at\s)?(?:week|month|day)s?\s[1-9]\d*|"
    r"\d+\s(?:weeks?|months?)(?:\safter\s\w+)?|(?:end\sof\streatment|follow-up)",
    re.IGNORECASE,
)
_LEVEL_ONLY = re.compile(
    r"(?:missing|unknown|others?|yes|no|none|absent|present)(?:\s(?:data|values?))?", re.IGNORECASE
)


def is_later(head: str) -> bool:
    """Whether a head names a time after the start.

    >>> [is_later(x) for x in ("After treatment", "Week 12", "After matching", "Before treatment")]
    [True, True, False, False]
    """
    return _LATER.fullmatch(head) is not None


def is_level(label: str) -> bool:
    """Whether a label names a level of something that it does not name.

    >>> is_level("Missing"), is_level("Unknown primary")
    (True, False)
    """
    return _LEVEL_ONLY.fullmatch(label) is not None
