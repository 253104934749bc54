"""Laws of time, each against a slow and obvious twin."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg import testing
from innbyggertorg.chrono import (
    DateRange,
    Interval,
    is_repeated,
    is_skipped,
    resolve,
    to_utc,
    transitions,
    zone,
)

HOUR = timedelta(hours=1)


def moments_showing(wall: datetime, tz: ZoneInfo) -> list[datetime]:
    """Try every offset in use around *wall*, and keep the instants at which the clock shows it."""
    around = wall.replace(tzinfo=UTC)
    offsets = {(around + timedelta(hours=h)).astimezone(tz).utcoffset() for h in range(-48, 49)}
    instants = sorted(around - offset for offset in offsets if offset is not None)
    return [instant for instant in instants if instant.astimezone(tz).replace(tzinfo=None, fold=0) == wall]


@given(st.data(), testing.zone_keys())
def test_a_wall_time_is_the_first_instant_that_shows_it_or_moves_over_the_gap(
    data: st.DataObject, key: str
) -> None:
    tz = zone(key)
    wall = data.draw(testing.wall_times(zone_key=key))
    found = resolve(wall, tz)
    showing = moments_showing(wall, tz)
    assert is_skipped(wall, tz) == (not showing)
    assert is_repeated(wall, tz) == (len(showing) > 1)
    if showing:
        assert to_utc(found) == showing[0]
        assert to_utc(resolve(wall, tz, repeated="second")) == showing[-1]
    else:
        gap = next(
            change
            for year in (wall.year - 1, wall.year, wall.year + 1)
            for change in transitions(key, year)
            if change.is_gap and change.wall_before <= wall < change.wall_after
        )
        assert found.replace(tzinfo=None) - wall == gap.after - gap.before


@given(testing.zone_keys(), st.integers(1971, 2098))
def test_changes_of_offset_are_those_an_hourly_walk_meets(key: str, year: int) -> None:
    tz = zone(key)
    walked = []
    instant, end = datetime(year, 1, 1, tzinfo=UTC) - HOUR, datetime(year + 1, 1, 1, tzinfo=UTC) - HOUR
    while instant < end:
        before, after = (moment.astimezone(tz).utcoffset() for moment in (instant, instant + HOUR))
        if before != after:
            walked.append((instant, before, after))
        instant += HOUR
    found = transitions(key, year)
    assert [(change.before, change.after) for change in found] == [pair[1:] for pair in walked]
    assert all(low < change.utc <= low + HOUR for change, (low, _, _) in zip(found, walked, strict=True))


@given(testing.intervals(), testing.intervals())
def test_two_intervals_overlap_exactly_where_they_share_a_moment(one: Interval, other: Interval) -> None:
    shared = one.intersection(other)
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
    if shared is not None:
        assert one.encloses(shared)
        assert other.encloses(shared)
        assert shared.start in one
        assert shared.start in other
        assert shared.end not in one or shared.end not in other
    assert not (one.abuts(other) and one.overlaps(other))


@given(testing.intervals(), testing.zones())
def test_an_interval_told_in_another_zone_is_equal_and_hashes_alike(interval: Interval, tz: ZoneInfo) -> None:
    told = Interval(interval.start.astimezone(tz), interval.end.astimezone(tz))
    assert told == interval
    assert hash(told) == hash(interval)
    assert told.length == interval.length


@given(testing.intervals(), testing.instants())
def test_splitting_at_an_inner_moment_loses_nothing(interval: Interval, moment: datetime) -> None:
    if moment not in interval or to_utc(moment) == to_utc(interval.start):
        return
    first, second = Interval(interval.start, moment), Interval(moment, interval.end)
    assert first.abuts(second)
    assert not first.overlaps(second)
    assert first.length + second.length == interval.length


@given(testing.date_ranges(), testing.date_ranges(), testing.days())
def test_a_run_of_days_is_the_set_of_its_days(one: DateRange, other: DateRange, day: date) -> None:
    days, others = set(one), set(other)
    assert len(one) == len(days)
    assert (day in one) == (day in days)
    assert one.overlaps(other) == bool(days & others)
    assert set(one.intersection(other) or ()) == days & others
    if days:
        assert DateRange.closed(min(days), max(days)) == one
