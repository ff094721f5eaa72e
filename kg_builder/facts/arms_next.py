"""What the patients of each arm got next: "at progression, 6 patients of the A group received B, and 9 of the C group D"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from kg_builder.document import Section
from kg_builder.evidence import Components
from kg_builder.evidence import Sequence as Step
from kg_builder.expressions import Expression
from kg_builder.facts.clauses import LINE, lines
from kg_builder.facts.followed import operations
from kg_builder.facts.numerals import NUMBER_WORD, number_of
from kg_builder.phrases import Phrase, bits
from kg_builder.regimens import TREATMENTS, Treatment
from kg_builder.study import Paper, Statement

__all__ = ["LATER", "Counted", "counted", "less", "next_by_arm", "step_of"]


_SIZE = re.compile(r"^\s?(?:group\s|arm\s|subgroup\s)?\(?\s?[nN]\s?=\s?(?P<n>\d+)(?P<of>)")
_HALF = re.compile(r"(?:\bplus|\+|/|\bcombined\swith)\s?$")
_LONGEST_HALF = 14  # what it takes before a treatment
_COUNTED = re.compile(
    r"(?P<n>\d+)\s(?:(?:\([\d.]+\s?%\)\s)?patients?\s(?:received|were\s(?:treated|given)|underwent|proceeded|started|switched)|patients?\sin\sthe)"
    r"\s(?:\w+\s){0,2}$"
)


class Counted(NamedTuple):
    """Characters `start` to `end` say that `n` patients had this treatment."""

    start: int
    end: int
    components: Components
    one_of: Mapping[str, Components]
    n: int | None


_IN_SOME = re.compile(
    r"""(?:\s(?:therapy|treatment|monotherapy|chemotherapy))?
        (?:\s(?:given\s)?(?:in|to)\s(?P<n>\d+)(?=\s(?:of\s\d+\s)?patients\b|\s\(\d[\d.]*\s?%|\s?[),.;]|\sand\b|$)
          |\s\((?P<of>\d+)(?:\s(?:of|out\sof)\s\d+(?:\spatients)?|\s?/\s?\d+|\spatients)?(?:[,;]\s\d[\d.]*\s?%)?(?:\)|\sin\sthe\s))""",
    re.VERBOSE,
)


def counted(statement: Statement, received: re.Pattern[str] = _COUNTED, *, later: bool = False) -> Iterator[Counted]:
    """ "A (n = 3), B plus C (n = 4)", "5 patients received A"; of `later` treatments also "A in 3 and B in 4"."""
    for treatment in statement.treatments:
        if _HALF.search(statement.text, max(0, treatment.start - _LONGEST_HALF), treatment.start):
            continue
        after = _SIZE.match(statement.text[treatment.end :])
        after = after or (_IN_SOME.match(statement.text[treatment.end :]) if later else None)
        if after:
            yield Counted(
                treatment.start,
                treatment.end + after.end(),
                *_in_own_words(statement.paper, treatment),
                int(after["n"] or after["of"]),
            )
        elif before := received.search(statement.text[: treatment.start]):
            yield Counted(
                before.start(), treatment.end, *_in_own_words(statement.paper, treatment), int(number_of(before["n"]))
            )


def _in_own_words(paper: Paper, treatment: Treatment) -> tuple[Components, Mapping[str, Components]]:
    """A slot that one of several drugs fills has the class by which the paper names its arms."""
    classes = {c for arm in paper.roster.arms for c in arm.regimen}
    own = {slot: next((c for c in sorted(classes) if paper.lexicon.is_a(slot, c)), slot) for slot in treatment.one_of}
    components = tuple(own.get(c, c) for c in treatment.components)
    return components, {own[slot]: members for slot, members in treatment.one_of.items()}


def less(line: int | None) -> int | None:
    """The line before a line of treatment."""
    return line - 1 if line and line > 1 else None


def next_by_arm(paper: Paper) -> Iterator[Step]:
    """What the sentences of a trial tell of its own patients, arm by arm."""
    told = [s for s in paper.statements if s.block.section is not Section.METHODS]  # not what was planned
    for statement in _of_later(told):
        if statement.names(*TREATMENTS):
            yield from _subsequent(statement)
    for statement in paper.holding(_GIVEN_TO, among=told):
        if _REACHED.search(statement.text) and statement.study == "this":
            yield from _by_arm(statement)
    for statement in paper.holding(_GOT, among=told):
        if statement.study == "this":
            yield from _each_got(statement)


def _of_later(told: Sequence[Statement]) -> Iterator[Statement]:
    """The sentences in which, or in the one before which, a word of a later line or of progression may stand."""
    later, progressed = bits(LATER, LINE, _AT_PROGRESSION), bits(_AT_PROGRESSION)
    before = 0
    for statement in told:
        standing = statement.text.standing
        if standing & later or before & progressed:
            yield statement
        before = standing


_GIVEN_TO = Phrase(
    r"(?P<lead>received|performed|given|administered|underwent|and|,)\s(?:in\s|to\s|by\s)?(?P<n>\d+)(?:\s?\(\s?[\d.]+\s?%\s?\)|(?P<percent>(?:\.\d+)?\s?%))?\s(?:of\s)?(?:all\s)?(?:the\s)?patients\s(?:in|of|from)\s(?:the\s)?$",
    "patients",
    flags=re.VERBOSE,
)  # fmt: skip


_LONGEST_LEAD = 80  # what _GIVEN_TO and _ALSO_TO take before a group
_ALSO_TO = re.compile(
    r"(?P<lead>and|,)\s(?:in\s|to\s|by\s)?(?P<n>\d+)(?:\s?\(\s?[\d.]+\s?%\s?\)|(?P<percent>(?:\.\d+)?\s?%))?\s(?:in|of|from)\s(?:the\s)?$"
)  # "and 30 (60%) in the B group"


_REACHED = Expression(  # how what _GIVEN_TO and _ALSO_TO match ends
    r"[\d)%]\s(?:of\s)?(?:all\s)?(?:the\s)?(?:patients\s)?(?:in|of|from)\s", re.NOFLAG
)


def _by_arm(statement: Statement) -> Iterator[Step]:
    """ "A was performed in 10 (24%) patients in the B arm and in 11 (24%) in the C arm", "second-line A received 85% of …"."""
    text, lexicon = statement.text, statement.paper.lexicon
    given = sorted((*statement.treatments, *operations(statement)), key=lambda t: t.start)
    if not (LINE.may_stand_in(text) or any(lexicon.is_a(t.components[0], "surgery") for t in given)):
        return
    near = [(group, (text, max(0, group.start - _LONGEST_LEAD), group.start)) for group in statement.groups]
    behind = [(group, match) for group, to in near if (match := _GIVEN_TO.search(*to) or _ALSO_TO.search(*to))]
    named = lines(text)
    arms = {frozenset(a.regimen) for a in statement.paper.roster.arms}
    reached = -1
    for group, match in behind:
        later = [t for t in given if t.end <= match.start() and t.key not in arms]
        if not later or not group.arm.regimen or frozenset(group.arm.regimen) & later[-1].key:
            continue
        if match["lead"] in ("and", ",") and not 0 <= match.start() - reached < 40:
            continue
        reached = group.end
        line = next((o.line for o in reversed(named) if o.start < match.start()), None)
        surgical = lexicon.is_a(later[-1].components[0], "surgery")
        if (line or 0) < 2 and not surgical:
            continue
        told = Counted(
            later[-1].start,
            group.end,
            later[-1].components,
            later[-1].one_of,
            None if match["percent"] else int(match["n"]),
        )
        yield step_of(
            statement,
            (told.start, told.end),
            (group.arm.regimen, less(line) or statement.paper.line),
            told,
            line,
            "sequence-by-arm",
        )


_HAVING = re.compile(
    rf"(?<![\d.,])(?P<n>\d+|{NUMBER_WORD})\s(?:patients\s)?(?:\(\s?[\d.]+\s?%\s?\)\s)?(?:patients\s)?(?:in|of|from)\s(?:the\s)?$",
    re.IGNORECASE,
)
_VERB = r"(?:received|underwent|were\s(?:treated\swith|given)|proceeded\sto|went\son\sto\sreceive)"
_GOT = Phrase(_VERB, "received", "underwent", "were treated", "were given", "proceeded", "went on")
_THEN_GOT = re.compile(
    rf"(?:\s(?:group|arm)s?)?,?\s(?:respectively,\s)?{_VERB}\s(?:(?!no\b|not\b|study\b)[\w-]+\s){{0,3}}?"
)

_ANY_SYSTEMIC = re.compile(
    rf"{_THEN_GOT.pattern}(?P<kind>(?:systemic|anti-?cancer|anti-?tumou?r)\s(?:\w+\s)?(?:therap(?:y|ies)|treatments?))\b"
)


def _each_got(statement: Statement) -> Iterator[Step]:
    """ "12 (30%) patients in the A group and 20 (40%) in the B group received second-line C"."""
    text = statement.text
    groups = [g for g in statement.groups if g.arm.regimen and not g.arm.whole]
    if len(groups) < 2 or not _THEN_GOT.match(text, groups[-1].end):
        return
    sized = [(g, m) for g in groups if (m := _HAVING.search(text, max(0, g.start - 48), g.start))]
    if len(sized) < 2 or len({g.arm.name for g, _ in sized}) != len(sized) or len(groups) != len(sized):
        return
    last = sized[-1][0]
    given = next((t for t in statement.treatments if _THEN_GOT.fullmatch(text, last.end, t.start)), None)
    if given is None and (any_kind := _ANY_SYSTEMIC.match(text, last.end)):
        given = Treatment(any_kind.start("kind"), any_kind.end(), ("systemic therapy",))
    line = next((o.line for o in lines(text) if o.start >= last.end), None)
    later = (line or 0) > (statement.paper.line or 1) or LATER.search(text) or _goes_on_after_progression(statement)
    if given is None or not (later or statement.paper.lexicon.is_a(given.components[0], "surgery")):
        return
    for group, match in sized:
        told = Counted(match.start(), given.end, given.components, given.one_of, int(number_of(match["n"])))
        before = (group.arm.regimen, less(line) or statement.paper.line)
        if frozenset(group.arm.regimen) != given.key:
            yield step_of(statement, (told.start, told.end), before, told, line, "sequence-by-arm")


def step_of(
    statement: Statement, at: tuple[int, int], before: tuple[Components, int | None], told: Counted, line: int | None, rule: str
) -> Step:  # fmt: skip
    """A step of this study's patients; `at`: its characters; `before`: what they had, in which line."""
    return Step(
        doc=statement.paper.document.id, span=statement.place(*at), rule=rule, from_=before[0], from_line=before[1],
        to=told.components, one_of=dict(told.one_of), to_line=line, n=told.n, study="this",
    )  # fmt: skip


