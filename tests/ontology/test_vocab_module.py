"""kg/vocab.py is what make_vocab.py writes."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from kg import vocab
from tests.ontology.closure import ONTOLOGY


def test_the_module_is_up_to_date_with_the_ontology() -> None:
    done = subprocess.run([sys.executable, ONTOLOGY / "make_vocab.py", "--check"], capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_the_module_imports_no_rdf_library() -> None:
    tree = ast.parse(Path(vocab.__file__).read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules == {"__future__", "typing"}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


def test_constants_are_the_curies_of_all_terms() -> None:
    constants = {value for name, value in vars(vocab.CV).items() if not name.startswith("__")}
    assert constants == vocab.CLASSES | vocab.OBJECT_PROPERTIES | vocab.DATATYPE_PROPERTIES | vocab.INDIVIDUALS
    assert vocab.CV.from_ == "cv:from"


def test_an_inverse_of_an_inverse_is_the_property_itself() -> None:
    assert vocab.INVERSES["cv:hasParticipant"] == "cv:participatedIn"
    assert all(vocab.INVERSES[other] == name for name, other in vocab.INVERSES.items())


@pytest.mark.parametrize("table", [vocab.SUPERCLASSES, vocab.SUPERPROPERTIES])
def test_what_stands_above_is_closed_and_has_no_loop(table: dict[str, tuple[str, ...]]) -> None:
    for name, above in table.items():
        assert name not in above
        assert {higher for one in above for higher in table.get(one, ())} <= set(above)
