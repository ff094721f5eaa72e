"""Labels of regressions that print a level or its factor with the level of reference behind: "Stage III (vs. I-II)"."""

from __future__ import annotations

import re

__all__ = ["REFERENCE", "against_reference", "tells_variable", "without_level"]

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
    r"^(?P<factor>[^,:()]+?)\s*(?:[,:]\s*|[(\[]\s*)(?P<level>(?:yes|no|present|absent|positive|negative|high|low|male|female))\s?/\s?"
    r"(?P<other>no|yes|absent|present|negative|positive|low|high|female|male)\s*[)\]]?$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:[<>]=?|[\u2264\u2265])?\s?(?:[IVX]+[A-C]?|\d[\d.]*)(?:\s?[-/]\s?(?:[IVX]+[A-C]?|\d[\d.]*))?|[A-D]"
)


def against_reference(label: str) -> tuple[str, str] | None:
    """The factor, and what is compared with what; of a label that names no level only what it is compared with.

    >>> against_reference("Stage III (vs. I-II)"), against_reference("Sex, male (vs. female)")
    (('Stage', 'Stage III vs I-II'), ('Sex', 'male vs female'))
    >>> against_reference("Age (ref: <60 years)"), against_reference("Surgery, yes/no"), against_reference("Site: colon/rectum")
    (('Age', 'vs <60 years'), ('Surgery', 'yes vs no'), None)
    """
    if match := _EITHER.match(label):
        return match["factor"], f"{match['level']} vs {match['other']}"
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
