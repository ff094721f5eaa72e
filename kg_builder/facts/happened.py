"""Events that sentences count: "120 deaths were recorded", "there were 80 disease-free survival events in the A group"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.evidence import Outcome
from kg_builder.facts.counting import EVENT_OF, OF_THOSE, PLACE, counted_outcomes
from kg_builder.facts.measured import measured
from kg_builder.facts.numerals import NUMBER_WORD
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["HAPPENED", "NUMBER_OF", "OF_IT", "happened"]

_EVENTS = r"(?:deaths|progressions|relapses|recurrences)"
_ENDED = r"(?:[\w-]+\s){0,2}[\w-]*(?:s|survival)\sevents"
_FAILED = (
    r"(?:(?:disease|treatment|local|regional|loco-?regional|distant)[\s-])?(?:progression|failure|relapse|recurrence)"
)
_RECORDED = (
    r"\s(?:(?:were|had\sbeen|have\sbeen)\s(?:recorded|observed|reported|documented|noted|identified|registered)|"
    r"(?:had\s|have\s)?occurred)\b"
)
_MANY = rf"(?:\d{{1,4}}|(?=[a-z]*(?:ty|een|eleven|twelve)\b){NUMBER_WORD})"  # few are told one by one
_AND = r"(?:,?\sand|,|,?\sv(?:s\.?|ersus)|,?\s(?:as\s)?compared\s(?:with|to)|,?\sagainst)"
HAPPENED = Phrase(
    rf"""(?P<there>\b(?:there\s(?:were|had\sbeen|have\sbeen)|we\s(?:recorded|observed))\s(?:a\stotal\sof\s)?|(?<=\sevents\sand\s))?
        (?<![\w.-])(?:(?<!\bof\s)|(?<=\btotal\sof\s))(?<!\bthe\s)(?P<count>{_MANY})(?P<total>(?!))?
        \s(?:(?:disease\s|overall\s|events\s\((?:i\.?e\.?,?\s|all\s)?)?(?P<event>{_EVENTS})\)?(?:\sfrom\sany\scause)?|(?P<failed>{_FAILED})\sevents|(?P<ended>{_ENDED}))(?P<listed>\s\([^()%]*\))?
        (?:(?=\sand\s\d+\s(?:[a-z]+\s)?(?:{_EVENTS}|{_ENDED}){_RECORDED})
          |(?(there)|{_RECORDED})(?P<place>{OF_THOSE}{PLACE})?(?(place)(?P<more>(?:{_AND}\s\d{{1,4}}(?:\s(?:events|(?P=event)|(?P=ended)))?{OF_THOSE}{PLACE}){{1,3}})?)(?!\s(?:in|among)\b))""",
    "deaths", "progressions", "relapses", "recurrences", "s events", "l events", "progression events", "failure events",
    "relapse events",
    "recurrence events",
)  # fmt: skip
_WITH = r"\s(?:in|with|on|among)\s(?:the\s)?"
OF_IT = Phrase(  # of the survival that the sentence tells of
    rf"""(?:\bwith\s|[(,]\s?|\btotal\sof\s)(?P<count>\d{{1,4}})(?P<total>(?!))?\sevents
        (?:(?={_WITH})(?P<place>{PLACE})(?P<more>(?:{_AND}\s\d{{1,4}}(?:\sevents)?{PLACE}){{1,3}})
          |{_RECORDED}\sfor\s[^.;()]{{2,60}}?(?P<listed>\s\([^()%]*\)))""",
    "events",
)  # fmt: skip


NUMBER_OF = Phrase(
    rf"""\bnumbers?\sof\s(?:(?P<event>{_EVENTS})|(?P<ended>{_ENDED})|(?P<of_it>events)
          |patients\s(?:with\s(?:an?\s)?(?:disease\s)?(?P<one>death|progression|relapse|recurrence)|who\s(?:had\s)?(?P<verb>died|progressed|relapsed)))
        \s(?:was|were)\s(?:therefore\s|thus\s)?(?P<count>\d{{1,4}})(?P<total>(?!))?(?P<place>{PLACE})
        (?P<more>(?:{_AND}\s\d{{1,4}}(?:\s(?:events|patients))?{PLACE}){{1,3}})""",
    "number of", "numbers of",
)  # fmt: skip


_PLANNED = re.compile(r"\b(?:plann(?:ed|ing)|expected|anticipated|required|needed|interim)\b", re.IGNORECASE)
_ONCE = re.compile(
    r"\b(?:when|once|after|until|if|before|at)\s(?:(?:about|approximately|at|least|the|first|a|total|of)\s)*$",
    re.IGNORECASE,
)


def happened(statement: Statement, masked: str) -> Iterator[Outcome]:
    """How many events a sentence counts in each arm, or in all; not how many an analysis waits for."""
    numbers = list(NUMBER_OF.finditer(masked))
    told = [*HAPPENED.finditer(masked), *(m for m in numbers if not m["of_it"])]
    of_it = [*OF_IT.finditer(masked), *(m for m in numbers if m["of_it"])]
    if not (told or of_it) or _PLANNED.search(masked):
        return
    for match in told:
        key = None if _ONCE.search(masked, 0, match.start("count")) else _endpoint(statement, match)
        if key:
            yield from counted_outcomes(statement, masked, match, key, _begin(masked, match))
    times = {e.key for e in measured(statement) if e.dimension == "time"} if of_it else ()
    for match in of_it if len(times) == 1 else ():
        yield from counted_outcomes(statement, masked, match, f"{min(times)} event", _begin(masked, match))


def _begin(masked: str, match: re.Match[str]) -> int:
    """Where what is counted, or its count, begins."""
    return match.start() if masked.startswith("number", match.start()) else match.start("count")


def _endpoint(statement: Statement, match: re.Match[str]) -> str | None:
    """The endpoint that a plural names, or what patients had: "deaths", "OS events", "patients who died"."""
    named = match.groupdict()
    noun = named.get("one") or EVENT_OF.get(named.get("verb") or "") or (match["event"] or "")[:-1]
    if noun := noun or (named.get("failed") or "").replace("-", " "):
        term = statement.paper.finder.named(noun, Category.ENDPOINT)
        return term.key if term else None
    return next((e.key for e in measured(statement) if e.event and e.end == match.end("ended")), None)
