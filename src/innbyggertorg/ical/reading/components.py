"""From content lines to components (RFC 5545 section 3.6), each handed on as soon as it is complete."""

from collections.abc import Iterator
from typing import Final

from innbyggertorg.errors import LimitExceededError
from innbyggertorg.ical.reading.forms import Forms, Said
from innbyggertorg.ical.reading.heads import Head, Heads
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.octets import Octets
from innbyggertorg.limits import Limits

__all__ = ["Component", "Property", "components"]

Property = tuple[Head, str, int]
"""Head, value as it stands in the file, and number of the content line."""

_KEPT: Final = {("VCALENDAR", "VEVENT"), ("VCALENDAR", "VTIMEZONE"), ("VCALENDAR", "VAVAILABILITY")}
_OUTERMOST: Final = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}
_PARTS: Final = {("VTIMEZONE", "STANDARD"), ("VTIMEZONE", "DAYLIGHT"), ("VAVAILABILITY", "AVAILABLE")}


class Component:
    """A part of a file from its BEGIN to its END.

    Attributes:
        kind: Such as `VEVENT`.
        at: Number of the content line of its BEGIN.
        parts: The components in it.
        broken: The first of its lines that is none, or None.
        calendar: The VCALENDAR that it is directly in, as far as that is read, or None.
        said: What it says, if it is an event of a form that was often met before; else None.
    """

    __slots__ = ("_properties", "at", "broken", "calendar", "kind", "parts", "said")

    def __init__(self, kind: str, at: int, said: Said | None = None) -> None:
        self.kind = kind
        self.at = at
        self.said = said
        self._properties: list[Property] | None = None
        self.parts: list[Component] = []
        self.broken: UnreadableError | None = None
        self.calendar: Component | None = None

    @property
    def properties(self) -> list[Property]:
        """Its lines, in the order of the file; none for a kind that is not read."""
        if self._properties is None:
            self._properties = self.said.properties(self.at) if self.said else []
        return self._properties

    def forget(self) -> None:
        """Let go of what is in it."""
        self._properties, self.parts = [], []

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
        self._heads = Heads(octets, limits)
        self._forms = Forms(self._heads.known, octets, self._most)
        self._stack = [Component("", 0)]
        self._count = 0
        self._last = -1

    def walk(self) -> Iterator[Component]:
        begin = 0  # number of the content line with which the block at hand begins
        for block in self._octets.blocks():
            said = self._forms.read(block) if len(self._stack) == 2 else None
            if said is not None:
                yield self._event(said, begin)
                begin += said.length
                continue
            lines = self._octets.read(block, begin)
            yield from self._walk(lines, begin)
            self._check_size()
            begin += len(lines)
        at = begin - 1
        if len(self._stack) > 1:
            top = self._stack[-1]
            raise self._ledger.fail(at, f"must end {top.kind}, begun on line {self._octets.line(top.at)}")
        if not self._count:
            raise self._ledger.fail(-1, "must begin with BEGIN:VCALENDAR")

    def _event(self, said: Said, at: int) -> Component:
        self._check_count()
        event = Component("VEVENT", at, said)
        event.calendar = self._stack[1]
        return event

    def _walk(self, lines: list[str], begin: int) -> Iterator[Component]:
        """Read lines of which the first has the number *begin*, one by one."""
        known = self._heads.known
        properties = self._stack[-1].properties
        for at, line in enumerate(lines, begin):
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
        if len(top.properties) > self._most:
            raise self._octets.beyond("ical_properties", self._most, len(top.properties), top.at)
        if not top.kind and top.properties:
            raise self._ledger.fail(top.properties[0][2], "must have nothing outside BEGIN:VCALENDAR")

    def _check_count(self) -> None:
        self._count += 1
        if self._count > self._limits.ical_components:
            raise LimitExceededError("ical_components", self._limits.ical_components, self._count)

    def _begin(self, value: str, at: int) -> None:
        stack, limits = self._stack, self._limits
        if len(stack) != 2 or stack[1].properties:
            self._check_size()
        kind = value if value == "VEVENT" else value.strip().upper()
        self._check_count()
        if len(stack) > limits.ical_depth:
            raise self._octets.beyond("ical_depth", limits.ical_depth, len(stack), at)
        if len(stack) == 1 and kind != "VCALENDAR":
            raise self._ledger.fail(at, "must begin with BEGIN:VCALENDAR")
        if len(stack) > 1 and kind == "VCALENDAR":
            raise self._ledger.fail(at, "must not have a VCALENDAR in another component")
        if len(stack) > 2 and kind in _OUTERMOST and stack[2].broken is None:
            stack[2].broken = UnreadableError(at, kind, "must stand in the VCALENDAR itself")
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
            done.forget()
        if place[0] == "VCALENDAR":
            done.calendar = stack[-1]
            if done.kind == "VEVENT" and not done.parts and done.broken is None:
                self._forms.learn([head for head, _, _ in done.properties])
            return done
        stack[-1].parts.append(done)
        return None
