"""Finds the sources that files, folders and patterns name, and gives each its slug."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from kg.errors import MissingSource

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
}
SIDECAR = ".meta.json"
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: its path, its name as given, and the slug that keeps it apart from the others."""

    path: Path
    file_name: str
    slug: str = ""


def find_sources(sources: Sequence[str | Path]) -> list[Source]:
    """Find the files that files, folders and patterns name, in order of their names, each once."""
    found: dict[str, Source] = {}
    for given in sources:
        for source in _find(given):
            known = found.setdefault(os.path.realpath(source.path), source)
            if source.file_name < known.file_name:
                found[os.path.realpath(source.path)] = source
    ordered = sorted(found.values(), key=lambda source: source.file_name)
    return [replace(source, slug=slug) for source, slug in zip(ordered, mint_slugs([s.file_name for s in ordered]), strict=True)]


def _find(given: str | Path) -> Iterator[Source]:
    """Give the sources that one file, folder or pattern names."""
    path = Path(given)
    if path.is_dir():
        inside = list(_walk(path))
        if not inside:
            raise MissingSource(
                "no document in the folder", where=path.as_posix(), hint=f"documents end in {', '.join(MEDIA_TYPES)}"
            )
        yield from inside
    elif path.exists():
        yield Source(path, path.as_posix())
    elif _WILD.search(str(given)):
        matches = [Path(match) for match in glob.glob(str(path), recursive=True)]  # noqa: PTH207  a pattern may be absolute
        inside = [source for match in matches for source in (_walk(match) if match.is_dir() else _as_source(match))]
        if not inside:
            raise MissingSource(
                "no document matches the pattern", where=str(given), hint="quote the pattern, and check the folder it begins with"
            )
        yield from inside
    else:
        raise MissingSource("no such file or folder", where=path.as_posix(), hint="check the path")


def _as_source(path: Path) -> Iterator[Source]:
    """Give a file that a folder or a pattern holds, if it is a document."""
    if path.suffix.lower() in MEDIA_TYPES and not path.name.startswith(".") and path.is_file():
        yield Source(path, path.as_posix())


def _walk(folder: Path) -> Iterator[Source]:
    """Give the documents in a folder and the folders in it, without hidden ones."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield from _as_source(Path(root, name))


def mint_slug(file_name: str) -> str:
    """Return the slug of a file name: its stem in a-z, 0-9 and hyphens.

    >>> mint_slug("reports/Réunion de Genève (2).md"), mint_slug("notes/会议.txt")
    ('reunion-de-geneve-2', 'document-63d30f')
    """
    stem = PurePosixPath(file_name.replace("\\", "/")).name
    suffix = PurePosixPath(stem).suffix
    return _slug(stem[: -len(suffix)] if suffix.lower() in MEDIA_TYPES else stem)


def mint_slugs(file_names: Sequence[str]) -> list[str]:
    """Return a slug for each file name, no two the same: by the ending, then by the folders, then by a hash of the name."""
    slugs = [mint_slug(name) for name in file_names]
    for depth in range(5):
        shared = _shared(slugs)
        if not shared:
            break
        slugs = [_longer(name, depth) if slug in shared else slug for name, slug in zip(file_names, slugs, strict=True)]
    shared = _shared(slugs)
    return [f"{slug}-{_hash(name)}" if slug in shared else slug for name, slug in zip(file_names, slugs, strict=True)]


def _shared(slugs: Iterable[str]) -> set[str]:
    """Return the slugs that occur more than once."""
    return {slug for slug, count in Counter(slugs).items() if count > 1}


def _longer(file_name: str, depth: int) -> str:
    """Return the slug of a file name with its folders, the nearest first, or with its ending at depth 4."""
    parts = PurePosixPath(file_name.replace("\\", "/")).parts
    folders = [_slug(part) for part in parts[:-1] if re.search(r"\w", part)]
    ending = [PurePosixPath(file_name).suffix.lstrip(".").lower()] if depth == 4 else []
    return "-".join((mint_slug(file_name), *reversed(folders[-(depth + 1) :]), *ending))


def _slug(name: str) -> str:
    """Return a name in a-z, 0-9 and hyphens, with a hash where letters were lost."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    plain = folded.encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    lost = any(character.isalnum() and not character.isascii() for character in folded)
    if lost or not slug:
        return f"{slug or 'document'}-{_hash(name)}"
    return slug


def _hash(name: str) -> str:
    """Return six characters that stand for a name."""
    return hashlib.sha256(name.encode()).hexdigest()[:6]
