"""The page as a file: what it holds, and what it must never hold."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import ExportError, UnknownName
from kg.view import make_page, to_networkx, write_page
from kg.view.page import DRAWN_AT_ONCE, STYLES, make_payload, shorten_label
from tests.view.invented import make_store, open_events

HARBOUR = "id:event/harbour-2031"


class Page(HTMLParser):
    """Collects what a browser would load or run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.current = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.current = tag
        self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self.current = ""

    def handle_data(self, data: str) -> None:
        if self.current:
            self.texts[self.current][-1] += data


@pytest.fixture(scope="module")
def text() -> str:
    return make_page(open_events(), title="Events </title><script>window.broken = 'title'</script>")


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


@pytest.fixture(scope="module")
def payload(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.texts["script"][0])
    return found


def test_the_page_loads_nothing(page: Page) -> None:
    for tag, attributes in page.tags:
        for name in ("src", "href", "srcset", "data", "action", "poster"):
            target = attributes.get(name)
            assert target is None or target.startswith(("#", "data:")), f"<{tag} {name}={target}>"
    assert not re.search(r"@import|url\((?!['\"]?data:)", " ".join(page.texts["style"]))


def test_the_policy_forbids_every_request_and_every_script_but_its_own(page: Page) -> None:
    (policy,) = (
        attributes["content"] for _, attributes in page.tags if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["connect-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert re.fullmatch(r"'sha256-[\w+/=]+' 'sha256-[\w+/=]+'", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]+'", rules["style-src"])


def test_no_text_of_a_document_becomes_markup(page: Page, text: str) -> None:
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert not {"img", "svg", "b", "iframe"} & {tag for tag, _ in page.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "window.broken = 'label'</script>" not in text


def test_hostile_text_reaches_the_page_unchanged_as_data(payload: dict[str, Any], page: Page) -> None:
    things = payload["things"]
    assert things["id:event/hostile"]["name"] == "<script>window.broken = 'label'</script>"
    assert things["id:event/hostile"]["names"] == ['"><img src=x onerror="window.broken=\'img\'">']
    assert things["id:organization/hostile"]["name"] == "<!--<script>\u2028&amp;</style>"
    assert page.texts["title"] == ["Events </title><script>window.broken = 'title'</script>"]


def test_an_address_that_is_no_web_address_is_left_out(payload: dict[str, Any]) -> None:
    assert {about["slug"]: about["source"] for about in payload["documents"]} == {
        "harbour": "https://gazette.example/harbour",
        "hostile": "",
        "orchard": "",
    }


def test_pyvis_holds_the_nodes_and_edges(payload: dict[str, Any]) -> None:
    harbour = next(node for node in payload["nodes"] if node["id"] == HARBOUR)
    assert (harbour["shape"], harbour["color"], harbour["group"]) == ("dot", STYLES["event"][2], "event")
    assert isinstance(harbour["x"], int)
    edge = next(edge for edge in payload["edges"] if {edge["from"], edge["to"]} == {HARBOUR, "id:country/NO"})
    assert edge["label"] == "held in +1"


def test_a_better_linked_node_is_larger(payload: dict[str, Any]) -> None:
    sizes = {node["id"]: node["size"] for node in payload["nodes"]}
    assert sizes[HARBOUR] > sizes["id:country/CL"] > sizes["id:series/harbour"] > sizes["id:country/FJ"]


def test_every_drawn_line_has_the_statements_behind_it(payload: dict[str, Any]) -> None:
    index = next(edge["id"] for edge in payload["edges"] if {edge["from"], edge["to"]} == {HARBOUR, "id:country/CL"})
    said = {(one["quote"], payload["documents"][one["doc"]]["slug"]) for one in payload["links"][index]}
    assert said == {("Teachers from Norway and Chile came", "harbour"), ("Chile, which was in the harbour last year", "orchard")}


def test_dates_are_shown_as_people_write_them(payload: dict[str, Any]) -> None:
    assert ["start date", "12 May 2031", [["12 and 13 May", 0, "date-range", "", ""]]] in payload["things"][HARBOUR]["facts"]
    assert ["start date", "March 2032", [["", 2, "", "", ""]]] in payload["things"]["id:event/orchard-2032"]["facts"]


def test_no_two_classes_look_alike() -> None:
    looks = [(shape, filled) for shape, filled, _, _ in STYLES.values()]
    assert len(set(looks)) == len(STYLES)
    assert len({light for *_, light, _ in STYLES.values()}) == len(STYLES)


def brightness(color: str) -> float:
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("cls", STYLES)
def test_every_class_stands_out_from_the_ground_in_light_and_in_dark(cls: str) -> None:
    *_, light, dark = STYLES[cls]
    assert (brightness("#f6f7f9") + 0.05) / (brightness(light) + 0.05) >= 3
    assert (brightness(dark) + 0.05) / (brightness("#0e1218") + 0.05) >= 3


def test_around_an_entity_only_its_neighbours_are_drawn(tmp_path: Path) -> None:
    write_page(open_events(), tmp_path / "near.html", around="https://w3id.org/convene/id/country/NO", depth=1)
    payload = json.loads(Page((tmp_path / "near.html").read_text(encoding="utf-8")).texts["script"][0])
    assert sorted(node["id"] for node in payload["nodes"]) == ["id:agreement/pact", "id:country/NO", HARBOUR]
    assert payload["focus"] == "id:country/NO"


def test_a_greater_depth_shows_more() -> None:
    def count(depth: int) -> int:
        return len(json.loads(Page(make_page(open_events(), around="id:country/NO", depth=depth)).texts["script"][0])["nodes"])

    assert [count(0), count(1), count(2), count(9)] == [1, 3, 8, 9]


def test_an_unknown_centre_is_an_error_and_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="id:country/XX is not in the graph"):
        write_page(open_events(), tmp_path / "near.html", around="id:country/XX")
    assert list(tmp_path.iterdir()) == []


def test_a_page_that_cannot_be_written_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file") as caught:
        write_page(open_events(), tmp_path / "no" / "graph.html")
    assert "graph.html" in str(caught.value)


def test_a_written_page_replaces_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "graph.html").write_text("old", encoding="utf-8")
    write_page(open_events(), tmp_path / "graph.html", title="New")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.html"]
    assert "<title>New</title>" in (tmp_path / "graph.html").read_text(encoding="utf-8")


