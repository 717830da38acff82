"""From a reading to statements: the facts of a document, their claims, and the document's description."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.graph.inference import Triple, infer
from kg.graph.iris import mint_claim, web_address
from kg.graph.terms import escape, name, open_name, predicate_name, write_confidence, write_term
from kg.model import Claim, Document, Literal, Reading, Term

_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}"), "xsd:gYear"),
)


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one document adds: rows (see ``row``) of its description, its facts and what follows, and its claims as Turtle."""

    description: list[str]
    facts: list[str]
    inferred: list[str]
    claims: str
    names: frozenset[str]


def assert_claims(reading: Reading) -> Assertion:
    """Return what a reading says, each triple once."""
    document = reading.document
    source = name(document.iri)
    claims: dict[Triple, Claim] = {}
    for claim in reading.claims:
        claims.setdefault((claim.subject, claim.predicate, claim.object), claim)
    facts: set[str] = set()
    inferred: set[str] = set()
    written_claims: list[str] = []
    for triple, claim in claims.items():
        value = write_term(claim.object)
        facts.add(write_row(claim.subject, claim.predicate, value))
        inferred.update(_write_inferred(triple, value))
        written_claims.append(_write_claim(document.slug, source, claim, value))
    names = {subject for subject, _, _ in claims} | {value for _, _, value in claims if isinstance(value, str)}
    return Assertion(
        description=sorted({row(*triple) for triple in describe_document(document)}),
        facts=sorted(facts),
        inferred=sorted(inferred),
        claims="".join(sorted(written_claims)),
        names=frozenset(names),
    )


def describe_document(document: Document) -> Iterator[Triple]:
    """Yield what is known of the document itself."""
    iri = document.iri
    yield iri, "rdf:type", "cv:Document"
    yield iri, "cv:fileName", Literal(document.file_name)
    yield iri, "cv:sha256", Literal(document.sha256)
    yield iri, "dcterms:format", Literal(document.media_type)
    if document.title:
        yield iri, "dcterms:title", Literal(document.title)
    if document.published:
        yield iri, "dcterms:issued", date_literal(document.published)
    if document.publisher:
        yield iri, "dcterms:publisher", Literal(document.publisher)
    if document.source:
        yield iri, "dcterms:source", web_address(document.source) or Literal(document.source)


def date_literal(text: str) -> Literal:
    """Return a date at the precision written.

    >>> date_literal("2025-07").datatype
    'xsd:gYearMonth'
    """
    return Literal(text, next((datatype for pattern, datatype in _DATES if pattern.fullmatch(text)), "xsd:string"))


def row(subject: str, predicate: str, value: Term) -> str:
    """Return a triple as one sortable line: Turtle terms between tabs, the subject without its closing bracket.

    No term holds a tab (it is escaped), so lines sort by subject, then predicate, then object.
    """
    return write_row(subject, predicate, write_term(value))


def write_row(subject: str, predicate: str, value: str) -> str:
    """Return the row of a triple whose object is written already."""
    return f"{open_name(subject)}\t{predicate_name(predicate)}\t{value}"


def write_rows(rows: Iterable[str], indent: str = "") -> Iterator[str]:
    """Yield sorted rows as Turtle, one block a subject and one line a predicate."""
    last_subject = last_predicate = ""
    for line in rows:
        subject, predicate, value = line.split("\t")
        if subject != last_subject:
            end = " .\n\n" if last_subject and not indent else " .\n" if last_subject else ""
            yield f"{end}{indent}{subject}{'>' if subject[0] == '<' else ''} {predicate} {value}"
        elif predicate != last_predicate:
            yield f" ;\n{indent}    {predicate} {value}"
        else:
            yield f", {value}"
        last_subject, last_predicate = subject, predicate
    if last_subject:
        yield " .\n"


def write_blocks(graph: str, rows: Iterable[str], size: int = 50_000) -> Iterator[str]:
    """Yield sorted rows as TriG: one block of the graph, or several when they are many."""
    rows = iter(rows)
    while some := list(itertools.islice(rows, size)):
        yield f"{name(graph)} {{\n{''.join(write_rows(some, '    '))}}}\n"


def _write_inferred(triple: Triple, written: str) -> Iterator[str]:
    """Yield the rows of what follows from a triple; its object, which most of them have too, is written already."""
    value = triple[2]
    for subject, predicate, other in infer(triple):
        yield write_row(subject, predicate, written if other is value else write_term(other))


def _write_claim(slug: str, source: str, claim: Claim, value: str) -> str:
    evidence = claim.evidence
    span = evidence.span
    minted = mint_claim(slug, claim.subject, claim.predicate, claim.object).removeprefix("id:")
    return (
        f"    <{minted}> a cv:Claim ;\n"
        f"        cv:begin {span.start} ;\n"
        f"        cv:confidence {write_confidence(claim.confidence)} ;\n"
        f"        cv:end {span.end} ;\n"
        f'        cv:quote "{escape(evidence.quote)}" ;\n'
        f'        cv:rule "{escape(claim.rule)}" ;\n'
        f"        prov:wasDerivedFrom {source} ;\n"
        f"        rdf:object {value} ;\n"
        f"        rdf:predicate {name(claim.predicate)} ;\n"
        f"        rdf:subject {name(claim.subject)} .\n"
    )
