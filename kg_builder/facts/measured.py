"""What a sentence measures: its endpoints with their landmarks, and the quantities that can be their results."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from kg_builder.expressions import Expression
from kg_builder.facts.any_response import is_any_response
from kg_builder.facts.bases import is_base
from kg_builder.facts.composites import composites
from kg_builder.facts.coordinated import first_word
from kg_builder.facts.in_site import in_site
from kg_builder.facts.landmarks import landmarks, share_at_time_behind
from kg_builder.facts.reasons import DUE_TO, STOPPED_FOR
from kg_builder.facts.who_did import WHO_DID, who_did
from kg_builder.held import once
from kg_builder.lexicon import Category, Term
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = [
    "CORRESPONDING",
    "Measured",
    "alive_and_more",
    "may_measure",
    "measured",
]


class Measured(msgspec.Struct, gc=False, frozen=True):
    """An endpoint, as a sentence names it at `start` to `end`."""

    start: int
    end: int
    key: str
    dimension: str  # "time", "fraction", or "" for either
    at_months: Decimal | None = None
    statistic: str = ""  # "mean" or "median", where the sentence tells both

    @property
    def event(self) -> bool:
        """Whether it is something that happens to a patient: death, progression, a complete response of the tissue."""
        return self.dimension == "event"


_MEASURED = (Category.ENDPOINT, Category.RESPONSE)


def may_measure(statement: Statement) -> bool:
    """Whether a sentence may name an endpoint: sooner told than which one, and most name none."""
    return not statement.categories.isdisjoint(_MEASURED) or statement.text.standing & WHO_DID.bit != 0


@once
def measured(statement: Statement) -> tuple[Measured, ...]:
    """The endpoints that a sentence names, each once ("objective response rate (ORR)" is one)."""
    text = statement.text
    found: list[list[Measured]] = []  # one list for each name, with one item for each time at which it is read
    of = _OF_THOSE.match(text) if _OF_THOSE.may_stand_in(text) else None
    explained = [(m.start(m.lastgroup or 0), m.end()) for form in (_EXPLAINED, _MADE_OF) for m in form.finditer(text)]
    for mention in statement.mentions if statement.names(Category.ENDPOINT, Category.RESPONSE) else ():
        term = mention.of(Category.ENDPOINT, Category.RESPONSE)
        inside = bool(found) and mention.start < found[-1][-1].end
        if term is None or inside or (of and mention.end <= of.end()) or text.endswith(_LOST, 0, mention.start):
            continue
        if explained and (end := next((e for s, e in explained if s <= mention.start < e), 0)):
            beside = found and any(s == found[-1][-1].end + 1 for s, _ in explained)
            if found and (beside or text.startswith(";", found[-1][-1].end)):  # "response (RR; defined as CR or PR)"
                found[-1] = [replace(one, end=end) for one in found[-1]]
            continue
        if _measures_nothing(statement, mention, term):
            continue
        last = found[-1][-1] if found else None
        if (
            last
            and last.dimension == "time" != term.features.get("measuredAs")
            and _VALUE_OF.search(text, last.end, mention.start)
        ):
            continue  # whose it is: "the 5-year survival was 80% for CR"
        if last and last.key == term.key and text[last.end : mention.start].strip() in ("", "(", "[", ","):
            closed = mention.end + (text[mention.end : mention.end + 1] in (")", "]"))
            named = [replace(one, end=closed) for one in found[-1]]
            found[-1] = _read_at(statement, named[0]) if last.at_months is None else named
        else:
            found += _named(statement, mention, term)
    done = [[Measured(*one)] for one in who_did(text)]
    found = composites(text, sorted([*found, *done], key=lambda one: one[0].start), statement.paper.abbreviations)
    found = list(_of_causes(text, found)) if " due to " in text or " owing to " in text else found
    found = [_as_reason(text, one) for one in found] if STOPPED_FOR.may_stand_in(text) else found
    read = itertools.chain.from_iterable(_at_one_time(text, list(_added_up(text, found))))
    told = _read_behind_last(text, tuple(read))
    goes_on = told and (text.startswith(CORRESPONDING) or _goes_on(text, told[0]))
    return tuple(_as_before(statement, told)) if goes_on else told


def _named(statement: Statement, mention: Mention, term: Term) -> Iterator[list[Measured]]:
    """What a name of an endpoint measures at each of its times, behind that of which only the first word is printed."""
    if first := first_word(statement, mention):
        yield _read_at(
            statement, Measured(first.start, first.end, first.term.key, first.term.features.get("measuredAs", ""))
        )
    read = _read_at(statement, _whole(statement, mention, term))
    yield [_alive(statement, one) for one in read] if term.key == "alive" else read


_FAILED = frozenset({"death", "progression", "PD", "recurrence", "relapse", "treatment failure", "failure"})


def _of_causes(text: str, found: Sequence[list[Measured]]) -> Iterator[list[Measured]]:
    """The endpoints, failures with what they are due to: "progression due to new lesions" is not all progression."""
    until = 0
    for one in found:
        cause = DUE_TO.match(text, one[-1].end) if one[-1].key in _FAILED else None
        if cause:
            until = cause.end()
            yield [replace(each, end=until, key=f"{each.key} due to {cause['cause']}") for each in one]
        elif one[0].start >= until:
            yield one


def _as_reason(text: str, one: list[Measured]) -> list[Measured]:
    """An event for which treatment was stopped, as that: "discontinued due to progression (58%)" is no rate of progression."""
    stopped = STOPPED_FOR.search(text, 0, one[0].start) if one[-1].key in _FAILED else None
    name = f"treatment discontinuation due to {text[one[0].start : one[-1].end]}"
    return [replace(each, start=stopped.start(), key=name, dimension="event") for each in one] if stopped else one


CORRESPONDING = "The corresponding "
_RATE_ALONE = re.compile(r"(?:\srates?)?\s(?:was|were)\s(?:also\s)?\d[\d.]*\s?%(?!.*\d[\s-](?:years?|months?)\b)")


def _goes_on(text: str, first: Measured) -> bool:
    """Whether a sentence tells a rate without a time: at that of the sentence before ("At 3 years PFS was 45%. OS was 60%.")."""
    begins = first.dimension == "time" and first.at_months is None and first.start <= len("The ")
    return begins and _RATE_ALONE.match(text, first.end) is not None


def _as_before(statement: Statement, told: Sequence[Measured]) -> Iterator[Measured]:
    """In "The corresponding rates of OS were 74% and 68%" they are read when those of the sentence before are."""
    earlier = statement.earlier[-1:]
    times = list(dict.fromkeys(one.at_months for before in earlier for one in measured(before)))
    for one in told:
        timed = one.dimension == "time" and one.at_months is None and _SHARES.match(statement.text, one.end)
        dealt = timed and None not in times and (len(times) == 1 or statement.text.startswith(CORRESPONDING))
        yield from [replace(one, at_months=months) for months in times] if dealt and times else [one]


def _measures_nothing(statement: Statement, mention: Mention, term: Term) -> bool:
    """Whether a name of an endpoint is half of an arm's ("the SD-X arm"), another time, a limit, or what did not happen."""
    text = statement.text
    if mention.text.endswith("free") and text.startswith(_FREE_TIMES, mention.end):
        return True
    if term.key == "follow-up" and _MEANWHILE.search(text, 0, mention.start) and _NO_LENGTH.match(text, mention.end):
        return True
    if term.key == "NE" and any(q.start < mention.start and mention.end <= q.end for q in statement.quantities):
        return True
    if term.category is Category.RESPONSE and _NONE.search(text, max(0, mention.start - 20), mention.start):
        return True
    if "best" in text and _AS_BEST.search(text[: mention.end]):
        return True
    if term.key == "pathological response" and _SOME_RESPONSE.search(text, 0, mention.start):
        return True
    if _is_half(text, mention, term) or _is_of_arm(statement, mention) or is_base(text, mention.start, mention.end):
        return True
    event = term.features.get("measuredAs") == "event"
    before = (text, 0, mention.start)
    return event and bool(_THEN.search(*before) or _NEGATED.search(*before) or _PRIOR.match(text, mention.end))


