"""Every check is seen to pass on a sound build and to fail on a broken one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.check import CheckReport, CheckResult, check_graph
from kg.check.arithmetic import Figure, find_sums
from kg.check.conflicts import check_conflicts
from kg.check.quotes import check_quotes
from kg.check.reasoner import Axioms, check_consistency, find_clashes, read_axioms
from kg.check.report import make_result
from kg.check.shapes import check_shapes
from kg.check.violations import check_violations
from kg.errors import NoBuild, QuerySyntaxError
from kg.graph import open_store
from kg.graph.iris import expand
from kg.graph.reading import CLAIMS
from kg.model import Claim, Reading
from kg.model import Literal as Value
from tests.graph.fixtures import FORUM, harbour_build, make_claim, make_document, preview, text, wrap_up, write_build

ONTOLOGY = """
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix cv: <https://w3id.org/convene/ns#> .
<https://w3id.org/convene/ns> a owl:Ontology .
cv:Event a owl:Class . cv:Country a owl:Class . cv:Person a owl:Class .
cv:Forum a owl:Class ; rdfs:subClassOf cv:Event .
[] a owl:AllDisjointClasses ; owl:members ( cv:Event cv:Country cv:Person ) .
cv:hasParticipant a owl:ObjectProperty ; rdfs:domain cv:Event ;
  rdfs:range [ a owl:Class ; owl:unionOf ( cv:Country cv:Person ) ] .
cv:edition a owl:DatatypeProperty , owl:FunctionalProperty .
cv:startDate a owl:DatatypeProperty ; rdfs:range xsd:date .
cv:foundedOn a owl:DatatypeProperty ; rdfs:range xsd:date .
cv:endDate a owl:DatatypeProperty ; rdfs:range [ a rdfs:Datatype ; owl:unionOf ( xsd:date xsd:gYear ) ] .
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cv: <https://w3id.org/convene/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix id: <https://w3id.org/convene/id/> .
id:shape-label a sh:NodeShape ; sh:targetClass cv:Event ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:message "an event has a name" ] ;
  sh:property [ sh:path cv:heldIn ; sh:class cv:Place ; sh:message "an event is held in a place" ] ;
  sh:property [ sh:path cv:theme ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "most events have a theme" ] .
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour_build(tmp_path_factory.mktemp("harbour"))


@pytest.fixture
def copy(build: Path) -> Store:
    """Return the build's dataset in memory, to be broken."""
    store = Store()
    store.extend(open_store(build))
    return store


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    path = tmp_path / "small.ttl"
    path.write_text(ONTOLOGY)
    return path


def node(curie: str) -> NamedNode:
    return NamedNode(expand(curie))


def a_claim(store: Store, predicate: str = "cv:startDate") -> tuple[NamedNode, NamedNode]:
    graph = node(f"id:document/harbour-wrap-up{CLAIMS}")
    quad = next(iter(store.quads_for_pattern(None, node("rdf:predicate"), node(predicate), graph)))
    assert isinstance(quad.subject, NamedNode)
    return quad.subject, graph


def change(store: Store, claim: NamedNode, graph: NamedNode, predicate: str, value: NamedNode | Literal | None) -> None:
    for quad in list(store.quads_for_pattern(claim, node(predicate), None, graph)):
        store.remove(quad)
    if value is not None:
        store.add(Quad(claim, node(predicate), value, graph))


# ---------------------------------------------------------------- the whole


def test_a_sound_build_conforms_and_tells_where_documents_disagree(build: Path) -> None:
    report = check_graph(build)
    assert report["quotes"].outcome == "passed", str(report)
    assert report["consistency"].outcome == "passed", str(report)
    assert report["conflicts"].outcome == "information"


def test_no_build_is_an_error_and_not_a_report(tmp_path: Path) -> None:
    with pytest.raises(NoBuild):
        check_graph(tmp_path)


# ---------------------------------------------------------------- receipts


def test_every_claim_of_a_sound_build_has_its_words(build: Path, copy: Store) -> None:
    result = check_quotes(copy, build)
    assert result.outcome == "passed"
    assert result.summary.startswith(f"{len(preview().claims) + len(wrap_up().claims)} claims of 2 documents")


