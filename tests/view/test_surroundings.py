"""The rest of the sentence around a quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.view import to_networkx
from kg.view.surroundings import Surroundings
from tests.view.invented import open_events

TEXT = "It began.  Teachers from Norway and\nChile came (with boats). All left.\n\nAfter 12 and 13 May nobody stayed"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "tale.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("Norway", "Teachers from ", " and Chile came (with boats)."),
        ("Teachers", "", " from Norway and Chile came (with boats)."),
        ("boats", "Teachers from Norway and Chile came (with ", ")."),
        ("came (with boats). All", "Teachers from Norway and Chile ", " left."),
        ("12 and 13 May", "After ", " nobody stayed"),
    ],
)
def test_a_quote_stands_in_its_sentence(texts: Path, quote: str, before: str, after: str) -> None:
    begin = TEXT.index(quote)
    assert Surroundings(texts, "tale").around(begin, begin + len(quote)) == (before, after)


def test_a_long_sentence_is_cut_between_words(texts: Path) -> None:
    (texts / "long.txt").write_text("word " * 200 + "HERE" + " word" * 200, encoding="utf-8")
    before, after = Surroundings(texts, "long").around(1000, 1004)
    assert before.startswith("… word ")
    assert after.endswith(" word …")
    assert len(before) < 330 > len(after)


def test_without_texts_the_quote_stands_alone(texts: Path) -> None:
    assert Surroundings(texts, "unknown").around(3, 5) == ("", "")
    assert Surroundings(None, "tale").around(3, 5) == ("", "")


def test_edges_and_facts_know_their_sentence_where_the_text_bears_the_quote_out(tmp_path: Path) -> None:
    store = open_events()
    (tmp_path / "harbour.txt").write_text("In truth. Teachers from Norway and Chile came to see it all.", encoding="utf-8")
    edge = to_networkx(store, tmp_path).edges["id:event/harbour-2031", "id:country/NO", "cv:hasParticipant harbour"]
    assert (edge["before"], edge["after"]) == ("", " to see it all.")
    quantity = next(
        f for f in to_networkx(store, tmp_path).nodes["id:event/harbour-2031"]["facts"] if f.predicate == "cv:hasQuantity"
    )
    assert (quantity.before, quantity.after) == ("", "")
