"""Each rule by itself: what it picks, what it refuses, and how it behaves at the ends of the calendar."""

import copy
import pickle
from datetime import date, datetime

import pytest

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days import (
    EVERY_DAY,
    AllOf,
    Annual,
    AnyOf,
    Between,
    BreakName,
    Dates,
    EasterOffset,
    Eve,
    EvenWeeks,
    EveryNDays,
    EveryNMonths,
    EveryNWeeks,
    Eves,
    Except,
    Holiday,
    Holidays,
    IsoWeeks,
    MonthDay,
    NthWeekday,
    OddWeeks,
    SchoolBreak,
    SchoolCalendar,
    SchoolYear,
    Weekdays,
    check_week,
    date_of,
    easter_sunday,
    eves_on,
    holidays_on,
    week_days,
)
from innbyggertorg.errors import InnbyggertorgError, InvalidValueError, LimitExceededError, WrongTypeError

MONDAY = Weekday.MONDAY
EDGE_RULES = [
    EVERY_DAY,
    Weekdays([Weekday.SUNDAY]),
    EveryNDays(1),
    EveryNDays(7, date(1, 1, 3)),
    EveryNWeeks(1, None, [MONDAY]),
    EveryNWeeks(2, date(9999, 12, 28), [Weekday.FRIDAY]),
    EveryNMonths(5, date(9999, 8, 31)),
    EveryNMonths(1, None, NthWeekday(5, MONDAY)),
    NthWeekday(-1, Weekday.FRIDAY),
    EvenWeeks(),
    OddWeeks(),
    IsoWeeks([1, 52, 53]),
    Dates([date(1, 1, 1), date.max]),
    Between(None, None),
    Between(date(9999, 12, 31)),
    Annual(MonthDay(12, 20), MonthDay(1, 6)),
    Annual.on(2, 29),
    Holidays(),
    Eves(),
    EasterOffset([-366, 366]),
    EVERY_DAY - (EvenWeeks() & Annual.on(12, 31)),
]


@pytest.mark.parametrize("rule", EDGE_RULES, ids=repr)
def test_no_rule_falls_off_the_ends_of_the_calendar(rule):
    for start, end in ((date(1, 1, 1), date(2, 2, 1)), (date(9998, 1, 1), date.max)):
        window = DateRange(start, end)
        assert list(rule.days(window)) == [day for day in window if rule.picks(day)]
    assert rule.picks(date.max) in {True, False}


def test_a_stretch_over_new_year_is_under_way_when_the_calendar_begins_and_ends():
    rule = Annual(MonthDay(12, 20), MonthDay(1, 6))
    assert rule.picks(date(1, 1, 6))
    assert not rule.picks(date(1, 1, 7))
    assert rule.picks(date.max)


@pytest.mark.parametrize(
    ("rule", "leap", "common"),
    [
        pytest.param(
            Annual(MonthDay(2, 29), MonthDay(3, 2)),
            [date(2028, 2, 29), date(2028, 3, 1), date(2028, 3, 2)],
            [date(2027, 3, 1), date(2027, 3, 2)],
            id="as the first day",
        ),
        pytest.param(
            Annual(MonthDay(2, 27), MonthDay(2, 29)),
            [date(2028, 2, 27), date(2028, 2, 28), date(2028, 2, 29)],
            [date(2027, 2, 27), date(2027, 2, 28)],
            id="as the last day",
        ),
        pytest.param(Annual.on(2, 29), [date(2028, 2, 29)], [], id="alone"),
        pytest.param(
            Annual.months(2, 2) & Annual(MonthDay(2, 28), MonthDay(12, 1)),
            [date(2028, 2, 28), date(2028, 2, 29)],
            [date(2027, 2, 28)],
            id="as the end of a month",
        ),
    ],
)
def test_29_february_follows_the_written_rule(rule, leap, common):
    assert list(rule.days(DateRange(date(2028, 2, 1), date(2028, 4, 1)))) == leap
    assert list(rule.days(DateRange(date(2027, 2, 1), date(2027, 4, 1)))) == common


def test_a_month_without_the_anchors_day_is_left_out():
    rule = EveryNMonths(1, date(2026, 1, 31))
    assert list(rule.days(DateRange.year(2026))) == [date(2026, m, 31) for m in (1, 3, 5, 7, 8, 10, 12)]


