"""Which endpoints of a sentence a run of values is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg_builder.facts.contrast import bracketed
from kg_builder.facts.landmarks import names_time_behind
from kg_builder.facts.measured import Measured, alive_and_more
from kg_builder.facts.own_endpoint import outside, said_behind
from kg_builder.facts.result_values import fits
from kg_builder.facts.runs import runs_of
from kg_builder.phrases import Phrase
from kg_builder.values import Quantity

__all__ = ["endpoints_of"]

_JOIN_ENDPOINTS = re.compile(
    r"^\s?(?:(?:times?|rates?)\s?)?(?:,|and|or|,\sand)\s?(?:the\s|an?\s|median\s|longer\s|higher\s|better\s|improved\s|lower\s|best\s|overall\s|(?:\d+|one|two|three|five)[\s-](?:years?|months?)\s)*$",
    re.IGNORECASE,
)
_LINK_AFTER = re.compile(
    r"""^\)?\s?(?:of\s(?:the\s|all\s)?)?(?:(?!(?:but|while|whereas|although|though|yet|and|or|than|versus)\s)\w+\s|(?:[\w+/-]++\s){1,2}(?=patients|cases|subjects|participants))?(?:patients?|cases?|subjects|participants|women|men|children|those)?\s?
        (?:(?:in|of|on|with|without|given|receiving|treated\swith|who\s(?:received|were\s(?:given|treated\swith|assigned\sto)))\s(?:the\s)?[\w+/-]++(?:\s[\w+/-]++){0,6}?\s(?:(?:(?:sub)?group|arm|cohort|alone)(?:\s|,\s(?=(?:were|remained|had|have|achieved|showed|attained|experienced|obtained|reached|developed)\b))|(?=(?:had|have|achieved|showed|experienced|developed|developing|experiencing|having)\b)))?(?:\((?:9\d\s?%\sCI|CI)[^()]*\)\s)?
        (?P<verb>(?:who\s)?(?:had\s|have\s)?(?:with|(?:were|remained)(?:\sstill)?|had|have|having|achieved|achieving|showed|attained|experienced|experiencing|exhibited|obtained|reached|developed|developing|suffered(?:\sfrom)?)\s)?
        (?:an?\s|the\s|either\s|confirmed\s|overall\s|objective\s|best\s|any\s|at\sleast\sone\s|at\sworst\s|(?:treatment|drug)-related\s|severe\s|serious\s
          |(?:\u2265\s?)?grades?\s(?:\u2265\s?)?[1-5IV]+(?:(?:\s?[-/]\s?|\s(?:or|and|to)\s)(?:[1-5IV]+|higher|worse|more|above))?\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_AWAY = Phrase(
    r"""\b(?:who|they)\s(?:\w+\s){0,3}?(?:received|underwent)\b
      | (?P<away>\b(?:received|underwent|discontinued|because|due\sto|caused)\b
        |;\s(?!(?:although|however,|but|yet)\s(?:this|the|that|it|these)\b))""",
    "received", "underwent", "discontinued", "because", "due to", "caused", ";",
)  # fmt: skip
_SAYS = re.compile(r"^s?\s?\)?\s?(?:rates?\s)?(?:was|were|is|of|:|=|\(|reached|at)\s?$", re.IGNORECASE)
_OWN_VALUE = re.compile(r"^s?\s?(?:rates?\s)?(?:\([^)]{0,30}\)\s)?(?:of|was|were|:|=|\(|reached|rates?)\s?[\d(<>]")


def endpoints_of(
    text: str, run: Sequence[Quantity], endpoints: Sequence[Measured], before: int, spent: set[Measured]
) -> tuple[list[Measured], bool]:
    """The endpoints of a run of values, one for all or one each (none when unclear), and whether they had values already."""
    if behind := [e for e in endpoints if e.start >= run[-1].end and said_behind(text, run[-1].end, e)]:
        return behind, False
    earlier = [e for e in endpoints if e.end <= run[0].start and not _is_counted(text, e, run[0].start)]
    preceding = outside(earlier, text, run[0].start)
    if len(preceding) > 1 and preceding[-1].dimension == "none" and text[preceding[-1].end : run[0].start] == " (":
        preceding = preceding[:-1]  # "OS crossed the boundary for efficacy (30.9 vs 25.1 months)"
    following = next((e for e in endpoints if e.start >= run[-1].end), None)
    rows = runs_of(text, preceding, _JOIN_ENDPOINTS)
    nearest = rows[-1] if rows else []
    taken = bool(nearest) and (nearest[-1].end <= before or nearest[-1] in spent)
    enclosed = (
        bool(nearest) and taken and _opens(text[nearest[-1].end : run[0].start]) and text.startswith(")", run[-1].end)
    )
    away = bool(nearest) and any(m["away"] for m in _AWAY.finditer(text, nearest[-1].end, run[0].start))
    said = bool(nearest) and _SAYS.match(text[nearest[-1].end : run[0].start]) is not None
    if following is not None and len(run) == 1 and not enclosed and not said and fits(run[0], following):
        own = nearest and _OWN_VALUE.match(text[following.end : following.end + 40])
        link = None if own else _linked(text, run[0], following)
        free = not nearest or taken or away or not any(fits(run[0], e) for e in nearest)
        if link and (free or link["verb"]):
            return [following], False
    if nearest and (away or _unclear(text, nearest[-1], run, preceding, taken)):
        return [], False
    return _preceding(text, run, nearest, taken), taken


_COUNT_BEFORE = re.compile(r"(?:^|[\s(])\d{1,3}\s$")


def _is_counted(text: str, endpoint: Measured, until: int) -> bool:
    """Whether an endpoint is counted, in an aside that is over: "30% in A, including 2 CRs and 10 PRs, and 10% in B"."""
    aside = text.rfind("including", 0, endpoint.start)
    if aside < 0 or not _COUNT_BEFORE.search(text, max(0, endpoint.start - 5), endpoint.start):
        return False
    return "%" not in text[aside : endpoint.start] and ", and" in text[endpoint.end : until]


def _opens(text: str) -> bool:
    """Whether a bracket is opened and not closed."""
    return text.count("(") > text.count(")")


_WERE = re.compile(r"\s(?:were|was|are|remained)\s(?:still\s)?$")


def _linked(text: str, value: Quantity, following: Measured) -> re.Match[str] | None:
    """What ties a value to the endpoint behind it: "34% of patients had a response", "34% were alive"."""
    between = text[value.end : following.start]
    free = text.startswith("-free", following.end - 5) and not text.startswith(" surv", following.end)
    if (free or text.startswith(("alive", "free "), following.start)) and not alive_and_more(text, following.end):
        between = _WERE.sub(" had ", between)
    return _LINK_AFTER.match(between)


_EVENT_SAYS = re.compile(
    r"""^s?\s?(?:\([^()]*\)\s?)?(?:(?:rates?|events?|was|were|is|of|has|have|been|had|occurred|performed|required|needed|achieved|identified|in|for|seen|observed|noted
        |found|detected|diagnosed|documented|recorded|obtained|attained|possible|feasible|could\sbe|developed|experienced|by|reported|confirmed|due\sto\s(?:\w+\s){1,3}?occurred|(?:at|after)\s(?:\d+|one|two|three|five|ten)\s(?:years?|months?)|(?:at|by|before)\sday\s\+?\s?\d+|a\stotal\sof|by\s(?:\w+\s){0,2}?\w+(?=\sin\s))(?:\s|(?=:))|[(:=,]\s?)*$""",
    re.IGNORECASE | re.VERBOSE,
)


_RATES = re.compile(
    r"\srates?\s(?:in|for|with|of|among)\s[^.;:()%\d]{2,60}\s(?:was|were)\s$"
)  # "pCR rates in the A and B arms were"
_THEREAFTER = re.compile(  # "recurrence after resection was"
    r"""s?\s(?:\([^()%\d]*\)\s)?(?:rates?\s)?(?:after|following)\s(?!.*\b(?:progression|relapse|recurrence|failure|events?|complications?|response|remission|discontinu\w+)\b)
        (?:(?!(?:with|without|and|or|in|among|for|who|whose|that|which|was|were|had|compared)\b)[\w/+-]+\s){1,4}
        (?:in\s(?:the\s)?(?:[\w+/-]+\s){1,4}(?:group|arm)\s)?(?:was|were)\s$""",
    re.VERBOSE,
)
_JUDGED = re.compile(  # "mortality was lower in the A group than in the B group: "
    r"""s?\s(?:rates?\s)?(?:was|were)\s(?:[a-z]+\s){0,3}?(?:higher|lower|greater|smaller|similar|comparable|equal|increased|reduced|decreased|frequent|common)\b
        [^.;:()%\d]{0,90}(?::|,\sat)\s$""",
    re.VERBOSE,
)
_SAYS_MORE = re.compile(r"[)\]]?\s(?:of|had|were|was|received)\b")
_COMPOSITE = re.compile(r"\s?[/+]\s?(?:[a-z]+\s)?")
_OTHER_VERB = re.compile(
    r"""^\)?\s?(?:of\s\d+\s)?(?:patients|subjects|participants)?\s?(?:in\sthe\s[\w+/-]+\s(?:arm|group),?\s?)?(?:\([^()]*\)\s?)?
        (?:received|underwent|required|completed|started|which\srepresent\w*)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def _unclear(
    text: str, endpoint: Measured, run: Sequence[Quantity], preceding: Sequence[Measured], taken: bool
) -> bool:
    """Whether the nearest endpoint is half of a composite ("relapse/progression"), or an event too far from the value."""
    composite = any(
        _COMPOSITE.fullmatch(text[other.end : endpoint.start]) for other in preceding if other.end <= endpoint.start
    )
    if composite or not (endpoint.event or text.startswith("alive", endpoint.start)):
        return composite
    said = (
        taken
        or _RATES.match(text[endpoint.end : run[0].start])
        or _THEREAFTER.match(text[endpoint.end : run[0].start])
        or (_JUDGED.match(text[endpoint.end : run[0].start]) and not _SAYS_MORE.match(text, run[-1].end))
        or _EVENT_SAYS.match(text[endpoint.end : run[0].start])
        or bracketed(text, endpoint, run[0].start)
    )
    return not said or bool(_OTHER_VERB.match(text[run[-1].end :]))


def _preceding(text: str, run: Sequence[Quantity], nearest: list[Measured], taken: bool) -> list[Measured]:
    dealt = len(nearest) == len(run) and (all(map(fits, run, nearest)) or names_time_behind(text, run[-1].end))
    if len(nearest) == 1 or dealt:
        return nearest
    if len(nearest) > 1 and len(run) == 1:
        between = text[nearest[-1].end : run[0].start]
        if re.match(r"^\s?[(\[]", between) and (not taken or between.count("(") > between.count(")")):
            return nearest[-1:]
    if len(nearest) > 1 and len(run) == 1 and not taken:
        fitting = [e for e in nearest if fits(run[0], e)]
        return fitting if len(fitting) == 1 else []
    return []
