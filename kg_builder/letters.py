"""Groups of patients that a paper calls by letters or numbers: "group A (XELIRI)", "arms A and B"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg_builder.expressions import Expression
from kg_builder.passages import LeadPhrase
from kg_builder.phrases import Phrase

__all__ = ["LISTED", "definitions", "listed", "sizes", "speaking", "used", "within", "without"]

_LETTER = r"(?:[A-F]|[1-4]|I{1,3})"
_SOME = LeadPhrase(
    r"(?:group|arm|cohort)s?\s(?:[a-f1-4]|i{1,3})\b",
    *(
        f"{noun} {letter}"
        for noun in ("group", "groups", "arm", "arms", "cohort", "cohorts")
        for letter in "abcdef1234i"
    ),
)
_BEHIND = re.compile(  # in texts in lower case
    r"[(;]\s?(?:group|arm)\s(?:[a-f1-4]|i{1,3})(?:[,;]\s?n\s?=\s?\d+)?\)"
)
_NAME = r"(?!n\s?=)(?:(?!\s(?:or|and|versus|vs\.?)\s(?:arm|group)\b)[^():;,]){2,60}"
_NAME_BEHIND = rf"(?P<letter>(?:g(?<=\bg)roup|a(?<=\ba)rm|c(?<=\bc)ohort)\s{_LETTER})\b\s?[(:]\s?(?P<name>{_NAME})"
_DOSED = r"(?:[^();]+;\s?)?"  # what the bracket tells of the treatment first
_NAME_BEFORE = (
    rf"(?P<before>[A-Z][\w+/ -]{{2,40}}?)\s\({_DOSED}(?P<behind>(?:group|arm)\s{_LETTER})(?:[,;]\s?n\s?=\s?\d+)?\)"
)
_DEFINED = Expression(_NAME_BEHIND, re.IGNORECASE)
_DEFINED_EITHER_WAY = re.compile(rf"{_NAME_BEHIND}|{_NAME_BEFORE}", re.IGNORECASE)
_WITHIN = re.compile(rf"\b(?P<noun>group|arm|cohort)\s(?P<letter>{_LETTER})\b(?!\s?[+/&])", re.IGNORECASE)
LISTED = Phrase(
    rf"\b(?P<noun>[Gg]roup|[Aa]rm|[Cc]ohort)s\s(?P<list>{_LETTER}\b(?:(?:,|,?\sand|\sor|\svs\.?|\sversus)\s{_LETTER}\b)+)",
    *(f"{noun} {letter}" for noun in ("groups", "arms", "cohorts") for letter in "abcdef1234i"),
    flags=re.VERBOSE,
)  # fmt: skip
_NO_NAME = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\s|[<>\u2265\u2264]|(?-i:a?[HRO]Rs?\b)|hazard|odds|median|mean\b|range|p\s?[=<]|.*%|(?!.*\b(?:every|each|for|over|per)\s(?:[\w-]+\s)?(?:months?|years?|weeks?|days?)$).*\b(?:months?|years?|weeks?|days?)$",
    re.IGNORECASE,
)  # "(two patients \u2026)", "arm A (HR 0.5)", "arm B (30% vs 20%)"
_DANGLING = re.compile(
    r"(?:^|\s)(?:with|without|and|or|to|of|in)\s?$", re.IGNORECASE
)  # "with (arm A) or without (arm B) X"
_ITEM = re.compile(rf"\b{_LETTER}\b")


_GIVEN = Expression(
    rf"""\b(?P<letter>(?:group|arm|cohort)\s{_LETTER})(?:\s\(n\s?=\s?\d+\))?(?:,?\s(?:patients|they))?\s(?:received|(?:was|were)\s(?:given|treated\swith|(?:randomi[sz]ed|assigned|allocated)\sto)|consisted\sof|underwent)\s
        (?P<name>(?:(?!\sand\s(?:group|arm|cohort)\b)[^.;:(),]){{2,60}})""",
    re.IGNORECASE | re.VERBOSE,
)
_LEADING = re.compile(
    r"^(?:.*\b(?:receiv(?:es?|ed|ing)|given|gave|treated\swith|(?:assigned|randomi[sz]ed|allocated)(?:\s[\d:]+)?\sto)\s)?(?:(?:to|receives?|received|receiving|either|or|and|with|the)\s)*",
    re.IGNORECASE,
)  # fmt: skip


def speaking(texts: Iterable[str]) -> list[str]:
    """The texts that call a group by a letter or number.

    >>> speaking(["In arm A", "groups 1 and 2", "in arm and leg", "the groups in it"])
    ['In arm A', 'groups 1 and 2']
    """
    return [text for text in _SOME.those_of(texts) if _SOME.search(text)]


def definitions(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The letters that texts give to groups, each with the group's name.

    >>> list(definitions(["We gave group A (XELIRI) more than those in arm 2: FOLFIRI."]))
    [('Group A', 'XELIRI'), ('Arm 2', 'FOLFIRI.')]
    >>> list(definitions(["Arm A received X1 daily and arm B was given X2."]))
    [('Arm A', 'X1 daily'), ('Arm B', 'X2')]
    >>> list(definitions(["We gave X-1 (40 mg, days 1-14; arm A) or XY (75 mg; arm B)."]))
    [('Arm A', 'X-1'), ('Arm B', 'XY')]
    """
    told: list[tuple[str, str]] = []
    for text in texts:
        sought = _DEFINED_EITHER_WAY if _BEHIND.search(text.lower()) else _DEFINED
        for match in sought.finditer(text):
            first, second = filter(None, match.groups())
            called, name = (first, second) if match.lastgroup == "name" else (second, first)
            noun, letter = called.split()
            if _NO_NAME.match(name) or _DANGLING.search(name) or " versus " in name or " vs" in name:
                continue
            yield f"{noun.capitalize()} {letter.upper()}", _LEADING.sub("", name.strip())
        told += [(m["letter"], m["name"].strip()) for m in _GIVEN.finditer(text)]
    yield from ((f"{called.split()[0].capitalize()} {called.split()[1].upper()}", name) for called, name in told)


