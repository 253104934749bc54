"""What a type checker knows about feeds that are served and written. mypy reads it; pytest runs it too."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import assert_type

from innbyggertorg import all_feeds, feed, write_all
from innbyggertorg.chrono import DateRange
from innbyggertorg.http import ASGIApplication, Collection, Representation, Response
from innbyggertorg.ical import Feed, Written, opening_feed
from innbyggertorg.model import LocalText, Programme, Torg
from innbyggertorg.opening import OpeningSchedule

PROGRAMME = Programme(torgs=(Torg(id="t", name=LocalText(nb="T")),))


def test_a_feed_that_is_served() -> None:
    made = feed(PROGRAMME)
    assert_type(made.etag, str)
    assert_type(made.last_modified, str | None)
    assert_type(made.after(made), Feed)
    assert_type(made.representation, Representation)
    assert_type(made.asgi(), ASGIApplication)
    assert_type(made.respond({"Accept": "*/*"}), Response)
    status, headers, body = made.respond([("Accept", "*/*")], "HEAD", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert_type(status, int)
    assert_type(headers, tuple[tuple[str, str], ...])
    assert_type(body, bytes)


def test_all_feeds(tmp_path: Path) -> None:
    assert_type(all_feeds(PROGRAMME), Collection)
    assert_type(write_all(PROGRAMME, tmp_path), Written)


def test_opening_hours() -> None:
    house = Torg(id="t", name=LocalText(nb="T"), opening=OpeningSchedule.weekly({"mo": "10-12"}))
    days = DateRange.year(2026)
    assert_type(opening_feed(house, days=days, changed_at=datetime(2026, 1, 1, tzinfo=UTC)), Feed)
    assert date(2026, 1, 1) in days
