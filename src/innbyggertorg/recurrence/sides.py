"""One of two series that may meet, in exact time: its occurrences, and the classes of its starts."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from innbyggertorg.errors import UnknownSchoolYearError
from innbyggertorg.recurrence.engine.clock import clock_of
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.meeting import Classes, classes_of, classes_without, repeating_part
from innbyggertorg.recurrence.occurrence import Occurrence, Status
from innbyggertorg.recurrence.occurrences import regular_occurrence
from innbyggertorg.recurrence.series import Series, timeline_of

__all__ = ["Side", "Span", "first_with"]

_SOME: Final = 24
_MANY: Final = 100_000
_SHORT_CYCLE: Final = 2 * 366 * DAY


class Span(NamedTuple):
    """One occurrence in exact time."""

    start: int
    end: int
    key: int
    occurrence: Occurrence | None = None


class Side:
    """One of the two series, in exact time."""

    def __init__(self, series: Series) -> None:
        self.timeline = timeline_of(series)
        self.clock = clock_of(series.zone)
        self.timed = self.timeline.clock is not None

    def span(self, wall: int) -> Span:
        """Return the regular occurrence of *wall*; whole days last from midnight to midnight."""
        start = self.clock.instant(wall)
        length = self.timeline.length
        return Span(start, start + length if self.timed else self.clock.instant(wall + length), wall)

    def takes_place(self, wall: int) -> bool:
        """Whether *wall*, which a rule picks, is neither excluded nor overridden."""
        return self.timeline.has(wall)

    @property
    def is_dense(self) -> bool:
        """Whether a rule can pick dozens of starts a day."""
        return any(plan.times is None or len(plan.times) > _SOME for plan in self.timeline.plans)

    def surely_not(self, wall: int) -> bool:
        """Whether *wall* does not take place, and that is known."""
        try:
            return not self.takes_place(wall)
        except UnknownSchoolYearError:
            return False

    @property
    def is_long(self) -> bool:
        """Whether it takes years until a rule repeats."""
        return any(plan.cycle > _SHORT_CYCLE for plan in self.timeline.plans)

    def explicit(self) -> Iterator[Span]:
        """Yield the occurrences that no rule picks: extra starts, and those with an override."""
        for wall in self.timeline.extra:
            if self.takes_place(wall):
                yield self.span(wall)
        yield from self._specials()

    def _specials(self) -> Iterator[Span]:
        for special in self.timeline.specials:
            if special.occurrence.status is not Status.CANCELLED:
                start, end = special.start, special.end
                if not self.timed:
                    start, end = self.clock.instant(start), self.clock.instant(end)
                yield Span(start, end, special.key, special.occurrence)

    def during(self, low: int, high: int) -> list[Span]:
        """Return the occurrences that have some time in [low, high), by start.

        Raises:
            LimitExceededError: If there are very many.
        """
        from_wall, to_wall = self._walls_around(low, high)
        if self.timeline.excluding is None:
            walls = self.timeline.walls(from_wall, to_wall, _MANY)
        else:  # it is asked only about what matters, for it need not know the rest
            walls = self.timeline.possible(from_wall, to_wall, _MANY)
        spans = [span for span in map(self.span, walls) if span.start < high and span.end > low]
        if self.timeline.excluding is not None:
            spans = [span for span in spans if self.takes_place(span.key)]
        spans += [span for span in self._specials() if span.start < high and span.end > low]
        return sorted(spans, key=lambda span: span[:3])

    def _walls_around(self, low: int, high: int) -> tuple[int, int]:
        """Return between which walls everything is that has some time in [low, high), and hardly more."""
        if self.timed:
            from_wall = self.clock.walls_from(low + 1 - self.timeline.length).wall
            return from_wall, self.clock.walls_before(high).wall
        around = 2 * DAY  # more than any offset and any change of it
        return low - self.timeline.length - around, high + around

    def classes(self) -> list[Classes] | None:
        """Return what the rules pick as residue classes, or None if there are too many to list."""
        found = [classes_of(plan, self.timeline.length) for plan in self.timeline.plans]
        listed = [classes for classes in found if classes is not None]
        return listed if len(listed) == len(found) else None

    def classes_without_excluded(self, classes: list[Classes]) -> list[Classes]:
        """Return *classes* without what `excluding` takes out for ever, as far as that can be listed."""
        excluding = self.timeline.excluding
        days = None if excluding is None else repeating_part(excluding)
        if days is None:
            return classes
        listed: list[Classes] = []
        for plan in self.timeline.plans:
            found = classes_without(plan, self.timeline.length, days)
            if found is None:
                return classes
            listed += found
        return listed

    def occurrence(self, span: Span) -> Occurrence:
        """Return what is handed out for *span*."""
        return span.occurrence or regular_occurrence(self.timeline, span.key)


def first_with(side: Side, span: Span) -> Span | None:
    """Return the first occurrence of *side* that shares some time with *span*."""
    return next(iter(side.during(span.start, span.end)), None)