LATER = Phrase(
    r"\b(?:subsequent(?:ly)?|post-?progression|post-?study|salvage|further|next|later|third|3rd|fourth)[\s-](?:\w+\s){0,2}(?:line|treatments?|therap(?:y|ies)|chemotherapy|systemic|anti-?cancer|regimens?)",
    "subsequent", "post-progression", "postprogression", "post-study", "poststudy", "salvage", "further", "next", "later",
    "third", "3rd", "fourth",
)  # fmt: skip
_SHARE = re.compile(r"(?P<n>\d+)\s\(\s?[\d.]+\s?%\s?\)\s(?:of\s)?(?:all\s)?(?:the\s)?patients?\b")


_AT_PROGRESSION = Phrase(
    r"\b(?:at|after|following|upon)\s(?:the\stime\sof\s)?(?:first\s|disease\s)?(?:progression|relapse|recurrence)\b(?!\s(?:on|after|to|during|with|free))",
    *(
        f"{before} {event}"
        for before in ("at", "after", "following", "upon", "of", "first", "disease")
        for event in ("progression", "relapse", "recurrence")
    ),
)  # fmt: skip
_RECEIVED_BY = re.compile(
    rf"""\b(?P<n>\d+|{NUMBER_WORD})(?:\s?/\s?\d+|\s(?:out\s)?of\s(?:the\s)?\d+)?(?:\s(?:patients?|subjects?|cases?|women|men))?(?:\s\([^()]*\))?
        (?:\s(?:patients?|subjects?|cases?))?(?:\s(?:in|of|from)\sthe\s[\w+/-]+(?:\s[\w+/-]+)?\s(?:group|arm))?\s(?:received|were\s(?:treated\swith|given)|underwent)\s(?:(?!no\b|not\b)[\w-]+\s){{0,2}}?$""",
    re.IGNORECASE | re.VERBOSE,
)


