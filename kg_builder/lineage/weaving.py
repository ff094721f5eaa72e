"""Records woven into the graph of regimens: a `MultiDiGraph` whose nodes are regimens and whose edges say how they relate.

A node's key is its sorted components joined by "+" (`anti-pd-1+lenvatinib+tace`), as the regimen's `skos:notation` in the
knowledge graph. Its data: `label`, `components`, `classes`, `class_names`, `lines`, `studies`, `papers`, `bodies`,
`years`, `patients`, `doses`, `sources`. An edge's key is its type; a type's edges lead

- `adds`: from a regimen to one with more components, nothing between them (`drops` is its way back),
- `variant_of`: from a regimen to one that names a class where the first names a member of it,
- `substitutes`: between regimens that differ in one component of one class (`within`),
- `followed_by`: from what patients had to what they had next (one edge per pair of lines: `followed_by 1>2`),
- `compared_with`: between regimens that one study set side by side.

`substitutes` and `compared_with` hold both ways and are stored once, from the first of the two in the alphabet. Every edge
has `type`, `evidence` (a tuple of `Source`) and `studies`; `followed_by` also `n`, `from_line`, `to_line` and `reasons`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg_builder.errors import StoreError
from kg_builder.evidence import (
    Association,
    Dose,
    Evidence,
    Outcome,
    Place,
    Recommendation,
    Record,
    Sequence,
    Study,
    read_records,
)
from kg_builder.iris import trial_name
from kg_builder.lexicon import Category, Lexicon, fold
from kg_builder.lineage.composition import Components, Composition, covers
from kg_builder.linking import Vocabulary, short_name

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "RECORDS",
    "SYMMETRIC",
    "TYPES",
    "Lineage",
    "Source",
    "key_of",
    "load",
    "source_of",
    "study_name",
    "weave",
    "years_of",
]

Lineage: TypeAlias = "nx.MultiDiGraph[str]"

RECORDS = "records.jsonl"  # within what `build` writes
TYPES = ("adds", "drops", "substitutes", "variant_of", "followed_by", "compared_with")
SYMMETRIC = frozenset({"substitutes", "compared_with"})

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_ARM = re.compile(r"^the\s+|\s+(?:group|arm|cohort)s?$|[^a-z0-9]+", re.IGNORECASE)  # how arms' names differ
_FEW = 3  # records that show what a regimen consists of


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A record that stands behind an edge or a node: which, where it is printed, in which words."""

    record: str
    kind: str
    doc: str
    study: str
    place: str
    characters: tuple[int, int]
    quote: str | None = None
    n: int | None = None
    reason: str | None = None


def load(directory: Path, lexicon: Lexicon) -> Lineage:
    """The regimens of the graph that `build` wrote into `directory`.

    Raises:
        StoreError: there is no graph.
        RecordError: its records are damaged.
    """
    return weave(records_of(directory), lexicon)


def records_of(directory: Path) -> list[Record]:
    """The records of the graph that `build` wrote into `directory`.

    Raises:
        StoreError: there is no graph.
        RecordError: its records are damaged.
    """
    file = directory / RECORDS
    if not file.is_file():
        raise StoreError(f"{directory}: no graph here; make it with: kg-builder build -o {directory}")
    return list(read_records(file))


def weave(records: Iterable[Evidence], lexicon: Lexicon) -> Lineage:
    """The graph of the regimens that the records name; their order does not matter.

    >>> from kg_builder.evidence import Place, Sequence
    >>> step = Sequence(doc="x", span=Place(start=0, end=1), rule="r", from_=("a",), to=("a", "b"), n=7)
    >>> graph = weave([step], Lexicon(()))
    >>> [(u, v, key) for u, v, key in graph.edges(keys=True)]
    [('a', 'a+b', 'adds'), ('a', 'a+b', 'followed_by'), ('a+b', 'a', 'drops')]
    """
    identified = (r if r.id else r.identified() for r in records)
    return _Loom(Vocabulary(lexicon), sorted(identified, key=lambda r: (r.doc, r.id))).graph()


