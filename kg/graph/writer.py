"""Writes a build's folder from readings, one after another, in memory that does not grow with their number."""

from __future__ import annotations

import heapq
import itertools
import shutil
import weakref
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import BuildError
from kg.graph.assertion import assert_claims, row, write_blocks, write_rows
from kg.graph.inference import infer
from kg.graph.reference import describe_entities
from kg.graph.store import StoreLoader
from kg.graph.terms import header, name, whole
from kg.model import Reading

INFERRED, REFERENCE = "id:graph/inferred", "id:graph/reference"
_STATED, _KNOWN, _FOLLOWS = "\ts", "\tr", "\ti"
_RUN = 200_000
_SPOOL = "spool"


class GraphWriter:
    """Writes graph.trig, graph.ttl, store/ and texts/ into a folder, from readings in order of their documents' slugs.

    Facts of all documents are merged by sorted runs on disk; ``graph.trig`` and the store grow as readings come.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = Path(folder)
        self._spool = self._folder / _SPOOL
        self._rows: set[str] = set()
        self._runs: list[Path] = []
        self._names: set[str] = set()
        self._slug = ""
        opened = ExitStack()
        self._let_go = weakref.finalize(self, _close_quietly, opened)
        with self._report_errors():
            self._spool.mkdir(parents=True, exist_ok=True)
            (self._folder / "texts").mkdir(exist_ok=True)
            self._described = opened.enter_context(_create(self._spool / "described"))
            self._graphs = opened.enter_context(_create(self._spool / "graphs"))
            self._loader = StoreLoader(self._folder)
            opened.callback(self._loader.abandon)

    def write(self, reading: Reading) -> None:
        """Add one document: its text, its description, its facts and their claims."""
        document = reading.document
        if document.slug <= self._slug:
            raise BuildError(
                f"document '{document.slug}' comes after '{self._slug}'", hint="documents come once each, in order of slug"
            )
        said = assert_claims(reading)
        with self._report_errors():
            with _create(self._folder / "texts" / f"{document.slug}.txt") as text:
                text.write(whole(document.text).encode())
            described = (("\n" if self._slug else "") + "".join(write_rows(said.description))).encode()
            facts = f"{name(document.iri)} {{\n{''.join(write_rows(said.facts, '    '))}}}\n"
            graphs = f"{facts}{name(f'{document.iri}/claims')} {{\n{said.claims}}}\n".encode()
            self._described.write(described)
            self._graphs.write(graphs)
            self._loader.add((described, graphs))
            self._take(itertools.chain(said.description, said.facts), _STATED)
            self._take(said.inferred, _FOLLOWS)
        self._slug = document.slug
        self._names.update(one for one in said.names if one.startswith(("id:country/", "id:group/", "id:place/", "id:concept/")))

    def close(self) -> None:
        """Add what is known and what follows, merge, and leave the folder complete."""
        for triple in describe_entities(self._names):
            self._rows.add(row(*triple) + _KNOWN)
            self._rows.update(row(*more) + _FOLLOWS for more in infer(triple))
        with self._report_errors():
            self._end_run()
            self._merge()
            self._described.close()
            self._graphs.close()
            self._join()
            self._loader.close()
            self._let_go()
            shutil.rmtree(self._spool)

    def _take(self, rows: Iterable[str], origin: str) -> None:
        self._rows.update([line + origin for line in rows])
        if len(self._rows) >= _RUN:
            self._end_run()

    def _end_run(self) -> None:
        path = self._spool / f"run-{len(self._runs):05}"
        with _create(path) as run:
            run.writelines(f"{line}\n".encode() for line in sorted(self._rows))
        self._rows = set()
        self._runs.append(path)

    def _merge(self) -> None:
        """Write graph.ttl from the sorted runs, and the inferred and the reference graph beside it."""
        with (
            _create(self._folder / "graph.ttl") as turtle,
            _create(self._spool / "inferred") as inferred,
            _create(self._spool / "reference") as reference,
        ):
            turtle.write(header().encode())
            turtle.writelines(part.encode() for part in write_rows(self._sort_out(inferred, reference)))

    def _sort_out(self, inferred: IO[bytes], reference: IO[bytes]) -> Iterator[str]:
        with ExitStack() as open_runs:
            runs = [open_runs.enter_context(path.open(encoding="utf-8", newline="\n")) for path in self._runs]
            for triple, lines in itertools.groupby(heapq.merge(*runs), key=_without_origin):
                origins = {line[-3:-1] for line in lines}
                if _KNOWN in origins:
                    reference.write(f"{triple}\n".encode())
                elif _STATED not in origins:
                    inferred.write(f"{triple}\n".encode())
                yield triple

    def _join(self) -> None:
        """Write graph.trig: the default graph, the documents' graphs, what follows, what is known."""
        with _create(self._folder / "graph.trig") as trig:
            trig.write(header().encode())
            for part in ("described", "graphs"):
                with (self._spool / part).open("rb") as spooled:
                    shutil.copyfileobj(spooled, trig, 1 << 20)
            for graph, part in ((INFERRED, "inferred"), (REFERENCE, "reference")):
                with (self._spool / part).open(encoding="utf-8", newline="\n") as spooled:
                    for block in write_blocks(graph, (line[:-1] for line in spooled)):
                        trig.write(block.encode())
                        self._loader.add((block.encode(),))

    @contextmanager
    def _report_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._let_go()
            reason = error.strerror or str(error)
            raise BuildError(
                f"the build cannot be written ({reason})",
                where=str(self._folder),
                hint="free some space or name another folder with -o",
            ) from error


def _create(path: Path) -> IO[bytes]:
    return path.open("wb")


def _close_quietly(opened: ExitStack) -> None:
    with suppress(OSError):
        opened.close()


def _without_origin(line: str) -> str:
    return line[:-3]
