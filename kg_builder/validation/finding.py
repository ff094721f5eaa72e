"""What a check finds wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from kg_builder.iris import PREFIXES

__all__ = ["Finding", "Severity", "failed", "short"]

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


class Severity(StrEnum):
    """How bad a finding is; a graph with an error fails."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong: by which check and rule, where, and in words a reader understands."""

    check: str
    rule: str
    severity: Severity
    subject: str
    message: str
    value: str = ""

    @property
    def order(self) -> tuple[int, str, str, str, str, str]:
        """The worst first, then by check, rule and place."""
        worst = list(Severity).index(self.severity)
        return worst, self.check, self.rule, self.message, self.subject, self.value


def failed(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def short(iri: str) -> str:
    """An IRI as people read it.

    >>> short("https://w3id.org/txo#Drug")
    'txo:Drug'
    """
    return next((f"{p}:{iri[len(n) :]}" for p, n in _LONGEST_FIRST if iri.startswith(n)), iri)
