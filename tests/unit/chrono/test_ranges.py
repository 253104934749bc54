"""Intervals and runs of days: their bounds, what they refuse, and what they share."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest

from innbyggertorg.chrono import DateRange, Interval, Validity, Weekday, zone
from innbyggertorg.errors import InvalidValueError, WrongTypeError

OSLO = zone("Europe/Oslo")


def oslo(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO, fold=fold)


class Fickle(tzinfo):
    """A zone that raises: nothing of it may reach a caller."""

    def utcoffset(self, _: datetime | None) -> timedelta:
        raise RuntimeError("no offset today")


@pytest.mark.parametrize(
    ("start", "end", "error"),
    [
        pytest.param(datetime(2026, 1, 1), datetime(2026, 1, 2), InvalidValueError, id="naive"),
        pytest.param(oslo("2026-01-01"), datetime(2026, 1, 2), InvalidValueError, id="aware and naive"),
        pytest.param(date(2026, 1, 1), date(2026, 1, 2), WrongTypeError, id="dates"),
        pytest.param(1767632400, 1767636000, WrongTypeError, id="numbers"),
        pytest.param(oslo("2026-01-01T19:00"), oslo("2026-01-01T18:00"), InvalidValueError, id="backwards"),
        pytest.param(oslo("2026-01-01"), oslo("2026-01-01"), InvalidValueError, id="empty"),
        pytest.param(
            datetime(2026, 1, 1, tzinfo=Fickle()), oslo("2026-01-02"), WrongTypeError, id="foreign zone"
        ),
        pytest.param(
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2))),
            oslo("2026-01-02"),
            InvalidValueError,
            id="before what UTC can count",
        ),
    ],
)
def test_what_is_no_interval_is_refused_at_construction(
    start: object, end: object, error: type[Exception]
) -> None:
    with pytest.raises(error, match="Interval"):
        Interval(start, end)  # type: ignore[arg-type]


def test_the_same_instants_in_other_zones_are_the_same_interval() -> None:
    here = Interval(oslo("2026-01-01T13:00"), oslo("2026-01-01T14:00"))
    there = Interval(datetime(2026, 1, 1, 12, tzinfo=UTC), datetime(2026, 1, 1, 13, tzinfo=UTC))
    assert here == there
    assert hash(here) == hash(there)


def test_an_hour_that_repeats_is_an_hour_long() -> None:
    repeated = Interval(oslo("2026-10-25T02:30"), oslo("2026-10-25T02:30", fold=1))
    assert repeated.length == timedelta(hours=1)


def test_two_moments_an_hour_apart_at_a_fold_do_not_overlap() -> None:
    first = Interval(oslo("2026-10-25T02:00"), oslo("2026-10-25T02:30"))
    second = Interval(oslo("2026-10-25T02:00", fold=1), oslo("2026-10-25T02:30", fold=1))
    assert not first.overlaps(second)
    assert first != second


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-05-17", 24)])
def test_a_day_lasts_as_long_as_the_clocks_make_it(day: str, hours: int) -> None:
    start = oslo(day)
    assert Interval(start, start + timedelta(days=1)).length == timedelta(hours=hours)


def test_touching_is_not_overlapping() -> None:
    morning = Interval(oslo("2026-01-05T08:00"), oslo("2026-01-05T12:00"))
    afternoon = Interval(oslo("2026-01-05T12:00"), oslo("2026-01-05T16:00"))
    assert morning.abuts(afternoon)
    assert not morning.overlaps(afternoon)
    assert morning.intersection(afternoon) is None
    assert oslo("2026-01-05T12:00") not in morning
    assert oslo("2026-01-05T12:00") in afternoon


def test_what_lies_within_is_shared_whole() -> None:
    day = Interval(oslo("2026-01-05"), oslo("2026-01-06"))
    meeting = Interval(oslo("2026-01-05T18:00"), oslo("2026-01-05T20:00"))
    assert day.encloses(meeting)
    assert not meeting.encloses(day)
    assert day.intersection(meeting) == meeting


def test_an_interval_is_written_as_iso_8601() -> None:
    written = str(Interval(oslo("2026-01-05T18:00"), oslo("2026-01-05T20:00")))
    assert written == "2026-01-05T18:00:00+01:00/2026-01-05T20:00:00+01:00"


def test_inclusive_dates_have_a_door_of_their_own() -> None:
    week = DateRange.closed(date(2026, 7, 6), date(2026, 7, 12))
    assert (len(week), week.last, week.end) == (7, date(2026, 7, 12), date(2026, 7, 13))
    assert list(week)[-1] == date(2026, 7, 12)
    assert date(2026, 7, 13) not in week


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(
            lambda: DateRange(date(2026, 1, 2), date(2026, 1, 1)), InvalidValueError, id="backwards"
        ),
        pytest.param(
            lambda: DateRange(datetime(2026, 1, 1), date(2026, 1, 2)), WrongTypeError, id="datetime"
        ),
        pytest.param(
            lambda: DateRange.closed(date(2026, 1, 1), date.max), InvalidValueError, id="no day after"
        ),
        pytest.param(
            lambda: DateRange.closed(datetime(2026, 1, 1), date(2026, 1, 2)), WrongTypeError, id="closed"
        ),
        pytest.param(
            lambda: DateRange(date(2026, 1, 1), date(2026, 1, 1)).last, InvalidValueError, id="no last"
        ),
        pytest.param(lambda: DateRange.year(9999), InvalidValueError, id="last year"),
        pytest.param(lambda: DateRange.year(True), InvalidValueError, id="true is no year"),
        pytest.param(lambda: Validity(date(2026, 1, 2), date(2026, 1, 1)), InvalidValueError, id="validity"),
    ],
)
def test_what_is_no_run_of_days_is_refused(make: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        make()  # type: ignore[operator]


def test_ranges_of_days_share_days() -> None:
    july, week = (
        DateRange.closed(date(2026, 7, 1), date(2026, 7, 31)),
        DateRange(date(2026, 7, 29), date(2026, 8, 5)),
    )
    assert july.overlaps(week)
    assert july.intersection(week) == DateRange.closed(date(2026, 7, 29), date(2026, 7, 31))
    assert not july.overlaps(DateRange(july.end, july.end + timedelta(days=3)))


def test_a_validity_is_open_where_it_has_no_bound() -> None:
    until_closed = Validity(last=date(2025, 1, 13))
    since_moved = Validity(first=date(2025, 1, 14))
    assert until_closed.covers(date(2025, 1, 13))
    assert not until_closed.covers(date(2025, 1, 14))
    assert not until_closed.overlaps(since_moved)
    assert Validity().overlaps(until_closed)
    assert Validity().covers(date(1, 1, 1))


def test_weekdays_have_the_codes_of_rfc_5545() -> None:
    assert [day.code for day in Weekday] == ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    assert Weekday.of(date(2026, 5, 17)) is Weekday.SUNDAY


@pytest.mark.parametrize(
    "key",
    [
        "europe/oslo",
        "Europe",
        "posixrules",
        "localtime",
        "../../etc/passwd",
        "/etc/localtime",
        "Europe/Oslo\0",
        "",
        "x" * 300,
        "Europe/Oslø",
    ],
)
def test_only_keys_of_the_tz_database_are_zones(key: str) -> None:
    with pytest.raises(InvalidValueError, match="IANA zone key"):
        zone(key)


def test_a_zone_is_one_object_and_links_are_zones_too() -> None:
    assert zone("Europe/Oslo") is OSLO
    assert zone("Asia/Calcutta").key == "Asia/Calcutta"


def test_a_key_that_is_no_text_is_a_wrong_type() -> None:
    for key in (None, [], 5):
        with pytest.raises(WrongTypeError):
            zone(key)  # type: ignore[arg-type]


def test_a_weekday_prints_as_calendars_write_it():
    assert f"{Weekday.MONDAY} {Weekday.SUNDAY:>3}" == "MO  SU"
    assert eval(repr(Weekday.MONDAY)) is Weekday.MONDAY


@pytest.mark.parametrize("name", ["overlaps", "intersection", "abuts", "encloses"])
def test_another_kind_of_range_is_refused_by_name(name: str) -> None:
    days = DateRange(date(2026, 1, 1), date(2026, 1, 2))
    time = Interval(oslo("2026-01-01"), oslo("2026-01-02"))
    for one, other in ((time, days), (days, time), (time, "2026-01-01"), (days, None)):
        ask = getattr(one, name, None)
        if ask is not None:
            with pytest.raises(WrongTypeError, match=rf"{type(one).__name__}\.{name} other must be a"):
                ask(other)


def test_days_are_asked_for_a_date_alone() -> None:
    days = DateRange(date(2026, 1, 1), date(2026, 1, 2))
    for moment in (datetime(2026, 1, 1), "2026-01-01", None):
        with pytest.raises(WrongTypeError):
            _ = moment in days
