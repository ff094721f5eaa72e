"""Which groups a ratio in a sentence compares, and of whose patients; two that are named, or with a treatment and without."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder import letters
from kg_builder.arms import Arm, key
from kg_builder.facts.fronted import fronted
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.parts_in_arms import persons_before
from kg_builder.facts.ratio_context import only_results
from kg_builder.facts.ratios import RATIO
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = [
    "added",
    "arm_alone",
    "associated_with_one",
    "benefiting",
    "compared_first",
    "does_better",
    "fared",
    "gains_one",
    "named_behind",
    "named_within",
    "of_one_arm",
    "of_two_arms",
    "part_before",
    "parts_compared",
    "population_of",
    "set_against",
    "treated_before",
    "treatments_compared",
    "two_of_several",
]


def two_of_several(statement: Statement) -> str | None:
    """Which two of more than two arms a sentence compares."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    ordered = sorted(arms.values(), key=lambda h: (h.compared, h.start))
    return f"{ordered[0].name} vs {ordered[1].name}" if len(arms) == 2 < len(statement.paper.roster.arms) else None


def of_one_arm(statement: Statement, ratio: re.Match[str]) -> bool:
    """Whether a ratio says whose it is between its name and its value: "the hazard ratio for death in the X group was"."""
    named = [g for g in statement.groups if ratio.start() <= g.start < ratio.start("value")]
    return len(statement.paper.roster.arms) == 2 and any(not g.arm.whole for g in named)


_ANY_GROUP = re.compile(r"\b(?:sub)?(?:groups?|populations?|cohorts?|subsets?)\b")


_VERSUS = re.compile(r"\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to))\s\d")  # a value, and then whose it is


def set_against(statement: Statement, start: int, end: int) -> tuple[str, str] | None:
    """The factor and the contrast of "longer with A than with B (HR", the only two of several arms that stand there."""
    if len(statement.paper.roster.arms) < 3:
        return None
    named = {h.name: h for h in holders(statement) if start <= h.start and h.end <= end and h.known}
    pair = sorted(named.values(), key=lambda h: h.compared)
    if pair and _ANY_GROUP.search(statement.text, 0, min(h.start for h in pair)):
        return None
    compared = [h.compared for h in pair]
    values = compared == [False, False] and _VERSUS.search(statement.text, pair[0].end, pair[1].start)
    if not (values or compared == [False, True]) or any(h.subgroup or h.arm is None or h.arm.whole for h in pair):
        return None
    return "treatment", f"{pair[0].name} vs {pair[1].name}"


_FOR_ONE = re.compile(r"[)\]]?\s(?:for|with|favou?ring)\s(?:the\s)?")
_AGAINST = re.compile(r"\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to)|over|against)\s(?:the\s)?")


def named_behind(statement: Statement, end: int) -> str | None:
    """The two groups of "0.85 (0.72-1.02) for A versus B", or of "compared with B, 0.85 (0.72-1.02) for A"."""
    opening = _FOR_ONE.match(statement.text, end)
    whom = [h for h in holders(statement) if opening and h.start >= end and not h.subgroup and h.known][:2]
    if opening is None or not whom or abs(whom[0].start - opening.end()) > 4:
        return None
    first = [h for h in holders(statement) if h.compared and h.end <= end]
    if len({h.name for h in first}) == 1 and first[0].arm and whom[0].arm not in (None, first[0].arm):
        return f"{whom[0].name} vs {first[0].name}"
    if len(whom) < 2:
        return None
    against = _AGAINST.match(statement.text, whom[0].end)
    return f"{whom[0].name} vs {whom[1].name}" if against and whom[1].start - against.end() in range(-4, 5) else None


_WITH = re.compile(
    r"\s(?:vs\.?|versus|(?:for\s(?:the\s)?)?comparison\swith|compared\s(?:with|to))\s(?:the\s)?(?P<name>[^,;()]+?),?\s?$"
)