_SOME_RESPONSE = re.compile(  # a grade of it, or none
    r"\b(?:poor|good|partial|minor|minimal|slight|weak|moderate|marked|incomplete|non-?complete|near(?:ly|-complete)?|(?:un)?favou?rable|better|worse|high|low|lack\sof|without|no)\s(?:an?\s)?$",
    re.IGNORECASE,
)


def _is_of_arm(statement: Statement, mention: Mention) -> bool:
    """Whether a name is half of an arm's: "in the SD-X arm"."""
    named = [g for g in statement.groups if g.start <= mention.start and mention.end <= g.end]
    return any(g.end - g.start > len(mention.text) for g in named)


_THEN = Phrase(
    r"\b(?:after|upon|following|until|before)\s(?:the\s|an?\s|first\s|disease\s|tumou?r\s|documented\s|(?:local|regional|distant|nodal|systemic|intracranial|CNS|early|late|any)\s)*$",
    "after ", "upon ", "following ", "until ", "before ",
)  # fmt: skip
_AND_MORE = re.compile(r"\s(?:and(?!\s\d)|or|with|without|but|free)\b")


def alive_and_more(text: str, end: int) -> bool:
    """Whether "alive", which ends there, says but half of it: "alive and free of disease", not "alive and 5 had died"."""
    return _AND_MORE.match(text, end) is not None


