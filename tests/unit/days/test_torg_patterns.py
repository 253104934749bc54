"""What Norwegian houses publish, at the level of days; the numbers are those of the collected cases."""

from datetime import date, timedelta

import pytest

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days import (
    EVERY_DAY,
    Annual,
    Between,
    BreakName,
    Dates,
    EasterOffset,
    Eve,
    EvenWeeks,
    EveryNWeeks,
    Holiday,
    IsoWeeks,
    NthWeekday,
    OddWeeks,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolDays,
    SchoolYear,
    SchoolYearStatus,
    Weekdays,
    check_week,
    check_weekday,
    date_of,
    holidays_on,
    week_days,
)
from innbyggertorg.errors import InvalidValueError, UnknownSchoolYearError

ASKER = SchoolCalendar(
    id="asker",
    municipality="Asker",
    years=(
        SchoolYear(
            first=date(2025, 8, 18),
            last=date(2026, 6, 19),
            breaks=(
                SchoolBreak(BreakName.AUTUMN, date(2025, 9, 29), date(2025, 10, 5)),
                SchoolBreak(BreakName.CHRISTMAS, date(2025, 12, 22), date(2026, 1, 2)),
                SchoolBreak(BreakName.WINTER, date(2026, 2, 16), date(2026, 2, 22)),
                SchoolBreak(BreakName.EASTER, date(2026, 3, 30), date(2026, 4, 6)),
                SchoolBreak.on(date(2026, 5, 1)),
                SchoolBreak.on(date(2026, 5, 14)),
                SchoolBreak.on(date(2026, 5, 15)),
                SchoolBreak.on(date(2026, 5, 25)),
            ),
            source="school calendar, a proposal",
            status=SchoolYearStatus.PROPOSAL,
        ),
    ),
)


def listed(rule, first, last):
    return list(rule.days(DateRange.closed(first, last)))


def test_r1_wednesdays_in_even_and_odd_weeks_of_autumn_2020_outside_the_autumn_break():
    wednesdays = Weekdays([Weekday.WEDNESDAY]) - IsoWeeks([41])
    term = (date(2020, 9, 14), date(2020, 12, 6))
    even = listed(wednesdays & EvenWeeks(), *term)
    odd = listed(wednesdays & OddWeeks(), *term)
    assert even == [date(2020, m, d) for m, d in ((9, 16), (9, 30), (10, 14), (10, 28), (11, 11), (11, 25))]
    assert odd == [date(2020, m, d) for m, d in ((9, 23), (10, 21), (11, 4), (11, 18), (12, 2))]


def test_r2_even_and_odd_saturdays_over_the_week_53_of_2026():
    saturdays = Weekdays([Weekday.SATURDAY])
    around = (date(2026, 12, 20), date(2027, 1, 20))
    assert listed(saturdays & EvenWeeks(), *around) == [date(2026, 12, 26), date(2027, 1, 16)]
    assert listed(saturdays & OddWeeks(), *around) == [date(2027, 1, 2), date(2027, 1, 9)]
    assert listed(EveryNWeeks(2, date(2026, 12, 26)), *around) == [date(2026, 12, 26), date(2027, 1, 9)]


@pytest.mark.parametrize("year", [2011, 2022, 2039, 2050])
def test_r2_new_years_day_in_an_even_week_52_is_not_lost(year):
    assert EvenWeeks().picks(date(year, 1, 1))
    assert date(year, 1, 1) in listed(EvenWeeks(), date(year - 1, 12, 1), date(year, 1, 31))


def test_r6_the_second_thursday_of_every_month():
    found = listed(NthWeekday(2, Weekday.THURSDAY), date(2026, 1, 1), date(2026, 4, 30))
    assert found == [date(2026, 1, 8), date(2026, 2, 12), date(2026, 3, 12), date(2026, 4, 9)]


def test_r11_every_third_week_first_saturday_and_last_sunday():
    third = listed(EveryNWeeks(3, date(2026, 1, 7)), date(2026, 1, 1), date(2026, 3, 1))
    assert third == [date(2026, 1, 7), date(2026, 1, 28), date(2026, 2, 18)]
    first = listed(NthWeekday(1, Weekday.SATURDAY), date(2026, 8, 1), date(2026, 10, 31))
    assert first == [date(2026, 8, 1), date(2026, 9, 5), date(2026, 10, 3)]
    last = listed(NthWeekday(-1, Weekday.SUNDAY), date(2026, 2, 1), date(2026, 4, 30))
    assert last == [date(2026, 2, 22), date(2026, 3, 29), date(2026, 4, 26)]