def named_within(statement: Statement, ratio: re.Match[str]) -> str | None:
    """The two groups of "11.3 months in arm B (HR vs. arm A, 0.82": the last one named before, and the one in the bracket."""
    against = _WITH.search(statement.text, ratio.end("measure"), ratio.start("value"))
    if against is None and statement.text.endswith("(", 0, ratio.start()) and len(statement.paper.roster.arms) > 2:
        return _with_reference(statement, ratio.start())
    arms = [h.arm for h in holders(statement) if h.arm is not None and h.end <= ratio.start()] if against else []
    if against is None or not arms or arms[-1].whole:
        return None
    named = statement.paper.roster.named
    letter = letters.within(arms[-1].name)
    other = named(against["name"]) or (named(f"{letter.split()[0]} {against['name']}") if letter else None)
    return f"{arms[-1].name} vs {other.name}" if other and other != arms[-1] else None


_OPENED = re.compile(r"(?:\s(?:arm|group|cohort))?,?\s\((?:HR|OR|RR|[Hh]azard|[Oo]dds|[Rr]isk|[Rr]elative)\b")


def _with_reference(statement: Statement, at: int) -> str | None:
    """The arm right before a bracket with a ratio, and the one arm that has none: "1.9 months in A, 3.8 in B (HR"."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    having = {name: match for name, h in arms.items() if (match := _OPENED.match(statement.text, h.end))}
    own = [name for name, match in having.items() if match.start() < at < match.end()]
    others = [name for name in arms if name not in having]
    return f"{own[0]} vs {others[0]}" if own and len(others) == 1 and len(having) > 1 else None


_BEHIND_NAME = re.compile(r"\s(?:when|as)$")
_BEFORE_NAME = re.compile(r"^(?:(?:an?|the|among|in)\s)+", re.IGNORECASE)


_OF_STATUS = (
    "positive", "negative", "high", "low", "mutant", "mutated", "deficient", "proficient", "amplified", "rearranged", "null",
)  # fmt: skip
_STATUS = rf"[\w/+-]+-(?:{'|'.join(_OF_STATUS)})"
_LEVELS = Phrase(
    rf"\b(?:in|among|for)\s(?P<one>{_STATUS})\s(?:than(?:\sin)?|versus|vs\.?|compared\s(?:with|to))\s(?P<other>{_STATUS})\s(?:patients|tumou?rs|cases|disease)\b",
    *(f"-{status}" for status in _OF_STATUS),
    flags=re.VERBOSE,
)


def parts_compared(statement: Statement, start: int, end: int) -> tuple[str, str] | None:
    """The factor and the contrast of "patients with X than in those with Y", where these are the only groups before a ratio."""
    if levels := _LEVELS.search(statement.text, start, end):
        return levels["one"], f"{levels['one']} vs {levels['other']}"
    every = holders(statement)
    within = [h for h in every if not (arm := arm_alone(every)) or h.arm is not arm]
    named = within if len(within) == 2 else [h for h in every if start <= h.start and h.end <= end]
    if len(named) != 2 or not all(h.subgroup for h in named) or named[0].compared:
        return None
    if not any(start <= h.start < end for h in named) and not any(
        m.of(Category.ENDPOINT) and start <= m.start < end for m in statement.mentions
    ):
        return None  # behind both, of something else
    against = named[1].compared or named[1].name == f"without {named[0].name}"
    if not against and not (len(every) == 2 and _value_each(statement, *named)):
        return None
    one, other = (_BEHIND_NAME.sub("", _BEFORE_NAME.sub("", h.name)) for h in named)
    return one, f"{one} vs {other}"


def arm_alone(named: Sequence[Holder]) -> Arm | None:
    """The one arm of which a sentence tells, where it sets it against nothing."""
    arms = {h.arm.name: h.arm for h in named if h.arm is not None}
    alone = len(arms) == 1 and not any(h.compared for h in named if h.arm)
    return arms.popitem()[1] if alone else None


def _value_each(statement: Statement, one: Holder, other: Holder) -> bool:
    """Whether a sentence gives a value of either group: "20 months for patients with X and 15 months for those with Y"."""
    values = [q.start for q in statement.quantities if q.dimension in ("time", "fraction") and q.p is None]
    first, second = (at < one.start for at in values), (one.end <= at < other.start for at in values)
    between, apart = statement.text[one.end : other.start], " between " in statement.text
    return any(first) and any(second) and (" and " in between or (" versus " in between and not apart))


_GAIN = re.compile(
    r"\b(?:addition\sof|adding|(?:treatment\s)?(?:effect|benefit)s?\s(?:of|from|with)(?:\sadding)?)\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)


def gains_one(statement: Statement) -> bool:
    """Whether a sentence tells what one arm of two has over the other: "adding X to Y did not prolong OS"."""
    arms = {h.arm.name: h for h in holders(statement) if h.arm is not None and not h.arm.whole}
    (arm,) = arms.values() if len(arms) == 1 else (None,)
    two = len(statement.paper.roster.arms) == 2
    return arm is not None and two and _GAIN.search(statement.text, max(0, arm.start - 40), arm.start) is not None


_WITH_TREATMENT = re.compile(r"\b(?:(?:treatment|therapy)\swith|(?:use|addition|receipt)\sof)\s$", re.IGNORECASE)
_NONE_OF = re.compile(r"\b(?:no|without|(?:lack|absence|omission)\sof)\s(?:\w+\s)?$", re.IGNORECASE)
_TREATED = re.compile(
    r"(?:\s(?:treatment|therapy|use|administration|conditioning|chemotherapy))?\s[(\[]\s?", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:than|versus|vs\.?|to|over|against|and|or|on|after)\s(?:(?:with|in|for)\s)?(?:the\s)?$", re.IGNORECASE
)
_NEXT_OF_LIST = re.compile(r"[)\]]?[,;]?\s(?:and|or)\s(?:the\s)?")  # behind the ratio of another
_KIND_OF = re.compile(
    r"(?:(?<=^)|(?<=[,;:]\s)|(?<=\band\s))(?!(?i:only|both|also|with|the|of|no|and|or)\s)(?:[A-Z]?[a-z]{2,}(?<!ing)|[A-Z]+\d[\w/]*)\s$"
)


def treated_before(statement: Statement, before: str, offset: int) -> str | None:
    """The treatment right before a ratio's bracket, as a factor: "sorafenib treatment (", "the addition of sorafenib ("."""
    named = [t for t in statement.treatments if offset <= t.start and t.end <= offset + len(before)]
    behind = _TREATED.fullmatch(before, named[-1].end - offset) if named else None
    begin = named[-1].start - offset if named else 0
    if behind is None or (_ANOTHER.search(before, 0, begin) and not _NEXT_OF_LIST.fullmatch(before, 0, begin)):
        return None
    ahead = next((m for kind in (_WITH_TREATMENT, _NONE_OF, _KIND_OF) if (m := kind.search(before, 0, begin))), None)
    return before[ahead.start() if ahead else begin : behind.end()].strip(" ([")


