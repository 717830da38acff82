"""Take docs/graph-page.png anew: the page of the seeds in headless Chromium, with one event selected."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import kg

CHECKOUT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 1400, 900
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking"),
    f"--window-size={WIDTH},{HEIGHT}",
)


def take_picture(selected: str, path: Path) -> None:
    """Build the seeds, open their page, select a thing by its name and save what is seen."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    with tempfile.TemporaryDirectory() as folder:
        graph = kg.build(CHECKOUT / "seeds", Path(folder) / "build")
        name = graph.find(selected).replace("https://w3id.org/convene/id/", "id:")
        browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            screen = {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
            browser.get((graph.folder / "graph.html").resolve().as_uri())
            browser.execute_script("convene.select(arguments[0])", name)
            time.sleep(2)
            browser.save_screenshot(str(path))
        finally:
            browser.quit()


if __name__ == "__main__":
    take_picture(sys.argv[1] if len(sys.argv) > 1 else "CACIE 2025", CHECKOUT / "docs" / "graph-page.png")
