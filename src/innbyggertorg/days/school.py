"""School years: data of one municipality, with their source; never national, never guessed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import identifier, is_a, line, plain_date, tuple_of
from innbyggertorg._values import Name, Value
from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days._fields import in_order
from innbyggertorg.days.holidays import Holidays
from innbyggertorg.days.rule import DayRule, Run, day_number
from innbyggertorg.days.weekly import WORKING_DAYS
from innbyggertorg.errors import InvalidValueError, UnknownSchoolYearError

__all__ = [
    "BreakName",
    "SchoolBreak",
    "SchoolBreaks",
    "SchoolCalendar",
    "SchoolDays",
    "SchoolYear",
    "SchoolYearStatus",
]


class BreakName(Name):
    """What a school break is called."""

    AUTUMN = "autumn"
    """*Høstferie.*"""
    CHRISTMAS = "christmas"
    """*Juleferie.*"""
    WINTER = "winter"
    """*Vinterferie.*"""
    EASTER = "easter"
    """*Påskeferie.*"""
    DAY_OFF = "day_off"
    """A single free day (*fridag*, *planleggingsdag*)."""
    SUMMER = "summer"
    """*Sommerferie*: the days of a school year before its first and after its last school day."""


class SchoolYearStatus(Name):
    """How certain a school year is."""

    PROPOSAL = "proposal"
    ADOPTED = "adopted"


@frozen
class SchoolBreak(Value):
    """Days without school inside a school year.

    Attributes:
        name: Any but `BreakName.SUMMER`, which follows from the school year's first and last day.
        first: The first day.
        last: The last day, included.
    """

    name: BreakName = field(validator=is_a(BreakName))
    first: date = field(validator=plain_date)
    last: date = field(validator=plain_date)

    def _check(self) -> None:
        if self.name is BreakName.SUMMER:
            hint = "it follows from SchoolYear.first and SchoolYear.last"
            raise InvalidValueError("SchoolBreak.name", "must not be the summer", self.name, hint)
        if self.last < self.first:
            raise InvalidValueError("SchoolBreak.last", f"must not be before first {self.first}", self.last)

    @classmethod
    def on(cls, day: date) -> "SchoolBreak":
        """Return a single free day."""
        return cls(BreakName.DAY_OFF, day, day)

    @property
    def days(self) -> DateRange:
        """The days of the break."""
        return DateRange.closed(self.first, self.last)


@frozen(kw_only=True)
class SchoolYear(Value):
    """What one municipality has settled for one school year, which runs from 1 August to 31 July.

    Attributes:
        first: The first school day.
        last: The last school day, in the calendar year after.
        breaks: In order of time and apart from each other, between *first* and *last*.
        source: Where it is published: a URL or a short text.
        status: A proposal or adopted.

    Source:
        Opplæringslova: the school year begins on 1 August.
    """

    first: date = field(validator=plain_date)
    last: date = field(validator=plain_date)
    breaks: tuple[SchoolBreak, ...] = field(default=(), validator=tuple_of(is_a(SchoolBreak)))
    source: str = field(validator=line(2_048))
    status: SchoolYearStatus = field(default=SchoolYearStatus.ADOPTED, validator=is_a(SchoolYearStatus))

    def _check(self) -> None:
        if self.first.month < 8 or self.first.year > 9_997:
            raise InvalidValueError("SchoolYear.first", "must be in August to December", self.first)
        if not self.first < self.last < date(self.first.year + 1, 8, 1):
            rule = f"must be after {self.first} and before 1 August {self.first.year + 1}"
            raise InvalidValueError("SchoolYear.last", rule, self.last)
        before = self.first
        for each in self.breaks:
            if each.first < before or each.last > self.last:
                rule = f"must lie in order between {self.first} and {self.last}, without overlap"
                raise InvalidValueError("SchoolYear.breaks", rule, each)
            before = date.fromordinal(each.last.toordinal() + 1)

    @property
    def start_year(self) -> int:
        """The calendar year in which it begins."""
        return self.first.year

    @property
    def label(self) -> str:
        """Such as `2025/26`."""
        return f"{self.start_year}/{(self.start_year + 1) % 100:02}"

    def runs(self, names: tuple[BreakName, ...]) -> Iterator[Run]:
        """List the breaks of some names (none means all), the summer on both sides, as ordinals in order."""
        summer = not names or BreakName.SUMMER in names
        if summer:
            yield date(self.start_year, 8, 1).toordinal(), self.first.toordinal()
        for each in self.breaks:
            if not names or each.name in names:
                yield each.first.toordinal(), each.last.toordinal() + 1
        if summer:
            yield self.last.toordinal() + 1, date(self.start_year + 1, 8, 1).toordinal()


@frozen(kw_only=True, cache_hash=True)
class SchoolCalendar(Value):
    """The school years that are known for one municipality.

    Attributes:
        id: What rules and documents call it.
        municipality: Whose calendar it is, in words.
        years: At least one, in order, each school year once.
    """

    id: str = field(validator=identifier)
    municipality: str = field(validator=line())
    years: tuple[SchoolYear, ...] = field(validator=tuple_of(is_a(SchoolYear), least=1))

    def _check(self) -> None:
        for one, next_one in zip(self.years, self.years[1:], strict=False):
            if next_one.start_year <= one.start_year:
                rule = f"must be in order, each once: {one.label} stands before {next_one.label}"
                raise InvalidValueError("SchoolCalendar.years", rule)

    def year_of(self, day: date) -> SchoolYear:
        """Return the school year of a day.

        Raises:
            UnknownSchoolYearError: If the calendar holds nothing about it.
        """
        day_number("SchoolCalendar.year_of day", day)
        start_year = day.year if day.month >= 8 else day.year - 1
        for year in self.years:
            if year.start_year == start_year:
                return year
        label = f"{start_year}/{(start_year + 1) % 100:02}"
        known = ", ".join(year.label for year in self.years)
        raise UnknownSchoolYearError(
            "SchoolCalendar.years",
            f"must hold the school year {label} ({self.id} holds {known})",
            str(day),
            "add the year with its source",
        )


@frozen(cache_hash=True)
class SchoolBreaks(DayRule):
    """The days of school breaks: the whole of each break as it is published, weekends and holidays too.

    Attributes:
        calendar: Whose breaks.
        names: Which ones; none means all, the summer included.
    """

    calendar: SchoolCalendar = field(validator=is_a(SchoolCalendar))
    names: tuple[BreakName, ...] = field(default=(), validator=tuple_of(is_a(BreakName)), converter=in_order)

    def next_run(self, start: int, end: int) -> Run | None:
        """Look through the known school years from the day's own on, and stop before the first unknown."""
        asked = start
        while start < end:
            try:
                year = self.calendar.year_of(date.fromordinal(start))
            except UnknownSchoolYearError:
                if start > asked:
                    return start, start
                raise
            for first, past in year.runs(self.names):
                if first >= end:
                    return None
                if past > start and first < past:
                    return max(first, start), min(past, end)
            start = date(year.start_year + 1, 8, 1).toordinal()
        return None


_ALWAYS_FREE: Final = Holidays()


@frozen(cache_hash=True)
class SchoolDays(DayRule):
    """The days on which there is school: Monday to Friday, no break, no public holiday.

    Attributes:
        calendar: Whose school days.
    """

    calendar: SchoolCalendar = field(validator=is_a(SchoolCalendar))

    def next_run(self, start: int, end: int) -> Run | None:
        """Take the breaks and the holidays from the working days."""
        return (WORKING_DAYS - (SchoolBreaks(self.calendar) | _ALWAYS_FREE)).next_run(start, end)
