"""Fixed times for a season: who gets what of their wishes, without a conflict."""

from collections.abc import Callable, Iterable

from attrs import evolve, field, frozen

from innbyggertorg._checks import identifier, is_a, tuple_of
from innbyggertorg._values import Value
from innbyggertorg.conflicts.conflict import Conflict
from innbyggertorg.conflicts.dates import as_if_settled
from innbyggertorg.conflicts.index import ConflictIndex
from innbyggertorg.conflicts.priority import DEFAULT_PRIORITY, Priority
from innbyggertorg.errors import Problem, ProblemsError, WrongTypeError, shown
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import Event, Programme

__all__ = ["Allocation", "Application", "Granted", "Refused", "season"]

_OWN = "must differ from that of all other events"


@frozen(kw_only=True)
class Application(Value):
    """What somebody applies for: one of several series, the dearest first.

    Attributes:
        id: Unique among the applications of the season.
        wishes: The events as they would be, in the order in which they are wished for; all different.

    Raises:
        InvalidValueError: If there is no wish, or one stands twice.
    """

    id: str = field(validator=identifier)
    wishes: tuple[Event, ...] = field(validator=tuple_of(is_a(Event), least=1, unique=True))


@frozen(kw_only=True)
class Granted:
    """An application that was granted: which wish, by number from 0, and the conflicts of those before it."""

    application: str
    wish: int
    event: Event
    passed_over: tuple[tuple[Conflict, ...], ...] = ()


@frozen(kw_only=True)
class Refused:
    """An application of which nothing could be granted: for each wish the conflicts that it would have."""

    application: str
    reasons: tuple[tuple[Conflict, ...], ...]


@frozen(kw_only=True)
class Allocation:
    """What came of a season's applications.

    Attributes:
        granted: In the order in which they were decided.
        refused: In the order in which they were decided.
        programme: The programme with what was granted.
    """

    granted: tuple[Granted, ...]
    refused: tuple[Refused, ...]
    programme: Programme


def season(
    programme: Programme,
    applications: Iterable[Application],
    *,
    priority: Priority = DEFAULT_PRIORITY,
    limits: Limits = DEFAULT_LIMITS,
    progress: Callable[[int, int], object] | None = None,
) -> Allocation:
    """Allocate a season: one application after the other gets the first of its wishes that has no conflict.

    They are taken by priority of their first wish, and among equals by id: the order in which they come in
    means nothing, and no lot is drawn. What the programme holds already is never moved.

    It is guaranteed that what is granted has no conflict that is an error; that nobody is refused a wish
    for the sake of an application of lower priority; and that every wish that was not granted has a
    conflict with what was there, or with what was granted before it. It is not guaranteed that as many as
    possible get something: that would let two small wishes take the place of a big one of higher priority.

    Wishes are judged as if they were settled, also those that are drafts or proposals, and are granted as
    they came; what the programme holds already and is not settled keeps nobody out.

    Args:
        programme: What is planned already.
        applications: Who applies for what.
        priority: Who goes first.
        limits: Those in force for each check.
        progress: Called with the number of applications that are decided and the number of all.

    Raises:
        ProblemsError: If an id is used twice, or a wish names something that the programme has not.
        WrongTypeError: If an argument is of another type.
    """
    waiting = _checked(programme, applications)
    index = ConflictIndex(programme, limits=limits)
    waiting.sort(key=lambda each: (priority.rank(programme, each.wishes[0]), each.id))
    granted: list[Granted] = []
    refused: list[Refused] = []
    for done, application in enumerate(waiting, 1):
        reasons: list[tuple[Conflict, ...]] = []
        for number, wish in enumerate(application.wishes):
            settled = as_if_settled(wish)
            against = index.check(settled, remedies=False).errors
            if not against:
                index.add(settled)
                granted.append(
                    Granted(application=application.id, wish=number, event=wish, passed_over=tuple(reasons))
                )
                break
            reasons.append(against)
        else:
            refused.append(Refused(application=application.id, reasons=tuple(reasons)))
        if progress is not None:
            progress(done, len(waiting))
    events = (*programme.events, *(each.event for each in granted))
    return Allocation(
        granted=tuple(granted), refused=tuple(refused), programme=evolve(programme, events=events)
    )


def _checked(programme: Programme, applications: Iterable[Application]) -> list[Application]:
    """Return the applications as a list, all of whose wishes the programme could hold one by one."""
    if not isinstance(programme, Programme):
        raise WrongTypeError("season programme", "must be a Programme", programme)
    if not isinstance(applications, Iterable):
        raise WrongTypeError("season applications", "must be Applications", applications)
    waiting: list[Application] = []
    problems: list[Problem] = []
    ids: set[str] = set()
    taken = {(event.torg, event.id): "" for event in programme.events}
    uids = {event.uid: "" for event in programme.events}
    for i, application in enumerate(applications):
        if not isinstance(application, Application):
            raise WrongTypeError("season applications", "must be Applications", application)
        waiting.append(application)
        if application.id in ids:
            rule = "must differ from that of all other applications"
            problems.append(Problem(f"applications[{i}].id", rule, shown(application.id)))
        ids.add(application.id)
        for j, wish in enumerate(application.wishes):
            path = f"applications[{i}].wishes[{j}]"
            try:
                evolve(programme, events=(wish,))
            except ProblemsError as error:
                problems += (evolve(p, path=p.path.replace("events[0]", path, 1)) for p in error.problems)
            # The wishes of one application may be the same event at other times.
            if taken.setdefault((wish.torg, wish.id), application.id) != application.id:
                problems.append(Problem(f"{path}.id", _OWN, shown(wish.id)))
            if uids.setdefault(wish.uid, application.id) != application.id:
                problems.append(Problem(f"{path}.uid", _OWN, shown(wish.uid)))
    if problems:
        raise ProblemsError(problems)
    return waiting
