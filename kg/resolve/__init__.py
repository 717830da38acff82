"""Resolution: the things of single documents become entities with IRIs, the same ones where two documents speak of the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from kg.claim import Draft, Thing
from kg.claim.ledger import Fact
from kg.model import Claim, Evidence, Literal, Reading, Term
from kg.resolve.groups import Groups
from kg.resolve.names import fold, is_short_form, likeness, same_words, short_hash, slug, telling, year_in

__all__ = ["Resolver"]

_PATHS = {
    "event": "event",
    "series": "series",
    "organization": "organization",
    "place": "place",
    "agreement": "agreement",
    "initiative": "initiative",
    "publication": "publication",
    "person": "person",
    "appearance": "appearance",
    "quantity": "quantity",
}


def things_of(draft: Draft) -> list[Thing]:
    """Return the things that a draft's facts speak of, in the order of the facts."""
    seen: dict[Thing, None] = {}
    for fact in draft.facts:
        for node in (fact.subject, fact.object):
            if isinstance(node, Thing):
                seen.setdefault(node)
                for other in node.near:
                    seen.setdefault(other)
    return list(seen)


def _values(facts: tuple[Fact, ...]) -> dict[Thing, dict[str, list[object]]]:
    out: dict[Thing, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if isinstance(fact.subject, Thing):
            out[fact.subject][fact.predicate].append(fact.object)
    return out


@dataclass(slots=True)
class _Known:
    """What is known of a group of names over all documents."""

    names: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)


class Resolver:
    """Gives things their IRIs: first every draft is added, then each is resolved.

    IRIs depend on names, years and editions alone, and not on the order of the documents.
    """

    def __init__(self) -> None:
        self._groups = Groups()
        self._known: dict[str, _Known] = {}
        self._shorts: dict[str, dict[str, str]] = defaultdict(dict)
        self._slugs: dict[str, str] | None = None

    # ------------------------------------------------------------ first pass

    def add(self, draft: Draft) -> None:
        """Note the names of a draft's things."""
        self._slugs = None
        values = _values(draft.facts)
        for thing in things_of(draft):
            if thing.kind in ("event", "series", "organization"):
                keys = _keys(draft, thing, values)
                self._groups.join(keys)
                self._note(draft, keys[0], thing, values)
                self._note_shorts(keys[0], thing, values)

    def _note(self, draft: Draft, key: str, thing: Thing, values: dict[Thing, dict[str, list[object]]]) -> None:
        known = self._known.setdefault(key, _Known())
        known.names.update(thing.names)
        if own := thing.attrs.get("own"):
            known.own.add(str(own))
        if year := _year(thing, values):
            known.years.add(year)
        if edition := thing.attrs.get("edition"):
            known.editions.add(int(edition))
        if key.startswith("event|part|"):
            above = next((p for p in values[thing].get("cv:partOf", ()) if isinstance(p, Thing) and p is not thing), None)
            known.parents.add(_keys(draft, above, values)[0] if above is not None else f"document|{draft.document.slug}")

    def _note_shorts(self, key: str, thing: Thing, values: dict[Thing, dict[str, list[object]]]) -> None:
        year = _year(thing, values) if thing.kind == "event" else 0
        if thing.kind == "event" and not year:
            return
        longest = max((n for n in thing.names if not is_short_form(n)), key=len, default="")
        for name in sorted(thing.names):
            if is_short_form(name):
                short = f"{thing.kind}|{fold(name).replace(str(year), '').strip()}|{year or ''}"
                self._shorts[short][key] = (
                    min(self._shorts[short].get(key) or longest, longest) if self._shorts[short].get(key) else longest
                )

    def _join_shorts(self) -> None:
        """Join what shares a short form and whose full names agree; a short form alone joins the only full name there is."""
        for short in sorted(self._shorts):
            holders = sorted(self._shorts[short].items())
            full = [(k, n) for k, n in holders if n]
            for i, (key, name) in enumerate(full):
                for other, other_name in full[i + 1 :]:
                    if likeness(telling(name), telling(other_name)) >= 0.6:
                        self._groups.join([key, other])
            roots = {self._groups.find(k) for k, _ in full}
            if len(roots) <= 1:
                self._groups.join(k for k, _ in holders)

    # ------------------------------------------------------------ second pass

    def _settle(self) -> dict[str, str]:
        if self._slugs is not None:
            return self._slugs
        self._join_shorts()
        merged: dict[str, _Known] = defaultdict(_Known)
        for key, known in self._known.items():
            group = merged[self._groups.find(key)]
            group.names |= known.names
            group.own |= known.own
            group.years |= known.years
            group.editions |= known.editions
            group.parents |= {p if p.startswith("document|") else self._groups.find(p) for p in known.parents}
        wanted: dict[str, list[str]] = defaultdict(list)
        for root in sorted(merged):
            wanted[_slug_with_parent(root, merged)].append(root)
        slugs: dict[str, str] = {}
        for name, roots in wanted.items():
            for root in roots:
                slugs[root] = name if len(roots) == 1 else f"{name}-{short_hash(root)[:6]}"
        self._slugs = slugs
        return slugs

    def resolve(self, draft: Draft) -> Reading:
        """Return a draft with IRIs for its things: the claims sorted, each triple once."""
        slugs = self._settle()
        values = _values(draft.facts)
        iris: dict[Thing, str] = {}

        def iri(thing: Thing) -> str:
            if thing not in iris:
                iris[thing] = self._iri(draft, thing, values, slugs, iri)
            return iris[thing]

        claims: dict[tuple[str, str, Term], Claim] = {}
        text = draft.document.text
        for fact in draft.facts:
            subject = iri(fact.subject) if isinstance(fact.subject, Thing) else fact.subject
            value: Term = iri(fact.object) if isinstance(fact.object, Thing) else fact.object
            key = (subject, fact.predicate, value)
            if key not in claims and subject != value:
                claims[key] = Claim(
                    subject, fact.predicate, value, Evidence(fact.span, fact.span.of(text)), fact.rule, fact.confidence
                )
        ordered = sorted(claims.values(), key=lambda c: (c.subject, c.predicate, _sort_key(c.object)))
        return Reading(draft.document, tuple(_one_label(ordered)), draft.doubts)

    def _iri(
        self, draft: Draft, thing: Thing, values: dict[Thing, dict[str, list[object]]], slugs: dict[str, str], iri: object
    ) -> str:
        find = iri if callable(iri) else None
        if thing.kind in ("event", "series", "organization"):
            root = self._groups.find(_keys(draft, thing, values)[0])
            return f"id:{_PATHS[thing.kind]}/{slugs[root]}"
        if thing.kind == "place":
            return f"id:place/{_place_slug(thing)}"
        if thing.kind == "person":
            name = str(thing.attrs.get("own") or max(thing.names, key=len))
            return f"id:person/{slug(name)}" if " " in name else f"id:person/{slug(name)}-{slug(draft.document.slug)}"
        if find is None:
            raise TypeError("iri must be callable")
        if thing.kind in ("appearance", "quantity"):
            owner = find(thing.near[-1]) if thing.near else ""
            tail = owner.split("/", 1)[-1]
            if thing.kind == "appearance":
                return f"id:appearance/{find(thing.near[0]).split('/', 1)[-1]}-at-{slug(tail, 60)}"
            number = f"{str(thing.attrs['comparator']).lower()}-{thing.attrs['value']}"
            return f"id:quantity/{slug(tail, 60)}-{number}-{slug(str(thing.attrs['of']), 50)}"
        label = str(thing.attrs.get("label") or thing.name)
        if len(telling(label)) >= 4 and not label[:1].islower():
            return f"id:{_PATHS[thing.kind]}/{slug(label)}"
        makers = (s for s, props in values.items() for p in _PRODUCING & props.keys() if thing in props[p])
        maker = next(makers, None)
        context = find(maker).split("/", 1)[-1] if maker is not None else draft.document.slug
        return f"id:{_PATHS[thing.kind]}/{slug(label)}-of-{slug(context, 60)}"


