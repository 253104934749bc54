"""A week as lines of text: day by day, for each room a bar over the hours and the titles beneath it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from unicodedata import category, combining, east_asian_width

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.opening import AccessLevel
from innbyggertorg.picture.looks import Looks
from innbyggertorg.picture.values import Block, DayShown, RoomShown
from innbyggertorg.picture.week import WeekPicture
from innbyggertorg.recurrence import Status

__all__ = ["text_of"]

_LEVELS: Final = {
    AccessLevel.CLOSED: " ",
    AccessLevel.BY_APPOINTMENT: "\N{MIDDLE DOT}",
    AccessLevel.SELF_SERVICE: "\N{LIGHT SHADE}",
    AccessLevel.STAFFED: "\N{MEDIUM SHADE}",
}
_STATES: Final = {Status.CONFIRMED: "\N{FULL BLOCK}", Status.TENTATIVE: "?", Status.CANCELLED: "x"}
_ALL_DAY: Final = "\N{BOX DRAWINGS HEAVY HORIZONTAL}"
_CONFLICT: Final = "!"
_BOLD, _FAINT, _RED, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[0m"
_LONGEST_NAME: Final = 18
_INDENT: Final = 2


def text_of(picture: WeekPicture, width: int, colour: bool) -> str:
    """Write a picture as text."""
    if type(width) is not int:
        raise WrongTypeError("to_text width", "must be a whole number", width)
    if not 40 <= width <= 400:
        raise InvalidValueError("to_text width", "must be from 40 to 400", width)
    if not isinstance(colour, bool):
        raise WrongTypeError("to_text colour", "must be True or False", colour)
    return "".join(f"{line.rstrip()}\n" for line in _Writer(picture, width, colour).lines())


class _Writer:
    def __init__(self, picture: WeekPicture, width: int, colour: bool) -> None:
        self.picture, self.looks, self.width, self.colour = picture, Looks(picture), width, colour
        longest = max((columns(room.name) for room in picture.rooms), default=0)
        self.names = min(longest, _LONGEST_NAME, width // 4)
        room = width - _INDENT - self.names - 4
        axis = self.looks.axis
        self.per_hour = max(1, room // (axis.last - axis.first))
        while self.per_hour > 4 or 60 % self.per_hour:
            self.per_hour -= 1

    def lines(self) -> Iterator[str]:
        picture, looks = self.picture, self.looks
        yield from self.paragraph(picture.name, style=_BOLD)
        yield from self.paragraph(looks.heading)
        if picture.state:
            yield from self.paragraph(picture.state)
        for notice in picture.notices:
            yield from self.paragraph(f"! {notice}", hang=2)
        for day in picture.days:
            yield ""
            yield from self.day(day)
        if picture.conflicts:
            yield ""
            yield self.styled(looks.words.conflicts, _BOLD)
            for note in picture.conflicts:
                yield from self.paragraph(f"{note.number}. {note.sentence}", hang=3, indent=_INDENT)
        if picture.truncated:
            yield from self.paragraph(looks.words.more, indent=_INDENT)
        yield ""
        yield from self.paragraph(self.legend(), hang=_INDENT)

    def day(self, day: DayShown) -> Iterator[str]:
        """Yield the lines of one day."""
        looks = self.looks
        head = f"{looks.weekday(day.day)} {looks.day_and_month(day.day)}"
        if day.day == looks.today:
            head = f"{head} ({looks.words.today.lower()})"
        hours = looks.hours(day)
        space = self.width - columns(head) - columns(hours)
        if space >= 2:
            yield self.styled(head, _BOLD) + " " * space + hours
        else:
            yield self.styled(head, _BOLD)
            yield from self.paragraph(hours, indent=_INDENT)
        for note in looks.day_notes(day):
            yield from self.paragraph(note, indent=_INDENT)
        rooms = [
            room for room in self.picture.rooms if looks.cell(room.id, day.day) or looks.shut(room, day.day)
        ]
        if not rooms:
            yield " " * _INDENT + looks.words.nothing
            return
        yield self.ruler()
        for room in rooms:
            yield from self.room(room, day.day)

    def ruler(self) -> str:
        """Return the hours above the bars."""
        axis = self.looks.axis
        line = [" "] * (self.per_hour * (axis.last - axis.first) + 2)
        step = axis.ticks().step * (1 if self.per_hour > 1 else 2)
        for hour in range(axis.first, axis.last + 1, step):
            place = self.per_hour * (hour - axis.first)
            line[place : place + 2] = f"{hour % 24 if hour != 24 else 24:02}"
        return " " * (_INDENT + self.names + 2) + "".join(line)

    def room(self, room: RoomShown, day: date) -> Iterator[str]:
        """Yield the bar of a room and what happens in it."""
        blocks = self.looks.cell(room.id, day)
        name = cut(room.name, self.names)
        yield " " * _INDENT + name + " " * (self.names - columns(name) + 2) + self.bar(room, day)
        for _, _, text in self.looks.shut(room, day):
            yield from self.paragraph(text, indent=_INDENT + self.names + 2)
        for block in blocks:
            yield from self.block(block, day)

    def bar(self, room: RoomShown, day: date) -> str:
        """Return the levels of the house through the hours, and over them what happens."""
        looks, axis = self.looks, self.looks.axis
        step = 60 // self.per_hour
        bar = [_LEVELS[AccessLevel.CLOSED]] * (axis.minutes // step)
        blocks = looks.cell(room.id, day)
        bands = [
            *looks.bands(day),
            *((start, end, AccessLevel.CLOSED) for start, end, _ in looks.shut(room, day)),
        ]
        for start, end, level in bands:
            low, high = (min(max(0, (minute - 60 * axis.first) // step), len(bar)) for minute in (start, end))
            bar[low:high] = _LEVELS[level] * (high - low)
        for block in sorted(blocks, key=lambda block: isinstance(block.start, datetime)):
            start, end = (minute - 60 * axis.first for minute in looks.part(block, day))
            low = min(max(0, start // step), len(bar) - 1)
            high = min(max(low + 1, -(-end // step)), len(bar))
            sign = _STATES[block.status] if isinstance(block.start, datetime) else _ALL_DAY
            bar[low:high] = sign * (high - low)
        for block in blocks:
            for start, end in looks.clashes(block, day):
                low = min(max(0, (start - 60 * axis.first) // step), len(bar) - 1)
                high = min(max(low + 1, -(-(end - 60 * axis.first) // step)), len(bar))
                bar[low:high] = _CONFLICT * (high - low)
        return "".join(bar)

    def block(self, block: Block, day: date) -> Iterator[str]:
        """Yield when something is, what it is, and what is not as usual about it."""
        looks = self.looks
        when = "".join(looks.times(block, day))
        marks = [mark.lower() for mark in looks.marks(block, day)]
        said = f"{block.title} ({', '.join(marks)})" if marks else block.title
        style = _RED if looks.notes(block, day) else _FAINT if block.status is Status.CANCELLED else ""
        indent = _INDENT + self.names + 2
        yield from self.paragraph(f"{when}  {said}", indent=indent, hang=columns(when) + 2, style=style)

    def legend(self) -> str:
        """Say what the signs stand for."""
        looks, signs = self.looks, []
        levels = {span.level for span in self.picture.opening}
        signs += [f"{_LEVELS[level]} {looks.level(level)}" for level in sorted(levels, reverse=True)]
        states = sorted({block.status for block in self.picture.blocks} - {Status.CONFIRMED})
        signs += [f"{_STATES[state]} {looks.words.states[state]}" for state in states]
        if any(block.conflicts for block in self.picture.blocks):
            signs.append(f"{_CONFLICT} {looks.words.in_conflict}")
        return "   ".join(signs)

    def paragraph(self, text: str, *, indent: int = 0, hang: int = 0, style: str = "") -> Iterator[str]:
        """Yield *text* in lines that fit, those after the first moved in by *hang*."""
        for number, line in enumerate(folded(text, self.width - indent, hang)):
            yield " " * (indent + (hang if number else 0)) + self.styled(line, style)

    def styled(self, text: str, style: str) -> str:
        return f"{style}{text}{_PLAIN}" if self.colour and style and text else text


def columns(text: str) -> int:
    """Return how many columns of a terminal *text* takes."""
    return len(text) if text.isascii() else sum(map(_column, text))


def _column(letter: str) -> int:
    if combining(letter) or category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return as much of *text* as fits, with an ellipsis where it is cut."""
    text = text.expandtabs(1)
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for letter in text:
        if used + _column(letter) > width - 1:
            break
        kept, used = kept + letter, used + _column(letter)
    return kept.rstrip() + "…"


def folded(text: str, width: int, hang: int) -> Iterator[str]:
    """Yield *text* in lines of at most *width* columns, those after the first by *hang* less."""
    line, used, room = "", 0, width
    for word in text.expandtabs(1).split(" "):
        if line and used + 1 + columns(word) > room:
            yield line
            line, used, room = "", 0, width - hang
        elif line or used:
            line, used = f"{line} ", used + 1
        for letter in word:
            if used + _column(letter) > room:
                yield line
                line, used, room = "", 0, width - hang
            line, used = line + letter, used + _column(letter)
    yield line
