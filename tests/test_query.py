"""Questions, SPARQL of the user's own, parameters, and answers in every form."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from rich.console import Console

from kg.errors import ParameterError, QueryError, QuerySyntaxError, UnknownName, UnknownQuestion, UnsafeQuery
from kg.query import (
    ENTITY_TYPES,
    VALUE_TYPES,
    Answer,
    find_entity,
    fold_name,
    label_of,
    list_questions,
    read_question,
    run_query,
    run_question,
    shorten,
)
from kg.resources import resource

ID = "https://w3id.org/convene/id/"
CV = "https://w3id.org/convene/ns#"
DATA = """
@base <https://w3id.org/convene/id/> .
@prefix cv: <https://w3id.org/convene/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<document/first> a cv:Document ; cv:fileName "reports/First.txt" ; dcterms:title "The first report" .
<document/first> {
  <event/lantern-forum-2031> a cv:Event ; rdfs:label "Lantern Forum 2031"@en ;
    skos:altLabel "LF 2031"@en ; cv:hasParticipant <country/MY> .
  <event/evil> a cv:Event ; rdfs:label "<script>alert(1)</script> [bold]x[/bold]"@en .
  <organization/ministry-a> a cv:Organization ; rdfs:label "Ministry of Lamps"@en .
  <organization/ministry-b> a cv:Organization ; rdfs:label "Ministry of Lamps"@en .
  <organization/nairobi> a cv:Organization ; rdfs:label "Nairobi"@en .
}
<document/second> { <event/lantern-forum-2031> a cv:Event ; rdfs:label "Lantern Forum"@en, "灯会论坛"@zh . }
<document/third> { <event/lantern-forum-2031> a cv:Event ; rdfs:label "Lantern Forum 2031"@en . }
<graph/reference> {
  <country/MY> a cv:Country ; rdfs:label "Malaysia"@en, "马来西亚"@zh ; cv:isoCode "MY" ; cv:isoCode3 "MYS" .
  <country/CI> a cv:Country ; rdfs:label "Côte d'Ivoire"@en ; skos:altLabel "Ivory Coast"@en ; cv:isoCode "CI" .
  <place/nairobi> a cv:City ; rdfs:label "Nairobi"@en .
}
"""


@pytest.fixture(scope="module")
def store() -> ox.Store:
    store = ox.Store()
    store.load(DATA.encode(), ox.RdfFormat.TRIG)
    return store


def write_question(folder: Path, body: str, *, header: str = "") -> Path:
    path = folder / "my-question.rq"
    path.write_text(f"# title: Mine\n{header}{body}\n", encoding="utf-8")
    return path


# --- headers ---------------------------------------------------------------------------------------------------------------


def test_every_question_has_a_kebab_name_a_title_a_question_and_columns_in_plain_words() -> None:
    for folder in (None, resource("queries", "checks")):
        for question in list_questions(folder):
            assert question.name.replace("-", "").isalnum() and question.name.islower(), question.name
            assert question.title and question.question.endswith((".", "?", ")")), question.name
            assert question.columns and all(column.description for column in question.columns), question.name
            assert all(column.name.isalpha() for column in question.columns), question.name
            assert all(parameter.type in (*ENTITY_TYPES, *VALUE_TYPES) for parameter in question.parameters)


def test_there_are_at_least_25_questions_and_10_checks_sorted_by_name() -> None:
    names = [question.name for question in list_questions()]
    assert len(names) >= 25 and names == sorted(names)
    checks = [question.name for question in list_questions(resource("queries", "checks"))]
    assert len(checks) >= 10 and all(name.endswith("-violation") for name in checks)


def test_a_header_is_parsed_into_its_parts(tmp_path: Path) -> None:
    header = (
        "# question: Who?\n# parameters:\n#   country (country): a name (default: any)\n"
        "#   minimum (integer): how many (default: 3)\n"
        "#   thing (thing): what (required)\n# columns:\n#   event: the event\n#   country: the country\n# draw: event country\n"
    )
    question = read_question(write_question(tmp_path, "SELECT ?event ?country {}", header=header))
    assert (question.name, question.title, question.question) == ("my-question", "Mine", "Who?")
    assert [str(parameter) for parameter in question.parameters] == ["country", "minimum", "thing"]
    assert [(one.type, one.default, one.required) for one in question.parameters] == [
        ("country", "", False),
        ("integer", "3", False),
        ("thing", "", True),
    ]
    assert [column.name for column in question.columns] == ["event", "country"]
    assert question.draw == ("event", "country")


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("# colums:\n", "my-question.rq, line 2"),
        ("# parameters:\n#   x (colour): of it (default: any)\n", "unknown type 'colour'"),
        ("# parameters:\n#   x (text): of it\n", "neither '(default: …)' nor '(required)'"),
        ("# columns:\n#   a: one\n# draw: a b\n", "two of the columns"),
    ],
)
def test_a_faulty_header_is_refused_with_its_place(tmp_path: Path, header: str, complaint: str) -> None:
    with pytest.raises(QueryError) as caught:
        read_question(write_question(tmp_path, "SELECT ?a {}", header=header))
    assert complaint in str(caught.value)


def test_an_edited_question_is_read_anew(tmp_path: Path) -> None:
    path = write_question(tmp_path, "SELECT ?a {}")
    assert read_question(path).sparql.count("?a") == 1
    path.write_text("# title: Other\nSELECT ?long {}\n", encoding="utf-8")
    assert read_question(path).title == "Other"


def test_a_column_that_is_not_selected_is_reported(store: ox.Store, tmp_path: Path) -> None:
    write_question(tmp_path, "SELECT ?a {}", header="# columns:\n#   b: other\n")
    with pytest.raises(QueryError, match="column 'b'"):
        run_question(store, "my-question", folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "near"), [("countrys-by-forum", "countries-by-forum"), ("../secret", "kg query"), ("", "kg query")]
)
def test_an_unknown_question_is_named_with_those_that_come_near(store: ox.Store, name: str, near: str) -> None:
    with pytest.raises(UnknownQuestion) as caught:
        run_question(store, name)
    assert near in str(caught.value)


# --- the user's own SPARQL -------------------------------------------------------------------------------------------------


def test_known_prefixes_need_no_declaration_and_own_ones_win(store: ox.Store) -> None:
    assert len(run_query(store, "SELECT ?x { ?x a cv:Country }")) == 2
    assert len(run_query(store, "PREFIX cv: <https://example.org/> SELECT ?x { ?x a cv:Country }")) == 0


def test_an_event_that_three_documents_tell_of_is_one_row(store: ox.Store) -> None:
    answer = run_query(store, "SELECT ?event WHERE { ?event a cv:Event } ORDER BY ?event")
    assert [row[0] for row in answer.rows] == [ox.NamedNode(ID + "event/evil"), ox.NamedNode(ID + "event/lantern-forum-2031")]


def test_who_says_so_is_asked_with_graph(store: ox.Store) -> None:
    assert len(run_query(store, "SELECT ?g WHERE { GRAPH ?g { id:event\\/lantern-forum-2031 a cv:Event } }")) == 3


def test_from_narrows_the_graphs(store: ox.Store) -> None:
    assert len(run_query(store, "SELECT ?x FROM id:document\\/second { ?x a cv:Event }")) == 1


def test_ask_construct_and_describe_are_answered(store: ox.Store) -> None:
    ask = run_query(store, "ASK { ?x a cv:Country }")
    assert (ask.columns, ask.rows, list(ask)) == (("answer",), [(ox.Literal(True),)], [{"answer": True}])
    assert json.loads(ask.to_json()) == {"head": {}, "boolean": True}
    assert ask.to_csv() == "answer\r\ntrue\r\n"
    graph = run_query(store, "CONSTRUCT { ?x a cv:Thing } WHERE { ?x a cv:Event }")
    assert graph.columns == ("subject", "predicate", "object") and len(graph) == 2
    described = run_query(store, f"DESCRIBE <{ID}country/MY>")
    assert len(described) == len(set(described.rows)) == 5


@pytest.mark.parametrize(
    ("sparql", "place", "what"),
    [
        ("SELECT ?s {\n ?s cv:p ?o \n", "line 2, column 12", "ends too early"),
        ("SELCT *", "line 1, column 1", "SELCT"),
        ("SELECT ?s { ?s foo:p ?o }", "line 1, column 16", "prefix 'foo:' is not known"),
        ("SELECT ?s WHERE { ?s cv:p ?o } }", "line 1, column 32", "cannot stand here: }"),
        ('SELECT ?s {?s cv:p "中文中文" . x }', "line 1, column 29", "cannot stand here: x"),
        ("SELECT *\nWHERE {\n ?s cv:p ?o .\n FILTR(?o > 3)\n}\nLIMIT 10", "line 4, column 2", "FILTR"),
        ("SELECT ?s\nWHERE {\n  ?s cv:q ?z ?w .\n}\nORDER BY ?s", "line 3, column 14", "?w"),
        ("SELECT (COUNT(?s) AS ?n) ?o {?s ?p ?o}", "line 1, column 39", "unbound"),
        ("", "line 1, column 1", "ends too early"),
    ],
)
def test_a_syntax_error_says_where_in_the_users_own_text(store: ox.Store, sparql: str, place: str, what: str) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        run_query(store, sparql)
    message = str(caught.value)
    assert message.startswith(place + ":") and what in message and "\n" not in message and "\\u{" not in message


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT ?x { ?s ?p ?o } }",
        "SELECT * {SERVICE<http://127.0.0.1:1/>{?s ?p ?o}}",
        "SELECT * {?s ?p trueSERVICE<http://127.0.0.1:1/>{?s ?p ?o}}",
        "SELECT * {?s ?p 1SERVICE<http://127.0.0.1:1/>{?s ?p ?o}}",
        "PREFIX : <http://127.0.0.1:1/> SELECT * {SERVICE:x {?s ?p ?o}}",
        "PREFIX : <http://127.0.0.1:1/> SELECT * {SERVICESILENT:x.y {?s ?p ?o}}",
        "SELECT * { # it's fine\nSERVICE # '\n<http://127.0.0.1:1/> {?s ?p ?o}}",
        "SELECT * { FILTER EXISTS { SELECT * { SERVICE ?x { } } } }",
        'SELECT * { ?s ?p "\\"" . SERVICE ?x { ?a ?b """ """ } }',
        "SELECT * { ?s ?p ?o FILTER(?a<?b) SERVICE ?x { ?c ?d ?e FILTER(?c>?d) } }",
        "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE",
    ],
)
def test_service_is_refused_wherever_it_stands(store: ox.Store, sparql: str) -> None:
    with pytest.raises(UnsafeQuery, match="SERVICE"):
        run_query(store, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s rdfs:label "SERVICE <x> { }" }',
        "SELECT * { ?s rdfs:label '''a ' SERVICE ?x { } ''' }",
        'SELECT * { ?s rdfs:label "it is \\" SERVICE ?x { " }',
        "SELECT * { ?s cv:p ?o } # SERVICE <x> { }",
        "SELECT * { ?s a <http://example.org/SERVICE#SERVICE> }",
        "SELECT ?service $SERVICE { ?service a cv:service . $SERVICE a cv:self-service }",
        "PREFIX service: <http://example.org/> SELECT * { ?s service:x service:y }",
        'SELECT * { ?s rdfs:label "x"@service }',
    ],
)
def test_the_word_service_is_fine_where_it_is_no_keyword(store: ox.Store, sparql: str) -> None:
    assert run_query(store, sparql).rows == []


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "PREFIX a: <http://a/>\n# first\nBASE <http://b/>\nLOAD <http://127.0.0.1:1/>",
        "WITH <http://g/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <http://g/>",
    ],
)
def test_a_query_never_writes(store: ox.Store, sparql: str) -> None:
    before = len(store)
    with pytest.raises(UnsafeQuery, match="only reads"):
        run_query(store, sparql)
    assert len(store) == before


def test_a_fault_at_run_time_is_a_query_error(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="could not be carried out"):
        run_query(store, "SELECT (<http://example.org/f>(?x) AS ?y) { ?x a cv:Country }")


# --- parameters ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "type_", "found"),
    [
        ("Malaysia", "country", "country/MY"),
        ("mALAYSIA ", "country", "country/MY"),
        ("马来西亚", "country", "country/MY"),
        ("MY", "country", "country/MY"),
        ("my", "country", "country/MY"),
        ("MYS", "country", "country/MY"),
        ("id:country/MY", "country", "country/MY"),
        (ID + "country/MY", "country", "country/MY"),
        (f"<{ID}country/MY>", "thing", "country/MY"),
        ("Cote d’Ivoire", "country", "country/CI"),
        ("ivory coast", "country", "country/CI"),
        ("Lantern Forum", "event", "event/lantern-forum-2031"),
        ("lf 2031", "event", "event/lantern-forum-2031"),
        ("lantern-forum-2031", "event", "event/lantern-forum-2031"),
        ("first", "document", "document/first"),
        ("reports/first.txt", "document", "document/first"),
        ("Nairobi", "place", "place/nairobi"),
        ("Nairobi", "organization", "organization/nairobi"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(store: ox.Store, name: str, type_: str, found: str) -> None:
    assert find_entity(store, name, type_).value == ID + found


@pytest.mark.parametrize(
    ("name", "type_", "hint"),
    [
        ("Malasia", "country", "did you mean Malaysia (id:country/MY)?"),
        ("Lantern Forun", "event", "Lantern Forum 2031 (id:event/lantern-forum-2031)"),
        ("qqqq", "country", "no country named 'qqqq'"),
        ("Nairobi", "country", "no country named"),
        ("id:country/ZZ", "country", "id:country/ZZ"),
    ],
)
def test_an_unknown_name_is_answered_with_those_that_come_near(store: ox.Store, name: str, type_: str, hint: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_entity(store, name, type_)
    assert hint in str(caught.value)


def test_a_name_of_several_things_is_answered_with_all_of_them(store: ox.Store) -> None:
    for name in ("Ministry of Lamps", "ministry of lamps"):
        with pytest.raises(ParameterError, match="id:organization/ministry-a, id:organization/ministry-b"):
            find_entity(store, name, "organization")
    with pytest.raises(ParameterError, match="id:organization/nairobi, id:place/nairobi"):
        find_entity(store, "Nairobi")


def test_a_thing_of_another_type_is_refused(store: ox.Store) -> None:
    with pytest.raises(ParameterError, match="id:place/nairobi is no country"):
        find_entity(store, "id:place/nairobi", "country")


@pytest.mark.parametrize(
    ("question", "parameters", "complaint"),
    [
        ("countries-by-forum", {"contry": "MY"}, "no parameter 'contry'; it takes country, event, year"),
        ("documents", {"country": "MY"}, "it takes none"),
        ("countries-by-forum", {"year": "25"}, "'25' is no year"),
        ("countries-by-forum", {"country": " "}, "'country' is empty"),
        ("timeline", {"from": "2025-13"}, "'2025-13' is no date"),
        ("timeline", {"from": "May 2025"}, "YYYY-MM-DD"),
        ("large-events", {"minimum": "many"}, "'many' is no whole number"),
        ("evidence", {}, "'thing' must be given"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(
    store: ox.Store, question: str, parameters: dict[str, str], complaint: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        run_question(store, question, parameters)
    assert complaint in str(caught.value)


@pytest.mark.parametrize("words", ['") } DROP ALL #', "') SERVICE <http://127.0.0.1:1/> {", "\\", '"""', "?x", "}"])
def test_a_value_is_bound_as_a_term_whatever_it_holds(store: ox.Store, words: str) -> None:
    assert run_question(store, "themes", {"words": words}).rows == []


