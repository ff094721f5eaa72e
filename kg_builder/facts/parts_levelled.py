"""The parts of the patients that a sentence names by the levels of a scale: "stages I, II and III", "… months (PS 0)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg_builder.facts.holder import Holder
from kg_builder.facts.level_groups import ladders, of_shared_noun, tallies
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["levels_in_brackets", "levels_joined", "levels_listed"]

_OF_VALUE = re.compile(r"(?:%|months|years|weeks)\s\($")
_SCALE = r"(?:[A-Z][\w-]+\s)?(?:score|stage|class|PS|performance\sstatus)|Child-Pugh|BCLC"
_BY_SCALE = Phrase(
    rf"\b(?:by|according\sto)\s(?:the\s)?(?P<noun>{_SCALE}|(?:[A-Z][\w-]+\s)?grade)\b",
    "score", "stage", "class", " ps", "child-pugh", "bclc", "performance status", "grade",
    flags=re.VERBOSE,
)  # fmt: skip
_JOINED = re.compile(r"(?:\s(?:disease|tumou?rs|patients))?(?:,|,?\sand|\sor)\s")


_GRADE = r"(?:\d(?:/\d)?|I{1,3}V?[A-C]?|IV[A-C]?|[0A-D]\d?)(?![\w%.])"
_LEVEL = re.compile(rf"(?P<level>{_GRADE})(?:\s?\([^()]*\))?")
_OF_SCALE = re.compile(rf"(?:%|months|years|weeks)\s(?:\([^()]{{6,40}}\)\s)?\((?P<level>{_GRADE})\)")
_LEVELS = Phrase(
    rf"""\b(?:[Ff]or|[Ii]n|[Ww]ith|of|[Aa]mong)\s(?:the\s)?(?:patients\s(?:with|of)\s(?:an?\s)?)?
         (?P<noun>{_SCALE}|(?!AE\b|CTC|NCI|WHO\b)[A-Zm][\w-]*[A-Z]\sgrade)(?P<plural>(?:e?s)?)\s(?:of\s)?
         (?P<list>{_GRADE}(?:\s?\([^()]*\))?(?:(?:,|,?\sand|\sor|\svs\.?|\sversus)\s{_GRADE}(?:\s?\([^()]*\))?)+)""",
    "score", "stage", "class", " ps", "child-pugh", "bclc", "performance status", " grade",
    flags=re.VERBOSE,
)  # fmt: skip


def levels_listed(statement: Statement) -> Iterator[Holder]:
    """ "Stages I, II and III"; also "stage I, II and III", where each has its own value."""
    for start, end, name in (*ladders(statement), *of_shared_noun(statement), *tallies(statement)):
        yield Holder(start, end, name, subgroup=name)
    for match in _LEVELS.finditer(statement.text):
        if match["plural"] or "respectively" in statement.text:
            for level in _LEVEL.finditer(statement.text, match.start("list"), match.end("list")):
                name = f"{match['noun']} {level['level']}"
                start = match.start("noun") if level.start() == match.start("list") else level.start("level")
                yield Holder(start, level.end("level"), name, subgroup=name)


def levels_in_brackets(statement: Statement) -> Iterator[Holder]:
    """The levels in brackets behind values: "20.1 months (PS 0) and 12.3 months (PS 1)"."""
    text = statement.text
    named = statement.mentions if ")" in text and statement.names(Category.STAGING_LEVEL) else ()
    levels = [m for m in named if m.of(Category.STAGING_LEVEL) and text.startswith(")", m.end)]
    behind = [m for m in levels if _OF_VALUE.search(text, max(0, m.start - 10), m.start)]
    for mention in behind if len(behind) > 1 else ():
        yield Holder(mention.start, mention.end, mention.text, subgroup=mention.text)
    scale = _BY_SCALE.search(text)
    of_scale = [(scale["noun"], m) for m in _OF_SCALE.finditer(text, scale.end())] if scale else []
    for noun, match in of_scale if len(of_scale) > 1 else ():
        name = f"{noun} {match['level']}"
        yield Holder(match.start("level"), match.end("level"), name, subgroup=name)


def levels_joined(statement: Statement) -> Iterator[Holder]:
    """The levels that values are dealt over: "patients with N0, N1 and N2 disease …, respectively"; grades are of events, too."""
    compared = not statement.groups and (" vs" in statement.text or " versus " in statement.text)
    if not (compared or "respectively" in statement.text) or not statement.names(Category.STAGING_LEVEL):
        return
    levels = [m for m in statement.mentions if m.of(Category.STAGING_LEVEL) and not m.text.lower().startswith("grade")]
    joined = [one for one, other in pairwise(levels) if _JOINED.fullmatch(statement.text, one.end, other.start)]
    alike = len(levels) > 1 and len(joined) == len(levels) - 1
    if "respectively" not in statement.text:
        alike = alike and len(levels) == 2 and _PAIR_BEHIND.match(statement.text, levels[1].end) is not None
    for mention in levels if alike else ():
        yield Holder(mention.start, mention.end, mention.text, subgroup=mention.text)


_PAIR_BEHIND = re.compile(
    r"(?:\s(?:disease|tumou?rs?|patients))?\s[(\[](?:median\s)?\d[\d.]*\s?(?:%|months|years)?\s(?:\([^()]*\)\s)?(?:vs\.?|versus)\s\d"
)
