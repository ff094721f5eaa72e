"""Groups that a text names where it says between what patients were assigned: "randomised 2:1 to X1 (n = 60) or X2 (n = 30)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg_builder.arms import Arm
from kg_builder.phrases import Phrase

__all__ = ["assigned"]

_ASSIGNED = Phrase(
    r"\b(?:randomi[sz]ed|randomly\s(?:assigned|allocated)|assigned|allocated)\b[^.;()]{0,80}?(?:\([^()]{1,40}\)[^.;()]{0,40}?)?\b(?:to(?:\sreceive)?|between)\s",
    "randomi", "assigned", "allocated",
)  # fmt: skip
_SIZED = re.compile(r"\s?\((?P<inside>[^()]{0,80}?)[nN]\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:[\s;,][^()]{0,60})?\)")
_SHORT = re.compile(r"(?P<short>(?:[a-z]+-)?[A-Z][\w+/-]{1,15})(?:\s(?:group|arm))?[;,:]?\s?")
_LONG = re.compile(r"(?P<long>[A-Za-z][\w+/-]*(?:,?\s[\w+/-]+){1,7})[;,:]\s?")
_ANY_COUNT = Phrase(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated)\b[^.]{0,160}\b\d+\s.{0,60}?\bto\s",
    "randomi",
    "randomly",
    "assigned",
    "allocated",
)
_COUNTED = re.compile(
    r"""(?:^|[\s(,:;])(?:and\s)?(?P<n>\d{1,4})\s(?:\([\d.]+\s?%\)\s)?(?:(?:patients|participants|men|women)\s)?(?:(?:were|was)\s)?(?:randomly\s)?
        (?:(?:assigned|allocated|randomi[sz]ed)\s)?to\s(?:receive\s)?(?:the\s)?
        (?P<name>[A-Za-z][\w+/-]*(?:\s(?!and\s\d)[\w+/-]+){0,5}?)(?:\s(?:group|arm))?(?=,?\sand\s\d|,\s\d|[.;)]|$)""",
    re.VERBOSE,
)
_LEADING = re.compile(r"^[\s,;]*(?:(?:and|or|versus|vs\.?|either|receive|to|the|an?|with|plus)\s)*", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9][\w+/-]*(?:\s[\w+/-]+){0,7}")
_NO_NAME = re.compile(r"\d\s?(?:mg|Gy|g|mL|%)|\b(?:arm|group|cohort|patients|were|was)\b", re.IGNORECASE)


def assigned(texts: Iterable[str]) -> list[Arm]:
    """The two or more groups, with sizes, of the first sentence that assigns patients to them; none where a name is unclear.

    >>> [(a.names, a.n) for a in assigned(["90 were randomly assigned (2:1) to X1 plus X2 (XY-Z; n = 60) or X2 alone (n = 30)."])]
    [(('XY-Z', 'X1 plus X2'), 60), (('X2 alone',), 30)]
    >>> [(a.name, a.n) for a in assigned(["90 were assigned: 60 to the X1 group and 30 to the X2 group."])]
    [('X1', 60), ('X2', 30)]
    >>> assigned(["They were assigned to the X1 group (n = 60) or X2 (n = 30)."])
    []
    """
    for text in texts:
        verb = _ASSIGNED.search(text) if "=" in text else None
        arms = list(_sized(text, verb.end())) if verb else []
        if len(arms) < 2:
            arms = list(_counted(text))
        if len(arms) > 1:
            return arms if len({a.name.lower() for a in arms}) == len(arms) else []
    return []


def _counted(text: str) -> Iterator[Arm]:
    """The groups of "210 were assigned to the X1 group and 209 to the X2 group"."""
    first = _COUNTED.search(text) if _ANY_COUNT.search(text) else None
    while first is not None:
        name = _LEADING.sub("", first["name"])
        if not _NAME.fullmatch(name) or _NO_NAME.search(name):
            return
        yield Arm(name=name, names=(name,), n=int(first["n"]))
        first = _COUNTED.match(text, first.end())


def _sized(text: str, at: int) -> Iterator[Arm]:
    """The groups from a place on, each with its size behind it, up to the first words that are no group."""
    while size := _SIZED.search(text, at):
        name = _LEADING.sub("", text[at : size.start()])
        if not _NAME.fullmatch(name) or _NO_NAME.search(name):
            return
        short, long = _SHORT.fullmatch(size["inside"]), _LONG.fullmatch(size["inside"])
        names = (short["short"], name) if short else (name, long["long"]) if long else (name,)
        yield Arm(name=names[0], names=names, n=int(size["n"].replace(",", "")))
        at = size.end()
