"""Prognostic scores and nomograms: their name, what goes into them, and how well they predict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg_builder.evidence import Components, Model
from kg_builder.facts.clauses import sources
from kg_builder.facts.model_inputs import COMPOSED, composed, made_before, parts_of
from kg_builder.lexicon import Category
from kg_builder.phrases import Phrase
from kg_builder.study import Paper, Statement

__all__ = ["dataset_in", "models", "scores_named"]

_JOINTS = ("", "-", " ", "--", "- ", " -", "- -")  # of "C-index"
_METRIC = Phrase(
    r"""\b(?=[ach])(?:(?P<auc>AUC|AUROC|areas?\sunder\sthe\s(?:\w+\s){0,4}?curves?(?:\s\((?:AUC|ROC|AUROC|AUC-ROC)s?\))?)
        |(?P<c>(?:Harrell'?s\s)?C-?\s?-?(?:index|indices|indexes|statistics?)|concordance\sind(?:ex|ices)(?:\s\(C-?index\))?))s?(?![\w-])""",
    "auc", "auroc", "area under", "areas under", "concordance ind",
    *(f"c{joint}{word}" for joint in _JOINTS for word in ("index", "indices", "statistic")),
)  # fmt: skip
_VALUE = re.compile(r"(?<![\d.,])(?P<value>0?\.\d{1,4}|1\.0+)(?!\d|\s?%|\.\d)")
_AFTER = re.compile(
    r"^(?:[\s,:;=()]|\b(?:values?|of|was|were|is|are|respectively|and|the|reached|achieved|for|in|both|at|with|to|up|as|training|validation|testing|test|internal|external|cohorts?|groups?|sets?|dataset|\d-year|[135],?|years?|OS|PFS|predicting|95%|CI|\d-?|months?|vs|versus|overall|survival|higher|primary|derivation)\b|0?\.\d+|-)*$",
    re.IGNORECASE,
)
_DATASET = re.compile(
    r"\b(?P<name>training|derivation|development|primary|internal\svalidation|internal(?=\s(?:and|or)\sexternal\svalidation)|external\svalidation|validation|testing|test)\b(?!\sof)",
    re.IGNORECASE,
)


def models(paper: Paper) -> Iterator[Model]:
    """The scores whose discrimination, or make-up, the paper states."""
    for statement in paper.holding(_METRIC, COMPOSED):
        measured = list(_measured(statement))
        yield from measured
        if not measured:
            yield from _composed(statement)


def _measured(statement: Statement) -> Iterator[Model]:
    text = statement.text
    metrics = list(_METRIC.finditer(text))
    for number, metric in enumerate(metrics):
        if both := _BOTH.match(text, metric.end()):
            yield from _records(statement, _WHERE.sub("", both["name"]), metric, both, None)
            yield from _records(statement, _WHERE.sub("", both["rival"]), metric, both, None, "other")
            continue
        stop = metrics[number + 1].start() if number + 1 < len(metrics) else len(text)
        owner = _OF_NAME.match(text, metric.end())
        values = _values(text, owner.end() if owner else metric.end(), stop)
        name = owner["name"] if owner else _name(statement, metric.start())
        if not values or name is None:
            continue
        datasets = _datasets(text, metric.start(), values)
        for value, dataset in zip(values, datasets, strict=True):
            yield from _records(statement, name, metric, value, dataset)
        if len(values) == 1 and (rival := _rival(text, values[0])):
            yield from _records(statement, _WHERE.sub("", rival["rival"]), metric, rival, datasets[0])


_BRACKET = re.compile(r"\([^()]*\)")
_OF_OTHER = re.compile(r"(?:CI|confidence\sinterval)[^;)]{0,25}$|[Pp]\s?[=<>]\s?$")


def _values(text: str, at: int, stop: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for match in _VALUE.finditer(text, at, stop):
        between = _BRACKET.sub(" ", text[at : match.start()])
        if _OF_OTHER.search(text[at : match.start()]):
            continue
        if not _AFTER.match(between) or (found and _OTHER.search(between)):
            break
        found.append(match)
    return found


_LIKE = (
    r"\b(?:than|compared\s(?:with|to)|superior\sto|over)\s"
    r"(?:(?:that|those|for|of|in|the|our|its)\s|(?:[Cc]-?index|AUC)\s(?:values?\s)?|obtained\s(?:from|by|with|for)\s)*"
)
_RIVAL = r"(?P<rival>[^,;()]{3,60}?)"
_BEHIND = re.compile(
    rf"(?:\s?\([^()]*\))?[^().;]{{0,60}}?{_LIKE}{_RIVAL}\s?[(\[](?:[Cc]-?index|AUC)?[\s:=,]*(?P<value>0\.\d{{1,4}})(?![\d%])"
)
_BOTH = re.compile(
    rf"\s(?:was|were)\s(?:\w+\s)?(?:higher|greater|better|larger)\s(?:for|in|with)\s(?:the\s)?(?P<name>[^,;()]{{3,50}}?)\s{_LIKE}{_RIVAL}\s?"
    r"\((?P<value>0\.\d{1,4})\s(?:vs\.?|versus)\s(?P<other>0\.\d{1,4})(?![\d%])"
)
_SCORES = re.compile(
    r"\b(?:stag(?:e|es|ing)|systems?|scores?|models?|index|indices|classifications?|nomograms?|alone|grade)\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"\s(?:in|for|among|diagnosis)\b.*")


def _rival(text: str, value: re.Match[str]) -> re.Match[str] | None:
    """What a score is set against, with its value: "0.75 (0.70-0.80), which was higher than that of the X stage (0.68)"."""
    opened = text.rfind("(", 0, value.start()) > text.rfind(")", 0, value.start())
    named = _BEHIND.match(text, text.find(")", value.end()) + 1 if opened else value.end())
    return named if named and _SCORES.search(named["rival"]) else None


_OTHER = re.compile(r"\b(?:vs|versus|compared)\b")  # before the value of what the score is set against


_IN_BRACKET = re.compile(
    rf"{_DATASET.pattern}(?:\s(?:cohort|group|set|dataset|sample)s?)?\s?\([^()]*$", re.IGNORECASE
)  # "in training (0.81, 0.79) and validation groups (0.77, 0.75)"


def _set(match: re.Match[str]) -> str:
    """The data set that a match names: "internal" before "and external validation" is a validation, too."""
    name = match["name"].lower()
    return "internal validation" if name == "internal" else name


def _datasets(text: str, start: int, values: Sequence[re.Match[str]]) -> tuple[str | None, ...]:
    """The data set of each value: named once for all, or once each ("0.79 and 0.75 in the training and validation groups")."""
    bracketed = [_IN_BRACKET.search(text, 0, v.start()) for v in values]
    if all(bracketed) and len(values) > 1:
        return tuple(_set(b) for b in bracketed if b)
    end = min([m.end() for m in re.finditer(r"[.;]\s|$", text[values[-1].end() :])] or [0]) + values[-1].end()
    named = list(
        dict.fromkeys(_set(m) for m in _DATASET.finditer(text, values[0].start(), min(end, values[-1].end() + 90)))
    )
    before = list(dict.fromkeys(_set(m) for m in _DATASET.finditer(text, max(0, start - 60), start)))
    within = list(dict.fromkeys(_set(m) for m in _DATASET.finditer(text, start, values[0].start())))
    for names in (within, named, before):
        if len(names) == len(values):
            return tuple(names)
    if behind := _behind_each(text, values, named):
        return behind
    single = (named or before)[0] if len(values) == 1 and len(named or before) == 1 else None
    return (single,) * len(values)


def _behind_each(text: str, values: Sequence[re.Match[str]], named: Sequence[str]) -> tuple[str | None, ...]:
    """The data sets that close as many values each: "0.82 and 0.8 in the training and 0.79 and 0.7 in the test cohort"."""
    if not 1 < len(named) < len(values):
        return ()
    ahead = [_DATASET.search(text, v.end()) for v in values]
    names = [_set(m) for m in ahead if m]
    each = {names.count(name) for name in named}
    return tuple(names) if len(names) == len(values) and len(each) == 1 else ()


_NAMED = re.compile(
    r"\b(?P<name>(?:(?:[A-Z][\w+/-]*|[a-z]+-based|radiomics?|clinical|combined|prognostic|prediction|predictive|risk|machine|deep|learning|integrated)\s){1,5}(?:score|nomogram|model|index|signature|scoring\ssystem))s?\b"
)
_EMPTY = re.compile(
    r"^(?:(?:The|This|Our|A|An|Cox|In|These|Each|Both|Many|Several|Some|Other|Such|Various|High|Higher|Low|Lower|final|same|proportional|hazards?)\s)*(?:model|score|index|regression\smodel)s?$"
)


_OF_NAME = re.compile(
    r"\s(?:values?\s)?(?:of|for)\s(?:our|the|this|an?)\s(?P<name>(?:[\w/-]+\s){0,4}?(?:nomogram|model|score|signature|index|scoring\ssystem))s?\b"
)


_WON = re.compile(r"\b(?P<name>[A-Z][\w-]*)\s(?:\w+ly\s)?(?:outperform(?:s|ed)|surpass(?:es|ed)|exceed(?:s|ed))\s")


def _name(statement: Statement, at: int) -> str | None:
    """The score nearest before the metric, in the sentence or the one before it."""
    if made := _COMBINED.search(statement.text, 0, at):
        return f"{made['one']} + {made['other']} {made['kind']}"
    if won := _WON.search(statement.text, 0, at):
        return won["name"]
    here = scores_named(statement, at)
    if here:
        return here[-1]
    later = scores_named(statement, len(statement.text))
    if not later and _GENERIC.match(statement.text) and (own := made_before(statement)):
        return own
    earlier = statement.earlier[-1:]
    listed = _factors_before(statement)
    before = [n for s in earlier for n in scores_named(s, len(s.text)) if not (listed and n in listed["inputs"])]
    generic = _GENERIC.match(statement.text) if listed else None
    return (later or before)[-1] if later or before else generic["name"] if generic else None


_GENERIC = re.compile(r"(?:The|This|Their)\s(?P<name>model|nomogram|score)(?:'s)?\b")
_FACTORS = Phrase(
    r"\b(?:identif|found|reveal|show|demonstrat|select)\w*\s(?:that\s)?(?P<inputs>[^.;:()]{6,260}?)\s(?:as|to\sbe|were)\s(?:\w+\s){0,3}?(?:factors|predictors|variables)\b",
    "factors", "predictors", "variables",
)  # fmt: skip


def _factors_before(statement: Statement) -> re.Match[str] | None:
    """The factors that the sentence before found, of which "the model" of this one is then made."""
    if not _GENERIC.match(statement.text) or not statement.earlier:
        return None
    return _FACTORS.search(statement.earlier[-1].text)


def scores_named(statement: Statement, at: int) -> list[str]:
    """The scores named before `at`, in order: as long as printed, else by the vocabulary's name."""
    found = [
        (m.start(), m.end(), re.sub(r"^(?:The|This|A|An|In|Our)\s", "", m["name"]))
        for m in _NAMED.finditer(statement.text, 0, at)
        if not _EMPTY.match(m["name"])
    ]
    for mention in statement.mentions:
        if mention.of(Category.MODEL) and mention.end <= at and not any(s <= mention.start < e for s, e, _ in found):
            found.append((mention.start, mention.end, mention.text))
    return [name for _, _, name in sorted(found)]


def _records(
    statement: Statement,
    name: str,
    metric: re.Match[str],
    value: re.Match[str],
    dataset: str | None,
    group: str = "value",
) -> Iterator[Model]:
    for study in sources(statement):
        yield Model(
            doc=statement.paper.document.id,
            span=statement.place(metric.start(), value.end(group)),
            rule="model-metric",
            name=name,
            study=_whose(statement, study),
            inputs=_inputs(statement),
            metric="AUC" if metric["auc"] else "C-index",
            dataset=dataset,
            value=Decimal(value[group] if value[group][0] != "." else f"0{value[group]}"),
        )


_COMBINED = re.compile(
    r"\bcombin(?:ed|ing)\s(?P<one>[^,.;]{3,80}?)\swith\s(?:the\s)?(?P<other>[^,.;]{3,60}?)\sto\s(?:develop|build|construct|establish|create)\s(?:an?\s)(?P<kind>(?:[\w-]+\s){0,3}?(?:model|nomogram|score))",
    re.IGNORECASE,
)


def _composed(statement: Statement) -> Iterator[Model]:
    """ "a nomogram incorporating A, B and C"."""
    for made in composed(statement):
        yield Model(
            doc=statement.paper.document.id, span=statement.place(made.start, made.end), rule="model-inputs",
            name=made.name, study=_whose(statement, statement.study), inputs=made.inputs,
        )  # fmt: skip


def _whose(statement: Statement, study: str) -> str | None:
    """Whose score it is; nobody's, where a review speaks for itself."""
    return study if study != "this" or statement.paper.genre != "review" else None


def _inputs(statement: Statement) -> Components:
    if made := _COMBINED.search(statement.text):
        return (made["one"], made["other"])
    if told := next(composed(statement), None):
        return told.inputs
    listed = _factors_before(statement)
    return parts_of(listed["inputs"]) if listed else ()


def dataset_in(text: str) -> str | None:
    """The data set that a text names.

    >>> dataset_in("Training cohort"), dataset_in("Patients")
    ('training', None)
    """
    match = _DATASET.search(text)
    return _set(match) if match else None
