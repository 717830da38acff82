"""The questions and checks, run from ``manifest.ttl`` as W3C's test suites are: data, query, answer, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDFS

from kg.query import Question, list_questions, run_question
from kg.resources import resource

MANIFEST = Path(__file__).parent / "manifest.ttl"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
T = Namespace("https://w3id.org/convene/test#")
CHECKS = resource("queries", "checks")


@dataclass(frozen=True)
class Case:
    name: str
    why: str
    query: Path
    data: Path
    result: Path
    parameters: tuple[tuple[str, str], ...]


def read_manifest(path: Path) -> list[Case]:
    graph = Graph().parse(path, publicID=path.as_uri())
    entries = graph.value(URIRef(path.as_uri()), MF.entries)
    assert entries is not None
    cases = []
    for entry in Collection(graph, entries):
        action = graph.value(entry, MF.action)
        parameters = (
            (str(graph.value(one, T.name)), str(graph.value(one, T.value))) for one in graph.objects(entry, T.parameter)
        )
        cases.append(
            Case(
                name=str(graph.value(entry, MF.name)),
                why=str(graph.value(entry, RDFS.comment)),
                query=file_of(graph.value(action, QT.query)),
                data=file_of(graph.value(action, QT.data)),
                result=file_of(graph.value(entry, MF.result)),
                parameters=tuple(sorted(parameters)),
            )
        )
    return cases


def file_of(iri: object) -> Path:
    return Path(unquote(urlparse(str(iri)).path))


CASES = read_manifest(MANIFEST)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_question_gives_the_answer_expected(case: Case) -> None:
    store = Store()
    store.load(case.data.read_bytes(), RdfFormat.TRIG)
    answer = run_question(store, case.query.stem, dict(case.parameters), folder=case.query.parent)
    assert answer.to_csv(labels=False) == case.result.read_bytes().decode(), case.why


def test_every_question_and_check_is_in_the_manifest() -> None:
    files = {question.path for folder in (None, CHECKS) for question in list_questions(folder)}
    assert len(files) >= 25 + 10
    assert {case.query for case in CASES} == files


def test_every_parameter_is_used_by_an_entry() -> None:
    declared = {(question.name, parameter.name) for question in list_questions() for parameter in question.parameters}
    assert declared == {(case.query.stem, name) for case in CASES for name, _ in case.parameters}


def test_every_check_is_seen_to_fire_and_to_be_silent() -> None:
    rows = {
        question.name: {
            len(case.result.read_text(encoding="utf-8").splitlines()) > 1 for case in CASES if case.query == question.path
        }
        for question in list_questions(CHECKS)
    }
    assert {name for name, kinds in rows.items() if kinds != {True, False}} == set()


def test_every_entry_is_listed_and_says_why() -> None:
    graph = Graph().parse(MANIFEST, publicID=MANIFEST.as_uri())
    assert len(CASES) == len(set(graph.subjects(MF.action))) == len({case.name for case in CASES})
    assert all(len(case.why.split()) >= 2 for case in CASES)


def test_no_result_and_no_data_lies_about_unused() -> None:
    folder = MANIFEST.parent
    files = {*folder.glob("data/**/*.trig"), *folder.glob("results/**/*.csv")}
    assert files == {path for case in CASES for path in (case.data, case.result)}


@pytest.mark.parametrize("question", [*list_questions(), *list_questions(CHECKS)], ids=lambda question: question.name)
def test_a_question_sorts_by_every_column_that_it_does_not_count(question: Question) -> None:
    select, _, rest = question.sparql.partition("WHERE {")
    counted = set(re.findall(r"AS \?(\w+)\)", select.rpartition("SELECT")[2]))
    order = rest.rpartition("ORDER BY")[2]
    assert {column.name for column in question.columns} - counted <= set(re.findall(r"\?(\w+)", order))


@pytest.mark.parametrize("name", [question.name for question in list_questions()])
def test_a_question_gives_its_rows_in_the_same_order_whatever_the_order_of_the_data(name: str) -> None:
    data = (MANIFEST.parent / "data" / "lantern.trig").read_bytes()
    first, second = Store(), Store()
    first.load(data, RdfFormat.TRIG)
    for quad in reversed(list(first)):
        second.add(quad)
    parameters = {"thing": "Finland"} if name == "evidence" else {}
    assert run_question(first, name, parameters).rows == run_question(second, name, parameters).rows
