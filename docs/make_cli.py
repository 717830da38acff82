"""Write docs/cli.md from the commands' --help; with --check, only say whether it is up to date."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).with_name("cli.md")
HEAD = """# The command line

This page is written by `make docs` from `kg --help`. Wherever a command reads a build, `--build` (or the variable
`CONVENE_BUILD`) names its folder. Every command ends with 0 when all went well, 1 when something failed (one line on
standard error says what), 2 when it was called wrongly, 130 when it was stopped.
"""


def write_page() -> str:
    """Return the page."""
    overview = show_help()
    parts = [HEAD, _block("kg --help", overview)]
    for command in list_commands(overview):
        parts += [f"## kg {command}\n", _block(f"kg {command} --help", show_help(command))]
    return "\n".join(parts)


def list_commands(overview: str) -> list[str]:
    """Return the names of the commands that the overview lists."""
    return re.findall(r"^  ([a-z]\w*)  ", overview.partition("Commands:")[2], re.MULTILINE)


def show_help(*command: str) -> str:
    """Return what --help prints, in 100 columns and without colour."""
    environment = {key: value for key, value in os.environ.items() if key not in ("CONVENE_BUILD", "FORCE_COLOR")}
    environment |= {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(  # noqa: S603  this very Python
        [sys.executable, "-m", "kg.cli", *command, "--help"], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    return run.stdout


def _block(command: str, output: str) -> str:
    return f"```\n$ {command}\n{output.strip()}\n```\n"


if __name__ == "__main__":
    page = write_page()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page:
        sys.exit(f"{PAGE.name} is out of date: run `make docs`")
