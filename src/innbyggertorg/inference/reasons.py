"""Reasons why starts are missing: day rules that pick what is missing and nothing that took place."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from innbyggertorg.days.holidays import Holiday, Holidays, holidays_on
from innbyggertorg.days.rule import DayRule
from innbyggertorg.days.school import BreakName, SchoolBreaks, SchoolCalendar
from innbyggertorg.errors import UnknownSchoolYearError

__all__ = ["Reason", "reasons"]


class Reason(NamedTuple):
    """Days on which something does not take place.

    Attributes:
        cost: How much must be said beyond that there is such a rule: one for each name.
        days: The day rule.
        missing: The missing days that it accounts for.
    """

    cost: int
    days: DayRule
    missing: frozenset[date]


def reasons(
    missing: list[date], present: list[date], calendars: tuple[SchoolCalendar, ...]
) -> Iterator[Reason]:
    """Suggest why *missing* days are left out while *present* ones are not.

    Returns:
        Public holidays, all or the ones it takes; then for each calendar its breaks, all or the ones it
        takes, with the holidays and without. A calendar that does not know a school year it would be
        asked about is left out.
    """
    holidays = list(_holidays(missing, present))
    yield from holidays
    for calendar in calendars:
        for each in _breaks(missing, present, calendar):
            yield each
            for other in holidays:
                yield Reason(each.cost + 1 + other.cost, each.days | other.days, each.missing | other.missing)


def _holidays(missing: list[date], present: list[date]) -> Iterator[Reason]:
    kept = {name for day in present for name in holidays_on(day)}
    picked = [day for day in missing if holidays_on(day)]
    if not picked:
        return
    if not kept:
        yield Reason(0, Holidays(), frozenset(picked))
        return
    needed = {name for day in picked for name in holidays_on(day) if name not in kept}
    if needed and len(needed) < len(Holiday):
        days = Holidays(tuple(needed))
        yield Reason(len(needed), days, frozenset(day for day in picked if days.picks(day)))


def _breaks(missing: list[date], present: list[date], calendar: SchoolCalendar) -> Iterator[Reason]:
    try:
        kept = {name for name in BreakName if any(map(SchoolBreaks(calendar, (name,)).picks, present))}
        picked = [day for day in missing if SchoolBreaks(calendar).picks(day)]
    except UnknownSchoolYearError:
        return
    if picked and not kept:
        yield Reason(0, SchoolBreaks(calendar), frozenset(picked))
    free = [name for name in BreakName if name not in kept]
    needed = tuple(name for name in free if any(SchoolBreaks(calendar, (name,)).picks(day) for day in picked))
    if needed:
        days = SchoolBreaks(calendar, needed)
        yield Reason(len(needed), days, frozenset(day for day in picked if days.picks(day)))
