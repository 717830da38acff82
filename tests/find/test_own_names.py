"""A user's own names: found with the table and not without it, by alias too, and one thing under its main name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.claim import extract_claims
from kg.errors import ReferenceDataError
from kg.find import Mentions, find_mentions
from kg.find.lexicon import load_lexicon, read_gazetteer
from kg.model import Claim, Literal, Reading
from kg.read import make_document
from kg.resolve import Resolver

TABLE = """kind\tname\taliases\tcountry
# what our newsroom writes about
organization\tKelpwise\tKW Trust|the Tide House\t
venue\tRopeworks\tOld Ropeworks\t
event\tNordlys\tNLys\t
person\tAnna Berg\tBergie\t
city\tTindvik\tTindwick\tNO
region\tKystlandet\t\tNO
group\tFjord Ten\tthe Ten\t
"""
ONE = (
    "The 4th Nordlys was held at the Ropeworks in Tindvik from 10 to 12 May 2027. It was hosted by Kelpwise.\n\n"
    "Anna Berg delivered a keynote speech at Nordlys. Ministers from the Fjord Ten took part in Nordlys.\n"
)
OTHER = (
    "The 4th NLys was held at the Old Ropeworks in Tindwick from 10 to 12 May 2027. It was hosted by the Tide House.\n\n"
    "Bergie delivered a keynote speech at NLys. Ministers from the Ten took part in NLys.\n"
)
EXPECTED = {
    ("id:event/nordlys-2027", "cv:hostedBy", "id:organization/kelpwise"),
    ("id:event/nordlys-2027", "cv:venue", "id:place/ropeworks"),
    ("id:event/nordlys-2027", "cv:heldIn", "id:place/tindvik-no"),
    ("id:event/nordlys-2027", "cv:heldIn", "id:country/NO"),
    ("id:event/nordlys-2027", "cv:hasSpeaker", "id:person/anna-berg"),
    ("id:event/nordlys-2027", "cv:hasParticipant", "id:group/fjord-ten"),
    ("id:event/nordlys-2027", "rdfs:label", "Nordlys"),
    ("id:organization/kelpwise", "rdfs:label", "Kelpwise"),
    ("id:place/ropeworks", "rdfs:label", "Ropeworks"),
    ("id:place/tindvik-no", "rdfs:label", "Tindvik"),
    ("id:person/anna-berg", "rdfs:label", "Anna Berg"),
    ("id:group/fjord-ten", "rdfs:label", "Fjord Ten"),
    ("id:group/fjord-ten", "rdf:type", "cv:CountryGroup"),
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_table(tmp_path, TABLE)


def write_table(folder: Path, text: str) -> Path:
    path = folder / "names.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def read(texts: dict[str, str], table: Path | None) -> list[Reading]:
    resolver = Resolver()
    documents = (make_document(text, file_name=f"{name}.txt") for name, text in texts.items())
    drafts = [extract_claims(find_mentions(document, table)) for document in documents]
    for draft in drafts:
        resolver.add(draft)
    return [resolver.resolve(draft) for draft in drafts]


def triples(claims: tuple[Claim, ...]) -> Iterator[tuple[str, str, str]]:
    for claim in claims:
        yield claim.subject, claim.predicate, claim.object.text if isinstance(claim.object, Literal) else claim.object


def kinds(mentions: Mentions) -> set[tuple[str, str]]:
    plain = mentions.document.plain
    return {(name.text(plain), name.kind) for sentence in mentions.sentences for name in sentence.names}


@pytest.mark.parametrize("text", [ONE, OTHER], ids=["main names", "aliases"])
def test_the_table_makes_facts_that_are_not_found_without_it(table: Path, text: str) -> None:
    (reading,) = read({"report": text}, table)
    assert EXPECTED - set(triples(reading.claims)) == set()
    (bare,) = read({"report": text}, None)
    assert {fact for fact in EXPECTED & set(triples(bare.claims)) if "rdf" not in fact[1]} == set()


def test_a_main_name_and_an_alias_in_two_documents_are_one_thing(table: Path) -> None:
    one, other = read({"one": ONE, "other": OTHER}, table)
    assert set(triples(one.claims)) >= EXPECTED
    assert set(triples(other.claims)) >= EXPECTED


def test_the_quote_is_what_the_text_says_and_the_rule_says_where_the_name_is_from(table: Path) -> None:
    (reading,) = read({"report": OTHER}, table)
    label = next(c for c in reading.claims if c.subject == "id:organization/kelpwise" and c.predicate == "rdfs:label")
    assert (label.evidence.quote, label.rule) == ("Tide House", "own-name")
    assert all(c.evidence.span.of(reading.document.text) == c.evidence.quote for c in reading.claims)
    assert ("id:organization/kelpwise", "skos:altLabel", "Tide House") in set(triples(reading.claims))


def test_a_name_broken_over_two_lines_is_found(table: Path) -> None:
    text = (
        "The congress on tidal power was opened by the mayor of the town on Monday, and it ended at the Old\n"
        "Ropeworks, which has its seat at the harbour and which has been a friend of the sea and of all who live by it\n"
        "since its first days. Delegates came from many towns on the coast, and they stayed for a week.\n"
    )
    mentions = find_mentions(make_document(text), table)
    assert ("Old Ropeworks", "venue") in kinds(mentions)


def test_a_part_of_a_longer_name_of_a_known_kind_is_not_cut_out(table: Path) -> None:
    mentions = find_mentions(
        make_document("The Nordlys Declaration was signed by Kelpwise and the Ministry of Trade of Fiji."), table
    )
    assert kinds(mentions) >= {
        ("Nordlys Declaration", "agreement"),
        ("Kelpwise", "organization"),
        ("Ministry of Trade of Fiji", "organization"),
    }


def test_a_post_stays_with_a_person_of_the_table(table: Path) -> None:
    mentions = find_mentions(make_document("Professor Bergie, Director of Kelpwise, opened the forum."), table)
    (person,) = mentions.sentences[0].people
    assert person.name == "Anna Berg"
    assert person.role is not None
    assert [side.of(mentions.document.plain) for side in person.sides] == ["Kelpwise"]


def test_an_alias_of_a_town_or_group_that_is_known_already_stands_for_that_one(tmp_path: Path) -> None:
    names = read_gazetteer(write_table(tmp_path, "kind\tname\taliases\ncity\tBergen\tRaintown\ngroup\tASEAN\tthe Ten\n"))
    assert (names["Raintown"].key, names["Raintown"].country) == ("Bergen", "NO")
    assert names["the Ten"].key == "asean"


def test_a_table_that_changes_is_read_again(tmp_path: Path) -> None:
    path = write_table(tmp_path, "kind\tname\norganization\tKelpwise\n")
    assert "Wrackwise" not in load_lexicon(path).own
    write_table(tmp_path, "kind\tname\norganization\tWrackwise Trust\n")
    assert "Wrackwise Trust" in load_lexicon(path).own


@pytest.mark.parametrize(
    ("lines", "where", "said"),
    [
        ("kind\tname\nclub\tKelpwise\n", 2, "kind 'club'"),
        ("kind\tname\n\n# comment\norganization\t\n", 4, "name ''"),
        ("kind\tname\norganization Kelpwise\n", 2, "with a tab between them"),
        ("name\taliases\nKelpwise\tKW\n", 1, "no column 'kind'"),
        ("kind\tname\talias\norganization\tKelpwise\tKW\n", 1, "unknown column 'alias'"),
        ("kind\tname\taliases\norganization\tKelpwise\tKW\tTrust\n", 2, "4 cells, but 3 columns"),
        ("kind\tname\taliases\tcountry\ncity\tTindvik\t\tNorway\n", 2, "country 'NORWAY'"),
        (
            "kind\tname\taliases\norganization\tKelpwise\tKW\nperson\tKari Wold\tKW\n",
            3,
            "'KW' already stands for organization 'Kelpwise'",
        ),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, lines: str, where: int, said: str) -> None:
    path = write_table(tmp_path, lines)
    with pytest.raises(ReferenceDataError) as caught:
        read_gazetteer(path)
    assert str(caught.value).startswith(f"{path}:{where}: ")
    assert said in str(caught.value)


def test_a_build_with_the_table_is_sound(table: Path, tmp_path: Path) -> None:
    for name, text in (("one", ONE), ("other", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    graph = kg.build([tmp_path / "one.txt", tmp_path / "other.txt"], tmp_path / "build", gazetteer=table)
    report = graph.check()
    assert report.conforms, str(report)
