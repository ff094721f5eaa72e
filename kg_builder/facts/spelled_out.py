"""Names of rows with the words behind a paper's own abbreviations: "TEF" is "tracheoesophageal fistula (TEF)"."""

from __future__ import annotations

from kg_builder.study import Paper

__all__ = ["spelled_out"]

_MOST = 4  # words of a name in which one may stand for others


def spelled_out(paper: Paper, name: str) -> str:
    """The name, an abbreviation behind its words where only this paper knows it and nothing else in the name is known."""
    words = [name] if name in paper.abbreviations else name.split(" ")
    if len(words) > _MOST or paper.abbreviations.keys().isdisjoint(words):
        return name
    shorts = {w for w in words if w in paper.abbreviations and w.upper() == w and not _known(paper, w)}
    if not shorts or (len(words) > 1 and any(m.text not in shorts for m in paper.finder.find(name))):
        return name
    return " ".join(f"{paper.abbreviations[w]} ({w})" if w in shorts else w for w in words)


def _known(paper: Paper, short: str) -> bool:
    """Whether the vocabulary knows the abbreviation, and for what the paper means by it."""
    meant = {term for mention in paper.finder.find(short) for term in mention.terms}
    return any(term.components for term in meant) or not meant.isdisjoint(paper.lexicon.named(short))
