"""More people than the rooms hold, or than a closure lets in at once."""

from collections.abc import Iterator, Sequence
from functools import partial

from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.houses import LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.rooms import crowded
from innbyggertorg.conflicts.scene import Scene
from innbyggertorg.model import Room

__all__ = ["limits_of", "over_cap", "over_caps", "too_many_people"]


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


def over_caps(scene: Scene) -> Iterator[Found]:
    """Yield when more people are in than a closure of the programme lets in at once."""
    for closures in scene.closures.values():
        for lasting in closures:
            yield from over_cap(scene, lasting)


def over_cap(scene: Scene, lasting: LastingClosure) -> Iterator[Found]:
    """Yield when more people are in what one closure is about than it lets in at once."""
    closure = lasting.closure
    if closure.most_people is None:
        return
    house = scene.house(closure.torg)
    numbers = [
        number
        for number, booking in enumerate(scene.bookings)
        if booking.event.torg == closure.torg
        and booking.event.expected
        and booking.event.kind not in closure.spared_kinds
        and house.leaves(booking.rooms) & lasting.leaves
    ]
    make = partial(
        Found,
        kind=ConflictKind.RESTRICTED,
        torg=closure.torg,
        rule=RuleName.CLOSURE_CAP,
        subject=closure.id,
        rooms=tuple(sorted(closure.rooms)),
    )
    within = (lasting.start, lasting.end)
    for crowd in crowded(scene, numbers, closure.most_people, within=within):
        yield make(**crowd)
