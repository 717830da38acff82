"""The interactive page: one file that holds the graph, its evidence and the code that draws it, and asks no network for anything.

pyvis makes the data of nodes and edges and brings vis-network; its own page is not used, because that loads from a CDN and
puts titles into the page unescaped. Here every text travels as JSON with ``<``, ``>`` and ``&`` escaped and enters the page
by ``textContent``; a Content-Security-Policy lets only the page's own two scripts run and forbids every request.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.resources import files
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError, UnknownName
from kg.folder import open_whole
from kg.view.layout import Box, compute_layout, group_rounds
from kg.view.measure import find_communities, to_simple
from kg.view.network import CLASSES, Fact, to_curie, to_networkx

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox

    from kg.query import Answer

DRAWN_AT_ONCE = 2000
"""With more nodes than this, communities are drawn as one node each until they are opened."""

STYLES: dict[str, tuple[str, bool, str, str]] = {
    "event": ("dot", True, "#1f5fbf", "#6ea8ff"),
    "series": ("star", True, "#0e87b5", "#74d0f7"),
    "organization": ("square", True, "#cc4f16", "#ff9a66"),
    "country": ("diamond", True, "#0a7d5a", "#4fd6a6"),
    "group": ("hexagon", True, "#76791a", "#d5d56a"),
    "place": ("triangleDown", True, "#5c6878", "#aab6c5"),
    "agreement": ("diamond", False, "#7a3aa8", "#cba0f0"),
    "initiative": ("triangle", True, "#a87400", "#f5c451"),
    "publication": ("square", False, "#8a4526", "#e0a988"),
    "person": ("dot", False, "#bf3a78", "#f78fbe"),
}
"""Shape, filled or hollow, colour on light and colour on dark: no two classes share both shape and filling."""

_OTHER_STYLES = (("dot", True, "#1f5fbf", "#6ea8ff"), ("diamond", True, "#0a7d5a", "#4fd6a6"))
_INVERSE = {
    "cv:hasParticipant": "took part in",
    "cv:organizedBy": "organizer of",
    "cv:hostedBy": "host of",
    "cv:coHostedBy": "co-host of",
    "cv:initiatedBy": "initiator of",
    "cv:sponsoredBy": "sponsor of",
    "cv:supportedBy": "supporter of",
    "cv:heldIn": "place of",
    "cv:venue": "venue of",
    "cv:inSeries": "editions",
    "cv:partOf": "parts",
    "cv:within": "contains",
    "cv:hasSpeaker": "spoke at",
    "cv:countryOfHonour": "country of honour at",
    "cv:produced": "came of",
    "cv:adopted": "adopted at",
    "cv:signed": "signed at",
    "cv:launched": "launched at",
    "cv:released": "released at",
    "cv:founded": "founded at",
    "cv:announced": "announced at",
    "cv:party": "party to",
    "cv:member": "member of",
    "cv:memberOf": "members",
    "cv:basedIn": "seat of",
    "cv:foundedBy": "founder of",
    "cv:onBehalfOf": "represented by",
}
_ORDER = (
    *(
        "start date",
        "end date",
        "start time",
        "end time",
        "status",
        "edition",
        "theme",
        "held in",
        "venue",
        "in series",
        "part of",
    ),
    *("organized by", "hosted by", "co-hosted by", "initiated by", "sponsored by", "supported by", "country of honour"),
    *(
        "participant",
        "numbers",
        "speaker",
        "spoke at",
        "took part in",
        "host of",
        "organizer of",
        "signed",
        "adopted",
        "launched",
    ),
)
_LAST = ("is a", "within", "ISO code", "ISO code, three letters", "name", "also called")
_TOP_NAMES = {name.lower() for name in CLASSES.values()}
_SHORT = {"series": "Series", "group": "Group"}
_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{0,9}[A-Z](?: \d{4})?")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def write_page(
    store: ox.Store,
    path: str | Path,
    *,
    around: str | None = None,
    depth: int = 1,
    rows: Answer | None = None,
    title: str = "",
    texts: Path | None = None,
) -> None:
    """Write the page of the whole graph, of what is around one entity, or of what the rows of an answer name.

    ``texts`` is the folder of texts that a build keeps: with it, quotes stand in their sentences.
    The file appears whole or not at all. Raises UnknownName when ``around`` is not in the graph, QueryError when the rows
    name fewer than two things, ExportError when the file cannot be written.
    """
    page = make_page(store, around=around, depth=depth, rows=rows, title=title, texts=texts)
    try:
        with open_whole(Path(path)) as file:
            file.write(page.encode())
    except OSError as error:
        raise ExportError(
            error.strerror or "cannot be written", where=str(path), hint="choose a file in a folder you can write to"
        ) from error


def make_page(
    store: ox.Store,
    *,
    around: str | None = None,
    depth: int = 1,
    rows: Answer | None = None,
    title: str = "",
    texts: Path | None = None,
) -> str:
    """Return the page as text: see `write_page`."""
    graph = to_networkx(store, texts)
    focus = ""
    if rows is not None:
        from kg.view.rows import graph_of_rows

        graph = graph_of_rows(graph, rows)
        title = title or rows.title
    elif around is not None:
        focus = to_curie(around)
        graph = take_surroundings(graph, focus, depth)
    return render_page(make_payload(graph, title=title or "Knowledge graph", focus=focus))


def take_surroundings(graph: nx.MultiDiGraph[str], focus: str, depth: int) -> nx.MultiDiGraph[str]:
    """Return the part of the graph that lies within ``depth`` facts of an entity."""
    import networkx as nx

    if focus not in graph:
        raise UnknownName(f"{focus} is not in the graph", hint="names are IRIs or CURIEs such as id:country/CN")
    near = nx.single_source_shortest_path_length(to_simple(graph), focus, cutoff=max(depth, 0))
    part: nx.MultiDiGraph[str] = graph.subgraph(near).copy()
    return part


def make_payload(graph: nx.MultiDiGraph[str], *, title: str, focus: str = "") -> dict[str, Any]:
    """Return all that the page shows, as plain values: pyvis' nodes and edges, and the evidence behind them."""
    simple = to_simple(graph)
    groups = find_communities(simple) if len(simple) > DRAWN_AT_ONCE else None
    classes = _make_classes(graph)
    nodes = _make_nodes(graph, simple, groups, classes)
    documents = sorted({slug for _, data in graph.nodes(data=True) for slug in data["documents"]})
    number = {slug: index for index, slug in enumerate(documents)}
    pairs = _pair_statements(graph)
    drawn = _draw_by_pyvis(nodes, _make_edges(pairs))
    described = graph.graph.get("documents", {})
    return {
        "title": title,
        "focus": focus,
        "rows": graph.graph.get("rows", -1),
        "classes": [{"key": key, **style} for key, style in classes.items()],
        "documents": [{"slug": slug, **_describe(described.get(slug, {}), slug)} for slug in documents],
        "nodes": drawn[0],
        "edges": drawn[1],
        "things": {node: _make_thing(data, number) for node, data in graph.nodes(data=True)},
        "links": [[_make_statement(*edge, number) for edge in pair] for pair in pairs.values()],
        "groups": _make_groups(groups, nodes, simple) if groups else None,
        "order": list(_ORDER),
        "last": list(_LAST),
    }


