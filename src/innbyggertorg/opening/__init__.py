"""Opening hours: levels of access, schedules in layers, and what they answer."""

from innbyggertorg.opening.difference import DayDifference, diff
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
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.results import (
    Change,
    DayOpening,
    Explanation,
    Layer,
    OpeningSpan,
    OpeningState,
    Verdict,
)
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.week import WeekHours
from innbyggertorg.opening.within import Within, within

__all__ = [
    "CLOSE",
    "OPEN_LEVELS",
    "AccessLevel",
    "Add",
    "BaseWeek",
    "Cap",
    "Change",
    "Clip",
    "DatedException",
    "DayDifference",
    "DayOpening",
    "Explanation",
    "HolidayPolicy",
    "Hours",
    "Layer",
    "OpeningSchedule",
    "OpeningSpan",
    "OpeningState",
    "Openings",
    "Operation",
    "Pattern",
    "Remove",
    "Replace",
    "Restriction",
    "Season",
    "Verdict",
    "WeekHours",
    "Within",
    "diff",
    "minute_of",
    "normal_hours",
    "within",
]