_IS_ASSOCIATED = re.compile(
    r"""(?:\s(?:group|arm|therapy|treatment|regimen))?\s(?:was|were|is|are|remained)\s
        (?:(?:\w+\s)?associated\swith|(?:\w+\s){0,4}?(?:predictor|(?:prognostic|predictive|protective)\sfactor)\s(?:of|for))\s""",
    re.IGNORECASE | re.VERBOSE,
)
_TELLING = ("associated", "predict", "factor")  # one of these stands in each


def associated_with_one(statement: Statement, before: str) -> bool:
    """Whether it is a treatment that goes with the result: "A was associated with a longer OS than B", "A predicted OS"."""
    ends = [h.end for h in holders(statement) if h.regimen and h.known and not h.subgroup]
    return any(map(before.__contains__, _TELLING)) and any(_IS_ASSOCIATED.match(statement.text, end) for end in ends)


def treatments_compared(statement: Statement, at: int) -> tuple[Holder, Holder] | None:
    """The one treatment that a cited study's sentence sets against one other; `at`: where its ratio begins."""
    treated = {h.name: h for h in holders(statement) if h.regimen and h.known}
    if len(treated) > 2:  # by several names, such as those of a trial's title
        treated = {" + ".join(h.regimen): h for h in treated.values()}
    subjects, others = [h for h in treated.values() if not h.compared], [h for h in treated.values() if h.compared]
    if not others and len(subjects) == 2 and _each_valued(statement, subjects[0], subjects[1], at):
        return subjects[0], subjects[1]
    return (subjects[0], others[0]) if len(subjects) == len(others) == 1 else None


