"""A trace as one page that asks no network for anything: text on the left, facts on the right, each leading to the other.

Every text is escaped by the template; a Content-Security-Policy lets only the page's own style and script in.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from kg.model import Span
from kg.trace import KINDS, Mark, Part, Trace, visible


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters between two places where a mention or a quote begins or ends."""

    span: Span
    text: str
    kind: str
    title: str


def write_page(trace: Trace) -> str:
    """Return the page."""
    from jinja2 import Environment

    here = files("kg.trace")
    style, script = (here.joinpath(f"page.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    template = Environment(autoescape=True).from_string(here.joinpath("page.html").read_text(encoding="utf-8"))
    kinds = Counter(mark.kind for part in trace.parts for mark in part.marks)
    return template.render(
        trace=trace,
        document=trace.document,
        parts=list(_cut_document(trace)),
        kinds=[(kind, name, kinds[kind]) for kind, name in KINDS.items() if kinds[kind]],
        rules=sorted(Counter(fact.claim.rule for fact in trace.facts).items()),
        left_out=sum(bool(part.left_out) for part in trace.parts),
        visible=visible,
        policy=policy,
        style=style,
        script=script,
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _cut_document(trace: Trace) -> Iterator[tuple[Part | None, list[Piece]]]:
    """Yield the sections in pieces, and what stands between them (markup, labels) without a section."""
    text = trace.document.text
    quotes = [fact.claim.evidence.span for fact in trace.facts]
    at = 0
    for part in trace.parts:
        start, end = max(at, part.section.span.start), max(at, part.section.span.end)
        yield from _cut_between(text, Span(at, start), quotes)
        yield part, list(_cut(text, Span(start, end), quotes, part.marks))
        at = end
    yield from _cut_between(text, Span(at, len(text)), quotes)


def _cut_between(text: str, span: Span, quotes: list[Span]) -> Iterator[tuple[None, list[Piece]]]:
    words = span.of(text)
    if stripped := words.strip():
        start = span.start + len(words) - len(words.lstrip())
        yield None, list(_cut(text, Span(start, start + len(stripped)), quotes, ()))


def _cut(text: str, span: Span, quotes: list[Span], marks: tuple[Mark, ...]) -> Iterator[Piece]:
    """Yield the pieces of a stretch; one in several mentions is coloured by the longest and tells of all."""
    spans = [*quotes, *(mark.span for mark in marks)]
    cuts = sorted({span.start, span.end, *(at for one in spans for at in (one.start, one.end) if span.start < at < span.end)})
    waiting, covering = sorted(marks, key=lambda mark: -mark.span.start), []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].span.start <= start:
            covering.append(waiting.pop())
        covering = [mark for mark in covering if mark.span.end >= end]
        outer = max(covering, key=lambda mark: len(mark.span), default=None)
        title = "\n".join(dict.fromkeys(f"{mark.kind}: {mark.note}" if mark.note else mark.kind for mark in covering))
        yield Piece(Span(start, end), visible(text[start:end]), outer.kind if outer else "", visible(title))
