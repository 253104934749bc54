"""When a room is taken, without what takes it."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Name, Value
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.availability import Availability, Wish
from innbyggertorg.conflicts.dates import Run, is_tentative, seconds_of
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.openings import without
from innbyggertorg.errors import UnknownReferenceError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Event, Programme, Room

__all__ = ["Busy", "BusyKind", "BusyTimes", "busy_times"]

_TAKEN: Final = frozenset({ConflictKind.ROOM, ConflictKind.HEAD_COUNT})
_SHUT: Final = frozenset({ConflictKind.CLOSED, ConflictKind.NOT_IN_USE})
_ANYBODY: Final = Wish(length=1, people=1)  # of one second, so that it is in the way of nothing else


class BusyKind(Name):
    """Why a room cannot be had."""

    BOOKED = "booked"
    """Somebody has it, or sets up or clears away."""
    TENTATIVE = "tentative"
    """Somebody has asked for it."""
    UNAVAILABLE = "unavailable"
    """It is closed, or does not exist."""


@frozen
class Busy(Value):
    """A run of time in which a room cannot be had.

    Attributes:
        interval: When, in the zone of the torg.
        kind: Why, and no more.
    """

    interval: Interval = field(validator=is_a(Interval))
    kind: BusyKind = field(validator=is_a(BusyKind))


@frozen
class BusyTimes(Value):
    """When a room cannot be had, as far as that is known.

    Attributes:
        times: In order; no two share any time, and no two of one kind touch.
        unknown: Uids of events of which not all is known, because a school year is missing; sorted.
    """

    times: tuple[Busy, ...] = field(validator=tuple_of(is_a(Busy)))
    unknown: tuple[str, ...] = field(default=(), validator=tuple_of(is_a(str)))


def busy_times(
    programme: Programme, torg: str, room: str, window: Interval, *, limits: Limits = DEFAULT_LIMITS
) -> BusyTimes:
    """Return when a room cannot be had, as conflicts count it.

    What is in the room counts, internal events and drafts included, and what is in rooms that share a part
    with it; each with its set-up and tear-down. A room that is shared by head count is taken while nobody
    more fits in. Closures of the room and of the whole house count, and the days on which it does not exist;
    the usual opening hours do not.

    Args:
        programme: What is planned.
        torg: Id of the torg.
        room: Id of the room.
        window: From when to when; what reaches out of it is cut.
        limits: `occurrences` is the most that one event may have in the window.

    Raises:
        LimitExceededError: If an event has more occurrences in the window.
        UnknownReferenceError: If there is no such torg or room.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("busy_times programme", "must be a Programme", programme)
    if not isinstance(window, Interval):
        raise WrongTypeError("busy_times window", "must be an Interval", window)
    if not isinstance(limits, Limits):
        raise WrongTypeError("busy_times limits", "must be a Limits", limits)
    house = House(programme.torg(torg))
    place = house.torg.room(room)
    if place is None:
        known = ", ".join(list(house.rooms)[:10]) or "none"
        rule = f"must be a room of the torg {house.torg.id}"
        raise UnknownReferenceError("busy_times room", rule, room, f"there is: {known}")
    settled = [event for event in programme.events if not is_tentative(event)]
    sure = _Looker(programme, settled, house, seconds_of(window), limits)
    all_of_them = _Looker(programme, programme.events, house, seconds_of(window), limits)
    booked = sure.runs(place, _TAKEN)
    shut = list(_outside(sure.runs(place, _SHUT), booked))
    asked_for = list(_outside(all_of_them.runs(place, _TAKEN), sorted(booked + shut)))
    runs = [
        (run, kind) for kind, some in zip(BusyKind, (booked, asked_for, shut), strict=True) for run in some
    ]
    clock = house.clock
    times = (Busy(Interval(clock.show(start), clock.show(end)), kind) for (start, end), kind in sorted(runs))
    return BusyTimes(tuple(times), tuple(sorted(all_of_them.unknown(room))))


class _Looker:
    """Some of the events of a torg in a window."""

    def __init__(
        self, programme: Programme, events: Iterable[Event], house: House, window: Run, limits: Limits
    ) -> None:
        self._available = Availability(programme, events, house, window, limits)
        self._house = house
        self._window = window

    def runs(self, room: Room, kinds: frozenset[ConflictKind]) -> list[Run]:
        """Return when *room* cannot be had because of one of *kinds*, in order, joined where they touch."""
        low, high = self._window
        found: list[Run] = []
        for start, end, kind in sorted(self._available.obstacles(room, _ANYBODY, low, high)):
            begin, past = max(start, low), min(end, high)
            if kind not in kinds or begin >= past:
                continue
            if found and begin <= found[-1][1]:
                found[-1] = (found[-1][0], max(past, found[-1][1]))
            else:
                found.append((begin, past))
        return found

    def unknown(self, room: str) -> Iterator[str]:
        """Yield the uids of events in the way of *room* of which not all is known."""
        leaves = self._house.leaves((room,))
        for event in self._available.unknown:
            if leaves & self._house.leaves(event.rooms):
                yield event.uid


def _outside(runs: Iterable[Run], cuts: list[Run]) -> Iterator[Run]:
    """Yield what is left of *runs* when *cuts* are taken out."""
    for run in runs:
        yield from without(run, cuts)
