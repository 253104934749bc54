"""A feed fetched by real calendar programs and taken by a CalDAV server, all on the loopback interface."""

import base64
import importlib.util
import json
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from innbyggertorg.chrono import Interval
from innbyggertorg.documents import load
from innbyggertorg.ical import all_feeds, feed
from oracle.feed_judges import RecurringIcalEvents
from oracle.loopback import ask, radicale, run, served
from support.happenings import of_the_model

EXAMPLES = Path(__file__).parents[2] / "examples" / "asker"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
OSLO = ZoneInfo("Europe/Oslo")
WINDOW = Interval(datetime(2022, 2, 28, 23, tzinfo=UTC), datetime(2022, 11, 29, 23, tzinfo=UTC))
CREDENTIALS = "Basic " + base64.b64encode(b"torg:torg").decode()


def needs(*modules):
    for module in modules:
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed; it comes with the extra dev")


@pytest.fixture(scope="module")
def programme():
    return load(*sorted(EXAMPLES.glob("*.toml")))


@pytest.fixture(scope="module")
def made(programme):
    return feed(programme, torg="heggedal", horizon=date(2023, 6, 30))


def uids(octets):
    text = octets.decode().replace("\r\n ", "")
    return {line for line in text.splitlines() if line.startswith("UID:")}


@pytest.fixture(scope="module")
def fetched(tmp_path_factory, made):
    """The events of a feed, each in a file of its own, as vdirsyncer fetched them."""
    needs("vdirsyncer")
    folder = tmp_path_factory.mktemp("vdirsyncer")
    events = folder / "events"
    events.mkdir()
    config = folder / "vdirsyncer.ini"
    with served(made.wsgi()) as (url, seen):
        lines = [
            *("[general]", f'status_path = "{folder / "status"}"'),
            *("[pair torg]", 'a = "web"', 'b = "files"', "collections = null"),
            *("[storage web]", 'type = "http"', f'url = "{url}/heggedal.ics"'),
            *("[storage files]", 'type = "filesystem"', f'path = "{events}"', 'fileext = ".ics"'),
        ]
        config.write_text("\n".join(lines) + "\n", "utf-8")
        run(folder, "vdirsyncer", "-c", str(config), "discover", "torg")
        run(folder, "vdirsyncer", "-c", str(config), "sync", "torg")
        before = {path.name: path.stat().st_mtime_ns for path in events.iterdir()}
        run(folder, "vdirsyncer", "-c", str(config), "sync", "torg")
        after = {path.name: path.stat().st_mtime_ns for path in events.iterdir()}
    assert before == after, "what has not changed is not fetched again"
    assert {code for *_, code in seen} == {200}
    return events


def test_vdirsyncer_fetches_each_event_once(fetched, made):
    files = [path.read_bytes() for path in fetched.glob("*.ics")]
    assert len(files) == len(uids(made.to_ical())) > 10
    assert all(len(uids(octets)) == 1 for octets in files)  # it gives them UIDs of its own


def test_khal_lists_what_happens(fetched, programme, tmp_path):
    needs("khal")
    config = tmp_path / "khal.ini"
    config.write_text(
        f"[calendars]\n[[torg]]\npath = {fetched}\ntype = calendar\n"
        "[locale]\nlocal_timezone = Europe/Oslo\ndefault_timezone = Europe/Oslo\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n",
        "utf-8",
    )
    printed = run(
        tmp_path,
        *("khal", "-c", str(config), "list", "--day-format", "", "--json", "start-long-full"),
        *("--json", "end-long-full", "--json", "title", "--json", "all-day", "2022-03-01", "2022-11-29"),
    )
    listed = [each for line in printed.splitlines() if line.strip() for each in json.loads(line)]
    found = {
        (each["start-long-full"][:10], each["title"]) if each["all-day"] == "True" else times(each)
        for each in listed
    }
    expected = {
        (start, title) if isinstance(start, str) else (shown(start), shown(end), title)
        for start, end, title, _ in of_the_model(programme, WINDOW, "heggedal")
    }
    assert len(expected) > 50
    assert found == expected


def times(each):
    return each["start-long-full"], each["end-long-full"], each["title"]


def shown(seconds):
    return f"{datetime.fromtimestamp(seconds, OSLO):%Y-%m-%d %H:%M}"


QUERY = """<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><C:calendar-data><C:expand start="{start}" end="{end}"/></C:calendar-data></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="{start}" end="{end}"/>
</C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>
"""


def test_radicale_takes_the_events_and_gives_them_back(tmp_path, programme, made):
    needs("radicale")
    with radicale(tmp_path) as caldav:
        home = f"{caldav}/torg/heggedal/"
        put = ask(home, "PUT", made.to_ical(), Authorization=CREDENTIALS, Content_Type="text/calendar")
        octets = ask(home, Authorization=CREDENTIALS)[2]
        span = {"start": stamp(WINDOW.start), "end": stamp(WINDOW.end)}
        query = QUERY.format(**span).encode()
        answer = ask(home, "REPORT", query, Authorization=CREDENTIALS, Depth="1", Content_Type="text/xml")[2]
    assert put[0] == 201
    assert uids(octets) == uids(made.to_ical())
    expected = of_the_model(programme, WINDOW, "heggedal")
    assert RecurringIcalEvents(tmp_path).expand(octets, WINDOW) == expected
    texts = [each.text for each in ElementTree.fromstring(answer).iter(f"{CALDAV}calendar-data")]
    found = {
        (event["DTSTART"].dt.timestamp(), str(event["SUMMARY"]))
        for text in texts
        for event in Calendar.from_ical(text).walk("VEVENT")
        if isinstance(event["DTSTART"].dt, datetime)
    }
    wanted = {(start, title) for start, _, title, _ in expected if not isinstance(start, str)}
    assert wanted == found


def stamp(moment):
    return f"{moment:%Y%m%dT%H%M%SZ}"


def test_a_client_that_keeps_its_copy_is_told_that_it_holds(made):
    with served(made.wsgi()) as (url, seen):
        status, headers, body = ask(url)
        assert (status, body) == (200, made.to_ical())
        for more in ({"If_None_Match": headers["ETag"]}, {"If_Modified_Since": headers["Last-Modified"]}):
            with pytest.raises(OSError, match="304"):
                ask(url, **more)
        assert ask(url, "HEAD")[2] == b""
        with pytest.raises(OSError, match="405"):
            ask(url, "PUT", b"")
    assert [code for *_, code in seen] == [200, 304, 304, 200, 405]


def test_all_feeds_are_served_side_by_side(programme):
    with served(all_feeds(programme).wsgi()) as (url, _):
        page = ask(url + "/")[2].decode()
        links = [part.split('"')[0] for part in page.split('href="')[1:]]
        assert len(links) > 20
        for link in links:
            status, headers, body = ask(f"{url}/{link}")
            assert status == 200
            assert headers["Content-Type"] == "text/calendar; charset=utf-8"
            assert body.startswith(b"BEGIN:VCALENDAR\r\n")
        with pytest.raises(OSError, match="404"):
            ask(f"{url}/..%2f..%2fetc/passwd")