@pytest.mark.parametrize(
    ("predicate", "value", "says"),
    [
        ("cv:quote", Literal("13 May 2031"), 'quotes "13 May 2031" where the text says "12-14 May 2031"'),
        ("cv:begin", Literal(0), "where the text says"),
        ("cv:end", Literal(99_999), "points to"),
        ("cv:begin", Literal("first"), "points to first"),
        ("cv:quote", None, "has no single cv:quote"),
        ("prov:wasDerivedFrom", node("id:document/other"), "not from its document"),
        ("rdf:object", Literal("2099"), "which the document's graph does not hold"),
    ],
)
def test_a_wrong_receipt_is_found(build: Path, copy: Store, predicate: str, value: NamedNode | Literal | None, says: str) -> None:
    claim, graph = a_claim(copy)
    change(copy, claim, graph, predicate, value)
    result = check_quotes(copy, build)
    assert result.outcome == "failed"
    assert any(says in finding for finding in result.findings), result.findings


def test_a_fact_without_a_claim_is_found(build: Path, copy: Store) -> None:
    copy.add(Quad(node(FORUM), node("cv:theme"), Literal("tides"), node("id:document/harbour-preview")))
    result = check_quotes(copy, build)
    assert result.findings == ('harbour-preview: no claim for id:event/harbour-cities-forum-2 cv:theme "tides"',)


def test_a_text_that_changed_or_went_is_found(tmp_path: Path) -> None:
    build = harbour_build(tmp_path)
    path = build / "texts" / "harbour-preview.txt"
    path.write_text(" " + path.read_text())
    (build / "texts" / "harbour-wrap-up.txt").unlink()
    result = check_quotes(open_store(build), build)
    assert result.count == len(preview().claims) + 1
    assert any("its text cannot be read" in finding for finding in result.findings)


def test_quotes_hold_across_line_ends_and_lone_surrogates(tmp_path: Path) -> None:
    document = make_document("a", "first\r\nsecond \ud800 line\rend")
    claims = (make_claim(document, FORUM, "cv:theme", text("x"), "second \ud800 line\rend"),)
    build = write_build(tmp_path, Reading(document, claims))
    assert check_quotes(open_store(build), build).outcome == "passed"


# ---------------------------------------------------------------- shapes


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    folder = tmp_path / "shapes"
    folder.mkdir()
    (folder / "event.ttl").write_text(SHAPES)
    return folder


def test_shapes_say_in_words_what_is_wrong(tmp_path: Path, shapes: Path) -> None:
    document = make_document("a", "The quay met in a person")
    claims = (
        make_claim(document, "id:event/x", "rdf:type", "cv:Event", "quay"),
        make_claim(document, "id:event/x", "cv:heldIn", "id:person/y", "person"),
    )
    build = write_build(tmp_path / "build", Reading(document, claims))
    failed, remarks = check_shapes(open_store(build), build, shapes)
    assert failed.outcome == "failed"
    assert failed.findings == (
        "id:event/x cv:heldIn: an event is held in a place (found id:person/y)",
        "id:event/x rdfs:label: an event has a name",
    )
    assert remarks.outcome == "information"
    assert remarks.findings == ("warning: id:event/x cv:theme: most events have a theme",)


