"""The reference tables are complete, sorted, true on known points, and made by the script."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from importlib.metadata import version

import pytest

from tests.ontology.closure import FOLDER, ONTOLOGY

REFERENCE = ONTOLOGY / "reference"
TABLES = {
    "countries": "iso2 iso3 name_en name_zh variants demonyms capital wikidata geonames",
    "groups": "key name_en name_zh variants kind wikidata",
    "memberships": "group iso2 from until",
    "regions": "name iso2 code variants",
    "cities": "name iso2 region population variants geonames",
    "concepts": "slug scheme label_en label_zh labels",
}
Row = dict[str, str]


def read_rows(name: str) -> list[Row]:
    lines = (REFERENCE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]


def read_cases(name: str) -> list[list[str]]:
    """Return the cases of a table beside this file."""
    return [line.split("\t") for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def countries() -> dict[str, Row]:
    return {row["iso2"]: row for row in read_rows("countries")}


@pytest.fixture(scope="module")
def cities() -> list[Row]:
    return read_rows("cities")


def members(group: str, day: str) -> set[str]:
    """Return who was in a group on a day."""
    return {
        row["iso2"]
        for row in read_rows("memberships")
        if row["group"] == group and row["from"] <= day and (not row["until"] or day <= row["until"])
    }


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_its_columns_and_sorted_unique_lines_that_end_in_a_newline(name: str) -> None:
    data = (REFERENCE / f"{name}.tsv").read_bytes()
    text = data.decode("utf-8")
    lines = text.split("\n")
    assert lines[0] == TABLES[name].replace(" ", "\t")
    assert lines[-1] == ""
    assert lines[1:-1] == sorted(set(lines[1:-1]))
    assert "\r" not in text
    assert len(data) < 4_000_000


def test_the_script_makes_these_tables_again() -> None:
    made_with = "2.19"
    if not version("babel").startswith(made_with):
        pytest.skip(f"the tables were made with the names of Babel {made_with}; another release has others")
    command = [sys.executable, str(ONTOLOGY / "make_reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PYTHONHASHSEED": "7"})
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_every_code_of_iso_3166_is_there(countries: dict[str, Row]) -> None:
    import pycountry

    assert {one.alpha_2 for one in pycountry.countries} | {"XK"} == countries.keys()
    assert {one.alpha_3 for one in pycountry.countries} | {"XKX"} == {row["iso3"] for row in countries.values()}


@pytest.mark.parametrize(("column", "name", "code"), read_cases("names"))
def test_a_name_or_demonym_that_texts_use_belongs_to_one_country(
    countries: dict[str, Row], column: str, name: str, code: str
) -> None:
    assert [iso2 for iso2, row in countries.items() if name in row[column].split("|")] == [code]


def test_no_surface_form_is_empty_or_stands_for_two_countries_or_groups(countries: dict[str, Row]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in [*countries.values(), *read_rows("groups")]:
        for name in row["variants"].split("|"):
            assert name.strip() == name != ""
            owners[name].add(row.get("iso2") or row["key"])
    assert {name: owner for name, owner in owners.items() if len(owner) > 1} == {}


def test_a_country_or_group_is_named_among_its_own_variants(countries: dict[str, Row]) -> None:
    rows = [*countries.values(), *read_rows("groups")]
    assert [row["name_en"] for row in rows if row["name_en"] not in row["variants"].split("|")] == []
    assert [row["name_en"] for row in rows if not row["name_zh"]] == []


@pytest.mark.parametrize(("group", "day", "count"), read_cases("members"))
def test_a_group_has_as_many_members_on_a_day_as_it_had(group: str, day: str, count: str) -> None:
    assert len(members(group, day)) == int(count)


def test_leaving_and_joining_are_dated() -> None:
    assert "GB" in members("eu", "2020-01-31") and "GB" not in members("eu", "2020-02-01")
    assert "TL" not in members("asean", "2025-10-25") and "TL" in members("asean", "2025-10-26")
    assert "HR" not in members("eu", "2013-06-30") and "HR" in members("eu", "2013-07-01")


def test_every_membership_begins_before_it_ends_and_is_of_a_known_group() -> None:
    groups = {row["key"] for row in read_rows("groups")}
    for row in read_rows("memberships"):
        assert row["group"] in groups
        assert not row["until"] or row["from"] <= row["until"]


def test_every_capital_is_a_town_of_its_country(countries: dict[str, Row], cities: list[Row]) -> None:
    towns = {(row["name"], row["iso2"]) for row in cities}
    missing = [
        (row["capital"], code) for code, row in countries.items() if row["capital"] and (row["capital"], code) not in towns
    ]
    assert missing == []


@pytest.mark.parametrize(("name", "code"), read_cases("towns"))
def test_a_town_is_found_by_the_names_that_texts_use(cities: list[Row], name: str, code: str) -> None:
    found = [row for row in cities if name in row["variants"].split("|")]
    assert max(found, key=lambda row: int(row["population"]))["iso2"] == code


@pytest.mark.parametrize(
    "word", ["Of", "Most", "Same", "Date", "Mobile", "Reading", "March", "China", "Peru", "Male", "Central", "Union"]
)
def test_no_town_is_found_by_an_ordinary_word_or_a_countrys_name(cities: list[Row], word: str) -> None:
    assert [row["name"] for row in cities if word in row["variants"].split("|")] == []


def test_regions_have_codes_of_their_countries_and_english_names() -> None:
    rows = {row["code"]: row for row in read_rows("regions")}
    assert all(row["code"].startswith(row["iso2"] + "-") for row in rows.values())
    assert rows["CN-XJ"]["name"] == "Xinjiang"
    assert "新疆" in rows["CN-XJ"]["variants"].split("|")
    assert "GB-LND" not in rows
    assert "US-PR" not in rows and "CN-HK" not in rows


def test_no_state_or_province_is_lost_because_its_letters_are_also_a_countrys() -> None:
    codes = [row["code"].partition("-")[0] for row in read_rows("regions")]
    assert codes.count("US") == 51
    assert codes.count("CN") == 31
    assert {"US-CA", "CN-FJ", "CN-SC"} <= {row["code"] for row in read_rows("regions")}


def test_a_concepts_row_lists_every_label() -> None:
    rows = {row["slug"]: row for row in read_rows("concepts")}
    assert {row["scheme"] for row in rows.values()} == {"topics", "counted"}
    assert "TVET" in rows["vocational-education"]["labels"].split("|")
    assert {"participants", "attendees"} <= set(rows["participants"]["labels"].split("|"))
    for row in rows.values():
        assert {row["label_en"], row["label_zh"]} <= set(row["labels"].split("|"))


def test_no_label_stands_for_two_concepts_of_one_scheme() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read_rows("concepts"):
        for label in row["labels"].split("|"):
            owners[(row["scheme"], label)].add(row["slug"])
    assert {label: owner for label, owner in owners.items() if len(owner) > 1} == {}
