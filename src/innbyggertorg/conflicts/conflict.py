"""A conflict as a value, and the report that holds all of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from attrs import field, frozen

from innbyggertorg._checks import instant, is_a, optional, true_or_false, tuple_of
from innbyggertorg._values import Value, counted
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.wall import to_utc
from innbyggertorg.conflicts.kinds import ConflictKind, RemedyKind, RuleName, Severity
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.model import LocalText, OccurrenceKey
from innbyggertorg.opening import AccessLevel

__all__ = [
    "Conflict",
    "ConflictReport",
    "Remedy",
    "Rule",
    "check_kinds",
]

_text: Final = is_a(str)
_texts: Final = tuple_of(_text)
_number: Final = optional(is_a(int))
_keys: Final = tuple_of(is_a(OccurrenceKey))


def _in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else to_utc(moment)


@frozen(kw_only=True)
class Rule(Value):
    """The rule that decides.

    Attributes:
        name: Which rule.
        subject: Id of what has it: a room, a closure, a torg, an organisation, a piece of equipment, a school
            calendar.
        allowed: The number that it allows, where it is about a number.
        got: The number that came instead.
        level: The level there is, where it is about levels.
        needed: The level there would have to be.
        reason: What the closure or the opening hours give as the reason.
    """

    name: RuleName = field(validator=is_a(RuleName))
    subject: str = field(default="", validator=_text)
    allowed: int | None = field(default=None, validator=_number)
    got: int | None = field(default=None, validator=_number)
    level: AccessLevel | None = field(default=None, validator=optional(is_a(AccessLevel)))
    needed: AccessLevel | None = field(default=None, validator=optional(is_a(AccessLevel)))
    reason: LocalText | str | None = field(default=None, validator=optional(is_a(LocalText, str)))


@frozen(kw_only=True)
class Remedy(Value):
    """Something that would make the conflict go away.

    Attributes:
        kind: What to do.
        party: The occurrence to do it with, or None if it does not matter.
        rooms: The rooms to move to, for another room.
        interval: When to hold it instead, for another time.
        dates: The occurrences to leave out so that the rest of the series is clean.
        people: How many people fit, for fewer people.
    """

    kind: RemedyKind = field(validator=is_a(RemedyKind))
    party: OccurrenceKey | None = field(default=None, validator=optional(is_a(OccurrenceKey)))
    rooms: tuple[str, ...] = field(default=(), validator=_texts)
    interval: Interval | None = field(default=None, validator=optional(is_a(Interval)))
    dates: tuple[OccurrenceKey, ...] = field(default=(), validator=_keys)
    people: int | None = field(default=None, validator=_number)


@frozen(kw_only=True)
class Conflict(Value):
    """Something that cannot be as it is planned: what, who, when, by which rule, and what could be done.

    It is the same whichever party is looked at first, and holds ids and times, never a personal value.

    Attributes:
        kind: What is wrong.
        severity: How grave it is.
        parties: The occurrences it is about, in order: two where two meet, one where one meets a rule, more
            where too many come together, none where a service is at odds with its house.
        interval: The time in question, in the zone of the torg: exactly what the parties share.
        rule: The rule that decides.
        torg: Id of the torg, of the first party where there are several.
        rooms: Ids of the rooms in question; those that are joined are named by their parts.
        service: Id of the service in question, or empty.
        remedies: What would help, the nearest first.
    """

    kind: ConflictKind = field(validator=is_a(ConflictKind))
    severity: Severity = field(validator=is_a(Severity))
    parties: tuple[OccurrenceKey, ...] = field(validator=_keys)
    interval: Interval = field(validator=is_a(Interval))
    rule: Rule = field(validator=is_a(Rule))
    torg: str = field(validator=_text)
    rooms: tuple[str, ...] = field(default=(), validator=_texts)
    service: str = field(default="", validator=_text)
    remedies: tuple[Remedy, ...] = field(default=(), validator=tuple_of(is_a(Remedy)))

    def _short(self) -> str:
        when = self.interval.start.replace(tzinfo=None).isoformat(" ", "minutes")
        return f"{self.kind} at {self.torg}: {when}, {counted(len(self.remedies), 'way')} out"

    @property
    def uids(self) -> frozenset[str]:
        """The events it is about."""
        return frozenset(party.uid for party in self.parties)


@frozen(kw_only=True)
class ConflictReport(Value):
    """Conflicts in a fixed order: by the start of the time in question, then by parties, kind and end.

    A report is a sequence of its conflicts; an empty one is false.

    Attributes:
        conflicts: All of them, or the first ones.
        checked_until: Up to here nothing is missing; None for all time. Beyond it `check` still answers for
            rooms.
        truncated: Whether there were more than the limit allows, or too many pairs to look at.
    """

    conflicts: tuple[Conflict, ...] = field(default=(), validator=tuple_of(is_a(Conflict)))
    checked_until: datetime | None = field(default=None, validator=optional(instant), eq=_in_utc)
    truncated: bool = field(default=False, validator=true_or_false)

    def _short(self) -> str:
        more = " or more" if self.truncated else ""
        return f"of {counted(len(self.conflicts), 'conflict')}{more}"

    def __iter__(self) -> Iterator[Conflict]:
        return iter(self.conflicts)

    def __len__(self) -> int:
        return len(self.conflicts)

    def __getitem__(self, number: int) -> Conflict:
        return self.conflicts[number]

    @property
    def errors(self) -> tuple[Conflict, ...]:
        """Those that keep something from taking place."""
        return tuple(conflict for conflict in self.conflicts if conflict.severity is Severity.ERROR)

    def of(self, *kinds: ConflictKind) -> tuple[Conflict, ...]:
        """Return those of some kinds."""
        return tuple(conflict for conflict in self.conflicts if conflict.kind in kinds)

    def about(self, uid: str) -> tuple[Conflict, ...]:
        """Return those in which one event is a party."""
        return tuple(conflict for conflict in self.conflicts if uid in conflict.uids)

    def dates_of(self, uid: str, *, errors_only: bool = True) -> tuple[OccurrenceKey, ...]:
        """Return the occurrences of one event that have a conflict, in order, each once."""
        found = {
            party
            for conflict in (self.errors if errors_only else self.conflicts)
            for party in conflict.parties
            if party.uid == uid
        }
        return tuple(sorted(found, key=lambda key: key.original.isoformat()))


def check_kinds(kinds: Any) -> frozenset[ConflictKind]:
    """Return *kinds* as a set; None is all of them.

    Raises:
        WrongTypeError: If one of them is not a `ConflictKind`.
    """
    if kinds is None:
        return frozenset(ConflictKind)
    if isinstance(kinds, ConflictKind):
        return frozenset({kinds})
    try:
        chosen = frozenset(kinds)
    except TypeError:
        raise WrongTypeError("kinds", "must be kinds of conflicts", kinds) from None
    for kind in chosen:
        if not isinstance(kind, ConflictKind):
            raise WrongTypeError("kinds", "must be kinds of conflicts", kind)
    return chosen
