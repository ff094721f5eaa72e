"""Groups of patients called by what they or their tumours are: "HER2-negative tumours", "wild-type KRAS patients".

Such a phrase may also just repeat whom the whole study treats. It names a subgroup only where it says so ("group"),
or is set against something: another group of the sentence, or a pair of values right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg_builder.document import BlockKind, Section
from kg_builder.expressions import Expression
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["status_groups"]

_WORD = r"[\w+/.<>=≥≤-]"
_NOUN = (
    r"(?:patients|tumou?rs|women|men|cases|cancers|carriers|individuals|ones|participants|subjects|children|adults|expressers"
    r"|expression\s(?:sub)?groups?|(?:sub)?groups?|cohorts?|populations?|subsets?)"
)
_NAME = rf"""(?P<name>(?:{_WORD}+\s){{1,5}}?(?P<noun>{_NOUN}))\b
        (?!\s(?:with|who\s(?!received)|whose|having|harbou?ring|aged|in\sthe|on)\b)"""
_TO_NOUN = re.compile(rf"{_WORD}*\s(?:{_WORD}+\s){{0,4}}?{_NOUN}\b", re.IGNORECASE)  # from within a name's words
_NOUNS_BEHIND = (
    " patients", " tumo", " women", " men", " cases", " cancers", " carriers", " individuals", " ones", " participants",
    " subjects", " children", " adults", " expressers", " group", " subgroup", " expression", " cohort", " population", " subset",
)  # fmt: skip
_CALLED = Phrase(
    rf"""(?:\b(?:in|among|between|for|of|with|than|versus|vs\.?|and|to)\s(?:the\s|those\swith\s|that\s(?:in|of)\s)?
            |%\)?\s
            |,\s(?=(?:[\w/-]+\s){{2,6}}?(?:(?:had|showed|have)|were\s(?:\w+ly\s)?associated)\s))
        {_NAME}""",
    *_NOUNS_BEHIND,
)
_FIRST = Expression(rf"(?:(?:among|in|of|for)\s)?(?:the\s)?{_NAME}", re.IGNORECASE | re.VERBOSE)
_STATUS = Phrase(
    r"""\b(?:\w+[-\s])?(?:\w*positive|\w*negative|mutant|mutated|mutations?|wild[-\s]?type|(?:un|hyper|non-?)?methylated|amplified|non-?amplified|rearranged
            |over-?express\w*|deficient|proficient|unknown|high|low|elevated|normal|increased|decreased|older|younger|elderly|(?:codon|exon)\s\d+)\b""",
    "positive", "negative", "muta", "wild", "methylated", "amplified", "rearranged", "express", "deficient", "proficient",
    "unknown", "high", "low", "elevated", "normal", "creased", "older", "younger", "elderly", "codon", "exon",
)  # fmt: skip
_ELIDED = Phrase(  # the noun stands behind the other group: "in X-positive than in X-negative patients"
    r"""\b(?:in|for|among|between|of)\s(?:the\s)?(?P<name>[\w/+-]+?[-\s](?:positive|negative|mutant|mutated|wild[-\s]?type|high|low|(?:un)?methylated|amplified)|(?:stage|BCLC|PS|Child-Pugh)\s[\dIVABCD]+)
        (?=\s(?:than|and|versus|vs\.?|or|compared\s(?:with|to))\s|,\s(?:and\s)?\d)""",
    "positive", "negative", "muta", "wild", "high", "low", "methylated", "amplified", "stage ", "bclc ", "ps ", "child-pugh ",
)  # fmt: skip
_GENE = re.compile(  # what calls a group, too: "low" may be a dose
    r"\b(?:mutant|mutated|wild[-\s]?type|(?:un|hyper)?methylated|(?:non-?)?amplified|rearranged)\s", re.IGNORECASE
)
_LACKING = Phrase(  # whoever has it is set apart: "sarcopenic and non-sarcopenic patients"
    r"\bnon-?(?P<word>[a-z]{5,})\s(?:patients|tumou?rs|(?:sub)?groups?|women|men|cases|participants|individuals|subjects)\b",
    "non",
)
_TWO = Expression(
    r"""\b(?:in|among|for|of|between)\s(?:the\s)?(?P<one>[\w-]+)\s(?:and|versus|vs\.?)\s(?:the\s)?(?P<two>[\w-]+)\s
        (?:patients|tumou?rs|women|men|cases|children|adults|subjects|participants|individuals|(?:sub)?groups?)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BROKEN = re.compile(
    r"""\b(?:was|were|had|has|have|is|are|patients|women|men|both|all|these|those|other|remaining|our|evaluable|than|versus|vs|and|or|of|in|for|the|no)\b|^\d""",
    re.IGNORECASE | re.VERBOSE,
)
_PAIRED = re.compile(r"\s?:\s?(?:\w+\s){0,3}\d|\s?\([^()]*\d[^()]*\b(?:vs\.?|versus|compared)\s[^()]*\d")
_NOUNS = frozenset(("patients", "tumors", "tumours", "women", "men", "cases"))
_GROUP = re.compile(r"(?:groups?|expressers)$", re.IGNORECASE)
_SET = re.compile(r"cohorts?|populations?|subsets?", re.IGNORECASE)  # may be all that a study treats
_EXPRESSED = re.compile(r"express", re.IGNORECASE)  # of what, the vocabulary need not know
_ELIDING = (Category.BIOMARKER, Category.STAGING_LEVEL)
_TRAITS = (Category.BIOMARKER, Category.STAGING_LEVEL, Category.CHARACTERISTIC)


