"""Values that no patients of the arm had to which a sentence seems to tie them: aimed at, of the past, or of another arm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg_builder.facts.alignment import Aligned
from kg_builder.facts.elsewhere import OURS
from kg_builder.facts.holders import Holder
from kg_builder.facts.parts_counted import size_of_subject
from kg_builder.phrases import Phrase
from kg_builder.study import Statement

__all__ = ["PRETREATED", "unseen"]


def unseen(statement: Statement, aligned: Aligned, holder: Holder, subgroup: str | None) -> str | None:
    """Why a value of this study is not the result of the group to which its sentence seems to tie it; else `None`."""
    if statement.study != "this":
        return None
    text, start, end = statement.text, aligned.quantity.start, aligned.quantity.end
    if _OTHER_ENDPOINT.match(text, aligned.endpoint.end) or _NOT.search(text, 0, aligned.endpoint.end + 1):
        return "endpoint not certain"
    if _AIMED.search(text, 0, aligned.endpoint.start) or _BOUND.search(text, 0, start) or _WISHED.match(text, end):
        return "aimed at, not seen"
    if _PAST.search(text, 0, start) or _PAST_BEHIND.match(text, end):
        return "of historical controls"
    if (_ELSEWHERE.search(text, 0, start) and not OURS.search(text)) or _of_strangers(statement, holder):
        return "study not certain"
    if (trial := _IN_TRIAL.match(text)) and statement.paper.document.text.count(trial["name"]) == 1:
        return "study not certain"
    if holder.arm is not None and any(_of_another(statement, aligned, holder)):
        return "arm not certain"
    some = not subgroup and (_of_few(statement, aligned, holder) or _of_part(statement, aligned, holder))
    some = some or _of_level(statement, aligned, subgroup)
    return "part of an arm, not told which" if some else None


_SHARES = r"(?:(?:[<>]=?|[\u2264\u2265])\s?\d[\d.]*\s?%|\d+\s?(?:-|to)\s?\d+\s?%)"
_BEHIND_VALUE = Phrase(
    rf"(?:months|years|weeks|%)\s(?:\(|(?:for|in|with)\s){_SHARES}(?=[),;]|\s(?:and|of)\b|$)",
    "<",
    ">",
    "\u2264",
    "\u2265",
    "%",
)
_BEFORE_NAME = Phrase(
    rf"[:;,(]\s?(?:and\s)?(?:{_SHARES}|(?:low|medium|intermediate|moderate|high)\b)[,:]?\s(?=median\s|mean\s|(?-i:[A-Z]{{2,4}})\b)",
    "<", ">", "\u2264", "\u2265", "%", "low", "medium", "intermediate", "moderate", "high",
)  # fmt: skip


_LEVEL_BEHIND = re.compile(  # how what stands behind a value begins
    r"(?:months|years|weeks|%)\s(?:\(|(?:for|in|with)\s)[<>\u2264\u2265\d]", re.IGNORECASE
)
_LEVELS = ("%", "low", "medium", "intermediate", "moderate", "high")
_LEVEL_BEFORE = tuple(
    f"{level}{sign} " for level in _LEVELS for sign in ("", ",", ":")
)  # so what stands before a name ends
_NEAR = 15  # characters in which either is told


def _of_level(statement: Statement, aligned: Aligned, subgroup: str | None) -> bool:
    """Whether a bare level stands beside a value, one of several: "7 months (<1%), 6 months (1-49%)", "low, OS 7 months"."""
    text, end = statement.text, aligned.quantity.end
    if not subgroup and _LEVEL_BEHIND.search(text, max(0, end - len("months")), end + _NEAR):
        behind = [m.start() for m in _BEHIND_VALUE.finditer(text)]
        if len(behind) > 1 and any(0 < end - at <= len("months") for at in behind):
            return True
    start = aligned.endpoint.start
    led = text[max(0, start - _NEAR) : start].lower().endswith(_LEVEL_BEFORE)
    before = [m.end() for m in _BEFORE_NAME.finditer(text)] if led else []
    return len(before) > 1 and start in before


_SET = Phrase(r"\b(?:set|population|subset)\s[(\[]n\s?=\s?(?P<n>\d+)[)\]]", "set", "population")
_EVALUABLE = Phrase(
    r"\b(?P<n>\d+)\s(?:patients\s)?were\s(?:\w+\s)?(?:evaluable|assessable)\b", "evaluable", "assessable"
)
_OF_SOME = re.compile(r"\bof\s(?:the\s)?(?P<n>\d{1,4})\s(?!patients|subjects)[a-z-]+\s[(\[]$")
PRETREATED = Phrase(
    r"""\b(?:patients|those|women|men)\s(?:who\s(?:had\s|were\s)?(?:been\s)?)?(?:previously|formerly|already)\s(?:treated|given|exposed|received)\b
      |\b(?:patients|those)\s(?:with|who\shad\s(?:received\s)?)\s?(?:prior|previous)\s""",
    "previously", "formerly", "already", "prior", "previous",
)  # fmt: skip
_OF_THOSE = re.compile(
    r"\b(?:[Pp]atients|those|[Ww]omen|[Mm]en)\s(?:in|on|of|from|receiving|given|(?:treated|managed)\swith|assigned\sto|randomi[sz]ed\sto)\s(?:the\s)?$"
)
_LONGEST_OF = len("patients randomised to the ")
_SOME_OF = re.compile(
    r"(?:\s(?:group|arm|patients))?(?:\s\([^()]*\))?\s(?:with(?!out)|who|whose|aged|as\s(?:first|second|third)-line)\b"
)
_SOME_HAD = Phrase(
    r"\d\s?%\)?\s(?:of\s[^;.,]{3,40}?\s)?(?:(?:later|subsequently|then)\s)?(?:received|underwent)\s[^;.]*?(?:\sand\shad|,\swith)\san?\s(?:median\s)?$",
    "received", "underwent",
)  # fmt: skip


def _of_part(statement: Statement, aligned: Aligned, holder: Holder) -> bool:
    """Whether words around an arm's name set some of its patients apart: "patients in arm B who stopped early"."""
    text, start = statement.text, aligned.quantity.start
    if holder.arm is None or len(statement.paper.roster.arms) < _TWO:
        return _DOSED.search(text, 0, start) is not None
    arms = [g for g in statement.groups if g.end <= start]
    clause = len(text) if (end := text.find(";", start)) < 0 else end
    return (
        any(
            _OF_THOSE.search(text, max(0, g.start - _LONGEST_OF), g.start) and _SOME_OF.match(text, g.end) for g in arms
        )
        or _TRAIT.search(text, 0, start) is not None
        or bool(_of_next_set(statement, start))
        or PRETREATED.search(text, 0, clause) is not None
        or _SOME_HAD.search(text, 0, aligned.endpoint.start) is not None
        or len({m["stage"] for m in _STAGE.finditer(text)}) >= _TWO
    )