def test_every_second_month_on_the_first_wednesday():
    rule = EveryNMonths(2, date(2026, 1, 1), on=NthWeekday(1, Weekday.WEDNESDAY))
    found = list(rule.days(DateRange(date(2026, 1, 1), date(2026, 6, 1))))
    assert found == [date(2026, 1, 7), date(2026, 3, 4), date(2026, 5, 6)]


def test_nothing_is_picked_before_an_anchor():
    rule = EveryNWeeks(2, date(2026, 1, 7), [MONDAY, Weekday.FRIDAY])
    found = list(rule.days(DateRange(date(2025, 12, 1), date(2026, 1, 31))))
    assert found == [date(2026, 1, 9), date(2026, 1, 19), date(2026, 1, 23)]


def test_a_far_window_costs_no_more_than_a_near_one():
    rule = EveryNDays(9_999, date(1, 1, 1)) & Weekdays([MONDAY]) & Dates([date(9000, 1, 1)])
    assert list(rule.days(DateRange(date(1, 1, 1), date.max))) == []


def test_names_and_days_are_kept_in_one_order():
    assert Weekdays([Weekday.SUNDAY, MONDAY, MONDAY]) == Weekdays((MONDAY, Weekday.SUNDAY))
    assert Holidays([Holiday.BOXING_DAY, Holiday.GOOD_FRIDAY]).names == (
        Holiday.GOOD_FRIDAY,
        Holiday.BOXING_DAY,
    )
    assert Dates({date(2026, 2, 1), date(2026, 1, 1)}).dates == (date(2026, 1, 1), date(2026, 2, 1))


def test_long_chains_stay_flat_and_deep_ones_are_refused():
    days = [Dates([date.fromordinal(740_000 + n)]) for n in range(2_000)]
    chain = days[0]
    for each in days[1:]:
        chain = chain | each
    assert isinstance(chain, AnyOf)
    assert (chain.depth, len(chain.rules)) == (2, 2_000)
    nested = EVERY_DAY
    for n in range(31):
        nested = Except(EvenWeeks() if n % 2 else OddWeeks(), nested)
    with pytest.raises(LimitExceededError):
        Except(OddWeeks(), nested)


def test_differences_gather_what_they_exclude():
    rule = EVERY_DAY - Holidays() - Eves()
    assert rule == Except(EVERY_DAY, AnyOf((Holidays(), Eves())))
    assert (EVERY_DAY & EvenWeeks() & EVERY_DAY) == AllOf((EVERY_DAY, EvenWeeks()))


def test_the_algebra_takes_rules_only():
    for combine in (lambda r: r | 1, lambda r: r & date(2026, 1, 1), lambda r: r - None):
        with pytest.raises(TypeError):
            combine(EVERY_DAY)


@pytest.mark.parametrize("rule", EDGE_RULES, ids=repr)
def test_a_rule_survives_pickling_and_copying(rule):
    for other in (pickle.loads(pickle.dumps(rule)), copy.deepcopy(rule)):
        assert other == rule
        assert hash(other) == hash(rule)


