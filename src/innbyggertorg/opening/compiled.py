"""Compiled years: sorted arrays of instants and levels, looked up by bisection, and where they are kept."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from innbyggertorg.opening.clock import as_moment
from innbyggertorg.opening.compiling import Era
from innbyggertorg.opening.judging import Judge
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.results import Change, OpeningSpan

__all__ = ["CompiledYear", "Kept"]

_MOST_YEARS = 32


class CompiledYear:
    """One year of openings.

    `starts` are seconds since 1970 in order, `levels` what holds from each of them to the next; `eras` are
    the same cut further where only the reason changes. All lie without holes between `start` and `end`.
    """

    __slots__ = ("_changes", "_spans", "end", "era_starts", "eras", "levels", "start", "starts", "tz")

    def __init__(self, eras: Sequence[Era], tz: ZoneInfo) -> None:
        self.tz = tz
        self.eras = tuple(eras)
        self.era_starts = [era.start for era in eras]
        self.start, self.end = eras[0].start, eras[-1].end
        self.starts: list[float] = []
        self.levels: list[int] = []
        for era in eras:
            if not self.levels or self.levels[-1] != era.level:
                self.starts.append(era.start)
                self.levels.append(era.level)
        self.starts[0] = float("-inf")  # an instant before all that can be reckoned is as the first one
        self._changes: list[Change | None] = [None] * len(self.starts)
        self._spans: list[OpeningSpan] | None = None

    def moment(self, place: int) -> datetime:
        """Return the start of the level at *place*, which is not the first."""
        return as_moment(int(self.starts[place]), self.tz)

    def change(self, place: int) -> Change:
        """Return the change at the start of the level at *place*, which is not the first."""
        change = self._changes[place]
        if change is None:
            before, after = AccessLevel(self.levels[place - 1]), AccessLevel(self.levels[place])
            change = self._changes[place] = Change(self.moment(place), before, after)
        return change

    @property
    def spans(self) -> list[OpeningSpan]:
        """All eras as spans, closed and unknown ones too, at the places of `eras`."""
        if self._spans is None:
            edges = [as_moment(era.start, self.tz) for era in self.eras]
            edges.append(as_moment(self.end, self.tz))
            self._spans = [
                OpeningSpan(edges[n], edges[n + 1], AccessLevel(max(era.level, 0)), era.reason)
                for n, era in enumerate(self.eras)
            ]
        return self._spans


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