def test_any_leaves_a_parameter_free(store: ox.Store) -> None:
    assert run_question(store, "events", {"words": "any"}).rows == run_question(store, "events").rows != []


def test_a_default_is_used_and_can_be_lifted(store: ox.Store, tmp_path: Path) -> None:
    header = "# parameters:\n#   least (integer): at least (default: 5)\n# columns:\n#   n: the number\n"
    body = "SELECT ?n { BIND(param:least() AS ?least) VALUES ?n { 4 5 6 } FILTER(!BOUND(?least) || ?n >= ?least) } ORDER BY ?n"
    write_question(tmp_path, body, header=header)
    for given, expected in ({}, [5, 6]), ({"least": "6"}, [6]), ({"least": "any"}, [4, 5, 6]):
        assert [row["n"] for row in run_question(store, "my-question", given, folder=tmp_path)] == expected


def test_names_are_compared_without_case_accents_and_kinds_of_dash() -> None:
    assert fold_name("Saō  Tomé–Forum’s") == fold_name("sao tome-forum's")


# --- answers ---------------------------------------------------------------------------------------------------------------


def test_csv_is_that_of_sparql_with_labels_or_with_iris(store: ox.Store) -> None:
    answer = run_query(store, 'SELECT ?x ?n ?none { ?x a cv:Country BIND("a,\\"b\\"\\nc" AS ?n) } ORDER BY ?x')
    assert answer.to_csv() == 'x,n,none\r\nCôte d\'Ivoire,"a,""b""\nc",\r\nMalaysia,"a,""b""\nc",\r\n'
    with io.StringIO(answer.to_csv(labels=False), newline="") as file:
        rows = list(csv.reader(file))
    assert rows[2] == [ID + "country/MY", 'a,"b"\nc', ""]


