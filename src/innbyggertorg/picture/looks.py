"""What the forms of a picture have in common: the hours that are shown, places on them, and words."""

# ruff: noqa: RUF001 - an en dash stands between two times of day

from datetime import date, datetime, time
from typing import Final, NamedTuple

from innbyggertorg.chrono import zone
from innbyggertorg.language.day_hours import day_hours, runs_words
from innbyggertorg.language.moments import clock_words, date_words
from innbyggertorg.language.words import capital
from innbyggertorg.opening import AccessLevel, DayOpening
from innbyggertorg.picture.values import Block, ConflictNote, DayShown, RoomShown
from innbyggertorg.picture.week import WeekPicture
from innbyggertorg.picture.words import PICTURE_WORDS, PictureWords
from innbyggertorg.recurrence import Status

__all__ = ["Axis", "Band", "Looks"]

_DAY: Final = 24 * 60
_LATEST: Final = _DAY + 6 * 60
_SHORTEST: Final = 10
_USUAL: Final = (8, 22)


class Axis(NamedTuple):
    """The hours that each day shows, from the midnight it begins with."""

    first: int
    last: int

    @property
    def minutes(self) -> int:
        """How long it is."""
        return 60 * (self.last - self.first)

    def place(self, minute: int) -> float:
        """Return where a minute of the day is, from 0 at the beginning to 1 at the end."""
        return min(1.0, max(0.0, (minute - 60 * self.first) / self.minutes))

    def ticks(self) -> range:
        """Return the hours to write out: about seven of them."""
        step = max(2, -(-(self.last - self.first) // 8))
        return range(self.first + -self.first % step, self.last + 1, step)


class Band(NamedTuple):
    """A part of a day at one level, in minutes of the day."""

    start: int
    end: int
    level: AccessLevel


class Looks:
    """Answers what each form of one picture asks."""

    def __init__(self, picture: WeekPicture) -> None:
        self.picture = picture
        self.words: PictureWords = PICTURE_WORDS[picture.language]
        self.tz = zone(picture.zone)
        self.axis = self._axis()
        self._notes = {note.number: note for note in picture.conflicts}
        self._cells: dict[tuple[str, date], list[Block]] = {}
        for block in picture.blocks:
            for room in block.rooms:
                for day in block.days:
                    self._cells.setdefault((room, day), []).append(block)

    # --- places ---------------------------------------------------------------------------------------

    def cell(self, room: str, day: date) -> list[Block]:
        """Return what is shown in a room on a day, in order of start."""
        return self._cells.get((room, day), [])

    def part(self, block: Block, day: date) -> tuple[int, int]:
        """Return from which to which minute of a day a block lasts; a whole day is the whole axis."""
        if not isinstance(block.start, datetime) or not isinstance(block.end, datetime):
            return 60 * self.axis.first, 60 * self.axis.last
        start = max(0, minute_on(block.start, day))
        end = minute_on(block.end, day)
        whole_night = block.days == (block.start.date(),)
        return start, max(start, min(end, _LATEST if whole_night else _DAY))

    def shut(self, room: RoomShown, day: date) -> list[tuple[int, int, str]]:
        """Return when a room is closed on a day though the house may be open, in minutes and in words."""
        found = []
        for interval in room.closed:
            start, end = minute_on(interval.start, day), minute_on(interval.end, day)
            if start < _DAY and end > 0:
                whole = start <= 0 and end >= _DAY
                times = "" if whole else f" {self.clock(interval.start)}–{self.clock(interval.end)}"
                if not whole and (start < 0 or end > _DAY):
                    words = self.words.to_time if start < 0 else self.words.from_time
                    bound = interval.end if start < 0 else interval.start
                    times = f" {words.format(time=self.clock(bound))}"
                found.append((max(start, 0), min(end, _DAY), self.level(AccessLevel.CLOSED) + times))
        return found

    def bands(self, day: date) -> list[Band]:
        """Return the levels of the house over the hours that a day shows, in order."""
        found = []
        low, high = 60 * self.axis.first, 60 * self.axis.last
        for span in self.picture.opening:
            start, end = max(low, minute_on(span.start, day)), min(high, minute_on(span.end, day))
            if start < end:
                found.append(Band(start, end, span.level))
        return found

    def _axis(self) -> Axis:
        bounds: list[tuple[int, int]] = []
        for day in self.picture.days:
            bounds += [(minute_on(s.start, day.day), minute_on(s.end, day.day)) for s in day.spans or ()]
        for block in self.picture.blocks:
            if not isinstance(block.start, datetime) or not isinstance(block.end, datetime):
                continue
            first, last = block.days[0], block.days[-1]
            begin, end = minute_on(block.start, first), minute_on(block.end, last)
            if begin >= 0:
                bounds.append((begin, begin + 1))
            if _ends_on(block.start, block.end, last):
                bounds.append((max(0, end - 1), end))
        if not bounds:
            return Axis(*_USUAL)
        low = min(start for start, _ in bounds) // 60
        high = -(-min(_LATEST, max(end for _, end in bounds)) // 60)
        while high - low < _SHORTEST:
            low, high = max(0, low - 1), min(24, high + 1) if high < 24 else high
        return Axis(low, high)

    # --- words ----------------------------------------------------------------------------------------

    @property
    def today(self) -> date | None:
        """The day of the moment that the picture was made for."""
        now = self.picture.now
        return None if now is None else now.astimezone(self.tz).date()

    @property
    def heading(self) -> str:
        """Say which week it is, the week and its days."""
        words, first, last = self.words, self.picture.days[0].day, self.picture.days[-1].day
        if (first.year, first.month) == (last.year, last.month):
            begin = words.same_month.format(day=first.day)
        else:
            begin = date_words(first, words.words)
            if first.year == last.year:
                begin = begin.removesuffix(f" {first.year}")
        days = words.days.format(first=begin, last=date_words(last, words.words))
        return words.week.format(week=self.picture.week, days=days)

    @property
    def description(self) -> str:
        """Say in a sentence or two what there is to see."""
        picture = self.picture
        return self.words.description.format(
            name=picture.name,
            week=self.heading,
            number=len(picture.blocks),
            conflicts=len(picture.conflicts),
        )

    def weekday(self, day: date) -> str:
        """Return the name of a day with a capital."""
        return capital(self.words.words.weekdays[day.weekday()])

    def day_and_month(self, day: date) -> str:
        """Say a date without its year."""
        return date_words(day, self.words.words).removesuffix(f" {day.year}")

    def day_notes(self, day: DayShown) -> list[str]:
        """Say what is special about a day: its names, and a change of the clocks."""
        notes = [capital(name) for name in day.names]
        if day.hours != 24:
            pattern = self.words.short_day if day.hours < 24 else self.words.long_day
            notes.append(pattern.format(hours=f"{day.hours:g}"))
        return notes

    def level(self, level: AccessLevel) -> str:
        """Return the name of a level with a capital."""
        return capital(self.words.words.opening.levels[level])

    def levels(self, day: DayShown) -> list[tuple[AccessLevel, str]]:
        """Say when a day offers each level, the highest first."""
        hours = day_hours(DayOpening(day.day, day.spans or ()))
        words = self.words.words
        return [(level, f"{self.level(level)} {runs_words(runs, words)}") for level, runs in hours.items()]

    def hours(self, day: DayShown) -> str:
        """Say in one line when the house is open on a day."""
        if day.spans is None:
            return self.words.no_hours
        levels = [text for _, text in self.levels(day)] or [self.level(AccessLevel.CLOSED)]
        return ", ".join([levels[0], *(text[:1].lower() + text[1:] for text in levels[1:])])

    def clock(self, moment: datetime) -> str:
        """Say a time of day."""
        return clock_words(time(moment.hour, moment.minute, moment.second), self.words.words)

    def times(self, block: Block, day: date) -> tuple[str, str, str]:
        """Say when a block is on a day: what stands before, between and after its two ends.

        Returns:
            The start, the dash and the end; one of the ends is empty where it lies on another day.
        """
        words = self.words
        if not isinstance(block.start, datetime) or not isinstance(block.end, datetime):
            return words.all_day, "", ""
        starts = block.start.date() >= day
        ends = _ends_on(block.start, block.end, day)
        start, end = self.clock(block.start), self.clock(block.end)
        if starts and ends:
            return start, "–", end
        if starts:
            return words.from_time.format(time=start), "", ""
        if ends:
            return "", "", words.to_time.format(time=end)
        return words.over, "", ""

    def marks(self, block: Block, day: date) -> list[str]:
        """Say what is not as usual about a block on a day: its state, and its conflicts."""
        marks = [] if block.status is Status.CONFIRMED else [self.words.states[block.status]]
        if numbers := ", ".join(str(note.number) for note in self.notes(block, day)):
            marks.append(self.words.conflict.format(n=numbers))
        return marks

    def notes(self, block: Block, day: date) -> list[ConflictNote]:
        """Return the conflicts that a block has on a day."""
        notes = (self._notes[number] for number in block.conflicts)
        return [note for note in notes if self._shared(note, block, day) is not None]

    def clashes(self, block: Block, day: date) -> list[tuple[int, int]]:
        """Return the parts of a block on a day that are in conflict, in minutes of the day."""
        parts = (self._shared(self._notes[number], block, day) for number in block.conflicts)
        return [part for part in parts if part is not None]

    def _shared(self, note: ConflictNote, block: Block, day: date) -> tuple[int, int] | None:
        """Return what a conflict has of a block on a day; one beside it has no length."""
        low, high = self.part(block, day)
        if not isinstance(block.start, datetime):
            low, high = 0, _DAY
        start, end = minute_on(note.interval.start, day), minute_on(note.interval.end, day)
        if start < high and end > low:
            return max(low, start), min(high, end)
        beside = (block.days[0] == day and end <= low) or (block.days[-1] == day and start >= high)
        return (low, low) if beside and len(block.days) == 1 else None


def _ends_on(start: datetime, end: datetime, day: date) -> bool:
    """Whether a day shows the end: its own, or that of a night which began on it."""
    begin, until = minute_on(start, day), minute_on(end, day)
    is_night = begin >= 0 and until - begin < _DAY
    return until <= (_LATEST if is_night else _DAY)


def minute_on(moment: datetime, day: date) -> int:
    """Return the minute of *day* that a clock on the wall shows, counted on into other days."""
    return (moment.date() - day).days * _DAY + moment.hour * 60 + moment.minute