def test_parts_of_a_large_graph_give_the_same_result(build: Path, shapes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import kg.check.shapes as module

    whole = list(check_shapes(open_store(build), build, shapes))
    parts = list(module._read_parts(open_store(build), build / "graph.ttl", 10))
    assert len(parts) > 5
    monkeypatch.setattr(module, "_read_parts", lambda store, path: iter(parts))
    assert list(check_shapes(open_store(build), build, shapes)) == whole


def test_without_shapes_the_check_says_that_it_was_skipped(build: Path, tmp_path: Path) -> None:
    (result,) = check_shapes(open_store(build), build, tmp_path)
    assert result.outcome == "skipped"


# ---------------------------------------------------------------- violation queries


def test_each_row_of_a_violation_query_is_a_finding(build: Path, tmp_path: Path) -> None:
    (tmp_path / "held-violation.rq").write_text(
        "# title: held\nSELECT ?event ?status WHERE { ?event cv:status ?status } ORDER BY ?status"
    )
    (tmp_path / "none-violation.rq").write_text("SELECT ?x WHERE { ?x a cv:Visit }")
    (tmp_path / "other.rq").write_text("this is no query")
    held, none = check_violations(open_store(build), tmp_path)
    assert (held.name, held.outcome, held.summary) == ("held-violation", "failed", "2 rows")
    assert held.findings[0] == "event id:event/harbour-cities-forum-2, status cv:Held"
    assert none.outcome == "passed"


def test_an_ask_query_fails_when_the_answer_is_yes(build: Path, tmp_path: Path) -> None:
    (tmp_path / "a-violation.rq").write_text("ASK { ?x a cv:Forum }")
    (result,) = check_violations(open_store(build), tmp_path)
    assert result.outcome == "failed"


@pytest.mark.parametrize("query", ["SELEKT ?x WHERE { ?x a cv:Event }", "CONSTRUCT WHERE { ?x a cv:Event }"])
def test_a_broken_violation_query_is_an_error_and_no_pass(build: Path, tmp_path: Path, query: str) -> None:
    (tmp_path / "bad-violation.rq").write_text(query)
    with pytest.raises(QuerySyntaxError, match=r"bad-violation\.rq|it builds"):
        list(check_violations(open_store(build), tmp_path))


# ---------------------------------------------------------------- the ontology


def test_axioms_are_read_from_the_ontology(ontology: Path) -> None:
    axioms = read_axioms(ontology)
    assert frozenset(("cv:Event", "cv:Person")) in axioms.disjoint
    assert axioms.functional == {"cv:edition"}
    assert axioms.domains["cv:hasParticipant"] == {"cv:Event"}
    assert axioms.ranges["cv:hasParticipant"] == {"cv:Country", "cv:Person"}


def test_two_documents_that_disagree_are_no_contradiction(build: Path, ontology: Path) -> None:
    assert list(find_clashes(open_store(build), read_axioms(ontology))) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "says"),
    [
        ("id:event/x", "rdf:type", "cv:Country", "id:event/x is both cv:Country and cv:Event"),
        (
            "id:country/EE",
            "cv:hasParticipant",
            "id:country/EE",
            "id:country/EE (cv:Country) is subject of cv:hasParticipant, which takes cv:Event",
        ),
        (
            "id:event/x",
            "cv:hasParticipant",
            "id:event/x",
            "(cv:Event, cv:Forum) is object of cv:hasParticipant, which takes cv:Country, cv:Person",
        ),
        ("id:event/x", "cv:edition", Value("3", "xsd:integer"), "a: id:event/x has 2 values of cv:edition"),
    ],
)
def test_a_contradiction_of_the_ontology_is_found(
    tmp_path: Path, ontology: Path, subject: str, predicate: str, value: str | Value, says: str
) -> None:
    document = make_document("a", "words")
    triples: list[tuple[str, str, str | Value]] = [
        ("id:event/x", "rdf:type", "cv:Forum"),
        ("id:country/EE", "rdf:type", "cv:Country"),
        ("id:event/x", "cv:edition", Value("2", "xsd:integer")),
        (subject, predicate, value),
    ]
    build = write_build(
        tmp_path / "build", Reading(document, tuple(make_claim(document, *triple, "words") for triple in triples))
    )
    found = list(find_clashes(open_store(build), read_axioms(ontology)))
    assert any(says in line for line in found), found


def test_an_open_class_excludes_nothing() -> None:
    assert not Axioms().exclude({"cv:Event"}, frozenset({"cv:Place"}))