_SIZED = re.compile(
    rf"""\b(?P<letter>(?:group|arm|cohort)\s{_LETTER})(?:(?:\s\([^()]*)?[,;]\s?|\s?\()n\s?[=:]\s?(?P<n>\d+)\)
       | (?<![\w.,/=-])(?P<count>\d{{1,4}})\s(?:\([\d.]+\s?%\)\s)?(?:patients\s)?
         (?:(?:were\s)?(?:randomly\s)?(?:assigned|allocated|randomi[sz]ed)\s)?to\s
         (?P<to>(?:group|arm|cohort)\s{_LETTER})\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_SIZED = rf"{_LETTER}\s?\(n\s?[=:]\s?\d+\)"
_LIST_SIZED = re.compile(  # "arms A (n = 71) and B (n = 69)"
    rf"\b(?P<noun>group|arm|cohort)s\s(?P<sized>{_ONE_SIZED}(?:(?:,?\s(?:and|or|versus|vs\.?)|,)\s{_ONE_SIZED})+)",
    re.IGNORECASE,
)


def sizes(texts: Iterable[str]) -> dict[str, int]:
    """How many patients are in the groups of letters, as texts say most often, behind what those are given or before.

    >>> sizes(["Arm A (X1 plus X2, n = 71) or arm B (X1; n=69)", "arm B (X1, n = 60)", "60 patients to arm C and 58 to arm D"])
    {'Arm A': 71, 'Arm C': 60, 'Arm D': 58}
    >>> sizes(["They were randomised to groups A (n = 7) and B (n = 6).", "group C (n: 5)"])
    {'Group C': 5, 'Group A': 7, 'Group B': 6}
    """
    told: dict[str, Counter[int]] = {}
    sized = [text for text in texts if "=" in text or " to " in text or "n:" in text]
    for match in (m for text in sized for m in _SIZED.finditer(text)):
        told.setdefault(within(match["letter"] or match["to"]) or "", Counter())[int(match["n"] or match["count"])] += 1
    for listed in (m for text in sized for m in _LIST_SIZED.finditer(text)):
        for letter, n in re.findall(r"(\w+)\s?\(\w\s?[=:]\s?(\d+)", listed["sized"]):
            told.setdefault(within(f"{listed['noun']} {letter}") or "", Counter())[int(n)] += 1
    often = {letter: numbers.most_common(2) for letter, numbers in told.items()}
    return {letter: most[0][0] for letter, most in often.items() if len({times for _, times in most}) == len(most)}


def within(name: str) -> str | None:
    """The letter that a group's name contains.

    >>> within("CRT ARM A (RT + FLUO)"), within("Placebo arm")
    ('Arm A', None)
    """
    match = _WITHIN.search(name)
    return f"{match['noun'].capitalize()} {match['letter'].upper()}" if match else None


def without(name: str) -> str:
    """A group's name but for its letter.

    >>> without("X1 plus X2, Arm A"), without("Arm B")
    ('X1 plus X2', '')
    """
    return _WITHIN.sub("", name).strip(" ,:;-()")


def listed(text: str) -> Iterator[tuple[int, int, str]]:
    """Several groups called by their letters together: start, end and letter of each.

    >>> list(listed("in arms A and B, respectively"))
    [(8, 9, 'Arm A'), (14, 15, 'Arm B')]
    """
    for match in LISTED.finditer(text):
        for item in _ITEM.finditer(text, match.start("list"), match.end("list")):
            yield item.start(), item.end(), f"{match['noun'].capitalize()} {item.group()}"


def used(texts: Sequence[str]) -> list[str]:
    """The letters by which texts call two or more groups, each more than once.

    >>> used(["Survival was longer in arm A than in arm B.", "Rash occurred in arms A and B, rarely in arm C."])
    ['Arm A', 'Arm B']
    """
    called = (f"{m['noun'].capitalize()} {m['letter'].upper()}" for text in texts for m in _WITHIN.finditer(text))
    counted = Counter([*called, *(letter for text in texts for *_, letter in listed(text))])
    often = sorted(letter for letter, times in counted.items() if times > 1 and not letter.startswith("Cohort"))
    return often if len(often) > 1 else []