def test_json_is_what_oxigraph_itself_writes(store: ox.Store) -> None:
    sparql = "SELECT ?x ?l ?n ?none ?b { ?x a cv:Country ; rdfs:label ?l BIND(5 AS ?n) } ORDER BY ?x ?l"
    solutions = store.query(
        f"PREFIX cv: <{CV}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {sparql}", use_default_graph_as_union=True
    )
    assert isinstance(solutions, ox.QuerySolutions)
    expected = solutions.serialize(format=ox.QueryResultsFormat.JSON)
    assert expected is not None
    assert json.loads(run_query(store, sparql).to_json()) == json.loads(expected)


def test_a_table_shows_labels_and_takes_no_markup_from_a_document(store: ox.Store) -> None:
    console = Console(file=io.StringIO(), width=120)
    answer = run_query(store, "SELECT ?event (1 AS ?n) { ?event a cv:Event } ORDER BY ?event")
    console.print(answer.to_table())
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "[bold]x[/bold]" in shown and "Lantern Forum 2031" in shown


def test_html_is_escaped(store: ox.Store) -> None:
    answer = run_query(store, 'SELECT ?event ("<b>\\"" AS ?t) { ?event a cv:Event } ORDER BY ?event')
    answer.title = "<i>"
    text = answer._repr_html_()
    assert "<script>" not in text and "<b>" not in text and "<i>" not in text
    assert "&lt;script&gt;" in text and f'title="{ID}event/evil"' in text


