"""Measure Convene: the line beside spaCy's tokenizer, memory, questions beside pyoxigraph and rdflib, the page, starting up.

Each figure comes from a process of its own, on one core where it says so. Run `benchmarks/run.py --help` for the parts.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from measures import CHECKOUT, RDFLIB_LIMIT, Figures, list_documents, median_time
from rich.console import Console
from rich.table import Table

CORPUS = CHECKOUT.parent / "shared" / "corpus" / "dev"


# ---------------------------------------------------------------- the corpus


def repeat_corpus(corpus: Path, count: int, folder: Path) -> Path:
    """Copy the documents under distinct names, again and again, until there are that many."""
    folder.mkdir(parents=True)
    documents = list_documents(corpus)
    for number in range(count):
        source = documents[number % len(documents)]
        copy = folder / f"{number:05}-{source.name}"
        shutil.copyfile(source, copy)
        sidecar = source.with_name(f"{source.stem}.meta.json")
        if sidecar.is_file():
            shutil.copyfile(sidecar, copy.with_name(f"{copy.stem}.meta.json"))
    return folder


def in_process(name: str, *arguments: object, one_core: bool = False) -> Figures:
    """Run a measurement in a process of its own, on one core if asked."""
    command = [sys.executable, str(Path(__file__).with_name("measures.py")), name, *map(str, arguments)]
    run = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        preexec_fn=_pin if one_core else None,
    )
    if run.returncode:
        sys.exit(run.stderr)
    figures: Figures = json.loads(run.stdout.splitlines()[-1])
    return figures


def _pin() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


# ---------------------------------------------------------------- the parts


def show_line(options: argparse.Namespace, work: Path) -> None:
    """Show documents and megabytes a second, beside spaCy's tokenizer over the same files."""
    sources = repeat_corpus(options.corpus, options.documents, work / "line")
    size = sum(path.stat().st_size for path in list_documents(sources)) / 1e6
    table = make_table(
        f"From file to store: {options.documents} documents, {size:.1f} MB, one core",
        "seconds",
        "documents/s",
        "MB/s",
        "times spaCy",
    )
    lines = [in_process("line", sources, work / f"line-{number}", one_core=True) for number in range(options.repeats)]
    tokenizers = [in_process("spacy", sources, one_core=True) for _ in range(options.repeats)]
    best, baseline = min(lines, key=_seconds), min(tokenizers, key=_seconds)
    for name, seconds in (
        ("Convene", best["seconds"]),
        ("spaCy blank tokenizer + sentencizer", baseline["seconds"]),
        *((f"  {stage}", seconds) for stage, seconds in best["stages"].items()),
        ("  rest", best["seconds"] - sum(best["stages"].values())),
    ):
        table.add_row(
            name,
            f"{seconds:.2f}",
            f"{options.documents / seconds:.0f}",
            f"{size / seconds:.2f}",
            f"{seconds / baseline['seconds']:.2f}",
        )
    show(table, f"{best['facts']} facts; the best of {options.repeats} runs each.")


def _seconds(figures: Figures) -> float:
    return float(figures["seconds"])


def show_memory(options: argparse.Namespace, work: Path) -> None:
    """Show the highest memory of builds of growing size."""
    table = make_table("Peak memory", "page too", "seconds", "peak MiB")
    for count in options.sizes:
        sources = repeat_corpus(options.corpus, count, work / f"memory-{count}")
        for page in ("", "yes"):
            figures = in_process("line", sources, work / f"memory-{count}-{page}", page)
            table.add_row(f"{count} documents", page or "no", f"{figures['seconds']:.1f}", f"{figures['peak']:.0f}")
    show(table)


def show_questions(options: argparse.Namespace, work: Path) -> None:
    """Show the latency of ten questions beside pyoxigraph and rdflib."""
    sources = repeat_corpus(options.corpus, options.question_documents, work / "questions")
    in_process("line", sources, work / "questions-build")
    figures = in_process(
        "questions", work / "questions-build", options.repeats * 10, "" if options.no_rdflib else "yes", one_core=True
    )
    title = f"Ten questions over {figures['triples']} quads (medians, ms)"
    table = make_table(title, "rows", "Convene", "pyoxigraph", "rdflib", "times pyoxigraph")
    for row in figures["rows"]:
        slow = "–" if "rdflib" not in row else f"{row['rdflib'] * 1000:.0f}" if row["rdflib"] else f"> {RDFLIB_LIMIT} s"
        cells = (str(row["rows"]), f"{row['convene'] * 1000:.2f}", f"{row['pyoxigraph'] * 1000:.2f}", slow)
        table.add_row(row["question"], *cells, f"{row['convene'] / row['pyoxigraph']:.2f}")
    total = {name: sum(row[name] for row in figures["rows"]) for name in ("convene", "pyoxigraph")}
    cells = (
        f"{total['convene'] * 1000:.2f}",
        f"{total['pyoxigraph'] * 1000:.2f}",
        "",
        f"{total['convene'] / total['pyoxigraph']:.2f}",
    )
    table.add_row("all ten", "", *cells)
    show(table, f"pyoxigraph {figures['pyoxigraph']}, rdflib {figures['rdflib']}")


