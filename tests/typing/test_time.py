"""What a type checker knows about time. mypy reads it; pytest runs it too."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import assert_type
from zoneinfo import ZoneInfo

from innbyggertorg.chrono import DateRange, Interval, Transition, Weekday, resolve, to_utc, transitions, zone


def test_intervals() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    hour = Interval(noon, noon + timedelta(hours=1))
    assert_type(hour.start, datetime)
    assert_type(hour.length, timedelta)
    assert_type(hour.overlaps(hour), bool)
    assert_type(hour.intersection(hour), Interval | None)


def test_date_ranges() -> None:
    week = DateRange.closed(date(2026, 11, 23), date(2026, 11, 29))
    assert_type(week, DateRange)
    assert_type(week.last, date)
    assert_type(iter(week), Iterator[date])
    assert_type(week.intersection(week), DateRange | None)


def test_zones() -> None:
    oslo = zone("Europe/Oslo")
    assert_type(oslo, ZoneInfo)
    assert_type(resolve(datetime(2026, 3, 29, 2, 30), oslo), datetime)
    assert_type(to_utc(datetime(2026, 3, 29, tzinfo=oslo)), datetime)
    assert_type(transitions("Europe/Oslo", 2026), tuple[Transition, ...])
    assert_type(Weekday.MONDAY.code, str)
