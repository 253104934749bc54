"""Strategies for what larger values are made of, by their class."""

from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from innbyggertorg.days.rule import AllOf, AnyOf, Except
from innbyggertorg.days.school import SchoolBreak, SchoolBreaks, SchoolDays, SchoolYear
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.model.place import Address, Building, Geo
from innbyggertorg.model.room import Equipment, PrimaryUse
from innbyggertorg.opening.layers import (
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Pattern,
    Restriction,
    Season,
)
from innbyggertorg.opening.levels import OPEN_LEVELS
from innbyggertorg.opening.within import Within
from innbyggertorg.recurrence.occurrence import Override
from innbyggertorg.recurrence.ruledays import RuleDays
from innbyggertorg.testing.days import day_rules, rules_alone, school_calendars, school_years
from innbyggertorg.testing.houses import addresses, geos, local_texts
from innbyggertorg.testing.opening import layers, opening_schedules, operations_by_kind
from innbyggertorg.testing.recurrence import overrides, recurrence_rules
from innbyggertorg.testing.text import identifiers
from innbyggertorg.testing.time import days, wall_times

__all__ = ["parts"]

T = TypeVar("T")


def parts(kind: type[T]) -> SearchStrategy[T]:
    """Draw values of a class that are parts of larger ones: an address, a school year, a rule of a schedule.

    `st.from_type` draws from here for each of them.

    Args:
        kind: A class of rules about days, of opening hours, of places or of recurrence.

    Raises:
        WrongTypeError: If there is no strategy for it here: larger values have functions of their own.
    """
    try:
        found = _strategies().get(kind)
    except TypeError:  # not hashable, and so no class
        found = None
    if found is None:
        known = ", ".join(sorted(each.__name__ for each in _strategies()))
        raise WrongTypeError("parts kind", "must be a class of parts", kind, f"there are: {known}")
    return found


@cache
def _strategies() -> dict[type, SearchStrategy[Any]]:
    rules = day_rules(most=2)
    two = st.lists(rules, min_size=2, max_size=3)
    some_years = st.integers(2019, 2035).flatmap(school_years)
    calendars = school_calendars()
    by_layer = layers(())
    starts = st.one_of(wall_times(), days())
    return {
        **rules_alone(()),
        AnyOf: two.map(lambda some: some[0] | some[1]).filter(lambda rule: isinstance(rule, AnyOf)),
        AllOf: two.map(lambda some: some[0] & some[1]).filter(lambda rule: isinstance(rule, AllOf)),
        Except: two.map(lambda some: some[0] - some[1]).filter(lambda rule: isinstance(rule, Except)),
        RuleDays: st.builds(
            RuleDays, recurrence_rules().filter(lambda rule: not rule.frequency.within_day), days()
        ),
        SchoolBreak: some_years.filter(lambda year: year.breaks).flatmap(
            lambda year: st.sampled_from(year.breaks)
        ),
        SchoolYear: some_years,
        SchoolBreaks: calendars.map(SchoolBreaks),
        SchoolDays: calendars.map(SchoolDays),
        **operations_by_kind(),
        BaseWeek: by_layer["bases"],
        Season: by_layer["seasons"],
        Pattern: by_layer["patterns"],
        HolidayPolicy: by_layer["holidays"],
        DatedException: by_layer["exceptions"],
        Restriction: by_layer["restrictions"],
        Within: st.builds(
            Within,
            inner=opening_schedules(most=1),
            outer=opening_schedules(most=1),
            requires=st.sampled_from(OPEN_LEVELS),
        ),
        Override: starts.flatmap(overrides),
        Address: addresses(),
        Geo: geos(),
        Building: st.builds(Building, id=identifiers(), name=local_texts(), address=st.none() | addresses()),
        Equipment: st.builds(
            Equipment, id=identifiers(), name=local_texts(), number=st.sampled_from((1, 2, 1_000_000))
        ),
        PrimaryUse: st.builds(PrimaryUse, organisation=identifiers(), hours=opening_schedules(most=1)),
        Limits: st.builds(
            Limits, occurrences=st.sampled_from((1, 100, 10**12)), steps=st.sampled_from((1, 10**6))
        ),
    }
