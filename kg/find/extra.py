"""Names from beyond the rules: those of a user's own table, and those that a trained model finds.

A name of the user's table is certain: it takes the place of what the rules saw there, unless it is only a part of a longer
name of a known kind ("Nordvik Days" in "Nordvik Days Declaration"). A name of a model stands where no rule found anything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import regex as re

from kg.find.events import EventMention
from kg.find.lexicon import Head, Hit, Lexicon, PlaceValue
from kg.find.names import Name, Token, _tokens, classify, make_name
from kg.find.people import PersonMention
from kg.model import Span

Model = Callable[[str], list[tuple[int, int, str]]]
OWN_KINDS = frozenset({"organization", "venue", "event", "person"})
"""The kinds of a user's table that are no places on a map."""
LABELS = {
    **{"ORG": "organization", "PERSON": "person", "PER": "person", "EVENT": "event", "FAC": "venue"},
    **{"GPE": "city", "LOC": "city"},
}
"""What the labels of spaCy's pipelines stand for; others are left."""
_NAMED_KINDS = frozenset({"organization", "venue", "event", "agreement", "initiative", "publication", "item"})
_JOINS = frozenset({"and", "&", "in", "at", "to", "y", "e", "et", "und", "–", "—", "-"})
_AROUND = re.compile(r"^(?:[Tt]he\s+|[\s“”\"‘’(]+)+|(?:[’']s|[\s“”\"‘’),.;:])+$")


@dataclass(frozen=True, slots=True)
class Extra:
    """A name at a place in a text: ``main`` is the name that the user's table gives the thing; ``own`` is whether it does."""

    span: Span
    kind: str
    main: str
    own: bool


def _without_article(text: str, span: Span) -> Span:
    return Span(span.start + 4, span.end) if text[span.start : span.start + 4] in ("the ", "The ", "the\n", "The\n") else span


def split_own(text: str, places: Sequence[Hit]) -> tuple[list[Hit], list[Extra]]:
    """Part the hits that are places from the user's organizations, venues, events and persons."""
    extras = [Extra(_without_article(text, h.span), h.value.kind, h.value.key, True) for h in places if h.value.kind in OWN_KINDS]
    return [h for h in places if h.value.kind not in OWN_KINDS], extras


def run_model(plain: str, model: Model) -> list[Extra]:
    """Return what a model names in a text: only what stands there, in order, without the marks around it."""
    found = []
    for start, end, label in model(plain):
        kind = LABELS.get(label)
        if kind is None or not 0 <= start < end <= len(plain):
            continue
        words = plain[start:end]
        around = {bool(m.start()): m for m in _AROUND.finditer(words)}
        start, end = (
            start + (around[False].end() if False in around else 0),
            end - (len(around[True].group()) if True in around else 0),
        )
        if end - start > 1 and not re.search(r"\n\s*\n", plain[start:end]) and re.search(r"\p{L}", plain[start:end]):
            found.append(Extra(Span(start, end), kind, " ".join(plain[start:end].split()), False))
    return sorted(set(found), key=lambda e: (e.span, e.kind))


def within(extras: Sequence[Extra], span: Span) -> list[Extra]:
    """Return the extras of a sentence, from a sorted list."""
    first = bisect_left(extras, span.start, key=lambda e: e.span.start)
    last = bisect_left(extras, span.end, key=lambda e: e.span.start)
    return [e for e in extras[first:last] if e.span.end <= span.end]


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _larger(a: Span, b: Span) -> bool:
    return a.start <= b.start and b.end <= a.end and len(a) > len(b)


def choose_extras(extras: Sequence[Extra], names: Sequence[Name], places: Sequence[Hit]) -> list[Extra]:
    """Return the extras that stand: a model's name gives way to every name of a known kind and to every place that is no part of it."""
    kept: list[Extra] = []
    for extra in sorted(extras, key=lambda e: (not e.own, e.span.start, -e.span.end)):
        if any(_meet(extra.span, other.span) for other in kept):
            continue
        met = [n for n in names if _meet(n.full, extra.span)]
        if extra.own:
            if any(_holds(n, extra.span) for n in met):
                continue
        elif any(
            n.kind in _NAMED_KINDS or (n.kind == "acronym" and n.span.end - n.span.start == len(extra.span)) for n in met
        ) or any(_meet(h.span, extra.span) and not _larger(extra.span, h.span) for h in places):
            continue
        kept.append(extra)
    return sorted(kept, key=lambda e: e.span)


