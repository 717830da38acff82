"""What is known of the countries, groups, places and concepts that occur, from the tables in ``ontology/reference``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from pathlib import Path

from kg.errors import ReferenceDataError
from kg.graph.assertion import date_literal
from kg.graph.inference import Triple
from kg.graph.iris import ID, contract, expand, mint_membership
from kg.model import Literal
from kg.resources import resource

_GEONAMES = "https://sws.geonames.org/{}/"
_WIKIDATA = "http://www.wikidata.org/entity/{}"
Row = dict[str, str]


def describe_entities(names: Set[str], folder: Path | None = None) -> Iterator[Triple]:
    """Yield the reference facts of the entities named; memberships bring the other side's name and nothing more of it."""
    tables = folder or resource("ontology", "reference")
    countries = {row["iso2"]: row for row in read_table(tables / "countries.tsv", ("iso2", "iso3", "name_en", "name_zh"))}
    groups = {row["key"]: row for row in read_table(tables / "groups.tsv", ("key", "name_en", "name_zh"))}
    in_text = {kind: {one.partition("/")[2] for one in names if one.startswith(f"id:{kind}/")} for kind in ("country", "group")}
    places = list(_describe_places(tables, names))
    in_text["country"] |= {
        value.partition("/")[2] for _, predicate, value in places if predicate == "cv:within" and isinstance(value, str)
    }
    memberships = [
        one
        for one in read_table(tables / "memberships.tsv", ("group", "iso2", "from", "until"))
        if one["group"] in in_text["group"] or one["iso2"] in in_text["country"]
    ]
    yield from places
    yield from _describe_memberships(memberships)
    for iso2 in sorted((in_text["country"] | {one["iso2"] for one in memberships}) & countries.keys()):
        yield from _describe_country(countries[iso2])
    for key in sorted((in_text["group"] | {one["group"] for one in memberships}) & groups.keys()):
        yield from _describe_group(groups[key])
    yield from _describe_concepts({one for one in names if one.startswith("id:concept/")})


def read_table(path: Path, columns: Iterable[str]) -> Iterator[Row]:
    """Yield the rows of a tab-separated table with a header line; a table that is not there has none."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="\n") as lines:
        header = next(lines, "").rstrip("\n").split("\t")
        if missing := [column for column in columns if column not in header]:
            raise ReferenceDataError(
                f"no column {' '.join(missing)}", where=f"{path.name}:1", hint=f"the columns are {' '.join(header)}"
            )
        for number, line in enumerate(lines, start=2):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != len(header):
                raise ReferenceDataError(
                    f"{len(cells)} cells instead of {len(header)}", where=f"{path.name}:{number}", hint=line.strip()[:80]
                )
            yield dict(zip(header, cells, strict=True))


def _describe_country(row: Row) -> Iterator[Triple]:
    country = f"id:country/{row['iso2']}"
    yield country, "rdf:type", "cv:Country"
    yield from _labels(country, row)
    yield country, "cv:isoCode", Literal(row["iso2"])
    if row["iso3"]:
        yield country, "cv:isoCode3", Literal(row["iso3"])
    yield from _matches(country, row)


def _describe_group(row: Row) -> Iterator[Triple]:
    group = f"id:group/{row['key']}"
    yield group, "rdf:type", "cv:CountryGroup"
    yield from _labels(group, row)
    yield from _matches(group, row)


def _describe_memberships(rows: list[Row]) -> Iterator[Triple]:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        pair = (row["group"], row["iso2"])
        membership = mint_membership(*pair, row["from"] if pair in seen else "")
        seen.add(pair)
        group, country = f"id:group/{row['group']}", f"id:country/{row['iso2']}"
        yield membership, "rdf:type", "cv:Membership"
        yield membership, "cv:membershipOf", country
        yield membership, "cv:membershipIn", group
        if row["from"]:
            yield membership, "cv:from", date_literal(row["from"])
        if row["until"]:
            yield membership, "cv:until", date_literal(row["until"])
        else:
            yield group, "cv:member", country


def _describe_places(tables: Path, names: Set[str]) -> Iterator[Triple]:
    """Yield what the tables know of towns and regions, whose IRIs end in the country's code and, for a region, its kind."""
    wanted = {one for one in names if one.startswith("id:place/")}
    if not wanted:
        return
    from kg.resolve.names import slug

    codes = {one.removesuffix("-region")[-2:].upper() for one in wanted}
    for file_name, kind, suffix in (("cities.tsv", "cv:City", ""), ("regions.tsv", "cv:Region", "-region")):
        largest: dict[str, Row] = {}
        for row in read_table(tables / file_name, ("name", "iso2")):
            if row["iso2"] not in codes:
                continue
            place = f"id:place/{slug(row['name'])}-{row['iso2'].lower()}{suffix}"
            if place in wanted and _population(row) >= _population(largest.get(place)):
                largest[place] = row
        for place, row in largest.items():
            yield place, "rdf:type", kind
            yield place, "cv:within", f"id:country/{row['iso2']}"
            yield from _matches(place, row)


def _population(row: Row | None) -> int:
    """Return how many live there: of two towns of one name in one country the larger is meant.

    >>> _population({"population": "394024"}), _population({}), _population(None)
    (394024, 0, -1)
    """
    if row is None:
        return -1
    digits = row.get("population", "")
    return int(digits) if digits.isdecimal() else 0


def _describe_concepts(names: Set[str]) -> Iterator[Triple]:
    path = resource("ontology", "concepts.ttl")
    if not names or not path.is_file():
        return
    from pyoxigraph import Literal as StoredLiteral
    from pyoxigraph import NamedNode, RdfFormat, parse

    wanted = {expand(one): one for one in names}
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or subject.value not in wanted:
            continue
        predicate = contract(quad.predicate.value)
        if isinstance(value, StoredLiteral) and predicate in ("skos:prefLabel", "rdfs:label"):
            yield wanted[subject.value], predicate, Literal(value.value, "rdf:langString", value.language or "")
        elif (
            isinstance(value, NamedNode)
            and predicate in ("rdf:type", "skos:broader")
            and value.value.startswith((ID, expand("skos:")))
        ):
            yield wanted[subject.value], predicate, contract(value.value)


def _labels(entity: str, row: Row) -> Iterator[Triple]:
    for column, language in (("name_en", "en"), ("name_zh", "zh")):
        if row[column]:
            yield entity, "rdfs:label", Literal(row[column], "rdf:langString", language)


def _matches(entity: str, row: Row) -> Iterator[Triple]:
    for column, pattern in (("geonames", _GEONAMES), ("wikidata", _WIKIDATA)):
        if row.get(column):
            yield entity, "skos:exactMatch", pattern.format(row[column])
