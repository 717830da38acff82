"""The graph as networkx sees it: entities are nodes, stated facts between them are edges.

What is no entity is folded: a quantity becomes a fact of its event, an appearance gives the speaker's edge a capacity,
claims and documents become the evidence of facts and edges.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.view.surroundings import Surroundings
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

CLASSES: dict[str, str] = {
    "event": "Event",
    "series": "Event series",
    "organization": "Organization",
    "country": "Country",
    "group": "Country group",
    "place": "Place",
    "agreement": "Agreement",
    "initiative": "Initiative",
    "publication": "Publication",
    "person": "Person",
}
"""Kinds of entities that are drawn as nodes, by the first part of their key, with a name for people."""

_TOP_TYPES = {
    "cv:Event",
    "cv:EventSeries",
    "cv:Organization",
    "cv:Country",
    "cv:CountryGroup",
    "cv:Place",
    "cv:Agreement",
    "cv:Initiative",
    "cv:Publication",
    "cv:Person",
}
_DOCUMENT = PREFIXES["id"] + "document/"
_REFERENCE = PREFIXES["id"] + "graph/reference"
_NAMESPACES = sorted(((iri, prefix) for prefix, iri in PREFIXES.items()), key=lambda pair: -len(pair[0]))
_LABELS = {
    "rdf:type": "is a",
    "rdfs:label": "name",
    "skos:altLabel": "also called",
    "cv:hasParticipant": "participant",
    "cv:coHostedBy": "co-hosted by",
    "cv:hasSpeaker": "speaker",
    "cv:hasQuantity": "numbers",
    "cv:isoCode": "ISO code",
    "cv:isoCode3": "ISO code, three letters",
    "cv:foundedOn": "founded on",
}
_COMPARATORS = {
    "cv:Exactly": "",
    "cv:About": "about ",
    "cv:Over": "over ",
    "cv:Nearly": "nearly ",
    "cv:AtLeast": "at least ",
    "cv:UpTo": "up to ",
}
_REFERENCE_FACTS = ("cv:isoCode", "cv:isoCode3", "cv:within")
Names = Mapping[str, list[tuple[int, str, str]]]
"""All names of each thing, best first, as (rank, language, text)."""

_YEAR = re.compile(r"-?\d{4}")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing stated of an entity: the value as text, the words that state it, and the document they stand in.

    ``document`` is the document's slug, or empty for reference data. ``before`` and ``after`` are the rest of the sentence.
    """

    predicate: str
    label: str
    value: str
    datatype: str = ""
    quote: str = ""
    document: str = ""
    rule: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Evidence:
    quote: str = ""
    rule: str = ""
    confidence: float = 1.0
    before: str = ""
    after: str = ""


@dataclass(slots=True)
class _Source:
    """One document's facts as triples of CURIEs and literals, and the evidence of each."""

    slug: str
    triples: list[tuple[str, str, str | ox.Literal]] = field(default_factory=list)
    evidence: dict[tuple[str, str, str | ox.Literal], _Evidence] = field(default_factory=dict)
    about: dict[str, dict[str, str | ox.Literal]] = field(default_factory=lambda: defaultdict(dict))

    def find_evidence(self, triple: tuple[str, str, str | ox.Literal]) -> _Evidence:
        """Return what the document says to a triple; empty when no claim was kept."""
        return self.evidence.get(triple) or _Evidence()


