"""Adverse events that sentences report: "neutropenia (13%) and diarrhoea (6%) in the A arm", "12% and 15% of patients"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg_builder.arms import Arm
from kg_builder.document import Section
from kg_builder.evidence import AdverseEvent
from kg_builder.facts.alignment import Aligned, align
from kg_builder.facts.causes_of_death import CAUSED_DEATH, causes_of_death, is_fatal
from kg_builder.facts.counting import event_name
from kg_builder.facts.denominators import of_how_many, of_whom, unless_denied
from kg_builder.facts.each import of_each
from kg_builder.facts.elsewhere import OURS, found_elsewhere
from kg_builder.facts.event_grades import grade_before_this, grade_of_event, grade_of_value, graded_behind
from kg_builder.facts.general_events import LED, STOPPED, consequences, general_event
from kg_builder.facts.grades import TIMED_TOXICITIES, adverse, spelt_out
from kg_builder.facts.measured import Measured
from kg_builder.facts.none_in_other import none_in_other
from kg_builder.facts.note import Note
from kg_builder.facts.numerals import NUMBER_WORD, number_of, printed_count
from kg_builder.facts.part_leads import not_of_part
from kg_builder.facts.sized_here import size_here
from kg_builder.facts.table_notes import told_below_tables
from kg_builder.held import once
from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["CAUSED_DEATH", "adverse_events", "reports_events"]

_SECTIONS = (Section.ABSTRACT, Section.RESULTS, Section.DISCUSSION)
_CONTEXT = Phrase(
    r"\b(?:adverse|toxic|side[-\s]effects?|safety\b|(?:TR|TE|S|ir)?AEs?\b|(?:grades?|G)\s?[\u2265>]?\s?[1-5]|"
    r"(?:observed|noted|seen|recorded)\sin\b|we\s(?:\w+ly\s)?(?:recorded|observed|noted|documented|saw)\b|(?:more|less|most)\s(?:common|frequent|prevalent)|occurr(?:ed|ing)|developed|related\sdeath|"
    r"experienced|incidence|reported|complications?\b|(?:rates?|figures)\s(?:was|were|of)\b|died\b|episodes?\sof\b|a(?:ll|ny)\sgrade)|-grade\b",
    "adverse", "toxic", "side", "safety", "ae", "grade", "g1", "g2", "g3", "g4", "g5", "g 1", "g 2", "g 3", "g 4", "g 5", "g>",
    "g >", "g\u2265", "g \u2265", "g  ", "occurred", "developed", "related death", "experienced", "incidence", "reported",
    "observed", "noted", "seen", "recorded", "documented", "we saw", "ly saw",
    "common", "frequent", "prevalent", "occurring", "complication",
    "rate was", "rate were", "rate of", "rates was", "rates were", "rates of", "figures ", "died", "episode",
    flags=re.IGNORECASE,
)  # fmt: skip
_EVENTS_TOLD = Phrase(  # what of _CONTEXT its words alone tell
    r"\s(?:adverse|toxic|occurred|developed|experienced|incidence|reported)",
    " adverse", " toxic", " occurred", " developed", " experienced", " incidence", " reported",
)  # fmt: skip
_PRIOR = Phrase(
    r"\b(?:history\sof|baseline|at\s(?:diagnosis|entry|enrol+ment)|comorbid\w*|pre-?existing|"
    r"presented\swith|improve(?:d|ment)|resolved|relief)\b",
    "history", "baseline", "diagnosis", "entry", "enrol", "comorbid", "existing", "presented", "improve", "resolved", "relief",
    flags=re.IGNORECASE,
)  # fmt: skip


def adverse_events(paper: Paper) -> Iterator[AdverseEvent | Note]:
    """The frequencies of adverse events in the sentences of a trial about its own patients."""
    if paper.genre != "trial":
        return
    for statement in (*paper.holding(_CONTEXT), *paper.holding(_CONTEXT, among=told_below_tables(paper))):
        events = _events(statement) if reports_events(statement) else []
        yield from _counted(statement, events)
        shares = events and any(q.unit is not None and q.unit.key == "percent" for q in statement.quantities)
        for aligned in align(statement, events) if shares else ():
            if aligned.endpoint.key == _ENDED_TREATMENT or _is_of_others(statement.text, aligned, events):
                continue
            for one in (*of_each(statement.text, aligned, events), aligned):
                if found := _record(statement, one, events):
                    yield found
                if isinstance(found, AdverseEvent):
                    yield from (*graded_behind(statement, one, found), *none_in_other(statement, one, found))


def _is_of_others(text: str, aligned: Aligned, events: Sequence[Measured]) -> bool:
    """Whether a value is not of the event: of others than it, of those among whom so many had it, or who had another."""
    event, value = aligned.endpoint, aligned.quantity
    excepted = _EXCEPT.search(text, event.end, max(event.end, value.start))
    among = _OF_WHOM.search(text, value.end, max(value.end, event.start))
    had = _WHO_HAD.match(text, value.end) if event.end <= value.start else None
    another = had is not None and any(had.end() <= e.start <= had.end() + _OBJECT for e in events)
    without = text.rfind(", with ", event.end, value.start) if event.end < value.start else -1
    another = another or (without >= 0 and _REQUIRING.match(text, value.end) is not None)
    return bool(excepted or among or another or _AGAINST_COUNT.search(text, 0, value.start))


_REQUIRING = re.compile(r"[^;:()]{0,100}?\s(?:requir|need|undergo|discontinu|stopp|withdraw)ing\b")
_OBJECT = 60  # characters in which what patients had begins
_WHO_HAD = re.compile(
    r"(?:\sand\s\d[\d.]*\s?%)?(?:\sof\s(?:the\s|all\s)?patients)?(?:,?\srespectively,?)?\s(?:had\s)?"
    r"(?=(?:had|developed|experienced|suffered|discontinued|stopped|withdrew|died)\b)"
)  # "and 4% and 8% of patients, respectively, discontinued treatment because of …"


_OF_WHOM = re.compile(
    r"[,;(]\s?(?:and\s)?(?:of|among)\s(?:whom|which|these|those|them)\b"
)  # "(20%), of whom 9 (45%) had rash"
_AGAINST_COUNT = re.compile(
    r"[(\[]\d+\s(?:patients|cases)\s(?:vs\.?|versus)\s$"
)  # "(0 patients vs 45 (90%)": the other's


_EXCEPT = re.compile(r"\b(?:except|other\sthan|apart\sfrom)\b")  # "events were alike, except for X (5% vs 1%)"


@once
def reports_events(statement: Statement) -> bool:
    """Whether a sentence can report what adverse events the patients of this study had."""
    text, section = statement.text, statement.block.section
    if section not in _SECTIONS or not _may_name_events(statement):
        return False
    told = statement.own and (_EVENTS_TOLD.may_stand_in(text) or _CONTEXT.search(text))
    if not told or _PRIOR.search(text) or _GRADE_IN_GRADE.search(text):
        return False
    return section is not Section.DISCUSSION or not _of_another(statement)


_GRADE_IN_GRADE = Phrase(  # "all-grade (grade 3 or 4) rash was 8% (4%)": a grade for each of the values
    r"\b(?:any|all)[-\s]grades?\s[(\[](?:\u2265\s?)?grades?\s[\u2265>\d][^()\[\]%]*[)\]]",
    "any-grade", "any grade", "all-grade", "all grade",
)  # fmt: skip


def _of_another(statement: Statement) -> bool:
    """Whether a discussion speaks of an earlier study, or still of the one that it cited last."""
    if found_elsewhere(statement, len(statement.text)):
        return True
    for other in reversed(statement.earlier):
        if other.citations:
            return not OURS.search(statement.text)
        if OURS.search(other.text):
            return False
    return False


_DIED = Phrase(
    r"\bdied\s(?:from|of|due\sto|because\sof)\s(?:an?\s)?(?:treatment|drug|therapy)-related\s(?:causes?|toxicit\w+|adverse\sevents?|events?|complications?)\b",
    "died",
)


def _may_name_events(statement: Statement) -> bool:
    """Whether a sentence can have events: sooner told than which."""
    told = statement.names(Category.TOXICITY) or _DIED.may_stand_in(statement.text)
    return told or (statement.names(Category.ENDPOINT) and any(map(_harm, statement.mentions)))


_ENDED_TREATMENT = "treatment discontinuation due to adverse events"  # an endpoint: see outcome
_GENERAL = frozenset({CAUSED_DEATH, _ENDED_TREATMENT}) | TIMED_TOXICITIES


def _harm(mention: Mention) -> Term | None:
    """What a mention names, where that is an event, or events in general."""
    if toxicity := mention.of(Category.TOXICITY):
        return toxicity
    endpoint = mention.of(Category.ENDPOINT)
    general = endpoint and (endpoint.key in _GENERAL or adverse(endpoint.key))
    return endpoint if general else None


def _events(statement: Statement) -> list[Measured]:
    """The events that the sentence names, and adverse events in general where it says that patients had them."""
    found: list[Measured] = []
    text, led = statement.text, LED.search(statement.text)
    for mention in filter(_harm, statement.mentions):
        called = (found and _CALLED.search(text, 0, mention.start)) or is_fatal(text, mention.start)
        if called or _PLANNED.match(text, mention.end) or _LACKED.search(text, 0, mention.start):
            continue
        endpoint, toxicity = mention.of(Category.ENDPOINT), mention.of(Category.TOXICITY)
        if any(term and term.key == CAUSED_DEATH for term in (endpoint, toxicity)):
            found.append(Measured(mention.start, mention.end, CAUSED_DEATH, "fraction"))
        elif toxicity and (endpoint is None or endpoint.key == toxicity.key):
            kind = _KIND.search(text, 0, mention.start)
            start = kind.start() if kind else mention.start
            to = f" leading to {led['what'].lower().rstrip('s')}" if led and start >= led.end() else ""
            event = text[start : mention.start] + event_name(statement, mention)
            found.append(Measured(start, mention.end, event + to, "fraction"))
        elif endpoint is not None and endpoint.key in TIMED_TOXICITIES:
            found.append(Measured(mention.start, mention.end, endpoint.key, "fraction"))
        elif endpoint and adverse(endpoint.key) and (name := general_event(statement, mention)):
            found += _general(text, mention, name)
        elif endpoint and endpoint.key == _ENDED_TREATMENT:
            found.append(Measured(mention.start, mention.end, endpoint.key, "fraction"))
    died = [Measured(m.start(), m.end(), CAUSED_DEATH, "fraction") for m in _DIED.finditer(text)]
    return [*found, *died, *_of_grade(text, found)]


def _general(text: str, mention: Mention, name: str) -> Iterator[Measured]:
    """Adverse events in general, with why treatment was stopped or with each of the things that they led to."""
    kind, leading, _ = name.partition(" leading to ")
    cause = STOPPED.search(text, 0, mention.start) if leading else None
    led = consequences(text, mention.end) if leading and cause is None else []
    if not led:
        yield Measured(cause.start() if cause else mention.start, mention.end, name, "fraction")
    for place, one in enumerate(led):
        yield Measured(one.start if place else mention.start, one.end, f"{kind}{leading}{one.what}", "fraction")


_OF_GRADE = (
    r"(?:\u2265\s?)?grades?\s[\u2265>]?\s?[1-5](?:\s?(?:-|/|or|to)\s?[1-5])?(?:\sor\s(?:higher|worse|above|greater))?\s"
)
_GRADED_EVENTS = re.compile(
    rf"(?:\b(?:and|with|while|whereas)|;)\s(?P<events>{_OF_GRADE}"
    r"(?:(?:(?:TR|TE|ir)?AEs?|(?:[\w-]+-related\s)?adverse\sevents?)(?=\s(?:in|by)\s\d)|events?|ones?|toxicit(?:y|ies)))\s"
    r"(?:(?:(?:were|was)\s(?:\w+ly\s)?(?:reported|observed|seen|noted|recorded)\s|occurred\s)?(?:in|by)\s(?=\d)"
    r"|(?:were|was)\s(?:\w+\s)?(?:more|less)\s(?:common|frequent)\s(?:in|with|for|among|on)\b)"
)
_HAD_GRADED = re.compile(
    rf"(?:\b(?:and|while|whereas)|[;,])\s(?:\d+|{NUMBER_WORD})(?:\s(?:patients|subjects|cases))?\s\(\d+(?:\.\d+)?\s?%\)\s(?:had|experienced|developed|reported)\s"
    rf"(?P<events>{_OF_GRADE}(?:events?|ones?))\b",
    re.IGNORECASE,
)


def _of_grade(text: str, found: Sequence[Measured]) -> Iterator[Measured]:
    """ "AEs of any grade occurred in 40 (80%), and grade 3-4 events in 12 (24%)": of the kind that is named before."""
    general = any(e.key.startswith("any ") for e in found)
    for match in (*_GRADED_EVENTS.finditer(text), *_HAD_GRADED.finditer(text)) if general else ():
        before = [e for e in found if e.key.startswith("any ") and e.end <= match.start()]
        if before:
            yield Measured(match.start("events"), match.end("events"), before[-1].key, "fraction")


_LACKED = Phrase(  # "no nausea was reported by 74%": the share is of those who had none
    r"\b(?:no|without|absence\sof|free(?:dom)?\s(?:of|from))\s(?:(?:clinically|significant|acute|delayed|severe|any|[\w-]+-(?:related|induced))\s)*$",
    "no ", "without ", "absence of ", "free of ", "free from ", "freedom from ", "freedom of ",
)  # fmt: skip
_PLANNED = re.compile(
    r"\s(?:was|were|is|are)\s(?:\w+\s)?(?:assess|evaluat|monitor|grad|defin|classif|analy[sz]|measur)\w+",
    re.IGNORECASE,
)
_CALLED = Phrase(  # what the event before was: "rash was the most common toxicity"
    r"\b(?:was|were)\s(?:also\s)?(?:the|among\sthe|one\sof\sthe)\s(?:\w+\s)?(?:most|common(?:est)?|frequent)\s(?:(?!and\b|or\b|with\b|in\b)[\w\u2265/-]+\s){0,5}$",
    "most", "common", "frequent",
)  # fmt: skip
_KIND = Phrase(
    r"\b(?:extensive|limited|overt|symptomatic|asymptomatic|transient|persistent|prolonged|isolated|clinical)\s$|\bnon-?$",
    "extensive ", "limited ", "overt ", "symptomatic ", "transient ", "persistent ", "prolonged ", "isolated ", "clinical ",
    "non",
)  # fmt: skip
_COUNTED_AFTER = re.compile(
    rf"s?\s?[(\[]\s?(?:n\s?=\s?(?P<count>\d+)|(?P<people>\d+|{NUMBER_WORD})(?:\s(?:patients?|cases?)|\s?/\s?(?P<of>\d+)))\s?[)\]]",
    re.IGNORECASE,
)
_COUNTED_BEFORE = Phrase(
    rf"(?<!\bdeveloped\s)(?<!\bexperienced\s)(?<!\bsuffered\s)(?<!\bhad\s)\b(?P<count>\d+|{NUMBER_WORD})(?P<people>)\s(?:\w+\s)?(?:cases?|episodes?)\sof\s$",
    "case", "episode",
)  # fmt: skip


def _counted(statement: Statement, events: Sequence[Measured]) -> Iterator[AdverseEvent]:
    """ "diarrhoea (n = 7) and dysphagia (n = 5) in the A group; and …", "two cases of hepatitis": one group for each clause."""
    text, single = statement.text, [e for e in events if not e.key.startswith("any ")]
    for event in sorted(single, key=lambda e: text.rfind(";", 0, e.start)):
        after = _COUNTED_AFTER.match(text, event.end)
        before = None if after else _COUNTED_BEFORE.search(text, max(0, event.start - 40), event.start)
        match = after or before
        if match is None or causes_of_death(statement):
            continue
        arm = _only_arm(statement, event)
        if arm is not None or (after and after["of"] in _everybody(statement.paper)):
            of = int(after["of"]) if after and after["of"] else of_whom(statement, match.start())
            yield AdverseEvent(
                doc=statement.paper.document.id,
                span=statement.place(min(event.start, match.start()), max(event.end, match.end())),
                rule="sentence-adverse-event-count",
                arm=(arm or statement.paper.roster.whole).title(),
                n=of or (arm or statement.paper.roster.whole).n,
                event=spelt_out(event.key, statement.paper.abbreviations),
                grade=grade_of_event(text, event, single),
                count=int(number_of(match["count"] or match["people"])),
            )


def _everybody(paper: Paper) -> tuple[str, str]:
    """How many patients a study has, and how many all its arms."""
    return str(paper.roster.whole.n), str(sum(arm.n or 0 for arm in paper.roster.arms))


def _only_arm(statement: Statement, event: Measured) -> Arm | None:
    """The one arm that the clause of an event names; all patients, where the study has no arms."""
    start, end = statement.text.rfind(";", 0, event.start), statement.text.find(";", event.start)
    named = {g.arm.name: g.arm for g in statement.groups if start < g.start and (end < 0 or g.start < end)}
    if not named and not statement.paper.roster.arms:
        return statement.paper.roster.whole
    return named.popitem()[1] if len(named) == 1 else None


def _record(statement: Statement, aligned: Aligned, events: Sequence[Measured]) -> AdverseEvent | Note | None:
    quantity = aligned.quantity
    rounded = quantity.qualifier == "<" and quantity.count is not None
    if (
        (quantity.qualifier is not None and not rounded)
        or quantity.number is None
        or quantity.unit is None
        or quantity.unit.key != "percent"
    ):
        return None
    named, share = aligned.endpoint, None if rounded else quantity.number
    place = statement.place(min(named.start, quantity.start), max(named.end, quantity.end))
    arm = _arm(statement, aligned)
    if arm is None or aligned.subgroup is not None:
        return Note(doc=statement.paper.document.id, place=place, reason="arm not certain", text=statement.text)
    return AdverseEvent(
        doc=statement.paper.document.id,
        span=place,
        rule="sentence-adverse-event",
        arm=arm.title(),
        n=of_how_many(statement, quantity)
        or size_here(statement, arm)
        or unless_denied(not_of_part(statement, arm.n, quantity.count), quantity.count, share),
        event=spelt_out(named.key, statement.paper.abbreviations),
        grade=grade_of_value(statement.text, named.end, quantity.start, quantity.end)
        or grade_of_event(statement.text, named, events, grade_before_this(statement)),
        count=printed_count(statement.text, quantity.start, quantity.count),
        percent=share,
    )


def _arm(statement: Statement, aligned: Aligned) -> Arm | None:
    """The arm that the sentence ties to the value; all patients, where the study has no arms."""
    roster, holder = statement.paper.roster, aligned.holder
    if holder is not None and holder.known and holder.arm is None and holder.regimen and not roster.arms:
        return Arm(name=holder.name, regimen=holder.regimen, one_of=dict(holder.one_of))
    if holder is not None:
        return (_of_next_clause(statement, aligned, holder.end) or holder.arm) if holder.known else None
    some = _OF_SOME.match(statement.text, aligned.quantity.end)
    return roster.whole if aligned.certain and not roster.arms and not some else None


def _of_next_clause(statement: Statement, aligned: Aligned, end: int) -> Arm | None:
    """The arm with which a clause of its own closes: "in A rash (9%), whereas pain (8%) and rash (7%) were common in B"."""
    text, start, value = statement.text, aligned.endpoint.start, aligned.quantity.end
    begun = _CONTRARY.search(text, end, start) if end <= start < value else None
    later = [g for g in statement.groups if begun and g.start > begun.start()]
    if not later or later[0].start < value or later[0].arm.whole:
        return None
    return later[0].arm if _CLOSING_VERB.fullmatch(text, value, later[0].start) else None


_CONTRARY = re.compile(r"[,;]\s(?:whereas|while|but)\s|;\s")
_CLOSING_VERB = re.compile(
    r"(?:(?!\s(?:vs|versus|whereas|while|than)\b)[^;:])*?\s(?:were|was)\s[^;:()%\d]{3,40}?\s(?:in|with|for|among)\s(?:the\s)?"
)
_OF_SOME = re.compile(
    r"[)\]]?\s(?:\([^()]*\)\s)?(?:of|in)\s(?!(?:the|all|our|these|those|study|treated|evaluable|enrolled|included|eligible|total|\d+)\b)(?!\w*[A-Z])[\w-]+\s(?:patients|cases)\b"
)
