"""Wall time to instants: what happens in a gap, in a repeated hour, and at the edges of time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from innbyggertorg.chrono import is_repeated, is_skipped, resolve, to_utc, transitions, zone
from innbyggertorg.errors import InvalidValueError, WrongTypeError

OSLO = zone("Europe/Oslo")


@pytest.mark.parametrize(
    ("wall", "instant"),
    [
        pytest.param("2026-01-05T18:00", "2026-01-05T18:00+01:00", id="winter"),
        pytest.param("2026-07-01T12:00", "2026-07-01T12:00+02:00", id="summer"),
        pytest.param("2026-03-29T01:59:59", "2026-03-29T01:59:59+01:00", id="last second before the gap"),
        pytest.param("2026-03-29T02:00", "2026-03-29T03:00+02:00", id="first second of the gap"),
        pytest.param("2026-03-29T02:30", "2026-03-29T03:30+02:00", id="in the gap, moved by its length"),
        pytest.param("2026-03-29T03:00", "2026-03-29T03:00+02:00", id="first second after the gap"),
        pytest.param("2026-10-25T02:30", "2026-10-25T02:30+02:00", id="repeated, the first of the two"),
        pytest.param("2026-10-25T03:00", "2026-10-25T03:00+01:00", id="after the repeated hour"),
    ],
)
def test_a_wall_time_in_oslo_is_one_instant(wall: str, instant: str) -> None:
    found = resolve(datetime.fromisoformat(wall), OSLO)
    assert found.isoformat() == datetime.fromisoformat(instant).isoformat()
    assert found.tzinfo is OSLO


def test_the_second_of_two_is_taken_where_it_is_asked_for() -> None:
    wall = datetime(2026, 10, 25, 2, 30)
    first, second = resolve(wall, OSLO), resolve(wall, OSLO, repeated="second")
    assert to_utc(second) - to_utc(first) == timedelta(hours=1)
    assert second.isoformat() == "2026-10-25T02:30:00+01:00"


def test_asking_for_the_second_of_a_time_that_comes_once_changes_nothing() -> None:
    for wall in (datetime(2026, 1, 5, 18), datetime(2026, 3, 29, 2, 30)):
        assert resolve(wall, OSLO, repeated="second") == resolve(wall, OSLO)


def test_skipped_and_repeated_times_are_told_apart() -> None:
    gap, fold, plain = datetime(2026, 3, 29, 2, 30), datetime(2026, 10, 25, 2, 30), datetime(2026, 5, 17, 12)
    assert [is_skipped(wall, OSLO) for wall in (gap, fold, plain)] == [True, False, False]
    assert [is_repeated(wall, OSLO) for wall in (gap, fold, plain)] == [False, True, False]


@pytest.mark.parametrize("ask", [is_skipped, is_repeated])
@pytest.mark.parametrize("wall", [3, None, "12:00", date(2026, 3, 29)])
def test_only_a_wall_time_and_a_zone_are_asked_about(ask: Any, wall: object) -> None:
    with pytest.raises(WrongTypeError, match="naive datetime"):
        ask(wall, OSLO)
    with pytest.raises(WrongTypeError, match="ZoneInfo"):
        ask(datetime(2026, 3, 29, 2, 30), "Europe/Oslo")
    with pytest.raises(InvalidValueError, match="without a zone"):
        ask(datetime(2026, 3, 29, 2, 30, tzinfo=OSLO), OSLO)


def test_a_whole_day_that_was_skipped_moves_to_the_next() -> None:
    apia = zone("Pacific/Apia")  # went from 29 to 31 December 2011
    assert resolve(datetime(2011, 12, 30, 10), apia).date() == date(2011, 12, 31)


@pytest.mark.parametrize("wall", [datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59)])
def test_a_time_outside_what_utc_can_count_is_refused(wall: datetime) -> None:
    key = "Europe/Oslo" if wall.year == 1 else "America/New_York"
    with pytest.raises(InvalidValueError, match="years 1 to 9999"):
        resolve(wall, zone(key))


def test_a_naive_time_is_no_instant() -> None:
    with pytest.raises(InvalidValueError, match="aware"):
        to_utc(datetime(2026, 1, 1))


def test_a_date_is_no_instant() -> None:
    with pytest.raises(WrongTypeError, match="aware datetime"):
        to_utc(date(2026, 1, 1))  # type: ignore[arg-type]


def test_an_aware_time_is_no_wall_time() -> None:
    with pytest.raises(InvalidValueError, match="without a zone"):
        resolve(datetime(2026, 1, 1, tzinfo=UTC), OSLO)


@pytest.mark.parametrize(
    ("key", "year", "changes"),
    [
        ("Europe/Oslo", 2026, ["2026-03-29T01:00:00+00:00", "2026-10-25T01:00:00+00:00"]),
        ("UTC", 2026, []),
        ("Asia/Kathmandu", 2026, []),
        ("Africa/Casablanca", 2026, ["2026-02-15T02:00:00+00:00", "2026-03-22T02:00:00+00:00"]),
        ("Europe/Oslo", 1, []),
    ],
)
def test_changes_of_offset_are_found_to_the_second(key: str, year: int, changes: list[str]) -> None:
    assert [change.utc.isoformat() for change in transitions(key, year)] == changes


def test_a_change_knows_its_gap() -> None:
    spring, autumn = transitions("Europe/Oslo", 2026)
    assert (spring.is_gap, autumn.is_gap) == (True, False)
    assert (spring.wall_before, spring.wall_after) == (datetime(2026, 3, 29, 2), datetime(2026, 3, 29, 3))


@pytest.mark.parametrize("year", [0, 10_000, -1, "2026"])
def test_a_year_that_cannot_be_counted_has_no_changes_to_tell(year: object) -> None:
    with pytest.raises(InvalidValueError, match="year"):
        transitions("Europe/Oslo", year)  # type: ignore[arg-type]


def test_only_a_zone_and_one_of_two_words_resolve() -> None:
    with pytest.raises(WrongTypeError, match="ZoneInfo"):
        resolve(datetime(2026, 1, 1), "Europe/Oslo")  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="first or second"):
        resolve(datetime(2026, 1, 1), OSLO, repeated="third")  # type: ignore[arg-type]


def test_the_last_year_can_be_asked_for() -> None:
    assert len(transitions("Europe/Oslo", 9999)) == 2
