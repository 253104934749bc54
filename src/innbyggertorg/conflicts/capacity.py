"""More people than the rooms hold, rooms that are not lent out, and rooms and houses that are not there."""

from collections.abc import Iterator, Sequence

from innbyggertorg.conflicts.dates import Booking
from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.scene import Scene
from innbyggertorg.model import Room, Sector

__all__ = ["limits_of", "not_in_use", "not_lent", "too_many_people"]


def too_many_people(scene: Scene) -> Iterator[Found]:
    """Yield every occurrence for which more are expected than its rooms hold.

    The stated capacity of a joined room counts, not the sum of its parts. Where several rooms are booked,
    what they hold is added up; nothing is said where it is not known of all of them.
    """
    for booking in scene.bookings:
        expected = booking.event.expected
        if expected is None or not booking.rooms:
            continue
        rooms = scene.house(booking.event.torg).outermost(booking.rooms)
        for rule, allowed in limits_of(rooms):
            if expected > allowed:
                names = tuple(sorted(room.id for room in rooms))
                for start, end, _, wall in booking.rows:
                    yield Found(
                        start,
                        ((booking.event.uid, wall),),
                        ConflictKind.CAPACITY,
                        end,
                        booking.event.torg,
                        rule,
                        subject=names[0] if len(names) == 1 else "",
                        allowed=allowed,
                        got=expected,
                        rooms=names,
                    )
                break


def limits_of(rooms: Sequence[Room]) -> Iterator[tuple[RuleName, int]]:
    """Yield how many people *rooms* hold together, by each rule by which that is known of all of them."""
    for rule, limits in (
        (RuleName.FIRE_LIMIT, [room.fire_limit for room in rooms]),
        (RuleName.STATED_CAPACITY, [_stated(room) for room in rooms]),
    ):
        known = [limit for limit in limits if limit is not None]
        if len(known) == len(limits):
            yield rule, sum(known)


def _stated(room: Room) -> int | None:
    return max((number for number in (room.seated, room.standing) if number is not None), default=None)


def not_lent(scene: Scene) -> Iterator[Found]:
    """Yield what others than the municipality and who runs a service there have in a room not lent out."""
    for booking in scene.bookings:
        event = booking.event
        organiser = scene.organiser(event)
        if organiser is None or organiser.sector is Sector.MUNICIPAL:
            continue
        house = scene.house(event.torg)
        at_home = {
            room
            for service in house.torg.services
            if service.operator == organiser.id
            for room in service.rooms
        }
        for name in booking.rooms:
            if not house.rooms[name].bookable and name not in at_home:
                for start, end, _, wall in booking.rows:
                    yield Found(
                        start,
                        ((event.uid, wall),),
                        ConflictKind.NOT_LENT,
                        end,
                        event.torg,
                        RuleName.BOOKABLE,
                        subject=name,
                        rooms=(name,),
                    )


def not_in_use(scene: Scene) -> Iterator[Found]:
    """Yield what is at a time when the house, or a room, does not exist."""
    for booking in scene.bookings:
        house = scene.house(booking.event.torg)
        yield from _before_or_after(booking, house, None)
        for name in sorted({*booking.rooms, *house.leaves(booking.rooms)}):
            yield from _before_or_after(booking, house, house.rooms[name])


def _before_or_after(booking: Booking, house: House, room: Room | None) -> Iterator[Found]:
    for begin, past in house.not_in_use(room):
        for start, end, _, wall in booking.rows:
            if start < past and end > begin:
                yield Found(
                    max(start, begin),
                    ((booking.event.uid, wall),),
                    ConflictKind.NOT_IN_USE,
                    min(end, past),
                    house.torg.id,
                    RuleName.VALIDITY,
                    subject=house.torg.id if room is None else room.id,
                    rooms=() if room is None else (room.id,),
                )
