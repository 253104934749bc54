"""The three forms of a picture: what they say, what they refuse, and that they need nothing else."""

# ruff: noqa: RUF001 - an en dash stands between two times of day

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import timedelta
from itertools import pairwise, product
from pathlib import Path

import pytest
from attrs import evolve

import innbyggertorg.picture
from innbyggertorg.conflicts import ConflictKind
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.language.tables import TABLES
from innbyggertorg.limits import Limits
from innbyggertorg.model import Contact, EventStatus, LocalText, Organisation, Programme, Sector, Visibility
from innbyggertorg.picture import week_picture
from innbyggertorg.picture.words import PICTURE_WORDS
from support.pictured import EVENTS, MONDAY, NOW, PROGRAMME, TORG, event, tags

PICTURE = week_picture(PROGRAMME, "torget", MONDAY, now=NOW)
EMPTY = week_picture(Programme(torgs=(TORG,)), "torget", MONDAY)
SVG = "{http://www.w3.org/2000/svg}"


def one(*events, **more):
    return week_picture(Programme(torgs=(TORG,), events=events), "torget", MONDAY, conflicts=False, **more)


# --- text ---------------------------------------------------------------------------------------------

WEDNESDAY = """\
Onsdag 27. oktober                                 Betjent 10–16, meråpent 08–22
         08      10      12      14      16      18      20      22
  Scene  ░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░██████████░░░░░░░░░░
         17.00–19.30  Kor
  Sal-1  ░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒????▒▒▒▒░░░░░░░░░░░░░░░░░░░░░░░░
         14.00–15.00  Kurs (foreløpig)
  Sal-2  ░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░xxxxxxxx░░░░░░░░
         18.00–20.00  Møte (avlyst)
"""


def test_a_day_has_a_bar_for_each_room_and_its_titles():
    said = one(
        event("kor", 2, 17, 2.5, "scene", title=LocalText(nb="Kor")),
        event("kurs", 2, 14, 1, "sal-1", title=LocalText(nb="Kurs"), status=EventStatus.PROPOSED),
        event("mote", 2, 18, 2, "sal-2", title=LocalText(nb="Møte"), status=EventStatus.CANCELLED),
    ).to_text()
    assert WEDNESDAY in said


def test_text_is_the_same_without_and_with_colour_but_for_the_codes():
    plain, coloured = PICTURE.to_text(), PICTURE.to_text(colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1mTorget\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9]m|\x1b\[31m", "", coloured) == plain


def test_text_tells_of_conflicts_closures_and_the_clocks():
    said = PICTURE.to_text()
    assert "! Bare betjent i dag" in said
    assert "12.00–15.00  storsamling (konflikt" in said
    assert "Klokka stilles tilbake: døgnet har 25 timer" in said
    assert "\nKonflikter\n  1. " in said
    assert "Stengt\n" in said


def test_an_empty_week_says_so_day_by_day():
    assert EMPTY.to_text().count("Ingen arrangementer") == 7


def test_a_cut_list_of_conflicts_says_so():
    cut = week_picture(PROGRAMME, "torget", MONDAY, limits=Limits(conflicts=1))
    assert "Det finnes flere konflikter enn disse." in cut.to_text()
    assert "Det finnes flere konflikter enn disse." in cut.to_html()


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"width": 39}, InvalidValueError),
        ({"width": 401}, InvalidValueError),
        ({"width": 80.0}, WrongTypeError),
        ({"width": True}, WrongTypeError),
        ({"colour": 1}, WrongTypeError),
    ],
    ids=str,
)
def test_text_refuses_what_it_cannot_do(more, error):
    with pytest.raises(error):
        PICTURE.to_text(**more)


def test_wide_letters_count_as_two_and_marks_as_none():
    wide = one(event("x", 0, 10, 1, "scene", title=LocalText(nb="会議" * 40)))
    assert (
        max(sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) for line in wide.to_text().splitlines())
        <= 80
    )


@pytest.mark.parametrize(
    ("week", "language", "heading"),
    [
        ((2021, 43), "nb", "Uke 43 · 25.–31. oktober 2021"),
        ((2021, 48), "nb", "Uke 48 · 29. november–5. desember 2021"),
        ((2026, 53), "nb", "Uke 53 · 28. desember 2026–3. januar 2027"),
        ((2021, 43), "nn", "Veke 43 · 25.–31. oktober 2021"),
        ((2021, 43), "en", "Week 43 · 25–31 October 2021"),
        ((2021, 48), "en", "Week 48 · 29 November–5 December 2021"),
    ],
)
def test_the_heading_says_the_week_and_its_days(week, language, heading):
    picture = week_picture(Programme(torgs=(TORG,)), "torget", week, language=language)
    assert picture.to_text().splitlines()[1] == heading
    assert f'<p class="dates">{heading}</p>' in picture.to_html()


