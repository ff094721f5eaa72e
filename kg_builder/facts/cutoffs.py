"""The cut-off, level or grade in the words of a factor: "NLR > 3.46", "elevated AFP", "ECOG PS of 1"."""

from __future__ import annotations

import re

from kg_builder.lexicon import Term
from kg_builder.phrases import PartPhrase
from kg_builder.units import Units

__all__ = ["without_cutoff"]

_LIMIT = PartPhrase(
    r"""\s?(?:\(\s?)?(?:levels?\s|values?\s)?(?:of\s|was\s|is\s)?
        (?P<sign><=|>=|[<>≤≥]|(?i:below|under|less\sthan|lower\sthan|fewer\sthan|above|over|more\sthan|greater\sthan|higher\sthan
            |exceeding|at\sleast|at\smost|aged\sover|(?:older|younger|larger|smaller)\sthan)\s)\s?
        (?P<number>\d[\d,]*(?:\.\d+)?(?:\s?[×x]\s?10\s?\^?\d+)?)(?!/\d)""",
    "<", ">", "≤", "≥", "below", "under", "less than", "lower than", "fewer than", "above", "over", "more than",
    "greater than", "higher than", "exceeding", "at least", "at most", "older than", "younger than", "larger than",
    "smaller than",
    flags=re.VERBOSE,
)  # fmt: skip
_LIMIT_END = re.compile(
    r"(?P<rank>(?:st|nd|rd|th)\spercentile)?(?:\sof\snormal)?(?:\sor\s(?:higher|more|above|lower|less))?(?:\s?\))?"
)
_DIGIT = re.compile(r"\d")
_SIGNS = {
    "below": "<", "under": "<", "less than": "<", "lower than": "<", "fewer than": "<", "above": ">", "over": ">",
    "more than": ">", "greater than": ">", "higher than": ">", "exceeding": ">", "at least": ">=", "at most": "<=",
    "aged over": ">", "older than": ">", "younger than": "<", "larger than": ">", "smaller than": "<", "≤": "<=", "≥": ">=",
}  # fmt: skip
_GRADE = re.compile(
    r"^(?P<name>[\w\s-]*\b(?:(?i:score|grade|class|stage)|PS))s?\s(?:of\s)?(?P<grade>\d(?:[/-]\d)*|[A-D][0-3]?(?:[/-][A-D])?|I{1,3}V?[ab]?)$"
)
_GRADES = tuple("ABCDIVab")  # with one of which, or a digit, a grade ends
_LEVEL = re.compile(
    r"^(?P<level>high(?:er)?|low(?:er)?|elevated|increased|decreased|reduced|larger?|smaller|multiple|positive|negative|poor(?:ly)?|raised|older|younger)(?:\s|-(?=(?-i:[A-Z]{2})))(?:levels?\sof\s|expression\sof\s)?(?=\S)",
    re.IGNORECASE,
)


_AGAINST = re.compile(r"\s(?:vs?\.?|versus)\s[<>≤≥]=?\s?\d[^()]*(?=\))")


_AGED = re.compile(
    r"(?:aged\s)?(?P<years>\d{1,3})\syears\s(?:of\sage\s)?(?:or|and)\s(?:(?P<less>less|younger|under|below)|older|more|over|above)"
)


def without_cutoff(words: str, units: Units) -> tuple[str, str | None]:
    """The words of a factor without its cut-off, and the cut-off: a limit with its unit, a level in words, or a grade.

    >>> units = Units(re.compile(r"(?!)(?P<unit>)"), {})
    >>> without_cutoff("NLR > 3.46", units), without_cutoff("elevated AFP", units), without_cutoff("ECOG PS of 1", units)
    (('NLR', '>3.46'), ('AFP', 'elevated'), ('ECOG PS', '1'))
    >>> without_cutoff("50 years or less", units)
    ('age', '<=50 years')
    """
    numbered = _DIGIT.search(words) is not None
    words = _AGAINST.sub("", words) if numbered else words
    if numbered and (limit := _LIMIT.search(words)):
        sign = limit["sign"].strip().lower()
        unit, end = units.match(words, limit.end())
        if unit is not None and unit.features.get("unitDimension") == "count":
            unit, end = None, limit.end()
        after = _LIMIT_END.match(words, end)
        key = unit.key if unit else ""
        printed = (
            "%"
            if key == "percent"
            else f" {words[limit.end() : end].strip()}"
            if unit
            else after["rank"] or ""
            if after
            else ""
        )
        cutoff = f"{_SIGNS.get(sign, sign)}{limit['number']}{printed}"
        rest = words[: limit.start()] + " " + words[after.end() if after else end :]
        rest += ")" * (rest.count("(") > rest.count(")") and limit.group().count("(") == 0)
        name = _LEVEL.sub("", " ".join(rest.split()).strip(" ,")) or rest.strip(" ,")
        name = re.sub(r"\s\)", ")", name)
        return ("age" if sign[:5] in ("older", "young") else _named(name, limit.start() == 0, unit)), cutoff
    if numbered and (aged := _AGED.fullmatch(words)):
        return "age", f"{'<=' if aged['less'] else '>='}{aged['years']} years"
    if level := _LEVEL.match(words):
        return words[level.end() :], level["level"].lower()
    if (words[-1:].isdigit() or words.endswith(_GRADES)) and (grade := _GRADE.match(words)):
        return grade["name"], grade["grade"]
    return words, None


def _named(name: str, counted: bool, unit: Term | None) -> str:
    """What is compared with the limit: "> 3 lesions" counts lesions, "lesions > 5 cm" measures their size."""
    if not name and unit is not None and unit.features.get("unitDimension") == "time":
        return "age"
    if counted and unit is None and name.endswith("s") and name.islower():
        return f"number of {name}"
    long = unit is not None and unit.features.get("unitDimension") == "length"
    if long and not re.search(r"size|diameter|length|margin|depth|thickness|distance|width", name):
        return f"{re.sub(r'(?<=[a-z]{3})s$', '', name)} size"
    return name
