"""The measurements that run in a process of their own; each prints its figures as JSON.

measures.py line SOURCES FOLDER [PAGE] | spacy SOURCES | questions FOLDER REPEATS RDFLIB | page NODES FOLDER
"""

from __future__ import annotations

import importlib
import json
import resource
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
SUFFIXES = {".txt", ".md", ".html", ".htm", ".pdf"}
RDFLIB_LIMIT = 30
Figures = dict[str, Any]


def list_documents(corpus: Path) -> list[Path]:
    """Return the documents of the corpus."""
    return sorted(path for path in corpus.rglob("*") if path.suffix in SUFFIXES)


def measure_line(sources: str, folder: str, page: str = "") -> Figures:
    """Build without the page (or with it) and return the time of each stage and the highest memory."""
    line = importlib.import_module("kg.build")
    clock = Clock()
    for stage, name in (("read", "read_document"), ("find", "find_mentions"), ("claim", "extract_claims")):
        setattr(line, name, clock.timed(stage, getattr(line, name)))
    for stage, owner, name in (
        ("resolve", line.Resolver, "add"),
        ("resolve", line.Resolver, "resolve"),
        ("spool", line.Spool, "add"),
        ("write", line.GraphWriter, "write"),
        ("write", line.GraphWriter, "close"),
        ("report", line.Minutes, "write"),
    ):
        setattr(owner, name, clock.timed(stage, getattr(owner, name)))
    finish = []
    if page:
        from kg.api import draw_page

        finish = [clock.timed("page", draw_page)]
    began = time.perf_counter()
    report = line.build([sources], folder, finish=finish)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "stages": clock.seconds, "peak": peak, "documents": report.documents, "facts": report.facts}


class Clock:
    """Adds up the time that functions take."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a stop-watch around it."""

        def run(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - began

        return run


def measure_spacy(sources: str) -> Figures:
    """Tokenize and split the same files with spaCy's blank English pipeline."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in list_documents(Path(sources))]
    began = time.perf_counter()
    tokens = sum(len(document) for document in nlp.pipe(texts))
    return {"seconds": time.perf_counter() - began, "tokens": tokens}


def measure_questions(folder: str, repeats: str, rdflib_too: str) -> Figures:
    """Time ten questions through Convene, through pyoxigraph alone, and through rdflib, all on the same graph."""
    import pyoxigraph
    import rdflib

    from kg.graph import open_store
    from kg.query import QUERY_PREFIXES, list_questions, run_question

    store = open_store(Path(folder))
    dataset = rdflib.Dataset(default_union=True)
    if rdflib_too:
        dataset.parse(Path(folder) / "graph.trig", format="trig")
    free = [question for question in list_questions() if not any(parameter.required for parameter in question.parameters)]
    asked = [question for question in free if "param:" not in question.sparql][:10]
    rows: list[Figures] = []
    for question in asked:
        sparql = question.sparql

        def ask_convene(name: str = question.name) -> int:
            return len(run_question(store, name).rows)

        def ask_pyoxigraph(sparql: str = sparql) -> int:
            return len(list(store.query(sparql, prefixes=QUERY_PREFIXES, use_default_graph_as_union=True)))  # type: ignore[arg-type]

        def ask_rdflib(sparql: str = sparql) -> int:
            return len(list(dataset.query(sparql, initNs=QUERY_PREFIXES)))

        row: Figures = {"question": question.name, "rows": ask_convene()}
        row["convene"], row["pyoxigraph"] = alternate(ask_convene, ask_pyoxigraph, repeats=int(repeats))
        if rdflib_too:
            row["rdflib"] = time_at_most(ask_rdflib, RDFLIB_LIMIT)
        rows.append(row)
    return {"rows": rows, "triples": len(store), "pyoxigraph": pyoxigraph.__version__, "rdflib": rdflib.__version__}


def alternate(first: Callable[[], object], second: Callable[[], object], *, repeats: int) -> tuple[float, float]:
    """Return the median times of two functions that take turns, so that both meet the same state of the machine."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for function, taken in zip((first, second), times, strict=True):
            began = time.perf_counter()
            function()
            taken.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def time_at_most(function: Callable[[], object], limit: int) -> float | None:
    """Return the time of a function, or nothing when it takes longer than that many seconds."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(limit)
    try:
        return median_time(function, 1)
    except TimeoutError:
        return None
    finally:
        signal.alarm(0)


def median_time(function: Callable[[], object], repeats: int) -> float:
    """Return the median time of a function."""
    return alternate(function, lambda: None, repeats=repeats)[0]


def measure_page(nodes: str, folder: str) -> Figures:
    """Draw a graph of that many nodes and return the size of its page and the time to write it."""
    from kg.graph import GraphWriter, open_store
    from kg.view import to_networkx, write_page

    where = Path(folder)
    where.mkdir()
    writer = GraphWriter(where)
    for reading in make_readings(int(nodes)):
        writer.write(reading)
    writer.close()
    store, page = open_store(where), where / "graph.html"
    began = time.perf_counter()
    write_page(store, page, title=f"{nodes} nodes")
    seconds = time.perf_counter() - began
    graph = to_networkx(store)
    return {
        "nodes": len(graph),
        "edges": graph.number_of_edges(),
        "seconds": seconds,
        "size": page.stat().st_size,
        "page": str(page),
    }


def make_readings(nodes: int) -> Iterator[Any]:
    """Yield readings of events with organizations and countries, which make about that many nodes."""
    from kg.model import Claim, Document, Evidence, Literal, Reading, Span

    codes = [
        line.split("\t")[0]
        for line in (CHECKOUT / "ontology/reference/countries.tsv").read_text(encoding="utf-8").splitlines()[1:121]
    ]
    events = max(1, (nodes - len(codes)) * 2 // 3) if nodes > 2 * len(codes) else nodes // 2
    countries = codes if nodes > 2 * len(codes) else codes[: nodes // 4]
    for number in range(events):
        text = f"Event {number} was held."
        evidence = Evidence(Span(0, len(text)), text)
        event, organization = f"id:event/event-{number}", f"id:organization/body-{number // 2}"
        triples: list[tuple[str, str, Any]] = [
            (event, "rdf:type", "cv:Event"),
            (event, "rdfs:label", Literal(f"Event {number}", "rdf:langString", "en")),
            (event, "cv:startDate", Literal(f"20{10 + number % 15}-05-0{1 + number % 9}", "xsd:date")),
            (organization, "rdf:type", "cv:Organization"),
            (organization, "rdfs:label", Literal(f"Body {number // 2}", "rdf:langString", "en")),
            (event, "cv:organizedBy", organization),
        ]
        triples += [
            (event, "cv:hasParticipant", f"id:country/{countries[(number * 7 + step * step * 5) % len(countries)]}")
            for step in range(4)
        ]
        document = Document(f"d{number:06}", f"d{number:06}.txt", text, text, "0" * 64, "text/plain", title=text)
        unique = dict.fromkeys(triples)
        yield Reading(document, tuple(Claim(s, p, o, evidence, "made-up") for s, p, o in unique))


CHILDREN: dict[str, Callable[..., Figures]] = {
    "line": measure_line,
    "spacy": measure_spacy,
    "questions": measure_questions,
    "page": measure_page,
}


if __name__ == "__main__":
    print(json.dumps(CHILDREN[sys.argv[1]](*sys.argv[2:])))
