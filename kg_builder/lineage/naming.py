"""Which regimen of the graph a user means: "T+A", "atezo/bev", "Lenvatinib plus PD-1", in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg_builder.errors import QueryError
from kg_builder.lexicon import Category, Lexicon, Term, fold
from kg_builder.lineage.practice import part
from kg_builder.lineage.weaving import key_of
from kg_builder.linking import TREATMENTS, Vocabulary

if TYPE_CHECKING:
    from kg_builder.lineage.weaving import Lineage

__all__ = ["find_regimen", "nearest", "select"]

_JOINT = re.compile(
    r"\s*(?:[+,;&]|\b(?:plus|and|(?:combined|together)\s+with|with|followed\s+by)\b)\s*", re.IGNORECASE
)  # "TACE plus lenvatinib"
_CLOSE = re.compile(r"\s*[/-]\s*")  # "TACE-lenvatinib", "atezo/bev"
_FILLER = re.compile(r"^(?:the|an?|any)\s+|\s+(?:group|arm|therapy|treatment|combination|regimen)$", re.IGNORECASE)
_PATTERNS = ("{}", "anti-{}", "{} inhibitor", "{} antibody", "anti-{} antibody")  # how a class's name is cut short
_SETTINGS: Mapping[str, tuple[str, str]] = {
    "of_class": ("class", "classes"),
    "line": ("line", "lines"),
    "body": ("body", "bodies"),
    "year": ("year", "years"),
}
_SHORTEST = 3  # letters of a name's beginning that can stand for it: "bev"


def find_regimen(graph: Lineage, text: str, lexicon: Lexicon) -> str:
    """The key of the regimen that a text names.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph([("lenvatinib", "lenvatinib+tace", "adds")])
    >>> find_regimen(graph, "TACE with lenva", Lexicon(()))
    'lenvatinib+tace'

    Raises:
        QueryError: no regimen of the graph has these components; the message names the nearest.
    """
    plain = text.strip()
    if plain in graph:
        return plain
    finder = _Finder(graph, lexicon)
    try:
        keys = finder.components(plain)
    except QueryError:
        if labelled := _labelled(graph, plain):
            return labelled
        raise
    key = key_of(keys)
    if key in graph:
        return key
    near = nearest(graph, frozenset(keys), finder)
    hint = (
        f"the nearest: {'; '.join(graph.nodes[n].get('label', n) for n in near)}"
        if near
        else "nor one like it; kg-builder lineage alone shows what there is"
    )
    raise QueryError(f"{text!r}: the graph has no regimen of {' + '.join(sorted(keys))}; {hint}")


def _labelled(graph: Lineage, text: str) -> str | None:
    """The regimen that is shown under these words."""
    folded = fold(text)
    return next((node for node, data in graph.nodes(data=True) if fold(data.get("label", node)) == folded), None)


def select(graph: Lineage, where: Mapping[str, str | int | None], lexicon: Lexicon) -> Lineage:
    """The part of the graph that `practice.part` gives, by names that people use.

    Raises:
        QueryError: a class or a body is not known, or no regimen is left; the message says what there is.
    """
    settings: dict[str, Any] = {name: value for name, value in where.items() if value is not None}
    for name, category in (("of_class", Category.TREATMENT_CLASS), ("body", Category.BODY)):
        if name in settings:
            term = Vocabulary(lexicon).exactly(settings[name], (category,))
            settings[name] = term.key if term else settings[name]
    chosen = part(graph, **settings)
    if settings and not chosen:
        raise QueryError(f"no regimen is left: {', '.join(_choices(graph, name) for name in settings)}")
    return chosen


def _choices(graph: Lineage, setting: str) -> str:
    """What a setting can be."""
    noun, field = _SETTINGS[setting]
    found = sorted({value for _, data in graph.nodes(data=True) for value in data[field]})
    return f"{noun} can be {', '.join(map(str, found))}" if found else f"no regimen has a {noun}"


def nearest(graph: Lineage, keys: frozenset[str], finder: _Finder, top: int = 3) -> list[str]:
    """The regimens that share most components; a member of a class shares it in part."""

    def likeness(node: str) -> float:
        parts = frozenset(node.split("+"))
        alike = len(parts & keys) + 0.5 * sum(finder.are_kin(p, k) for p in parts - keys for k in keys - parts)
        return alike / len(parts | keys)

    ranked = sorted(((likeness(node), node) for node in graph), key=lambda item: (-item[0], item[1]))
    return [node for score, node in ranked[:top] if score > 0]


class _Finder:
    """Components by the names that people use."""

    def __init__(self, graph: Lineage, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.vocabulary = Vocabulary(lexicon)
        self.used = sorted({part for node in graph for part in node.split("+")})

    def components(self, text: str) -> set[str]:
        """The keys of the components that a text names, whole if it is a name, else part by part."""
        whole = self.named(text)
        if whole:
            return whole
        parts = [part for part in _JOINT.split(text) if part.strip()]
        if not parts:
            raise QueryError(f"{text!r} names no regimen; write it as: lenvatinib + tace")
        return {key for part in parts for key in self.part(part)}

    def part(self, text: str) -> set[str]:
        """The keys of one component, or of several joined closely."""
        for words in dict.fromkeys((text, _FILLER.sub("", text.strip()))):
            found = self.named(words) or self.begun(words)
            if found:
                return found
        pieces = [self.named(piece) or self.begun(piece) for piece in _CLOSE.split(text)]
        if len(pieces) > 1 and all(pieces):
            return set().union(*pieces)
        raise QueryError(self.unknown(text))

    def named(self, text: str) -> set[str]:
        """The keys of what has this name, or would have it if a usual word were added."""
        for pattern in _PATTERNS:
            words = pattern.format(text.strip())
            if fold(words) in self.used:
                return {fold(words)}
            term = self.vocabulary.exactly(words, TREATMENTS) or self.uncased(words)
            if term:
                return set(term.components or (term.key,))
        return set()

    def uncased(self, text: str) -> Term | None:
        """The first treatment that has this name, whatever the case."""
        return self.folded.get(fold(text))

    @cached_property
    def folded(self) -> dict[str, Term]:
        """Treatments by their names in lower case; of several with one name the first."""
        pairs = [(fold(n.text), t) for t in self.lexicon.of(*TREATMENTS) for n in t.names]
        return dict(reversed(pairs))

    def begun(self, text: str) -> set[str]:
        """The one component whose name begins so; those of the graph come first."""
        start = fold(text)
        if len(start) < _SHORTEST:
            return set()
        for keys in (self.used, (t.key for t in self.lexicon.of(*TREATMENTS) if not t.components)):
            found = [key for key in keys if key.startswith(start)]
            if len(found) == 1:
                return set(found)
        return set()

    def are_kin(self, one: str, other: str) -> bool:
        """Whether one is a class of the other."""
        return self.lexicon.is_a(one, other) or self.lexicon.is_a(other, one)

    def unknown(self, text: str) -> str:
        """What to say of a name that means nothing."""
        near = list(self.near(text))
        hint = f"did you mean {' or '.join(near)}?" if near else "neither the vocabulary nor the graph has such a name"
        return f"{text.strip()!r} is not known as a drug, procedure, class or regimen; {hint}"

    def near(self, text: str) -> Iterator[str]:
        """Keys of what is called nearly so, the likest first."""
        names = {name: term.key for name, term in self.folded.items()} | {key: key for key in self.used}
        found = get_close_matches(fold(text), names, n=6, cutoff=0.6)
        ranked = sorted(found, key=lambda name: -SequenceMatcher(None, fold(text), name).ratio())
        yield from list(dict.fromkeys(names[name] for name in ranked))[:3]
