"""Positions computed beforehand."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import combinations
from math import hypot
from pathlib import Path

import networkx as nx
import pytest

from kg.view import to_networkx
from kg.view.layout import compute_layout, group_rounds
from kg.view.measure import find_communities, to_simple
from tests.view.invented import make_store, shuffle


def simple_of(size: int) -> nx.Graph[str]:
    return to_simple(to_networkx(make_store(size)))


def boxes_of(simple: nx.Graph[str], width: float, height: float) -> dict[str, tuple[float, float]]:
    return dict.fromkeys(simple, (width, height))


@pytest.mark.parametrize(("size", "box"), [(1, (60, 25)), (2, (60, 25)), (20, (60, 25)), (80, (60, 25))])
def test_no_two_boxes_overlap_in_a_small_graph(size: int, box: tuple[float, float]) -> None:
    simple = simple_of(size)
    positions = compute_layout(simple, boxes_of(simple, *box))
    for (ax, ay), (bx, by) in combinations(positions.values(), 2):
        assert abs(ax - bx) >= 2 * box[0] - 2 or abs(ay - by) >= 2 * box[1] - 2


@pytest.mark.parametrize("size", [200, 2000])
def test_no_two_nodes_overlap_in_a_large_graph(size: int) -> None:
    simple = simple_of(size)
    positions = sorted(compute_layout(simple, boxes_of(simple, 16, 16)).values())
    for index, (x, y) in enumerate(positions):
        for a, b in positions[index + 1 :]:
            if a - x > 32:
                break
            assert hypot(a - x, b - y) >= 30


def test_two_thousand_nodes_are_laid_out_in_less_than_five_seconds() -> None:
    simple = simple_of(2000)
    start = time.process_time()
    compute_layout(simple, boxes_of(simple, 16, 16))
    assert time.process_time() - start < 5


def test_positions_do_not_depend_on_the_order_of_nodes() -> None:
    simple = simple_of(120)
    boxes = boxes_of(simple, 20, 20)
    assert compute_layout(shuffle(simple), boxes) == compute_layout(simple, boxes)


def test_the_page_is_the_same_bytes_whatever_the_hash_seed() -> None:
    code = "import hashlib; from kg.view import make_page; from tests.view.invented import make_store, shuffle\n"
    code += "print(hashlib.sha256(make_page(make_store(150)).encode()).hexdigest())"
    root = Path(__file__).parents[2]
    seen = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=root)
        seen.add(done.stdout)
    assert len(seen) == 1


def test_linked_nodes_are_nearer_to_each_other_than_strangers() -> None:
    simple = simple_of(200)
    positions = compute_layout(simple, boxes_of(simple, 16, 16))

    def distance(pairs: list[tuple[str, str]]) -> float:
        return sum(hypot(positions[a][0] - positions[b][0], positions[a][1] - positions[b][1]) for a, b in pairs) / len(pairs)

    assert distance(list(simple.edges())) < 0.4 * distance(list(combinations(simple, 2)))


def test_nodes_without_links_stand_in_rows_beneath_the_rest() -> None:
    simple: nx.Graph[str] = nx.Graph([("a", "b"), ("b", "c")])
    simple.add_nodes_from(["x", "y"])
    positions = compute_layout(simple, boxes_of(simple, 40, 20))
    assert positions["x"][1] == positions["y"][1]
    assert positions["x"][1] > max(positions[node][1] for node in "abc")


def test_each_group_has_a_round_of_its_own() -> None:
    simple = simple_of(300)
    groups = find_communities(simple)
    positions = compute_layout(simple, boxes_of(simple, 16, 16), groups)
    rounds = group_rounds(positions, groups)
    for (ax, ay, a), (bx, by, b) in combinations(rounds, 2):
        assert hypot(ax - bx, ay - by) > a + b


def test_nothing_is_laid_out_as_nothing() -> None:
    assert compute_layout(nx.Graph(), {}) == {}
