"""Three small documents that belong to nobody, and the command run as users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

LAGOON = """---
title: Third Lagoon Forum closes in Suva
published: 2024-03-06
publisher: Harbour Gazette
source: https://example.org/lagoon
---

# Third Lagoon Forum closes in Suva

The Third Lagoon Forum was held in Suva, Fiji, from 3 to 5 March 2024. The forum was organized by the Ministry of Fisheries
of Fiji. Delegates from Samoa, Tonga and New Zealand took part in the forum. More than 120 participants attended.
"""

FJORD = """Fjord Conference meets in Bergen
BERGEN, 12 May 2023 - The Fjord Conference was held in Bergen, Norway, on 11 May 2023.
It was hosted by the University of Bergen. Participants came from Iceland, Denmark and New Zealand.
"""

STEPPE = """<!doctype html>
<html><head><title>Steppe Summit set for Astana</title></head><body><nav>Home | About</nav>
<article><h1>Steppe Summit set for Astana</h1>
<p>The Steppe Summit will be held in Astana, Kazakhstan, on 9 September 2025. The summit will be hosted by the Ministry of
Agriculture of Kazakhstan. Representatives of Mongolia and Uzbekistan will attend the summit in the capital.</p>
</article></body></html>
"""

DOCUMENTS = {"lagoon.md": LAGOON, "fjord.txt": FJORD, "steppe.html": STEPPE}


def write_sources(folder: Path, names: tuple[str, ...] = tuple(DOCUMENTS)) -> Path:
    """Write the documents into the folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(DOCUMENTS[name], encoding="utf-8")
    return folder


def run_kg(*words: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `kg` in a process of its own, away from any terminal."""
    return run_python("-m", "kg.cli", *words, cwd=cwd, **variables)


def run_python(*words: str | Path, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, with the package of this checkout."""
    return subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def environment(**variables: str) -> dict[str, str]:
    """Return this process's environment without what would change the output, and with the variables."""
    kept = {key: value for key, value in os.environ.items() if key not in ("CONVENE_BUILD", "FORCE_COLOR", "COLUMNS")}
    checkout = str(Path(__file__).parents[1])
    return kept | {"PYTHONPATH": checkout, "PYTHONIOENCODING": "utf-8", "COVERAGE_PROCESS_START": ""} | variables


def read_tree(folder: Path, *, without: tuple[str, ...] = ("store",)) -> dict[str, bytes]:
    """Return the content of every file in the folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in without
    }