def test_html_of_many_rows_says_how_many_more_there_are() -> None:
    answer = Answer(("n",), [(ox.Literal(number),) for number in range(203)])
    assert answer._repr_html_().count("<tr>") == 201 and "3 more rows" in answer._repr_html_()


def test_pandas_gets_labels_numbers_and_nothing_for_nothing(store: ox.Store) -> None:
    frame = run_query(store, "SELECT ?x ?n ?none { ?x a cv:Country BIND(2.5 AS ?n) } ORDER BY ?x").to_pandas()
    assert list(frame.columns) == ["x", "n", "none"]
    assert list(frame["x"]) == ["Côte d'Ivoire", "Malaysia"]
    assert frame["n"].sum() == 5.0 and frame["none"].isna().all()


def test_an_answer_without_rows_keeps_its_columns(store: ox.Store) -> None:
    answer = run_query(store, "SELECT ?x { ?x a cv:Summit }")
    assert answer.to_csv() == "x\r\n" and list(answer.to_pandas().columns) == ["x"] and len(answer) == 0


def test_a_label_is_the_english_one_that_most_documents_use(store: ox.Store) -> None:
    assert label_of(store, ox.NamedNode(ID + "event/lantern-forum-2031")) == "Lantern Forum 2031"
    assert label_of(store, ox.NamedNode(ID + "document/first")) == "first"
    assert label_of(store, ox.NamedNode(CV + "coHostedBy")) == "co hosted by"
    assert label_of(store, ox.NamedNode("https://example.org/x")) == "https://example.org/x"


