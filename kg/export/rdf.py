"""The RDF formats: Turtle, N-Triples and RDF/XML hold the merged graph; TriG and N-Quads the whole dataset with its claims."""

from __future__ import annotations

import heapq
import itertools
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

from pyoxigraph import Literal, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.graph.assertion import write_blocks, write_rows
from kg.graph.iris import contract
from kg.graph.reading import graph_quads, list_graphs, merged_quads, stored_row
from kg.graph.terms import header
from kg.vocab import PREFIXES

_RUN = 200_000
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_turtle(store: Store, file: IO[bytes]) -> None:
    """Write the merged graph as a build's graph.ttl has it."""
    file.write(header().encode())
    file.writelines(part.encode() for part in write_rows(sort_lines(stored_row(quad) for quad in merged_quads(store))))


def write_trig(store: Store, file: IO[bytes]) -> None:
    """Write the dataset as a build's graph.trig has it."""
    file.write(header().encode())
    file.writelines(part.encode() for part in write_rows(sort_lines(stored_row(quad) for quad in graph_quads(store, ""))))
    for graph in list_graphs(store):
        rows = sort_lines(stored_row(quad) for quad in graph_quads(store, graph))
        file.writelines(block.encode() for block in write_blocks(contract(graph), rows))


def write_ntriples(store: Store, file: IO[bytes]) -> None:
    """Write the merged graph, one sorted line a triple."""
    file.writelines(f"{line}\n".encode() for line in _merged_lines(store))


def write_nquads(store: Store, file: IO[bytes]) -> None:
    """Write the dataset, one sorted line a quad in each graph."""
    for graph in ("", *list_graphs(store)):
        file.writelines(f"{line}\n".encode() for line in sort_lines(_line(quad) for quad in graph_quads(store, graph)))


def write_rdfxml(store: Store, file: IO[bytes]) -> None:
    """Write the merged graph as RDF/XML; characters that XML cannot hold become U+FFFD."""
    with tempfile.TemporaryFile() as spooled, tempfile.TemporaryFile() as written:
        spooled.writelines(f"{line}\n".encode() for line in _merged_lines(store))
        spooled.seek(0)
        triples = (_for_xml(quad) for quad in parse(spooled, RdfFormat.N_TRIPLES))
        serialize(triples, written, RdfFormat.RDF_XML, prefixes=PREFIXES)
        written.seek(0)
        file.write(written.readline())
        name, *namespaces = written.readline().rstrip(b">\n").split(b" ")
        file.write(b" ".join([name, *sorted(namespaces)]) + b">\n")  # the serializer gives them in any order
        shutil.copyfileobj(written, file)


def xml_text(text: str) -> str:
    """Return the text with the characters that XML cannot hold replaced one for one."""
    return _NOT_XML.sub("\ufffd", text)


def sort_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines sorted, each once, by runs on disk when they are many.

    >>> list(sort_lines(["b", "a", "b"]))
    ['a', 'b']
    """
    lines = iter(lines)
    with ExitStack() as opened:
        runs: list[Iterable[str]] = []
        held: list[str] = []
        while some := sorted(set(itertools.islice(lines, _RUN))):
            if held:
                runs.append(_spool(held, opened))
            held = some
        for line, _ in itertools.groupby(heapq.merge(*runs, held)):
            yield line


def _spool(lines: list[str], opened: ExitStack) -> Iterator[str]:
    run = opened.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115  closed by the stack
    run.writelines(f"{line}\n" for line in lines)
    run.seek(0)
    return (line[:-1] for line in run)


def _merged_lines(store: Store) -> Iterator[str]:
    return sort_lines(f"{quad.triple} ." for quad in merged_quads(store))


def _line(quad: Quad) -> str:
    return f"{quad} ."


def _for_xml(quad: Quad) -> Triple:
    value = quad.object
    if isinstance(value, Literal) and _NOT_XML.search(value.value):
        value = (
            Literal(xml_text(value.value), language=value.language)
            if value.language
            else Literal(xml_text(value.value), datatype=value.datatype)
        )
    return Triple(quad.subject, quad.predicate, value)
