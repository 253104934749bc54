"""What is read of things elsewhere: pictures, links, concepts, and what an event is a part of."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

from innbyggertorg.ical import read
from innbyggertorg.model import Link, LocalText, Torg
from support.reading import calendar, vevent

GOLDEN = Path(__file__).parents[2] / "golden"
WHEN = "DTSTART:20260105T180000Z|DTEND:20260105T190000Z"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("IMAGE;VALUE=URI:https://ok.test/a.png", "image", "https://ok.test/a.png"),
        (
            "CONCEPT:https://ok.test/a|CONCEPT:https://ok.test/b",
            "concepts",
            ("https://ok.test/a", "https://ok.test/b"),
        ),
        ("REFID:koruka", "part_of", "koruka"),
        (
            "LINK;VALUE=URI;LINKREL=license:https://ok.test/a",
            "links",
            (Link(url="https://ok.test/a", relation="license"),),
        ),
        (
            "LINK;LINKREL=next;LABEL=\"Om ^^ ^'oss^'; her\";LANGUAGE=en;VALUE=URI:https://ok.test/a",
            "links",
            (Link(url="https://ok.test/a", relation="next", label=LocalText(en='Om ^ "oss"; her')),),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_elsewhere_is_read(line, field, value):
    result = read(calendar(vevent(f"{WHEN}|{line}")))
    assert getattr(result.events[0], field) == value
    assert result.losses == ()


@pytest.mark.parametrize(
    "line",
    [
        "IMAGE;VALUE=BINARY;ENCODING=BASE64:aGVp",
        "IMAGE;VALUE=URI:ftp://ok.test/a",
        "IMAGE;VALUE=URI:javascript:alert(1)",
        "CONCEPT:urn:x",
        "REFID:Two words",
        "LINK;VALUE=UID;LINKREL=next:some-uid",
        'LINK;VALUE=URI;LINKREL="https://ok.test/relation":https://ok.test/a',
        "COLOR:teal",
    ],
)
def test_what_the_model_does_not_take_is_lost(line):
    result = read(calendar(vevent(f"{WHEN}|{line}")))
    assert next(loss.what.split()[0] for loss in result.losses) == line.partition(":")[0].partition(";")[0]
    assert result.events[0].image is None
    assert result.events[0].links == ()


def test_the_colour_of_an_event_is_that_of_its_torg():
    house = Torg(id="t", name=LocalText(nb="Torg"), colour="teal")
    assert read(calendar(vevent(f"{WHEN}|COLOR:teal")), torg=house).losses == ()
    assert len(read(calendar(vevent(f"{WHEN}|COLOR:red")), torg=house).losses) == 1


def test_the_golden_feed_is_read_without_loss(monkeypatch):
    monkeypatch.syspath_prepend(str(GOLDEN))
    monkeypatch.delitem(sys.modules, "house", raising=False)
    house = import_module("house")

    result = read((GOLDEN / "house.ics").read_bytes(), torg=house.TORG, organisations=(house.CLUB,))
    assert result.losses == result.problems == ()
    expected = {event.uid: event for event in house.PROGRAMME.events}
    for event in result.events:
        before = expected.pop(event.uid)
        for name in ("title", "text", "rooms", "organiser", "url", "online_url", "image", "links"):
            assert getattr(event, name) == getattr(before, name), name
        assert (event.concepts, event.part_of) == (before.concepts, before.part_of)
    assert expected == {}
