"""All conflicts of a programme in a window, in one process or in many."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from typing import Any

from attrs import evolve

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.conflict import ConflictReport, check_kinds
from innbyggertorg.conflicts.dates import seconds_of
from innbyggertorg.conflicts.detecting import detect
from innbyggertorg.conflicts.found import Found, first_of, put_together
from innbyggertorg.conflicts.houses import House
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.remedies import Adviser
from innbyggertorg.conflicts.scene import Question, Scene
from innbyggertorg.conflicts.services import outside_their_house
from innbyggertorg.conflicts.splitting import Task, tasks_of
from innbyggertorg.conflicts.wording import Teller
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Programme
from innbyggertorg.recurrence.engine.clock import clock_of

__all__ = ["Progress", "find_conflicts", "report_of", "teller_of"]

Progress = Callable[[int, int], object]
"""Told how many parts are done, and how many there are."""

Outcome = tuple[list[Found], int | None]
"""What was found in a part, in order, and from when on something may be missing."""

_EVENTS_PER_TASK = 500


def find_conflicts(
    programme: Programme,
    window: Interval,
    *,
    kinds: Iterable[ConflictKind] | ConflictKind | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    limits: Limits = DEFAULT_LIMITS,
    remedies: bool = True,
) -> ConflictReport:
    """List the conflicts of a programme whose time in question has some part in a window.

    Args:
        programme: What is planned; drafts and proposals count, cancelled occurrences do not.
        window: From when to when. What two occurrences share is told in full also where it reaches over an
            end of the window; runs of too many at once are cut there.
        kinds: What to look for; None is everything.
        executor: Where to look: a process pool, or a cluster's executor. The answer is the same in any.
        progress: Called with the number of parts that are done and the number of all parts.
        limits: `conflicts` is the most that the report holds, `occurrences` the most that one event may have
            in the window, `steps` bounds how many pairs are looked at in vain.
        remedies: Whether each conflict says what would help.

    Returns:
        The report, cut and flagged where there are more conflicts than `limits.conflicts`.

    Raises:
        LimitExceededError: If an event has too many occurrences in the window.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("find_conflicts programme", "must be a Programme", programme)
    if not isinstance(window, Interval):
        raise WrongTypeError("find_conflicts window", "must be an Interval", window)
    check_limits("find_conflicts", limits)
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise WrongTypeError("find_conflicts executor", "must be a concurrent.futures.Executor", executor)
    if progress is not None and not callable(progress):
        raise WrongTypeError("find_conflicts progress", "must be a function of two numbers", progress)
    question = Question(*seconds_of(window), check_kinds(kinds), limits)
    houses = {torg.id: House(torg) for torg in programme.torgs}
    tasks = [*tasks_of(programme, houses, question, _EVENTS_PER_TASK)]
    outcomes: list[Outcome] = []
    found_of_houses = _found_of_houses(houses, question)
    for done, outcome in enumerate(_outcomes(tasks, houses, executor), 1):
        outcomes.append(outcome)
        if progress is not None:
            progress(done, len(tasks))
    found = put_together([found_of_houses, *(found for found, _ in outcomes)], limits.conflicts)
    missing = [until for _, until in outcomes if until is not None]
    report = report_of(teller_of(programme), found, limits, min(missing, default=None), window)
    if remedies and report.conflicts:
        events = {event.uid: event for event in programme.events}
        adviser = Adviser(programme, events, seconds_of(window), limits, houses)
        return evolve(report, conflicts=tuple(adviser.advised(conflict, report) for conflict in report))
    return report


def _found_of_houses(houses: dict[str, House], question: Question) -> list[Found]:
    low, high, kinds, limits = question
    if kinds.isdisjoint({ConflictKind.SERVICE, ConflictKind.SCHOOL_YEAR}):
        return []
    found = (each for house in houses.values() for each in outside_their_house(house, low, high))
    return first_of((each for each in found if each.kind in kinds), limits.conflicts)


def _outcomes(tasks: list[Task], houses: dict[str, House], executor: Executor | None) -> Iterator[Outcome]:
    """Yield the outcome of each task, in their order."""
    if executor is None:
        for task in tasks:
            yield _looked_at(task, houses)
        return
    futures: list[Any] = []
    try:
        futures += [executor.submit(_looked_at, task) for task in tasks]
        for future in futures:
            yield future.result()
    finally:  # also where the caller stops: nothing goes on behind its back
        for future in futures:
            future.cancel()


def _looked_at(task: Task, houses: dict[str, House] | None = None) -> Outcome:
    scene = Scene(task.programme, task.events, task.question, houses)
    return detect(scene), scene.missing


def teller_of(programme: Programme) -> Teller:
    """Return who makes conflicts of what was found in *programme*."""
    return Teller(
        {event.uid: event for event in programme.events},
        {closure.id: closure for closure in programme.closures},
        {torg.id: torg.zone for torg in programme.torgs},
    )


def report_of(
    teller: Teller, found: list[Found], limits: Limits, missing: int | None, window: Interval | None
) -> ConflictReport:
    """Return what was found, cut to the limit, as a report on *window*; None is all time."""
    kept = found[: limits.conflicts]
    until = None if window is None else window.end
    if len(found) > limits.conflicts:
        start = found[limits.conflicts].start
        missing = start if missing is None else min(missing, start)
    if missing is not None:
        clock = clock_of("UTC")
        cut = clock.show(missing)
        until = cut if until is None else min(until, cut)
    return ConflictReport(
        conflicts=tuple(map(teller.conflict, kept)), checked_until=until, truncated=missing is not None
    )
