"""A series made ready: its plans, and the extra, excluded and overridden starts as sorted walls."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from heapq import merge
from typing import Final, NamedTuple

from innbyggertorg.days.rule import DayRule
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.recurrence.engine.clock import Clock
from innbyggertorg.recurrence.engine.compile import compile_rule
from innbyggertorg.recurrence.engine.gregorian import DAY, WEEK
from innbyggertorg.recurrence.engine.moments import from_moment, to_datetime
from innbyggertorg.recurrence.engine.plan import LAST_WALL, Lanes
from innbyggertorg.recurrence.engine.walls import interleaved, take_out
from innbyggertorg.recurrence.engine.windows import windows_of
from innbyggertorg.recurrence.occurrence import Occurrence, Override, Status
from innbyggertorg.recurrence.parts import SeriesParts

__all__ = ["ANY_NUMBER", "Special", "Timeline"]

ANY_NUMBER: Final = 1 << 40
_FEW: Final = 20
_SHORTER: Final = "ask for a shorter window, or pass limits=Limits(occurrences=...)"


class Special(NamedTuple):
    """An overridden occurrence: when it is, in whole seconds, and what is handed out for it."""

    start: int
    end: int
    key: int
    occurrence: Occurrence


class Timeline:
    """The starts of one series; everything is a wall, and an instant only where it has to be.

    Attributes:
        place: The zone's clock.
        clock: The same, or None where the series has whole days.
        length: Seconds that an occurrence lasts.
        status: Of every occurrence that has no override.
        is_even: Whether the lanes are all that there is.
        is_sparse: Whether all starts in some years are quickly listed.
        time: The second of the day of all regular starts, or None where they differ.
        excluding: The rule about days on which what the rules pick does not happen, or None.
        specials: The overridden occurrences, by their real start.
        lanes: In how many lanes of whole weeks all starts are, but for the removed ones, at one time of day;
            0 where that is not so.
        weeks: How many weeks the starts of one lane are apart; 1 where there are several.
        lane: The first wall of the first lane, the end of all, and the distance within a lane.
        start_times: At which seconds of the week the starts of the lanes are, in order.
        end_times: The same of the ends.
        has_removed: Whether there are excluded or overridden starts.
        windows: The windows last asked about in the zone.
    """

    __slots__ = (
        "_lanes",
        "_once",
        "_removed",
        "_removed_set",
        "begin",
        "clock",
        "end_times",
        "excluding",
        "extra",
        "has_removed",
        "high",
        "is_even",
        "is_sparse",
        "lane",
        "lanes",
        "length",
        "low",
        "place",
        "plans",
        "specials",
        "start_times",
        "status",
        "time",
        "weeks",
        "windows",
    )

    def __init__(self, series: SeriesParts) -> None:
        whole_days = not isinstance(series.first, datetime)
        self.windows = windows_of(series.zone)
        self.place = self.windows.clock
        self.clock: Clock | None = None if whole_days else self.place
        self.length = series.length.days * DAY + series.length.seconds
        self.status = Status.TENTATIVE if series.tentative else Status.CONFIRMED
        self.low, self.high = self._bounds()
        self.begin = from_moment(series.first)
        self.plans = tuple(compile_rule(rule, series.first, series.zone) for rule in series.rules)
        self.is_sparse = all(plan.times is not None and plan.stretch >= 7 * DAY for plan in self.plans)
        extra = set(map(from_moment, series.extra))
        if not series.rules:
            extra.add(self.begin)
        self.extra = tuple(sorted(wall for wall in extra if self.low <= wall < self.high))
        times = {*(self.times or (-1, -2)), *(wall % DAY for wall in self.extra)}
        self.time = times.pop() if len(times) == 1 else None
        self.excluding = series.excluding
        self.specials: tuple[Special, ...] = ()
        self.lane = 0, 0, WEEK
        self.start_times: tuple[int, ...] = ()
        self.end_times: tuple[int, ...] = ()
        self._once = not series.rules and len(self.extra) == 1
        self._lanes = self._find_lanes()
        self._set_removed(map(from_moment, series.excluded))

    def _bounds(self) -> tuple[int, int]:
        """Return the walls between which every start and end can be written, in the zone and in UTC."""
        clock = self.clock
        if clock is None:
            return DAY, LAST_WALL - self.length
        return (
            DAY + max(0, clock.offset(DAY)),
            LAST_WALL - self.length + min(0, clock.offset(LAST_WALL - 1)),
        )

    def _find_lanes(self) -> Lanes | None:
        """Return all that the rules pick as lanes, where it is so; a single start is a short one."""
        if self._once:
            return Lanes(self.extra, self.extra[0] + 1, WEEK)
        lanes = self.plans[0].evenly() if len(self.plans) == 1 else None
        if lanes is None:
            return None
        firsts, end, step = lanes
        firsts = tuple(sorted(first + max(0, -((first - self.low) // step)) * step for first in firsts))
        return Lanes(firsts, min(end, self.high), step)

    def _set_removed(self, removed: Iterable[int]) -> None:
        self._removed_set = frozenset(removed)
        self._removed = tuple(sorted(self._removed_set))
        lanes = self._lanes
        picked_alone = lanes is not None and not (self.extra or self.excluding)
        self.has_removed = bool(self._removed)
        self.is_even = (picked_alone or self._once) and not self._removed
        self.lanes = self.weeks = 0
        if not picked_alone or lanes is None or self.specials or self.clock is None or self.time is None:
            return
        if lanes.step == WEEK or (lanes.step % WEEK == 0 and len(lanes.firsts) == 1):
            self.lanes, self.weeks = len(lanes.firsts), lanes.step // WEEK
            self.lane = lanes.firsts[0], lanes.end, lanes.step
            self.start_times = tuple(sorted(first % WEEK for first in lanes.firsts))
            self.end_times = tuple(sorted((first + self.length) % WEEK for first in lanes.firsts))

    def override(self, overrides: Iterable[Override]) -> None:
        """Take the occurrences that have overrides out of the regular ones, and keep them as specials."""
        specials = [self._special(override) for override in overrides]
        self.specials = tuple(sorted(specials, key=lambda special: special[:3]))
        self._set_removed(self._removed_set.union(special.key for special in specials))

    def _special(self, override: Override) -> Special:
        key = from_moment(override.original)
        wall = key if override.start is None else from_moment(override.start)
        length = self.length
        if override.length is not None:
            length = override.length.days * DAY + override.length.seconds
        status = Status.CANCELLED if override.cancelled else self.status
        if self.clock is None:
            shown = (date.fromordinal(wall // DAY), date.fromordinal((wall + length) // DAY))
            return Special(wall, wall + length, key, Occurrence(*shown, override.original, status, override))
        instant = self.clock.instant(wall)
        return Special(
            instant,
            instant + length,
            key,
            Occurrence(
                self.clock.show(instant),
                self.clock.show(instant + length),
                override.original,
                status,
                override,
            ),
        )

    def moment(self, wall: int) -> date | datetime:
        """Return *wall* as a key: a date where the series has whole days, else a naive datetime."""
        return date.fromordinal(wall // DAY) if self.clock is None else to_datetime(wall)

    def has(self, wall: int) -> bool:
        """Whether *wall* is a regular start: not excluded, and without an override."""
        return wall in self.walls(wall, wall + 1, ANY_NUMBER)

    @property
    def times(self) -> tuple[int, ...] | None:
        """The times of day of what the rules pick, in seconds, or None if there are many."""
        times: set[int] = set()
        for plan in self.plans:
            if plan.times is None:
                return None
            times.update(plan.times)
        return tuple(times)

    def walls(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return the regular starts in [low, high), in order, each once.

        Raises:
            LimitExceededError: If the rules pick more than *most* there, those excluded not counted.
        """
        found = self._picked(low, high, most)
        if self.is_even:
            return found
        if self.excluding is not None:
            found = [wall for wall in found if not _picks(self.excluding, wall)]
        return self._completed(found, low, high)

    def possible(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return the same with those that `excluding` takes out, so that nothing it does not know matters."""
        return self._completed(self._picked(low, high, most), low, high)

    def _picked(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return what the rules pick in [low, high)."""
        lanes = self._lanes
        if lanes is None:
            return self._uneven(low, high, most)
        if len(lanes.firsts) == 1:
            (begin,), end, step = lanes
            found = range(begin if low <= begin else low + (begin - low) % step, min(end, high), step)
            if len(found) > most + len(self._removed):
                raise LimitExceededError("occurrences", most, hint=_SHORTER)
            return found
        ranges = lanes.between(low, high)
        count = sum(map(len, ranges))
        if count > most + len(self._removed):
            raise LimitExceededError("occurrences", most, hint=_SHORTER)
        return interleaved(ranges, count)

    def in_lanes(self, low: int, high: int) -> Sequence[int]:
        """Return the regular starts in [low, high), and the removed ones too, where there are lanes."""
        return self._picked(low, high, ANY_NUMBER)

    def removed(self, low: int, high: int) -> tuple[int, ...]:
        """Return the excluded and overridden starts in [low, high), and maybe others that never were any."""
        removed = self._removed
        return removed and removed[bisect_left(removed, low) : bisect_left(removed, high)]

    def _completed(self, found: Sequence[int], low: int, high: int) -> Sequence[int]:
        """Add the extra starts in [low, high), and take out those excluded and overridden."""
        extra = self.extra
        if extra and (here := extra[bisect_left(extra, low) : bisect_left(extra, high)]):
            found = sorted({*found, *here})
        if here := self.removed(low, high):
            if len(here) > _FEW:
                return [wall for wall in found if wall not in self._removed_set]
            found = list(found)
            take_out(found, here, found)
        return found

    def _uneven(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return what the rules pick in [low, high) where their starts are not equally far apart."""
        low, high = max(low, self.low), min(high, self.high)
        most += len(self._removed)
        plans = self.plans
        if low >= high:
            return ()
        if len(plans) == 1:
            found = plans[0].first_of(low, high, most + 1)
        else:
            found = sorted({wall for plan in plans for wall in plan.first_of(low, high, most + 1)})
        if len(found) > most:
            raise LimitExceededError("occurrences", most - len(self._removed), hint=_SHORTER)
        return found

    def walk(self, low: int, high: int) -> Iterator[int]:
        """Yield the regular starts in [low, high) one by one, as far as they are asked for."""
        low, high = max(low, self.low), min(high, self.high)
        excluding, removed = self.excluding, self._removed_set
        picked: Iterator[int] = merge(*(plan.walk(low, high) for plan in self.plans))
        if excluding is not None:
            picked = (wall for wall in picked if not _picks(excluding, wall))
        extra = (wall for wall in self.extra if low <= wall < high)
        last = None
        for wall in merge(picked, extra):
            if wall != last and wall not in removed:
                yield wall
            last = wall


def _picks(days: DayRule, wall: int) -> bool:
    day = wall // DAY
    run = days.next_run(day, day + 1)
    return run is not None and run[0] < run[1]
