"""A week as a drawing: days across, rooms down, and in each day the hours from left to right."""

# ruff: noqa: RUF001 - an en dash stands between two times of day

import pkgutil
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from innbyggertorg.opening import OPEN_LEVELS, AccessLevel
from innbyggertorg.picture.looks import Looks
from innbyggertorg.picture.markup import element, plain, tag
from innbyggertorg.picture.values import Block, RoomShown
from innbyggertorg.picture.week import WeekPicture

__all__ = ["svg_of"]

_NAMES, _DAY, _GAP = 190, 204, 6
_MARGIN: Final = 24
_HEAD: Final = 188
_CARD, _LINE, _BETWEEN, _EMPTY, _TITLE = 58, 20, 6, 40, 15
_WIDTH: Final = 2 * _MARGIN + _NAMES + 7 * (_DAY + _GAP) - _GAP
_LEVELS: Final = {
    AccessLevel.BY_APPOINTMENT: "appointment",
    AccessLevel.SELF_SERVICE: "self",
    AccessLevel.STAFFED: "staffed",
}


def svg_of(picture: WeekPicture) -> str:
    """Draw a picture."""
    drawing = _Drawing(picture)
    body = "".join(drawing.body())
    size = f"0 0 {_WIDTH} {drawing.height}"
    attributes = {"xml:lang": picture.language, "role": "img", "aria-labelledby": "title desc"}
    start = tag("svg", xmlns="http://www.w3.org/2000/svg", viewBox=size, width=_WIDTH, height=drawing.height)
    return "".join(
        (
            start[:-1] + "".join(f' {name}="{value}"' for name, value in attributes.items()) + ">\n",
            element("title", plain(f"{picture.name}, {drawing.looks.heading}"), id="title"),
            element("desc", plain(drawing.alternative()), id="desc"),
            f"\n<style>\n{_style()}</style>\n",
            body,
            "</svg>\n",
        )
    )


class _Drawing:
    def __init__(self, picture: WeekPicture) -> None:
        self.picture, self.looks = picture, Looks(picture)
        self.words = self.looks.words
        self.tops = [_HEAD]
        for room in picture.rooms:
            most = max(self.needed(room, day.day) for day in picture.days)
            self.tops.append(self.tops[-1] + max(most + _BETWEEN, _EMPTY))
        self.height = self.tops[-1] + 56

    def needed(self, room: RoomShown, day: date) -> int:
        """Return how much height the cell of a room and a day needs."""
        cards = [self.card_height(block, day) for block in self.looks.cell(room.id, day)]
        return sum(height + _BETWEEN for height in [*cards, *([_LINE] * len(self.looks.shut(room, day)))])

    def card_height(self, block: Block, day: date) -> int:
        """Return how high a card is: marks have a line of their own."""
        lines = len(_lines(block.title, _TITLE, _DAY - 28)) + bool(self.looks.marks(block, day))
        return _CARD + _LINE * (lines - 1)

    def alternative(self) -> str:
        """Say in words everything that is drawn."""
        looks, said = self.looks, [self.looks.description]
        for shown in self.picture.days:
            day = shown.day
            said.append(f"{looks.weekday(day)} {looks.day_and_month(day)}: {looks.hours(shown)}.")
            for room in self.picture.rooms:
                for block in looks.cell(room.id, day):
                    marks = f" ({', '.join(looks.marks(block, day))})" if looks.marks(block, day) else ""
                    said.append(f"{room.name}, {''.join(looks.times(block, day))}: {block.title}{marks}.")
        said += [note.sentence for note in self.picture.conflicts]
        return " ".join(said)

    def body(self) -> Iterator[str]:
        """Yield the parts of the drawing, those behind first."""
        looks = self.looks
        yield _rect("paper", 0, 0, _WIDTH, self.height)
        yield _text("name", _MARGIN, 52, _fitted(self.picture.name, 30, _WIDTH - 2 * _MARGIN))
        yield _text("dates", _MARGIN, 82, looks.heading)
        for number, shown in enumerate(self.picture.days):
            yield from self.day(number)
            x = _left(number)
            for row, room in enumerate(self.picture.rooms):
                y = self.tops[row] + _BETWEEN
                for start, end, text in looks.shut(room, shown.day):
                    yield from self.shut(row, (x, y), (start, end), text)
                    y += _LINE + _BETWEEN
                for block in looks.cell(room.id, shown.day):
                    yield self.card(block, room, shown.day, x, y)
                    y += self.card_height(block, shown.day) + _BETWEEN
        for row, room in enumerate(self.picture.rooms):
            y = self.tops[row]
            yield tag("line", class_="line", x1=_MARGIN, x2=_WIDTH - _MARGIN, y1=y, y2=y)[:-1] + "/>"
            yield _text("room", _MARGIN, y + 26, _fitted(room.name, 15, _NAMES - 10))
        yield from self.legend()

    def day(self, number: int) -> Iterator[str]:
        """Yield the head of a day and its background."""
        looks, shown, x = self.looks, self.picture.days[number], _left(number)
        axis = looks.axis
        top, bottom = _HEAD - 24, self.tops[-1]
        yield _rect("closed", x, top, _DAY, bottom - top)
        for band in looks.bands(shown.day):
            start, end = (x + _DAY * axis.place(minute) for minute in (band.start, band.end))
            yield _rect(_LEVELS[band.level], start, top, end - start, bottom - top)
        title = looks.weekday(shown.day) + " " + looks.day_and_month(shown.day)
        head = [_text("day", x, 116, _fitted(title, 18, _DAY))]
        lines = [text for _, text in looks.levels(shown)] or [looks.hours(shown)]
        lines = [*looks.day_notes(shown)[:1], *lines][:2]
        head += [_text("small", x, 136 + 18 * n, _fitted(line, 13, _DAY)) for n, line in enumerate(lines)]
        yield element("g", head, class_="today" if shown.day == looks.today else None)
        for hour in axis.ticks():
            if axis.first < hour < axis.last:
                at = x + _DAY * axis.place(60 * hour)
                yield _text("tick", at, _HEAD - 8, f"{hour % 24 or (hour and 24):02}")

    def shut(self, row: int, at: tuple[int, int], part: tuple[int, int], text: str) -> Iterator[str]:
        """Yield that a room is closed for a part of a day."""
        (x, y), axis = at, self.looks.axis
        start, end = (x + _DAY * axis.place(minute) for minute in part)
        yield _rect("closed", start, self.tops[row], end - start, self.tops[row + 1] - self.tops[row])
        yield _text("small", x + 12, y + 16, _fitted(text, 13, _DAY - 24))

    def card(self, block: Block, room: RoomShown, day: date, x: float, y: float) -> str:
        """Return what happens, with a tip that says all of it."""
        looks = self.looks
        when, marks = "".join(looks.times(block, day)), looks.marks(block, day)
        parts = [
            element("title", plain(", ".join([room.name, when, block.title, *marks]))),
            _rect("card", x + 4, y, _DAY - 8, self.card_height(block, day), rx=5),
        ]
        low, high = (looks.axis.place(minute) for minute in looks.part(block, day))
        parts.append(_rect("bar", x + _DAY * low, y, max(_DAY * (high - low), 2), 6))
        for start, end in looks.clashes(block, day):
            low, high = looks.axis.place(start), looks.axis.place(end)
            parts.append(_rect("clash", x + _DAY * low, y, max(_DAY * (high - low), 2), 6))
        parts.append(_text("small", x + 12, y + 24, when))
        title = _lines(block.title, _TITLE, _DAY - 28)
        said = [("title", line) for line in title]
        said.append(("mark", _fitted(", ".join(marks), 13, _DAY - 28)))
        said += [("title", "")] * (2 - len(title))  # as many elements whatever the title is
        parts += [_text(kind, x + 12, y + 46 + _LINE * n, line) for n, (kind, line) in enumerate(said)]
        names = [block.status, "" if block.is_named else "busy"]
        return element("g", parts, class_=" ".join(filter(None, names)))

    def legend(self) -> Iterator[str]:
        """Yield what the colours mean."""
        shown = {span.level for span in self.picture.opening}
        levels = [(level, _LEVELS[level]) for level in reversed(OPEN_LEVELS) if level in shown]
        x, y = _MARGIN, self.tops[-1] + 24
        for level, name in [*levels, (AccessLevel.CLOSED, "closed")]:
            yield _rect(f"{name} key", x, y, 14, 14)
            yield _text("small", x + 22, y + 12, self.looks.level(level))
            x += 150