def test_an_iri_is_shortened_by_the_longest_namespace() -> None:
    assert shorten(ID + "country/MY") == "id:country/MY"
    assert shorten("http://www.w3.org/2001/XMLSchema#date") == "xsd:date"
    assert shorten(ID) == ID


def test_a_question_carries_its_title_and_what_can_be_drawn(store: ox.Store) -> None:
    answer = run_question(store, "countries-by-forum")
    assert answer.title == "Countries by forum" and answer.draw == ("country", "event")
    assert answer.columns == ("country", "event", "role", "document", "quote")


def test_a_query_costs_little_more_than_oxigraph_alone() -> None:
    store = ox.Store()
    store.extend(
        ox.Quad(
            ox.NamedNode(f"{ID}event/{number}"), ox.NamedNode(CV + "edition"), ox.Literal(number), ox.NamedNode(ID + "document/d")
        )
        for number in range(5000)
    )
    sparql = "SELECT ?e ?n WHERE { ?e cv:edition ?n FILTER(?n > 4900) } ORDER BY ?n"
    raw, ours = [], []
    for _ in range(25):
        start = time.perf_counter()
        solutions = store.query(sparql, prefixes={"cv": CV}, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        rows = [tuple(solution) for solution in solutions]
        middle = time.perf_counter()
        answer = run_query(store, sparql)
        raw.append(middle - start)
        ours.append(time.perf_counter() - middle)
        assert answer.rows == rows
    assert min(ours) < 1.3 * min(raw)
