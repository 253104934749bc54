"""The opening schedule: a value with plain fields."""

from datetime import date, datetime

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import counted
from innbyggertorg.chrono.zones import DEFAULT_ZONE, zone_key
from innbyggertorg.opening.ambiguity import check_bases, check_policies, check_replacements, check_seasons
from innbyggertorg.opening.compiled import Kept
from innbyggertorg.opening.compiling import Era, again, compile_year, day_eras
from innbyggertorg.opening.explaining import explained
from innbyggertorg.opening.judging import Judge, Unknown
from innbyggertorg.opening.layers import (
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Pattern,
    Restriction,
    Season,
)
from innbyggertorg.opening.operations import Operation
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.results import Explanation
from innbyggertorg.opening.week import DayTexts, WeekHours

__all__ = ["OpeningSchedule"]


@frozen(kw_only=True)
class OpeningSchedule(Openings):
    """When a house or a service is open, and at which level, by layers from weak to strong.

    A schedule without anything is always closed. The order within a layer means nothing.

    Attributes:
        zone: IANA key of the zone its wall times are in.
        bases: Base weeks; at most one is valid on a day, and a day without one has no hours.
        seasons: What replaces the base week for part of the year.
        patterns: What comes back: every 4th Saturday, the first Wednesday of a month.
        holidays: What happens on public holidays and eves; nothing, unless a policy says so.
        exceptions: Certain days, which beat the holiday policies.
        restrictions: Closures and caps by the clock, which beat everything.

    Raises:
        InvalidValueError: If two rules contradict each other; both are named.
    """

    zone: str = field(default=DEFAULT_ZONE, validator=zone_key)
    bases: tuple[BaseWeek, ...] = field(default=(), validator=tuple_of(is_a(BaseWeek)))
    seasons: tuple[Season, ...] = field(default=(), validator=tuple_of(is_a(Season)))
    patterns: tuple[Pattern, ...] = field(default=(), validator=tuple_of(is_a(Pattern)))
    holidays: tuple[HolidayPolicy, ...] = field(default=(), validator=tuple_of(is_a(HolidayPolicy)))
    exceptions: tuple[DatedException, ...] = field(default=(), validator=tuple_of(is_a(DatedException)))
    restrictions: tuple[Restriction, ...] = field(default=(), validator=tuple_of(is_a(Restriction)))

    _kept: Kept = field(init=False, factory=Kept, eq=False, repr=False)

    def _check(self) -> None:
        check_bases(self.bases)
        check_seasons(self.seasons)
        check_replacements("OpeningSchedule.patterns", self.patterns)
        check_policies(self.holidays)
        check_replacements("OpeningSchedule.exceptions", self.exceptions)

    def _short(self) -> str:
        layers = {
            "base week": self.bases,
            "season": self.seasons,
            "pattern": self.patterns,
            "holiday rule": self.holidays,
            "exception": self.exceptions,
            "restriction": self.restrictions,
        }
        told = [counted(len(rules), name) for name, rules in layers.items() if rules]
        return f"of {', '.join(told) or 'no rules'}"

    @classmethod
    def weekly(
        cls,
        staffed: DayTexts | None = None,
        *,
        self_service: DayTexts | None = None,
        by_appointment: DayTexts | None = None,
        holidays: Operation | None = None,
        zone: str = DEFAULT_ZONE,
    ) -> "OpeningSchedule":
        """Write the common case: one week, and what happens on public holidays.

        "Self-service 08-22 every day, staffed 10-18 on weekdays, closed on holidays" is
        `OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"}, holidays=CLOSE)`.

        Args:
            staffed: Hours by weekdays.
            self_service: The same; staffed hours may lie within or be left out, the schedules are equal.
            by_appointment: The same.
            holidays: What happens on every public holiday; None changes nothing.
            zone: IANA key.

        Raises:
            InvalidValueError: If hours of one level overlap.
            ParseError: If a text cannot be read.
        """
        week = WeekHours.of(staffed, self_service=self_service, by_appointment=by_appointment)
        return cls(
            zone=zone,
            bases=(BaseWeek(week),),
            holidays=() if holidays is None else (HolidayPolicy(holidays),),
        )

    def explain(self, moment: datetime) -> Explanation:
        """Tell which layer and which rule decide at an instant, and what each weaker layer said.

        Of the days whose hours reach the instant the one that is most open decides, and of equals the day
        of the instant itself.

        Raises:
            InvalidValueError: If *moment* is naive.
            UnknownSchoolYearError: If the day hangs on an unknown school year.
            WrongTypeError: If *moment* is not a datetime, or its zone is of a foreign kind.
        """
        return explained(self, self._judge, moment, self.level_at(moment))

    @property
    def _judge(self) -> Judge:
        judge = self._kept.judge
        if judge is None:
            judge = self._kept.judge = Judge(self)
        return judge

    def _compile(self, year: int) -> list[Era]:
        return compile_year(self, self._judge, year)

    def _day_eras(self, day: date) -> list[Era]:
        return day_eras(self, self._judge, day)

    def _refuse_unknown(self, day: date) -> None:
        key = self._judge.keys(day.toordinal(), day.toordinal() + 1)[day.toordinal()]
        if isinstance(key, Unknown):
            raise again(key.error)
