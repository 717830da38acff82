"""The folder a build leaves: locked while it is made, replaced in one step, and known by the inputs in its manifest."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import IO

from kg.errors import BuildBusy, BuildError, MissingSource
from kg.read import Source
from kg.report import BuildReport
from kg.resources import resource

MANIFEST = "convene.json"
MADE = frozenset({"graph.ttl", "graph.trig", "graph.html", "report.md", "store", "texts", MANIFEST})
READERS = ("pyoxigraph", "pypdf", "trafilatura")


# ---------------------------------------------------------------- what a build was made from


def describe_inputs(sources: Sequence[Source], gazetteer: str | Path | None, model: str | None) -> dict[str, str]:
    """Return a digest for everything that a build depends on: the code, the reference data and each source."""
    inputs = {"": _digest_of_code(), "model": f"{model or ''} {_version(model)}"}
    if gazetteer is not None:
        if not Path(gazetteer).is_file():
            raise MissingSource("no such file", where=str(gazetteer), hint="--gazetteer names a TSV file")
        inputs["gazetteer"] = _digest(Path(gazetteer))
    for source in sources:
        sidecar = source.path.with_name(f"{source.path.stem}.meta.json")
        inputs[f"source {source.file_name}"] = f"{_digest(source.path)} {_digest(sidecar)}"
    return inputs


def unchanged_build(folder: Path, inputs: dict[str, str]) -> BuildReport | None:
    """Return the report of the build in the folder when it is complete and was made from the same inputs."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["inputs"] != inputs or not all((folder / name).exists() for name in manifest["files"]):
            return None
        failures = tuple(str(line) for line in manifest["failures"])
        return BuildReport(folder, int(manifest["documents"]), int(manifest["facts"]), failures, unchanged=True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_manifest(folder: Path, inputs: dict[str, str], report: BuildReport) -> None:
    """Write what the build was made from and what it holds: the last file, which makes the folder a build."""
    manifest = {
        "inputs": inputs,
        "documents": report.documents,
        "facts": report.facts,
        "failures": report.failures,
        "files": sorted(path.name for path in folder.iterdir()),
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, or a dash when it cannot be read: reading it will then tell why."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "-"


def _digest_of_code() -> str:
    """Return one digest of the package's files, the ontology with its reference data, and the libraries that read."""
    total = hashlib.sha256(" ".join(_version(name) for name in READERS).encode())
    for root in (Path(str(files("kg"))), resource("ontology")):
        for path in sorted(root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(f"{path.relative_to(root).as_posix()} {_digest(path)}\n".encode())
    return total.hexdigest()


def _version(distribution: str | None) -> str:
    """Return the version of an installed distribution, or nothing."""
    try:
        return metadata.version(distribution) if distribution else ""
    except metadata.PackageNotFoundError:
        return ""


# ---------------------------------------------------------------- one builder at a time


@contextmanager
def hold_folder(target: Path) -> Iterator[None]:
    """Keep other builds away from the folder, and tidy up after one that was killed."""
    _refuse_strangers(target)
    lock = target.with_name(f".{target.name}.lock")
    with _disk_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        file = _open_lock(lock, target)
        while not _still_there(file, lock):  # the one who held it before has just removed it
            file.close()
            file = _open_lock(lock, target)
    try:
        _tidy_up(target)
        yield
    finally:
        if sys.platform != "win32":
            lock.unlink(missing_ok=True)
        file.close()


def _open_lock(path: Path, target: Path) -> IO[bytes]:
    """Open the lock file and lock it, or raise BuildBusy; the system lets go of it when the process ends, however it ends."""
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        if error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise
        raise BuildBusy(
            "another build is writing there", where=str(target), hint="wait for it, or choose another folder"
        ) from error
    return file


def _still_there(file: IO[bytes], path: Path) -> bool:
    """Return whether the open lock file is the one that the path names."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _refuse_strangers(target: Path) -> None:
    """Raise when the path holds something that no build has made."""
    if target.exists() and not target.is_dir():
        raise BuildError("is a file", where=str(target), hint="a build is a folder: choose another name")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        raise BuildError("is not empty and no build", where=str(target), hint="choose a new or empty folder")


def _siblings(target: Path) -> tuple[Path, Path]:
    """Return the folder a build is made in, and the one where an earlier build waits while the new one takes its place."""
    return target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")


# ---------------------------------------------------------------- whole or not at all


@contextmanager
def replace_folder(target: Path) -> Iterator[Path]:
    """Give a folder to build in, which takes the place of the target in one step once the block has ended well."""
    working, aside = _siblings(target)
    with _disk_errors(target):
        working.mkdir()
        try:
            yield working
            if target.is_dir():
                _carry_over(target, working)
            _swap(working, target, aside)
        finally:
            _tidy_up(target)


def _tidy_up(target: Path) -> None:
    """Put an earlier build back that was on its way out, and remove what is left of an unfinished one."""
    working, aside = _siblings(target)
    if aside.exists() and not target.exists():
        aside.rename(target)
    for stale in (working, aside):
        shutil.rmtree(stale, ignore_errors=True)


def _carry_over(target: Path, working: Path) -> None:
    """Copy what the user has put into the earlier build, so that replacing it takes nothing away."""
    for path in sorted(target.iterdir()):
        if path.name not in MADE:
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, working / path.name, symlinks=True)
            else:
                shutil.copy2(path, working / path.name, follow_symlinks=False)


def _swap(working: Path, target: Path, aside: Path) -> None:
    """Put the new folder in the target's place; where the system cannot exchange two names, by way of a third one."""
    if not target.exists():
        working.rename(target)
    elif not _exchange(working, target):
        target.rename(aside)
        working.rename(target)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, and return whether the system could."""
    with suppress(AttributeError, OSError, TypeError):
        library = ctypes.CDLL(None)
        names = (os.fsencode(first), os.fsencode(second))
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, 2) == 0)
        return bool(library.renameat2(-100, names[0], -100, names[1], 2) == 0)  # AT_FDCWD, RENAME_EXCHANGE
    return False


@contextmanager
def open_whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that appears at the path once the block has ended well; a device or a pipe is written to as it is."""
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()  # the file that a link leads to, so that the link stays one
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        made.chmod(0o666 & ~mask)
        made.replace(target)
    finally:
        made.unlink(missing_ok=True)


@contextmanager
def _disk_errors(target: Path) -> Iterator[None]:
    """Tell of a full disk, a missing permission and the like in one line."""
    try:
        yield
    except OSError as error:
        what = (error.strerror or str(error)).lower()
        raise BuildError(f"cannot write the build: {what}", where=str(target), hint="an earlier build is as it was") from error
