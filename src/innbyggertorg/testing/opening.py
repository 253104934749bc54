"""Strategies for opening hours."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache, lru_cache
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.dated import Annual, Between
from innbyggertorg.days.holidays import Eve, Holiday
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.opening.hours import DAY, Hours
from innbyggertorg.opening.layers import (
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Pattern,
    Restriction,
    Season,
)
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.opening.operations import CLOSE, Add, Cap, Clip, Operation, Remove, Replace
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.week import WeekHours
from innbyggertorg.testing.days import day_rules, month_days
from innbyggertorg.testing.text import lines
from innbyggertorg.testing.time import days, validities, wall_times

__all__ = ["hours", "opening_schedules", "operations", "week_hours"]

_EDGES: Final = (0, 600, 120, 180, 150, 480, 960, 1080, 1320, DAY - 1)
_LENGTHS: Final = (60, 480, 840, DAY, 1, DAY + 60, 2 * DAY)


@cache
def hours() -> SearchStrategy[Hours]:
    """Draw stretches of a day at a level: past midnight, of a whole day, and of two."""
    return st.builds(
        lambda start, length, level: Hours(start, start + length, level),
        st.sampled_from(_EDGES) | st.integers(0, DAY - 1),
        st.sampled_from(_LENGTHS) | st.integers(1, 2 * DAY),
        st.sampled_from(tuple(reversed(OPEN_LEVELS))),
    )


@cache
def _stretches(least: int = 0) -> SearchStrategy[tuple[Hours, ...]]:
    """Draw the hours of a day, without those that Replace would not take together."""

    def accepted(drawn: Sequence[Hours]) -> tuple[Hours, ...]:
        kept: tuple[Hours, ...] = ()
        for each in drawn:
            kept = _first_valid(lambda more: Replace(more).hours, (*kept, each), kept)
        return kept

    return st.lists(hours(), min_size=least, max_size=4).map(accepted)


def _first_valid(make: Any, *choices: Any) -> Any:
    """Return the first of *choices* that *make* takes; it takes the last."""
    for choice in choices:
        try:
            make(choice)
        except InvalidValueError:
            continue
        return choice
    raise AssertionError("the last choice is always valid")


@cache
def week_hours() -> SearchStrategy[WeekHours]:
    """Draw weeks: closed days, days in two parts, levels within each other."""
    usual = st.tuples(_stretches(), _stretches()).map(lambda two: WeekHours((two[0],) * 5 + (two[1],) * 2))
    return st.one_of(usual, st.tuples(*[_stretches()] * 7).map(WeekHours))


@cache
def operations_by_kind() -> dict[type[Operation], SearchStrategy[Any]]:
    """Return how operations are drawn, by their class."""
    levels = st.sets(st.sampled_from(OPEN_LEVELS), max_size=2).map(tuple)

    def replace(stretches: tuple[Hours, ...], some: tuple[AccessLevel, ...]) -> Replace:
        return Replace(tuple(each for each in stretches if each.level in (some or OPEN_LEVELS)), some)

    def clip(one: int | None, length: int | None, some: tuple[AccessLevel, ...]) -> Clip:
        last = length if one is None or length is None else one + length
        return Clip(720 if one is None and last is None else one, last, some)

    return {
        Replace: st.just(CLOSE) | st.builds(replace, _stretches(), levels),
        Add: st.builds(Add, _stretches(1)),
        Clip: st.builds(clip, st.none() | st.integers(0, DAY), st.none() | st.integers(1, DAY), levels),
        Cap: st.builds(Cap, st.sampled_from((AccessLevel.CLOSED, *OPEN_LEVELS[:-1]))),
        Remove: st.builds(Remove, levels.filter(bool)),
    }


@cache
def operations() -> SearchStrategy[Operation]:
    """Draw what a rule does to the hours of a day, of every kind."""
    return st.one_of(list(operations_by_kind().values()))


@st.composite
def opening_schedules(
    draw: DrawFn,
    *,
    calendars: tuple[SchoolCalendar, ...] = (),
    zones: SearchStrategy[str] | None = None,
    most: int = 2,
) -> OpeningSchedule:
    """Draw schedules with up to *most* rules in each layer, none of which contradict each other.

    Args:
        draw: Given by Hypothesis.
        calendars: School calendars that rules may name.
        zones: Draws the zone key; by default Europe/Oslo.
        most: How many rules a layer may have.
    """
    schedule = OpeningSchedule(zone=draw(st.just(DEFAULT_ZONE) if zones is None else zones))
    for layer, strategy in layers(calendars).items():
        for each in draw(st.lists(strategy, max_size=most)):
            more: dict[str, Any] = {layer: (*getattr(schedule, layer), each)}
            try:
                schedule = evolve(schedule, **more)
            except InvalidValueError:
                continue  # it contradicts one that is there
    return schedule


@lru_cache(16)
def layers(calendars: tuple[SchoolCalendar, ...]) -> dict[str, SearchStrategy[Any]]:
    """Return how the rules of a schedule are drawn, by the layer that they are in."""
    reasons = st.just("") | lines()
    rules = day_rules(calendars=calendars, most=2)
    periods = st.one_of(
        st.builds(Annual, month_days(), month_days()),
        st.builds(
            lambda first, length: Between(first, first + timedelta(days=length)), days(), st.integers(0, 90)
        ),
    )
    caps = st.sampled_from(
        (Cap(AccessLevel.CLOSED), Cap(AccessLevel.SELF_SERVICE), Remove((AccessLevel.STAFFED,)))
    )
    names = st.sets(st.sampled_from([*Holiday, *Eve]), max_size=3).map(tuple)
    return {
        "bases": st.builds(BaseWeek, week_hours(), validities()),
        "seasons": st.builds(Season, periods, week_hours(), priority=st.integers(-1, 1), reason=reasons),
        "patterns": st.builds(Pattern, rules, operations(), reason=reasons),
        "holidays": st.builds(_policy, operations(), names, reasons),
        "exceptions": st.builds(DatedException, rules, operations(), reason=reasons),
        "restrictions": st.builds(
            _restriction, wall_times(), st.none() | st.integers(1, 90_000), caps, reasons
        ),
    }


def _policy(operation: Operation, names: tuple[Holiday | Eve, ...], reason: str) -> HolidayPolicy:
    without_eves = tuple(name for name in names if isinstance(name, Holiday))
    kept = _first_valid(lambda some: HolidayPolicy(operation, some), names, without_eves)
    return HolidayPolicy(operation, kept, reason=reason)


def _restriction(start: Any, minutes: int | None, operation: Cap | Remove, reason: str) -> Restriction:
    end = None if minutes is None else start + timedelta(minutes=minutes)
    return Restriction(start, end, operation, reason=reason)
