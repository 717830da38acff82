"""Convene from Python: build a graph, open one, ask it, explain it, draw it, hand it on."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Store

from kg.errors import BuildError
from kg.explain import Explanation, Rows, explain_thing
from kg.graph import open_store
from kg.query import Answer, find_entity, list_questions, run_query, run_question
from kg.report import BuildReport
from kg.resources import resource

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.build import Progress
    from kg.check import CheckReport
    from kg.trace import Trace

Sources = str | Path | Sequence[str | Path]


def build(
    sources: Sources,
    folder: str | Path = "build",
    *,
    gazetteer: str | Path | None = None,
    model: str | None = None,
    progress: Progress | None = None,
    force: bool = False,
) -> Graph:
    """Read documents (files, folders, patterns) into a graph in the folder, and return it."""
    from kg.build import build as run_build

    several = [sources] if isinstance(sources, str | Path) else list(sources)
    report = run_build(several, folder, gazetteer=gazetteer, model=model, progress=progress, force=force, finish=[draw_page])
    return Graph(report.folder, report)


def open_graph(folder: str | Path = "build") -> Graph:
    """Return the graph of an earlier build."""
    return Graph(Path(folder))


def trace(path: str | Path, *, gazetteer: str | Path | None = None, model: str | None = None) -> Trace:
    """Read one document and return how its facts were found: print it, or take its to_text() or to_html(); nothing is built."""
    from kg.build import load_pipeline
    from kg.trace import trace_document

    return trace_document(path, Path(gazetteer) if gazetteer else None, load_pipeline(model) if model else None)


def default_sources() -> list[Path]:
    """Return the seeds: of the current folder if it has some, else those that travel with Convene."""
    here = Path("seeds")
    return [here if here.is_dir() else resource("seeds")]


def draw_page(folder: Path) -> None:
    """Draw the whole graph of a build as its graph.html."""
    from kg.view import write_page

    write_page(open_store(folder), folder / "graph.html", texts=folder / "texts")


def questions() -> Rows:
    """Return the questions there are: name, title and parameters."""
    rows = [(one.name, one.title, " ".join(f"--{parameter.name}" for parameter in one.parameters)) for one in list_questions()]
    return Rows(("question", "title", "parameters"), rows)


class Graph:
    """A build, opened for reading."""

    def __init__(self, folder: Path, report: BuildReport | None = None) -> None:
        self.folder, self.store = folder, open_store(folder)
        self._report = report

    @property
    def report(self) -> BuildReport:
        """What the build did, when it was made just now."""
        if self._report is None:
            raise BuildError("was made earlier", where=str(self.folder), hint="its report.md tells what it did")
        return self._report

    def query(self, question: str, **parameters: str) -> Answer:
        """Return the answer to a question, by its name, or to a SPARQL query."""
        if any(char in question for char in " \n\t{"):
            return run_query(self.store, question)
        return run_question(self.store, question, parameters)

    def questions(self) -> Rows:
        """Return the questions that `query` knows by name."""
        return questions()

    def find(self, name: str) -> str:
        """Return the IRI of the thing with that name (or CURIE, or IRI)."""
        return find_entity(self.store, name).value

    def explain(self, name: str) -> Explanation:
        """Return every fact about the thing with that name, CURIE or IRI, with the document, sentence and rule behind it."""
        return explain_thing(self.store, self.folder, self.find(name))

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the entities and the facts between them for networkx."""
        from kg.view import to_networkx

        return to_networkx(self.store, self.folder / "texts")

    def to_rdflib(self, *, copy: bool = False) -> rdflib.Dataset:
        """Return the dataset for rdflib: the build itself, which cannot be written to, or a copy in memory, which can.

        Queries and patterns see all graphs at once, claims too.
        """
        import rdflib
        from oxrdflib import OxigraphStore

        from kg.vocab import PREFIXES

        store = self.store
        if copy:
            store = Store()
            store.bulk_load(path=str(self.folder / "graph.trig"), format=RdfFormat.TRIG)
        dataset = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)
        for prefix, namespace in PREFIXES.items():
            dataset.bind(prefix, namespace)
        return dataset

    def view(
        self,
        path: str | Path = "graph.html",
        *,
        around: str | None = None,
        depth: int = 1,
        rows: Answer | None = None,
        title: str = "",
    ) -> Path:
        """Draw the graph, what surrounds a thing, or the rows of an answer as one page, and return its path."""
        from kg.view import write_page

        centre = self.find(around) if around else None
        write_page(self.store, Path(path), around=centre, depth=depth, rows=rows, title=title, texts=self.folder / "texts")
        return Path(path)

    def export(self, format: str = "turtle", path: str | Path | None = None) -> bytes | None:
        """Write the graph to the file in a format other tools read, or return it as bytes."""
        from kg.export import export_graph

        return export_graph(self.store, format, Path(path) if path else None)

    def check(self) -> CheckReport:
        """Return whether the graph is sound, and where it is not."""
        from kg.check import check_graph

        return check_graph(self.folder)

    def __repr__(self) -> str:
        """Return how to open the graph again."""
        return f"kg.open_graph({str(self.folder)!r})"

    def _repr_html_(self) -> str:
        """Return a summary for Jupyter: the documents and where the picture is."""
        (count,) = next(iter(run_query(self.store, "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a cv:Document }"))).values()
        page = html.escape((self.folder / "graph.html").resolve().as_uri())
        folder = html.escape(str(self.folder))
        return f"<p><b>Convene</b>: the graph of {count} documents in {folder} (<a href='{page}'>picture</a>)</p>"
