"""The line: sources are read, searched for mentions, joined into claims, resolved, and asserted as a graph in a folder."""

from __future__ import annotations

import gc
import os
import pickle
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from kg.claim import Draft, extract_claims
from kg.errors import BuildError, SourceError
from kg.find import find_mentions
from kg.folder import describe_inputs, hold_folder, replace_folder, unchanged_build, write_manifest
from kg.graph import GraphWriter
from kg.read import find_sources, read_document
from kg.report import BuildReport, Minutes
from kg.resolve import Resolver

Progress = Callable[[str, int, int], None]
Step = Callable[[Path], None]


def build(
    sources: Sequence[str | Path],
    folder: str | Path = "build",
    *,
    gazetteer: str | Path | None = None,
    model: str | None = None,
    progress: Progress | None = None,
    force: bool = False,
    finish: Sequence[Step] = (),
) -> BuildReport:
    """Read the sources into a graph in the folder, whole or not at all; the steps of ``finish`` add their files to it."""
    began, target, tell = time.perf_counter(), Path(folder).resolve(), progress or _silent
    with hold_folder(target), collect_seldom():
        found = find_sources(sources)
        inputs = describe_inputs(found, gazetteer, model)
        if not force and (earlier := unchanged_build(target, inputs)):
            return replace(earlier, seconds=time.perf_counter() - began)
        with replace_folder(target) as working, Spool(working) as drafts:
            minutes, resolver = Minutes(), Resolver()
            names, pipeline = Path(gazetteer) if gazetteer else None, load_pipeline(model) if model else None
            for number, source in enumerate(found):
                tell("reading", number, len(found))
                try:
                    document = read_document(source)
                except (SourceError, OSError) as error:
                    minutes.leave_out(source.file_name, error)
                    continue
                draft = extract_claims(find_mentions(document, names, pipeline))
                resolver.add(draft)
                drafts.add(document.slug, draft)
            minutes.require_documents(len(drafts))
            writer = GraphWriter(working)
            for number, draft in enumerate(drafts):
                tell("asserting", number, len(drafts))
                reading = resolver.resolve(draft)
                writer.write(reading)
                minutes.take_in(reading)
            tell("storing", 0, 1)
            writer.close()
            for step in finish:
                step(working)
            minutes.write(working)
            report = minutes.report(target)
            write_manifest(working, inputs, report)
    return replace(report, seconds=time.perf_counter() - began)


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody how far the build is."""


@contextmanager
def collect_seldom() -> Iterator[None]:
    """Let the garbage collector look less often: a build makes many small records, and hardly any is garbage in a ring."""
    young, *older = gc.get_threshold()
    gc.set_threshold(max(young, 50_000) if young else 0, *older)
    try:
        yield
    finally:
        gc.set_threshold(young, *older)


def load_pipeline(name: str) -> Callable[[str], list[tuple[int, int, str]]]:
    """Return what finds the names in a text, as start, end and kind, by a trained spaCy pipeline."""
    try:
        import spacy

        pipeline = spacy.load(name)
    except ImportError as error:
        raise BuildError("spaCy is not installed", hint="pip install 'convene-kg[model]'") from error
    except OSError as error:
        raise BuildError(f"spaCy has no pipeline '{name}'", hint="install it, or give the folder it is in") from error
    return lambda text: [(name.start_char, name.end_char, name.label_) for name in pipeline(text).ents]


class Spool(AbstractContextManager["Spool"]):
    """The drafts between the two passes: a few in memory, the others on disk, given back in order of slug."""

    KEPT = 100

    def __init__(self, folder: Path) -> None:
        self._kept: dict[str, Draft] = {}
        self._places: dict[str, int] = {}
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  closed by __exit__

    def __exit__(self, *exception: object) -> None:
        """Drop the drafts."""
        self._file.close()

    def __len__(self) -> int:
        """Return how many drafts there are."""
        return len(self._kept) + len(self._places)

    def __iter__(self) -> Iterator[Draft]:
        """Give the drafts back in order of slug."""
        for slug in sorted((*self._kept, *self._places)):
            if slug in self._kept:
                yield self._kept.pop(slug)
            else:
                self._file.seek(self._places[slug])
                yield pickle.load(self._file)  # noqa: S301  written below by this very process, into a file without a name

    def add(self, slug: str, draft: Draft) -> None:
        """Keep the draft of the document of that slug."""
        if len(self._kept) < self.KEPT:
            self._kept[slug] = draft
        else:
            self._places[slug] = self._file.seek(0, os.SEEK_END)
            RecordPickler(self._file, pickle.HIGHEST_PROTOCOL).dump(draft)


class RecordPickler(pickle.Pickler):
    """Writes a frozen record as its class and its values, which is three times as fast as what dataclasses do by themselves."""

    _fields: ClassVar[dict[type, tuple[str, ...]]] = {}

    def reducer_override(self, record: Any) -> Any:
        """Return how a record is made again, or leave another object to pickle."""
        kind = type(record)
        if kind not in self._fields:
            frozen = is_dataclass(kind) and getattr(kind, "__dataclass_params__").frozen  # noqa: B009  no stub knows it
            self._fields[kind] = tuple(field.name for field in fields(kind)) if frozen else ()
        names = self._fields[kind]
        return (kind, tuple([getattr(record, name) for name in names])) if names else NotImplemented
