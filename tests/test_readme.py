"""The pages that quote Convene: their outputs are those of today, their files are there, their Python runs."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/extraction.md")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_pages", CHECKOUT / "docs" / "make_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_pages"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def speaker(maker: ModuleType) -> Iterator[Any]:
    with maker.fresh_speaker() as speaker:
        yield speaker


@pytest.mark.parametrize("name", PAGES)
def test_the_outputs_on_a_page_are_those_of_a_fresh_build(name: str, maker: ModuleType, speaker: Any) -> None:
    page = CHECKOUT / name
    assert maker.fill_page(page, speaker) == page.read_text(encoding="utf-8"), "run `python docs/make_pages.py`"


def test_an_output_that_is_out_of_date_is_noticed(maker: ModuleType, speaker: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('<!-- [[[cog cog.outl(ask("conflicts")) ]]] -->\nof old\n<!-- [[[end]]] -->\n', encoding="utf-8")
    assert "of old" not in maker.fill_page(page, speaker)


def test_an_answer_is_shown_with_the_command_that_gives_it(speaker: Any) -> None:
    shown = speaker.ask("countries-by-forum", country="Malaysia").splitlines()
    assert shown[:2] == ["```", "$ kg query countries-by-forum --country Malaysia"]
    assert any(line.startswith("│ Malaysia") for line in shown)


def test_a_claim_is_shown_as_the_dataset_has_it(speaker: Any) -> None:
    shown = speaker.claim("CACIE 2025", "cv:startDate").splitlines()
    assert shown[2] == '    <event/cacie-2025> cv:startDate "2025-10-29"^^xsd:date .'
    assert [line.strip() for line in shown if "cv:quote" in line] == ['cv:quote "October 29 to November 1, 2025" ;']


@pytest.mark.parametrize("page", ["README.md", *sorted(f"docs/{path.name}" for path in (CHECKOUT / "docs").glob("*.md"))])
def test_what_a_page_links_to_is_there(page: str) -> None:
    path = CHECKOUT / page
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{page} links to {target}"


def test_the_python_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```", (CHECKOUT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 2
    (tmp_path / "reports").symlink_to(CHECKOUT / "seeds")
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        exec(block.replace('"build/', '"out/'), {})  # noqa: S102  the README's own example
    assert (tmp_path / "around.html").stat().st_size > 10_000
