"""What several test modules use: one small build, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from tests.sources import write_sources


@pytest.fixture(scope="session")
def small_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a build of the three small documents, for reading only."""
    folder = tmp_path_factory.mktemp("small")
    kg.build(write_sources(folder / "sources"), folder / "build")
    return folder / "build"


@pytest.fixture(scope="session")
def small_graph(small_build: Path) -> kg.Graph:
    """Return that build as a graph."""
    return kg.open_graph(small_build)
