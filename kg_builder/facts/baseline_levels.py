"""Characteristics told level by level: "ECOG performance status was 0 in 40 patients (64.5%) and 1 in 22 (35.5%)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg_builder.document import Section
from kg_builder.evidence import Baseline
from kg_builder.facts.counting import PARTED
from kg_builder.facts.denominators import of_with_data, unless_denied
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.facts.reported import reported
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["baseline_levels"]

_GRADE = r"""(?:\d(?:\s?(?:-|to|or)\s?(?:10|\d))?|[0A-D][0-4]?|(?:IV|I{1,3})[A-C]?|[<>\u2264\u2265]=?\s?\d[\d.]*
              |positive|negative|high|low|present|absent|(?:un)?methylated|mutated|mutant|wild[-\s]type|unknown|not\s(?:determined|available|known|assessed|specified|reported)|(?:un)?favou?rable|intermediate|poor|standard|good|adverse)"""
_LEVEL = (
    rf"(?P<level>{_GRADE})\sin\s(?P<count>\d+|{NUMBER_WORD})\b(?!\s?%|\.\d)(?:\s(?:out\s)?of\s(?:the\s)?\d+)?(?:\s(?:patients?|cases|subjects|tumou?rs?|samples|specimens|women|men))?"
    r"(?:\s\((?:\d+/\d+[,;]\s)?(?P<percent>\d{1,3}(?:\.\d+)?)\s?%\))?"
)
_ITEM = re.compile(rf"(?:,\s(?:and\s)?|\sand\s|;\s)?{_LEVEL}", re.IGNORECASE | re.VERBOSE)
_LEVELS = re.compile(
    rf"\s?(?:\([^()]*\)\s)?(?:(?:according\sto|by|per)\s(?:[\w-]+\s){{1,4}}(?:\[[\d,\s-]+\]\s)?)?(?:class|stage|grade|score|status)?\s?(?:was|were)\s(?={_LEVEL})",
    re.IGNORECASE | re.VERBOSE,
)
_ONE_SHARE = r"\d+(?:\s\(\d{1,3}(?:\.\d+)?\s?%\)|(?:\.\d+)?\s?%)?"
_AND = r"(?:,\s(?:and\s)?|\sand\s)"
_DEALT = re.compile(
    rf"""\s?(?:\([^()]*\)\s)?(?:class|stage|grade|score|status)?\s?(?:was|were)\s(?P<levels>{_GRADE}(?:{_AND}{_GRADE})+)\sin\s
        (?P<shares>{_ONE_SHARE}(?:{_AND}{_ONE_SHARE})+)(?:\s(?:of\s(?:the\s)?)?(?:patients|cases|subjects|tumou?rs|samples))?,?\srespectively""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_SOME = re.compile(r"(?:among|of|in)\s(?:the\s)?(?:\d+\s)?(?:(?:non-?)?responders|survivors|those)\b", re.IGNORECASE)
_SECTIONS = (Section.ABSTRACT, Section.RESULTS)
_CHARACTERISTICS = (Category.CHARACTERISTIC, Category.STAGING_SYSTEM, Category.BIOMARKER)


def baseline_levels(paper: Paper) -> Iterator[Baseline]:
    """The levels of a characteristic with their patients, in sentences of a trial that name no arm."""
    if paper.genre != "trial":
        return
    for statement in reported(paper):
        found = list(_told(statement)) if statement.names(*_CHARACTERISTICS) else ()
        if found and not _is_of_part(statement):
            yield from found
    for statement in paper.holding(_LINES):
        if statement.own and statement.block.section in _SECTIONS and not _names_arm(statement):
            yield from _lines(statement)


_NEXT = frozenset("(abcgimpsw")  # how what is said of levels right behind a name begins


def _told(statement: Statement) -> Iterator[Baseline]:
    text = statement.text
    for mention in statement.mentions:
        if text[mention.end : mention.end + 2].lstrip()[:1].casefold() in _NEXT and mention.of(*_CHARACTERISTICS):
            yield from _levels(statement, mention)
            yield from _places(statement, mention)


def _is_of_part(statement: Statement) -> bool:
    """Whether a sentence tells of some of the patients only."""
    text = statement.text
    return _OF_SOME.match(text) is not None or PARTED.search(text) is not None or _names_arm(statement)


