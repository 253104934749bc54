"""Rooms that are not lent out, and rooms and houses that are not there, not yet or no more."""

from collections.abc import Iterator

from innbyggertorg.conflicts.dates import Booking
from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.scene import Scene
from innbyggertorg.model import Room, Sector

__all__ = ["not_in_use", "not_lent"]


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
