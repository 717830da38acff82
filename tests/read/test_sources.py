from pathlib import Path

import pytest

from kg.errors import EmptySource, MissingSource, SourceError, UnreadableSource
from kg.read import Source, find_sources, read_document
from kg.read.sources import mint_slug, mint_slugs


def write(path: Path, content: str | bytes = "A forum\n\nIt was held.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path) -> object:
    return read_document(Source(path, path.name))


def test_folders_are_read_through_without_hidden_files_and_sidecars(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.HTML", "sub/.d.txt", ".git/e.txt", "b.meta.json", "notes.docx"):
        write(tmp_path / name)
    assert [Path(s.file_name).relative_to(tmp_path).as_posix() for s in find_sources([tmp_path])] == [
        "a.md",
        "b.txt",
        "sub/c.HTML",
    ]


def test_a_source_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [s.file_name for s in find_sources(["in/a.txt", "in", "in/*.txt", "./in/a.txt"])] == ["in/a.txt"]


@pytest.mark.parametrize("given", ["nothing.txt", "nothing/*.txt", "empty"])
def test_what_names_no_document_is_missing(given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingSource, match=given.replace("*", r"\*")):
        find_sources([given])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("001.txt", "001"),
        ("../../etc/passwd.txt", "passwd"),
        ("Réunion de Genève (2).md", "reunion-de-geneve-2"),
        ("a.b.c.html", "a-b-c"),
        ("UPPER_case.pdf", "upper-case"),
    ],
)
def test_slugs_are_plain(name: str, slug: str) -> None:
    assert mint_slug(name) == slug


def test_slugs_are_never_empty_and_keep_foreign_names_apart() -> None:
    slugs = [mint_slug(name) for name in ("会议.txt", "大会.txt", "....txt", "2025会议.txt", "2025大会.txt")]
    assert len(set(slugs)) == len(slugs)
    assert all(slug and slug.strip("abcdefghijklmnopqrstuvwxyz0123456789-") == "" for slug in slugs)


def test_slugs_that_collide_take_the_folder_in_any_order() -> None:
    names = ["x/a.txt", "y/a.txt", "y/b.txt", "y/a.html", "a.txt"]
    slugs = dict(zip(names, mint_slugs(names), strict=True))
    assert len(set(slugs.values())) == len(names)
    assert (slugs["x/a.txt"], slugs["y/b.txt"]) == ("a-x", "b")
    assert dict(zip(reversed(names), mint_slugs(names[::-1]), strict=True)) == slugs


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_with_a_mark_are_read(encoding: str, tmp_path: Path) -> None:
    document = read_document(Source(write(tmp_path / "a.txt", "Réunion à Genève\n\nIt met.\n".encode(encoding)), "a.txt"))
    assert (document.title, document.text[0]) == ("Réunion à Genève", "R")


@pytest.mark.parametrize(
    ("name", "content", "error", "words"),
    [
        ("a.txt", b"Caf\xe9 forum", UnreadableSource, "byte offset 3"),
        ("a.txt", b"PK\x00\x03", UnreadableSource, "NUL"),
        ("a.txt", b"", EmptySource, "empty"),
        ("a.md", b" \n\t\n", EmptySource, "empty"),
        ("a.txt", "\ufeff\u00a0\n".encode(), EmptySource, "white space"),
        ("a.docx", b"x", UnreadableSource, "unknown format"),
        ("a.html", b"<p>\xff</p>", UnreadableSource, "byte offset 3"),
        ("a.html", b"<html><body><script>1</script></body></html>", EmptySource, "no words"),
        ("a.html", b"<meta charset=klingon><p>x", UnreadableSource, "klingon"),
        ("a.pdf", b"%PDF-1.4 nothing", UnreadableSource, "broken PDF"),
        ("a.txt", b"x" * 20_000_001, UnreadableSource, "too large"),
    ],
)
def test_what_cannot_be_read_says_why(name: str, content: bytes, error: type[SourceError], words: str, tmp_path: Path) -> None:
    with pytest.raises(error, match=words) as caught:
        read(write(tmp_path / name, content))
    assert str(caught.value).startswith(f"{name}: ")


def test_a_link_to_a_source_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "b.txt").symlink_to(write(tmp_path / "a.txt"))
    assert len(find_sources([tmp_path])) == 1


def test_a_sidecar_goes_before_the_front_matter(tmp_path: Path) -> None:
    write(tmp_path / "a.meta.json", '{"title": "T", "published": "2024-05-04"}')
    document = read_document(Source(write(tmp_path / "a.md", "---\ntitle: U\ndate: 2024-05-03\n---\nText.\n"), "a.md"))
    assert (document.title, document.published) == ("T", "2024-05-04")


def test_a_sidecar_says_more_than_the_text(tmp_path: Path) -> None:
    write(tmp_path / "a.meta.json", '{"title": "T", "published": "2024-05", "publisher": "P", "source": "https://x.example/1"}')
    document = read_document(Source(write(tmp_path / "a.txt", "Head\n\nPublished on 3 May 2023\n\nText.\n"), "a.txt"))
    assert (document.title, document.published, document.publisher, document.source) == (
        "T",
        "2024-05",
        "P",
        "https://x.example/1",
    )
    assert document.published_span is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"title": "T",\n"published" 3}', "line 2"),
        ("[1]", "no JSON object"),
        ('{\n"title": 3}', "title is not a text in line 2"),
        ('{\n\n"published": "soon"}', "'soon' in line 3"),
        (b'{"title": "\xe9"}', "byte offset 11"),
    ],
)
def test_a_broken_sidecar_is_an_error_with_its_line(content: str | bytes, words: str, tmp_path: Path) -> None:
    write(tmp_path / "a.meta.json", content)
    with pytest.raises(SourceError, match=words) as caught:
        read(write(tmp_path / "a.txt"))
    assert str(caught.value).startswith("a.meta.json: ")