def to_networkx(store: ox.Store, texts: Path | None = None) -> nx.MultiDiGraph[str]:
    """Return the stated graph: nodes are entities (CURIEs), each edge is one fact of one document.

    Nodes carry ``label``, ``cls`` (a key of `CLASSES`), ``type`` (the most specific class, ``cv:Forum``), ``names``,
    ``years``, ``documents`` (slugs) and ``facts`` (`Fact`). Edges are keyed ``predicate document`` and carry ``predicate``,
    ``label``, ``quote``, ``document``, ``document_title``, ``rule``, ``confidence`` and, for speakers, ``capacity``.
    With ``texts``, the folder of texts that a build keeps, ``before`` and ``after`` hold the rest of the quote's sentence.
    ``graph.graph["documents"]`` describes the documents.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph["documents"] = _read_documents(store)
    labels = _read_labels(store)
    for source in _read_sources(store, texts):
        graph.graph["documents"].setdefault(source.slug, _describe({}))
        _add_source(graph, source, labels)
    _add_reference(graph, store, labels)
    for node, data in graph.nodes(data=True):
        _finish(node, data, labels)
    ordered: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    ordered.add_nodes_from(sorted(graph.nodes(data=True), key=lambda item: item[0]))
    for source_node, target, key in sorted(graph.edges(keys=True)):
        ordered.add_edge(source_node, target, key=key, **graph.edges[source_node, target, key])
    return ordered


def to_curie(iri: str) -> str:
    """Return an IRI under a known prefix as a CURIE, any other as it is.

    >>> to_curie("https://w3id.org/convene/ns#heldIn")
    'cv:heldIn'
    """
    for namespace, prefix in _NAMESPACES:
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def name_predicate(curie: str) -> str:
    """Return a predicate or class in words.

    >>> name_predicate("cv:countryOfHonour"), name_predicate("rdf:type"), name_predicate("cv:GovernmentBody")
    ('country of honour', 'is a', 'government body')
    """
    if curie in _LABELS:
        return _LABELS[curie]
    local = re.split(r"[#/:]", curie)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).replace("_", " ").lower() or curie


def entity_class(curie: str) -> str:
    """Return the class key of an entity's CURIE, or nothing for what is not drawn.

    >>> entity_class("id:country/CN"), entity_class("id:quantity/1"), entity_class("cv:Held")
    ('country', '', '')
    """
    prefix, _, rest = curie.partition(":")
    key, slash, _ = rest.partition("/")
    return key if prefix == "id" and slash and key in CLASSES else ""


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str | ox.Literal:
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return to_curie(term.value)
    return term if isinstance(term, ox.Literal) else str(term)


def _describe(values: Mapping[str, str]) -> dict[str, str]:
    return {
        "title": values.get("dcterms:title", ""),
        "issued": values.get("dcterms:issued", ""),
        "publisher": values.get("dcterms:publisher", ""),
        "source": values.get("dcterms:source", ""),
        "file_name": values.get("cv:fileName", ""),
    }


def _read_documents(store: ox.Store) -> dict[str, dict[str, str]]:
    """Return the descriptions in the default graph, by slug, in order."""
    import pyoxigraph as ox

    values: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(_DOCUMENT):
            value = quad.object.value if isinstance(quad.object, ox.NamedNode | ox.Literal) else str(quad.object)
            values[quad.subject.value[len(_DOCUMENT) :]][to_curie(quad.predicate.value)] = value
    return {slug: _describe(values[slug]) for slug in sorted(values)}


def _read_sources(store: ox.Store, texts: Path | None) -> Iterator[_Source]:
    """Yield what each document states, in order of the documents' slugs."""
    import pyoxigraph as ox

    names = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
    for name in sorted(name for name in names if name.startswith(_DOCUMENT) and not name.endswith("/claims")):
        source = _Source(name[len(_DOCUMENT) :])
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            subject, predicate, obj = _term(quad.subject), to_curie(quad.predicate.value), _term(quad.object)
            if isinstance(subject, str):
                source.triples.append((subject, predicate, obj))
                source.about[subject][predicate] = obj
        source.triples.sort(key=lambda triple: (triple[0], triple[1], str(triple[2])))
        claims: dict[str, dict[str, str | ox.Literal]] = defaultdict(dict)
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(f"{name}/claims")):
            claims[str(quad.subject)][to_curie(quad.predicate.value)] = _term(quad.object)
        surroundings = Surroundings(texts, source.slug)
        for claim in claims.values():
            if "rdf:object" in claim:
                triple = (_text(claim.get("rdf:subject")), _text(claim.get("rdf:predicate")), claim["rdf:object"])
                source.evidence[triple] = _read_evidence(claim, surroundings)
        yield source


