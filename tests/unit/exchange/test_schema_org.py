"""Schedules in the terms of schema.org."""

from datetime import date, datetime

import pytest

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days import Annual, Dates, Eve
from innbyggertorg.errors import LimitExceededError, WrongTypeError
from innbyggertorg.exchange.schema_org import opening_hours
from innbyggertorg.opening import (
    CLOSE,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Replace,
    Restriction,
    Season,
    WeekHours,
)

CHRISTMAS = DateRange(date(2026, 11, 1), date(2027, 1, 1))


def entry(opens, closes, description="staffed", *, first="2026-11-01", last="2026-12-31", days=None):
    found = {"@type": "OpeningHoursSpecification"}
    if days:
        found["dayOfWeek"] = days
    return found | {
        "opens": opens,
        "closes": closes,
        "description": description,
        "validFrom": first,
        "validThrough": last,
    }


def test_the_week_and_the_days_that_are_otherwise():
    schedule = OpeningSchedule(
        bases=OpeningSchedule.weekly({"mo-fr": "10:00-16:00"}).bases,
        holidays=(HolidayPolicy(CLOSE), HolidayPolicy(Clip.closing_by("12:00"), (Eve.CHRISTMAS_EVE,))),
        exceptions=(DatedException(Dates((date(2026, 12, 5),)), Replace((Hours(660, 840),))),),
    )
    hours, losses = opening_hours(schedule, CHRISTMAS)
    working_days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert hours == {
        "openingHoursSpecification": [entry("10:00", "16:00", days=working_days)],
        "specialOpeningHoursSpecification": [
            entry("11:00", "14:00", first="2026-12-05", last="2026-12-05"),
            entry("10:00", "12:00", first="2026-12-24", last="2026-12-24"),
            entry("00:00", "00:00", "closed", first="2026-12-25", last="2026-12-25"),
        ],
    }
    assert losses == ()


def test_levels_are_named_and_reported():
    schedule = OpeningSchedule.weekly({"sa": "10:00-16:00"}, self_service={"sa": "08:00-22:00"})
    hours, (loss,) = opening_hours(schedule, CHRISTMAS)
    assert hours["openingHoursSpecification"] == [
        entry("08:00", "10:00", "self-service", days=["Saturday"]),
        entry("10:00", "16:00", "staffed", days=["Saturday"]),
        entry("16:00", "22:00", "self-service", days=["Saturday"]),
    ]
    assert loss.what == "that some hours are self-service"


def test_days_in_a_row_that_are_alike_are_one_entry():
    schedule = OpeningSchedule(
        bases=OpeningSchedule.weekly({"mo-su": "10:00-16:00"}).bases,
        seasons=(Season(Annual.months(7, 7), WeekHours(((),) * 7), reason="Sommerstengt"),),
    )
    hours, (loss,) = opening_hours(schedule, DateRange.year(2026))
    assert hours["specialOpeningHoursSpecification"] == [
        entry("00:00", "00:00", "closed", first="2026-07-01", last="2026-07-31")
    ]
    assert (loss.where, loss.what) == ("seasons[0]", "the reason 'Sommerstengt'")


@pytest.mark.parametrize(
    ("hours", "opens", "closes"),
    [
        ("00:00-24:00", "00:00", "23:59"),
        ("10:00-24:00", "10:00", "00:00"),
        ("20:00-02:00", "20:00", "02:00"),
        ("00:00-23:00", "00:00", "23:00"),
    ],
)
def test_midnight_is_written_so(hours, opens, closes):
    written, losses = opening_hours(OpeningSchedule.weekly({"we": hours}), CHRISTMAS)
    assert written["openingHoursSpecification"] == [entry(opens, closes, days=["Wednesday"])]
    assert losses == ()


def test_a_day_and_night_is_cut_at_midnight():
    written, _ = opening_hours(OpeningSchedule.weekly({"sa": "08:00-08:00+1d"}), CHRISTMAS)
    assert written["openingHoursSpecification"] == [
        entry("08:00", "00:00", days=["Saturday"]),
        entry("00:00", "08:00", days=["Sunday"]),
    ]


def test_what_cannot_be_said_is_reported():
    almost = OpeningSchedule.weekly({"we": "00:00-23:59"})
    assert [loss.what for loss in opening_hours(almost, CHRISTMAS)[1]] == ["the minute after 23:59"]
    cut = OpeningSchedule(
        bases=OpeningSchedule.weekly({"mo-su": "10:00-16:00"}).bases,
        restrictions=(Restriction(datetime(2026, 12, 1, 12, 0, 1), datetime(2026, 12, 2)),),
    )
    assert [loss.what for loss in opening_hours(cut, CHRISTMAS)[1]] == ["seconds, on 2026-12-01"]


def test_arguments_are_checked():
    with pytest.raises(WrongTypeError):
        opening_hours("Mo-Fr", CHRISTMAS)
    with pytest.raises(WrongTypeError):
        opening_hours(OpeningSchedule(), date(2026, 1, 1))
    with pytest.raises(LimitExceededError):
        opening_hours(OpeningSchedule(), DateRange(date(1900, 1, 1), date(2100, 1, 1)))
