"""Laws of series: windows, order, and that exact time is what `chrono.resolve` says it is."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, resolve, zone
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Occurrence, Series, Status, split, with_changes
from innbyggertorg.testing import instants, series

MANY = Limits(occurrences=1_000_000)
ERA = Interval(datetime(1890, 1, 1, tzinfo=UTC), datetime(2130, 1, 1, tzinfo=UTC))


def windows() -> st.SearchStrategy[Interval]:
    lengths = st.integers(1, 900 * 86400)
    return st.builds(
        lambda start, length: Interval(start, start.astimezone(UTC) + timedelta(seconds=length)),
        instants(date(1980, 1, 1), date(2080, 1, 1)),
        lengths,
    )


def bounds(occurrence: Occurrence, key: str) -> tuple[datetime, datetime]:
    """The exact bounds; whole days last from midnight to midnight."""
    return exact(occurrence.start, key), exact(occurrence.end, key)


def exact(moment: date | datetime, key: str) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return resolve(datetime(moment.year, moment.month, moment.day), zone(key)).astimezone(UTC)


def listed(one: Series, window: Interval) -> list[Occurrence]:
    return list(one.occurrences(window, limits=MANY))


@given(series(), windows())
def test_a_window_has_what_overlaps_it_of_all(one: Series, window: Interval) -> None:
    around = Interval(
        window.start.astimezone(UTC) - timedelta(days=40), window.end.astimezone(UTC) + timedelta(days=40)
    )
    low, high = window.start.astimezone(UTC), window.end.astimezone(UTC)

    def overlaps(occurrence: Occurrence) -> bool:
        start, end = bounds(occurrence, one.zone)
        return start < high and end > low

    assert listed(one, window) == [o for o in listed(one, around) if overlaps(o)]


@given(series(), windows())
def test_occurrences_are_in_order_and_each_once(one: Series, window: Interval) -> None:
    found = [(bounds(o, one.zone)[0], o.key) for o in listed(one, window)]
    assert all(first < second for first, second in pairwise(found))
    assert len({key for _, key in found}) == len(found)


@given(series(), windows())
def test_length_order_and_index_agree(one: Series, window: Interval) -> None:
    found = one.occurrences(window, limits=MANY)
    assert len(found) == len(list(found))
    assert [found[number] for number in range(min(len(found), 30))] == list(found)[:30]


@given(series(), windows())
def test_regular_occurrences_are_where_their_keys_resolve_to(one: Series, window: Interval) -> None:
    tz = zone(one.zone)
    for occurrence in listed(one, window)[:60]:
        if occurrence.override is None and isinstance(occurrence.key, datetime):
            start, end = bounds(occurrence, one.zone)
            assert start == resolve(occurrence.key, tz).astimezone(UTC)
            assert end - start == one.length
            assert occurrence.start == start.astimezone(tz)
            assert occurrence.end.fold == end.astimezone(tz).fold  # type: ignore[union-attr]


@given(series(), windows())
def test_starts_between_are_the_starts_of_what_takes_place(one: Series, window: Interval) -> None:
    low, high = window.start.astimezone(UTC), window.end.astimezone(UTC)
    wanted: list[Any] = []
    for occurrence in listed(one, window):
        start = bounds(occurrence, one.zone)[0]
        if (
            low <= start < high
            and occurrence.status is not Status.CANCELLED
            and occurrence.start not in wanted[-1:]
        ):
            wanted.append(occurrence.start)
    assert list(one.starts_between(window.start, window.end)) == wanted


@given(series(), windows(), st.integers(1, 900 * 86400))
def test_starts_of_two_windows_that_touch_are_those_of_one(one: Series, window: Interval, more: int) -> None:
    a, b = window.start, window.end
    c = b + timedelta(seconds=more)
    parts = [*one.starts_between(a, b), *one.starts_between(b, c)]
    assert list(one.starts_between(a, c)) == parts


@given(series(), st.data())
def test_leaving_one_out_removes_one(one: Series, data: st.DataObject) -> None:
    soon = Interval(ERA.start, datetime(2060, 1, 1, tzinfo=UTC))
    regular = [o.key for o in listed(one, soon)[:20] if o.override is None]
    if regular:
        key = data.draw(st.sampled_from(regular))
        fewer = with_changes(one, excluded=(*one.excluded, key)).series
        left = [o.key for o in listed(fewer, soon)]
        # Where two starts fall on one instant, leaving out the one uncovers the other.
        assert set(left) >= {o.key for o in listed(one, soon)} - {key}
        assert key not in left


@given(series(), st.data())
def test_the_two_parts_of_a_split_are_the_whole(one: Series, data: st.DataObject) -> None:
    soon = Interval(ERA.start, datetime(2040, 1, 1, tzinfo=UTC))
    whole = [(o.key, o.override) for o in listed(one, soon)]
    keys = sorted(key for key, _ in whole)[:25]
    if keys:
        done = split(one, data.draw(st.sampled_from(keys)))
        parts = [*(listed(done.before, soon) if done.before else ()), *listed(done.after, soon)]
        assert sorted(((o.key, o.override) for o in parts), key=lambda pair: pair[0]) == sorted(
            whole, key=lambda pair: pair[0]
        )
