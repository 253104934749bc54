"""Events and opening hours in the real FullCalendar, in Chromium: what is shown is what the model says."""

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from attrs import evolve

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.exchange import fullcalendar
from innbyggertorg.model import LocalText
from innbyggertorg.opening import OpeningSchedule
from support.houses import golden

HERE = Path(__file__).parent
OSLO = zone("Europe/Oslo")
HOSTILE = "</a><img src=x onerror='window.fired=1'><script>window.fired=1</script>"


def programme():
    house = golden()
    events = [
        evolve(each, title=LocalText(nb=HOSTILE)) if each.id == "konsert" else each for each in house.events
    ]
    torg = evolve(
        house.torgs[0], opening=OpeningSchedule.weekly({"mo-fr": "10-16"}, self_service={"mo-su": "8-22"})
    )
    return evolve(house, events=tuple(events), torgs=(torg,))


PROGRAMME = programme()
MONTHS = {
    "march": Interval(datetime(2026, 3, 1, tzinfo=OSLO), datetime(2026, 4, 1, tzinfo=OSLO)),
    "may": Interval(datetime(2026, 5, 1, tzinfo=OSLO), datetime(2026, 6, 1, tzinfo=OSLO)),
    "october": Interval(datetime(2026, 10, 1, tzinfo=OSLO), datetime(2026, 11, 1, tzinfo=OSLO)),
}
WEEK = Interval(datetime(2026, 3, 23, tzinfo=OSLO), datetime(2026, 3, 30, tzinfo=OSLO))


@pytest.fixture(scope="module")
def shown():
    if not Path("/usr/bin/chromium").exists():
        pytest.skip("chromium is not installed: Debian has it in chromium")
    if shutil.which("node") is None:
        pytest.skip("node is not installed")
    for package in ("playwright-core", "fullcalendar"):
        if not (HERE / "node_modules" / package).is_dir():
            pytest.skip(f"{package} is not installed: run `npm ci` in tests/oracle")
    views = [
        {
            "events": fullcalendar.events(PROGRAMME, window)[0],
            "view": "listMonth",
            "date": window.start.date().isoformat(),
            "zone": "Europe/Oslo",
            "browserZone": "America/New_York",
        }
        for window in MONTHS.values()
    ]
    opening = fullcalendar.opening(PROGRAMME, "heggedal", WEEK)[0]
    week = {"events": opening, "view": "timeGridWeek", "date": "2026-03-24", "zone": "local"}
    views.append(week | {"browserZone": "Europe/Oslo"})
    done = subprocess.run(
        ["node", "judges/fullcalendar.mjs"],
        check=False,
        cwd=HERE,
        input=json.dumps({"views": views}),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip([*MONTHS, "opening"], json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("month", MONTHS)
def test_it_knows_every_occurrence_of_the_model(shown, month):
    found = PROGRAMME.occurrences(MONTHS[month])
    assert found
    known = {each["id"]: each for each in shown[month]["known"]}
    assert set(known) == {str(one.key) for one in found}
    for one in found:
        each = known[str(one.key)]
        assert each["title"] == one.title.in_language("nb")
        assert each["allDay"] is not isinstance(one.start, datetime)
        if each["allDay"]:
            assert (each["startStr"], each["endStr"]) == (one.start.isoformat(), one.end.isoformat())
        else:
            assert each["start"] == one.start.timestamp() * 1000
            assert datetime.fromisoformat(each["endStr"]) == one.end
        assert each["props"]["status"] == one.status


@pytest.mark.parametrize("month", MONTHS)
def test_it_shows_every_occurrence_with_its_title_time_and_classes(shown, month):
    rows = {}
    for row in shown[month]["shown"]:
        rows.setdefault(row["id"], []).append(row)
    found = {str(one.key): one for one in PROGRAMME.occurrences(MONTHS[month])}
    assert set(rows) == set(found)
    for key, one in found.items():
        assert all(one.title.in_language("nb") in row["text"] for row in rows[key])
        assert all(f"status-{one.status}" in row["classes"] for row in rows[key])
        if isinstance(one.start, datetime):
            assert f"{one.start:%H:%M}" in rows[key][0]["text"]
            assert f"{one.end:%H:%M}" in rows[key][-1]["text"]
        assert {row["link"] for row in rows[key]} == {one.event.url}


def test_no_title_runs_anything(shown):
    assert any(HOSTILE in row["text"] for row in shown["may"]["shown"])
    assert {(view["scripts"], view["fired"]) for view in shown.values()} == {(0, 0)}


def test_opening_hours_lie_in_the_background(shown):
    spans = list(PROGRAMME.torgs[0].opening.spans(WEEK))
    known = shown["opening"]["known"]
    assert [(each["start"], each["props"]["level"]) for each in known] == [
        (span.start.timestamp() * 1000, span.level.key) for span in spans
    ]
    assert {each["display"] for each in known} == {"background"}
    rows = shown["opening"]["shown"]
    assert len(rows) == len(spans)
    for level in ("staffed", "self-service"):
        count = sum(span.level.key == level for span in spans)
        assert sum(f"opening-{level}" in row["classes"] for row in rows) == count


def test_both_changes_of_the_clocks_are_in_what_is_shown():
    found = [one for month in ("march", "october") for one in PROGRAMME.occurrences(MONTHS[month])]
    assert len({one.start.utcoffset() for one in found if isinstance(one.start, datetime)}) == 2