def _names_arm(statement: Statement) -> bool:
    return not all(g.arm.whole for g in statement.groups)


_ORDINAL = r"(?:(?:\u2265|at\sleast)\s?)?(?:first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th))(?:[-\s]or[-\s]later)?"
_LINE = rf"{_ORDINAL}[-\s]line(?:\sor\slater)?"
_ANY_LINE = rf"(?:{_LINE}|{_ORDINAL}-(?=,|\s(?:and|or)\s))"  # "first- and second-line"
_SHARE = rf"(?:\d+|{NUMBER_WORD})\s\(\d{{1,3}}(?:\.\d+)?\s?%\)"
_JOIN = r"(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s)"
_LINES = Phrase(
    rf"""(?P<lines>(?:{_ANY_LINE}{_JOIN})+{_LINE})(?:\s(?:therap(?:y|ies)|treatments?|settings?))?\s(?:in|for|by|to)\s
        (?P<shares>{_SHARE}(?:{_JOIN}{_SHARE})+)""",
    "-line",
    " line",
)


def _lines(statement: Statement) -> Iterator[Baseline]:
    """ "as first- or second-line therapy": how many patients were treated in which line, in a study of one group."""
    whole = statement.paper.roster.whole
    for match in _LINES.finditer(statement.text):
        named = list(re.finditer(_ANY_LINE, match["lines"], re.IGNORECASE))
        shares = list(re.finditer(_SHARE, match["shares"], re.IGNORECASE))
        for line, share in zip(named, shares, strict=True) if len(named) == len(shares) else ():
            count, percent = share.group().rstrip("%) ").split(" (")
            yield Baseline(
                doc=statement.paper.document.id,
                span=statement.place(match.start(), match.start("shares") + share.end()),
                rule="sentence-baseline-line",
                arm=whole.title(),
                n=whole.n,
                characteristic="line of therapy",
                level=f"{line.group()}line" if line.group().endswith("-") else line.group(),
                count=int(number_of(count)),
                percent=number(percent),
            )


def _levels(statement: Statement, mention: Mention) -> Iterator[Baseline]:
    opening = _LEVELS.match(statement.text, mention.end)
    if opening is None:
        if "respectively" in statement.text:
            yield from _dealt(statement, mention)
        return
    items = list(_items(statement.text, opening.end()))
    whole = statement.paper.roster.whole
    of = of_with_data(statement, [int(number_of(m["count"])) for m in items])
    for place, item in enumerate(items):
        if item["level"].lower() == "present":  # as `baseline_prose` tells
            continue
        count, percent = int(number_of(item["count"])), number(item["percent"]) if item["percent"] else None
        yield Baseline(
            doc=statement.paper.document.id,
            span=statement.place(item.start() if place else mention.start, item.end()),
            rule="sentence-baseline-level",
            arm=whole.title(),
            n=of or unless_denied(whole.n, count, percent),
            characteristic=mention.text,
            level=item["level"],
            count=count,
            percent=percent,
        )


def _items(text: str, start: int) -> Iterator[re.Match[str]]:
    """The levels with their patients from a place on."""
    while item := _ITEM.match(text, start):
        yield item
        start = item.end()


def _dealt(statement: Statement, mention: Mention) -> Iterator[Baseline]:
    """ "ECOG performance status was 0, 1 and 2 in 50%, 40% and 10%, respectively"."""
    whole, match = statement.paper.roster.whole, _DEALT.match(statement.text, mention.end)
    if match is None:
        return
    levels, shares = re.split(_AND, match["levels"]), re.split(_AND, match["shares"])
    for level, share in zip(levels, shares, strict=True) if len(levels) == len(shares) else ():
        count, _, percent = share.rstrip("%) ").partition(" (")
        alone = "%" in share and not percent
        yield Baseline(
            doc=statement.paper.document.id,
            span=statement.place(mention.start, match.end()),
            rule="sentence-baseline-level",
            arm=whole.title(),
            n=whole.n,
            characteristic=mention.text,
            level=level,
            count=None if alone else int(count),
            percent=number(count if alone else percent) if "%" in share else None,
        )


