"""Characteristics of the patients at the start, from sentences.

A sentence of shares is read as a row of traits T and values V; groups G are tied to the values. What pairs a value with a trait:

    T (V)          "adenocarcinoma (65.2%)"; in a list also what no vocabulary knows: "prior treatment included X (12%) and Y (7%)"
    T in V         "cirrhosis was present in 12 (30%)"
    V had T        "12 (30%) patients had cirrhosis", "12 men and 7 women"
    V V had T T    values dealt over as many traits, or over as many groups
    T (V in G V in G)   a second value of the trait, with its own group

Sentences of medians and means ("the median age was 63 years (range 38-82)") have their own, simpler reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg_builder.arms import Arm
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import Baseline
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.note import Note
from kg_builder.facts.traits import DISEASE, Trait, diseases_of, traits
from kg_builder.lexicon import Category
from kg_builder.reading import sentences
from kg_builder.study import Paper, Statement
from kg_builder.values import Quantity, quantities

__all__ = ["baselines"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS)
_HEADING = re.compile(
    r"\b(?:patients?'?|baseline|demographics?|characteristics?|population|participants|cohort|results|findings|enrol\w+|abstract)\b|^$",
    re.IGNORECASE,
)
_OTHER_HEADING = re.compile(
    r"\b(?:safety|toxicit\w+|efficacy|survival|responses?|outcomes?|relapses?|recurrences?|compliance|predict\w+|prognos\w+|association)\b",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"\bat\s(?:baseline|diagnosis|entry|enrol+ment|randomi[sz]ation|presentation)|\bbaseline\s(?:characteristics|demographics)|"
    r"\bmedian\sage|\bmean\sage",
    re.IGNORECASE,
)
_OTHER_MATTER = re.compile(
    r"""\b(?:HRs?|ORs?|hazards?|odds|surviv\w+|respon(?:se|ses|ded|ders?|ding)|progress(?:ed|ion)|relaps\w+|recur(?:red|rences?)|died|deaths?|mortality
        |discontinu\w+|withdr[ae]w\w*|toxic\w*|adverse|AEs?|dose[sd]?|associat\w+|predict\w*|prognos\w*|correlat\w+|(?:multi|uni)varia\w+|subgroups?
        |after\s(?:\d+|treatment|surgery)|during|develop(?:ed|ment)|completed?|exclu\w+|screen\w*|incidences?|decreas\w+|reduc\w+|follow-up
        |subsequent\w*|post-?(?:operative|treatment)\w*|achiev\w+|biops(?:y|ies)|assum\w+|inclusion|eligib\w+|lost|resect(?:ed|able)|occurred
        |ranged|cycles?|fractions|delivered|tests?|assay\w*|sensitivity|specificity|expected|planned|mutational\sanalysis\sfailed)\b""",
    re.VERBOSE,
)


def baselines(paper: Paper) -> Iterator[Baseline | Note]:
    """The characteristics that a trial's sentences tell of its own patients."""
    if paper.genre != "trial":
        return
    everyones = diseases_of(paper)
    for statement in paper.statements:
        if statement.block.kind is BlockKind.PARAGRAPH and _tells(statement) and not _broken(statement):
            yield from _summaries(statement)
            yield from _shares(statement, everyones)
    for statement in _of_notes(paper):
        if statement.study == "this" and _listed(statement):
            yield from _shares(statement, everyones)


def _of_notes(paper: Paper) -> Iterator[Statement]:
    """The sentences below the tables."""
    for block in paper.document.of_kind(BlockKind.TABLE):
        for note in block.table.notes if block.table else ():
            for number, sentence in enumerate(sentences(paper.read(note))):
                yield Statement(paper, block, sentence, number)


def _broken(statement: Statement) -> bool:
    """Whether the sentence goes on with one that a break cut: "… 12% and." "15% in the other"."""
    earlier = statement.paper.statements_of(statement.block)[: statement.number][-1:]
    return bool(earlier) and bool(re.search(r"\b(?:and|or|vs|versus)\s?\.?$", earlier[0].text))


_DEVIATION = re.compile(r"(?:\u00b1|\bmeans?)[\s(,]{0,2}$", re.IGNORECASE)  # before "SD", which is a response too


