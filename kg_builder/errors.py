"""Everything kg-builder raises on purpose.

    KgBuilderError
    ├── DocumentError (ValueError)      a paper that cannot be read
    ├── RecordError (ValueError)        an evidence record that breaks the contract
    ├── VocabularyError (ValueError)    an ontology file that cannot be used
    ├── QueryError (ValueError)         a question that cannot be asked
    ├── StoreError (RuntimeError)       a graph that is not there or cannot be written
    ├── ReasonerError (RuntimeError)    a reasoner that cannot run
    └── EndpointError (ConnectionError) a SPARQL server that does not answer as one

Each message says what is wrong, where (file, line:column) and what to do.
"""

from __future__ import annotations

__all__ = [
    "DocumentError",
    "EndpointError",
    "KgBuilderError",
    "QueryError",
    "ReasonerError",
    "RecordError",
    "StoreError",
    "VocabularyError",
]


class KgBuilderError(Exception):
    """Base of all errors that the program reports in words, without a traceback."""


class DocumentError(KgBuilderError, ValueError):
    """A paper that is missing, empty, broken or of an unknown format."""


class RecordError(KgBuilderError, ValueError):
    """A line of evidence that is not JSON or does not follow the record format."""


class VocabularyError(KgBuilderError, ValueError):
    """An ontology file that does not parse or says what the program cannot use."""


class QueryError(KgBuilderError, ValueError):
    """An unknown question or parameter, or a query that is not SPARQL."""


class StoreError(KgBuilderError, RuntimeError):
    """No graph at the given place, or one that cannot be written."""


class EndpointError(KgBuilderError, ConnectionError):
    """A SPARQL endpoint that is down, slow, refuses, or answers nonsense."""


class ReasonerError(KgBuilderError, RuntimeError):
    """A reasoner that cannot run."""
