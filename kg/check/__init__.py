"""Whether a build is sound: receipts, shapes, violation queries, consistency; and what disagrees or does not add up in it."""

from __future__ import annotations

from pathlib import Path

from kg.check.report import CheckReport, CheckResult
from kg.graph import open_store

__all__ = ["CheckReport", "CheckResult", "check_graph"]


def check_graph(build: Path) -> CheckReport:
    """Check the build in a folder and return what was found."""
    from kg.check.arithmetic import check_arithmetic
    from kg.check.conflicts import check_conflicts
    from kg.check.quotes import check_quotes
    from kg.check.reasoner import check_consistency
    from kg.check.shapes import check_shapes
    from kg.check.violations import check_violations

    store = open_store(build)
    return CheckReport(
        (
            check_quotes(store, build),
            *check_shapes(store, build),
            *check_violations(store),
            *check_consistency(store),
            check_conflicts(store),
            check_arithmetic(store, build),
        )
    )