@cache
def _style() -> str:
    return (pkgutil.get_data("innbyggertorg.picture", "svg.css") or b"").decode()


def _left(number: int) -> int:
    return _MARGIN + _NAMES + number * (_DAY + _GAP)


def _rect(  # noqa: PLR0917 - the four numbers of a rectangle
    name: str, x: float, y: float, width: float, height: float, rx: int | None = None
) -> str:
    numbers = {"x": x, "y": y, "width": width, "height": height}
    written = {key: f"{number:.1f}".removesuffix(".0") for key, number in numbers.items()}
    return tag("rect", class_=name, **written, rx=rx)[:-1] + "/>"


def _text(name: str, x: float, y: float, text: str) -> str:
    return element("text", plain(text), class_=name, x=f"{x:.0f}", y=f"{y:.0f}")


def _fitted(text: str, size: float, width: float) -> str:
    """Return as much of *text* as surely fits, with an ellipsis where it is cut."""
    room = width / size
    used = 0.0
    for place, letter in enumerate(text):
        used += _wide(letter)
        if used > room:
            kept = text[: max(place - 1, 0)].rstrip()
            return f"{kept}…"
    return text


def _lines(text: str, size: float, width: float) -> list[str]:
    """Return *text* in one line or two, broken between words, the last one cut where it does not fit."""
    words, first = text.split(), ""
    while words and _fitted(longer := f"{first} {words[0]}".strip(), size, width) == longer:
        first = longer
        del words[0]
    if not first:
        return [_fitted(text, size, width)]
    return [first, _fitted(" ".join(words), size, width)] if words else [first]


def _wide(letter: str) -> float:
    """Return about how wide a letter is in a bold face without serifs, in its size."""
    if letter in " .,:;!|'ijlIftr()-–·":
        return 0.36
    if not letter.isascii() and ord(letter) > 0x2E7F:
        return 1.05
    return 0.9 if letter in "mwMW@%" else 0.72 if letter.isupper() else 0.64
