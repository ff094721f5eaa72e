"""Parts of the patients of which a sentence first tells how many they were: "Eight patients were X and had an OS of …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.facts.holder import Holder
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["parts_counted", "size_of_subject"]

_PEOPLE = r"(?:patients|women|men|participants|subjects|individuals|cases)"
_COUNT = rf"(?<![\w.,/-])(?<!hundred\s)(?<!hundred\sand\s)(?:\d{{1,4}}|{NUMBER_WORD})"
_OBTAINED = r"(?:had|have|achieved|showed|reached|experienced)"
_WERE = Phrase(
    rf"""{_COUNT}\s{_PEOPLE}\s(?:\([^()]*\)\s)?(?:were|are|had|harbou?red|carried)\s
        (?P<part>(?!an?\s(?:median|mean)\b|(?:median|mean)\b)(?:(?!\b(?:and|or|had|was|were|with|of|in)\b)[^,;:.()]){{2,40}}?)
        (?:\sand\s(?:also\s)?{_OBTAINED}|,\swith)\s(?:an?\s|the\s)?(?=median\s|mean\s|[A-Z]{{2,4}}\b|overall\s|progression)""",
    "and had", "and have", "and achieved", "and showed", "and reached", "and experienced", "and also", ", with",
)  # fmt: skip
_TRAITS = (Category.BIOMARKER, Category.STAGING_LEVEL, Category.CHARACTERISTIC)
_STATUS = re.compile(r"\b(?:\w*positive|\w*negative|mutant|mutated|wild-type|(?:un)?methylated|amplified|deficient)\b")


def parts_counted(statement: Statement) -> Iterator[Holder]:
    """The parts of which a sentence tells how many they were, and then what they had."""
    for match in _WERE.finditer(statement.text):
        if _is_trait(statement, match):
            yield Holder(*match.span("part"), match["part"], subgroup=match["part"])


def _is_trait(statement: Statement, match: re.Match[str]) -> bool:
    """Whether the words name what patients are or have, which is no response, event or treatment."""
    start, end = match.span("part")
    inside = [m for m in statement.mentions if start <= m.start < end]
    if any(m.of(Category.ENDPOINT, Category.RESPONSE, Category.TOXICITY) for m in inside):
        return False
    if any(start <= t.start < end for t in statement.treatments) or any(
        start <= g.start < end for g in statement.groups
    ):
        return False
    return any(m.of(*_TRAITS) for m in inside) or _STATUS.search(match["part"]) is not None


_SUBJECT = re.compile(
    rf"""(?<![\w.,/-])(?<!hundred\s)(?<!hundred\sand\s)(?P<n>\d{{1,4}}|{NUMBER_WORD})\s(?:of\s(?:the|these|those)\s)?(?:[a-z][\w-]*\s){{0,2}}?{_PEOPLE}\b
        (?P<between>(?:(?!\b(?:died|dead|alive|progressed|relapsed|discontinued|censored|enrolled|included|randomi[sz]ed|treated|evaluable|assessable|analy[sz]\w*|eligible|events?|follow\w*|completed)\b)[^;.])*?)
        \s(?:had|achieved|showed|reached|with|whose|and\stheir)\s(?:an?\s|the\s)?(?:(?:estimated|longer|shorter|median|mean)\s)*$""",
    re.VERBOSE | re.IGNORECASE,
)
_AMONG = re.compile(
    rf"""(?:^|[,;]\s(?:and|while|whereas|but)?\s?)(?:in|for|among)\s(?:the\s|these\s|those\s|only\s)*(?P<n>\d{{1,4}}|{NUMBER_WORD})\s(?:[a-z][\w-]*\s)?{_PEOPLE}\b,?\s
        (?:the\s)?(?:(?:estimated|median|mean)\s)*$""",
    re.VERBOSE | re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:evaluable|assessable|eligible|treated|enrolled|included|all)\s", re.IGNORECASE)


def size_of_subject(text: str, start: int) -> int | None:
    """How many patients have what begins at a place: "Eight patients had a median OS", "In 12 patients, the OS was"."""
    match = _SUBJECT.search(text, max(0, start - 150), start) or _AMONG.search(text, max(0, start - 80), start)
    if match is None or _KNOWN.search(match.group()):
        return None
    return int(number_of(match["n"]))
