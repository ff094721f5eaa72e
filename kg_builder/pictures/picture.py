"""What every picture is given, and what it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg_builder.errors import QueryError
from kg_builder.evidence import Evidence
from kg_builder.iris import trial_name
from kg_builder.lexicon import Category, Lexicon, Term, fold
from kg_builder.lineage import Lineage, weave
from kg_builder.linking import Vocabulary, short_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Material", "Picture", "Settings", "chosen_number", "first_of"]

Settings = Mapping[str, str]


@dataclass(frozen=True)
class Material:
    """The records to draw, and the vocabulary that tells what they mean."""

    records: Sequence[Evidence]
    lexicon: Lexicon

    def __post_init__(self) -> None:
        """Put the records in an order of their own, so that pictures do not depend on the one they came in."""
        object.__setattr__(self, "records", tuple(sorted(self.records, key=lambda r: (r.doc, r.id))))

    @cached_property
    def lineage(self) -> Lineage:
        """The graph of the regimens."""
        return weave(self.records, self.lexicon)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What words name."""
        return Vocabulary(self.lexicon)

    def regimen(self, components: Sequence[str]) -> str:
        """A regimen as people call it.

        >>> Material((), Lexicon(())).regimen(["tace", "lenvatinib"])
        'lenvatinib + tace'
        """
        terms = ((key, self.vocabulary.treatment(key)) for key in sorted(components))
        return " + ".join(short_name(term) if term else key for key, term in terms)

    def source(self, record: Evidence) -> str:
        """Where a record stands, as short as a picture can have it: the study that is cited, and the paper."""
        study = getattr(record, "study", None) or "this"
        return record.doc if study == "this" else f"{trial_name(study) or study}, in {record.doc}"

    def key(self, text: str, *categories: Category) -> str:
        """The key of what a user names.

        Raises:
            QueryError: the vocabulary has no such name.
        """
        term = self.term(text, *categories)
        if term is None:
            raise QueryError(f"{text!r} is not known as {' or '.join(c.replace('_', ' ') for c in categories)}")
        return term.key

    def term(self, text: str, *categories: Category) -> Term | None:
        """What a user names, whatever the case."""
        exact = self.vocabulary.exactly(text, categories)
        folded = fold(text)
        return exact or next((t for t in self.lexicon.of(*categories) if fold(t.key) == folded), None)

    def named(self, key: str, *categories: Category) -> str:
        """A term's name with its key: overall survival (OS)."""
        term = self.term(key, *categories)
        return f"{term.label} ({key})" if term and fold(term.label) != fold(key) else key

    def modality(self, key: str) -> str:
        """The widest class of a component that still says something: targeted therapy, immunotherapy …"""
        term = self.vocabulary.treatment(key)
        held = (self.lexicon.get(Category.TREATMENT_CLASS, k) for k in (key, *(term.parents if term else ())))
        wide = [c for c in held if c and c.parents]
        return min(wide, key=lambda c: (len(c.parents), c.key)).label if wide else "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: its name, what it shows, what can be set, and how it is drawn."""

    name: str
    shows: str
    settings: Mapping[str, str]
    draw: Callable[[Material, Settings], Figure]


def first_of(found: Sequence[str], wanted: str | None, what: str) -> str:
    """What is wanted, if it is there; else the first that there is.

    >>> first_of(["a", "b"], None, "paper"), first_of(["a", "b"], "b", "paper")
    ('a', 'b')

    Raises:
        QueryError: there is none, or not the one that is wanted; the message says what there is.
    """
    if not found:
        raise QueryError(f"nothing to draw: no {what} of the graph has such records")
    if wanted is not None and wanted not in found:
        raise QueryError(f"no {what} {wanted!r} has such records; there are: {', '.join(sorted(found)[:12])}")
    return wanted or found[0]


def chosen_number(settings: Settings, name: str, default: int | None = None) -> int | None:
    """A setting that is a whole number.

    >>> chosen_number({"line": "2"}, "line"), chosen_number({}, "most", 30)
    (2, 30)

    Raises:
        QueryError: it is none.
    """
    text = settings.get(name)
    if text is None:
        return default
    if not text.isdecimal():
        raise QueryError(f"{name}: {text!r} is not a whole number")
    return int(text)
