"""The endpoint of a ratio that a sentence reports: the event whose hazard it is, or the one that is named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.document import Section
from kg_builder.facts.event_of_ratio import event_told, with_death
from kg_builder.facts.grades import adverse, graded
from kg_builder.facts.hazards import NO_HAZARD, of_event, of_named_event
from kg_builder.facts.holders import holders
from kg_builder.facts.in_site import in_site
from kg_builder.facts.ratio_context import OTHER_CLAUSE, behind_all, factors_first, prognostic
from kg_builder.facts.ratios import RATIO, measure_of
from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Mention
from kg_builder.study import Statement

__all__ = ["ASIDE", "OPENS", "SET_AGAINST", "endpoint_of", "of_analysis", "of_heading"]


def of_heading(statement: Statement) -> str | None:
    """The endpoint that the section's heading names, where the sentence names none."""
    if any((t := m.of(Category.ENDPOINT)) and t.features.get("measuredAs") == "time" for m in statement.mentions):
        return None
    found = [t for m in statement.paper.finder.find(statement.block.heading) if (t := m.of(Category.ENDPOINT))]
    found = [t for t in found if t.key != "survival"]  # of which it is not known
    return found[0].key if len(found) == 1 and found[0].features.get("measuredAs") == "time" else None


_ANALYSED = re.compile(r"\b(?:multi|uni)-?\s?varia(?:te|ble)|\bindependent(?:ly)?\b|\bCox\b", re.IGNORECASE)


_REFERS = re.compile(r"\b(?:difference|benefit|advantage|effect)\b", re.IGNORECASE)  # to one treatment against another


def of_analysis(statement: Statement) -> str | None:
    """The one endpoint of the last sentence of the paragraph that names any, for an analysis of factors that names none."""
    if not _ANALYSED.search(statement.text) or _REFERS.search(statement.text) or statement.names(Category.ENDPOINT):
        return None
    for before in reversed(statement.earlier):
        keys = {t.key for m in before.mentions if (t := m.of(Category.ENDPOINT)) and t.key not in NO_HAZARD}
        if keys:
            return keys.pop() if len(keys) == 1 and before.own else None
    return None


def endpoint_of(statement: Statement, match: re.Match[str], end: int) -> str | None:
    """The endpoint of a ratio: the event whose hazard it is, or the one that is named."""
    before = statement.text[: match.start("value")]
    if timed := _time_before(statement, match.start()):
        return timed
    if (told := of_event(before)) and not _survival_beside(statement, match):
        return (_free_of_event(statement, match.start()) if told in _FREE else None) or told
    return _named_endpoint(statement, match, end) or event_told(statement, match)


def _survival_beside(statement: Statement, match: re.Match[str]) -> bool:
    """Whether a ratio names its own survival, whatever event stands before: "HR for progression or death 0.9; HR for OS 0.7"."""
    at, value = match.start(), match.start("value")
    return not of_event(match["between"]) and any(
        at <= m.start < value and t.key in ("OS", *_FREE) for m in statement.mentions if (t := m.of(Category.ENDPOINT))
    )


_BEGUN = r"(?P<name>[Tt]ime\s(?:to|until)\s(?:(?:the|an?)\s)?(?P<event>"
_TIME_TO = re.compile(
    rf"""\b{_BEGUN}(?:(?!\b(?:was|were|is|than|with|in|for|among|between|compared|versus|vs|favou?r(?:s|ed)|did|differed)\b)[^(),;:\d]){{3,60}}
        (?:\([A-Z][\w-]{{1,6}}\)(?:(?!\b(?:was|were|than|with|in|for)\b)[^(),;:\d]){{0,40}})?))(?<!\s)
        (?<!\sas)(?:,?\s(?:as\s)?compared\s(?:with|to)\s[^();,\d]{{3,40}})?\s[(\[]\s?(?:\d[^();]{{3,40}}[;,]\s)?(?:(?:un)?(?:stratified|adjusted)\s)?$""",
    re.VERBOSE,
)
_TIME_WAS = re.compile(
    rf"""(?:^|;\s|,\sand\s|\ba(?=\smedian)\s)(?:[Tt]he\s)?(?:[Mm]edian\s)?{_BEGUN}(?:(?!\b(?:was|were)\b)[^(),;:.\d]|\d(?=\d?-)|(?<=\d)\d(?=-)){{3,70}}?))
        (?:\s[(](?:[^()]|\([^()]*\))*[)])?\s(?:was|were|of(?=\s\d))\s[^;]*[(\[]\s?(?:(?:un)?(?:stratified|adjusted)\s)?$""",
    re.VERBOSE,
)
_ALL_OF_IT = ("progression", "death", "recurrence", "relapse", "PD")  # but for "time to X progression"


