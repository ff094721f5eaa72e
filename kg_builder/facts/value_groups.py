"""Whose the values of a sentence are: the groups that stand before, behind or beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

import msgspec

from kg_builder.facts.contrast import associated, compared_before, in_list, one_part, versus
from kg_builder.facts.holders import Holder, holders
from kg_builder.facts.runs import runs_of
from kg_builder.held import held
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = [
    "Choice",
    "Told",
    "beside_all",
    "closing_row",
    "further_compared",
    "holder_of",
    "last_owned",
    "not_of_next",
    "own_group",
    "printed_the_other_way",
    "row_of",
    "row_of_list",
    "set_beside",
    "tied_after",
]


# -- runs -----------------------------------------------------------------------------------------------------------
_JOIN = re.compile(
    r"""^\s?(?:\(\s?n\s?=\s?\d+\)\s?)?(?:[,;/]|and|or|vs?\.?|versus|,\s(?:and|or)|(?:as\s)?compared\s(?:with|to)|against)?\s?
        (?:the\s|an?\s|for\s(?:the\s)?|in\s(?:the\s)?|with\s(?:the\s)?|median\s|(?:group|arm|cohort|patients|regimen)s?\s?)*
        (?:and|vs\.?|versus)?\s?(?:the\s|in\sthe\s|for\sthe\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)


class Told(msgspec.Struct, frozen=True, eq=False, dict=True):
    """What the rules look at; `repeated`: some endpoint has several values, so a group named last need not hold for all."""

    statement: Statement
    text: str
    runs: list[list[Quantity]]
    repeated: bool

    @held
    def groups(self) -> Sequence[Holder]:
        """Of whom the values may be."""
        return associated(self.statement, self.runs) or holders(self.statement)

    @held
    def before(self) -> tuple[Holder, ...]:
        """The groups that the sentence before compares, where this one names none, or one part of them."""
        alone = not self.groups or one_part(self.text, self.groups)
        return compared_before(self.statement) if alone else ()

    @held
    def criteria(self) -> Sequence[int]:
        """Where it names criteria of response."""
        named = self.statement.mentions if self.statement.names(Category.CRITERIA) else ()
        return [m.start for m in named if m.of(Category.CRITERIA)]


Choice = tuple[Holder | None, bool]


# -- values and groups ----------------------------------------------------------------------------------------------
_IF_GIVEN = r"(?:if|when)\s(?:they\s)?(?:received|(?:were\s)?(?:given|treated\swith|receiving))"
_GIVEN = (  # as in "patients who were assigned to X" and "the group given X"
    r"(?:(?:who|that)\s(?:(?:were|was)\s)?)?(?:receiving|received|given|treated\s(?:with|by)|(?:randomly\s)?(?:assigned|randomi[sz]ed)\sto|allocated(?:\sto)?)\s"
)
_OUT_OF = (  # whom a share is of
    r"(?:(?:achieving|having|attaining|with|who\s(?:had|achieved))\s(?:[\w-]+\s){1,6}?)?out\sof\s(?:the\s|all\s)?(?:\d+\s)?"
)
_TIED_AFTER = re.compile(
    rf"""^\s?(?:\([^()]*\)\s?|\[[^\]]*\]\s?)?,?\s?(?:(?:(?:were|was|had\sbeen)\s(?:observed|recorded|reported|seen|noted|documented)|(?:had\s)?occurred)\s)?(?:(?:patients|participants|subjects|cases|women|men)\s(?=(?:in|of|from|after|under)\s))?(?:respectively,?\s)?(?:at\s(?:\d+(?:,\s\d+)*,?\sand\s)?\d+\s(?:years?|months?|weeks?|days?),?\s)?
        (?:{_OUT_OF})?(?:grade\s\d(?:\s?(?:-|or|to)\s?\d)?\s)?(?:of\s(?:all\s|the\s)?(?:\w+\s)?(?:patients|participants|subjects|cases|women|men)?\s?)?
        (?:(?:in|for|among)\s(?:[\w+/-]+\s){{1,3}}(?:patients|tumou?rs)\s(?=(?:receiving|treated|given|under|on)\s))?(?:who\s(?:had|underwent|started|completed)\s(?:an?\s)?[\w-]+\s(?=in\s))?(?:(?:in|for|with|under|among|of|from|on|given|receiving|treated\swith
            |(?:(?:patients|those)\s)?who\sreceived(?:\s(?:at\sleast\sone|one\sor\smore|any)\s(?:dose|cycle)s?\sof)?|achieved\s(?:in|with)|after|{_IF_GIVEN}|(?:(?:patients|those)\s)?(?:(?:who|that)\s(?:were|was)\s)?(?:randomly\s)?(?:allocated|assigned|randomi[sz]ed)(?:\sto)?)\s)?
        (?:all\s)?(?:the\s|standard\s|groups?\s(?:with\s|{_GIVEN})?|arms?\s(?:with\s|{_GIVEN})?|(?:\d{{1,4}}\s)?(?:those|patients|participants|subjects|individuals|women|men)\s
            (?:{_GIVEN}|(?:in|with|on)\s)(?:the\s)?)*$""",
    re.IGNORECASE | re.VERBOSE,
)


