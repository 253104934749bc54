"""A feed over HTTP: what hostile or unlucky requests, deletions and other machines must not do to it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest
from attrs import evolve

import innbyggertorg
from innbyggertorg.documents import dumps
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.http import Collection
from innbyggertorg.ical import Feed, feed
from innbyggertorg.model import Contact, Event, LocalText, Organisation, Programme, Torg, Visibility
from innbyggertorg.recurrence import Series
from support.asking import over_asgi, over_wsgi
from support.watchdog import ends

TORG = Torg(id="heggedal", name=LocalText(nb="Heggedal innbyggertorg"))
OLD = datetime(2026, 1, 1, 12, tzinfo=UTC)
NEW = datetime(2026, 2, 1, 12, tzinfo=UTC)


def event(name, changed_at, **more):
    when = Series(datetime(2026, 3, 1, 18), timedelta(hours=1))
    title = LocalText(nb=name)
    return Event(id=name, torg="heggedal", title=title, series=when, changed_at=changed_at, **more)


BOTH = Programme(torgs=(TORG,), events=(event("a", OLD), event("b", NEW)))
ONE = Programme(torgs=(TORG,), events=(event("a", OLD),))
FEED = feed(BOTH, torg="heggedal")


REQUESTS = [
    ("changed since 1970", {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200),
    ("changed since a day in the future", {"If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}, 200),
    ("the date that was served", {"If-Modified-Since": "Sun, 01 Feb 2026 12:00:00 GMT"}, 304),
    ("the tag", {"If-None-Match": FEED.etag}, 304),
    ("the tag as a proxy weakens it", {"If-None-Match": f"W/{FEED.etag}"}, 304),
    ("any tag", {"If-None-Match": "*"}, 304),
    (
        "another tag with the right date",
        {"If-None-Match": '"a"', "If-Modified-Since": FEED.last_modified},
        200,
    ),
    ("the right tag with an old date", {"If-None-Match": FEED.etag, "If-Modified-Since": "x"}, 304),
]


@pytest.mark.parametrize(
    ("headers", "status"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS]
)
def test_a_request_for_a_feed(headers, status):
    assert FEED.respond(headers).status == status


def test_a_list_of_tags_of_100_kb_is_read_in_linear_time():
    with ends():
        assert FEED.respond({"If-None-Match": '"a",' * 25_000 + '"b"'}).status == 200


def test_a_feed_says_what_it_is():
    status, headers, body = FEED.respond({})
    found = dict(headers)
    assert (status, body) == (200, FEED.to_ical())
    assert found["Content-Type"] == "text/calendar; charset=utf-8"
    assert found["X-Content-Type-Options"] == "nosniff"
    assert found["Content-Disposition"] == 'attachment; filename="heggedal.ics"'
    assert found["ETag"] == FEED.etag
    assert found["Last-Modified"] == FEED.last_modified == "Sun, 01 Feb 2026 12:00:00 GMT"


def test_not_modified_repeats_what_a_cache_must_know_and_has_no_body():
    status, headers, body = FEED.respond({"If-None-Match": "*"})
    assert (status, body) == (304, b"")
    assert {"ETag", "Cache-Control", "Vary"} <= {name for name, _ in headers}
    assert not any(name.startswith("Content") for name, _ in headers)


def test_who_holds_a_feed_from_before_the_newest_event_was_deleted_gets_the_new_one():
    deleted = feed(ONE, torg="heggedal")
    asked = {"If-Modified-Since": FEED.last_modified}
    assert deleted.respond(asked).status == 200
    follows = deleted.after(FEED)
    assert follows.changed_at == NEW + timedelta(seconds=1)
    assert follows.respond(asked).status == 200
    assert follows.to_ical() == deleted.to_ical()
    assert follows.after(follows) == follows
    again = feed(BOTH, torg="heggedal").after(follows)
    assert again.changed_at == NEW + timedelta(seconds=2), "what comes back is newer than what it replaces"


def test_a_name_that_changes_without_a_date_is_a_change():
    renamed = feed(evolve(BOTH, torgs=(evolve(TORG, name=LocalText(nb="Heggedal")),)), torg="heggedal")
    assert renamed.last_modified == FEED.last_modified
    assert renamed.respond({"If-None-Match": FEED.etag}).status == 200
    assert renamed.after(FEED).respond({"If-Modified-Since": FEED.last_modified}).status == 200


def test_a_feed_without_events_is_served_without_a_date():
    empty = feed(Programme(torgs=(TORG,)))
    assert empty.last_modified is None
    assert empty.respond({"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}).status == 200


def test_two_feeds_of_one_programme_are_one():
    again = feed(BOTH, torg="heggedal")
    assert (again.to_ical(), again.etag) == (FEED.to_ical(), FEED.etag)


PROGRAM = """
from datetime import UTC, datetime, timedelta
from innbyggertorg.ical import feed
from innbyggertorg.model import Event, LocalText, Programme, Torg
from innbyggertorg.recurrence import Series
torg = Torg(id="t", name=LocalText(nb="T"), zone="Europe/Oslo")
changed = datetime(2026, 1, 1, tzinfo=UTC)
events = tuple(
    Event(
        id=f"e{n}", torg="t", title=LocalText(nb="E"), changed_at=changed,
        series=Series(datetime(2026, 3, 1, 18), timedelta(hours=n)),
    )
    for n in range(1, 6)
)
made = feed(Programme(torgs=(torg,), events=events))
print(made.etag, hash("a"), made.to_ical().hex())
"""


def in_another_process(**environment):
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | environment)
    return done.stdout.split()


def test_another_seed_of_hashes_gives_the_same_feed():
    one, other = in_another_process(PYTHONHASHSEED="1"), in_another_process(PYTHONHASHSEED="2")
    assert one[1] != other[1], "the seeds do differ"
    assert one[0] == other[0]
    assert one[2] == other[2]


def test_another_time_zone_database_changes_the_tag_exactly_when_it_changes_the_bytes(tmp_path):
    usual = in_another_process()
    (tmp_path / "Europe").mkdir()
    found = resources.files("tzdata") / "zoneinfo" / "Europe"
    for source in ("Oslo", "Helsinki"):
        (tmp_path / "Europe" / "Oslo").write_bytes((found / source).read_bytes())
        other = in_another_process(PYTHONTZPATH=str(tmp_path))
        assert (other[0] == usual[0]) is (other[2] == usual[2])
        assert (other[2] == usual[2]) is (source == "Oslo")


def test_a_change_that_the_public_does_not_see_changes_nothing():
    club = Organisation(id="club", name=LocalText(nb="Laget"), contact=Contact(email="canary@ok.test"))
    hidden = event("canary", NEW + timedelta(days=1), visibility=Visibility.INTERNAL, organiser="club")
    more = evolve(BOTH, events=(*BOTH.events, hidden), organisations=(club,))
    made = feed(more, torg="heggedal")
    assert made.respond() == FEED.respond()
    assert "canary" not in repr(made.respond())


ELSEWHERE = """
import json, sys
import attrs
if sys.argv[1] == "no validators":
    attrs.validators.set_disabled(True)
