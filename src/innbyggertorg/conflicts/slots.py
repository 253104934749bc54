"""Free times in rooms: the earliest first, and of rooms that are free at once the one that fits best."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from heapq import merge
from typing import Any

from attrs import field, frozen

from innbyggertorg._checks import is_a
from innbyggertorg._values import Value
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.availability import Availability, Obstacle, Wish, complaint, seconds
from innbyggertorg.conflicts.dates import DAY, Run, seconds_of
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.remedies import best_first
from innbyggertorg.errors import InvalidValueError, UnknownReferenceError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Programme, Room
from innbyggertorg.opening import AccessLevel

__all__ = ["FreeSlots", "LeftOut", "Slot", "free_slots"]

_HALF_HOUR = timedelta(minutes=30)


@frozen
class Slot(Value):
    """A room that is free for some time.

    Attributes:
        torg: Id of the torg.
        room: Id of the room.
        interval: When, in the zone of the torg; set-up and tear-down are free besides.
    """

    torg: str = field(validator=is_a(str))
    room: str = field(validator=is_a(str))
    interval: Interval = field(validator=is_a(Interval))


@frozen
class LeftOut(Value):
    """A room that has no slot, and why.

    Attributes:
        torg: Id of the torg.
        room: Id of the room.
        reason: What most of the conflicts would be, or None where a feature is missing.
        feature: The feature that it lacks, or empty.
    """

    torg: str = field(validator=is_a(str))
    room: str = field(validator=is_a(str))
    reason: ConflictKind | None = field(default=None)
    feature: str = field(default="", validator=is_a(str))


class FreeSlots:
    """Free slots, found as far as they are asked for; each loop begins anew."""

    def __init__(
        self, fitting: list[tuple[Availability, Room, Wish]], misfits: list[LeftOut], window: Run, step: int
    ) -> None:
        self._fitting = fitting
        self._misfits = misfits
        self._window = window
        self._step = step

    def __iter__(self) -> Iterator[Slot]:
        streams = [self._starts(number) for number in range(len(self._fitting))]
        for start, number in merge(*streams):
            available, room, wish = self._fitting[number]
            clock = available.house.clock
            interval = Interval(clock.show(start), clock.show(start + wish.length))
            yield Slot(available.house.torg.id, room.id, interval)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rooms without any slot in the window, and why; looked for when it is asked for."""
        found = list(self._misfits)
        for number, (available, room, wish) in enumerate(self._fitting):
            if next(self._starts(number), None) is None:
                low, high = self._window
                time: Counter[ConflictKind] = Counter()
                for first, past, kind in available.obstacles(room, wish, low, high - wish.length):
                    time[kind] += min(past, high) - max(first, low)
                reason = max(time, key=lambda kind: (time[kind], kind)) if time else None
                found.append(LeftOut(available.house.torg.id, room.id, reason))
        return tuple(sorted(found, key=lambda each: (each.torg, each.room)))

    def _starts(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield when the wish may begin in one room, and the number of the room."""
        available, room, wish = self._fitting[number]
        low, high = self._window
        last = high - wish.length
        begin = self._on_the_clock(available, low)
        while begin <= last:  # a week at a time, so that the first slot does not cost the whole window
            until = min(begin + 7 * DAY, last)
            obstacles = sorted(available.obstacles(room, wish, begin, until))
            yield from self._between(available, obstacles, begin, until, number)
            begin = self._on_the_clock(available, until + 1)

    def _between(
        self, available: Availability, obstacles: list[Obstacle], begin: int, until: int, number: int
    ) -> Iterator[tuple[int, int]]:
        place, blocked = 0, begin
        while begin <= until:
            while place < len(obstacles) and obstacles[place].first <= begin:
                blocked = max(blocked, obstacles[place].past)
                place += 1
            if blocked > begin:
                begin = self._on_the_clock(available, blocked)
            else:
                yield begin, number
                begin = self._on_the_clock(available, begin + 1)

    def _on_the_clock(self, available: Availability, instant: int) -> int:
        """Return the first instant from *instant* on that the clock shows as a multiple of the step."""
        clock = available.house.clock
        while True:
            offset = clock.offset(instant)
            found = -(-(instant + offset) // self._step) * self._step - offset
            if clock.offset(found) == offset:
                return found
            # The clocks change on the way: begin anew when they have.
            instant = next(clock.changes_until(instant + 1, found + 1)).instant


def free_slots(
    programme: Programme,
    *,
    window: Interval,
    length: timedelta,
    people: int | None = None,
    features: Iterable[str] = (),
    torg: str | None = None,
    rooms: Iterable[str] | None = None,
    level: AccessLevel | None = None,
    step: timedelta = _HALF_HOUR,
    organiser: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> FreeSlots:
    """Find when a room is free for some time, the earliest first; of several the smallest that fits.

    A slot has no conflict: not with what is booked, set-up and tear-down of both included, not with
    closures, opening hours or somebody else's first use.

    Args:
        programme: What is planned.
        window: In which the slot must lie.
        length: How long.
        people: How many come; rooms that hold fewer are left out.
        features: What the room must have.
        torg: Id of the torg, or None for all.
        rooms: Ids of the rooms that will do, or None for all; needs *torg*.
        level: The level at which the house must be open; None is any.
        step: The distance from one start to the next, of 1 minute to 1 day, that a day can be divided by.
        organiser: Id of the organisation that asks: its own first use is not in its way.
        limits: `occurrences` is the most that one event may have in the window.

    Returns:
        The slots, found as far as they are asked for; `left_out` tells which rooms have none, and why.

    Raises:
        InvalidValueError: If a number, the length or the step is out of range, or rooms lack their torg.
        UnknownReferenceError: If there is no such torg, room or organisation.
        WrongTypeError: If an argument is of another type.
    """
    wish = _wish(window, length, people, features, level)
    minutes = _step(step)
    check_limits("free_slots", limits)
    if not isinstance(programme, Programme):
        raise WrongTypeError("free_slots programme", "must be a Programme", programme)
    if organiser is not None:
        programme.organisation(organiser)
    if rooms is not None and torg is None:
        raise InvalidValueError("free_slots rooms", "needs the torg that they are in", torg)
    torgs = programme.torgs if torg is None else (programme.torg(torg),)
    run = seconds_of(window)
    fitting: list[tuple[Availability, Room, Wish]] = []
    misfits: list[LeftOut] = []
    for each in torgs:
        house = House(each)
        available = Availability(programme, programme.events, house, run, limits)
        for room in _chosen(house, rooms):
            setup, teardown = house.turnaround_of(room)
            own = wish._replace(setup=setup, teardown=teardown, organiser=organiser)
            problem = complaint(house, room, own)
            if problem is None:
                fitting.append((available, room, own))
            elif isinstance(problem, ConflictKind):
                misfits.append(LeftOut(each.id, room.id, problem))
            else:
                misfits.append(LeftOut(each.id, room.id, feature=problem))
    fitting.sort(key=lambda some: (best_first(some[1]), some[0].house.torg.id))
    return FreeSlots(fitting, misfits, run, minutes)


def _wish(
    window: Interval,
    length: timedelta,
    people: int | None,
    features: Iterable[str],
    level: AccessLevel | None,
) -> Wish:
    if not isinstance(window, Interval):
        raise WrongTypeError("free_slots window", "must be an Interval", window)
    if not isinstance(length, timedelta):
        raise WrongTypeError("free_slots length", "must be a timedelta", length)
    if length <= timedelta(0) or length.microseconds or length > timedelta(days=31):
        rule = "must be whole seconds, longer than zero and at most 31 days"
        raise InvalidValueError("free_slots length", rule, length)
    if people is not None and type(people) is not int:
        raise WrongTypeError("free_slots people", "must be a whole number", people)
    if people is not None and people < 1:
        raise InvalidValueError("free_slots people", "must be at least 1", people)
    if level is not None and level.__class__ is not AccessLevel:
        raise WrongTypeError("free_slots level", "must be an AccessLevel", level)
    wanted = () if isinstance(features, str) else _as_tuple(features)
    if isinstance(features, str) or wanted is None or not all(isinstance(each, str) for each in wanted):
        raise WrongTypeError("free_slots features", "must be ids of features", features)
    lowest = AccessLevel.BY_APPOINTMENT
    return Wish(seconds(length), level=max(level or lowest, lowest), people=people, features=wanted)


def _step(step: timedelta) -> int:
    if not isinstance(step, timedelta):
        raise WrongTypeError("free_slots step", "must be a timedelta", step)
    minute, day = timedelta(minutes=1), timedelta(days=1)
    if not minute <= step <= day or day % step or step % minute:
        raise InvalidValueError("free_slots step", "must be whole minutes that a day can be divided by", step)
    return seconds(step)


def _as_tuple(items: Any) -> tuple[Any, ...] | None:
    """Return what is in *items*, or None where nothing can be."""
    try:
        return tuple(items)
    except TypeError:
        return None


def _chosen(house: House, rooms: Iterable[str] | None) -> list[Room]:
    if rooms is None:
        return list(house.torg.rooms)
    names = (rooms,) if isinstance(rooms, str) else _as_tuple(rooms)
    if names is None or not all(isinstance(name, str) for name in names):
        raise WrongTypeError("free_slots rooms", "must be ids of rooms", rooms)
    for name in names:
        if name not in house.rooms:
            known = ", ".join(list(house.rooms)[:10]) or "none"
            rule = f"must be a room of the torg {house.torg.id}"
            raise UnknownReferenceError("free_slots rooms", rule, name, f"there is: {known}")
    return [house.rooms[name] for name in dict.fromkeys(names)]