def _alive(statement: Statement, endpoint: Measured) -> Measured:
    """Those alive at a time are the OS at it, "alive and progression-free" the PFS; not those with something more."""
    if endpoint.key != "alive" or endpoint.at_months is None:
        return endpoint
    if not alive_and_more(statement.text, endpoint.end):
        return replace(endpoint, key="OS", dimension="time")
    free = _AND_FREE.match(statement.text, endpoint.end)
    survival = f"{free['of'] or free['kind']}-free survival" if free else ""
    term = statement.paper.finder.named(survival, Category.ENDPOINT) if free else None
    return replace(endpoint, key=term.key, dimension="time", end=free.end()) if free and term else endpoint


_KIND = r"(?:disease|progression|event|recurrence|relapse)"
_AND_FREE = re.compile(
    rf"\sand\s(?:were\s|remained\s)?(?:(?P<kind>{_KIND})-free|free\s(?:of|from)\s(?:(?:disease|tumou?r)\s(?={_KIND}))?(?P<of>{_KIND}))(?![\w-])"
)
_EXPLAINED = Phrase(r"\bdefined\sas\s[^()]*\)", "defined as")  # in a bracket, how an endpoint is made
_MADE_OF = Phrase(  # "clinical benefit (response or stable disease for 6 months)"
    r"\b(?:benefit|control)(?:\srates?)?\s(?P<inside>\((?=[^()]*\b(?:stable\sdisease|SD)\b)(?:[^()%\d]|\d+\s(?:weeks?|months?|wk|mo)\b)*\))",
    "benefit", "control",
)  # fmt: skip
_SUMS = {"CR+PR": "ORR", "ORR+SD": "DCR"}


def _added_up(text: str, found: Sequence[list[Measured]]) -> Iterator[list[Measured]]:
    """The responses of "CR + CRu" and "CR/CRi" as one endpoint; CR and PR together are the objective response."""
    held: list[Measured] = []
    for one in found:
        sign = text[held[0].end : one[0].start].strip() if len(held) == len(one) == 1 else ""
        complete = sign == "/" and held[0].key == "CR" and one[0].key.startswith("CR")
        if complete or (sign == "+" and held[0].dimension == one[0].dimension == "fraction"):
            key = f"{held[0].key}{sign}{one[0].key}"
            held = [replace(held[0], end=one[0].end, key=_SUMS.get(key, key))]
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


_ALSO = re.compile(r"(?:\srates?)?(?:,|,?\sand|\s?/)\s?(?:the\s)?")
_BY_A_TIME = re.compile(r"\b(?:incidence|mortality|(?:local|(?:loco)?regional|tumou?r)\scontrol)\b", re.IGNORECASE)
_SHARES = re.compile(r"(?:[^.;\d]|(?<=vs)\.){0,100}\d[\d.]*(?:\s?±\s?[\d.]+)?\s?%")
_AS_WAS = re.compile(r".*\),\sas\s(?:was|were)\sthe\s(?:rates?\sof\s)?")  # "(59% and 64%), as was the rate of OS"
_NEXT = re.compile(
    r"[^;:]*,?\sand\s(?:the\s|cumulative\s|estimated\s|(?:rate|probability)\sof\s)*"
)  # "…, and DFS was 45%" goes on with the same time