def key_of(components: Iterable[str]) -> str:
    """The key of the regimen with these components.

    >>> key_of(["tace", "lenvatinib"])
    'lenvatinib+tace'
    """
    return "+".join(sorted(components))


def study_name(record: Evidence) -> str:
    """The study a record speaks of: the same name in all papers if it has one, else only within its paper."""
    name = getattr(record, "study", None) or "this"
    return record.doc if name == "this" else trial_name(name) or f"{name} in {record.doc}"


def years_of(record: Evidence) -> tuple[int, ...]:
    """The years in which a study took place, else the year in the paper's name.

    >>> from kg_builder.evidence import Place, Study
    >>> years_of(Study(doc="lee-2025", span=Place(start=0, end=1), rule="r", period="2019-05/2021-03"))
    (2019, 2020, 2021)
    """
    found = sorted({int(year) for year in _YEAR.findall(getattr(record, "period", None) or "")})
    if found:
        return tuple(range(found[0], found[-1] + 1))
    return tuple(int(year) for year in _YEAR.findall(record.doc)) if study_name(record) == record.doc else ()


def source_of(record: Evidence) -> Source:
    """A record as the evidence of an edge."""
    return Source(
        record=record.id,
        kind=record.kind,
        doc=record.doc,
        study=study_name(record),
        place=_whereabouts(record.span),
        characters=(record.span.start, record.span.end),
        quote=record.quote and " ".join(record.quote.split()),
        n=getattr(record, "n", None),
        reason=getattr(record, "reason", None),
    )


def _whereabouts(place: Place) -> str:
    cell = [f'{name} "{words}"' for name in ("row", "column") if (words := getattr(place, name))]
    return ", ".join((place.where, *cell))