_TWO = 2  # arms, or stages, of which each is of some patients only
_SETS = Phrase(
    r"\b(?:m?ITT|inten(?:t|tion)-to-treat|per[-\s]protocol|as-treated)\b", "itt", "to-treat", "protocol", "as-treated"
)


def _of_next_set(statement: Statement, at: int) -> bool:
    """Whether a value is of the second of two sets that stand behind theirs: "8 months in the ITT, 9 in the PP set"."""
    sets = [m.start() for m in _SETS.finditer(statement.text)]
    first = len(sets) == _TWO and any(q.end <= sets[0] for q in statement.quantities if q.dimension)
    return first and sets[0] < at < sets[1]


_TRAIT = Phrase(
    r"""\b(?:in|among|of|for)\s(?:the\s)?\d+\s(?:[\w/+-]+\s)?(?:(?:[\w/+-]*-)?(?:wild-type|mutant|mutated|positive|negative|amplified|rearranged)
        |(?-i:[A-Z][a-z]+ese|Asian|Indian|European|American|Korean))\s(?:patients|tumou?rs)\b""",
    "patients", "tumor", "tumour",
)  # fmt: skip
_STAGE = Phrase(r"\b(?:in|for|among|with)\s(?:the\s)?stages?\s(?P<stage>[IV\d][\w/-]*)", "stage")
_DOSED = Phrase(
    r"\b(?:patients|those)\s(?:who\s(?:were\s)?)?(?:treated|dosed|started)\s(?:at|on)\s(?:a\sdose\sof\s)?\d[\d.]*\s?m?g\b",
    "treated", "dosed", "started",
)  # fmt: skip


