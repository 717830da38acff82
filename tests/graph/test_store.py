"""Opening a build's store."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import NoBuild
from kg.graph import open_store
from kg.graph.iris import contract, expand
from kg.graph.reading import list_documents, list_graphs, read_labels
from tests.graph.fixtures import FORUM, harbour_build


def test_a_folder_without_a_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoBuild, match="no build here") as caught:
        open_store(tmp_path)
    assert "kg build" in str(caught.value)


def test_a_broken_store_is_no_build(tmp_path: Path) -> None:
    harbour_build(tmp_path)
    (tmp_path / "store" / "CURRENT").write_text("nonsense\n")
    with pytest.raises(NoBuild, match="cannot be opened"):
        open_store(tmp_path)


def test_the_store_is_read_only_and_opens_twice(tmp_path: Path) -> None:
    harbour_build(tmp_path)
    one, other = open_store(tmp_path), open_store(tmp_path)
    assert len(one) == len(other) > 0
    with pytest.raises(RuntimeError):
        one.add(Quad(NamedNode("a:b"), NamedNode("a:b"), NamedNode("a:b")))


def test_graphs_documents_and_labels_are_read_back(tmp_path: Path) -> None:
    store = open_store(harbour_build(tmp_path))
    assert [contract(document) for document in list_documents(store)] == [
        "id:document/harbour-preview",
        "id:document/harbour-wrap-up",
    ]
    assert [contract(graph) for graph in list_graphs(store)][-2:] == ["id:graph/inferred", "id:graph/reference"]
    assert read_labels(store)[expand(FORUM)] == "Second Harbour Cities Forum"
