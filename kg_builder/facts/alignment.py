"""Which value belongs to which endpoint and to which group of patients, within one sentence.

The sentence is read as a row of endpoints E, values V and groups G. Values that are only joined ("5.3 and 12.5 months") form
a run, and so do endpoints ("PFS and OS") and groups ("A and B"). Then:

    E V G V G      each value belongs to the group that a preposition ties to it: "5.3 months in the A group"
    G E V E V      a group that leads is meant until another is named
    E E V V        a run of values is dealt out over a run of endpoints of the same length
    E V V G G      … or over a run of groups of the same length

Whatever fits none of these stays unassigned: a guess would hang a number on the wrong arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from kg_builder.facts.contrast import (
    against_rest,
    alternatives,
    closing,
    others_than,
    versus,
    with_other,
    without,
)
from kg_builder.facts.endpoints_of_parts import outside_parts
from kg_builder.facts.gridded import by_group, by_statistic
from kg_builder.facts.holders import Holder
from kg_builder.facts.limits import is_limit
from kg_builder.facts.measured import CORRESPONDING, Measured, may_measure, measured
from kg_builder.facts.own_endpoint import (
    as_before,
    carried,
    closing_semicolons,
    has_verb,
    last_apart,
    listed_pairs,
    pairs_of_each,
    read_apart,
    read_late,
    timed,
)
from kg_builder.facts.parted_by import parted_by
from kg_builder.facts.result_values import fits, is_change, masked, possible_results, results
from kg_builder.facts.run_endpoints import endpoints_of
from kg_builder.facts.runs import is_next_item, runs_of
from kg_builder.facts.told_of_each import told_of_each
from kg_builder.facts.value_groups import (
    Choice,
    Told,
    beside_all,
    closing_row,
    further_compared,
    holder_of,
    last_owned,
    not_of_next,
    own_group,
    printed_the_other_way,
    row_of,
    row_of_list,
    set_beside,
    tied_after,
)
from kg_builder.held import once
from kg_builder.study import Statement
from kg_builder.values import Quantity

__all__ = ["Aligned", "align"]


class Aligned(msgspec.Struct, frozen=True):
    """A value, what it measures and whom: an arm or treatment, a subgroup, both, or (None) whom the context implies."""

    quantity: Quantity
    endpoint: Measured
    holder: Holder | None
    subgroup: Holder | None = None
    certain: bool = True  # False: groups are named, and none is tied to the value


_Choices = list[Choice]
_Dealt = tuple[list[Quantity], list[Measured]]
_JOIN_VALUES = re.compile(
    r"^\s?(?:yet\s)?(?:\[(?:range|IQR)[^\[\]]*\]\s)?(?:[,;/]|and|or|vs\.?|versus|,\sand|(?:as\s)?compared\s(?:with|to)|against)\s?(?:the\s|only\s)?$",
    re.IGNORECASE,
)


def align(statement: Statement, subjects: Sequence[Measured] | None = None) -> tuple[Aligned, ...]:
    """Every result of the sentence with its endpoint and its group.

    Args:
        statement: a sentence of a paper.
        subjects: what the values may measure, where not the endpoints of the sentence.

    Returns:
        one item per value that has an endpoint, in order; values without one are left out.
    """
    if subjects is not None:
        return tuple(_align(statement, subjects))
    return _of_endpoints(statement) if may_measure(statement) else ()


@once
def _of_endpoints(statement: Statement) -> tuple[Aligned, ...]:
    return tuple(_align(statement, None))


def _align(statement: Statement, subjects: Sequence[Measured] | None) -> Iterator[Aligned]:
    possible = possible_results(statement)
    endpoints, values = _measured_values(statement, possible, subjects) if possible else ((), ())
    text = statement.text
    runs = _runs(text, values, endpoints) if values else ()
    if not runs:
        return
    parallel = "respective" in text or text.startswith(CORRESPONDING)
    parts = by_group(runs[0], endpoints) if parallel and len(runs) == 1 else []
    sentence = Told(statement, text, runs, len(values) > len(endpoints))
    if parts:
        yield from _gridded(sentence, parts, endpoints)
    elif dealt := _measured_runs(sentence, endpoints):
        yield from _of_groups(sentence, dealt)


def _of_groups(sentence: Told, dealt: list[_Dealt]) -> Iterator[Aligned]:
    """The runs of values that have endpoints, with the groups of whom they are."""
    statement, text = sentence.statement, sentence.text
    order: dict[str, Choice] = {}  # the arms that had values, in order
    for run, chosen in timed(statement, dealt):
        each = chosen if len(chosen) == len(run) else chosen * len(run)
        if all(map(fits, run, each)):
            arms, subgroups = _deal(sentence, run, split=len(chosen) < len(run))
            arms, subgroups = _of_other(statement, run, order, arms, subgroups)
            if (
                len(order) == len(run) == 2
                and not any(sure for _, sure in arms)
                and (versus(text, run) or "respective" in text[run[-1].end :] or _goes_on(text, run[0].start))
                and not _another(sentence, run, order)
            ):
                arms = [*order.values()]
            if len(run) == 2 and statement.own and versus(text, run):
                arms, subgroups = _by_factor(statement, run, each[0], arms, subgroups)
            if _contradicts(text, run, each, arms, subgroups):
                arms = [(None, False)] * len(run)
            order |= {h.name: (h, sure) for h, sure in arms if h is not None and sure}
            yield from _aligned(statement, run, each, arms, subgroups)


def _of_other(
    statement: Statement, run: Sequence[Quantity], order: Mapping[str, Choice], arms: _Choices, subgroups: _Choices
) -> tuple[_Choices, _Choices]:
    """What is known, and the other of two arms, whom a sentence means without naming it."""
    if lacking := without(statement, [h for h, _ in order.values()], run):
        return lacking, [(None, True)]
    return with_other(statement, arms, run), subgroups


def _another(sentence: Told, run: Sequence[Quantity], order: Mapping[str, Choice]) -> bool:
    """Whether another group than those that had values is named right before further ones."""
    begun = max((r[-1].end for r in sentence.runs if r[-1].end <= run[0].start), default=0)
    return any(begun <= g.start < run[0].start and not g.subgroup and g.name not in order for g in sentence.groups)


_CORRESPONDING = re.compile(r"\bthe\scorresponding\s[^.;]{3,60}\s(?:was|were)\s$")


def _goes_on(text: str, start: int) -> bool:
    """Whether values are of the groups before: "rash (in 4% and 8%, respectively), pain (in 2% and 8%)"; "the corresponding"."""
    further = text.endswith("(in ", 0, start) and "respectively)" in text[:start]
    return further or ("corresponding" in text and _CORRESPONDING.search(text, 0, start) is not None)


def _runs(text: str, values: Sequence[Quantity], endpoints: Sequence[Measured]) -> list[list[Quantity]]:
    """The values that are only joined, together; those that say by how much something changed are left out."""
    nameless = masked(text, endpoints)
    return [
        run
        for several in runs_of(text, values, _JOIN_VALUES)
        for joined in by_statistic(several, endpoints)
        for run in last_apart(text, joined, endpoints)
        if (len(run) == 2 and versus(text, run)) or not any(is_change(nameless, q) for q in run)
    ]


def _gridded(sentence: Told, parts: Sequence[list[Quantity]], endpoints: Sequence[Measured]) -> Iterator[Aligned]:
    """The values of each group at each time, where as many groups are named side by side."""
    heads, groups = [part[0] for part in parts], sentence.groups
    rows = (row_of(sentence.text, heads, [g for g in groups if bool(g.subgroup) is some]) for some in (False, True))
    row = next((r for r in (*rows, sentence.before) if len(r) == len(parts)), ())
    for part, group in zip(parts, row, strict=False):
        arm, subgroup = (None, group) if group.subgroup else (group, None)
        for quantity, endpoint in zip(part, endpoints, strict=True):
            yield Aligned(quantity, endpoint, arm, subgroup)


def _measured_values(
    statement: Statement, possible: Sequence[Quantity], subjects: Sequence[Measured] | None
) -> tuple[Sequence[Measured], Sequence[Quantity]]:
    """What a sentence measures, and the values that may be results."""
    endpoints = measured(statement) if subjects is None else subjects
    values = results(statement, possible, endpoints)
    if subjects is None and len(endpoints) > 1 and values and (kept := outside_parts(statement, endpoints)):
        endpoints, values = kept, results(statement, possible, kept)
    values = [q for q in values if not (_is_in_name(statement, q) or is_limit(statement, q))]
    if subjects and values and values[0].qualifier in (">=", ">") and values[0].end <= subjects[0].start:
        values = values[1:]  # "the events in at least 5% of patients were …"
    return endpoints, values


def _is_in_name(statement: Statement, quantity: Quantity) -> bool:
    """Whether a value is what an arm is called by: "the 5-year arm"."""
    inside = [g for g in statement.groups if g.start <= quantity.start and quantity.end <= g.end]
    return bool(inside) and any(c.isdigit() for g in inside for c in g.arm.name)


def _measured_runs(sentence: Told, endpoints: Sequence[Measured]) -> list[_Dealt]:
    """The runs of values that have endpoints, with them."""
    text, runs = sentence.text, sentence.runs
    if pairs := listed_pairs(text, runs, endpoints):
        return pairs
    closed = closing_semicolons(text, runs, sentence.groups)
    dealt: list[_Dealt] = []
    waiting: list[tuple[list[Quantity], int]] = []  # runs without an endpoint, and where the values before each end
    spent: set[Measured] = set()
    held: set[Measured] = set()
    before = 0
    for run in runs:
        if len(run) > 3 and (pairs := pairs_of_each(text, run, endpoints)):
            dealt, before = [*dealt, *pairs], run[-1].end
            continue
        if of_others := as_before(text, run, dealt):
            dealt, before = [*dealt, (run, of_others)], run[-1].end
            continue
        chosen, again = endpoints_of(closed, run, endpoints, before, spent)
        if chosen and is_next_item(text, before, run[0].start, (*endpoints, *sentence.groups)):
            chosen = []
        if len(chosen) == 1 and not fits(run[-1], chosen[0]) and not read_late(text, runs):
            chosen = []
        again = again or not held.isdisjoint(chosen)
        if chosen and again and not (held.issuperset(chosen) and carried(text, before, run[0].start, chosen[0])):
            held.difference_update(chosen)
            chosen = []
        behind = bool(chosen) and chosen[0].start >= run[-1].end
        told = not again or any(run[-1].end <= at <= run[-1].end + 30 for at in sentence.criteria)
        if chosen and (told or read_apart(text, run) or own_group(text, run, sentence.groups, before)):
            owned = last_owned(text, waiting, sentence.groups) if behind else []
            dealt += [(w, chosen) for w in owned if not has_verb(text, w, run)] + [(run, chosen)]
            held.update(chosen)
        waiting = [] if chosen else [*waiting, (run, before)]
        spent.update(chosen if behind else ())
        before = run[-1].end
    return dealt


def _by_factor(
    statement: Statement, run: list[Quantity], endpoint: Measured, arms: _Choices, subgroups: _Choices
) -> tuple[_Choices, _Choices]:
    """The two parts into which a factor divides the patients, within the one arm named, if any; else what is known."""
    named = {h.name for h, _ in arms if h is not None}
    apart = {h for h, _ in subgroups if h is not None}
    apart = set() if any(h.name.startswith("not ") for h in apart) else apart  # the rest, which the factor names better
    if len(named) > 1 or len(apart) > 1 or not (parts := parted_by(statement, run, endpoint)):
        return arms, subgroups
    if any(h.end <= parts[0].start for h in apart):  # parts of a part
        return arms, [(None, False)] * 2
    return (
        ([(arms[0][0] or arms[1][0], True)] * 2, [(p, p is not None) for p in parts])
        if not apart
        else (arms, subgroups)
    )


def _contradicts(
    text: str, run: Sequence[Quantity], each: Sequence[Measured], whom: Sequence[Choice], which: Sequence[Choice]
) -> bool:
    """Whether two values set against each other would be one group's, or belie the sentence: then it is not known whose."""
    if len(run) != 2 or each[0] != each[1] or not versus(text, run):
        return False
    if whom[0][0] is None or whom[1][0] is None:
        return which[0][0] is not None and printed_the_other_way(text, run, which)
    same = whom[0][0].name == whom[1][0].name
    same = same and (which[0][0] and which[0][0].name) == (which[1][0] and which[1][0].name)
    return same or printed_the_other_way(text, run, whom)