def _of_few(statement: Statement, aligned: Aligned, holder: Holder) -> bool:
    """Whether a share is of less than half of an arm's patients ("3 of 5" in an arm of 40): of some that are not named."""
    total, roster = aligned.quantity.total or aligned.quantity.n, statement.paper.roster
    if aligned.quantity.dimension == "time" and _of_fewer(statement, aligned, holder):
        return True
    text, start, of = statement.text, aligned.quantity.start, holder.arm.n if holder.arm else None
    sized = _SET.search(text) or _EVALUABLE.search(text, 0, start)
    if sized and of and total is None and int(sized["n"]) not in (of, *(arm.n for arm in roster.arms)):
        return True
    opened = total is None and text.endswith(("(", "["), 0, start)
    if opened and (some := _OF_SOME.search(text, 0, start)):
        total = int(some["n"])
    if total is None or holder.arm is None:
        return False
    shared = (roster.whole.n or 0) / max(1, len(roster.arms))
    return total * 2 < (holder.arm.n or shared)


def _of_fewer(statement: Statement, aligned: Aligned, holder: Holder) -> bool:
    """Whether a time is of so many patients that they are clearly not all of the arm: "Eight patients had a median OS of"."""
    of = holder.arm.n if holder.arm else None
    several = size_of_subject(statement.text, min(aligned.endpoint.start, aligned.quantity.start)) if of else None
    return several is not None and several * 10 < (of or 0) * 9


_OTHER_ENDPOINT = re.compile(
    r"-free|(?:\srates?)?\s(?:to|on|with|of|for)\s(?:the\s)?(?:prior|previous|preceding)\s|\s(?:after|following|from)\s(?:\w+\s){0,2}(?:discontinuation|cessation|relapse|recurrence)\b"
)
_NOT = Phrase(r",\s(?:but\s)?not\s(?:the\s|median\s)*\w+,$", " not ")
_AIMED = Phrase(
    r"""\b(?:target|planned|expected|projected|postulated|presumed|desired|simulated|predicted)\s(?:(?:median|mean|[\w-]+-(?:month|year|week)|overall|objective|rates?|of|for|the)\s)*$""",
    "target", "planned", "expected", "projected", "postulated", "presumed", "desired", "simulated", "predicted",
)  # fmt: skip
_BOUND = Phrase(
    r"""\b(?:would|if\s(?:the|an?))\s[^;,.]*$|\b(?:lower|upper)\s(?:bound|limit|boundary)\b[^;,.)]*$
       |\b(?:thresholds?|targets?|margin|goal|benchmark|boundary|assumption|exceed(?:s|ed|ing)?)\s(?:(?:value|rate)\s)?(?:(?:of|at|was|set\sat)\s)?$""",
    "would ", "if the ", "if a", "lower ", "upper ", "threshold", "target", "margin", "goal", "benchmark",
    "boundary", "assumption", "exceed",
)  # fmt: skip
_WISHED = re.compile(
    r"\s(?:or\s(?:more|higher|greater|longer)\s)?(?:(?:in|for|with)\s(?:(?!and\b)[^\s,;.()\d]+\s){1,5}?)?(?:was|were)\s(?:considered|regarded|deemed|judged)\b"
)
_PAST = Phrase(
    r"^historically\b|\bhistorical\s(?:\w+\s)?(?:controls?|cohorts?|data|series|rates?|values?|benchmarks?)\b[^;,.]*$",
    "historical",
)
_ELSEWHERE = Phrase(
    r"""\b(?:et\sal\.?,?|and\s(?:colleagues|co-?workers))\s(?:\w+ly\s)?(?:reported|found|showed|observed|described|noted|demonstrated|achieved|obtained)\b
       |^(?:in\s)?an?\s(?:previous|prior|earlier|published|historical)\s(?:[\w-]+\s){0,3}?(?:study|trial|series|report|meta-analysis)\b""",
    "et al", "colleagues", "worker", "previous", "prior", "earlier", "published", "historical",
)  # fmt: skip


_IN_TRIAL = re.compile(
    r"(?:In|From)\s(?:the\s)?(?:phase\s[\w/]+\s)?(?:(?P<name>(?=\w*[A-Z]{3})[\w-]+(?:\s\d+)?)\s(?:trial|study)\b)"
)  # one that the paper names but once


