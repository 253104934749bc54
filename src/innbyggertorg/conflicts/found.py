"""What the detectors find, in numbers and ids: cheap to make, to order, to hand to another process."""

from collections.abc import Iterable, Iterator
from heapq import merge, nsmallest
from itertools import groupby, islice
from typing import Final, NamedTuple

from innbyggertorg.conflicts.kinds import ConflictKind, RuleName

__all__ = [
    "UNSET",
    "Found",
    "Part",
    "first_of",
    "put_together",
]

Part = tuple[str, int]
"""An occurrence: the uid of its event, and its wall."""

UNSET: Final = -1


class Found(NamedTuple):
    """One conflict. The order of the fields is the order of a report; *rooms* comes last."""

    start: int
    parties: tuple[Part, ...]
    """From the last to the first."""
    kind: ConflictKind
    end: int
    torg: str
    rule: RuleName
    subject: str = ""
    allowed: int = UNSET
    got: int = UNSET
    level: int = UNSET
    needed: int = UNSET
    reason: str = ""
    service: str = ""
    tentative: bool = False
    rooms: tuple[str, ...] = ()


def first_of(found: Iterable[Found], most: int, *, in_order: bool = False) -> list[Found]:
    """Return the first *most* and one more, so that it shows whether there are more, in order."""
    if in_order:
        return sorted(islice(found, most + 1))
    return nsmallest(most + 1, found)


def put_together(parts: Iterable[list[Found]], most: int) -> list[Found]:
    """Merge what was found in parts, each in order, into the first *most* and one more.

    What was found in several rooms is one conflict in all of them.
    """
    return list(islice(_each_once(merge(*parts)), most + 1))


def _each_once(found: Iterable[Found]) -> Iterator[Found]:
    for _, same in groupby(found, key=lambda each: each[:-1]):
        alike = list(same)
        if len(alike) == 1:
            yield alike[0]
        else:
            yield alike[0]._replace(rooms=tuple(sorted({room for each in alike for room in each.rooms})))
