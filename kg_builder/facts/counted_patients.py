"""Patients that sentences count: "five patients (three in the A arm and two in the B arm) had grade 3 fibrosis", "12 died"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.arms import Arm
from kg_builder.document import BlockKind, Section
from kg_builder.evidence import AdverseEvent, Outcome, Place
from kg_builder.facts.adverse_prose import general_event, reports_events
from kg_builder.facts.grades import adverse, grade_of
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
        \s(?:(?:had|have|also|subsequently|who)\s)*(?P<verb>developed|experienced|had|suffered(?:\sfrom)?|achieved|attained|obtained|showed|exhibited|discontinued|stopped|withdrew|died|progressed|relapsed)(?P<rest>[^;]*)""",
    "developed", "experienced", "had", "suffered", "achieved", "attained", "obtained", "showed", "exhibited", "discontinued",
    "stopped", "withdrew", "died", "progressed", "relapsed",
)  # fmt: skip
_SEEN = Phrase(
    rf"""s?\s(?:(?:was|were|had\sbeen|has\sbeen)\s(?:\w+\s)?(?:recorded|confirmed|observed|seen|reported|documented|noted|detected|identified)|occurred|developed)
        \s(?:in|by)\s(?P<count>{_COUNT})\s(?:of\s(?:the\s)?(?P<total>\d+)\s)?{_PEOPLE}\b
        (?P<place>{_PLACE})?(?P<listed>\s\([^()%]*\))?(?!\s?\()(?!\s(?:who|with|of)\b)""",
    "recorded", "confirmed", "observed", "seen", "reported", "documented", "noted", "detected", "identified", "occurred",
    "developed",
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
    rf"^\s?(?:$|[.,:(]|and\s{_COUNT}\s(?:{_PEOPLE}\s)?(?:ha[sd]\s|have\s)?(?:died|progressed|relapsed)\b|(?:at|by)\s(?:the\s)?(?:time|data|last|cut)|during\s(?:the\s)?follow)",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:among|of)\s(?:these|those|them|whom|which)\b|\b(?:which|whom)\s$|\bof\swhom\b", re.IGNORECASE
)

