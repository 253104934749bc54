"""What is usual: openings without the layers that make exceptions."""

from collections.abc import Callable, Iterator
from datetime import date

from attrs import evolve

from innbyggertorg.days.rule import day_number
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.opening.judging import Judge
from innbyggertorg.opening.layers import BaseWeek
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.within import Within

__all__ = ["rebuilt", "schedules_in", "usual"]


def schedules_in(openings: Openings) -> Iterator[OpeningSchedule]:
    """List the schedules that openings are made of: one, or those that lie within each other."""
    if isinstance(openings, Within):
        yield from schedules_in(openings.inner)
        yield from schedules_in(openings.outer)
    elif isinstance(openings, OpeningSchedule):
        yield openings
    else:
        raise WrongTypeError("openings", "must be an OpeningSchedule or a Within", openings)


def rebuilt(openings: Openings, change: Callable[[OpeningSchedule], OpeningSchedule]) -> Openings:
    """Return openings with each of their schedules changed."""
    if isinstance(openings, Within):
        return evolve(openings, inner=rebuilt(openings.inner, change), outer=rebuilt(openings.outer, change))
    if isinstance(openings, OpeningSchedule):
        return change(openings)
    raise WrongTypeError("openings", "must be an OpeningSchedule or a Within", openings)


def usual(openings: Openings, day: date) -> Openings:
    """Return openings in which the week that holds on a day holds always, with the patterns and nothing else.

    Where all schedules are in one zone the answer is in UTC, so that no day of it has a change of clocks:
    the minutes of its spans are those that the schedule has in writing.
    """
    number = day_number("day", day)
    zones = {schedule.zone for schedule in schedules_in(openings)}

    def strip(schedule: OpeningSchedule) -> OpeningSchedule:
        rule = Judge(schedule).week_rule(number)
        return OpeningSchedule(
            zone="UTC" if len(zones) == 1 else schedule.zone,
            bases=() if rule is None else (BaseWeek(rule.week),),
            patterns=schedule.patterns,
        )

    return rebuilt(openings, strip)