def render_page(payload: Mapping[str, Any]) -> str:
    """Return the page for a payload."""
    from jinja2 import Environment

    here = files("kg.view")
    style = here.joinpath("page.css").read_text(encoding="utf-8")
    scripts = [_read_vis_network(), here.joinpath("page.js").read_text(encoding="utf-8")]
    template = Environment(autoescape=True).from_string(here.joinpath("page.html").read_text(encoding="utf-8"))
    hashes = " ".join(_hash(script) for script in scripts)
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'; object-src 'none'"
    )
    return template.render(
        title=payload["title"], policy=policy, style=style, library=scripts[0], script=scripts[1], data=escape_json(payload)
    )


def escape_json(value: object) -> str:
    r"""Return JSON that can stand inside a script element: nothing in it ends the element or begins a comment.

    >>> escape_json("</script><!-- & ")
    '"\\u003c/script\\u003e\\u003c!-- \\u0026 "'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read_vis_network() -> str:
    """Return the vis-network that pyvis brings along, newest version."""
    folder = files("pyvis") / "templates" / "lib"
    names = [item.name for item in folder.iterdir() if re.fullmatch(r"vis-[\d.]+", item.name)]
    newest = max(names, key=lambda name: [int(part) for part in name[4:].split(".")])
    text = (folder / newest / "vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\n?//# sourceMappingURL=.*", "", text).replace("</script", "<\\/script").replace("\r\n", "\n")


def _draw_by_pyvis(nodes: list[dict[str, Any]], edges: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the data as pyvis holds it; filled in directly, because its add_node grows worse than linearly."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    network.nodes, network.edges = nodes, edges
    drawn = network.get_network_data()
    return drawn[0], drawn[1]


def _make_classes(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    counts: dict[str, int] = defaultdict(int)
    for _, data in graph.nodes(data=True):
        counts[data["cls"]] += 1
    others = sorted(set(counts) - set(CLASSES))
    styles = {**STYLES, **{cls: _OTHER_STYLES[index % 2] for index, cls in enumerate(others)}}
    return {
        cls: {
            "name": _SHORT.get(cls) or CLASSES.get(cls, cls),
            "count": counts[cls],
            "shape": shape,
            "filled": filled,
            "light": light,
            "dark": dark,
        }
        for cls, (shape, filled, light, dark) in styles.items()
        if counts[cls]
    }


def _make_nodes(
    graph: nx.MultiDiGraph[str],
    simple: nx.Graph[str],
    groups: Sequence[Sequence[str]] | None,
    classes: Mapping[str, Mapping[str, Any]],
) -> list[dict[str, Any]]:
    sizes = {node: round(min(6 + 2.1 * sqrt(degree), 32), 1) for node, degree in simple.degree()}
    labels = {node: shorten_label(data["label"], data["names"]) for node, data in graph.nodes(data=True)}
    boxes = {node: _box(sizes[node], labels[node], len(simple)) for node in simple}
    positions = compute_layout(simple, boxes, groups)
    return [
        {
            "id": node,
            "label": labels[node],
            "group": data["cls"],
            "shape": classes[data["cls"]]["shape"],
            "color": classes[data["cls"]]["light"],
            "size": sizes[node],
            "x": positions[node][0],
            "y": positions[node][1],
        }
        for node, data in graph.nodes(data=True)
    ]


def _box(size: float, label: str, count: int) -> Box:
    """Return the room a node needs: with its whole label in a small graph, with some space about it in a large one."""
    if count <= 80:
        lines = label.split("\n")
        return max(size + 12, 3.4 * max(map(_width, lines)) + 10), size + 9 * len(lines) + 8
    room = size + (18 if count <= 400 else 8)
    return room, room


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def shorten_label(label: str, names: Sequence[str] = ()) -> str:
    r"""Return a name short enough to stand beneath a node: its acronym if it has one, else at most two lines.

    >>> shorten_label("Example Association for Exchange in Education", ["EAEE"])
    'EAEE'
    >>> shorten_label("First meeting of ministers of education and of culture")
    'First meeting of\nministers of education…'
    """
    label = " ".join(label.split())
    if _width(label) <= 24:
        return label
    short = [name for name in names if _ACRONYM.fullmatch(name)]
    if short:
        return min(short, key=lambda name: (not name[-1].isdigit(), len(name), name))
    lines, full = [""], False
    for gap, piece in _pieces(label):
        if _width(f"{lines[-1]}{gap}{piece}") <= 22:
            lines[-1] += gap * bool(lines[-1]) + piece
        elif len(lines) == 1:
            lines.append(piece)
        else:
            full = True
            break
    return "\n".join(lines).rstrip(" ,;:") + "…" * full


def _pieces(label: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a name, long ones and those of scripts without spaces in parts, each with the gap before it."""
    for word in label.split(" "):
        gap, part = " ", ""
        for character in word if _width(word) > 22 else ():
            if part and _width(part + character) > 11:
                yield gap, part
                gap, part = "", ""
            part += character
        yield gap, part or word


