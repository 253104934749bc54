"""All detectors in one place: from events in a window to what was found, in order."""

from collections.abc import Callable, Iterator
from typing import Final

from innbyggertorg.conflicts.announced import on_another_weekday, unknown_school_years
from innbyggertorg.conflicts.at_once import lacking_equipment, organisers_in_two_places
from innbyggertorg.conflicts.capacity import over_caps, too_many_people
from innbyggertorg.conflicts.found import Found, first_of, put_together
from innbyggertorg.conflicts.hours import hit_by_closures, in_primary_use, outside_hours, unknown_hours
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.lending import not_in_use, not_lent
from innbyggertorg.conflicts.rooms import found_in_rooms
from innbyggertorg.conflicts.scene import Scene

__all__ = ["detect"]

_Detector = Callable[[Scene], Iterator[Found]]

_DETECTORS: Final[tuple[tuple[frozenset[ConflictKind], _Detector], ...]] = (
    (frozenset({ConflictKind.CAPACITY}), too_many_people),
    (frozenset({ConflictKind.NOT_LENT}), not_lent),
    (frozenset({ConflictKind.NOT_IN_USE}), not_in_use),
    (
        frozenset(
            {
                ConflictKind.OUTSIDE_HOURS,
                ConflictKind.LEVEL,
                ConflictKind.CLOSED,
                ConflictKind.RESTRICTED,
            }
        ),
        outside_hours,
    ),
    (frozenset({ConflictKind.SCHOOL_YEAR}), unknown_hours),
    (frozenset({ConflictKind.SCHOOL_YEAR}), unknown_school_years),
    (frozenset({ConflictKind.PRIMARY_USE}), in_primary_use),
    (frozenset({ConflictKind.CLOSED, ConflictKind.RESTRICTED}), hit_by_closures),
    (frozenset({ConflictKind.RESTRICTED}), over_caps),
    (frozenset({ConflictKind.EQUIPMENT}), lacking_equipment),
    (frozenset({ConflictKind.WEEKDAY}), on_another_weekday),
)


def detect(scene: Scene) -> list[Found]:
    """Return the first conflicts in a scene, at most one more than `limits.conflicts`, in order."""
    most = scene.limits.conflicts
    parts = [*found_in_rooms(scene)]
    if scene.wants(ConflictKind.ORGANISER):
        parts += organisers_in_two_places(scene)
    for kinds, detector in _DETECTORS:
        if not scene.kinds.isdisjoint(kinds):
            parts.append(first_of(scene.seen(detector(scene)), most))
    return put_together(parts, most)