@dataclass(frozen=True)
class _Loom:
    """All records on their way into the graph."""

    vocabulary: Vocabulary
    records: list[Evidence]
    _canonical: dict[tuple[str, ...], Components] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)

    def graph(self) -> Lineage:
        """Nodes and edges, in the order of their keys."""
        import networkx as nx

        graph: Lineage = nx.MultiDiGraph()
        composition = Composition(list(self.mentions), self.vocabulary.lexicon)
        for components in sorted(self.mentions, key=key_of):
            graph.add_node(key_of(components), **self.describe(components, composition))
        edges: dict[tuple[str, str, str], dict[str, object]] = {}
        for first, second, key, data in self.edges(composition):
            edges[first, second, key] = data
        for first, second, key in sorted(edges):
            graph.add_edge(first, second, key=key, **edges[first, second, key])
        return graph

    def edges(self, composition: Composition) -> Iterator[tuple[str, str, str, dict[str, object]]]:
        """All edges with their data."""
        for smaller, larger in covers(composition.sets):
            data = self.composed(smaller, larger)
            change = " + ".join(self.name(part) for part in sorted(larger - smaller))
            yield key_of(smaller), key_of(larger), "adds", {"type": "adds", "change": change, **data}
            yield key_of(larger), key_of(smaller), "drops", {"type": "drops", "change": change, **data}
        for special, general in composition.fillings():
            change = _change(self.names(special - general), self.names(general - special))
            data = {"type": "variant_of", "change": change, **self.composed(special, general)}
            yield key_of(special), key_of(general), "variant_of", data
        for one, other, shared in composition.swaps():
            first, second = sorted((one, other), key=key_of)
            change = _change(self.names(first - second), self.names(second - first))
            data = {"type": "substitutes", "within": self.name(shared), "change": change, **self.composed(one, other)}
            yield key_of(first), key_of(second), "substitutes", data
        yield from self.followed()
        yield from self.compared(composition)

    # Regimens

    def regimen(self, components: tuple[str, ...]) -> Components:
        """Components by their keys; a named regimen stands for what it consists of."""
        if components not in self._canonical:
            terms = [(key, self.vocabulary.treatment(key)) for key in components]
            keys = ((t.components or (t.key,)) if t else (fold(key),) for key, t in terms)
            self._canonical[components] = frozenset(k for part in keys for k in part)
        return self._canonical[components]

    @cached_property
    def mentions(self) -> Mapping[Components, list[Evidence]]:
        """The records that name each regimen."""
        found: dict[Components, list[Evidence]] = defaultdict(list)
        for record in self.records:
            named = (getattr(record, name, ()) for name in ("regimen", "treatment", "from_", "to"))
            for components in dict.fromkeys(self.regimen(n) for n in named if n):
                found[components].append(record)
        return found

    def describe(self, components: Components, composition: Composition) -> dict[str, object]:
        """What is known of a regimen."""
        members = self.mentions[components]
        classes = dict.fromkeys(c for part in sorted(components) for c in (part, *composition.classes(part)))
        return {
            "label": " + ".join(self.names(components)),
            "components": tuple(sorted(components)),
            "classes": tuple(c for c in classes if self.is_class(c)),
            "class_names": tuple(self.name(c) for c in classes if c not in components and self.is_class(c)),
            "lines": _sorted_set(line for r in members for line in self.lines(r, components)),
            "studies": _sorted_set(study_name(r) for r in members if not isinstance(r, Recommendation)),
            "papers": _sorted_set(r.doc for r in members),
            "bodies": _sorted_set(r.body for r in members if isinstance(r, Recommendation) and _is_for(r)),
            "years": _sorted_set(y for r in members for y in (*years_of(r), *self.years.get(study_name(r), ()))),
            "patients": _patients(r for r in members if not isinstance(r, Sequence) or any(self.lines(r, components))),
            "doses": self.doses.get(next(iter(components)), ()) if len(components) == 1 else (),
            "sources": tuple(self.source(r) for r in members),
        }

    def lines(self, record: Evidence, components: Components) -> Iterator[int]:
        """The lines of therapy in which a record has the regimen."""
        pairs = [("regimen", "line"), ("treatment", "line"), ("from_", "from_line"), ("to", "to_line")]
        for name, line in pairs:
            named, number = getattr(record, name, ()), getattr(record, line, None)
            if named and number is not None and self.regimen(named) == components:
                yield number

    @cached_property
    def years(self) -> Mapping[str, tuple[int, ...]]:
        """The years of the studies that say when they took place."""
        return {study_name(r): years_of(r) for r in self.records if isinstance(r, Study) and r.period}

    @cached_property
    def doses(self) -> Mapping[str, tuple[str, ...]]:
        """The doses at which each drug was given, in words."""
        found: dict[str, set[str]] = defaultdict(set)
        for record in self.records:
            if isinstance(record, Dose):
                for key in self.regimen((record.drug,)):
                    found[key].add(_dose(record))
        return {key: tuple(sorted(words)) for key, words in found.items()}

    def is_class(self, key: str) -> bool:
        """Whether a component is a class."""
        return self.vocabulary.lexicon.get(Category.TREATMENT_CLASS, key) is not None

    def name(self, key: str) -> str:
        """How a component is called in a regimen's label."""
        if key not in self._names:
            term = self.vocabulary.treatment(key)
            self._names[key] = short_name(term) if term else key
        return self._names[key]

    def names(self, components: Iterable[str]) -> list[str]:
        """The components' names, in the order of their keys."""
        return [self.name(key) for key in sorted(components)]

    # Edges

    def source(self, record: Evidence) -> Source:
        """A record as evidence, made once."""
        if record.id not in self._sources:
            self._sources[record.id] = source_of(record)
        return self._sources[record.id]

    def composed(self, one: Components, other: Components) -> dict[str, object]:
        """The evidence of an edge between compositions: records that show that either regimen exists."""
        members = [r for components in (one, other) for r in self.mentions[components][:_FEW]]
        sources = tuple({r.id: self.source(r) for r in members}.values())
        return {"evidence": sources, "studies": _sorted_set(s.study for s in sources)}

    def followed(self) -> Iterator[tuple[str, str, str, dict[str, object]]]:
        """What followed what, one edge per pair of regimens and lines."""
        steps: dict[tuple[str, str, int | None, int | None], list[Sequence]] = defaultdict(list)
        for record in self.records:
            if isinstance(record, Sequence) and record.from_ and record.to:
                ends = key_of(self.regimen(record.from_)), key_of(self.regimen(record.to))
                steps[(*ends, record.from_line, record.to_line)].append(record)
        for (first, second, from_line, to_line), members in steps.items():
            lined = from_line is not None or to_line is not None
            key = f"followed_by {from_line or '?'}>{to_line or '?'}" if lined else "followed_by"
            yield (
                first,
                second,
                key,
                {
                    "type": "followed_by",
                    "from_line": from_line,
                    "to_line": to_line,
                    "n": _patients(members),
                    "reasons": _sorted_set(r.reason for r in members if r.reason),
                    "evidence": tuple(self.source(r) for r in members),
                    "studies": _sorted_set(study_name(r) for r in members),
                },
            )

    def compared(self, composition: Composition) -> Iterator[tuple[str, str, str, dict[str, object]]]:
        """What a study set side by side. A class and its member are no pair: they are two names of one arm."""
        pairs: dict[tuple[str, str], dict[str, Source]] = defaultdict(dict)
        for one, other in self.side_by_side():
            first, second = sorted((self.regimen(r.regimen) for r in (one, other)), key=key_of)
            same = first == second or composition.is_filling(first, second) or composition.is_filling(second, first)
            if not same:
                pairs[key_of(first), key_of(second)] |= {r.id: self.source(r) for r in (one, other)}
        for (one_, other_), sources in pairs.items():
            evidence = tuple(sources[i] for i in sorted(sources))
            studies = _sorted_set(s.study for s in evidence)
            yield one_, other_, "compared_with", {"type": "compared_with", "evidence": evidence, "studies": studies}

    def side_by_side(self) -> Iterator[tuple[Outcome, Outcome]]:
        """Pairs of outcomes that can be compared because one study reports both alike."""
        measures: dict[tuple[object, ...], dict[tuple[str, Components], Outcome]] = defaultdict(dict)
        for record in self.records:
            if isinstance(record, Outcome) and record.regimen and not record.subgroup:
                measure = (record.doc, study_name(record), *_measure(record), record.line)
                measures[measure].setdefault((_plain(record.arm), self.regimen(record.regimen)), record)
        for arms in measures.values():
            yield from combinations(arms.values(), 2)


