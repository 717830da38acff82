"""Explanations: every fact about a thing, with the document, the sentence and the rule behind it."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.iris import contract, expand
from kg.query import label_of

if TYPE_CHECKING:
    import pandas
    from rich.table import Table

FIRST = ("rdf:type", "rdfs:label", "skos:prefLabel", "skos:altLabel")
ALIGNED = ("schema:", "sem:", "org:", "foaf:", "prov:")
_COMPARATORS = {
    "cv:Exactly": "",
    "cv:About": "about ",
    "cv:Over": "over ",
    "cv:Nearly": "nearly ",
    "cv:AtLeast": "at least ",
    "cv:UpTo": "up to ",
}
_LONGEST = 600


# ---------------------------------------------------------------- rows of text


class Rows:
    """Named columns and rows of text, shown wherever rows are shown: a terminal, a notebook, CSV, JSON, pandas."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
        self.columns, self.rows, self.title = tuple(columns), [tuple(row) for row in rows], title

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def to_csv(self) -> str:
        r"""Return the rows as CSV with a header line.

        >>> Rows(["name"], [["a,b"]]).to_csv()
        'name\n"a,b"\n'
        """
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([self.columns, *self.rows])
        return text.getvalue()

    def to_json(self) -> str:
        """Return the rows as a JSON list of objects."""
        return json.dumps([dict(zip(self.columns, row, strict=True)) for row in self.rows], ensure_ascii=False, indent=1) + "\n"

    def to_table(self) -> Table:
        """Return the rows as a table for rich."""
        from rich.table import Table
        from rich.text import Text

        table = Table(title=Text(self.title) if self.title else None, title_justify="left", header_style="bold")
        for column in self.columns:
            table.add_column(column, overflow="fold")
        for row in self.rows:
            table.add_row(*(Text(cell) for cell in row))
        return table

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame."""
        import pandas

        return pandas.DataFrame(self.rows, columns=list(self.columns))

    def _repr_html_(self) -> str:
        """Return the rows as a table for Jupyter."""
        head = "".join(f"<th>{html.escape(column)}</th>" for column in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in self.rows)
        caption = f"<caption>{html.escape(self.title)}</caption>" if self.title else ""
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


# ---------------------------------------------------------------- explanations


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact and what it rests on; ``document`` is a file name, or says "reference data" or "inferred"."""

    subject: str
    predicate: str
    object: str
    document: str = ""
    sentence: str = ""
    quote: str = ""
    rule: str = ""
    confidence: str = ""


class Explanation(Rows):
    """All facts about one thing: what documents say of it, what they say of others by naming it, what is known, what follows."""

    def __init__(self, iri: str, label: str, facts: Sequence[Fact]) -> None:
        super().__init__([field.name for field in fields(Fact)], [astuple(fact) for fact in facts], f"{label} ({contract(iri)})")
        self.iri, self.label, self.facts = iri, label, tuple(facts)

    def to_table(self) -> Table:
        """Return the facts as a table for rich, the words that state each in bold in their sentence."""
        from rich.table import Table
        from rich.text import Text

        table = Table(title=Text(self.title), title_justify="left", header_style="bold")
        for column in ("fact", "document", "in these words", "rule"):
            table.add_column(column, overflow="fold")
        for (subject, predicate, said), facts in groupby(
            self.facts, key=lambda fact: (fact.subject, fact.predicate, fact.object)
        ):
            told = Text.assemble("" if subject == self.label else f"{subject} ", (f"{predicate} ", "cyan"), said)
            for fact in facts:
                before, quote, after = fact.sentence.partition(fact.quote) if fact.quote else (fact.sentence, "", "")
                table.add_row(
                    told, Text(fact.document, "dim"), Text.assemble(before, (quote, "bold yellow"), after), Text(fact.rule)
                )
                told = Text()
            table.add_section()
        return table


def explain_thing(store: Store, folder: Path, iri: str) -> Explanation:
    """Return the explanation of a thing in the build's store, with sentences from the texts the build keeps."""
    return _Explainer(store, folder).explain(NamedNode(iri))


