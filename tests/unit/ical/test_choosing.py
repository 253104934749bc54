"""What a feed is about when something is asked for: which events it has, what it and its file are called."""

from datetime import UTC, datetime, timedelta

import pytest

from innbyggertorg.errors import InvalidValueError, UnknownReferenceError, WrongTypeError
from innbyggertorg.ical import Feed, feed
from innbyggertorg.model import (
    Audience,
    Event,
    EventDetails,
    EventKind,
    LocalText,
    Organisation,
    Programme,
    Room,
    Sector,
    Service,
    Torg,
)
from innbyggertorg.recurrence import Override, Series

START = datetime(2026, 3, 2, 18)


def named(nb):
    return LocalText(nb=nb)


def event(name, *rooms, torg="heggedal", moved_to=(), **more):
    overrides = (Override(START, details=EventDetails(rooms=moved_to)),) if moved_to else ()
    return Event(
        id=name,
        uid=f"{torg}-{name}",
        torg=torg,
        title=named(name),
        series=Series(START, timedelta(hours=1), overrides=overrides),
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        rooms=rooms,
        **more,
    )


HOUSE = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", nn="Heggedal innbyggjartorg"),
    operator="kommunen",
    rooms=(
        Room(id="en", name=named("Møterom 1")),
        Room(id="to", name=named("Møterom 2")),
        Room(id="tre", name=named("Møterom 3")),
        Room(id="en-to", name=named("Møterom 1 og 2"), parts=("en", "to")),
        Room(id="to-tre", name=named("Møterom 2 og 3"), parts=("to", "tre")),
        Room(id="alt", name=named("Alle møterom"), parts=("en-to", "tre")),
        Room(id="scene", name=named("Kulturscenen")),
    ),
    services=(
        Service(id="bibliotek", name=named("Heggedal bibliotek"), operator="biblioteket", rooms=("to",)),
        Service(id="hjelp", name=named("Innbyggerservice"), operator="kommunen"),
        Service(id="kafe", name=named("Kafé"), operator="naermiljo"),
        Service(id="frivillig", name=named("Nærmiljøsentral"), operator="naermiljo"),
    ),
)
OTHER = Torg(id="tofte", name=named("Tofte"), rooms=(Room(id="scene", name=named("Scenen")),))
ORGANISATIONS = (
    Organisation(id="kommunen", name=named("Asker kommune"), sector=Sector.MUNICIPAL),
    Organisation(id="biblioteket", name=named("Asker bibliotek"), sector=Sector.MUNICIPAL),
    Organisation(id="naermiljo", name=named("Heggedal nærmiljøsentral")),
    Organisation(id="kari-nordmann", name=named("Kari Nordmann"), sector=Sector.PRIVATE),
)
EVENTS = (
    event("i-en", "en"),
    event("i-to", "to", kind=EventKind.COURSE),
    event("i-en-to", "en-to"),
    event("i-to-tre", "to-tre"),
    event("i-tre", "tre"),
    event("i-alt", "alt", audience=(Audience.ADULTS, Audience.SENIORS)),
    event("pa-scenen", "scene", kind=EventKind.CONCERT, organiser="kommunen"),
    event("flyttet", "scene", moved_to=("en",)),
    event("ute", organiser="biblioteket", kind=EventKind.TALK, audience=(Audience.CHILDREN,)),
    event("leksehjelp", organiser="naermiljo"),
    event("privat", "scene", organiser="kari-nordmann"),
    event("konsert", "scene", torg="tofte", kind=EventKind.CONCERT),
)
PROGRAMME = Programme(torgs=(HOUSE, OTHER), organisations=ORGANISATIONS, events=EVENTS)


def ids(**asked):
    lines = feed(PROGRAMME, **asked).to_ical().decode().split("\r\n")
    return {line.removeprefix("UID:heggedal-") for line in lines if line.startswith("UID:")}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"torg": "tofte"}, {"UID:tofte-konsert"}),
        ({"room": "en"}, {"i-en", "i-en-to", "i-alt", "flyttet"}),
        ({"room": "tre"}, {"i-tre", "i-to-tre", "i-alt"}),
        ({"room": "en-to"}, {"i-en", "i-to", "i-en-to", "i-to-tre", "i-alt", "flyttet"}),
        ({"room": "scene", "torg": "heggedal"}, {"pa-scenen", "flyttet", "privat"}),
        ({"service": "bibliotek"}, {"i-to", "i-en-to", "i-to-tre", "i-alt", "ute"}),
        ({"service": "hjelp"}, set()),
        ({"service": "kafe"}, set()),
        ({"organiser": "naermiljo"}, {"leksehjelp"}),
        ({"organiser": "kari-nordmann"}, {"privat"}),
        ({"kinds": (EventKind.CONCERT,)}, {"pa-scenen", "UID:tofte-konsert"}),
        ({"kinds": {"concert", "talk"}, "torg": "heggedal"}, {"pa-scenen", "ute"}),
        ({"kinds": ()}, set()),
        ({"kinds": ["talk"], "room": "en"}, set()),
        ({"audience": ["children"], "kinds": ["talk", "course"]}, {"ute", "i-to"}),
        ({"audience": [Audience.SENIORS], "room": "tre"}, {"i-tre", "i-to-tre", "i-alt"}),
        ({"audience": [Audience.YOUTH], "room": "tre"}, {"i-tre", "i-to-tre"}),
    ],
)
def test_what_is_asked_for_is_what_comes(asked, found):
    assert ids(**asked) == found


