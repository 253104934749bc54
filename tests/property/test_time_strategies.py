"""The strategies for time draw what they promise, and reach the hard places."""

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg.chrono import Interval, Validity, is_repeated, is_skipped, resolve, zone

OSLO = zone("Europe/Oslo")
# Finds an example, and takes no time to find the simplest.
many = settings(max_examples=20_000, derandomize=True, database=None, phases=[Phase.generate])
bounds = st.tuples(testing.days(), testing.days()).map(sorted)


@given(st.data(), bounds)
def test_days_and_times_stay_within_their_bounds(data, ends):
    first, last = ends
    assert first <= data.draw(testing.days(first, last)) <= last
    wall = data.draw(testing.wall_times(first, last))
    assert first <= wall.date() <= last
    assert (wall.tzinfo, wall.microsecond, wall.fold) == (None, 0, 0)
    start = data.draw(testing.date_ranges(first, last)).start
    assert first <= start <= last


@given(st.data(), bounds.filter(lambda ends: ends[1] - ends[0] > timedelta(days=1)))
def test_instants_stay_within_their_bounds(data, ends):
    first, last = ends
    instant = data.draw(testing.instants(first, last))
    assert first <= instant.date() <= last
    assert isinstance(instant.tzinfo, ZoneInfo)
    assert instant.microsecond == 0
    # it exists: to UTC and back is the same reading of the clock
    again = instant.astimezone(UTC).astimezone(instant.tzinfo)
    assert (again.replace(tzinfo=None), again.fold) == (instant.replace(tzinfo=None), instant.fold)


@given(testing.intervals(longest=timedelta(hours=2)))
def test_intervals_are_no_longer_than_asked(interval):
    assert timedelta(0) < interval.length <= timedelta(hours=2)


@given(testing.date_ranges(least=3, most=5))
def test_date_ranges_have_as_many_days_as_asked(days):
    assert 3 <= len(days) <= 5


HARD_DAYS = {
    "new year": lambda day: (day.month, day.day) == (1, 1),
    "year's end": lambda day: (day.month, day.day) == (12, 31),
    "leap day": lambda day: (day.month, day.day) == (2, 29),
    "week 53": lambda day: day.isocalendar().week == 53,
    "ISO year is another": lambda day: day.isocalendar().year != day.year,
    "spring change": lambda day: day.month == 3 and day.weekday() == 6 and day.day > 24,
    "autumn change": lambda day: day.month == 10 and day.weekday() == 6 and day.day > 24,
}


@pytest.mark.parametrize("hard", HARD_DAYS.values(), ids=HARD_DAYS)
def test_days_reach(hard):
    assert find(testing.days(), hard, settings=many)


HARD_TIMES = {
    "in the gap": lambda wall: is_skipped(wall, OSLO),
    "in the repeated hour": lambda wall: is_repeated(wall, OSLO),
    "midnight": lambda wall: wall.hour == wall.minute == wall.second == 0,
    "last second": lambda wall: (wall.hour, wall.minute, wall.second) == (23, 59, 59),
    "second before the gap": lambda wall: (
        is_skipped(wall + timedelta(seconds=1), OSLO) and not is_skipped(wall, OSLO)
    ),
}


@pytest.mark.parametrize("hard", HARD_TIMES.values(), ids=HARD_TIMES)
def test_wall_times_reach(hard):
    assert find(testing.wall_times(), hard, settings=many)


HARD_INSTANTS = {
    "second of two equal wall times": lambda instant: instant.fold == 1,
    "half an hour from UTC": lambda instant: (
        instant.utcoffset() % timedelta(hours=1) == timedelta(minutes=30)
    ),
    "another day in UTC": lambda instant: instant.date() != instant.astimezone(UTC).date(),
    "a day that begins at one": lambda instant: is_skipped(
        instant.replace(tzinfo=None, hour=0, minute=0, second=0, fold=0), instant.tzinfo
    ),
}


@pytest.mark.parametrize("hard", HARD_INSTANTS.values(), ids=HARD_INSTANTS)
def test_instants_reach(hard):
    assert find(testing.instants(), hard, settings=many)


def crosses_a_change(interval: Interval) -> bool:
    return interval.start.utcoffset() != interval.end.utcoffset()


HARD_INTERVALS = {
    "across a change of the clocks": crosses_a_change,
    "ends at or before its start on the wall": lambda it: (
        it.end.replace(tzinfo=None) <= it.start.replace(tzinfo=None)
    ),
    "whole day of 23 or 25 hours": lambda it: it.start.time() == it.end.time() and crosses_a_change(it),
}


@pytest.mark.parametrize("hard", HARD_INTERVALS.values(), ids=HARD_INTERVALS)
def test_intervals_reach(hard):
    assert find(testing.intervals(), hard, settings=many)


def test_validities_reach_every_shape():
    for hard in (
        lambda validity: validity == Validity(),
        lambda validity: validity.first is None and validity.last is not None,
        lambda validity: validity.first is not None and validity.last is None,
        lambda validity: validity.first is not None and validity.first == validity.last,
    ):
        assert find(testing.validities(), hard, settings=many) is not None


def test_a_day_that_its_zone_skipped_is_no_trap():
    skipped = date(2011, 12, 30)
    days_around = testing.instants(skipped, skipped + timedelta(days=1), in_zones=st.just("Pacific/Apia"))
    assert find(days_around, lambda _: True).date() == date(2011, 12, 31)
    assert resolve(find(testing.wall_times(skipped, skipped), lambda _: True), zone("Pacific/Apia"))
