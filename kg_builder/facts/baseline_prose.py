"""Characteristics of the patients at the start, from sentences.

A sentence of shares is read as a row of traits T and values V; groups G are tied to the values. A pair is:

    T (V)          "adenocarcinoma (65.2%)"; in a list also unknown words: "prior treatment included X (12%) and Y (7%)"
    T in V         "cirrhosis was present in 12 (30%)"
    V had T        "12 (30%) patients had cirrhosis", "12 men and 7 women"
    V V had T T    values dealt over as many traits, or over as many groups
    T (V in G V in G)   a second value of the trait, with its own group

Sentences of medians and means ("the median age was 63 years (range 38-82)") have their own, simpler reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg_builder.arms import Arm
from kg_builder.evidence import Baseline
from kg_builder.facts.at_start import clause, of_part, other_matter, told_at_start
from kg_builder.facts.baseline_lists import listed_traits
from kg_builder.facts.baseline_summary import summaries
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.note import Note
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.facts.shares import Share, may_tie, shares, tied
from kg_builder.facts.table_notes import told_below_tables
from kg_builder.facts.traits import DISEASE, NUMERALS, Trait, diseases_of, traits
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["baselines"]


def baselines(paper: Paper) -> Iterator[Baseline | Note]:
    """The characteristics that a trial's sentences tell of its own patients."""
    if paper.genre != "trial":
        return
    everyones = diseases_of(paper)
    for statement in told_at_start(paper):
        yield from summaries(statement)
        yield from _shares(statement, everyones)
    for statement in told_below_tables(paper):
        if listed_traits(statement) and statement.study == "this":
            yield from _shares(statement, everyones)


