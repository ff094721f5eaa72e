"""How far each extraction rule can be trusted: its precision, measured on gold standards.

`calibration.tsv` beside this module says, for every rule, how many of its records were compared with a gold standard and
how many were right; `make calibrate` writes it anew. The confidence of a rule is what these numbers prove, not what they
promise: the lower end of the 95 % interval of its precision (Wilson). A rule with few cases is therefore never sure, nor
is one that no gold standard covers.

A record names its rule, so its confidence need not be repeated in it: reports and graphs look it up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import sqrt
from pathlib import Path

__all__ = ["FILE", "Confidence", "Measured", "as_table", "confidence", "measured", "measurement"]

FILE = Path(__file__).with_name("calibration.tsv")

_HEAD = ("rule", "records", "right", "exhaustive", "confidence")
_SURE = 1.96  # standard errors of a 95 % interval
_HIGH, _MEDIUM = 0.90, 0.70
_FEWEST = 10  # cases that prove anything


class Confidence(StrEnum):
    """How often a rule's records are right: `high` nine times in ten or more, `medium` seven, else, or unknown, `low`."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, order=True)
class Measured:
    """A rule's records that were compared with gold standards, and those that were right.

    Where the gold is not exhaustive, a record that it does not have may still be right: `right` is then a lower bound.
    """

    rule: str
    records: int
    right: int
    exhaustive: bool = True

    @property
    def precision(self) -> float | None:
        """The share of right records; None when there is none.

        >>> Measured("x", 50, 49).precision, Measured("x", 0, 0).precision
        (0.98, None)
        """
        return self.right / self.records if self.records else None

    @property
    def proven(self) -> float:
        """The lower end of the precision's 95 % interval (Wilson).

        >>> round(Measured("x", 50, 49).proven, 3), round(Measured("x", 5, 5).proven, 3), Measured("x", 0, 0).proven
        (0.895, 0.566, 0.0)
        """
        if not self.records:
            return 0.0
        share, n, z = self.right / self.records, self.records, _SURE
        middle = share + z * z / (2 * n)
        spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return max(0.0, (middle - spread) / (1 + z * z / n))

    @property
    def confidence(self) -> Confidence:
        """What the numbers prove.

        >>> [str(Measured("x", *counted).confidence) for counted in ((200, 196), (50, 45), (4, 4), (90, 40))]
        ['high', 'medium', 'low', 'low']
        """
        if self.records < _FEWEST or self.proven < _MEDIUM:
            return Confidence.LOW
        return Confidence.HIGH if self.proven >= _HIGH else Confidence.MEDIUM


@cache
def measured() -> Mapping[str, Measured]:
    """Every rule's measurement, as shipped."""
    lines = FILE.read_text("utf-8").splitlines()[1:]
    fields = (line.split("\t") for line in lines if line)
    return {f[0]: Measured(f[0], int(f[1]), int(f[2]), f[3] == "yes") for f in fields}


def measurement(rule: str) -> Measured:
    """A rule's measurement; one that has none of its own has that of the longest rule that its name begins with.

    >>> measurement("table-outcome-of-a-new-kind").rule, measurement("no-such-rule").records
    ('table-outcome', 0)
    """
    known = measured()
    name = rule
    while name not in known and "-" in name:
        name = name.rpartition("-")[0]
    return known.get(name, Measured(rule, 0, 0))


def confidence(rule: str) -> Confidence:
    """How far the records of a rule can be trusted; `low` for a rule that was never measured.

    >>> str(confidence("no-such-rule"))
    'low'
    """
    return measurement(rule).confidence


def as_table(rules: Iterable[Measured]) -> str:
    r"""The file's content for these measurements.

    >>> as_table([Measured("table-x", 200, 196)])
    'rule\trecords\tright\texhaustive\tconfidence\ntable-x\t200\t196\tyes\thigh\n'
    """
    rows = [
        (m.rule, str(m.records), str(m.right), "yes" if m.exhaustive else "no", str(m.confidence))
        for m in sorted(rules)
    ]
    return "".join("\t".join(row) + "\n" for row in (_HEAD, *rows))