_AMOUNT = r"\d+(?:\.\d+)?(?:\s?%|\s\(\d+(?:\.\d+)?\s?%\))?"
_FOUND = r"(?:(?:was|were)\s(?:located\s|found\s|identified\s|detected\s|seen\s|present\s|observed\s)?)?"
_TESTED = r"(?:patients|tumou?rs|cases|samples|specimens|subjects)"
_DIVIDED = re.compile(  # "X mutations were identified in 36.3% of tumours (28.8% in codon 12, 7.5% in codon 13)"
    rf"(?:\smutation)?s?\s{_FOUND}in\s(?P<whole>{_AMOUNT})(?:\s(?:of\s)?(?:the\s|all\s)?{_TESTED})?\s\((?P<places>{_AMOUNT}\sin\s[^()]+)\)"
)
_PLACED = re.compile(  # "58 (28.9%) of X mutations were located in codon 12, whereas 15 (7.5%) were found in codon 13"
    r"(?:\smutation)?s?\s(?P<places>(?:was|were)\s(?:located|found|identified|detected|seen|observed)\sin\s.+)"
)
_OF_ALL = re.compile(r"(?P<first>\d+\s\(\d+(?:\.\d+)?\s?%\)\s)of\s(?:the\s|all\s)?$")
_PLACE = re.compile(
    rf"(?:^|[,;]\s(?:and\s|whereas\s|while\s)?|\sand\s)(?P<number>\d+(?:\.\d+)?)(?P<percent>\s?%)?(?:\s\((?P<share>\d+(?:\.\d+)?)\s?%\))?\s{_FOUND}in\s"
    r"(?P<level>(?:codons?|exons?|the|left|right|upper|lower)?\s?[A-Za-z0-9][\w-]*(?:\s(?!and\b|whereas\b|were\b)[A-Za-z][\w-]*){0,2})(?=[,;.(]|\sand\s\d|$)"
)


def _places(statement: Statement, mention: Mention) -> Iterator[Baseline]:
    """Where a marker is altered, or a trait found, in how many: parts that add up to all of them."""
    text, whole = statement.text, statement.paper.roster.whole
    match = _DIVIDED.match(text, mention.end) or _PLACED.match(text, mention.end)
    first = _OF_ALL.search(text, 0, mention.start) if match and match.re is _PLACED else None
    if match is None or (match.re is _PLACED and first is None):
        return
    begun = first["first"] if first else ""
    items = [*_PLACE.finditer(begun + match["places"])]
    shares = [number(m["share"] or m["number"]) if m["share"] or m["percent"] else None for m in items]
    counts = [None if m["percent"] else int(m["number"]) if m["number"].isdigit() else 0 for m in items]
    of_all = _ALL.match(match["whole"]) if match.re is _DIVIDED else None
    told = _are_all(of_all, shares, counts) if of_all else _are_of(whole.n, shares, counts)
    for item, share, count in zip(items, shares, counts, strict=True) if told and len(items) > 1 else ():
        yield Baseline(
            doc=statement.paper.document.id,
            span=statement.place(first.start() if begun and first else mention.start, match.end()),
            rule="sentence-baseline-level",
            arm=whole.title(),
            n=whole.n,
            characteristic=mention.text,
            level=item["level"].removeprefix("the "),
            count=count,
            percent=share,
        )


_ALL = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<percent>\s?%)?")


def _are_all(whole: re.Match[str], shares: Sequence[Decimal | None], counts: Sequence[int | None]) -> bool:
    """Whether the parts of a number are all of it; shares may be rounded."""
    told = [None if x is None else Decimal(x) for x in (shares if whole["percent"] else counts)]
    parts = [x for x in told if x is not None]
    beyond = abs(sum(parts, Decimal(0)) - number(whole["number"]))
    return len(parts) == len(told) and beyond <= (1 if whole["percent"] else 0)


def _are_of(n: int | None, shares: Sequence[Decimal | None], counts: Sequence[int | None]) -> bool:
    """Whether each share is of all patients."""
    pairs = zip(shares, counts, strict=True)
    return bool(n) and all(s is not None and c and abs(Decimal(100 * c) / (n or 1) - s) < 1 for s, c in pairs)
