"""One time at which a series takes place, and what makes it differ from the others."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from attrs import field, frozen

from innbyggertorg._checks import is_a, optional, positive_length, wall_date_or_time
from innbyggertorg._values import Name, Value
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["Occurrence", "Override", "Status"]


class Status(Name):
    """How sure it is that an occurrence takes place."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


@frozen
class Override(Value):
    """What is different about one occurrence of a series, named by its original start.

    Attributes:
        original: The start that the series gives it, a date or naive wall time; it stays its key.
        start: Where it was moved to, of the type of *original*, or None.
        length: How long it lasts instead, or None.
        cancelled: It does not take place; it is still listed, as cancelled.
        details: Whatever else differs; any hashable value, which is only handed on.

    Raises:
        InvalidValueError: If a time has a zone or parts of a second, or the length is not above zero.
        WrongTypeError: If a field is of another type.
    """

    original: date | datetime = field(validator=wall_date_or_time)
    start: date | datetime | None = field(default=None, validator=optional(wall_date_or_time), kw_only=True)
    length: timedelta | None = field(default=None, validator=optional(positive_length), kw_only=True)
    cancelled: bool = field(default=False, validator=is_a(bool), kw_only=True)
    details: Any = field(default=None, kw_only=True)

    def _check(self) -> None:
        if self.start is not None and isinstance(self.start, datetime) is not isinstance(
            self.original, datetime
        ):
            raise WrongTypeError("Override.start", "must be of the type of original", self.start)
        try:
            hash(self.details)
        except TypeError:
            raise InvalidValueError("Override.details", "must be hashable", type(self.details)) from None


class Occurrence(NamedTuple):
    """One time at which a series takes place.

    Attributes:
        start: Aware, in the zone of the series; a date where the series has whole days.
        end: The first moment after it: *start* and the exact length.
        key: The original start in wall time, which moves and edits leave as it is.
        status: Whether it takes place.
        override: What is different about it, or None.
    """

    start: date | datetime
    end: date | datetime
    key: date | datetime
    status: Status = Status.CONFIRMED
    override: Override | None = None