def _pair_statements(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str], list[tuple[str, str, dict[str, Any]]]]:
    """Return the facts between each two entities: one line is drawn for all of them."""
    pairs: dict[tuple[str, str], list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if source == target:
            continue
        key = (target, source) if (target, source) in pairs else (source, target)
        pairs[key].append((source, target, data))
    return dict(pairs)


def _make_edges(pairs: Mapping[tuple[str, str], Sequence[tuple[str, str, dict[str, Any]]]]) -> list[dict[str, Any]]:
    edges = []
    for index, ((source, target), statements) in enumerate(pairs.items()):
        labels = list(dict.fromkeys(data["label"] for _, _, data in statements if data["label"]))
        labels.sort(key=lambda label: label == "participant")  # any other role says more
        label = labels[0] + (f" +{len(labels) - 1}" if len(labels) > 1 else "") if labels else ""
        width = round(min(1 + 0.4 * sqrt(len(statements) - 1), 3), 1)
        edges.append({"id": index, "from": source, "to": target, "label": label, "width": width, "arrows": "to"})
    return edges


def _make_statement(source: str, target: str, data: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    statement: dict[str, Any] = {
        "from": source,
        "to": target,
        "label": data["label"],
        "inverse": _INVERSE.get(data["predicate"], f"{data['label']} of"),
        "quote": data["quote"],
        "doc": number.get(data["document"], -1),
        "rule": data["rule"],
    }
    for key in ("capacity", "details", "before", "after"):
        if data.get(key):
            statement[key] = data[key]
    return statement


def _make_thing(data: Mapping[str, Any], number: Mapping[str, int]) -> dict[str, Any]:
    facts: dict[tuple[str, str], list[list[Any]]] = defaultdict(list)
    for fact in data["facts"]:
        if fact.predicate == "rdf:type" and fact.value != data["type"] and fact.value in _TOP_NAMES:
            continue
        proof = [fact.quote, number.get(fact.document, -1), fact.rule, fact.before, fact.after]
        facts[fact.label, _read_value(fact)].append(proof)
    return {
        "name": data["label"],
        "names": list(data["names"]),
        "type": data["type"],
        "docs": [number[slug] for slug in data["documents"] if slug in number],
        "years": list(data["years"]),
        "facts": [[label, value, evidence] for (label, value), evidence in facts.items()],
    }


def _read_value(fact: Fact) -> str:
    """Return a fact's value as people write it: dates with the month's name."""
    match = _DATE.fullmatch(fact.value)
    if not match or fact.datatype not in ("xsd:date", "xsd:gYearMonth"):
        return fact.value
    year, month, day = match.groups()
    try:
        name = date(int(year), int(month), int(day or 1)).strftime("%B")
    except ValueError:
        return fact.value
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def _describe(values: Mapping[str, str], slug: str) -> dict[str, str]:
    source = values.get("source", "")
    return {
        "title": values.get("title") or values.get("file_name") or slug,
        "issued": values.get("issued", ""),
        "publisher": values.get("publisher", ""),
        "source": source if re.match(r"https?://", source) else "",
    }


def _make_groups(
    groups: Sequence[Sequence[str]], nodes: Sequence[Mapping[str, Any]], simple: nx.Graph[str]
) -> list[dict[str, Any]]:
    """Return the communities: where each is drawn, and its best-linked member to name it."""
    by_id = {node["id"]: node for node in nodes}
    rounds = group_rounds({node["id"]: (node["x"], node["y"]) for node in nodes}, groups)
    found = []
    for members, (x, y, radius) in zip(groups, rounds, strict=True):
        chief = by_id[min(members, key=lambda node: (-simple.degree[node], node))]
        place = {"x": x, "y": y, "size": round(0.7 * radius + 12)}
        found.append({"members": list(members), "label": chief["label"], "group": chief["group"], **place})
    return found
