"""The hours of a service inside its house, of a room behind an entrance."""

from datetime import date, datetime
from itertools import pairwise
from typing import Final

from attrs import evolve, field, frozen

from innbyggertorg._checks import is_a
from innbyggertorg.chrono.zones import zone as zone_of
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.opening.clock import as_moment
from innbyggertorg.opening.compiled import Kept
from innbyggertorg.opening.compiling import UNKNOWN_LEVEL, Era
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.opening.queries import Openings
from innbyggertorg.opening.results import Explanation

__all__ = ["Within", "within"]

_DEEPEST: Final = 16


@frozen(kw_only=True)
class Within(Openings):
    """Openings cut by other openings: what *inner* has, while *outer* is at the level it requires.

    It answers every question that a schedule does, and may itself lie within others: a room is reached when
    the building, the entrance and the room are open. A service with an entrance of its own is not cut at
    all, so its own schedule is used instead.

    Attributes:
        inner: The service's own hours; their levels and their zone are those of the answers.
        outer: The hours of the house.
        requires: The level that the house must have, or a higher one.
    """

    inner: Openings = field(validator=is_a(Openings))
    outer: Openings = field(validator=is_a(Openings))
    requires: AccessLevel = field(validator=is_a(AccessLevel))
    _kept: Kept = field(init=False, factory=Kept, eq=False, repr=False)

    def _check(self) -> None:
        if self.depth > _DEEPEST:
            raise InvalidValueError("Within.inner", f"must be nested at most {_DEEPEST} deep", self.depth)
        if self.requires is AccessLevel.CLOSED:
            hint = "a service that does not need its house uses its own schedule"
            raise InvalidValueError("Within.requires", "must be a level at which something is open", 0, hint)

    @property
    def depth(self) -> int:
        """How many openings lie within each other; 2 for a service in a house."""
        return 1 + max(_depth(self.inner), _depth(self.outer))

    @property
    def zone(self) -> str:  # type: ignore[override]  # read from the inner schedule
        """IANA key of the zone of the answers."""
        return self.inner.zone

    def explain(self, moment: datetime) -> Explanation:
        """Tell which rule decides: one of the house where it shuts the service out, else one of the service.

        The house's explanation is then about the house: its level is one that is too low for the service, and
        `needed` is the level that the service requires.
        """
        if self.inner.level_at(moment) > AccessLevel.CLOSED and self.outer.level_at(moment) < self.requires:
            found = self.outer.explain(moment)
            return found if found.needed is not None else evolve(found, needed=self.requires)
        return self.inner.explain(moment)

    def _compile(self, year: int) -> list[Era]:
        return self._cut(self.inner.eras_of_year(year), self.outer.eras_of_year(year))

    def _day_eras(self, day: date) -> list[Era]:
        own = self.inner.eras_of_day(day)
        if not own:
            return own
        tz = zone_of(self.zone)
        first, last = (as_moment(second, tz).year for second in (own[0].start, own[-1].end))
        around = [
            era
            for year in range(first, last + 1)
            for era in self.outer.eras_of_year(year)
            if era.end > own[0].start and era.start < own[-1].end
        ]
        return self._cut(own, around)

    def _cut(self, inner: list[Era], outer: list[Era]) -> list[Era]:
        edges = sorted({edge for era in (*inner, *outer) for edge in era[:2]})
        result: list[Era] = []
        n = m = 0
        for start, end in pairwise(edges):
            while n < len(inner) and inner[n].end <= start:
                n += 1
            while m < len(outer) - 1 and (outer[m].end <= start or start < outer[m].start):
                m += 1
            if n == len(inner) or start < inner[n].start:
                continue
            level, reason = self._level(inner[n], outer[m])
            last = result[-1] if result else None
            if last is not None and last[1:] == (start, level, reason):
                result[-1] = Era(last.start, end, level, reason)
            else:
                result.append(Era(start, end, level, reason))
        return result

    def _level(self, own: Era, house: Era) -> tuple[int, str]:
        """Return what is left of the service's level, and the reason of whichever decides."""
        if own.level == AccessLevel.CLOSED or house.level >= self.requires:
            return own.level, own.reason
        if house.level == UNKNOWN_LEVEL:
            return UNKNOWN_LEVEL, ""
        return AccessLevel.CLOSED, house.reason

    def _refuse_unknown(self, day: date) -> None:
        self.inner._refuse_unknown(day)
        self.outer._refuse_unknown(day)


def _depth(openings: Openings) -> int:
    return openings.depth if isinstance(openings, Within) else 1


def within(inner: Openings, outer: Openings, *, requires: AccessLevel) -> Openings:
    """Return the openings of *inner* inside *outer*, which must be at *requires* or higher.

    Where *requires* is `CLOSED`, the service has its own entrance, and *inner* comes back as it is.

    Raises:
        WrongTypeError: If one of them is not openings, or *requires* not an `AccessLevel`.
    """
    for name, value in (("inner", inner), ("outer", outer)):
        if not isinstance(value, Openings):
            raise WrongTypeError(f"within {name}", "must be an OpeningSchedule or a Within", value)
    if requires is AccessLevel.CLOSED:
        return inner
    return Within(inner=inner, outer=outer, requires=requires)
