"""Opening hours: levels of access, schedules in layers, and what they answer."""

from innbyggertorg.opening.hours import Hours, minute_of, normal_hours
from innbyggertorg.opening.layers import (
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Pattern,
    Restriction,
    Season,
)
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.opening.operations import CLOSE, Add, Cap, Clip, Operation, Remove, Replace
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.week import WeekHours

__all__ = [
    "CLOSE",
    "OPEN_LEVELS",
    "AccessLevel",
    "Add",
    "BaseWeek",
    "Cap",
    "Clip",
    "DatedException",
    "HolidayPolicy",
    "Hours",
    "OpeningSchedule",
    "Operation",
    "Pattern",
    "Remove",
    "Replace",
    "Restriction",
    "Season",
    "WeekHours",
    "minute_of",
    "normal_hours",
]
