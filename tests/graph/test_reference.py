"""What is known of the countries, groups and places that occur."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReferenceDataError
from kg.graph.inference import Triple
from kg.graph.reference import describe_entities
from kg.model import Literal

TABLES = {
    "countries.tsv": """iso2	iso3	name_en	name_zh	variants	demonyms	capital	wikidata	geonames
EE	EST	Estonia	爱沙尼亚	Estonia	Estonian	Tallinn	Q191	453733
LV	LVA	Latvia	拉脱维亚	Latvia	Latvian	Riga	Q211
XQ		Nowhere		Nowhere
""",
    "groups.tsv": """key	name_en	name_zh	variants	kind	wikidata
harbours	Harbour League	港口联盟	Harbour League	organization	Q1
islands	Islands	岛屿	Islands	region
""",
    "memberships.tsv": """group	iso2	from	until
harbours	EE	2004-05
harbours	LV	1999	2003-12-31
harbours	LV	2010
islands	XQ
""",
    "cities.tsv": """name	iso2	region	population	variants	geonames
Tallinn	EE	Harjumaa	394024	Tallinn	588409
Tallinn	EE	Elsewhere	20	Tallinn	2
Tallinn	LV		5	Tallinn	1
""",
    "regions.tsv": """name	iso2	code	variants
Harjumaa	EE	EE-37	Harju
""",
}


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    for name, content in TABLES.items():
        header, *rows = content.rstrip("\n").split("\n")
        width = header.count("\t")
        lines = [header, *(row + "\t" * (width - row.count("\t")) for row in rows)]
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def known(tables: Path, *names: str) -> set[Triple]:
    return set(describe_entities(set(names), tables))


def label(words: str, language: str) -> Literal:
    return Literal(words, "rdf:langString", language)


def test_a_country_has_names_codes_and_matches(tables: Path) -> None:
    facts = {(predicate, value) for subject, predicate, value in known(tables, "id:country/EE") if subject == "id:country/EE"}
    assert facts == {
        ("rdf:type", "cv:Country"),
        ("rdfs:label", label("Estonia", "en")),
        ("rdfs:label", label("爱沙尼亚", "zh")),
        ("cv:isoCode", Literal("EE")),
        ("cv:isoCode3", Literal("EST")),
        ("skos:exactMatch", "http://www.wikidata.org/entity/Q191"),
        ("skos:exactMatch", "https://sws.geonames.org/453733/"),
    }


def test_nothing_is_said_of_what_does_not_occur(tables: Path) -> None:
    assert known(tables) == set()
    assert not any("LV" in subject for subject, _, _ in known(tables, "id:country/EE"))


def test_a_group_brings_its_members_with_dates(tables: Path) -> None:
    facts = known(tables, "id:group/harbours")
    one = "id:membership/harbours-ee"
    assert (one, "rdf:type", "cv:Membership") in facts
    assert (one, "cv:from", Literal("2004-05", "xsd:gYearMonth")) in facts
    assert ("id:membership/harbours-lv", "cv:until", Literal("2003-12-31", "xsd:date")) in facts
    assert ("id:country/LV", "rdfs:label", label("Latvia", "en")) in facts


def test_only_those_who_are_members_still_are_plain_members(tables: Path) -> None:
    facts = known(tables, "id:group/harbours", "id:group/islands")
    members = {(subject, value) for subject, predicate, value in facts if predicate == "cv:member"}
    assert members == {
        ("id:group/harbours", "id:country/EE"),
        ("id:group/harbours", "id:country/LV"),
        ("id:group/islands", "id:country/XQ"),
    }


def test_a_country_that_left_and_came_back_has_two_memberships(tables: Path) -> None:
    facts = known(tables, "id:country/LV")
    names = {subject for subject, predicate, value in facts if value == "cv:Membership"}
    assert names == {"id:membership/harbours-lv", "id:membership/harbours-lv-2010"}


def test_a_town_and_a_region_lie_in_their_country_which_is_described_too(tables: Path) -> None:
    facts = known(tables, "id:place/tallinn-ee", "id:place/harjumaa-ee-region", "id:place/quay-hall")
    assert ("id:place/tallinn-ee", "cv:within", "id:country/EE") in facts
    assert ("id:place/tallinn-ee", "skos:exactMatch", "https://sws.geonames.org/588409/") in facts
    assert ("id:place/tallinn-ee", "skos:exactMatch", "https://sws.geonames.org/2/") not in facts
    assert ("id:place/harjumaa-ee-region", "rdf:type", "cv:Region") in facts
    assert ("id:country/EE", "rdf:type", "cv:Country") in facts
    assert not any("LV" in str(triple) or "quay-hall" in str(triple) for triple in facts)


def test_a_wrong_line_is_named(tables: Path) -> None:
    with (tables / "countries.tsv").open("a") as file:
        file.write("only two\tcells\n")
    with pytest.raises(ReferenceDataError, match="2 cells instead of 9") as caught:
        known(tables, "id:country/EE")
    assert "countries.tsv:5" in str(caught.value)


def test_a_table_without_its_columns_is_named(tables: Path) -> None:
    (tables / "groups.tsv").write_text("name\n")
    with pytest.raises(ReferenceDataError, match="no column key") as caught:
        known(tables, "id:country/EE")
    assert "groups.tsv:1" in str(caught.value)
