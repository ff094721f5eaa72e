"""Groups that a text names where it says between what patients were assigned: "randomised 2:1 to X1 (n = 60) or X2 (n = 30)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from kg_builder import letters
from kg_builder.arms import Arm, key
from kg_builder.passages import LeadPhrase, PassagePhrase

__all__ = ["assigned", "called_by_size", "headed_otherwise", "headed_twice"]

_ASSIGNED = LeadPhrase(
    r"\b(?:randomi[sz](?:ed|ation)|randomly\s(?:assigned|allocated)|assigned|allocated)\b[^.;()]{0,80}?(?:\([^()]{1,40}\)[^.;()]{0,40}?)?\b(?:to(?:\sreceive)?|between)\s",
    "randomised", "randomized", "randomisation", "randomization", "randomly a", "assigned", "allocated",
)  # fmt: skip
_SIZED = re.compile(
    r"""\s?\((?:(?P<inside>[^()]{0,120}?)[nN]\s?[=:]\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:[\s;,](?!\s?\+)[^()]{0,60})?
         |(?P<called>[A-Za-z][\w+/-]{1,15})[;,:]\s(?P<many>\d+)\s(?:patients|participants|women|men|subjects)
         |(?P<people>\d{1,3}(?:,\d{3})+|\d+)(?:\s(?:patients|participants|women|men|subjects))?)\)""",
    re.VERBOSE,
)
_SHORT = re.compile(r"(?P<short>(?:[a-z]+-)?[A-Z][\w+/-]{0,15})(?:\s(?:group|arm))?[;,:]?\s?")
_LONG = re.compile(r"(?P<long>[A-Za-z][\w+/-]*(?:,?\s[\w+/-]+){1,7})[;,:]\s?")
_ANY_COUNT = LeadPhrase(
    r"\b(?:randomi[sz](?:ed|ation)|randomly|assigned|allocated)\b[^.]{0,160}\b\d+\s.{0,60}?\bto\s",
    "randomised", "randomized", "randomisation", "randomization", "randomly", "assigned", "allocated",
)  # fmt: skip
_COUNTED = re.compile(
    r"""(?:^|,\s|[\s(,:;]|(?<=[a-z])-)(?:and\s)?(?P<n>\d{1,4})\s(?:\([\d.]+\s?%\)\s)?(?:(?:patients|participants|men|women)\s)?(?:(?:were|was)\s)?(?:randomly\s)?
        (?:(?:assigned|allocated|randomi[sz]ed)\s)?to\s(?:receive\s)?(?:the\s)?
        (?![a-z]+-\d+\s)(?P<name>[A-Za-z][\w+/-]*(?:\s(?!and\s\d)[\w+/-]+){0,5}?)
        (?:\s[(\[](?P<short>[A-Za-z][\w+/ -]{0,40}?)(?:\s(?:group|arm))?[)\]])?
        (?:\s(?:group|arm))?(?=,?\sand\s\d|,\s\d|[.;)]|$)""",
    re.VERBOSE,
)
_LEADING = re.compile(
    r"^[\s,;]*(?:(?:and|or|versus|vs\.?|either|receive|to|the|an?|with|plus|[\w-]+\s(?:cycles|courses)\sof)\s)*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z0-9][\w+/'\u2019-]*(?:,?\s[\w+/'\u2019-]+){0,7}")
_DOSE = re.compile(  # behind what is given
    r"\s\d[\d.,]*\s?(?:mg|g|mcg|\u00b5g|Gy|IU|MU)(?:/\w+)*(?:\s(?:(?:once|twice)\s)?(?:daily|weekly|(?:a|per)\s(?:day|week)|every\s(?:\w+\s)?(?:days?|weeks?)))?$"
)
_NO_NAME = re.compile(r"\d\s?(?:mg|Gy|g|mL|%)|\b(?:arm|group|cohort|patients|were|was)\b", re.IGNORECASE)


def assigned(texts: Iterable[str]) -> list[Arm]:
    """The two or more groups, with sizes, of the first sentence that assigns patients to them; none where a name is unclear.

    >>> [(a.names, a.n) for a in assigned(["90 were randomly assigned (2:1) to X1 plus X2 (XY-Z; n = 60) or X2 alone (n = 30)."])]
    [(('XY-Z', 'X1 plus X2'), 60), (('X2 alone',), 30)]
    >>> [(a.name, a.n) for a in assigned(["90 were assigned: 60 to the X1 group and 30 to the X2 group."])]
    [('X1', 60), ('X2', 30)]
    >>> [(a.name, a.n) for a in assigned(["90 were randomly assigned to treatment-60 to X1 and 30 to X2."])]
    [('X1', 60), ('X2', 30)]
    >>> [a.names for a in assigned(["90 were randomised (60 to X1 plus X2 [XY] and 30 to X2 [Y])."])]
    [('XY', 'X1 plus X2'), ('Y', 'X2')]
    >>> [a.name for a in assigned(["We randomly assigned them to X1 10 mg/kg (n=60) or the physician's choice (n=30)."])]
    ['X1', "physician's choice"]
    >>> [a.name for a in assigned(["They were assigned to X1 10 mg (n = 60) or 20 mg once daily (n = 30)."])]
    ['X1 10 mg', 'X1 20 mg once daily']
    >>> [a.names for a in assigned(["They were assigned to X1 with (n = 60) or without (n = 30) X2 daily."])]
    [('X1 plus X2', 'X1 with X2'), ('X1 alone', 'X1 without X2')]
    >>> assigned(["They were assigned to the X1 group (n = 60) or X2 (n = 30)."])
    []
    """
    for text in _ANY_COUNT.those_of(texts):
        verb = _ASSIGNED.search(text) if "=" in text or " patients)" in text else None
        arms = list(_two_ways(text, verb.end()) or _sized(text, verb.end())) if verb else []
        if verb and len({a.name.lower() for a in arms}) < max(len(arms), 2):
            arms = list(_sized(text, verb.end(), by_dose=True))
        if len(arms) < 2 and _ANY_COUNT.search(text):
            arms = [] if _counted_twice(text) else list(_counted(text))
        if len(arms) > 1:
            return arms if len({a.name.lower() for a in arms}) == len(arms) else []
    return []


def _counted_twice(text: str) -> bool:
    """Whether a text counts the patients of one group in several cohorts: "(40 assigned to X), … (80 assigned to X"."""
    told = [(m["name"], m["n"]) for m in _COUNTED.finditer(text)]
    return len({name for name, _ in told}) < len(set(told))


_MANNER = (
    r"(?:immediate|early|delayed|deferred|late|(?:high|low|standard|reduced|full)-dose|(?:short|long)-course|continuous|intermittent|weekly|"
    r"(?:three|3)-weekly|accelerated|hypofractionated|conventional|neo-?adjuvant|adjuvant|concurrent|concomitant|sequential|"
    r"(?:pre|post|peri)operative|open|laparoscopic|extended|prolonged|standard|intensive|oral|intravenous)"
)
_TWO_WAYS = re.compile(
    rf"""(?:either\s)?(?:(?P<base>[A-Za-z][\w+/-]*(?:\s[\w+/-]+){{0,5}}?)\swith|(?P<one>{_MANNER}))\s\([nN]\s?=\s?(?P<n>\d+)\),?\s(?:or|versus|vs\.?|and)\s
        (?:without|(?P<other>{_MANNER}))\s\([nN]\s?=\s?(?P<m>\d+)\)\s(?P<noun>[A-Za-z][\w+/-]*(?:\splus\s[A-Za-z][\w+/-]*)?)""",
    re.VERBOSE,
)


def _two_ways(text: str, at: int) -> tuple[Arm, ...]:
    """The groups that have one treatment in two ways, which is named behind them: "with (n = 60) or without (n = 58) X2"."""
    told = _TWO_WAYS.match(text, at)
    if told is None or (told["base"] is None) == (told["other"] is None):
        return ()
    noun, sizes = told["noun"], (int(told["n"]), int(told["m"]))
    base, one, other = told["base"], told["one"], told["other"]
    added = ((f"{base} plus {noun}", f"{base} with {noun}"), (f"{base} alone", f"{base} without {noun}"))
    names = ((one, f"{one} {noun}"), (other, f"{other} {noun}")) if one else added
    return tuple(Arm(name=each[0], names=each, n=n) for each, n in zip(names, sizes, strict=True))


def _counted(text: str) -> Iterator[Arm]:
    """The groups of "210 were assigned to the X1 group and 209 to the X2 group"."""
    first = _COUNTED.search(text)
    while first is not None:
        name = _DOSE.sub("", _LEADING.sub("", first["name"]))
        if not _NAME.fullmatch(name) or _NO_NAME.search(name):
            return
        names = (first["short"], name) if first["short"] else (name,)
        yield Arm(name=names[0], names=names, n=int(first["n"]))
        first = _COUNTED.match(text, first.end())


def _sized(text: str, at: int, *, by_dose: bool = False) -> Iterator[Arm]:
    """The groups from a place on, each with its size behind it, up to the first words that are no group.

    Where doses are what tells them apart, they belong to the names, and what is given need be named only once.
    """
    drug = ""
    while size := _SIZED.search(text, at):
        printed = f" {_LEADING.sub('', text[at : size.start()])}"
        name = _DOSE.sub("", printed).strip().removesuffix(" groups").removesuffix(" arms")
        drug = name or drug
        if not _NAME.fullmatch(drug) or _NO_NAME.search(drug) or not (name or by_dose):
            return
        if by_dose:
            name = printed.strip() if name else f"{drug}{printed}"
        inside = size["inside"] or size["called"] or ""
        short, long = _SHORT.fullmatch(inside), _LONG.fullmatch(inside)
        names = (short["short"], name) if short else (name, long["long"]) if long else (name,)
        names = names if len(names[0]) > 1 else names[::-1]
        letter = letters.within(inside)
        names = (*names, letter) if letter else names
        yield Arm(name=names[0], names=names, n=int((size["n"] or size["many"] or size["people"]).replace(",", "")))
        at = size.end()


_IN_GROUP = PassagePhrase(
    r"""(?P<n>\d(?<![\w./-]\d)\d{1,3})\s(?:(?:patients|participants|subjects|women|men)\s(?:were\s)?)?(?:\w+\s)?(?:in|to)\s(?:the\s)?
        (?P<name>(?-i:[A-Z][A-Z\d/+-]{0,9}))\s(?:group|arm)\b""",
    " group", " arm",
)  # fmt: skip


def called_by_size(arms: list[Arm], texts: Iterable[str]) -> list[Arm]:
    """The arms with the abbreviations by which sentences that print their sizes call them.

    >>> arms = [Arm(name="Surgery plus X1", names=("Surgery plus X1",), n=82), Arm(name="Surgery", names=("Surgery",), n=81)]
    >>> [a.names for a in called_by_size(arms, ["82 patients in the SP group and 81 in the S group."])]
    [('Surgery plus X1', 'SP'), ('Surgery', 'S')]
    """
    sizes = [a.n for a in arms]
    if len(set(sizes)) < len(sizes) or None in sizes:
        return arms
    known, printed = {key(n) for a in arms for n in a.names}, [str(n) for n in sizes]
    called: dict[str, set[int]] = {}
    for text in _IN_GROUP.those_of(texts) if sizes else ():
        for match in _IN_GROUP.finditer(text) if any(map(text.__contains__, printed)) else ():
            if key(match["name"]) not in known:
                called.setdefault(match["name"], set()).add(int(match["n"]))
    told = {name: [n for n in sizes if n in counts] for name, counts in called.items()}
    return [replace(a, names=(*a.names, *(name for name, found in told.items() if found == [a.n]))) for a in arms]


def headed_otherwise(
    named: Iterable[tuple[str, int | None]], between: Sequence[Arm], texts: Iterable[str]
) -> dict[frozenset[str], Arm]:
    """The assigned groups that a table's head calls otherwise, by its name: the only other one that has their size.

    >>> between = [Arm(name="XY-Z", names=("XY-Z",), n=60), Arm(name="X2", names=("X2",), n=30)]
    >>> [a.names for a in headed_otherwise([("XV-Z", 60), ("X2", 30)], between, ["XY-Z was better."]).values()]
    [('XY-Z', 'XV-Z')]
    """
    printed = {key(name): (name, n) for name, n in named}
    if len({a.n for a in between}) < len(between):
        return {}
    called = {key(n) for a in between for n in a.names}
    said, found = [text.lower() for text in texts] if called - printed.keys() else [], {}
    for arm in between:
        others = [name for words, (name, n) in printed.items() if n == arm.n and words not in called]
        if len(others) == 1 and not any(key(n) in printed for n in arm.names):
            spoken = any(others[0].lower() in text for text in said)
            names = (others[0], *arm.names) if spoken else (*arm.names, others[0])
            found[key(others[0])] = replace(arm, name=names[0], names=names)
    return found


def headed_twice(arms: list[Arm], side_by_side: Sequence[set[frozenset[str]]], texts: Sequence[str]) -> list[Arm]:
    """The arms, those of one regimen and size that the heads of two tables call differently as one, as the texts call it most.

    Both stand beside the same third arm, and no table sets them apart.

    >>> arms = [Arm(name=name, names=(name,), n=60, regimen=(given,)) for name, given in (("XY-Z", "x"), ("Y", "y"), ("XZ", "x"))]
    >>> [(a.name, a.names) for a in headed_twice(arms, [{key("XY-Z"), key("Y")}, {key("XZ"), key("Y")}], ["XZ was better."])]
    [('XZ', ('XZ', 'XY-Z')), ('Y', ('Y',))]
    """
    beside = (
        {a.name: [t for t in side_by_side if any(key(n) in t for n in a.names)] for a in arms} if len(arms) > 2 else {}
    )
    for one, other in combinations(arms if beside else (), 2):
        alike = one.regimen and set(one.regimen) == set(other.regimen) and one.n == other.n is not None
        if not alike or any(t in beside[other.name] for t in beside[one.name]):
            continue
        third = (a for a in arms if a is not one and a is not other)
        if any(all(any(t in beside[two.name] for t in beside[a.name]) for two in (one, other)) for a in third):
            often, rarely = sorted((one, other), key=lambda a: -_said(a.name, texts))
            same = replace(often, names=(*often.names, *rarely.names))
            return [same if a is one else a for a in arms if a is not other]
    return arms


def _said(name: str, texts: Iterable[str]) -> int:
    """How many texts call a group so."""
    called = name.removesuffix(" group").removesuffix(" arm")
    return sum(called in text for text in texts)
