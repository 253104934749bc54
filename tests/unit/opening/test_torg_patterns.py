"""What Norwegian houses publish about their hours; each test bears the number of the collected case."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from innbyggertorg.chrono.dates import DateRange, Validity
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import zone
from innbyggertorg.days import (
    Annual,
    Between,
    Dates,
    EasterOffset,
    Eve,
    EveryNWeeks,
    Holiday,
    Holidays,
    IsoWeeks,
    NthWeekday,
    Weekdays,
    check_week,
    week_days,
)
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.opening import (
    CLOSE,
    AccessLevel,
    Add,
    BaseWeek,
    Cap,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Pattern,
    Remove,
    Replace,
    Restriction,
    Season,
    WeekHours,
    diff,
    within,
)

OSLO = zone("Europe/Oslo")
CLOSED, BY_APPOINTMENT, SELF_SERVICE, STAFFED = AccessLevel


def at(*parts):
    return datetime(*parts, tzinfo=OSLO)


def hours(*texts):
    return tuple(Hours.parse(text) for text in texts)


def shown(openings, day):
    """The spans of a day as texts, such as `08:00-10:00 self-service`."""
    return [f"{s.start:%H:%M}-{s.end:%H:%M} {s.level.key}" for s in openings.day(day).spans]


HEGGEDAL = OpeningSchedule(
    bases=(
        BaseWeek(
            WeekHours.of({"mo-we,fr": "10-16", "th": "12-18"}, self_service={"mo-su": "08-22"}),
            Validity(date(2025, 1, 2), None),
        ),
    ),
    patterns=(Pattern(EveryNWeeks(4, date(2025, 1, 4)), Add(hours("10-16"))),),
)


def test_o1_every_fourth_saturday_is_28_days_from_an_anchor():
    year = Interval(at(2025, 1, 1), at(2026, 1, 1))
    staffed = [s.start.date() for s in HEGGEDAL.spans(year, STAFFED) if s.start.weekday() == 5]
    assert len(staffed) == 13
    assert {(b - a).days for a, b in pairwise(staffed)} == {28}
    by_month = OpeningSchedule(
        patterns=(Pattern(NthWeekday(4, Weekday.SATURDAY), Add(hours("10-16"))),),
    )
    assert len(list(by_month.spans(year))) == 12


def test_o1_without_an_anchor_is_refused():
    with pytest.raises(InvalidValueError, match="anchor"):
        Pattern(EveryNWeeks(4, weekdays=[Weekday.SATURDAY]), Add(hours("10-16")))


def test_o2_overlapping_hours_give_self_service_around_staffed():
    assert shown(
        OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"}), date(2026, 3, 2)
    ) == [
        "08:00-10:00 self-service",
        "10:00-18:00 staffed",
        "18:00-22:00 self-service",
    ]


def test_o3_hours_published_as_a_complement_are_an_equal_value():
    overlapping = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})
    complement = OpeningSchedule.weekly(
        {"mo-fr": "10-18"}, self_service={"mo-fr": "08-10, 18-22", "sa,su": "08-22"}
    )
    assert overlapping == complement
    assert hash(overlapping) == hash(complement)
    one_sided = WeekHours.of({"mo-fr": "10-16"}, self_service={"mo-fr": "16-22"})
    assert one_sided == WeekHours.of({"mo-fr": "10-16"}, self_service={"mo-fr": "10-22"})


@pytest.mark.parametrize("self_service", ["08-22", "08-10, 18-22"])
def test_o3_both_notations_lose_their_staff_alike(self_service):
    schedule = OpeningSchedule.weekly(
        {"mo-fr": "10-18"}, self_service={"mo-fr": self_service}, holidays=Remove((STAFFED,))
    )
    assert shown(schedule, date(2026, 5, 1)) == ["08:00-22:00 self-service"]


def test_o4_a_whole_day_of_self_service_without_staff():
    schedule = OpeningSchedule.weekly({"mo-fr": "10-16"}, self_service={"su": "00-24"})
    assert shown(schedule, date(2026, 3, 1)) == ["00:00-00:00 self-service"]
    assert not schedule.is_open(at(2026, 3, 1, 12), STAFFED)


def test_o6_closed_all_july_while_self_service_goes_on():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"}, self_service={"mo-su": "08-22"})),),
        patterns=(Pattern(Annual.months(7, 7), Remove((STAFFED,)), reason="sommerstengt"),),
    )
    assert shown(schedule, date(2026, 7, 15)) == ["08:00-22:00 self-service"]
    assert shown(schedule, date(2026, 8, 3))[1] == "10:00-16:00 staffed"
    by_clock = OpeningSchedule(
        bases=schedule.bases,
        restrictions=(Restriction(datetime(2026, 7, 1), datetime(2026, 8, 1), Remove((STAFFED,))),),
    )
    assert shown(by_clock, date(2026, 7, 15)) == ["08:00-22:00 self-service"]


def test_o8_closed_in_week_28_after_a_cross_check_of_its_dates():
    published = DateRange.closed(date(2020, 7, 6), date(2020, 7, 12))
    assert check_week(28, published) is None
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-su": "10-16"})),),
        exceptions=(DatedException(Between.within(published), CLOSE),),
    )
    closed = [day for day in DateRange(date(2020, 7, 1), date(2020, 8, 1)) if not schedule.day(day).is_open]
    assert closed == list(week_days(2020, 28))
    every_year = OpeningSchedule(bases=schedule.bases, patterns=(Pattern(IsoWeeks([28]), CLOSE),))
    assert not any(day.is_open for day in every_year.week(2021, 28))


def test_o9_closed_every_wednesday_until_further_notice():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"})),),
        patterns=(Pattern(Weekdays([Weekday.WEDNESDAY]) & Between(date(2021, 4, 7)), CLOSE),),
    )
    assert schedule.day(date(2021, 3, 31)).is_open
    assert not schedule.day(date(2021, 4, 7)).is_open
    assert schedule.day(date(2021, 4, 8)).is_open
    assert not schedule.day(date(2031, 4, 9)).is_open


def test_o11_a_closed_house_takes_its_services_with_it():
    reason = "closed for works"
    house = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "08-20"})),),
        exceptions=(DatedException(Dates([date(2024, 11, 26), date(2024, 11, 27)]), CLOSE, reason=reason),),
    )
    library = within(OpeningSchedule.weekly({"mo-fr": "10-18"}), house, requires=STAFFED)
    machine = within(OpeningSchedule.weekly(self_service={"mo-su": "00-24"}), house, requires=CLOSED)
    assert shown(library, date(2024, 11, 25)) == ["10:00-18:00 staffed"]
    assert shown(library, date(2024, 11, 26)) == []
    assert library.at(at(2024, 11, 26, 12)).reason == reason
    assert library.explain(at(2024, 11, 26, 12)).rule == house.exceptions[0]
    assert library.next_open(at(2024, 11, 26, 12)).at == at(2024, 11, 28, 10)
    assert machine.is_open(at(2024, 11, 26, 3))


def test_o12_not_open_before_noon_on_the_three_weekdays_before_easter_2018():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo": "14-19", "tu-fr": "10-16"})),),
        exceptions=(DatedException(EasterOffset([-6, -5, -4]), Clip.opening_from("12:00")),),
    )
    week = [shown(schedule, date(2018, 3, day)) for day in (25, 26, 27, 28, 29)]
    assert week == [
        [],
        ["14:00-19:00 staffed"],
        ["12:00-16:00 staffed"],
        ["12:00-16:00 staffed"],
        ["10:00-16:00 staffed"],
    ]


def test_o14_staff_leave_at_17_or_earlier_and_self_service_stays():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-th": "10-18", "fr": "10-16"}, self_service={"mo-su": "08-22"})),),
        exceptions=(
            DatedException(
                Between(date(2026, 3, 5), date(2026, 3, 6)), Clip.closing_by("17:00", levels=(STAFFED,))
            ),
        ),
    )
    assert shown(schedule, date(2026, 3, 5)) == [
        "08:00-10:00 self-service",
        "10:00-17:00 staffed",
        "17:00-22:00 self-service",
    ]
    assert shown(schedule, date(2026, 3, 6))[1] == "10:00-16:00 staffed"


def test_o16_no_staff_on_24_to_26_december_while_self_service_runs():
    names = (Eve.CHRISTMAS_EVE, Holiday.CHRISTMAS_DAY, Holiday.BOXING_DAY)
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-sa": "10-16"}, self_service={"mo-su": "07-22"})),),
        holidays=(HolidayPolicy(Remove((STAFFED,)), names=names),),
    )
    for day in (24, 25, 26):
        assert shown(schedule, date(2026, 12, day)) == ["07:00-22:00 self-service"]
    assert "10:00-16:00 staffed" in shown(schedule, date(2026, 12, 28))


def test_o17_reachable_when_building_entrance_and_room_are_open():
    building = OpeningSchedule.weekly(self_service={"mo-su": "07-23"})
    entrance = OpeningSchedule.weekly(self_service={"mo-fr": "06-20"})
    room = OpeningSchedule.weekly({"mo-su": "09-22"})
    reachable = within(room, within(entrance, building, requires=SELF_SERVICE), requires=SELF_SERVICE)
    assert shown(reachable, date(2026, 3, 2)) == ["09:00-20:00 staffed"]
    assert shown(reachable, date(2026, 3, 1)) == []


def test_o20_a_switchboard_with_hours_of_its_own():
    house = OpeningSchedule.weekly({"mo-fr": "08-15"})
    switchboard = within(OpeningSchedule.weekly({"mo-fr": "09-14"}), house, requires=STAFFED)
    assert shown(switchboard, date(2026, 3, 2)) == ["09:00-14:00 staffed"]
    assert not switchboard.is_open(at(2026, 3, 2, 8, 30))


def test_o23_friday_and_saturday_until_01_belong_to_the_day_they_start_on():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-th": "10-22", "fr,sa": "10-01"})),),
        exceptions=(DatedException(Dates([date(2026, 3, 7)]), CLOSE),),
    )
    assert schedule.is_open(at(2026, 3, 7, 0, 30))
    assert not schedule.is_open(at(2026, 3, 7, 1))
    assert not schedule.is_open(at(2026, 3, 8, 0, 30))
    assert schedule.day(date(2026, 3, 6)).spans[0].end == at(2026, 3, 7, 1)
    by_clock = OpeningSchedule(
        bases=schedule.bases, restrictions=(Restriction(datetime(2026, 3, 7), datetime(2026, 3, 8)),)
    )
    assert not by_clock.is_open(at(2026, 3, 7, 0, 30))
    assert by_clock.explain(at(2026, 3, 7, 0, 30)).rule == by_clock.restrictions[0]


def test_o24_the_same_holiday_with_another_level_in_each_house():
    week = WeekHours.of({"mo-fr": "10-16"}, self_service={"mo-su": "08-22"})
    closed, unstaffed, usual = (
        OpeningSchedule(bases=(BaseWeek(week),), holidays=policies)
        for policies in ((HolidayPolicy(CLOSE),), (HolidayPolicy(Remove((STAFFED,))),), ())
    )
    noon = at(2026, 5, 1, 12)
    assert [house.level_at(noon) for house in (closed, unstaffed, usual)] == [CLOSED, SELF_SERVICE, STAFFED]


def test_c2_the_least_open_of_two_policies_holds_on_17_may_2027():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"}, self_service={"mo-su": "08-22"})),),
        holidays=(
            HolidayPolicy(Replace(hours("10-14")), names=(Holiday.CONSTITUTION_DAY,)),
            HolidayPolicy(Remove((STAFFED,)), names=(Holiday.WHIT_MONDAY,)),
        ),
    )
    assert shown(schedule, date(2026, 5, 17)) == ["10:00-14:00 staffed"]
    assert shown(schedule, date(2027, 5, 17)) == ["10:00-14:00 self-service"]
    assert schedule.day(date(2027, 5, 17)).holidays == (Holiday.CONSTITUTION_DAY, Holiday.WHIT_MONDAY)
    with_default = OpeningSchedule(
        bases=schedule.bases, holidays=(*schedule.holidays[:1], HolidayPolicy(CLOSE))
    )
    assert shown(with_default, date(2026, 5, 17)) == ["10:00-14:00 staffed"]
    assert shown(with_default, date(2027, 5, 17)) == []


def test_c2_a_dated_exception_beats_the_holiday_policy():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"})),),
        holidays=(HolidayPolicy(CLOSE),),
        exceptions=(DatedException(Dates([date(2027, 5, 17)]), Replace(hours("10-14"))),),
    )
    assert shown(schedule, date(2027, 5, 17)) == ["10:00-14:00 staffed"]
    assert shown(schedule, date(2027, 5, 6)) == []


def test_c5_training_stops_while_events_go_as_planned():
    hall = OpeningSchedule.weekly({"mo-su": "08-22"})
    training = within(
        OpeningSchedule(
            bases=(BaseWeek(WeekHours.of({"mo-th": "17-21"})),),
            restrictions=(Restriction(datetime(2026, 12, 19), datetime(2027, 1, 6), reason="holidays"),),
        ),
        hall,
        requires=STAFFED,
    )
    monday = at(2026, 12, 21, 18)
    assert (training.is_open(monday), hall.is_open(monday)) == (False, True)
    assert training.at(monday).reason == "holidays"


def test_a_change_of_hours_is_told_day_by_day():
    old = OpeningSchedule.weekly({"mo-fr": "10-16"})
    new = OpeningSchedule.weekly({"mo-we,fr": "10-16", "th": "12-18"}, holidays=CLOSE)
    found = diff(old, new, DateRange(date(2026, 4, 27), date(2026, 5, 4)))
    assert [change.day for change in found] == [date(2026, 4, 30), date(2026, 5, 1)]
    assert (len(found[1].before.spans), len(found[1].after.spans)) == (1, 0)
    assert diff(old, old, DateRange.year(2026)) == ()


def test_a_season_replaces_the_week_and_the_shorter_season_wins():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-su": "10-18"})),),
        seasons=(
            Season(Annual.months(6, 8), WeekHours.of({"mo-su": "10-15"}), reason="summer"),
            Season(Annual.months(7, 7), WeekHours.of(), reason="July"),
        ),
    )
    assert shown(schedule, date(2026, 6, 1)) == ["10:00-15:00 staffed"]
    assert shown(schedule, date(2026, 7, 1)) == []
    assert schedule.at(at(2026, 7, 1, 12)).reason == "July"
    assert shown(schedule, date(2026, 9, 1)) == ["10:00-18:00 staffed"]


def test_a_head_count_of_levels_in_a_pandemic_is_a_cap():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-18"})),),
        restrictions=(Restriction(datetime(2021, 1, 4), None, Cap(BY_APPOINTMENT), reason="pandemic"),),
    )
    state = schedule.at(at(2022, 3, 1, 12))
    assert (state.level, state.reason) == (BY_APPOINTMENT, "pandemic")


def test_holidays_as_a_pattern_are_weaker_than_a_policy():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"})),),
        patterns=(Pattern(Holidays(), Add(hours("18-20"))),),
        holidays=(HolidayPolicy(CLOSE, reason="helligdag"),),
    )
    found = schedule.explain(at(2026, 5, 1, 19))
    assert [(v.layer.value, v.level, v.decided) for v in found.verdicts] == [
        ("base", CLOSED, True),
        ("pattern", STAFFED, True),
        ("holiday", CLOSED, True),
    ]
    assert (found.layer, found.rule, found.level) == ("holiday", schedule.holidays[0], CLOSED)
