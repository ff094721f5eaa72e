"""Names of rows with the words behind a paper's own abbreviations: "TEF" is "tracheoesophageal fistula (TEF)"."""

from __future__ import annotations

from collections.abc import Mapping

from kg_builder.study import Paper, once

__all__ = ["spelled_out"]

_MOST = 4  # words of a name in which one may stand for others


def spelled_out(paper: Paper, name: str) -> str:
    """The name, an abbreviation behind its words where only this paper knows it and nothing else in the name is known."""
    shorts = _own(paper)
    if not shorts:
        return name
    if name in shorts:
        return f"{shorts[name]} ({name})"
    words = name.split(" ")
    if (
        len(words) > _MOST
        or shorts.keys().isdisjoint(words)
        or any(m.text not in shorts for m in paper.finder.find(name))
    ):
        return name
    return " ".join(f"{shorts[w]} ({w})" if w in shorts else w for w in words)


@once
def _own(paper: Paper) -> Mapping[str, str]:
    """The abbreviations of the paper that the vocabulary does not know, or knows for something else."""
    return {
        short: long
        for short, long in paper.abbreviations.items()
        if short.upper() == short and any(c.isalpha() for c in short) and not _known(paper, short)
    }


def _known(paper: Paper, short: str) -> bool:
    meant = {term for mention in paper.finder.find(short) for term in mention.terms}
    return any(term.components for term in meant) or not meant.isdisjoint(paper.lexicon.named(short))