def _each_valued(statement: Statement, one: Holder, other: Holder, at: int) -> bool:
    """Whether a ratio at `at` closes on two groups with a value each: "5 months with A and 3 months with B (HR"."""
    between = any(q.dimension and one.end <= q.start < other.start for q in statement.quantities)
    return between and one.end < other.start and statement.text[other.end : at] == " ("


_PART = Phrase(
    r"\b(?:patients|those|participants|tumou?rs)\s(?:whose|with|who|aged|younger|older)\b|\b(?:sub(?:group|set|type))\b",
    *(f"{people} {part}" for people in ("patients", "those", "participants", "tumors", "tumours")
      for part in ("who", "with", "aged", "younger", "older")), "subgroup", "subset", "subtype",
)  # fmt: skip


def population_of(statement: Statement, factor: str, contrast: str | None) -> str | None:
    """Of whose patients a ratio is: a part that the factor itself makes is set against the others."""
    named = _part_named(statement)
    of_factor = named and (
        key(_SIGNS.sub(" ", factor)) <= key(named) or (contrast is not None and key(named) <= key(contrast))
    )
    return statement.paper.roster.whole.title() if of_factor else named


_THERE = re.compile(r":|\sthere$")
_PERSONS = re.compile(r"(?:wo)?men|(?:fe)?males|[\w-]*(?:smokers|responders|carriers)", re.IGNORECASE)
_SIGNS = re.compile(r"[<>\u2264\u2265=]+")  # "LDH >250" is that of "LDH levels higher than 250"


def _part_named(statement: Statement) -> str | None:
    """A subgroup that the sentence names, else the study's patients; `None` where it speaks of parts not understood."""
    if part := fronted(statement):
        return part[2]
    named = list(dict.fromkeys(_THERE.split(h.subgroup)[0].strip() for h in holders(statement) if h.subgroup))
    if len(named) == 1 and (" " in named[0] or _PERSONS.fullmatch(named[0])):
        return named[0]
    apart = parts_compared(statement, 0, len(statement.text))
    whose = (arm_alone(holders(statement)) if apart else None) or statement.paper.roster.whole
    return None if not apart and _PART.search(statement.text) else whose.title()


_THAN_THOSE = re.compile(
    r"""\b(?:than|versus|vs\.?|(?:compared|relative)\s(?:with|to))\s(?:in\s|for\s)?
        (?:those|patients|tumou?rs|women|men)\s(?:with|who|treated|receiving|in|aged|having)\s(?:\w+\s){0,2}$""",
    re.VERBOSE,
)


def compared_first(statement: Statement, factor: Mention | None, offset: int) -> Mention | None:
    """The factor of a ratio, at its first level: "patients with high X ... than those with low X (HR 1.6)" is of high X."""
    if factor is None or not _THAN_THOSE.search(statement.text, offset, factor.start):
        return factor
    return next((m for m in statement.mentions if offset <= m.start < factor.start and m.terms == factor.terms), None)


def part_before(statement: Statement) -> int:
    """Where the words end that name a part of the patients before the arms: "OS of patients with X was 8 months with A …"."""
    named = holders(statement)
    treated = {h.regimen or h.name for h in named if h.arm or h.regimen}
    alone = [h.subgroup for h in named if h.subgroup] == [named[0].subgroup] if named else False
    return named[0].end if alone and len(treated) == 2 else 0


def added(statement: Statement) -> tuple[str, str] | None:
    """The factor and the contrast of "adding X did not prolong OS" in a study of more arms than two: X or no X."""
    gained = [
        statement.text[t.start : t.end]
        for t in statement.treatments
        if _GAIN.search(statement.text, max(0, t.start - 40), t.start)
    ]
    several = len(statement.paper.roster.arms) > 2
    return (f"treatment ({gained[0]})", f"with vs without {gained[0]}") if len(gained) == 1 and several else None