def test_an_empty_store_makes_a_page_too() -> None:
    assert json.loads(Page(make_page(ox.Store())).texts["script"][0])["nodes"] == []


def test_up_to_the_limit_every_node_is_drawn_and_beyond_it_communities() -> None:
    assert make_payload(to_networkx(make_store(DRAWN_AT_ONCE)), title="")["groups"] is None
    payload = make_payload(to_networkx(make_store(DRAWN_AT_ONCE + 300)), title="")
    members = [node for group in payload["groups"] for node in group["members"]]
    assert sorted(members) == sorted(node["id"] for node in payload["nodes"])
    assert 3 <= len(payload["groups"]) < 300


@pytest.mark.parametrize(
    ("label", "names", "short"),
    [
        ("Harbour Forum 2031", ["HF 2031"], "Harbour Forum 2031"),
        ("Guild of Harbour Schools and Lighthouse Keepers", ["GHSLK"], "GHSLK"),
        ("Second Yearly Festival of Lighthouse Keepers", ["FLK", "FLK 2031"], "FLK 2031"),
        ("Guild of Harbour Schools and Lighthouse Keepers", ["the guild"], "Guild of Harbour\nSchools and Lighthouse…"),
        ("关于港口学校与灯塔看守人的国际论坛和展览会及培训班", [], "关于港口学校与灯塔看\n守人的国际论坛和展览…"),
        ("Donaudampfschifffahrtsgesellschaft", [], "Donaudampfschifffahrts\ngesellschaft"),
        ("  two\n words ", [], "two words"),
        ("", [], ""),
    ],
)
def test_labels_beneath_nodes_are_short(label: str, names: list[str], short: str) -> None:
    assert shorten_label(label, names) == short