def _aligned(
    statement: Statement,
    run: Sequence[Quantity],
    each: Sequence[Measured],
    whom: Sequence[Choice],
    which: Sequence[Choice],
) -> Iterator[Aligned]:
    for quantity, endpoint, (arm, sure), (subgroup, clear) in zip(run, each, whom, which, strict=True):
        each_arm = told_of_each(statement, quantity)
        yield from (Aligned(quantity, endpoint, one, subgroup) for one in each_arm)
        if not each_arm:
            yield Aligned(quantity, endpoint, arm, subgroup, sure and clear)


def _shared(
    sentence: Told, run: list[Quantity], arms: Sequence[Holder], subgroups: Sequence[Holder]
) -> list[list[Choice]]:
    """The arm, and the subgroup, that all values of a run share."""
    behind = any(g.start == run[-1].end + 1 for g in arms)
    arm = holder_of(sentence, run, arms, named=behind) if arms or not subgroups else (None, True)
    part = arm
    if subgroups:
        part = holder_of(sentence, run, subgroups, named=behind)
    elif behind:
        part = (None, True)  # "40% without X" is no condition, where that is the other arm
    elif arms:
        part = holder_of(sentence, run, ())
    if not part[1] and (last := closing(sentence.text, sentence.runs, subgroups)):
        part = (last, True)
    if subgroups and arms and part[1] is not arm[1]:
        arm, part = beside_all(sentence, run, (arm, part), arms, subgroups)
    return [[arm] * len(run), [part] * len(run)]


