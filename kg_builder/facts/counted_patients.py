"""Patients that sentences count: "five patients (three in the A arm and two in the B arm) had grade 3 fibrosis", "12 died"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.evidence import AdverseEvent, Outcome
from kg_builder.facts.adverse_prose import reports_events
from kg_builder.facts.attained_responses import ALSO_COUNTED, ATTAINED, responses_attained, responses_of_the_patient
from kg_builder.facts.causes_of_death import CAUSED_DEATH, DIED, causes_of_death
from kg_builder.facts.counted_in_both import IN_BOTH
from kg_builder.facts.counting import (
    COUNT,
    EVENT_OF,
    GROUP,
    IN_EACH,
    PARTED,
    PEOPLE,
    PLACE,
    arm_at,
    arms_masked,
    as_rate,
    counted_events,
    counted_outcome,
    counted_outcomes,
    counts_of,
    event_name,
    with_share,
)
from kg_builder.facts.denominators import unless_denied
from kg_builder.facts.general_events import general_event
from kg_builder.facts.grades import adverse, grade_of
from kg_builder.facts.happened import HAPPENED, NUMBER_OF, OF_IT, happened
from kg_builder.facts.listed_events import LISTED, listed_events
from kg_builder.facts.numerals import number_of
from kg_builder.facts.related_deaths import related_deaths
from kg_builder.facts.reported import reported
from kg_builder.facts.summed_counts import summed_counts
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement
from kg_builder.values import number

__all__ = ["counted_patients"]

_EACH = r"(?P<each>\sin\s(?:each|both|either)\s(?:study\s|treatment\s)?(?:groups?|arms?))?"
_SUBJECT = Phrase(
    rf"""(?<![\w.-])(?=\d|[efnost])(?:(?<!\bof\s)|(?<=\btotal\sof\s))(?<!\bthe\s)(?P<count>{COUNT}|no)\s(?:of\s(?:the\s)?(?P<total>\d+)\s)?(?:(?!of\b)[a-z-]+\s)?{PEOPLE}
        {_EACH}(?P<place>{PLACE})?(?P<listed>\s\([^()%]*\))?
        (?P<more>(?:\sand|,)\s{COUNT}(?:\s{PEOPLE})?{PLACE})?
        \s(?:(?:had|have|also|subsequently|who)\s)*(?P<verb>developed|experienced|had|suffered(?:\sfrom)?|achieved|attained|obtained|(?<=\s)(?:achieving|attaining|obtaining)|showed|exhibited|discontinued|stopped|withdrew|died|progressed|relapsed)(?P<rest>(?:(?!,\s(?:while|whereas|but)\s)[^;])*)""",
    "developed", "experienced", "had", "suffered", "achiev", "attain", "obtain", "showed", "exhibited", "discontinued",
    "stopped", "withdrew", "died", "progressed", "relapsed",
)  # fmt: skip
_LISTED = rf"(?P<listed>\s\([^()%]*\)|,\s{COUNT}\sin\s(?:each|both)\s(?:groups?|arms?))?"
_SEEN = Phrase(
    rf"""s?\s(?:(?:was|were|had\sbeen|has\sbeen)\s(?:\w+\s)?(?:recorded|confirmed|observed|seen|reported|documented|noted|detected|identified)|(?:(?:also|again|then|\w+ly)\s)?(?:occurred|developed))
        \s(?:in|by)\s(?P<count>{COUNT})\s(?:of\s(?:the\s)?(?P<total>\d+)\s)?{PEOPLE}\b
        {_EACH}(?P<place>{PLACE})?{_LISTED}(?!\s?\()(?!\s(?:who|with|of)\b)""",
    "recorded", "confirmed", "observed", "seen", "reported", "documented", "noted", "detected", "identified", "occurred",
    "developed",
)  # fmt: skip
_WE_SAW = r"we\s(?:recorded|observed|noted|documented|saw)"
_EVENT = "\x02"  # stands for each character of an event's name
_CASES = Phrase(
    rf"""(?:\b(?P<there>there\s(?:was|were)|{_WE_SAW})\s|(?<![\w.-])(?<!\bof\s)(?<!\bthe\s))(?P<count>{COUNT})(?P<total>(?!))?\s(?:(?!of\b)[a-z-]+\s)?cases?\sof
        (?P<said>(?:\s(?:[a-z-]+|[\u2265\dIV/-]+)){{0,5}})\s{_EVENT}+(?(there)|\s(?:occurred|developed|(?:was|were)\s(?:observed|reported|seen|recorded|noted|documented|detected)))
        {_EACH}(?P<place>{PLACE})?{_LISTED}(?:(?:\sand|,)\s(?P<further>{COUNT})(?:\scases?)?(?P<second>{PLACE}))?(?!\s?\()""",
    "case of", "cases of",
)  # fmt: skip
_TOWARDS = re.compile(
    rf"""^\s(?:(?:{COUNT}\sepisodes?\sof|an?|any|the|severe|serious|late|acute|of|from|due\sto|because\sof|possible|probable|confirmed|fatal|at\sleast\sone|one)\s
         |(?:\u2265\s?)?(?:grades?|G)\s?[\u2265\dIV/-]+(?:\s(?:or|and|to)\s(?:[\dIV]|higher|worse|more))?\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CAUSED = re.compile(
    r"^\s(?:of|from|due\sto|because\sof|as\sa\sresult\sof)\s(?:an?\s)?(?:treatment|therapy|drug)[-\s]related(?:\s\w+)?|^\s(?:of|from|due\sto)\stoxicity\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    rf"^\s?(?:$|[.,:(]|and\s{COUNT}\s(?:{PEOPLE}\s)?(?:ha[sd]\s|have\s)?(?:died|progressed|relapsed)\b|(?:at|by)\s(?:the\s)?(?:time|data|last|cut)|during\s(?:the\s)?follow)",
    re.IGNORECASE,
)
_SHARE_BEHIND = re.compile(r"\s\(\d+(?:\.\d+)?\s?%\)")  # see _shared
_ALONG = re.compile(r",\swith\s(?:only\s|a\stotal\sof\s)?$")  # "…, with 12 patients achieving a response"
_PART_OF = re.compile(
    r"\b(?:among|of)\s(?:these|those|them|whom|which)\b|\b(?:which|whom)\s$|\bof\swhom\b", re.IGNORECASE
)


def counted_patients(paper: Paper) -> Iterator[AdverseEvent | Outcome]:
    """How many of a trial's own patients had an event, died, progressed or relapsed, in each arm that a sentence names."""
    if paper.genre == "case":
        yield from responses_of_the_patient(paper)
    if paper.genre != "trial":
        return
    told = reported(paper)
    for statement in paper.holding(
        _SUBJECT, _SEEN, _CASES, _DEATHS, _FATAL, HAPPENED, NUMBER_OF, OF_IT, _ALIVE, _SHARED, among=told
    ):
        yield from _counted(statement, arms_masked(statement))
    for statement in paper.holding(DIED, LISTED, among=told):
        yield from causes_of_death(statement)
        yield from listed_events(statement)
        yield from related_deaths(statement)


def _counted(statement: Statement, masked: str) -> Iterator[AdverseEvent | Outcome]:
    for match in _SUBJECT.finditer(masked):
        before = masked[max(0, match.start() - 16) : match.start()]
        if match["verb"][-3:] == "ing" and not _ALONG.search(before):
            continue
        if not (_PART_OF.search(before) or PARTED.search(masked, 0, match.start())):
            yield from _told(statement, masked, match)
    yield from _seen(statement, masked)
    yield from _events_seen(statement, masked)
    yield from _cases(statement, masked)
    yield from _deaths(statement, masked)
    yield from _fatal(statement, masked)
    yield from happened(statement, masked)
    yield from _alive_or_dead(statement)
    yield from _shared(statement)
    yield from summed_counts(statement, masked)


def _told(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[AdverseEvent | Outcome]:
    at = match.start("rest")
    if match["verb"].lower() in EVENT_OF:
        event, end, grade = _death(statement, match)
    else:
        event, end, grade = _event(statement, at, match.end("rest"))
    if not event:
        if match["verb"].lower() in ATTAINED:
            yield from responses_attained(statement, masked, match)
        elif _DONE.match(match["rest"]) and not _SHARE_BEHIND.match(match["rest"]):
            yield from _died(statement, masked, match)
        return
    counts, start = counts_of(statement, masked, match, end), match.start()
    for told in counted_events(statement, statement.place(start, end), counts, event, grade):
        yield with_share(masked, told, end) if len(counts) == 1 else told
    while len(counts) == 1 and (further := ALSO_COUNTED.match(masked, end)):
        event, end, grade = _event(statement, further.start("rest"), match.end("rest"))
        if not event:
            return
        counts = [(counts[0][0], int(number_of(further["count"])))]
        yield from counted_events(statement, statement.place(further.start("count"), end), counts, event, grade)


def _event(statement: Statement, start: int, stop: int) -> tuple[str, int, str]:
    """The event that the verb's object names, where it ends, and its grade; no words where there is none."""
    for mention in statement.mentions:
        if start <= mention.start < stop and mention.of(Category.TOXICITY):
            between = statement.text[start : mention.start]
            if _TOWARDS.match(between):
                return event_name(statement, mention), mention.end, grade_of(between) or "any"
        elif start <= mention.start < stop and (term := mention.of(Category.ENDPOINT)) and adverse(term.key):
            between = statement.text[start : mention.start]
            name = general_event(statement, mention)
            if name and name.endswith(" toxicity"):
                between = between.removesuffix(f"{name.partition(' ')[0]} ")  # of an organ
            if name and (_TOWARDS.match(between) or (" leading to " in name and "," not in between)):
                return name, mention.end, grade_of(statement.text[start : mention.end]) or "any"
    return "", start, ""


def _death(statement: Statement, match: re.Match[str]) -> tuple[str, int, str]:
    """The event of which patients died; "treatment-related death" where the treatment was the cause."""
    start = match.start("rest")
    if match["verb"].lower() != "died":
        return "", start, ""
    if caused := _CAUSED.match(match["rest"]):
        return CAUSED_DEATH, start + caused.end(), "5"
    event, end, _ = _event(statement, start, match.end("rest"))
    return event, end, "5"


def _seen(statement: Statement, masked: str) -> Iterator[Outcome]:
    """ "Progressive disease was recorded in 63 patients": the event that the sentence begins with; so told, PD is progression."""
    for mention in statement.mentions[:1]:
        term = mention.of(Category.ENDPOINT, Category.RESPONSE) if mention.start == 0 else None
        if term is not None and term.key == "PD":
            term = statement.paper.finder.named("progression", Category.ENDPOINT)
        if term is None or adverse(term.key) or mention.of(Category.TOXICITY):
            continue
        if match := _SEEN.match(masked, mention.end):
            yield from counted_outcomes(statement, masked, match, term.key, mention.start)


_JOINED = re.compile(r"(?:\band|\bor|,|/)\s$|\b(?:no|without)\s(?:\w+\s)?$|\bnon-$", re.IGNORECASE)
_GRADE_BESIDE = re.compile(r"\s\([^()%]*\)")


def _events_seen(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "Grade 3 rash was observed in three patients", "febrile neutropenia (grade 4) occurred in 2 patients in the X arm"."""
    for mention in statement.mentions if _SEEN.may_stand_in(statement.text) and reports_events(statement) else ():
        term, name = mention.of(Category.TOXICITY, Category.ENDPOINT), mention.text
        if term is not None and adverse(term.key):
            name = general_event(statement, mention) or ""
        elif (toxicity := mention.of(Category.TOXICITY)) is None:
            continue
        elif toxicity.key == CAUSED_DEATH:
            name = CAUSED_DEATH
        beside = _GRADE_BESIDE.match(masked, mention.end)
        match = _SEEN.match(masked, beside.end() if beside else mention.end)
        before = masked[max(0, mention.start - 24) : mention.start]
        if match is None or not name or _JOINED.search(before) or PARTED.search(masked):
            continue
        if not IN_BOTH.match(masked, mention.end):
            said = masked[max(0, mention.start - 24) : mention.end] + (beside.group() if beside else "")
            place, counts = (
                statement.place(mention.start, match.end()),
                counts_of(statement, masked, match, match.end()),
            )
            for told in counted_events(statement, place, counts, name, _grade(mention.text, said)):
                yield with_share(masked, told, match.end()) if len(counts) == 1 else told


def _cases(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "There were two cases of grade 3 colitis in the A arm", "one case of rash was seen in each arm"."""
    for mention in statement.mentions if _CASES.may_stand_in(masked) and not PARTED.search(masked) else ():
        if mention.of(Category.TOXICITY) is None:
            continue
        hidden = masked[: mention.start] + _EVENT * (mention.end - mention.start) + masked[mention.end :]
        match = _CASES.search(hidden)
        if match is not None and _CASE_SAID.fullmatch(match["said"]):
            counts = counts_of(statement, masked, match, match.end())
            if match["second"] and counts:
                other = arm_at(statement, match.start("second"), match.end("second"))
                counts = [*counts, (other, int(number_of(match["further"])))] if other and other != counts[0][0] else []
            grade = "5" if " fatal" in match["said"] else _grade(mention.text, match["said"])
            place = statement.place(match.start(), match.end())
            yield from counted_events(statement, place, counts, event_name(statement, mention), grade)


_CASE_SAID = re.compile(
    r"(?:\s(?:severe|serious|late|acute|fatal|confirmed|treatment-related|drug-related|(?:\u2265\s?)?(?:grades?|G)\s?[\u2265\dIV/-]+(?:\s(?:or|and|to)\s(?:[\dIV]|higher|worse|more))?))*",
    re.IGNORECASE,
)


def _grade(event: str, said: str) -> str:
    return "5" if event.lower().rstrip("s").endswith("death") else grade_of(said) or "any"


_FATAL = Phrase(
    rf"""(?<![\w.-])(?P<count>{COUNT})(?:\s{PEOPLE})?\s\((?P<percent>\d+(?:\.\d+)?)\s?%\)(?:\s(?:of\s)?(?:the\s)?{PEOPLE})?(?P<place>{PLACE})?
        \s(?:ha[ds]\s|have\s)?died\s(?:of|from|due\sto|because\sof|as\sa\sresult\sof)(?:\s(?:an?\s)?(?:treatment|therapy|drug)[-\s]related(?=\s))?""",
    "died of", "died from", "died due", "died because", "died as a",
)  # fmt: skip


def _fatal(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "Two patients (4%) died of sepsis and one (2%) died from haemorrhage": of one arm, or of all in a study of one group."""
    roster = statement.paper.roster
    for match in _FATAL.finditer(masked):
        event, end, _ = _event(statement, match.end(), match.end() + _CAUSE)
        arm = arm_at(statement, *match.span("place")) if match["place"] else None
        arm = arm or (roster.whole if not roster.arms and not statement.groups else None)
        if event and arm is not None:
            counts = [(arm, int(number_of(match["count"])))]
            for told in counted_events(statement, statement.place(match.start(), end), counts, event, "5"):
                yield replace(told, percent=Decimal(match["percent"]))


_CAUSE = 40  # characters in which the cause begins


_DEATHS = Phrase(
    rf"""(?:\b(?P<there>there\s(?:was|were)|{_WE_SAW})\s|(?<![\w.-])(?<!\bof\s)(?<!\bthe\s))(?P<count>{COUNT})
        \s(?P<event>(?:(?P<cause>treatment|therapy|drug|toxicity|chemotherapy|radiotherapy|regimen|transplant(?:ation)?|procedure)-related|toxic)\sdeath)s?\b
        (?(there)|\s(?:occurred|(?:was|were)\s(?:observed|reported|seen|recorded|noted|documented)))
        {_EACH}(?P<place>{PLACE})?{_LISTED}(?P<more>(?:\sand|,)\s{COUNT}{PLACE})?""",
    "related death", "toxic death",
)  # fmt: skip
_OTHER_CAUSES = ("regimen", "transplant", "transplantation", "procedure")


def _deaths(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "There was one treatment-related death", of all patients where the study has no arms and the bracket tells a cause."""
    roster = statement.paper.roster
    for match in _DEATHS.finditer(masked):
        cause = match["listed"] is not None and GROUP not in match["listed"] and not IN_EACH.search(match["listed"])
        arm = arm_at(statement, match.start("place"), match.end("place")) if cause and match["place"] else None
        counts = [(arm, int(number_of(match["count"])))] if arm else []
        counts = counts if cause else counts_of(statement, masked, match, match.end())
        if not counts and not roster.arms:
            counts = [(roster.whole, int(number_of(match["count"])))]
        place = statement.place(match.start(), match.end("event"))
        event = match["event"].lower() if match["cause"] in _OTHER_CAUSES else CAUSED_DEATH
        for told in counted_events(statement, place, counts, event, "5"):
            yield with_share(masked, told, match.end()) if len(counts) == 1 else told


_ALSO_DIED = re.compile(
    rf"(?:,|,?\sand)\s(?P<count>{COUNT})(?:\s{PEOPLE})?\s(?:(?:had|have|has)\s)?(?P<verb>died|progressed|relapsed)\b",
    re.IGNORECASE,
)


_SHARED = Phrase(
    rf"""(?<![\w./-])(?<!\bof\s)(?<!\bthe\s)(?P<count>{COUNT})(?:\s(?:of|/)\s(?:the\s)?(?P<total>\d+))?\s(?:[a-z-]+\s)?{PEOPLE}
        \s(?:(?:had|have|has)\s)?(?P<verb>died|progressed|relapsed|responded)\s\((?P<percent>\d+(?:\.\d+)?)\s?%\)""",
    "died (", "progressed (", "relapsed (", "responded (",
)  # fmt: skip


def _shared(statement: Statement) -> Iterator[Outcome]:
    """ "15 patients relapsed (13.0%)": of all, where the share says so."""
    whole, arms = statement.paper.roster.whole, statement.paper.roster.arms
    for match in _SHARED.finditer(statement.text):
        size = whole.n or sum(a.n or 0 for a in arms)
        count, percent, n = int(number_of(match["count"])), number(match["percent"]), int(match["total"] or size)
        key = EVENT_OF.get(match["verb"].lower(), "ORR")
        if not n or abs(Decimal(100 * count) / n - percent) > 1 or 10 * n < 9 * size:
            continue
        if not any(g.start < match.start() for g in statement.groups):
            told = counted_outcome(statement, statement.place(*match.span()), whole, key, count)
            of = n if match["total"] else unless_denied(n, count, percent)
            yield replace(as_rate(told, percent), n=of, line=statement.paper.line)


_ALIVE = Phrase(
    rf"""(?<![\w./-])(?<!\bof\s)(?<!\bthe\s)(?P<alive>{COUNT})(?:\s{PEOPLE})?(?:\s\((?P<living>\d+(?:\.\d+)?)\s?%\))?(?:\s{PEOPLE})?
        \s(?:were|are|remained)\s(?:still\s)?alive(?:,?\s(?:and|while|whereas)\s|,\s|;\s)
        (?P<dead>{COUNT})(?:\s{PEOPLE})?(?:\s\((?P<lost>\d+(?:\.\d+)?)\s?%\))?(?:\s{PEOPLE})?\s(?:(?:had|have)\s)?(?:died|were\sdead)\b""",
    "alive",
)  # fmt: skip


def _alive_or_dead(statement: Statement) -> Iterator[Outcome]:
    """ "58 patients were alive and 32 had died": of all, where there are no more of them."""
    roster = statement.paper.roster
    for match in _ALIVE.finditer(statement.text):
        sizes = (roster.whole.n, sum(a.n or 0 for a in roster.arms))
        counts = [int(number_of(match["alive"])), int(number_of(match["dead"]))]
        if sum(counts) not in sizes or statement.groups:
            continue
        for key, count, percent in zip(("alive", "death"), counts, (match["living"], match["lost"]), strict=True):
            told = counted_outcome(statement, statement.place(*match.span()), roster.whole, key, count)
            told = replace(told, n=sum(counts), line=statement.paper.line)
            yield (
                replace(told, statistic="rate", value=number(percent), unit="percent", count=count) if percent else told
            )


def _died(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[Outcome]:
    """Of whom the verb says that they died, progressed or relapsed."""
    term = statement.paper.finder.named(EVENT_OF.get(match["verb"].lower(), ""), Category.ENDPOINT)
    if term is not None:
        yield from counted_outcomes(statement, masked, match, term.key, match.start(), match.end("verb"))
    also = _ALSO_DIED.match(masked, match.end("verb"))
    term = statement.paper.finder.named(EVENT_OF[also["verb"].lower()], Category.ENDPOINT) if also else None
    counts = counts_of(statement, masked, match, match.end("verb")) if term else []
    if also and term and len(counts) == 1:
        place = statement.place(also.start("count"), also.end())
        yield counted_outcome(statement, place, counts[0][0], term.key, int(number_of(also["count"])))
