"""When a room can be had: everything that stands in the way, as times at which a booking may not begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cached_property
from typing import NamedTuple

from innbyggertorg.conflicts.dates import DAY, Run
from innbyggertorg.conflicts.heads import Full, HeadLimit, OfEquipment, head_limits
from innbyggertorg.conflicts.houses import House, LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.openings import Eras, HouseHours
from innbyggertorg.conflicts.rooms import spans_of
from innbyggertorg.conflicts.scene import Question, Scene
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, EventKind, Programme, Room
from innbyggertorg.opening import AccessLevel

__all__ = [
    "Availability",
    "Obstacle",
    "Wish",
    "complaint",
    "seconds",
]


class Wish(NamedTuple):
    """What is to be put into a room.

    Attributes:
        length: How long, in seconds.
        setup: How long the room is needed before.
        teardown: How long after.
        level: The level at which the house must be open.
        people: How many come, or None.
        features: What the room must have.
        organiser: Id of who asks, or None.
        kind: What sort of activity it is.
        without: The uid and wall of an occurrence that would be moved, and so stands in nobody's way.
        equipment: Ids of the equipment that it needs.
        days_in: The zone whose days it lasts, where it is asked about one start; None where it has times.
    """

    length: int
    setup: int = 0
    teardown: int = 0
    level: AccessLevel = AccessLevel.BY_APPOINTMENT
    people: int | None = None
    features: tuple[str, ...] = ()
    organiser: str | None = None
    kind: EventKind | None = None
    without: tuple[str, int] | None = None
    equipment: tuple[str, ...] = ()
    days_in: str | None = None


class Obstacle(NamedTuple):
    """Starts, from *first* up to *past*, at which a booking would be in conflict."""

    first: int
    past: int
    kind: ConflictKind


class Availability:
    """The rooms of one torg in a window.

    Attributes:
        house: The torg.
        looked_at: How many bookings were looked at so far.
        unknown: Events of which not all is known, because a school year is missing.
    """

    def __init__(
        self, programme: Programme, events: Iterable[Event], house: House, window: Run, limits: Limits
    ) -> None:
        here = [event for event in events if event.torg == house.torg.id]
        low, high = window[0] - DAY, window[1] + DAY
        self.house = house
        self.looked_at = 0
        self._window = (low, high)
        question = Question(low, high, frozenset(ConflictKind), limits)
        self._scene = Scene(programme, here, question, {house.torg.id: house})
        opening = house.torg.opening
        self._eras = None if opening is None else HouseHours(opening, low, high)
        self._spans: dict[str, list[tuple[int, int, str, int]]] = {leaf: [] for leaf in house.all_leaves}
        self._sharing: dict[str, list[tuple[int, int, str, int]]] = {leaf: [] for leaf in house.all_leaves}
        for booking in self._scene.bookings:
            for leaf, claim in house.claims(booking.event, booking.rooms).items():
                kept = self._sharing if claim.shared else self._spans
                kept[leaf] += [
                    (start, end, booking.event.uid, wall) for start, end, _, wall in spans_of(booking, claim)
                ]
        self.unknown = [event for event, _ in self._scene.unknown]
        self._starts: dict[str, list[int]] = {}
        self._longest: dict[str, int] = {}
        self._longest_sharing: dict[str, int] = {}
        for leaf, spans in self._sharing.items():
            spans.sort()
            self._longest_sharing[leaf] = max((span[1] - span[0] for span in spans), default=0)
        for leaf, spans in self._spans.items():
            spans.sort()
            self._starts[leaf] = [span[0] for span in spans]
            self._longest[leaf] = max((span[1] - span[0] for span in spans), default=0)
        self._closures: list[LastingClosure] = self._scene.closures.get(house.torg.id, [])
        self._equipment: dict[str, OfEquipment] = {}

    @cached_property
    def _head_limits(self) -> list[HeadLimit]:
        """What limits the number of people, with those who count."""
        limits = head_limits(self.house, self._closures)
        for booking in self._scene.bookings:
            leaves = self.house.leaves(booking.rooms)
            for limit in limits:
                if booking.event.expected and limit.counts(leaves, booking.event.kind):
                    limit.put(booking, booking.event.expected)
        return limits

    def _of_equipment(self, name: str) -> OfEquipment:
        """Return who needs a piece of equipment."""
        found = self._equipment.get(name)
        if found is None:
            found = self._equipment[name] = OfEquipment(self.house, name)
            for booking in self._scene.bookings:
                if name in booking.event.equipment:
                    found.put(booking)
        return found

    def obstacles(self, room: Room, wish: Wish, first: int, past: int) -> Iterator[Obstacle]:
        """Yield, in no order, when *wish* may not begin in *room* between *first* and *past*."""
        low, high = first, past + wish.length
        leaves = self.house.leaves((room.id,))
        for leaf in leaves:
            for start, end in self._taken(leaf, wish, low, high):
                yield Obstacle(start - wish.length - wish.teardown + 1, end + wish.setup, ConflictKind.ROOM)
        for start, end in self._not_to_share(room, leaves, wish, low, high):
            yield Obstacle(start - wish.length + 1, end, ConflictKind.ROOM)
        for start, end, kind in self._full(leaves, wish, low, high):
            yield Obstacle(start - wish.length + 1, end, kind)
        for run, kind in self._shut(room, leaves, wish, low, high):
            yield Obstacle(run[0] - wish.length + 1, run[1], kind)

    def is_free(self, room: Room, wish: Wish, start: int) -> bool:
        """Whether *wish* may begin in *room* at *start*."""
        if start < self._window[0] + DAY or start + wish.length > self._window[1] - DAY:
            return False
        return not any(
            obstacle.first <= start < obstacle.past for obstacle in self.obstacles(room, wish, start, start)
        )

    def _taken(self, leaf: str, wish: Wish, low: int, high: int) -> Iterator[Run]:
        spans, starts = self._spans[leaf], self._starts[leaf]
        place = bisect_left(starts, low - wish.setup - self._longest[leaf])
        near = spans[place : bisect_right(starts, high + wish.teardown)]
        self.looked_at += len(near) + 1
        for start, end, uid, wall in near:
            if end > low - wish.setup and (uid, wall) != wish.without:
                yield start, end

    def _sharing_in(self, leaf: str, wish: Wish, low: int, high: int) -> list[tuple[int, int, str, int]]:
        """Return who shares one room in a stretch of time."""
        spans = self._sharing[leaf]
        first = bisect_left(spans, (low - wish.setup - self._longest_sharing[leaf],))
        near = spans[first : bisect_left(spans, (high + wish.teardown,))]
        self.looked_at += len(near)
        return [span for span in near if span[1] > low - wish.setup and span[2:] != wish.without]

    def _not_to_share(
        self, room: Room, leaves: frozenset[str], wish: Wish, low: int, high: int
    ) -> Iterator[Run]:
        """Yield when others share the rooms, where the wish is not to share them."""
        if room.shared_up_to is None:
            for start, end, _, _ in {
                span for leaf in leaves for span in self._sharing_in(leaf, wish, low, high)
            }:
                yield start - wish.teardown, end + wish.setup

    def _full(self, leaves: frozenset[str], wish: Wish, low: int, high: int) -> Iterator[Full]:
        """Yield when so many are in, or so much equipment is needed, that the wish would be too much."""
        for limit in self._head_limits:
            if limit.counts(leaves, wish.kind):
                yield from limit.full(wish.people or 0, low, high, wish.without)
        for name in wish.equipment:
            yield from self._of_equipment(name).full(1, low, high, wish.without)

    def _shut(
        self, room: Room, leaves: frozenset[str], wish: Wish, low: int, high: int
    ) -> Iterator[tuple[Run, ConflictKind]]:
        house = self.house
        rooms = [None, room, *(house.rooms[name] for name in leaves - {room.id})]
        for run in (run for each in rooms for run in house.not_in_use(each)):
            if run[0] < high and run[1] > low:
                yield run, ConflictKind.NOT_IN_USE
        for start, end, closed, closure in self._closures:
            spared = wish.kind in closure.spared_kinds or wish.level <= closure.highest
            if leaves & closed and not spared and start < high and end > low:
                yield (start, end), ConflictKind.CLOSED
        if self._eras is not None:
            for blocked in self._eras.blocked(
                wish.level, low, high, has_key=house.torg.digital_keys, days_in=wish.days_in
            ):
                kind = ConflictKind.CLOSED if blocked.restricted else ConflictKind.OUTSIDE_HOURS
                yield (blocked.start, blocked.end), kind
        for name in {room.id, *leaves}:
            for use in house.rooms[name].primary:
                if use.organisation != wish.organiser:
                    for run in Eras(use.hours, low, high).open_runs(low, high):
                        yield run, ConflictKind.PRIMARY_USE


def complaint(house: House, room: Room, wish: Wish) -> ConflictKind | str | None:
    """Return why *room* will never do for *wish*: a kind of conflict, or the feature that it lacks."""
    if not room.bookable:
        return ConflictKind.NOT_LENT
    if wish.people is not None:
        if room.capacity is not None and wish.people > room.capacity:
            return ConflictKind.CAPACITY
        if room.shared_up_to is not None and wish.people > room.shared_up_to:
            return ConflictKind.HEAD_COUNT
    return next((feature for feature in wish.features if feature not in room.features), None)


def seconds(length: timedelta) -> int:
    """Return a length in seconds."""
    return length.days * DAY + length.seconds
