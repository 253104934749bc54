"""What is open on each day of a horizon, by the clock on the wall, as every format says it."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.zones import transitions
from innbyggertorg.days.rule import PAST_LAST
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError, WrongTypeError
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.pieces import Piece, Pieces, highest
from innbyggertorg.limits import Limits, check_limits
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.queries import Openings

__all__ = ["MARGIN", "Daily", "check_horizon"]

MARGIN = 2
"""How many days before a horizon may have hours that reach into it."""


def check_horizon(where: str, schedule: object, horizon: object, limits: Limits) -> None:
    """Refuse what is no openings or no days, and more days than are listed in one call."""
    if not isinstance(schedule, Openings):
        raise WrongTypeError(f"{where} schedule", "must be an OpeningSchedule or a Within", schedule)
    if not isinstance(horizon, DateRange):
        raise WrongTypeError(f"{where} horizon", "must be a DateRange", horizon)
    check_limits(where, limits)
    if len(horizon) > limits.occurrences:
        raise LimitExceededError("occurrences", limits.occurrences, len(horizon))


class Daily:
    """The days of a horizon, by ordinal: what starts on each, and what is open between its midnights.

    Attributes:
        own: What starts on each day, as wall time in minutes from its midnight; days before the horizon whose
            hours may reach into it are there too.
        days: The ordinals of the horizon.
        losses: What no format with wall times in minutes can say.
    """

    def __init__(self, schedule: Openings, horizon: DateRange) -> None:
        self.own: dict[int, Pieces] = {}
        self.days = range(horizon.start.toordinal(), horizon.end.toordinal())
        self._zone = schedule.zone
        self._repeated: list[date] = []
        self._odd: list[date] = []
        for number in range(max(1, self.days.start - MARGIN), self.days.stop):
            day = date.fromordinal(number)
            try:
                spans = schedule.day(day).spans
            except UnknownSchoolYearError:
                if number in self.days:
                    raise
                spans = ()
            pieces = [
                Piece(self._minute(day, span.start, 59), self._minute(day, span.end, 0), span.level)
                for span in spans
            ]
            self.own[number] = tuple(piece for piece in pieces if piece.start < piece.end)

    def _minute(self, day: date, moment: datetime, up: int) -> int:
        wall = moment.replace(tzinfo=None)
        if moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
            self._repeated.append(wall.date())
        seconds = (wall - datetime.combine(day, datetime.min.time())) // timedelta(seconds=1)
        if seconds % 60:
            self._odd.append(wall.date())
        return (seconds + up) // 60

    def settled(self, number: int, pieces: Pieces) -> Pieces:
        """Return pieces that start on a day with every edge that is the start of a gap moved to its end.

        The clock jumps from the one to the other, so the two are one instant, and all readers know that. Of a
        time within a gap they do not agree what it is.
        """
        if not any(self.has_gap(number + k) for k in range(MARGIN + 1)):
            return pieces
        moved = [
            Piece(self._settled(number, start), self._settled(number, end), level)
            for start, end, level in pieces
        ]
        return tuple(piece for piece in moved if piece.start < piece.end)

    def has_gap(self, number: int) -> bool:
        """Tell whether the clock is put forward on a day."""
        return number in self._gaps(number)

    def _settled(self, number: int, minute: int) -> int:
        day, within = number + minute // DAY, minute % DAY
        gap = self._gaps(day).get(day)
        return minute - within + gap[1] if gap is not None and within == gap[0] else minute

    def _gaps(self, number: int) -> dict[int, tuple[int, int]]:
        """Return the gaps of the year of a day, by the day, in minutes; none passes a midnight here."""
        return _gaps_of_year(self._zone, date.fromordinal(min(max(number, 1), PAST_LAST - 1)).year)

    @property
    def losses(self) -> list[Loss]:
        """What wall times in minutes cannot say."""
        found = []
        for days, what, why in (
            (self._repeated, "a time that the clock shows twice", "readers disagree which of the two it is"),
            (self._odd, "seconds", "times are in whole minutes; it is closed for what is left of one"),
        ):
            named = ", ".join(str(day) for day in sorted(set(days)))
            if named:
                found.append(Loss(where="", what=f"{what}, on {named}", why=why))
        return found

    def clock(self, number: int) -> Pieces:
        """Return what is open between the midnights of a day, whatever day it started on."""
        layers = []
        for back in range(MARGIN + 1):
            for start, end, level in self.own.get(number - back, ()):
                first, past = max(start - DAY * back, 0), min(end - DAY * back, DAY)
                if first < past:
                    layers.append((Piece(first, past, level),))
        return highest(layers)


@lru_cache(maxsize=64)
def _gaps_of_year(zone: str, year: int) -> dict[int, tuple[int, int]]:
    found = {}
    for change in transitions(zone, year):
        before, after = change.wall_before, change.wall_after
        if change.is_gap and before.date() == after.date():
            minutes = 60 * before.hour + before.minute, 60 * after.hour + after.minute
            found[before.date().toordinal()] = minutes
    return found
