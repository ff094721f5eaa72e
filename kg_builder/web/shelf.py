"""Everything the pages show, looked up by what they ask for: the records of a build, woven into regimens, arms, studies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg_builder import lineage, store
from kg_builder.document import Document
from kg_builder.evidence import Evidence, Record, Study, read_records
from kg_builder.evidence import Sequence as Step
from kg_builder.iris import arm_iri, regimen_iri
from kg_builder.lexicon import Lexicon
from kg_builder.lineage.weaving import RECORDS, study_name
from kg_builder.linking import TREATMENTS, Vocabulary
from kg_builder.ontology import load_lexicon

__all__ = ["Because", "Shelf", "open_shelf"]

T = TypeVar("T")

_WHY = """
SELECT DISTINCT ?class ?definition ?why WHERE {
  ?axiom a owl:Axiom ; owl:annotatedSource ?regimen ; owl:annotatedProperty rdf:type ;
    owl:annotatedTarget ?kind ; rdfs:comment ?why .
  ?kind rdfs:label ?class .
  OPTIONAL { ?kind skos:definition ?definition }
} ORDER BY ?class ?why
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """A class of a regimen: what it is by definition, and what makes the regimen one."""

    name: str
    definition: str
    why: str


@dataclass(frozen=True)
class Shelf:
    """The records of one graph and all that pages look up in them.

    `papers` are the texts that are at hand; `warnings` say of a record (by its id) why its number is doubtful.
    """

    records: Sequence[Record]
    lexicon: Lexicon
    graph: ox.Store
    papers: Mapping[str, Document] = field(default_factory=dict)
    warnings: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What words name."""
        return Vocabulary(self.lexicon)

    @cached_property
    def lineage(self) -> lineage.Lineage:
        """How the regimens descend from one another."""
        return lineage.weave(self.records, self.lexicon)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """Records by their ids."""
        return {record.id: record for record in self.records}

    @cached_property
    def by_doc(self) -> Mapping[str, Sequence[Record]]:
        """Records by paper, in the order of the text."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in sorted(self.records, key=lambda r: (r.doc, r.span.start, r.span.end, r.id)):
            found[record.doc].append(record)
        return found

    # Regimens and arms

    def label(self, regimen: str) -> str:
        """What a regimen is called."""
        return str(self.lineage.nodes[regimen]["label"]) if regimen in self.lineage else regimen

    def treatment_label(self, key: str) -> str:
        """What a drug, a procedure or a class is called."""
        term = self.vocabulary.treatment(key)
        return term.label if term else key

    @cached_property
    def _regimen_of(self) -> Mapping[str, str]:
        """The regimen that a record names itself."""
        return {
            source.record: node
            for node, data in self.lineage.nodes(data=True)
            for source in data["sources"]
            if not isinstance(self.by_id[source.record], Step)
        }

    @cached_property
    def _arms(self) -> Mapping[str, Sequence[Record]]:
        """The records that speak of the whole of an arm."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.records:
            if getattr(record, "arm", None) and not getattr(record, "subgroup", None):
                found[_arm_of(record)].append(record)
        return found

    def arm(self, record: Evidence) -> Sequence[Record]:
        """The records that speak of the same arm as a whole."""
        return self._arms.get(_arm_of(record), ()) if getattr(record, "arm", None) else ()

    def regimen(self, record: Evidence) -> str | None:
        """The regimen of a record: its own, else that of its arm."""
        own = self._regimen_of.get(record.id)
        return own or _agreed(self._regimen_of.get(member.id) for member in self.arm(record))

    def line(self, record: Evidence) -> int | None:
        """The line of therapy of a record: its own, else that of its arm."""
        own: int | None = getattr(record, "line", None)
        return own if own is not None else _agreed(getattr(m, "line", None) for m in self.arm(record))

    @cached_property
    def _by_regimen(self) -> Mapping[str, Sequence[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for members in self.by_doc.values():
            for record in members:
                regimen = self.regimen(record)
                if regimen is not None:
                    found[regimen].append(record)
        return found

    def about(self, regimen: str, kind: str) -> list[Record]:
        """The records of one kind that speak of a regimen."""
        return [r for r in self._by_regimen.get(regimen, ()) if r.kind == kind]

    @cached_property
    def reported(self) -> Counter[str]:
        """How often each endpoint is reported: what everybody reports, readers look for first."""
        return Counter(str(getattr(r, "endpoint", "")) for r in self.records if r.kind == "outcome")

    def why(self, regimen: str) -> list[Because]:
        """The classes that the reasoner found for a regimen, and why."""
        node = regimen_iri(regimen.split("+"))
        rows = store.ask(self.graph, _WHY, {"regimen": node}, where="classes of a regimen")
        assert isinstance(rows, ox.QuerySolutions)  # noqa: S101 - a SELECT
        said = [Because(name=_text(r["class"]), definition=_text(r["definition"]), why=_text(r["why"])) for r in rows]
        return sorted(said, key=lambda b: b.name)

    def doses(self, key: str) -> list[Record]:
        """The doses at which a drug was given."""
        return [r for r in self.records if r.kind == "dose" and self._treatment_key(getattr(r, "drug", "")) == key]

    def _treatment_key(self, name: str) -> str:
        term = self.vocabulary.treatment(name)
        return term.key if term else name

    def with_component(self, key: str) -> list[str]:
        """The regimens that have a component or, for a class, a member of it."""
        is_in = self.lexicon.is_a
        return [
            node for node, data in self.lineage.nodes(data=True) if any(is_in(part, key) for part in data["components"])
        ]

    # Studies

    @cached_property
    def _studies(self) -> Mapping[tuple[str, str], Sequence[Study]]:
        found: dict[tuple[str, str], list[Study]] = defaultdict(list)
        for record in self.records:
            if isinstance(record, Study):
                found[record.doc, study_name(record)].append(record)
        return found

    def study(self, record: Evidence) -> Sequence[Study]:
        """The descriptions of a record's study in its paper."""
        return self._studies.get((record.doc, study_name(record)), ())

    def design(self, record: Evidence) -> str:
        """The design of a record's study, as far as its paper states it."""
        return "; ".join(dict.fromkeys(s.design for s in self.study(record) if s.design))

    # Patients

    def patients(self, record: Evidence) -> list[Record]:
        """What is known of the patients of a record at the start: of its arm, else of all patients of its study."""
        own = [m for m in self.arm(record) if m.kind == "baseline"]
        if own or getattr(record, "study", None) != "this":
            return own
        return [r for r in self.by_doc[record.doc] if r.kind == "baseline" and r.id in self._whole_studies]

    @cached_property
    def _whole_studies(self) -> frozenset[str]:
        """The baseline records that describe all patients of a paper: its largest group, which is not that of one regimen."""
        found: set[str] = set()
        for members in self.by_doc.values():
            baseline = [r for r in members if r.kind == "baseline" and self.regimen(r) is None]
            size = max((getattr(r, "n", None) or 0 for r in baseline), default=0)
            found.update(r.id for r in baseline if (getattr(r, "n", None) or 0) == size)
        return frozenset(found)

    def levels(self, record: Evidence, characteristic: str) -> dict[str, Record]:
        """How the patients of a record divide into the levels of a characteristic, as printed."""
        return {
            str(getattr(r, "level", None)): r
            for r in self.patients(record)
            if getattr(r, "level", None) and characteristic in self._characteristics(r)
        }

    def _characteristics(self, record: Evidence) -> list[str]:
        words = str(getattr(record, "characteristic", ""))
        return [term.key for term in self.vocabulary.terms("characteristic", words)]

    # Factors

    @cached_property
    def factors(self) -> Mapping[str, Sequence[Record]]:
        """The records that speak of each biomarker or other factor, by its key; unknown ones by their words."""
        found: dict[str, dict[str, Record]] = defaultdict(dict)
        for record in self.records:
            words = getattr(record, "factor", None)
            if words and record.kind in ("association", "effect"):
                terms = [t for t in self.vocabulary.terms("factor", words) if t.category not in TREATMENTS]
                for key in [t.key for t in terms] or [words]:
                    found[key][record.id] = record
        return {key: list(members.values()) for key, members in found.items()}

    def title(self, doc: str) -> str:
        """A paper's title, if its text is at hand."""
        paper = self.papers.get(doc)
        titles = [" ".join(paper[b.span].split()) for b in paper.blocks if b.kind == "title"] if paper else []
        return next(iter(titles), "").lstrip("# ").strip("*")


def open_shelf(
    directory: Path, papers: Iterable[Document] = (), warnings: Mapping[str, Sequence[str]] | None = None
) -> Shelf:
    """The graph that `build` wrote into `directory`, with the texts that are at hand.

    Raises:
        StoreError: there is none, or it is damaged.
        RecordError: its records are damaged.
    """
    graph = store.open_store(directory)
    records = tuple(r if r.id else r.identified() for r in read_records(directory / RECORDS))
    texts = {paper.id: paper for paper in papers}
    return Shelf(records, load_lexicon(), graph, texts, warnings or {})


def _arm_of(record: Evidence) -> str:
    study = getattr(record, "study", None) or "this"
    return arm_iri(record.doc, study, str(getattr(record, "arm", ""))).value


def _agreed(values: Iterable[T | None]) -> T | None:
    """What most say; None when nobody says anything or two answers tie."""
    ranked = Counter(v for v in values if v is not None).most_common(2)
    tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not tied else None


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
