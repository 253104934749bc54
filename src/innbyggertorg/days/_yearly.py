"""The search that rules share whose days are found year by year."""

from collections.abc import Callable, Iterable
from datetime import MAXYEAR, date

from innbyggertorg.days.rule import Run

__all__ = ["first_run_of_years"]


def first_run_of_years(runs_in: Callable[[int], Iterable[Run]], start: int, end: int) -> Run | None:
    """Find the first run among the ordinals [start, end).

    Args:
        runs_in: The runs that belong to a year, in order; those of one year never lie before those of the
            year before, and none lies more than a year outside its own. Asked for years 0 to 10000.
        start: An ordinal.
        end: An ordinal above *start*.

    Returns:
        The run, cut to the bounds, or None.
    """
    first_year = date.fromordinal(start).year - 1
    last_year = min(date.fromordinal(end - 1).year, MAXYEAR) + 1
    for year in range(first_year, last_year + 1):
        for first, past in runs_in(year):
            if first >= end:
                return None
            if past > start and first < past:
                return max(first, start), min(past, end)
    return None
