"""The grade of an event or a value, as the words around it in a sentence tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg_builder.evidence import AdverseEvent
from kg_builder.facts.alignment import Aligned
from kg_builder.facts.grades import grade_before, grade_of
from kg_builder.facts.measured import Measured
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import number

__all__ = ["grade_before_this", "grade_of_event", "grade_of_value", "graded_behind"]

_MOST_COMMON = re.compile(
    r"(?:^|[^;:]*?\))\s(?:was|were|being)\s(?:also\s)?(?:the\s|among\sthe\s)?(?:\w+\s)?most\s(?:common|frequent)(?:ly\s\w+)?\s(?P<grade>[^,;.]{0,40})",
    re.IGNORECASE,
)


_BESIDE_VALUE = re.compile(
    r"\bgrades?\s[\u2265>]?\s?\d(?:\s?[/-]\s?\d|\s(?:or|to)\s\d)?(?:\s(?:in|was|:)|:|,)?\s(?:(?:\d+\s[(\[])?\d[\d.]*\s?%[)\]]?\s(?:and|vs?\.?|versus)\s)?$",
    re.IGNORECASE,
)


_BEHIND_VALUE = re.compile(
    r"\sgrades?\s\d(?:\s?[/-]\s?\d|\s(?:or|to)\s\d)?(?=[);,]|\s(?:and\s\d|with|vs\.?|versus|in)\b)", re.IGNORECASE
)
_IN_BRACKET = re.compile(
    r"""\s?[(\[](?P<grade>(?:any|all)[-\s]grades?|(?:\u2265\s?)?grades?\s[\u2265>]?\s?[1-5](?:\s?[/-]\s?[1-5]|\s(?:or|to|and)\s[1-5])?
        (?:\sor\s(?:higher|worse|above|more))?)[)\]]""",
    re.IGNORECASE | re.VERBOSE,
)


def grade_of_value(text: str, event_end: int, value_start: int, value_end: int) -> str | None:
    """The grade right before a value, behind its event, or right behind it: "… grade 2 in 8 (20%)", "5% (grade 3)"."""
    if behind := _IN_BRACKET.match(text, value_end):
        return grade_of(behind["grade"])
    start = max(event_end, value_start - 36)
    beside = _BESIDE_VALUE.search(text, start, value_start) if start < value_start else None
    beside = beside or _BEHIND_VALUE.match(text, value_end)
    return grade_of(beside.group()) if beside else None


_SUCH = re.compile(
    r"(?:The\s)?most\s(?:common|frequent)(?:\sof\sthese|\sones|\sevents)?\s(?:were|was)\b", re.IGNORECASE
)


def grade_before_this(statement: Statement) -> str:
    """The grade of the events of the sentence before, where this one goes on with "The most frequent were"."""
    if not statement.number or not _SUCH.match(statement.text):
        return "any"
    return grade_of(statement.earlier[-1].text) or "any"


_ASIDE = re.compile(
    r"\s\((?P<grade>grades?\s[^()%]{1,16})\)(?!\s?[(\[])", re.IGNORECASE
)  # "infections (grades 2-4) were"


def grade_of_event(text: str, event: Measured, events: Sequence[Measured], told: str = "any") -> str:
    """The grade beside the event, else the last one named before it, else the only one that the sentence names."""
    if event.key.lower().endswith(("related death", "toxic death")):
        return "5"
    if aside := _ASIDE.match(text, event.end):
        return grade_of(aside["grade"]) or "any"
    if (said := _MOST_COMMON.match(text[event.end :])) and (grade := grade_of(said["grade"])):
        return grade
    if said and not grade_of(text[: event.start]):
        return "any"
    earlier = max(text.rfind("%", 0, event.start), *(e.end for e in events if e.end <= event.start), 0)
    counted = _GRADE_COUNTED.match(text, event.end)
    if roman := grade_before(text[max(0, event.start - 24) : event.start]):
        return roman
    beside = grade_of(text[max(earlier, event.start - 24) : event.end])
    if beside := beside or (None if counted else _behind(text, event.end)):
        return beside
    of_its_own = event.key.startswith("any ") or event.key.endswith((" adverse event", " toxicity"))
    since = text.rfind("%", 0, event.start) + 1 if of_its_own or "AE leading to " in event.key else 0
    since = max(since, _acute_before(text, event, events), _new_subject(text, event))
    before = _last_grade(_GRADE_ASIDE.sub("", text[since : event.start]))
    return (None if before and _new_clause(text, event) else before) or _closing(text, event) or told


_CLOSING = re.compile(
    r"""(?:\s?[(\[][^()\[\];]*[)\]](?:,\s(?:and\s)?|\sand\s)(?:(?!\bgrades?\b)[^()\[\];.:]){2,40}?)*\s?[(\[][^()\[\];]*[)\]]\sof\s
        (?P<grade>(?:any|all)\sgrades?|grades?\s[\u2265>]?\s?\d(?:\s?[/-]\s?\d|\s(?:or|to|and)\s(?:\d|higher|worse|more|above))?)\b""",
    re.VERBOSE | re.IGNORECASE,
)


def _closing(text: str, event: Measured) -> str | None:
    """The grade that closes a list of events with their values: "rash (8%) and pain (4%) of grade 3 or 4"."""
    closing = _CLOSING.match(text, event.end) if "%" in text[event.end :] else None
    return grade_of(closing["grade"]) if closing else None


def _new_subject(text: str, event: Measured) -> int:
    """Where other patients begin, before an event: "six had grade 3 rash (12%) and three developed pain"; 0 without."""
    at = text.rfind("%", 0, event.start)
    other = _OTHERS.search(text, at, event.start) if at >= 0 else None
    return other.end() if other else 0


_OTHERS = re.compile(
    rf"[)\]],?\s(?:and|but|while|whereas)\s(?:\d+|{NUMBER_WORD})\s(?:patients?\s|subjects?\s|others?\s)?(?:had|developed|experienced|suffered|reported|showed)\b",
    re.IGNORECASE,
)


def _new_clause(text: str, event: Measured) -> bool:
    """Whether a clause of its own tells of an event: "grade 3 rash was seen in 9%, and the rate of pain was 20%".

    What events in general are told of goes on: "Grade 3 adverse events occurred in 9%, and pain was seen in 4%".
    """
    begun = _OWN_SUBJECT.search(text, 0, event.start) if "%" in text[: event.start] else None
    if begun is None or _IN_GENERAL.search(text, 0, begun.start()) or not _TOLD.search(text, 0, begun.start()):
        return False
    return bool(begun["had"] or _OWN_VERB.match(text, event.end))


_CLAUSE = r"(?:;(?:\sand)?|,?\s(?:and|but|while|whereas))\s"
_OWN_SUBJECT = Phrase(
    rf"""{_CLAUSE}(?:(?P<had>\d+(?:\.\d+)?(?:\s?%|\s\(\d[\d.]*\s?%\))[^;,:]{{0,60}}?\s(?:had|developed|experienced|suffered|reported)\s(?:an?\s)?)
          |(?:the\s)?(?:(?:overall|cumulative)\s)?(?:(?:incidences?|rates?|frequency|proportion|risk)\sof\s)?)(?:(?!and\b|or\b)[a-z-]+\s){{0,2}}$""",
    ";", "and ", "but ", "while ", "whereas ",
)  # fmt: skip
_OWN_VERB = re.compile(r"s?\s(?:\([A-Z][\w-]*\)\s)?(?:(?:was|were)\s(?!the\b|also\sgrade)|occurred\b|developed\b)")
_TOLD = re.compile(r"\b(?:was|were|occurred|developed|had|experienced|reported)\b[^;]*%[^;]*$")
_IN_GENERAL = re.compile(
    r"\b(?:adverse|toxic\b|toxicit|side[\s-]effect|events?\b|reactions?\b|complications?\b|(?:TR|TE|S|ir)?AEs?\b)",
    re.IGNORECASE,
)


_BREAK = re.compile(r"[,%]")


def _behind(text: str, end: int) -> str | None:
    """The grade that begins soon behind an event, with all that belongs to it: "rash of grade 3 or above"."""
    scale = _SCALE.match(text, end)
    end = scale.end() if scale else end
    near, whole = (_BREAK.split(text[end : end + reach], maxsplit=1)[0] for reach in (24, 36))
    return grade_of(near) and grade_of(whole)


_SCALE = re.compile(
    r"\s(?:of\s)?(?:[A-Z][\w/-]+\s){1,6}(?:\([A-Z/-]+\)\s)?(?=grades?\s)"
)  # "of Invented Scale (IS) grade 3"


def _acute_before(text: str, event: Measured, events: Sequence[Measured]) -> int:
    """Where the acute form of a chronic event ends, before it: what is graded on a scale of its own; 0 where there is none."""
    named = text[event.start : event.end].lower()
    acute = named.replace("chronic", "acute", 1)
    forms = [e.end for e in events if e.end <= event.start and text[e.start : e.end].lower() == acute != named]
    return max(forms, default=0)


_GRADE_COUNTED = re.compile(r"[\s(:;,]{1,3}grades?\s\d,?\s\(?n\s?=")  # of some of them only
_GRADE_ASIDE = re.compile(
    r"\([^()]*\bgrades?\b[^()%]*%[^()]*\)|\bno\s(?:\w+\s)?grades?\s[^,;.%]*[,;]", re.IGNORECASE
)  # "(grade 3, 9%)" and "no grade 5 toxicity, but" say nothing of further events


_NEXT_GRADE = re.compile(r"(?=\b(?:any|all)[-\s]grade|\bgrades?\s)|(?<=[,;.])\s")


def _last_grade(text: str) -> str | None:
    """The last grade that a text names."""
    return next((g for part in reversed(_NEXT_GRADE.split(text)) if (g := grade_of(part))), None)


_GRADE = r"grades?\s[\u2265>]?\s?\d(?:\s?[/-]\s?\d|\s(?:or|to)\s\d)?(?:\sor\s(?:higher|worse|more|above))?"
_BEHIND = re.compile(r"[)\]]?\s(?:of\s(?:the\s|all\s)?(?:patients|cases)\s)?\((?P<inside>[^()]*\bgrades?\s[^()]*)\)")
_PART = re.compile(
    rf"""(?P<grade>\b{_GRADE})
        (?P<events>\s(?:adverse\s)?(?:events?|toxicit(?:y|ies)|reactions?|AEs|irAEs|TRAEs))?(?:,|:|\sin|\s-)?\s
        (?:(?P<percent>\d+(?:\.\d+)?)\s?%|(?P<count>\d{{1,3}})(?![\d.%]|\s?%)(?:\spatients\b)?(?:\s[(\[](?P<share>\d+(?:\.\d+)?)\s?%[)\]])?)""",
    re.VERBOSE,
)
_OF_WHICH = re.compile(
    rf"""[)\]]?,?\s(?:of\s(?:which|whom|these)|including)\s(?:(?P<percent>\d+(?:\.\d+)?)\s?%|(?P<count>\d{{1,3}}|{NUMBER_WORD})(?:\s[(\[](?P<share>\d+(?:\.\d+)?)\s?%[)\]])?)\s
        (?:(?:patients?\s)?(?:was|were|had|with)\s)?(?:of\s)?(?P<grade>{_GRADE})
        (?=\s?(?:[.,;)\]]|$)|\s(?:and|in|events|toxicit))""",
    re.VERBOSE,
)  # "22 patients (55%), of which 3 (7.5%) were grade 3"
_OF_WHOM = re.compile(r"\)?\s(?:of|in)\s[^,;.:()%\d]{3,60}(?=,\sincluding\s)")
_WITHIN = re.compile(r"\s\(grades?\s[^()%;]{1,12}")  # "neutropenia (grade 3, 20%"
_NEXT = re.compile(r"\)?(?:[,;]\s(?:and\s|including\s|with\s|being\s)?|\sand\s)(?=grades?\s)")
_OF_GROUP = re.compile(r"\)?\s(?:(?:in|with|for|of)\s|(?:vs?\.?|versus)\s\d)")


def graded_behind(statement: Statement, aligned: Aligned, record: AdverseEvent) -> Iterator[AdverseEvent]:
    """The further grades of "51.4% (grade 2, 13.9%; grade \u2265 3, 1.4%)"."""
    text, at = statement.text, aligned.quantity.end
    behind = _BEHIND.match(text, at)
    within = _WITHIN.fullmatch(text, aligned.endpoint.end, aligned.quantity.start)
    if record.grade != "any" and within is None:
        return
    parts = [*_PART.finditer(text, *behind.span("inside"))] if behind and within is None else [*_next_grades(text, at)]
    for part in parts:
        grade, percent = grade_of(part["grade"]) or "any", part["share"] or part["percent"]
        yield replace(
            record,
            span=statement.place(aligned.endpoint.start, part.end()),
            grade=grade,
            count=int(number_of(part["count"])) if part["count"] else None,
            percent=number(percent) if percent else None,
        )


def _next_grades(text: str, at: int) -> Iterator[re.Match[str]]:
    """What follows of "22 patients (55%), grade 3 in 3 (7.5%)" and "grade 3, 20%; grade 4, 10%"; none where a group follows."""
    at = told.end() if (told := _OF_WHOM.match(text, at)) else at
    if of_which := _OF_WHICH.match(text, at):
        return iter([of_which])
    found: list[re.Match[str]] = []
    while (joint := _NEXT.match(text, at)) and (part := _PART.match(text, joint.end())):
        if part["events"] and not joint.group().endswith("including "):
            break  # an event of its own
        found.append(part)
        at = part.end()
    return iter(() if found and _OF_GROUP.match(text, at) else found)
