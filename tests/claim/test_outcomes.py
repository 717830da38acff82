"""What came of an event, sentence by sentence: each line of the table follows the same opening sentence."""

from pathlib import Path

import pytest

from tests.claim.reading import Told

OPENING = "The 4th Harbour Cities Forum was held in Tallinn on 3 June 2024. "
KINDS = ("agreement", "initiative", "publication")
LINES = (Path(__file__).parent / "data" / "outcomes.tsv").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("sentence", "expected"), [line.split("\t") for line in LINES])
def test_what_came_of_the_event(sentence: str, expected: str) -> None:
    told = Told(OPENING + sentence)
    found = {f"{kind} {thing.name}" for kind in KINDS for thing in told.things(kind)}
    assert found == set(filter(None, expected.split("; ")))
