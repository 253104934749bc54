"""Citizens' houses (*innbyggertorg*) as plain values and pure functions.

The names below are loaded when they are first used, so that a program pays only for what it needs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from innbyggertorg.chrono import DateRange, Interval, zone
    from innbyggertorg.conflicts import (
        Conflict,
        ConflictIndex,
        ConflictReport,
        check,
        find_conflicts,
        free_slots,
        impact,
        season,
    )
    from innbyggertorg.documents import dumps, json_schema, load, loads
    from innbyggertorg.errors import InnbyggertorgError
    from innbyggertorg.ical import Feed, all_feeds, busy_feed, feed, opening_feed, write_all
    from innbyggertorg.limits import Limits
    from innbyggertorg.model import Closure, Event, Organisation, Programme, Room, Service, Torg
    from innbyggertorg.picture import week_picture

__all__ = [
    "Closure",
    "Conflict",
    "ConflictIndex",
    "ConflictReport",
    "DateRange",
    "Event",
    "Feed",
    "InnbyggertorgError",
    "Interval",
    "Limits",
    "Organisation",
    "Programme",
    "Room",
    "Service",
    "Torg",
    "all_feeds",
    "busy_feed",
    "check",
    "dumps",
    "feed",
    "find_conflicts",
    "free_slots",
    "impact",
    "json_schema",
    "load",
    "loads",
    "opening_feed",
    "season",
    "week_picture",
    "write_all",
    "zone",
]

_HOMES: Final = {
    "Closure": "model",
    "Conflict": "conflicts",
    "ConflictIndex": "conflicts",
    "ConflictReport": "conflicts",
    "DateRange": "chrono",
    "Event": "model",
    "Feed": "ical",
    "InnbyggertorgError": "errors",
    "Interval": "chrono",
    "Limits": "limits",
    "Organisation": "model",
    "Programme": "model",
    "Room": "model",
    "Service": "model",
    "Torg": "model",
    "all_feeds": "ical",
    "busy_feed": "ical",
    "check": "conflicts",
    "dumps": "documents",
    "feed": "ical",
    "find_conflicts": "conflicts",
    "free_slots": "conflicts",
    "impact": "conflicts",
    "json_schema": "documents",
    "load": "documents",
    "loads": "documents",
    "opening_feed": "ical",
    "season": "conflicts",
    "week_picture": "picture",
    "write_all": "ical",
    "zone": "chrono",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