def _at_one_time(text: str, found: Sequence[list[Measured]]) -> Iterator[list[Measured]]:
    """The endpoints of "2-year PFS and OS were 51% and 70%": what is only joined to a rate at a time is read at that time."""
    before: Measured | None = None
    for one in found:
        this = one[0]
        timed = this.dimension == "time" or _BY_A_TIME.search(text, this.start, one[-1].end)
        joined = (
            before and timed and any(form.fullmatch(text, before.end, this.start) for form in (_ALSO, _NEXT, _AS_WAS))
        )
        if before and joined and len(one) == 1 and this.at_months is None and _rates_follow(text, found, this):
            one = [replace(this, at_months=before.at_months)]  # noqa: PLW2901
        before = one[0] if len(one) == 1 and one[0].at_months is not None else None
        yield one


def _read_behind_last(text: str, told: tuple[Measured, ...]) -> tuple[Measured, ...]:
    """The endpoints of "PFS and OS at 1 year were 51% and 70%": the time behind the last of a list is that of all."""
    read: list[Measured] = []
    for one in reversed(told):
        after = read[0] if read else None
        timed = one.dimension == "time" or _BY_A_TIME.search(text, one.start, one.end)
        shared = timed and after is not None and after.at_months is not None and one.at_months is None
        if shared and after and _is_of_list(text, one, after, told):
            one = replace(one, at_months=after.at_months)  # noqa: PLW2901
        read.insert(0, one)
    return tuple(read)


def _is_of_list(text: str, one: Measured, after: Measured, told: Sequence[Measured]) -> bool:
    """Whether a time that stands behind an endpoint, or behind the last of its list, is that of the one before it too."""
    last = next(e for e in told if e.at_months is not None and e.start >= after.start)
    return _ALSO.fullmatch(text, one.end, after.start) is not None and share_at_time_behind(text, last.end)


def _rates_follow(text: str, found: Sequence[list[Measured]], this: Measured) -> bool:
    """Whether the next number is a share, further endpoints of the list skipped."""
    end = this.end
    for other in found:
        if other[0].start >= end and _ALSO.fullmatch(text[end : other[0].start]):
            end = other[-1].end
    return _SHARES.match(text, end) is not None


_OF_THOSE = Phrase(
    r"""^(?:of|among|in|for)\s(?:the\s|all\s)?(?:[\w()%.-]+\s){0,3}?(?:patients|those|cases|participants|subjects|women|men)\s
        (?:with|without|who|achieving|having|in)\s(?:(?!\b(?:was|were)\s\d)[^,;]){1,80}?,\s""",
    "patients", "those", "cases", "participants", "subjects", "women", " men",
)  # fmt: skip
_FREE_TIMES = (" interval", " period", " status", " time")  # "relapse-free interval"
_LOST = ("oss of ", "ack of ")  # of a response
_VALUE_OF = re.compile(r"\d\s?(?:%|months|years)\)?\s(?:\([^()]*\)\s)?(?:for|after|following)\s(?:an?\s|the\s)?$")
_MEANWHILE = re.compile(
    r"\b(?:during\s(?:the\s|an?\s|this\s|our\s)?(?:[a-z-]+\s)?|(?:with|after)\s(?:an?\s)?(?:additional|longer|further|extended|more)\s)$",
    re.IGNORECASE,
)
_NO_LENGTH = re.compile(r"(?:\s(?:period|time))?(?:,|\s(?!of\b|time\b|period\b|\())")  # no length is told
_LONGER = re.compile(
    r"(?:\b[Tt]ime\s(?:to|until)\s(?:(?:the|an?|first)\s)?(?:[\w-]+\s){1,2}|[\w/-]+[\s-]free\s|\b[Ff]reedom\sfrom\s(?:[\w-]+\s){0,2})$"
)


