"""Why it is as open as it is: the deciding rule, and what each layer said on the way."""

import functools
import operator
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple

from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.opening.clock import Clock, seconds_of, wall_of_day
from innbyggertorg.opening.compiling import again, bound_of, in_order
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.judging import DayPlan, Judge, Spoken, Unknown, trace
from innbyggertorg.opening.layers import Layers
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.masks import applied, decides, level_of
from innbyggertorg.opening.results import Explanation, Layer, Verdict

__all__ = ["explained"]


def explained(schedule: Layers, judge: Judge, moment: datetime, level: AccessLevel) -> Explanation:
    """Explain a level that the compiled year has given, from the layers themselves."""
    local = _local(moment, schedule.zone)
    today = local.date()
    clock = Clock(schedule.zone, today.year - 1, today.year + 1)
    now = seconds_of(moment)
    near = list(_days_at(judge, clock, today, now))
    number, plan, minute, _ = max(near, key=lambda day: (level_of(day.mask), day.number))
    offered = functools.reduce(operator.or_, (day.mask for day in near))
    spoken = [*trace(plan.steps, minute), *_restrictions(schedule, clock, now, offered)]
    verdicts = tuple(Verdict(each.layer, each.rule, level_of(each.mask), each.decided) for each in spoken)
    deciding = next((each for each in reversed(verdicts) if each.decided), None)
    return Explanation(
        local,
        level,
        date.fromordinal(number),
        deciding.layer if deciding else None,
        deciding.rule if deciding else None,
        verdicts,
    )


def _local(moment: datetime, zone_key: str) -> datetime:
    """Return an instant in a zone; in the last hours of the calendar there may be no such day."""
    try:
        return moment.astimezone(UTC).astimezone(zone(zone_key))
    except OverflowError:
        raise InvalidValueError("explain moment", "must lie in the years 1 to 9999", moment) from None


class _Near(NamedTuple):
    """A day whose hours may reach an instant: the minute it has come to, and what is on offer then."""

    number: int
    plan: DayPlan
    minute: int
    mask: int


def _days_at(judge: Judge, clock: Clock, today: date, now: int) -> Iterator[_Near]:
    """List the day of an instant, and those before it whose hours reach it.

    Where clocks are put back past midnight, the day after the one they show has begun already.
    """
    latest = min(today.toordinal() + 1, date.max.toordinal())
    for number in range(latest, max(0, latest - 1 - -(-judge.longest // DAY)), -1):
        wall = wall_of_day(number)
        if clock.instant(wall) > now:
            continue
        key = judge.keys(number, number + 1)[number]
        if isinstance(key, Unknown):
            raise again(key.error)
        plan = judge.plan(key)
        if clock.instant(wall + 60 * plan.end) <= now:
            continue
        minute = (clock.wall(now, wall, wall + 60 * plan.end) - wall) // 60
        for piece in plan.pieces:
            if piece.start <= minute < piece.end:
                yield _Near(number, plan, minute, piece.mask)


def _restrictions(schedule: Layers, clock: Clock, now: int, mask: int) -> Iterator[Spoken]:
    for each in in_order(schedule.restrictions):
        over = each.end is not None and bound_of(each.end, clock) <= now
        if bound_of(each.start, clock) <= now and not over:
            after = applied(each.operation, mask, 0)
            yield Spoken(Layer.RESTRICTION, each, after, decides(each.operation, mask, after, 0))
            mask = after
