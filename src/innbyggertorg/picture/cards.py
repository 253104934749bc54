"""The cells of the page: what happens in a room on a day, each as a card."""

from datetime import UTC, date, datetime

from innbyggertorg.conflicts import Severity
from innbyggertorg.picture.looks import Looks
from innbyggertorg.picture.markup import element, plain
from innbyggertorg.picture.values import Block, ConflictNote, RoomShown
from innbyggertorg.recurrence import Status

__all__ = ["Cards"]

_LONG, _LONGER = 14, 18
"""Letters of a word that is long, and of one that is longer still."""


class Cards:
    """Writes the cards of one picture, from Monday on and room by room.

    Each block is an h-event where it is first shown. Where it is shown again, in another room or on a later
    day, it looks the same and is not marked up as an event.
    """

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._today = looks.today
        self._written: set[int] = set()
        self._busy_days = {day for block in looks.picture.blocks for day in block.days}

    def any_on(self, day: date) -> bool:
        """Whether anything is shown on a day."""
        return day in self._busy_days

    def cell(self, room: RoomShown, day: date, number: int) -> str:
        """Return the cell of a room, the one of that *number*, on a day."""
        blocks = self._looks.cell(room.id, day)
        shut = self._looks.shut(room, day)
        names = [f"r{number}"]
        if not blocks and not shut:
            names.append("empty")
        elif not shut and all(block.rooms[0] != room.id for block in blocks):
            names.append("echo")
        content = []
        if blocks or shut:
            content.append(element("p", plain(room.name), class_="in", dir="auto"))
        content += [element("p", plain(text), class_="shut") for _, _, text in shut]
        content += [self._card(block, room, day) for block in blocks]
        return element("td", content, role="cell", class_=" ".join(names), aria_colindex=number + 1)

    def _card(self, block: Block, room: RoomShown, day: date) -> str:
        first = id(block) not in self._written
        self._written.add(id(block))
        is_event = first and block.is_named
        names = ["event", block.status, "h-event" if is_event else ""]
        names += ["also" if block.rooms[0] != room.id else "", "" if block.is_named else "busy"]
        names += ["now" if block.now and day == self._today else "", self._clashing(block, day)]
        parts = [
            self._bar(block, day),
            element("p", self._when(block, day, is_event), class_="when"),
            element("h3", self._title(block, is_event), class_=_set(block.title, is_event), dir="auto"),
            *self._where(block, is_event),
            *self._marks(block, day),
        ]
        if is_event:
            parts.append(element("data", class_="p-uid", value=block.key))
            parts.append(element("data", class_="p-status", value=block.status))
        return element("article", parts, class_=" ".join(filter(None, names)))

    def _title(self, block: Block, is_event: bool) -> str:
        if block.url is None:
            return plain(block.title)
        return element("a", plain(block.title), href=block.url, class_="u-url" if is_event else None)

    def _when(self, block: Block, day: date, is_event: bool) -> str:
        start, dash, end = self._looks.times(block, day)
        if not is_event:
            return plain(f"{start}{dash}{end}")
        first = element("time", plain(start), class_="dt-start", datetime=_written(block.start))
        last = element("time", plain(end), class_="dt-end", datetime=_written(block.end))
        return f"{first}{dash}{last}"

    def _where(self, block: Block, is_event: bool) -> list[str]:
        name = self._looks.picture.name
        place = f"{block.place}, {name}" if block.place else name
        found = []
        if is_event:
            found.append(element("data", class_="p-location", value=place))
        if len(block.rooms) > 1:
            found.append(element("p", plain(block.place), class_="where", dir="auto"))
        if block.online_url is not None:
            words = self._looks.words
            link = element(
                "a", plain(words.online), href=block.online_url, class_="u-url" if is_event else None
            )
            found.append(element("p", link, class_="online"))
        return found

    def _marks(self, block: Block, day: date) -> list[str]:
        words = self._looks.words
        marks = []
        if block.now and day == self._today:
            marks.append(element("span", plain(words.now), class_="mark now-mark"))
        if block.status is not Status.CONFIRMED:
            marks.append(element("span", plain(words.states[block.status]), class_=f"mark {block.status}"))
        if notes := self._looks.notes(block, day):
            links = [element("a", str(note.number), href=f"#c{note.number}") for note in notes]
            text = plain(words.conflict).replace("{n}", ", ".join(links))
            marks.append(element("span", text, class_=f"mark conflict {_gravest(notes)}"))
        return [element("p", " ".join(marks), class_="marks")] if marks else []

    def _clashing(self, block: Block, day: date) -> str:
        notes = self._looks.notes(block, day)
        return f"clashing-{_gravest(notes)}" if notes else ""

    def _bar(self, block: Block, day: date) -> str:
        """Return the time of a block on the hours of its day, with the parts that are in conflict."""
        looks = self._looks
        bars = [_rect("bar", *(looks.axis.place(minute) for minute in looks.part(block, day)))]
        bars += [
            _rect("clash", *(looks.axis.place(minute) for minute in part))
            for part in looks.clashes(block, day)
        ]
        return element("svg", bars, class_="track", aria_hidden="true", focusable="false")


def _set(title: str, is_event: bool) -> str:
    """Return how a title is set: one with a long word smaller, as a narrow column would break the word."""
    longest = max(map(len, title.split()))
    size = " long" if longest > _LONG else ""
    return f"{'p-name' if is_event else 'again'}{size}{'er' if longest > _LONGER else ''}"


def _gravest(notes: list[ConflictNote]) -> Severity:
    errors = any(note.severity is Severity.ERROR for note in notes)
    return Severity.ERROR if errors else Severity.WARNING


def _rect(name: str, start: float, end: float) -> str:
    width = max(end - start, 0.01)
    return element("rect", class_=name, x=f"{100 * start:.2f}%", width=f"{100 * width:.2f}%", height="100%")


def _written(moment: date | datetime) -> str:
    """Return a moment as HTML takes it, which has no offsets with seconds."""
    if isinstance(moment, datetime) and (offset := moment.utcoffset()) is not None and offset.seconds % 60:
        moment = moment.astimezone(UTC)
    return moment.isoformat()
