"""What the operations do at one minute of one day.

The levels on offer at a minute are bits of a small number, so that a level may be taken away and what the
others offer is left; the level that holds is the highest bit.
"""

from collections.abc import Iterable

from innbyggertorg.opening.hours import Hours
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.operations import Add, Cap, Clip, Operation, Remove, Replace

__all__ = ["UNKNOWN", "applied", "decides", "edges", "least", "level_of"]

UNKNOWN = 8
"""The bit of a day that hangs on an unknown school year."""

_ALL = 7
_LEVELS = tuple(AccessLevel(mask.bit_length()) for mask in range(_ALL + 1))


def level_of(mask: int) -> AccessLevel:
    """Return the level that holds where *mask* is on offer."""
    return _LEVELS[mask]


def _bits(levels: Iterable[AccessLevel]) -> int:
    return sum(1 << level >> 1 for level in levels)


def _offered(hours: tuple[Hours, ...], minute: int) -> int:
    mask = 0
    for each in hours:
        if each.start <= minute < each.end:
            mask |= 1 << each.level >> 1
    return mask


def applied(operation: Operation, mask: int, minute: int) -> int:
    """Return what is on offer at *minute* after *operation*, where it was *mask* before."""
    match operation:
        case Replace(hours, levels):
            kept = mask & ~_bits(levels) if levels else 0
            return kept | _offered(hours, minute)
        case Add(hours):
            return mask | _offered(hours, minute)
        case Clip(not_before, not_after, levels):
            inside = (not_before is None or minute >= not_before) and (
                not_after is None or minute < not_after
            )
            return mask if inside else mask & ~(_bits(levels) or _ALL)
        case Cap(highest):
            kept = mask & ((1 << highest) - 1)
            return kept if kept == mask else kept | (1 << highest >> 1)
        case Remove(levels):
            return mask & ~_bits(levels)


def least(masks: list[int]) -> int:
    """Return what is on offer where several answers hold at once: the lowest level of them."""
    everywhere, anywhere = _ALL, 0
    for mask in masks:
        everywhere &= (1 << mask.bit_length()) - 1
        anywhere |= mask
    return everywhere & (anywhere | (1 << everywhere.bit_length() >> 1))


def decides(operation: Operation, before: int, after: int, minute: int) -> bool:
    """Tell whether *operation* set the level at *minute*, rather than leave it as it was."""
    level = level_of(after)
    if level is not level_of(before):
        return True
    match operation:
        case Replace(_, levels):
            return not levels or level in levels
        case Add(hours):
            return bool(after) and level is level_of(_offered(hours, minute))
        case Cap(highest):
            return highest is AccessLevel.CLOSED
    return False


def edges(operation: Operation) -> list[int]:
    """List the minutes at which *operation* may change what is on offer."""
    match operation:
        case Replace(hours) | Add(hours):
            return [minute for each in hours for minute in (each.start, each.end)]
        case Clip(not_before, not_after):
            return [minute for minute in (not_before, not_after) if minute is not None]
    return []
