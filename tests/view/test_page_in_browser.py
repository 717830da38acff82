"""The page in headless Chromium: it opens, stands still, is clicked, searched and filtered, and asks no network for anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox
import pytest

from kg.view import write_page
from tests.view.invented import make_store, open_events

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.chrome.webdriver import WebDriver  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.actions.action_builder import ActionBuilder  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.select import Select  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"))), None)
CHROMEDRIVER = shutil.which("chromedriver")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--window-size=1280,800"),
)
HARBOUR, NORWAY, CHILE, GUILD = "id:event/harbour-2031", "id:country/NO", "id:country/CL", "id:organization/guild"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    if not CHROMIUM or not CHROMEDRIVER:
        pytest.skip("Chromium or its driver is not installed (Debian: chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


def read_log(browser: WebDriver, kind: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


class Opener(Protocol):
    def __call__(self, store: ox.Store, *, title: str = ..., around: str | None = ..., texts: Path | None = ...) -> Visit: ...


@pytest.fixture
def visit(browser: WebDriver, folder: Path) -> Iterator[Opener]:
    """Open the page of a store; when the test is over, the browser must have asked for nothing and complained of nothing."""

    def open_page(store: ox.Store, *, title: str = "", around: str | None = None, texts: Path | None = None) -> Visit:
        write_page(store, folder / "graph.html", title=title, around=around, texts=texts)
        read_log(browser, "performance")
        read_log(browser, "browser")
        browser.get((folder / "graph.html").as_uri())
        return Visit(browser)

    yield open_page
    events = [json.loads(entry["message"])["message"] for entry in read_log(browser, "performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert read_log(browser, "browser") == []
    assert browser.execute_script("return window.broken") is None


class Visit:
    """What a person does on the page."""

    def __init__(self, browser: WebDriver) -> None:
        self.browser = browser

    def run(self, script: str, *values: object) -> Any:
        return self.browser.execute_script(f"return {script}", *values)

    def click_at(self, spot: dict[str, float], times: int = 1) -> None:
        builder = ActionBuilder(self.browser)
        builder.pointer_action.move_to_location(round(spot["x"]), round(spot["y"]))  # type: ignore[no-untyped-call]
        for _ in range(times):
            builder.pointer_action.click()
        builder.perform()
        if times == 1:  # vis-network waits whether a second click follows
            WebDriverWait(self.browser, 5).until(lambda _: self.run("convene.selected().kind") is not None)

    def click_node(self, node: str, times: int = 1) -> None:
        self.click_at(self.run("convene.position(arguments[0])", node), times)

    def click_edge(self, one: str, two: str) -> None:
        (edge,) = [edge["id"] for edge in self.run("convene.edges()") if {edge["from"], edge["to"]} == {one, two}]
        self.click_at(self.run("convene.edgePosition(arguments[0])", edge))

    def wait_for_panel(self, words: str) -> str:
        WebDriverWait(self.browser, 5).until(lambda _: words in self.panel, message=words)
        return self.panel

    @property
    def panel(self) -> str:
        return self.browser.find_element(By.ID, "panel").text

    @property
    def counts(self) -> str:
        return self.browser.find_element(By.ID, "counts").text

    @property
    def shown(self) -> set[str]:
        return set(self.run("convene.shown()"))

    def search(self, words: str) -> list[str]:
        box = self.browser.find_element(By.ID, "search")
        box.clear()
        box.send_keys(words)
        return [item.text.split("\n")[0] for item in self.browser.find_elements(By.CSS_SELECTOR, "#results li")]

    def press_class(self, name: str) -> None:
        self.browser.find_element(By.CSS_SELECTOR, f".chip[data-cls='{name}']").click()

    def choose(self, select: str, words: str) -> None:
        Select(self.browser.find_element(By.ID, select)).select_by_visible_text(words)


def test_the_page_opens_with_all_entities_and_counts_them(visit: Opener) -> None:
    page = visit(open_events())
    assert page.counts == "11 entities · 13 links · 3 documents"
    assert "What this shows" in page.panel
    assert {chip.text for chip in page.browser.find_elements(By.CSS_SELECTOR, "#legend .chip")} >= {"Event\n3", "Country\n3"}


def test_a_click_on_a_node_shows_its_facts_with_sentence_document_and_rule(visit: Opener) -> None:
    page = visit(open_events())
    page.click_node(HARBOUR)
    panel = page.wait_for_panel("Forum · 2031")
    for words in (
        "Harbour Forum 2031",
        "港口论坛",
        "12 May 2031",
        "“12 and 13 May”",
        "over 1,200 pupils",
        "as chief keeper",
        "Norway",
    ):
        assert words in panel
    assert "Harbour schools meet\nThe Tidewater Gazette, 2031-05-14 · source · rule date-range" in panel


def test_a_click_on_a_line_shows_what_each_document_says(visit: Opener) -> None:
    page = visit(open_events())
    page.click_edge(HARBOUR, CHILE)
    panel = page.wait_for_panel("2 stated links")
    assert "“Teachers from Norway and Chile came”" in panel
    assert "“Chile, which was in the harbour last year”" in panel
    assert "Orchard Dialogue to open" in panel


def test_a_quote_is_marked_in_its_sentence_when_the_texts_are_kept(visit: Opener, tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(
        "In truth. Teachers from Norway and Chile came <b>by boat</b>. All left.", encoding="utf-8"
    )
    page = visit(open_events(), texts=tmp_path)
    page.click_edge(HARBOUR, NORWAY)
    assert "“Teachers from Norway and Chile came <b>by boat</b>.”" in page.wait_for_panel("stated links")
    assert page.browser.find_element(By.CSS_SELECTOR, "#panel mark").text == "Teachers from Norway and Chile came"


def test_a_click_on_the_ground_lets_go(visit: Opener) -> None:
    page = visit(open_events())
    page.click_node(HARBOUR)
    page.wait_for_panel("Forum · 2031")
    page.click_at({"x": 30, "y": 300})
    page.wait_for_panel("What this shows")


def test_a_name_in_the_panel_leads_to_that_entity(visit: Opener) -> None:
    page = visit(open_events())
    page.click_node(HARBOUR)
    page.wait_for_panel("Forum · 2031")
    page.browser.find_element(By.CSS_SELECTOR, f"#panel [data-id='{NORWAY}']").click()
    panel = page.wait_for_panel("Took part in")
    assert "Place of" in panel
    assert "ISO code\nNO" in panel


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("orchard", "Orchard Dialogue 2032"),
        ("论坛", "Harbour Forum 2031"),
        ("ghslk", "Guild of Harbour Schools and Lighthouse Keepers"),
        ("NÖRWAY", "Norway"),
        ("Atlantis", "Nothing is called “Atlantis”"),
    ],
)
def test_search_finds_an_entity_by_any_of_its_names(visit: Opener, words: str, first: str) -> None:
    page = visit(open_events())
    assert page.search(words)[0] == first


def test_search_works_from_the_keyboard_alone(visit: Opener) -> None:
    page = visit(open_events())
    ActionChains(page.browser).send_keys("/").send_keys("harbour").send_keys(Keys.ARROW_DOWN, Keys.ENTER).perform()
    assert page.wait_for_panel("Memorandum").startswith("Memorandum\n×\nHarbour Pact\n")
    page.browser.find_element(By.ID, "search").send_keys(Keys.ESCAPE)
    ActionChains(page.browser).send_keys(Keys.ESCAPE).perform()
    page.wait_for_panel("What this shows")


def test_a_class_is_hidden_and_shown_by_its_legend(visit: Opener) -> None:
    page = visit(open_events())
    page.press_class("country")
    assert page.shown.isdisjoint({NORWAY, CHILE})
    assert page.counts.startswith("9 of 11 entities")
    page.press_class("country")
    assert {NORWAY, CHILE} <= page.shown


def test_years_keep_the_events_of_that_time_and_what_belongs_to_them(visit: Opener) -> None:
    page = visit(open_events())
    page.choose("year-from", "2032")
    assert page.shown == {"id:event/orchard-2032", CHILE, GUILD}
    page.browser.find_element(By.ID, "reset").click()
    assert HARBOUR in page.shown


def test_a_document_keeps_what_it_states(visit: Opener) -> None:
    page = visit(open_events())
    page.choose("document", "Orchard Dialogue to open")
    assert page.shown == {"id:event/orchard-2032", HARBOUR, CHILE, GUILD}
    assert page.counts == "4 of 11 entities · 3 of 13 links · 3 documents"


def test_filters_that_leave_nothing_say_so(visit: Opener) -> None:
    page = visit(open_events())
    for name in ("event", "series", "organization", "country", "place", "agreement", "person"):
        page.press_class(name)
    assert page.browser.find_element(By.ID, "empty").text.startswith("Nothing passes these filters")


def test_an_entity_that_filters_hide_is_found_and_shown(visit: Opener) -> None:
    page = visit(open_events())
    page.press_class("country")
    page.search("norway")
    page.browser.find_element(By.ID, "search").send_keys(Keys.ENTER)
    page.wait_for_panel("Took part in")
    assert NORWAY in page.shown
    assert "Filters were cleared to show it" in page.counts


def test_an_entity_that_is_only_mentioned_waits_behind_the_chip_for_it(visit: Opener) -> None:
    page = visit(open_events())
    assert "id:country/FJ" not in page.shown
    page.browser.find_element(By.CSS_SELECTOR, ".chip[data-unlinked]").click()
    assert "id:country/FJ" in page.shown


def test_hostile_names_are_shown_as_text_and_run_nothing(visit: Opener) -> None:
    page = visit(open_events(), title="<img src=x onerror=\"window.broken='h1'\">")
    page.click_node("id:event/hostile")
    panel = page.wait_for_panel("<script>window.broken = 'label'</script>")
    assert '"><img src=x onerror="window.broken=\'img\'">' in panel
    assert page.search("<script>window")[0] == "<script>window.broken = 'label'</script>"
    page.click_edge("id:event/hostile", "id:organization/hostile")
    assert "“<svg onload=\"window.broken='quote'\">”" in page.wait_for_panel("stated link")
    assert page.browser.find_element(By.TAG_NAME, "h1").text == "<img src=x onerror=\"window.broken='h1'\">"
    assert page.browser.find_elements(By.CSS_SELECTOR, "#panel img, #panel script, header img") == []


def test_the_page_stands_still_where_the_layout_put_each_node(visit: Opener) -> None:
    page = visit(make_store(200))
    laid_out = json.loads(page.run("document.getElementById('data').textContent"))["nodes"]
    page.browser.execute_async_script("setTimeout(arguments[0], 300)")
    assert page.run("convene.network.getPositions()") == {node["id"]: {"x": node["x"], "y": node["y"]} for node in laid_out}


def test_the_centre_of_a_picture_is_selected_when_it_opens(visit: Opener) -> None:
    page = visit(open_events(), around=NORWAY)
    assert page.run("convene.selected()") == {"kind": "node", "id": NORWAY}
    assert page.panel.startswith("Country")


def test_two_thousand_nodes_open_and_answer_a_click(visit: Opener) -> None:
    page = visit(make_store(2000))
    assert page.counts.startswith("2,000 entities")
    page.click_node("id:country/Z3")
    page.wait_for_panel("Dravonia")


def test_beyond_that_communities_open_by_a_double_click(visit: Opener) -> None:
    page = visit(make_store(2300))
    closed = page.run("convene.drawn()")
    assert all(node.startswith("group:") for node in closed)
    page.click_node("group:0", times=2)
    WebDriverWait(page.browser, 5).until(lambda _: any(not node.startswith("group:") for node in page.run("convene.drawn()")))
    assert "group:0" not in page.run("convene.drawn()")


def test_search_opens_the_community_of_what_it_finds(visit: Opener) -> None:
    page = visit(make_store(2300))
    page.search("Dravonia")
    page.browser.find_element(By.ID, "search").send_keys(Keys.ENTER)
    page.wait_for_panel("Country")
    assert page.run("convene.selected().id") in page.run("convene.drawn()")


def test_an_empty_graph_says_what_to_do(visit: Opener) -> None:
    page = visit(ox.Store())
    assert page.browser.find_element(By.ID, "empty").text.startswith("Nothing to draw yet")


def test_in_a_narrow_window_the_panel_stands_beneath_the_graph(visit: Opener) -> None:
    page = visit(open_events())
    size = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        graph, panel = (page.browser.find_element(By.ID, name).rect for name in ("graph", "panel"))
        assert panel["y"] >= graph["y"] + graph["height"]
        assert page.run("document.documentElement.scrollWidth") <= 400
    finally:
        page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {**size, "width": 1280})
