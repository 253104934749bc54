"""Any time that is long enough: what is free in the days to come."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import Any, Final

from innbyggertorg.chrono import Interval, to_utc, zone
from innbyggertorg.cli.asking import following, whole_days
from innbyggertorg.cli.codes import CONFLICTS, DONE
from innbyggertorg.cli.moments import WEEKDAYS
from innbyggertorg.cli.output import columns, write, write_json
from innbyggertorg.cli.saying import clock_in_words, day_in_words
from innbyggertorg.cli.wishes import last_of
from innbyggertorg.cli.words import said
from innbyggertorg.conflicts.slots import FreeSlots, LeftOut, Slot, free_slots
from innbyggertorg.model import Programme, Torg

__all__ = ["any_time", "room_name"]

_DAYS: Final = 13
_FARTHEST: Final = 400


def any_time(options: Namespace, programme: Programme, torg: Torg, now: datetime) -> int:
    """Say when which room is free."""
    window = _window(options, torg, now)
    slots = free_slots(
        programme,
        window=window,
        length=options.length,
        people=options.people,
        features=tuple(options.feature or ()),
        torg=torg.id,
        rooms=options.room,
        organiser=options.organiser,
    )
    runs = _runs(slot for slot in slots if _is_wanted(options, slot))
    shown = [*islice(runs, max(options.most, 1))]
    is_cut = next(runs, None) is not None
    without = _without(slots, shown, torg, is_cut=is_cut)
    if options.json:
        write_json(_plain(torg, window, shown, without, is_cut=is_cut))
    else:
        _write(options, torg, shown, without, is_cut=is_cut)
    return DONE if shown else CONFLICTS


def _window(options: Namespace, torg: Torg, now: datetime) -> Interval:
    first: date = options.first or now.date()
    last = last_of(options, first) or following(first, _DAYS)
    window = whole_days(first, min(last, following(first, _FARTHEST)), zone(torg.zone), options.language)
    if options.first is None and to_utc(now) > to_utc(window.start):
        return Interval(now, window.end)
    return window


def _is_wanted(options: Namespace, slot: Slot) -> bool:
    start, end = (bound.replace(tzinfo=None) for bound in (slot.interval.start, slot.interval.end))
    if options.weekday is not None and WEEKDAYS[start.weekday()] != options.weekday:
        return False
    if options.between is None:
        return True
    opens, length = options.between
    days = (start.date(), start.date() - timedelta(days=1))  # the hours may go past midnight
    return any(low <= start and end <= low + length for low in (datetime.combine(day, opens) for day in days))


def _runs(slots: Iterable[Slot]) -> Iterator[Slot]:
    """Put together what overlaps in one room, day by day, each room in order."""
    for _, of_day in groupby(slots, key=lambda slot: slot.interval.start.date()):
        rooms: dict[str, list[Slot]] = {}
        for slot in of_day:
            runs = rooms.setdefault(slot.room, [])
            if runs and to_utc(slot.interval.start) <= to_utc(runs[-1].interval.end):
                runs[-1] = Slot(slot.torg, slot.room, Interval(runs[-1].interval.start, slot.interval.end))
            else:
                runs.append(slot)
        for runs in rooms.values():
            yield from runs


def _without(slots: FreeSlots, shown: list[Slot], torg: Torg, *, is_cut: bool) -> list[LeftOut]:
    """Return why there is nothing in a room, where that is to be told."""
    seen = {slot.room for slot in shown}
    return [] if is_cut else [each for each in slots.left_out if each.room not in seen]


def _write(
    options: Namespace, torg: Torg, shown: list[Slot], without: list[LeftOut], *, is_cut: bool
) -> None:
    language = options.language
    rows = []
    last = None
    for slot in shown:
        start, end = slot.interval.start, slot.interval.end
        day = "" if start.date() == last else day_in_words(start.date(), language)
        rows.append((day, room_name(torg, slot.room, language), clock_in_words(start, end, language)))
        last = start.date()
    write(columns(rows) if rows else said(language, "nothing_free") + "\n")
    if is_cut:
        write(f"({said(language, 'not_shown')})\n")
    for each in without:
        room = room_name(torg, each.room, language)
        write(said(language, "left_out", room=room, why=_why(each, language)) + "\n")


def room_name(torg: Torg, room_id: str, language: str) -> str:
    """Return what a room is called."""
    room = torg.room(room_id)
    return room_id if room is None else room.name.in_language(language)


def _why(left_out: LeftOut, language: str) -> str:
    if left_out.feature:
        return said(language, "lacks", feature=left_out.feature)
    return said(language, f"why.{'other' if left_out.reason is None else left_out.reason.value}")


def _plain(
    torg: Torg, window: Interval, shown: list[Slot], without: list[LeftOut], *, is_cut: bool
) -> dict[str, Any]:
    return {
        "torg": torg.id,
        "from": window.start.isoformat(),
        "to": window.end.isoformat(),
        "free": [
            {
                "room": slot.room,
                "start": slot.interval.start.isoformat(),
                "end": slot.interval.end.isoformat(),
            }
            for slot in shown
        ],
        "more": is_cut,
        "left_out": [
            {
                "room": each.room,
                "reason": None if each.reason is None else str(each.reason.value),
                "feature": each.feature or None,
            }
            for each in without
        ],
    }
