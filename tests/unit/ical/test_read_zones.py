"""Which time zone is meant by what a file calls it."""

from datetime import datetime

import pytest

from innbyggertorg.chrono.zones import zone
from innbyggertorg.ical import read
from innbyggertorg.ical.reading.windows import WINDOWS_ZONES
from support.reading import calendar, vevent

EUROPEAN = (
    "BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0100"
    "|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10|END:STANDARD"
    "|BEGIN:DAYLIGHT|DTSTART:16010101T020000|TZOFFSETFROM:+0100|TZOFFSETTO:+0200"
    "|RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3|END:DAYLIGHT"
)
FIXED = "BEGIN:STANDARD|DTSTART:19700101T000000|TZOFFSETFROM:+0900|TZOFFSETTO:+0900|END:STANDARD"


def file_with(tzid, observances=None, *, year=2026, rule="", after=False):
    component = f"BEGIN:VTIMEZONE|TZID:{tzid}|{observances}|END:VTIMEZONE" if observances else "X-A:1"
    times = f"DTSTART;TZID={tzid}:{year}0601T180000|DTEND;TZID={tzid}:{year}0601T190000"
    event = vevent(times, *([f"RRULE:{rule}"] if rule else []))
    return calendar(event, component) if after else calendar(component, event)


def zone_of(*arguments, **more):
    read_zone = more.pop("zone", None)
    (event,) = read(file_with(*arguments, **more), zone=read_zone, strict=True).events
    return event.series.zone


@pytest.mark.parametrize(
    ("tzid", "key"),
    [
        ("Europe/Oslo", "Europe/Oslo"),
        ("America/Indiana/Knox", "America/Indiana/Knox"),
        ("/freeassociation.sourceforge.net/Europe/Oslo", "Europe/Oslo"),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Oslo", "Europe/Oslo"),
        ("/citadel.org/20250101_1/America/Indiana/Knox", "America/Indiana/Knox"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Romance Standard Time", "Europe/Paris"),
        ("GMT Standard Time", "Europe/London"),
        ("UTC", "UTC"),
        ('"tzone://Microsoft/Utc"', "UTC"),
    ],
)
def test_a_zone_is_known_by_its_name(tzid, key):
    assert zone_of(tzid) == key


def test_every_zone_of_windows_is_one_of_the_tz_database():
    assert len(WINDOWS_ZONES) > 130
    for key in WINDOWS_ZONES.values():
        assert zone(key).key == key


def test_a_name_of_the_tz_database_beats_what_the_file_says_of_it():
    assert zone_of("Europe/Oslo", FIXED) == "Europe/Oslo"
    read(file_with("Europe/Oslo", FIXED))
    assert datetime(2026, 6, 1, tzinfo=zone("Europe/Oslo")).utcoffset().seconds == 7200


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("rule", ["", "FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20300101T000000Z"])
def test_a_private_name_is_the_zone_whose_clocks_show_the_same(after, rule):
    assert zone_of("Vår tid", EUROPEAN, after=after, rule=rule) == "Europe/Oslo"
    assert zone_of("Vår tid", EUROPEAN, after=after, rule=rule, zone="Europe/Paris") == "Europe/Paris"
    assert zone_of("Vår tid", FIXED, after=after, rule=rule) == "Asia/Seoul"


@pytest.mark.parametrize(
    "name", ["X-LIC-LOCATION:Europe/Oslo", "TZURL:http://tzurl.org/zoneinfo/Europe/Oslo"]
)
def test_a_private_name_may_say_which_zone_it_is(name):
    assert zone_of("Kontoret", f"{name}|{FIXED}") == "Europe/Oslo"


def test_a_private_name_means_what_its_own_calendar_says():
    data = file_with("Egen", EUROPEAN) + file_with("Egen", FIXED).replace(b"one@", b"two@")
    assert [each.series.zone for each in read(data, strict=True).events] == ["Europe/Oslo", "Asia/Seoul"]


@pytest.mark.parametrize(
    "observances",
    [
        None,
        "X-A:1",
        FIXED.replace("+0900", "+0907"),
        FIXED.replace("TZOFFSETTO:+0900", "TZOFFSETTO:+2500"),
        FIXED.replace("TZOFFSETTO:+0900|", ""),
        FIXED.replace("DTSTART:19700101T000000|", ""),
        FIXED.replace("19700101T000000", "19700230T000000"),
        FIXED.replace("|END", "|RRULE:FREQ=SECONDLY|END"),
        FIXED.replace("|END", "|RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30|END"),
        FIXED.replace("|END", "|RRULE:FREQ=DAILY|END"),
        FIXED.replace("|END", "|RRULE:nonsense|END"),
        EUROPEAN.replace("BYDAY=-1SU;BYMONTH=3", "BYDAY=2SU;BYMONTH=3"),
    ],
)
def test_a_zone_that_no_known_one_agrees_with_is_a_problem(observances):
    result = read(file_with("Evil", observances, rule="FREQ=WEEKLY"))
    assert not result.events
    (problem,) = result.problems
    assert problem.what == "DTSTART"
    assert problem.left_out


def test_a_zone_need_only_agree_in_the_years_that_matter():
    united_states = EUROPEAN.replace("BYDAY=-1SU;BYMONTH=10", "BYDAY=1SU;BYMONTH=11")
    united_states = united_states.replace("BYDAY=-1SU;BYMONTH=3", "BYDAY=2SU;BYMONTH=3")
    united_states = united_states.replace("+0200", "-0400").replace("+0100", "-0500")
    united_states = united_states.replace("16010101T030000", "16010101T020000")
    assert zone_of("Eastern", united_states, year=2026) == "America/New_York"
    assert not read(file_with("Eastern", united_states, year=1999)).events, "the rules were others then"