_AFTER_HELD = re.compile(
    r"(?:After|When|With|Following)\s(?:adjust\w+|controlling)\s(?:for|by)\s[^;.()]{3,100}?,\s(?=the\s)"
)
_RATIO_OF = re.compile(
    r"""(?:[Tt]he\s)?(?:(?:un)?adjusted\s|(?:un)?stratified\s)?(?:(?:[Hh]azard|[Oo]dds|[Rr]isk)\s[Rr]atios?|[Rr]elative\s[Rr]isk|HRs?|ORs?|RRs?)(?:\s[(\[]\w+[)\]])?\s(?:for|of)\s
      | The\s(?:relative\s)?risk\sof\s[\w\s,/-]{3,40}\swas\s(?:\w+\s)?(?:reduced|decreased|lowered)\sby\s\d[\d.]*\s?%\s[(\[]
      | (?:This|That|There|It)\s(?:\w+\s){1,3}?an?\s\d[\d.]*\s?%\s(?:relative\s)?(?:reduction|decrease)
        \sin\s(?:the\s)?(?:relative\s)?risk\sof\s""",
    re.VERBOSE,
)


def of_two_arms(statement: Statement, factors: Sequence[Category]) -> bool:
    """Whether "The HR for OS was" can only be that of a study's two arms: no factor is named here or in the sentence before."""
    if len(statement.paper.roster.arms) != 2:
        return False
    begun = held.end() if (held := _AFTER_HELD.match(statement.text)) else 0
    if not (_RATIO_OF.match(statement.text, begun) or only_results(statement, factors)):
        return False
    parts = any(h.subgroup for s in (*statement.earlier[-1:], statement) for h in holders(s))
    here = any(m.start >= begun and m.of(*factors) for m in statement.mentions)
    return not (parts or here or any(s.names(*factors) for s in statement.earlier[-1:]))


_BETTER = re.compile(
    r"\b(?:longer|shorter|better|worse|improve[sd]?|prolong(?:s|ed)|superior|inferior|favou?r(?:s|ed|ing)|reduce[sd]|extend(?:s|ed)|lower|higher|fewer|greater|(?:more|less)\s(?:common|frequent|often)(?:ly)?)\b",
    re.IGNORECASE,
)
_SOME = re.compile(r"\b(?:non-?)?responders\b|\b(?:patients|those)\s(?:with|who|whose)\b", re.IGNORECASE)


def does_better(statement: Statement, before: str) -> bool:
    """Whether the words before a ratio say how one arm did, or that part of it with which the sentence begins.

    "OS was longer with A (HR 0.7)"; "In patients with X, A prolonged OS (HR 0.7)".

    Args:
        statement: a sentence.
        before: what stands before the ratio.
    """
    since = part[1] if (part := fronted(statement)) else 0
    some = any(h.subgroup and h.start >= since for h in holders(statement)) or _SOME.search(statement.text, since)
    return not some and _BETTER.search(before) is not None


def fared(statement: Statement, before: str, offset: int) -> str | None:
    """The patients who did otherwise than all the others, in a study without arms: "patients with X had a worse OS (HR 1.8"."""
    parts = [h for h in holders(statement) if h.subgroup and offset <= h.start and h.end <= offset + len(before)]
    alone = len(parts) == 1 and not parts[0].compared and not statement.paper.roster.arms
    return parts[0].name if alone and _BETTER.search(before, parts[0].end - offset) else None


_BENEFIT = Phrase(
    r"\bbenefit\w*|\bfavou?r(?:ed|s|ing)\b|\b(?:treatment|drug)\seffects?\b", "benefit", "favor", "favour", "effect"
)
_BETTER_WITH = re.compile(
    r"\b(?:(?:longer|better|superior|improved|higher|prolonged|greater)\s(?:with|in|for)|effects?\sof)\s(?:the\s|adding\s)?$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:\s(?:patients|tumou?rs|disease|subgroup))?\s?[(\[]\s?(?:\w+\s)?")


def benefiting(statement: Statement, start: int) -> str | None:
    """The part of the patients whose gain from treatment a ratio is: "OS favoured A in patients with X (HR 0.7)".

    Args:
        statement: a sentence.
        start: where the ratio begins.
    """
    named, text = holders(statement), statement.text
    part = next((h for h in named if h.subgroup and _OPENING.fullmatch(text, h.end, start)), None)
    whose = part.subgroup if part else persons_before(text, start)
    against = part is not None and part.compared and not RATIO.search(text, 0, part.start)
    if len(statement.paper.roster.arms) != 2 or whose is None or against:
        return None
    gained = any(h.arm and _BETTER_WITH.search(text, max(0, h.start - 24), h.start) for h in named)
    return whose if gained or _BENEFIT.search(text) else None