def status_groups(
    statement: Statement, taken: list[tuple[int, int]], before: Iterable[str] = ()
) -> list[tuple[int, int]]:
    """Where a sentence calls groups by a status.

    Args:
        statement: the sentence.
        taken: where subgroups are named in another way; they count for the contrast.
        before: the subgroups of the sentences before, which one may go on with.

    Returns:
        the characters from and to of each such phrase, none inside those taken; none at all where nothing is contrasted.
    """
    called = {*_phrases(statement)}
    apart = [(s, e) for s, e in sorted(called) if not any(s < t_end and t < e for t, t_end in taken)] if called else []
    if not apart:
        return []
    names = {statement.text[s:e].lower() for s, e in (*apart, *taken)}
    if statement.study != "this":
        return [(s, e) for s, e in apart if len(names) > 1 or _staged(statement, s, e)]
    if len(names) > 1:
        return apart
    start, end = apart[0]
    words = _words(statement.text[start:end])
    told = _GROUP.search(statement.text[start:end]) or any(words <= _words(name) for name in before)
    told = told or _beside_all(statement, start)
    return [(s, e) for s, e in apart if told or _PAIRED.match(statement.text, e) or _of_another_title(statement, s, e)]


def _beside_all(statement: Statement, start: int) -> bool:
    """Whether a value stands right before a phrase, in a sentence that names all patients, too."""
    of_value = _OF_VALUE.search(statement.text, max(0, start - 60), start) if statement.groups else None
    return of_value is not None and any(g.arm.whole for g in statement.groups)


_OF_VALUE = re.compile(r"(?:%|months|years|weeks)\)?\s(?:\([^()]*\)\s)?(?:in|for|among|with)\s(?:the\s)?$")


def _of_another_title(statement: Statement, start: int, end: int) -> bool:
    """Whether what is told is told of those with a marker that neither the paper's title nor its methods ask of all patients."""
    markers = [m.text.lower() for m in statement.mentions if start <= m.start < end and m.of(Category.BIOMARKER)]
    set_apart = statement.text.startswith((" was ", " were "), end) and statement.groups
    did = start <= len("The ") and _DID.match(statement.text, end)
    if not markers or not (set_apart or did):
        return False
    paper = statement.paper
    asked = [paper.read(*b.parts).text for b in paper.document.of_kind(BlockKind.TITLE)]
    if did and not asked:
        return False
    if did:
        asked += [s.text for s in paper.statements if s.block.section is Section.METHODS]
    return not any(marker in " ".join(asked).lower() for marker in markers)


_DID = re.compile(r"\s(?:had|achieved|showed|experienced|reached|demonstrated|obtained)\s")


def _words(name: str) -> frozenset[str]:
    """The words of a group's name, without the noun at its end."""
    return frozenset(name.lower().split()) - _NOUNS


def _staged(statement: Statement, start: int, end: int) -> bool:
    """Whether the phrase names a stage, which in a cited study says whom it treated."""
    return any(start <= m.start < end and m.of(Category.STAGING_LEVEL) for m in statement.mentions)


def _has_trait_before_noun(statement: Statement) -> bool:
    """Whether a trait stands where it may call those whom a noun behind it names."""
    named = (m for m in statement.mentions if m.of(*_TRAITS)) if statement.names(*_TRAITS) else ()
    return any(_TO_NOUN.match(statement.text, m.end) for m in named)


def _phrases(statement: Statement) -> Iterator[tuple[int, int]]:
    text = statement.text
    for elided in _ELIDED.finditer(text) if statement.names(*_ELIDING) else ():
        start, end = elided.span("name")
        if any(start <= m.start < end and m.of(*_ELIDING) for m in statement.mentions):
            yield start, end
    lacking = {m["word"].lower() for m in _LACKING.finditer(text)}
    told = bool(lacking) or _STATUS.may_stand_in(text)
    if not told and not _has_trait_before_noun(statement):
        return
    for both in _TWO.finditer(text) if told else ():
        if all(_STATUS.search(both[n]) or both[n].lower().removeprefix("non-") in lacking for n in ("one", "two")):
            yield both.span("one")
            yield both.start("two"), both.end()
    match = _FIRST.match(text) or _CALLED.search(text)
    while match:
        start = match.start("name")
        words = text[start : match.start("noun")]
        if not _BROKEN.search(words) and _calls(statement, match, words, lacking):
            yield start, match.end()
            start = match.end()
        match = _CALLED.search(text, start)


def _calls(statement: Statement, match: re.Match[str], words: str, lacking: set[str]) -> bool:
    """Whether the words before a noun tell by a status, or a trait, of whom it is, and not by a treatment."""
    start, end, noun = match.start("name"), match.start("noun"), match["noun"]
    if any(start <= t.start < match.end() for t in statement.treatments):
        return False
    inside = [m for m in statement.mentions if start <= m.start < end]
    if any(m.end <= end and m.of(*_TRAITS) is not None for m in inside):
        return True
    grouped = (_GROUP.search(noun) and not _EXPRESSED.match(noun)) or _SET.fullmatch(noun)
    status = (_GENE.search(words) or (inside and _STATUS.search(words))) if grouped else _STATUS.search(words)
    return bool(status) or words.lower().strip().removeprefix("non").removeprefix("-") in lacking
