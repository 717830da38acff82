"""A build is deterministic, whole or not at all, quick when nothing has changed, and says what it could not read."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg.build import Spool, build
from kg.claim import extract_claims
from kg.errors import BuildBusy, BuildError, EmptySource, MissingSource, SourceError
from kg.find import find_mentions
from kg.folder import hold_folder
from kg.read import make_document
from tests.sources import DOCUMENTS, FJORD, read_tree, run_kg, run_python, write_sources

INTERRUPTED = """
import importlib, os, signal, sys
module, name, when, number, sources, folder, *options = sys.argv[1:]
from kg import api
if "no-exchange" in options:
    importlib.import_module("kg.folder")._exchange = lambda first, second: False
owner = importlib.import_module(module)
*path, last = name.split(".")
for step in path:
    owner = getattr(owner, step)
original = getattr(owner, last)

def stop(*arguments, **named):
    if when == "before":
        os.kill(os.getpid(), int(number))
    result = original(*arguments, **named)
    if when == "after":
        os.kill(os.getpid(), int(number))
    return result

setattr(owner, last, stop)
if int(number) == signal.SIGKILL:
    api.build(sources, folder)
else:
    from kg.cli import main
    main(["build", sources, "-o", folder])
"""

MOMENTS = [
    ("kg.build", "find_sources", "after"),
    ("kg.build", "read_document", "before"),
    ("kg.build", "extract_claims", "after"),
    ("kg.build", "GraphWriter", "after"),
    ("kg.graph", "GraphWriter.write", "after"),
    ("kg.graph", "GraphWriter.close", "before"),
    ("kg.graph", "GraphWriter.close", "after"),
    ("kg.api", "draw_page", "after"),
    ("kg.report", "Minutes.write", "after"),
    ("kg.build", "write_manifest", "after"),
    ("kg.folder", "_carry_over", "after"),
    ("kg.folder", "_swap", "before"),
]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    return write_sources(tmp_path / "sources")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "work" / "build"


# ---------------------------------------------------------------- what a build leaves


def test_a_build_leaves_the_files_that_the_vocabulary_names(small_build: Path) -> None:
    names = {path.name for path in small_build.iterdir()}
    assert names == {"graph.ttl", "graph.trig", "graph.html", "report.md", "store", "texts", "convene.json"}


def test_the_report_tells_what_was_read_and_found(small_build: Path) -> None:
    report = (small_build / "report.md").read_text(encoding="utf-8")
    assert "3 documents" in report
    assert "Third Lagoon Forum closes in Suva | 2024-03-06" in report
    assert "| cv:Event | 3 |" in report
    assert "cv:hasParticipant" in report


def test_two_builds_are_the_same_bytes_whatever_the_order_and_the_hash_seed(sources: Path, tmp_path: Path) -> None:
    names = sorted(path.name for path in sources.iterdir())
    for seed, order in (("1", names), ("2", names[::-1])):
        run = run_kg("build", *order, "-o", tmp_path / seed, cwd=sources, PYTHONHASHSEED=seed)
        assert run.returncode == 0, run.stderr
    assert read_tree(tmp_path / "1") == read_tree(tmp_path / "2")


def test_two_sources_with_one_name_stay_two_documents(tmp_path: Path, target: Path) -> None:
    write_sources(tmp_path / "a", ("fjord.txt",))
    (tmp_path / "a" / "fjord.md").write_text(FJORD.replace("Bergen", "Oslo"), encoding="utf-8")
    graph = kg.build(tmp_path / "a", target)
    assert graph.report.documents == 2
    assert len(list((target / "texts").iterdir())) == 2


# ---------------------------------------------------------------- nothing changed, something changed


def test_a_second_build_of_unchanged_sources_does_nothing_and_says_so(sources: Path, target: Path) -> None:
    first = build([sources], target)
    times = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    second = build([sources], target)
    assert second.unchanged
    assert (second.documents, second.facts) == (first.documents, first.facts)
    assert times == {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    run = run_kg("build", sources, "-o", target)
    assert "3 documents" in run.stdout


@pytest.mark.parametrize("change", ["text", "sidecar", "gone", "force", "graph deleted"])
def test_a_change_makes_the_next_build_read_again(sources: Path, target: Path, change: str) -> None:
    build([sources], target)
    match change:
        case "text":
            (sources / "fjord.txt").write_text(FJORD + "Sweden also took part.\n", encoding="utf-8")
        case "sidecar":
            (sources / "fjord.meta.json").write_text('{"publisher": "Fjord Post"}', encoding="utf-8")
        case "gone":
            (sources / "fjord.txt").unlink()
        case "graph deleted":
            (target / "graph.ttl").unlink()
    assert not build([sources], target, force=change == "force").unchanged
    assert build([sources], target).unchanged


def test_a_changed_source_replaces_its_own_facts_and_nothing_else(sources: Path, target: Path) -> None:
    build([sources], target)
    before = _facts_by_graph(target)
    (sources / "fjord.txt").write_text(FJORD.replace("Iceland", "Sweden"), encoding="utf-8")
    build([sources], target)
    after = _facts_by_graph(target)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    documents = {name for name in changed if "/document/" in name}
    assert documents == {name for name in after if "fjord" in name}
    told = "".join(str(fact) for name in documents for fact in after[name])
    assert "country/SE" in told
    assert "country/IS" not in told


def _facts_by_graph(folder: Path) -> dict[str, set[str]]:
    facts: dict[str, set[str]] = {}
    for quad in pyoxigraph.parse(path=str(folder / "graph.trig")):
        facts.setdefault(str(quad.graph_name), set()).add(f"{quad.subject} {quad.predicate} {quad.object}")
    return facts


# ---------------------------------------------------------------- whole or not at all


@pytest.mark.parametrize(("module", "name", "when"), MOMENTS)
def test_a_killed_build_leaves_the_old_one_whole(sources: Path, target: Path, module: str, name: str, when: str) -> None:
    build([sources], target)
    old = read_tree(target, without=())
    (sources / "fjord.txt").write_text(FJORD.replace("Iceland", "Sweden"), encoding="utf-8")
    run = run_python("-c", INTERRUPTED, module, name, when, str(int(signal.SIGKILL)), sources, target)
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert read_tree(target, without=()) == old
    assert not build([sources], target).unchanged
    assert [path.name for path in target.parent.iterdir()] == ["build"]


def test_a_build_killed_after_the_exchange_leaves_the_new_one_whole(sources: Path, target: Path) -> None:
    build([sources], target)
    (sources / "fjord.txt").write_text(FJORD.replace("Iceland", "Sweden"), encoding="utf-8")
    run_python("-c", INTERRUPTED, "kg.folder", "_swap", "after", str(int(signal.SIGKILL)), sources, target)
    assert build([sources], target).unchanged
    assert [path.name for path in target.parent.iterdir()] == ["build"]


def test_where_folders_cannot_be_exchanged_the_next_command_puts_the_old_build_back(sources: Path, target: Path) -> None:
    build([sources], target)
    old = read_tree(target, without=())
    (sources / "fjord.txt").write_text(FJORD.replace("Iceland", "Sweden"), encoding="utf-8")
    run_python("-c", INTERRUPTED, "pathlib", "Path.rename", "after", str(int(signal.SIGKILL)), sources, target, "no-exchange")
    assert not target.exists()
    (sources / "fjord.txt").write_text(FJORD, encoding="utf-8")
    assert build([sources], target).unchanged
    assert read_tree(target, without=()) == old


def test_without_an_exchange_of_folders_a_build_still_takes_the_place_of_the_old(
    sources: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.folder._exchange", lambda first, second: False)
    build([sources], target)
    (sources / "fjord.txt").unlink()
    assert build([sources], target).documents == 2
    assert [path.name for path in target.parent.iterdir()] == ["build"]


def test_a_build_that_is_stopped_by_the_user_says_one_line(sources: Path, target: Path) -> None:
    build([sources], target)
    old = read_tree(target, without=())
    (sources / "fjord.txt").unlink()
    run = run_python("-c", INTERRUPTED, "kg.graph", "GraphWriter.write", "after", str(int(signal.SIGINT)), sources, target)
    assert run.returncode == 130
    assert run.stderr == "kg: stopped; nothing is left half done\n"
    assert read_tree(target, without=()) == old
    assert [path.name for path in target.parent.iterdir()] == ["build"]


@pytest.mark.parametrize("name", ["kg.graph.writer._create", "kg.folder.write_manifest", "kg.report.Minutes.write"])
def test_a_full_disk_is_one_line_and_leaves_the_old_build(
    sources: Path, target: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    build([sources], target)
    old = read_tree(target, without=())
    module, _, attribute = name.rpartition(".")

    def fail(*arguments: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    owner: object = sys.modules.get(module) or getattr(sys.modules["kg.report"], "Minutes")  # noqa: B009
    monkeypatch.setattr(owner, attribute, fail)
    if attribute == "write_manifest":
        monkeypatch.setattr(importlib.import_module("kg.build"), attribute, fail)
    with pytest.raises(BuildError, match=r"(?i)no space left on device"):
        build([sources], target, force=True)
    assert read_tree(target, without=()) == old
    assert [path.name for path in target.parent.iterdir()] == ["build"]


@pytest.mark.parametrize("limit", [4_000, 40_000, 120_000])
def test_a_disk_that_takes_no_more_bytes_is_one_line_and_leaves_the_old_build(sources: Path, target: Path, limit: int) -> None:
    build([sources], target)
    old = read_tree(target, without=())
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0})); from kg.cli import main; main(sys.argv[1:])"
    )
    run = run_python("-c", code.format(limit), "build", "--force", sources, "-o", target)
    assert run.returncode == 1
    assert run.stderr.startswith("kg: ")
    assert run.stderr.count("\n") == 1, run.stderr
    assert read_tree(target, without=()) == old


def test_two_builds_never_write_to_one_folder_at_once(sources: Path, target: Path) -> None:
    with hold_folder(target), pytest.raises(BuildBusy, match="another build is writing there"):
        build([sources], target)
    assert build([sources], target).documents == 3


@pytest.mark.parametrize("name", ["notes.txt", "manifest.json", "graph.html"])
def test_a_folder_with_something_else_in_it_is_not_replaced(sources: Path, target: Path, name: str) -> None:
    target.mkdir(parents=True)
    (target / name).write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="is not empty and no build"):
        build([sources], target)
    assert read_tree(target) == {name: b"mine"}


def test_a_file_in_the_place_of_the_folder_is_not_replaced(sources: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(BuildError, match="is a file"):
        build([sources], target)


def test_what_a_user_has_put_into_a_build_stays_there(sources: Path, target: Path) -> None:
    build([sources], target)
    (target / "my").mkdir()
    (target / "my" / "notes.txt").write_text("mine", encoding="utf-8")
    build([sources], target, force=True)
    assert (target / "my" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_build_goes_where_a_link_points(sources: Path, target: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target.parent.mkdir()
    target.symlink_to(tmp_path / "real")
    build([sources], target)
    assert target.is_symlink()
    assert (tmp_path / "real" / "graph.ttl").is_file()


# ---------------------------------------------------------------- sources that cannot be read


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.md", b" \n\n"),
        ("broken.pdf", b"%PDF-1.4 broken"),
        ("no-text.html", b"<html><body></body></html>"),
        ("table.xlsx", b"PK\x03\x04"),
    ],
)
def test_a_source_that_cannot_be_read_is_one_line_and_the_rest_goes_on(
    sources: Path, target: Path, name: str, content: bytes
) -> None:
    (sources / name).write_bytes(content)
    run = run_kg("build", *sources.iterdir(), "-o", target)
    assert run.returncode == 1
    assert run.stderr.startswith("kg: ")
    assert run.stderr.count("\n") == 1, run.stderr
    assert name in run.stderr
    assert "3 documents" in run.stdout
    assert name in (target / "report.md").read_text(encoding="utf-8")
    again = run_kg("build", *sources.iterdir(), "-o", target)
    assert (again.returncode, again.stderr) == (1, run.stderr)
    assert "nothing changed" in again.stdout


def test_a_build_of_nothing_readable_leaves_the_old_one_and_names_each_source(
    sources: Path, target: Path, tmp_path: Path
) -> None:
    build([sources], target)
    old = read_tree(target, without=())
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "one.txt").touch()
    with pytest.raises(EmptySource):
        build([bad], target)
    (bad / "two.txt").touch()
    run = run_kg("build", bad, "-o", target)
    assert run.returncode == 1
    assert [line.partition(": ")[0] for line in run.stderr.splitlines()] == ["kg"] * 3
    assert read_tree(target, without=()) == old


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere/*.md", "empty"])
def test_a_source_that_is_not_there_stops_the_build(tmp_path: Path, target: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError):
        build([tmp_path / name], target)
    assert not target.exists()


def test_a_gazetteer_that_is_not_there_stops_the_build(sources: Path, target: Path) -> None:
    with pytest.raises(MissingSource, match="--gazetteer"):
        build([sources], target, gazetteer=sources / "names.tsv")


def test_a_pipeline_that_is_not_installed_stops_the_build(sources: Path, target: Path) -> None:
    with pytest.raises(BuildError, match="spaCy has no pipeline 'no_such_pipeline'"):
        build([sources], target, model="no_such_pipeline")


@pytest.mark.parametrize("name", ["sources", "nowhere"])
def test_the_garbage_collector_is_as_before_when_a_build_has_ended(sources: Path, target: Path, name: str) -> None:
    before = gc.get_threshold()
    gc.set_threshold(701, 11, 11)
    try:
        with suppress(MissingSource):
            build([sources if name == "sources" else sources / name], target)
        assert gc.get_threshold() == (701, 11, 11)
    finally:
        gc.set_threshold(*before)


# ---------------------------------------------------------------- the spool


@pytest.mark.parametrize("kept", [0, 2, 500])
def test_the_spool_gives_drafts_back_in_order_of_slug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(Spool, "KEPT", kept)
    drafts = {name: extract_claims(find_mentions(make_document(text, file_name=name))) for name, text in DOCUMENTS.items()}
    with Spool(tmp_path) as spool:
        for name, draft in drafts.items():
            spool.add(name, draft)
        assert len(spool) == 3
        back = list(spool)
    assert [draft.document for draft in back] == [drafts[name].document for name in sorted(drafts)]
    for draft in back:
        known = drafts[draft.document.file_name]
        assert [(fact.predicate, fact.span, fact.rule) for fact in draft.facts] == [
            (fact.predicate, fact.span, fact.rule) for fact in known.facts
        ]


def test_a_build_is_the_same_whether_its_drafts_were_spooled_or_not(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([sources], tmp_path / "kept")
    monkeypatch.setattr(Spool, "KEPT", 0)
    build([sources], tmp_path / "spooled")
    assert read_tree(tmp_path / "kept") == read_tree(tmp_path / "spooled")
