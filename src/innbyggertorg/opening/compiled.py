"""Compiled years: sorted arrays of instants and levels, looked up by bisection, and where they are kept."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from innbyggertorg.chrono.zones import transitions
from innbyggertorg.opening.clock import as_moment
from innbyggertorg.opening.compiling import Era
from innbyggertorg.opening.judging import Judge
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.results import Change, OpeningSpan

__all__ = ["CompiledYear", "Kept", "joined_reasons"]

_MOST_YEARS = 32


def joined_reasons(eras: Iterable[Era]) -> str:
    """Return the reasons of eras, each once, in order of time."""
    return "; ".join(dict.fromkeys(era.reason for era in eras if era.reason))


class CompiledYear:
    """One year of openings: runs of one level, and the eras they are made of, cut where the reason changes.

    `starts` are the runs' instants in seconds since 1970, in order, and `levels` what holds from each to the
    next; `firsts` are the places of their first eras. All lie without holes between `start` and `end`.
    """

    __slots__ = (
        *("_changes", "_spans", "_walls", "end", "era_starts", "eras"),
        *("firsts", "levels", "start", "starts", "tz"),
    )

    def __init__(self, eras: Sequence[Era], tz: ZoneInfo) -> None:
        self.tz = tz
        self.eras = tuple(eras)
        self.era_starts = [era.start for era in eras]
        self.start, self.end = eras[0].start, eras[-1].end
        self.starts: list[float] = []
        self.levels: list[int] = []
        self.firsts: list[int] = []
        for place, era in enumerate(eras):
            if not self.levels or self.levels[-1] != era.level:
                self.starts.append(float(era.start))
                self.levels.append(era.level)
                self.firsts.append(place)
        self._walls = None if self._changes_at_night() else [as_moment(int(s), tz) for s in self.starts]
        self.starts[0] = float("-inf")  # an instant before all that can be reckoned is as the first one
        if self._walls is not None:
            self._walls[0] = datetime.min.replace(tzinfo=tz)
        self._changes: list[Change | None] = [None] * len(self.starts)
        self._spans: list[OpeningSpan | None] = [None] * len(self.starts)

    def _changes_at_night(self) -> bool:
        """Tell whether a run starts so near to a change of the clocks that wall time would not do."""
        first, last = (as_moment(second, UTC).year for second in (self.start, self.end))
        for change in (c for year in range(first, last + 1) for c in transitions(self.tz.key, year)):
            around = 2 * abs(change.after - change.before).total_seconds()
            now = change.utc.timestamp()
            if bisect_left(self.starts, now - around) < bisect_right(self.starts, now + around):
                return True
        return False

    def place(self, moment: datetime) -> int:
        """Return the place of the run in which an aware instant lies.

        Python compares datetimes of one zone by what the clock shows, without reckoning the instant: that
        halves the cost of `is_open` (0.4 microseconds against 0.9, measured in one run), and is right unless
        a run starts in the hours around a change of the clocks.
        """
        if self._walls is not None and moment.tzinfo is self.tz:
            return bisect_right(self._walls, moment) - 1
        return bisect_right(self.starts, moment.timestamp()) - 1

    def moment(self, place: int) -> datetime:
        """Return the start of the run at *place*, which is not the first."""
        return as_moment(int(self.starts[place]), self.tz)

    def change(self, place: int) -> Change:
        """Return the change at the start of the run at *place*, which is not the first."""
        change = self._changes[place]
        if change is None:
            before, after = AccessLevel(self.levels[place - 1]), AccessLevel(self.levels[place])
            change = self._changes[place] = Change(self.moment(place), before, after)
        return change

    def bounds(self, place: int) -> tuple[int, int]:
        """Return when the run at *place* starts and ends, in seconds, within the year."""
        past = int(self.starts[place + 1]) if place + 1 < len(self.starts) else self.end
        return self.eras[self.firsts[place]].start, past

    def span(self, place: int) -> OpeningSpan:
        """Return the run at *place*, of a known level, as a span."""
        span = self._spans[place]
        if span is None:
            start, end = self.bounds(place)
            reasons = joined_reasons(self.eras_of(place, start, end))
            level = AccessLevel(self.levels[place])
            span = OpeningSpan(as_moment(start, self.tz), as_moment(end, self.tz), level, reasons)
            self._spans[place] = span
        return span

    def eras_of(self, place: int, low: float, high: float) -> tuple[Era, ...]:
        """Return those eras of the run at *place* that share some of [low, high), uncut."""
        first = max(self.firsts[place], bisect_right(self.era_starts, low) - 1)
        return self.eras[first : bisect_left(self.era_starts, min(self.bounds(place)[1], high))]


class Kept:
    """The compiled years of one value; beside the value, and no part of what it is."""

    __slots__ = ("judge", "years")

    def __init__(self) -> None:
        self.years: dict[int, CompiledYear] = {}
        self.judge: Judge | None = None

    def keep(self, year: int, compiled: CompiledYear) -> None:
        """Keep a year; of many, the one compiled first is dropped."""
        while len(self.years) >= _MOST_YEARS:
            self.years.pop(next(iter(self.years)), None)
        self.years[year] = compiled
