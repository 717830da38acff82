"""A trace as text: with colours for a terminal, with brackets for a pipe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.model import Span
from kg.trace import KINDS, Mark, Part, Trace, TracedFact, outer_marks, visible

if TYPE_CHECKING:
    from rich.console import RenderableType

STYLES = {
    "event": "bold bright_blue",
    "organization": "bright_red",
    "person": "bright_magenta",
    "post": "magenta",
    "place": "bright_green",
    "outcome": "bright_yellow",
    "date": "bright_cyan",
    "number": "cyan",
    "name": "underline",
}
"""How a kind of mention looks in a terminal."""


def _summary(trace: Trace) -> list[str]:
    document, left_out = trace.document, sum(bool(part.left_out) for part in trace.parts)
    title = f"{document.file_name}: {document.title or 'without a title'}"
    rules, sections = {fact.claim.rule for fact in trace.facts}, f"{len(trace.parts)} sections ({left_out} left out)"
    counts = f"{len(trace.facts)} facts by {len(rules)} rules, {sections}, {len(trace.doubts)} doubts"
    lines = [f"{title}, {document.published}" if document.published else title, counts]
    return [visible(" ".join(line.split())) for line in lines]


def _pieces(trace: Trace, part: Part) -> Iterator[tuple[str, Mark | None]]:
    """Yield the text of a section cut at its mentions, blank lines left out."""
    text, at = trace.document.text, part.section.span.start
    for mark in outer_marks(part.marks):
        yield _tidy(text, Span(at, max(at, mark.span.start))), None
        yield " ".join(visible(mark.span.of(text)).split()), mark
        at = mark.span.end
    yield _tidy(text, Span(at, max(at, part.section.span.end))), None


def _tidy(text: str, span: Span) -> str:
    return re.sub(r"[ \t]*\n\s*", "\n", visible(span.of(text)))


# ---------------------------------------------------------------- for a pipe


def write_text(trace: Trace) -> str:
    """Return the trace as plain text."""
    lines = _summary(trace)
    for part in trace.parts:
        lines += ["", f"## {part.heading}{f' · left out ({part.left_out})' if part.left_out else ''}"]
        text = "".join(f"[{mark.kind}: {piece}]" if mark else piece for piece, mark in _pieces(trace, part))
        lines += [f"   {line}".rstrip() for line in text.strip().split("\n")]
        lines += _fact_lines(part.facts)
    if trace.others:
        lines += ["", "## facts from outside the sections", *_fact_lines(trace.others)]
    if trace.doubts:
        lines += ["", "## doubts", *(f"   {visible(' '.join(doubt.split()))}" for doubt in trace.doubts)]
    return "\n".join(lines) + "\n"


def _fact_lines(facts: Sequence[TracedFact]) -> Iterator[str]:
    for fact in facts:
        yield "\t".join(("", *_cells(fact)))


def _cells(fact: TracedFact) -> tuple[str, ...]:
    return (visible(fact.subject), fact.predicate, visible(fact.object), fact.claim.rule, f"“{visible(fact.quote)}”")


# ---------------------------------------------------------------- for a terminal


def draw(trace: Trace) -> Iterator[RenderableType]:
    """Yield what a terminal shows."""
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    title, counts = _summary(trace)
    yield Text(title, "bold")
    yield Text(counts)
    yield Text("  ").join(Text(name, STYLES[kind]) for kind, name in KINDS.items())
    for part in trace.parts:
        yield Text()
        yield Rule(Text(part.heading), align="left", style="dim")
        if part.left_out:
            yield Text(f"left out: {part.left_out}", "bold yellow")
        text = Text(style="dim" if part.left_out else "")
        for piece, mark in _pieces(trace, part):
            text.append(piece, STYLES[mark.kind] if mark else None)
        text.rstrip()
        yield Padding(text, (0, 0, 0, 2))
        if part.facts:
            yield _table(part.facts)
    if trace.others:
        yield Text()
        yield Rule("facts from outside the sections", align="left", style="dim")
        yield _table(trace.others)
    yield Text()
    yield Rule("doubts", align="left", style="dim")
    for doubt in trace.doubts or ("none",):
        yield Text(f"  {visible(' '.join(doubt.split()))}")


def _table(facts: Sequence[TracedFact]) -> RenderableType:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="dim", expand=False)
    for column, style in (("subject", "bold"), ("predicate", "blue"), ("object", ""), ("rule", "green"), ("quote", "italic")):
        table.add_column(column, style=style, overflow="fold")
    for fact in facts:
        table.add_row(*(Text(cell) for cell in _cells(fact)))
    return Padding(table, (0, 0, 0, 4))
