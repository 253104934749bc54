"""What is in a house that is not open, not open enough, closed, or somebody else's first."""

from collections.abc import Iterator

from innbyggertorg.conflicts.dates import Booking, Run, days_in
from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.houses import LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.openings import Blocked, Eras, HouseHours
from innbyggertorg.conflicts.scene import Scene
from innbyggertorg.opening import AccessLevel

__all__ = ["hit_by_closure", "hit_by_closures", "in_primary_use", "outside_hours", "unknown_hours"]


def outside_hours(scene: Scene) -> Iterator[Found]:
    """Yield what is in a house while it is not open at a level at which the organiser gets in.

    Where it is not known at which level that is, too low a level is a warning. With a digital key only a
    restriction of the schedule keeps anybody out. What lasts whole days, as an exhibition does, is there when
    people get in: for it only days on which nobody does are in question.
    """
    for torg_id, bookings in scene.indoors.items():
        torg = scene.house(torg_id).torg
        if torg.opening is None:
            continue
        hours = HouseHours(torg.opening, *_around(bookings))
        for booking in bookings:
            needed = scene.needed(booking.event)
            known = scene.is_access_known(booking.event)
            whole = days_in(booking.event)
            for start, end, _, wall in booking.rows:
                for blocked in hours.blocked(needed, start, end, has_key=torg.digital_keys, days_in=whole):
                    kind, rule = _kind(blocked)
                    yield Found(
                        blocked.start,
                        ((booking.event.uid, wall),),
                        kind,
                        blocked.end,
                        torg_id,
                        rule,
                        subject=torg_id,
                        level=blocked.level,
                        needed=needed,
                        reason=blocked.reason,
                        tentative=kind is ConflictKind.LEVEL and not known,
                        rooms=tuple(sorted(booking.rooms)),
                    )


def _kind(blocked: Blocked) -> tuple[ConflictKind, RuleName]:
    closed = blocked.level == AccessLevel.CLOSED
    if blocked.restricted:
        return ConflictKind.CLOSED if closed else ConflictKind.RESTRICTED, RuleName.OPENING_RESTRICTION
    if closed:
        return ConflictKind.OUTSIDE_HOURS, RuleName.OPENING_HOURS
    return ConflictKind.LEVEL, RuleName.ACCESS_LEVEL


def _around(bookings: list[Booking]) -> Run:
    """Return a run of time in which all of *bookings* are."""
    return (
        min(booking.rows[0][0] for booking in bookings),
        max(row[1] for booking in bookings for row in booking.rows),
    )


def unknown_hours(scene: Scene) -> Iterator[Found]:
    """Yield when it is not known whether a house, in which something is then, is open."""
    for torg_id, bookings in scene.indoors.items():
        schedule = scene.house(torg_id).torg.opening
        if schedule is None:
            continue
        for begin, past in Eras(schedule, *_around(bookings)).unknown:
            for booking in bookings:
                for start, end, _, wall in booking.rows:
                    if start < past and end > begin:
                        yield Found(
                            max(start, begin),
                            ((booking.event.uid, wall),),
                            ConflictKind.SCHOOL_YEAR,
                            min(end, past),
                            torg_id,
                            RuleName.SCHOOL_CALENDAR,
                            subject=torg_id,
                        )


def in_primary_use(scene: Scene) -> Iterator[Found]:
    """Yield what others have in a room at the times when it is somebody's first."""
    for torg_id, bookings in scene.indoors.items():
        house = scene.house(torg_id)
        for room in house.torg.rooms:
            leaves = house.leaves((room.id,)) if room.primary else frozenset()
            for use in room.primary:
                others = [
                    booking
                    for booking in bookings
                    if booking.event.organiser != use.organisation and house.leaves(booking.rooms) & leaves
                ]
                if not others:
                    continue
                eras = Eras(use.hours, *_around(others))
                for booking in others:
                    for start, end, _, wall in booking.rows:
                        for begin, past in eras.open_runs(start, end):
                            yield Found(
                                begin,
                                ((booking.event.uid, wall),),
                                ConflictKind.PRIMARY_USE,
                                past,
                                torg_id,
                                RuleName.PRIMARY_USE,
                                subject=use.organisation,
                                rooms=(room.id,),
                            )


def hit_by_closures(scene: Scene) -> Iterator[Found]:
    """Yield what a closure of the programme keeps from taking place."""
    for torg_id, bookings in scene.indoors.items():
        for lasting in scene.closures.get(torg_id, ()):
            yield from hit_by_closure(scene, lasting, bookings)


def hit_by_closure(scene: Scene, lasting: LastingClosure, bookings: list[Booking]) -> Iterator[Found]:
    """Yield which of *bookings* one closure keeps from taking place: by its level, for heads see `people`."""
    closure = lasting.closure
    house = scene.house(closure.torg)
    kind, rule = ConflictKind.RESTRICTED, RuleName.CLOSURE_LEVEL
    if closure.highest is AccessLevel.CLOSED:
        kind, rule = ConflictKind.CLOSED, RuleName.CLOSURE
    for booking in bookings:
        event = booking.event
        needed = scene.needed(event)
        if event.kind in closure.spared_kinds or needed <= closure.highest:
            continue
        leaves = house.leaves(booking.rooms) & lasting.leaves
        if not leaves:
            continue
        for start, end, _, wall in booking.rows:
            if start < lasting.end and end > lasting.start:
                yield Found(
                    max(start, lasting.start),
                    ((event.uid, wall),),
                    kind,
                    min(end, lasting.end),
                    closure.torg,
                    rule,
                    subject=closure.id,
                    level=closure.highest,
                    needed=needed,
                    rooms=tuple(sorted(leaves)),
                )
