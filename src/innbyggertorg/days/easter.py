"""Easter, and the days counted from it."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from attrs import field, frozen
from dateutil import easter as _reckoning

from innbyggertorg._checks import tuple_of, whole_number
from innbyggertorg.days._fields import in_order
from innbyggertorg.days._yearly import first_run_of_years
from innbyggertorg.days.rule import DayRule, Repeat, Run
from innbyggertorg.errors import InvalidValueError

__all__ = [
    "AFTER_LAST_EASTER",
    "FIRST_EASTER",
    "LAST_EASTER",
    "EasterOffset",
    "easter_number",
    "easter_sunday",
]

FIRST_EASTER: Final = 1583
LAST_EASTER: Final = 4099
AFTER_LAST_EASTER: Final = Repeat(date(LAST_EASTER + 3, 1, 1).toordinal(), 1)
"""How rules about Easter, and holidays, repeat: after it there are none."""


@lru_cache(maxsize=4096)
def _easter(year: int) -> int:
    return _reckoning.easter(year).toordinal()


def easter_sunday(year: int) -> date:
    """Return Easter Sunday (*første påskedag*) of the western churches.

    Args:
        year: From 1583, the first whole Gregorian year, to 4099, where the formula ends.

    Raises:
        InvalidValueError: If the year lies outside those.
    """
    if type(year) is not int or not FIRST_EASTER <= year <= LAST_EASTER:
        raise InvalidValueError("easter_sunday year", f"must be from {FIRST_EASTER} to {LAST_EASTER}", year)
    return date.fromordinal(_easter(year))


def easter_number(year: int) -> int | None:
    """Return the ordinal of Easter Sunday, or None in the years for which it is not reckoned."""
    return _easter(year) if FIRST_EASTER <= year <= LAST_EASTER else None


def _several(offsets: int | Iterable[int]) -> tuple[int, ...]:
    return in_order((offsets,) if isinstance(offsets, int) else offsets)


@frozen(cache_hash=True)
class EasterOffset(DayRule):
    """Days counted from Easter Sunday: -2 is Good Friday, 39 Ascension Day; nothing outside 1583 to 4099.

    Attributes:
        offsets: From -366 to 366 days, at least one; kept in order, each once. A single number will do.
    """

    offsets: tuple[int, ...] = field(validator=tuple_of(whole_number(-366, 366), least=1), converter=_several)

    @property
    def repeat(self) -> Repeat:
        """Pick nothing after the last Easter that is reckoned."""
        return AFTER_LAST_EASTER

    def next_run(self, start: int, end: int) -> Run | None:
        """Look at the Easters of the years around."""
        if len(self.offsets) > 1:
            found = [run for k in self.offsets if (run := EasterOffset(k).next_run(start, end))]
            return min(found, default=None)
        return first_run_of_years(self._runs_in, start, end)

    def _runs_in(self, year: int) -> Iterator[Run]:
        easter = easter_number(year)
        if easter is not None:
            yield easter + self.offsets[0], easter + self.offsets[0] + 1
