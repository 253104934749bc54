"""The opening schedule: a value with plain fields."""

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Value
from innbyggertorg.chrono.zones import DEFAULT_ZONE, zone_key
from innbyggertorg.opening.ambiguity import check_bases, check_policies, check_replacements, check_seasons
from innbyggertorg.opening.layers import (
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Pattern,
    Restriction,
    Season,
)
from innbyggertorg.opening.operations import Operation
from innbyggertorg.opening.week import DayTexts, WeekHours

__all__ = ["OpeningSchedule"]


@frozen(kw_only=True)
class OpeningSchedule(Value):
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

    def _check(self) -> None:
        check_bases(self.bases)
        check_seasons(self.seasons)
        check_replacements("OpeningSchedule.patterns", self.patterns)
        check_policies(self.holidays)
        check_replacements("OpeningSchedule.exceptions", self.exceptions)

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
