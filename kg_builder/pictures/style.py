"""How pictures look: sizes in inches, colours that colour-blind people can tell apart, a title, a source line at the foot.

Text is measured before it is placed, so that nothing overlaps; figures are saved without clock or chance.
"""

from __future__ import annotations

import html
import io
import textwrap
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from matplotlib import rc_context
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import TextToPath

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "COLOURS",
    "DARK",
    "ENDINGS",
    "FAINT",
    "GREY",
    "WHITE",
    "canvas",
    "colours_of",
    "finished",
    "fit",
    "height_of",
    "legible_on",
    "page",
    "render",
    "sources_line",
    "width_of",
]

# Okabe and Ito's palette, the strongest first; grey is for what has no colour of its own.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")
GREY, FAINT, DARK, WHITE = "#8A8A8A", "#DADADA", "#222222", "#FFFFFF"
TITLE, FOOT = 15, 8  # points
_MARGIN = 0.3  # inches
_LINE = 1.35  # heights of a line of text
_LIGHT = 0.55  # luminance above which black text is read better than white


def canvas(width: float, height: float, title: str, foot: str, note: str = "") -> tuple[Figure, Axes]:
    """A page with a title above, notes and a source line below, and axes in inches between, the origin at their top left."""
    heading = textwrap.wrap(title, max(20, int(width * 8.2)))
    below = [line for part in (note, foot) if part for line in textwrap.wrap(part, int(width * 15.5))]
    top = _MARGIN + len(heading) * height_of(TITLE)
    bottom = _MARGIN + len(below) * height_of(FOOT)
    total = height + top + bottom + 0.3
    figure = Figure(figsize=(width, total), facecolor=WHITE)
    for number, line in enumerate(heading):
        y = 1 - (_MARGIN + number * height_of(TITLE)) / total
        figure.text(_MARGIN / width, y, line, size=TITLE, weight="bold", color=DARK, va="top")
    for number, line in enumerate(reversed(below)):
        y = (_MARGIN * 0.6 + number * height_of(FOOT)) / total
        figure.text(_MARGIN / width, y, line, size=FOOT, color="#555555", va="bottom")
    axes = figure.add_axes((0, (bottom + 0.1) / total, 1, height / total))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return figure, axes


@cache
def width_of(text: str, size: float, weight: str = "normal") -> float:
    """How wide a text is, in inches.

    >>> width_of("mmm", 10) > width_of("iii", 10) > 0
    True
    """
    font = FontProperties(size=size, weight=weight)
    return float(TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]) / 72


def height_of(size: float) -> float:
    """How high a line of text is, with its space, in inches."""
    return size * _LINE / 72


def fit(text: str, width: float, size: float, lines: int = 2) -> list[str]:
    """The text in lines of a width in inches, cut with … if it takes more than so many.

    >>> fit("a short text", 9, 9)
    ['a short text']
    """
    done: list[str] = []
    for word in text.split():
        if done and width_of(f"{done[-1]} {word}", size) <= width:
            done[-1] += f" {word}"
        else:
            done.append(word)
    if len(done) > lines:
        done[lines - 1 :] = [done[lines - 1] + " …"]
    return [_cut(line, width, size) for line in done]


def _cut(line: str, width: float, size: float) -> str:
    if width_of(line, size) <= width:
        return line
    while line and width_of(line + "…", size) > width:
        line = line[:-1]
    return line.rstrip() + "…"


def colours_of(names: Iterable[str]) -> Mapping[str, str]:
    """A colour for each name in turn; grey when there are no more.

    >>> colours_of(["a", "b"])
    {'a': '#0072B2', 'b': '#D55E00'}
    """
    listed = list(dict.fromkeys(names))
    return {name: COLOURS[i] if i < len(COLOURS) else GREY for i, name in enumerate(listed)}


def legible_on(colour: str) -> str:
    """Black or white, whichever is read better on a colour.

    >>> legible_on("#F0E442"), legible_on("#0072B2")
    ('#222222', '#FFFFFF')
    """
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return DARK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _LIGHT else WHITE


def sources_line(sources: Iterable[str], most: int = 24) -> str:
    """The foot of a picture: where its values stand.

    >>> sources_line(["b", "[3], in a", "b"])
    'Source: a citing [3]; b. Values as printed there; drawn with kg-builder.'
    """
    papers: dict[str, list[str]] = {}
    for source in sorted(set(sources)):
        study, _, paper = source.rpartition(", in ")
        papers.setdefault(paper, []).extend([study] if study else [])
    told = [f"{paper} citing {_some(cited, most)}" if cited else paper for paper, cited in sorted(papers.items())]
    return f"Source: {'; '.join(told)}. Values as printed there; drawn with kg-builder."


def _some(items: list[str], most: int) -> str:
    more = f" and {len(items) - most} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more


def finished(figure: Figure) -> Figure:
    """The figure, its texts taken literally: papers have dollar signs, which are no formulas here."""
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_parse_math(False)
    return figure


def _svg(figure: Figure) -> bytes:
    out = io.BytesIO()
    with rc_context({"svg.hashsalt": "kg-builder", "svg.fonttype": "path"}):
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


def _png(figure: Figure) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=160, metadata={"Software": None})
    return out.getvalue()


def _html(figure: Figure) -> bytes:
    return page(" ".join(t.get_text() for t in figure.texts if t.get_fontweight() == "bold"), _svg(figure))


def page(title: str, svg: bytes) -> bytes:
    """A page of its own, with nothing to fetch, that shows a picture at the width of the window."""
    drawing = svg[svg.index(b"<svg") :].decode("utf-8")
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<style>body{margin:0;background:#fff}svg{display:block;margin:auto;max-width:100%;height:auto}</style>\n"
        f'<main role="img" aria-label="{html.escape(title, quote=True)}">\n{drawing}</main>\n</html>\n'
    ).encode()


ENDINGS: Mapping[str, Callable[[Figure], bytes]] = {".svg": _svg, ".png": _png, ".html": _html}


def render(figure: Figure, ending: str = ".svg") -> bytes:
    """A figure as the bytes of a file with this ending: the same figure, the same bytes.

    >>> figure, _ = canvas(4, 1, "a title", "a source")
    >>> render(figure) == render(figure), render(figure, ".png")[1:4]
    (True, b'PNG')
    """
    return ENDINGS[ending](figure)
