"""Conflicts in sentences that one can show to anybody."""

# ruff: noqa: RUF001 - an en dash stands between two times of day

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg.chrono import Interval, Weekday
from innbyggertorg.conflicts import RuleName, find_conflicts
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.language import describe_conflict, describe_remedy
from innbyggertorg.language.tables import TABLES
from innbyggertorg.model import (
    Closure,
    Event,
    LocalText,
    Organisation,
    PrimaryUse,
    Programme,
    Room,
    Sector,
    Torg,
    Visibility,
)
from innbyggertorg.opening import OpeningSchedule
from innbyggertorg.recurrence import Series
from support.conflict_twin import OSLO, text

MONDAY = datetime(2026, 6, 8, 18)
WEEK = Interval(datetime(2026, 6, 8, tzinfo=OSLO), datetime(2026, 6, 15, tzinfo=OSLO))


def event(name, start=MONDAY, **more):
    return Event(
        id=name.lower(),
        torg="t",
        title=LocalText(nb=name),
        series=Series(start, timedelta(hours=1)),
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        rooms=("a",),
        uid=name,
        **more,
    )


ROOMS = (
    Room(id="a", name=LocalText(nb="Storsalen", en="the great hall"), seated=35),
    Room(id="b", name=text("Blåsalen"), seated=40),
)
TORG = Torg(id="t", name=text("Torget"), rooms=ROOMS)


def said(language, *events, closures=()):
    programme = Programme(torgs=(TORG,), events=events, closures=closures)
    conflict = find_conflicts(programme, WEEK)[0]
    return describe_conflict(conflict, programme, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "«Kor» og «Sjakk» er på samme tid i Storsalen mandag 8. juni 2026 kl. 18.30–19.00."),
        ("nn", "«Kor» og «Sjakk» er på same tid i Storsalen måndag 8. juni 2026 kl. 18.30–19.00."),
        (
            "en",
            "“Kor” and “Sjakk” are in the great hall at the same time on Monday 8 June 2026, 18:30–19:00.",
        ),
    ],
)
def test_two_in_one_room(language, sentence):
    assert said(language, event("Kor"), event("Sjakk", MONDAY + timedelta(minutes=30))) == sentence


def test_what_is_not_public_is_not_named():
    secret = event("Personalsak", visibility=Visibility.INTERNAL)
    sentence = said("nb", event("Kor"), secret)
    assert sentence.startswith("«Kor» og en annen bestilling er på samme tid")


def test_more_than_a_room_holds():
    assert said("nb", event("Kor", expected=1_240)).startswith(
        "«Kor» venter 1\N{NO-BREAK SPACE}240, men Storsalen har plass til 35"
    )


def test_a_closure_gives_its_reason():
    closure = Closure(id="c", torg="t", reason=LocalText(nb="Vannlekkasje."), start=date(2026, 6, 8))
    sentence = said("nb", event("Kor"), closures=(closure,))
    assert sentence == (
        "«Kor» kan ikke holdes mandag 8. juni 2026 kl. 18.00–19.00, for da er det stengt. "
        "Grunn: Vannlekkasje."
    )


def test_a_weekday_that_disagrees():
    assert said("nb", event("Kor", weekday=Weekday.FRIDAY)) == (
        "«Kor» er kunngjort på en fredag, men 8. juni 2026 er en mandag."
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_rule_and_remedy_can_be_said(language):
    assert set(TABLES[language].conflicts.rules) == set(RuleName)
    programme = Programme(torgs=(TORG,), events=(event("Kor"), event("Sjakk")))
    conflict = find_conflicts(programme, WEEK)[0]
    for rule in RuleName:
        changed = evolve(conflict, rule=evolve(conflict.rule, name=rule, subject="a", allowed=3, got=4))
        if rule not in {RuleName.AT_ONCE, RuleName.PRIMARY_USE}:
            assert "{" not in describe_conflict(changed, programme, language)
    assert conflict.remedies
    for remedy in conflict.remedies:
        assert "{" not in describe_remedy(remedy, conflict, programme, language)


def test_another_language_is_refused():
    with pytest.raises(InvalidValueError):
        said("de", event("Kor"), event("Sjakk"))
    with pytest.raises(WrongTypeError):
        describe_conflict("conflict", Programme(), "nb")


PRIVATE = Organisation(id="kari", name=text("Kari Nordmann"), sector=Sector.PRIVATE)
FIRST = PrimaryUse(organisation="kari", hours=OpeningSchedule.weekly({"mo": "17-22"}))


@pytest.mark.parametrize(
    ("language", "rule", "sentence"),
    [
        ("nb", RuleName.AT_ONCE, "Arrangøren skal være flere steder samtidig"),
        ("nn", RuleName.AT_ONCE, "Arrangøren skal vere fleire stader samstundes"),
        ("en", RuleName.AT_ONCE, "The organiser would be in several places at once"),
        ("nb", RuleName.PRIMARY_USE, "en tid som andre har førsterett til"),
        ("nn", RuleName.PRIMARY_USE, "ei tid som andre har førsterett til"),
        ("en", RuleName.PRIMARY_USE, "a time at which somebody else goes first"),
    ],
)
def test_a_private_organisation_is_not_named(language, rule, sentence):
    """Its name may be a person's."""
    rooms = (evolve(ROOMS[0], primary=(FIRST,)), ROOMS[1])
    events = (
        event("Kor", organiser="kari"),
        evolve(event("Sjakk", organiser="kari"), rooms=("b",)),
        event("Lan"),
    )
    there = Programme(torgs=(evolve(TORG, rooms=rooms),), organisations=(PRIVATE,), events=events)
    conflict = next(each for each in find_conflicts(there, WEEK) if each.rule.name is rule)
    found = describe_conflict(conflict, there, language)
    assert sentence in found
    assert "Nordmann" not in found
