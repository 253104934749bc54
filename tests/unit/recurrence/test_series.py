"""Series: windows, the nights the clocks change, whole days, and what is added, left out or different."""

import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg.chrono import Interval, Weekday, zone
from innbyggertorg.days import Between, Dates, Weekdays
from innbyggertorg.errors import InnbyggertorgError, InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, RecurrenceRule, RuleDays, Series, Status

OSLO = zone("Europe/Oslo")
HOUR = timedelta(hours=1)
P = RecurrenceRule.parse


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=OSLO)  # type: ignore[misc, arg-type]


def window(start: datetime, end: datetime) -> Interval:
    return Interval(start, end)


def weekly(**fields: object) -> Series:
    first = datetime(2026, 1, 5, 18)
    return Series(first, 2 * HOUR, rules=(P("FREQ=WEEKLY;COUNT=5"),), **fields)  # type: ignore[arg-type]


JANUARY_ON = window(at(2026, 1, 1), at(2026, 6, 1))


def days_of(series: Series, among: Interval = JANUARY_ON) -> list[str]:
    return [f"{occurrence.start:%d.%m}" for occurrence in series.occurrences(among)]


def test_an_occurrence_has_a_start_an_end_and_a_key() -> None:
    occurrence = weekly().occurrences(JANUARY_ON)[1]
    assert occurrence.start == at(2026, 1, 12, 18)
    assert occurrence.start.tzinfo is OSLO  # type: ignore[union-attr]
    assert occurrence.end == at(2026, 1, 12, 20)
    assert occurrence.key == datetime(2026, 1, 12, 18)
    assert (occurrence.status, occurrence.override) == (Status.CONFIRMED, None)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (at(2026, 1, 5, 20), at(2026, 1, 12, 18), []),
        (at(2026, 1, 5, 19, 59, 59), at(2026, 1, 12, 18), ["05.01"]),
        (at(2026, 1, 5, 20), at(2026, 1, 12, 18, 0, 1), ["12.01"]),
        (at(2026, 1, 5, 19, 59, 59, 999_999), at(2026, 1, 5, 20), ["05.01"]),
        (at(2026, 1, 5, 20), at(2026, 1, 12, 18, 0, 0, 1), ["12.01"]),
        (at(2026, 1, 5, 17), at(2026, 1, 5, 18), []),
    ],
)
def test_touching_is_not_overlapping(start: datetime, end: datetime, found: list[str]) -> None:
    assert days_of(weekly(), window(start, end)) == found


def test_without_rules_the_first_start_is_the_only_one() -> None:
    assert days_of(Series(datetime(2026, 2, 3, 9), HOUR)) == ["03.02"]


def test_with_rules_the_first_start_counts_where_one_picks_it() -> None:
    series = Series(datetime(2026, 1, 5, 9), HOUR, rules=(P("FREQ=WEEKLY;BYDAY=TU;COUNT=2"),))
    assert days_of(series) == ["06.01", "13.01"]


def test_extra_excluded_and_excluding() -> None:
    series = weekly(
        extra=(datetime(2025, 12, 30, 18), datetime(2026, 1, 13, 18), datetime(2026, 1, 19, 18)),
        excluded=(datetime(2026, 1, 12, 18),),
        excluding=Between(date(2026, 1, 13), date(2026, 1, 26)),
    )
    whole = window(at(2025, 12, 1), at(2026, 6, 1))
    # An extra start stands, also on a day that the rules may not use.
    assert days_of(series, whole) == ["30.12", "05.01", "13.01", "19.01", "02.02"]


def test_many_exclusions_do_not_hide_what_comes_after_them() -> None:
    daily = Series(
        datetime(2026, 1, 1, 9), HOUR, rules=(P("FREQ=DAILY"),), excluding=Weekdays((Weekday.MONDAY,))
    )
    year = window(at(2026, 1, 1), at(2027, 1, 1))
    assert len(daily.occurrences(year, limits=Limits(occurrences=365))) == 365 - 52
    with pytest.raises(LimitExceededError, match="occurrences"):
        daily.occurrences(year, limits=Limits(occurrences=300))


def test_an_override_moves_changes_or_cancels_one() -> None:
    keys = [datetime(2026, 1, day, 18) for day in (5, 12, 19)]
    series = weekly(
        overrides=(
            Override(keys[0], start=datetime(2026, 1, 28, 12), length=HOUR),
            Override(keys[1], cancelled=True),
            Override(keys[2], details="another room"),
        )
    )
    found = list(series.occurrences(JANUARY_ON))
    assert [f"{o.start:%d.%m %H}" for o in found] == [
        "12.01 18",
        "19.01 18",
        "26.01 18",
        "28.01 12",
        "02.02 18",
    ]
    assert [o.key for o in found] == [*keys[1:], datetime(2026, 1, 26, 18), keys[0], datetime(2026, 2, 2, 18)]
    assert found[0].status is Status.CANCELLED
    assert found[1].override is not None
    assert found[1].override.details == "another room"
    assert found[3].end == at(2026, 1, 28, 13)
    starts = list(series.starts_between(JANUARY_ON.start, JANUARY_ON.end))
    assert starts == [o.start for o in found if o.status is not Status.CANCELLED]


