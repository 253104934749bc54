"""The picture of a week as a value, and its three forms."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from attrs import field, frozen

from innbyggertorg._checks import instant, is_a, optional, tuple_of, whole_number
from innbyggertorg._values import Value
from innbyggertorg.chrono import Interval, resolve, zone
from innbyggertorg.chrono.wall import to_utc
from innbyggertorg.chrono.zones import zone_key
from innbyggertorg.opening import OpeningSpan
from innbyggertorg.picture.values import Block, ConflictNote, DayShown, RoomShown

__all__ = ["WeekPicture", "week_window"]

_text: Final = is_a(str)


def _in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else to_utc(moment)


@frozen(kw_only=True)
class WeekPicture(Value):
    """What is shown of one week of one torg, ready to be written as text, as a drawing or as a page.

    Two pictures are equal when they show the same; each form has the same bytes for equal pictures.

    Attributes:
        torg: Id of the torg.
        name: Name of the torg.
        year: The ISO year of the week.
        week: Its ISO number.
        zone: IANA key of the zone of all times.
        language: `nb`, `nn` or `en`.
        days: Monday to Sunday.
        rooms: The rooms that are lent out, and those in which something happens, in the order of the
            torg; last, with an empty id, what is in no room, where there is such a thing.
        blocks: What happens, in order of start.
        conflicts: What is in conflict, in order.
        opening: The level of the house through the week and six hours beyond, in order; without closed time.
        notices: What the signs on the door say: reasons of the closures that hold in the week.
        now: The moment that the picture was made for, or None.
        state: How open the house is at that moment, where it lies in the week and the hours are known.
        truncated: Whether there are more conflicts than were looked for.
    """

    torg: str = field(validator=_text)
    name: str = field(validator=_text)
    year: int = field(validator=whole_number(1900, 2199))
    week: int = field(validator=whole_number(1, 53))
    zone: str = field(validator=zone_key)
    language: str = field(validator=_text)
    days: tuple[DayShown, ...] = field(validator=tuple_of(is_a(DayShown)))
    rooms: tuple[RoomShown, ...] = field(default=(), validator=tuple_of(is_a(RoomShown)))
    blocks: tuple[Block, ...] = field(default=(), validator=tuple_of(is_a(Block)))
    conflicts: tuple[ConflictNote, ...] = field(default=(), validator=tuple_of(is_a(ConflictNote)))
    opening: tuple[OpeningSpan, ...] = field(default=(), validator=tuple_of(is_a(OpeningSpan)))
    notices: tuple[str, ...] = field(default=(), validator=tuple_of(_text))
    state: str = field(default="", validator=_text)
    now: datetime | None = field(default=None, validator=optional(instant), eq=_in_utc)
    truncated: bool = field(default=False, validator=is_a(bool))

    @property
    def window(self) -> Interval:
        """From the midnight before Monday to that after Sunday, in the zone of the torg."""
        return week_window(self.days[0].day, self.zone)

    def blocks_in(self, room: str, day: date) -> Iterator[Block]:
        """Yield what is shown in a room on a day, in order of start."""
        return (block for block in self.blocks if room in block.rooms and day in block.days)

    def to_text(self, *, width: int = 80, colour: bool = False) -> str:
        """Write the week for a terminal or an e-mail: day by day, a bar and the titles for each room.

        Args:
            width: Most columns of a line, 40 to 400; wide characters count as two.
            colour: Whether to colour it with the escape codes that terminals know.

        Returns:
            Lines that end in a line feed each.

        Raises:
            InvalidValueError: If *width* is out of range.
            WrongTypeError: If an argument is of another type.
        """
        from innbyggertorg.picture.text import text_of

        return text_of(self, width, colour)

    def to_svg(self) -> str:
        """Draw the week: days across and rooms down, with the hours from left to right in each day.

        Returns:
            A complete SVG document, light or dark as the reader prefers, with a text alternative; the text
            in it cannot become markup.
        """
        from innbyggertorg.picture.svg import svg_of

        return svg_of(self)

    def to_html(
        self,
        *,
        subscribe: str | None = None,
        previous: str | None = None,
        following: str | None = None,
        data: Any = None,
        head: str = "",
    ) -> str:
        """Write a self-contained page: for a phone, a laptop, a screen on the wall, and paper.

        It needs no script and nothing from elsewhere. Each event is an h-event of microformats 2, once, with
        its exact times; an end that is a date is the day after the last.

        Args:
            subscribe: Where the feed is: `http`, `https`, `webcal`, or a path; becomes a link.
            previous: Where the page of the week before is; becomes a link.
            following: Where the page of the week after is.
            data: Linked data about the week, anything that JSON can hold; becomes `application/ld+json`,
                written so that no text in it can end the element.
            head: Markup for the end of the head, put there as it is; it must not come from strangers.

        Returns:
            A complete HTML document.

        Raises:
            InvalidValueError: If a link has another scheme or *data* cannot be JSON.
            WrongTypeError: If an argument is of another type.
        """
        from innbyggertorg.picture.page import page_of

        return page_of(
            self, subscribe=subscribe, previous=previous, following=following, data=data, head=head
        )

    def __str__(self) -> str:
        return f"{self.torg} {self.year}-W{self.week:02}"


def week_window(monday: date, key: str) -> Interval:
    """Return the seven days from *monday* on in the zone of *key*."""
    days = (monday, monday + timedelta(days=7))
    return Interval(*(resolve(datetime.combine(day, time()), zone(key)) for day in days))
