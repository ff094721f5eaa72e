"""Search over what the graph knows: regimens, drugs and procedures, biomarkers, papers; by the names that people use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property

from kg_builder import lineage
from kg_builder.errors import QueryError
from kg_builder.lexicon import NameKind, Term, fold
from kg_builder.linking import TREATMENTS
from kg_builder.web.addresses import factor_href, paper_href, regimen_href, treatment_href
from kg_builder.web.shelf import Shelf
from kg_builder.web.wording import count

__all__ = ["Group", "Hit", "Index"]

_LIKE = 0.72  # how alike a misspelt name must be
_LONGEST = 200  # characters of a question that are read


class Group(StrEnum):
    """What a hit is."""

    REGIMEN = "Regimens"
    TREATMENT = "Drugs, procedures and classes"
    FACTOR = "Biomarkers and other factors"
    PAPER = "Papers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something found: what it is called, what is known of it in a few words, where its page is."""

    group: Group
    name: str
    note: str
    href: str
    weight: int  # how much is known of it


@dataclass(frozen=True)
class Index:
    """Everything that can be searched for, by its names."""

    shelf: Shelf

    def find(self, text: str, most: int = 60) -> tuple[list[Hit], bool]:
        """What a text means, the best first; and whether that is a guess, for nothing has this name."""
        asked = fold(text[:_LONGEST])
        if not asked:
            return [], False
        ranked = [(score, hit) for hit, names in self.entries if (score := max(_score(asked, n) for n in names))]
        meant = self._meant(text[:_LONGEST])
        found = [hit for _, hit in sorted(ranked, key=lambda item: (-item[0], -item[1].weight, item[1].name))]
        found = list(dict.fromkeys([*meant, *found]))
        return (found[:most], False) if found else (self._alike(asked), True)

    def _meant(self, text: str) -> list[Hit]:
        """The regimen that a text describes: "T+A", "lenva with PD-1"."""
        graph = self.shelf.lineage
        try:
            key = lineage.find_regimen(graph, text, self.shelf.lexicon)
        except QueryError:
            return []
        return [self._regimen(key)]

    def _alike(self, asked: str) -> list[Hit]:
        """What is spelt nearly so."""
        matcher = SequenceMatcher(b=asked, autojunk=False)
        scored = [(max(_likeness(matcher, n) for n in names), hit) for hit, names in self.entries]
        near = sorted((s for s in scored if s[0] >= _LIKE), key=lambda item: (-item[0], -item[1].weight, item[1].name))
        return [hit for _, hit in near[:8]]

    @cached_property
    def entries(self) -> Sequence[tuple[Hit, tuple[str, ...]]]:
        """All there is, with the folded names of each."""
        return [*self._regimens(), *self._treatments(), *self._factors(), *self._papers()]

    def _regimens(self) -> Iterator[tuple[Hit, tuple[str, ...]]]:
        for key in self.shelf.lineage:
            hit = self._regimen(key)
            yield hit, (fold(hit.name), key)

    def _regimen(self, key: str) -> Hit:
        data = self.shelf.lineage.nodes[key]
        studies, patients = len(data["studies"]), data["patients"]
        note = count(studies, "study", "studies") + (f", {count(patients, 'patient')}" if patients else "")
        return Hit(group=Group.REGIMEN, name=data["label"], note=note, href=regimen_href(key), weight=studies)

    def _treatments(self) -> Iterator[tuple[Hit, tuple[str, ...]]]:
        used = sorted({k for n in self.shelf.lineage for k in self.shelf.lineage.nodes[n]["components"]})
        terms = {t.key: t for key in used for t in self._above(key)}
        for key in sorted({*used, *terms}):
            term = terms.get(key)
            inside = len(self.shelf.with_component(key))
            names = _names(term) if term else (fold(key),)
            name = term.label if term else key
            note = f"in {count(inside, 'regimen')}"
            yield (
                Hit(group=Group.TREATMENT, name=name, note=note, href=treatment_href(key), weight=inside),
                (fold(key), *names),
            )

    def _above(self, key: str) -> Iterator[Term]:
        """A treatment and the classes above it."""
        for name in (key, *getattr(self.shelf.vocabulary.treatment(key), "parents", ())):
            term = self.shelf.vocabulary.treatment(name)
            if term:
                yield term

    def _factors(self) -> Iterator[tuple[Hit, tuple[str, ...]]]:
        named = {t.key: t for t in self.shelf.lexicon.terms if t.category not in TREATMENTS}
        for key, records in sorted(self.shelf.factors.items()):
            term = named.get(key)
            name = term.label if term else key
            note = f"{count(len(records), 'statement')} in {count(len({r.doc for r in records}), 'paper')}"
            hit = Hit(group=Group.FACTOR, name=name, note=note, href=factor_href(key), weight=len(records))
            yield hit, (fold(key), *(_names(term) if term else ()))

    def _papers(self) -> Iterator[tuple[Hit, tuple[str, ...]]]:
        for doc, records in self.shelf.by_doc.items():
            title = self.shelf.title(doc)
            studies = {fold(str(s)) for r in records if (s := getattr(r, "study", None)) and s != "this"}
            note = f"{title} – {count(len(records), 'record')}" if title else count(len(records), "record")
            hit = Hit(group=Group.PAPER, name=doc, note=note, href=paper_href(doc), weight=len(records))
            yield hit, (fold(doc), fold(title), *sorted(studies))


def _names(term: Term) -> tuple[str, ...]:
    """All names of a term, as they are compared; damaged ones are searched too."""
    return tuple(dict.fromkeys(fold(n.text) for n in term.names if n.kind is not NameKind.HIDDEN or len(n.text) > 3))


def _score(asked: str, name: str) -> int:
    """How well a name answers.

    >>> [_score("tace", name) for name in ("tace", "tace + lenvatinib", "lenvatinib + tace", "lenvatinib")]
    [3, 2, 1, 0]
    """
    if name == asked:
        return 3
    if name.startswith(asked):
        return 2
    return int(all(word in name for word in asked.split()))


def _likeness(matcher: SequenceMatcher[str], name: str) -> float:
    matcher.set_seq1(name)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE else 0.0