def test_an_override_needs_an_occurrence() -> None:
    with pytest.raises(InvalidValueError, match="a start that the series has"):
        weekly(overrides=(Override(datetime(2026, 1, 6, 18)),))
    with pytest.raises(InvalidValueError, match="twice"):
        weekly(overrides=(Override(datetime(2026, 1, 5, 18)), Override(datetime(2026, 1, 5, 18))))


# --- the nights the clocks change ---------------------------------------------------------------------


def test_a_time_in_the_gap_moves_forward_and_counts() -> None:
    series = Series(datetime(2026, 3, 28, 2, 30), HOUR, rules=(P("FREQ=DAILY;COUNT=3"),))
    found = list(series.occurrences(window(at(2026, 3, 1), at(2026, 4, 1))))
    assert [o.start.isoformat() for o in found] == [
        "2026-03-28T02:30:00+01:00",
        "2026-03-29T03:30:00+02:00",
        "2026-03-30T02:30:00+02:00",
    ]
    assert found[1].end.isoformat() == "2026-03-29T04:30:00+02:00"
    assert found[1].key == datetime(2026, 3, 29, 2, 30)


def test_a_repeated_time_is_its_first_and_lengths_are_elapsed_time() -> None:
    series = Series(datetime(2026, 10, 24, 2, 30), HOUR, rules=(P("FREQ=DAILY;COUNT=3"),))
    found = list(series.occurrences(window(at(2026, 10, 1), at(2026, 11, 1))))
    assert found[1].start.isoformat() == "2026-10-25T02:30:00+02:00"
    assert found[1].end.isoformat() == "2026-10-25T02:30:00+01:00"
    assert found[1].end.fold == 1  # type: ignore[union-attr]


def test_two_starts_at_one_instant_are_one_with_the_real_time_as_key() -> None:
    rule = P("FREQ=DAILY;BYHOUR=2,3;COUNT=6")
    series = Series(datetime(2026, 3, 28, 2), HOUR, rules=(rule,))
    found = list(series.occurrences(window(at(2026, 3, 28), at(2026, 3, 31))))
    assert [o.key.isoformat()[8:13] for o in found] == ["28T02", "28T03", "29T03", "30T02", "30T03"]


def test_times_moved_out_of_the_gap_are_in_order_of_time() -> None:
    rule = P("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45;COUNT=4")
    series = Series(datetime(2026, 3, 29, 2), HOUR / 4, rules=(rule,))
    found = list(series.occurrences(window(at(2026, 3, 29), at(2026, 3, 30))))
    assert [o.start.isoformat()[11:] for o in found] == ["03:15:00+02:00", "03:45:00+02:00"]
    assert [o.key.isoformat()[11:] for o in found] == ["03:15:00", "03:45:00"]
    assert list(series.starts_between(at(2026, 3, 29), at(2026, 3, 30))) == [o.start for o in found]


def test_a_window_within_the_hour_after_the_gap_is_exact() -> None:
    rule = P("FREQ=DAILY;BYHOUR=2;BYMINUTE=0,30")
    series = Series(datetime(2026, 3, 28, 2), timedelta(minutes=10), rules=(rule,))
    assert len(series.occurrences(window(at(2026, 3, 29, 3), at(2026, 3, 29, 3, 20)))) == 1
    assert len(series.occurrences(window(at(2026, 3, 29, 3, 10), at(2026, 3, 29, 3, 30)))) == 0
    assert len(series.occurrences(window(at(2026, 3, 29, 3, 39), at(2026, 3, 29, 4)))) == 1


def test_until_as_an_instant_is_read_in_the_zone() -> None:
    rule = P("FREQ=DAILY;UNTIL=20260329T010000Z")
    series = Series(datetime(2026, 3, 28, 2, 0), HOUR, rules=(rule,))
    found = [o.start.isoformat() for o in series.occurrences(window(at(2026, 3, 1), at(2026, 4, 1)))]
    assert found == ["2026-03-28T02:00:00+01:00", "2026-03-29T03:00:00+02:00"]


def test_a_day_that_a_zone_never_had() -> None:
    apia = zone("Pacific/Apia")
    series = Series(datetime(2011, 12, 28, 12), HOUR, zone="Pacific/Apia", rules=(P("FREQ=DAILY;COUNT=5"),))
    around = Interval(datetime(2011, 12, 1, tzinfo=apia), datetime(2012, 2, 1, tzinfo=apia))
    assert days_of(series, around) == ["28.12", "29.12", "31.12", "01.01"]


