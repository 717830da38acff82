"""Resolution: the things of single documents become entities with IRIs, the same ones where two documents speak of the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg import patterns as re
from kg.claim import Draft, Thing
from kg.claim.ledger import Fact
from kg.model import Claim, Evidence, Literal, Reading, Term
from kg.resolve.groups import Groups
from kg.resolve.names import ORDINALS, fold, is_short_form, likeness, same_words, short_hash, slug, telling, year_in

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


Values = dict[Thing, dict[str, list[object]]]


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


_PRODUCING = frozenset(f"cv:{p}" for p in "produced adopted signed launched released founded announced".split())
_ASKED = _PRODUCING | {"cv:startDate", "cv:endDate", "cv:partOf"}


def _values(facts: tuple[Fact, ...]) -> Values:
    """Return the values that names depend on, for each subject in the order of the facts."""
    out: Values = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if isinstance(fact.subject, Thing):
            properties = out[fact.subject]
            if fact.predicate in _ASKED:
                properties[fact.predicate].append(fact.object)
    _tell_twins_apart(out)
    return out


def _tell_twins_apart(values: Values) -> None:
    """Note the first day of events that one document calls the same and dates differently within a year: they are two."""
    starts: dict[tuple[str, str], dict[str, list[Thing]]] = defaultdict(lambda: defaultdict(list))
    for thing, properties in values.items():
        first = next((v.text for v in properties.get("cv:startDate", ()) if isinstance(v, Literal)), "")
        if thing.kind == "event" and first:
            for core in {" ".join(sorted(telling(name))) for name in thing.names}:
                starts[core, first[:4]][first].append(thing)
    for days in starts.values():
        for first, things in days.items() if len(days) > 1 else ():
            for thing in things:
                values[thing]["first day"] = [first]


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

    def _note(self, draft: Draft, key: str, thing: Thing, values: Values) -> None:
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

    def _note_shorts(self, key: str, thing: Thing, values: Values) -> None:
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
        names = _Names(draft, self._groups, self._settle())
        claims: dict[tuple[str, str, Term], Claim] = {}
        text = draft.document.text
        for fact in draft.facts:
            subject = names.iri(fact.subject) if isinstance(fact.subject, Thing) else fact.subject
            value: Term = names.iri(fact.object) if isinstance(fact.object, Thing) else fact.object
            key = (subject, fact.predicate, value)
            if key not in claims and subject != value:
                evidence = Evidence(fact.span, fact.span.of(text))
                claims[key] = Claim(subject, fact.predicate, value, evidence, fact.rule, fact.confidence)
        return Reading(draft.document, tuple(_one_label(sorted(claims.values(), key=_order))), draft.doubts)


class _Names:
    """The IRIs of the things of one draft."""

    def __init__(self, draft: Draft, groups: Groups, slugs: dict[str, str]) -> None:
        self._draft, self._groups, self._slugs = draft, groups, slugs
        self._values = _values(draft.facts)
        self._iris: dict[Thing, str] = {}

    def iri(self, thing: Thing) -> str:
        """Return the IRI of a thing."""
        found = self._iris.get(thing)
        if found is None:
            found = self._iris[thing] = f"id:{_PATHS[thing.kind]}/{self._local(thing)}"
        return found

    def _local(self, thing: Thing) -> str:
        if thing.kind in ("event", "series", "organization"):
            return self._slugs[self._groups.find(_keys(self._draft, thing, self._values)[0])]
        if thing.kind == "place":
            return _place_slug(thing)
        if thing.kind == "person":
            name = str(thing.attrs.get("own") or max(thing.names, key=len))
            return slug(name) if " " in name else f"{slug(name)}-{slug(self._draft.document.slug)}"
        if thing.kind == "appearance":
            return f"{self._tail(thing.near[0])}-at-{slug(self._tail(thing.near[-1]), 60)}"
        if thing.kind == "quantity":
            owner = slug(self._tail(thing.near[-1]) if thing.near else "", 60)
            number = f"{str(thing.attrs['comparator']).lower()}-{thing.attrs['value']}"
            return f"{owner}-{number}-{slug(str(thing.attrs['of']), 50)}"
        return self._product(thing)

    def _product(self, thing: Thing) -> str:
        """Return the local name of an agreement and the like: a label that tells little carries that of what it came of."""
        label = str(thing.attrs.get("label") or thing.name)
        if len(telling(label)) >= 4 and not label[:1].islower():
            return slug(label)
        makers = (s for s, props in self._values.items() for p in _PRODUCING & props.keys() if thing in props[p])
        maker = next(makers, None)
        context = self._tail(maker) if maker is not None else self._draft.document.slug
        return f"{slug(label)}-of-{slug(context, 60)}"

    def _tail(self, thing: Thing) -> str:
        return self.iri(thing).split("/", 1)[-1]


def _order(claim: Claim) -> tuple[str, str, tuple[str, str, str]]:
    return claim.subject, claim.predicate, _sort_key(claim.object)


def _sort_key(value: Term) -> tuple[str, str, str]:
    return (value.text, value.datatype, value.language) if isinstance(value, Literal) else (value, "", "")


def _one_label(claims: list[Claim]) -> list[Claim]:
    """Keep one label a thing and language: where two things turned out to be one, the shorter label becomes another name."""
    texts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate == "rdfs:label" and isinstance(claim.object, Literal):
            texts[claim.subject, claim.object.language].add(claim.object.text)
    best = {key: max(some, key=lambda t: (len(t), t)) for key, some in texts.items()}
    if any(len(some) > 1 for some in texts.values()):
        claims = _demote(claims, best)
    labels = {(c.subject, c.object) for c in claims if c.predicate == "rdfs:label"}
    return [c for c in claims if not (c.predicate == "skos:altLabel" and (c.subject, c.object) in labels)]


def _demote(claims: list[Claim], best: dict[tuple[str, str], str]) -> list[Claim]:
    """Return the claims with every label but the best as another name, each triple once."""
    out: dict[tuple[str, str, Term], Claim] = {}
    for claim in claims:
        value = claim.object
        if claim.predicate == "rdfs:label" and isinstance(value, Literal) and value.text != best[claim.subject, value.language]:
            claim = replace(claim, predicate="skos:altLabel")
        out.setdefault((claim.subject, claim.predicate, value), claim)
    return sorted(out.values(), key=_order)


def _year(thing: Thing, values: Values) -> int:
    for predicate in ("cv:startDate", "cv:endDate"):
        for value in values[thing].get(predicate, ()):
            if isinstance(value, Literal):
                return int(value.text[:4])
    if year := thing.attrs.get("year"):
        return int(year)
    return next((y for n in thing.names if (y := year_in(n))), 0)


_GENERIC = frozenset(
    "opening closing signing launch ceremony plenary session sessions roundtable round table discussion dialogue forum "
    "main night reception conference meeting meetings event edition workshop training dinner panel visit last next "
    "previous one ministerial annual biennial triennial regular special extraordinary high level joint informal formal "
    "preparatory regional international senior officials leaders ministers heads summit seminar symposium congress "
    "consultation consultations talks webinar course working group steering committee commission board expert experts "
    "stakeholder stakeholders side kick off final inception".split()
).union(ORDINALS)
_ONLY_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?|[ivxl]+")


def _tells_nothing(words: Iterable[str]) -> bool:
    """Tell whether the words of a name fit any event: "Third Ministerial Meeting" is another one in each document."""
    return all(word in _GENERIC or _ONLY_NUMBER.fullmatch(word) for word in words)


def _keys(draft: Draft, thing: Thing, values: Values) -> list[str]:
    """Return the keys of a thing; what shares one is the same thing."""
    if thing.kind == "series":
        full = [sorted(telling(n)) for n in sorted(thing.names) if not is_short_form(n)]
        return [f"series|{' '.join(w)}" + (f"|{draft.document.slug}" if _tells_nothing(w) else "") for w in full] or [
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


def _event_keys(draft: Draft, thing: Thing, values: Values) -> list[str]:
    year = _year(thing, values)
    edition = thing.attrs.get("edition")
    dates = sorted(v.text for p in ("cv:startDate", "cv:endDate") for v in values[thing].get(p, ()) if isinstance(v, Literal))
    names = [n for n in sorted(thing.names) if not is_short_form(n) or not len(thing.names) > 1]
    keys = []
    for name in names or sorted(thing.names):
        words = telling(name)
        core = " ".join(sorted(words))
        if _tells_nothing(words) or thing.attrs.get("unnamed") or (name[:1].islower() and not edition):
            parents = [p for p in values[thing].get("cv:partOf", ()) if isinstance(p, Thing) and p is not thing]
            above = "|".join(_event_keys(draft, p, values)[0] for p in parents[:1]) or draft.document.slug
            number = f"|no {edition}" if edition else ""
            keys.append(f"event|part|{above}|{core}|{dates[0] if dates else ''}{number}")
            continue
        if year:
            when = next(iter(values[thing].get("first day", ())), year)
            keys.append(f"event|{core}|{when}")
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
