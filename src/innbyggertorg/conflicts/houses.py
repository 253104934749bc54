"""What a torg's rooms mean for bookings: what they occupy, for how long, and when they cannot be used."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from innbyggertorg.chrono import Validity
from innbyggertorg.conflicts.dates import DAY, Run
from innbyggertorg.model import Closure, Event, Room, Torg, TorgStatus
from innbyggertorg.recurrence.engine.clock import clock_of
from innbyggertorg.recurrence.engine.moments import from_moment

__all__ = ["ALWAYS", "NEVER", "Claim", "House", "LastingClosure"]

NEVER: Final = 0
"""Before anything."""
ALWAYS: Final = 10**12
"""After anything."""


class Claim(NamedTuple):
    """What a booking does to one room that has no parts.

    Attributes:
        setup: Seconds that it is needed before.
        teardown: Seconds that it is needed after.
        shared: Whether others may be in it at the same time.
    """

    setup: int
    teardown: int
    shared: bool


class LastingClosure(NamedTuple):
    """A closure in numbers.

    Attributes:
        start: When it begins.
        end: When it is over.
        leaves: The rooms it is about, those joined by their parts.
        closure: The closure.
    """

    start: int
    end: int
    leaves: frozenset[str]
    closure: Closure


class House:
    """A torg made ready for questions about its rooms."""

    def __init__(self, torg: Torg) -> None:
        self.torg = torg
        self.clock = clock_of(torg.zone)
        self.rooms: dict[str, Room] = {room.id: room for room in torg.rooms}
        self._leaves: dict[str, frozenset[str]] = {}
        self._turnarounds: dict[str, tuple[int, int]] = {}

    def leaves(self, rooms: Iterable[str]) -> frozenset[str]:
        """Return the rooms without parts that *rooms* are made of."""
        found: frozenset[str] = frozenset()
        for room in rooms:
            known = self._leaves.get(room)
            if known is None:
                known = self._leaves[room] = self.torg.leaves(room)
            found |= known
        return found

    def claims(self, event: Event, rooms: Iterable[str]) -> dict[str, Claim]:
        """Return what an event in *rooms* occupies: which rooms without parts, and for how long."""
        found: dict[str, Claim] = {}
        for name in rooms:
            room = self.rooms[name]
            setup, teardown = self.turnaround(event, room)
            claim = Claim(setup, teardown, room.shared_up_to is not None)
            for leaf in self.leaves((name,)):
                old = found.get(leaf, claim)
                found[leaf] = Claim(
                    max(old.setup, setup), max(old.teardown, teardown), old.shared and claim.shared
                )
        return found

    def turnaround(self, event: Event, room: Room) -> tuple[int, int]:
        """Return how many seconds before and after an event *room* is needed."""
        setup, teardown = self.turnaround_of(room)
        if self.torg.turnaround_inside:
            return setup, teardown
        return (
            setup if event.setup is None else _whole(event.setup),
            teardown if event.teardown is None else _whole(event.teardown),
        )

    def turnaround_of(self, room: Room) -> tuple[int, int]:
        """Return how many seconds *room* needs before and after, where an event does not say otherwise."""
        known = self._turnarounds.get(room.id)
        if known is None:
            known = 0, 0
            if not self.torg.turnaround_inside:
                known = _whole(room.setup), _whole(room.teardown)
            self._turnarounds[room.id] = known
        return known

    def outermost(self, rooms: Iterable[str]) -> tuple[Room, ...]:
        """Return *rooms* without those that are part of another one of them."""
        names = tuple(rooms)
        leaves = {name: self.leaves((name,)) for name in names}
        return tuple(
            self.rooms[name] for name in names if not any(leaves[name] < leaves[other] for other in names)
        )

    @cached_property
    def has_turnaround(self) -> bool:
        """Whether some room needs time before or after a booking."""
        return any(room.setup or room.teardown for room in self.torg.rooms)

    @cached_property
    def all_leaves(self) -> frozenset[str]:
        """Every room that has no parts."""
        return self.leaves(self.rooms)

    def lasting(self, closure: Closure) -> LastingClosure:
        """Return *closure* in numbers."""
        if closure.rooms or closure.services:
            leaves = self.leaves(closure.rooms) | self._leaves_of_services(closure.services)
        else:
            leaves = self.all_leaves - self._leaves_of_services(closure.spared_services)
        end = ALWAYS if closure.end is None else self._instant(closure.end, last=True)
        return LastingClosure(self._instant(closure.start), end, leaves, closure)

    def _leaves_of_services(self, services: Iterable[str]) -> frozenset[str]:
        chosen = set(services)
        rooms = {room for service in self.torg.services if service.id in chosen for room in service.rooms}
        return self.leaves(rooms)

    def _instant(self, moment: date | datetime, *, last: bool = False) -> int:
        wall = from_moment(moment)
        if last and not isinstance(moment, datetime):
            wall += DAY
        return self.clock.instant(wall)

    def not_in_use(self, room: Room | None) -> list[Run]:
        """Return when the house (None) or *room* does not exist."""
        if room is not None:
            return self._outside(room.validity)
        torg = self.torg
        first, last = torg.validity.first, torg.validity.last
        if torg.status is TorgStatus.PLANNED and first is None:
            return [(NEVER, ALWAYS)]
        if torg.status in {TorgStatus.CLOSED, TorgStatus.MOVED} and last is None:
            return [(NEVER, ALWAYS)]
        return self._outside(torg.validity)

    def _outside(self, validity: Validity) -> list[Run]:
        found = []
        if validity.first is not None:
            found.append((NEVER, self._instant(validity.first)))
        if validity.last is not None:
            found.append((self._instant(validity.last, last=True), ALWAYS))
        return found


def _whole(length: timedelta) -> int:
    return length.days * DAY + length.seconds