_PRODUCING = frozenset(f"cv:{p}" for p in "produced adopted signed launched released founded announced".split())


def _sort_key(value: Term) -> tuple[str, str, str]:
    return (value.text, value.datatype, value.language) if isinstance(value, Literal) else (value, "", "")


def _one_label(claims: list[Claim]) -> list[Claim]:
    """Keep one label a thing and language: where two things turned out to be one, the shorter label becomes another name."""
    best: dict[tuple[str, str], str] = {}
    for claim in claims:
        if claim.predicate == "rdfs:label" and isinstance(claim.object, Literal):
            key = (claim.subject, claim.object.language)
            best[key] = max(best.get(key, ""), claim.object.text, key=lambda t: (len(t), t))
    out: dict[tuple[str, str, Term], Claim] = {}
    for claim in claims:
        if (
            claim.predicate == "rdfs:label"
            and isinstance(claim.object, Literal)
            and claim.object.text != best[(claim.subject, claim.object.language)]
        ):
            claim = Claim(claim.subject, "skos:altLabel", claim.object, claim.evidence, claim.rule, claim.confidence)
        out.setdefault((claim.subject, claim.predicate, claim.object), claim)
    labels = {(c.subject, c.object) for c in out.values() if c.predicate == "rdfs:label"}
    kept = [c for c in out.values() if not (c.predicate == "skos:altLabel" and (c.subject, c.object) in labels)]
    return sorted(kept, key=lambda c: (c.subject, c.predicate, _sort_key(c.object)))


