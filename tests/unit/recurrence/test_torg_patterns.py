"""What Norwegian houses publish, as series; the numbers are those of the collected cases."""

from datetime import date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.days import EvenWeeks, IsoWeeks, OddWeeks
from innbyggertorg.model import EventDetails
from innbyggertorg.recurrence import (
    Override,
    RecurrenceRule,
    Series,
    Status,
    announce,
    move_following,
    unannounced,
    with_changes,
)

OSLO = zone("Europe/Oslo")
TWO_HOURS = timedelta(hours=2)


def every(rule: str, first: datetime, **fields: object) -> Series:
    return Series(first, TWO_HOURS, rules=(RecurrenceRule.parse(rule),), **fields)  # type: ignore[arg-type]


def within(first: date, last: date) -> Interval:
    start, end = (datetime(day.year, day.month, day.day, tzinfo=OSLO) for day in (first, last))
    return Interval(start, end)


def days(series: Series, window: Interval) -> list[str]:
    return [f"{start:%d.%m}" for start in series.starts_between(window.start, window.end)]


def test_r1_wednesdays_in_even_and_odd_weeks_as_series() -> None:
    autumn = within(date(2020, 9, 14), date(2020, 12, 7))
    first = datetime(2020, 9, 16, 18)
    even = every("FREQ=WEEKLY", first, excluding=OddWeeks() | IsoWeeks((41,)))
    odd = every("FREQ=WEEKLY", first, excluding=EvenWeeks() | IsoWeeks((41,)))
    assert days(even, autumn) == ["16.09", "30.09", "14.10", "28.10", "11.11", "25.11"]
    assert days(odd, autumn) == ["23.09", "21.10", "04.11", "18.11", "02.12"]


def test_r2_even_saturdays_are_not_every_second_one_over_new_year_2026_27() -> None:
    new_year = within(date(2026, 12, 20), date(2027, 1, 20))
    first = datetime(2026, 1, 3, 11)
    assert days(every("FREQ=WEEKLY", first, excluding=OddWeeks()), new_year) == ["26.12", "16.01"]
    assert days(every("FREQ=WEEKLY", first, excluding=EvenWeeks()), new_year) == ["02.01", "09.01"]


def test_r3_the_phase_follows_the_move_from_good_friday() -> None:
    series = every("FREQ=WEEKLY;INTERVAL=2", datetime(2011, 3, 25, 18))
    cut = move_following(series, datetime(2011, 4, 22, 18), datetime(2011, 4, 29, 18))
    assert cut.before is not None
    spring = within(date(2011, 3, 1), date(2011, 6, 1))
    assert days(cut.before, spring) + days(cut.after, spring) == [
        "25.03",
        "08.04",
        "29.04",
        "13.05",
        "27.05",
    ]
    assert cut.orphans == ()


def test_r4_three_times_this_term_with_dates_to_be_announced() -> None:
    series = unannounced(datetime(2026, 9, 1, 18), TWO_HOURS)
    term = within(date(2026, 8, 1), date(2026, 12, 31))
    announced = announce(series, [datetime(2026, month, 7, 18) for month in (9, 10, 11)])
    assert days(announced, term) == ["07.09", "07.10", "07.11"]


def test_r5_single_occurrences_of_a_weekly_series_differ_in_day_time_and_terms() -> None:
    terms = EventDetails(online_url="https://example.org/paamelding")
    series = every(
        "FREQ=WEEKLY;COUNT=5",
        datetime(2026, 2, 3, 18),
        overrides=(
            Override(datetime(2026, 2, 10, 18), start=datetime(2026, 2, 11, 18)),
            Override(datetime(2026, 2, 17, 18), start=datetime(2026, 2, 17, 17), length=timedelta(hours=3)),
            Override(datetime(2026, 2, 24, 18), details=terms),
        ),
    )
    found = list(series.occurrences(within(date(2026, 2, 1), date(2026, 4, 1))))
    assert [f"{each.start:%d.%m %H}-{each.end:%H}" for each in found] == [
        "03.02 18-20",
        "11.02 18-20",
        "17.02 17-20",
        "24.02 18-20",
        "03.03 18-20",
    ]
    assert [each.key.day for each in found] == [3, 10, 17, 24, 3]
    assert found[3].override is not None
    assert found[3].override.details is terms


def test_r14_weeks_left_out_and_another_place_in_mid_series() -> None:
    upstairs = EventDetails(rooms=("upstairs",))
    series = every(
        "FREQ=WEEKLY;UNTIL=20261201",
        datetime(2026, 9, 22, 18),
        excluding=IsoWeeks((41, 42)),
        overrides=(Override(datetime(2026, 10, 20, 18), details=upstairs),),
    )
    autumn = within(date(2026, 9, 1), date(2026, 11, 1))
    assert days(series, autumn) == ["22.09", "29.09", "20.10", "27.10"]
    assert [each.override is not None for each in series.occurrences(autumn)] == [False, False, True, False]


@pytest.mark.parametrize("cut", [date(2026, 12, 20), date(2026, 12, 28), date(2027, 1, 1), date(2027, 1, 5)])
def test_mistake_1_the_answer_does_not_hang_on_where_the_window_begins(cut: date) -> None:
    series = every("FREQ=WEEKLY;INTERVAL=2", datetime(2026, 1, 3, 11))
    begin, end = date(2026, 11, 1), date(2027, 3, 1)
    whole = list(series.occurrences(within(begin, end)))
    later = within(cut, end)
    assert [each for each in whole if each.end > later.start] == list(series.occurrences(later))


def test_mistake_6_editing_a_series_keeps_its_exceptions_or_hands_them_back() -> None:
    gone = Override(datetime(2026, 1, 13, 18), cancelled=True)
    moved = Override(datetime(2026, 1, 20, 18), start=datetime(2026, 1, 21, 18))
    series = every("FREQ=WEEKLY", datetime(2026, 1, 6, 18), overrides=(gone, moved))
    longer = with_changes(series, length=timedelta(hours=3))
    assert (longer.series.overrides, longer.orphans) == ((gone, moved), ())
    rarer = with_changes(series, rules=(RecurrenceRule.parse("FREQ=WEEKLY;INTERVAL=2"),))
    assert (rarer.series.overrides, rarer.orphans) == ((moved,), (gone,))
    january = rarer.series.occurrences(within(date(2026, 1, 1), date(2026, 2, 1)))
    assert all(each.status is not Status.CANCELLED for each in january)
