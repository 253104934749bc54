"""From content lines to components (RFC 5545 section 3.6), each handed on as soon as it is complete."""

from collections.abc import Iterator
from typing import Final

from innbyggertorg.errors import LimitExceededError
from innbyggertorg.ical.reading.heads import Head, Heads
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.octets import Octets
from innbyggertorg.limits import Limits

__all__ = ["Component", "Property", "components"]

Property = tuple[Head, str, int]
"""Head, value as it stands in the file, and number of the content line."""

_KEPT: Final = {("VCALENDAR", "VEVENT"), ("VCALENDAR", "VTIMEZONE")}
_PARTS: Final = {("VTIMEZONE", "STANDARD"), ("VTIMEZONE", "DAYLIGHT")}


class Component:
    """A part of a file from its BEGIN to its END.

    Attributes:
        kind: Such as `VEVENT`.
        at: Number of the content line of its BEGIN.
        properties: In the order of the file; none for a kind that is not read.
        parts: The components in it.
        broken: The first of its lines that is none, or None.
        calendar: The VCALENDAR that it is directly in, as far as that is read, or None.
    """

    __slots__ = ("at", "broken", "calendar", "kind", "parts", "properties")

    def __init__(self, kind: str, at: int) -> None:
        self.kind = kind
        self.at = at
        self.properties: list[Property] = []
        self.parts: list[Component] = []
        self.broken: UnreadableError | None = None
        self.calendar: Component | None = None

    def one(self, name: str) -> Property | None:
        """Return the first property of that name, or None."""
        return next((each for each in self.properties if each[0].name == name), None)


def components(octets: Octets, ledger: Ledger, limits: Limits) -> Iterator[Component]:
    """Yield what is directly in a VCALENDAR, each complete, and then the VCALENDAR itself without it.

    Raises:
        LimitExceededError: If there is too much of something.
        ParseError: If the file is not made of calendars.
    """
    return _Walk(octets, ledger, limits).walk()


class _Walk:
    def __init__(self, octets: Octets, ledger: Ledger, limits: Limits) -> None:
        self._octets = octets
        self._ledger = ledger
        self._limits = limits
        self._most = limits.ical_properties
        self._heads = Heads(limits)
        self._stack = [Component("", 0)]
        self._count = 0
        self._last = -1

    def walk(self) -> Iterator[Component]:
        known = self._heads.known
        at = -1
        for lines in self._octets.chunks():
            properties = self._stack[-1].properties
            for line in lines:
                at += 1
                name, _, value = line.partition(":")
                head = known.get(name)
                if head is None:
                    read = self._unknown(line, at)
                    if read is None:
                        continue
                    head, value = read
                if head.code:
                    properties.append((head, value, at))
                    continue
                if head.name == "BEGIN":
                    self._begin(value, at)
                elif done := self._end(value, at):
                    yield done
                properties = self._stack[-1].properties
            self._check_size()
        if len(self._stack) > 1:
            top = self._stack[-1]
            raise self._ledger.fail(at, f"must end {top.kind}, begun on line {self._octets.line(top.at)}")
        if not self._count:
            raise self._ledger.fail(-1, "must begin with BEGIN:VCALENDAR")

    def _unknown(self, line: str, at: int) -> tuple[Head, str] | None:
        """Read a line whose head was not met before; None for one that is left out."""
        top = self._stack[-1]
        if not line.strip():
            if self._last < 0:  # the first of them is enough to say so
                self._ledger.problem(UnreadableError(at, "line", "must not be blank"))
                self._last = at
            return None
        try:
            return self._heads.read(line, at)
        except UnreadableError as error:
            if not top.kind:
                raise self._ledger.fail(at, "must begin with BEGIN:VCALENDAR") from None
            if top.kind == "VCALENDAR":
                self._ledger.problem(error)
            elif top.broken is None:
                top.broken = error
            return None

    def _check_size(self) -> None:
        top = self._stack[-1]
        if len(top.properties) > self._limits.ical_properties:
            raise LimitExceededError("ical_properties", self._limits.ical_properties, len(top.properties))
        if not top.kind and top.properties:
            raise self._ledger.fail(top.properties[0][2], "must have nothing outside BEGIN:VCALENDAR")

    def _begin(self, value: str, at: int) -> None:
        stack, limits = self._stack, self._limits
        if len(stack) != 2 or stack[1].properties:
            self._check_size()
        kind = value if value == "VEVENT" else value.strip().upper()
        self._count += 1
        if self._count > limits.ical_components:
            raise LimitExceededError("ical_components", limits.ical_components)
        if len(stack) > limits.ical_depth:
            hint = f"line {self._octets.line(at)}; pass limits=Limits(ical_depth=...) to allow more"
            raise LimitExceededError("ical_depth", limits.ical_depth, len(stack), hint)
        if len(stack) == 1 and kind != "VCALENDAR":
            raise self._ledger.fail(at, "must begin with BEGIN:VCALENDAR")
        if len(stack) > 1 and kind == "VCALENDAR":
            raise self._ledger.fail(at, "must not have a VCALENDAR in another component")
        stack.append(Component(kind, at))

    def _end(self, value: str, at: int) -> Component | None:
        stack = self._stack
        if len(stack[-1].properties) > self._most or len(stack) == 1:
            self._check_size()
        if len(stack) == 1:
            raise self._ledger.fail(at, "must not have an END before its BEGIN")
        done = stack.pop()
        if value != done.kind and value.strip().upper() != done.kind:
            begun = self._octets.line(done.at)
            raise self._ledger.fail(
                at, f"must end {done.kind[:40]}, begun on line {begun}, before anything else"
            )
        if not stack[-1].kind:
            return done
        place = stack[-1].kind, done.kind
        if place not in _KEPT and place not in _PARTS:
            done.properties = []
            done.parts = []
        if place[0] == "VCALENDAR":
            done.calendar = stack[-1]
            return done
        stack[-1].parts.append(done)
        return None