@pytest.mark.parametrize(
    ("when", "times"),
    [
        pytest.param((1, 10, 1.5), {1: "10.00–11.30"}, id="within a day"),
        pytest.param((1, 22, 2), {1: "22.00–00.00"}, id="until midnight"),
        pytest.param((1, 22, 8), {1: "22.00–06.00"}, id="until six in the morning"),
        pytest.param((1, 22, 8.5), {1: "fra 22.00", 2: "til 06.30"}, id="past six"),
        pytest.param((1, 2, 25), {1: "fra 02.00", 2: "til 03.00"}, id="longer than a day and a night"),
        pytest.param((6, 0.5, 28), {6: "fra 00.30"}, id="so at the end of the week"),
        pytest.param((1, 12, 48), {1: "fra 12.00", 2: "hele dagen", 3: "til 12.00"}, id="three days"),
        pytest.param((6, 20, 4), {6: "20.00–00.00"}, id="until the end of the week"),
        pytest.param((6, 20, 11), {6: "fra 20.00"}, id="beyond the end of the week"),
        pytest.param((-1, 20, 8), {0: "til 04.00"}, id="from before the week"),
        pytest.param(
            (-1, 12, 12 + 7 * 24 + 2), dict.fromkeys(range(7), "hele dagen"), id="all week and more"
        ),
        pytest.param((2, None, 2), {2: "Hele dagen", 3: "Hele dagen"}, id="whole days"),
    ],
)
def test_a_block_says_its_times_on_each_of_its_days(when, times):
    picture = one(event("kor", *when, "scene", title=LocalText(nb="Kor")))
    found, days = {}, picture.to_text().split("\n\n")[1:8]
    for number, lines in enumerate(days):
        said = [line.strip() for line in lines.splitlines() if line.endswith("  Kor")]
        found.update((number, line.removesuffix("  Kor")) for line in said)
    assert found == times


# --- the drawing --------------------------------------------------------------------------------------


def test_the_drawing_is_xml_with_a_text_alternative_that_says_all_of_it():
    root = ET.fromstring(PICTURE.to_svg())
    assert root.get("role") == "img"
    title, described = (root.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert title.text == "Torget, Uke 43 · 25.–31. oktober 2021"
    for block in PICTURE.blocks:
        assert block.title in described.text
    for note in PICTURE.conflicts:
        assert note.sentence in described.text


def test_the_drawing_takes_what_xml_does_not():
    said = one(event("x", 0, 10, 1, "scene", title=LocalText(nb="a\ufffe\uffffb <&>]]>"))).to_svg()
    assert "a\ufffd\ufffdb <&>]]>" in "".join(ET.fromstring(said).itertext())


# --- the page -----------------------------------------------------------------------------------------


def test_the_page_asks_for_nothing_and_runs_nothing():
    page = PICTURE.to_html(subscribe="https://example.org/f.ics")
    assert not {name for name, _ in tags(page)} & {"script", "img", "iframe", "object", "base"}
    assert not re.search(r"url\(|@import|@font-face", page)
    assert not [
        names for _, names in tags(page) if "style" in names or any(n.startswith("on") for n in names)
    ]
    assert [name for name, _ in tags(page)].count("link") == 1


def test_the_page_has_its_language_and_headings_in_order():
    page = week_picture(PROGRAMME, "torget", MONDAY, language="nn").to_html()
    assert '<html lang="nn">' in page
    levels = [int(name[1]) for name, _ in tags(page) if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/f.ics",
        "HTTP://example.org",
        "webcal://example.org/f.ics?a=1&b=2",
        "webcals://example.org/f.ics",
        "/torget.ics",
        "torget.ics",
        "?week=43",
        "#today",
        "../a/b:c",
        "/søndag",
    ],
)
def test_a_link_is_written_as_it_is(link):
    page = PICTURE.to_html(subscribe=link, previous=link, following=link)
    assert page.count(f'href="{link.replace("&", "&amp;")}"') >= 4


@pytest.mark.parametrize("option", ["subscribe", "previous", "following"])
@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("javascript:alert(1)", InvalidValueError),
        ("JavaScript:alert(1)", InvalidValueError),
        (" javascript:alert(1)", InvalidValueError),
        ("java\tscript:alert(1)", InvalidValueError),
        ("data:text/html,x", InvalidValueError),
        ("//example.org/x", InvalidValueError),
        ("\\\\example.org", InvalidValueError),
        ("https://user@example.org", InvalidValueError),
        ("https://", InvalidValueError),
        ('/a"b', InvalidValueError),
        ("/a b", InvalidValueError),
        ("", InvalidValueError),
        ("/" + "a" * 3000, InvalidValueError),
        ("/\ud800", InvalidValueError),
        (b"/a", WrongTypeError),
    ],
    ids=repr,
)
def test_a_link_that_means_harm_is_refused(option, link, error):
    with pytest.raises(error):
        PICTURE.to_html(**{option: link})


def test_data_is_written_so_that_it_ends_nothing():
    data = {"@type": "Event", "name": "</script><script>alert(1)</script><!-- & \u2028 å"}
    page = PICTURE.to_html(data=data)
    assert [name for name, _ in tags(page)].count("script") == 1
    inner = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(inner) == data
    assert "<" not in inner


