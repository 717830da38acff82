"""The command: each one does its work, speaks to a terminal and to a pipe, and says in one line what went wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from tests.sources import FJORD, environment, run_kg, run_python, write_sources

COMMANDS = ("build", "query", "explain", "view", "export", "check")


def run_in_terminal(*words: str | Path, columns: int = 100) -> tuple[int, str]:
    """Run `kg` in a terminal of that width and return its exit status and all that it showed."""
    ours, theirs = pty.openpty()
    variables = environment(TERM="xterm-256color", COLUMNS=str(columns), LINES="40")
    command = [sys.executable, "-m", "kg.cli", *map(str, words)]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=variables) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:
                break
            if not some:
                break
            shown += some
        os.close(ours)
    return process.returncode, shown.decode("utf-8")


# ---------------------------------------------------------------- the commands


def test_every_command_is_in_the_help_and_in_the_reference() -> None:
    overview = run_kg("--help")
    reference = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
    listed = re.findall(r"^  (\w+)  ", overview.stdout.partition("Commands:")[2], re.MULTILINE)
    assert listed == list(COMMANDS)
    for command in COMMANDS:
        assert f"## kg {command}\n" in reference


def test_the_reference_of_the_commands_is_up_to_date() -> None:
    run = run_python(Path(__file__).parents[1] / "docs" / "make_cli.py", "--check")
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_of_a_command_says_what_it_does(command: str) -> None:
    lines = run_kg(command, "--help").stdout.partition("Options:")[2].splitlines()
    options = [line for line in lines if re.match(r"  -", line)]
    assert options
    for number, line in enumerate(lines):
        if re.match(r"  -", line):
            following = lines[number + 1] if number + 1 < len(lines) else ""
            assert re.search(r"\S  +[A-Z]", line) or re.match(r" {10,}[A-Z]", following), line


def test_build_says_what_it_made_and_where_the_picture_is(tmp_path: Path) -> None:
    write_sources(tmp_path / "sources")
    run = run_kg("build", "sources", "-o", "out", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert re.match(r"\d+ facts: 3 documents in out \(\d+\.\d s\)\n", run.stdout)
    assert run.stdout.endswith(f"{(tmp_path / 'out' / 'graph.html').as_uri()}\n")
    again = run_kg("build", "sources", "-o", "out", cwd=tmp_path)
    assert again.stdout.startswith("nothing changed: 3 documents in out")
    assert run_kg("build", "sources", "-o", "out", "--quiet", cwd=tmp_path).stdout == ""


def test_build_shows_a_bar_to_a_terminal_only(tmp_path: Path) -> None:
    write_sources(tmp_path / "sources")
    status, shown = run_in_terminal("build", tmp_path / "sources", "-o", tmp_path / "out")
    assert status == 0
    assert "reading" in shown


def test_build_reads_the_seeds_when_nothing_is_named(tmp_path: Path) -> None:
    write_sources(tmp_path / "seeds", ("fjord.txt",))
    run = run_kg("build", cwd=tmp_path)
    assert "1 document in build" in run.stdout


def test_the_build_folder_can_be_named_by_a_variable(small_build: Path, tmp_path: Path) -> None:
    query = "SELECT ?d WHERE { ?d a cv:Document }"
    run = run_kg("query", query, cwd=tmp_path, CONVENE_BUILD=str(small_build))
    assert len(run.stdout.splitlines()) == 4
    assert run.stdout == run_kg("query", query, "--build", small_build).stdout


def test_query_lists_the_questions_with_titles_and_parameters(tmp_path: Path) -> None:
    run = run_kg("query", cwd=tmp_path)
    rows = {row["question"]: row for row in csv.DictReader(io.StringIO(run.stdout))}
    assert len(rows) >= 25
    assert "--country" in rows["countries-by-forum"]["parameters"]
    assert all(row["title"] for row in rows.values())


def test_query_answers_with_all_rows_in_a_pipe(small_build: Path) -> None:
    run = run_kg("query", "countries-by-forum", "--build", small_build)
    assert {"Samoa", "Tonga", "New Zealand", "Iceland"} <= set(re.findall(r"[^,\n]+", run.stdout))
    assert "\r" not in run.stdout
    everything = run_kg("query", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }", "--build", small_build)
    counted = run_kg("query", "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", "--build", small_build)
    assert len(list(csv.reader(io.StringIO(everything.stdout)))) == 1 + int(counted.stdout.split()[1])


@pytest.mark.parametrize("words", [("--country", "Samoa"), ("--country=Samoa",)])
@pytest.mark.parametrize("first", [True, False])
def test_query_takes_the_parameters_of_the_question(small_build: Path, words: tuple[str, ...], first: bool) -> None:
    question = (*words, "countries-by-forum") if first else ("countries-by-forum", *words)
    run = run_kg("query", *question, "-b", small_build)
    assert "Samoa" in run.stdout
    assert "Iceland" not in run.stdout


def test_query_writes_csv_json_and_tables(small_build: Path, tmp_path: Path) -> None:
    words = ("query", "countries-by-forum", "--build", small_build, "--format")
    rows = list(csv.reader(io.StringIO(run_kg(*words, "csv").stdout)))
    answer = json.loads(run_kg(*words, "json").stdout)
    table = run_kg(*words, "table").stdout
    assert len(rows) - 1 == len(answer["results"]["bindings"])
    assert all(word in table for row in rows for cell in row for word in cell.split())
    assert "…" not in table
    run_kg(*words, "csv", "-o", tmp_path / "rows.csv")
    assert list(csv.reader(io.StringIO((tmp_path / "rows.csv").read_text(encoding="utf-8")))) == rows


def test_query_reads_sparql_from_the_command_line(small_build: Path) -> None:
    run = run_kg("query", "ASK { ?event a cv:Event }", "--build", small_build)
    assert run.stdout == "answer\ntrue\n"


def test_a_terminal_gets_a_coloured_table(small_build: Path) -> None:
    status, shown = run_in_terminal("query", "countries-by-forum", "--build", small_build)
    assert status == 0
    assert "\x1b[" in shown
    assert "━" in shown or "─" in shown
    assert "Samoa" in shown


def test_explain_shows_document_sentence_and_rule(small_build: Path) -> None:
    run = run_kg("explain", "third", "lagoon", "FORUM", "--build", small_build)
    facts = list(csv.DictReader(io.StringIO(run.stdout)))
    started = next(fact for fact in facts if fact["predicate"] == "cv:startDate")
    assert started["object"] == "2024-03-03"
    assert started["document"].endswith("lagoon.md")
    assert started["sentence"].startswith("The Third Lagoon Forum was held in Suva")
    assert started["rule"]
    assert started["quote"] in started["sentence"]
    status, shown = run_in_terminal("explain", "Third Lagoon Forum", "--build", small_build)
    assert status == 0
    assert "2024-03-03" in shown


def test_view_draws_all_the_surroundings_and_an_answer(small_build: Path, tmp_path: Path) -> None:
    for number, words in enumerate(((), ("--around", "Samoa", "--depth", "2"), ("countries-by-forum", "--country", "Samoa"))):
        page = tmp_path / f"{number}.html"
        run = run_kg("view", *words, "-o", page, "--build", small_build)
        assert run.stdout == f"{page.as_uri()}\n", run.stderr
    assert "Fjord Conference" in (tmp_path / "0.html").read_text(encoding="utf-8")
    assert "Fjord Conference" not in (tmp_path / "2.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "csv"])
def test_export_writes_to_a_pipe_what_it_writes_to_a_file(small_build: Path, tmp_path: Path, form: str) -> None:
    run = run_kg("export", "--format", form, "--build", small_build)
    run_kg("export", "--format", form, "--build", small_build, "-o", tmp_path / "file")
    assert run.returncode == 0, run.stderr
    assert len(run.stdout) > 1000
    assert run.stdout.encode() == (tmp_path / "file").read_bytes().replace(b"\r\n", b"\n")


def test_check_finds_a_sound_graph_sound(small_build: Path) -> None:
    run = run_kg("check", "--build", small_build)
    assert run.returncode == 0, run.stdout


def test_check_ends_with_1_when_a_text_no_longer_holds_its_quotes(tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "sources", ("fjord.txt",))
    run_kg("build", sources, "-o", tmp_path / "out")
    (text,) = (tmp_path / "out" / "texts").iterdir()
    text.write_text("X" + FJORD, encoding="utf-8")
    run = run_kg("check", "--build", tmp_path / "out")
    assert run.returncode == 1
    assert "fjord" in run.stdout


# ---------------------------------------------------------------- what goes wrong


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("nope",), 2, "No such command 'nope'"),
        (("build", "--nope"), 2, "--nope"),
        (("build", "nowhere.txt"), 1, "nowhere.txt"),
        (("query", "no-such-question"), 2, "no question"),
        (("query", "countries-by-forum", "--nope", "x"), 2, "it takes"),
        (("query", "countries-by-forum", "--country"), 2, "--country needs a value"),
        (("query", "countries-by-forum", "--country", "Atlantis"), 1, "Atlantis"),
        (("query", "--country", "Samoa"), 2, "belongs to no question"),
        (("query", "countries-by-forum", "forums-by-country"), 2, "one question at a time"),
        (("query", "SELECT ?x WHERE { ?x a "), 1, "line 1"),
        (("query", "SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }"), 1, "SERVICE"),
        (("query", "countries-by-forum", "--format", "xml"), 2, "xml"),
        (("query", "countries-by-forum", "-o", "no/such/folder/rows.csv"), 1, "no/such/folder/rows.csv"),
        (("explain", "Lagoon Forun"), 1, "did you mean"),
        (("explain", "id:event/none"), 1, "id:event/none"),
        (("view", "--around", "Atlantis"), 1, "Atlantis"),
        (("view", "--depth", "0"), 2, "depth"),
        (("view", "-o", "no/such/folder/page.html"), 1, "no/such/folder/page.html"),
        (("export", "--format", "docx"), 2, "docx"),
        (("export", "-o", "no/such/folder/graph.ttl"), 1, "no/such/folder/graph.ttl"),
        (("check", "--build", "nowhere"), 1, "no build here"),
        (("query", "countries-by-forum", "--build", "nowhere"), 1, "no build here"),
    ],
)
def test_what_goes_wrong_is_one_line(small_build: Path, tmp_path: Path, words: tuple[str, ...], status: int, said: str) -> None:
    run = run_kg(*words, cwd=tmp_path, CONVENE_BUILD=str(small_build) if words[0] != "build" else "out")
    assert (run.returncode, run.stdout) == (status, ""), run.stdout
    assert run.stderr.startswith("kg: ")
    assert run.stderr.count("\n") == 1, run.stderr
    assert said in run.stderr


def test_an_unforeseen_error_is_one_line_and_a_traceback_only_on_demand(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr("kg.api.questions", fail)
    for words in (["query"], ["--debug", "query"]):
        with pytest.raises(SystemExit, match="1"):
            main(words)
        said = capsys.readouterr().err
        assert "kg: ZeroDivisionError: division by zero; this is a fault of Convene" in said
        assert ("Traceback" in said) == ("--debug" in words)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "words", [("export", "--format", "nquads"), ("query", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }"), ("query",), ("check",)]
)
def test_a_reader_who_leaves_early_is_told_nothing(small_build: Path, words: tuple[str, ...], unbuffered: str) -> None:
    command = [sys.executable, "-m", "kg.cli", *words, "--build", str(small_build)]
    variables = environment(PYTHONUNBUFFERED=unbuffered)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=variables) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [("query",), ("export", "--format", "nquads"), ("check",)])
def test_a_full_disk_behind_standard_output_is_one_line(small_build: Path, words: tuple[str, ...], unbuffered: str) -> None:
    command = [sys.executable, "-m", "kg.cli", *words, "--build", str(small_build)]
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, env=environment(PYTHONUNBUFFERED=unbuffered), check=False
        )
    assert run.returncode == 1
    assert run.stderr == b"kg: standard output cannot be written: No space left on device; send it elsewhere\n"


WRITERS = [("query", "countries-by-forum"), ("explain", "id:country/NO"), ("export",), ("view",)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs named pipes")
@pytest.mark.parametrize("words", WRITERS)
def test_a_pipe_that_output_names_is_written_to_and_stays(small_build: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    pipe, plain, read = tmp_path / "pipe", tmp_path / "plain", tmp_path / "read"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "kg.cli", *words, "--build", str(small_build), "-o", str(pipe)]
    with read.open("wb") as file, subprocess.Popen(["cat", pipe], stdout=file) as reader:
        try:
            subprocess.run(command, env=environment(), check=True, capture_output=True, timeout=60)
            assert pipe.is_fifo()
            assert run_kg(*words, "--build", small_build, "-o", plain).returncode == 0
            assert reader.wait(timeout=60) == 0
            assert read.read_bytes() == plain.read_bytes()
        finally:
            reader.kill()


@pytest.mark.parametrize("words", WRITERS)
def test_a_link_that_output_names_stays_a_link(small_build: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "link").symlink_to("real")
    assert run_kg(*words, "--build", small_build, "-o", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").stat().st_size > 0


@pytest.mark.parametrize("words", WRITERS)
def test_a_file_that_cannot_be_written_keeps_what_it_had(small_build: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "kept").write_text("mine", encoding="utf-8")
    code = "import resource, sys; from kg.cli import main; resource.setrlimit(resource.RLIMIT_FSIZE, (9, 9)); main(sys.argv[1:])"
    run = run_python("-c", code, *words, "--build", small_build, "-o", tmp_path / "kept")
    assert run.returncode == 1
    assert run.stderr.startswith(f"kg: {tmp_path / 'kept'}: ")
    assert run.stderr.count("\n") == 1, run.stderr
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("kept", "mine")]


def test_kg_alone_shows_the_help() -> None:
    assert run_kg().stdout == run_kg("--help").stdout


def test_kg_tells_its_version() -> None:
    assert re.fullmatch(r"kg (\d+\.\d+.*|unknown.*)\n", run_kg("--version").stdout)
