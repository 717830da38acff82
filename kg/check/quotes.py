"""The receipts: every stated fact has a claim in its document, and every claim's words stand where it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, Store

from kg.check.report import CheckResult, make_result
from kg.graph.iris import contract, expand
from kg.graph.reading import CLAIMS, DOCUMENTS, graph_quads, list_documents
from kg.graph.terms import escape

_SUBJECT, _PREDICATE, _OBJECT = expand("rdf:subject"), expand("rdf:predicate"), expand("rdf:object")
_QUOTE, _BEGIN, _END, _FROM = expand("cv:quote"), expand("cv:begin"), expand("cv:end"), expand("prov:wasDerivedFrom")
_PARTS = {
    _SUBJECT: "rdf:subject",
    _PREDICATE: "rdf:predicate",
    _OBJECT: "rdf:object",
    _QUOTE: "cv:quote",
    _BEGIN: "cv:begin",
    _END: "cv:end",
    _FROM: "prov:wasDerivedFrom",
}


@dataclass(slots=True)
class _Count:
    claims: int = 0
    documents: int = 0


def check_quotes(store: Store, build: Path) -> CheckResult:
    """Read each document's text again and compare it with the document's claims and facts."""
    count = _Count()
    found = list(_find_faults(store, build, count))
    return make_result(
        "quotes",
        found,
        f"{count.claims} claims of {count.documents} documents, each with its words in the text and its fact in the graph",
        "{} claims or facts without their receipt",
    )


def _find_faults(store: Store, build: Path, count: _Count) -> Iterator[str]:
    for document in list_documents(store):
        slug = document.removeprefix(DOCUMENTS)
        count.documents += 1
        path = build / "texts" / f"{slug}.txt"
        try:
            text = path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            yield f"{slug}: its text cannot be read ({error})"
            continue
        facts = {(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in graph_quads(store, document)}
        claimed: set[tuple[str, str, str]] = set()
        for claim, parts in _read_claims(store, document + CLAIMS).items():
            count.claims += 1
            name = f"{slug}: {contract(claim)}"
            if missing := [curie for iri, curie in _PARTS.items() if len(parts.get(iri, ())) != 1]:
                yield f"{name} has no single {' '.join(missing)}"
                continue
            triple = (str(parts[_SUBJECT][0]), str(parts[_PREDICATE][0]), str(parts[_OBJECT][0]))
            claimed.add(triple)
            if triple not in facts:
                yield f"{name} claims {_show(triple)}, which the document's graph does not hold"
            if contract(str(parts[_FROM][0]).strip("<>")) != contract(document):
                yield f"{name} is derived from {parts[_FROM][0]}, not from its document"
            if fault := _compare(text, parts):
                yield f"{name} {fault}"
        yield from (f"{slug}: no claim for {_show(triple)}" for triple in sorted(facts - claimed))


def _read_claims(store: Store, graph: str) -> dict[str, dict[str, list[object]]]:
    claims: dict[str, dict[str, list[object]]] = {}
    for quad in graph_quads(store, graph):
        claims.setdefault(str(quad.subject).strip("<>"), {}).setdefault(quad.predicate.value, []).append(quad.object)
    return dict(sorted(claims.items()))


def _compare(text: str, parts: dict[str, list[object]]) -> str:
    """Return what is wrong with a claim's words, or nothing."""
    quote, begin, end = (
        part.value if isinstance(part, Literal) else "" for part in (parts[_QUOTE][0], parts[_BEGIN][0], parts[_END][0])
    )
    if not (begin.isdecimal() and end.isdecimal() and 0 <= int(begin) < int(end) <= len(text)):
        return f"points to {begin or '?'}–{end or '?'} in a text of {len(text)} characters"
    there = text[int(begin) : int(end)]
    return "" if there == quote else f'quotes "{escape(quote)}" where the text says "{escape(there)}"'


def _show(triple: tuple[str, str, str]) -> str:
    return " ".join(contract(part[1:-1]) if part.startswith("<") else part for part in triple)