@pytest.mark.parametrize(
    ("asked", "name", "title"),
    [
        ({}, "innbyggertorg", "Innbyggertorg"),
        ({"language": "en"}, "innbyggertorg", "Citizens' houses"),
        ({"torg": "heggedal", "language": "nn"}, "heggedal", "Heggedal innbyggjartorg"),
        ({"room": "en"}, "heggedal-room-en", "Møterom 1, Heggedal innbyggertorg"),
        (
            {"service": "bibliotek"},
            "heggedal-service-bibliotek",
            "Heggedal bibliotek, Heggedal innbyggertorg",
        ),
        ({"organiser": "naermiljo"}, "organiser-naermiljo", "Heggedal nærmiljøsentral, Innbyggertorg"),
        ({"organiser": "kari-nordmann"}, "organiser", "Innbyggertorg"),
        ({"kinds": ("talk", "concert")}, "talk-concert", "Innbyggertorg (Foredrag, Konsert)"),
        ({"kinds": ("concert", "talk", "talk")}, "talk-concert", "Innbyggertorg (Foredrag, Konsert)"),
        ({"torg": "tofte", "audience": ("children",)}, "tofte-children", "Tofte (Barn)"),
        ({"torg": "tofte", "kinds": ("other",)}, "tofte-other", "Tofte"),
        ({"torg": "tofte", "name": "min-feed"}, "min-feed", "Tofte"),
    ],
    ids=str,
)
def test_names_tell_what_was_asked_for(asked, name, title):
    made = feed(PROGRAMME, **asked)
    assert made.name == name
    shown = title.replace(",", "\\,")
    assert f"\r\nX-WR-CALNAME:{shown}\r\n" in made.to_ical().decode()


def test_the_only_torg_gives_its_name_to_the_feed():
    assert b"\r\nNAME:Tofte\r\n" in feed(Programme(torgs=(OTHER,))).to_ical()


def test_a_long_name_is_cut_and_stays_its_own():
    names = {feed(PROGRAMME, torg="heggedal", kinds=list(EventKind)[:n]).name for n in (8, 9, 10)}
    assert len(names) == 3
    assert {len(name) for name in names} == {63}


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"torg": "nowhere"}, UnknownReferenceError, "there is: heggedal, tofte"),
        ({"torg": 5}, UnknownReferenceError, "torg"),
        ({"room": "bod"}, UnknownReferenceError, "must be the id of a room of the programme"),
        (
            {"room": "en", "torg": "tofte"},
            UnknownReferenceError,
            "of the torg tofte, got 'en'; there is: scene",
        ),
        ({"room": ["en"]}, UnknownReferenceError, "feed room"),
        ({"room": "scene"}, InvalidValueError, "pass torg=, one of heggedal, tofte"),
        ({"service": "kafe", "torg": "tofte"}, UnknownReferenceError, "there is: none"),
        ({"service": "bibliotek", "room": "bod"}, UnknownReferenceError, "of the torg heggedal"),
        ({"organiser": "noen"}, UnknownReferenceError, "organisation"),
        ({"kinds": "concert"}, WrongTypeError, "write (item,)"),
        ({"kinds": EventKind.CONCERT}, WrongTypeError, "write (item,)"),
        ({"kinds": 3}, WrongTypeError, "must be a collection of EventKind"),
        ({"kinds": ["party"]}, InvalidValueError, "meeting, workshop"),
        ({"kinds": [[]]}, InvalidValueError, "feed kinds"),
        ({"audience": [EventKind.TALK]}, InvalidValueError, "feed audience"),
        ({"name": "CON"}, InvalidValueError, "feed name"),
        ({"name": "con"}, InvalidValueError, "must not be a reserved file name"),
        ({"name": "a/b"}, InvalidValueError, "1 to 63 of a-z"),
        ({"name": ""}, InvalidValueError, "1 to 63 of a-z"),
        ({"name": b"a"}, WrongTypeError, "must be text"),
    ],
    ids=str,
)
def test_what_there_is_not_is_an_error(asked, error, said):
    with pytest.raises(error) as caught:
        feed(PROGRAMME, **asked)
    assert said in str(caught.value)


def test_a_feed_has_no_unsafe_name():
    with pytest.raises(InvalidValueError, match=r"Feed\.name"):
        Feed(content=b"", name="../x")
