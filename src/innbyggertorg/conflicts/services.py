"""Services that say they are open while their house is not open for them."""

from collections.abc import Iterator

from innbyggertorg.conflicts.dates import Run
from innbyggertorg.conflicts.found import Found
from innbyggertorg.conflicts.houses import House, LastingClosure
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName
from innbyggertorg.conflicts.openings import Eras
from innbyggertorg.conflicts.reachable import in_house, is_about
from innbyggertorg.model import Service
from innbyggertorg.opening import AccessLevel, Openings

__all__ = ["hit_services", "outside_their_house"]


def outside_their_house(house: House, low: int, high: int) -> Iterator[Found]:
    """Yield when a service of *house* has hours while the house is below the level that it requires."""
    if house.torg.opening is None:
        return
    outer = Eras(house.torg.opening, low, high)
    for service in house.torg.services:
        if service.opening is None or service.own_entrance:
            continue
        inner = Eras(service.opening, low, high)
        for begin, past in inner.open_runs(low, high):
            for era in outer.below(service.requires, begin, past):
                yield Found(
                    era.start,
                    (),
                    ConflictKind.SERVICE,
                    era.end,
                    house.torg.id,
                    RuleName.HOUSE_LEVEL,
                    subject=house.torg.id,
                    level=era.level,
                    needed=service.requires,
                    reason=era.reason,
                    service=service.id,
                    rooms=tuple(sorted(service.rooms)),
                )
        for start, end in inner.unknown:
            yield _unknown(house, service.id, (start, end))
    for run in outer.unknown:
        yield _unknown(house, house.torg.id, run)


def _unknown(house: House, subject: str, run: Run) -> Found:
    return Found(
        run[0], (), ConflictKind.SCHOOL_YEAR, run[1], house.torg.id, RuleName.SCHOOL_CALENDAR, subject=subject
    )


def hit_services(house: House, lasting: LastingClosure, low: int, high: int) -> Iterator[Found]:
    """Yield when services of *house* would be open but for a closure."""
    closure = lasting.closure
    start, end = max(low, lasting.start), min(high, lasting.end)
    if start >= end:
        return
    for service in house.torg.services:
        openings = _openings(house, service)
        if openings is None or closure.highest >= service.requires or not is_about(house, service, closure):
            continue
        kind, rule = ConflictKind.RESTRICTED, RuleName.CLOSURE_LEVEL
        if closure.highest is AccessLevel.CLOSED:
            kind, rule = ConflictKind.CLOSED, RuleName.CLOSURE
        for begin, past in Eras(openings, start, end).open_runs(start, end):
            yield Found(
                begin,
                (),
                kind,
                past,
                house.torg.id,
                rule,
                subject=closure.id,
                level=closure.highest,
                needed=service.requires,
                service=service.id,
                rooms=tuple(sorted(service.rooms)),
            )


def _openings(house: House, service: Service) -> Openings | None:
    own = house.torg.opening if service.opening is None else service.opening
    return None if own is None else in_house(service, own, house.torg.opening)