_TIES = re.compile(
    r"^\s?[(\[]$|\b(?:in|for|with|under|among|of|from|on|given|receiving|treated|received|after|allocated|assigned|randomi[sz]ed)\b",
    re.IGNORECASE,
)


_OF_GROUP = re.compile(  # "12 (30%) X patients"; "5.1 months X, 3.0 months Y"
    r"\s(?:patients|recipients|participants|subjects|women|men)\b|[,;]\s(?:and\s)?\d|[.)]?$"
)


_LEADS = re.compile(
    r"\s?(?:(?:groups?|arms?|patients)\s)?(?:(?:was|were|it\swas)\s|:\s?|(?:had|achieved|showed)\s(?:[\w-]+\s){1,5}?(?:of\s)?)?[\d<>]"
)


_CONDITION = re.compile(
    rf"""\s?(?:\([^()]*\)\s?)?(?!{_IF_GIVEN}\b)
        (?:when|if|without|where|(?:in|for|with|among|of)\s(?:the\s|all\s)?(?:remaining|others?|rest))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_MORE = Phrase(r"^\s?(?:\([^()]*\)\s?)?[^,.;()]{0,60}\bout\sof\s(?:the\s)?\d", "out of")


_OWN_VALUE = re.compile(  # behind a group in a bracket: "(X group: 12.3 months", not "(X group, 95% CI …)"
    r"(?:\s(?:group|arm|cohort|patients))?(?:\s?[:=]\s?|,?\s)\d[\d.]*(?!\s?%?,?\s?(?:CI|confidence))(?:\s?%|\s(?:months?|years?|weeks?|days?)|[;,)\]])",
    re.IGNORECASE,
)


def tied_after(text: str, quantity: Quantity, groups: Sequence[Holder]) -> Holder | None:
    """The group behind a value that belongs to it: "12.3 months in the X group"."""
    following = next((g for g in groups if g.start >= quantity.end), None)
    if following is None:
        return None
    between = text[quantity.end : following.start].removeprefix(")")
    opened = between.strip() in ("(", "[")
    leads = ("," in between and _LEADS.match(text, following.end)) or (opened and _OWN_VALUE.match(text, following.end))
    tied = (
        not leads
        and (_TIED_AFTER.match(between) or opened)
        and (
            _TIES.search(between)
            or following.subgroup
            or text.startswith(("without ", "when ", "if "), following.start)
            or (between == " " and _OF_GROUP.match(text, following.end))
        )
    )
    return following if tied and not following.compared else None


_BEHIND = re.compile(r"[)\]]?\s(?:(?!\b(?:and|or|vs|versus|than|compared|against|over)\b)[^,;:.()\d]){1,50}$")


def _stands_behind(text: str, quantity: Quantity, groups: Sequence[Holder]) -> Holder | None:
    """The group that a preposition behind a value leads to, whatever else stands between: it is not the next value's."""
    following = next((g for g in groups if g.start >= quantity.end), None)
    between = text[quantity.end : following.start] if following is not None and not following.compared else ""
    near = _BEHIND.match(between) and _TIES.search(between) and not _BREAK.search(between)
    return following if near else None


_WHAT = re.compile(  # what the value counts: "eight (2%) deaths in the A group"
    r"[)\]]?\s(?!(?:in|for|with|under|among|of|from|on|to|by|at|after|before|who|when|if|patients)\b)[a-z]"
)


def holder_of(sentence: Told, run: list[Quantity], groups: Sequence[Holder], *, named: bool = False) -> Choice:
    """The one group of a run of values, and whether the sentence leaves no doubt.

    Args:
        sentence: what the rules look at.
        run: the values.
        groups: those that may be meant.
        named: what stands right behind the values names another kind of group, so that it is no condition.
    """
    text, runs = sentence.text, sentence.runs
    after = tied_after(text, run[-1], groups)
    beside = named or any(g.start == run[-1].end + 1 for g in groups)
    conditional = after is None and not beside and _is_conditional(text, run[-1].end)
    if conditional or not groups:
        return None, not conditional
    if after is None:
        after = next((g for one in in_list(text, runs, run) if (g := tied_after(text, one[-1], groups))), None)
    if after is not None:
        return after, True
    nearest = [g for g in groups if g.end <= run[0].start][-1:]
    counted = _stands_behind(text, run[-1], groups) if _WHAT.match(text, run[-1].end) else None
    if not nearest and counted:
        return counted, True
    if nearest and nearest[0].compared and any(other[-1].end <= nearest[0].start for other in runs if other is not run):
        return nearest[0], True
    leading = [g for g in groups if g.end <= run[0].start and not g.compared]
    others = [r[-1] for r in runs if leading and r is not run]
    claimed = {id(h) for q in others if (h := tied_after(text, q, groups) or _stands_behind(text, q, groups))}
    free = [g for g in leading if id(g) not in claimed]
    if free:
        behind = _stands_behind(text, run[-1], groups)
        return (free[-1], True) if behind is None or behind.name == free[-1].name else (None, False)
    main = {g.name: g for g in groups if not g.compared}
    if leading and (counted or sentence.repeated):
        return counted, counted is not None
    if len(main) == 1 and (leading or _trails(sentence, next(iter(main.values())))):
        return main.popitem()[1], True
    return None, not main


def _is_conditional(text: str, end: int) -> bool:
    """Whether a condition, or of how many more, stands behind a value that ends here: it is not all the group's."""
    if _CONDITION.match(text, end):
        return True
    return _OF_MORE.may_stand_in(text) and _OF_MORE.search(text[end:]) is not None


def beside_all(
    sentence: Told, run: list[Quantity], known: tuple[Choice, Choice], arms: Sequence[Holder], parts: Sequence[Holder]
) -> tuple[Choice, Choice]:
    """The arm and the part, where all patients and a part have a value each: "10 months in all and 6 in those with X"."""
    arm, part = known
    if part[1]:
        apart = part[0] is not None and all(a.arm is not None and a.arm.whole for a in arms)
        return ((None, True) if apart else arm), part
    all_of = [g.start for g in sentence.statement.groups if g.arm.whole]
    end = run[-1].end
    if arm[0] is None or arm[0].start not in all_of or any(p.start < end > arm[0].start for p in parts):
        return known
    others = [r[-1] for r in sentence.runs if r is not run]
    owned = {id(h) for q in others if (h := tied_after(sentence.text, q, parts))}
    return arm, ((None, True) if all(id(p) in owned for p in parts) else part)


_BREAK = re.compile(
    r"[,.;:]|\b(?:was|were|had|has|have|is|are|did|does|differ(?:s|ed|ent)?|attributed|followed|while|whereas|but|no\s(?:\w+\s){0,3}?difference)\b",
    re.IGNORECASE,
)


_HAD = re.compile(
    r"^[)\]]?\s(?:(?:of\s(?:the\s)?)?(?:patients|cases|subjects)\s)?(?:had|achieved|showed|experienced|developed"
    r"|(?:was|were)\s(?:also\s)?(?:the\s|among\sthe\s)?most\s(?:common|frequent)(?:ly\s\w+)?)\b"
)


_WERE_MOST = re.compile(
    r"""[)\]]?\s(?:was|were)\s(?:(?:also|among|the|most|more)\s)*(?:common(?:ly)?|frequent(?:ly)?|prevalent|main|major|predominant)\s
        (?:[\w/-]+\s){0,6}?(?:in|with|for|among|of)\s(?:the\s|patients\s(?:in|on|receiving|treated\swith)\s(?:the\s)?)?""",
    re.IGNORECASE | re.VERBOSE,
)  # "rash (5%) and pain (3%) were the most common events in the A group"


def _trails(sentence: Told, group: Holder) -> bool:
    """Whether a group named after the last value holds for all: "the ORR (33%) and DCR (80%) of A were …"."""
    between = _HAD.sub("", sentence.text[sentence.runs[-1][-1].end : group.start])
    if not sentence.repeated and _WERE_MOST.fullmatch(between):
        return True
    return (
        not sentence.repeated and bool(_TIES.search(between)) and not _BREAK.search(between) and "(" not in between[1:]
    )


_OWN_BRACKET = re.compile(
    r"[^.;:()\d]{0,40}\((?:median\s)?[\d<>]"
)  # "), in those with A compared with B tumours (24": the next item


def row_of(text: str, run: list[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """The groups over which a run of values is dealt, one each, or none."""
    rows = [r for r in runs_of(text, groups, _JOIN) if len(r) == len(run)]
    end = run[-1].end
    after = [
        r
        for r in rows
        if r[0].start >= end
        and (_TIED_AFTER.match(text[end : r[0].start].removeprefix(")")) or _in_bracket(text, end, r))
        and not (text.startswith("),", end) and _OWN_BRACKET.match(text, r[-1].end))
    ]
    before = [r for r in rows if r[-1].end <= run[0].start]
    anywhere = rows if len(rows) == 1 and "respectively" in text else []
    row = (after or before[-1:] or anywhere or [[]])[0]
    return (
        sorted(row, key=lambda g: g.compared) if len(run) == 2 and versus(text, run) else row
    )  # "Compared with B, A …"


_ROW_ENDS = re.compile(r"(?:\s(?:group|arm)s?)?[)\];,:]")


def _in_bracket(text: str, end: int, row: Sequence[Holder]) -> bool:
    """Whether a row of groups opens the bracket right behind values that end here: "13 vs 10 months (A vs B; p = 0.03)"."""
    return text[end : row[0].start] == " (" and _ROW_ENDS.match(text, row[-1].end) is not None


def set_beside(sentence: Told, run: Sequence[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """The two groups that stand alone between a pair of values and those before, one for comparison: "A than B (10 vs 5)"."""
    if len(run) != 2 or not versus(sentence.text, run):
        return []
    before = max((r[-1].end for r in sentence.runs if r[-1].end <= run[0].start), default=0)
    near = {g.name: g for g in groups if before <= g.start and g.end <= run[0].start}
    beside = sorted(near.values(), key=lambda g: g.compared)
    return beside if [g.compared for g in beside] == [False, True] else []


_OPENS = re.compile(r"(?:\s[\w-]+){0,2}\s[(\[]")


def not_of_next(sentence: Told, run: Sequence[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """The groups but those whose own values open right behind them: "(9 vs 5 months), in A compared with B (8 vs 4 months)"."""
    later = [r[0].start for r in sentence.runs if len(r) == len(run) and r[0].start > run[-1].end]
    ends = [g.end for g in groups for at in later if _OPENS.fullmatch(sentence.text, g.end, at)]
    return [g for g in groups if not (ends and run[-1].end <= g.start < ends[0])]


def row_of_list(sentence: Told, run: list[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """The groups behind the last of a list of as many values each: "rash (5% vs 9%), pain (3% vs 4%) in the A and B groups"."""
    items = list(in_list(sentence.text, sentence.runs, run)) if len(run) > 1 else []
    alike = (
        items and all(len(item) == len(run) for item in items) and groups[-1:] and groups[-1].start >= items[-1][-1].end
    )
    return row_of(sentence.text, items[-1], [g for g in groups if g.start >= items[-1][-1].end]) if alike else []


def own_group(text: str, run: Sequence[Quantity], groups: Sequence[Holder], before: int) -> bool:
    """Whether a further value of an endpoint says whose it is: "… and 16.3% in the B group"."""
    return any(before <= g.start < run[0].start for g in groups) or any(
        g.start >= run[-1].end and _TIED_AFTER.match(text[run[-1].end : g.start].removeprefix(")")) for g in groups
    )


def last_owned(
    text: str, waiting: Sequence[tuple[list[Quantity], int]], groups: Sequence[Holder]
) -> list[list[Quantity]]:
    """The last of several runs, each with where the values before it end, as far as they say whose they are."""
    owned = takewhile(lambda each: own_group(text, each[0], groups, each[1]), reversed(waiting))
    return [run for run, _ in owned][::-1]


_OR_THAN = re.compile(r"[^()]*\)\s(?:or|and)\s(?:(?:than|to|with|in|for|over|versus|vs\.?)\s)+(?:the\s)?")
_OPENS_HERE = re.compile(r"(?:\s(?:group|arm))?\s\(")


def further_compared(sentence: Told, run: Sequence[Quantity], groups: Sequence[Holder]) -> list[Choice]:
    """The subject and C, for the second bracket of "higher with A than with B (40% vs 20%) or with C (40% vs 30%)"."""
    text, before = sentence.text, [r for r in sentence.runs if r[-1].end <= run[0].start][-1:]
    if not before or not len(run) == len(before[0]) == 2 or not versus(text, run) or not versus(text, before[0]):
        return []
    begun, end = before[0][-1].end, before[0][0].start
    between = [g for g in groups if begun <= g.start and g.end <= run[0].start]
    subjects = {g.name: g for g in groups if g.end <= end and not g.compared}
    named = len(between) == len(subjects) == 1 and between[0].name not in subjects
    if not named or not _OR_THAN.fullmatch(text, begun, between[0].start):
        return []
    opened = _OPENS_HERE.fullmatch(text, between[0].end, run[0].start)
    return [(subjects.popitem()[1], True), (between[0], True)] if opened else []


_SET_AGAINST = (
    r"[^.;:()]*\b(?:than|versus|vs\.?|over|against|(?:as\s)?compared\s(?:with|to)|in\scomparison\s(?:with|to))\s"
    r"[^.;:()]*[(\[](?:[A-Za-z]+,?\s){0,3}"
)
_LOWER = re.compile(
    rf"\b(?:lower|fewer|reduced|decreased|shorter|less\s(?:common|frequent|often)(?:ly)?)\b{_SET_AGAINST}$"
)
_HIGHER = re.compile(rf"\b(?:higher|increased|longer|greater|more\s(?:common|frequent|often)(?:ly)?)\b{_SET_AGAINST}$")
_NEITHER = re.compile(
    r"\b(?:no|not|nor|neither|without|never|failed\sto\sbe)\s(?:(?:any|a|statistically|\w+ly)\s){0,3}$"
)


def printed_the_other_way(text: str, run: Sequence[Quantity], whom: Sequence[Choice]) -> bool:
    """Whether "lower in A than in B (46% vs 34%)" cannot have its values in the order of its groups."""
    first, second, other = run[0].number, run[1].number, whom[1][0]
    if first is None or second is None or other is None or not other.compared or first == second:
        return False
    form, opposite = (_LOWER, _HIGHER) if first > second else (_HIGHER, _LOWER)
    said = form.search(text, max(0, run[0].start - 200), run[0].start)
    if said is None or opposite.search(text, said.start(), said.end()):
        return False
    return _NEITHER.search(text, 0, said.start()) is None


_BEHIND_ALL = re.compile(
    r"(?:[^()\[\]]*[)\]])?(?:,?\s[(\[]?[pP]\s?[=<>]\s?[\d.]+[)\]]?)?,?\s(?:in|for|with|between)\s(?:the\s)?(?:(?:groups|arms)\s)?"
)


def closing_row(sentence: Told, run: Sequence[Quantity], groups: Sequence[Holder]) -> list[Holder]:
    """The groups with which a sentence of nothing but pairs closes: "OS was 73% vs 65% and DFS 53% vs 52% in groups A and B"."""
    end = sentence.runs[-1][-1].end
    alike = len(run) > 1 and all(len(r) == len(run) and versus(sentence.text, r) for r in sentence.runs)
    if not alike or len(groups) != len(run) or any(g.start < end for g in groups):
        return []
    joined = len(runs_of(sentence.text, groups, _JOIN)) == 1
    return list(groups) if joined and _BEHIND_ALL.fullmatch(sentence.text, end, groups[0].start) else []
