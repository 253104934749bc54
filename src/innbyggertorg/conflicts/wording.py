"""From what was found, in numbers, to conflicts as values."""

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.conflict import Conflict, Rule
from innbyggertorg.conflicts.dates import key_of
from innbyggertorg.conflicts.found import UNSET, Found
from innbyggertorg.conflicts.kinds import ConflictKind, RuleName, Severity
from innbyggertorg.model import Closure, Event, LocalText, OccurrenceKey
from innbyggertorg.opening import AccessLevel
from innbyggertorg.recurrence.engine.clock import clock_of

__all__ = ["Teller"]

_WARNINGS = frozenset(
    {
        ConflictKind.TENTATIVE,
        ConflictKind.NOT_LENT,
        ConflictKind.ORGANISER,
        ConflictKind.WEEKDAY,
        ConflictKind.SCHOOL_YEAR,
        ConflictKind.SERVICE,
    }
)
_OF_CLOSURES = frozenset({RuleName.CLOSURE, RuleName.CLOSURE_LEVEL, RuleName.CLOSURE_CAP})


class Teller:
    """Makes conflicts of what was found; knows the events and closures by what they are called."""

    def __init__(self, events: dict[str, Event], closures: dict[str, Closure], zones: dict[str, str]) -> None:
        """Take events by uid, closures by id, and the zone of each torg."""
        self._events = events
        self._closures = closures
        self._zones = zones

    def conflict(self, found: Found) -> Conflict:
        """Return one conflict, without remedies."""
        clock = clock_of(self._zones[found.torg])
        is_warning = found.tentative or found.kind in _WARNINGS
        return Conflict(
            kind=found.kind,
            severity=Severity.WARNING if is_warning else Severity.ERROR,
            parties=tuple(self._key(*part) for part in reversed(found.parties)),
            interval=Interval(clock.show(found.start), clock.show(found.end)),
            rule=self._rule(found),
            torg=found.torg,
            rooms=found.rooms,
            service=found.service,
        )

    def _key(self, uid: str, wall: int) -> OccurrenceKey:
        return OccurrenceKey(uid, key_of(self._events[uid], wall))

    def _rule(self, found: Found) -> Rule:
        return Rule(
            name=found.rule,
            subject=found.subject,
            allowed=_number(found.allowed),
            got=_number(found.got),
            level=_level(found.level),
            needed=_level(found.needed),
            reason=self._reason(found),
        )

    def _reason(self, found: Found) -> LocalText | str | None:
        if found.rule in _OF_CLOSURES:
            return self._closures[found.subject].reason
        return found.reason or None


def _number(number: int) -> int | None:
    return None if number == UNSET else number


def _level(level: int) -> AccessLevel | None:
    return None if level == UNSET else AccessLevel(level)