def _holds(name: Name, span: Span) -> bool:
    """Whether a name of a known kind is a longer one of which the span is a part, and not two names joined."""
    if name.kind not in _NAMED_KINDS or not _larger(name.span, span):
        return False
    before = [t for t in name.tokens if t.span.end <= span.start]
    after = [t for t in name.tokens if t.span.start >= span.end]
    joined = (before and before[-1].text in _JOINS) or (after and (after[0].text in _JOINS or after[0].form == "comma"))
    return not joined


def add_places(places: Sequence[Hit], extras: Sequence[Extra]) -> list[Hit]:
    """Return the places with the model's."""
    more = [Hit(e.span, PlaceValue("city", e.main)) for e in extras if e.kind == "city"]
    return sorted([*places, *more], key=lambda h: h.span)


def add_names(text: str, names: Sequence[Name], extras: Sequence[Extra], lexicon: Lexicon) -> list[Name]:
    """Return the names with the extras in their places; what is left of a name that one cuts stays a name."""
    kept: list[Name] = []
    wanted = [e for e in extras if e.kind != "city"]
    for name in names:
        cuts = [e.span for e in wanted if _meet(e.span, name.span)]
        if not cuts:
            kept.append(name)
            continue
        for piece in _pieces(name.tokens, cuts):
            rest = make_name(text, piece, lexicon)
            if rest is not None and not any(_meet(rest.span, cut) for cut in cuts):
                kept.append(rest)
    kept += [_name_of(text, extra, lexicon) for extra in wanted]
    return sorted(kept, key=lambda n: n.span)


def _pieces(tokens: Sequence[Token], cuts: Sequence[Span]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for token in tokens:
        if any(_meet(token.span, cut) for cut in cuts):
            if piece:
                yield piece
            piece = []
        else:
            piece.append(token)
    if piece:
        yield piece


def _name_of(text: str, extra: Extra, lexicon: Lexicon) -> Name:
    tokens = _tokens(text, extra.span.start, extra.span.end)
    if not any(t.form == "cap" for t in tokens):
        tokens = [t._replace(form="cap") for t in tokens]
    made = make_name(text, list(tokens), lexicon)
    kind = "name" if extra.kind == "person" else extra.kind
    known = _head_of(extra.main, kind, lexicon)
    head = Head(kind, known.cls if known else {"organization": "Organization", "venue": "Venue"}.get(kind, ""))
    plain = Name(extra.span, extra.span, tuple(tokens), kind, head.cls, (head,))
    if made is None or kind not in ("event", "organization"):
        return plain
    full = Span(min(made.full.start, extra.span.start), max(made.full.end, extra.span.end)) if kind == "event" else extra.span
    return replace(
        plain,
        full=full,
        head=made.head,
        edition=made.edition,
        edition_span=made.edition_span,
        year=made.year if kind == "event" else 0,
    )


def _head_of(name: str, kind: str, lexicon: Lexicon) -> Head | None:
    """Return what the head noun of a main name says of its class."""
    _, heads = classify(_tokens(name, 0, len(name)), lexicon)
    return next((h for h in heads if h.kind == kind), None)


def add_people(people: Sequence[PersonMention], extras: Sequence[Extra]) -> list[PersonMention]:
    """Return the persons with the extras; one found already keeps post and side and gets the user's name."""
    out = list(people)
    for extra in (e for e in extras if e.kind == "person"):
        at = next((i for i, p in enumerate(out) if _meet(p.span, extra.span)), None)
        if at is None:
            out.append(PersonMention(extra.span, extra.main, None, ()))
        elif extra.own:
            out[at] = replace(out[at], span=extra.span, name=extra.main)
    return sorted(out, key=lambda p: p.span)


def add_events(events: Sequence[EventMention], extras: Sequence[Extra], names: Sequence[Name]) -> list[EventMention]:
    """Return the events with the extras, which go by their main names; a longer proper name ("Nordvik Days conference") stays."""
    out = list(events)
    for extra in (e for e in extras if e.kind == "event"):
        met = [e for e in out if _meet(e.full, extra.span)]
        if any(e.how == "proper" and _larger(e.span, extra.span) for e in met) or (met and not extra.own):
            continue
        name = next(n for n in names if n.span == extra.span and n.kind == "event")
        mention = EventMention(
            extra.span, name.full, extra.main, name.cls, "proper", name.head, name.edition, name.edition_span, name.year
        )
        out = [*(e for e in out if e not in met), mention]
    return sorted(out, key=lambda e: e.key)
