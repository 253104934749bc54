"""Series written as one repeating event with overrides and exclusions, where every program reads that."""

from bisect import bisect_left, bisect_right
from collections import Counter
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from innbyggertorg.chrono.wall import is_skipped
from innbyggertorg.ical.nights import is_at_an_hour_of_change, is_touched_for_ever, touched
from innbyggertorg.ical.pieces import Arranged, Form, Moment, Piece, Source, day_of, until_text
from innbyggertorg.ical.profile import Template
from innbyggertorg.recurrence import RecurrenceRule

__all__ = ["as_rule"]

_DAY: Final = timedelta(days=1)
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
    if any(isinstance(key, datetime) and is_skipped(key, source.zone) for key in source.extra):
        return "one of its extra starts is a time that the clocks skip"  # and may be a pick an hour later
    run = _listed(source, rule, form) if _has_end(source, rule, form) else _endless(source, rule)
    if run is None:
        return "its rule gives fewer than two ordinary occurrences"
    replaced = run.own.intersection(source.overrides) | run.touched
    days = Counter(day_of(source.span(key)[0]) for key in replaced)
    displaced = {
        key
        for key in replaced
        if days[day_of(source.span(key)[0])] > 1 or not _keeps_its_place(source, rule, run, key)
    }
    excluded = run.gone | displaced
    if len(excluded) > min(_MOST_EXCLUSIONS, run.happening // 2):
        return "too many of the dates that its rule gives do not take place"
    master = Piece(
        source.uid,
        run.start,
        *source.placed(run.start, series.length),
        rule=form.text + run.end,
        excluded=tuple(sorted(excluded)),
    )
    replacing = [
        Piece(source.uid, key, *source.span(key), source.is_cancelled(key), recurrence=key)
        for key in sorted(replaced - displaced)
    ]
    besides = (source.extra.union(source.overrides) - run.own) | run.before | displaced
    return Arranged(
        (master, *replacing, *map(source.alone, sorted(besides))),
        Form.REPEATING,
        f"every program reads {form.text} alike" + _besides(len(replacing), len(excluded), len(besides)),
        cut=source.horizon if run.cut else None,
        unknown=min(source.unknown, default=None),
    )


def _besides(replaced: int, excluded: int, related: int) -> str:
    counts = {"replaced": replaced, "left out": excluded, "written beside it": related}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"; of its occurrences {said}" if said else ""


class _Run(NamedTuple):
    """What the rule picks from the start of the repeating event on.

    Attributes:
        start: Of the event.
        end: The end of the rule, as text.
        picks: All picks from *start* to the last one that happens; empty where there is no end.
        own: Those of *picks* that something else is known about, at least.
        happening: How many of *picks* happen.
        gone: Those of *picks* that do not happen.
        touched: Those that touch a change of the clocks.
        before: Picks that happen before *start*.
        cut: Whether the rule goes on after the horizon.
    """

    start: Moment
    end: str
    picks: list[Moment]
    own: frozenset[Moment]
    happening: int
    gone: frozenset[Moment]
    touched: frozenset[Moment] = frozenset()
    before: frozenset[Moment] = frozenset()
    cut: bool = False


def _has_end(source: Source, rule: RecurrenceRule, form: Template) -> bool:
    """Whether the picks have to be listed: they end, or must end in the feed to be right."""
    series = source.series
    if rule.count or rule.until or form.needs_end or series.excluding is not None:
        return True
    first: Any = series.first
    return source.is_timed and is_touched_for_ever(rule, first, series.length, series.zone)


def _listed(source: Source, rule: RecurrenceRule, form: Template) -> _Run | None:
    series = source.series
    first: Any = series.first
    picks: list[Any] = []
    if rule.count or rule.until:
        picks = list(islice(rule.starts(first, zone=series.zone), source.most + 1))
    whole = 0 < len(picks) <= source.most
    if not whole:
        picks = source.until_horizon(rule)
    nights: set[Any] = touched(picks, series.length, series.zone) if source.is_timed else set()
    happening = [pick for pick in picks if source.happens(pick)]
    start = next((pick for pick in happening if pick not in nights), None)
    if start is None or start == happening[-1]:
        return None
    rest = picks[bisect_left(picks, start) : bisect_right(picks, happening[-1])]
    happens = set(happening[bisect_left(happening, start) :])
    return _Run(
        start,
        _end(source, rest, counted=bool(rule.count)),
        picks=rest,
        own=frozenset(rest),
        happening=len(happens),
        gone=frozenset(rest) - happens,
        touched=frozenset(nights & happens),
        before=frozenset(happening[: bisect_left(happening, start)]),
        cut=not whole and source.goes_on(rule),
    )


def _endless(source: Source, rule: RecurrenceRule) -> _Run | None:
    series = source.series
    first: Any = series.first
    named = {*series.excluded, *series.extra, *source.overrides}
    picked: set[Moment] = set()
    if named:
        lowest: Any = min(named)
        beyond: Any = max(named) + (timedelta(seconds=1) if source.is_timed else _DAY)
        picked = named.intersection(rule.starts(first, after=lowest, before=beyond, zone=series.zone))
    gone = {key for key in picked if not source.happens(key)}
    start = next((pick for pick in rule.starts(first, zone=series.zone) if pick not in gone), None)
    if start is None:
        return None
    return _Run(
        start,
        "",
        picks=[],
        own=frozenset(key for key in picked if key >= start),
        happening=2 * _MOST_EXCLUSIONS,
        gone=frozenset(key for key in gone if key > start),
    )


def _keeps_its_place(source: Source, rule: RecurrenceRule, run: _Run, key: Moment) -> bool:
    """Whether an occurrence that was moved is still between the same neighbours, on a day of its own."""
    first: Any = source.series.first
    low, high = sorted((day_of(key), day_of(source.span(key)[0])))
    if low == high:
        return True
    after: Any = datetime.combine(low, time()) if source.is_timed else low
    before: Any = datetime.combine(high + _DAY, time()) if source.is_timed else high + _DAY
    near = rule.starts(first, after=after, before=before, zone=source.series.zone)
    return all(pick == key or pick in run.gone or pick < run.start for pick in near)


def _end(source: Source, picks: list[Any], *, counted: bool) -> str:
    """Return the end of a rule whose last pick is the last of *picks*."""
    count = f";COUNT={len(picks)}"
    if counted:
        return count
    return until_text(picks[-1], source.zone) or count
