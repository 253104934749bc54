"""A rule made ready for one first start: days and times of day put together, with a beginning and an end."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from math import gcd, lcm
from typing import Final, NamedTuple

from innbyggertorg.recurrence.engine.gregorian import DAY, LAST_DAY
from innbyggertorg.recurrence.engine.pickers import NOTHING, Picker, Progression, Steps

__all__ = ["LAST_WALL", "DayPlan", "GappedPlan", "Lanes", "Plan", "SecondPlan", "VaryingPlan"]

LAST_WALL: Final = (LAST_DAY + 1) * DAY
"""The first wall past the last day of the year 9999."""

_LONGEST_STRETCH: Final = 3_000 * DAY
_FEW: Final = 200
_SHORT: Final = 40
_FEW_TIMES: Final = 24
_FEW_LANES: Final = 8
_MOST_KEPT: Final = 1_000
_DAYS_COUNTED: Final = 10_000


class Lanes(NamedTuple):
    """Walls that are as far apart in each lane, the same distance in all; lanes alternate.

    Attributes:
        firsts: The first wall of each, in order, all within one *step*.
        end: Nothing is at or after it.
        step: The distance.
    """

    firsts: tuple[int, ...]
    end: int
    step: int

    def between(self, low: int, high: int) -> list[range]:
        """Return the walls in [low, high), a range for each lane, in the order of their first."""
        step = self.step
        high = min(high, self.end)
        begins = [first if low <= first else low + (first - low) % step for first in self.firsts]
        begins.sort()
        return [range(begin, high, step) for begin in begins]


class Plan:
    """The walls of a rule from its first start on; a subclass writes `_between` and `_stretch`.

    Attributes:
        begin: The wall of the first start; nothing is before it.
        end: Nothing is at or after it: the end of time, or where COUNT or UNTIL leave off.
        cycle: After so many seconds without a pick there will never be one.
        stretch: So many seconds hold some dozens of walls, or take no longer to list than that.
        times: The seconds of the day that walls fall on, or None where they are many.
    """

    __slots__ = ("_count", "_per_day", "begin", "cycle", "end", "stretch", "times")

    def __init__(
        self, begin: int, cycle: int, *, per_day: int, stretch: int, times: Sequence[int] | None = None
    ) -> None:
        """Take the most walls that a day can have as *per_day*."""
        self.begin = begin
        self.end = LAST_WALL
        self.cycle = cycle
        self.stretch = stretch
        self.times = times
        self._per_day = per_day
        self._count: int | None = None

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the walls in [low, high), in order, each once; a range where that is possible."""
        if self._count is not None:
            self._count_to(high)
        if low < self.begin or high > self.end:
            low, high = max(low, self.begin), min(high, self.end)
        return self._between(low, high) if low < high else NOTHING

    def _between(self, low: int, high: int) -> Sequence[int]:
        raise NotImplementedError

    def first_of(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return the walls in [low, high), or of more than *most* that many, and never many more."""
        if high - low <= _SHORT * self.stretch:
            return self.between(low, high)
        return list(islice(self.walk(low, high), most))

    def evenly(self) -> Lanes | None:
        """Return the walls as lanes, where that is what they are."""
        return None

    def walk(self, low: int, high: int) -> Iterator[int]:
        """Yield the walls in [low, high) one by one, asking about longer and longer stretches of time."""
        low, high = max(low, self.begin), min(high, self.end)
        stretch, dry = self.stretch, 0
        while low < high and dry <= self.cycle:
            until = min(low + stretch, high)
            found = self.between(low, until)
            yield from found
            dry = 0 if found else dry + until - low
            if len(found) < _FEW:
                stretch = max(stretch, min(stretch * 2, _LONGEST_STRETCH))
            low = until

    def stop_after(self, count: int) -> None:
        """Let the plan end after *count* walls. Where that is, is found when it can matter, and then kept."""
        self._count = count

    def find_end(self) -> int:
        """Return *end* with COUNT turned into it, which is otherwise done when it can matter."""
        self._count_to(LAST_WALL)
        return self.end

    def _count_to(self, high: int) -> None:
        """Find where the plan ends, if that may be before *high*."""
        count = self._count
        if count is None or count > ((min(high, LAST_WALL) - self.begin) // DAY + 2) * self._per_day:
            return
        last = self._nth(count)
        self._count = None
        if last is not None:
            self.end = min(self.end, last + 1)

    def _nth(self, count: int) -> int | None:
        """Return the wall number *count*, from 1, or None if there are not so many."""
        low, stretch, dry = self.begin, min(self.stretch, self.cycle), 0
        while low < self.end and dry <= self.cycle:
            until = min(low + stretch, self.end)
            found = self._between(low, until)
            if len(found) >= count:
                return found[count - 1]
            count -= len(found)
            if stretch == self.cycle and found:  # a whole cycle: all that follow are alike
                whole = min((count - 1) // len(found), (self.end - until) // stretch)
                until += whole * stretch
                count -= whole * len(found)
            dry = 0 if found else dry + until - low
            stretch = min(stretch * 4, self.cycle) if stretch < self.cycle else stretch
            low = until
        return None


class SecondPlan(Plan):
    """Picks that are walls already."""

    __slots__ = ("_picker",)

    def __init__(self, begin: int, picker: Picker, times: Sequence[int] | None = None) -> None:
        stretch = 64 * DAY
        if isinstance(picker, Progression):
            count = len(picker.offsets)
            stretch = LAST_WALL if count == 1 else 64 * picker.cycle // count + 1
        super().__init__(begin, picker.cycle, per_day=DAY, stretch=stretch, times=times)
        self._picker = picker

    def _between(self, low: int, high: int) -> Sequence[int]:
        return self._picker.between(low, high)

    def evenly(self) -> Lanes | None:
        """Return lanes, where the picker is a progression; COUNT is worked out for them."""
        picker = self._picker
        if not isinstance(picker, Progression) or len(picker.offsets) > _FEW_LANES:
            return None
        self._count_to(LAST_WALL)
        begin, step = self.begin, picker.cycle
        firsts = [begin + (picker.anchor + offset - begin) % step for offset in picker.offsets]
        return Lanes(tuple(sorted(firsts)), self.end, step)


class DayPlan(Plan):
    """Picks that are days, each with the same times."""

    __slots__ = ("_each_day", "_picker")

    def __init__(self, begin: int, picker: Picker, times: Sequence[int]) -> None:
        super().__init__(
            begin,
            picker.cycle * DAY,
            per_day=len(times),
            stretch=max(DAY, 64 * DAY // len(times)),
            times=times if len(times) <= _FEW_TIMES else None,
        )
        self._picker = picker
        self._each_day = times

    def _between(self, low: int, high: int) -> Sequence[int]:
        times = self._each_day
        if len(times) > 1:
            days = self._picker.between(low // DAY, (high - 1) // DAY + 1)
            walls = [day * DAY + time for day in days for time in times]
            return walls[bisect_left(walls, low) : bisect_left(walls, high)]
        time = times[0]
        days = self._picker.between(-((time - low) // DAY), -((time - high) // DAY))
        if isinstance(days, range):
            return range(days.start * DAY + time, days.stop * DAY + time, days.step * DAY)
        return [day * DAY + time for day in days]

    def _nth(self, count: int) -> int | None:
        """Count in days: all have equally many times, but on the first some may be before the first start."""
        day, second = divmod(self.begin, DAY)
        times = self._each_day
        if self._picker.between(day, day + 1):
            count += bisect_left(times, second)
        days = DayPlan(day * DAY, self._picker, (0,))
        wall = Plan._nth(days, (count - 1) // len(times) + 1)
        return None if wall is None else wall + times[(count - 1) % len(times)]


class VaryingPlan(Plan):
    """Days whose times differ from day to day: every 7 hours, every 50 minutes."""

    __slots__ = ("_alike", "_picker", "_steps", "_units")

    def __init__(self, begin: int, picker: Picker, steps: Steps) -> None:
        cycle = lcm(picker.cycle * DAY, steps.interval * steps.unit)
        per_day = (steps.per_day // steps.interval + 1) * len(steps.inner)
        super().__init__(begin, cycle, per_day=per_day, stretch=DAY)
        self._picker = picker
        self._steps = steps
        self._alike = steps.interval // gcd(steps.interval, steps.per_day)
        self._units: dict[int, tuple[int, ...]] = {}

    def _between(self, low: int, high: int) -> Sequence[int]:
        unit, inner = self._steps.unit, self._steps.inner
        walls: list[int] = []
        for day in self._picker.between(low // DAY, (high - 1) // DAY + 1):
            begin = day * DAY
            walls += [begin + number * unit + second for number in self._units_of(day) for second in inner]
        return walls[bisect_left(walls, low) : bisect_left(walls, high)]

    def _units_of(self, day: int) -> tuple[int, ...]:
        """Return the numbers of the units hit on *day*; after some days they are the same again."""
        class_ = day % self._alike
        found = self._units.get(class_)
        if found is None:
            anchor, interval, _, per_day, _, left = self._steps
            first = (anchor - day * per_day) % interval
            hit = range(first, per_day, interval)
            if left is None:
                found = tuple(hit)
            elif len(hit) < len(left):
                found = tuple(number for number in hit if _holds(left, number))
            else:
                found = tuple(number for number in left if number in hit)
            if len(self._units) < _MOST_KEPT:
                self._units[class_] = found
        return found

    def _nth(self, count: int) -> int | None:
        """Count day by day, without writing out the walls of each."""
        inner = len(self._steps.inner)
        low = self.begin // DAY
        count += len(self._between(low * DAY, self.begin))
        while low <= LAST_DAY:
            for day in self._picker.between(low, low + _DAYS_COUNTED):
                here = len(self._units_of(day)) * inner
                if here >= count:
                    return self._between(day * DAY, (day + 1) * DAY)[count - 1]
                count -= here
            low += _DAYS_COUNTED
        return None


class GappedPlan(Plan):
    """Another plan without the walls in one hole: those past an UNTIL that falls just after a gap."""

    __slots__ = ("_hole", "_plan")

    def __init__(self, plan: Plan, hole: tuple[int, int]) -> None:
        super().__init__(plan.begin, plan.cycle, per_day=DAY, stretch=plan.stretch, times=plan.times)
        self.end = plan.end
        self._plan = plan
        self._hole = hole

    def _between(self, low: int, high: int) -> Sequence[int]:
        begins, ends = self._hole
        return [wall for wall in self._plan.between(low, high) if not begins <= wall < ends]


def _holds(numbers: tuple[int, ...], number: int) -> bool:
    index = bisect_left(numbers, number)
    return index < len(numbers) and numbers[index] == number
