"""The store on disk: filled once by a build, opened read-only by everything else."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.errors import NoBuild
from kg.graph.terms import header

FOLDER = "store"
_BATCH = 3_000_000


def open_store(build: Path) -> Store:
    """Return the store of a build, read-only.

    >>> open_store(Path("no/such/folder"))
    Traceback (most recent call last):
    kg.errors.NoBuild: no/such/folder: no build here; run 'kg build' first, or name its folder
    """
    path = Path(build) / FOLDER
    hint = "run 'kg build' first, or name its folder"
    if not (path / "CURRENT").is_file():
        raise NoBuild("no build here", where=str(build), hint=hint)
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise NoBuild(
            f"its store cannot be opened ({error})", where=str(build), hint="build again with 'kg build --force'"
        ) from error


class StoreLoader:
    """Loads TriG into a new store in large batches, in a thread beside the caller's work."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(str(folder / FOLDER))
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._parts: list[bytes] = []
        self._size = 0
        self._running: Future[None] | None = None

    def add(self, parts: Iterable[bytes]) -> None:
        """Take in a piece of TriG: whole graph blocks."""
        for part in parts:
            self._parts.append(part)
            self._size += len(part)
        if self._size >= _BATCH:
            self._start()

    def close(self) -> None:
        """Load what is left and close the store."""
        self._start()
        self._wait()
        self._thread.shutdown()
        self._store.flush()
        del self._store

    def abandon(self) -> None:
        """Stop without loading what is left."""
        self._thread.shutdown(cancel_futures=True)

    def _start(self) -> None:
        self._wait()
        if self._parts:
            text = b"".join((header().encode(), *self._parts))
            self._parts, self._size = [], 0
            self._running = self._thread.submit(self._load, text)

    def _load(self, text: bytes) -> None:
        try:
            self._store.bulk_load(text, RdfFormat.TRIG, lenient=True)
        except RuntimeError as error:
            raise OSError(f"the store: {error}") from error

    def _wait(self) -> None:
        if self._running:
            running, self._running = self._running, None
            running.result()
