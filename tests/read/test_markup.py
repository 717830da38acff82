import pytest

from kg.read import make_document
from kg.read.markup import blank_inline, even_out

INLINE = [
    ("**Date:** 3 May", "  Date:   3 May"),
    ("a *motto* and a __name__ in snake_case", "a  motto  and a   name   in snake_case"),
    ('see [the hall](https://x.example/a_(b) "T") now', "see  the hall" + 31 * " " + "now"),
    ("![A dove](dove.jpg) flew", "                    flew"),
    ("13<sup>th</sup> forum", "13     th       forum"),
    ("A &amp; B&nbsp;C", "A &     B      C"),
    ("<!-- sic --> ICESCO", "             ICESCO"),
    ("5 < 6 and R&D", "5 < 6 and R&D"),
    (r"\### end", " ### end"),
    ('{:start="1"} one', "             one"),
    ("{% include x %}two", "               two"),
    ("[**Bold** link](/a)", "   Bold   link     "),
]


@pytest.mark.parametrize(("text", "plain"), INLINE)
def test_markdown_is_blanked_in_place(text: str, plain: str) -> None:
    assert blank_inline(text, markdown=True) == plain
    assert len(plain) == len(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("２０ November（Beijing）：Ａ，Ｂ", "20 November(Beijing):A,B"),
        ("a\u00a0b\u3000c\u200bd\ufeffe", "a b c d e"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("“Quotes” – and dashes — stay", "“Quotes” – and dashes — stay"),
        ("第五届论坛。来自30个国家！", "第五届论坛。来自30个国家！"),
    ],
)
def test_odd_characters_become_ordinary_ones_in_place(text: str, plain: str) -> None:
    assert even_out(text) == plain
    assert len(plain) == len(text)


def test_a_plain_text_keeps_single_asterisks_and_brackets() -> None:
    assert blank_inline("5 * 3 [Photo] a_b", markdown=False) == "5 * 3 [Photo] a_b"


def test_front_matter_is_blanked_but_for_its_title() -> None:
    document = make_document('---\ntitle: "Forum\\_A opens"\ndate: 2024-05-03\nlayout: post\n---\nIt opened.\n', file_name="a.md")
    assert document.plain.split() == ["Forum", "A", "opens", "It", "opened."]
    assert (document.title, document.published) == ("Forum A opens", "2024-05-03")
    assert document.published_span is not None
    assert document.published_span.of(document.text) == "2024-05-03"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_offsets_hold_with_any_line_end(line_end: str) -> None:
    document = make_document(line_end.join(["Seminar on water", "", "Venue: Hall 1", "", "It was held."]))
    assert len(document.plain) == len(document.text)
    assert [(s.kind, s.span.of(document.text)) for s in document.sections] == [
        ("title", "Seminar on water"),
        ("label", "Hall 1"),
        ("body", "It was held."),
    ]


def test_a_wiki_page_is_read_without_its_marks() -> None:
    text = (
        "{{Infobox event\n| name = Harbour Forum\n}}\n"
        "The '''Harbour Forum''' met in [[Tallinn|the town]] on 3 May.<ref>Kask, p. 2.</ref>\n\n"
        "== Editions ==\n{| class='wikitable'\n! Year !! Town\n|-\n| 2006 || [[Varna]]\n|-\n| 2008\n| [[Trabzon]]\n|}\n"
    )
    document = make_document(text, file_name="a.txt")
    words = [(section.kind, " ".join(section.span.of(document.plain).split())) for section in document.sections]
    assert ("body", "The Harbour Forum met in the town on 3 May.") in words or (
        "title",
        "The Harbour Forum met in the town on 3 May.",
    ) in words
    assert ("heading", "Editions") in words
    assert any("2006 | Varna" in line for _, line in words)
    assert any("2008 | Trabzon" in line for _, line in words)
    assert not any("Infobox" in line or "Kask" in line for _, line in words)
