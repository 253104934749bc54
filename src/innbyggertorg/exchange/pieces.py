"""Pieces of a day at a level, painted over each other and cut."""

from collections.abc import Iterable
from typing import NamedTuple

from innbyggertorg.opening.hours import DAY, Hours, normal_hours
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["Piece", "Pieces", "by_level", "cut", "highest", "painted", "pieces_of", "reach"]


class Piece(NamedTuple):
    """A stretch of a day, in minutes from its midnight, at a level."""

    start: int
    end: int
    level: AccessLevel


Pieces = tuple[Piece, ...]


def pieces_of(times: Iterable[tuple[int, int]], level: AccessLevel) -> Pieces:
    """Return pieces at one level; those that touch are one."""
    result: list[Piece] = []
    for start, end in sorted(times):
        if result and start <= result[-1].end:
            result[-1] = Piece(result[-1].start, max(end, result[-1].end), level)
        else:
            result.append(Piece(start, end, level))
    return tuple(result)


def cut(pieces: Pieces, times: Iterable[tuple[int, int]], above: AccessLevel = AccessLevel.CLOSED) -> Pieces:
    """Take times away from the pieces whose level is higher than *above*."""
    for start, end in times:
        left: list[Piece] = []
        for piece in pieces:
            if piece.level <= above or piece.end <= start or end <= piece.start:
                left.append(piece)
                continue
            if piece.start < start:
                left.append(piece._replace(end=start))
            if end < piece.end:
                left.append(piece._replace(start=end))
        pieces = tuple(left)
    return pieces


def painted(pieces: Pieces, more: Pieces) -> Pieces:
    """Lay pieces over others: where they overlap the later ones hold."""
    beneath = cut(pieces, [piece[:2] for piece in more])
    result: list[Piece] = []
    for piece in sorted((*beneath, *more)):
        if result and result[-1].end == piece.start and result[-1].level is piece.level:
            result[-1] = result[-1]._replace(end=piece.end)
        else:
            result.append(piece)
    return tuple(result)


def reach(pieces: Pieces) -> int:
    """Return when the last piece is over, at least the midnight that ends the day."""
    return max([DAY, *(piece.end for piece in pieces)])


def highest(layers: Iterable[Pieces]) -> Pieces:
    """Lay pieces over each other: at each minute the highest level holds."""
    result: Pieces = ()
    for pieces in layers:
        for piece in pieces:
            result = painted(result, tuple(Piece(*each) for each in _not_above(piece, result)))
    return result


def _not_above(piece: Piece, others: Pieces) -> list[Piece]:
    """Return what is left of a piece where others are at least as high."""
    left = [piece]
    for other in others:
        if other.level >= piece.level:
            left = [each for one in left for each in cut((one,), [other[:2]])]
    return left


def by_level(pieces: Pieces) -> list[tuple[AccessLevel, tuple[tuple[int, int], ...]]]:
    """Return the times of each level, from low to high: a lower one goes on beneath those it touches."""
    times: dict[AccessLevel, list[tuple[int, int]]] = {}
    for hours in normal_hours([Hours(*piece) for piece in pieces]):
        times.setdefault(hours.level, []).append((hours.start, hours.end))
    return [(level, tuple(times[level])) for level in sorted(times)]
