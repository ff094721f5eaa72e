"""Groups set against each other: the ones that a name joins, and all the others, whom a sentence need not name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from kg_builder.facts.claims import claims
from kg_builder.facts.denominators import last_place
from kg_builder.facts.holders import Holder, holders, treated_in
from kg_builder.facts.measured import CORRESPONDING, Measured
from kg_builder.lexicon import TRAITS, Category
from kg_builder.phrases import Phrase
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = [
    "against_rest",
    "alternatives",
    "associated",
    "bracketed",
    "closing",
    "compared_before",
    "compared_in_heading",
    "in_list",
    "one_part",
    "others_than",
    "paired",
    "versus",
    "with_other",
    "without",
]


def alternatives(group: Holder) -> list[Holder]:
    """The subgroups that one name joins: "wild-type X or unknown X"."""
    names = re.split(r",?\s(?:and|or)\s|,\s", group.name) if group.subgroup else []
    return [replace(group, name=name, subgroup=name) for name in names]


_SEEN = r"(?:occurred|developed|(?:was|were)\s(?:observed|seen|achieved|detected|reported|found|noted))"
_COMPARED = re.compile(
    rf"""^s?\s(?:rates?\s)?(?:(?:for|of)\s(?:the\s)?(?:\w+\s){{1,3}}?)?
        (?:(?:(?:was|were|is)\s(?:\w+\s){{0,2}}?(?:similar|comparable|the\ssame|higher|lower|fewer|(?:more|less)\s(?:common|frequent))|did\snot\s(?:\w+\s)?differ
            |{_SEEN}\s(?:more|less)\s(?:often|frequently|commonly))\s(?:[^,;.()]{{3,80}})?
          |(?P<seen>{_SEEN})\sin\s(?:both\s)?(?:the\s)?(?:[\w+/-]+\s){{1,5}}?(?P<noun>(?:group|arm)\s)?)\($""",
    re.VERBOSE,
)
_GROUPS_BEHIND = re.compile(  # "(5%) and B (7%) groups"
    r"[^()]*\)\s(?:and|vs\.?|versus|than\sin|compared\s(?:with|to))\s(?:the\s)?(?:[\w+/-]+\s){1,5}?\([^()]*\)\s(?:\w+\s)?(?:groups|arms)\b"
)
_OF_ITS = re.compile(
    r"\b(?:after|at|before|for|from|in|on|to|until|with|without)\s(?:the\s|an?\s)?(?:\w+\s)?$", re.IGNORECASE
)


def bracketed(text: str, endpoint: Measured, start: int) -> bool:
    """Whether the shares that a bracket at `start` opens with are the event's: "relapse was less common in the A group (5%"."""
    between = text[endpoint.end : start]
    match = _COMPARED.match(between) if between.endswith("(") else None
    if match is None or (match["seen"] and not match["noun"] and not _GROUPS_BEHIND.match(text, start)):
        return False
    return _OF_ITS.search(text, max(0, endpoint.start - 30), endpoint.start) is None


_LESS = re.compile(
    r"\b(?:shorter|lower|worse|poorer|inferior|decreased|reduced|decrease|decrement|reduction|fewer|less(?!\sthan\b))\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:longer|higher|better|superior|greater|improved|prolonged|increased|increase|improvement|more(?!\sthan\b))\b",
    re.IGNORECASE,
)
_REST = re.compile(r"\bcompared\s(?:with|to)\s(?:all\s|the\s)*(?:other|others|remaining|rest)\b", re.IGNORECASE)
_WITHIN = re.compile(r"(?:in|among|for)\s(?:the\s)?(?:subgroup\sof\s)?(?:patients\swith\s)?", re.IGNORECASE)


def against_rest(text: str, run: Sequence[Quantity], group: Holder) -> bool:
    """Whether the one group named is set against all others, and the two values differ as the sentence says.

    "In patients with X, OS was longer (10 vs 5 months)" compares treatments, not patients.
    """
    first, second = run[0].number, run[1].number
    before = text[: run[0].start]
    if _REST.search(before):
        return True
    if first is None or second is None or "respectively" in text or _WITHIN.fullmatch(text, 0, group.start):
        return False
    before = before[max(0, before.rfind("associated with")) :]
    return _ways(before) == (first < second, first > second)


_OR_WORSE = re.compile(r"\b(?:or|and)\s(?:worse|higher|lower|more|less)\b")  # of a grade


def _ways(text: str) -> tuple[bool, bool]:
    """Whether a text says that something is less, and that it is more."""
    said = _OR_WORSE.sub("", text)
    return bool(_LESS.search(said)), bool(_MORE.search(said))


def associated(statement: Statement, runs: Sequence[Sequence[Quantity]]) -> tuple[Holder, ...]:
    """The patients with the one factor of "X was associated with a shorter OS (5 vs 10 months)"; no other group is named.

    They are also those of "X was associated with an OS of 5 months".
    """
    text = statement.text
    verb = text.find("associated with")
    if verb < 0 or not any(len(run) == 2 and versus(text, run) for run in runs):
        return _having(statement, verb, runs) if verb > 0 else ()
    told = {c.factor for c in claims(statement) if any(way in ("better", "worse") for _, way in c.ends)}
    if len(told) != 1:
        return ()
    factor = told.pop()
    if any(h.end > verb or h.start < factor.end for h in holders(statement)):
        return ()
    name = f"{factor.cutoff} {factor.name}" if factor.cutoff else factor.name
    return (Holder(factor.start, factor.end, name, subgroup=name),)


_SUBJECT = re.compile(r"(?:(?:The|A|An)\s)?(?P<name>[^,;:.()]{3,60}?)\s(?:was|were|is|are)\s(?:\w+ly\s)?$")
_GIVEN = re.compile(
    r"\b(?:treatments?|therap(?:y|ies)|regimens?|combinations?|approach|strateg(?:y|ies)|procedures?|surgery|drugs?|agents?|doses?|it|this|these|both)\b",
    re.IGNORECASE,
)


def _having(statement: Statement, verb: int, runs: Sequence[Sequence[Quantity]]) -> tuple[Holder, ...]:
    """The patients with what a sentence begins, which is nothing that they are given, where all its values are theirs."""
    subject = _SUBJECT.match(statement.text[:verb])
    if subject is None or _GIVEN.search(subject["name"]) or runs[0][0].start < verb or statement.treatments:
        return ()
    name = subject["name"]
    return () if holders(statement) else (Holder(*subject.span("name"), name, subgroup=name),)


def others_than(group: Holder) -> Holder | None:
    """All but a subgroup, whom a sentence does not name; none of an arm."""
    if not group.subgroup:
        return None
    name = f"not {group.subgroup}"
    return replace(group, name=name, subgroup=name)


_Whose = list[tuple[Holder | None, bool]]


def with_other(statement: Statement, whose: _Whose, run: Sequence[Quantity]) -> _Whose:
    """The second value of a pair belongs to the other of the study's two arms, where the first is of one of them."""
    arms = statement.paper.roster.arms
    first = whose[0][0]
    if len(whose) != 2 or whose[1] != (None, False) or len(arms) != 2:
        return whose
    if any(h.subgroup and h.compared for h in holders(statement)):
        return whose
    if first is None:
        return _as_said(statement, run) or _by_size(statement, run) or whose
    if first.arm not in arms:
        return whose
    return [whose[0], (Holder.of(arms[1 - arms.index(first.arm)], first.start, first.end), True)]


_ROUNDED = Decimal("0.6")  # of the last digit printed


def _by_size(statement: Statement, run: Sequence[Quantity]) -> _Whose:
    """The arms of "CR in 12 (10.7%) and 4 (4.3%) patients": where none is named, each count is that share of one arm only."""
    arms = [arm for arm in statement.paper.roster.arms if arm.n]
    if len(arms) != 2 or not statement.own or any(g.arm in arms for g in statement.groups):
        return []
    fitting = [[arm for arm in arms if _is_share(q, arm.n or 0)] for q in run]
    if any(len(fits) != 1 for fits in fitting) or fitting[0] == fitting[1]:
        return []
    return [(Holder.of(fits[0], q.end, q.end), True) for fits, q in zip(fitting, run, strict=True)]


def _is_share(quantity: Quantity, n: int) -> bool:
    if quantity.count is None or quantity.number is None or quantity.total not in (None, n):
        return False
    return abs(100 * Decimal(quantity.count) / n - quantity.number) <= last_place(quantity.number) * _ROUNDED


_WITHOUT = re.compile(r"[)\]]?\s(?:\([^()]*\)\s)?without(?:\sit)?(?P<end>\s?(?:[.,;(]|$))?")


def without(statement: Statement, told: Sequence[Holder | None], run: Sequence[Quantity]) -> _Whose:
    """The other of two arms, to which a value "without" belongs: "47% with X and 49% without"."""
    arms = statement.paper.roster.arms
    with_it = [h.arm for h in told if h is not None and h.arm in arms]
    lacks = _WITHOUT.match(statement.text, run[0].end) if len(run) == len(with_it) == 1 and len(arms) == 2 else None
    if lacks is None or (lacks["end"] is None and all(t.start != lacks.end() + 1 for t in statement.treatments)):
        return []
    other = arms[1 - arms.index(with_it[0])]
    return [(Holder.of(other, run[0].end, run[0].end), True)]


_FAVOURED = re.compile(r"\b(?:favou?r(?:ed|ing|s)|(?:in|to(?:wards?)?)\s(?:the\s)?(?:favou?r|benefit)\sof)\b")


def _as_said(statement: Statement, run: Sequence[Quantity]) -> _Whose:
    """The arms of "rash (40% vs 20%) was more frequent in the A arm": the one named has the value that is as said."""
    text, arms = statement.text, statement.paper.roster.arms
    begun = max((m.end() for m in _NEW_CLAUSE.finditer(text, 0, run[0].start) if _outside(text, m.start())), default=0)
    reach = next((m.start() for m in _NEW_CLAUSE.finditer(text, run[-1].end) if _outside(text, m.start())), len(text))
    named = [g for g in statement.groups if g.arm in arms and begun <= g.start < reach]
    if len(named) != 1 or not versus(text, run) or run[0].number == run[1].number:
        return []
    behind = named[0].start >= run[-1].end
    plain = _nameless(statement)
    start, end = (run[-1].end, named[0].start) if behind else (begun, run[0].start)
    between = plain[start:end]
    said = plain[begun : run[0].start] if behind and _IN.fullmatch(between) else between
    less, more = _ways(said)
    more = more or (run[-1].dimension == "time" and _FAVOURED.search(said) is not None)
    if more is less or _parted(text, start, end) or run[0].number is None or run[1].number is None:
        return []
    group = Holder.of(named[0].arm, named[0].start, named[0].end)
    other = Holder.of(arms[1 - arms.index(named[0].arm)], named[0].start, named[0].end)
    leads = (run[0].number > run[1].number) is more
    if not (leads or behind):
        return []
    return [(group, True), (other, True)] if leads else [(other, True), (group, True)]


def _parted(text: str, start: int, end: int) -> bool:
    """Whether a semicolon outside brackets stands between two places."""
    return any(text[at] == ";" and _outside(text, at) for at in range(start, end))


def _outside(text: str, at: int) -> bool:
    """Whether a place stands in no bracket."""
    return text.count("(", 0, at) == text.count(")", 0, at)


def _nameless(statement: Statement) -> str:
    """The sentence without its names: "decreased appetite" says nothing of more and less."""
    text = str(statement.text)
    for mention in statement.mentions:
        text = text[: mention.start] + "x" * (mention.end - mention.start) + text[mention.end :]
    return text


_NEW_CLAUSE = re.compile(r";\s|,?\s(?:whereas|while|but)\s")


_IN = re.compile(r"[)\]]?\s(?:in|for|among)\s(?:the\s)?$", re.IGNORECASE)


def closing(text: str, runs: Sequence[Sequence[Quantity]], subgroups: Sequence[Holder]) -> Holder | None:
    """The one subgroup with which a sentence about one pair of values closes: "(23 vs. 16 months) in patients with X"."""
    if len(runs) != 1 or len(subgroups) != 1 or subgroups[0].start < runs[0][-1].end:
        return None
    between = text[runs[0][-1].end : subgroups[0].start]
    return subgroups[0] if _IN.search(between) and ";" not in between else None


_ITEM = re.compile(
    r"[)\]]?\s(?:at|after)\s\d+\s(?:months?|years?)(?:,|,?\sand)\s|[)\]]?(?:,|;|,?\sand)\s(?:(?!(?:and|in|with|for|was|were|had|of|the|other|being|versus|vs|compared|against)\b)[\w-]+\s){1,5}[(\[]?"
)


def in_list(text: str, runs: Sequence[list[Quantity]], run: Sequence[Quantity]) -> Iterator[list[Quantity]]:
    """The values of the items behind one of a list: "rash (5%), pain (3%) and fever (2%) in A", "5% at 1 year, 9% at 2"."""
    behind = [other for other in runs if other[0].start >= run[-1].end]
    end = run[-1].end
    for other in behind:
        if not _ITEM.fullmatch(text, end, other[0].start):
            return
        yield other
        end = other[-1].end


_VERSUS = Phrase(r"\b(?:vs|versus|compared|against)\b", "vs", "versus", "compared", "against")


def versus(text: str, run: Sequence[Quantity]) -> bool:
    """Whether the two values of a run are set against each other: "10 vs 5 months"."""
    return bool(_VERSUS.search(text, run[0].end, run[1].start))


_JOINED = re.compile(r",?\s(?:and|or)\s(?:the\s)?|,\s")
_Parted = list[tuple[list[Quantity], list[Measured]]]


def paired(text: str, run: Sequence[Quantity], endpoints: Sequence[Measured]) -> _Parted:
    """The values of each endpoint in "PFS and OS were 5 and 8 (P = 0.04), and 12 and 15 months (P = 0.3)": a p closes them."""
    closed = [number for number, quantity in enumerate(run, 1) if quantity.p is not None]
    row: list[Measured] = []
    for endpoint in reversed(endpoints) if 1 < len(closed) < len(run) else ():
        if endpoint.end <= run[0].start and (not row or _JOINED.fullmatch(text, endpoint.end, row[0].start)):
            row.insert(0, endpoint)
    size = len(run) // max(1, len(row))
    if closed != [size * number for number in range(1, len(row) + 1)]:
        return []
    return [([*run[at * size : (at + 1) * size]], [endpoint]) for at, endpoint in enumerate(row)]


_SET_AGAINST = re.compile(
    r"(?:\s(?:groups?|arms?))?\s(?:versus|vs\.?|(?:as\s)?compared\s(?:with|to))\s(?:the\s)?", re.IGNORECASE
)
_OF_OTHERS = re.compile(  # of what is compared with what, the sentence says itself
    r"""\b(?:patients|those|tumou?rs|women|men)\s(?:with|without|who|whose|aged)\b
      | \b(?:by|before|after|between|than|per|first|second)\b
      | [A-Za-z](?<!months)(?<!years)(?<!weeks)(?<!days)\s(?:versus|vs)\b""",
    re.IGNORECASE | re.VERBOSE,
)


def compared_in_heading(statement: Statement) -> tuple[Holder, ...]:
    """The two arms that the heading sets against each other, for a sentence that compares nothing by name."""
    heading, traits = statement.block.heading, (*TRAITS, Category.MODEL)
    if not statement.own or statement.groups or not _VERSUS.search(heading) or statement.names(*traits):
        return ()
    named = [g for g in statement.paper.roster.find(heading) if not g.arm.whole]
    pair = len(named) == 2 and _SET_AGAINST.fullmatch(heading, named[0].end, named[1].start)
    return tuple(Holder.of(g.arm) for g in named) if pair and not _OF_OTHERS.search(statement.text) else ()


def compared_before(statement: Statement) -> tuple[Holder, ...]:
    """The groups of the sentence before, in order: in "… 5 and 8 months, respectively", or "5 vs 8 months", they are meant.

    Where none names any, they are those of the heading.
    """
    return _told_before(statement) or (compared_in_heading(statement) if _VERSUS.search(statement.text) else ())


def _told_before(statement: Statement) -> tuple[Holder, ...]:
    respectively = "respective" in statement.text
    if statement.text.startswith(CORRESPONDING):
        return _corresponding(statement)
    if not respectively and not _VERSUS.search(statement.text):
        return ()
    told = statement.earlier
    last = told[-1:] if respectively and told and holders(told[-1]) else []
    near = told[-1:-4:-1]  # the last first
    earlier = last[0] if last else next(filter(holders, near), None)
    if earlier is None or earlier.study != statement.study:
        return ()
    parts = {h.name: h for h in holders(last[0]) if h.known} if last else {}
    if len(parts) > 1 and all(h.subgroup for h in parts.values()):
        return tuple(parts.values())
    arms = statement.paper.roster.arms
    for before in last or [s for s in near if s.study == statement.study]:
        named = {h.name: h for h in treated_in(before) if h.arm is None or not h.arm.whole}
        both = len(named) == len(arms) > 1 and all(h.arm in arms and not h.within for h in named.values())
        both = both or (len(named) == 2 and statement.study != "this" and all(h.regimen for h in named.values()))
        if last or both:
            return tuple(named.values())
        if any(h.arm is None for h in holders(before)):
            break  # another treatment, or a part of the patients
    return ()


def one_part(text: str, groups: Sequence[Holder]) -> bool:
    """Whether a sentence names nothing but one part of the patients, and not two of them together."""
    parts = {g.subgroup for g in groups}
    two = any(text.endswith((" and ", " or "), 0, g.start) or " and " in g.name or g.compared for g in groups)
    return len(parts) == 1 and None not in parts and not two


def _corresponding(statement: Statement) -> tuple[Holder, ...]:
    """The groups of one kind of the sentence before, in order."""
    told = statement.earlier[-3:]
    for before in [s for s in told if s is told[-1] or holders(s)][-2:][::-1]:
        named = {h.name: h for h in holders(before) if h.known}
        if not named and before is told[-1]:
            continue
        kinds = {bool(h.subgroup) for h in named.values()}
        return tuple(named.values()) if len(kinds) == 1 and before.study == statement.study else ()
    return ()
