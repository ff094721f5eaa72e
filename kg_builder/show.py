"""The runs that show a graph to people: lineage in words or formats, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg_builder import lineage as lines
from kg_builder.errors import QueryError, StoreError
from kg_builder.ontology import load_lexicon

__all__ = ["draw", "lineage"]


def lineage(
    regimen: str | None,
    to: str | None = None,
    *,
    form: str = "text",
    where: Mapping[str, str | int | None] | None = None,
    graph: Path,
) -> bytes:
    """The lineage of a regimen, the way from it to another, or all of it, in words or a format of `lineage.FORMATS`.

    Raises:
        QueryError: a name is not known, or nothing is left of the graph.
        StoreError: there is no graph in the folder.
    """
    lexicon = load_lexicon()
    woven = lines.select(lines.load(graph, lexicon), where or {}, lexicon)
    if not woven:
        raise StoreError(f"{graph}: the graph has no regimens; build it from papers or records that name some")
    named = [lines.find_regimen(woven, name, lexicon) for name in (regimen, to) if name is not None]
    if form != "text":
        shown = lines.way(woven, *named) if len(named) == 2 else lines.family(woven, *named) if named else woven
        return lines.FORMATS[form](shown)
    told = (
        lines.tell_way(woven, *named) if len(named) == 2 else (lines.tell if named else lines.tell_all)(woven, *named)
    )
    return f"{told}\n".encode()


def draw(picture: str, settings: Mapping[str, str], *, ending: str = ".svg", graph: Path) -> bytes:
    """A picture of the graph in a folder, as the bytes of a file with this ending.

    Raises:
        QueryError: a setting is unknown or means nothing, or nothing is left to draw.
        StoreError: there is no graph in the folder.
    """
    from kg_builder import pictures

    drawn = pictures.PICTURES[picture]
    unknown = sorted(settings.keys() - drawn.settings.keys())
    if unknown:
        raise QueryError(f"{picture}: nothing is called {unknown[0]!r}; there are {', '.join(drawn.settings)}")
    material = pictures.Material(tuple(lines.records_of(graph)), load_lexicon())
    return pictures.render(drawn.draw(material, settings), ending)
