"""Fill in the parts of README.md and docs/extraction.md that Convene says itself; with --check, only say whether they are up to date.

Both pages hold snippets for cog (https://cog.readthedocs.io), which call the functions of `Speaker` on a fresh build of the seeds.
"""

from __future__ import annotations

import io
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import cogapp

import kg

if TYPE_CHECKING:
    from kg.explain import Explanation, Rows
    from kg.query import Answer

CHECKOUT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/extraction.md")
WIDTH = 118
LONGEST = 72


class Speaker:
    """What a page's snippets may call: each writes a block into the page."""

    def __init__(self, graph: kg.Graph) -> None:
        self._graph = graph

    def ask(self, question: str, rows: int = 0, width: int = WIDTH, **parameters: str) -> str:
        """Return the answer to a question, as a terminal of that width shows it: all of it, or its first rows."""
        options = "".join(f" --{name} {shlex.quote(value)}" for name, value in parameters.items())
        return _block(f"kg query {question}{options}", _draw(self._graph.query(question, **parameters), width), rows)

    def explain(self, name: str, *facts: str, width: int = WIDTH) -> str:
        """Return what facts of those properties rest on; long sentences are cut."""
        explained = self._graph.explain(name)
        explained.facts = tuple(
            replace(fact, sentence=_shorten(fact.sentence, fact.quote)) for fact in explained.facts if fact.predicate in facts
        )
        return _block(f"kg explain {shlex.quote(name)}", _draw(explained, width) + "…")

    def sparql(self, query: str, width: int = WIDTH) -> str:
        """Return the answer to a query of one's own."""
        return _block(f"kg query {shlex.quote(query)}", _draw(self._graph.query(query), width))

    def questions(self) -> str:
        """Return the names of all questions, as one paragraph."""
        return ", ".join(f"`{row[0]}`" for row in self._graph.questions().rows) + "."

    def rules(self) -> str:
        """Return the rules as a table: what each is called, what it does, and a text on which it fires."""
        from kg.claim.rules import all_rules

        lines = [f"| `{rule.name}` | {rule.doc} | {_cell(rule.yes[0])} |" for rule in all_rules()]
        return "\n".join(("| rule | what it does | fires on |", "| --- | --- | --- |", *lines))


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


def _shorten(sentence: str, quote: str) -> str:
    """Return a sentence without what stands far from the quote.

    >>> _shorten("It was a long day, and the conference drew over 5,000 attendees from all over.", "over 5,000")
    '… and the conference drew over 5,000 attendees from all over.'
    """
    if len(sentence) <= LONGEST or quote not in sentence:
        return sentence
    before, _, after = sentence.partition(quote)
    room = max(0, LONGEST - len(quote)) // 2
    if len(before) > room:
        before = "… " + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + " …"
    return before + quote + after


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


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
