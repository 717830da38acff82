from itertools import pairwise
from typing import NamedTuple

import pytest

from kg.model import Document
from kg.read import make_document

LONG = (
    "It gathered three hundred guests from forty countries, who spoke for two days of rivers, seeds and schools. It then closed."
)


class Piece(NamedTuple):
    """A section as a test sees it."""

    kind: str
    text: str
    label: str = ""


def cut(text: str, file_name: str = "a.txt") -> list[Piece]:
    document = make_document(text, file_name=file_name)
    return [Piece(s.kind, " ".join(s.span.of(document.plain).split()), s.label) for s in document.sections]


def kinds(text: str, file_name: str = "a.txt") -> list[str]:
    return [piece.kind for piece in cut(text, file_name)]


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("Date: 3 May 2024", "Date", "3 May 2024"),
        ("Theme:Schools for all", "Theme", "Schools for all"),
        ("Venue：Hall 5", "Venue", "Hall 5"),
        ("**Date:** 3 May 2024", "Date", "3 May 2024"),
        ("**Venue**: Hall 5", "Venue", "Hall 5"),
        ("- Organizers: Harbour Institute", "Organizers", "Harbour Institute"),
        ("**地点：** 北京", "地点", "北京"),
        ("When & where: 2 May, Hall 4", "When & where", "2 May, Hall 4"),
        ("WHEN: Thursday, 2 May, 9:00 a.m.", "WHEN", "Thursday, 2 May, 9:00 a.m."),
        ("| Venue | Hall 5 |", "Venue", "Hall 5"),
    ],
)
def test_a_labelled_line_gives_its_value(line: str, label: str, value: str) -> None:
    assert Piece("label", value, label) in cut(f"A forum\n\n{line}\n\n{LONG}", "a.md")


def test_a_label_that_stands_alone_takes_the_lines_under_it() -> None:
    text = f"A forum\n\nCountries Involved:\nChile, Peru and others.\n\nSpeakers:\n\n- Ana Silva\n- Jon Berg\n\n{LONG}"
    assert cut(text)[1:4] == [
        Piece("label", "Chile, Peru and others.", "Countries Involved"),
        Piece("label", "Ana Silva", "Speakers"),
        Piece("label", "Jon Berg", "Speakers"),
    ]


@pytest.mark.parametrize(
    "line",
    ["13:30–13:40  Opening Ceremony", "09:00 Registration", "10.15 - 11.00 Panel", "2 pm Panel", "12 May, 9:30-10:00 Welcome"],
)
def test_a_line_of_a_programme_is_kept_whole(line: str) -> None:
    assert Piece("agenda", " ".join(line.split())) in cut(f"A forum\n\n{LONG}\n\nProgramme\n{line}\n")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Why It Matters: It shows the way.", "commentary"),
        ("Photo: A. Writer", "caption"),
        ("(Photo 1: The stage. Photo 2: The hall.)", "caption"),
        ("Delegates after the opening. Photo courtesy of the Institute.", "caption"),
        ("© 2025 The News. All rights reserved.", "boilerplate"),
        ("SHARE  f  X  in", "boilerplate"),
        ("READ NEXT: Five places for spring", "boilerplate"),
        ("Related: A contest / The weather", "boilerplate"),
        ("Edited by the night desk.", "boilerplate"),
        ("By Jane Doe", "boilerplate"),
        ("Last updated on 3 May 2024", "boilerplate"),
        ("For more information, contact press@x.example.", "boilerplate"),
        ("By Tuesday the hall was full of guests.", "body"),
        ("Copyright offices of ten countries signed it.", "body"),
        ("Share of women among the speakers rose to a half.", "body"),
        ("Background. It was founded in 1998.", "body"),
        ("- five centres opened;", "body"),
    ],
)
def test_a_line_is_known_by_its_words(line: str, kind: str) -> None:
    assert cut(f"A forum\n\n{LONG}\n\n{line}\n\nThe next forum meets in Lima.\n")[2].kind == kind


def test_a_short_sentence_before_a_commentary_is_a_caption() -> None:
    assert kinds(f"A forum\n\n{LONG}\nThe opening ceremony in session.\nWhy It Matters: It does.") == [
        "title",
        "body",
        "caption",
        "commentary",
    ]


def test_what_stands_under_media_contact_is_no_report() -> None:
    assert kinds(f"A forum\n\n{LONG}\n\nMedia contact\n\nJane Doe\n\nCity Hall, Riga") == ["title", "body"] + 3 * ["boilerplate"]


def test_a_masthead_is_not_the_title() -> None:
    assert cut(f"MORNING BULLETIN — Monday, January 6, 2025 — page 4\n\nMinisters meet in Riga\n\n{LONG}")[:2] == [
        Piece("boilerplate", "MORNING BULLETIN — Monday, January 6, 2025 — page 4"),
        Piece("title", "Ministers meet in Riga"),
    ]


def test_a_digest_item_may_have_two_towns_in_capitals_before_its_dash() -> None:
    towns = ("LIMA", "RIGA/DOHA", "SUVA")
    text = "Wire digest\n\n" + "\n\n".join(f"{town} — The Forum on sand met. {LONG}" for town in towns)
    assert {s.item for s in make_document(text).sections if s.kind == "body"} == {1, 2, 3}


def test_a_line_of_capitals_without_end_is_read() -> None:
    assert kinds(f"A forum\n\n{LONG}\n\n{'A' * 400}\n") == ["title", "body", "body"]