def _read_evidence(claim: Mapping[str, str | ox.Literal], surroundings: Surroundings) -> _Evidence:
    quote, rule, confidence, begin, end = (
        _text(claim.get(f"cv:{name}")) for name in ("quote", "rule", "confidence", "begin", "end")
    )
    before = after = ""
    if begin.isdigit() and end.isdigit() and surroundings.text[int(begin) : int(end)] == quote:
        before, after = surroundings.around(int(begin), int(end))
    return _Evidence(quote, rule, float(confidence) if confidence else 1.0, before, after)


def _read_labels(store: ox.Store) -> Names:
    """Return all names of all things as (rank, language, text): English first, what most graphs say first."""
    import pyoxigraph as ox

    found: dict[str, Counter[tuple[int, str, str]]] = defaultdict(Counter)
    for rank, name in enumerate(("rdfs:label", "skos:prefLabel", "skos:altLabel")):
        prefix, _, local = name.partition(":")
        for quad in store.quads_for_pattern(None, ox.NamedNode(PREFIXES[prefix] + local), None, None):
            if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode):
                found[to_curie(quad.subject.value)][rank, quad.object.language or "", quad.object.value] += 1
    preference = {"en": 0, "": 1}
    return {
        iri: sorted(names, key=lambda name: (name[0], preference.get(name[1], 2), -names[name], -len(name[2]), name[2]))
        for iri, names in found.items()
    }


def _text(term: str | ox.Literal | None) -> str:
    if term is None or isinstance(term, str):
        return term or ""
    return term.value


def _name(curie: str, labels: Names) -> str:
    if curie in labels:
        return labels[curie][0][2]
    if curie.startswith("cv:"):
        return name_predicate(curie)
    return curie.rpartition("/")[2] or curie


def _node(graph: nx.MultiDiGraph[str], curie: str) -> dict[str, Any]:
    if curie not in graph:
        graph.add_node(curie, label="", cls=entity_class(curie), type="", names=(), years=(), documents=set(), facts=[])
    data: dict[str, Any] = graph.nodes[curie]
    return data


def _add_source(graph: nx.MultiDiGraph[str], source: _Source, labels: Names) -> None:
    """Add one document's facts."""
    for triple in source.triples:
        subject, predicate, obj = triple
        target = obj if isinstance(obj, str) and entity_class(obj) else ""
        if target:
            _documents(graph, target).add(source.slug)
        if not entity_class(subject):
            continue
        _documents(graph, subject).add(source.slug)
        if target:
            _add_edge(graph, source, triple, (subject, predicate, target))
        else:
            _node(graph, subject)["facts"].append(_make_fact(source, triple, labels))
    _add_appearances(graph, source)


def _documents(graph: nx.MultiDiGraph[str], curie: str) -> set[str]:
    documents: set[str] = _node(graph, curie)["documents"]
    return documents


def _add_edge(
    graph: nx.MultiDiGraph[str],
    source: _Source,
    triple: tuple[str, str, str | ox.Literal],
    edge: tuple[str, str, str],
    capacity: str = "",
) -> None:
    """Add the edge (subject, predicate, object), whose evidence is that of the triple."""
    evidence = source.find_evidence(triple)
    data = {
        "predicate": edge[1],
        "label": name_predicate(edge[1]),
        "quote": evidence.quote,
        "document": source.slug,
        "document_title": graph.graph["documents"][source.slug]["title"] or source.slug,
        "rule": evidence.rule,
        "confidence": evidence.confidence,
        "before": evidence.before,
        "after": evidence.after,
    }
    if capacity:
        data["capacity"] = capacity
    graph.add_edge(edge[0], edge[2], key=f"{edge[1]} {source.slug}", **data)