REFUSED = {
    "no weekdays": lambda: Weekdays(()),
    "a number for a weekday": lambda: Weekdays([0]),
    "text for weekdays": lambda: Weekdays("MO"),
    "a mixture": lambda: Weekdays([MONDAY, "TU"]),
    "every zero days": lambda: EveryNDays(0, date(2026, 1, 1)),
    "every True days": lambda: EveryNDays(True, date(2026, 1, 1)),
    "every 2 days from nowhere": lambda: EveryNDays(2),
    "every 2 months from nowhere": lambda: EveryNMonths(2, None, NthWeekday(1, MONDAY)),
    "every month, no day": lambda: EveryNMonths(1),
    "every week, no day": lambda: EveryNWeeks(1),
    "an anchor with a time": lambda: EveryNDays(2, datetime(2026, 1, 1)),
    "the 0th Monday": lambda: NthWeekday(0, MONDAY),
    "the 6th Monday": lambda: NthWeekday(6, MONDAY),
    "week 54": lambda: IsoWeeks([54]),
    "no dates": lambda: Dates([]),
    "a date and a datetime": lambda: Dates([date(2026, 1, 1), datetime(2026, 1, 1)]),
    "backwards": lambda: Between(date(2026, 1, 2), date(2026, 1, 1)),
    "an empty range": lambda: Between.within(DateRange(date(2026, 1, 1), date(2026, 1, 1))),
    "a range of something else": lambda: Between.within("2026"),
    "30 February": lambda: MonthDay(2, 30),
    "month 13": lambda: Annual.months(1, 13),
    "month True": lambda: Annual.on(True, 1),
    "an unknown name": lambda: Holidays(["christmas"]),
    "an eve among the holidays": lambda: Holidays([Eve.CHRISTMAS_EVE]),
    "Easter plus 400": lambda: EasterOffset(400),
    "Easter plus True": lambda: EasterOffset(True),
    "Easter of year 0": lambda: easter_sunday(0),
    "Easter of 2026.0": lambda: easter_sunday(2026.0),
    "17 May 1946": lambda: date_of(Holiday.CONSTITUTION_DAY, 1946),
    "the date of text": lambda: date_of("christmas_day", 2026),
    "any of nothing": lambda: AnyOf(()),
    "any of text": lambda: AnyOf("ab"),
    "all of a generator": lambda: AllOf(r for r in [EVERY_DAY]),
    "except text": lambda: Except(EVERY_DAY, "x"),
    "a list among any of": lambda: AnyOf(([],)),
    "a table among all of": lambda: AllOf(({},)),
    "picking a datetime": lambda: EVERY_DAY.picks(datetime(2026, 1, 1)),
    "days of two dates": lambda: EVERY_DAY.days((date(2026, 1, 1), date(2026, 2, 1))),
    "holidays of a datetime": lambda: holidays_on(datetime(2026, 1, 1)),
    "week 53 of 2025": lambda: week_days(2025, 53),
    "week 1 of 9999": lambda: week_days(9999, 1),
    "a week of text": lambda: week_days(2026, "1"),
    "an empty week": lambda: check_week(1, DateRange(date(2026, 1, 1), date(2026, 1, 1))),
    "a break that ends early": lambda: SchoolBreak(BreakName.AUTUMN, date(2026, 10, 2), date(2026, 10, 1)),
    "a written summer": lambda: SchoolBreak(BreakName.SUMMER, date(2026, 7, 1), date(2026, 7, 2)),
    "a school year from spring": lambda: SchoolYear(
        first=date(2026, 3, 1), last=date(2026, 6, 1), source="s"
    ),
    "a school year of two": lambda: SchoolYear(first=date(2025, 8, 1), last=date(2027, 6, 1), source="s"),
    "a break outside its year": lambda: SchoolYear(
        first=date(2025, 8, 18),
        last=date(2026, 6, 19),
        breaks=(SchoolBreak.on(date(2026, 6, 20)),),
        source="s",
    ),
    "the same school year twice": lambda: SchoolCalendar(
        id="a",
        municipality="A",
        years=(SchoolYear(first=date(2025, 8, 18), last=date(2026, 6, 19), source="s"),) * 2,
    ),
    "no school years": lambda: SchoolCalendar(id="a", municipality="A", years=()),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_is_refused_by_name(make):
    with pytest.raises(InnbyggertorgError) as refused:
        make()
    assert isinstance(refused.value, InvalidValueError | WrongTypeError)
    assert refused.value.where


def test_the_five_eves_of_2026():
    days = {date_of(eve, 2026): eve for eve in Eve}
    assert list(days) == [
        date(2026, 4, 1),
        date(2026, 4, 4),
        date(2026, 5, 23),
        date(2026, 12, 24),
        date(2026, 12, 31),
    ]
    assert all(eves_on(day) == (eve,) and not holidays_on(day) for day, eve in days.items())


def test_holidays_outside_the_years_of_easter_are_none():
    assert not Holidays().picks(date(1582, 12, 25))
    assert Holidays().picks(date(1583, 12, 25))
    assert Holidays().picks(date(4099, 12, 25))
    assert not Holidays().picks(date(4100, 12, 25))
    assert holidays_on(date(1946, 5, 17)) == ()
    assert holidays_on(date(1947, 5, 17)) == (Holiday.CONSTITUTION_DAY,)


def test_week_mismatch_takes_monday_to_friday_as_the_week():
    assert check_week(40, DateRange.closed(date(2025, 9, 29), date(2025, 10, 3))) is None