def _deal(sentence: Told, run: list[Quantity], *, split: bool) -> tuple[list[Choice], list[Choice]]:
    """The arm and the subgroup of each value of a run; `split`: one endpoint for several values, so one group each."""
    groups = sentence.groups
    arms, subgroups = [g for g in groups if not g.subgroup], [g for g in groups if g.subgroup]
    shared = _shared(sentence, run, arms, subgroups)
    if not split:
        twofold = len(run) > 1 and bool(row_of(sentence.text, run, arms))
        return ([(None, False)] * len(run) if twofold else shared[0]), shared[1]
    if subgroups and all(g.compared and g.end <= run[0].start for g in subgroups):
        return [(None, False)] * len(run), shared[1]  # what a part is compared with: another part, which is not named
    parts = {g.name for g in subgroups}
    pairs = [r for r in sentence.runs if len(r) == 2 and versus(sentence.text, r)] if len(parts) > 1 else []
    if 1 < len(pairs) == len(parts) and "respectively" in sentence.text[pairs[-1][-1].end :]:
        return [(None, False)] * len(run), shared[1]  # a pair each: "(90 vs 50% and 80 vs 40%, respectively)"
    before: list[Choice] = [(h, True) for h in sentence.before]
    parallel = sentence.text.startswith(CORRESPONDING) or "respective" in sentence.text
    if len(before) == len(run) and (parallel or versus(sentence.text, run)):
        return (shared[0], before) if all(h.subgroup for h in sentence.before) else (before, shared[1])
    if any(g.compared for g in subgroups) and arms and not any(g.compared for g in arms):
        return shared[0], _compared_row(sentence, run, subgroups) or [(None, False)] * len(run)
    for some, other in ((arms, subgroups), (subgroups, arms)):
        if not some:
            continue
        row = set_beside(sentence, run, some) if some is arms else []
        row = row or row_of(sentence.text, run, not_of_next(sentence, run, some)) or row_of_list(sentence, run, some)
        row = row or (closing_row(sentence, run, some) if not other else [])
        dealt: list[Choice] = [(h, True) for h in row] if row else _compared_row(sentence, run, some)
        if dealt and (row or some is arms or not other):
            return (dealt, shared[1]) if some is arms else (shared[0], dealt)
    return [(None, False)] * len(run), [(None, False)] * len(run) if len(parts) > 1 else shared[1]


