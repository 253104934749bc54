"""The Atom feed: what RFC 4287 asks for, read with the standard library's parser of XML."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from attrs import evolve
from hypothesis import given

from innbyggertorg import testing
from innbyggertorg.chrono import Interval
from innbyggertorg.errors import InnbyggertorgError, InvalidValueError, UnknownSchoolYearError, WrongTypeError
from innbyggertorg.exchange import atom
from innbyggertorg.model import LocalText
from innbyggertorg.recurrence import Series
from support.examples import examples
from support.houses import golden

PLACE = "Kulturscenen, Kaféen, 1. etasje, Heggedal innbyggertorg, 1389 Heggedal"
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://torg.example/kommer.atom?a=1&b=2"
YEAR = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
MAY = Interval(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC))


def written(programme, window=YEAR, **more):
    octets, losses = atom.feed(programme, window, address=ADDRESS, **more)
    return ElementTree.fromstring(octets.decode("utf-8").partition("\n")[2]), losses


def test_the_exact_bytes_of_a_small_feed():
    programme = golden()
    programme = evolve(programme, events=programme.events[1:2])
    octets, (loss,) = atom.feed(programme, MAY, address=ADDRESS)
    text = programme.events[0].text.nb
    assert octets.decode("utf-8").splitlines() == [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb">',
        "<id>urn:uuid:cf274caf-a363-529a-8407-bd6b44de58b6</id>",
        "<title>Heggedal innbyggertorg</title>",
        "<updated>2026-02-01T12:00:00Z</updated>",
        '<link rel="self" type="application/atom+xml" href="https://torg.example/kommer.atom?a=1&amp;b=2"/>',
        '<link rel="alternate" href="https://heggedal.example/"/>',
        "<author><name>Heggedal innbyggertorg</name></author>",
        "<entry>",
        "<id>urn:uuid:292f7f0b-b07d-5630-b30f-aa7cade156d0</id>",
        "<title>Konsert</title>",
        "<updated>2026-02-01T12:00:00Z</updated>",
        '<link rel="alternate" href="https://korps.example/konsert"/>',
        '<link rel="related" href="https://video.example/konsert"/>',
        "<author><name>Heggedal skolekorps</name></author>",
        '<category term="concert" label="Konsert"/>',
        '<category term="families" label="Familier"/>',
        f"<summary>9. mai 2026 kl. 18.00. {PLACE}</summary>",
        *f'<content type="text">{text}</content>'.splitlines(),
        "</entry>",
        "</feed>",
    ]
    assert loss.where == "entries"


def test_what_rfc_4287_asks_for_is_there_once():
    root, _ = written(golden())
    for element in (root, *root.iter(f"{ATOM}entry")):
        names = ("id", "title", "updated", "content") if element is not root else ("id", "title", "updated")
        for name in names:
            assert len(element.findall(ATOM + name)) == 1
        relations = [link.get("rel") for link in element.findall(f"{ATOM}link")]
        assert len(set(relations)) == len(relations)
    assert len(root.findall(f"{ATOM}author")) == 1
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids)
    updated = [element.text for element in root.iter(f"{ATOM}updated")]
    assert updated[0] == max(updated[1:])


def test_an_entry_keeps_its_id_when_its_occurrence_moves():
    programme = golden()
    moved = programme.events[1]
    later = evolve(moved, series=Series(moved.series.first + timedelta(days=1), moved.series.length))
    assert later.uid == moved.uid
    root, _ = written(programme)
    titles = {
        entry.find(f"{ATOM}id").text: entry.find(f"{ATOM}title").text for entry in root.iter(f"{ATOM}entry")
    }
    practice = [name for name in titles.values() if name.endswith(("Ovelse", "Generalprøve"))]
    assert "AVLYST: Ovelse" in practice
    assert "AVLYST: Avlyst" in titles.values()
    assert "Generalprøve" in practice


def test_an_empty_feed_is_a_feed():
    root, losses = written(evolve(golden(), events=()))
    assert root.find(f"{ATOM}updated").text == "1970-01-01T00:00:00Z"
    assert losses == ()


def test_what_xml_cannot_hold_is_replaced_and_reported():
    programme = golden()
    event = evolve(programme.events[1], title=LocalText(nb="a\ufffeb\uffff"))
    root, losses = written(evolve(programme, events=(event,)))
    assert root.find(f"{ATOM}entry/{ATOM}title").text == "a\ufffdb\ufffd"
    assert losses[-1].what == "2 noncharacters of Unicode"


@given(testing.programmes(most=2))
@examples(10)
def test_hostile_texts_come_back_as_they_were(programme):
    try:
        found = programme.occurrences(YEAR)
    except UnknownSchoolYearError:
        return
    root, _ = written(programme)
    titles = [element.text for element in root.iterfind(f"{ATOM}entry/{ATOM}title")]
    assert [title.removeprefix("AVLYST: ") for title in titles] == [
        one.title.in_language("nb")
        .replace("\ufffe", "\ufffd")
        .replace("\uffff", "\ufffd")
        .removeprefix("AVLYST: ")
        for one in found
    ]
    of_entries = {"entry", "author", "name", "category", "summary", "content"}
    names = {"feed", "id", "title", "updated", "link"} | of_entries
    assert {element.tag for element in root.iter()} <= {ATOM + name for name in names}


@pytest.mark.parametrize(
    "address", ["torg.atom", "javascript:alert(1)", 'https://x.example/"', "https://u@x.example/", 5, None]
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises((InvalidValueError, WrongTypeError), match=r"atom\.feed address"):
        atom.feed(golden(), YEAR, address=address)


@pytest.mark.parametrize(
    "wrong", [{"language": "de"}, {"torg": "nowhere"}, {"limits": 5}, {"window": "may"}, {"programme": None}]
)
def test_arguments_are_checked(wrong):
    given = {"programme": golden(), "window": YEAR, "address": ADDRESS} | wrong
    with pytest.raises(InnbyggertorgError):
        atom.feed(given.pop("programme"), given.pop("window"), **given)
