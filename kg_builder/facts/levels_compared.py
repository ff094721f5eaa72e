"""Ratios of one level of a trait against another: of which trait, and whose."""

from __future__ import annotations

import re

from kg_builder.facts.arms_compared import arm_alone
from kg_builder.facts.holders import holders
from kg_builder.facts.singular import singular
from kg_builder.lexicon import TRAITS, Category
from kg_builder.phrases import PartPhrase, Phrase
from kg_builder.study import Statement

__all__ = ["between_levels", "levels_against", "traits_against", "whose_levels"]


_BETWEEN_LEVELS = re.compile(
    r"""\b(?:between|among|across|according\sto)\s(?:the\s)?(?:(?:low|high|positive|negative)\s(?:and|or|versus|vs\.?)\s(?:low|high|positive|negative)\s)?
        (?P<trait>[\w/+-]+(?:\s[\w/+-]+){0,3}?\s(?:expression|status|levels?|genotype))
        (?:\s(?:levels?|(?:sub)?groups?|classes|categories|tertiles|quartiles))+\b""",
    re.IGNORECASE | re.VERBOSE,
)


def between_levels(before: str) -> str | None:
    """The trait whose levels words before a ratio set against each other.

    >>> between_levels("OS did not differ between the X1 expression subgroups ("), between_levels("between the X1 groups (")
    ('X1 expression', None)
    """
    match = _BETWEEN_LEVELS.search(before)
    return match["trait"] if match else None


_KNOWN = re.compile(
    r"\b(?:low|intermediate|high|higher|lower|positive|negative|elevated|normal|mutant|mutated|wild-type|(?:un)?methylated|amplified|intact|deficient|stage|grade)\b",
    re.IGNORECASE,
)
_LEVEL = r"(?:(?:stages?|grades?)\s)?[\w/+-]+(?:\s(?:or|and)\s[\w/+-]+)?"
_AGAINST = r"(?:than|versus|vs\.?|(?:as\s)?compared\s(?:with|to))"
_TRAIT = r"(?P<trait>[\w/.+-]+(?:\s[\w/.+-]+){0,3}?)"
_COMPARISON = Phrase(
    rf"""\bcompar(?:isons?\sof|ing)\s(?:(?:the|patients\swith|tumou?rs\swith)\s)?(?P<one>{_LEVEL})\s(?:{_AGAINST}|with|to|and|against)\s(?P<other>{_LEVEL})
        \s{_TRAIT}(?=,|\s(?:in|for|with|regarding|on|gave|yielded|showed|resulted|had)\b)""",
    "comparison", "comparing",
)  # fmt: skip
_THAN = PartPhrase(
    rf"""\b(?:with|in|for|among|having)\s(?:(?:the|an?)\s)?(?P<one>{_LEVEL})\s{_AGAINST}\s(?:(?:those|patients|in|with|for)\s){{0,3}}
        (?P<other>{_LEVEL})\s{_TRAIT}\s?[:,;(\[]\s?$""",
    "than ", "versus ", "vs", "compared ",
)  # fmt: skip
_SOME = re.compile(r"patients|tumou?rs|disease|cases|women|men|cancers|groups?", re.IGNORECASE)


def levels_against(before: str) -> tuple[str, str] | None:
    """The factor and the contrast of a ratio, where words before it set two levels of one trait against each other.

    >>> levels_against("A comparison of positive versus negative nodes in terms of OS gave an ")
    ('positive node', 'positive vs negative node')
    >>> levels_against("The risk of death was higher in patients with high than with low or normal CRP (")
    ('high CRP', 'high vs low or normal CRP')
    >>> levels_against("Comparing the first with the second cohort gave an ") is None
    True
    """
    match = _COMPARISON.search(before) or _THAN.search(before)
    if match is None or not _KNOWN.search(f"{match['one']} {match['other']}"):
        return None
    trait = "" if _SOME.fullmatch(match["trait"]) else f" {singular(match['trait'])}"
    return match["one"] + trait, f"{match['one']} vs {match['other']}{trait}"


_PART_BEFORE = re.compile(
    r"\b(?:in|for|among)\s(?:the\s)?(?P<part>[\w/+-]+(?:\s[\w/+-]+){0,4})\s(?:arm|group|cohort|subgroup|population)\s?[(\[]$"
)


def whose_levels(statement: Statement, before: str) -> str:
    """Whose levels a ratio compares: "… in the X arm (HR 0.7), in the Y arm (HR 1.1)", of the one arm named, or of all."""
    whole = statement.paper.roster.whole.title()
    if match := _PART_BEFORE.search(before):
        level = any(h.subgroup and match["part"] in h.name for h in holders(statement))
        return whole if level or _WHOLE_PART.match(match["part"]) else match["part"]
    arm = arm_alone(holders(statement))
    return arm.title() if arm else whole


_WHOLE_PART = re.compile(r"(?:whole|entire|overall|total|full|m?ITT|study)\b", re.IGNORECASE)


_OF = re.compile(r"\b(?:of|for|in|with|comparing|between|per\s[\w-]+\s(?:increase|increment)\sin)\s")
_PAIR = re.compile(
    r"""(?:the\s)?(?:(?:patients|those|tumou?rs)\swith\s)?(?P<one>[^,;()]+?)
        (?:\s(?:versus|vs?\.?|(?:as\s)?compared\s(?:with|to)|relative\sto)\s(?:(?:those|patients|tumou?rs)\s)?(?:with\s)?(?P<other>[^,;()]+?))?""",
    re.VERBOSE,
)
_WAS = re.compile(r"[:,]?(?:\s(?:was|were|is))?$")
_AHEAD = re.compile(r"^(?:For|Comparing)\s(?P<pair>[^,;()]{3,100}),\s(?:the\s)?(?:[\w-]+\s){0,3}$")
_BEHIND = re.compile(
    r"[)\]]?(?:,\s?P\s?[=<]\s?[\d.]+)?\s(?:for|in|comparing)\s(?P<pair>[^,;.()]{5,120}?)(?=[,;.(]|\s\(|$)",
    re.IGNORECASE,
)


def traits_against(statement: Statement, match: re.Match[str], end: int) -> tuple[str, str | None] | None:
    """The trait and the contrast of "HR for X versus Y was 1.8", "For X vs Y, the HR was 1.8" or "the HR was 1.8 for X vs Y".

    Args:
        statement: the sentence.
        match: one of its ratios.
        end: where it ends.

    Returns:
        the factor, and its contrast where one is named, as it must be in a study of arms; none where an arm or an endpoint
        stands among the words.
    """
    text = statement.text
    stop = match.end("measure") + len(_WAS.sub("", match["between"]))
    spans = [(of.end(), stop) for of in _OF.finditer(text, match.end("measure"), stop)]
    spans += [m.span("pair") for m in (_AHEAD.search(text[: match.start()]), _BEHIND.match(text, end)) if m]
    for start, stop in spans:
        pair = _PAIR.fullmatch(text, start, stop)
        traits = [m for m in statement.mentions if start <= m.start < stop and m.of(*TRAITS)]
        others = any(start <= m.start < stop and m.of(Category.ENDPOINT) for m in statement.mentions)
        if pair is None or not traits or others or any(start <= g.start < stop for g in statement.groups):
            continue
        bound = pair.end("one")
        if pair["other"] is None and (
            stop == end or statement.paper.roster.arms or start > end or start < match.start()
        ):
            continue
        name = pair["one"] if any(m.start < bound for m in traits) else f"{pair['one']} {traits[-1].text}"
        return name, f"{pair['one']} vs {pair['other']}" if pair["other"] else None
    return None
