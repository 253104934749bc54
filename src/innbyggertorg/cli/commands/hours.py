"""What is open: now, on a day, in a week; the house and its services."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from attrs import frozen

from innbyggertorg.cli.asking import chosen_day, chosen_torgs, chosen_week, loaded, present, zone_of
from innbyggertorg.cli.codes import DONE
from innbyggertorg.cli.output import columns, in_colour, write, write_json
from innbyggertorg.cli.plain import day_plain, state_plain
from innbyggertorg.cli.saying import day_in_words
from innbyggertorg.cli.words import said
from innbyggertorg.conflicts.reachable import reachable
from innbyggertorg.days.published import week_days
from innbyggertorg.errors import UnknownReferenceError, UnknownSchoolYearError
from innbyggertorg.language import describe_error, describe_state
from innbyggertorg.language.day_hours import day_hours, day_hours_words
from innbyggertorg.language.tables import TABLES
from innbyggertorg.model import Programme, Torg
from innbyggertorg.opening import DayOpening, Openings

__all__ = ["run"]


@frozen
class _Place:
    """A house, or a service in one."""

    id: str
    name: str
    openings: Openings | None


@frozen
class _Question:
    """When: an instant, or days."""

    now: datetime
    days: tuple[date, ...]
    language: str


def run(options: Namespace) -> int:
    """Say what is open."""
    programme = loaded(options)
    torgs = chosen_torgs(options, programme)
    if options.service is not None:
        torgs = _with_service(torgs, options.service)
    now = present(options, zone_of(torgs))
    question = _Question(now, _days(options, now), options.language)
    answers = [(torg, _places(programme, torg, options)) for torg in torgs]
    if options.json:
        found = [_plain(torg, places, question) for torg, places in answers]
        write_json({"now": now.isoformat(), "torgs": found})
    else:
        for torg, places in answers:
            _write(torg, places, question)
    return DONE


def _days(options: Namespace, now: datetime) -> tuple[date, ...]:
    if options.day is not None:
        return (chosen_day(options.day, now),)
    if options.week is not None:
        return tuple(week_days(*chosen_week(options.week, now, options.language)))
    return ()


def _with_service(torgs: tuple[Torg, ...], name: str) -> tuple[Torg, ...]:
    found = tuple(torg for torg in torgs if torg.service(name) is not None)
    if not found:
        known = sorted({service.id for torg in torgs for service in torg.services})
        hint = f"there is: {', '.join(known[:10]) or 'none'}"
        raise UnknownReferenceError("--service", "must be the id of a service", name, hint)
    return found


def _places(programme: Programme, torg: Torg, options: Namespace) -> list[_Place]:
    """Return the house, unless a service is asked for, and its services."""
    language = options.language
    places = []
    if options.service is None:
        openings = reachable(programme, torg.id, language=language)
        places.append(_Place(torg.id, torg.name.in_language(language), openings))
    for service in torg.services:
        if options.service in {None, service.id}:
            openings = reachable(programme, torg.id, service.id, language=language)
            places.append(_Place(service.id, service.name.in_language(language), openings))
    return places


def _write(torg: Torg, places: list[_Place], question: _Question) -> None:
    language = question.language
    if not question.days:
        name = torg.name.in_language(language)
        rows = [(place.name, _now_words(place, question)) for place in places]
        if places and places[0].id == torg.id and places[0].name == name:
            rows[0] = (name, rows[0][1])
            write(columns([rows[0], *((f"  {name}", state) for name, state in rows[1:])]))
        else:
            write(in_colour(name, "bold") + "\n" + columns(rows, indent=2))
        return
    for place in places:
        rows = [(day_in_words(day, language), _day_words(place, day, question)) for day in question.days]
        write(in_colour(place.name, "bold") + "\n" + columns(rows, indent=2))


def _now_words(place: _Place, question: _Question) -> str:
    if place.openings is None:
        return said(question.language, "unknown_hours")
    try:
        return describe_state(place.openings, question.now, question.language)
    except UnknownSchoolYearError as error:
        return _unknown_year(error, question.language)


def _day_words(place: _Place, day: date, question: _Question) -> str:
    if place.openings is None:
        return said(question.language, "unknown_hours")
    try:
        return _hours_words(place.openings.day(day), question)
    except UnknownSchoolYearError as error:
        return _unknown_year(error, question.language)


def _unknown_year(error: UnknownSchoolYearError, language: str) -> str:
    return said(language, "unknown_year", error=describe_error(error, language))


def _hours_words(day: DayOpening, question: _Question) -> str:
    return day_hours_words(day_hours(day), TABLES[question.language])


def _plain(torg: Torg, places: list[_Place], question: _Question) -> dict[str, Any]:
    """Return a torg for programs: `opening` is the house, each of `services` has the same keys."""
    found = {"id": torg.id, "name": torg.name.in_language(question.language), "zone": torg.zone}
    houses = [place for place in places if place.id == torg.id and place is places[0]]
    services = places[len(houses) :]
    for place in houses:
        found |= _plain_place(place, question)
    plain = [{"id": each.id, "name": each.name, **_plain_place(each, question)} for each in services]
    return {**found, "services": plain}


def _plain_place(place: _Place, question: _Question) -> dict[str, Any]:
    key = "days" if question.days else "state"
    if place.openings is None:
        return {key: None}
    try:
        if not question.days:
            text = describe_state(place.openings, question.now, question.language)
            return {key: {**state_plain(place.openings.at(question.now)), "text": text}}
        return {key: [*_plain_days(place.openings, question)]}
    except UnknownSchoolYearError as error:
        return {key: None, "unknown": str(error)}


def _plain_days(openings: Openings, question: _Question) -> Iterator[dict[str, Any]]:
    for day in question.days:
        opening = openings.day(day)
        yield {**day_plain(opening), "text": _hours_words(opening, question)}