_AGAINST = re.compile(r"\b(?:vs|versus|compared|than)\b")


def _added(text: str, run: Sequence[Quantity], leading: Sequence[Holder]) -> bool:
    """Whether a second value is only added to that of the group that leads: "the OS of A was 10 months and 5 months in B"."""
    joined = len(run) == 2 and text[run[0].end : run[1].start].strip(" ,") == "and" and "respective" not in text
    return joined and len(leading) == 1 and not _AGAINST.search(text, leading[0].end, run[0].start)


def _compared_row(sentence: Told, run: list[Quantity], groups: Sequence[Holder]) -> list[Choice]:
    """In "A was longer than B (10 vs 5 months)" and "(10 vs 5 months in B)" the first value is the subject's."""
    text = sentence.text
    if further := further_compared(sentence, run, groups):
        return further
    if beside := set_beside(sentence, run, groups):
        return [(g, True) for g in beside]
    leading = {g.name: g for g in groups if g.end <= run[0].start}
    pair = len(run) == 2 and versus(text, run)
    held = {g.name for r in sentence.runs if r[-1].end <= run[0].start and (g := tied_after(text, r[-1], groups))}
    added = not pair and held.isdisjoint(leading) and _added(text, run, [g for g in groups if g.end <= run[0].start])
    last = tied_after(text, run[-1], groups) if pair or added else None
    if last is not None:
        apart = ")," in text[run[-1].end : last.start]
        subjects = [g for name, g in leading.items() if name != last.name and not g.compared]
        return [(subjects[0], True), (last, True)] if len(subjects) == 1 and not apart else []
    everyone = list({g.name: g for g in groups}.values())
    others = [g for g in everyone if g.compared]
    reach = others[0].start if pair and len(others) == 1 and run[0].start < others[0].start else run[0].start
    subject = [g for g in everyone if not g.compared and g.end <= reach]
    if len(others) == 1 < len(run) - 1:
        others = alternatives(others[0])
    if len(subject) == 1 and len(others) == len(run) - 1:
        return [(g, True) for g in (*subject, *others)]
    if len(everyone) == len(subject) == 1 and pair and against_rest(text, run, subject[0]):
        return [(subject[0], True), (others_than(subject[0]), bool(subject[0].subgroup))]
    return []