def _year(thing: Thing, values: dict[Thing, dict[str, list[object]]]) -> int:
    for predicate in ("cv:startDate", "cv:endDate"):
        for value in values[thing].get(predicate, ()):
            if isinstance(value, Literal):
                return int(value.text[:4])
    if year := thing.attrs.get("year"):
        return int(year)
    return next((y for n in thing.names if (y := year_in(n))), 0)


_GENERIC = frozenset(
    "opening closing signing launch ceremony plenary session roundtable discussion dialogue forum main night reception "
    "conference meeting event edition workshop training dinner panel visit".split()
)


def _keys(draft: Draft, thing: Thing, values: dict[Thing, dict[str, list[object]]]) -> list[str]:
    """Return the keys of a thing; what shares one is the same thing."""
    if thing.kind == "series":
        return [f"series|{' '.join(sorted(telling(n)))}" for n in sorted(thing.names) if not is_short_form(n)] or [
            f"series|short|{n}" for n in sorted(thing.names)
        ]
    if thing.kind == "organization":
        return _body_keys(draft, thing)
    return _event_keys(draft, thing, values)


def _body_keys(draft: Draft, thing: Thing) -> list[str]:
    country = str(thing.attrs.get("country", ""))
    full = [n for n in sorted(thing.names) if not is_short_form(n)]
    if not full:
        return [f"organization|short|{fold(n)}" for n in sorted(thing.names)]
    scope = ""
    if thing.cls == "GovernmentBody" and not thing.attrs.get("placed"):
        scope = f"|{country or draft.document.slug}"
    return [f"organization|{same_words(n)}{scope}" for n in full]


def _event_keys(draft: Draft, thing: Thing, values: dict[Thing, dict[str, list[object]]]) -> list[str]:
    year = _year(thing, values)
    edition = thing.attrs.get("edition")
    dates = sorted(v.text for p in ("cv:startDate", "cv:endDate") for v in values[thing].get(p, ()) if isinstance(v, Literal))
    names = [n for n in sorted(thing.names) if not is_short_form(n) or not len(thing.names) > 1]
    keys = []
    for name in names or sorted(thing.names):
        words = telling(name)
        core = " ".join(sorted(words))
        if words <= _GENERIC or thing.attrs.get("unnamed") or (name[:1].islower() and not edition):
            parents = [p for p in values[thing].get("cv:partOf", ()) if isinstance(p, Thing) and p is not thing]
            above = "|".join(_event_keys(draft, p, values)[0] for p in parents[:1]) or draft.document.slug
            keys.append(f"event|part|{above}|{core}|{dates[0] if dates else ''}")
            continue
        if year:
            keys.append(f"event|{core}|{year}")
        if edition:
            keys.append(f"event|{core}|no {edition}")
        if not year and not edition:
            keys.append(f"event|{core}|")
    return keys


def _slug_with_parent(root: str, merged: dict[str, _Known], depth: int = 0) -> str:
    """Return the slug of a group; a part without a name of its own carries the slug of what it is part of."""
    base = _slug_of(root, merged[root])
    if not merged[root].parents or depth > 3:
        return base
    above = min(merged[root].parents)
    parent = (
        above.split("|", 1)[1]
        if above.startswith("document|")
        else _slug_with_parent(above, merged, depth + 1)
        if above in merged
        else ""
    )
    return slug(f"{base} of {parent}", 100) if parent and parent not in base else base


def _slug_of(root: str, known: _Known) -> str:
    names = sorted(known.own or known.names)
    year = min(known.years) if known.years else 0
    if root.startswith("event|"):
        short = [n for n in names if is_short_form(n) and year_in(n)]
        if short:
            return slug(min(short, key=lambda n: (len(n), n)))
        label = max(names, key=lambda n: (n.isascii(), len(n), n))
        base = slug(label)
        return base if not year or str(year) in base else f"{base}-{year}"
    if root.startswith("organization|"):
        label = max((n for n in names if not is_short_form(n)), key=lambda n: (n.isascii(), len(n), n), default=names[0])
        scope = root.split("|")[2] if root.count("|") == 2 and not root.startswith("organization|short|") else ""
        return f"{slug(label)}-{slug(scope)}" if scope else slug(label)
    short = [n for n in names if is_short_form(n)]
    return slug(min(short, key=lambda n: (len(n), n))) if short else slug(max(names, key=lambda n: (n.isascii(), len(n), n)))


def _place_slug(thing: Thing) -> str:
    canonical = str(thing.attrs.get("canonical") or thing.name)
    country = str(thing.attrs.get("country", "")).lower()
    if thing.cls == "Venue":
        city = str(thing.attrs.get("city", ""))
        return slug(
            f"{canonical} {city}" if not thing.attrs.get("own") and city and city.lower() not in canonical.lower() else canonical
        )
    kind = "-region" if thing.cls == "Region" else ""
    return f"{slug(canonical)}-{country}{kind}" if country else slug(canonical) + kind
