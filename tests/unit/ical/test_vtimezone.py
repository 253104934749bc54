"""VTIMEZONE components: compact, and right for the whole span of a feed."""

import random
from bisect import bisect_right
from datetime import UTC, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

from innbyggertorg.chrono.zones import _keys, transitions, zone
from innbyggertorg.ical.vtimezone import observances, vtimezone

SINCE_1996 = """\
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE"""

# Zones that are hard for one reason or another: history, both hemispheres, half hours, negative daylight
# saving time, rules beyond the week of a month, changes listed one by one for decades, a day left out.
HARD = [
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Godthab",
    "America/New_York",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Europe/Oslo",
    "Pacific/Apia",
    "Pacific/Chatham",
]


def onsets(key, first, last):
    """Expand a zone's observances with dateutil: (instant, offset from then on), in order."""
    found = []
    for observance in observances(key, first, last):
        if observance.rule:
            rule = rrulestr(observance.rule, dtstart=observance.onset)
            walls = rule.between(observance.onset, datetime(2150, 1, 1), inc=True)
        else:
            walls = [observance.onset]
        found += [((wall - observance.before).replace(tzinfo=UTC), observance.after) for wall in walls]
    return sorted(found)


def offset_at(expanded, moment):
    return expanded[bisect_right(expanded, (moment, timedelta.max)) - 1][1]


@pytest.mark.parametrize("first", [datetime(1996, 10, 27, 1), datetime(2026, 1, 1), datetime(2199, 1, 1)])
def test_oslo_has_one_daylight_and_one_standard_part_since_1996(first):
    assert "\n".join(vtimezone("Europe/Oslo", first.replace(tzinfo=UTC))) == SINCE_1996


def test_history_is_written_for_feeds_that_reach_back():
    parts = observances("Europe/Oslo", datetime(1994, 7, 1, tzinfo=UTC), None)
    assert [(str(part.onset), part.daylight, bool(part.rule)) for part in parts] == [
        ("1981-03-29 02:00:00", True, True),
        ("1994-09-25 03:00:00", False, False),
        ("1995-09-24 03:00:00", False, False),
        ("1996-10-27 03:00:00", False, True),
    ]


def test_a_zone_without_changes_has_one_standard_part():
    assert vtimezone("Asia/Tokyo", datetime(2026, 1, 1, tzinfo=UTC)) == [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Tokyo",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZNAME:JST",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


def test_a_change_that_the_feed_does_not_reach_is_left_out():
    parts = observances("Europe/Oslo", datetime(1960, 1, 1, tzinfo=UTC), datetime(1965, 6, 1, tzinfo=UTC))
    assert [part.onset.year for part in parts[:3]] == [1959, 1960, 1960]
    assert parts[-1].onset == datetime(1965, 4, 25, 2)
    assert not any(part.rule for part in parts)


def test_the_summer_is_the_daylight_time_in_ireland_too():
    parts = observances("Europe/Dublin", datetime(2026, 1, 1, tzinfo=UTC), None)
    assert [(part.name, part.daylight) for part in parts] == [("IST", True), ("GMT", False)]


@pytest.mark.parametrize("key", HARD)
@pytest.mark.parametrize("first", [datetime(1950, 6, 1), datetime(1999, 12, 1), datetime(2026, 1, 1)])
def test_the_onsets_are_the_changes_of_the_zone(key, first):
    first = first.replace(tzinfo=UTC)
    expanded = onsets(key, first, None)
    expected = [c for year in range(first.year, 2101) for c in transitions(key, year) if c.utc > first]
    written = [onset for onset in expanded if onset[0] > first and onset[0].year <= 2100]
    assert written == [(change.utc, change.after) for change in expected]
    assert offset_at(expanded, first) == first.astimezone(zone(key)).utcoffset()


@pytest.mark.slow
def test_every_zone_has_its_offsets_at_any_moment():
    chance = random.Random(5545)
    start = datetime(1970, 1, 1, tzinfo=UTC)
    wrong = []
    for key in sorted(_keys()):
        first = start + timedelta(days=chance.randrange(60 * 365))
        expanded = onsets(key, first, None)
        days = (datetime(2140, 1, 1, tzinfo=UTC) - first).days
        moments = [first + timedelta(minutes=chance.randrange(days * 1440)) for _ in range(50)]
        wrong += [
            (key, str(first), str(moment))
            for moment in [first, *moments]
            if offset_at(expanded, moment) != moment.astimezone(zone(key)).utcoffset()
        ]
    assert wrong == []
