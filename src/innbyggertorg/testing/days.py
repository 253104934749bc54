"""Strategies for rules about days, and for school calendars."""

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.dated import Annual, Between, Dates, MonthDay
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.days.holidays import Eve, Eves, Holiday, Holidays
from innbyggertorg.days.monthly import EveryNMonths, NthWeekday
from innbyggertorg.days.rule import DayRule
from innbyggertorg.days.school import (
    BreakName,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolDays,
    SchoolYear,
    SchoolYearStatus,
)
from innbyggertorg.days.weekly import EvenWeeks, EveryNDays, EveryNWeeks, IsoWeeks, OddWeeks, Weekdays
from innbyggertorg.testing.text import identifiers, lines
from innbyggertorg.testing.time import days

__all__ = ["day_rules", "month_days", "school_calendars"]

_HARD_MONTH_DAYS: Final = (MonthDay(2, 29), MonthDay(12, 31), MonthDay(1, 1), MonthDay(3, 1), MonthDay(2, 28))


@cache
def month_days() -> SearchStrategy[MonthDay]:
    """Draw days of the year, the leap day and the turn of the year among them."""
    leap_year = st.dates(date(2028, 1, 1), date(2028, 12, 31))
    return st.one_of(
        st.sampled_from(_HARD_MONTH_DAYS), leap_year.map(lambda day: MonthDay(day.month, day.day))
    )


@st.composite
def school_calendars(draw: DrawFn, *, ids: SearchStrategy[str] | None = None) -> SchoolCalendar:
    """Draw calendars of one to three school years, which need not follow each other."""
    starts = sorted(draw(st.sets(st.integers(2019, 2035), min_size=1, max_size=3)))
    years = tuple(draw(school_years(start)) for start in starts)
    return SchoolCalendar(
        id=draw(identifiers() if ids is None else ids), municipality=draw(lines()), years=years
    )


@st.composite
def school_years(draw: DrawFn, start: int) -> SchoolYear:
    """Draw a school year that starts in a year, with up to three breaks."""
    first = date(start, 8, draw(st.integers(1, 31)))
    last = date(start + 1, 6, draw(st.integers(1, 30)))
    edges = draw(st.lists(st.integers(0, (last - first).days), max_size=6, unique=True).map(sorted))
    breaks = [
        SchoolBreak(name, first + timedelta(days=one), first + timedelta(days=other))
        for name, one, other in zip(
            [name for name in BreakName if name is not BreakName.SUMMER],
            edges[::2],
            edges[1::2],
            strict=False,
        )
    ]
    return SchoolYear(
        first=first,
        last=last,
        breaks=tuple(breaks),
        source=draw(lines()),
        status=draw(st.sampled_from(SchoolYearStatus)),
    )


def _between(one: date, other: date) -> Between:
    return Between(min(one, other), max(one, other))


@lru_cache(16)
def rules_alone(calendars: tuple[SchoolCalendar, ...]) -> dict[type[DayRule], SearchStrategy[Any]]:
    """Return how rules that are not combined are drawn, by their class."""
    weekdays = st.sets(st.sampled_from(Weekday), min_size=1).map(tuple)
    nth = st.builds(NthWeekday, st.sampled_from((1, -1, 2, 5, -5, 3)), st.sampled_from(Weekday))
    rules: dict[type[DayRule], SearchStrategy[Any]] = {
        Weekdays: st.builds(Weekdays, weekdays),
        EveryNWeeks: st.builds(EveryNWeeks, st.integers(1, 9), days(), st.just(()) | weekdays),
        EvenWeeks: st.just(EvenWeeks()),
        OddWeeks: st.just(OddWeeks()),
        NthWeekday: nth,
        Dates: st.builds(Dates, st.sets(days(), min_size=1, max_size=4).map(tuple)),
        Between: st.one_of(st.builds(_between, days(), days()), st.builds(Between, days())),
        Annual: st.builds(Annual, month_days(), month_days()),
        Holidays: st.builds(Holidays, st.sets(st.sampled_from(Holiday), max_size=3).map(tuple)),
        Eves: st.builds(Eves, st.sets(st.sampled_from(Eve), max_size=3).map(tuple)),
        EasterOffset: st.builds(
            EasterOffset, st.sets(st.integers(-366, 366), min_size=1, max_size=3).map(tuple)
        ),
        IsoWeeks: st.builds(IsoWeeks, st.sets(st.sampled_from((1, 53, 52, 8, 40)), min_size=1).map(tuple)),
        EveryNDays: st.builds(EveryNDays, st.integers(1, 40), days()),
        EveryNMonths: st.builds(EveryNMonths, st.integers(1, 30), days(), st.none() | nth),
    }
    if calendars:
        calendar = st.sampled_from(calendars)
        names = st.sets(st.sampled_from(BreakName), max_size=2).map(tuple)
        rules[SchoolBreaks] = st.builds(SchoolBreaks, calendar, names)
        rules[SchoolDays] = st.builds(SchoolDays, calendar)
    return rules


@lru_cache(16)  # a strategy that is made anew for each draw costs more than the draw
def day_rules(*, calendars: tuple[SchoolCalendar, ...] = (), most: int = 4) -> SearchStrategy[DayRule]:
    """Draw rules of every kind, alone and combined.

    Args:
        calendars: Those that rules about schools may name; without one there are no such rules.
        most: How many rules one may be combined from.
    """
    return st.recursive(
        st.one_of(list(rules_alone(calendars).values())),
        lambda inner: st.one_of(
            st.builds(lambda one, other: one | other, inner, inner),
            st.builds(lambda one, other: one & other, inner, inner),
            st.builds(lambda one, other: one - other, inner, inner),
        ),
        max_leaves=most,
    )
