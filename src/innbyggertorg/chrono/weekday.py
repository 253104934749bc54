"""The days of the week."""

from datetime import date
from enum import IntEnum

__all__ = ["Weekday"]


class Weekday(IntEnum):
    """A day of the week, Monday first (ISO 8601); its number is that of `date.weekday()`."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @property
    def code(self) -> str:
        """The two letters of RFC 5545 section 3.3.10, `MO` to `SU`."""
        return self.name[:2]

    @classmethod
    def of(cls, day: date) -> "Weekday":
        """Return the day of the week that *day* falls on."""
        return cls(day.weekday())

    def __repr__(self) -> str:
        return f"Weekday.{self.name}"

    def __str__(self) -> str:
        return self.code

    def __format__(self, spec: str) -> str:
        return format(self.code, spec)