def show_page(options: argparse.Namespace, work: Path) -> None:
    """Show the size of the page, time to write it, and time until a browser has drawn it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    table = make_table("The page", "edges", "MB", "written in s", "drawn in s")
    for nodes in options.nodes:
        figures = in_process("page", nodes, work / f"page-{nodes}")
        drawn = f"{time_browser(browser, Path(figures['page']), work):.2f}" if browser else "–"
        table.add_row(
            f"{figures['nodes']} nodes", str(figures["edges"]), f"{figures['size'] / 1e6:.2f}", f"{figures['seconds']:.2f}", drawn
        )
    show(table, "Drawn: a screenshot of the page by headless Chromium, less that of an empty page.")


def time_browser(browser: str, page: Path, work: Path) -> float:
    """Return how much longer a screenshot of the page takes than one of an empty page."""
    empty = work / "empty.html"
    empty.write_text("<!doctype html><title>empty</title>", encoding="utf-8")
    times = []
    for path in (empty, page):
        command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        command += [
            f"--user-data-dir={work / 'profile'}",
            f"--screenshot={work / 'shot.png'}",
            "--window-size=1400,900",
            path.as_uri(),
        ]
        times.append(median_time(lambda command=command: subprocess.run(command, capture_output=True, check=True), 3))  # type: ignore[misc]
    return times[1] - times[0]


def show_start(options: argparse.Namespace, work: Path) -> None:
    """Show how long it takes until something happens."""
    table = make_table("Starting up (medians, ms)", "ms")
    python = sys.executable
    commands: Iterable[tuple[str, list[str]]] = (
        ("python -c pass", [python, "-c", "pass"]),
        ("import kg", [python, "-c", "import kg"]),
        ("kg --help", [python, "-m", "kg.cli", "--help"]),
        ("kg query (the list)", [python, "-m", "kg.cli", "query"]),
        ("kg build (the five seeds)", [python, "-m", "kg.cli", "build", "seeds", "-o", str(work / "seeds"), "--force"]),
        ("kg build (nothing changed)", [python, "-m", "kg.cli", "build", "seeds", "-o", str(work / "seeds")]),
        ("kg query countries-by-forum", [python, "-m", "kg.cli", "query", "countries-by-forum", "--build", str(work / "seeds")]),
    )
    for name, command in commands:
        seconds = median_time(
            lambda command=command: subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=True),  # type: ignore[misc]
            options.repeats * 2 + 1,
        )
        table.add_row(name, f"{seconds * 1000:.0f}")
    show(table)


PARTS: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "start": show_start,
    "line": show_line,
    "memory": show_memory,
    "questions": show_questions,
    "page": show_page,
}


def make_table(title: str, *columns: str) -> Table:
    """Return an empty table with a first column for names."""
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def show(table: Table, note: str = "") -> None:
    """Print a table and a note below it."""
    console = Console(width=None if sys.stdout.isatty() else 140)
    console.print(table)
    console.print(f"{note}\n" if note else "")


@contextmanager
def working_folder(kept: Path | None) -> Iterator[Path]:
    """Give a folder to work in, which goes away at the end unless it was named."""
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="convene-bench-") as folder:
            yield Path(folder)
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept


def main() -> None:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which of: {' '.join(PARTS)} (all of them unless named)")
    parser.add_argument(
        "--corpus", type=Path, default=CORPUS if CORPUS.is_dir() else CHECKOUT / "seeds", help="documents to repeat"
    )
    parser.add_argument("--documents", type=int, default=2000, help="documents in 'line' (2000)")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10000], help="documents in 'memory' (1000 10000)")
    parser.add_argument("--question-documents", type=int, default=100, help="documents in 'questions' (100)")
    parser.add_argument("--nodes", type=int, nargs="*", default=[200, 2000], help="nodes in 'page' (200 2000)")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each measurement (3)")
    parser.add_argument("--no-rdflib", action="store_true", help="leave rdflib out of 'questions'")
    parser.add_argument("--work", type=Path, help="keep all files in this new folder")
    options = parser.parse_args()
    if unknown := [part for part in options.parts if part not in PARTS]:
        parser.error(f"no such part: {' '.join(unknown)}")
    count = len(list_documents(options.corpus))
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, corpus: {options.corpus.name} ({count} documents)\n")
    with working_folder(options.work) as work:
        for part in options.parts or PARTS:
            PARTS[part](options, work)


if __name__ == "__main__":
    main()
