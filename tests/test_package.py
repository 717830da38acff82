"""What is shipped: a wheel that works alone, with all it needs inside."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from it, into a folder."""
    folder = tmp_path_factory.mktemp("dist")
    run = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", folder, CHECKOUT],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        timeout=300,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def test_the_wheel_carries_ontology_queries_seeds_and_types(shipped: Path) -> None:
    (wheel,) = shipped.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"kg/py.typed", "kg/_resources/ontology/convene.ttl", "kg/_resources/queries/countries-by-forum.rq"} <= names
    for folder, pattern in (
        ("seeds", "*.md"),
        ("queries/checks", "*.rq"),
        ("ontology/reference", "*.tsv"),
        ("ontology/shapes", "*.ttl"),
    ):
        for path in (CHECKOUT / folder).glob(pattern):
            assert f"kg/_resources/{folder}/{path.name}" in names
    for path in (CHECKOUT / "kg").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            assert path.relative_to(CHECKOUT).as_posix() in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith("tests/")]


def test_the_sdist_carries_tests_and_documentation(shipped: Path) -> None:
    (sdist,) = shipped.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"tests/test_package.py", "docs/cli.md", "LICENSE", "README.md", "CHANGELOG.md", "Makefile"} <= names


def test_the_wheel_builds_and_answers_alone_in_an_empty_folder(shipped: Path, tmp_path: Path) -> None:
    environment, empty = tmp_path / "environment", tmp_path / "empty"
    empty.mkdir()
    (wheel,) = shipped.glob("*.whl")
    _run(tmp_path, sys.executable, "-m", "venv", environment)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    _run(tmp_path, programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    said = _run(empty, programs / "kg", "build")
    assert " documents in build" in said
    rows = _run(empty, programs / "kg", "query", "countries-by-forum").splitlines()
    assert len(rows) > 10
    assert _run(empty, programs / "kg", "check")


def _run(folder: Path, *command: str | Path) -> str:
    run = subprocess.run(list(map(str, command)), cwd=folder, capture_output=True, encoding="utf-8", timeout=300)
    assert run.returncode == 0, run.stderr
    return run.stdout
