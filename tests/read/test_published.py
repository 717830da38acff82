import pytest

from kg.read import make_document
from kg.read.published import read_date

HEADS = [
    ("Release time:Oct 15,2025", "2025-10-15"),
    ("Published on 3 May 2024", "2024-05-03"),
    ("Posted 08/01/2025 · Tunis", "2025-01-08"),
    ("26 Jul 2018 Posted in Press releases", "2018-07-26"),
    ("Fri, 25 Mar 2022 14:05:19 +0000", "2022-03-25"),
    ("Media Release, 12/01/2006, Prime Minister", "2006-01-12"),
    ("Press release – 3 May 2024", "2024-05-03"),
    ("City Desk · Riga · Friday, 3 May 2024 · updated 19:40", "2024-05-03"),
    ("Window  |  2023-08-30 09:12  |  Clicks: 204", "2023-08-30"),
    ("2025-05-02 10:20 来源: 新闻网", "2025-05-02"),
    ("发布时间：2025年10月15日", "2025-10-15"),
    ("Last updated on 30 August 2018", "2018-08-30"),
    ("Date: 3 May 2024", "2024-05-03"),
    ("*Ports Authority, Press Office. Tallinn, Friday, 3 May 2024. For planning only.*", "2024-05-03"),
]
DATELINES = [
    ("Singapore, 2 October 2023 – The minister will attend.", "2023-10-02"),
    ("HANOI, 5 June (VNA) – The forum of 2024 opened on Wednesday.", "2024-06-05"),
    ("18 September 2021 – Two bodies signed an agreement today.", "2021-09-18"),
    ("(Xinhua) Beijing, May 12, 2025 -- The fair opened.", "2025-05-12"),
    ("BEIJING, May 12 (Xinhua) -- The 2025 fair opened.", "2025-05-12"),
    ("GENEVA, Switzerland, May 3, 2024 /PR Service/ -- Ministers met.", "2024-05-03"),
]
NONE = [
    "On 3 May 2024 the forum opened in Rome.",
    "The forum will be held from 3 to 5 May 2024 in Rome.",
    "3–5 May 2024, Rome",
    "The 3rd Forum. Rome, 3 May 2024. Programme",
    "Date: 3 May 2024\nVenue: Hall 1",
    "Time:  October 22 09:00-22 12:00,2021\nRoom: Hall No. 1",
    "When & where: 2 May 2024, Hall 4",
    "**时间：** 2025年5月1日",
    "Workshop, Manama, from 12 to 13 February 2024",
]


@pytest.mark.parametrize(("line", "published"), HEADS)
def test_a_line_under_the_title_says_when_it_was_published(line: str, published: str) -> None:
    document = make_document(f"A forum opens in Rome\n\n{line}\n\nThe forum was opened by two ministers.\n")
    assert document.published == published
    assert document.published_span is not None


@pytest.mark.parametrize(("line", "published"), DATELINES)
def test_a_dateline_says_when_it_was_published(line: str, published: str) -> None:
    document = make_document(f"A forum opens\n\n{line}\n")
    assert document.published == published
    assert [section.kind for section in document.sections] == ["title", "body"]


@pytest.mark.parametrize("line", NONE)
def test_the_date_of_an_event_is_not_the_publication(line: str) -> None:
    assert make_document(f"A forum opens\n\n{line}\n\nThere were 300 guests.\n").published == ""


def test_a_closing_line_says_when_it_was_published() -> None:
    lines = ["Two meetings", "The first was in May.", "The second was in June 2024.", "The third is open."] * 5
    assert make_document("\n\n".join([*lines, "— 6 November 2024\nThe views expressed are ours."])).published == "2024-11-06"


def test_the_weekday_decides_on_the_year() -> None:
    head = "Three days of schooling\n\nCity Desk · Riga · Wednesday, 31 January\n\n"
    text = head + "The first was in 2023, the 2024 one is over. In 2023 it was small, in 2023 it was new."
    assert make_document(text).published == "2024-01-31"


def test_the_address_gives_the_year_that_a_line_leaves_out() -> None:
    text = "A forum\n\nRiga, 1 October · 22:14 h\n\nThere was one in 2022, and again one in 2022."
    assert make_document(text, source="https://x.example/2025/10/forum").published == "2025-10-01"


@pytest.mark.parametrize("line", ["Rome · 3 – 5 May 2024", "Rome | from 3 to 5 May 2024", "3 and 4 May 2024 · Rome"])
def test_a_range_of_days_is_no_publication(line: str) -> None:
    assert make_document(f"A forum\n\n{line}\n\nIt had 300 guests.\n").published == ""


def test_an_update_at_the_head_gives_way_to_the_dateline() -> None:
    text = "A forum\n\nUpdated on 5 May 2024\n\nROME, 3 May 2024 – It opened today.\n"
    assert make_document(text).published == "2024-05-03"


def test_an_earlier_line_beats_the_last_update() -> None:
    text = "A forum\n\n26 Jul 2018 Posted in News\n\nIt was held.\n\nLast updated on 30 Aug 2018\n"
    assert make_document(text).published == "2018-07-26"


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024", "2024"),
        ("2024-05", "2024-05"),
        ("2024-05-03T10:00:00Z", "2024-05-03"),
        ("2024/5/3", "2024-05-03"),
        ("May 2024", "2024-05"),
        ("3rd of May, 2024", "2024-05-03"),
        ("2024-13-01", ""),
        ("31 June 2024", ""),
        ("soon", ""),
    ],
)
def test_dates_are_read_at_the_precision_stated(value: str, iso: str) -> None:
    assert read_date(value) == iso
