"""The regimens between which a sentence allots patients, with their doses: "X1 75 mg/m2 and X2 every 3 weeks (AB) or X1 (A)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg_builder.lexicon import Category
from kg_builder.mentions import Finder, Mention
from kg_builder.namings import Naming, sentence_around, speaks_of_others
from kg_builder.passages import LeadPhrase, Passage
from kg_builder.regimens import TREATMENTS

__all__ = ["allotted"]

_VERB = LeadPhrase(
    r"\b(?:randomi[sz](?:ed|ation)|randomly\s(?:assigned|allocated)|random\sassignment|assigned|allocated|(?P<given>received))\b",
    "randomised", "randomized", "randomisation", "randomization", "randomly a", "random assignment", "assigned", "allocated",
    "received",
)  # fmt: skip
_REACH = 260  # characters between the verb and the first regimen: who was assigned, and how
_TO = re.compile(r"\b(?:(?:(?<![:.])(?P<n>\d{1,4})\s(?:patients\s)?)?to|between|received)\s")
_LED = (  # before a regimen
    r"(?:(?:either|receive|the|an?|oral(?:ly)?|intravenous(?:ly)?|bolus|infusional|weekly|single[-\s]agent|standard|reference|control|regimens?|of|treatment|therapy"
    r"|(?:up\sto\s)?\w+\scycles|[\w-]+\scycles|with|\d[\d.,]*\s?mg\S*)\s)*"
)
_LEADS = re.compile(_LED)
_BRACKET = re.compile(r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]")
_ENDS = re.compile(
    r"\b(?:was|were|is|are|who|which|until|had|have|patients(?!\sto\b)|(?:at|after|upon|on)\s(?:\w+\s)?progression|respectively|crossover)\b"
)
_NEXT = re.compile(
    rf"(?:(?P<list>;|,)\s?)?(?:\b(?:or|versus|vs\.?)|(?<=;)|\b(?P<counted>and)(?=\s\d+\s(?:patients\s)?to\b))\s"
    rf"(?:(?P<n>\d+)\s(?:patients\s)?)?(?:to\s)?(?P<added>(?:plus|with|combined\swith|in\scombination\swith)\s)?{_LED}$"
)
_WITH = re.compile(rf"(?:\b(?:plus|with|followed\sby(?:\s\w+)?)|[+/-])\s?{_LED}$")
_AND = re.compile(rf"\band\s{_LED}$")
_COMMA = re.compile(rf",\s{_LED}$")
_APPOSED = re.compile(r"(?:\s|-)?(?:based\s|containing\s)?")
_SHORT = re.compile(r"\s\((?P<short>[A-Z][\w+/-]{1,14})\)")
_LABEL = re.compile(
    r"""(?:(?:the\s)?(?P<short>[A-Z][\w+/-]{0,14})(?:\s(?:group|arm|regimen))?)?(?:(?:^|[;,:]\s?)(?:[nN]\s?=\s?)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:\spatients)?)?""",
    re.VERBOSE,
)
_ALONE = re.compile(r"\s(?:alone|only|monotherapy)\b")
_CLOSED = re.compile(
    r"(?:\stherapy|\streatment)?(?:\s(?:alone|only)\b|,\s(?:each\s|both\s)?followed\sby\b)"
)  # what follows is of all
_TAIL = 160  # characters behind the last regimen in which its label stands


@dataclass(slots=True)
class _Side:
    """One group as it is read: the drugs and procedures that it is given, and what stands behind them."""

    parts: list[Mention]
    behind: str = ""
    n: int | None = None


def allotted(texts: Iterable[str], finder: Finder) -> tuple[Naming, ...]:
    """The groups of the first sentence that allots patients to regimens, whatever doses stand between; none where it is unclear.

    Regimens that patients "received" are groups where each has a short name or a size behind it.
    """
    for text in _VERB.those_of(texts):
        plain = Passage(text.replace("m(2)", "m_2_")) if "m(2)" in text else text
        for verb in _VERB.finditer(plain):
            start, end = sentence_around(plain, *verb.span())
            since = verb.start() if verb["given"] else verb.end()
            found = _read(plain[since:end], finder, labelled=bool(verb["given"]))
            if found and not speaks_of_others(plain[start:end], finder):
                return found
    return ()


def _read(text: str, finder: Finder, *, labelled: bool) -> tuple[Naming, ...]:
    """The groups of the rest of a sentence."""
    leads = list(_TO.finditer(text, 0, _REACH))
    named = [m for m in finder.find(text) if m.of(*TREATMENTS) and not _in_bracket(text, m)] if leads else []
    for lead in leads:
        first = next((i for i, t in enumerate(named) if t.start >= lead.end()), None)
        if first is None or not _LEADS.fullmatch(text, lead.end(), named[first].start):
            continue
        sides = _sides(text, named[first:], int(lead["n"]) if lead["n"] else None)
        found = tuple(_naming(text, side, finder) for side in sides)
        if _are_groups(found) and not (labelled and any(f.n is None and f.name == f.regimen for f in found)):
            sized = all(f.n is not None for f in found)
            return found if sized else tuple(replace(f, n=None) for f in found)
    return ()


def _in_bracket(text: str, mention: Mention) -> bool:
    before = text[: mention.start]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")


def _sides(text: str, named: Sequence[Mention], n: int | None) -> list[_Side]:
    """The groups that the regimens make; none where what stands between two of them does not tell whether one group has both."""
    sides, pending, forms = [_Side([named[0]], n=n)], list[_Side](), set[str]()
    for left, right in pairwise(named):
        gap = _BRACKET.sub("", text[left.end : right.start])
        if _ENDS.search(gap) or len(gap) > _TAIL:
            named = named[: named.index(right)]
            break
        if other := _NEXT.search(gap):
            forms.add("counted" if other["counted"] else "listed" if other["list"] else "or")
            sides += pending
            sides[-1].behind = text[left.end : right.start]
            kept = sides[-1].parts if other["added"] else []
            sides.append(_Side([*kept, right], n=int(other["n"]) if other["n"] else None))
            pending = []
        elif len(sides) > 1 and _CLOSED.match(gap):
            named = named[: named.index(right)]
            break
        elif _AND.search(gap):
            sides[-1].parts += [*(p for side in pending for p in side.parts), right]
            pending = []
        elif _WITH.search(gap):
            [*sides, *pending][-1].parts.append(right)
        elif _COMMA.search(gap):
            [*sides, *pending][-1].behind = text[left.end : right.start]
            pending.append(_Side([right]))
        elif _APPOSED.fullmatch(gap):
            parts = [*sides, *pending][-1].parts
            last = parts.pop()
            parts.append(last if right.of(Category.TREATMENT_CLASS) and "based" not in gap else right)
        else:
            return []
    sides[-1].behind = text[named[-1].end : named[-1].end + _TAIL]
    sides[0].n = sides[0].n if sides[-1].n else None
    unclear = pending or (len(sides) > 2 and "or" in forms and "listed" not in forms) or len(forms - {"or"}) > 1
    return [] if unclear else sides


def _labels(behind: str) -> Iterator[re.Match[str]]:
    """The short name and the size in brackets behind a regimen."""
    for bracket in _BRACKET.finditer(behind):
        if match := _LABEL.fullmatch(bracket.group()[1:-1].strip()):
            yield match


def _given(parts: Iterable[Mention]) -> tuple[str, ...]:
    named = (t for p in parts if (t := p.of(*TREATMENTS)))
    return tuple(dict.fromkeys(c for t in named for c in t.components or (t.key,)))


def _printed(text: str, side: _Side, finder: Finder) -> str:
    """The drugs of a group, some by the short name that stands behind them: "A, B and C (ABC) plus D" is "ABC plus D"."""
    names: list[str] = []
    for number, part in enumerate(side.parts, 1):
        names.append(part.text)
        label = _SHORT.match(text, part.end) if number < len(side.parts) else None
        if label and set(_given(finder.find(label["short"]))) == set(_given(side.parts[:number])):
            names = [label["short"]]
    return " plus ".join(names)


def _naming(text: str, side: _Side, finder: Finder) -> Naming:
    """A group's name: its short one, unless that is but one of the drugs."""
    printed, components = _printed(text, side, finder), _given(side.parts)
    alone = _ALONE.match(side.behind)
    labels = list(_labels(side.behind))
    shorts = [m["short"] for m in labels if m["short"]]
    known = {c for s in shorts for c in _given(m for m in finder.find(s) if m.text == s)}
    own = shorts if not known or known == set(components) else []
    sizes = [int(m["n"].replace(",", "")) for m in labels if m["n"]]
    name = own[-1] if own else f"{printed}{alone.group()}" if alone else printed
    return Naming(name, printed, components, side.n or (sizes[-1] if sizes else None))


def _are_groups(found: Sequence[Naming]) -> bool:
    """Whether two to four groups are told apart, and the last is no alternative to a part of the first only."""
    if not 1 < len(found) < 5 or len({f.name.lower() for f in found}) < len(found):
        return False
    if len({f.components for f in found}) < len(found):
        return False
    first, last = found[0], found[-1]
    told = last.n is not None or last.name != last.regimen or set(last.components) <= set(first.components)
    return told or len(first.components) == 1 or len(last.components) > 1
