"""Whether the graph agrees with the ontology: clashes found in Python, and HermiT where Java is there.

HermiT rejects xsd:date, so it sees a view without dates and without the properties on which documents may disagree.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from kg.check.conflicts import SINGLE
from kg.check.report import CheckResult, make_result
from kg.graph.inference import super_classes
from kg.graph.iris import contract, expand
from kg.graph.reading import DOCUMENTS, INFERRED, graph_quads, list_graphs, merged_quads
from kg.resources import resource

_LARGEST = 100_000
_PATIENCE = 120
_XSD = expand("xsd:")
_INFERRED = NamedNode(INFERRED)
_HERMIT_READS = {
    f"{_XSD}{name}" for name in ("string", "integer", "decimal", "boolean", "anyURI", "nonNegativeInteger", "positiveInteger")
}
_OWL, _RDFS = "http://www.w3.org/2002/07/owl#", expand("rdfs:")
_TYPE, _FIRST, _REST = (NamedNode(expand(f"rdf:{name}")) for name in ("type", "first", "rest"))
_DOMAIN, _RANGE = NamedNode(f"{_RDFS}domain"), NamedNode(f"{_RDFS}range")
_UNION, _MEMBERS = NamedNode(f"{_OWL}unionOf"), NamedNode(f"{_OWL}members")


@dataclass(frozen=True, slots=True)
class Axioms:
    """What the ontology says that data can contradict; a domain or range lists the classes that it allows."""

    disjoint: frozenset[frozenset[str]] = frozenset()
    functional: frozenset[str] = frozenset()
    domains: dict[str, frozenset[str]] = field(default_factory=dict)
    ranges: dict[str, frozenset[str]] = field(default_factory=dict)

    def exclude(self, types: Iterable[str], allowed: frozenset[str]) -> bool:
        """Return whether something of these types can be of none of the allowed classes."""
        types = set(types)
        return all(
            any(frozenset((one, kind)) in self.disjoint for one in (allow, *super_classes(allow)) for kind in types)
            for allow in allowed
        )


def check_consistency(store: Store, ontology: Path | None = None) -> Iterator[CheckResult]:
    """Check the graph against the ontology's axioms, in Python and by HermiT."""
    path = ontology or resource("ontology", "convene.ttl")
    if not path.is_file():
        yield CheckResult("consistency", "skipped", f"no {path.name}")
        return
    axioms = read_axioms(path)
    yield make_result(
        "consistency",
        find_clashes(store, axioms),
        "no class, domain, range or functional property is contradicted",
        "{} contradictions of the ontology",
    )
    yield _run_hermit(store, path)


def read_axioms(path: Path) -> Axioms:
    """Return the axioms of an ontology in Turtle."""
    ontology = _load(path)
    disjoint = {frozenset((contract(one), contract(other))) for one, other in _named_pairs(ontology, f"{_OWL}disjointWith")}
    for quad in ontology.quads_for_pattern(None, _MEMBERS, None):
        disjoint |= {frozenset(pair) for pair in combinations(sorted(_read_list(ontology, quad.object)), 2)}
    functional = {
        quad.subject.value
        for quad in ontology.quads_for_pattern(None, _TYPE, NamedNode(f"{_OWL}FunctionalProperty"))
        if isinstance(quad.subject, NamedNode)
    }
    return Axioms(
        disjoint=frozenset(disjoint),
        functional=frozenset(contract(iri) for iri in functional),
        domains={
            contract(quad.subject.value): _classes(ontology, quad.object)
            for quad in ontology.quads_for_pattern(None, _DOMAIN, None)
            if isinstance(quad.subject, NamedNode)
        },
        ranges={
            contract(quad.subject.value): _classes(ontology, quad.object)
            for quad in ontology.quads_for_pattern(None, _RANGE, None)
            if isinstance(quad.subject, NamedNode)
        },
    )


def find_clashes(store: Store, axioms: Axioms) -> Iterator[str]:
    """Yield what contradicts the axioms: disjoint classes, domains, ranges, and functional properties within one document."""
    types: dict[str, set[str]] = {}
    for quad in merged_quads(store):
        if quad.graph_name == _INFERRED or quad.predicate != _TYPE:
            continue
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            kind = contract(quad.object.value)
            types.setdefault(quad.subject.value, set()).update((kind, *super_classes(kind)))
    for iri, kinds in sorted(types.items()):
        for one, other in combinations(sorted(kinds), 2):
            if frozenset((one, other)) in axioms.disjoint:
                yield f"{contract(iri)} is both {one} and {other}"
    yield from sorted(set(_find_misplaced(store, axioms, types)))
    for graph in list_graphs(store):
        if graph.startswith(DOCUMENTS):
            yield from _find_doubles(graph_quads(store, graph), axioms, graph.removeprefix(DOCUMENTS))


def _find_misplaced(store: Store, axioms: Axioms, types: dict[str, set[str]]) -> Iterator[str]:
    for quad in merged_quads(store):
        name = contract(quad.predicate.value)
        ends = ((quad.subject, axioms.domains.get(name), "subject"), (quad.object, axioms.ranges.get(name), "object"))
        for term, allowed, role in ends:
            kinds = types.get(term.value) if isinstance(term, NamedNode) else None
            if allowed and kinds and axioms.exclude(kinds, allowed):
                classes, takes = ", ".join(sorted(kinds)), ", ".join(sorted(allowed))
                yield f"{contract(str(term).strip('<>'))} ({classes}) is {role} of {name}, which takes {takes}"


