"""VTIMEZONE components read by others: they give the offsets of the tz database."""

import io
import random
from datetime import UTC, datetime, timedelta

import pytest

from innbyggertorg.chrono.zones import transitions, zone
from innbyggertorg.ical.lines import content
from innbyggertorg.ical.vtimezone import vtimezone
from oracle.feed_judges import IcalJs

ZONES = [
    "Africa/Cairo",
    "America/Godthab",
    "America/New_York",
    "America/Santiago",
    "America/St_Johns",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Europe/Oslo",
    "Pacific/Chatham",
]
SPANS = [(datetime(1994, 6, 1), 2030), (datetime(2021, 2, 15), 2060)]


def calendar(key, first):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN"]
    return content([*lines, *vtimezone(key, first.replace(tzinfo=UTC)), "END:VCALENDAR"]).encode()


def walls(key, first, last_year):
    """List wall times that are neither skipped nor repeated, many of them near a change."""
    chance = random.Random(5545)
    seconds = int((datetime(last_year, 12, 31) - first).total_seconds())
    found = [first + timedelta(seconds=chance.randrange(seconds)) for _ in range(300)]
    for year in range(first.year, last_year + 1):
        for change in transitions(key, year):
            if change.utc.replace(tzinfo=None) > first + timedelta(days=2):
                low, high = sorted((change.wall_before, change.wall_after))
                found += [low - timedelta(seconds=1), high, high + timedelta(hours=5)]
    here = zone(key)
    return [
        wall
        for wall in found
        if wall.replace(tzinfo=here).utcoffset() == wall.replace(tzinfo=here, fold=1).utcoffset()
    ]


def by_icalendar(octets, key, moments):
    icalendar = pytest.importorskip("icalendar")
    component = icalendar.Calendar.from_ical(octets).walk("VTIMEZONE")[0]
    theirs = component.to_tz(lookup_tzid=False)
    return [theirs.utcoffset(moment).total_seconds() for moment in moments]


def by_dateutil(octets, key, moments):
    tz = pytest.importorskip("dateutil.tz")
    theirs = tz.tzical(io.StringIO(octets.decode())).get(key)
    return [theirs.utcoffset(moment).total_seconds() for moment in moments]


def by_ical_js(octets, key, moments):
    judge = IcalJs()
    try:
        return judge.offsets(octets, key, moments)
    finally:
        judge.close()


@pytest.mark.parametrize("span", SPANS, ids=lambda span: f"since {span[0].year}")
@pytest.mark.parametrize("key", ZONES)
@pytest.mark.parametrize("judge", [by_icalendar, by_dateutil, by_ical_js])
def test_a_judge_reads_the_offsets_of_the_zone(judge, key, span):
    moments = walls(key, *span)
    expected = [moment.replace(tzinfo=zone(key)).utcoffset().total_seconds() for moment in moments]
    read = judge(calendar(key, span[0]), key, moments)
    wrong = [
        (str(moment), theirs, ours)
        for moment, theirs, ours in zip(moments, read, expected, strict=True)
        if theirs != ours
    ]
    assert not wrong