def _of_strangers(statement: Statement, holder: Holder) -> bool:
    """Whether a treatment is none of a study of one: "PFS was 11 months, similar to that with X (10 months)"."""
    roster = statement.paper.roster
    given = roster.whole.regimen
    other = holder.arm is None and bool(given) and bool(holder.regimen) and not set(given) & set(holder.regimen)
    return not roster.arms and other and _LIKE.search(statement.text, 0, holder.start) is not None


_LIKE = Phrase(
    r"\b(?:(?:similar|comparable|superior|inferior|identical|close)\sto|(?:than|versus|vs\.?|compared\s(?:with|to)))\s[^;]*$",
    "similar", "comparable", "superior", "inferior", "identical", "close", "than ", "versus", "vs", "compared",
)  # fmt: skip
_PAST_BEHIND = re.compile(r"\s(?:for|in|with|of|among)\s(?:the\s)?historical\s")


def _of_another(statement: Statement, aligned: Aligned, holder: Holder) -> Iterator[bool]:
    """Whether another arm stands where the one of a value does, or the holder is what patients of another had later."""
    text, quantity = statement.text, aligned.quantity
    yield _ADDED.match(text, quantity.end) is not None or _DENIED.search(text, 0, holder.start) is not None
    yield text[quantity.end : holder.start] == " (" and _VALUED.match(text, holder.end) is not None
    yield bool(_LATER.search(text, 0, holder.start) or _THEIRS.search(text, 0, quantity.start))
    for group in statement.groups:
        if group.arm == holder.arm or group.arm.whole:
            continue
        between = text[group.end : holder.start]
        yield holder.end <= quantity.start and bool(_WHO.fullmatch(between))
        yield holder.end <= quantity.start and bool(_RIGHT_BEHIND.fullmatch(text[quantity.end : group.start]))
        than = _THAN.search(text, max(0, group.start - _LONGEST_THAN), group.start)
        than = than and _OPENED.fullmatch(text[group.end : quantity.start])
        yield bool(than) and not _PAIR.match(text, quantity.end)


_LATER = Phrase(
    r"\b(?:cross(?:ed|ing)?[\s-]?over|switch(?:ed|ing))\s(?:[\w-]+\s){0,5}?to\s(?:(?:the|receive|open-label)\s)*$|\b(?:subsequently|later|open-label)\s(?:(?:received|given|treated|with)\s)*$",
    "over", "switch", "subsequently", "later", "open-label",
)  # fmt: skip
_DENIED = Phrase(
    r"\b(?:not|never)\s(?:\w+\s)?(?:receiv\w+|given|treated|assigned|having)\s(?:(?:with|to|the|any)\s)*$",
    "not ",
    "never ",
)
_VALUED = re.compile(r"\s\d")  # "64.7 months (A 67.4"
_ADDED = re.compile(r"\s(?:when|if|once|after)\s[^,;.]{1,60}\b(?:is|was|were)\sadded\b")  # "58% when A was added"
_THEIRS = Phrase(r"\bcrossed[\s-]?over\b[^.]*?[;,]\s(?:and\s)?(?:their|whose|in\sthese|in\sthem)\s", "crossed")
_WHO = re.compile(r"(?:\s(?:group|arm|patients))?\s(?:who|that)\s[^,;.\d]*")
_RIGHT_BEHIND = re.compile(
    r"\s(?:\([^()]*\)\s)?(?:in|for|among|with|of)\s(?:the\s)?(?:(?!and\b|or\b|both\b|either\b|each\b|vs\b|versus\b|than\b|compared\b)[\w-]+\s){0,3}?(?:(?:in|of|on|from|receiving|given|assigned\sto|treated\swith)\s(?:the\s)?)?"
)
_THAN = re.compile(r"\bthan\s(?:(?:in|with|for|among)\s)?(?:the\s)?$")
_LONGEST_THAN = len("than among the ")
_OPENED = re.compile(r"(?:\s(?:group|arm|patients))?\s[(\[]")
_PAIR = re.compile(r"[^()\[\]]*?(?:\b(?:vs|versus|v|and|to)\b|,)[^()\[\]]*?\d")
