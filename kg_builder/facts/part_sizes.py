"""How many patients of an arm are of a part that a sentence divides: "In the X group, 41 were seen: 23 received A and 18 B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg_builder.arms import Arm, key
from kg_builder.document import Section
from kg_builder.held import once
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["size_of_part"]

_PEOPLE = r"(?:patients|participants|subjects|cases|women|men)"
_GIVEN = Phrase(
    rf"""(?<![\w.,%/-])(?P<n>\d+)\s(?:(?:of\s)?(?:these|them|whom)\s)?(?:{_PEOPLE}\s)?(?:were\s)?
        (?:received|receiving|treated\swith|given|assigned\sto|allocated\sto|randomi[sz]ed\sto)\s(?:the\s|an?\s)?""",
    "received", "receiving", "treated with", "given", "assigned to", "allocated to", "randomised to", "randomized to",
    flags=re.VERBOSE,
)  # fmt: skip
_PART = re.compile(
    rf"\b(?:[Ii]n|[Aa]mong|[Oo]f)\s(?:the\s)?(?:\d+\s)?(?P<part>[A-Za-z][\w/+-]*(?:\s[\w/+-]+)?)\s(?:(?:sub)?group|stratum|cohort|subset|{_PEOPLE})\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:prior|previous\w*|second|subsequent\w*|after|before|salvage|progress\w*|relapsed?)\b", re.IGNORECASE
)
_SO_MANY = re.compile(rf"(?<![\w.,/-])\d+(?=\s(?:[\w-]+\s){{0,2}}?{_PEOPLE}\b)")
_SECTIONS = (Section.ABSTRACT, Section.METHODS, Section.RESULTS)


def size_of_part(paper: Paper, part: str | None, arm: Arm | None) -> int | None:
    """The one number of an arm's patients of a part, by its name, that sentences print; the parts of all arms are all of it."""
    return _sizes(paper).get((key(part), arm.name)) if part and arm is not None else None


@once
def _sizes(paper: Paper) -> Mapping[tuple[frozenset[str], str], int]:
    told: dict[tuple[frozenset[str], str], set[int]] = {}
    for statement in paper.holding(_GIVEN) if len(paper.roster.arms) > 1 else ():
        if statement.own and statement.block.section in _SECTIONS:
            for place, n in _told(statement):
                told.setdefault(place, set()).add(n)
    return {place: sizes.pop() for place, sizes in told.items() if len(sizes) == 1}


def _told(statement: Statement) -> Iterator[tuple[tuple[frozenset[str], str], int]]:
    text, found = statement.text, [*_GIVEN.finditer(statement.text)]
    starts = {g.start: g.arm for g in statement.groups if not g.arm.whole} if len(found) > 1 else {}
    given = [(m, starts[m.end()]) for m in found if m.end() in starts]
    part = _PART.search(text, 0, given[0][0].start()) if given else None
    added = sum(int(m["n"]) for m, _ in given)
    if (
        part is None
        or _OTHER_TIME.search(text)
        or len({arm.name for _, arm in given}) != len(statement.paper.roster.arms)
        or len(given) < 2
    ):
        return
    if str(added) in _SO_MANY.findall(text):
        yield from (((key(part["part"]), arm.name), int(match["n"])) for match, arm in given)
