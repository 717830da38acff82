from pathlib import Path

import pytest

from kg.model import Document
from kg.read import Source, read_document

WORDS = (
    "The Forum on Rivers met in Graz on 4 June 2024 and gathered three hundred guests from forty countries "
    "who spoke of rivers for two long days."
)


def read(tmp_path: Path, page: str | bytes) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_document(Source(path, "page.html"))


def cut(document: Document) -> list[tuple[str, str, str]]:
    return [(section.kind, section.label, section.span.of(document.text)) for section in document.sections]


ARTICLE = f"""<!DOCTYPE html><html lang="en"><head><title>Rivers: a forum | The News</title>
<link rel="canonical" href="https://news.example/2024/06/rivers"><style>p{{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><div class="cookie">We use cookies</div>
<article><h1>Rivers: a forum</h1><p class="meta">Graz, 5 June &middot; 22:14 h</p><p>{WORDS}</p>
<figure><img alt="x"><figcaption>Guests at the lake</figcaption></figure>
<p>The 13<sup>th</sup> one, with Dr.&nbsp;A&shy;na <em>Silva</em>,<br>is next. <!-- sic --></p>
<dl><dt>Date</dt><dd>4 June 2024</dd><dt>Venue:</dt><dd>Lake Hall</dd></dl>
<table><tr><th>Time</th><th>Item</th></tr>
<tr><td>10:00&ndash;10:30</td><td>Opening</td></tr><tr><td>Host</td><td>City of Graz</td></tr></table>
<h2>What next</h2><ul><li>One more meeting is planned.</li></ul><script>evil()</script></article>
<aside><h3>Also in Rivers</h3><ul><li><a>Call for entries</a></li>
<li><a>Workshop on fish, Manama, 12&ndash;13 February</a></li></ul></aside>
<footer>&copy; 2024 The News</footer></body></html>"""


def test_a_page_is_read_line_by_line(tmp_path: Path) -> None:
    assert cut(read(tmp_path, ARTICLE)) == [
        ("title", "", "Rivers: a forum"),
        ("boilerplate", "", "Graz, 5 June · 22:14 h"),
        ("body", "", WORDS),
        ("caption", "", "Guests at the lake"),
        ("body", "", "The 13th one, with Dr. Ana Silva,\nis next."),
        ("label", "Date", "4 June 2024"),
        ("label", "Venue", "Lake Hall"),
        ("heading", "", "Time | Item"),
        ("agenda", "", "10:00–10:30 | Opening"),
        ("label", "Host", "City of Graz"),
        ("heading", "", "What next"),
        ("body", "", "One more meeting is planned."),
        ("boilerplate", "", "Also in Rivers"),
        ("boilerplate", "", "Call for entries"),
        ("body", "", "Workshop on fish, Manama, 12–13 February"),
        ("boilerplate", "", "© 2024 The News"),
    ]


def test_the_head_of_a_page_describes_it(tmp_path: Path) -> None:
    document = read(tmp_path, ARTICLE)
    assert (document.title, document.publisher, document.published) == ("Rivers: a forum", "The News", "2024-06-05")
    assert (document.source, document.media_type) == ("https://news.example/2024/06/rivers", "text/html")
    assert len(document.plain) == len(document.text)


def test_a_page_that_names_no_main_part_is_cut_by_trafilatura(tmp_path: Path) -> None:
    page = f"""<html><head><title>Pact signed - Lake University</title>
    <meta property="article:published_time" content="2024-06-05T08:00:00+02:00"></head>
    <body><div><a href="/">Home</a> <a href="/n">News</a></div><div><h1>Pact signed</h1><p>{WORDS}</p><p>{WORDS[::-1]}</p>
    <dl><dt>Venue</dt><dd>Senate Hall</dd></dl></div><div><a href="/x">Study with us</a></div></body></html>"""
    document = read(tmp_path, page)
    assert [kind for kind, _, _ in cut(document)] == ["title", "body", "body", "label"]
    assert (document.published, document.publisher) == ("2024-06-05", "Lake University")


def test_linked_data_gives_the_date(tmp_path: Path) -> None:
    data = '{"@graph": [{"@type": "NewsArticle", "headline": "H", "datePublished": "2024-06-05", "publisher": {"name": "P"}}]}'
    document = read(tmp_path, f'<script type="application/ld+json">{data}</script><article><p>{WORDS}</p></article>')
    assert (document.title, document.published, document.publisher) == ("H", "2024-06-05", "P")


@pytest.mark.parametrize(("lang", "published"), [("en-US", "2024-08-01"), ("en-GB", "2024-01-08")])
def test_the_language_decides_which_number_is_the_month(lang: str, published: str, tmp_path: Path) -> None:
    page = f"<html lang='{lang}'><body><article><h1>A forum</h1><p>Posted 08/01/2024</p><p>{WORDS}</p></article></body></html>"
    assert read(tmp_path, page).published == published


def test_a_declared_legacy_charset_is_believed(tmp_path: Path) -> None:
    document = read(tmp_path, b"<meta charset='iso-8859-1'><p>The \x93Forum\x94 met in Orl\xe9ans.</p>")
    assert document.text == "The “Forum” met in Orléans."


def test_the_same_page_gives_the_same_text(tmp_path: Path) -> None:
    assert read(tmp_path, ARTICLE) == read(tmp_path, ARTICLE)


def test_deeply_nested_markup_is_no_trouble(tmp_path: Path) -> None:
    assert "deep" in read(tmp_path, "<div>" * 1500 + f"<p>deep {WORDS}</p>").text


def test_what_stands_on_lines_of_its_own_in_a_cell_stays_apart(tmp_path: Path) -> None:
    page = (
        "<html><body><main><h1>Harbour Summit 2025</h1><p>Riga, 15-16 May 2025</p><h2>15 May</h2><table>"
        "<tr><th>10:00</th><td><b>Opening plenary</b><br>Mari Tamm, Lake University<br>Jaan Kask</td></tr>"
        "<tr><th>11:30</th><td><p>Workshop:</p><p>Ports</p></td></tr><tr><th>15:00</th><td>Debate</td></tr></table>"
        f"<p>{'Guests from forty harbours are expected. ' * 20}</p></main></body></html>"
    )
    document = read(tmp_path, page)
    assert "10:00 | Opening plenary; Mari Tamm, Lake University; Jaan Kask" in document.text
    assert "11:30 | Workshop: Ports" in document.text
    assert not document.published