def _tells(statement: Statement) -> bool:
    """Whether a sentence can be about the patients at the start: no outcome, no event, no reference."""
    heading, text = statement.block.heading, statement.text
    own = statement.block.section in _SECTIONS and statement.study == "this" and not statement.citations
    placed = bool(_HEADING.search(heading)) and not _OTHER_HEADING.search(heading)
    named = any(
        m.of(Category.ENDPOINT, Category.RESPONSE) and not _DEVIATION.search(text[: m.start]) for m in statement.mentions
    )
    return own and (placed or bool(_AT_START.search(text))) and not named


def _clause(text: str, start: int, end: int) -> str:
    """The part of a sentence between semicolons (outside brackets) that these characters stand in."""
    depth, cuts = 0, [0]
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if char == ";" and depth <= 0:
            cuts.append(at)
    begin = max(c for c in cuts if c <= start)
    return text[begin : min((c for c in cuts if c >= end), default=len(text))]


# -- shares ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Share:
    """A part of the patients: a count, a percentage, or both."""

    start: int
    end: int
    count: int | None
    percent: Decimal | None
    total: int | None = None


_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_UNITS[:9])}))?|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_WORD_COUNT = re.compile(rf"\b(?P<words>{_WORD})\s(?:(?:of\sthe\s)?(?:\w+\s)?(?:patients|cases|subjects|participants)\s)?[(\[]\s?$", re.IGNORECASE)
_N_BEFORE = re.compile(r"[(\[]?\b[nN]\s?=\s?(?P<n>\d+)\s?[(\[]\s?$")
_N_ALONE = re.compile(r"[(\[]\s?[nN]\s?=\s?(?P<n>\d+)\s?[)\]]")
_OUT_OF = re.compile(r"^[)\]]?\s(?:out\s)?of\s(?:the\s|all\s)?(?P<total>\d+)\b")
_DENOMINATOR = re.compile(r"\b(?:of|among|from|total\sof|all)\s(?:the\s|these\s|all\s)?$|^\s?$", re.IGNORECASE)


def _number_of(words: str) -> int:
    """ "Fifty-six" is 56.

    >>> _number_of("Fifty-six"), _number_of("eleven"), _number_of("twenty")
    (56, 11, 20)
    """
    parts = re.split(r"[-\s]", words.lower())
    tens = sum(10 * (_TENS.index(p) + 2) for p in parts if p in _TENS)
    return tens + sum(_UNITS.index(p) + 1 for p in parts if p in _UNITS)


def _parts(statement: Statement, named: Sequence[Trait]) -> list[_Share]:
    """The shares that a sentence prints, outside the names of traits."""
    text = statement.text
    for trait in named:
        text = text[: trait.start] + "x" * (trait.end - trait.start) + text[trait.end :]
    found: list[_Share] = []
    for quantity in quantities(text, statement.paper.units):
        if (share := _share(text, quantity)) and not (found and share.start < found[-1].end):
            found.append(share)
    found += [_Share(m.start() + 1, m.end(), int(m["n"]), None) for m in _N_ALONE.finditer(text)]
    return sorted(found, key=lambda s: s.start)


_BOUND = re.compile(r"\b(?:than|at\s(?:least|most)|almost|nearly|over|under|up\sto)\s$", re.IGNORECASE)


def _share(text: str, quantity: Quantity) -> _Share | None:
    number, unit = quantity.number, quantity.unit.key if quantity.unit else None
    if number is None or quantity.qualifier or quantity.upper is not None or quantity.interval is not None or quantity.sd is not None:
        return None
    if _BOUND.search(text, max(0, quantity.start - 11), quantity.start):
        return None
    behind = _OUT_OF.match(text[quantity.end :])
    total = quantity.total or (int(behind["total"]) if behind else None)
    end = quantity.end + (behind.end() if behind else 0)
    if unit == "percent":
        start, count = _counted(text, quantity)
        return _Share(start, end, count, number, total) if number <= 100 else None
    whole = number == number.to_integral_value() and unit in (None, "patient")
    if not whole or _DENOMINATOR.search(text[max(0, quantity.start - 16) : quantity.start]):
        return None
    return _Share(quantity.start, end, int(number), None, total)