_PARTED = re.compile(
    r"""\b(?:cohorts?|dose\slevels?|stratum|part)\s(?:[A-Z]|\d|one|two|three)\b
      | \b(?:among|of|in)\s(?:(?:the|these|those)\s)?(?:(?!\d)\w+\s){0,3}?(?:patients|responders|those|whom)\s(?:with|who|whose)\b
      | \b(?:among|of)\s(?:the\s)?\d+\s(?:\w+\s){0,3}?(?:patients|responders)\s(?:with|who|whose|in)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NOUNS = {"died": "death", "progressed": "progression", "relapsed": "recurrence"}  # what the verbs say happened

_Counts = list[tuple[Arm, int]]


def counted_patients(paper: Paper) -> Iterator[AdverseEvent | Outcome]:
    """How many of a trial's own patients had an event, died, progressed or relapsed, in each arm that a sentence names."""
    if paper.genre == "case":
        yield from _of_the_patient(paper)
    if paper.genre != "trial":
        return
    for statement in paper.statements:
        counted = not statement.text.phrases.isdisjoint((_SUBJECT, _SEEN, _DEATHS))
        if not (counted or statement.names(Category.RESPONSE)) or statement.block.kind is not BlockKind.PARAGRAPH:
            continue
        if statement.block.section in _SECTIONS and statement.own:
            masked = _masked(statement)
            found = list(_counted(statement, masked)) if counted else []
            ends = {record.span.end for record in found}
            yield from found
            yield from (record for record in _numbered(statement, masked) if record.span.end not in ends)


def _counted(statement: Statement, masked: str) -> Iterator[AdverseEvent | Outcome]:
    for match in _SUBJECT.pattern.finditer(masked):
        if not _PART_OF.search(masked[max(0, match.start() - 16) : match.start()]):
            yield from _told(statement, masked, match)
    yield from _seen(statement, masked)
    yield from _events_seen(statement, masked)
    yield from _deaths(statement, masked)


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


_NUMBERED = re.compile(
    rf"(?<![\w.,%/-])(?<!grade\s)(?<!phase\s)(?<!stage\s)(?<!day\s)(?<!the\s)(?<!of\s)(?P<count>{_COUNT})\s(?:(?:confirmed|unconfirmed|durable)\s)?$",
    re.IGNORECASE,
)
_SHARED = re.compile(r"s?\s?[(\[]\s?(?:n\s?=\s?)?\d|s?\s(?:rates?|and\s\w+\srates?)\b")


def _numbered(statement: Statement, masked: str) -> Iterator[Outcome]:
    """ "with 3 CRs and 12 PRs", "three complete responses were seen": of the one arm named, or of all patients."""
    arms = {g.arm.name: g.arm for g in statement.groups}
    if not statement.names(Category.RESPONSE) or len(arms) > 1 or _PARTED.search(masked):
        return
    roster = statement.paper.roster
    arm = arms.popitem()[1] if arms else None if roster.arms else roster.whole
    for mention in statement.mentions if arm else ():
        term = mention.of(Category.RESPONSE)
        match = _NUMBERED.search(masked, max(0, mention.start - 30), mention.start) if term else None
        if arm and term and match and not _SHARED.match(masked, mention.end):
            place = statement.place(match.start(), mention.end)
            told = _outcome(statement, place, arm, term.key, int(number_of(match["count"])))
            yield replace(told, line=statement.paper.line, criteria=statement.paper.criteria)


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
        if match["verb"].lower() in _ATTAINED:
            yield from _responses(statement, masked, match)
        elif _DONE.match(match["rest"]):
            yield from _died(statement, masked, match)
        return
    counts, start = _counts(statement, masked, match, end), match.start()
    yield from _adverse(statement, statement.place(start, end), counts, event, grade)
    while len(counts) == 1 and (further := _ALSO_COUNTED.match(masked, end)):
        event, end, grade = _event(statement, further.start("rest"), match.end("rest"))
        if not event:
            return
        counts = [(counts[0][0], int(number_of(further["count"])))]
        yield from _adverse(statement, statement.place(further.start("count"), end), counts, event, grade)


def _adverse(statement: Statement, place: Place, counts: _Counts, event: str, grade: str) -> Iterator[AdverseEvent]:
    for arm, count in counts:
        yield AdverseEvent(
            doc=statement.paper.document.id,
            span=place,
            rule="sentence-counted-patients",
            arm=arm.title(),
            n=arm.n,
            event=event,
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
        elif start <= mention.start < stop and (term := mention.of(Category.ENDPOINT)) and adverse(term.key):
            between = statement.text[start : mention.start]
            name = general_event(statement.text, mention.start, mention.end)
            if name and (_TOWARDS.match(between) or (" leading to " in name and "," not in between)):
                return name, mention.end, grade_of(statement.text[start : mention.end]) or "any"
    return "", start, ""


_ATTAINED = frozenset({"had", "experienced", "achieved", "attained", "obtained", "showed", "exhibited"})
_A_RESPONSE = re.compile(
    r"\s(?:(?:an?|the|confirmed|unconfirmed|objective|best|durable|sustained|overall|radiological|radiographic|clinical|metabolic|response|responses|of)\s)*$"
)
_ALSO_COUNTED = re.compile(
    rf"(?:\s\([^()%]*\))?(?:,|,?\s(?:and|while|whereas))\s(?P<count>{_COUNT})(?:\s{_PEOPLE})?(?:\s(?:had|achieved|attained|obtained|showed|exhibited|experienced|developed|with))?(?:\san?)?(?P<rest>\s)",
    re.IGNORECASE,
)
_WHO = re.compile(r"\bwho\s(?:\w+\s)?$", re.IGNORECASE)
_COMPARED = re.compile(
    rf",?\s(?:(?:as\s)?compared\s(?:with|to)|versus|vs\.?)\s(?:only\s)?(?P<count>{_COUNT})(?:\s{_PEOPLE})?(?P<place>{_PLACE})",
    re.IGNORECASE,
)


def _responses(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[Outcome]:
    """ "Two patients achieved CR, five PR and nine stable disease": of one arm, or of all patients."""
    counts, start, at = _counts(statement, masked, match, match.end("verb")), match.start(), match.start("rest")
    if (
        _WHO.search(masked, match.start(), match.start("verb"))
        or _PARTED.search(masked)
        or (not statement.paper.roster.arms and match["total"] is None and statement.groups)
    ):
        return
    for mention in (m for m in statement.mentions if m.start >= at):
        term = mention.of(Category.RESPONSE) or mention.of(Category.ENDPOINT)
        if term is None or "measuredAs" not in term.features or term.features["measuredAs"] == "time":
            return
        if not _A_RESPONSE.match(masked[at : mention.start]) or masked.startswith(" rate", mention.end):
            return
        end = mention.end
        if (other := _COMPARED.match(masked, end)) and (arm := _arm_at(statement, *other.span("place"))):
            counts, end = [*counts, (arm, int(number_of(other["count"])))], other.end()
        criteria = statement.paper.criteria if term.category is Category.RESPONSE else None
        for arm, count in counts:
            told = _outcome(statement, statement.place(start, end), arm, term.key, count)
            yield replace(told, line=statement.paper.line, criteria=criteria)
        further = _ALSO_COUNTED.match(masked, mention.end)
        if further is None or len(counts) != 1:
            return
        counts = [(counts[0][0], int(number_of(further["count"])))]
        start, at = further.start("count"), further.start("rest")


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
        if term is None or adverse(term.key) or term.key == "treatment-related death":
            continue
        if match := _SEEN.pattern.match(masked, mention.end):
            yield from _outcomes(statement, masked, match, term.key, mention.start)


_GRADE_BESIDE = re.compile(r"\s\([^()%]*\)")


def _events_seen(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "Grade 3 rash was observed in three patients", "febrile neutropenia (grade 4) occurred in 2 patients in the X arm"."""
    if not statement.names(Category.TOXICITY, Category.ENDPOINT) or not reports_events(statement):
        return
    for mention in statement.mentions:
        term, name = mention.of(Category.TOXICITY, Category.ENDPOINT), mention.text
        if term is not None and adverse(term.key):
            name = general_event(statement.text, mention.start, mention.end) or ""
        elif term is None or not mention.of(Category.TOXICITY):
            continue
        beside = _GRADE_BESIDE.match(masked, mention.end)
        match = _SEEN.pattern.match(masked, beside.end() if beside else mention.end)
        if match is None or not name or _PARTED.search(masked):
            continue
        said = masked[max(0, mention.start - 16) : mention.end] + (beside.group() if beside else "")
        counts = _counts(statement, masked, match, match.end())
        place = statement.place(mention.start, match.end())
        yield from _adverse(statement, place, counts, name, grade_of(said) or "any")


_LISTED = rf"(?P<listed>\s\([^()%]*\)|,\s{_COUNT}\sin\s(?:each|both)\s(?:groups?|arms?))?"
_DEATHS = Phrase(
    rf"""\bthere\s(?:was|were)\s(?P<count>{_COUNT})\s(?P<event>(?:treatment|therapy|drug)-related\sdeaths?)\b(?P<place>{_PLACE})?{_LISTED}""",
    "death",
)
_DEATHS_IN = Phrase(
    rf"""\b(?P<event>(?:treatment|therapy|drug)-related\sdeaths?)\s(?:occurred|(?:was|were)\s(?:observed|seen|reported|recorded|noted))
        \sin\s(?P<count>{_COUNT})\s{_PEOPLE}\b(?P<place>{_PLACE})?{_LISTED}""",
    "death",
)
_IN_EACH = re.compile(rf"(?<![\w.-])(?P<count>{_COUNT})\sin\s(?:each|both)\s(?:groups?|arms?)", re.IGNORECASE)


def _deaths(statement: Statement, masked: str) -> Iterator[AdverseEvent]:
    """ "There was one treatment-related death", of all patients where the study has no arms and the bracket tells a cause."""
    roster = statement.paper.roster
    for match in (*_DEATHS.finditer(masked), *_DEATHS_IN.finditer(masked)):
        cause = match["listed"] is not None and _GROUP not in match["listed"] and not _IN_EACH.search(match["listed"])
        counts = [] if cause else _counts(statement, masked, match, match.end())
        if not counts and not roster.arms:
            counts = [(roster.whole, int(number_of(match["count"])))]
        place = statement.place(match.start(), max(match.end("event"), match.end("count")))
        yield from _adverse(statement, place, counts, "treatment-related death", "5")


_ALSO_DIED = re.compile(
    rf"(?:,|,?\sand)\s(?P<count>{_COUNT})(?:\s{_PEOPLE})?\s(?:(?:had|have|has)\s)?(?P<verb>died|progressed|relapsed)\b",
    re.IGNORECASE,
)


def _died(statement: Statement, masked: str, match: re.Match[str]) -> Iterator[Outcome]:
    """Of whom the verb says that they died, progressed or relapsed."""
    term = statement.paper.finder.named(_NOUNS.get(match["verb"].lower(), ""), Category.ENDPOINT)
    if term is not None:
        yield from _outcomes(statement, masked, match, term.key, match.start(), match.end("verb"))
    also = _ALSO_DIED.match(masked, match.end("verb"))
    term = statement.paper.finder.named(_NOUNS[also["verb"].lower()], Category.ENDPOINT) if also else None
    counts = _counts(statement, masked, match, match.end("verb")) if term else []
    if also and term and len(counts) == 1:
        place = statement.place(also.start("count"), also.end())
        yield _outcome(statement, place, counts[0][0], term.key, int(number_of(also["count"])))


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
    arms = statement.paper.roster.arms
    if len(arms) == 2 and (each := _IN_EACH.search(masked, start, end)):
        return [(arm, int(number_of(each["count"]))) for arm in arms]
    found = [(_arm_at(statement, m.start(), m.end()), m["count"]) for m in _PART.finditer(masked, start, end)]
    counts = {arm.name: (arm, int(number_of(c))) for arm, c in found if arm is not None}
    return [*counts.values()] if len(counts) == len(found) else []


def _arm_at(statement: Statement, start: int, end: int) -> Arm | None:
    return next((g.arm for g in statement.groups if start <= g.start < end), None)