def _whole(statement: Statement, mention: Mention, term: Term) -> Measured:
    """An endpoint as its name or, where that but ends a longer one that is not known ("X-free survival"), as that is printed.

    "OS events" are what ends it.
    """
    text = statement.text
    before = text[max(0, mention.start - 50) : mention.start]
    longer = _LONGER.search(before) if "free " in before or "ime " in before or "om from " in before else None
    start = mention.start - len(longer.group()) if longer else mention.start
    key = text[start : mention.end] if longer else term.key
    dimension = "time" if longer else term.features.get("measuredAs", "")
    if dimension == "time" and text.startswith(_ENDED, mention.end):
        return Measured(start, mention.end + len(_ENDED), f"{key} event", "event")
    if term.key == "response" and is_any_response(statement, mention):
        return Measured(mention.start, mention.end, "ORR", "fraction")
    if not longer and (named := in_site(statement, mention, term)):
        return Measured(*named, dimension)
    if dimension == "time" and mention.text.endswith(" or death"):
        happened = _HAPPENED.match(text, mention.end) or text.endswith(("events of ", "events of disease "), 0, start)
        key, dimension = (f"{key} event", "event") if happened else (key, dimension)
    key = f">={key}" if not longer and before.rstrip(" ").endswith("\u2265") else key
    return Measured(start, mention.end, key, dimension)


_HAPPENED = re.compile(r"\s(?:had\s)?(?:occurred|(?:was|were|had\sbeen)\s(?:observed|reported|recorded|noted|seen))\b")
_ENDED = " events"  # that end a survival


def _read_at(statement: Statement, endpoint: Measured) -> list[Measured]:
    """The endpoint at each of the times at which the sentence reads it; as it is, where it tells none."""
    at = landmarks(statement, endpoint.start, endpoint.end)
    if at is None:
        return [replace(endpoint, statistic=s) for s in _both(statement.text, endpoint)] or [endpoint]
    return [replace(endpoint, start=at.start, end=at.end, at_months=months) for months in at.months]


def _both(text: str, endpoint: Measured) -> list[str]:
    """The statistics of "the mean and median PFS", which are told of one endpoint side by side."""
    told = list(_BOTH.finditer(text, 0, endpoint.end))[-1:] if endpoint.dimension == "time" else []
    return [
        m[one].lower() for m in told if _WORDS.fullmatch(text[m.end() : endpoint.start]) for one in ("one", "other")
    ]


_BOTH = Phrase(
    r"\b(?P<one>mean|median)(?:\s(?:and|or)\s|\s?/\s?|\s\()(?!(?P=one))(?P<other>mean|median)\b\)?",
    *(f"{one}{joint}" for one in ("mean", "median") for joint in (" and ", " or ", "/", " /", " (")),
)
_WORDS = re.compile(r"(?:\s[\w-]+){0,2}\s?")
_NONE = re.compile(r"\b[Nn]o\s(?:confirmed\s|clinical\s)?$")
_AS_BEST = re.compile(
    r"\b(?:was|were|as|being)\s(?:the|their|a)?\s?best\s(?:overall\s|objective\s|observed\s)?responses?$"
)


def _is_half(text: str, mention: Mention, term: Term) -> bool:
    """Whether a name is the one or the other of "had progressive disease or had died", of which neither is told."""
    died = term.key == "death" and _EITHER.search(text, 0, mention.start) is not None
    return died or (term.key in _HALVES and _OR_DIED.match(text, mention.end) is not None)


_EITHER = Expression(
    r"\b(?:progress(?:ed|ion)|progressive\sdisease|relapsed?|recurr(?:ed|ence))\s(?:and/)?or\s(?:(?:had|have|has)\s)?$",
    re.IGNORECASE,
)
_HALVES = ("PD", "progression", "recurrence", "relapse")
_OR_DIED = re.compile(r"s?\s(?:and/)?or\s(?:(?:had|have|has)\s)?(?:died|deaths?)\b")
_NEGATED = Phrase(
    r"\b(?:no|without|free\s(?:of|from)|absence\sof|not)\s(?:\w+\s){0,2}$",
    "no ", "without ", "free of ", "free from ", "absence of ", "not ",
)  # fmt: skip
_PRIOR = re.compile(
    r"\s(?:with|after|on|to|during|following|despite)\s(?:the\s|an?\s|their\s|receiving\s)*(?:previous|prior|earlier|preceding|first-line|receiving)\b",
    re.IGNORECASE,
)
