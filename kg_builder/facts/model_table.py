"""How well prognostic scores predict, from tables: those of cited studies, one a row, and the paper's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg_builder.evidence import Model, Place
from kg_builder.facts.model import dataset_in
from kg_builder.facts.model_inputs import parts_of
from kg_builder.facts.overview import Field, Overview, Study, overviews, size_of
from kg_builder.facts.printed import printed
from kg_builder.facts.sheet import Sheet
from kg_builder.study import Paper

__all__ = ["listed_models", "own_models"]

_METRIC = re.compile(
    r"(?:(?P<name>[\w-]+(?:\s[\w-]+)?)\s)??(?:(?P<auc>AUCs?|AUROCs?|area\sunder\s(?:the\s)?(?:\w+\s)?curve)|"
    r"(?:Harrell'?s\s)?(?:C-?\s?(?:index|statistic)|concordance\sindex))(?:\s?[(\[].*)?\W*",
    re.IGNORECASE,
)
_WORD = re.compile(r"AUC|AUROC|[Ii]ndex|statistic|curve")  # of which each such head has one
_GROUPED = re.compile(r"\W*(?:in|for|of|the|cohort?|sets?|groups?|data|\W|\bt\b)*\W*", re.IGNORECASE)
_LEAST, _MOST = Decimal("0.4"), Decimal(1)  # that a share of well ordered pairs can be


def listed_models(paper: Paper) -> Iterator[Model]:
    """The scores of the studies that overview tables list."""
    for table in overviews(paper).values():
        for study in table.studies:
            for _, fields in study.rows:
                yield from _of_row(paper, table, study, fields)


_ET_AL = re.compile(r"\set\sal\b.*")
_INPUTS = re.compile(
    r"\b(?:parameters?|variables?|factors?|predictors?|components?|inputs?|items|markers?)\b", re.IGNORECASE
)
_CALLED = re.compile(
    r"(?:the\s)?(?:name\sof\s(?:the\s)?)?(?:models?|scores?|nomograms?|index|indices|signatures?)(?:\sname)?",
    re.IGNORECASE,
)


def _of_row(paper: Paper, table: Overview, study: Study, fields: Sequence[Field]) -> Iterator[Model]:
    measured = [(f, m) for f in fields if f.path and (m := _metric(f.path[-1]))]
    if not measured:
        return
    inputs = next((parts_of(f.text) for f in fields if f.path and _INPUTS.search(f.path[-1])), ())
    called = next((f.text for f in fields if f.path and _CALLED.fullmatch(f.path[-1])), None)
    for field, metric in measured:
        value = _value(field.text)
        if value is not None:
            yield Model(
                doc=paper.document.id,
                span=Place(
                    start=field.span.start,
                    end=field.span.end,
                    where=table.block.where,
                    row=study.name,
                    column=" > ".join(field.path),
                ),
                rule="model-listed",
                name=called or (inputs[0] if len(inputs) == 1 else f"{_ET_AL.sub('', study.name)} model"),
                study=study.name,
                n=size_of(study),
                inputs=inputs if len(inputs) > 1 else (),  # an index alone is not made of itself
                metric=_called(metric),
                dataset=dataset_in(" ".join(field.path)),
                value=value,
            )


def own_models(sheet: Sheet) -> Iterator[Model]:
    """The scores of a table of the paper's own: a score a row, or a data set a row under the score's name."""
    columns = [(c, m) for c in sheet.columns if c.path and (m := _metric(c.path[-1]))]
    for row in sheet.rows if columns else ():
        for column, metric in columns:
            entry = row.entries.get(column.index)
            value = _value(entry.text) if entry is not None else None
            name, dataset = _of_label(row.label, (*row.parents, *column.path[:-1]), metric["name"])
            if entry is not None and value is not None and name:
                yield Model(
                    doc=sheet.paper.document.id, span=sheet.place(row, column, entry), rule="model-table", name=name,
                    study="this", metric=_called(metric), dataset=dataset, value=value,
                )  # fmt: skip


def _of_label(label: str, others: Sequence[str], called: str | None) -> tuple[str | None, str | None]:
    """The score and the data set that a row's labels and the heads over the value name."""
    dataset = dataset_in(label)
    if dataset is not None and _GROUPED.fullmatch(label.lower().replace(dataset, "")):
        return called, dataset
    within = (d for other in others if (d := dataset_in(other)))
    return label or called, dataset or next(within, None)


def _metric(head: str) -> re.Match[str] | None:
    return _METRIC.fullmatch(head) if _WORD.search(head) else None


def _called(metric: re.Match[str]) -> str:
    return "AUC" if metric["auc"] else "C-index"


def _value(text: str) -> Decimal | None:
    """A share of well ordered pairs, as such a cell prints it: no limit, no percentage, nothing of a drug's exposure."""
    read = printed(text.rstrip("#*^ab "))
    plain = read is not None and not (read.sign or read.percent or read.words or read.total)
    lead = read.lead if read is not None and plain else None
    fraction = lead is not None and _LEAST <= lead <= _MOST and lead != lead.to_integral_value()
    return lead if fraction else None
