"""Groups that a sentence counts by what they were given: "44 patients received X1 and 46 were treated with X1 and X2"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg_builder.arms import Arm
from kg_builder.enrolled import enrolled
from kg_builder.mentions import Finder
from kg_builder.namings import Naming, components_of, sentence_around, without_short
from kg_builder.passages import PassagePhrase
from kg_builder.regimens import treatments
from kg_builder.spelt import WITH_HUNDREDS, number_of

__all__ = ["counted_side_by_side", "given_apart", "sized_alike"]

_REACH = 240  # characters of a sentence in which a regimen with its doses stands
_SO_MANY = PassagePhrase(
    rf"""(?:(?=\d)(?<![\w.,%-])(?P<n>\d{{1,4}})|(?<!\S)(?=[otfsen])(?:(?<=^)|(?<=[.;]\s)|(?<=,\s)|(?<=\band\s))(?P<told>{WITH_HUNDREDS}))\s
        (?:\([\d.]+\s?%\)\s)?(?:(?:patients|cases|of\sthem|women|men)\s)?(?:\([\d.]+\s?%\)\s)?(?:who\s|that\s)?(?:(?:were|was|had)\s)?
        (?:received|receiving|underwent|undergoing|treated\s(?:with|by)|given|assigned\sto|allocated\sto|randomi[sz]ed\sto)\s(?:the\s|an?\s|initial\s|only\s)?""",
    "received ", "receiving ", "underwent ", "undergoing ", "treated with ", "treated by ", "given ",
    "assigned to ", "allocated to ", "randomised to ", "randomized to ",
)  # fmt: skip
_OF_ALL = re.compile(
    r"\b[Oo]f\s(?:the\s|these\s|all\s)?(?P<n>\d+)\s(?:\w+\s){0,2}?(?:patients|women|men|subjects|participants)\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:prior|previous\w*|second|subsequent\w*|after(?!\s(?:propensity|matching|PSM))|before|neoadjuvant|salvage)\b",
    re.IGNORECASE,
)


_IN_EACH = PassagePhrase(
    r"(?<![\w.,/%-])(?P<n>\d{1,4})\s(?:(?:patients|participants|subjects|women|men)\s)?(?:(?:in|to)\seach|in\s(?:both|either)|per)\s(?:treatment\s|study\s)?(?:group|arm)s?\b",
    "each group", "each arm", "each treatment", "each study", "both group", "both arm", "either group", "either arm",
    "per group", "per arm", "both treatment", "either treatment", "both study", "either study", "per treatment", "per study",
)  # fmt: skip


def sized_alike(arms: tuple[Arm, ...], texts: Sequence[str], total: int | None) -> tuple[Arm, ...]:
    """The arms; where none has a size, with the one that texts tell of each: "of 428 patients (214 in each group)".

    >>> arms = (Arm(name="X1"), Arm(name="X2"))
    >>> [a.n for a in sized_alike(arms, ["In all, 90 were randomised (45 in each group)."], 90)]
    [45, 45]
    >>> [a.n for a in sized_alike(arms, ["We needed 50 patients in each group."], 90)]
    [None, None]
    """
    if len(arms) < 2 or total is None or any(a.n for a in arms):
        return arms
    told = (int(m["n"]) for text in _IN_EACH.those_of(texts) for m in _IN_EACH.finditer(text))
    each = next((n for n in told if n * len(arms) == total), None)
    return tuple(replace(a, n=each) for a in arms) if each else arms


_OF_A_PART = re.compile(
    r"""\b(?:[Ii]n|[Aa]mong|[Ff]or|[Ww]ithin)\s(?!(?:the\s)?(?:whole|entire|total|overall|full|study)\b)(?:the\s)?(?:[\w/+-]+\s){1,4}?
        (?:(?:sub)?groups?|set|strat(?:um|a)|cohorts?|arms?)\b""",
    re.VERBOSE,
)


def counted_side_by_side(texts: Sequence[str], finder: Finder, *, known: bool = False) -> tuple[Naming, ...]:
    """The groups of "44 patients received X1 and 46 received X2", where a text speaks of "90 patients" in all.

    Args:
        texts: the prose.
        finder: to read the regimens.
        known: the paper has its groups already: "in total" before the counts, or their sum said twice, is enough.
    """
    for text in _SO_MANY.those_twice(texts):
        found = list(_SO_MANY.finditer(text))
        for one, other in pairwise(found):
            start, end = sentence_around(text, one.start(), other.end())
            together = [m for m in found if one.start() <= m.start() < end]
            sizes, before = [int(number_of(m["n"] or m["told"])) for m in together], text[start : one.start()]
            if _OTHER_TIME.search(text[start:end]) or _OF_A_PART.search(before):
                continue
            if not _is_total(sum(sizes), before, texts, known=known):
                continue
            groups = tuple(_naming(text[m.end() : end], n, finder) for m, n in zip(together, sizes, strict=True))
            told = tuple(g for g in groups if g is not None)
            if len(groups) == len({frozenset(g.components) for g in told}):
                return told
    return ()


_AND_GIVEN = re.compile(r"\s(?:and|plus|\+|with|combined\swith)\s(?:an?\s|the\s)?")
_GIVEN_MORE = re.compile(
    rf"\s(?:and|plus|\+|with)\s(?!(?:the\s)?(?:other\s|remaining\s)?(?:\d|{WITH_HUNDREDS}\b))", re.IGNORECASE
)


def _naming(text: str, n: int, finder: Finder) -> Naming | None:
    """The group of so many that is given what a text begins with: "X1 and X2", with nothing more that is not known."""
    said = text[:_REACH]
    named = treatments(said, finder.find(said), finder.lexicon)
    if not named or named[0].start:
        return None
    parts = [named[0]]
    for treatment in named[1:]:
        if not _AND_GIVEN.fullmatch(said, parts[-1].end, treatment.start):
            break
        parts.append(treatment)
    if _GIVEN_MORE.match(said, parts[-1].end):
        return None
    printed = without_short(" plus ".join(said[p.start : p.end] for p in parts))
    return Naming(printed, printed, components_of(parts), n)


_ALL_TOLD = re.compile(
    r"\b(?:population|cohort|sample|series)\s(?:comprised|consisted\sof|included|was\smade\sup\sof)\s$", re.IGNORECASE
)
_IN_TOTAL = re.compile(r"(?:In\s(?:total|all)|Overall|Altogether),?\s")
_PEOPLE = r"(?:(?!of\b)[\w/-]+\s){0,5}?(?:patients|subjects|participants|cases)\b"


def _is_total(added: int, before: str, texts: Sequence[str], *, known: bool) -> bool:
    """Whether so many patients are "of 90 patients", or all that were enrolled, or those whom the sentence parts."""
    if total := _OF_ALL.search(before):
        return int(total["n"]) == added
    led = _ALL_TOLD.search(before) is not None
    if known and (led or _IN_TOTAL.fullmatch(before)):
        return True
    told, said = enrolled(texts), re.compile(rf"(?<![\w.,/-]){added}\s{_PEOPLE}")
    if known and sum(said.search(text) is not None for text in texts if str(added) in text) > 1:
        return True
    return told == added if told else led or bool(said.search(before))


def given_apart(arms: Sequence[Arm], counted: Sequence[Naming]) -> list[Arm]:
    """The arms with the sizes of the groups that are counted by what only they are given; none where these are others.

    With the regimens, too, where all counted groups are given something besides that the arms' names leave out: "X1 and X2"
    and "X1 and a placebo" for the X2 and placebo arms.
    """
    given, told = _apart([a.regimen for a in arms]), _apart([n.components for n in counted])
    by_part = dict(zip(told, counted, strict=True))
    if len(arms) != len(by_part) or set(given) != set(by_part):
        return []
    sized = (replace(a, n=by_part[own].n) for a, own in zip(arms, given, strict=True))
    return [
        a if a.one_of or set(a.regimen) >= set(by_part[own].components) else replace(a, regimen=by_part[own].components)
        for a, own in zip(sized, given, strict=True)
    ]


def _apart(regimens: Sequence[tuple[str, ...]]) -> list[frozenset[str]]:
    """Of each of some regimens, what not all have."""
    shared = frozenset.intersection(*map(frozenset, regimens)) if regimens else frozenset()
    return [frozenset(regimen) - shared for regimen in regimens]
