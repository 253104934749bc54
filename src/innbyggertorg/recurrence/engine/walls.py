"""Walls in sequences: put together, taken out, looked for."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

__all__ = ["interleaved", "reaches", "take_out"]


def interleaved(lanes: Sequence[Sequence[Any]], count: int) -> list[Any]:
    """Return what is in *lanes*, *count* in all, in turns: one of each, and so on."""
    found = [None] * count
    for number, lane in enumerate(lanes):
        found[number :: len(lanes)] = lane
    return found


def take_out(walls: Sequence[int], gone: Sequence[int], found: list[Any]) -> None:
    """Take out of *found*, of which there is one for each of *walls*, those of the walls *gone*, in order."""
    for wall in reversed(gone):
        place = bisect_left(walls, wall)
        if place < len(walls) and walls[place] == wall:
            del found[place]


def reaches(walls: Sequence[int], low: int, high: int) -> bool:
    """Whether one of *walls*, of which there are some, is in [low, high)."""
    if high <= walls[0] or low > walls[-1]:
        return False
    if isinstance(walls, range):
        return max(low, walls.start) + (walls.start - max(low, walls.start)) % walls.step < high
    return bisect_left(walls, low) < bisect_left(walls, high)
