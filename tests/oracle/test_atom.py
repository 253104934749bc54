"""The Atom feed as feedparser reads it."""

from datetime import UTC, datetime

import pytest

from innbyggertorg.chrono import Interval
from innbyggertorg.exchange import atom
from support.houses import golden

YEAR = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def test_a_reader_finds_each_occurrence_without_complaint():
    feedparser = pytest.importorskip("feedparser", reason="feedparser comes with the extra dev")
    programme = golden()
    octets, _ = atom.feed(programme, YEAR, address="https://torg.example/a.atom")
    read = feedparser.parse(octets, response_headers={"content-type": "application/atom+xml"})
    assert not read.bozo, read.get("bozo_exception")
    assert read.version == "atom10"
    assert read.feed.title == "Heggedal innbyggertorg"
    found = programme.occurrences(YEAR)
    assert len(read.entries) == len(found)
    for entry, one in zip(read.entries, found, strict=True):
        assert entry.title.removeprefix("AVLYST: ") == one.title.in_language("nb")
        assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) == one.event.changed_at
        assert one.event.url in {None, entry.link}
        if one.text is not None:
            assert entry.content[0].value == one.text.in_language("nb").strip()
