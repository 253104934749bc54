"""From a programme to the picture of a week."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final, Literal

from attrs import evolve

from innbyggertorg._checks import check_instant
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import Conflict, ConflictReport, find_conflicts, reachable
from innbyggertorg.conflicts.houses import House
from innbyggertorg.days.published import week_days
from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.language import describe_conflict, describe_state
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import EventOccurrence, EventStatus, OccurrenceKey, Programme
from innbyggertorg.model.text import check_language
from innbyggertorg.opening import Openings
from innbyggertorg.picture.hours import closed_rooms, days_of, notices_of, opening_of
from innbyggertorg.picture.values import Block, ConflictNote, RoomShown
from innbyggertorg.picture.week import WeekPicture, week_window
from innbyggertorg.picture.words import PICTURE_WORDS
from innbyggertorg.recurrence import Status

__all__ = ["week_picture"]

_VISIBILITIES: Final = ("public", "busy", "internal")
_YEARS: Final = (1900, 2199)
_MORNING: Final = time(6)
_DAY: Final = timedelta(days=1)


def week_picture(
    programme: Programme,
    torg: str,
    week: date | tuple[int, int],
    *,
    language: str = "nb",
    now: datetime | None = None,
    conflicts: bool | ConflictReport = True,
    visibility: Literal["public", "busy", "internal"] = "public",
    limits: Limits = DEFAULT_LIMITS,
) -> WeekPicture:
    """Look at one week of one torg: what happens in which room, when it is open, and what is in conflict.

    Args:
        programme: With everything in it.
        torg: Id of the torg.
        week: A Monday, or an ISO year and the number of an ISO week such as `(2026, 53)`.
        language: `nb`, `nn` or `en`.
        now: An aware datetime; marks that day and what goes on. None marks nothing.
        conflicts: Whether to look for conflicts; or a report of `find_conflicts` on at least that week.
        visibility: `public` shows public events past the draft. `busy` shows besides that something internal
            takes place, and when and where, but not what it is. `internal` shows everything, drafts too.
        limits: `occurrences` is the most that the picture holds, `conflicts` the most conflicts.

    Returns:
        The picture. An occurrence is in it when it overlaps the week in the zone of the torg; cancelled ones
        are in it, as cancelled.

    Raises:
        InvalidValueError: If *week* is no Monday or no week of the years 1900 to 2199, or another argument
            has no such value.
        LimitExceededError: If there are more occurrences than the limit.
        UnknownReferenceError: If there is no such torg.
        UnknownSchoolYearError: If the hours or an event hang on a school year that nothing is known about.
        WrongTypeError: If an argument is of another type.
    """
    _check_arguments(programme, conflicts, visibility, limits)
    check_language("week_picture language", language)
    if now is not None:
        check_instant("week_picture now", now)
    house = House(programme.torg(torg))
    monday = _monday_of(week)
    window = week_window(monday, house.torg.zone)
    maker = _Maker(programme, house, monday, window, language, now)
    maker.blocks(visibility, limits)
    return maker.picture(conflicts, limits)


def _check_arguments(programme: object, conflicts: object, visibility: object, limits: object) -> None:
    if not isinstance(programme, Programme):
        raise WrongTypeError("week_picture programme", "must be a Programme", programme)
    if not isinstance(conflicts, bool | ConflictReport):
        raise WrongTypeError("week_picture conflicts", "must be a bool or a ConflictReport", conflicts)
    if visibility not in _VISIBILITIES:
        rule = f"must be one of {', '.join(_VISIBILITIES)}"
        raise InvalidValueError("week_picture visibility", rule, visibility)
    if not isinstance(limits, Limits):
        raise WrongTypeError("week_picture limits", "must be a Limits", limits)


def _monday_of(week: Any) -> date:
    if type(week) is date:
        if week.weekday() != 0:
            monday = week - timedelta(days=min(week.weekday(), week.toordinal() - 1))
            raise InvalidValueError("week_picture week", "must be a Monday", week, f"use {monday}")
        year = week.isocalendar().year
    elif isinstance(week, tuple) and len(week) == 2 and all(type(number) is int for number in week):
        year = week[0]
    else:
        hint = "such as date(2026, 9, 7) or (2026, 37)"
        raise WrongTypeError("week_picture week", "must be a Monday or an ISO year and week", week, hint)
    if not _YEARS[0] <= year <= _YEARS[1]:
        raise InvalidValueError(
            "week_picture week", f"must lie in the years {_YEARS[0]} to {_YEARS[1]}", week
        )
    return week if isinstance(week, date) else week_days(*week).start


class _Maker:
    """Puts the picture of one week together."""

    def __init__(  # noqa: PLR0917 - what a week is looked at with
        self,
        programme: Programme,
        house: House,
        monday: date,
        window: Interval,
        language: str,
        now: datetime | None,
    ) -> None:
        self._programme, self._house, self._torg = programme, house, house.torg
        self._monday, self._window = monday, window
        self._language, self._now = language, now
        self._words = PICTURE_WORDS[language]
        self._week = [monday + number * _DAY for number in range(7)]
        self._tz = zone(self._torg.zone)
        self._shown: list[tuple[EventOccurrence, Block]] = []

    def picture(self, conflicts: bool | ConflictReport, limits: Limits) -> WeekPicture:
        """Return the picture of the blocks that were made."""
        report = self._report(conflicts, limits)
        chosen = self._about_what_is_shown(report)
        marks: defaultdict[OccurrenceKey, list[int]] = defaultdict(list)
        for number, conflict in enumerate(chosen, 1):
            for party in conflict.parties:
                marks[party].append(number)
        torg, year_and_week = self._torg, self._monday.isocalendar()
        openings = reachable(self._programme, torg.id, language=self._language)
        return WeekPicture(
            torg=torg.id,
            name=torg.name.in_language(self._language),
            year=year_and_week.year,
            week=year_and_week.week,
            zone=torg.zone,
            language=self._language,
            days=days_of(openings, self._week, torg.zone, self._words),
            rooms=self._rooms(),
            blocks=tuple(_marked(block, marks.get(each.key)) for each, block in self._shown),
            conflicts=tuple(self._note(number, each) for number, each in enumerate(chosen, 1)),
            opening=opening_of(openings, self._window, torg.zone),
            notices=notices_of(self._programme, self._house, self._window, self._language),
            now=self._now,
            state=self._state(openings),
            truncated=report.truncated,
        )

    # --- what happens ---------------------------------------------------------------------------------

    def blocks(self, visibility: str, limits: Limits) -> None:
        """Make a block of each occurrence that may be shown."""
        found = self._programme.occurrences(
            self._window,
            torg=self._torg.id,
            visibility="public" if visibility == "public" else "internal",
            limits=limits,
        )
        if len(found) > limits.occurrences:
            raise LimitExceededError("occurrences", limits.occurrences, len(found))
        for each in found:
            if visibility == "busy" and each.event.status is EventStatus.DRAFT:
                continue
            block = self._block(each, named=visibility == "internal" or each.event.is_public)
            if block.days:
                self._shown.append((each, block))

    def _block(self, each: EventOccurrence, *, named: bool) -> Block:
        event, language = each.event, self._language
        start, end = self._here(each.start), self._here(each.end)
        leaves = self._house.leaves(each.rooms)
        rooms = tuple(room.id for room in self._torg.rooms if room.id in leaves) or ("",)
        names = [self._house.rooms[name].name.in_language(language) for name in each.rooms]
        return Block(
            title=each.title.in_language(language) if named else self._words.busy,
            start=start,
            end=end,
            status=each.status,
            rooms=rooms,
            days=tuple(self._days(start, end)),
            place=", ".join(names),
            key=each.key if named else None,
            url=event.url if named else None,
            online_url=each.online_url if named else None,
            now=self._goes_on(start, end) and each.status is not Status.CANCELLED,
        )

    def _here(self, moment: date | datetime) -> date | datetime:
        return moment.astimezone(self._tz) if isinstance(moment, datetime) else moment

    def _days(self, start: date | datetime, end: date | datetime) -> Iterator[date]:
        """Yield the days of the week on which it is shown."""
        if isinstance(start, datetime) and isinstance(end, datetime):
            first, last = start.date(), end.date()
            if last > first and end.time() == time():
                last -= _DAY
            is_night = last - first == _DAY and end.time() <= _MORNING and end.time() < start.time()
            if is_night and first >= self._monday:
                last = first
        else:
            first, last = start, max(start, end - _DAY)
        for day in self._week:
            if first <= day <= last:
                yield day

    def _goes_on(self, start: date | datetime, end: date | datetime) -> bool:
        if self._now is None:
            return False
        if isinstance(start, datetime) and isinstance(end, datetime):
            return start.astimezone(UTC) <= self._now.astimezone(UTC) < end.astimezone(UTC)
        return start <= self._now.astimezone(self._tz).date() < end

    def _rooms(self) -> tuple[RoomShown, ...]:
        used = {room for _, block in self._shown for room in block.rooms}
        closed = closed_rooms(self._programme, self._house, self._window)
        shown = [
            RoomShown(id=room.id, name=room.name.in_language(self._language), closed=closed.get(room.id, ()))
            for room in self._torg.rooms
            if room.id in used
            or (room.bookable and not room.parts and any(map(room.validity.covers, self._week)))
        ]
        if "" in used:
            shown.append(RoomShown(id="", name=self._words.no_room))
        return tuple(shown)

    def _state(self, openings: Openings | None) -> str:
        if self._now is None or openings is None or self._now not in self._window:
            return ""
        return describe_state(openings, self._now, self._language)

    # --- what is in conflict --------------------------------------------------------------------------

    def _report(self, conflicts: bool | ConflictReport, limits: Limits) -> ConflictReport:
        if isinstance(conflicts, ConflictReport):
            return conflicts
        if not conflicts:
            return ConflictReport()
        return find_conflicts(self._programme, self._window, limits=limits, remedies=False)

    def _about_what_is_shown(self, report: ConflictReport) -> list[Conflict]:
        keys = {each.key for each, _ in self._shown}
        return [
            conflict
            for conflict in report
            if conflict.interval.overlaps(self._window)
            and (
                not keys.isdisjoint(conflict.parties) if conflict.parties else conflict.torg == self._torg.id
            )
        ]

    def _note(self, number: int, conflict: Conflict) -> ConflictNote:
        interval = conflict.interval
        return ConflictNote(
            number=number,
            sentence=describe_conflict(conflict, self._programme, self._language),
            kind=conflict.kind,
            severity=conflict.severity,
            interval=Interval(interval.start.astimezone(self._tz), interval.end.astimezone(self._tz)),
            rooms=conflict.rooms,
        )


def _marked(block: Block, numbers: list[int] | None) -> Block:
    return block if not numbers else evolve(block, conflicts=tuple(numbers))