def _goes_on_after_progression(statement: Statement) -> bool:
    """Whether the sentence, or the one before it, which names a treatment too, says that the patients had progressed."""
    if _AT_PROGRESSION.search(statement.text):
        return True
    before = statement.earlier[-1:]
    return bool(before and _AT_PROGRESSION.search(before[0].text) and before[0].treatments)


def _subsequent(statement: Statement) -> Iterator[Step]:
    """What one arm's patients got next: "Among the A group, 5 patients received subsequent treatment, including B (n = 2)"."""
    after, named = _goes_on_after_progression(statement), [o.line for o in lines(statement.text)]
    later = after or LATER.search(statement.text) or any(line > (statement.paper.line or 1) for line in named)
    if not (later and statement.treatments and statement.study == "this"):
        return
    everybody = statement.paper.roster.whole
    arms = {g.arm.name: g.arm for g in statement.groups if g.arm.regimen and not g.arm.whole}
    if not arms and not statement.paper.roster.arms and everybody.regimen:
        arms = {everybody.name: everybody}
    if len(arms) != 1:
        return
    arm = next(iter(arms.values()))
    line = named[0] if named else statement.paper.line + 1 if statement.paper.line else None
    begin = min((g.start for g in statement.groups), default=len(statement.text))
    for told in counted(statement, _RECEIVED_BY, later=True):
        if frozenset(told.components) == frozenset(arm.regimen):
            continue
        step = step_of(
            statement, (min(begin, told.start), told.end), (arm.regimen, less(line)), told, line, "sequence-subsequent"
        )
        yield replace(step, reason="progression") if after else step
    total = _SHARE.search(statement.text)
    if total and "systemic" in statement.text:
        whole = Counted(total.start(), total.end(), ("systemic therapy",), {}, int(total["n"]))
        yield step_of(
            statement, (total.start(), total.end()), (arm.regimen, less(line)), whole, line, "sequence-subsequent"
        )
