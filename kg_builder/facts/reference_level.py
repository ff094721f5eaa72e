"""Labels of regressions that print a level or its factor with the level of reference behind: "Stage III (vs. I-II)"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg_builder.facts.labels import bare

__all__ = ["REFERENCE", "VERSUS", "contrast_of", "plain", "tells_variable", "without_level"]

_REMEMBERED = 256  # labels: those of a few tables

REFERENCE = re.compile(
    r"^\s*1(?:\.0+)?\s*(?:[(\[]?\s*(?:ref(?:erence|erent)?|control)?\.?\s*[)\]]?)?$|^\s*[(\[]?ref(?:erence"
    r"|erent)?\.?[)\]]?\s*$|^[-\u2013\u2014\u2026]$",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"^(?P<level>[^()\[\]]+?)\s*[(\[]\s*(?:vs\.?|versus)\s+(?P<other>[^()\[\]]+?)\s*[)\]]$", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"^(?P<factor>[^()\[\]]+?)\s*[(\[]\s*ref(?:erence|erent)?(?:\s(?:group|category|level))?\s*[.:=,]*\s+(?P<other>[^()\[\]]+?)\s*[)\]]$",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"""^(?P<factor>[^,:()]+?)\s*(?:[,:]\s*|[(\[]\s*|\s)
        (?:(?P<level>yes|no|present|absent|positive|negative|high|low|male|female|with|without)\s?/\s?
           (?P<other>no|yes|absent|present|negative|positive|low|high|female|male|with|without)
          |(?P<below>[<>\u2264\u2265]=?\s?[\d.]+)(?:\s[a-z]+)?\s?/\s?(?P<above>[<>\u2264\u2265]=?\s?[\d.]+(?:\s[^\s()]+)?))\s*[)\]]?$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEVEL = re.compile(
    r"(?:[<>]=?|[\u2264\u2265])?\s?(?:[IVX]+[A-C]?|\d[\d.]*)(?:\s?[-/]\s?(?:[IVX]+[A-C]?|\d[\d.]*))?|[A-D]"
)


def against_reference(label: str) -> tuple[str, str] | None:
    """The factor, and what is compared with what; of a label that names no level only what it is compared with.

    >>> against_reference("AFP (>400/\u2264400 ng/ml)"), against_reference("Size (<3 cm/\u22653 cm)")
    (('AFP', '>400 vs \u2264400 ng/ml'), ('Size', '<3 vs \u22653 cm'))
    >>> against_reference("Stage III (vs. I-II)"), against_reference("Sex, male (vs. female)")
    (('Stage', 'Stage III vs I-II'), ('Sex', 'male vs female'))
    >>> against_reference("Age (ref: <60 years)"), against_reference("Surgery, yes/no"), against_reference("Site: colon/rectum")
    (('Age', 'vs <60 years'), ('Surgery', 'yes vs no'), None)
    """
    if match := _EITHER.match(label):
        return match["factor"], f"{match['level'] or match['below']} vs {match['other'] or match['above']}"
    if match := _REFERENCE.match(label):
        return match["factor"], f"vs {match['other']}"
    if match := _AGAINST.match(label):
        factor, _, level = match["level"].rpartition(", ")
        return factor or without_level(level) or level, f"{level} vs {match['other']}"
    return None


def without_level(words: str) -> str:
    """What stands before a level in figures: the stage of "Stage III", the score of "Score >=2"; else "".

    >>> without_level("Stage III"), without_level("Score >= 2"), without_level("Age >60"), without_level("male")
    ('Stage', 'Score', 'Age', '')
    """
    match = re.fullmatch(rf"(?P<name>.*[^\W\d_].*?)\s(?:{_LEVEL.pattern})", words)
    return match["name"] if match else ""


VERSUS = r"(?:vs\.?|versus|v\.|compared\s(?:with|to)|against)"
_CONTRAST = (
    re.compile(
        rf"^(?P<factor>.*?)\s*[(\[]\s*(?P<one>[^()\[\]]+?)\s+{VERSUS}\s+(?P<other>[^()\[\]]+?)\s*[)\]]\s*$",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^(?P<factor>[^:;]+?)(?:\s*[:;]|\s[-\u2013\u2014]\s)\s*(?P<one>.+?)\s+{VERSUS}\s+(?P<other>.+)$",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?P<factor>.*?)\s*[(\[]\s*(?P<one>yes|present|positive|with|high)\s*(?:or|/)\s*(?P<other>no|absent|"
        r"negative|without|low)\s*[)\]]\s*$",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?P<factor>.+?),\s*(?P<one>[^,]+?)\s+{VERSUS}\s+(?P<other>[^,]+)$", re.IGNORECASE),
    re.compile(rf"^(?P<factor>)(?P<one>.+?)\s+{VERSUS}\s+(?P<other>.+)$", re.IGNORECASE),
)


@lru_cache(maxsize=_REMEMBERED)
def contrast_of(label: str) -> tuple[str | None, str | None]:
    """Factor and contrast of a row's label.

    >>> contrast_of("Age (> 60 vs. \u2264 60)"), contrast_of("Status: 0 versus 1 or 2"), contrast_of("Surgery (yes or no)")
    (('Age', '>60 vs <=60'), ('Status', '0 vs 1 or 2'), ('Surgery', 'yes vs no'))
    >>> contrast_of("Age > 50 years"), contrast_of("male vs. female")
    ((None, None), (None, 'male vs female'))
    >>> contrast_of("Ascites with/without"), contrast_of("Age \u226460/>60 years"), contrast_of("Stage III/IV")
    (('Ascites', 'with vs without'), ('Age', '<=60 vs >60 years'), (None, None))
    >>> contrast_of("Stage III (vs I-II)"), contrast_of("Age (ref: < 60)")
    (('Stage', 'Stage III vs I-II'), ('Age', 'vs <60'))
    """
    for form in _CONTRAST:
        if match := form.match(bare(label)):
            return bare(match["factor"].strip(" ,:")) or None, f"{plain(match['one'])} vs {plain(match['other'])}"
    factor, contrast = against_reference(bare(label)) or (None, None)
    return factor, plain(contrast) if contrast else None


_SPACED = re.compile(r"([<>]=?)\s+(?=\d)")


def plain(level: str) -> str:
    """A level with its comparison in ASCII and nothing between it and its number."""
    level = level.replace("\u2264", "<=").replace("\u2265", ">=").strip(" ,")
    return _SPACED.sub(r"\1", level)


_COUNTED = re.compile(r"(?:no\.?|numbers?|#)\s?of\s\w|.*\brisk\s(?:group|categor|class|score)", re.IGNORECASE)
_BARE = re.compile(
    rf"{_LEVEL.pattern}|\d\s(?:or|and)\s(?:more|above|\d)|\d\+|(?:very\s)?(?:low|intermediate|moderate|medium|high|poor|good|favou?rable|unfavou?rable)",
    re.IGNORECASE,
)


def tells_variable(stub: str, label: str) -> bool:
    """Whether the head over labels names the variable of which a label is but a level: "No. of risk factors", "0".

    >>> tells_variable("No. of risk factors", "2 or more"), tells_variable("Risk group", "Low"), tells_variable("Factor", "1")
    (True, True, False)
    """
    return _COUNTED.match(stub) is not None and _BARE.fullmatch(label) is not None