TOPICS = [(1, "rivers", "Riga", "里加河流论坛"), (2, "seeds", "Lima", "利马种子论坛"), (3, "sand", "Doha", "多哈沙论坛")]


def digest(second_copy: bool = False) -> str:
    items = [
        f"{number}. Forum on {topic} held in {city}\n{native}\nThe Forum on {topic} met. {LONG}\nWhy It Matters: Of {topic}."
        for number, topic, city, native in TOPICS
    ]
    copy = items[0].split("\n", 1)[1:] + items[1:] if second_copy else []
    return "\n".join(items + copy)


def items_of(document: Document) -> list[tuple[str, int]]:
    return [(section.kind, section.item) for section in document.sections]


def test_the_items_of_a_digest_are_numbered() -> None:
    one = ["heading", "heading", "body", "commentary"]
    assert items_of(make_document(digest())) == [(kind, item) for item in (1, 2, 3) for kind in one]


def test_a_second_copy_of_a_digest_is_a_repeat_with_the_same_items() -> None:
    second = items_of(make_document(digest(second_copy=True)))[12:]
    assert second == 3 * [("repeat", 1)] + 4 * [("repeat", 2)] + 4 * [("repeat", 3)]


def test_headings_with_numbers_make_a_digest_even_with_lists_in_it() -> None:
    text = f"# Week\n\n## 1. Forum A\n\n{LONG}\n\n1. one\n2. two\n\n## 2. Forum B\n\nAnother one. {LONG}\n"
    assert [item for _, item in items_of(make_document(text, file_name="a.md"))] == [0, 1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize("mark", ["{}. ", "{} ", "{}.&nbsp;&nbsp; ", "{}\t"])
def test_numbered_paragraphs_are_no_digest_and_lose_their_numbers(mark: str) -> None:
    paragraphs = [f"{mark.format(number)}The ministers met in room {number}. {LONG} {LONG}" for number in (1, 2, 3)]
    document = make_document("A statement\n\n" + "\n\n".join(paragraphs), file_name="a.md")
    assert items_of(document) == [("title", 0), ("body", 0), ("body", 0), ("body", 0)]
    assert all(section.span.of(document.plain).startswith("The ministers") for section in document.sections[1:])


def test_one_numbered_headline_makes_no_digest() -> None:
    assert {item for _, item in items_of(make_document(f"1. Forum on rivers\n{LONG}\n2. Wine"))} == {0}


def test_a_list_of_short_lines_is_no_digest() -> None:
    text = f"A forum\n\n{LONG}\n\n1.Launch of a fund;\n\n2.Start of an alliance;\n\n3.Signing of a pact.\n\n{LONG[::-1]}"
    assert {item for _, item in items_of(make_document(text))} == {0}


def test_lines_wrapped_by_hand_are_joined() -> None:
    text = (
        "A FORUM MEETS\n\nMinisters of labour from nine countries met on Thursday at the lake for the\n"
        "2nd Dialogue, which is hosted by the Ministry of Labour and is open to all\nof its members.\n\n"
        "WHAT: 2nd Dialogue\nWHERE: Lake Hall\n"
    )
    assert [piece.kind for piece in cut(text)] == ["title", "body", "label", "label"]


def test_a_quoted_theme_on_its_own_line_stays_with_its_sentence() -> None:
    assert kinds(f"A forum\n\nThe institute will hold the forum themed:\n“Seeds for all.”\n\n{LONG}") == ["title", "body", "body"]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_sections_are_in_order_apart_and_cover_the_words(name: str) -> None:
    text = f"{digest(second_copy=True)}\n\nDate: 3 May\n\n| a | b |\n|---|---|\n| c | d |\n\n* x\n* y\n\n{LONG}\n© 2024 Us\n"
    document = make_document(text, file_name=name)
    spans = [section.span for section in document.sections]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    left = list(document.plain)
    for span in spans:
        left[span.start : span.end] = " " * len(span)
    assert "".join(left).split() == ["Date:"]


def test_each_headed_piece_of_a_newsletter_is_an_item_of_its_own() -> None:
    text = (
        f"Harbour Institute Newsletter\n\nDear friends,\n\nGUESTS\n{LONG}\n\nJOURNEYS\n{LONG[:-8]} again.\n\nNOTICES\n{LONG[3:]}"
    )
    assert [item for kind, item in items_of(make_document(text)) if kind == "body"] == [0, 1, 2, 3]


def test_the_headings_of_an_article_do_not_make_items() -> None:
    text = f"A forum on seeds\n\nIt was held.\n\nGUESTS\n{LONG}\n\nJOURNEYS\n{LONG[:-8]} again.\n\nNOTICES\n{LONG[3:]}"
    assert {item for _, item in items_of(make_document(text))} == {0}


def test_a_text_wrapped_by_hand_below_a_wide_letterhead_keeps_its_paragraphs() -> None:
    text = (
        "                     THE COMMISSION OF THE HARBOURS OF THE NORTH               PRESS RELEASE\n"
        "                     NOTE TO THE EDITORS OF ALL PAPERS                              No. 7/94\n\n"
        "   The third and last of the meetings on tides and nets was opened on Monday by\n"
        "Mr. Jaan Kask, and it closed with a dinner to which guests had come from Oslo on\n"
        "30 and 31 May. Its two workshops were held at Riga. The meeting elected\n"
        "Ms. Mari Tamm chair and Mr. Olav Berg rapporteur, and it thanked the port and its\n"
        "pilots. A fourth meeting is to be held.\n"
    )
    assert [piece.text for piece in cut(text) if piece.kind == "body"] == [" ".join(text.split("\n\n")[1].split())]
