"""Dates that disagree with the weekday they were announced for, and school years nobody knows."""

from collections.abc import Iterator

from innbyggertorg.conflicts.dates import DAY
from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.scene import Scene
from innbyggertorg.recurrence.series import timeline_of

__all__ = ["on_another_weekday", "unknown_school_years"]


def on_another_weekday(scene: Scene) -> Iterator[Found]:
    """Yield every occurrence whose original date is not on the weekday that was announced.

    An occurrence that was moved is meant to be on another one.
    """
    for booking in scene.bookings:
        event = booking.event
        if event.weekday is None:
            continue
        moved = {
            special.key for special in timeline_of(event.series).specials if _is_moved(special.occurrence)
        }
        for start, end, _, wall in booking.rows:
            actual = (wall // DAY - 1) % 7  # the first of all days was a Monday
            if actual != event.weekday and wall not in moved:
                yield Found(
                    start,
                    ((event.uid, wall),),
                    ConflictKind.WEEKDAY,
                    end,
                    event.torg,
                    RuleName.ANNOUNCED_WEEKDAY,
                    subject=event.weekday.code,
                    allowed=int(event.weekday),
                    got=actual,
                )


def _is_moved(occurrence: object) -> bool:
    override = getattr(occurrence, "override", None)
    return override is not None and override.start is not None


def unknown_school_years(scene: Scene) -> Iterator[Found]:
    """Yield when it is not known whether an event takes place, for want of a school year.

    It is known by its first start, as nothing is known of the others.
    """
    for event, runs in scene.unknown:
        for start, end in runs:
            yield Found(
                start,
                ((event.uid, timeline_of(event.series).begin),),
                ConflictKind.SCHOOL_YEAR,
                end,
                event.torg,
                RuleName.SCHOOL_CALENDAR,
            )
