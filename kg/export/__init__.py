"""The graph for other tools, in nine formats, sorted, the same bytes for the same graph."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from pyoxigraph import Store

from kg.errors import ExportError

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
        _write_whole(path, lambda file: writers[format](store, file))
    except OSError as error:
        raise ExportError(
            f"the file cannot be written ({error.strerror or error})", where=str(path), hint="name another file with -o"
        ) from error
    return None


def _write_whole(path: Path, write: Callable[[IO[bytes]], None]) -> None:
    """Write a file beside its place and put it there when it is complete."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        mask = os.umask(0)
        os.umask(mask)
        made.chmod(0o666 & ~mask)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
