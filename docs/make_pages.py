"""Fill in what README.md and docs/extraction.md quote from Convene; with --check, only say whether they are up to date.

Both hold snippets for cog (https://cog.readthedocs.io), which call the methods of `Speaker` over a fresh build of the seeds.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import cogapp

import kg
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from kg.explain import Explanation, Rows
    from kg.query import Answer

CHECKOUT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/extraction.md")
WIDTH = 118


class Speaker:
    """What a page's snippets may call: each writes a block into the page."""

    def __init__(self, graph: kg.Graph) -> None:
        self._graph = graph

    def ask(self, question: str, rows: int = 0, width: int = WIDTH, **parameters: str) -> str:
        """Return the answer to a question, as a terminal of that width shows it: all of it, or its first rows."""
        options = "".join(f" --{name} {shlex.quote(value)}" for name, value in parameters.items())
        return _block(f"kg query {question}{options}", _draw(self._graph.query(question, **parameters), width), rows)

    def explain(self, name: str, *properties: str, width: int = WIDTH) -> str:
        """Return what the facts of those properties rest on."""
        explained = self._graph.explain(name)
        explained.facts = tuple(fact for fact in explained.facts if fact.predicate in properties and fact.document != "inferred")
        return _block(f"kg explain {shlex.quote(name)}", _draw(explained, width))

    def claim(self, name: str, predicate: str) -> str:
        """Return one fact and its claim as they stand in graph.trig."""
        thing = self._graph.find(name)
        (row, *_) = self._graph.query(
            f"SELECT ?claim ?document ?value {{ ?claim rdf:subject <{thing}> ; rdf:predicate {predicate} ; rdf:object ?value ;"
            " prov:wasDerivedFrom ?document } ORDER BY ?claim"
        ).rows
        claim, document, value = (str(term).replace(PREFIXES["id"], "").replace(PREFIXES["xsd"], "xsd:") for term in row)
        value = re.sub(r"\^\^<(xsd:\w+)>", r"^^\1", value)
        dataset = (self._graph.folder / "graph.trig").read_text(encoding="utf-8")
        said = dataset.partition(f"    {claim} a ")
        block = said[1] + said[2].partition(" .\n")[0] + " ."
        fact = f"    <{thing.removeprefix(PREFIXES['id'])}> {predicate} {value} ."
        lines = (f"{document} {{", fact, "}", f"{document.removesuffix('>')}/claims> {{", block, "}")
        return "\n".join(("```turtle", *lines, "```"))

    def sparql(self, query: str, width: int = WIDTH) -> str:
        """Return the answer to a query of one's own."""
        return _block(f"kg query {shlex.quote(query)}", _draw(self._graph.query(query), width))

    def questions(self) -> str:
        """Return the names of all questions, as one paragraph."""
        names = [f"`{row[0]}`" for row in self._graph.questions().rows]
        return textwrap.fill(f"All {len(names)} questions: {', '.join(names)}.", WIDTH, break_on_hyphens=False)

    def trace(self, text: str) -> str:
        """Return how the facts of a text are found."""
        from kg import api

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "report.txt"
            path.write_text(text, encoding="utf-8")
            shown = api.trace(path).to_text().replace(str(path), path.name)
        lines = (part for line in shown.splitlines() for part in _fold(line.replace("\t", "    ").rstrip()))
        return _block("kg build --trace report.txt", "\n".join(lines))

    def rules(self) -> str:
        """Return the tables of rules."""
        from kg.claim.rules import rules_table

        return rules_table().rstrip()


def _draw(rows: Answer | Rows | Explanation, width: int) -> str:
    from rich.console import Console

    written = io.StringIO()
    Console(file=written, width=width, color_system=None, legacy_windows=False).print(rows.to_table())
    return "".join(f"{line.rstrip()}\n" for line in written.getvalue().splitlines())


def _block(command: str, output: str, rows: int = 0) -> str:
    lines = output.rstrip().splitlines()
    if rows:
        head = next(number for number, line in enumerate(lines) if line.startswith("┡"))
        if len(lines) > head + rows + 2:
            lines[head + rows + 1 :] = ["…"]
    return "\n".join(("```", f"$ {command}", *lines, "```"))


def _fold(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent="   ") or [""]


def fill_page(path: Path, speaker: Speaker) -> str:
    """Return the page with each snippet's output as it is now."""
    cog, filled = cogapp.Cog(), io.StringIO()
    said = {name: getattr(speaker, name) for name in dir(speaker) if not name.startswith("_")}
    cog.process_file(io.StringIO(path.read_text(encoding="utf-8")), filled, fname=path.name, globals=said)
    return filled.getvalue()


@contextmanager
def fresh_speaker() -> Iterator[Speaker]:
    """Build the seeds into a folder that is gone afterwards."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(CHECKOUT)
        try:
            yield Speaker(kg.build("seeds", Path(folder) / "build"))
        finally:
            os.chdir(before)


def main(arguments: Sequence[str]) -> int:
    """Write the pages, or complain of those that are out of date."""
    stale = []
    with fresh_speaker() as speaker:
        for name in PAGES:
            path = CHECKOUT / name
            filled = fill_page(path, speaker)
            if filled == path.read_text(encoding="utf-8"):
                continue
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(filled, encoding="utf-8", newline="\n")
    if "--check" not in arguments or not stale:
        return 0
    sys.stderr.write(f"{' and '.join(stale)} out of date: run `python docs/make_pages.py`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
