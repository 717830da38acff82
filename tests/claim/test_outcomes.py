"""What came of an event, sentence by sentence: each line of the table follows the same opening sentence."""

from pathlib import Path

import pytest

from kg.claim import Thing
from tests.claim.reading import Told

OPENING = "The 4th Harbour Cities Forum was held in Tallinn on 3 June 2024. "
KINDS = ("agreement", "initiative", "publication")


def lines_of(name: str) -> list[list[str]]:
    """Return the lines of a table, cut at the tab."""
    table = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines()]


@pytest.mark.parametrize(("sentence", "expected"), lines_of("outcomes.tsv"))
def test_what_came_of_the_event(sentence: str, expected: str) -> None:
    told = Told(OPENING + sentence)
    found = {f"{kind} {thing.name}" for kind in KINDS for thing in told.things(kind)}
    assert found == set(filter(None, expected.split("; ")))


@pytest.mark.parametrize(("sentence", "expected"), lines_of("parties.tsv"))
def test_who_is_party_to_what_was_signed(sentence: str, expected: str) -> None:
    facts = Told(OPENING + sentence).facts
    found = {f.object.name for f in facts if f.predicate == "cv:party" and isinstance(f.object, Thing)}
    assert found | {str(f.object) for f in facts if f.predicate == "cv:party" and isinstance(f.object, str)} == set(
        expected.split("; ")
    )


def test_a_signing_in_another_town_on_a_day_of_the_event_is_an_event_of_its_own() -> None:
    told = Told(
        "News of the year\n\nThe Harbour Film Days were held in Riga from 12 to 15 October 2023.\n\n"
        "Meanwhile on 13 October, in Tallinn, the University of Tartu and the Baltic Ports Association "
        "put their names to an exchange agreement for pilots."
    )
    assert "Harbour Film Days" in told.events
    assert any(name.startswith("signing of exchange agreement for pilots") for name in told.events)


@pytest.mark.parametrize(("sentence", "expected"), lines_of("quantities.tsv"))
def test_what_is_counted_at_the_event(sentence: str, expected: str) -> None:
    found = {" ".join(map(str, quantity)) for quantity in Told(OPENING + sentence).quantities("Harbour Cities Forum")}
    assert found == set(filter(None, expected.split("; ")))


def test_what_is_listed_below_a_verb_keeps_its_sides() -> None:
    told = Told(
        OPENING + "The following documents were signed:\n\n"
        "- a memorandum of understanding on tide data between the University of Tartu and the Baltic Ports Association\n\n"
        "- the Tallinn Protocol\n"
    )
    assert told.of("memorandum", "cv:party") == ["Baltic Ports Association", "University of Tartu"]
    assert told.of("Tallinn Protocol", "cv:party") == []
