"""Each format is read back by a parser that did not write it, with the same number of triples."""

from __future__ import annotations

import csv
import errno
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import Store

from kg.errors import ExportError
from kg.export import export_graph
from kg.graph import open_store
from kg.graph.iris import expand
from kg.graph.reading import merged_quads
from kg.model import Reading
from tests.graph.fixtures import FORUM, harbour_build, make_claim, make_document, preview, text, wrap_up, write_build

ROOT = Path(__file__).parents[2]
FORMATS = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "csv")
MERGED = ("turtle", "ntriples", "rdfxml")
WHOLE = ("trig", "nquads", "jsonld")
CONTROLS = "bell\x07 feed\x0c return\r\nline\ttab <&>'\" ]]> é 港口 🌊"
HOSTILE_LABEL = "<script>alert(1)</script> & \"quay\" 'x' \x07"

COUNT_WITH_NODE = """
const fs = require('fs');
const [format, path] = process.argv.slice(1);
const text = fs.readFileSync(path, 'utf8');
const {Parser} = require('n3');
const count = quads => new Set(quads.map(q => JSON.stringify(
  [q.subject, q.predicate, q.object, q.graph].map(t => [t.termType, t.value, t.language, t.datatype && t.datatype.value])))).size;
if (format === 'jsonld') {
  require('jsonld').toRDF(JSON.parse(text), {format: 'application/n-quads'})
    .then(quads => console.log(count(new Parser({format: 'N-Quads'}).parse(quads))));
} else {
  const names = {turtle: 'Turtle', trig: 'TriG', ntriples: 'N-Triples', nquads: 'N-Quads'};
  console.log(count(new Parser({format: names[format]}).parse(text)));
}
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("harbour")
    document = make_document("a-hostile", f"{CONTROLS} {HOSTILE_LABEL}")
    claims = (
        make_claim(document, FORUM, "cv:theme", text(CONTROLS, "en"), CONTROLS),
        make_claim(document, "id:organization/x", "rdf:type", "cv:Organization", HOSTILE_LABEL),
        make_claim(document, "id:organization/x", "rdfs:label", text(HOSTILE_LABEL), HOSTILE_LABEL),
        make_claim(document, FORUM, "cv:hasParticipant", "id:organization/x", HOSTILE_LABEL),
    )
    return write_build(folder, Reading(document, claims), preview(), wrap_up())


@pytest.fixture(scope="module")
def store(build: Path) -> Store:
    return open_store(build)


@pytest.fixture
def exported(store: Store, tmp_path: Path) -> Callable[[str], Path]:
    def write(form: str) -> Path:
        path = tmp_path / f"graph.{form}"
        assert export_graph(store, form, path) is None
        return path

    return write


def expected(store: Store, form: str) -> int:
    return len({quad.triple for quad in merged_quads(store)}) if form in MERGED else len(store)


# ---------------------------------------------------------------- RDF


@pytest.mark.parametrize("form", MERGED)
def test_rdflib_reads_the_merged_graph(store: Store, exported: Callable[[str], Path], form: str) -> None:
    names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}
    graph = rdflib.Graph().parse(exported(form), format=names[form])
    assert len(graph) == expected(store, form)
    assert not list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(expand("cv:Claim"))))


@pytest.mark.parametrize("form", WHOLE)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_rdflib_reads_the_whole_dataset(store: Store, exported: Callable[[str], Path], form: str) -> None:
    names = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    dataset.parse(exported(form), format=names[form])
    assert sum(1 for _ in dataset.quads()) == expected(store, form)
    theme = rdflib.Literal(CONTROLS, lang="en")
    assert list(dataset.quads((None, rdflib.URIRef(expand("cv:theme")), theme, None)))


@pytest.mark.parametrize("form", (*MERGED, "trig", "nquads"))
def test_rapper_reads_the_same_number(store: Store, exported: Callable[[str], Path], form: str) -> None:
    if not shutil.which("rapper"):
        pytest.skip("rapper is not installed (apt-get install raptor2-utils)")
    path = exported(form)
    done = subprocess.run(
        ["rapper", "-q", "-i", form, "-o", "nquads", str(path)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(set(done.stdout.splitlines())) == expected(store, form)


@pytest.mark.parametrize("form", ("turtle", "ntriples", *WHOLE))
def test_n3_and_jsonld_on_node_read_the_same_number(store: Store, exported: Callable[[str], Path], form: str) -> None:
    modules = os.environ.get("NODE_PATH") or str(ROOT / ".tools" / "node_modules")
    if not shutil.which("node") or not any((Path(folder) / "n3").is_dir() for folder in modules.split(os.pathsep)):
        pytest.skip("n3 and jsonld are not installed (npm install --prefix .tools n3 jsonld)")
    command = ["node", "-e", COUNT_WITH_NODE, form, str(exported(form))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=os.environ | {"NODE_PATH": modules})
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == expected(store, form)


def test_turtle_and_trig_are_the_files_of_the_build(build: Path, store: Store) -> None:
    assert export_graph(store, "turtle") == (build / "graph.ttl").read_bytes()
    assert export_graph(store, "trig") == (build / "graph.trig").read_bytes()


@pytest.mark.parametrize("form", ("ntriples", "nquads"))
def test_lines_are_sorted(store: Store, form: str) -> None:
    lines = (export_graph(store, form) or b"").decode().splitlines()
    if form == "ntriples":
        assert lines == sorted(set(lines))
    graphs = [line.rpartition("> <")[2] for line in lines]
    assert len(lines) == len(set(lines))
    assert form == "ntriples" or sum(one != other for one, other in itertools.pairwise(graphs)) >= 7


def test_json_ld_is_compact_by_the_prefixes(store: Store) -> None:
    document = json.loads(export_graph(store, "jsonld") or b"")
    assert document["@context"]["cv"] == "https://w3id.org/convene/ns#"
    graph = next(one for one in document["@graph"] if one["@id"] == "id:document/harbour-wrap-up" and "@graph" in one)
    event = next(one for one in graph["@graph"] if one["@id"] == FORUM)
    assert event["@type"] == ["cv:Event", "cv:Forum"]
    assert event["cv:startDate"] == [{"@value": "2031-05-12", "@type": "xsd:date"}]
    assert event["rdfs:label"] == [{"@value": "Second Harbour Cities Forum", "@language": "en"}]


# ---------------------------------------------------------------- networks


def network_of(form: str, path: Path) -> networkx.MultiDiGraph[str]:
    network = networkx.read_graphml(path, force_multigraph=True) if form == "graphml" else networkx.read_gexf(path)
    assert isinstance(network, networkx.MultiDiGraph)
    return network


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networkx_reads_entities_and_edges(exported: Callable[[str], Path], form: str) -> None:
    network = network_of(form, exported(form))
    assert network.nodes[FORUM]["label"] == "Second Harbour Cities Forum"
    assert network.nodes[FORUM]["class"] == "cv:Forum"
    assert network.nodes[FORUM]["start_date"] == "2031-05-12"
    edges = {(source, data["predicate"], target) for source, target, data in network.edges(data=True)}
    assert (FORUM, "cv:hostedBy", "id:organization/baltic-harbour-council") in edges
    assert not any(predicate == "cv:organizedBy" for _, predicate, _ in edges), "what is inferred is no edge"
    assert not any(node.startswith("id:claim/") for node in network)
    assert len(edges) == network.number_of_edges()


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_an_edge_names_the_documents_that_state_it(exported: Callable[[str], Path], form: str) -> None:
    network = network_of(form, exported(form))
    documents = {data["documents"] for _, target, data in network.out_edges(FORUM, data=True) if target == "id:place/tallinn-ee"}
    assert documents == {"harbour-preview harbour-wrap-up"}


@pytest.mark.parametrize("form", ["graphml", "gexf", "rdfxml"])
def test_xml_holds_hostile_text(exported: Callable[[str], Path], form: str) -> None:
    root = ElementTree.fromstring(exported(form).read_bytes())  # noqa: S314  written just now
    assert any(
        HOSTILE_LABEL.replace("\x07", "\ufffd") in (value or "")
        for one in root.iter()
        for value in (one.text, *one.attrib.values())
    )


def test_gexf_keeps_to_its_schema(exported: Callable[[str], Path]) -> None:
    root = ElementTree.fromstring(exported("gexf").read_bytes())  # noqa: S314  written just now
    ns = "{http://www.gexf.net/1.2draft}"
    (graph,) = root.findall(f"{ns}graph")
    assert root.attrib["version"] == "1.2"
    assert set(graph.attrib) <= {"defaultedgetype", "mode", "idtype", "timeformat", "start", "end"}
    assert [child.tag.removeprefix(ns) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    declared = {kind.attrib["class"]: {one.attrib["id"] for one in kind} for kind in graph.findall(f"{ns}attributes")}
    assert {one.attrib["type"] for one in graph.iter(f"{ns}attribute")} <= {"string", "long"}
    nodes, edges = list(graph.iter(f"{ns}node")), list(graph.iter(f"{ns}edge"))
    ids = {node.attrib["id"] for node in nodes}
    assert len(ids) == len(nodes)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    assert all("label" in one.attrib for one in nodes)
    assert {end for edge in edges for end in (edge.attrib["source"], edge.attrib["target"])} <= ids
    for kind, elements in (("node", nodes), ("edge", edges)):
        assert {value.attrib["for"] for one in elements for value in one.iter(f"{ns}attvalue")} <= declared[kind]


# ---------------------------------------------------------------- the table


def test_the_table_has_a_row_for_each_claim(exported: Callable[[str], Path]) -> None:
    rows = list(csv.DictReader(io.StringIO(exported("csv").read_bytes().decode(), newline="")))
    assert len(rows) == 4 + len(preview().claims) + len(wrap_up().claims)
    row = next(row for row in rows if row["predicate"] == "cv:hostedBy")
    assert row == {
        "subject": FORUM,
        "subject_label": "Second Harbour Cities Forum",
        "predicate": "cv:hostedBy",
        "object": "id:organization/baltic-harbour-council",
        "object_label": "Baltic Harbour Council",
        "document": "id:document/harbour-wrap-up",
        "quote": "hosted by the\nBaltic Harbour Council",
    }
    assert next(row for row in rows if row["predicate"] == "cv:theme")["object"] == CONTROLS


# ---------------------------------------------------------------- all


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_is_the_same_bytes_under_any_hash_seed(build: Path, store: Store, form: str, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kg.export import export_graph; from kg.graph import open_store; "
        "export_graph(open_store(Path(sys.argv[1])), sys.argv[2], Path(sys.argv[3]))"
    )
    path = tmp_path / "out"
    subprocess.run(
        [sys.executable, "-c", code, str(build), form, str(path)], check=True, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "77"}
    )
    assert path.read_bytes() == export_graph(store, form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_can_be_exported(form: str) -> None:
    content = export_graph(Store(), form)
    assert content is not None
    assert form == "ntriples" or form == "nquads" or content


def test_an_unknown_format_names_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="unknown format 'docx'") as caught:
        export_graph(store, "docx", tmp_path / "x")
    assert "turtle trig ntriples" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file_and_nothing_else(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.nt"
    path.write_text("old")

    def fill_up(store: Store, file: io.BytesIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.export.rdf.write_ntriples", fill_up)
    with pytest.raises(ExportError, match="No space left on device"):
        export_graph(store, "ntriples", path)
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["graph.nt"]


def test_a_folder_that_is_not_there_is_one_line(store: Store, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written") as caught:
        export_graph(store, "csv", tmp_path / "none" / "x.csv")
    assert "\n" not in str(caught.value)


def test_an_exported_file_has_the_usual_mode(exported: Callable[[str], Path], tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    assert exported("csv").stat().st_mode == usual.stat().st_mode


def test_many_lines_are_sorted_on_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = export_graph(store, "ntriples")
    monkeypatch.setattr("kg.export.rdf._RUN", 7)
    assert export_graph(store, "ntriples") == whole


def test_harbour_build_alone_has_no_control_characters_to_lose(tmp_path: Path) -> None:
    store = open_store(harbour_build(tmp_path))
    content = export_graph(store, "rdfxml") or b""
    assert "\ufffd" not in content.decode()
