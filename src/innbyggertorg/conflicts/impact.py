"""What a closure, a restriction or new hours would hit, before they are saved."""

from attrs import evolve

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.capacity import over_cap
from innbyggertorg.conflicts.conflict import Conflict, ConflictReport
from innbyggertorg.conflicts.dates import DAY, seconds_of
from innbyggertorg.conflicts.finding import find_conflicts, report_of
from innbyggertorg.conflicts.found import first_of
from innbyggertorg.conflicts.hours import hit_by_closure
from innbyggertorg.conflicts.houses import ALWAYS, House
from innbyggertorg.conflicts.kinds import ConflictKind
from innbyggertorg.conflicts.remedies import Adviser
from innbyggertorg.conflicts.scene import Question, Scene
from innbyggertorg.conflicts.services import hit_services
from innbyggertorg.conflicts.wording import Teller
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits, check_limits
from innbyggertorg.model import Closure, Programme, Torg

__all__ = ["impact"]

_OF_TORGS = frozenset(ConflictKind) - {ConflictKind.ORGANISER, ConflictKind.WEEKDAY}


def impact(
    programme: Programme,
    change: Closure | Torg,
    *,
    window: Interval | None = None,
    limits: Limits = DEFAULT_LIMITS,
    remedies: bool = True,
) -> ConflictReport:
    """List what a change would hit: every booking, and every service that would have been open.

    Args:
        programme: What is planned. A closure or torg in it that has the same id is what would be changed.
        change: A closure or restriction; or a torg as it would be, with new hours or other rooms.
        window: Where to look. For a closure that is its own time unless given; one without an end is
            followed until its review, or for 400 days. For a torg it must be given.
        limits: `conflicts` is the most that the report holds.
        remedies: Whether each conflict says what would help.

    Returns:
        The conflicts that there would be because of the change, and are not there without it.

    Raises:
        InvalidValueError: If a torg comes without a window.
        ProblemsError: If the programme would not hold together with the change.
        WrongTypeError: If an argument is of another type.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("impact programme", "must be a Programme", programme)
    if window is not None and not isinstance(window, Interval):
        raise WrongTypeError("impact window", "must be an Interval", window)
    check_limits("impact", limits)
    if isinstance(change, Closure):
        return _of_closure(programme, change, window, limits, remedies=remedies)
    if isinstance(change, Torg):
        return _of_torg(programme, change, window, limits, remedies=remedies)
    raise WrongTypeError("impact change", "must be a Closure, or a Torg as it would be", change)


def _of_closure(
    programme: Programme, closure: Closure, window: Interval | None, limits: Limits, *, remedies: bool
) -> ConflictReport:
    others = tuple(other for other in programme.closures if other.id != closure.id)
    after = evolve(programme, closures=(*others, closure))
    house = House(after.torg(closure.torg))
    lasting = house.lasting(closure)
    low, high = lasting.start, lasting.end
    if high == ALWAYS:
        high = low + limits.look_ahead_days * DAY
        if closure.review is not None:
            high = max(low + DAY, closure.review.toordinal() * DAY)
    if window is not None:
        low, high = seconds_of(window)
    events = [event for event in programme.events if event.torg == closure.torg]
    houses = {closure.torg: house}
    question = Question(low, high, frozenset(ConflictKind), limits)
    scene = Scene(after, events, question, houses)
    hit = [
        *scene.seen(hit_by_closure(scene, lasting, scene.indoors.get(closure.torg, []))),
        *scene.seen(over_cap(scene, lasting)),
        *hit_services(house, lasting, low, high),
    ]
    known = {event.uid: event for event in events}
    teller = Teller(known, {closure.id: closure}, {closure.torg: house.torg.zone})
    looked_at = None
    if window is not None or lasting.end == ALWAYS:
        looked_at = Interval(house.clock.show(low), house.clock.show(high))
    report = report_of(teller, first_of(hit, limits.conflicts), limits, scene.missing, looked_at)
    if remedies and report.conflicts:
        adviser = Adviser(after, known, (low, high), limits, houses)
        return evolve(report, conflicts=tuple(adviser.advised(conflict, report) for conflict in report))
    return report


def _of_torg(
    programme: Programme, torg: Torg, window: Interval | None, limits: Limits, *, remedies: bool
) -> ConflictReport:
    if window is None:
        raise InvalidValueError("impact window", "must be given for a torg", window)
    old = programme.torg(torg.id)
    events = tuple(event for event in programme.events if event.torg == torg.id)
    closures = tuple(closure for closure in programme.closures if closure.torg == torg.id)
    before = evolve(programme, torgs=(old,), events=events, closures=closures)
    after = evolve(before, torgs=(torg,))
    all_of_them = evolve(limits, conflicts=max(limits.conflicts, 1_000_000))
    known = find_conflicts(before, window, kinds=_OF_TORGS, limits=all_of_them, remedies=False)
    there = {_gist(conflict) for conflict in known}
    report = find_conflicts(after, window, kinds=_OF_TORGS, limits=all_of_them, remedies=False)
    new = tuple(conflict for conflict in report if _gist(conflict) not in there)
    cut = evolve(
        report,
        conflicts=new[: limits.conflicts],
        truncated=report.truncated or len(new) > limits.conflicts,
        checked_until=new[limits.conflicts].interval.start if len(new) > limits.conflicts else window.end,
    )
    if remedies and cut.conflicts:
        known_events = {event.uid: event for event in events}
        adviser = Adviser(after, known_events, seconds_of(window), limits, {torg.id: House(torg)})
        return evolve(cut, conflicts=tuple(adviser.advised(conflict, cut) for conflict in cut))
    return cut


def _gist(conflict: Conflict) -> tuple[object, ...]:
    return conflict.kind, conflict.parties, conflict.interval, conflict.rule.subject, conflict.service