# -- which trait ----------------------------------------------------------------------------------------------------
_T_OPENS = re.compile(
    r"^s?(?:\s(?:levels?|status|disease|histology|tumou?rs?|cancers?|patients|carcinomas?|mutations?|stage|infection|type|subtype))?\s?(?:[(\[]\s?(?:(?=[A-Z\d/-]*[A-Z]{2})[A-Za-z][\w/-]{1,9}[,;:]\s)?|=\s?|:\s?)(?:in\s)?$",
    re.IGNORECASE,
)
_T_IN = re.compile(
    r"""^[s)]?(?:\s(?:levels?|status|disease|histology|tumou?rs?|mutations?|infection|expression))?\s
        (?:(?:(?:was|were|had\sbeen)\s(?:\w+ly\s)?)?(?:present|found|documented|observed|detected|seen|noted|reported|identified|diagnosed|recorded|given|used|performed|administered|received)\s(?:in|for|by)
          |accounted\sfor|in|was|were)\s(?:only\s|about\s|approximately\s|a\stotal\sof\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_V_HAD = re.compile(
    r"""^[)\]]?\s(?:of\s(?:all\s)?(?:the\s|these\s|our\s|those\s)?(?:study\s|enrolled\s|included\s|evaluable\s)?)?
        (?:(?:patients?|cases?|subjects|participants|individuals|women|men|tumou?rs?|them)[,\s]*(?:(?:included|enrolled|analy[sz]ed|randomi[sz]ed|evaluated|studied)\s)?(?:in\s(?:the\s|this\s|our\s)?(?:study|trial|cohort|[A-Z][\w-]+(?:\s\d+)?)\s)?)?
        (?<!\sof\s)(?:who\s|that\s)?
        (?:had\s(?:tumou?rs|cancers|disease)\s(?:that|which)\s(?:was|were)\s)?
        (?:(?:had|have|having|has|were|was|being|are|with|in|exhibited|showed|presented|present|received|undergone|underwent|harbou?red|carried|been|previously|initially
             |diagnosed|classified|considered|confirmed|found|known|(?:self-)?identified|described|themselves|(?:self-)?reported|documented|staged|treated|suffering|suffered|as|to|be|have|carry|from|by|also|(?<=were\s)of)\s)*
        (?:(?:an?|the|presence\sof|evidence\sof|history\sof|their|some|good|previous|prior|at\sleast\sone|clinical|chronic|multiple|initial|pathological|histological|a\sdiagnosis\sof)\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_JOIN = re.compile(r"^\s?(?:,|and|or|,\sand|vs\.?|versus|compared\s(?:with|to)|against)\s?$", re.IGNORECASE)
_JOIN_TRAITS = re.compile(r"^(?:\s(?:disease|tumou?rs?|status))?\s?(?:,|and|,\sand)\s(?:the\s|an?\s)?$", re.IGNORECASE)
_PROPORTION = Phrase(
    r"\b(?:proportions?|percentages?|numbers?|rates?|frequency)\sof\s(?:\w+\s)?(?:patients|subjects|cases|participants)\s(?:with|who\s(?:had|were))\s(?:an?\s)?$",
    "proportion", "percentage", "number", "rate", "frequency",
)  # fmt: skip
_Paired = tuple[list[Share], list[Trait]]


def _shares(statement: Statement, everyones: frozenset[str]) -> Iterator[Baseline | Note]:
    listed = listed_traits(statement)
    named = [
        *listed,
        *(t for t in traits(statement, everyones) if not any(o.start < t.end and t.start < o.end for o in listed)),
    ]
    if statement.names(Category.TOXICITY):
        named = [t for t in named if t.characteristic.lower() not in ("grade", "grades")]  # it is that of an event
    text = statement.text
    if "respectively" in text:  # see baseline_levels
        named = [t for t in named if t.key != "level" or not re.search(r",|\band\b", t.level or "")]
    named = sorted([*named, *_further_levels(text, named)], key=lambda t: t.start)
    values = _with_percent_behind(text, shares(statement, named), named) if named else []
    if not values:
        return
    for run, chosen in _pairs(statement, _runs(text, values), named):
        low, high = min(run[0].start, chosen[0].start), max(run[-1].end, chosen[-1].end)
        if not other_matter(_less_operations(text, low, high), *clause(text, low, high)):
            yield from _dealt(statement, run, chosen, holders(statement))


_OPERATED = re.compile(
    r"""(?:,|;|,?\sand|^)\s?(?:only\s|just\s)?\d+\s(?:(?:patients|cases)\s)?\(\d[\d.]*\s?%\)\s(?:(?:patients|cases)\s)?(?:had|underwent|got|received)\s
        (?:only\s|just\s)?(?:an?\s|the\s)?(?:(?:gross|subtotal|total|partial|open|stereotactic|surgical|complete|radical|curative|tumou?r)\s){0,3}(?:biops(?:y|ies)|resections?)
        (?=\s?(?:[,;.]|$|and\b))""",
    re.VERBOSE,
)  # an item of a list that tells how many were operated on


def _less_operations(text: str, low: int, high: int) -> str:
    """The sentence, without the items of its list that tell of operations and not of these characters."""
    if "biops" not in text and "resection" not in text:
        return text
    return _OPERATED.sub(lambda m: " " * len(m.group()) if m.end() <= low or m.start() >= high else m.group(), text)


_OF_LEVEL = r"(?:\sin\s\d+(?:\s\(\d+(?:\.\d+)?\s?%\))?|\s?\([^()]*\d\s?%?\))"
_NEXT_LEVEL = re.compile(
    rf"{_OF_LEVEL}(?:\s(?:of\s)?(?:patients|cases|subjects))?(?:,|,?\s(?:and|or))\s(?P<level>{NUMERALS})(?=\s?\(\s?(?:n\s?=\s?)?\d|\sin\s\d)"
)


def _further_levels(text: str, named: Sequence[Trait]) -> Iterator[Trait]:
    """The levels behind the first in "performance status of 0 (48%) or 1 (52%)", "status was 0 in 53 patients and 1 in 34"."""
    for trait in (t for t in named if t.key == "level" and t.level):
        end = trait.end
        while match := _NEXT_LEVEL.match(text, end):
            start, end = match.span("level")
            alike = match["level"][0].isdigit() == (trait.level or "")[0].isdigit()
            if alike and not any(t.start <= start < t.end for t in named):
                yield replace(trait, start=start, end=end, level=match["level"])


_SHARE_OPENS = re.compile(r"\s?(?:(?:was|were)\s(?:found|detected|identified|seen|observed|present|noted)\s)?\(\s?")


def _with_percent_behind(text: str, values: Sequence[Share], named: Sequence[Trait]) -> list[Share]:
    """The shares, those of "18 were female (43%)" made one."""
    joined: list[Share] = []
    for value in values:
        last = joined[-1] if joined else None
        between = [t for t in named if last and last.end <= t.start and t.end <= value.start]
        apart = len(between) != 1 or not last or last.percent is not None or value.count is not None
        if (
            not apart
            and last
            and _SHARE_OPENS.fullmatch(text, between[0].end, value.start)
            and _V_HAD.match(text[last.end : between[0].start])
        ):
            joined[-1] = replace(last, percent=value.percent)
        else:
            joined.append(value)
    return joined


def _runs(text: str, values: Sequence[Share]) -> list[list[Share]]:
    runs: list[list[Share]] = []
    for value in values:
        if runs and _JOIN.match(text[runs[-1][-1].end : value.start]):
            runs[-1].append(value)
        else:
            runs.append([value])
    return runs


def _pairs(statement: Statement, runs: Sequence[list[Share]], named: Sequence[Trait]) -> Iterator[_Paired]:
    """The runs of values with their traits: one for all, or one each."""
    text = statement.text
    last: list[Trait] = []
    waiting: list[
        list[Share]
    ] = []  # that have a group each, and no trait yet: "24 (60%) in the A group and 25 (61%) in …"
    parted: tuple[Trait, int] | None = None  # a trait whose values a bracket divides further, and where it goes on
    for number, run in enumerate(runs):
        more = number + 1 < len(runs)
        until = runs[number + 1][0].start if more else len(text)
        chosen = (
            _before(statement, run, named) or _behind(statement, run, named, until) or _proportion(text, run, named)
        )
        if parted and chosen and chosen[0].start > run[-1].end and ")" not in text[parted[1] : run[0].start]:
            chosen = [replace(parted[0], end=chosen[0].end, level=text[chosen[0].start : chosen[0].end])]
            parted = (parted[0], run[-1].end)
        elif not chosen and len(last) == 1 and _goes_on(statement, run, last[0], runs[number - 1][-1], named):
            chosen, parted = last, (last[0], run[-1].end)
        if chosen and (len(chosen) == len(run) or len(chosen) == 1):
            behind = len(chosen) == 1 and chosen[0].start >= run[-1].end
            yield from ((earlier, chosen) for earlier in waiting if behind)
            yield run, chosen
        waits = more and not chosen and _tied(statement, run[-1].end) is not None
        waiting = [*waiting, run] if waits else []
        last = chosen


def _tied(statement: Statement, end: int) -> Holder | None:
    """The group tied to the value that ends here; groups are sought only where one may be."""
    return tied(statement.text, end, holders(statement)) if may_tie(statement.text, end) else None


_CLOSED = re.compile(
    r"^\s?[)\],;:.]|^\s(?:tumou?r\s)?(?:patients|cases|subjects|tumou?rs|samples|specimens|of|vs|versus)\b|^$"
)


def _before(statement: Statement, run: Sequence[Share], named: Sequence[Trait]) -> list[Trait]:
    """T (V); T was found in V."""
    text = statement.text
    earlier = [t for t in named if t.end <= run[0].start]
    if not earlier or any(t.start == run[-1].end + 1 for t in named):
        return []
    while len(earlier) > 1 and ")" in _unbracketed(text[earlier[-1].end : run[0].start]):
        earlier.pop()
    between = _unbracketed(text[earlier[-1].end : run[0].start])
    item = between == ", " and text[earlier[-1].start - 2 : earlier[-1].start] in ("; ", ": ")
    item = item and text[run[-1].end : run[-1].end + 1] in (";", ".")  # "male, 63%; stage IV, 20%."
    if not (item or _T_OPENS.match(between) or _T_IN.match(between)):
        return []
    if run[-1].percent is None and earlier[-1].key != "list":
        of_other = not _CLOSED.match(text[run[-1].end :]) and _tied(statement, run[-1].end) is None
        if of_other or re.fullmatch(r"\s(?:in|was|were)\s", between):
            return []
    return _row(text, earlier[::-1], len(run), backwards=True) if len(run) > 1 else earlier[-1:]


_BRACKET = re.compile(r"\s?\([^()]*\)")


def _unbracketed(text: str) -> str:
    return _BRACKET.sub("", text)


_DIVIDED = re.compile(r"^\s(?:patients|cases|subjects)\s(?:had|were|with|who)\b")


_NOUN = re.compile(r"\s(?:groups?|arms?|cohorts?)\b")
_OF_THOSE = re.compile(r"[)\]]?\sof\s(?:all\s)?(?:the\s|these\s|those\s)?")  # "5 (20%) of the X mutations were …"
_OWN_SIZE = re.compile(r"\s?\([nN]\s?=\s?\d")  # "90 patients with X (n = 50) and Y (n = 40)"


def _behind(statement: Statement, run: Sequence[Share], named: Sequence[Trait], until: int) -> list[Trait]:
    """V had T; V T; V in G had T."""
    text = statement.text
    later = [t for t in named if t.start >= run[-1].end]
    if not later or later[0].start >= until:
        return []
    begin = run[-1].end
    if (group := _tied(statement, begin)) and group.arm is not None and group.end < later[0].start:
        noun = _NOUN.match(text, group.end)
        begin = noun.end() if noun else group.end
    between = text[begin : later[0].start]
    direct = between.strip(")] ") == ""
    if direct and (run[-1].total or later[0].key == DISEASE or _DIVIDED.match(text[later[0].end :])):
        return []
    foreign = _OF_THOSE.fullmatch(between) or _OWN_SIZE.match(text, later[0].end)
    if not direct and (not _V_HAD.match(between) or foreign):
        return []
    return _row(text, later, len(run)) if len(run) > 1 else later[:1]


def _row(text: str, near: Sequence[Trait], wanted: int, *, backwards: bool = False) -> list[Trait]:
    """As many joined traits as there are values, else the nearest one."""
    row = list(near[:1])
    for trait in near[1:]:
        gap = text[trait.end : row[-1].start] if backwards else text[row[-1].end : trait.start]
        if not _JOIN_TRAITS.match(gap):
            break
        row.append(trait)
    row = row if len(row) == wanted else row[:1]
    return row[::-1] if backwards else row


def _proportion(text: str, run: Sequence[Share], named: Sequence[Trait]) -> list[Trait]:
    """The proportion of patients with T was higher in G than in G (V vs V)."""
    opened = _OPENED.search(text, run[0].start - 2, run[0].start)
    asked = [t for t in named if opened and t.end <= run[0].start and _PROPORTION.search(text, 0, t.start)]
    others = [t for t in named if asked and asked[-1].end <= t.start < run[0].start]
    return [] if others else asked[-1:]


_OPENED = re.compile(r"[(\[:]\s?$")


def _goes_on(statement: Statement, run: Sequence[Share], trait: Trait, previous: Share, named: Sequence[Trait]) -> bool:
    """Whether a further value is of the same trait: it has a group of its own, and nothing else is named between."""
    text = statement.text
    between = [t for t in named if previous.end <= t.start < run[0].start and t is not trait]
    begin = max(previous.end, trait.end)
    if between or run[0].start - begin > 90:
        return False
    if len(run) == 1:
        return run[0].start - begin < 60 and _tied(statement, run[0].end) is not None
    groups = holders(statement)
    arms = {g.name for g in groups if g.arm is not None and not g.arm.whole and begin <= g.start < run[0].start}
    return len(arms) == len(run) and bool(re.search(r"[(\[]\s?$", text[: run[0].start]))


# -- whose ----------------------------------------------------------------------------------------------------------
def _dealt(
    statement: Statement, run: list[Share], chosen: list[Trait], groups: Sequence[Holder]
) -> Iterator[Baseline | Note]:
    arms = [g for g in groups if g.arm is not None and not g.subgroup]
    each = chosen if len(chosen) == len(run) else chosen * len(run)
    whom = (
        _row_of(run, arms)
        if len(run) > len(chosen)
        else [_whose(statement, v, t, groups) for v, t in zip(run, each, strict=True)]
    )
    for value, trait, arm in zip(run, each, whom or [None] * len(run), strict=True):
        place = statement.place(min(trait.start, value.start), max(trait.end, value.end))
        part, n = _some(statement, value, trait, arm) if arm else (True, None)
        if arm is None or part or of_part(statement, f"{trait.characteristic} {trait.level}", groups):
            yield Note(doc=statement.paper.document.id, place=place, reason="arm not certain", text=statement.text)
            continue
        count = value.count if value.count is not None else _in_each(statement.text, value, arm)
        yield Baseline(
            doc=statement.paper.document.id, span=place, rule="sentence-baseline", arm=arm.title(),
            n=n or _size(statement.text, value, arm), characteristic=trait.characteristic,
            level=trait.level or "yes", count=count, percent=value.percent,
        )  # fmt: skip


_SOME = re.compile(
    rf"\b(?:of|among)\s(?:(?:these|those|whom|which|them)\b(?:\s(?P<these>\d+)\s(?:patients|women|men|cases|tumou?rs),)?|(?:(?:the|all|our)\s)?(?P<n>\d+|{NUMBER_WORD})\s(?:(?![,;(]|\b(?:had|were|was)\b).){{3,80}}?,)",
    re.IGNORECASE,
)


def _some(statement: Statement, value: Share, trait: Trait, arm: Arm) -> tuple[bool, int | None]:
    """Whether a value counts from a part of the patients ("of whom 8", "of the 53 with A, 30 had B"), and how many those are.

    Those in whom the trait was looked for are no such part: "of 115 with a known X status, 31 had X"; nor are nearly all.
    """
    for match in _SOME.finditer(statement.text[: value.start]):
        number = match["n"] or match["these"]
        n = None if number is None else int(number_of(number))
        if n is not None and (trait.characteristic.lower() in match.group().lower() or _nearly_all(n, arm)):
            return False, n
        enrolled = arm.n is None and re.search(r"enrol|includ|randomi|eligib", match.group())
        everybody = arm.whole and n == sum(a.n or 0 for a in statement.paper.roster.arms)
        if n is None or not (n == arm.n or enrolled or everybody):
            return True, n
    return False, None


def _nearly_all(n: int, arm: Arm) -> bool:
    return arm.n is not None and 5 * n > 4 * arm.n > 4 * n


_EACH = Phrase(rf"\b(?P<n>\d+|{NUMBER_WORD})\s(?:patients\s)?in\s(?:each|both)\s(?:arm|group)", "in each", "in both")


def _in_each(text: str, value: Share, arm: Arm) -> int | None:
    """The count of "25 patients in each arm (53.2% vs 50.0%)", where the percentage agrees."""
    match = _EACH.search(text, 0, value.start)
    if match is None or value.percent is None or not arm.n:
        return None
    count = int(number_of(match["n"]))
    return count if abs(Decimal(100 * count) / arm.n - value.percent) < Decimal("0.6") else None


_SPECIMENS = re.compile(r"[\w-]+[)\]]?\s(?:specimens|samples|tissues|biopsies)\b")  # not of all patients, perhaps


def _size(text: str, value: Share, arm: Arm) -> int | None:
    """How many patients the value counts from: as printed, or the arm's size where it agrees."""
    if value.total or not arm.n or value.count is None or value.percent is None:
        return value.total or (None if _SPECIMENS.match(text, value.start) else arm.n)
    return arm.n if abs(Decimal(100 * value.count) / arm.n - value.percent) < 1 else None


def _row_of(run: Sequence[Share], arms: Sequence[Holder]) -> list[Arm | None]:
    """The arms, in their order, over which a run of values is dealt; the one that is compared comes last."""
    known = [g for g in arms if g.arm is not None and not g.arm.whole]
    order = list(dict.fromkeys(g.name for g in known))
    by_name = {g.name: g.arm for g in known}
    return [by_name[name] for name in order] if len(order) == len(run) else []


_ALSO_OF = re.compile(  # "30 men and 10 women in the X group"
    r"(?:(?:,|,?\sand)\s\d+(?:\s\([^()]*\))?\s[a-z-]+(?:\s\([^()]*\))?)+\s(?:in|of|among|receiving|assigned\sto)\s(?:the\s)?"
)


def _whose(statement: Statement, value: Share, trait: Trait, groups: Sequence[Holder]) -> Arm | None:
    """The arm tied to a value, else the one that leads, else all patients; `None` where that is not certain."""
    text, whole = statement.text, statement.paper.roster.whole
    arms = [g for g in groups if g.arm is not None and not g.subgroup]
    after = tied(text, value.end, groups) or (tied(text, trait.end, groups) if trait.start >= value.end else None)
    if after is None and (more := _ALSO_OF.match(text, trait.end)):
        after = next((g for g in arms if g.start == more.end()), None)
    if after is not None:
        return after.arm if after.known else None
    ends = [q.end for q in statement.quantities if q.end <= value.start]
    claimed = {id(g) for end in ends if (g := tied(text, end, arms)) is not None}
    leading = [g for g in arms if g.end <= value.start and not g.compared and id(g) not in claimed]
    if leading:
        return leading[-1].arm if len({g.name for g in leading}) == 1 else None
    sized = {g.name: g.arm for g in arms if g.arm and value.total and g.arm.n == value.total != whole.n}
    return sized.popitem()[1] if len(sized) == 1 else whole
