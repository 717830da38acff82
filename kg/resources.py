"""Where the files that travel with the package are: ontology/, queries/, seeds/."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

FOLDERS = ("ontology", "queries", "seeds")


def resource(*parts: str) -> Path:
    """Return the path of a file or folder that travels with the package.

    In a wheel the folders lie in ``kg/_resources/``; in a checkout they are the top-level ones.

    >>> resource("ontology").name
    'ontology'
    """
    package = Path(str(files("kg")))
    bundled = package / "_resources"
    return (bundled if bundled.is_dir() else package.parent).joinpath(*parts)