def _make_fact(source: _Source, triple: tuple[str, str, str | ox.Literal], labels: Names) -> Fact:
    _, predicate, obj = triple
    if isinstance(obj, str):
        value = _name_quantity(source.about[obj]) if obj.startswith("id:quantity/") else _name(obj, labels)
        datatype = ""
    else:
        value, datatype = obj.value, to_curie(obj.datatype.value)
    evidence = source.find_evidence(triple)
    words = (evidence.quote, source.slug, evidence.rule, evidence.before, evidence.after)
    return Fact(predicate, name_predicate(predicate), value, datatype, *words)


def _name_quantity(about: Mapping[str, str | ox.Literal]) -> str:
    """Return a quantity in words: comparator, number and what is counted."""
    value, counted = _text(about.get("cv:value")), _text(about.get("cv:of"))
    if not counted:
        counted = _text(about.get("cv:counts")).rpartition("/")[2]
    number = f"{int(value):,}" if value.lstrip("-").isdigit() else value
    return f"{_COMPARATORS.get(_text(about.get('cv:comparator')), '')}{number} {counted}".strip()


def _add_appearances(graph: nx.MultiDiGraph[str], source: _Source) -> None:
    """Give each speaker's edge the capacity of the appearance, and join the speaker with the side spoken for."""
    for subject, about in sorted(source.about.items()):
        if not subject.startswith("id:appearance/"):
            continue
        person, event, side = (_text(about.get(name)) for name in ("cv:appearanceOf", "cv:at", "cv:onBehalfOf"))
        capacity = _text(about.get("cv:capacity"))
        key = f"cv:hasSpeaker {source.slug}"
        if entity_class(person) and entity_class(event):
            if not graph.has_edge(event, person, key):
                _add_edge(graph, source, (subject, "cv:appearanceOf", person), (event, "cv:hasSpeaker", person))
            if capacity:
                graph.edges[event, person, key]["capacity"] = capacity
        if entity_class(person) and entity_class(side):
            triple = (subject, "cv:onBehalfOf", side)
            _add_edge(graph, source, triple, (person, "cv:onBehalfOf", side), capacity)


def _add_reference(graph: nx.MultiDiGraph[str], store: ox.Store, labels: Names) -> None:
    """Add what reference data says of the entities that occur: codes, and where a place lies."""
    import pyoxigraph as ox

    for name in _REFERENCE_FACTS:
        predicate = ox.NamedNode(PREFIXES["cv"] + name.removeprefix("cv:"))
        for quad in store.quads_for_pattern(None, predicate, None, ox.NamedNode(_REFERENCE)):
            subject, obj = _term(quad.subject), _term(quad.object)
            if isinstance(subject, str) and subject in graph:
                value = _name(obj, labels) if isinstance(obj, str) else obj.value
                graph.nodes[subject]["facts"].append(Fact(name, name_predicate(name), value))


def _finish(node: str, data: dict[str, Any], labels: Names) -> None:
    """Settle a node's name, other names, type and years once all documents are read."""
    facts: list[Fact] = data["facts"]
    facts.sort(key=lambda fact: (fact.predicate, fact.value, fact.document == "", fact.document))
    names = list(dict.fromkeys(name for _, _, name in labels.get(node, [])))
    data["label"] = names[0] if names else _name(node, labels)
    data["names"] = tuple(names[1:])
    data["documents"] = tuple(sorted(data["documents"]))
    types = [fact.value for fact in facts if fact.predicate == "rdf:type"]
    special = sorted(set(types) - {name_predicate(top) for top in _TOP_TYPES}, key=lambda name: (-types.count(name), name))
    data["type"] = special[0] if special else CLASSES[str(data["cls"])].lower()
    dates = [_YEAR.match(fact.value) for fact in facts if fact.predicate in ("cv:startDate", "cv:endDate")]
    years = {int(match[0]) for match in dates if match}
    if years and max(years) - min(years) < 200:
        years = set(range(min(years), max(years) + 1))
    data["years"] = tuple(sorted(years))
