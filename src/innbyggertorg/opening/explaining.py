"""Why it is as open as it is: the deciding rule, and what each layer said on the way."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime

from innbyggertorg.chrono.zones import zone
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
    today = moment.astimezone(UTC).astimezone(zone(schedule.zone)).date()
    clock = Clock(schedule.zone, today.year - 1, today.year + 1)
    now = seconds_of(moment)
    number, plan, minute = _deciding_day(judge, clock, today, now)
    spoken = list(trace(plan.steps, minute))
    spoken += _restrictions(schedule, clock, now, _offered(judge, clock, today, now))
    verdicts = tuple(Verdict(each.layer, each.rule, level_of(each.mask), each.decided) for each in spoken)
    deciding = next((each for each in reversed(verdicts) if each.decided), None)
    return Explanation(
        moment,
        level,
        date.fromordinal(number),
        deciding.layer if deciding else None,
        deciding.rule if deciding else None,
        verdicts,
    )


def _days_at(judge: Judge, clock: Clock, today: date, now: int) -> Iterator[tuple[int, DayPlan, int, int]]:
    """List the days whose hours may reach an instant, with the minute it is there and what is on offer."""
    reach = -(-judge.longest // DAY)
    for number in range(today.toordinal(), max(0, today.toordinal() - reach), -1):
        key = judge.keys(number, number + 1)[number]
        if isinstance(key, Unknown):
            raise again(key.error)
        plan, wall = judge.plan(key), wall_of_day(number)
        instants = [clock.instant(wall + 60 * minute) for minute in range(plan.end + 1)]
        minute = bisect_right(instants, now) - 1
        for start, end, mask, _ in plan.pieces:
            if start <= minute < end:
                yield number, plan, minute, mask


def _deciding_day(judge: Judge, clock: Clock, today: date, now: int) -> tuple[int, DayPlan, int]:
    return max(
        _days_at(judge, clock, today, now),
        key=lambda row: (level_of(row[3]), row[0]),
        default=(today.toordinal(), DayPlan(()), 0, 0),
    )[:3]


def _offered(judge: Judge, clock: Clock, today: date, now: int) -> int:
    offered = 0
    for _, _, _, mask in _days_at(judge, clock, today, now):
        offered |= mask
    return offered


def _restrictions(schedule: Layers, clock: Clock, now: int, mask: int) -> Iterator[Spoken]:
    for each in in_order(schedule.restrictions):
        over = each.end is not None and bound_of(each.end, clock) <= now
        if bound_of(each.start, clock) <= now and not over:
            after = applied(each.operation, mask, 0)
            yield Spoken(Layer.RESTRICTION, each, after, decides(each.operation, mask, after, 0))
            mask = after
