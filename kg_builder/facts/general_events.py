"""What sentences call adverse events in general, and what these led to: "grade 3 AEs", "AEs leading to discontinuation"."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg_builder.facts.grades import TIMED_TOXICITIES, grade_of
from kg_builder.lexicon import Category
from kg_builder.mentions import Mention
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["LED", "STOPPED", "Consequence", "consequences", "general_event", "is_consequence"]

_HAD = Phrase(
    r"\b(?:experienc\w+|had|developed|suffered|reported|with|[Ww]e\s(?:noted|observed|recorded|saw|documented)|as\s(?:was|were)|resulted\sin|caused)\s(?:an?\s|any\s|at\sleast\sone\s|"
    r"one\sor\smore\s|at\sworst\s|treatment-related\s|drug-related\s|serious\s|"
    r"(?:\u2265\s?)?grades?\s[\u2265\d/, -]+(?:\s?(?:or|and)\s(?:\d|higher|worse|more|above))?\s|"
    r"(?:\u2265\s?)\d\s)*$",
    "experienc", "had", "developed", "suffered", "reported", "with", "we noted", "we observed", "we recorded", "we saw",
    "we documented", "as was", "as were", "resulted in", "caused",
    flags=re.IGNORECASE,
)  # fmt: skip
_HAPPENED = re.compile(
    r"^s?\s(?:\([^()]*\)\s)?(?:of\s[\w\s\u2265-]{3,24}\s)?"
    r"(?:(?:that|which)\s(?:was|were)\s[^.,;()\d]{3,70}?\s)?(?:(?:were|was)\s(?:reported|observed|recorded|"
    r"seen|noted)|occurred|emerged(?:\sor\sworsened)?(?:\sduring\s\w+)?|developed|were\sexperienced|(?:were|was)\s(?:\w+\s)?(?:more|less|equally|similarly)\s(?:common|frequent)"
    r"(?:ly\s\w+)?)\s(?:in|by|for|with|among)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^s?\s(?:\([^()]*\)\s)?(?:of\s[\w\s\u2265-]{3,24}\s)?(?:were|was)\s(?:\w+\s)?"
    r"(?:(?:more|less|equally|similarly)\s(?:common|frequent)(?:ly)?|similar|comparable)\b",
    re.IGNORECASE,
)
STOPPED = Phrase(
    r"\b(?P<what>discontinu|stopp|interrupt|withdr[ae]w|dose\sreduc|death)\w*[^,;.]{0,50}\b(?:due\sto|because\sof|"
    r"owing\sto|as\sa\s(?:result|consequence)\sof|for)\s(?:the\s|an?\s|[\w-]+-related\s)*$",
    "discontinu", "stopp", "interrupt", "withdr", "dose reduc", "death",
    flags=re.IGNORECASE,
)  # fmt: skip
_OF_TREATMENT = r"(?:(?:the|an?|treatment|drug|study|temporary|permanent)\s)*"
_LEADING = re.compile(
    rf"""s?\s(?:of\s(?:any|all)\s(?:causes?|grades?)\s)?(?:that\s)?(?:leading|led|resulting|resulted)\s(?:to|in)\s{_OF_TREATMENT}
        (?P<what>dose\s(?:reduction|delay|interruption)s?|discontinuations?|interruptions?|deaths?|withdrawals?)""",
    re.IGNORECASE | re.VERBOSE,
)
_FURTHER = re.compile(
    rf"""(?P<joint>,?\s(?:and/)?or|,?\sand|,)\s(?:(?:to|in)\s)?{_OF_TREATMENT}
        (?P<what>(?:dose\s)?(?:reduction|delay|interruption|discontinuation|withdrawal)s?|deaths?)\b(?!\s(?:or|and|was|were)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_LED_TO = Phrase(
    r"""\b(?:AEs?|(?:adverse|toxic|side)[\s-](?:events?|effects?|reactions?)|toxicit(?:y|ies))\s(?:\([^()]*\)\s)?(?:of\s(?:any|all)\s(?:causes?|grades?)\s)?(?:that\s)?
        (?:leading|led|resulting|resulted)\s(?:to|in)\s(?:(?!\b(?:was|were|had)\b)(?:[^;:.]|\.\d))*$""",
    "leading", "led", "resulting", "resulted",
)  # fmt: skip
LED = Phrase(
    r"""\b(?:AEs?|events?|toxicit(?:y|ies))\s(?:\([^()]*\)\s)?(?:that\s)?(?:leading|led|resulting)\s(?:to|in)\s
        (?:(?:the|an?|treatment|drug|study|permanent)\s)*(?P<what>(?:dose\s)?(?:discontinuation|withdrawal|reduction|interruption|delay)s?|deaths?)\b""",
    "leading", "led", "resulting",
)  # fmt: skip
_CAUSES = {
    "discontinu": "discontinuation",
    "stopp": "discontinuation",
    "interrupt": "interruption",
    "withdraw": "withdrawal",
    "withdrew": "withdrawal",
    "dose reduc": "dose reduction",
    "reduc": "dose reduction",
    "death": "death",
}
_END = re.compile(r"discontinu|stopp|interrupt|withdr[ae]w|(?:dose\s)?reduc|death", re.IGNORECASE)


class Consequence(NamedTuple):
    """What adverse events led to, and where a sentence says so."""

    start: int
    end: int
    what: str


def is_consequence(text: str, endpoint: str, start: int) -> bool:
    """Whether an endpoint is what adverse events led to: "toxicity led to dose reductions in 9% and discontinuation in 2%"."""
    return endpoint in _ENDS and _LED_TO.search(text, 0, start) is not None


_ENDS = frozenset({"discontinuation", "dose reduction", "dose interruption", "dose change", "withdrawal", "death"})


def consequences(text: str, end: int) -> list[Consequence]:
    """What the adverse events that are named up to a place led to; of alternatives with one value, all.

    >>> led = consequences("Toxicity led to dose reductions, or interruptions, or both in 9% and discontinuation in 2%.", 8)
    >>> [one.what for one in led]
    ['dose reduction or interruption', 'discontinuation']
    """
    leading = _LEADING.match(text, end)
    found = [Consequence(end, leading.end(), _one(leading["what"]))] if leading else []
    stop = min((at for sign in (";", ". ") if (at := text.find(sign, end)) >= 0), default=len(text))
    for further in _FURTHER.finditer(text, found[-1].end, stop) if found else ():
        start, until, what = further.start("what"), further.end("what"), _one(further["what"])
        if further["joint"].endswith("or"):
            if further.start() == found[-1].end:
                found[-1] = Consequence(found[-1].start, until, f"{found[-1].what} or {what}")
            continue
        found.append(Consequence(start, until, what))
    return found


def _one(what: str) -> str:
    return what.lower().rstrip("s")


_ADVERSE = re.compile(r"adverse|\baes?\b|trae|teae|irae")
_KINDS = {
    "immune-related": re.compile(r"immune|irae"),
    "treatment-related": re.compile(r"(?:treatment|drug)-related|trae"),
    "serious": re.compile(r"serious|\bsae"),
}


def general_event(statement: Statement, mention: Mention) -> str | None:
    """What to call adverse events in general, or those of an organ; `None` where no patient is said to have had them."""
    return of_organ(statement, mention) or _general(statement.text, mention.start, mention.end)


def of_organ(statement: Statement, mention: Mention) -> str | None:
    """The toxicity that the word before adverse events makes of them: "hematologic toxic effects", "hepatic AEs"."""
    before = _WORD_BEFORE.search(statement.text, max(0, mention.start - _WORD), mention.start)
    name = f"{before['organ'].lower()} toxicity" if before else ""
    term = statement.paper.finder.named(name, Category.TOXICITY, Category.ENDPOINT) if before else None
    known = term is not None and (term.category is Category.TOXICITY or term.key in TIMED_TOXICITIES)
    return f"{(before['non'] or '').lower()}{name}" if before and known else None


_WORD = 24  # characters in which an adjective begins
_WORD_BEFORE = re.compile(
    r"(?<![\w-])(?P<non>[Nn]on-?)?(?P<organ>(?!(?:other|fatal|intolerable|unacceptable|limiting)\b)[A-Za-z][a-z]+)\s$"
)


def _general(text: str, start: int, end: int) -> str | None:
    words = text[max(0, start - 24) : end].lower()
    toxic = text[start:end].lower().endswith(("toxicity", "toxicities", "toxic effect", "toxic effects"))
    if not (toxic or _ADVERSE.search(words) or text[start:end].upper().endswith(("AE", "AES"))):
        return None
    kind = "AE"
    for name, form in _KINDS.items():
        kind = f"{name} AE" if form.search(words) else kind
    attributed = _ATTRIBUTED.match(text, end) or _GRADED.search(text, max(0, start - 48), start)
    kind = "treatment-related AE" if kind == "AE" and attributed else kind
    if stopped := STOPPED.search(text, 0, start):
        ends = [_CAUSES[m.group().lower()] for m in _END.finditer(stopped.group())]
        alternative = " or " in stopped.group() and len(ends) > 1
        return f"{kind} leading to {' or '.join(dict.fromkeys(ends)) if alternative else ends[0]}"
    if led_to := consequences(text, end):
        return f"{kind} leading to {led_to[0].what}"
    if _OWING.search(text, 0, start):
        return None
    told = _HAD.search(text, 0, start) or _HAPPENED.match(text[end:]) or _MORE.match(text[end:])
    of_rate = _INCIDENCE.search(text, 0, start)
    rated = (_WAS.match(text[end:]) and (of_rate or grade_of(words))) or (of_rate and _RATED.match(text, end))
    return f"any {kind.replace('AE', 'toxicity') if toxic else kind}" if told or rated else None


_OWING = Phrase(
    r"\b(?:for|due\sto|because\sof|owing\sto|from)\s(?:the\s|an?\s|[\w-]+-related\s)*$",
    "for ", "due to ", "because of ", "owing to ", "from ",
)  # fmt: skip
_GRADED = re.compile(
    r"\b(?:treatment|drug)-related\s(?:\u2265\s?)?grades?\s[\u2265>]?\s?\d(?:\s?[/-]\s?\d|\s(?:or|to|and)\s\w+)?\s$",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(
    r"s?\s(?:of\s[\w\s\u2265-]{3,24}\s)?(?:(?:that|which)\s(?:was|were)\s)?(?:considered\s)?(?:to\sbe\s)?(?:related|attribut(?:ed|able))\s(?:\w+\s\w+\s\w+\s)?to\s(?:the\s|an?\s)?"
    r"(?:study|trial|treatment|drug|therapy|regimen|investigational)\b",
    re.IGNORECASE,
)
_INCIDENCE = Phrase(
    r"""\b(?:incidences?|rates?|frequency|proportion)\sof\s
        (?:(?:any|all|overall|serious|(?:treatment|drug)-related|(?:\u2265\s?)?grades?\s[\u2265\dIV/\s-]+(?:\s(?:or|and)\s(?:[\dIV]+|higher|above|worse))?)\s)*$""",
    "incidence", "rate", "frequency", "proportion",
)  # fmt: skip
_RATED = re.compile(
    r"s?\s(?:(?:of\s[\w\s\u2265-]{3,24}\s)?(?:was|were)\s(?:\w+\s)?(?:higher|lower)\s|[(\[]\d[\d.\s%()\[\]]*\s(?:vs?\.?|versus)\s\d)"
)
_WAS = re.compile(r"^s?\s(?:of\s(?:any|all)\sgrades?\s)?(?:was|were)\s[\d(]", re.IGNORECASE)