def _measure(record: Outcome) -> tuple[object, ...]:
    return record.endpoint, record.statistic, record.unit, record.criteria, record.at_months


def _plain(arm: str | None) -> str:
    return _ARM.sub("", arm or "").casefold()


def _change(old: Iterable[str], new: Iterable[str]) -> str:
    return f"{' + '.join(old)} → {' + '.join(new)}"


def _is_for(record: Recommendation) -> bool:
    return bool(record.body) and record.stance == "recommends"


def _patients(records: Iterable[Evidence]) -> int:
    """Patients over independent studies: of each the largest group with results; a study's total is no group."""
    largest: dict[str, int] = {}
    for record in records:
        if isinstance(record, Study | Recommendation | Association):
            continue
        study = study_name(record)
        largest[study] = max(largest.get(study, 0), getattr(record, "n", None) or 0)
    return sum(largest.values())


def _dose(record: Dose) -> str:
    parts = (f"{record.dose} {record.unit}", record.per and f"per {record.per}", record.frequency, record.cycle)
    words = " ".join(str(part) for part in parts if part)
    return f"{words} ({record.condition})" if record.condition else words


def _sorted_set(values: Iterable[object]) -> tuple[object, ...]:
    return tuple(sorted(set(values), key=lambda v: (str(type(v)), v)))
