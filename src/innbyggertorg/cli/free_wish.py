"""May we have it: the answer in words, what collides, what is left, and what else there is."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import evolve

from innbyggertorg.cli.answers import Answer, answered, dates_of, free_rooms, free_times
from innbyggertorg.cli.codes import CONFLICTS, DONE
from innbyggertorg.cli.findings import write_conflicts
from innbyggertorg.cli.free_slots import room_name
from innbyggertorg.cli.output import in_colour, write, write_json
from innbyggertorg.cli.plain import report_plain
from innbyggertorg.cli.saying import clock_in_words, day_in_words, listed
from innbyggertorg.cli.wishes import wished
from innbyggertorg.cli.words import counted, said
from innbyggertorg.conflicts.conflict import Conflict
from innbyggertorg.conflicts.kinds import Severity
from innbyggertorg.language import describe
from innbyggertorg.model import Event, Programme, Room, Torg

__all__ = ["certain_time"]


def certain_time(options: Namespace, programme: Programme, torg: Torg, now: datetime) -> int:
    """Say whether a wish can be met; without a room, in which rooms it can."""
    event = wished(options, programme, torg, now)
    features = tuple(options.feature or ())
    if not event.rooms:
        rooms = [*free_rooms(programme, torg, event, features)]
        if options.json:
            write_json({**_wish_plain(event, options), "answer": _word(bool(rooms)), "rooms": _ids(rooms)})
        else:
            _write_rooms(rooms, event, options)
        return DONE if rooms else CONFLICTS
    answer = answered(programme, event)
    others = [] if answer.is_yes else [*free_rooms(programme, torg, event, features)]
    times = [] if answer.is_yes else [*free_times(programme, event)]
    with_wish = evolve(programme, events=(*programme.events, event))
    if options.json:
        write_json(_plain(answer, with_wish, others, times, options))
    else:
        _Teller(answer, with_wish, torg, options.language).tell(others, times)
    return DONE if answer.is_yes else CONFLICTS


def _write_rooms(rooms: list[Room], event: Event, options: Namespace) -> None:
    language = options.language
    if rooms:
        names = listed([room.name.in_language(language) for room in rooms], language)
        write(said(language, "yes", rooms=names, when=describe(event.series, language)) + "\n")
    else:
        write(said(language, "nothing_free") + "\n")


class _Teller:
    """Tells one answer in words."""

    def __init__(self, answer: Answer, programme: Programme, torg: Torg, language: str) -> None:
        """Take the answer, and a programme in which the wish is."""
        self._answer = answer
        self._programme = programme
        self._language = language
        self._rooms = listed([room_name(torg, room, language) for room in answer.event.rooms], language)
        self._when = describe(answer.event.series, language)
        self._once = "_once" if answer.dates is not None and len(answer.dates) == 1 else ""

    def tell(self, others: list[Room], times: list[Event]) -> None:
        """Write the answer, and what else there is."""
        answer = self._answer
        self._line(self._first_words(), "green" if answer.is_yes else "red")
        self._findings(answer.report.errors)
        if not answer.is_yes:
            if not answer.is_no:
                self._line(self._rest_words())
            elif answer.dates is None or len(answer.dates) > 1:
                self._line(self._said("no_rest"))
            self._else(others, times)
        warnings = [each for each in answer.report if each.severity is Severity.WARNING]
        if warnings:
            self._line(self._said("besides"))
            self._findings([evolve(each, remedies=()) for each in warnings])
        until = answer.report.checked_until
        if until is not None:
            self._line(self._said("checked_until", until=self._day(until)))

    def _findings(self, conflicts: Sequence[Conflict]) -> None:
        write_conflicts(conflicts, self._programme, self._language, own=self._answer.event.uid)

    def _first_words(self) -> str:
        answer = self._answer
        about = {"rooms": self._rooms, "when": self._when}
        if answer.is_yes and answer.dates is not None and len(answer.dates) > 1:
            dates = counted(self._language, "date", len(answer.dates))
            return self._said("yes_times", dates=dates, last=self._day(answer.dates[-1]), **about)
        if answer.is_yes or answer.is_no:
            return self._said("yes" if answer.is_yes else "no", **about)
        n = len(answer.colliding)
        if answer.dates is None:
            return self._said("partly_endless", n=n, **about)
        return self._said("partly", dates=counted(self._language, "date", len(answer.dates)), n=n, **about)

    def _rest_words(self) -> str:
        rest = self._answer.rest
        dates = None if rest is None else dates_of(rest.event)
        if rest is not None and rest.clean_until is not None and rest.report.errors:
            return self._said("rest_until", until=self._day(rest.clean_until))
        if not dates:
            return self._said("rest_endless")
        number = counted(self._language, "date", len(dates))
        return self._said("rest", dates=number, first=self._day(dates[0]), last=self._day(dates[-1]))

    def _else(self, others: list[Room], times: list[Event]) -> None:
        if others:
            names = [room.name.in_language(self._language) for room in others]
            self._line(self._said("other_rooms" + self._once, rooms=listed(names, self._language)))
        if times:
            spans = [self._clock(event) for event in times]
            said_times = listed(spans, self._language)
            self._line(self._said("other_times" + self._once, rooms=self._rooms, times=said_times))

    def _clock(self, event: Event) -> str:
        start = event.series.first
        if not isinstance(start, datetime):
            return ""
        return clock_in_words(start, start + event.series.length, self._language)

    def _said(self, key: str, **parts: object) -> str:
        return said(self._language, key, **parts)

    def _day(self, moment: datetime) -> str:
        return day_in_words(moment.date(), self._language)

    @staticmethod
    def _line(text: str, colour: str = "") -> None:
        write((in_colour(text, colour) if colour else text) + "\n")


def _word(is_yes: bool) -> str:
    return "yes" if is_yes else "no"


def _ids(rooms: list[Room]) -> list[str]:
    return [room.id for room in rooms]


def _wish_plain(event: Event, options: Namespace) -> dict[str, Any]:
    dates = dates_of(event)
    return {
        "torg": event.torg,
        "when": describe(event.series, options.language),
        "rules": [str(rule) for rule in event.series.rules],
        "length": int(event.series.length.total_seconds()),
        "dates": None if dates is None else [date.isoformat() for date in dates],
    }


def _plain(
    answer: Answer, programme: Programme, others: list[Room], times: list[Event], options: Namespace
) -> dict[str, Any]:
    rest = None if answer.rest is None else dates_of(answer.rest.event)
    until = None if answer.rest is None else answer.rest.clean_until
    return {
        **_wish_plain(answer.event, options),
        "answer": _word(answer.is_yes) if answer.is_yes or answer.is_no else "partly",
        "rooms": list(answer.event.rooms),
        "colliding": [key.original.isoformat() for key in answer.colliding],
        "rest": None if rest is None else [date.isoformat() for date in rest],
        "rest_until": None if until is None else until.isoformat(),
        "other_rooms": _ids(others),
        "other_times": [str(event.series.first.isoformat()) for event in times],
        **report_plain(answer.report, programme, options.language),
    }