def _counted(text: str, quantity: Quantity) -> tuple[int, int | None]:
    """Where a percentage with its count begins, and the count: "Fifty-six patients (35.0%)", "n = 41 [87.2%]"."""
    before = text[: quantity.start]
    if quantity.count is None and (match := _N_BEFORE.search(before)):
        return match.start() + (match.group()[0] in "(["), int(match["n"])
    if quantity.count is None and (match := _WORD_COUNT.search(before)):
        return match.start(), _number_of(match["words"])
    return quantity.start, quantity.count


# -- which trait ----------------------------------------------------------------------------------------------------
_T_OPENS = re.compile(
    r"^(?:\s(?:levels?|status|disease|histology|tumou?rs?|cancers?|patients|carcinomas?|mutations?|stage|infection|type|subtype))?\s?(?:[(\[]\s?|=\s?|:\s?)(?:in\s)?$",
    re.IGNORECASE,
)
_T_IN = re.compile(
    r"""^(?:\s(?:levels?|status|disease|histology|tumou?rs?|mutations?|infection))?\s
        (?:(?:was|were)\s(?:\w+ly\s)?(?:present|found|documented|observed|detected|seen|noted|reported|identified|diagnosed|recorded|given|used|performed|administered|received)\s(?:in|for|by)
          |accounted\sfor|in|was|were)\s(?:only\s|about\s|approximately\s|a\stotal\sof\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_V_HAD = re.compile(
    r"""^[)\]]?\s(?:of\s(?:all\s)?(?:the\s|these\s|our\s|those\s)?(?:study\s|enrolled\s|included\s|evaluable\s)?)?
        (?:(?:patients?|cases?|subjects|participants|individuals|women|men|tumou?rs?|them)[,\s]*)?(?:who\s|that\s)?
        (?:(?:had|have|having|has|were|was|being|are|with|in|exhibited|showed|presented|present|received|undergone|underwent|harbou?red|carried|been|previously|initially
             |diagnosed|classified|considered|found|known|identified|documented|staged|treated|suffering|suffered|as|to|have|from|by|also)\s)*
        (?:(?:an?|the|presence\sof|evidence\sof|history\sof|their|some|good|previous|prior|at\sleast\sone|clinical|chronic|multiple|initial|pathological|histological|a\sdiagnosis\sof)\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_JOIN = re.compile(r"^\s?(?:,|and|or|,\sand|vs\.?|versus|compared\s(?:with|to)|against)\s?$", re.IGNORECASE)
_JOIN_TRAITS = re.compile(r"^(?:\s(?:disease|tumou?rs?|status))?\s?(?:,|and|,\sand)\s(?:the\s|an?\s)?$", re.IGNORECASE)
_PROPORTION = re.compile(
    r"\b(?:proportions?|percentages?|numbers?|rates?|frequency)\sof\s(?:\w+\s)?(?:patients|subjects|cases|participants)\s(?:with|who\s(?:had|were))\s(?:an?\s)?$",
    re.IGNORECASE,
)
_Paired = tuple[list[_Share], list[Trait]]


def _shares(statement: Statement, everyones: frozenset[str]) -> Iterator[Baseline | Note]:
    listed = _listed(statement)
    named = [*listed, *(t for t in traits(statement, everyones) if not any(o.start < t.end and t.start < o.end for o in listed))]
    named.sort(key=lambda t: t.start)
    values = _parts(statement, named) if named else []
    if not values:
        return
    groups = holders(statement)
    text = statement.text
    for run, chosen in _pairs(text, _runs(text, values), named, groups):
        low, high = min(run[0].start, chosen[0].start), max(run[-1].end, chosen[-1].end)
        if not _OTHER_MATTER.search(_clause(text, low, high)):
            yield from _dealt(statement, run, chosen, groups)


def _runs(text: str, values: Sequence[_Share]) -> list[list[_Share]]:
    runs: list[list[_Share]] = []
    for value in values:
        if runs and _JOIN.match(text[runs[-1][-1].end : value.start]):
            runs[-1].append(value)
        else:
            runs.append([value])
    return runs


def _pairs(text: str, runs: Sequence[list[_Share]], named: Sequence[Trait], groups: Sequence[Holder]) -> Iterator[_Paired]:
    """The runs of values with their traits: one for all, or one each."""
    last: list[Trait] = []
    parted: tuple[Trait, int] | None = None  # a trait whose values a bracket divides further, and where it goes on
    for number, run in enumerate(runs):
        until = runs[number + 1][0].start if number + 1 < len(runs) else len(text)
        chosen = _before(text, run, named, groups) or _behind(text, run, named, until) or _proportion(text, run, named)
        if parted and chosen and chosen[0].start > run[-1].end and ")" not in text[parted[1] : run[0].start]:
            chosen = [replace(parted[0], end=chosen[0].end, level=text[chosen[0].start : chosen[0].end])]
            parted = (parted[0], run[-1].end)
        elif not chosen and len(last) == 1 and _goes_on(text, run, last[0], runs[number - 1][-1], named, groups):
            chosen, parted = last, (last[0], run[-1].end)
        if chosen and (len(chosen) == len(run) or len(chosen) == 1):
            yield run, chosen
        last = chosen


_CLOSED = re.compile(r"^\s?[)\],;:.]|^\s(?:patients|cases|subjects|of|vs|versus)\b|^$")


def _before(text: str, run: Sequence[_Share], named: Sequence[Trait], groups: Sequence[Holder]) -> list[Trait]:
    """T (V); T was found in V."""
    earlier = [t for t in named if t.end <= run[0].start]
    if not earlier or any(t.start == run[-1].end + 1 for t in named):
        return []
    while len(earlier) > 1 and ")" in _unbracketed(text[earlier[-1].end : run[0].start]):
        earlier.pop()
    between = _unbracketed(text[earlier[-1].end : run[0].start])
    of_other = run[-1].percent is None and not _CLOSED.match(text[run[-1].end :]) and _tied(text, run[-1], groups) is None
    bare = run[-1].percent is None and re.fullmatch(r"\s(?:in|was|were)\s", between)
    if not (_T_OPENS.match(between) or _T_IN.match(between)) or of_other or bare:
        return []
    return _row(text, earlier[::-1], len(run), backwards=True) if len(run) > 1 else earlier[-1:]


def _unbracketed(text: str) -> str:
    return re.sub(r"\s?\([^()]*\)", "", text)


_DIVIDED = re.compile(r"^\s(?:patients|cases|subjects)\s(?:had|were|with|who)\b")


def _behind(text: str, run: Sequence[_Share], named: Sequence[Trait], until: int) -> list[Trait]:
    """V had T; V T."""
    later = [t for t in named if t.start >= run[-1].end]
    if not later or later[0].start >= until:
        return []
    between = text[run[-1].end : later[0].start]
    direct = between.strip(")] ") == ""
    if direct and (run[-1].total or later[0].key == DISEASE or _DIVIDED.match(text[later[0].end :])):
        return []
    if not direct and not _V_HAD.match(between):
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


def _proportion(text: str, run: Sequence[_Share], named: Sequence[Trait]) -> list[Trait]:
    """The proportion of patients with T was higher in G than in G (V vs V)."""
    asked = [t for t in named if t.end <= run[0].start and _PROPORTION.search(text[: t.start])]
    others = [t for t in named if asked and asked[-1].end <= t.start < run[0].start]
    return asked[-1:] if not others and re.search(r"[(\[:]\s?$", text[: run[0].start]) else []


def _goes_on(
    text: str, run: Sequence[_Share], trait: Trait, previous: _Share, named: Sequence[Trait], groups: Sequence[Holder]
) -> bool:
    """Whether a further value is of the same trait: it has a group of its own, and nothing else is named between."""
    between = [t for t in named if previous.end <= t.start < run[0].start and t is not trait]
    begin = max(previous.end, trait.end)
    if between or run[0].start - begin > 90:
        return False
    if len(run) == 1:
        return run[0].start - begin < 60 and _tied(text, run[0], groups) is not None
    arms = {g.name for g in groups if g.arm is not None and not g.arm.whole and begin <= g.start < run[0].start}
    return len(arms) == len(run) and bool(re.search(r"[(\[]\s?$", text[: run[0].start]))


# -- lists under a head ---------------------------------------------------------------------------------------------
_LIST_VERB = re.compile(r"^\s(?:[\w-]+\s){0,2}?(?:was|were|is|are|includ(?:ed|ing)|being|such\sas)\s(?:mainly\s|mostly\s)?|^:\s|^,\sincluding\s")
_ITEM = re.compile(
    r"(?P<join>^|[,;]\s(?:and\s)?|\sand\s)(?:followed\sby\s|and\s|then\s)?(?:the\s)?(?P<item>[A-Za-z][\w/+.-]*(?:\s[A-Za-z+][\w/+.-]*){0,4})\s?[(\[]\s?(?=(?:n\s?=\s?)?\d)"
)
_PRIOR_HEAD = re.compile(r"\b(?:[Pp]rior|[Pp]revious)\s(?:[\w-]+\s){0,3}?(?:regimens?|therap(?:y|ies)|treatments?|drugs)(?=\s|,|:)")
_IS_HEAD = ("site", "type", "therapy", "treatment", "regimen", "cause", "histology", "etiology", "aetiology", "location", "comorbidit", "subtype")


def _listed(statement: Statement) -> list[Trait]:
    """The items of a list under a characteristic: "the most common metastatic site was bone (77%), followed by liver (39%)"."""
    text = statement.text
    heads = [(m.start, m.end) for m in statement.mentions if (t := m.of(Category.CHARACTERISTIC)) and _is_head(statement, t.key, m.text)]
    heads += [m.span() for m in _PRIOR_HEAD.finditer(text)]
    for start, end in sorted(heads):
        if verb := _LIST_VERB.match(text[end:]):
            begin = end + verb.end()
            return [
                Trait(begin + m.start("item"), begin + m.end("item"), text[start:end].rstrip("s"), m["item"], key="list")
                for m in _ITEM.finditer(text[begin:])
            ]
    return []


def _is_head(statement: Statement, key: str, printed: str) -> bool:
    """Whether a characteristic is a variable whose levels a list may name."""
    broader = any(t.features.get("broader") == key for t in statement.paper.lexicon.of(Category.CHARACTERISTIC))
    return broader or any(word in printed.lower() for word in _IS_HEAD)


# -- whose ----------------------------------------------------------------------------------------------------------
_TIE = re.compile(
    r"""^[)\]]?\s?(?:of\s(?:all\s|the\s)?(?:patients|participants|subjects|cases)?\s?)?(?:were\s|was\s)?(?:in|for|of|from|among|receiving|with)\s(?:the\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_LEAD_SUBGROUP = re.compile(r"^(?:for|among|in|of)\s(?:the\s)?", re.IGNORECASE)


def _tied(text: str, value: _Share, groups: Sequence[Holder]) -> Holder | None:
    """The group that a preposition ties to a value."""
    following = next((g for g in groups if g.start >= value.end), None)
    return following if following is not None and _TIE.match(text[value.end : following.start]) else None


def _dealt(
    statement: Statement, run: list[_Share], chosen: list[Trait], groups: Sequence[Holder]
) -> Iterator[Baseline | Note]:
    arms = [g for g in groups if g.arm is not None and not g.subgroup]
    each = chosen if len(chosen) == len(run) else chosen * len(run)
    whom = _row_of(statement, run, arms) if len(run) > len(chosen) else [_whose(statement, v, arms, groups) for v in run]
    for value, trait, arm in zip(run, each, whom or [None] * len(run), strict=True):
        place = statement.place(min(trait.start, value.start), max(trait.end, value.end))
        part, n = _some(statement, value, trait, arm) if arm else (True, None)
        if arm is None or part or _of_part(statement, trait, groups):
            yield Note(doc=statement.paper.document.id, place=place, reason="arm not certain", text=statement.text)
            continue
        count = value.count if value.count is not None else _in_each(statement.text, value, arm)
        yield Baseline(
            doc=statement.paper.document.id, span=place, rule="sentence-baseline", arm=arm.title(), n=n or _size(value, arm),
            characteristic=trait.characteristic, level=trait.level or "yes", count=count, percent=value.percent,
        )  # fmt: skip


_SOME = re.compile(
    rf"\b(?:of|among)\s(?:(?:these|those|whom|which|them)\b|(?:(?:the|all|our)\s)?(?P<n>\d+|{_WORD})\s(?:(?![,;(]|\b(?:had|were|was)\b).){{3,80}}?,)", re.IGNORECASE
)


def _some(statement: Statement, value: _Share, trait: Trait, arm: Arm) -> tuple[bool, int | None]:
    """Whether a value counts from a part of the patients ("of whom 8", "of the 53 with A, 30 had B"), and how many those are.

    Those in whom the trait was looked for are no such part: "of 115 with a known X status, 31 had X".
    """
    for match in _SOME.finditer(statement.text[: value.start]):
        number = match["n"]
        n = None if number is None else int(number) if number.isdigit() else _number_of(number)
        if n is not None and trait.characteristic.lower() in match.group().lower():
            return False, n
        enrolled = arm.n is None and re.search(r"enrol|includ|randomi|eligib", match.group())
        if n is None or not (n == arm.n or enrolled):
            return True, n
    return False, None


_EACH = re.compile(rf"\b(?P<n>\d+|{_WORD})\s(?:patients\s)?in\s(?:each|both)\s(?:arm|group)", re.IGNORECASE)


def _in_each(text: str, value: _Share, arm: Arm) -> int | None:
    """The count of "25 patients in each arm (53.2% vs 50.0%)", where the percentage agrees."""
    match = _EACH.search(text, 0, value.start)
    if match is None or value.percent is None or not arm.n:
        return None
    count = int(match["n"]) if match["n"].isdigit() else _number_of(match["n"])
    return count if abs(Decimal(100 * count) / arm.n - value.percent) < Decimal("0.6") else None


def _size(value: _Share, arm: Arm) -> int | None:
    """How many patients the value counts from: as printed, or the arm's size where it agrees."""
    if value.total or not arm.n or value.count is None or value.percent is None:
        return value.total or arm.n
    return arm.n if abs(Decimal(100 * value.count) / arm.n - value.percent) < 1 else None


def _row_of(statement: Statement, run: Sequence[_Share], arms: Sequence[Holder]) -> list[Arm | None]:
    """The arms, in their order, over which a run of values is dealt; the one that is compared comes last."""
    known = [g for g in arms if g.arm is not None and not g.arm.whole]
    order = list(dict.fromkeys(g.name for g in known))
    by_name = {g.name: g.arm for g in known}
    return [by_name[name] for name in order] if len(order) == len(run) else []


def _whose(statement: Statement, value: _Share, arms: Sequence[Holder], groups: Sequence[Holder]) -> Arm | None:
    """The arm tied to a value, else the one that leads, else all patients; `None` where that is not certain."""
    text, whole = statement.text, statement.paper.roster.whole
    after = _tied(text, value, groups)
    if after is not None:
        return after.arm if after.known else None
    spans = [_Share(q.start, q.end, None, None) for q in statement.quantities if q.end <= value.start]
    claimed = {id(g) for span in spans if (g := _tied(text, span, arms)) is not None}
    leading = [g for g in arms if g.end <= value.start and not g.compared and id(g) not in claimed]
    if leading:
        return leading[-1].arm if len({g.name for g in leading}) == 1 else None
    return whole


def _of_part(statement: Statement, trait: Trait, groups: Sequence[Holder]) -> bool:
    """Whether the sentence speaks of a part of the patients only, or of a group that is no arm."""
    for group in groups:
        about = _LEAD_SUBGROUP.sub("", statement.text[: group.start]) == ""
        if group.subgroup and about and not _same_matter(statement, group, trait):
            return True
    return False


def _same_matter(statement: Statement, group: Holder, trait: Trait) -> bool:
    """Sites of metastases among patients with metastases: the part is who can have the trait at all."""
    inside = [m for m in statement.mentions if group.start <= m.start < group.end and m.of(Category.CHARACTERISTIC)]
    return any(m.text[:6].lower() in f"{trait.characteristic} {trait.level}".lower() for m in inside)


# -- medians and means ----------------------------------------------------------------------------------------------
_CENTRE = re.compile(r"\b(?P<centre>median|mean|average)\s(?:\w+\s)?$", re.IGNORECASE)
_CENTRE_INSIDE = re.compile(r"^(?:patients?'?\s)?(?P<centre>median|mean|average)\b", re.IGNORECASE)
_TO_VALUE = re.compile(
    r"""^(?:\s(?:level|value|count|score))?(?:\s?\((?:range|IQR|SD|years?|interquartile\srange|\w{1,12})\))?(?:\s(?:at|for|of|in)\s(?:[\w-]+\s?){1,5}?)?
        ,?\s?(?:was|were|of|is|=|:|,|being|\()?\s?(?:was\s|of\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_SUMMED = (Category.CHARACTERISTIC, Category.BIOMARKER, Category.STAGING_SYSTEM)


def _summaries(statement: Statement) -> Iterator[Baseline | Note]:
    """ "The median age was 63 years (range 38-82) in the A group and 61 (40-79) in the B group"."""
    text, groups = statement.text, [g for g in holders(statement) if not g.subgroup]
    if _of_part(statement, Trait(0, 0, ""), holders(statement)) or _OTHER_MATTER.search(text):
        return
    for mention in statement.mentions:
        term = mention.of(*_SUMMED)
        centre = _CENTRE_INSIDE.match(mention.text) or _CENTRE.search(text[: mention.start])
        if term is None or centre is None:
            continue
        name = re.sub(_CENTRE_INSIDE, "", mention.text).strip() or mention.text
        values = _central(statement, mention.end)
        for value, arm in zip(values, _owners(statement, values, groups), strict=True):
            if arm is not None:
                place = statement.place(min(mention.start, centre.start()) if centre.re is _CENTRE else mention.start, value.end)
                yield _summary(statement, value, arm, place=place, name=name, centre=centre["centre"].lower(), key=term.key)


def _summary(statement: Statement, value: Quantity, arm: Arm, *, place: object, name: str, centre: str, key: str) -> Baseline:
    spread = value.interval_kind or "range"
    fields: dict[str, object] = {"median" if centre == "median" else "mean": value.number}
    if value.interval is not None and spread in ("iqr", "range"):
        fields[spread] = value.interval
    years = key == "age" and value.dimension != "time"
    unit = "year" if years else value.unit.key if value.unit and value.dimension != "fraction" else None
    return Baseline(
        doc=statement.paper.document.id, span=place, rule="sentence-baseline-summary", arm=arm.title(), n=arm.n,
        characteristic=name, sd=value.sd, unit=unit, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _central(statement: Statement, begin: int) -> list[Quantity]:
    """The values of a median: the first that follows its name, and further ones with groups of their own."""
    text = "x" * begin + statement.text[begin:]
    found: list[Quantity] = []
    for quantity in quantities(text, statement.paper.units):
        if quantity.start < begin or quantity.number is None or quantity.qualifier:
            continue
        gap = text[found[-1].end if found else begin : quantity.start]
        if not found:
            if not _TO_VALUE.match(gap):
                return []
            found.append(quantity)
        elif _same_unit(found[0], quantity) and len(gap) < 60 and not re.search(r"[;.]|\bmedian\b|\bmean\b|\brange", gap):
            found.append(quantity)
        else:
            break
    return found


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return other.unit is None or (one.unit is not None and other.unit.key == one.unit.key)


def _owners(statement: Statement, values: Sequence[Quantity], groups: Sequence[Holder]) -> list[Arm | None]:
    """The arm of each central value; all patients for a first one without a group."""
    text = statement.text
    known = [g for g in groups if g.arm is not None]
    tied = [_tied(text, _Share(v.start, v.end, None, None), known) for v in values]
    names = list(dict.fromkeys(g.name for g in known))
    if len(values) > 1 and len(names) == len(values) and sum(t is not None for t in tied) < len(values) - 1:
        return [next(g.arm for g in known if g.name == n) for n in names]
    leading = [g for g in known if values and g.end <= values[0].start]
    first = leading[-1].arm if leading else statement.paper.roster.whole
    return [t.arm if t is not None else first if number == 0 else None for number, t in enumerate(tied)]
