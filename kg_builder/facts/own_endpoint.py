"""What values say behind themselves of what they measure: "the ORR was 40%, and 16% had PD", "OS was 45% at 3 years"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import replace

from kg_builder.facts.contrast import paired, versus
from kg_builder.facts.holder import Holder
from kg_builder.facts.landmarks import names_time_behind, read_behind
from kg_builder.facts.measured import Measured
from kg_builder.lexicon import Category
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = [
    "NEW_VERB",
    "as_before",
    "carried",
    "closing_semicolons",
    "has_verb",
    "last_apart",
    "listed_pairs",
    "outside",
    "pairs_of_each",
    "read_apart",
    "read_late",
    "said_behind",
    "timed",
]

_Dealt = tuple[list[Quantity], list[Measured]]

_SAYS = re.compile(
    r"(?:s?\s?\)?\s?(?:rates?\s)?|s?,\swhich\s)(?:(?:was|were)\s(?:seen|observed|noted|reported|recorded|achieved)\s(?:in|by)|occurred\sin|was|were|is|of|:|=|reached|at)\s?$",
    re.IGNORECASE,
)
_WHOSE = (
    r"(?:(?:in|receiving|given|treated\swith|who\s(?:received|were\s(?:given|treated\swith|assigned\sto)))"
    r"\s(?:the\s)?[\w+/-]+(?:\s[\w+/-]+){0,6}?\s(?=(?:had|have|achieved|showed|experienced|developed)\b))?"
)
_OF_PATIENTS = (
    rf"\)?\s?(?:of\s(?:the\s|all\s)?)?(?:patients?|cases?|subjects|participants|women|men|children)?\s?{_WHOSE}"
)
_NEW_CLAUSE = re.compile(
    rf"{_OF_PATIENTS}(?:had|have|were(?!\s(?:\w+ly\s)?(?:seen|observed|noted|reported|recorded|achieved|obtained|found))|achieved|showed|attained|experienced|exhibited|obtained|reached|developed|received|underwent|required)\s",
    re.IGNORECASE,
)
_DID = re.compile(rf"{_OF_PATIENTS}(?:had\s|have\s)?$", re.IGNORECASE)


_COUNT_AND = re.compile(r"([(\[](?:n\s?=\s?)?\d+(?:\s?/\s?\d+|\spatients)?);(?=\s\d[\d.]*\s?%)")


_RATIO_ASIDE = re.compile(
    r"[(\[](?:HR|OR|RR|[Hh]azard|[Oo]dds|[Rr]elative|[Rr]isk)\b[^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]"
)


_RESUMED = re.compile(  # "PFS in A was 7 months; for patients in B, it was 5 months"
    r";(?=\s(?:and\s|while\s)?(?:for|in|with|among)\s[^;.()]{2,60}?,\s(?:it|this|that|the\s(?:corresponding\s)?(?:median|rate|value|figure)s?)\s(?:was|were)\s)"
)


_MORE_OF_IT = re.compile(  # "(8 vs 5 months; HR 0.54, 95% CI 0.38-0.77; p = 0.02)"
    r";(?=\s(?:(?:un)?(?:stratified\s|adjusted\s))?(?:HR|[Hh]azard\sratio|OR|[Oo]dds\sratio|RR|9\d(?:\.\d)?\s?%\sCI|(?:(?:one|two)-sided\s|log-rank\s)?[pP]\s?[=<>])[^()]*(?:\([^()]*\)[^()]*)*\))"
)


_NEXT_GRADE = re.compile(  # "(any grade, 68% vs 88%; grade 3, 10% vs 55%)"
    r";(?=\sgrades?\s[\u2265>]?\s?\d[^();%]{0,20},\s\d[\d.]*\s?%\s(?:vs?\.?|versus)\s[^()]*\))"
)
_NEXT_ARM = re.compile(  # "arm A, 8.1 months; arm B, 8.9 months"
    r";(?=\s(?:and\s)?(?:(?:arm|group|cohort)\s\w{1,3}|(?:the\s)?[\w+/-]+(?:\s[\w+/-]+){0,3}\s(?:arm|group))[,:]\s\d)"
)
_OF_GRADE = re.compile(r"[;,]\s(?:and\s)?grades?\s[\u2265>]?\s?\d[^();%]{0,20}[,:]\s$")


def read_apart(text: str, run: Sequence[Quantity]) -> bool:
    """Whether further values of an endpoint say their time behind them, or before them their grade: "; grade 3, 10% vs 55%"."""
    graded = len(run) > 1 and _OF_GRADE.search(text, 0, run[0].start) is not None
    return graded or names_time_behind(text, run[-1].end)


_ITS_VALUE = re.compile(r"(?:\s(?:arm|group))?[:,]\s\d")


def closing_semicolons(text: str, runs: Sequence[Sequence[Quantity]], groups: Iterable[Holder] = ()) -> str:
    """The text with only such semicolons as part its clauses: not those of "38% (95% CI, 20-51; p = 0.03)", "(n = 5; 38%)".

    Nor those of "A: 5 months; B: 7 months", `groups` that the sentence names.
    """
    if ";" not in text:
        return text
    for group in groups:
        if text.startswith("; ", group.start - 2) and _ITS_VALUE.match(text, group.end):
            text = f"{text[: group.start - 2]},{text[group.start - 1 :]}"
    text = _COUNT_AND.sub(lambda match: f"{match[1]},", text)
    text = _NEXT_ARM.sub(",", text)
    text = _NEXT_GRADE.sub(",", _MORE_OF_IT.sub(",", _RESUMED.sub(",", text)))
    text = _RATIO_ASIDE.sub(lambda match: match.group().replace(";", ","), text)
    for value in (value for run in runs for value in run):
        text = text[: value.start] + text[value.start : value.end].replace(";", ",") + text[value.end :]
    return text


def last_apart(text: str, run: list[Quantity], endpoints: Sequence[Measured]) -> list[list[Quantity]]:
    """A run of values, its last apart where an endpoint says the first and a verb ties the last to another endpoint.

    Args:
        text: the sentence.
        run: values that are only joined.
        endpoints: what the sentence measures, in order.
    """
    before = [e for e in endpoints if e.end <= run[0].start][-1:] if len(run) > 1 else []
    if not before or not (run[-1].dimension != run[-2].dimension or _SAYS.match(text[before[0].end : run[0].start])):
        return [run]
    following = next((e for e in endpoints if e.start >= run[-1].end), None)
    did = following is not None and following.event and _DID.fullmatch(text[run[-1].end : following.start])
    return [run[:-1], run[-1:]] if did or _NEW_CLAUSE.match(text, run[-1].end) else [run]


def outside(preceding: list[Measured], text: str, start: int) -> list[Measured]:
    """The endpoints before a value, less the last ones if they stand in a bracket that closes before it, and others do not."""
    kept = preceding
    while kept and text.count(")", kept[-1].end, start) > text.count("(", kept[-1].end, start):
        kept = kept[:-1]
    return kept or preceding


def read_late(text: str, runs: Sequence[Sequence[Quantity]]) -> bool:
    """Whether a time at which it is read stands behind one of the values of a sentence."""
    return any(names_time_behind(text, run[-1].end) for run in runs)


_AGAINST = re.compile(r"\s(?:vs\.?|versus|v\.?|against|compared\s(?:with|to))\s", re.IGNORECASE)
_AND = re.compile(r",?\s(?:and\s)?(?:the\s)?(?:median\s)?", re.IGNORECASE)


def pairs_of_each(text: str, run: list[Quantity], endpoints: Sequence[Measured]) -> list[_Dealt]:
    """Joined endpoints with the values of each: "PFS and OS were 8 vs 5 months and 18 vs 14 months"; else nothing."""
    if parted := paired(text, run, endpoints):
        return parted
    row: list[Measured] = []
    for endpoint in reversed([e for e in endpoints if e.end <= run[0].start]):
        if len(row) < len(run) // 2 and (not row or _AND.fullmatch(text, endpoint.end, row[0].start)):
            row.insert(0, endpoint)
    if len(run) != 2 * len(row) or len(row) < 2:
        return []
    gaps = [text[one.end : other.start] for one, other in pairwise(run)]
    pairs = all(map(_AGAINST.fullmatch, gaps[::2])) and all(map(_AND.fullmatch, gaps[1::2]))
    return [(run[2 * at : 2 * at + 2], [endpoint]) for at, endpoint in enumerate(row)] if pairs else []


_NEXT_PAIR = re.compile(r"[^;()%]*;\s")


def listed_pairs(text: str, runs: Sequence[list[Quantity]], endpoints: Sequence[Measured]) -> list[_Dealt]:
    """Joined endpoints with the pairs of one bracket: "PFS and OS were alike (8 vs 5%, P = 0.4; 18 vs 14%; respectively)"."""
    gaps = [text[one[-1].end : other[0].start] for one, other in pairwise(runs)]
    pairs = gaps and all(len(run) == 2 and versus(text, run) for run in runs) and all(map(_NEXT_PAIR.fullmatch, gaps))
    if not pairs or "respectively" not in text[runs[-1][-1].end :]:
        return []
    row = [e for e in endpoints if e.end <= runs[0][0].start][-len(runs) :]
    joined = all(_AND.fullmatch(text, one.end, other.start) for one, other in pairwise(row))
    return [(run, [e]) for run, e in zip(runs, row, strict=True)] if joined and len(row) == len(runs) else []


_THAT_OF_OTHERS = re.compile(
    r"[)\]]?(?:[^;.()]{0,90}?,?\s(?:as\s)?(?:compared\s(?:with|to)|versus|vs\.?)|,?\s(?:in\s[^,;.()\d]{3,60}\s)?and)\s"
)
_RESPECTIVELY = re.compile(r"[)\]]?,?\s(?:respectively|in\s[^,;.()\d]{3,60},\srespectively)\b")


def as_before(text: str, run: Sequence[Quantity], dealt: Sequence[_Dealt]) -> list[Measured]:
    """The endpoints of as many values before, one each: "PFS was 8 and OS 18 months, vs 5 and 14 months, respectively, in B".

    Values of different units need no "respectively".
    """
    last = dealt[-len(run) :] if 1 < len(run) <= len(dealt) else ()
    single = [chosen[0] for values, chosen in last if len(values) == len(chosen) == 1]
    if len(set(single)) < len(run) or not _THAT_OF_OTHERS.fullmatch(text, last[-1][0][-1].end, run[0].start):
        return []
    alike = [values[0].dimension for values, _ in last] == [q.dimension for q in run]
    told = _RESPECTIVELY.match(text, run[-1].end) or len({q.dimension for q in run}) == len(run)
    return single if alike and told else []


def timed(statement: Statement, dealt: list[_Dealt]) -> list[_Dealt]:
    """Runs of values with their endpoints, those endpoints at the time that stands behind a share.

    A time that is said once holds for all values of the endpoint: "OS was 45% at 3 years with A and 30% with B".

    Args:
        statement: the sentence.
        dealt: the runs, in order, each with one endpoint for all its values or one each.
    """
    read = [
        read_behind(statement, run[-1].end) if _may_be_read_late(statement, run, chosen) else None
        for run, chosen in dealt
    ]
    if not any(read):
        return dealt
    if len(read) > 1 and not read[0] and read[0] is not None and dealt[0][1] == dealt[1][1]:
        read[0] = read[1]  # "45% with A and 30% with B at 3 years, and …"
    times: dict[Measured, dict[Decimal | None, None]] = {}  # in order
    for (_, chosen), at in zip(dealt, read, strict=True):
        times.setdefault(chosen[0], {}).update(dict.fromkeys(at or ()))
    return [
        (run, chosen if at is None else _at_times(run, chosen, at or (*times[chosen[0]],)))
        for (run, chosen), at in zip(dealt, read, strict=True)
    ]


def _at_times(run: list[Quantity], chosen: list[Measured], times: tuple[Decimal | None, ...]) -> list[Measured]:
    """The endpoints at the one time of all, or one endpoint at the time of each value; else as they are."""
    if len(times) == 1:
        return [replace(e, at_months=times[0]) for e in chosen]
    return [replace(chosen[0], at_months=t) for t in times] if len(chosen) == 1 and len(times) == len(run) else chosen


def _may_be_read_late(statement: Statement, run: list[Quantity], chosen: list[Measured]) -> bool:
    """Whether a share can be of its endpoint at a time: no response, and none that has its time already."""
    if run[-1].dimension != "fraction" or any(e.at_months is not None for e in chosen):
        return False
    lexicon = statement.paper.lexicon
    return not any(e.key in ("ORR", "DCR") or lexicon.get(Category.RESPONSE, e.key) for e in chosen)


NEW_VERB = re.compile(
    r"\b(?:had|required|underwent(?<!who\sunderwent)|received(?<!who\sreceived)(?<!they\sreceived)|needed|developed|reported|discontinued|died|achieved|represented|which|completed)\b",
    re.IGNORECASE,
)


_DID_SO = re.compile(r"\b[a-z]{3,}ed\s[(\[]$")


def has_verb(text: str, waiting: Sequence[Quantity], run: Sequence[Quantity]) -> bool:
    """Whether values that wait for an endpoint are what another verb says: "26 responded (65%), 15 (38%) with a CR"."""
    return bool(
        NEW_VERB.search(text[waiting[-1].end : run[0].start])
        or _DID_SO.search(text, max(0, waiting[0].start - 20), waiting[0].start)
    )


_WHICH_WAS_MORE = re.compile(
    r",?\swhich\s(?:was|were|is|are)\s(?:\w+ly\s)?(?:higher|lower|longer|shorter|better|worse|greater|superior|inferior|similar|comparable)\s(?=(?:than|to)\s)"
)


_SEEN = re.compile(  # "deaths (53%) were observed in the A group and 59% in …"
    r"[)\]]?\s(?:were|was|had\sbeen)\s(?:observed|recorded|reported|seen|noted|documented)\s(?=(?:in|with|among|on|for)\b)"
)


_WAS = re.compile(r"\b(?:was|were)\b")
_PREDICATE = re.compile(  # "30% had a relapse and 20% of the patients in B underwent surgery"
    r"""(?!not\s)(?:(?!,|;|\s(?:and|or|versus|vs|compared|while|whereas)\b)(?:[^()]|\([^()]*\)))*?
        \s(?<!\bwho\s)(?<!\bthat\s)(?<!\bthey\s)(?:had|were|did|developed|achieved|required|underwent|received|needed|discontinued|withdrew|completed|reported)\b""",
    re.VERBOSE,
)
_OTHER_TIME = " time to "  # of no endpoint that is known
_HAVING = re.compile(r"\b(?:had|have|has|achieved|developed)\s(?:an?\s|the\s)?(?:[\w-]+-related\s)?$")


def carried(text: str, start: int, end: int, endpoint: Measured) -> bool:
    """Whether what stands between two values lets the second still be of the same endpoint: no new predicate.

    Args:
        text: the sentence.
        start: where the first value ends.
        end: where the second begins.
        endpoint: of the first.
    """
    between = _WHICH_WAS_MORE.sub(", ", text[start:end])
    if text.startswith("not ", end):
        between = re.sub(r"\bha[ds]\s$", "", between)
    if start <= endpoint.start < end:
        if _PREDICATE.match(text, end):
            return False
        between = _HAVING.sub("", text[start : endpoint.start]) + text[endpoint.end : end]
    if _OTHER_TIME in between:
        return False
    if endpoint.event and (seen := _SEEN.match(between)):
        between = between[seen.end() :]
    return not NEW_VERB.search(between) and not (endpoint.event and _WAS.search(between))


_FOR = re.compile(r"^,?\s?(?:\(?[Pp]\s?[=<>]\s?[\d.]+\)?,?\s)?for\s(?:the\s|median\s)*$")


def said_behind(text: str, end: int, endpoint: Measured) -> bool:
    """Whether a run of values says behind itself what it is of: "8 vs 3 months for PFS;"."""
    return bool(_FOR.match(text[end : endpoint.start]) and re.match(r"\s?(?:[;,.)]|and\b|$)", text[endpoint.end :]))