def test_r13_until_easter_and_from_week_36_until_christmas():
    mondays = Weekdays([Weekday.MONDAY])
    easter = date_of(Holiday.EASTER_SUNDAY, 2026)
    until_easter = listed(mondays, date(2026, 3, 1), easter - timedelta(days=1))
    assert until_easter[-1] == date(2026, 3, 30)
    autumn = Between(week_days(2026, 36).start, date_of(Eve.CHRISTMAS_EVE, 2026) - timedelta(days=1))
    found = listed(mondays & autumn, date(2026, 1, 1), date(2026, 12, 31))
    assert (found[0], found[-1], len(found)) == (date(2026, 8, 31), date(2026, 12, 21), 17)


def test_r14_weeks_41_and_42_left_out():
    found = listed(Weekdays([Weekday.TUESDAY]) - IsoWeeks((41, 42)), date(2026, 9, 28), date(2026, 10, 25))
    assert found == [date(2026, 9, 29), date(2026, 10, 20)]


def test_o1_every_fourth_saturday_is_not_the_fourth_saturday_of_the_month():
    year = DateRange.year(2025)
    counted = list(EveryNWeeks(4, date(2025, 1, 4)).days(year))
    by_month = list(NthWeekday(4, Weekday.SATURDAY).days(year))
    assert (len(counted), counted[-1]) == (13, date(2025, 12, 6))
    assert len(by_month) == 12


def test_o1_and_r4_every_nth_week_without_an_anchor_is_refused():
    with pytest.raises(InvalidValueError) as refused:
        EveryNWeeks(4, weekdays=[Weekday.SATURDAY])
    assert refused.value.where == "EveryNWeeks.anchor"
    assert "never guessed" in refused.value.hint


def test_o12_the_three_weekdays_before_easter_2018():
    days = EasterOffset([-6, -5, -4])
    assert listed(days, date(2018, 3, 1), date(2018, 4, 30)) == [date(2018, 3, d) for d in (26, 27, 28)]


def test_c1_school_breaks_are_data_and_an_unknown_year_is_an_error():
    wednesdays = Weekdays([Weekday.WEDNESDAY])
    found = listed(wednesdays - SchoolBreaks(ASKER), date(2025, 9, 15), date(2025, 10, 20))
    assert found == [date(2025, 9, 17), date(2025, 9, 24), date(2025, 10, 8), date(2025, 10, 15)]
    with pytest.raises(UnknownSchoolYearError, match="2026/27"):
        SchoolDays(ASKER).picks(date(2026, 8, 17))
    days = (wednesdays - SchoolBreaks(ASKER)).days(DateRange(date(2026, 6, 1), date(2026, 9, 1)))
    with pytest.raises(UnknownSchoolYearError):
        list(days)


def test_c1_a_day_that_does_not_hang_on_the_unknown_year_is_answered():
    rule = SchoolDays(ASKER) & Between(date(2026, 6, 1), date(2026, 6, 30))
    assert len(listed(rule, date(2026, 1, 1), date(2030, 1, 1))) == 15
    assert not (Dates([date(2026, 6, 1)]) & SchoolBreaks(ASKER)).picks(date(2027, 1, 1))
    assert (EVERY_DAY | SchoolBreaks(ASKER)).picks(date(2027, 1, 1))


def test_c1_school_days_of_may_2026():
    free = {date(2026, 5, d) for d in (1, 14, 15, 25)}
    found = listed(SchoolDays(ASKER), date(2026, 5, 1), date(2026, 5, 31))
    assert found == [
        d for d in DateRange(date(2026, 5, 1), date(2026, 6, 1)) if d.weekday() < 5 and d not in free
    ]


def test_c2_17_may_2027_bears_two_names_and_is_one_day():
    day = date(2027, 5, 17)
    assert holidays_on(day) == (Holiday.CONSTITUTION_DAY, Holiday.WHIT_MONDAY)
    both = Annual.on(5, 17) | EasterOffset(50)
    assert listed(both, date(2027, 5, 10), date(2027, 5, 24)) == [day]


def test_c4_friday_1_may_for_a_thursday_is_reported():
    found = check_weekday(date(2014, 5, 1), Weekday.FRIDAY)
    assert found is not None
    assert found.actual is Weekday.THURSDAY
    assert found.nearest == (date(2014, 4, 25), date(2014, 5, 2))
    assert check_weekday(date(2026, 5, 1), Weekday.FRIDAY) is None


def test_o8_week_28_and_6_to_12_july_agree_in_2020_alone():
    assert check_week(28, DateRange.closed(date(2020, 7, 6), date(2020, 7, 12))) is None
    found = check_week(28, DateRange.closed(date(2021, 7, 6), date(2021, 7, 12)))
    assert found is not None
    assert found.actual == DateRange.closed(date(2021, 7, 12), date(2021, 7, 18))
