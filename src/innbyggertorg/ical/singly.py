"""Series whose occurrences are written one by one: every program reads them, at the price of a horizon."""

from collections.abc import Iterable

from innbyggertorg.chrono.wall import resolve
from innbyggertorg.ical.pieces import Arranged, Form, Piece, Source
from innbyggertorg.recurrence.engine.moments import from_moment, to_datetime, utc_seconds

__all__ = ["explicit", "one_by_one"]


def explicit(source: Source) -> Arranged:
    """Arrange a series without rules: its first start is the event itself, the others are related to it."""
    series = source.series
    if not (series.extra or series.excluded or series.overrides):
        piece = Piece(source.uid, series.first, *source.placed(series.first, series.length))
        return Arranged((piece,), Form.SINGLE, "it happens once")
    first = from_moment(series.first)
    keys = _keys(source, [first])
    pieces = tuple([source.itself(key) if key == first else source.alone(key) for key in keys])
    if len(pieces) == 1:
        return Arranged(pieces, Form.SINGLE, "it happens once")
    return Arranged(pieces, Form.RELATED, "its dates follow no rule")


def one_by_one(source: Source, why: str) -> Arranged:
    """Arrange a series as single events related to each other, up to the horizon.

    Starts that are written down in the series, as extra or overridden, are listed after the horizon too.

    Args:
        source: The series.
        why: Why it is listed, in words.

    Raises:
        LimitExceededError: If the rules pick more than the limit up to the horizon.
    """
    picks = [pick for plan in source.plans for pick in source.until_horizon(plan)]
    pieces = tuple([source.alone(key) for key in _keys(source, source.happening(picks))])
    cut = source.horizon if any(map(source.goes_on, source.plans)) else None
    return Arranged(pieces, Form.RELATED, why, cut=cut, unknown=min(source.unknown, default=None))


def _keys(source: Source, picks: Iterable[int]) -> list[int]:
    """Return the keys of the occurrences, in order: of picks and extra starts, and of what is overridden."""
    regular = sorted(source.extra.union(picks) - source.excluded - source.overrides.keys())
    if len(regular) == 1 and not source.overrides:
        return regular
    # Two starts can fall on one instant where the clocks skip an hour: the later key is the time they show.
    by_instant = {_instant(source, key): key for key in regular}
    return sorted([*by_instant.values(), *source.overrides])


def _instant(source: Source, key: int) -> int:
    return utc_seconds(resolve(to_datetime(key), source.zone)) if source.is_timed else key
