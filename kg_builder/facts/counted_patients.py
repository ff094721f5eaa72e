"""Patients that sentences count: "five patients (three in the A arm and two in the B arm) had grade 3 fibrosis", "12 died"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import AdverseEvent, Outcome, Place
from kg_builder.facts.grades import grade_of, spelt_out
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["counted_patients"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS)
_GROUP = "\x01"  # stands for each character of an arm's name, so that grammar need not know names
_COUNT = rf"(?:\d{{1,4}}|{NUMBER_WORD})"
_PLACE = rf"\s(?:in|on|of|from|receiving|given|with)\s(?:the\s)?{_GROUP}+(?:\s(?:groups?|arms?|cohorts?|regimens?))?"
_PEOPLE = r"(?:patients?|cases?|participants?|subjects?|women|men)"
_SUBJECT = Phrase(
    rf"""(?<![\w.-])(?<!\bof\s)(?<!\bthe\s)(?P<count>{_COUNT})\s(?:of\s(?:the\s)?(?P<total>\d+)\s)?(?:(?!of\b)[a-z-]+\s)?{_PEOPLE}
        (?P<each>\sin\s(?:each|both)\s(?:study\s|treatment\s)?(?:groups?|arms?))?(?P<place>{_PLACE})?(?P<listed>\s\([^()%]*\))?
        (?P<more>(?:\sand|,)\s{_COUNT}(?:\s{_PEOPLE})?{_PLACE})?
        \s(?:(?:had|have|also|subsequently|who)\s)*(?P<verb>developed|experienced|had|suffered(?:\sfrom)?|died|progressed|relapsed)(?P<rest>[^;]*)""",
    "developed", "experienced", "had", "suffered", "died", "progressed", "relapsed",
)  # fmt: skip
_SEEN = Phrase(
    rf"""\s(?:was|were|had\sbeen|has\sbeen)\s(?:\w+\s)?(?:recorded|confirmed|observed|seen|reported|documented|noted|detected|identified)
        \sin\s(?P<count>{_COUNT})\s(?:of\s(?:the\s)?(?P<total>\d+)\s)?{_PEOPLE}
        (?P<place>{_PLACE})?(?P<listed>\s\([^()%]*\))?(?!\s?\()(?!\s(?:who|with|of)\b)""",
    "recorded", "confirmed", "observed", "seen", "reported", "documented", "noted", "detected", "identified",
)  # fmt: skip
_PART = re.compile(rf"(?<![\w.-])(?P<count>{_COUNT})(?:\s{_PEOPLE})?{_PLACE}", re.IGNORECASE)
_BEHIND = re.compile(rf"^(?P<place>{_PLACE})|^\s(?P<listed>\([^()%]*\))")
_TOWARDS = re.compile(
    r"""^\s(?:(?:an?|any|the|severe|serious|late|acute|of|from|due\sto|because\sof|possible|probable|confirmed|fatal|at\sleast\sone|one)\s
         |(?:\u2265\s?)?(?:grades?|G)\s?[\u2265\dIV/-]+(?:\s(?:or|and|to)\s(?:[\dIV]|higher|worse|more))?\s)*$""",
    re.IGNORECASE | re.VERBOSE,
)
_CAUSED = re.compile(
    r"^\s(?:of|from|due\sto|because\sof|as\sa\sresult\sof)\s(?:an?\s)?(?:treatment|therapy|drug)[-\s]related(?:\s\w+)?|^\s(?:of|from|due\sto)\stoxicity\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\s?(?:$|[.,:(]|(?:at|by)\s(?:the\s)?(?:time|data|last|cut)|during\s(?:the\s)?follow)", re.IGNORECASE
)
_PART_OF = re.compile(
    r"\b(?:among|of)\s(?:these|those|them|whom|which)\b|\b(?:which|whom)\s$|\bof\swhom\b", re.IGNORECASE
)

_NOUNS = {"died": "death", "progressed": "progression", "relapsed": "recurrence"}  # what the verbs say happened

_Counts = list[tuple[Arm, int]]


def counted_patients(paper: Paper) -> Iterator[AdverseEvent | Outcome]:
    """How many of a trial's own patients had an event, died, progressed or relapsed, in each arm that a sentence names."""
    if paper.genre == "case":
        yield from _of_the_patient(paper)
    if paper.genre != "trial":
        return
    for statement in paper.holding(_SUBJECT, _SEEN, _DEATHS, _HAPPENED, *_OF_TWO):
        own = statement.block.section in _SECTIONS and statement.own
        if own and statement.block.kind is BlockKind.PARAGRAPH:
            masked = _masked(statement)
            for match in _SUBJECT.finditer(masked):
                if not _PART_OF.search(masked[max(0, match.start() - 16) : match.start()]):
                    yield from _told(statement, masked, match)
            yield from _seen(statement, masked)
            yield from _in_both(statement, masked) if any(p.may_stand_in(statement.text) for p in _OF_TWO) else ()
            yield from _deaths(statement, masked)
            yield from _happened(statement, masked)


_ACHIEVED = re.compile(
    r"""\b(?:patient|he|she|treatment|therapy|combination|regimen)\s(?:\w+\s){0,3}?(?:achieved|attained|reached|obtained|showed|exhibited|(?:resulted|resulting)\sin)
        \s(?:an?\s)?(?:(?:sustained|durable|confirmed|radiological|clinical|further)\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_ALSO = re.compile(r"^(?:\s?\([^()]*\))?,?\sand\s(?:(?:subsequently|then|later|finally)\s)?(?:an?\s)?$", re.IGNORECASE)


def _of_the_patient(paper: Paper) -> Iterator[Outcome]:
    """The responses that the one patient of a case report achieved."""
    whole = paper.roster.whole
    for statement in paper.statements:
        if not statement.own or statement.block.kind is not BlockKind.PARAGRAPH:
            continue
        before = None
        for mention in statement.mentions:
            term = mention.of(Category.RESPONSE)
            also = before is not None and _ALSO.match(statement.text[before : mention.start])
            if term is None or not (also or _ACHIEVED.search(statement.text[: mention.start])):
                continue
            before = mention.end
            place = statement.place(mention.start, mention.end)
            yield replace(_outcome(statement, place, whole, term.key, 1), criteria=paper.criteria)


def _masked(statement: Statement) -> str:
    text = str(statement.text)
    for group in statement.groups:
        text = text[: group.start] + _GROUP * (group.end - group.start) + text[group.end :]
    return text


def _told(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[AdverseEvent | Outcome]:
    at = match.start("rest")
    if match["verb"].lower() in _NOUNS:
        event, end, grade = _death(statement, match)
    else:
        event, end, grade = _event(statement, at, match.end("rest"))
    if not event:
        if _DONE.match(match["rest"]):
            yield from _died(statement, masked, match)
        return
    yield from _adverse(
        statement, statement.place(match.start(), end), _counts(statement, masked, match, end), event, grade
    )


def _adverse(statement: Statement, place: Place, counts: _Counts, event: str, grade: str) -> Iterator[AdverseEvent]:
    for arm, count in counts:
        yield AdverseEvent(
            doc=statement.paper.document.id,
            span=place,
            rule="sentence-counted-patients",
            arm=arm.title(),
            n=arm.n,
            event=spelt_out(event, statement.paper.abbreviations),
            grade=grade,
            count=count,
        )


def _event(statement: Statement, start: int, stop: int) -> tuple[str, int, str]:
    """The event that the verb's object names, where it ends, and its grade; no words where there is none."""
    for mention in statement.mentions:
        if start <= mention.start < stop and mention.of(Category.TOXICITY):
            between = statement.text[start : mention.start]
            if _TOWARDS.match(between):
                return mention.text, mention.end, grade_of(between) or "any"
    return "", start, ""


def _death(statement: Statement, match: re.Match[str]) -> tuple[str, int, str]:
    """The event of which patients died; "treatment-related death" where the treatment was the cause."""
    start = match.start("rest")
    if match["verb"].lower() != "died":
        return "", start, ""
    if caused := _CAUSED.match(match["rest"]):
        return "treatment-related death", start + caused.end(), "5"
    event, end, _ = _event(statement, start, match.end("rest"))
    return event, end, "5"


def _seen(statement: Statement, masked: str) -> Iterator[Outcome]:
    """ "Progressive disease was recorded in 63 patients": the event that the sentence begins with; so told, PD is progression."""
    for mention in statement.mentions[:1]:
        term = mention.of(Category.ENDPOINT, Category.RESPONSE) if mention.start == 0 else None
        if term is not None and term.key == "PD":
            term = statement.paper.finder.named("progression", Category.ENDPOINT)
        if term is not None and (match := _SEEN.match(masked, mention.end)):
            yield from _outcomes(statement, masked, match, term.key, mention.start)


_EVENTS = r"(?:deaths|progressions|relapses|recurrences)"
_RECORDED = (
    r"\s(?:(?:were|had\sbeen|have\sbeen)\s(?:recorded|observed|reported|documented|noted|registered)|"
    r"(?:had\s|have\s)?occurred)\b"
)
_HAPPENED = Phrase(
    rf"""(?<![\w.-])(?<!\bof\s)(?<!\bthe\s)(?P<count>\d{{1,4}})(?P<total>(?!))?\s(?:disease\s|overall\s)?(?P<event>{_EVENTS})
        (?:(?=\sand\s\d+\s(?:[a-z]+\s)?{_EVENTS}{_RECORDED})|{_RECORDED}(?P<place>{_PLACE})?(?P<listed>\s\([^()%]*\))?(?!\s(?:in|among)\b))""",
    "deaths", "progressions", "relapses", "recurrences",
)  # fmt: skip


def _happened(statement: Statement, masked: str) -> Iterator[Outcome]:
    """ "120 deaths were recorded (60 in the A arm and 60 in the B arm)"."""
    for match in _HAPPENED.finditer(masked):
        if term := statement.paper.finder.named(match["event"][:-1], Category.ENDPOINT):
            yield from _outcomes(statement, masked, match, term.key, match.start())


_BRACKET = r"(?:\s?(?:\[[^\[\]%]*\]|\([^()%]*\)))?"
_IN_BOTH = Phrase(
    rf"""s?\s(?:occurred|(?:was|were|had\sbeen)\s(?:\w+\s)?(?:recorded|confirmed|observed|seen|reported|documented|noted|detected|found))
        \sin\s(?P<one>{_COUNT}(?:\s{_PEOPLE})?){_BRACKET}(?P<first>{_PLACE}){_BRACKET},?
        \s(?:and|vs\.?|versus|compared\swith)\s(?:in\s)?(?P<other>{_COUNT}(?:\s{_PEOPLE})?){_BRACKET}(?P<second>{_PLACE})""",
    "occurred", "recorded", "confirmed", "observed", "seen", "reported", "documented", "noted", "detected", "found",
)  # fmt: skip
_DEALT = Phrase(
    rf"\b(?P<one>{_COUNT})\s(?:and|vs\.?|versus)\s(?P<other>{_COUNT})\s(?:cases?|episodes?)\sof\s(?:(?!grade)[a-z]+\s){{0,2}}?$",
    "case", "episode",
)  # fmt: skip
_NAMED = r"\s(?:events?|cases?|episodes?)"
_AGAINST = Phrase(
    rf"s?\s[(\[](?:n\s?=\s?)?(?P<one>\d+)(?![\d.%]){_NAMED}(?P<first>{_PLACE})?\s(?:vs\.?|versus|and|compared\swith)\s"
    rf"(?:n\s?=\s?)?(?P<other>\d+)(?![\d.%])(?:{_NAMED})?(?P<second>{_PLACE})?[)\]]",
    "event", "case", "episode",
)  # fmt: skip
_OF_TWO = (_IN_BOTH, _DEALT, _AGAINST)
_FIRST = re.compile(_COUNT, re.IGNORECASE)
_NEAR = 24  # characters before an event in which its grade stands


def _in_both(statement: Statement, masked: str) -> Iterator[AdverseEvent | Outcome]:
    """ "Rash occurred in 2 patients in the A arm and 1 in the B arm"; "4 and 2 cases of rash, respectively, in A and B"."""
    named = list({g.arm.name: g.arm for g in statement.groups if not g.arm.whole}.values())
    for mention in statement.mentions:
        endpoint = mention.of(Category.ENDPOINT)
        if endpoint is None and mention.of(Category.TOXICITY) is None:
            continue
        if both := _IN_BOTH.pattern.match(masked, mention.end):
            arms = [_arm_at(statement, both.start(part), both.end(part)) for part in ("first", "second")]
            place = statement.place(mention.start, both.end())
        elif (both := _DEALT.search(masked, max(0, mention.start - 60), mention.start)) and "respectively" in masked:
            arms, place = list(named), statement.place(both.start(), mention.end)
        elif both := _AGAINST.pattern.match(masked, mention.end):
            told = [_arm_at(statement, both.start(part), both.end(part)) for part in ("first", "second") if both[part]]
            arms, place = told or list(named), statement.place(mention.start, both.end())
        else:
            continue
        counts = [int(number_of(m.group())) for part in ("one", "other") if (m := _FIRST.match(both[part]))]
        counted = [(arm, count) for arm, count in zip(arms, counts, strict=False) if arm is not None]
        if not len(arms) == len(counted) == len({a.name for a, _ in counted}) == 2:
            continue
        if endpoint is not None:
            yield from (_outcome(statement, place, arm, endpoint.key, count) for arm, count in counted)
        else:
            before = 0 if both.re is _AGAINST.pattern else max(0, mention.start - _NEAR)
            grade = grade_of(masked[before : mention.start]) or "any"
            yield from _adverse(statement, place, counted, mention.text, grade)


_DEATHS = Phrase(
    rf"""\bthere\s(?:was|were)\s(?P<count>{_COUNT})\s(?P<event>(?P<cause>treatment|therapy|drug|regimen|transplant(?:ation)?|procedure)-related\sdeath)s?\b
        (?P<place>{_PLACE})?(?P<listed>\s\([^()%]*\))?""",
    "death",
)


def _deaths(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "There was one treatment-related death", of all patients where the study has no arms and the bracket tells a cause."""
    roster = statement.paper.roster
    for match in _DEATHS.finditer(masked):
        cause = match["listed"] is not None and _GROUP not in match["listed"]
        counts = [] if cause else _counts(statement, masked, match, match.end())
        if not counts and not roster.arms:
            counts = [(roster.whole, int(number_of(match["count"])))]
        place = statement.place(match.start(), match.end("event"))
        event = match["event"] if match["cause"] not in ("therapy", "drug") else "treatment-related death"
        yield from _adverse(statement, place, counts, event, "5")


def _died(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[Outcome]:
    """Of whom the verb says that they died, progressed or relapsed."""
    term = statement.paper.finder.named(_NOUNS.get(match["verb"].lower(), ""), Category.ENDPOINT)
    if term is not None:
        yield from _outcomes(statement, masked, match, term.key, match.start(), match.end("verb"))


def _outcomes(
    statement: Statement, masked: str, match: re.Match[str], endpoint: str, start: int, end: int | None = None
) -> Iterator[Outcome]:
    end, total = match.end() if end is None else end, match["total"]
    for arm, count in _counts(statement, masked, match, end):
        n = int(total) if total and arm.whole else arm.n
        told = _outcome(statement, statement.place(start, end), arm, endpoint, count)
        yield replace(told, n=n, line=statement.paper.line)


def _outcome(statement: Statement, place: Place, arm: Arm, endpoint: str, count: int) -> Outcome:
    return Outcome(
        doc=statement.paper.document.id,
        span=place,
        rule="sentence-counted-patients",
        arm=arm.title(),
        regimen=arm.regimen,
        one_of=dict(arm.one_of),
        n=arm.n,
        endpoint=endpoint,
        statistic="count",
        value=Decimal(count),
        unit="patient",
    )


def _counts(statement: Statement, masked: str, match: re.Match[str], end: int) -> _Counts:
    """Each arm with its count; the whole with the sum, where the arms' counts are given and add up to it."""
    told, roster = match.groupdict(), statement.paper.roster
    count = int(number_of(told["count"]))
    if told.get("each"):
        return [(arm, count) for arm in roster.arms] if len(roster.arms) == 2 else []
    if told.get("more"):
        parts = _parts(statement, masked, match.start(), match.end("more"))
        return parts if len(parts) == 2 else []
    behind = _BEHIND.match(masked[end:])
    for found, offset in ((match, 0), (behind, end)):
        if found is not None and found["listed"]:
            parts = _parts(statement, masked, offset + found.start("listed"), offset + found.end("listed"))
            return [(roster.whole, count), *parts] if sum(c for _, c in parts) == count and len(parts) > 1 else []
        if found is not None and found["place"]:
            arm = _arm_at(statement, offset + found.start("place"), offset + found.end("place"))
            return [(arm, count)] if arm else []
    total = int(told.get("total") or count)
    everybody = not roster.arms or total * 2 > (roster.whole.n or 0) > 0
    return [(roster.whole, count)] if everybody and not statement.groups else []


def _parts(statement: Statement, masked: str, start: int, end: int) -> _Counts:
    found = [(_arm_at(statement, m.start(), m.end()), m["count"]) for m in _PART.finditer(masked, start, end)]
    counts = {arm.name: (arm, int(number_of(c))) for arm, c in found if arm is not None}
    return [*counts.values()] if len(counts) == len(found) else []


def _arm_at(statement: Statement, start: int, end: int) -> Arm | None:
    return next((g.arm for g in statement.groups if start <= g.start < end), None)