def _time_before(statement: Statement, at: int) -> str | None:
    """The time to an event, as printed, that a ratio's bracket follows, where the lexicon knows it not: "time to X (HR".

    Its values may stand between: "The time to X was 5 months with A and 4 months with B (HR".
    """
    text = statement.text
    if "ime to " not in text and "ime until " not in text:
        return None
    told = _TIME_TO.search(text, max(0, at - _REACH), at) or _TIME_WAS.search(text, 0, at)
    if told is None:
        return None
    start, end = told.span("name")
    known = [(m, t) for m in statement.mentions if start < m.end <= at and (t := m.of(Category.ENDPOINT))]
    if any(start <= g.start < end for g in statement.groups):
        return None
    if any(m.end > end or m.start <= start or not _in_name(t, (m.start, m.end), told) for m, t in known):
        return None
    return told["name"][:1].lower() + told["name"][1:]


def _in_name(term: Term, place: tuple[int, int], told: re.Match[str]) -> bool:
    """Whether an endpoint can stand in the name of a time, which is not its own: "time to X progression", "to X or death"."""
    if " or " in told["event"]:
        return True
    return place[1] == told.end("name") and term.key in _ALL_OF_IT and place[0] != told.start("event")


_REACH = 140
_FREE = ("PFS", "DFS", "RFS", "EFS", "iDFS")


def _free_of_event(statement: Statement, end: int) -> str | None:
    """The one endpoint named before that "relapse or death" ends, as PFS or DFS."""
    named = {t.key for m in statement.mentions if m.end <= end and (t := m.of(Category.ENDPOINT)) and t.key in _FREE}
    return named.pop() if len(named) == 1 else None


def _named_endpoint(statement: Statement, match: re.Match[str], end: int) -> str | None:
    """The endpoint between "HR" and its value, else right behind ("for OS"), else the nearest before, else the only one."""
    every = [(m, t) for m in statement.mentions if (t := m.of(Category.ENDPOINT)) and t.key not in NO_HAZARD]
    timed = [(m, t) for m, t in every if t.features.get("measuredAs", "time") == "time"]
    times = [(m, sited.name if (sited := in_site(statement, m, t)) else t.key) for m, t in timed]
    shares = [(m, t.key) for m, t in every if t.features.get("measuredAs") == "fraction"]
    hazard, argued = measure_of(match["measure"]) == "HR", statement.block.section is Section.DISCUSSION
    events = [(m, _of_site(statement, m) or key) for m, t in every if (key := of_named_event(t.key, hazard=hazard))]
    events = [(m, with_death(statement.text, m, key)) for m, key in events] if hazard else events
    times = [] if shares and match["measure"][:1] in "Oo" else times
    named = times or shares or [(m, key) for m, key in events if not (argued and key in ("recurrence", "relapse"))]
    if not every:
        named = [(m, m.text) for m in _events(statement, match)]
    parts = [(h.start, h.end) for h in holders(statement) if h.subgroup] if named and not every else []
    named = [(m, key) for m, key in named if not any(start <= m.start < stop for start, stop in parts)]
    beside = [(m, t) for m, t in every if _OPENED.fullmatch(statement.text, m.end, match.start())]
    beside = [] if beside and factors_first(statement, match) else beside
    direct = [k for m, t in beside if (k := _direct(statement.text, m, t, hazard=hazard, alone=not times)) is not None]
    within = [k for m, k in named if match.start() <= m.start < match.end() or _said_for(statement.text, m, match)]
    behind = [
        k
        for m, k in named
        if 0 <= m.start - end <= 40
        and re.match(r"^[\s,;)\]]*(?:[\w\s-]{0,28}\s)?(?:for|of|in)\s(?:the\s)?$", statement.text[end : m.start])
    ]
    before = [k for m, k in named if m.end <= match.start()]
    chosen = (
        within[:1]
        or direct[:1]
        or behind[:1]
        or _foretold(statement.text, named, match, end)
        or before[-1:]
        or ([named[0][1]] if len({k for _, k in named}) == 1 and not _of_other_event(statement, match, events) else [])
        or behind_all(statement, named, match.start())
    )
    key = chosen[0] if chosen else None
    if key is not None and adverse(key):
        return _adverse(statement, key, match.start())
    return "OS" if key == "survival" or (hazard and key == "death") else key or None


def _events(statement: Statement, match: re.Match[str]) -> list[Mention]:
    """The adverse events of which a ratio may be: not those that another ratio follows, whose factors they are."""
    named = [m for m in statement.mentions if m.of(Category.TOXICITY)]
    others = [(m, _ITS_RATIO.match(statement.text, m.end)) for m in named]
    return [m for m, other in others if other is None or other.end() == match.start()]