class _Explainer:
    """Reads facts about one thing and what they rest on."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store, self._folder = store, folder
        self._names: dict[NamedNode, str] = {}
        self._texts = lru_cache(maxsize=16)(self._read_text)

    def explain(self, thing: NamedNode) -> Explanation:
        """Return all facts about the thing, stated ones first."""
        stated = set(self._claims("rdf:subject", thing))
        incoming = set(self._claims("rdf:object", thing)) - stated
        facts = sorted((self._stated(claim) for claim in stated), key=_order)
        said = {(fact.predicate, fact.object) for fact in facts}
        facts += sorted((self._stated(claim) for claim in incoming), key=_order)
        facts += sorted((fact for fact in self._unstated(thing) if (fact.predicate, fact.object) not in said), key=_order)
        return Explanation(thing.value, self.name(thing), facts)

    def _claims(self, role: str, thing: NamedNode) -> Iterator[NamedNode]:
        """Yield the claims in which the thing has the role."""
        for quad in self._store.quads_for_pattern(None, _node(role), thing, None):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def _stated(self, claim: NamedNode) -> Fact:
        """Return the fact that a claim states."""
        parts = {contract(quad.predicate.value): quad.object for quad in self._store.quads_for_pattern(claim, None, None, None)}
        document = parts["prov:wasDerivedFrom"]
        begin, end = int(_text(parts["cv:begin"])), int(_text(parts["cv:end"]))
        sentence = sentence_around(self._texts(_text(document)), begin, end)
        return Fact(
            self.name(parts["rdf:subject"]),
            contract(_text(parts["rdf:predicate"])),
            self.name(parts["rdf:object"]),
            self._value(document, "cv:fileName") or contract(_text(document)),
            " ".join(sentence.split()),
            " ".join(_text(parts["cv:quote"]).split()),
            _text(parts["cv:rule"]),
            _text(parts["cv:confidence"]),
        )

    def _unstated(self, thing: NamedNode) -> Iterator[Fact]:
        """Yield what is known of the thing and what follows, but not the same once more in other vocabularies."""
        for graph, origin in (("id:graph/reference", "reference data"), ("id:graph/inferred", "inferred")):
            for quad in self._store.quads_for_pattern(thing, None, None, _node(graph)):
                predicate, value = contract(quad.predicate.value), contract(_text(quad.object))
                if not (predicate.startswith(ALIGNED) or (predicate == "rdf:type" and value.startswith(ALIGNED))):
                    yield Fact(self.name(thing), predicate, self.name(quad.object), origin)

    def name(self, term: object) -> str:
        """Return the text of a literal, the words of a quantity or an appearance, or the name of a thing."""
        if not isinstance(term, NamedNode):
            return _text(term)
        if term not in self._names:
            self._names[term] = self._describe(term) or label_of(self._store, term)
        return self._names[term]

    def _describe(self, thing: NamedNode) -> str:
        """Return a quantity, an appearance or a document in words, and nothing for what has a name."""
        if value := self._value(thing, "cv:value"):
            comparator = _COMPARATORS.get(contract(self._value(thing, "cv:comparator")), "")
            return f"{comparator}{int(value):,} {self._value(thing, 'cv:of')}".strip()
        if person := self._value(thing, "cv:appearanceOf"):
            capacity = self._value(thing, "cv:capacity")
            return f"{self.name(NamedNode(person))}{f', {capacity}' if capacity else ''}"
        return self._value(thing, "dcterms:title")

    def _value(self, thing: object, predicate: str) -> str:
        """Return the first value of a predicate, or nothing."""
        if not isinstance(thing, NamedNode):
            return ""
        return min(
            (_text(quad.object) for quad in self._store.quads_for_pattern(thing, _node(predicate), None, None)), default=""
        )

    def _read_text(self, document: str) -> str:
        """Return the text of a document as the build keeps it."""
        try:
            path = self._folder / "texts" / f"{document.rpartition('/')[2]}.txt"
            return path.read_bytes().decode("utf-8")
        except OSError:
            return ""


def sentence_around(text: str, begin: int, end: int) -> str:
    """Return the sentence, or the sentences, in which the characters from begin to end stand.

    >>> sentence_around("It rained. The U.N. met in Suva. All left.", 15, 19)
    'The U.N. met in Suva.'
    """
    from kg.find.sentences import split_sentences

    head = text.find("\n---", 3) + 4 if text.startswith("---\n") else 0
    if end <= head:  # front matter has lines, not sentences
        return text[text.rfind("\n", 0, begin) + 1 : text.find("\n", end)]
    stretch = split_sentences(text, max(head, begin - _LONGEST), min(len(text), end + _LONGEST))
    spans = [span for span in stretch if span.start < end and begin < span.end]
    return text[spans[0].start : spans[-1].end] if spans else text[begin:end]


def _order(fact: Fact) -> tuple[int, str, str, str, str]:
    """Return the place of a fact: what a thing is and is called comes first."""
    rank = FIRST.index(fact.predicate) if fact.predicate in FIRST else len(FIRST)
    return rank, fact.predicate, fact.subject, fact.object, fact.document


@lru_cache(maxsize=1024)
def _node(curie: str) -> NamedNode:
    """Return the node of a CURIE."""
    return NamedNode(expand(curie))


def _text(term: object) -> str:
    """Return the characters of a term."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
