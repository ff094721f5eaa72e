"""Groups whose names no vocabulary knows: named in brackets behind what they are given, or only side by side in the results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg_builder.arms import Arm
from kg_builder.expressions import Expression
from kg_builder.lexicon import Category
from kg_builder.mentions import Finder
from kg_builder.passages import PassagePhrase
from kg_builder.phrases import PartPhrase

__all__ = ["listed_with_sizes", "named_behind", "named_together"]

_TREATED = Expression(r"\b(?:randomi[sz]ed|assigned|allocated|received?|receiving|treated|underwent|given|compared)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")
_GROUP = PartPhrase(
    r"""\s\((?:the\s)?(?P<name>(?!(?:group|arm)\b)[A-Za-z\d][\w+/.-]*(?:\s(?!group\b|arm\b)[\w+/.-]+){0,3})\s(?:group|arm)
        (?:[,;:]\s?(?:[nN]\s?[=:]\s?(?P<n>\d+)|(?P<people>\d+)\s(?:patients|participants|women|men|subjects)))?\)""",
    " group", " arm",
)  # fmt: skip
_SHORT = re.compile(
    r"\s\((?P<name>[a-z]{0,3}[A-Z][\w+/-]*(?:[A-Z\d][\w+/-]*(?:\s[A-Za-z\d][\w+/-]*)?|\s[A-Z\d][\w+/-]*))(?:[,;:]\s[^()]*?(?:\b[nN]\s?=\s?(?P<n>\d+)[^()]*)?)?\)"
)
_ALTERNATIVE = re.compile(  # no end of a sentence, or third group, in between
    r",?\s(?:or|versus|vs\.?|and\s(?=\d)|with\s(?=\d)|and\sto|compared\s(?:with|to))[^()]*\Z"
)
_OTHER = re.compile(rf"(?:{_ALTERNATIVE.pattern[:-2]}|,?\s(?:and|or)\s[^()]*)\Z")
_SEVERAL = re.compile(r"\bbetween\b|\b(?:two|three|following)\s(?:\w+\s)?(?:groups|arms)\b")
_COUNTED = re.compile(
    r"""(?<![\w.,%-])(?P<n>\d{1,3}(?:,\d{3})+|\d{2,4})\s(?:\([\d.]+\s?%\)\s)?(?:(?:patients|participants|women|men|subjects)\s)?(?:(?:who|were|was)\s)*
        (?:randomly\s)?(?:(?:assigned|allocated|randomi[sz]ed)\s)?(?:to|received|underwent|did\snot|given)\b""",
    re.VERBOSE,
)


_LISTED = re.compile(
    r"""(?<=[(;]\s)?(?P<name>[A-Za-z][\w+/-]*(?:\s[\w+/-]+){0,4})(?:,\s[nN]\s?=\s?|,?\s[nN]:\s?)(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?=[;,)])"""
)
_SIZES = PassagePhrase(
    r"\((?:[^()=:;]*[;,]\s)?(?P<sizes>[A-Za-z][^()=:;,]{0,60}?,?\s[nN]\s?[=:]\s?\d+(?:[;,]\s(?:and\s)?[A-Za-z][^()=:;,]{0,60}?,?\s[nN]\s?[=:]\s?\d+)+)\)",
    "n=", "n =", "n:",
)  # fmt: skip


def listed_with_sizes(texts: Iterable[str]) -> list[Arm]:
    """The groups of the first bracket that is nothing but names with sizes.

    >>> [(a.name, a.n) for a in listed_with_sizes(["There were 90 patients (X1 alone, n = 60; X1 plus X2, n = 30)."])]
    [('X1 alone', 60), ('X1 plus X2', 30)]
    """
    for text in _SIZES.those_of(texts):
        for match in _SIZES.finditer(text):
            sizes = match["sizes"] + ")"
            found = [
                Arm(name=m["name"], names=(m["name"],), n=int(m["n"].replace(",", ""))) for m in _LISTED.finditer(sizes)
            ]
            if (
                len(found)
                == len({a.name.lower() for a in found})
                == sizes.lower().replace(" ", "").count("n=") + sizes.count("n:")
            ):
                return found
    return []


def named_behind(texts: Sequence[str]) -> list[Arm]:
    """The groups of the first sentence of treatment that names two or more in brackets, as groups or by short names.

    >>> told = "We compared 40 patients who received X1 (X1 group) with 50 who did not (non-X1 group)."
    >>> [(a.name, a.n) for a in named_behind([told])]
    [('X1', 40), ('non-X1', 50)]
    >>> told = "They were assigned to 60 Gy in 30 fractions (CFR) or 40 Gy in 15 fractions (HFR)."
    >>> [a.name for a in named_behind([told, "It was 5% with HFR and 8% with CFR."])]
    ['CFR', 'HFR']
    """
    for text in texts:
        for sentence in _SENTENCE.split(text) if text.count("(") > 1 else ():
            several = sentence.count("(") > 1 and _TREATED.search(sentence)
            found = list(_in_sentence(sentence, texts)) if several else []
            if len(found) > 1 and len({a.name.lower() for a in found}) == len(found):
                sized = all(a.n for a in found)  # one number is that of all patients
                return found if sized else [replace(a, n=None) for a in found]
    return []


def _in_sentence(sentence: str, texts: Sequence[str]) -> Iterator[Arm]:
    """The groups that one sentence names in brackets."""
    brackets = list(_GROUP.finditer(sentence))
    if len(brackets) < 2:
        found = [m for m in _SHORT.finditer(sentence) if _is_group(m["name"], texts)]
        several = found and _SEVERAL.search(sentence, 0, found[0].start())
        joint = _OTHER if several else _ALTERNATIVE
        pairs = [two for two in pairwise(found) if joint.match(sentence, two[0].end(), two[1].start())]
        brackets = [m for m in found if any(m in two for two in pairs)]
    begun = 0
    for bracket in brackets:
        size = next((m for m in reversed(list(_COUNTED.finditer(sentence, begun, bracket.start())))), None)
        printed = bracket["n"] or bracket.groupdict().get("people") or (size["n"] if size else None)
        begun = bracket.end()
        yield Arm(name=bracket["name"], names=(bracket["name"],), n=int(printed.replace(",", "")) if printed else None)


def _is_group(name: str, texts: Iterable[str]) -> bool:
    """Whether texts speak of a group of this name: "with XY", "in the XY arm"; one of two words only before the noun."""
    word = re.escape(name)
    group = rf"\b{word}[\s-](?:group|arm)"
    led = rf"\b(?:with|in|for|than|versus|vs\.?|between|the)\s(?:the\s)?{word}(?![\w/+])"
    called = re.compile(group if " " in name else f"{group}|{led}")
    return any(called.search(text) for text in texts if name in text)


_TOGETHER = PassagePhrase(
    r"""\b(?:in|of|for|between|among|both)\s(?:both\s)?the\s(?P<one>(?-i:[A-Z][\w/+-]*[A-Z\d][\w/+-]*))\s(?:and|or|versus|vs\.?)\s(?:the\s)?
        (?P<other>(?-i:[A-Z][\w/+-]*[A-Z\d][\w/+-]*))\s(?:groups|arms)\b""",
    " groups", " arms",
)  # fmt: skip
_NO_TREATMENT = (Category.BIOMARKER, Category.RESPONSE, Category.ENDPOINT, Category.CHARACTERISTIC, Category.TOXICITY)


def named_together(texts: Iterable[str], finder: Finder) -> list[Arm]:
    """The two groups that texts always set side by side by their short names: "in the XA and XB groups".

    None where they set several pairs so, or where the names are those of markers, responses or traits.
    """
    pairs = {
        frozenset((m["one"], m["other"])): m for text in _TOGETHER.those_of(texts) for m in _TOGETHER.finditer(text)
    }
    if len(pairs) != 1:
        return []
    names = next(iter(pairs.values())).group("one", "other")
    if any(mention.of(category) for name in names for mention in finder.find(name) for category in _NO_TREATMENT):
        return []
    return [Arm(name=name, names=(name,)) for name in names if len(set(names)) == 2]
