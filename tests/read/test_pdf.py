import io
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from kg.errors import EmptySource, UnreadableSource
from kg.read import Source, read_document


def print_pages(pages: list[list[str]]) -> bytes:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.drawString(72, 770 - 16 * number, line)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def write(path: Path, data: bytes) -> Source:
    path.write_bytes(data)
    return Source(path, path.name)


def test_pages_are_joined_and_their_furniture_is_boilerplate(tmp_path: Path) -> None:
    pages = [
        ["Ministry of Water - Bulletin", "Forum on rivers opens in Riga", "The forum opened on 3 May 2024.", "Sheet 1"],
        ["Ministry of Water - Bulletin", "It closed on 4 May 2024 with a declaration.", "Sheet 2"],
    ]
    document = read_document(write(tmp_path / "a.pdf", print_pages(pages)))
    assert [(section.kind, section.span.of(document.text)) for section in document.sections] == [
        ("boilerplate", "Ministry of Water - Bulletin"),
        ("title", "Forum on rivers opens in Riga"),
        ("body", "The forum opened on 3 May 2024."),
        ("boilerplate", "Sheet 1"),
        ("boilerplate", "Ministry of Water - Bulletin"),
        ("body", "It closed on 4 May 2024 with a declaration."),
        ("boilerplate", "Sheet 2"),
    ]
    assert document.media_type == "application/pdf"


def test_a_pdf_without_text_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptySource, match="pictures only"):
        read_document(write(tmp_path / "a.pdf", print_pages([[]])))


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    writer, buffer = PdfWriter(PdfReader(io.BytesIO(print_pages([["Secret"]])))), io.BytesIO()
    writer.encrypt("word", algorithm="RC4-128")
    writer.write(buffer)
    with pytest.raises(UnreadableSource, match="encrypted"):
        read_document(write(tmp_path / "a.pdf", buffer.getvalue()))


def test_a_pdf_cut_in_half_is_broken(tmp_path: Path) -> None:
    data = print_pages([["A forum"]])
    with pytest.raises((UnreadableSource, EmptySource), match=r"broken PDF|no text"):
        read_document(write(tmp_path / "a.pdf", data[: len(data) // 3]))
