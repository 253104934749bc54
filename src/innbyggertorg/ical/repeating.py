"""Series written as one repeating event with overrides and exclusions, where every program reads that."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence, Set
from datetime import datetime
from typing import Final, NamedTuple

from innbyggertorg.chrono.wall import is_skipped
from innbyggertorg.ical.nights import (
    is_at_an_hour_of_change,
    is_never_touched,
    is_touched_for_ever,
    touched,
)
from innbyggertorg.ical.pieces import Arranged, Form, Piece, Source, besides, day_of, until_text
from innbyggertorg.ical.profile import Template
from innbyggertorg.recurrence import RecurrenceRule
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import to_datetime
from innbyggertorg.recurrence.engine.plan import LAST_WALL

__all__ = ["as_rule"]

_MOST_EXCLUSIONS: Final = 1_000


def as_rule(source: Source, rule: RecurrenceRule, form: Template) -> Arranged | str:
    """Arrange a series of one rule as a repeating event.

    The event starts with the first pick that is an ordinary occurrence. What happens besides, and what was
    moved onto or past a neighbour, becomes a single event that is related to it.

    Args:
        source: The series.
        rule: Its only rule.
        form: How the rule is written.

    Returns:
        Or in words why one by one is better: too many of the picks do not happen, or they start at an hour
        that the clocks of the zone sometimes skip or repeat.

    Raises:
        LimitExceededError: If it has to be listed up to the horizon, and there is too much.
    """
    series = source.series
    if isinstance(series.first, datetime) and is_at_an_hour_of_change(series.first, series.zone):
        return "it starts at an hour that the clocks of its zone skip or repeat on some days"
    if source.is_timed and any(is_skipped(to_datetime(key), source.zone) for key in source.extra):
        return "one of its extra starts is a time that the clocks skip"  # and may be a pick an hour later
    run = _listed(source, rule) if _has_end(source, rule, form) else _endless(source)
    if run is None:
        return "its rule gives fewer than two ordinary occurrences"
    replaced = {key for key in source.overrides if key in run.own} | run.touched
    displaced = _displaced(source, run, replaced)
    excluded = run.gone | displaced
    if len(excluded) > min(_MOST_EXCLUSIONS, run.happening // 2):
        return "too many of the dates that its rule gives do not take place"
    start = source.moment(run.start)
    master = Piece(
        source.uid,
        start,
        *source.placed(start, series.length),
        rule=form.text + run.end,
        excluded=tuple(map(source.moment, sorted(excluded))),
    )
    replacing = [_replacing(source, key) for key in sorted(replaced - displaced)]
    others = {key for key in {*source.extra, *source.overrides} if key not in run.own}
    others |= run.before | displaced
    return Arranged(
        (master, *replacing, *map(source.alone, sorted(others))),
        Form.REPEATING,
        form.why + besides(len(replacing), len(excluded), len(others)),
        cut=source.horizon if run.cut else None,
        unknown=min(source.unknown, default=None),
    )


def _replacing(source: Source, key: int) -> Piece:
    moment = source.moment(key)
    return Piece(source.uid, moment, *source.span(key), source.is_cancelled(key), recurrence=moment)


def _displaced(source: Source, run: "_Run", replaced: Set[int]) -> set[int]:
    """Return those of *replaced* that share a day with another, or were moved onto or past a neighbour."""
    moved = {key: day_of(source.span(key)[0]).toordinal() for key in replaced}
    days = Counter(moved.values())
    return {key for key, day in moved.items() if days[day] > 1 or not _keeps_its_place(source, run, key, day)}


class _Run(NamedTuple):
    """What the rule picks from the start of the repeating event on, as walls.

    Attributes:
        start: Of the event.
        end: The end of the rule, as text.
        own: Picks from *start* to the last one that happens; of those without end, what is known about some.
        happening: How many of these happen.
        gone: Those that do not happen.
        touched: Those that touch a change of the clocks.
        before: Picks that happen before *start*.
        cut: Whether the rule goes on after the horizon.
    """

    start: int
    end: str
    own: Collection[int]
    happening: int
    gone: Set[int]
    touched: Set[int] = frozenset()
    before: Set[int] = frozenset()
    cut: bool = False


def _has_end(source: Source, rule: RecurrenceRule, form: Template) -> bool:
    """Whether the picks have to be listed: they end, or must end in the feed to be right."""
    series = source.series
    if rule.count or rule.until or form.needs_end or series.excluding is not None:
        return True
    if not isinstance(series.first, datetime):
        return False
    if is_never_touched(rule, series.first, series.length, series.zone):
        return False
    return is_touched_for_ever(source.plans[0], series.length, series.zone)


def _listed(source: Source, rule: RecurrenceRule) -> _Run | None:
    series, (plan,) = source.series, source.plans
    picks: Sequence[int] = ()
    if rule.count or rule.until:
        picks = plan.first_of(plan.begin, plan.find_end(), source.most + 1)
    whole = 0 < len(picks) <= source.most
    if not whole:
        picks = source.until_horizon(plan)
    nights = touched(picks, series.length, series.zone) if source.is_timed else set()
    happening = source.happening(picks)
    start = next((pick for pick in happening if pick not in nights), None)
    if start is None or start == happening[-1]:
        return None
    rest = picks[bisect_left(picks, start) : bisect_right(picks, happening[-1])]
    happens = set(happening[bisect_left(happening, start) :])
    return _Run(
        start,
        _end(source, rest, counted=bool(rule.count)),
        own=_quick(rest),
        happening=len(happens),
        gone={pick for pick in rest if pick not in happens},
        touched=nights & happens,
        before=frozenset(happening[: bisect_left(happening, start)]),
        cut=not whole and source.goes_on(plan),
    )


def _endless(source: Source) -> _Run | None:
    (plan,) = source.plans
    named = {*source.excluded, *source.extra, *source.overrides}
    picked: set[int] = set()
    if named:
        near = _quick(plan.between(min(named), max(named) + 1))
        picked = {key for key in named if key in near}
    gone = picked & source.excluded
    start = next((pick for pick in plan.walk(plan.begin, LAST_WALL) if pick not in gone), None)
    if start is None:
        return None
    return _Run(
        start,
        "",
        own={key for key in picked if key >= start},
        happening=2 * _MOST_EXCLUSIONS,
        gone={key for key in gone if key > start},
    )


def _quick(walls: Sequence[int]) -> Collection[int]:
    """Return walls as something that is quickly asked whether it holds one."""
    return walls if isinstance(walls, range) else frozenset(walls)


def _keeps_its_place(source: Source, run: _Run, key: int, day: int) -> bool:
    """Whether an occurrence that is now on *day* is between the same neighbours, on a day of its own."""
    low, high = sorted((key // DAY, day))
    if low == high:
        return True
    near = source.plans[0].between(low * DAY, (high + 1) * DAY)
    return all(pick == key or pick in run.gone or pick < run.start for pick in near)


def _end(source: Source, picks: Sequence[int], *, counted: bool) -> str:
    """Return the end of a rule whose last pick is the last of *picks*."""
    count = f";COUNT={len(picks)}"
    if counted:
        return count
    return until_text(source, picks[-1]) or count