def test_hermit_reads_a_view_without_dates(tmp_path: Path, ontology: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("no Java here")
    document = make_document("a", "words")
    founded = make_claim(document, "id:organization/x", "cv:foundedOn", Value("2001-02-03", "xsd:date"), "words")
    build = write_build(tmp_path / "build", Reading(document, (founded,)))
    _, result = check_consistency(open_store(build), ontology)
    assert result.outcome == "passed", result.summary


def test_hermit_finds_an_inconsistent_graph(tmp_path: Path, ontology: Path) -> None:
    document = make_document("a", "words")
    claims = tuple(make_claim(document, "id:event/x", "rdf:type", kind, "words") for kind in ("cv:Forum", "cv:Country"))
    build = write_build(tmp_path / "build", Reading(document, claims))
    _, result = check_consistency(open_store(build), ontology)
    if not shutil.which("java"):
        pytest.skip("no Java here")
    assert result.outcome == "failed"


def test_without_java_the_other_check_stands_alone(build: Path, ontology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    clashes, hermit = check_consistency(open_store(build), ontology)
    assert clashes.outcome == "passed"
    assert hermit.outcome == "skipped"
    assert "no Java" in hermit.summary


def test_hermit_that_takes_too_long_is_stopped(build: Path, ontology: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not shutil.which("java"):
        pytest.skip("no Java here")
    monkeypatch.setattr("kg.check.reasoner._PATIENCE", 0.01)
    _, hermit = check_consistency(open_store(build), ontology)
    assert hermit.outcome == "skipped"
    assert "timed out" in hermit.summary


# ---------------------------------------------------------------- what disagrees, what adds up


def test_conflicts_name_the_documents_and_are_no_failure(build: Path) -> None:
    result = check_conflicts(open_store(build))
    assert result.outcome == "information"
    assert result.findings == (
        "Second Harbour Cities Forum: cv:endDate is 2031-05-14 (harbour-wrap-up); 2031-05-15 (harbour-preview)",
        "Second Harbour Cities Forum: cv:status is cv:Held (harbour-wrap-up); cv:Planned (harbour-preview)",
    )


def test_a_month_and_a_day_in_it_do_not_disagree(tmp_path: Path) -> None:
    readings = []
    for slug, date in (("a", Value("2031-05", "xsd:gYearMonth")), ("b", Value("2031-05-12", "xsd:date"))):
        document = make_document(slug, "words")
        readings.append(Reading(document, (make_claim(document, FORUM, "cv:startDate", date, "words"),)))
    assert check_conflicts(open_store(write_build(tmp_path, *readings))).outcome == "passed"


def figures_of(words: str, *numbers: int) -> list[Figure]:
    places = [(words.index(str(number)), number) for number in numbers]
    return [Figure(begin, begin + len(str(number)), number, "") for begin, number in places]


@pytest.mark.parametrize(
    ("words", "numbers", "outcome"),
    [
        ("116 activities, including 19 exhibitions and 97 meetings.", (116, 19, 97), [True]),
        ("116 activities, including 19 exhibitions and 98 more.", (116, 19, 98), [False]),
        ("116 activities, comprising 19 exhibitions and 90 meetings.", (116, 19, 90), [False]),
        ("116 activities, including 19 exhibitions and 90 meetings.", (116, 19, 90), []),
        ("116 activities were held. 19 ministers and 97 mayors came.", (116, 19, 97), []),
        ("116 activities, including 19 exhibitions.\n\nThen 97 mayors came, 12 of them twice.", (116, 19, 97, 12), []),
        ("116 activities, including 19 shows, and more than 50 talks.", (116, 19, 50), []),
    ],
)
def test_parts_are_added_up_where_the_words_make_them_parts(words: str, numbers: tuple[int, ...], outcome: list[bool]) -> None:
    assert [adds for adds, _, _ in find_sums(figures_of(words, *numbers), words)] == outcome


def test_about_a_hundred_need_not_add_up() -> None:
    words = "about 100 talks, comprising 19 shows and 60 more"
    figures = [replace(figure, exact=figure.value != 100) for figure in figures_of(words, 100, 19, 60)]
    assert list(find_sums(figures, words)) == []


def test_sums_of_a_build_are_told_with_their_event(tmp_path: Path) -> None:
    words = "The forum had 116 activities, including 19 exhibitions and 98 more."
    document = make_document("a", words)
    claims: list[Claim] = [make_claim(document, FORUM, "rdfs:label", text("Harbour Forum", "en"), "forum")]
    for number, what in (("116", "activities"), ("19", "exhibitions"), ("98", "more")):
        quantity = f"id:quantity/harbour-{number}"
        claims.append(make_claim(document, FORUM, "cv:hasQuantity", quantity, number))
        claims.append(make_claim(document, quantity, "cv:value", Value(number, "xsd:integer"), number))
        claims.append(make_claim(document, quantity, "cv:of", text(what), what))
    result = check_graph(write_build(tmp_path, Reading(document, tuple(claims))))["arithmetic"]
    assert result.outcome == "information"
    assert result.findings == ("a: Harbour Forum: 116 activities ≠ 19 exhibitions + 98 more, which is 117",)


# ---------------------------------------------------------------- the report


def test_only_failures_make_a_graph_not_conform() -> None:
    fine = CheckReport((CheckResult("a", "information", "x"), CheckResult("b", "skipped", "y"), CheckResult("c", "passed", "z")))
    assert fine.conforms
    assert not CheckReport((*fine.results, CheckResult("d", "failed", "w"))).conforms


@pytest.mark.parametrize("show", [str, lambda report: report._repr_html_()])
def test_a_report_shows_the_first_findings_and_counts_the_rest(show: Callable[[CheckReport], str]) -> None:
    result = make_result("sums", (f"finding {number:04}" for number in range(1500)), "fine", "{} wrong")
    shown = show(CheckReport((result,)))
    assert "1500 wrong" in shown
    assert "finding 0019" in shown
    assert "finding 0020" not in shown
    assert "1480 more" in shown


def test_text_of_a_document_cannot_mark_up_the_report() -> None:
    shown = CheckReport((make_result("x", ["[bold]not bold[/bold] <script>"], "", "{}"),))._repr_html_()
    assert "[bold]not bold[/bold] &lt;script&gt;" in shown
