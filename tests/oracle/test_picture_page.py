"""The page and the drawing in a real browser: what is seen is what the programme says.

What there is to see is worked out here once more, from the programme and slowly, and not from the picture.
"""

# ruff: noqa: RUF001 - an en dash stands between two times of day

import json
import re
import shutil
import subprocess
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.model import Programme
from innbyggertorg.opening import AccessLevel
from innbyggertorg.picture import week_picture
from support.pictured import HOSTILE, MONDAY, NOW, PROGRAMME, TORG, hostile_programme

HERE = Path(__file__).parent
OSLO = zone("Europe/Oslo")
DAYS = [MONDAY + timedelta(days=number) for number in range(7)]
WINDOW = Interval(datetime.combine(MONDAY, time(), OSLO), datetime(2021, 11, 1, tzinfo=OSLO))
PHONE, SMALL, LAPTOP, SCREEN, PAPER = (390, 844), (320, 640), (1366, 768), (1920, 1080), (1047, 700)

PICTURES = {
    "week": lambda: week_picture(PROGRAMME, "torget", MONDAY, now=NOW, visibility="busy"),
    "empty": lambda: week_picture(Programme(torgs=(TORG,)), "torget", MONDAY, language="nn"),
    "crowd": lambda: week_picture(hostile_programme()[0], "torget", MONDAY, language="en"),
    "spring": lambda: week_picture(PROGRAMME, "torget", (2021, 12)),
}
VIEWS = [
    {"page": "week", "size": PHONE, "scheme": "light", "axe": True, "tabs": 80},
    {"page": "week", "size": PHONE, "scheme": "dark", "axe": True},
    {"page": "week", "size": LAPTOP, "scheme": "light", "axe": True, "tabs": 80},
    {"page": "week", "size": LAPTOP, "scheme": "dark", "axe": True},
    {"page": "week", "size": SCREEN, "scheme": "dark"},
    {"page": "week", "size": SCREEN, "scheme": "light"},
    {"page": "week", "size": SMALL, "scheme": "light"},
    {"page": "week", "size": PAPER, "scheme": "light", "media": "print"},
    {"page": "crowd", "size": PHONE, "scheme": "light"},
    {"page": "crowd", "size": SMALL, "scheme": "dark"},
    {"page": "crowd", "size": LAPTOP, "scheme": "dark", "axe": True},
    {"page": "crowd", "size": PAPER, "scheme": "dark", "media": "print"},
    {"page": "empty", "size": PHONE, "scheme": "dark", "axe": True},
    {"page": "empty", "size": LAPTOP, "scheme": "light"},
    {"page": "spring", "size": LAPTOP, "scheme": "light"},
    {"page": "drawing", "size": SCREEN, "scheme": "light"},
]


