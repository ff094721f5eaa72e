"""Invented trial reports for the specification of the facts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg_builder.document import Document
from kg_builder.lexicon import Lexicon
from kg_builder.ontology import load_lexicon
from kg_builder.readers import read_bytes
from kg_builder.study import Paper, understand

ReportOf = Callable[..., Paper]

_METHODS = "Patients were assigned to the sorafenib group (n = 40) or the placebo group (n = 50)."


@pytest.fixture(scope="session")
def vocabulary() -> Lexicon:
    """The shipped vocabulary."""
    return load_lexicon()


@pytest.fixture(scope="session")
def report(vocabulary: Lexicon) -> ReportOf:
    """Make a trial report of a table (caption, rows of cells, notes) or of a sentence of its results."""

    def make(caption: str = "", rows: str = "", note: str = "", sentence: str = "", methods: str = _METHODS) -> Paper:
        table = f"TABLE 1 | {caption}\n\n{_tabbed(rows)}\n\n{note}\n" if rows else ""
        text = f"# A trial of sorafenib\n\n## Methods\n\n{methods}\n\n## Results\n\n{sentence or 'See the table.'}\n\n{table}"
        document: Document = read_bytes(text.encode("utf-8"), "invented")
        return understand(document, vocabulary)

    return make


def _tabbed(rows: str) -> str:
    """ "a | b" on a line is a row of two cells."""
    lines = [line.strip() for line in rows.strip().splitlines()]
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines)


PaperOf = Callable[..., Paper]

_REFERENCES = "\n".join(
    f"{number}. {author} A, Roe B. {title}. J Inv. 2020;{number}:1-9."
    for number, (author, title) in enumerate(
        (
            ("Poe", "An invented paper"),
            ("Quill", "An invented paper"),
            ("Rusk", "An invented paper"),
            ("Tarn", "An invented paper on lenvatinib"),
        ),
        1,
    )
)


@pytest.fixture(scope="session")
def review_of(vocabulary: Lexicon) -> PaperOf:
    """Make a review of lenvatinib of one paragraph, with references 1 Poe, 2 Quill, 3 Rusk, 4 Tarn (on lenvatinib)."""

    def make(*sentences: str, heading: str = "Markers") -> Paper:
        title = "# Lenvatinib for invented tumours: a review"
        text = f"{title}\n\n## {heading}\n\n{' '.join(sentences)}\n\n## References\n\n{_REFERENCES}\n"
        return understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)

    return make


@pytest.fixture(scope="session")
def case_of(vocabulary: Lexicon) -> PaperOf:
    """Make a case report of the given paragraphs."""

    def make(*paragraphs: str) -> Paper:
        body = "\n\n".join(paragraphs)
        text = f"# An invented tumour: a case report\n\n## Case Presentation\n\n{body}\n"
        return understand(read_bytes(text.encode("utf-8"), "invented"), vocabulary)

    return make
