"""The questions that a schedule answers, and a schedule within another just the same."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone
from itertools import groupby
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

from innbyggertorg._checks import check_instant
from innbyggertorg._values import Value
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.zones import zone as zone_of
from innbyggertorg.days.holidays import eves_on, holidays_on
from innbyggertorg.days.published import week_days
from innbyggertorg.days.rule import day_number
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.opening.clock import LAST_MOMENT, as_moment, seconds_of
from innbyggertorg.opening.compiled import CompiledYear, Kept, joined_reasons
from innbyggertorg.opening.compiling import UNKNOWN_LEVEL, Era
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.results import Change, DayOpening, Explanation, OpeningSpan, OpeningState

__all__ = ["Openings"]

_ANY: Final = AccessLevel.BY_APPOINTMENT
_ZONES: Final = (ZoneInfo, timezone)


class Openings(Value):
    """Something that is open at times: what `OpeningSchedule` and `Within` have in common.

    Every instant is an aware datetime with a `ZoneInfo` or a `datetime.timezone`, in any zone; every
    datetime in an answer is aware and in the schedule's zone. A method raises `InvalidValueError` or
    `WrongTypeError` where it is given anything else, and `UnknownSchoolYearError` where the answer hangs on a
    school year that a rule's calendar does not hold.
    """

    __slots__ = ()

    zone: str
    _kept: Kept

    # What a kind of openings has to know by itself.

    def _compile(self, year: int) -> list[Era]:
        """Work out a year: eras in order and without holes over `year_bounds`."""
        raise NotImplementedError

    def _day_eras(self, day: date) -> list[Era]:
        """Work out what starts on a day."""
        raise NotImplementedError

    def _refuse_unknown(self, day: date) -> None:
        """Raise the error of a day that hangs on an unknown school year, if it does."""
        raise NotImplementedError

    def explain(self, moment: datetime) -> Explanation:
        """Tell which layer and which rule decide at an instant, and what each weaker layer said."""
        raise NotImplementedError

    # What one kind may ask of another.

    def eras_of_year(self, year: int) -> list[Era]:
        """Return the eras of a compiled year, in seconds since 1970; see `year_bounds`."""
        return list(self._year(year).eras)

    def eras_of_day(self, day: date) -> list[Era]:
        """Return the eras of what starts on a day, in seconds since 1970."""
        return self._day_eras(day)

    # The questions.

    def is_open(self, moment: datetime, level: AccessLevel = _ANY) -> bool:
        """Tell whether it is open at *level* or higher; at closing time it is not."""
        if type(moment) is not datetime or type(moment.tzinfo) not in _ZONES:
            check_instant("is_open moment", moment)
        if type(level) is not AccessLevel:
            raise WrongTypeError("is_open level", "must be an AccessLevel", level)
        year = self._kept.years.get(moment.year)
        if year is None:
            year = self._year(moment.year)
        now = year.levels[year.place(moment)]
        if now < 0:
            self._refuse_at(moment)
        return now >= level

    def level_at(self, moment: datetime) -> AccessLevel:
        """Return the level at an instant."""
        year, place = self._find(moment)
        return AccessLevel(year.levels[place])

    def at(self, moment: datetime, *, limits: Limits = DEFAULT_LIMITS) -> OpeningState:
        """Return the level at an instant, why, until when, and what comes then."""
        year, place = self._find(moment)
        era = year.eras[max(bisect_right(year.era_starts, moment.timestamp()) - 1, 0)]
        change = self.next_change(moment, limits=limits)
        level = AccessLevel(year.levels[place])
        return OpeningState(level, era.reason, change.at, change.after, change.looked_until)

    def next_change(self, moment: datetime, *, limits: Limits = DEFAULT_LIMITS) -> Change:
        """Find the first change of level after an instant, at most `limits.look_ahead_days` ahead.

        Returns:
            The change. If there is none within the bound, a false `Change` that says how far it looked.
        """
        year, place = self._find(moment)
        place += 1
        if place < len(year.starts) and year.levels[place] >= 0:
            change = year.change(place)
            if limits is DEFAULT_LIMITS or _seconds(change) <= self._horizon(moment, limits):
                return change
        return self._search(moment, limits, lambda before, after: before != after)

    def next_open(
        self, moment: datetime, level: AccessLevel = _ANY, *, limits: Limits = DEFAULT_LIMITS
    ) -> Change:
        """Find the first opening after an instant: from below *level* to *level* or higher.

        Where it is open already, that is the opening after the next closing. Bounded like `next_change`.
        """
        _check_open_level("next_open level", level)
        return self._search(moment, limits, lambda before, after: before < level <= after)

    def next_close(
        self, moment: datetime, level: AccessLevel = _ANY, *, limits: Limits = DEFAULT_LIMITS
    ) -> Change:
        """Find the first closing after an instant: from *level* or higher to below it.

        Bounded like `next_change`.
        """
        _check_open_level("next_close level", level)
        return self._search(moment, limits, lambda before, after: after < level <= before)

    def spans(self, window: Interval, level: AccessLevel = _ANY) -> Iterator[OpeningSpan]:
        """List the spans at *level* or higher in *window*, in order, cut to it, as far as they are asked for.

        Args:
            window: From when to when.
            level: The lowest level to list; `CLOSED` lists the closed spans too, with their reasons.

        Returns:
            Spans that differ in level from those they touch, each with the reasons of the rules that decide
            it or a part of it.

        Raises:
            UnknownSchoolYearError: On reaching a time that hangs on an unknown school year.
        """
        if not isinstance(window, Interval):
            raise WrongTypeError("spans window", "must be an Interval", window)
        if type(level) is not AccessLevel:
            raise WrongTypeError("spans level", "must be an AccessLevel", level)
        return self._spans(window, level)

    def covers(self, window: Interval, level: AccessLevel = _ANY) -> bool:
        """Tell whether it is open at *level* or higher throughout *window*."""
        _check_open_level("covers level", level)
        return all(span.level >= level for span in self.spans(window, AccessLevel.CLOSED))

    def day(self, day: date) -> DayOpening:
        """Return what starts on a day, with the names of the day."""
        day_number("day", day)
        spans = self._day_spans(day)
        return DayOpening(day, spans, holidays_on(day), eves_on(day))

    def week(self, iso_year: int, iso_week: int) -> tuple[DayOpening, ...]:
        """Return the seven days of an ISO week, Monday first."""
        return tuple(self.day(day) for day in week_days(iso_year, iso_week))

    # How they are answered.

    def _day_spans(self, day: date) -> tuple[OpeningSpan, ...]:
        eras = self._day_eras(day)
        if any(era.level == UNKNOWN_LEVEL for era in eras):
            self._refuse_unknown(day)
        tz = zone_of(self.zone)
        spans = []
        for level, run in groupby(eras, key=attrgetter("level")):
            parts = list(run)
            if level > AccessLevel.CLOSED:
                start, end = as_moment(parts[0].start, tz), as_moment(parts[-1].end, tz)
                spans.append(OpeningSpan(start, end, AccessLevel(level), joined_reasons(parts)))
        return tuple(spans)

    def _year(self, year: int) -> CompiledYear:
        found = self._kept.years.get(year)
        if found is None:
            found = CompiledYear(self._compile(year), zone_of(self.zone))
            self._kept.keep(year, found)
        return found

    def _find(self, moment: datetime) -> tuple[CompiledYear, int]:
        """Return the compiled year of an instant and the place of the level that holds."""
        if type(moment) is not datetime or type(moment.tzinfo) not in _ZONES:
            check_instant("moment", moment)
        year = self._kept.years.get(moment.year) or self._year(moment.year)
        place = year.place(moment)
        if year.levels[place] < 0:
            self._refuse_at(moment)
        return year, place

    def _refuse_at(self, moment: datetime) -> None:
        """Raise the error of the unknown school year that an instant hangs on."""
        check_instant("moment", moment)
        today = moment.astimezone(zone_of(self.zone)).date()
        for back in range(4):
            self._refuse_unknown(date.fromordinal(max(1, today.toordinal() - back)))

    def _horizon(self, moment: datetime, limits: Limits) -> int:
        if not isinstance(limits, Limits):
            raise WrongTypeError("limits", "must be Limits", limits)
        return min(seconds_of(moment) + limits.look_ahead_days * 86_400, LAST_MOMENT)

    def _search(self, moment: datetime, limits: Limits, wanted: Callable[[int, int], bool]) -> Change:
        """Find the first change after an instant whose levels before and after are *wanted*."""
        year, place = self._find(moment)
        horizon = self._horizon(moment, limits)
        number, before = moment.year, year.levels[place]
        now = AccessLevel(before)
        while True:
            for n in range(place + 1, len(year.starts)):
                after = year.levels[n]
                if year.starts[n] > horizon:
                    return Change(None, now, None, as_moment(horizon, year.tz))
                if after < 0:
                    self._refuse_at(year.moment(n))
                if wanted(before, after):
                    return year.change(n)
                before = after
            if year.end > horizon or year.end >= LAST_MOMENT:
                return Change(None, now, None, as_moment(horizon, year.tz))
            number, end = number + 1, year.end
            year = self._year(number)
            place = bisect_right(year.starts, end - 1) - 1

    def _spans(self, window: Interval, level: AccessLevel) -> Iterator[OpeningSpan]:
        start, end = (bound.astimezone(zone_of(self.zone)) for bound in (window.start, window.end))
        high = end.timestamp()
        cut: list[Era] = []  # of one level, reaching the end of their compiled year or of the window
        for year, n, low in self._places(start.year, start.timestamp(), high):
            first, past = year.bounds(n)
            if cut and first >= low:
                yield _cut_span(cut, start, end, year.tz)
                cut = []
            if year.levels[n] < 0:
                self._refuse_at(as_moment(int(max(first, low)), year.tz))
            if year.levels[n] < level:
                continue
            if low <= first and past < year.end and past <= high:
                yield year.span(n)
            else:
                cut += year.eras_of(n, low, high)
                if past < year.end:
                    yield _cut_span(cut, start, end, year.tz)
                    cut = []
        if cut:
            yield _cut_span(cut, start, end, zone_of(self.zone))

    def _places(self, number: int, low: float, high: float) -> Iterator[tuple[CompiledYear, int, float]]:
        """List the runs in [low, high) by compiled year and place, with the instant from which they count."""
        while True:
            year = self._year(number)
            for n in range(bisect_right(year.starts, low) - 1, bisect_left(year.starts, high)):
                yield year, n, low
            if year.end >= high or year.end >= LAST_MOMENT:
                return
            number, low = number + 1, year.end


def _cut_span(eras: list[Era], start: datetime, end: datetime, tz: ZoneInfo) -> OpeningSpan:
    """Make a span of eras that follow each other at one level, cut to a window."""
    if eras[0].start >= start.timestamp():
        start = as_moment(eras[0].start, tz)
    if eras[-1].end <= end.timestamp():
        end = as_moment(eras[-1].end, tz)
    return OpeningSpan(start, end, AccessLevel(eras[0].level), joined_reasons(eras))


def _check_open_level(where: str, level: object) -> None:
    if type(level) is not AccessLevel:
        raise WrongTypeError(where, "must be an AccessLevel", level)
    if level is AccessLevel.CLOSED:
        raise InvalidValueError(where, "must be a level at which something is open", level)


def _seconds(change: Change) -> int:
    return 0 if change.at is None else seconds_of(change.at)