# --- whole days ---------------------------------------------------------------------------------------


def test_whole_days_are_dates_and_overlap_by_wall_days() -> None:
    series = Series(date(2026, 3, 28), timedelta(days=2), rules=(P("FREQ=WEEKLY;COUNT=2"),))
    found = list(series.occurrences(window(at(2026, 3, 29, 23), at(2026, 4, 10))))
    assert [(o.start, o.end, o.key) for o in found] == [
        (date(2026, 3, 28), date(2026, 3, 30), date(2026, 3, 28)),
        (date(2026, 4, 4), date(2026, 4, 6), date(2026, 4, 4)),
    ]
    assert len(series.occurrences(window(at(2026, 3, 30), at(2026, 4, 4)))) == 0
    utc = Interval(datetime(2026, 3, 29, 21, 59, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC))
    assert len(series.occurrences(utc)) == 1  # 23:59 in Oslo
    assert list(series.starts_between(at(2026, 3, 28), at(2026, 4, 4))) == [date(2026, 3, 28)]


def test_whole_days_need_whole_lengths_and_dates_throughout() -> None:
    with pytest.raises(InvalidValueError, match="whole days"):
        Series(date(2026, 1, 1), HOUR)
    with pytest.raises(InvalidValueError, match="daily or longer"):
        Series(date(2026, 1, 1), timedelta(days=1), rules=(P("FREQ=HOURLY"),))
    with pytest.raises(WrongTypeError, match="must be dates"):
        Series(date(2026, 1, 1), timedelta(days=1), extra=(datetime(2026, 1, 2),))


# --- the sequence -------------------------------------------------------------------------------------


def test_occurrences_are_a_sequence() -> None:
    series = weekly(overrides=(Override(datetime(2026, 1, 12, 18), start=datetime(2026, 1, 30, 9)),))
    found = series.occurrences(JANUARY_ON)
    listed = list(found)
    assert len(found) == len(listed) == 5
    assert [found[number] for number in range(5)] == listed
    assert [found[number] for number in range(-5, 0)] == listed
    assert found[1:4] == listed[1:4]
    assert list(reversed(found)) == listed[::-1]
    with pytest.raises(IndexError):
        found[5]


def test_a_long_list_comes_in_chunks() -> None:
    series = Series(datetime(2026, 1, 1, 1, 30), 3 * HOUR, rules=(P("FREQ=DAILY"),))
    found = series.occurrences(window(at(2026, 1, 1), at(2031, 1, 1)))
    assert len(list(found)) == len(found) == 1826
    assert [found[number] for number in range(0, 1826, 37)] == list(found)[::37]


def test_the_edges_of_time_are_quiet() -> None:
    late = Series(datetime(9999, 12, 30, 18), HOUR, rules=(P("FREQ=DAILY"),))
    starts = list(late.starts_between(at(9999, 12, 1), datetime.max.replace(tzinfo=UTC)))
    assert [start.day for start in starts] == [30, 31]
    early = Series(datetime(1, 1, 1), HOUR, rules=(P("FREQ=SECONDLY"),))
    assert next(early.starts_between(datetime.min.replace(tzinfo=UTC), at(2026, 1, 1))).year == 1


def test_a_series_survives_pickling_and_is_hashable() -> None:
    series = weekly(overrides=(Override(datetime(2026, 1, 12, 18), cancelled=True),))
    len(series.occurrences(JANUARY_ON))
    again = pickle.loads(pickle.dumps(series))
    assert again == series
    assert hash(again) == hash(series)
    assert evolve(series, extra=[datetime(2026, 9, 1), datetime(2026, 8, 1)]) == evolve(
        series, extra=[datetime(2026, 8, 1), datetime(2026, 9, 1), datetime(2026, 8, 1)]
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"first": datetime(2026, 1, 1, tzinfo=UTC)},
        {"first": "2026-01-01"},
        {"length": timedelta(0)},
        {"length": timedelta(microseconds=5)},
        {"zone": "Europe"},
        {"rules": [P("FREQ=DAILY")]},
        {"excluded": (date(2026, 1, 1),)},
        {"excluding": "weekends"},
        {"tentative": 1},
    ],
)
def test_what_is_no_series_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(InnbyggertorgError):
        Series(**{"first": datetime(2026, 1, 1), "length": HOUR, **fields})  # type: ignore[arg-type]


def test_a_rule_is_also_a_rule_about_days() -> None:
    fridays = RuleDays(P("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"), date(2026, 1, 2))
    both = fridays - Dates((date(2026, 1, 16),))
    assert both.picks(date(2026, 1, 2))
    assert not both.picks(date(2026, 1, 9))
    assert not both.picks(date(2026, 1, 16))
    with pytest.raises(InvalidValueError, match="daily or longer"):
        RuleDays(P("FREQ=HOURLY"), date(2026, 1, 2))
