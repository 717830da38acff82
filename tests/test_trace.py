"""A trace: what one document mentions, which rules fired on which words, what was doubted and what was left out."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import kg
from kg.errors import MissingSource
from kg.trace import KINDS, Trace, trace_document
from tests.sources import LAGOON, STEPPE, run_kg, write_sources

CHROMIUM, CHROMEDRIVER = shutil.which("chromium"), shutil.which("chromedriver")
HOSTILE = """---
title: <img src=x onerror=alert(1)> Reef Forum
---

# <img src=x onerror=alert(1)> Reef Forum

The 3rd "Reef' & <b onclick="alert(1)">Forum</b> was held in Suva, Fiji, on 3 March 2024. </script><script>alert(2)</script>
It was organized by the Ministry of <i>Fisheries</i> of Fiji. \x1b[31mRed\x1b[0m and \u202eturned\u202c words stood in it.

Copyright 2024 Harbour Gazette. All rights reserved.
"""
UNDATED = "The Tide Congress was held in Bergen, Norway, on 3 March.\n"


def write_document(folder: Path, text: str, name: str = "report.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def lagoon(tmp_path: Path) -> Trace:
    return trace_document(write_document(tmp_path, LAGOON))


def show_in_terminal(trace: Trace) -> str:
    console = Console(force_terminal=True, color_system="truecolor", width=150, file=io.StringIO())
    with console.capture() as capture:
        console.print(trace)
    return capture.get()


class PageReader(HTMLParser):
    """Collects the elements of a page with their attributes, and the text of the pieces and cells."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.pieces: dict[int, str] = {}
        self.open = -1
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.elements.append((tag, values))
        self.open = int(values["data-begin"]) if tag in ("mark", "span") and "data-begin" in values else -1

    def handle_endtag(self, tag: str) -> None:
        self.open = -1

    def handle_data(self, data: str) -> None:
        if self.open >= 0:
            self.pieces[self.open] = self.pieces.get(self.open, "") + data

    def rows(self) -> list[dict[str, str]]:
        return [attrs for tag, attrs in self.elements if tag == "tr" and "data-rule" in attrs]


# ---------------------------------------------------------------- what it says


def test_each_fact_stands_under_its_section_with_its_rule_and_its_quote(lagoon: Trace) -> None:
    text = lagoon.to_text()
    body = text.partition("## body")[2].partition("##")[0]
    assert (
        "\tThird Lagoon Forum\torganizedBy\tMinistry of Fisheries of Fiji\torganized-by\t“Ministry of Fisheries of Fiji”\n"
        in body
    )
    assert re.search(r"\tThird Lagoon Forum\thasParticipant\tNew Zealand\t[a-z-]+\t“New Zealand”\n", body)
    assert re.search(r"\tThird Lagoon Forum\thasQuantity\tover 120 participants\tcounted\t“More than 120 participants”\n", body)
    assert body.splitlines()[0] == " · about Third Lagoon Forum"


def test_mentions_are_marked_with_their_kind(lagoon: Trace) -> None:
    text = lagoon.to_text()
    for marked in ("[event: Third Lagoon Forum]", "[place: Suva]", "[organization: Ministry of Fisheries of Fiji]"):
        assert marked in text
    assert "[date: 3 to 5 March 2024]" in text
    assert {mark.kind for part in lagoon.parts for mark in part.marks} <= set(KINDS)


def test_a_mention_says_what_was_made_of_it(lagoon: Trace) -> None:
    document = lagoon.document
    notes = {mark.span.of(document.text): mark.note for part in lagoon.parts for mark in part.marks if mark.kind == "event"}
    assert notes["The forum"].endswith("stands for Third Lagoon Forum")


def test_the_facts_are_those_of_a_build(lagoon: Trace, tmp_path: Path) -> None:
    graph = kg.build(write_document(tmp_path, LAGOON), tmp_path / "build")
    stated = graph.query("SELECT ?rule ?quote ?claim WHERE { ?claim cv:rule ?rule ; cv:quote ?quote }")
    claims = [tuple(row[:2]) for row in csv.reader(io.StringIO(stated.to_csv()))][1:]
    assert sorted(claims) == sorted((fact.claim.rule, fact.claim.evidence.quote) for fact in lagoon.facts)


def test_what_was_left_out_is_shown_with_the_reason(tmp_path: Path) -> None:
    trace = trace_document(write_document(tmp_path, LAGOON + "\nCopyright 2024 Harbour Gazette. All rights reserved.\n"))
    left_out = {part.section.kind: part.left_out for part in trace.parts if part.left_out}
    assert {"boilerplate", "repeat"} <= set(left_out)
    assert "## boilerplate · left out (furniture of the page" in trace.to_text()
    assert "All rights reserved." in trace.to_text()


def test_what_was_doubted_is_shown(tmp_path: Path) -> None:
    trace = trace_document(write_document(tmp_path, UNDATED))
    assert "3 March" in trace.doubts[0]
    assert "## doubts\n   no year for '3 March' (Tide Congress)\n" in trace.to_text()
    assert "no year for &#39;3 March&#39; (Tide Congress)" in trace.to_html()


@pytest.mark.parametrize("name", ["lagoon.md", "fjord.txt", "steppe.html"])
def test_every_format_can_be_traced(tmp_path: Path, name: str) -> None:
    trace = trace_document(write_sources(tmp_path, (name,)) / name)
    assert any(fact.predicate == "heldIn" for fact in trace.facts)
    assert all(fact.claim.evidence.span.of(trace.document.text) == fact.claim.evidence.quote for fact in trace.facts)


def test_a_trace_is_of_one_document(tmp_path: Path) -> None:
    write_sources(tmp_path)
    with pytest.raises(MissingSource, match="3 documents"):
        trace_document(tmp_path)


# ---------------------------------------------------------------- terminal and pipe


def test_a_terminal_shows_colours_and_a_table(lagoon: Trace) -> None:
    shown = show_in_terminal(lagoon)
    assert re.search(r"\x1b\[1;94mThird Lagoon Forum\x1b\[0m", shown)
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert re.search(r"Third Lagoon Forum +organizedBy +Ministry of Fisheries of Fiji +organized-by", plain)
    assert "persons" in plain
    assert "doubts" in plain


def test_a_document_cannot_command_the_terminal_or_turn_the_text(tmp_path: Path) -> None:
    trace = trace_document(write_document(tmp_path, HOSTILE))
    for shown in (trace.to_text(), show_in_terminal(trace), trace.to_html()):
        assert "\x1b[31m" not in shown
        assert "\u202e" not in shown
        assert "␛[31mRed" in shown


# ---------------------------------------------------------------- the page


def test_the_page_loads_nothing_and_lets_no_script_of_a_text_in(tmp_path: Path) -> None:
    page = trace_document(write_document(tmp_path, HOSTILE)).to_html()
    elements = PageReader(page).elements
    assert [tag for tag, _ in elements if tag in ("link", "img", "iframe", "object", "b", "i")] == []
    assert not [attrs for _, attrs in elements if any(key.startswith("on") or key in ("src", "href") for key in attrs)]
    assert [tag for tag, _ in elements].count("script") == 1
    policy = next(attrs["content"] for _, attrs in elements if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http:" not in page
    assert "https:" not in page
    assert "<script>alert(2)</script>" in unescape(page.partition("<article")[2].partition("</article>")[0])


@pytest.mark.parametrize("text", [LAGOON, STEPPE, HOSTILE.replace("\x1b", "").replace("\u202e", "").replace("\u202c", "")])
def test_the_words_of_each_row_stand_in_the_text_of_the_page(tmp_path: Path, text: str) -> None:
    trace = trace_document(write_document(tmp_path, text, "report.html" if text is STEPPE else "report.md"))
    reader = PageReader(trace.to_html())
    rows = reader.rows()
    assert len(rows) == len(trace.facts) > 0
    for row in rows:
        begin, end = int(row["data-begin"]), int(row["data-end"])
        words = "".join(piece for at, piece in sorted(reader.pieces.items()) if begin <= at < end)
        assert words.split() == trace.document.text[begin:end].split()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    if not CHROMIUM or not CHROMEDRIVER:
        pytest.skip("Chromium or its driver is not installed (Debian: chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    profile = f"--user-data-dir={tmp_path_factory.mktemp('profile')}"
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,800", profile):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(CHROMEDRIVER))
    yield driver
    driver.quit()


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_row_lights_up_its_quote_and_a_rule_filters_the_rows(browser: Any, tmp_path: Path, lagoon: Trace) -> None:
    page = tmp_path / "trace.html"
    page.write_text(lagoon.to_html(), encoding="utf-8")
    browser.get(page.as_uri())
    browser.find_element("css selector", 'tr[data-rule="organized-by"]').click()
    lit = "".join(piece.text for piece in browser.find_elements("css selector", "article .on"))
    assert "".join(lit.split()) == "MinistryofFisheriesofFiji"
    browser.find_element("css selector", '#rule option[value="counted"]').click()
    counted = sum(fact.claim.rule == "counted" for fact in lagoon.facts)
    assert browser.find_element("id", "shown").text == f"{counted} of {len(lagoon.facts)} facts"
    assert sum(row.is_displayed() for row in browser.find_elements("css selector", "tbody tr")) == counted
    browser.find_element("css selector", '.chip[data-kind="place"]').click()
    assert "plain" in browser.find_element("css selector", "mark.place[data-begin]").get_attribute("class")
    browser.find_element("css selector", "article mark.number").click()
    assert browser.find_elements("css selector", 'tr.on[data-rule="counted"]')
    assert browser.get_log("browser") == []


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_hostile_text_runs_nothing_in_the_browser(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "trace.html"
    page.write_text(trace_document(write_document(tmp_path, HOSTILE)).to_html(), encoding="utf-8")
    browser.get(page.as_uri())
    assert browser.execute_script("return document.querySelectorAll('img, b, article script').length") == 0
    assert browser.get_log("browser") == []


# ---------------------------------------------------------------- the command


def test_the_command_prints_the_trace_writes_the_page_and_builds_nothing(tmp_path: Path) -> None:
    write_document(tmp_path, LAGOON)
    run = run_kg("build", "--trace", "report.md", "--html", "trace.html", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert "\torganized-by\t" in run.stdout
    assert "\x1b" not in run.stdout
    assert run.stdout.endswith(f"{(tmp_path / 'trace.html').as_uri()}\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.md", "trace.html"]
    assert run_kg("build", "--trace", "report.md", "--quiet", cwd=tmp_path).stdout == ""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--trace", "nowhere.md"), 1, "nowhere.md: no such file"),
        (("--trace", "report.md", "other.md"), 2, "--trace shows one document"),
        (("--html", "trace.html"), 2, "--html belongs to --trace"),
        (("--trace", "report.md", "--gazetteer", "nowhere.tsv"), 1, "nowhere.tsv: cannot be read"),
        (("--trace", "report.md", "--html", "no/such/trace.html"), 1, "no/such/trace.html"),
    ],
)
def test_what_a_trace_cannot_do_is_said_in_one_line(tmp_path: Path, words: tuple[str, ...], status: int, said: str) -> None:
    write_document(tmp_path, LAGOON)
    run = run_kg("build", *words, "--quiet", cwd=tmp_path)
    assert (run.returncode, run.stderr.count("\n")) == (status, 1)
    assert said in run.stderr


def test_a_trace_knows_the_names_of_the_users_table(tmp_path: Path) -> None:
    write_document(tmp_path, "The Tide Congress was hosted by Kelpwise in Bergen on 3 March 2024.\n")
    (tmp_path / "names.tsv").write_text("kind\tname\norganization\tKelpwise\n", encoding="utf-8")
    run = run_kg("build", "--trace", "report.md", "--gazetteer", "names.tsv", cwd=tmp_path)
    assert "[organization: Kelpwise]" in run.stdout
    assert "\thostedBy\tKelpwise\torganized-by\t“Kelpwise”" in run.stdout