from innbyggertorg.documents import loads
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.http import Representation
from innbyggertorg.ical import feed
made = feed(loads(sys.argv[2], format="json"), torg="heggedal")
try:
    Representation(content=b"", media_type="text/calendar", file_name='a".ics' + chr(13) + chr(10) + "X: y")
    refused = False
except InvalidValueError:
    refused = True
print(json.dumps([refused, *(made.respond(headers).status for headers in json.loads(sys.argv[3]))]))
"""


@pytest.mark.parametrize("options", [("-O", ""), ("-OO", "no validators")], ids=" ".join)
def test_requests_are_answered_alike_without_asserts_and_validators(options):
    flag, manner = options
    asked = json.dumps([headers for _, headers, _ in REQUESTS])
    command = [sys.executable, flag, "-c", ELSEWHERE, manner, dumps(BOTH), asked]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == [True, *(status for *_, status in REQUESTS)]


# --- mounted ------------------------------------------------------------------------------------------


def test_a_feed_is_a_wsgi_application():
    status, headers, body = over_wsgi(FEED.wsgi(), "/anything")
    assert (status, headers["ETag"], body) == ("200 OK", FEED.etag, FEED.to_ical())
    assert over_wsgi(FEED.wsgi(), "/", HTTP_IF_NONE_MATCH=FEED.etag)[0] == "304 Not Modified"


def test_a_feed_is_an_asgi_application():
    status, headers, body = over_asgi(FEED.asgi(), "/anything")
    assert (status, headers[b"etag"], body) == (200, FEED.etag.encode(), FEED.to_ical())
    assert over_asgi(FEED.asgi(), headers=[(b"if-none-match", FEED.etag.encode())])[0] == 304


def test_a_path_never_leads_to_a_file():
    several = Collection((FEED.representation, feed(ONE, name="one").representation))
    assert over_wsgi(several.wsgi(), "/heggedal.ics")[2] == FEED.to_ical()
    for path in (
        "/feeds/..%2f..%2fetc/passwd",
        "/../../../../etc/passwd",
        "/heggedal.ics/..",
        "/heggedal",
        "/",
    ):
        assert over_wsgi(several.wsgi(), path)[0] == "404 Not Found"


def test_what_is_no_feed_comes_after_nothing():
    with pytest.raises(WrongTypeError):
        FEED.after(b"")
    with pytest.raises(WrongTypeError):
        FEED.respond({}, b"GET")
    with pytest.raises(InvalidValueError):
        Feed(content=b"", name='x"\r\nSet-Cookie: a')


def test_the_root_of_the_package_has_feeds():
    assert innbyggertorg.Feed is Feed
    assert Path(f"{FEED.name}.ics").name == FEED.representation.file_name
