"""The command ``kg``: documents in; a graph to query, see, check and export out."""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from kg.errors import ConveneError, ExportError, ParameterError, UnknownQuestion

if TYPE_CHECKING:
    from kg.build import Progress
    from kg.explain import Rows
    from kg.query import Answer
    from kg.trace import Trace

USAGE_ERROR: type[Exception] = cast("type[Exception]", typer.BadParameter.__mro__[2])  # of click, or of the copy in Typer
FREE_OPTIONS = {"ignore_unknown_options": True}  # a question's parameters are options too

app = typer.Typer(
    name="kg",
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class RowFormat(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"


class GraphFormat(StrEnum):
    """How a graph is written."""

    turtle = "turtle"
    trig = "trig"
    ntriples = "ntriples"
    nquads = "nquads"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"


BuildFolder = Annotated[Path, typer.Option("--build", "-b", envvar="CONVENE_BUILD", help="The build to read.")]
RowFormatOption = Annotated[
    RowFormat | None,
    typer.Option(
        "--format", "-f", show_default=False, help="How to write the rows [default: a table in a terminal, CSV in a pipe]."
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", show_default=False, help="Write to this file.")]
Question = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="QUESTION", show_default=False, help="Its name, with its parameters (--country Malaysia); or SPARQL in quotes."
    ),
]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and exit: 0 when all went well, 1 when not, 2 for a wrong usage, 130 when stopped by the user."""
    words = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    logging.getLogger().addHandler(logging.NullHandler())  # what libraries murmur is no message of ours
    try:
        status = app(args=words, prog_name="kg", standalone_mode=False) or 0
    except (ConveneError, OSError, USAGE_ERROR) as error:
        status = _complain(error)
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    except Exception as error:  # noqa: BLE001  the one place where what nobody foresaw becomes a line instead of a traceback
        if "--debug" in words:
            traceback.print_exc()
        status = _complain(
            RuntimeError(f"{type(error).__name__}: {error}; this is a fault of Convene, please report it with `kg --debug …`")
        )
    if status == 130:
        _say("stopped; nothing is left half done")
    raise SystemExit(_finish_output(status))


def _finish_output(status: int) -> int:
    """Send out what still waits for standard output, and return the exit status; a reader who has left needs no message."""
    try:
        sys.stdout.flush()
    except OSError as error:
        with suppress(OSError):  # what cannot be written goes nowhere, or Python would complain of it once more as it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return status or (1 if isinstance(error, BrokenPipeError) else _complain(error))
    return status


def _complain(error: BaseException) -> int:
    """Print the error as one line, after a line for each of its notes, and return the exit status."""
    for note in getattr(error, "__notes__", ()):
        _say(note)
    if isinstance(error, OSError) and not isinstance(error, ConveneError):
        why = error.strerror or error
        _say(f"{error.filename}: {why}" if error.filename else f"standard output cannot be written: {why}; send it elsewhere")
        return 1
    if isinstance(error, USAGE_ERROR):
        _say(error.format_message() if hasattr(error, "format_message") else error)
        return 2
    _say(error)
    return 2 if isinstance(error, ParameterError | UnknownQuestion) else 1


def _say(message: object) -> None:
    """Print one line to standard error."""
    typer.echo(f"kg: {' '.join(str(message).split())}", err=True)


def _show_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        import kg

        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an unforeseen error.")] = False,
) -> None:
    """Read reports on events into a knowledge graph with a receipt for every fact."""


@app.command()
def build(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE", show_default=False, help="Files, folders or patterns [default: seeds, here or in the package]."
        ),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", envvar="CONVENE_BUILD", help="The folder to build.")] = Path("build"),
    gazetteer: Annotated[
        Path | None, typer.Option(show_default=False, help="Names of your own: a TSV file of kind, name, aliases, country.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(show_default=False, help="A trained spaCy pipeline, installed or a folder: its names are added.")
    ] = None,
    trace: Annotated[
        Path | None, typer.Option(show_default=False, help="Build nothing; show how the facts of this document were found.")
    ] = None,
    page: Annotated[Path | None, typer.Option("--html", show_default=False, help="Write the trace as a page too.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Build anew although nothing has changed.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")] = False,
) -> None:
    """Read documents into a graph.

    The build folder then holds graph.ttl, graph.trig, graph.html, report.md and the store that the other commands read.

    The table for --gazetteer has a header line and a tab between its columns. Kinds are organization, city, region, venue, group,
    event and person; aliases have | between them and stand for the main name; country is an ISO code, for cities and regions.

    \b
    kind          name                aliases        country
    organization  Nordvik Tidal Hub   NTH|Tide House
    city          Tindvik             Tindwick       NO
    """  # noqa: D301  click wants the character
    from kg import api

    if trace is not None:
        if sources:
            raise typer.BadParameter("--trace shows one document and builds nothing; leave out the sources")
        _show_trace(api.trace(trace, gazetteer=gazetteer, model=model), page, quiet=quiet)
        return
    if page is not None:
        raise typer.BadParameter("--html belongs to --trace, which names a document")
    with _progress(quiet) as progress:
        graph = api.build(
            sources or api.default_sources(), output, gazetteer=gazetteer, model=model, progress=progress, force=force
        )
    report = graph.report
    for failure in report.failures:
        _say(failure)
    if not quiet:
        done = "nothing changed" if report.unchanged else f"{report.facts} facts"
        typer.echo(f"{done}: {_count(report.documents, 'document')} in {output} ({report.seconds:.1f} s)")
        typer.echo((report.folder / "graph.html").as_uri())
    if report.failures:
        raise typer.Exit(1)


@app.command(context_settings=FREE_OPTIONS)
def query(
    question: Question = None,
    rows: RowFormatOption = None,
    output: Output = None,
    build: BuildFolder = Path("build"),
) -> None:
    """Ask the graph a question.

    Without one, list the questions with their titles and parameters. SPARQL may use the usual prefixes without declaring them.
    """
    from kg import api

    asked, parameters = _split_question(question)
    answer = api.open_graph(build).query(asked, **parameters) if asked else api.questions()
    _write_rows(answer, rows, output)


@app.command()
def explain(
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", show_default=False, help="A name, a CURIE (id:country/CN) or an IRI.")
    ],
    rows: RowFormatOption = None,
    output: Output = None,
    build: BuildFolder = Path("build"),
) -> None:
    """Show what each fact about a thing rests on.

    With each fact come the document, the sentence and the rule behind it.
    """
    from kg import api

    _write_rows(api.open_graph(build).explain(" ".join(name)), rows, output)


@app.command(context_settings=FREE_OPTIONS)
def view(
    question: Question = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("graph.html"),
    around: Annotated[str | None, typer.Option(show_default=False, help="Draw only what surrounds this thing.")] = None,
    depth: Annotated[int, typer.Option(min=1, max=9, help="How many steps around it.")] = 1,
    build: BuildFolder = Path("build"),
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Draw the graph as a page.

    It shows all of it, what surrounds one thing, or the answer to a question whose rows name two things.
    """
    from kg import api

    asked, parameters = _split_question(question)
    graph = api.open_graph(build)
    graph.view(output, around=around, depth=depth, rows=graph.query(asked, **parameters) if asked else None, title=asked)
    address = output.resolve().as_uri()
    typer.echo(address)
    if show:
        typer.launch(address)


@app.command()
def export(
    form: Annotated[GraphFormat, typer.Option("--format", "-f", help="What to write.")] = GraphFormat.turtle,
    output: Output = None,
    build: BuildFolder = Path("build"),
) -> None:
    """Write the graph for other tools.

    It goes to standard output unless --output names a file.
    """
    from kg import api

    content = api.open_graph(build).export(form.value, output)
    if content is not None:
        sys.stdout.buffer.write(content)


@app.command()
def check(build: BuildFolder = Path("build")) -> None:
    """Check whether the graph is sound.

    Shapes, quotes against the texts, violation queries, conflicts and arithmetic are looked at.
    """
    from kg import api

    report = api.open_graph(build).check()
    if sys.stdout.isatty():
        from rich.console import Console

        Console().print(report.to_table())
    else:
        typer.echo(report)
    if not report.conforms:
        raise typer.Exit(1)


# ---------------------------------------------------------------- words in, rows out


def _show_trace(trace: Trace, page: Path | None, *, quiet: bool) -> None:
    """Show a trace: in colours to a terminal, as plain text in a pipe, as a page when a file is named."""
    if not quiet and sys.stdout.isatty():
        from rich.console import Console

        Console().print(trace)
    elif not quiet:
        sys.stdout.write(trace.to_text())
    if page is not None:
        _write_file(page, trace.to_html())
        if not quiet:
            typer.echo(page.resolve().as_uri())


def _split_question(words: Sequence[str] | None) -> tuple[str, dict[str, str]]:
    """Return the question and its parameters.

    >>> _split_question(["--country", "Malaysia", "countries-by-forum", "--year=2025"])
    ('countries-by-forum', {'country': 'Malaysia', 'year': '2025'})
    """
    rest, names, parameters = list(words or ()), [], {}
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            names.append(word)
            continue
        name, given, value = word[2:].partition("=")
        if not given and not rest:
            raise typer.BadParameter(f"--{name} needs a value")
        parameters[name] = value if given else rest.pop(0)
    if len(names) > 1:
        raise typer.BadParameter(f"one question at a time, not {len(names)}; put SPARQL into quotes")
    if parameters and not names:
        raise typer.BadParameter(f"--{next(iter(parameters))} belongs to no question; `kg query` lists them")
    return "".join(names), parameters


def _write_rows(rows: Answer | Rows, form: RowFormat | None, path: Path | None) -> None:
    """Write rows to the file or to standard output, in the form asked for or the one that suits it."""
    terminal = path is None and sys.stdout.isatty()
    form = form or (RowFormat.table if terminal else RowFormat.csv)
    if form is RowFormat.table:
        from rich.console import Console

        if terminal:
            Console().print(rows.to_table())
            return
        written = io.StringIO()
        Console(file=written, width=100_000, color_system=None).print(rows.to_table())
        text = "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())
    else:
        text = rows.to_csv().replace("\r\n", "\n") if form is RowFormat.csv else rows.to_json()
    if path is None:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    else:
        _write_file(path, text)


def _write_file(path: Path, text: str) -> None:
    """Write the text to the file, whole or not at all."""
    from kg.folder import open_whole

    try:
        with open_whole(path) as file:
            file.write(text.encode())
    except OSError as error:
        raise ExportError(
            f"the file cannot be written ({error.strerror or error})", where=str(path), hint="name another file"
        ) from error


def _count(number: int, noun: str) -> str:
    """Return the number with its noun.

    >>> _count(1, "document"), _count(5, "document")
    ('1 document', '5 documents')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """Show how far a build is, when somebody looks on."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, int] = {}

        def tell(stage: str, done: int, total: int) -> None:
            """Move the bar of the stage."""
            if stage not in tasks:
                tasks[stage] = int(bars.add_task(stage, total=total))
            bars.update(bars.task_ids[tasks[stage]], completed=done)

        yield tell


if __name__ == "__main__":
    main()
