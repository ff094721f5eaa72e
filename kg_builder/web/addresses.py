"""The addresses of pages: the path says which page, the query what was chosen, the part behind # which quote is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qs, quote, unquote, urlencode

__all__ = [
    "CLOSED",
    "Choices",
    "chosen",
    "compare_href",
    "factor_href",
    "first",
    "number",
    "opened",
    "paper_href",
    "quote_href",
    "regimen_href",
    "route",
    "search_href",
    "treatment_href",
    "with_choices",
]

Choices = Mapping[str, Sequence[str]]

CLOSED = "#-"  # no quote is open; the page stays where it is
_LONGEST = 4000  # characters of a query string that are read


def route(path: str | None) -> tuple[str, str]:
    """The page and the thing it shows.

    >>> route("/regimen/lenvatinib+tace"), route("/regimen/a%2Fb"), route(None)
    (('regimen', 'lenvatinib+tace'), ('regimen', 'a/b'), ('', ''))
    """
    page, _, thing = (path or "").strip("/").partition("/")
    return page, unquote(thing)


def chosen(query: str | None) -> dict[str, list[str]]:
    """What a query string chooses; nothing of it is trusted, what makes no sense is left out.

    >>> chosen("?r=a%2Bb&r=c&line=2&line=")
    {'r': ['a+b', 'c'], 'line': ['2']}
    """
    try:
        return parse_qs((query or "").lstrip("?")[:_LONGEST], max_num_fields=100)
    except ValueError:
        return {}


def first(choices: Choices, name: str) -> str:
    """The first value of a choice, or nothing.

    >>> first({"q": ["a", "b"]}, "q"), first({}, "q")
    ('a', '')
    """
    return next(iter(choices.get(name, ())), "")


def number(choices: Choices, name: str, default: int = 1) -> int:
    """A choice that is a small whole number.

    >>> number({"part": ["2"]}, "part"), number({"part": ["x"]}, "part")
    (2, 1)
    """
    text = first(choices, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def with_choices(path: str, choices: Mapping[str, Iterable[str] | str | int | None]) -> str:
    """A path with its choices, those without a value left out.

    >>> with_choices("/compare", {"r": ["a+b"], "line": None, "part": 2})
    '/compare?r=a%2Bb&part=2'
    """
    pairs = [(k, v if isinstance(v, (str, int)) else list(v)) for k, v in choices.items() if v not in (None, "", [])]
    query = urlencode(pairs, doseq=True)
    return f"{path}?{query}" if query else path


def regimen_href(key: str) -> str:
    """The page of a regimen.

    >>> regimen_href("anti-pd-1+tace")
    '/regimen/anti-pd-1+tace'
    """
    return f"/regimen/{quote(key, safe='+')}"


def treatment_href(key: str) -> str:
    """The page of a drug, a procedure or a class of them."""
    return f"/treatment/{quote(key, safe='')}"


def factor_href(key: str) -> str:
    """The page of a biomarker or another factor."""
    return f"/factor/{quote(key, safe='')}"


def paper_href(doc: str, **choices: str | int | None) -> str:
    """The page of a paper.

    >>> paper_href("lee-2025", kind="outcome")
    '/paper/lee-2025?kind=outcome'
    """
    return with_choices(f"/paper/{quote(doc, safe='')}", choices)


def compare_href(regimens: Iterable[str], **choices: str | int | None) -> str:
    """The comparison of regimens."""
    return with_choices("/compare", {"r": list(regimens), **choices})


def search_href(text: str) -> str:
    """The search for a text."""
    return with_choices("/search", {"q": text})


def quote_href(record: str) -> str:
    """What opens the quote of a record on the page that shows it."""
    return f"#{quote(record, safe=':')}"


def opened(fragment: str | None) -> str:
    """The record whose quote is open.

    Names of records have colons; what has none is a place on the page.

    >>> opened(quote_href("x:outcome:1f0c")), opened(CLOSED), opened("#lineage")
    ('x:outcome:1f0c', '', '')
    """
    text = unquote((fragment or "").lstrip("#"))
    return text if ":" in text else ""
