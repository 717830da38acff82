"""How well the whole line reads documents that others have annotated: floors a little below what is reached.

Ten of the thirty development documents were put aside by the SHA-256 of their names; nobody who writes rules has read them. Their
totals are printed and no more.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from pyoxigraph import Literal

import kg
from tests.sources import environment

SHARED = Path(__file__).parents[2] / "shared"
SEEDS, DEV, SCORE = SHARED / "seeds", SHARED / "corpus" / "dev", SHARED / "score" / "score.py"
UNREAD = frozenset("010 035 038 044 057 058 059 w02 w07 w10".split())
NAMED = ("organization named", "country named")
"""The slots of a document as a whole; all others are facts of events."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SCORE.is_file(), reason="the shared material does not lie beside the checkout"),
]


class Score(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


class Scores(NamedTuple):
    """The scores over all facts and over the facts of events."""

    all_facts: Score
    event_facts: Score


def score_of(right: int, wrong: int, missed: int) -> Score:
    """Return the score that numbers of facts make.

    >>> score_of(3, 1, 2)
    Score(precision=0.75, recall=0.6, f1=0.6666666666666666)
    """
    return Score(right / max(1, right + wrong), right / max(1, right + missed), 2 * right / max(1, 2 * right + wrong + missed))


def score(gold: Path, found: Path) -> Scores:
    """Return what the scorer says, run as its users run it."""
    done = subprocess.run(
        [sys.executable, SCORE, gold, found, "--json"], capture_output=True, encoding="utf-8", env=environment(), timeout=120
    )
    assert done.returncode == 0, done.stderr
    slots: dict[str, dict[str, int]] = json.loads(done.stdout)["slots"]

    def over(names: Iterable[str]) -> Score:
        counts = [slots[name] for name in names]
        return score_of(*(sum(count[key] for count in counts) for key in ("right", "wrong", "missed")))

    return Scores(over(slots), over(name for name in slots if name not in NAMED))


def part_of(gold: Path, folder: Path, names: Iterable[str]) -> Path:
    """Return a folder with the annotations of some documents."""
    folder.mkdir()
    for name in names:
        shutil.copy(gold / f"{name}.json", folder)
    return folder


def show(capsys: pytest.CaptureFixture[str], what: str, scores: Scores) -> None:
    """Print scores past pytest's capture: the figures are to be seen in every run."""
    with capsys.disabled():
        sys.stdout.write("\n")
        for kind, (precision, recall, f1) in zip(("all facts", "event facts"), scores, strict=True):
            sys.stdout.write(f"{what}, {kind}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}\n")


@pytest.fixture(scope="module")
def seeds_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of the five shared seeds."""
    folder = tmp_path_factory.mktemp("quality") / "seeds"
    kg.build(sorted(SEEDS.glob("0*.txt")), folder)
    return folder


@pytest.fixture(scope="module")
def dev_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a build of the thirty development documents."""
    folder = tmp_path_factory.mktemp("quality") / "dev"
    kg.build([DEV], folder)
    return folder


def test_the_seeds_are_read_nearly_whole(seeds_build: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = score(SEEDS / "gold", seeds_build)
    show(capsys, "five seeds", scores)
    assert scores.all_facts.f1 >= 0.95
    assert scores.all_facts.precision >= 0.97


def test_the_readable_development_documents_are_read_well(
    dev_build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = sorted(path.stem for path in (DEV / "gold").glob("*.json") if path.stem not in UNREAD)
    assert len(names) == 20
    scores = score(part_of(DEV / "gold", tmp_path / "gold", names), dev_build)
    show(capsys, "twenty read", scores)
    assert scores.all_facts.f1 >= 0.79
    assert scores.all_facts.precision >= 0.90
    assert scores.event_facts.f1 >= 0.74


def test_the_totals_of_the_documents_that_nobody_has_read_are_shown(
    dev_build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scores = score(part_of(DEV / "gold", tmp_path / "gold", sorted(UNREAD)), dev_build)
    show(capsys, "ten unread", scores)
    assert scores.all_facts.f1 > 0


def test_a_document_that_tells_of_no_event_gives_none(dev_build: Path) -> None:
    annotations = {p.stem: json.loads(p.read_text("utf-8")) for p in (DEV / "gold").glob("*.json") if p.stem not in UNREAD}
    without = sorted(name for name, annotation in annotations.items() if not annotation["events"])
    assert "014" in without
    question = "SELECT DISTINCT ?file WHERE { ?document cv:fileName ?file . GRAPH ?document { ?event a cv:Event } }"
    rows = kg.open_graph(dev_build).query(question).rows
    told = {Path(row[0].value).stem for row in rows if isinstance(row[0], Literal)}
    assert "012" in told
    assert not set(without) & told


def test_the_unread_documents_are_those_of_the_lowest_hashes() -> None:
    names = sorted(
        (path.stem for path in (DEV / "gold").glob("*.json")), key=lambda name: hashlib.sha256(name.encode()).hexdigest()
    )
    assert set(names[:10]) == UNREAD
