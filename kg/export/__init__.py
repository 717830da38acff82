"""The graph for other tools, in nine formats, sorted, the same bytes for the same graph."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from kg.errors import ExportError
from kg.folder import open_whole

Writer = Callable[[Store, IO[bytes]], None]


def _writers() -> dict[str, Writer]:
    from kg.export import jsonld, network, rdf, table

    return {
        "turtle": rdf.write_turtle,
        "trig": rdf.write_trig,
        "ntriples": rdf.write_ntriples,
        "nquads": rdf.write_nquads,
        "jsonld": jsonld.write_jsonld,
        "rdfxml": rdf.write_rdfxml,
        "graphml": network.write_graphml,
        "gexf": network.write_gexf,
        "csv": table.write_csv,
    }


def export_graph(store: Store, format: str, path: Path | None = None) -> bytes | None:
    """Write the graph in a format to a file, whole or not at all; without a file, return its bytes.

    >>> export_graph(Store(), "ntriples")
    b''
    """
    writers = _writers()
    if format not in writers:
        raise ExportError(f"unknown format '{format}'", hint=f"the formats are {' '.join(writers)}")
    if path is None:
        content = io.BytesIO()
        writers[format](store, content)
        return content.getvalue()
    try:
        with open_whole(path) as file:
            writers[format](store, file)
    except OSError as error:
        raise ExportError(
            f"the file cannot be written ({error.strerror or error})", where=str(path), hint="name another file with -o"
        ) from error
    return None
