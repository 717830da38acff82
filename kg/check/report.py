"""What the checks found: one result a check, and all of them as a report."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from typing import Literal as OneOf

if TYPE_CHECKING:
    from rich.table import Table

Outcome = OneOf["passed", "failed", "information", "skipped"]
_SIGNS: dict[Outcome, tuple[str, str]] = {
    "passed": ("ok", "green"),
    "failed": ("FAILED", "bold red"),
    "information": ("note", "yellow"),
    "skipped": ("skipped", "dim"),
}
_SHOWN = 20
_KEPT = 1000


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: what came of it in a line, and what it found; ``count`` counts all findings, of which the first are kept."""

    name: str
    outcome: Outcome
    summary: str
    findings: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All checks of one build.

    >>> report = CheckReport((CheckResult("quotes", "passed", "3 claims"),))
    >>> report.conforms
    True
    """

    results: tuple[CheckResult, ...]

    @property
    def conforms(self) -> bool:
        """Whether no check failed; information and skipped checks do not count."""
        return all(result.outcome != "failed" for result in self.results)

    def __getitem__(self, name: str) -> CheckResult:
        """Return the result of the check of that name."""
        return next(result for result in self.results if result.name == name)

    def to_table(self) -> Table:
        """Return the report as a table: a row a check, its findings below."""
        from rich.table import Table
        from rich.text import Text

        table = Table("check", "result", "what", title="The graph conforms" if self.conforms else "The graph does not conform")
        for result in self.results:
            sign, style = _SIGNS[result.outcome]
            table.add_row(Text(result.name), Text(sign, style), Text("\n".join(_lines_of(result)), overflow="fold"))
        return table

    def __str__(self) -> str:
        """Return the report as text, one check after the other."""
        lines = []
        for result in self.results:
            head, *findings = _lines_of(result)
            lines.append(f"{_SIGNS[result.outcome][0]:8} {result.name}: {head}")
            lines += [f"         {line}" for line in findings]
        lines.append("The graph conforms." if self.conforms else "The graph does not conform.")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Return the report as HTML for a notebook."""
        from rich.console import Console

        console = Console(record=True, width=140, file=io.StringIO())
        console.print(self.to_table())
        return console.export_html(inline_styles=True, code_format="<pre>{code}</pre>")


def make_result(name: str, findings: Iterable[str], passed: str, failed: str, outcome: Outcome = "failed") -> CheckResult:
    """Return a result that passes when there are no findings; ``{}`` in ``failed`` becomes their number.

    >>> make_result("arithmetic", ["3 + 4 is not 8"], "all add up", "{} do not add up").summary
    '1 do not add up'
    """
    found = iter(findings)
    kept = tuple(islice(found, _KEPT))
    count = len(kept) + sum(1 for _ in found)
    if not count:
        return CheckResult(name, "passed", passed)
    return CheckResult(name, outcome, failed.format(count), kept, count)


def _lines_of(result: CheckResult) -> list[str]:
    more = result.count - min(len(result.findings), _SHOWN)
    tail = [f"… and {more} more"] if more > 0 else []
    return [result.summary, *result.findings[:_SHOWN], *tail]
