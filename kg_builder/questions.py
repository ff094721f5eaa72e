"""Questions with a name: the SPARQL files of `queries/`, their parameters, and what users mean by a parameter's value.

The head comment of a file is its documentation: the first line is the title, then comes what it answers, then a line for
each parameter and one example:

    # What was tried after failure of a treatment
    #
    # Every treatment that patients received after the given one …
    #
    # parameter regimen (regimen, required): the treatment that failed
    # parameter line (integer, default 2): the line of therapy
    #
    # example: kg-builder query after-failure --set regimen=lenvatinib

A parameter is the query's variable of that name; its value is an RDF term of its type (`TYPES`), to be bound and never
pasted. One that is neither given nor has a default stays free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg_builder.errors import QueryError
from kg_builder.iris import agent_iri, ident, iri, literal, regimen_iri
from kg_builder.lexicon import Category, Lexicon, Term, fold
from kg_builder.linking import LINKS, TREATMENTS
from kg_builder.resources import query_files
from kg_builder.sparql import Value

__all__ = ["TYPES", "Parameter", "Question", "all_questions", "find_question", "read_question", "resolve", "values_of"]

_PARAMETER = re.compile(
    r"""
    parameter \s+ (?P<name> \w+ ) \s*
    \( (?P<type> \w+ ) (?: , \s* (?: (?P<required> required ) | default \s+ (?P<default> [^()]+ ) ) )? \) \s*
    : \s* (?P<text> .+ )
    """,
    re.VERBOSE,
)  # "parameter a (class, default tki): one class of component"
_AND = re.compile(
    r"\s*(?:\+|,|;|&|\bplus\b|\band\b|\b(?:combined )?with\b)\s*", re.IGNORECASE
)  # "TACE plus lenvatinib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """Something a question leaves to be set."""

    name: str
    type: str
    text: str
    required: bool = False
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A query with its documentation."""

    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    example: str
    query: str


def all_questions(files: Iterable[Path] | None = None) -> dict[str, Question]:
    """The questions of these files (by default those that ship), by name.

    >>> all_questions()["after-failure"].title
    'What was tried after failure of a treatment'
    """
    return {file.stem: read_question(file) for file in (query_files() if files is None else files)}


def find_question(name: str) -> Question:
    """The question of this name.

    Raises:
        QueryError: there is none; the message names the nearest.
    """
    files = {file.stem: file for file in query_files()}
    if name in files:
        return read_question(files[name])
    near = get_close_matches(name, files, n=3, cutoff=0.4) or sorted(files)
    raise QueryError(f"no question is called {name!r}; there are: {', '.join(near)} (query --list shows all)")


def read_question(file: Path) -> Question:
    """A question from its file.

    Raises:
        QueryError: the file cannot be read, or its head comment breaks the form (the line is named).
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise QueryError(f"{file}: {getattr(fault, 'strerror', None) or fault}") from fault
    head = list(_head(text))
    plain = [words for _, words in head if not words.startswith(("parameter ", "example:"))]
    return Question(
        name=file.stem,
        title=plain[0] if plain else file.stem,
        answers=" ".join(" ".join(plain[1:]).split()),
        parameters=tuple(_parameter(file, line, words) for line, words in head if words.startswith("parameter ")),
        example=next((words.partition(":")[2].strip() for _, words in head if words.startswith("example:")), ""),
        query=text,
    )


def _head(text: str) -> Iterator[tuple[int, str]]:
    """The lines of the comment at the head, numbered."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            return
        yield number, line.removeprefix("#").strip()


def _parameter(file: Path, line: int, words: str) -> Parameter:
    match = _PARAMETER.fullmatch(words)
    if match is None:
        raise QueryError(f"{file}:{line}: write a parameter as '# parameter NAME (TYPE, required|default VALUE): TEXT'")
    if match["type"] not in TYPES:
        raise QueryError(f"{file}:{line}: no parameter type is called {match['type']!r}; there are: {', '.join(TYPES)}")
    return Parameter(
        name=match["name"],
        type=match["type"],
        text=match["text"],
        required=match["required"] is not None,
        default=match["default"] and match["default"].strip(),
    )


def values_of(question: Question, settings: Mapping[str, str], lexicon: Lexicon) -> dict[str, Value]:
    """The RDF terms to bind, from what the user set and the defaults.

    Raises:
        QueryError: a setting is not a parameter of the question, a required one is missing, or a value means nothing.
    """
    known = [p.name for p in question.parameters]
    unknown = [name for name in settings if name not in known]
    if unknown:
        has = f"it has: {', '.join(known)}" if known else "it has none"
        raise QueryError(f"{question.name}: no parameter is called {unknown[0]!r}; {has}")
    values = {}
    for parameter in question.parameters:
        setting = settings.get(parameter.name, parameter.default)
        if setting is not None:
            values[parameter.name] = resolve(
                parameter.type, setting, lexicon, where=f"{question.name}: {parameter.name}"
            )
        elif parameter.required:
            raise QueryError(f"{question.name}: set {parameter.name} ({parameter.text}); example: {question.example}")
    return values


