"""Which days: rules that pick days, their algebra, Norwegian holidays and school calendars."""

from innbyggertorg.days.dated import Annual, Between, Dates, MonthDay
from innbyggertorg.days.easter import EasterOffset, easter_sunday
from innbyggertorg.days.holidays import Eve, Eves, Holiday, Holidays, date_of, eves_on, holidays_on
from innbyggertorg.days.monthly import EveryNMonths, NthWeekday
from innbyggertorg.days.published import (
    WeekdayMismatch,
    WeekMismatch,
    check_week,
    check_weekday,
    week_days,
)
from innbyggertorg.days.rule import AllOf, AnyOf, DayRule, Except
from innbyggertorg.days.school import (
    BreakName,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolDays,
    SchoolYear,
    SchoolYearStatus,
)
from innbyggertorg.days.weekly import (
    EVERY_DAY,
    WORKING_DAYS,
    EvenWeeks,
    EveryNDays,
    EveryNWeeks,
    IsoWeeks,
    OddWeeks,
    Weekdays,
)

__all__ = [
    "EVERY_DAY",
    "WORKING_DAYS",
    "AllOf",
    "Annual",
    "AnyOf",
    "Between",
    "BreakName",
    "Dates",
    "DayRule",
    "EasterOffset",
    "Eve",
    "EvenWeeks",
    "EveryNDays",
    "EveryNMonths",
    "EveryNWeeks",
    "Eves",
    "Except",
    "Holiday",
    "Holidays",
    "IsoWeeks",
    "MonthDay",
    "NthWeekday",
    "OddWeeks",
    "SchoolBreak",
    "SchoolBreaks",
    "SchoolCalendar",
    "SchoolDays",
    "SchoolYear",
    "SchoolYearStatus",
    "WeekMismatch",
    "WeekdayMismatch",
    "Weekdays",
    "check_week",
    "check_weekday",
    "date_of",
    "easter_sunday",
    "eves_on",
    "holidays_on",
    "week_days",
]
