"""Make kg/vocab.py from convene.ttl and alignments.ttl: ``python ontology/make_vocab.py`` (``--check`` writes nothing)."""

from __future__ import annotations

import keyword
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "kg" / "vocab.py"

PREFIXES = {
    "cv": "https://w3id.org/convene/ns#",
    "id": "https://w3id.org/convene/id/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

HEADER = '''"""The names of the vocabulary, generated from ontology/convene.ttl by ontology/make_vocab.py: do not edit.

Every name is a CURIE; ``PREFIXES`` says what it stands for.

>>> CV.Event, CV.hostedBy
('cv:Event', 'cv:hostedBy')
>>> SUPERPROPERTIES["cv:hostedBy"]
('cv:hasParticipant', 'cv:organizedBy')
"""

from __future__ import annotations

from typing import Final
'''


def contract(node: Node | str) -> str:
    """Return the CURIE of an IRI.

    >>> contract("https://w3id.org/convene/ns#Event")
    'cv:Event'
    """
    for prefix, namespace in PREFIXES.items():
        if str(node).startswith(namespace):
            return f"{prefix}:{str(node).removeprefix(namespace)}"
    raise SystemExit(f"no prefix for {node}")


def list_names(graph: Graph, kind: URIRef) -> list[str]:
    """Return the CURIEs in ``cv:`` of one kind, sorted."""
    found = {contract(node) for node in graph.subjects(RDF.type, kind) if isinstance(node, URIRef)}
    return sorted(name for name in found if name.startswith("cv:"))


def list_sides(graph: Graph, name: str, predicate: URIRef) -> tuple[str, ...]:
    """Return the classes or datatypes that a domain or range names, the members of a union each."""
    found: set[str] = set()
    for node in graph.objects(expand(name), predicate):
        union = graph.value(node, OWL.unionOf)
        found |= {contract(one) for one in (Collection(graph, union) if union is not None else [node])}
    return tuple(sorted(found))


def expand(name: str) -> URIRef:
    """Return the IRI of a CURIE."""
    prefix, _, local = name.partition(":")
    return URIRef(PREFIXES[prefix] + local)


def close_over(graph: Graph, names: Iterable[str], *predicates: URIRef, within: str = "cv:") -> dict[str, tuple[str, ...]]:
    """Return all that stands above each name by the predicates, without itself; names with nothing above are left out."""
    table = {}
    for name in names:
        above: set[str] = set()
        todo = [expand(name)]
        while todo:
            node = todo.pop()
            for predicate in predicates:
                for upper in graph.objects(node, predicate):
                    if isinstance(upper, URIRef) and contract(upper) not in above | {name}:
                        above.add(contract(upper))
                        todo.append(upper)
        kept = tuple(sorted(one for one in above if one.startswith(within)))
        if kept:
            table[name] = kept
    return table


def find_aligned(graph: Graph, names: Iterable[str], *predicates: URIRef) -> dict[str, tuple[str, ...]]:
    """Return the terms of other vocabularies above each name, found through the names above it too."""
    everything = close_over(graph, names, *predicates, within="")
    own = ("cv:", "owl:")
    outer = {name: tuple(one for one in above if not one.startswith(own)) for name, above in everything.items()}
    return {name: above for name, above in outer.items() if above}


def show_constants(title: str, doc: str, names: Mapping[str, list[str]]) -> str:
    """Return a class of constants, one section a kind of name."""
    lines = [f"class {title}:", f'    """{doc}"""', ""]
    for heading, members in names.items():
        lines.append(f"    # {heading}")
        for name in members:
            local = name.partition(":")[2]
            attribute = f"{local}_" if keyword.iskeyword(local) else local
            lines.append(f'    {attribute}: Final = "{name}"')
    return "\n".join(lines) + "\n"


def show_set(title: str, names: Iterable[str]) -> str:
    """Return a frozen set of names as Python."""
    return f"{title}: Final[frozenset[str]] = frozenset({sorted(names)!r})\n"


def show_table(title: str, table: Mapping[str, tuple[str, ...] | str], kind: str = "tuple[str, ...]") -> str:
    """Return a dict as Python."""
    return f"{title}: Final[dict[str, {kind}]] = {{\n" + "".join(f"    {key!r}: {table[key]!r},\n" for key in table) + "}\n"


def make_vocab() -> str:
    """Return the text of kg/vocab.py, unformatted."""
    core = Graph().parse(HERE / "convene.ttl", format="turtle")
    aligned = Graph() + core
    if (HERE / "alignments.ttl").exists():
        aligned.parse(HERE / "alignments.ttl", format="turtle")
    classes = list_names(core, OWL.Class)
    objects, datatypes = list_names(core, OWL.ObjectProperty), list_names(core, OWL.DatatypeProperty)
    individuals = list_names(core, OWL.NamedIndividual)
    properties = sorted([*objects, *datatypes])
    inverses: dict[str, str] = {}
    for left, right in core.subject_objects(OWL.inverseOf):
        inverses |= {contract(left): contract(right), contract(right): contract(left)}
    kinds = {"classes": classes, "object properties": objects, "datatype properties": datatypes, "individuals": individuals}
    version = core.value(URIRef("https://w3id.org/convene/ns"), OWL.versionInfo)
    if not isinstance(version, Literal):
        raise SystemExit("convene.ttl: no owl:versionInfo")
    upper = (RDFS.subPropertyOf, OWL.equivalentProperty)
    parts = [
        HEADER,
        f'VERSION: Final = "{version}"\n',
        show_table("PREFIXES", PREFIXES, "str"),
        show_constants("CV", "The terms of the vocabulary, as CURIEs.", kinds),
        show_set("CLASSES", classes),
        show_set("OBJECT_PROPERTIES", objects),
        show_set("DATATYPE_PROPERTIES", datatypes),
        show_set("INDIVIDUALS", individuals),
        "# All classes, and all properties, of the vocabulary above each one.\n",
        show_table("SUPERCLASSES", close_over(core, classes, RDFS.subClassOf)),
        show_table("SUPERPROPERTIES", close_over(core, properties, RDFS.subPropertyOf)),
        "# Each property's inverse, in both directions.\n",
        show_table("INVERSES", dict(sorted(inverses.items())), "str"),
        "# What a property joins: any one of the classes; owl:Thing and rdfs:Literal stand for anything.\n",
        show_table("DOMAINS", {name: list_sides(core, name, RDFS.domain) for name in properties}),
        show_table("RANGES", {name: list_sides(core, name, RDFS.range) for name in properties}),
        "# Terms of other vocabularies above each class and property, from ontology/alignments.ttl.\n",
        show_table("ALIGNED_CLASSES", find_aligned(aligned, classes, RDFS.subClassOf, OWL.equivalentClass)),
        show_table("ALIGNED_PROPERTIES", find_aligned(aligned, properties, *upper)),
    ]
    return "\n".join(parts)


def format_python(text: str) -> str:
    """Return Python as ruff writes it with the project's settings."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TARGET), "-"]
    done = subprocess.run(command, input=text, capture_output=True, check=True, cwd=HERE.parent, encoding="utf-8")  # noqa: S603
    return done.stdout


def main(arguments: list[str]) -> int:
    """Write kg/vocab.py, or with ``--check`` say whether it is out of date."""
    text = format_python(make_vocab())
    if "--check" not in arguments:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        print("kg/vocab.py is out of date; run python ontology/make_vocab.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