def resolve(kind: str, text: str, lexicon: Lexicon, *, where: str = "value") -> Value:
    """The RDF term that a user means by a text, by the type of the parameter.

    >>> resolve("integer", "3", Lexicon(())).value, resolve("regimen", "x with b", Lexicon(())).value
    ('3', 'https://w3id.org/txo/kg/regimen/b+x')

    Raises:
        QueryError: the text means nothing of that type; the message begins with `where` and names the nearest.
    """
    try:
        return TYPES[kind](text.strip(), lexicon)
    except QueryError as fault:
        raise QueryError(f"{where}: {fault}") from fault


def _regimen(text: str, lexicon: Lexicon) -> Value:
    whole = _known(text, lexicon, TREATMENTS)
    parts = [text] if whole else [part for part in _AND.split(text) if part]
    return regimen_iri(key for part in parts for key in _components(part, lexicon))


def _components(part: str, lexicon: Lexicon) -> list[str]:
    """The keys of a part: one treatment, or several joined by hyphens, all of them known ("TACE-lenvatinib")."""
    pieces = [_known(piece, lexicon, TREATMENTS) for piece in part.split("-")]
    if _known(part, lexicon, TREATMENTS) is None and len(pieces) > 1 and all(pieces):
        return [piece.key for piece in pieces if piece]
    return [_treatment_key(part, lexicon)]


def _treatment_key(text: str, lexicon: Lexicon) -> str:
    """The key of a treatment; one that the vocabulary does not know keeps its name, unless it looks like a slip."""
    term = _known(text, lexicon, TREATMENTS)
    if term is None and _near(text, lexicon, TREATMENTS, cutoff=0.75):
        return _term(text, lexicon, TREATMENTS).key
    return term.key if term else text


def _drug(text: str, lexicon: Lexicon) -> Value:
    key = _treatment_key(text, lexicon)
    term = _known(key, lexicon, TREATMENTS)
    return ox.NamedNode(term.iri) if term and term.category is not Category.TREATMENT_CLASS else agent_iri(key)


def _of(*categories: Category) -> Callable[[str, Lexicon], Value]:
    return lambda text, lexicon: ox.NamedNode(_term(text, lexicon, categories).iri)


def _paper(text: str, _: Lexicon) -> Value:
    return iri("paper", ident(text))


def _text(text: str, _: Lexicon) -> Value:
    return ox.Literal(text)


def _integer(text: str, _: Lexicon) -> Value:
    if not re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        raise QueryError(f"{text!r} is not a whole number")
    return literal(int(text))


def _decimal(text: str, _: Lexicon) -> Value:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise QueryError(f"{text!r} is not a number")
    return literal(number)


TYPES: Mapping[str, Callable[[str, Lexicon], Value]] = {
    "regimen": _regimen,
    "drug": _drug,
    "class": _of(Category.TREATMENT_CLASS),
    "endpoint": _of(*LINKS["endpoint"]),
    "biomarker": _of(*LINKS["factor"]),
    "body": _of(*LINKS["body"]),
    "paper": _paper,
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
}


def _term(text: str, lexicon: Lexicon, categories: Sequence[Category]) -> Term:
    """The one term that a text names."""
    term = _known(text, lexicon, categories)
    if term is not None:
        return term
    near = _near(text, lexicon, categories)
    hint = f"did you mean {' or '.join(near)}?" if near else "the vocabulary has no such name"
    raise QueryError(f"{text!r} is not known; {hint}")


def _known(text: str, lexicon: Lexicon, categories: Sequence[Category]) -> Term | None:
    """The term that has this key or name, whatever the case; the first one of the ontology where several do."""
    for category in categories:
        if term := lexicon.get(category, text) or lexicon.get(category, fold(text)):
            return term
    named = lexicon.named(text, *categories)
    if named:
        return named[0]
    folded = fold(text)
    return next((t for t in lexicon.of(*categories) if any(fold(n.text) == folded for n in t.names)), None)


def _near(text: str, lexicon: Lexicon, categories: Sequence[Category], cutoff: float = 0.6) -> list[str]:
    names = {fold(n.text): t.key for t in lexicon.of(*categories) for n in t.names}
    return list(dict.fromkeys(names[found] for found in get_close_matches(fold(text), names, n=3, cutoff=cutoff)))
