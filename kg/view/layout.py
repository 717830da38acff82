"""Positions computed beforehand, so that the page stands still when it opens.

Plain Python on purpose: additions, multiplications, divisions and square roots give the same numbers on every machine,
and networkx' own spring layout would need numpy, which nothing else here does. The steps: communities (Louvain) give each
node a start, springs and repulsion (Fruchterman and Reingold, with a grid so that far nodes act as one) move it,
components are packed side by side, and boxes that hold a node with its label are pushed apart until none overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from kg.view.measure import find_communities

if TYPE_CHECKING:
    import networkx as nx

Point = tuple[float, float]
Box = tuple[float, float]
"""Half the width and half the height of what a node draws."""

_GOLDEN = (-0.7373688780783197, 0.6754902942615238)
"""Cosine and sine of the golden angle: turning by it spreads points evenly, as in a sunflower."""


def compute_layout(
    simple: nx.Graph[str], boxes: Mapping[str, Box], groups: Sequence[Sequence[str]] | None = None
) -> dict[str, tuple[int, int]]:
    """Return whole-number positions for each node, the same on every run, with no two boxes over each other.

    With ``groups`` given, each group gets a round of its own: what it needs to be opened without moving the others.
    """
    if groups is not None:
        return _rounded(_lay_out_groups(simple, boxes, groups))
    parts = sorted(_components(simple), key=lambda part: (-len(part), part))
    placed: list[dict[str, Point]] = [_lay_out_part(simple, part, boxes) for part in parts if len(part) > 1]
    positions = _pack(placed, boxes)
    singles = [part[0] for part in parts if len(part) == 1]
    positions.update(_rows(singles, boxes, positions))
    return _rounded(positions)


def group_rounds(positions: Mapping[str, tuple[int, int]], groups: Sequence[Sequence[str]]) -> list[tuple[int, int, int]]:
    """Return the centre and the radius of each group."""
    rounds = []
    for group in groups:
        xs, ys = [positions[node][0] for node in group], [positions[node][1] for node in group]
        x, y = (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
        radius = max(sqrt((a - x) ** 2 + (b - y) ** 2) for a, b in zip(xs, ys, strict=True))
        rounds.append((x, y, round(radius)))
    return rounds


def _rounded(positions: Mapping[str, Point]) -> dict[str, tuple[int, int]]:
    if not positions:
        return {}
    xs, ys = [x for x, _ in positions.values()], [y for _, y in positions.values()]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return {node: (round(a - x), round(b - y)) for node, (a, b) in sorted(positions.items())}


def _components(simple: nx.Graph[str]) -> list[list[str]]:
    import networkx as nx

    return [sorted(part) for part in nx.connected_components(simple)]


def _lay_out_part(simple: nx.Graph[str], part: Sequence[str], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Lay out one connected part; a large one is made a little wider than high, as screens are."""
    number = {node: index for index, node in enumerate(part)}
    ends = ((number[a], number[b]) for a, b in simple.edges(part) if a in number and b in number)
    links = sorted({(min(a, b), max(a, b)) for a, b in ends})
    points = _sunflower(len(part))
    if len(part) > 80:
        points = _start_by_community(simple, part, number)
    points = _relax(points, links, rounds=max(25, min(100, 60_000 // len(boxes))))
    area = sum(4 * boxes[node][0] * boxes[node][1] for node in part)
    points = _scale(points, (2.0 if len(part) <= 80 else 2.6) * area)
    if len(part) > 80:
        points = [(1.15 * x, 0.87 * y) for x, y in points]
    apart = _push_apart(points, [boxes[node] for node in part], round_boxes=len(part) > 80)
    return dict(zip(part, apart, strict=True))


def _sunflower(size: int) -> list[Point]:
    """Return points spread evenly over a round with one point a unit of area."""
    points = []
    x, y = 1.0, 0.0
    for index in range(size):
        radius = sqrt((index + 0.5) / 3.14159265)
        points.append((radius * x, radius * y))
        x, y = x * _GOLDEN[0] - y * _GOLDEN[1], x * _GOLDEN[1] + y * _GOLDEN[0]
    return points


def _start_by_community(simple: nx.Graph[str], part: Sequence[str], number: Mapping[str, int]) -> list[Point]:
    """Return a start that has the members of a community near each other, and linked communities too."""
    groups = find_communities(simple.subgraph(part))
    centres = _place_groups(simple, groups, [sqrt(len(group) / 3.14159265) for group in groups])
    points: list[Point] = [(0.0, 0.0)] * len(part)
    for group, (x, y) in zip(groups, centres, strict=True):
        order = sorted(group, key=lambda node: (-simple.degree[node], node))
        for node, (a, b) in zip(order, _sunflower(len(order)), strict=True):
            points[number[node]] = (x + a, y + b)
    return points


def _place_groups(simple: nx.Graph[str], groups: Sequence[Sequence[str]], radii: Sequence[float]) -> list[Point]:
    """Return a centre for each group so that linked ones are near and no two rounds overlap."""
    home = {node: index for index, group in enumerate(groups) for node in group}
    links = sorted({(min(home[a], home[b]), max(home[a], home[b])) for a, b in simple.edges(home) if home[a] != home[b]})
    points = _relax(_sunflower(len(groups)), links, rounds=100)
    points = _scale(points, 4.5 * sum(radius * radius for radius in radii))
    return _push_apart(points, [(radius, radius) for radius in radii], round_boxes=True)


def _lay_out_groups(simple: nx.Graph[str], boxes: Mapping[str, Box], groups: Sequence[Sequence[str]]) -> dict[str, Point]:
    inner, radii = [], []
    for group in groups:
        local = compute_layout(simple.subgraph(group), boxes)
        inner.append(local)
        radii.append(max(sqrt(x * x + y * y) + boxes[node][0] for node, (x, y) in local.items()) + 60)
    centres = _place_groups(simple, groups, radii)
    return {node: (x + a, y + b) for local, (x, y) in zip(inner, centres, strict=True) for node, (a, b) in local.items()}


def _relax(points: Sequence[Point], links: Sequence[tuple[int, int]], rounds: int) -> list[Point]:
    """Move points by springs along the links and repulsion between all, cooling down over the rounds."""
    size = len(points)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    degree = [1] * size
    for a, b in links:
        degree[a] += 1
        degree[b] += 1
    heat = sqrt(size) / 6 + 0.3
    for turn in range(rounds):
        dx, dy = _repel(xs, ys, degree)
        for a, b in links:
            x, y = xs[a] - xs[b], ys[a] - ys[b]
            pull = sqrt(x * x + y * y) * 0.9
            # a hub is held by each of its links less, or its leaves would all sit on it
            pull /= sqrt(min(degree[a], degree[b]))
            x, y = x * pull, y * pull
            dx[a] -= x
            dy[a] -= y
            dx[b] += x
            dy[b] += y
        limit = heat * (1 - turn / rounds) + 0.02
        for index in range(size):
            x, y = dx[index] - 0.02 * xs[index], dy[index] - 0.03 * ys[index]
            length = sqrt(x * x + y * y)
            if length > limit:
                x, y = x * limit / length, y * limit / length
            xs[index] += x
            ys[index] += y
    return list(zip(xs, ys, strict=True))


def _repel(xs: Sequence[float], ys: Sequence[float], degree: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return the repulsion on each point: exact from the nine cells about it, as one weight from each other cell."""
    size = len(xs)
    dx, dy = [0.0] * size, [0.0] * size
    left, top = min(xs), min(ys)
    span = max(max(xs) - left, max(ys) - top, 1e-6)
    side = span / max(1, int(sqrt(size / 5)))
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index in range(size):
        cells[int((xs[index] - left) / side), int((ys[index] - top) / side)].append(index)
    centres = [
        (key, sum(xs[i] for i in members) / len(members), sum(ys[i] for i in members) / len(members), len(members), members)
        for key, members in sorted(cells.items())
    ]
    for (column, row), x, y, _, members in centres:
        push_x = push_y = 0.0
        for (other_column, other_row), a, b, weight, _ in centres:
            if abs(other_column - column) > 1 or abs(other_row - row) > 1:
                u, v = x - a, y - b
                force = weight / (u * u + v * v)
                push_x += u * force
                push_y += v * force
        near = [i for c in (column - 1, column, column + 1) for r in (row - 1, row, row + 1) for i in cells.get((c, r), ())]
        for index in members:
            px, py = xs[index], ys[index]
            sum_x, sum_y = push_x, push_y
            for other in near:
                u, v = px - xs[other], py - ys[other]
                distance = u * u + v * v
                if distance > 1e-9:
                    force = 1.0 / distance
                    sum_x += u * force
                    sum_y += v * force
                elif other != index:
                    sum_x += 0.01 * (index - other)
                    sum_y += 0.01
            dx[index], dy[index] = sum_x, sum_y
    return dx, dy


def _scale(points: Sequence[Point], area: float) -> list[Point]:
    """Return the points about their middle, blown up so that they spread as over a disc of that area."""
    size = len(points)
    x, y = sum(a for a, _ in points) / size, sum(b for _, b in points) / size
    spread = sum((a - x) * (a - x) + (b - y) * (b - y) for a, b in points) / size
    factor = sqrt(area / (2 * 3.14159265 * spread)) if spread > 1e-9 else 1.0
    return [((a - x) * factor, (b - y) * factor) for a, b in points]


def _push_apart(points: Sequence[Point], boxes: Sequence[Box], *, round_boxes: bool = False) -> list[Point]:
    """Move boxes (or rounds) apart until no two overlap, each as little as needed."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    separate = _separate_rounds if round_boxes else _separate_boxes
    for turn in range(1000):
        if not _push_once(xs, ys, boxes, separate):
            break
        if turn > 8:  # crowded: give all of it a little more room
            xs, ys = [x * 1.015 for x in xs], [y * 1.015 for y in ys]
    return list(zip(xs, ys, strict=True))


def _push_once(
    xs: list[float],
    ys: list[float],
    boxes: Sequence[Box],
    separate: Callable[[float, float, Box, Box], Point | None],
) -> bool:
    """Push each overlapping pair apart once and return whether there was any."""
    width, height = 2 * max(box[0] for box in boxes) + 1, 2 * max(box[1] for box in boxes) + 1
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    moved = False
    for index in range(len(xs)):
        column, row = int(xs[index] // width), int(ys[index] // height)
        for c in (column - 1, column, column + 1):
            for r in (row - 1, row, row + 1):
                for other in cells.get((c, r), ()):
                    push = separate(xs[index] - xs[other], ys[index] - ys[other], boxes[index], boxes[other])
                    if push:
                        moved = True
                        xs[index] += push[0]
                        ys[index] += push[1]
                        xs[other] -= push[0]
                        ys[other] -= push[1]
        cells[column, row].append(index)
    return moved


def _separate_boxes(x: float, y: float, one: Box, two: Box) -> Point | None:
    wide, high = one[0] + two[0] - abs(x), one[1] + two[1] - abs(y)
    if wide <= 0.5 or high <= 0.5:
        return None
    if wide < high:
        return ((wide / 2 + 0.3) * (1 if x >= 0 else -1), 0.0)
    return (0.0, (high / 2 + 0.3) * (1 if y >= 0 else -1))


def _separate_rounds(x: float, y: float, one: Box, two: Box) -> Point | None:
    distance = sqrt(x * x + y * y)
    gap = one[0] + two[0] - distance
    if gap <= 0.001 * one[0]:
        return None
    if distance < 1e-9:
        return (gap / 2, 0.0)
    return (x / distance * gap / 2, y / distance * gap / 2)


def _bounds(positions: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    return (
        min(x - boxes[node][0] for node, (x, _) in positions.items()),
        min(y - boxes[node][1] for node, (_, y) in positions.items()),
        max(x + boxes[node][0] for node, (x, _) in positions.items()),
        max(y + boxes[node][1] for node, (_, y) in positions.items()),
    )


def _pack(parts: Sequence[dict[str, Point]], boxes: Mapping[str, Box]) -> dict[str, Point]:
    """Place the parts side by side: the largest first, the others where they are nearest to its middle."""
    gap = 50.0
    taken: list[tuple[float, float, float, float]] = []
    positions: dict[str, Point] = {}
    for part in parts:
        left, top, right, bottom = _bounds(part, boxes)
        width, height = right - left + gap, bottom - top + gap
        x, y = _free_corner(taken, width, height)
        taken.append((x, y, x + width, y + height))
        positions.update((node, (a - left + x, b - top + y)) for node, (a, b) in part.items())
    return positions


def _free_corner(taken: Iterable[tuple[float, float, float, float]], width: float, height: float) -> Point:
    """Return the free corner, among those at the edges of what is placed, that keeps the whole compact (4:3)."""
    placed = list(taken)
    if not placed:
        return (-width / 2, -height / 2)
    xs = sorted({x for box in placed for x in (box[2], box[0] - width, box[0])})
    ys = sorted({y for box in placed for y in (box[3], box[1] - height, box[1])})
    if len(placed) > 40:  # the corners grow with the square of the parts: the outer ones do
        xs, ys = xs[:: max(1, len(xs) // 40)], ys[:: max(1, len(ys) // 40)]
    best = (float("inf"), max(box[2] for box in placed), 0.0)  # right of everything is always free
    for x in xs:
        for y in ys:
            cost = max(abs(x), abs(x + width)) + 1.3 * max(abs(y), abs(y + height))
            if cost >= best[0]:
                continue
            if all(x >= b[2] or x + width <= b[0] or y >= b[3] or y + height <= b[1] for b in placed):
                best = (cost, x, y)
    return best[1], best[2]


def _rows(nodes: Sequence[str], boxes: Mapping[str, Box], above: Mapping[str, Point]) -> dict[str, Point]:
    """Return positions in tidy rows beneath all else, for nodes without a link."""
    if not nodes:
        return {}
    left, bottom, width = 0.0, 0.0, sqrt(sum(4 * boxes[node][0] * boxes[node][1] for node in nodes)) * 1.6
    if above:
        left, _, right, bottom = _bounds(above, boxes)
        width, bottom = max(right - left, 600.0), bottom + 90
    column = 2 * max(boxes[node][0] for node in nodes) + 10
    row = 2 * max(boxes[node][1] for node in nodes) + 14
    columns = max(1, int(width / column))
    places = ((index % columns + 0.5, index // columns + 0.5) for index in range(len(nodes)))
    return {node: (left + x * column, bottom + y * row) for node, (x, y) in zip(nodes, places, strict=True)}
