"""What a build's folder holds: graphs, claims, texts, and the same bytes every time."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

import kg.graph.writer as writing
from kg.errors import BuildError
from kg.export import export_graph
from kg.graph import GraphWriter, open_store
from kg.graph.iris import expand
from kg.graph.reading import CLAIMS, INFERRED, REFERENCE
from kg.model import Literal as Value
from kg.model import Reading
from tests.graph.fixtures import (
    COUNCIL,
    FORUM,
    harbour_build,
    make_claim,
    make_document,
    preview,
    text,
    wrap_up,
    write_build,
)

HOSTILE = (
    'He said "quay" \\ back\\n, tab\t, line\r\nend, nul\x00, bell\x07, feed\x0c, del\x7f, '
    "lone\ud800, nonchar\ufffe, sep\u2028, 🌊 <b>&amp;"
)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour_build(tmp_path_factory.mktemp("harbour"))


@pytest.fixture(scope="module")
def quads(build: Path) -> set[Quad]:
    return set(parse(path=str(build / "graph.trig"), format=RdfFormat.TRIG))


def graph_of(quads: set[Quad], curie: str) -> set[tuple[str, str, str]]:
    name = NamedNode(expand(curie)) if curie else DefaultGraph()
    return {(shorten(quad.subject), shorten(quad.predicate), shorten(quad.object)) for quad in quads if quad.graph_name == name}


def shorten(term: object) -> str:
    from kg.graph.iris import contract

    return contract(term.value) if isinstance(term, NamedNode) else str(term)


def test_a_documents_graph_holds_what_it_states_and_nothing_else(quads: set[Quad]) -> None:
    stated = graph_of(quads, "id:document/harbour-wrap-up")
    assert len(stated) == len(wrap_up().claims)
    assert (FORUM, "cv:hostedBy", COUNCIL) in stated
    assert (FORUM, "cv:organizedBy", COUNCIL) not in stated
    assert (FORUM, "cv:endDate", '"2031-05-15"^^<http://www.w3.org/2001/XMLSchema#date>') not in stated


def test_every_fact_has_one_claim_with_its_words(quads: set[Quad]) -> None:
    claims = Store()
    claims.extend(quad for quad in quads if str(quad.graph_name).endswith(f"wrap-up{CLAIMS}>"))
    for claim in wrap_up().claims:
        found = [
            quad.subject
            for quad in claims.quads_for_pattern(None, NamedNode(expand("cv:quote")), Literal(claim.evidence.quote))
            if any(claims.quads_for_pattern(quad.subject, NamedNode(expand("rdf:predicate")), NamedNode(expand(claim.predicate))))
        ]
        assert found, claim
    assert len(list(claims.quads_for_pattern(None, None, NamedNode(expand("cv:Claim"))))) == len(wrap_up().claims)


def test_the_default_graph_describes_each_document(quads: set[Quad]) -> None:
    described = graph_of(quads, "")
    wrap = "id:document/harbour-wrap-up"
    assert {subject for subject, _, _ in described} == {wrap, "id:document/harbour-preview"}
    assert (wrap, "cv:fileName", '"reports/harbour-wrap-up.txt"') in described
    assert (wrap, "dcterms:issued", '"2031-05-14"^^<http://www.w3.org/2001/XMLSchema#date>') in described
    assert (wrap, "dcterms:source", "https://example.org/harbour?id=2") in described


@pytest.mark.parametrize(
    ("published", "datatype"), [("2031", "gYear"), ("2031-05", "gYearMonth"), ("2031-05-14", "date"), ("last May", "string")]
)
def test_a_publication_date_keeps_its_precision(tmp_path: Path, published: str, datatype: str) -> None:
    write_build(tmp_path, Reading(make_document("a", "words", published=published)))
    (issued,) = open_store(tmp_path).quads_for_pattern(None, NamedNode(expand("dcterms:issued")), None)
    assert isinstance(issued.object, Literal)
    assert issued.object.datatype.value == f"http://www.w3.org/2001/XMLSchema#{datatype}"


@pytest.mark.parametrize("source", ["Harbour Gazette, p. 3", "http://", "http://[x", "javascript:alert(1)", "https://a b/"])
def test_a_source_that_is_no_web_address_stays_text(tmp_path: Path, source: str) -> None:
    write_build(tmp_path, Reading(make_document("a", "words", source=source)))
    (quad,) = open_store(tmp_path).quads_for_pattern(None, NamedNode(expand("dcterms:source")), None)
    assert quad.object == Literal(source)


def test_what_follows_stands_in_the_inferred_graph_only(quads: set[Quad]) -> None:
    inferred = graph_of(quads, "id:graph/inferred")
    assert (FORUM, "cv:organizedBy", COUNCIL) in inferred
    assert (FORUM, "cv:hasParticipant", COUNCIL) in inferred
    assert (COUNCIL, "cv:participatedIn", FORUM) in inferred
    assert not inferred & graph_of(quads, "id:document/harbour-wrap-up")
    assert not inferred & graph_of(quads, "id:graph/reference")


def test_members_of_a_group_do_not_become_participants(quads: set[Quad]) -> None:
    participants = {
        value for subject, predicate, value in graph_of(quads, "id:graph/inferred") if predicate == "cv:hasParticipant"
    }
    guests = {subject for subject, predicate, _ in graph_of(quads, "id:graph/inferred") if predicate == "cv:participatedIn"}
    assert participants == {COUNCIL}
    assert guests == {COUNCIL, "id:group/asean", "id:country/EE", "id:country/VN", "id:country/CI"}


def test_the_turtle_is_the_dataset_merged_without_claims(build: Path, quads: set[Quad]) -> None:
    merged = {(quad.subject, quad.predicate, quad.object) for quad in quads if not str(quad.graph_name).endswith(f"{CLAIMS}>")}
    turtle = [
        (quad.subject, quad.predicate, quad.object) for quad in parse(path=str(build / "graph.ttl"), format=RdfFormat.TURTLE)
    ]
    assert len(turtle) == len(set(turtle))
    assert set(turtle) == merged


def test_the_turtle_is_sorted_by_subject(build: Path) -> None:
    subjects = [
        quad.subject.value
        for quad in parse(path=str(build / "graph.ttl"), format=RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
    ]
    assert [subject for subject, _ in itertools.groupby(subjects)] == sorted(set(subjects))


def test_the_store_holds_the_trig(build: Path, quads: set[Quad]) -> None:
    assert set(open_store(build)) == quads


def test_the_graphs_come_in_order(build: Path) -> None:
    names = [quad.graph_name for quad in parse(path=str(build / "graph.trig"), format=RdfFormat.TRIG)]
    order = [name.value.rpartition("/id/")[2] if isinstance(name, NamedNode) else "" for name, _ in itertools.groupby(names)]
    assert order[:5] == [
        "",
        "document/harbour-preview",
        "document/harbour-preview/claims",
        "document/harbour-wrap-up",
        "document/harbour-wrap-up/claims",
    ]
    assert order[5:] == [iri.rpartition("/id/")[2] for iri in (INFERRED, REFERENCE)]


def test_rdflib_reads_the_same_triples(build: Path) -> None:
    turtle = rdflib.Graph().parse(build / "graph.ttl", format="turtle")
    assert len(turtle) == sum(1 for _ in parse(path=str(build / "graph.ttl"), format=RdfFormat.TURTLE))
    assert (rdflib.URIRef(expand(FORUM)), rdflib.URIRef(expand("cv:edition")), rdflib.Literal(2)) in turtle


def test_texts_are_kept_as_read(build: Path) -> None:
    assert (build / "texts" / "harbour-wrap-up.txt").read_bytes().decode() == wrap_up().document.text
    assert not (build / "spool").exists()


def test_line_ends_are_kept_so_that_offsets_hold(tmp_path: Path) -> None:
    document = make_document("a", "one\r\ntwo\rthree\n")
    write_build(tmp_path, Reading(document))
    assert (tmp_path / "texts" / "a.txt").read_bytes() == b"one\r\ntwo\rthree\n"


def test_hostile_text_comes_back_as_it_was(tmp_path: Path) -> None:
    document = make_document("a", HOSTILE, title=HOSTILE)
    claims = (
        make_claim(document, FORUM, "rdfs:label", text(HOSTILE, "en"), HOSTILE),
        make_claim(document, FORUM, "cv:theme", text(HOSTILE), HOSTILE),
    )
    write_build(tmp_path, Reading(document, claims))
    expected = HOSTILE.translate(dict.fromkeys((0, 0xD800, 0xFFFE), "\ufffd"))
    store = open_store(tmp_path)
    for predicate in ("rdfs:label", "cv:theme", "cv:quote", "dcterms:title"):
        for quad in store.quads_for_pattern(None, NamedNode(expand(predicate)), None):
            if not str(quad.graph_name).endswith("graph/reference>"):
                assert isinstance(quad.object, Literal)
                assert quad.object.value == expected
    assert (tmp_path / "texts" / "a.txt").read_bytes().decode() == expected
    assert set(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG)) == set(store)
    label = rdflib.Graph().parse(tmp_path / "graph.ttl", format="turtle").value(rdflib.URIRef(expand(FORUM)), rdflib.RDFS.label)
    assert label == rdflib.Literal(expected, lang="en")


@pytest.mark.parametrize(
    "local",
    [
        'event/a b"<>{}|\\^`',
        "event/" + "#x#",
        "event/a[1]",
        "event/%zz",
        "event/\ud800",
        "event/港口",
        "event/..",
        "event//",
        "event/.",
        "event/a?b",
    ],
)
def test_a_hostile_name_becomes_one_valid_iri(tmp_path: Path, local: str) -> None:
    document = make_document("a", "words")
    write_build(tmp_path, Reading(document, (make_claim(document, f"id:{local}", "cv:theme", text("words"), "words"),)))
    (quad,) = (
        quad
        for quad in parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG)
        if quad.predicate.value == expand("cv:theme")
    )
    assert quad.subject == NamedNode(expand(f"id:{local}"))
    assert set(open_store(tmp_path)) == set(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG))
    assert export_graph(open_store(tmp_path), "trig") == (tmp_path / "graph.trig").read_bytes()


@pytest.mark.parametrize(
    "value",
    [
        Value("026", "xsd:integer"),
        Value("99999999999999999999999", "xsd:integer"),
        Value("many", "xsd:integer"),
        Value("1.0", "xsd:decimal"),
        Value("2031-02-30", "xsd:date"),
        Value("09:30:00", "xsd:time"),
        Value("Forum", "rdf:langString", "zh-Hans"),
        Value("Forum", "rdf:langString", "not a tag"),
        Value("Forum", "rdf:langString"),
        Value(""),
    ],
)
def test_store_and_files_agree_on_any_literal(tmp_path: Path, value: Value) -> None:
    document = make_document("a", "words")
    write_build(tmp_path, Reading(document, (make_claim(document, FORUM, "cv:theme", value, "words"),)))
    assert set(open_store(tmp_path)) == set(parse(path=str(tmp_path / "graph.trig"), format=RdfFormat.TRIG))
    assert export_graph(open_store(tmp_path), "turtle") == (tmp_path / "graph.ttl").read_bytes()
    assert export_graph(open_store(tmp_path), "trig") == (tmp_path / "graph.trig").read_bytes()


def test_a_triple_claimed_twice_has_one_claim(tmp_path: Path) -> None:
    reading = wrap_up()
    write_build(tmp_path, replace(reading, claims=reading.claims * 2))
    write_build(tmp_path / "once", reading)
    assert (tmp_path / "graph.trig").read_bytes() == (tmp_path / "once" / "graph.trig").read_bytes()


def test_of_two_claims_of_one_triple_the_first_stands(tmp_path: Path) -> None:
    document = make_document("a", "the forum, that forum")
    claims = tuple(make_claim(document, FORUM, "rdf:type", "cv:Forum", quote) for quote in ("the forum", "that forum"))
    write_build(tmp_path, Reading(document, claims))
    (quad,) = open_store(tmp_path).quads_for_pattern(None, NamedNode(expand("cv:quote")), None)
    assert quad.object == Literal("the forum")


def test_two_builds_under_other_hash_seeds_are_the_same_bytes(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.graph.fixtures import harbour_build; harbour_build(Path(sys.argv[1]))"
    )
    for seed in ("0", "1", "4242"):
        root = Path(__file__).parents[2]
        paths = os.pathsep.join((str(root), os.environ.get("PYTHONPATH", "")))
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)],
            check=True,
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
        )
    for name in ("graph.ttl", "graph.trig"):
        assert len({(tmp_path / seed / name).read_bytes() for seed in ("0", "1", "4242")}) == 1


def test_the_order_of_claims_does_not_matter(build: Path, tmp_path: Path) -> None:
    readings = [replace(reading, claims=reading.claims[::-1]) for reading in (preview(), wrap_up())]
    write_build(tmp_path, *readings)
    for name in ("graph.ttl", "graph.trig"):
        assert (tmp_path / name).read_bytes() == (build / name).read_bytes()


def test_many_sorted_runs_give_the_same_bytes_as_one(build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_RUN", 3)
    harbour_build(tmp_path)
    for name in ("graph.ttl", "graph.trig"):
        assert (tmp_path / name).read_bytes() == (build / name).read_bytes()


def test_an_empty_build_is_valid(tmp_path: Path) -> None:
    write_build(tmp_path)
    assert list(open_store(tmp_path)) == []
    assert list(parse(path=str(tmp_path / "graph.ttl"), format=RdfFormat.TURTLE)) == []


@pytest.mark.parametrize("slugs", [("b", "a"), ("a", "a")])
def test_documents_out_of_order_are_refused(tmp_path: Path, slugs: tuple[str, str]) -> None:
    writer = GraphWriter(tmp_path)
    writer.write(Reading(make_document(slugs[0], "words")))
    with pytest.raises(BuildError, match="in order of slug"):
        writer.write(Reading(make_document(slugs[1], "words")))


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = GraphWriter(tmp_path)

    def refuse(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_create", refuse)
    with pytest.raises(BuildError) as caught:
        writer.write(preview())
    assert "No space left on device" in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
@pytest.mark.parametrize("limit", [5_000, 20_000, 60_000])
def test_a_disk_that_fills_up_while_writing_fails_cleanly(tmp_path: Path, limit: int) -> None:
    code = f"""
import resource, sys
from pathlib import Path
from kg.errors import BuildError
from kg.export import export_graph
from tests.graph.fixtures import harbour_build
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    harbour_build(Path(sys.argv[1]))
except BuildError as error:
    print(error)
"""
    root = Path(__file__).parents[2]
    paths = os.pathsep.join((str(root), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "build")],
        capture_output=True,
        text=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": paths},
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "cannot be written" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