def _find_doubles(quads: Iterable[Quad], axioms: Axioms, document: str) -> Iterator[str]:
    values: dict[tuple[str, str], set[str]] = {}
    for quad in quads:
        if (name := contract(quad.predicate.value)) in axioms.functional:
            values.setdefault((str(quad.subject).strip("<>"), name), set()).add(str(quad.object))
    for (subject, name), several in sorted(values.items()):
        if len(several) > 1:
            yield f"{document}: {contract(subject)} has {len(several)} values of {name}: {' '.join(sorted(several))}"


def _run_hermit(store: Store, ontology: Path) -> CheckResult:
    """Ask HermiT, which comes with owlready2, whether ontology and data are consistent; it classifies nothing."""
    java, jar = shutil.which("java"), _find_hermit()
    if not java or not jar:
        return CheckResult("HermiT", "skipped", "no Java here; the check above stands alone")
    triples = [triple for _, triple in sorted({str(triple): triple for triple in _data_view(store)}.items())]
    if len(triples) > _LARGEST:
        reason = f"{len(triples)} triples are more than the {_LARGEST} it is given; the check above stands alone"
        return CheckResult("HermiT", "skipped", reason)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "view.ttl"
        serialize([*_ontology_view(_load(ontology)), *triples], str(path), RdfFormat.TURTLE)
        command = [
            java,
            "-Xmx2g",
            "-cp",
            f"{jar.parent}{os.pathsep}{jar}",
            "org.semanticweb.HermiT.cli.CommandLine",
            "-k",
            path.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)  # noqa: S603
        except (subprocess.TimeoutExpired, OSError) as error:
            return CheckResult("HermiT", "skipped", f"it was stopped ({error}); the check above stands alone")
    said = done.stdout + done.stderr
    if "InconsistentOntologyException" in said or "is not satisfiable" in said:
        hint = "see 'consistency' for the contradictions that were found one by one"
        return CheckResult("HermiT", "failed", "the graph contradicts the ontology", (hint,), 1)
    if "is satisfiable" not in said:
        reason = next((line for line in said.splitlines() if "Exception" in line or "Error" in line), "no answer")
        return CheckResult("HermiT", "skipped", f"it failed ({reason.strip()[:200]}); the check above stands alone")
    return CheckResult("HermiT", "passed", f"{len(triples)} triples without dates are consistent with the ontology")


def _find_hermit() -> Path | None:
    """Return HermiT's jar inside owlready2, without loading owlready2."""
    found = find_spec("owlready2")
    jar = Path(found.origin or "").parent / "hermit" / "HermiT.jar" if found else None
    return jar if jar and jar.is_file() else None


def _data_view(store: Store) -> Iterator[Triple]:
    left_out = {expand(name) for name in SINGLE}
    for quad in merged_quads(store):
        value = quad.object
        if quad.graph_name == _INFERRED:
            continue
        if quad.predicate.value in left_out or (
            isinstance(value, Literal) and not value.language and value.datatype.value not in _HERMIT_READS
        ):
            continue
        yield quad.triple


def _ontology_view(ontology: Store) -> Iterator[Triple]:
    """Yield the ontology without imports, without metadata on itself, and without ranges that name datatypes of time."""
    for quad in ontology.quads_for_pattern(None, None, None):
        if quad.predicate.value == f"{_OWL}imports" or (quad.predicate == _RANGE and _is_unreadable(ontology, quad.object)):
            continue
        value = quad.object
        if isinstance(value, Literal) and not value.language and value.datatype.value not in _HERMIT_READS:
            continue
        if isinstance(quad.subject, BlankNode) and _is_unreadable(ontology, quad.subject):
            continue
        yield quad.triple


def _is_unreadable(ontology: Store, node: object) -> bool:
    """Return whether a data range names a datatype that HermiT rejects."""
    if isinstance(node, NamedNode):
        return node.value.startswith(_XSD) and node.value not in _HERMIT_READS
    return isinstance(node, BlankNode) and any(
        _is_unreadable(ontology, quad.object) for quad in ontology.quads_for_pattern(node, None, None)
    )


def _load(path: Path) -> Store:
    ontology = Store()
    ontology.extend(parse(path=str(path), format=RdfFormat.TURTLE))
    return ontology


def _named_pairs(ontology: Store, predicate: str) -> Iterator[tuple[str, str]]:
    for quad in ontology.quads_for_pattern(None, NamedNode(predicate), None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.object.value


def _classes(ontology: Store, node: object) -> frozenset[str]:
    """Return the classes that a domain or range allows; nothing when it is no class or union of classes."""
    if isinstance(node, NamedNode):
        return frozenset({contract(node.value)})
    if not isinstance(node, BlankNode):
        return frozenset()
    return frozenset(
        name for quad in ontology.quads_for_pattern(node, _UNION, None) for name in _read_list(ontology, quad.object)
    )


def _read_list(ontology: Store, node: object) -> list[str]:
    names: list[str] = []
    while isinstance(node, BlankNode):
        names += [
            contract(quad.object.value)
            for quad in ontology.quads_for_pattern(node, _FIRST, None)
            if isinstance(quad.object, NamedNode)
        ]
        node = next((quad.object for quad in ontology.quads_for_pattern(node, _REST, None)), None)
    return names