def named(view):
    return "-".join([view["page"], "x".join(map(str, view["size"])), view.get("media", view["scheme"])])


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Return what the browser sees in each view, by its name."""
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("chromium is not installed: Debian has it in chromium")
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    for package in ("playwright-core", "axe-core"):
        if not (HERE / "node_modules" / package).is_dir():
            pytest.skip(f"{package} is not installed: run `npm ci` in tests/oracle")
    folder = tmp_path_factory.mktemp("pages")
    pages = {}
    for name, make in PICTURES.items():
        pages[name] = folder / f"{name}.html"
        pages[name].write_text(make().to_html(subscribe="/torget.ics", previous="?uke=42"), "utf-8")
    pages["drawing"] = folder / "drawing.svg"
    pages["drawing"].write_text(PICTURES["week"]().to_svg(), "utf-8")
    views = [{**view, "width": view["size"][0], "height": view["size"][1]} for view in VIEWS]
    request = {"pages": {name: str(path) for name, path in pages.items()}, "views": views}
    done = subprocess.run(
        ["node", "judges/page.mjs"],
        check=False,
        cwd=HERE,
        input=json.dumps(request),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(map(named, VIEWS), json.loads(done.stdout), strict=True))


PAGES = [named(view) for view in VIEWS if view["page"] != "drawing"]
WIDE = [named(view) for view in VIEWS if view["page"] == "week" and view["size"] in {LAPTOP, SCREEN, PAPER}]
NARROW = [named(view) for view in VIEWS if view["page"] == "week" and view["size"] in {PHONE, SMALL}]
WITH_AXE = [named(view) for view in VIEWS if view.get("axe")]


# --- what there is to see, worked out from the programme alone ----------------------------------------


def clock(moment):
    return f"{moment.hour:02}.{moment.minute:02}"


def expected():
    """Yield room, day, title, times, state and minutes of everything that is to be seen."""
    names = {"storsal": ("Sal-1", "Sal-2")}
    for each in PROGRAMME.occurrences(WINDOW, torg="torget", visibility="internal"):
        if each.event.status.value == "draft":
            continue
        title = each.title.in_language("nb") if each.event.is_public else "Opptatt"
        rooms = [name for room in each.rooms for name in names.get(room, (room.capitalize(),))]
        for day in DAYS:
            start = datetime.combine(day, time())
            end = start + timedelta(days=1)
            if not isinstance(each.start, datetime):
                if each.start <= day < each.end:
                    for room in rooms or ["Uten eget rom"]:
                        yield room, day, title, "Hele dagen", each.status, None
                continue
            first, last = each.start.replace(tzinfo=None), each.end.replace(tzinfo=None)
            night = last - start < timedelta(hours=30) and first >= start
            if (
                first < end
                and last > start
                and (first >= start or last.date() > first.date() + timedelta(days=1) or last.hour >= 6)
            ):
                low = max(0, (first - start) / timedelta(minutes=1))
                high = (min(last, end) if not night else last) - start
                says = f"{clock(first)}–{clock(last)}"
                if not (first >= start and night):
                    says = (
                        f"fra {clock(first)}"
                        if first >= start
                        else f"til {clock(last)}"
                        if last <= end
                        else "hele dagen"
                    )
                for room in rooms or ["Uten eget rom"]:
                    yield room, day, title, says, each.status, (low, high / timedelta(minutes=1))


EXPECTED = sorted(expected(), key=str)


def what(card):
    return card["room"], card["date"], card["title"]


@pytest.mark.parametrize("name", WIDE)
def test_everything_is_to_be_seen_once_in_its_room_on_its_day(seen, name):
    found = sorted(map(what, seen[name]["cards"]))
    assert found == sorted((room, day.isoformat(), title) for room, day, title, *_ in EXPECTED)


@pytest.mark.parametrize("name", NARROW)
def test_a_phone_shows_everything_once_a_day(seen, name):
    found = sorted((card["date"], card["title"]) for card in seen[name]["cards"])
    assert found == sorted({(day.isoformat(), title) for _, day, title, *_ in EXPECTED})


@pytest.mark.parametrize("name", WIDE + NARROW)
def test_a_card_says_when_and_whether(seen, name):
    said = {(day.isoformat(), title): (says, status) for _, day, title, says, status, _ in EXPECTED}
    words = {"tentative": "Foreløpig", "cancelled": "Avlyst"}
    for card in seen[name]["cards"]:
        says, status = said[card["date"], card["title"]]
        assert card["text"].startswith(says)
        assert [word for word in words.values() if word in card["text"]] == [
            word for state, word in words.items() if state == status
        ]
        assert card["struck"] == (status == "cancelled")


@pytest.mark.parametrize("name", WIDE)
def test_a_card_stands_beneath_its_day_and_beside_its_room(seen, name):
    there = seen[name]
    days = {day["date"]: day["box"] for day in there["days"]}
    rooms = {room["name"]: room["box"] for room in there["rooms"]}
    for card in there["cards"]:
        box, day, room = card["box"], days[card["date"]], rooms[card["room"]]
        assert day["left"] - 1 <= box["left"] < box["right"] <= day["right"] + 1
        assert room["top"] - 1 <= box["top"] < box["bottom"] <= room["bottom"] + 1
    assert all(room["fits"] for room in there["rooms"])


@pytest.mark.parametrize("name", WIDE)
def test_a_bar_stands_at_its_hours(seen, name):
    """The hours written above a day say where its minutes are."""
    minutes = {(room, day.isoformat(), title): part for room, day, title, *_, part in EXPECTED}
    ticks = {day["date"]: day["ticks"] for day in seen[name]["days"]}
    columns = {day["date"]: day["box"] for day in seen[name]["days"]}
    checked = 0
    for card in seen[name]["cards"]:
        part = minutes[what(card)]
        if part is None:
            continue
        (first, left), *_, (last, right) = ticks[card["date"]]
        last += 24 if last < first else 0
        day = columns[card["date"]]
        per_minute = (right - left) / (last - first) / 60
        places = (left + (minute - 60 * first) * per_minute for minute in part)
        start, end = (min(max(place, day["left"]), day["right"]) for place in places)
        bar = card["bars"][0]
        assert bar["left"] == pytest.approx(start, abs=3)
        assert bar["right"] == pytest.approx(end, abs=4)
        checked += 1
    assert checked > 10


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_of_its_card(seen, name):
    for card in seen[name]["cards"]:
        for inner in card["inside"]:
            assert card["box"]["left"] - 1 <= inner["left"] <= inner["right"] <= card["box"]["right"] + 1


@pytest.mark.parametrize("name", [name for name in WIDE if "light" in name])
def test_the_background_has_the_levels_of_the_house(seen, name):
    colours = {}
    first, last = None, None
    hours = {day["date"]: day["ticks"] for day in seen[name]["days"]}
    for cell in seen[name]["cells"]:
        stops = re.findall(r"(rgb\([^)]*\)) ([\d.]+)%, \1 ([\d.]+)%", cell["background"])
        (first, left), *_, (last, right) = hours[cell["date"]]
        last += 24 if last < first else 0
        width = cell["box"]["right"] - cell["box"]["left"]
        for hour in range(first, last):
            at = (
                100
                * (left + (hour + 0.5 - first) * (right - left) / (last - first) - cell["box"]["left"])
                / width
            )
            colour = next(colour for colour, low, high in stops if float(low) <= at < float(high))
            moment = datetime.combine(date.fromisoformat(cell["date"]), time(), OSLO) + timedelta(
                hours=hour, minutes=30
            )
            colours.setdefault(level_at(moment), set()).add(colour)
    assert set(colours) == {AccessLevel.CLOSED, AccessLevel.SELF_SERVICE, AccessLevel.STAFFED}
    assert all(len(found) == 1 for found in colours.values())
    assert len(set().union(*colours.values())) == 3


def level_at(moment):
    capped = datetime(2021, 10, 28, 16, tzinfo=OSLO) <= moment < datetime(2021, 10, 28, 20, tzinfo=OSLO)
    return AccessLevel.CLOSED if capped else TORG.opening.level_at(moment)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_or_asks_for_anything(seen, name):
    assert seen[name]["overflow"] <= 0
    assert seen[name]["requests"] == 1


@pytest.mark.parametrize("name", WITH_AXE)
def test_axe_finds_no_violation(seen, name):
    assert seen[name]["violations"] == []
    assert seen[name]["passes"] > 15


@pytest.mark.parametrize("name", [named(view) for view in VIEWS if view.get("tabs")])
def test_every_link_is_reached_by_the_keyboard_in_order_and_seen(seen, name):
    focused = seen[name]["focused"]
    links = [href for _, href, _ in focused]
    assert links[0] in {"#today", "?uke=42"}
    assert "/torget.ics" in links
    assert "https://example.org/mote" in links
    assert "https://example.org/tur" in links
    assert all(text and ring for text, _, ring in focused)


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("week")])
def test_every_conflict_and_notice_is_written_out(seen, name):
    there = " ".join(seen[name]["text"].split())
    picture = PICTURES["week"]()
    for sentence in (*picture.notices, *(note.sentence for note in picture.conflicts)):
        assert " ".join(sentence.split()) in there


def test_paper_has_no_links_to_other_weeks(seen):
    assert "Abonner" not in seen["week-1047x700-print"]["text"]
    assert "Abonner" in seen["week-1366x768-light"]["text"]


def test_titles_that_mean_harm_are_shown_as_they_are(seen):
    titles = {card["title"] for card in seen["crowd-1366x768-dark"]["cards"]}
    assert titles == set(HOSTILE)


def test_an_empty_week_says_so(seen):
    assert "Ingen arrangement" in seen["empty-390x844-dark"]["text"]
    assert seen["empty-1366x768-light"]["cards"] == []


def test_the_day_of_23_hours_says_so(seen):
    assert "døgnet har 23 timer" in seen["spring-1366x768-light"]["days"][6]["text"]


def test_the_drawing_shows_the_same_as_the_page(seen):
    tips = sorted(card["tip"] for card in seen["drawing-1920x1080-light"]["drawn"] if card["tip"])
    assert len(tips) == len(EXPECTED)
    for room, _, title, says, *_ in EXPECTED:
        assert any(tip.startswith(f"{room}, {says}, {title}") for tip in tips)


def test_the_words_of_the_drawing_stay_within_their_cards(seen):
    for card in seen["drawing-1920x1080-light"]["drawn"]:
        for _, box in [each for each in card["text"] if each[0]] if card["tip"] else ():
            assert card["box"]["left"] <= box["left"]
            assert box["right"] <= card["box"]["right"]
