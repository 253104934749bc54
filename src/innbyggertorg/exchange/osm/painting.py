"""Pieces of a day at a level, painted over each other and cut."""

from collections.abc import Iterable
from typing import NamedTuple

from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.levels import AccessLevel

__all__ = ["Piece", "cut", "painted", "pieces_of"]


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
