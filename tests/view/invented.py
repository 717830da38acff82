"""Invented graphs of any size, in the shape of VOCABULARY.md, for tests and measurements."""

from __future__ import annotations

import random
from pathlib import Path

import networkx as nx
import pyoxigraph as ox

_HERE = Path(__file__).parent
CV, ID = "https://w3id.org/convene/ns#", "https://w3id.org/convene/id/"
_RDF, _RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
_XSD, _DC = "http://www.w3.org/2001/XMLSchema#", "http://purl.org/dc/terms/"
_THEMES = (
    "Lantern",
    "Orchard",
    "River",
    "Copper",
    "Meadow",
    "Harbour",
    "Comet",
    "Willow",
    "Saffron",
    "Granite",
    "Falcon",
    "Tundra",
)
_KINDS = ("Forum", "Conference", "Summit", "Dialogue", "Meeting", "Session")
_LANDS = ("Avalonia", "Borduria", "Cascara", "Dravonia", "Elbonia", "Freedonia", "Grandara", "Hyrkania", "Illyrica", "Jotunland")
_ROLES = ("hasParticipant", "hasParticipant", "hostedBy", "coHostedBy", "supportedBy", "organizedBy")


def open_events() -> ox.Store:
    """Return the three invented documents of events.trig."""
    store = ox.Store()
    store.load(path=_HERE / "events.trig", format=ox.RdfFormat.TRIG)
    return store


class Maker:
    """Writes one invented fact after the other into a store, each with its claim."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.quads: list[ox.Quad] = []
        self.nodes: set[str] = set()
        self.claims = 0

    def name(self, key: str, cls: str, label: str, slug: str) -> str:
        """State an entity's class and name."""
        if key not in self.nodes:
            self.nodes.add(key)
            graph = ox.NamedNode(f"{ID}document/{slug}")
            self.quads.append(ox.Quad(ox.NamedNode(ID + key), ox.NamedNode(_RDF + "type"), ox.NamedNode(CV + cls), graph))
            self.quads.append(
                ox.Quad(ox.NamedNode(ID + key), ox.NamedNode(_RDFS + "label"), ox.Literal(label, language="en"), graph)
            )
        return key

    def state(self, subject: str, predicate: str, value: str | ox.Literal, slug: str, quote: str) -> None:
        """State a fact with its claim."""
        graph = ox.NamedNode(f"{ID}document/{slug}")
        obj = ox.NamedNode(ID + value) if isinstance(value, str) else value
        fact = (ox.NamedNode(ID + subject), ox.NamedNode(CV + predicate), obj)
        self.quads.append(ox.Quad(*fact, graph))
        self.claims += 1
        claim, about = ox.NamedNode(f"{ID}claim/{self.claims}"), ox.NamedNode(f"{ID}document/{slug}/claims")
        rows = [(_RDF + name, term) for name, term in zip(("subject", "predicate", "object"), fact, strict=True)]
        rows += [(CV + "quote", ox.Literal(quote)), (CV + "rule", ox.Literal("invented-rule"))]
        self.quads.extend(ox.Quad(claim, ox.NamedNode(name), term, about) for name, term in rows)


def make_store(size: int, seed: int = 4) -> ox.Store:
    """Return a store whose graph has exactly this many entities: events in documents, countries, organizations, people, towns."""
    maker = Maker(seed)
    choose = maker.random
    lands = [
        (f"country/Z{index}", f"{_LANDS[index % 10]}{' ' + 'I' * (index // 10) if index > 9 else ''}")
        for index in range(min(40, size // 5 + 1))
    ]
    number = 0
    while len(maker.nodes) < size:
        number += 1
        slug = f"report-{(number + 4) // 5:03}"
        year = 2019 + choose.randrange(8)
        label = f"{choose.choice(_THEMES)} {choose.choice(_KINDS)} {year}"
        event = maker.name(f"event/e{number}", "Forum", label, slug)
        maker.state(
            event,
            "startDate",
            ox.Literal(f"{year}-0{choose.randint(1, 9)}-1{choose.randint(0, 9)}", datatype=ox.NamedNode(_XSD + "date")),
            slug,
            f"in {year}",
        )
        region = choose.randrange(0, len(lands), 8)
        candidates: list[tuple[str, str, str, str]] = []
        for index in choose.sample(range(region, min(region + 8, len(lands))), k=min(3, len(lands) - region)):
            candidates.append((*lands[index], "Country", choose.choice(_ROLES)))
        for count in range(choose.randint(1, 5)):
            candidates.append(
                (
                    f"organization/o{number}-{count}",
                    f"{choose.choice(_THEMES)} Institute of {choose.choice(_THEMES)} Studies",
                    "University",
                    choose.choice(_ROLES),
                )
            )
        if choose.random() < 0.6:
            candidates.append(
                (f"person/p{number}", f"{choose.choice(_THEMES)} {choose.choice(_LANDS)}son", "Person", "hasSpeaker")
            )
        if choose.random() < 0.4:
            candidates.append((f"agreement/a{number}", f"{choose.choice(_THEMES)} Declaration", "Declaration", "adopted"))
        if choose.random() < 0.3:
            candidates.append((f"initiative/i{number}", f"{choose.choice(_THEMES)} Scholarships", "Initiative", "launched"))
        candidates.append((f"place/t{choose.randrange(size // 12 + 2)}", f"Port {choose.choice(_THEMES)}", "City", "heldIn"))
        if choose.random() < 0.5:
            candidates.append(
                (f"series/s{choose.randrange(size // 40 + 1)}", f"{choose.choice(_THEMES)} Series", "EventSeries", "inSeries")
            )
        for key, name, cls, role in candidates:
            if key in maker.nodes or len(maker.nodes) < size:
                maker.state(
                    event,
                    role,
                    maker.name(key, cls, name, slug),
                    slug,
                    f"{label} and {name} are named in this sentence, with some words around them.",
                )
    store = ox.Store()
    for slug in sorted(
        {
            quad.graph_name.value.split("/document/")[1].split("/")[0]
            for quad in maker.quads
            if isinstance(quad.graph_name, ox.NamedNode)
        }
    ):
        title = ox.Literal(f"Report number {int(slug[-3:])} on meetings of the year")
        maker.quads.append(ox.Quad(ox.NamedNode(f"{ID}document/{slug}"), ox.NamedNode(_DC + "title"), title, ox.DefaultGraph()))
    store.extend(maker.quads)
    return store


def shuffle(simple: nx.Graph[str]) -> nx.Graph[str]:
    """Return the same graph with its nodes and edges in another order."""
    chance = random.Random(3)  # noqa: S311
    nodes = list(simple.nodes(data=True))
    edges = [(a, b, data) for a, b, data in simple.edges(data=True)]
    chance.shuffle(nodes)
    chance.shuffle(edges)
    shuffled: nx.Graph[str] = nx.Graph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    return shuffled
