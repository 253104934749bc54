"""What a feed says about an event besides when it is, each property where the model has something to say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg.days import EvenWeeks
from innbyggertorg.errors import UnknownReferenceError
from innbyggertorg.ical import Explanation, Form, feed
from innbyggertorg.model import (
    Contact,
    Event,
    EventDetails,
    Link,
    LocalText,
    Organisation,
    Programme,
    Room,
    Sector,
    Torg,
    Visibility,
)
from innbyggertorg.recurrence import Override, RecurrenceRule, Series
from support.client_safe import assert_client_safe

START, HOUR = datetime(2026, 3, 4, 18), timedelta(hours=1)
HOUSE = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", en="Heggedal citizens' house"),
    rooms=(Room(id="sal", name=LocalText(nb="Salen")),),
)
CLUB = Organisation(
    id="kor",
    name=LocalText(nb='Koret "Våren"; blandakor'),
    contact=Contact(name="Kari", email="kor+post%1@ok.test", public=True),
)


def event(when=None, **more):
    more = {"id": "e", "uid": "e-1", "torg": "heggedal", "title": LocalText(nb="Kor")} | more
    return Event(series=when or Series(START, HOUR), changed_at=datetime(2026, 1, 1, tzinfo=UTC), **more)


def written(one, name, *, house=HOUSE, club=CLUB, **arguments):
    """Return the lines of a property, of the events and of the calendar, unfolded."""
    programme = Programme(torgs=(house,), events=(one,), organisations=(club,))
    octets = feed(programme, **arguments).to_ical()
    assert_client_safe(octets)
    lines = octets.decode().replace("\r\n ", "").split("\r\n")
    return [line for line in lines if line.partition(":")[0].partition(";")[0] == name]


BOTH = LocalText(nb="Kor", en="Choir")


@pytest.mark.parametrize(
    ("language", "found"),
    [("nb", "LANGUAGE=nb:Kor"), ("nn", "LANGUAGE=nb:Kor"), ("en", "LANGUAGE=en:Choir")],
)
def test_a_title_and_a_text_tell_their_language(language, found):
    one = event(title=BOTH, text=BOTH)
    assert written(one, "SUMMARY", language=language) == [f"SUMMARY;{found}"]
    assert written(one, "DESCRIPTION", language=language) == [f"DESCRIPTION;{found}"]


@pytest.mark.parametrize(
    ("more", "name", "lines"),
    [
        ({"image": "https://ok.test/a,b;c.png"}, "IMAGE", ["IMAGE;VALUE=URI:https://ok.test/a,b;c.png"]),
        (
            {"links": (Link(url="https://ok.test/a", label=LocalText(nb='Om "oss"; ^ her, nå')),)},
            "LINK",
            ["LINK;VALUE=URI;LINKREL=related;LABEL=\"Om ^'oss^'; ^^ her, nå\";LANGUAGE=nb:https://ok.test/a"],
        ),
        (
            {"links": tuple(Link(url="https://ok.test/a", relation=name) for name in ("license", "next"))},
            "LINK",
            [f"LINK;VALUE=URI;LINKREL={name}:https://ok.test/a" for name in ("license", "next")],
        ),
        (
            {"concepts": ("https://psi.norge.no/los/ord/kor", "https://ok.test/2")},
            "CONCEPT",
            ["CONCEPT:https://psi.norge.no/los/ord/kor", "CONCEPT:https://ok.test/2"],
        ),
        ({"part_of": "koruka"}, "REFID", ["REFID:koruka"]),
        ({"online_url": "https://ok.test/m"}, "CONFERENCE", ["CONFERENCE;VALUE=URI:https://ok.test/m"]),
        ({"online_url": "https://ok.test/m"}, "LOCATION", ["LOCATION:https://ok.test/m"]),
        ({"online_url": "https://ok.test/m", "rooms": ("sal",)}, "URL", ["URL:https://ok.test/m"]),
        (
            {"online_url": "https://ok.test/m", "url": "https://ok.test/u", "rooms": ("sal",)},
            "LOCATION",
            [r"LOCATION:Salen\, Heggedal innbyggertorg\, https://ok.test/m"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_known_of_an_event_is_said(more, name, lines):
    assert written(event(**more), name) == lines


@pytest.mark.parametrize(
    "name", ["IMAGE", "LINK", "CONCEPT", "REFID", "CONFERENCE", "COLOR", "ORGANIZER", "URL"]
)
def test_what_is_not_known_is_not_said(name):
    assert written(event(), name) == []


def test_a_torg_gives_its_colour_to_its_events_and_describes_its_feed():
    house = evolve(
        HOUSE,
        colour="teal",
        image="https://ok.test/h.png",
        url="https://ok.test/",
        profile=LocalText(nb="Åpent;\nfor alle"),
    )
    assert written(event(), "COLOR", house=house) == ["COLOR:teal"] * 2
    assert written(event(), "IMAGE", house=house) == ["IMAGE;VALUE=URI:https://ok.test/h.png"]
    assert written(event(), "URL", house=house) == ["URL:https://ok.test/"]
    assert written(event(), "DESCRIPTION", house=house) == [r"DESCRIPTION:Åpent\;\nfor alle"]
    assert written(event(), "X-WR-CALDESC", house=house) == [r"X-WR-CALDESC:Åpent\;\nfor alle"]


@pytest.mark.parametrize(
    ("sector", "contact", "lines"),
    [
        (
            Sector.VOLUNTARY,
            CLUB.contact,
            ["ORGANIZER;CN=\"Koret ^'Våren^'; blandakor\":mailto:kor+post%251@ok.test"],
        ),
        (Sector.PRIVATE, CLUB.contact, ['ORGANIZER;CN="Kari":mailto:kor+post%251@ok.test']),
        (Sector.VOLUNTARY, evolve(CLUB.contact, public=False), []),
        (Sector.VOLUNTARY, evolve(CLUB.contact, email=None), []),
        (
            Sector.PRIVATE,
            Contact(email="a@ok.test", public=True),
            ['ORGANIZER;CN="a@ok.test":mailto:a@ok.test'],
        ),
        (Sector.VOLUNTARY, None, []),
    ],
    ids=["public", "private, but public", "not public", "without address", "address alone", "without"],
)
def test_an_organiser_is_named_where_that_is_public(sector, contact, lines):
    club = evolve(CLUB, sector=sector, contact=contact)
    assert written(event(organiser="kor"), "ORGANIZER", club=club) == lines


def test_a_changed_occurrence_has_its_own_language_and_the_same_stamps():
    details = EventDetails(title=LocalText(en="Concert"))
    rules = (RecurrenceRule.parse("FREQ=WEEKLY"),)
    one = event(
        Series(START, HOUR, rules=rules, overrides=(Override(START + 7 * 24 * HOUR, details=details),))
    )
    assert written(one, "SUMMARY") == ["SUMMARY;LANGUAGE=nb:Kor", "SUMMARY;LANGUAGE=en:Concert"]
    for stamp in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE"):
        assert len(set(written(one, stamp))) == 1
        assert len(written(one, stamp)) == 2


# --- which form, and why ------------------------------------------------------------------------------


def repeated(rule, **more):
    return Series(START, HOUR, rules=tuple(map(RecurrenceRule.parse, rule.split("|"))), **more)


WEEK = timedelta(days=7)
CHANGES = (Override(START + WEEK, cancelled=True), Override(START + 2 * WEEK, start=START + 3 * WEEK))


@pytest.mark.parametrize(
    ("when", "flat", "form", "said"),
    [
        (Series(START, HOUR), False, Form.SINGLE, "e-1 is a single event: it happens once"),
        (
            Series(START, HOUR, extra=(START + HOUR * 50,)),
            False,
            Form.RELATED,
            "e-1 is single events related to one another (2 components): its dates follow no rule",
        ),
        (
            repeated("FREQ=WEEKLY"),
            False,
            Form.REPEATING,
            "e-1 is a repeating event: every program reads FREQ=WEEKLY;BYDAY=WE alike",
        ),
        (
            repeated("FREQ=WEEKLY", excluded=(START + 5 * WEEK,), extra=(START + HOUR,), overrides=CHANGES),
            False,
            Form.REPEATING,
            (
                "e-1 is a repeating event (4 components): every program reads FREQ=WEEKLY;BYDAY=WE alike; "
                "of its occurrences 1 replaced, 2 left out, 2 written beside it"
            ),
        ),
        (
            repeated("FREQ=WEEKLY;COUNT=7", excluding=EvenWeeks()),
            False,
            Form.RELATED,
            (
                "e-1 is single events related to one another (3 components): "
                "too many of the dates that its rule gives do not take place"
            ),
        ),
        (
            repeated("FREQ=YEARLY;BYWEEKNO=20;COUNT=2"),
            False,
            Form.RELATED,
            "its rule names weeks or days of the year by number, which programs count differently",
        ),
        (repeated("FREQ=WEEKLY;BYHOUR=10,14;COUNT=3"), False, Form.RELATED, "names times of day"),
        (repeated("FREQ=HOURLY;COUNT=3"), False, Form.RELATED, "it repeats within the day"),
        (repeated("FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=3"), False, Form.RELATED, "taken together"),
        (
            repeated("RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD;COUNT=3"),
            False,
            Form.RELATED,
            "moves days that a month does not have",
        ),
        (repeated("FREQ=WEEKLY;COUNT=1"), False, Form.RELATED, "fewer than two ordinary occurrences"),
        (repeated("FREQ=WEEKLY;COUNT=3|FREQ=DAILY;COUNT=2"), False, Form.RELATED, "more than one rule"),
        (
            Series(datetime(2026, 3, 1, 2, 30), HOUR, rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=9"),)),
            False,
            Form.RELATED,
            "it starts at an hour that the clocks of its zone skip or repeat on some days",
        ),
        (
            repeated("FREQ=WEEKLY;COUNT=3"),
            True,
            Form.FLAT,
            "e-1 is single events in UTC (3 components): it was asked for",
        ),
        (Series(date(2026, 3, 1), 24 * HOUR), True, Form.FLAT, "it was asked for"),
    ],
    ids=str,
)
def test_the_form_of_an_event_is_explained(when, flat, form, said):
    made = feed(Programme(torgs=(HOUSE,), events=(event(when),)), flat=flat)
    found = made.explain("e-1")
    assert isinstance(found, Explanation)
    assert found.form is form
    assert said in str(found)
    assert found.components == made.to_ical().count(b"BEGIN:VEVENT")


@pytest.mark.parametrize("uid", ["e-2", "hidden", "", None, 5, b"e-1"], ids=str)
def test_only_what_is_in_the_feed_is_explained(uid):
    hidden = event(id="h", uid="hidden", visibility=Visibility.INTERNAL)
    made = feed(Programme(torgs=(HOUSE,), events=(event(), hidden)))
    with pytest.raises(UnknownReferenceError, match="must be the uid of an event of the feed"):
        made.explain(uid)
