"""A series made ready: its plans, and the extra, excluded and overridden starts as sorted walls."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from heapq import merge
from typing import Final, NamedTuple, Protocol

from innbyggertorg.days.rule import DayRule
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.recurrence.engine.clock import Clock, clock_of
from innbyggertorg.recurrence.engine.compile import compile_rule
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment, to_datetime
from innbyggertorg.recurrence.engine.plan import LAST_WALL
from innbyggertorg.recurrence.occurrence import Occurrence, Override, Status
from innbyggertorg.recurrence.parts import RuleParts

__all__ = ["ANY_NUMBER", "Special", "Timeline", "in_time", "reaches"]

ANY_NUMBER: Final = 1 << 40
_SHORTER: Final = "ask for a shorter window, or pass limits=Limits(occurrences=...)"


class Special(NamedTuple):
    """An overridden occurrence: when it is, in whole seconds, and what is handed out for it."""

    start: int
    end: int
    key: int
    occurrence: Occurrence


class SeriesParts(Protocol):
    """What a timeline reads of a `Series`, and how it gets by without knowing it."""

    @property
    def first(self) -> date | datetime:
        """See `Series`."""

    @property
    def length(self) -> timedelta:
        """See `Series`."""

    @property
    def zone(self) -> str:
        """See `Series`."""

    @property
    def rules(self) -> tuple[RuleParts, ...]:
        """See `Series`."""

    @property
    def extra(self) -> tuple[date | datetime, ...]:
        """See `Series`."""

    @property
    def excluded(self) -> tuple[date | datetime, ...]:
        """See `Series`."""

    @property
    def excluding(self) -> DayRule | None:
        """See `Series`."""

    @property
    def tentative(self) -> bool:
        """See `Series`."""


class Timeline:
    """The starts of one series; everything is a wall, and an instant only where it has to be.

    Attributes:
        place: The zone's clock.
        clock: The same, or None where the series has whole days.
        length: Seconds that an occurrence lasts.
        status: Of every occurrence that has no override.
        is_sparse: Whether all starts in some years are quickly listed.
        time: The second of the day of all regular starts, or None where they differ.
        excluding: The rule about days on which what the rules pick does not happen, or None.
        specials: The overridden occurrences, by their real start.
    """

    __slots__ = (
        "_even",
        "_is_even",
        "_removed",
        "_removed_set",
        "begin",
        "clock",
        "excluding",
        "extra",
        "high",
        "is_sparse",
        "length",
        "low",
        "place",
        "plans",
        "specials",
        "status",
        "time",
    )

    def __init__(self, series: SeriesParts) -> None:
        whole_days = not isinstance(series.first, datetime)
        self.place = clock_of(series.zone)
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
        self._set_removed(map(from_moment, series.excluded))
        self._even = self._find_even()
        self._set_is_even()
        self.specials: tuple[Special, ...] = ()

    def _bounds(self) -> tuple[int, int]:
        """Return the walls between which every start and end can be written, in the zone and in UTC."""
        clock = self.clock
        if clock is None:
            return DAY, LAST_WALL - self.length
        return (
            DAY + max(0, clock.offset(DAY)),
            LAST_WALL - self.length + min(0, clock.offset(LAST_WALL - 1)),
        )

    def _find_even(self) -> tuple[int, int, int] | None:
        """Return the first wall, the end and the distance, where the rules pick equally distant walls."""
        even = self.plans[0].evenly() if len(self.plans) == 1 else None
        if even is None:
            return None
        begin, end, step = even
        if begin < self.low:
            begin += -((begin - self.low) // step) * step
        return begin, min(end, self.high), step

    def _set_is_even(self) -> None:
        self._is_even = self._even is not None and not (self._removed or self.extra or self.excluding)

    def _set_removed(self, removed: Iterable[int]) -> None:
        self._removed_set = frozenset(removed)
        self._removed = tuple(sorted(self._removed_set))

    def override(self, overrides: Iterable[Override]) -> None:
        """Take the occurrences that have overrides out of the regular ones, and keep them as specials."""
        specials = [self._special(override) for override in overrides]
        self.specials = tuple(sorted(specials, key=lambda special: special[:3]))
        self._set_removed(self._removed_set.union(special.key for special in specials))
        self._set_is_even()

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
        if self._is_even:
            return found
        if self.excluding is not None:
            found = [wall for wall in found if not _picks(self.excluding, wall)]
        return self._completed(found, low, high)

    def possible(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return the same with those that `excluding` takes out, so that nothing it does not know matters."""
        return self._completed(self._picked(low, high, most), low, high)

    def _picked(self, low: int, high: int, most: int) -> Sequence[int]:
        """Return what the rules pick in [low, high)."""
        if self._even is None:
            return self._uneven(low, high, most)
        begin, end, step = self._even
        first = begin if low <= begin else low + (begin - low) % step
        found = range(first, min(end, high), step)
        if len(found) > most + len(self._removed):
            raise LimitExceededError("occurrences", most, hint=_SHORTER)
        return found

    def _completed(self, found: Sequence[int], low: int, high: int) -> Sequence[int]:
        """Add the extra starts in [low, high), and take out those excluded and overridden."""
        extra = self.extra
        removed = self._removed
        if extra and (here := extra[bisect_left(extra, low) : bisect_left(extra, high)]):
            found = sorted({*found, *here})
        if removed and bisect_left(removed, low) < bisect_left(removed, high):
            gone = self._removed_set
            found = [wall for wall in found if wall not in gone]
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


def reaches(walls: Sequence[int], low: int, high: int) -> bool:
    """Whether one of *walls*, of which there are some, is in [low, high)."""
    if high <= walls[0] or low > walls[-1]:
        return False
    if isinstance(walls, range):
        return max(low, walls.start) + (walls.start - max(low, walls.start)) % walls.step < high
    return bisect_left(walls, low) < bisect_left(walls, high)


def in_time(clock: Clock, walls: Sequence[int]) -> Sequence[int]:
    """Put walls, some in a gap, in the order of their instants; of two at one instant keep the real time."""
    real = {clock.instant(wall): wall for wall in walls}  # of two keys the later one, which is not in the gap
    return [real[instant] for instant in sorted(real)]