@pytest.mark.parametrize(
    "data", [{1, 2}, float("nan"), object(), {"a": b"b"}], ids=["set", "nan", "object", "bytes"]
)
def test_data_that_is_not_json_is_refused(data):
    with pytest.raises(InvalidValueError):
        PICTURE.to_html(data=data)


def test_data_nested_without_end_is_refused():
    data = []
    data.append(data)
    with pytest.raises(InvalidValueError):
        PICTURE.to_html(data=data)


def test_the_head_takes_more_markup():
    assert '<meta name="robots" content="noindex"></head>' in PICTURE.to_html(
        head='<meta name="robots" content="noindex">'
    )
    with pytest.raises(WrongTypeError):
        PICTURE.to_html(head=None)
    with pytest.raises(InvalidValueError):
        PICTURE.to_html(head="\ud800")


def test_a_busy_block_is_no_event_and_has_no_name():
    page = week_picture(PROGRAMME, "torget", MONDAY, visibility="busy").to_html()
    assert "Opptatt" in page
    hidden = next(each for each in EVENTS if each.id == "vakt")
    assert hidden.uid not in page
    assert "vakt" not in page


def test_nothing_private_is_in_any_form():
    """Whoever is behind an event is not shown; a private organisation is not named in a conflict either."""
    contact = Contact(name="CANARY", email="canary@example.org", phone="+47 99 99 99 99")
    kari = Organisation(id="kari", name=LocalText(nb="CANARY"), sector=Sector.PRIVATE, contact=contact)
    secret = event("canary", 0, 18, 2, "sal-1", title=LocalText(nb="CANARY"), visibility=Visibility.INTERNAL)
    events = tuple(evolve(each, organiser="kari") for each in (*EVENTS, secret))
    torg = evolve(TORG, contact=contact, operator="kari")
    there = evolve(PROGRAMME, torgs=(torg,), organisations=(kari,), events=events)
    for visibility, language in product(("public", "busy"), ("nb", "nn", "en")):
        picture = week_picture(there, "torget", MONDAY, visibility=visibility, language=language)
        assert any(note.kind is ConflictKind.ORGANISER for note in picture.conflicts)
        assert any(note.kind is ConflictKind.ROOM for note in picture.conflicts)
        for form in (repr(picture), picture.to_html(), picture.to_svg(), picture.to_text()):
            assert not re.search("canary|99 99|vakt|utkast", form, re.IGNORECASE)


def test_today_is_marked_and_can_be_gone_to():
    page = PICTURE.to_html()
    assert '<a href="#today" class="to-today">I dag</a>' in page
    assert page.count('id="today"') == 1
    later = week_picture(PROGRAMME, "torget", MONDAY, now=NOW + timedelta(days=30)).to_html()
    assert 'id="today"' not in later
    assert "#today" not in later


def test_the_same_bytes_come_out_whatever_the_hash_seed_and_the_zone():
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from support.pictured import *\n"
        "from innbyggertorg import week_picture\n"
        "p = week_picture(PROGRAMME, 'torget', MONDAY, now=NOW, visibility='internal')\n"
        "print(hashlib.sha256((p.to_html() + p.to_svg() + p.to_text()).encode()).hexdigest())"
    )
    tests = str(Path(__file__).parents[2])
    found = {
        subprocess.run(
            [sys.executable, "-c", program, tests],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    assert len(found) == 1


# --- words and colours --------------------------------------------------------------------------------


def test_every_language_has_every_word():
    assert set(PICTURE_WORDS) == set(TABLES)
    tables = list(PICTURE_WORDS.values())
    for name in tables[0].__slots__:
        values = [getattr(table, name) for table in tables if not name.startswith("_")]
        if values and isinstance(values[0], str):
            assert all(values)
            assert len({tuple(sorted(re.findall(r"\{(\w+)\}", value))) for value in values}) == 1


CSS = (Path(innbyggertorg.picture.__file__).parent / "page.css").read_text("utf-8")
COLOUR = re.compile("--([a-z-]+): (#[0-9a-f]{6});")
SCHEMES = [dict(COLOUR.findall(part)) for part in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)]
BANDS = ["closed", "appointment", "self", "staffed"]
PAIRS = [
    *product(["ink"], ["paper", "sheet", *BANDS, "warn-soft"]),
    *product(["soft"], ["paper", "sheet", *BANDS]),
    *product(["brand"], ["paper", "sheet"]),
    ("on-brand", "brand"),
    ("alarm", "alarm-soft"),
    ("warn", "warn-soft"),
    ("warn", "sheet"),
]


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "paper"])
@pytest.mark.parametrize(("text", "behind"), PAIRS, ids=str)
def test_text_stands_out_from_what_is_behind_it(scheme, text, behind):
    light, dark = sorted((luminance(SCHEMES[scheme][name]) for name in (text, behind)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_colours_of_the_drawing_are_those_of_the_page():
    drawn = (Path(innbyggertorg.picture.__file__).parent / "svg.css").read_text("utf-8")
    schemes = [dict(COLOUR.findall(part)) for part in re.findall(r":root \{(.*?)\}", drawn, re.DOTALL)]
    for page, drawing in zip(SCHEMES, schemes, strict=False):
        assert drawing.items() <= page.items()