_ITS_RATIO = re.compile(r"(?:\s\([^()]*\))?\s[(\[]\s?(?=a?(?:HR|OR|RR)\b|[Hh]azard|[Oo]dds)")


def _of_other_event(statement: Statement, match: re.Match[str], events: Sequence[tuple[Mention, str]]) -> bool:
    """Whether a ratio is rather of what stands before it: "freedom from recurrence (HR 1.1) and OS (HR 0.9)"."""
    before = [m for m, _ in events if m.end <= match.start()]
    return bool(before) and _FREEDOM.search(statement.text, 0, before[-1].start) is not None


_FREEDOM = re.compile(r"\b(?:freedom|free)\s(?:from|of)\s[^,;()]{0,30}$")


def _foretold(text: str, named: Sequence[tuple[Mention, str]], match: re.Match[str], end: int) -> list[str]:
    """The endpoint soon behind the bracket of a ratio that words of prognosis tie to what stands before it."""
    if not any(end <= m.start < end + 90 for m, _ in named) or not OPENS.search(text[: match.start()]):
        return []
    following = RATIO.search(text, end)
    reach = min(following.start() if following else len(text), end + 90)
    if other := OTHER_CLAUSE.search(text, end, reach):
        reach = other.start()
    return [k for m, k in named if end <= m.start < reach][:1] if prognostic(text[end:reach]) else []


_SITE = re.compile(
    r"\b(?:CNS|brain|intracranial|central\snervous\ssystem|PSA|biochemical|local|loco-?regional|distant|bone|skeletal|symptomatic)\s$"
)


def _of_site(statement: Statement, mention: Mention) -> str | None:
    """The name of an event of one site or kind, which is not that of all: "CNS progression"."""
    site = _SITE.search(statement.text, max(0, mention.start - 30), mention.start)
    return statement.text[site.start() : mention.end] if site else None


_FOR = re.compile(r"(?:[(\[]|[;,]\s(?:and\s)?)for\s$")


def _said_for(text: str, endpoint: Mention, match: re.Match[str]) -> bool:
    """Whether an endpoint stands right before a ratio, as in "X (for OS HR 1.5; for PFS HR 1.2)"."""
    return text[endpoint.end : match.start()] in (" ", ": ", ", ") and bool(_FOR.search(text, 0, endpoint.start))


def _direct(text: str, mention: Mention, term: Term, *, hazard: bool, alone: bool) -> str | None:
    """The endpoint that a name right before a ratio's bracket means; no share has a hazard, where a survival is named."""
    kind = term.features.get("measuredAs", "time")
    event = of_named_event(term.key, hazard=hazard) if kind == "event" else None
    if event:
        return with_death(text, mention, event) if hazard else event
    return term.key if alone or not hazard or kind == "time" else None


def _adverse(statement: Statement, key: str, end: int) -> str:
    """What adverse events a ratio is of: the event named between their name and it, or all of the grade beside their name."""
    named = [m for m in statement.mentions if m.end <= end and (t := m.of(Category.ENDPOINT)) and t.key == key][-1:]
    events = [m.text for m in statement.mentions if named and named[0].end <= m.start < end and m.of(Category.TOXICITY)]
    if events or not named:
        return events[-1] if events else key
    return graded(key, statement.text[max(0, named[0].start - 40) : named[0].end + 24])


_CHANCE = r"[pP]\s?[=<>\u2264]\s?\d?\.\d+"
_LEVEL = r"(?:(?!%|\bmonths?\b|\bweeks?\b|\bdays?\b)[^()\[\];:])"  # no result: "7.1 vs 9.4 months"
SET_AGAINST = rf"{_LEVEL}{{1,60}}?\s(?:vs?\.?|versus)\s{_LEVEL}{{1,40}}?"
ASIDE = rf"(?:(?:{_CHANCE}|[A-Za-z][\w-]*(?:\s[\w./-]+){{0,3}}|{SET_AGAINST}|v(?:s?\.?|ersus)\s{_LEVEL}{{1,40}}?)[;,:]\s?){{0,2}}"
OPENS = re.compile(
    rf"[(\[]\s?{ASIDE}$"
)  # "ln scale;", "per 10-year increase;", "univariable:", "P = 0.01;", "yes vs no,"
_OPENED = re.compile(
    rf"s?(?:\s(?:rate|event)s?)?(?:\s[(\[]\s?|[:,]\s(?:the\s)?)(?:{_CHANCE}[;,]\s?)?(?:(?:(?:un)?adjusted|(?:un)?stratified)\s)?"
)
