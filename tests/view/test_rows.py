"""An answer's rows as a picture."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.query import Answer, Term
from kg.view import make_page, to_networkx
from kg.view.rows import graph_of_rows
from tests.view.invented import ID, open_events


def thing(key: str) -> ox.NamedNode:
    return ox.NamedNode(ID + key)


def draw(columns: tuple[str, ...], *rows: tuple[Term | None, ...], **more: Any) -> nx.MultiDiGraph[str]:
    return graph_of_rows(to_networkx(open_events()), Answer(columns, list(rows), **more))


def test_two_columns_of_entities_are_drawn_with_what_the_graph_knows_of_them() -> None:
    harbour = "id:event/harbour-2031"
    rows = [(thing(f"country/{code}"), thing("event/harbour-2031")) for code in ("NO", "CL")]
    graph = draw(("country", "event"), *rows)
    assert {frozenset(edge) for edge in graph.edges()} == {
        frozenset({"id:country/CL", harbour}),
        frozenset({"id:country/NO", harbour}),
    }
    assert graph.nodes["id:country/NO"]["label"] == "Norway"
    assert graph.nodes["id:event/harbour-2031"]["facts"]


def test_other_columns_say_what_holds_between_the_two() -> None:
    row = (
        *(thing("country/FJ"), ox.NamedNode("https://w3id.org/convene/ns#hostedBy"), thing("event/harbour-2031")),
        *(ox.Literal("2031"), ox.Literal("in Fiji"), thing("document/harbour")),
    )
    graph = draw(("country", "role", "event", "since", "quote", "document"), row)
    ((_, _, edge),) = graph.edges(data=True)
    assert (edge["label"], edge["quote"], edge["document"]) == ("hosted by", "in Fiji", "harbour")
    assert edge["details"] == [["since", "2031"]]


def test_the_columns_that_the_question_names_are_drawn() -> None:
    row = (thing("country/NO"), thing("place/seaford"), thing("event/harbour-2031"))
    graph = draw(("country", "town", "event"), row, draw=("town", "event"))
    assert {frozenset(edge) for edge in graph.edges()} == {frozenset({"id:place/seaford", "id:event/harbour-2031"})}


def test_two_columns_of_names_are_drawn_as_two_classes() -> None:
    graph = draw(("forum", "count", "land"), (ox.Literal("Harbour Forum"), ox.Literal(3), ox.Literal("Norway")))
    assert {node: data["cls"] for node, data in graph.nodes(data=True)} == {
        "forum: Harbour Forum": "forum",
        "land: Norway": "land",
    }


def test_the_column_beside_an_entity_names_it_when_the_graph_does_not() -> None:
    graph = draw(("country", "countryLabel", "event"), (thing("country/SE"), ox.Literal("Sweden"), thing("event/harbour-2031")))
    assert graph.nodes["id:country/SE"]["label"] == "Sweden"


def test_rows_that_leave_a_side_unbound_draw_nothing() -> None:
    row = (thing("country/NO"), thing("event/harbour-2031"))
    assert sorted(draw(("country", "event"), row, (thing("country/CL"), None))) == ["id:country/NO", "id:event/harbour-2031"]


@pytest.mark.parametrize("columns", [("count", "year"), ("name", "count")])
def test_an_answer_that_names_fewer_than_two_things_is_an_error(columns: tuple[str, ...]) -> None:
    with pytest.raises(QueryError, match="nothing to draw"):
        draw(columns, (ox.Literal("Chile" if columns[0] == "name" else "4"), ox.Literal("2031")))


def test_the_page_of_an_answer_bears_the_questions_title() -> None:
    answer = Answer(("country", "event"), [(thing("country/NO"), thing("event/harbour-2031"))], title="Who joined what")
    assert "<title>Who joined what</title>" in make_page(open_events(), rows=answer)


def test_what_is_no_entity_is_drawn_by_its_name_in_a_class_named_after_its_column() -> None:
    store = open_events()
    topic = thing("concept/lighthouse-lore")
    store.add(
        ox.Quad(
            topic, ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel"), ox.Literal("lighthouse lore", language="en")
        )
    )
    graph = draw(("thing", "topic"), (thing("event/harbour-2031"), topic), draw=("thing", "topic"), store=store)
    assert graph.nodes["topic: id:concept/lighthouse-lore"]["label"] == "lighthouse lore"
    assert graph.nodes["topic: id:concept/lighthouse-lore"]["cls"] == "topic"


def test_a_row_shows_the_sentences_that_state_what_it_says() -> None:
    graph = draw(("country", "event", "since"), (thing("country/CL"), thing("event/harbour-2031"), ox.Literal("2031")))
    said = sorted((data["quote"], str(data.get("details", ""))) for *_, data in graph.edges(data=True))
    assert said == [
        ("", "[['since', '2031']]"),
        ("Chile, which was in the harbour last year", ""),
        ("Teachers from Norway and Chile came", ""),
    ]


def test_an_answer_without_rows_is_drawn_as_an_empty_page() -> None:
    assert len(draw(("country", "event"), draw=("country", "event"))) == 0
