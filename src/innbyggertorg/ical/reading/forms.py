"""Forms of events: which heads stand in which order.

A file has many events and few forms. An event of a form that comes often is taken apart by one regular
expression, made once: it finds the values that differ from event to event, and leaves together the lines that
are mostly alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from innbyggertorg.ical.reading.heads import MANY, ONCE, REPETITION, STRUCTURE, Head
from innbyggertorg.ical.reading.octets import Octets

__all__ = ["Form", "Forms", "Said"]

OFTEN: Final = 8
"""So often a form is met before it is worth an expression: making one takes as long as reading events."""

_MOST_COUNTED: Final = 1_024
_MOST_KNOWN: Final = 16
_LONGEST: Final = 64  # lines
_NEEDED: Final = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"}
_CLOSER: Final = {"DURATION", "RECURRENCE-ID", "RELATED-TO", "RDATE", "EXRULE"}
_WALL: Final = "[0-9]{8}T[0-9]{6}"
_STAMP: Final = f"{_WALL}Z"
# What differs from event to event, and how it looks where nothing calls for a closer look; None for anything.
_VALUES: Final = {
    "UID": r"[!-+\--:<-\[\]-~]{1,255}+",
    "DTSTAMP": _STAMP,
    "LAST-MODIFIED": _STAMP,
    "DTSTART": _WALL,
    "DTEND": _WALL,
    "RRULE": None,
    "EXDATE": f"{_WALL}(?:,{_WALL})*+",
    "SUMMARY": None,
    "DESCRIPTION": None,
}


class Said(NamedTuple):
    """What an event of a known form says.

    Attributes:
        form: The form.
        text: Its lines, with their ends.
        values: What differs from event to event: UID, DTSTAMP, LAST-MODIFIED, DTSTART, DTEND, RRULE, the
            lines of EXDATE, SUMMARY and DESCRIPTION, each empty where there is no such line; then, in some
            pieces, the lines that say something else and are read.
        length: How many lines it has.
    """

    form: "Form"
    text: str
    values: Sequence[str]
    length: int

    def properties(self, at: int) -> list[tuple[Head, str, int]]:
        """Return its lines between BEGIN and END, if it begins at content line *at*."""
        found = []
        for n, line in enumerate(self.text.split(self.form.end)[1:-2], at + 1):
            text, _, value = line.partition(":")
            found.append((self.form.known[text], value, n))
        return found

    def line(self, name: str) -> int:
        """Return the number, from 0 for BEGIN, of the line with a head of that name."""
        return self.moved(self.form.place[name])

    def moved(self, place: int) -> int:
        """Return the number of the line that has the number *place* where no EXDATE stands."""
        return place + self.length - self.form.length if place > self.form.excluded_at else place


class Form:
    """What is known of all events whose lines have the same heads in the same order.

    Lines of EXDATE stand together, as many as there are. They are not among those that are counted here.

    Attributes:
        known: Heads by their text.
        end: How lines end.
        zone: IANA key of the zone of all its times.
        heads: Heads by their names.
        place: Numbers of lines by the names of their heads, from 0 for BEGIN.
        excluded_at: Number of the line after which those of EXDATE stand.
        lost: What is lost whatever the values: names of heads, and what is lost.
        length: How many lines it has.
    """

    def __init__(self, heads: Sequence[Head], zone: str, known: Mapping[str, Head], end: str) -> None:
        self.known = known
        self.end = end
        self.zone = zone
        self.heads = {head.name: head for head in heads}
        counted = [head for head in heads if head.name != "EXDATE"]
        self.place = {head.name: n for n, head in enumerate(counted, 1)}
        self.excluded_at = next((n for n, head in enumerate(heads) if head.name == "EXDATE"), len(heads))
        self.lost = [(n, what) for n, head in enumerate(counted, 1) for what in head.lost]
        self.length = len(counted) + 2
        expression, groups = _expression(heads, zone, end)
        self._read = re.compile(expression).fullmatch
        self._values = [groups.index(name) + 1 for name in _VALUES]
        self._values += [n for n, name in enumerate(groups, 1) if not name]

    def read(self, text: str, ends: int) -> Said | None:
        """Return what an event says, if it has this form and *ends* ends of lines and no other controls."""
        found = self._read(text)
        if found is None:
            return None
        values = found.group(*self._values)
        length = self.length + values[_EXCLUDED].count("\n")
        return Said(self, text, values, length) if length == ends else None


_EXCLUDED: Final = list(_VALUES).index("EXDATE")


def _expression(heads: Sequence[Head], zone: str, end: str) -> tuple[str, list[str]]:
    """Return an expression for all events with such heads, and what its groups are; empty for besides."""
    anything = f"[^{end[0]}]*+"
    found = [f"BEGIN:VEVENT{end}"]
    groups: list[str] = []
    for is_besides, run in groupby(heads, key=_is_besides):
        if is_besides:
            groups.append("")
            found.append("(" + "".join(f"{re.escape(head.text)}:{anything}{end}" for head in run) + ")")
            continue
        for head in run:
            text, value = re.escape(head.text), _VALUES.get(head.name) or anything
            if head.name not in _VALUES:
                found.append(f"{text}:{anything}{end}")
                continue
            groups.append(head.name)
            if head.name == "EXDATE":
                found.append(f"((?:{text}:{value}{end})*+)")
            else:
                utc = "Z" if head.name in {"DTSTART", "DTEND"} and head.zone is None else ""
                found.append(f"{text}:({value}){utc}{end}")
    missing = [name for name in _VALUES if name not in groups]
    return "".join([*found, f"END:VEVENT{end}", "()" * len(missing)]), groups + missing


def _is_besides(head: Head) -> bool:
    """Whether a line is read for something else than who, when and what about."""
    return head.code in {ONCE, MANY} and head.name not in _VALUES


class Forms:
    """The forms that were met in a file.

    Args:
        known: Heads by their text, of lines that were read before.
        octets: The file.
        most: How many lines an event may have.
    """

    def __init__(self, known: Mapping[str, Head], octets: Octets, most: int) -> None:
        self._heads = known
        self._octets = octets
        self._most = most
        self._met: Counter[tuple[Head, ...]] = Counter()
        self._made: set[tuple[Head, ...]] = set()
        self._known: list[Form] = []  # that of the last event first

    def read(self, block: bytes) -> Said | None:
        """Return what an event says; None where it has no known form, or calls for a closer look."""
        known = self._known
        if not known or (unfolded := self._octets.unfolded(block)) is None:
            return None
        for n, form in enumerate(known):
            said = form.read(*unfolded)
            if said is not None:
                if n:
                    known.insert(0, known.pop(n))
                return said if said.length - 2 <= self._most else None
        return None

    def learn(self, heads: list[Head]) -> None:
        """Take note of an event with such heads that was read line by line."""
        if len(heads) > _LONGEST or len(self._known) >= _MOST_KNOWN:
            return
        form = tuple([head for head, run in groupby(heads) for _ in _once_if_excluding(head, run)])
        if form not in self._met and (len(self._met) >= _MOST_COUNTED or not self._is_usual(form)):
            return
        self._met[form] += 1
        if self._met[form] < OFTEN or form in self._made:
            return
        start, end = (next(head for head in form if head.name == name) for name in ("DTSTART", "DTEND"))
        zone = _zone_of(start, end)
        if zone is not None and all(head.zone == zone for head in form if head.name == "EXDATE"):
            self._made.add(form)
            self._known.append(Form(form, zone, self._heads, self._octets.end))

    def _is_usual(self, heads: tuple[Head, ...]) -> bool:
        """Whether an event says from when to when, and no line that is read stands twice or is a rare one."""
        read = [head.name for head in heads if head.code in {ONCE, MANY, REPETITION}]
        if len(read) != len(set(read)) or not set(read) >= _NEEDED or _CLOSER & set(read):
            return False
        if any(head.name == "EXDATE" and head.lost for head in heads):
            return False
        return all(head.code != STRUCTURE and self._heads.get(head.text) is head for head in heads)


def _once_if_excluding(head: Head, run: Iterator[Head]) -> Iterable[Head]:
    """Return a run of equal heads, of EXDATE only one."""
    return (head,) if head.name == "EXDATE" else run


def _zone_of(start: Head, end: Head) -> str | None:
    """Return the zone of an event, if that is known by now and the same from its start to its end."""
    if start.zone is not None:
        return start.zone if end.zone == start.zone else None
    return "UTC" if start.is_bare and end.is_bare else None
