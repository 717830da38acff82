"""Convene from Python: build, ask, explain, networkx, rdflib, notebooks."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import networkx as nx
import pytest
import rdflib

import kg
from kg.errors import BuildError, NoBuild, UnknownName
from kg.explain import Rows, sentence_around
from kg.vocab import PREFIXES
from tests.sources import run_python, write_sources

# rdflib 7.6 calls its own deprecated property
RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
CV = rdflib.Namespace(PREFIXES["cv"])


def test_build_returns_the_graph_and_tells_what_it_did(tmp_path: Path) -> None:
    graph = kg.build(str(write_sources(tmp_path / "sources")), tmp_path / "build")
    assert graph.report.documents == 3
    assert graph.folder == tmp_path / "build"
    assert len(graph.query("SELECT ?event WHERE { ?event a cv:Event }")) == 3


def test_kg_build_stays_the_function_when_its_module_is_imported() -> None:
    module = importlib.import_module("kg.build")
    assert isinstance(module, ModuleType)
    assert not isinstance(kg.build, ModuleType)
    assert sys.modules["kg.build"] is module


def test_importing_kg_loads_nothing_heavy() -> None:
    heavy = ("rdflib", "networkx", "pyvis", "owlready2", "pyshacl", "trafilatura", "pypdf", "pandas", "rich", "typer")
    code = f"import sys, kg; print([name for name in {heavy!r} if name in sys.modules])"
    assert run_python("-c", code).stdout == "[]\n"


def test_opening_and_asking_loads_no_reader_of_documents(small_build: Path) -> None:
    asked = f"kg.open_graph({str(small_build)!r}).query('countries-by-forum')"
    code = f"import sys, kg; {asked}; print([n for n in ('kg.find', 'kg.claim', 'kg.build') if n in sys.modules])"
    assert run_python("-c", code).stdout == "[]\n"


def test_an_unknown_name_of_the_package_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


def test_a_graph_that_was_made_earlier_has_no_report(small_graph: kg.Graph) -> None:
    with pytest.raises(BuildError, match=r"report\.md"):
        _ = small_graph.report


def test_a_folder_without_a_build_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match="no build here"):
        kg.open_graph(tmp_path)


def test_query_takes_questions_and_sparql(small_graph: kg.Graph) -> None:
    named = small_graph.query("countries-by-forum", country="Samoa").to_pandas()
    assert "Samoa" in named.to_string()
    assert "Iceland" not in named.to_string()
    assert len(small_graph.questions()) >= 25


@pytest.mark.parametrize("name", ["Third Lagoon Forum", "third lagoon forum", "THIRD  LAGOON FORUM"])
def test_a_thing_is_found_by_its_name_whatever_the_case(small_graph: kg.Graph, name: str) -> None:
    assert small_graph.find(name).startswith(PREFIXES["id"] + "event/")


@pytest.mark.parametrize("name", ["id:country/FJ", PREFIXES["id"] + "country/FJ", "Fiji"])
def test_a_thing_is_found_by_its_curie_and_its_iri(small_graph: kg.Graph, name: str) -> None:
    assert small_graph.find(name) == PREFIXES["id"] + "country/FJ"


def test_a_misspelt_name_is_answered_with_those_that_come_near(small_graph: kg.Graph) -> None:
    with pytest.raises(UnknownName, match="Lagoon Forum"):
        small_graph.explain("Third Lagon Forum")


def test_explain_gives_every_stated_fact_with_its_words(small_graph: kg.Graph) -> None:
    explanation = small_graph.explain("Third Lagoon Forum")
    stated = [fact for fact in explanation.facts if fact.rule]
    query = "SELECT ?claim WHERE { GRAPH ?g { ?claim rdf:subject|rdf:object <IRI> } }".replace("IRI", explanation.iri)
    assert len(stated) == len(small_graph.query(query))
    assert {fact.object for fact in stated if fact.predicate == "cv:hasParticipant"} >= {"Samoa", "Tonga", "New Zealand"}
    for fact in stated:
        assert fact.quote
        assert fact.quote in fact.sentence
        assert fact.document.endswith("lagoon.md")


def test_explain_says_what_is_inferred_and_what_is_reference_data(small_graph: kg.Graph) -> None:
    fiji = small_graph.explain("Fiji")
    assert {"reference data", "inferred"} & {fact.document for fact in fiji.facts}
    assert [fact for fact in fiji.facts if fact.object == "Fiji" and fact.predicate.startswith("cv:") and fact.rule]


def test_quantities_are_explained_in_words(small_graph: kg.Graph) -> None:
    facts = small_graph.explain("Third Lagoon Forum").facts
    assert [fact.object for fact in facts if fact.predicate == "cv:hasQuantity"] == ["over 120 participants"]


def test_an_explanation_is_shown_in_notebooks_and_by_pandas(small_graph: kg.Graph) -> None:
    explanation = small_graph.explain("Third Lagoon Forum")
    assert "<table>" in explanation._repr_html_()
    assert explanation.to_pandas()["predicate"][0] == "rdf:type"


def test_text_of_documents_is_no_markup_in_notebooks() -> None:
    assert "&lt;script&gt;" in Rows(["a"], [["<script>"]])._repr_html_()


def test_networkx_measures_the_graph(small_graph: kg.Graph) -> None:
    graph = small_graph.to_networkx()
    centrality = nx.degree_centrality(graph)
    assert "id:country/NZ" in centrality
    assert nx.has_path(graph.to_undirected(), "id:country/WS", "id:country/IS")


@RDFLIB_WARNS
def test_rdflib_reads_the_same_data(small_graph: kg.Graph, small_build: Path) -> None:
    dataset = small_graph.to_rdflib()
    events = set(dataset.subjects(rdflib.RDF.type, CV.Event))
    assert len(events) == 3
    rows = dataset.query("SELECT DISTINCT ?event WHERE { ?event a cv:Event ; cv:hasParticipant ?country }")
    assert {row[rdflib.Variable("event")] for row in rows.bindings} <= events
    turtle = rdflib.Graph().parse(small_build / "graph.ttl")
    assert set(turtle.subjects(rdflib.RDF.type, CV.Event)) == events


@RDFLIB_WARNS
def test_rdflib_cannot_write_to_a_build_but_to_a_copy(small_graph: kg.Graph) -> None:
    triple = (CV.a, CV.b, CV.c)
    with pytest.raises(RuntimeError, match="read-write"):
        small_graph.to_rdflib().add(triple)
    copy = small_graph.to_rdflib(copy=True)
    copy.add(triple)
    assert triple in copy
    assert triple not in small_graph.to_rdflib()


def test_a_graph_shows_itself_in_a_notebook(small_graph: kg.Graph) -> None:
    assert "the graph of 3 documents" in small_graph._repr_html_()
    assert "open_graph" in repr(small_graph)


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One. Two met. Three.", "Two", "Two met."),
        ("The U.N. met in Suva, Fiji.", "Suva", "The U.N. met in Suva, Fiji."),
        ("会议在北京举行。各国出席。", "北京", "会议在北京举行。"),
        ("# Heading\n\nIt began.\n\nNext", "began", "It began."),
        ("no end", "end", "no end"),
        ("---\ntitle: A day. In May\nsource: x\n---\nIt met.", "May", "title: A day. In May"),
        ("---\ntitle: A\n---\nIt met. All left.", "met", "It met."),
        ("It met in Suva. All left", "met in Suva. All", "It met in Suva. All left"),
    ],
)
def test_a_quote_is_shown_in_its_sentence(text: str, quote: str, sentence: str) -> None:
    begin = text.index(quote)
    assert sentence_around(text, begin, begin + len(quote)) == sentence
