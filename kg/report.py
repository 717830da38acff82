"""What a build tells of itself: a record for programs, and report.md for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.check.conflicts import check_conflicts
from kg.errors import BuildError, ConveneError, MissingSource, SourceError, UnreadableSource
from kg.graph import open_store
from kg.graph.iris import contract
from kg.model import Reading
from kg.query import run_query

PASSED_OVER = {
    "boilerplate": "furniture of the page",
    "caption": "captions",
    "commentary": "commentary",
    "repeat": "printed twice",
}
THINGS_BY_CLASS = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things)
WHERE { ?document a cv:Document . GRAPH ?document { ?thing a ?class } }
GROUP BY ?class ORDER BY DESC(?things) ?class
"""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: where, how many documents and facts, one line for each source that failed."""

    folder: Path
    documents: int
    facts: int
    failures: tuple[str, ...] = ()
    unchanged: bool = False
    seconds: float = 0.0


class Minutes:
    """Notes taken while a build runs: what was read, found, left out and doubted."""

    def __init__(self) -> None:
        self._facts = 0
        self._failures: list[SourceError] = []
        self._read: list[tuple[str, ...]] = []
        self._passed_over: list[tuple[str, ...]] = []
        self._doubts: list[tuple[str, ...]] = []
        self._predicates: Counter[str] = Counter()

    def leave_out(self, file_name: str, error: SourceError | OSError) -> None:
        """Note a source that cannot be read."""
        if not isinstance(error, ConveneError):
            error = UnreadableSource((error.strerror or str(error)).lower(), where=file_name)
        self._failures.append(error)

    def require_documents(self, count: int) -> None:
        """Raise the failure when there is no document at all; of several failures each becomes a note."""
        if count:
            return
        if not self._failures:
            raise MissingSource("no documents to read", hint="name a file, a folder or a pattern")
        if len(self._failures) == 1:
            raise self._failures[0]
        error = BuildError(f"none of {len(self._failures)} sources could be read", hint="nothing was built")
        for failure in self._failures:
            error.add_note(str(failure))
        raise error

    def take_in(self, reading: Reading) -> None:
        """Note a document and what was found in it."""
        document = reading.document
        self._facts += len(reading.claims)
        self._read.append((document.file_name, document.title, document.published, str(len(reading.claims))))
        self._predicates.update(claim.predicate for claim in reading.claims)
        self._doubts += [(document.file_name, doubt) for doubt in reading.doubts]
        lengths: Counter[str] = Counter()
        for section in document.sections:
            lengths[section.kind] += len(section.span)
        self._passed_over += [
            (document.file_name, what, f"{lengths[kind]}") for kind, what in PASSED_OVER.items() if lengths[kind]
        ]

    def report(self, folder: Path) -> BuildReport:
        """Return the record of the build that goes to the folder."""
        return BuildReport(folder, len(self._read), self._facts, tuple(str(error) for error in self._failures))

    def write(self, folder: Path) -> None:
        """Write report.md about the graph in the folder."""
        with (folder / "report.md").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in self._lines(folder))

    def _lines(self, folder: Path) -> Iterator[str]:
        """Give the report line by line."""
        store = open_store(folder)
        counted = run_query(store, THINGS_BY_CLASS).rows
        classes = [
            (contract(kind.value), things.value)
            for kind, things in counted
            if isinstance(kind, NamedNode) and isinstance(things, Literal)
        ]
        yield from ("# What this build holds", "")
        yield f"{len(self._read)} documents, {self._facts} facts, each with the words that state it (`kg explain NAME`)."
        yield from _table("Read", ("document", "title", "published", "facts"), self._read)
        yield from _table("Found", ("class", "things"), classes)
        yield from _table("", ("property", "facts"), [(name, str(count)) for name, count in _by_count(self._predicates)])
        yield from _table("Left out", ("source", "why"), [(error.where, str(error)) for error in self._failures])
        yield from _table("Passed over", ("document", "what", "characters"), self._passed_over)
        yield from _table("Doubted", ("document", "why"), self._doubts)
        yield from _table("Disagreements", ("what the documents say",), [(line,) for line in check_conflicts(store).findings])


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the most frequent first, equals by name."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give a heading and a Markdown table, or the word "Nothing." when there is no row."""
    rows = list(rows)
    if heading:
        yield from ("", f"## {heading}")
    yield ""
    if not rows:
        yield "Nothing."
        return
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(_cell(text) for text in row)} |"


def _cell(text: str) -> str:
    r"""Return the text on one line, with nothing in it that Markdown or HTML would take for its own.

    >>> _cell("a|b\n<i>")
    'a\\|b &lt;i&gt;'
    """
    line = " ".join(text.split())
    for character, escaped in (("\\", "\\\\"), ("|", "\\|"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        line = line.replace(character, escaped)
    return line
