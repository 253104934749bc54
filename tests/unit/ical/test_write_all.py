"""All feeds of a programme in a folder: what is written, what is left alone, and what the page says."""

import errno
import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

import innbyggertorg
from innbyggertorg.errors import InvalidValueError, LimitExceededError, StorageError, WrongTypeError
from innbyggertorg.ical import Written, all_feeds, feed, write_all
from innbyggertorg.limits import Limits
from innbyggertorg.model import (
    Contact,
    Event,
    LocalText,
    Organisation,
    Programme,
    Room,
    Sector,
    Service,
    Torg,
    Visibility,
)
from innbyggertorg.recurrence import RecurrenceRule, Series
from support.client_safe import assert_client_safe

CHANGED = datetime(2026, 1, 1, tzinfo=UTC)
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX alone has it")


def named(thing):
    return LocalText(nb=thing, en=f"{thing} in English")


def event(name, rooms=(), **more):
    when = Series(datetime(2026, 3, 1, 18), timedelta(hours=1))
    more = {"title": named(name), "series": when, "changed_at": CHANGED} | more
    return Event(id=name, torg="heggedal", rooms=rooms, **more)


TORG = Torg(
    id="heggedal",
    name=named('Heggedal <torg> & "hus"'),
    rooms=(Room(id="scene", name=named("Scenen")), Room(id="kafe", name=named("Kaféen"))),
    services=(Service(id="bibliotek", name=named("Biblioteket"), rooms=("scene",)),),
)
PROGRAMME = Programme(
    torgs=(TORG,),
    organisations=(
        Organisation(id="korps", name=named("Korpset"), contact=Contact(email="canary@ok.test")),
        Organisation(id="canary-person", name=named("Canary Person"), sector=Sector.PRIVATE),
    ),
    events=(
        event("konsert", ("scene",), organiser="korps"),
        event("kaffe", ("kafe",), organiser="canary-person"),
        event("canary", ("kafe",), visibility=Visibility.INTERNAL),
    ),
)
FILES = (
    "heggedal-room-kafe.ics",
    "heggedal-room-scene.ics",
    "heggedal-service-bibliotek.ics",
    "heggedal.ics",
    "index.html",
    "index.json",
    "organiser-korps.ics",
)


def listing(folder):
    return tuple(sorted(path.name for path in folder.iterdir()))


def times(folder):
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def made_old(folder):
    for path in folder.iterdir():
        os.utime(path, ns=(10**18, 10**18))
    return times(folder)


@pytest.fixture
def folder(tmp_path):
    write_all(PROGRAMME, tmp_path / "feeds")
    return tmp_path / "feeds"


def test_there_is_a_feed_for_each_and_a_page(tmp_path):
    found = write_all(PROGRAMME, str(tmp_path / "feeds"))
    assert found.written == FILES == listing(tmp_path / "feeds")
    assert found == Written(written=FILES)
    made = {path.stem: path.read_bytes() for path in (tmp_path / "feeds").glob("*.ics")}
    for octets in made.values():
        assert_client_safe(octets)
    assert made["heggedal"] == feed(PROGRAMME, torg="heggedal").to_ical()
    assert made["heggedal-room-scene"] == feed(PROGRAMME, torg="heggedal", room="scene").to_ical()
    assert made["organiser-korps"] == feed(PROGRAMME, organiser="korps").to_ical()
    assert (
        made["heggedal-service-bibliotek"] == feed(PROGRAMME, torg="heggedal", service="bibliotek").to_ical()
    )


def test_nothing_private_is_anywhere(folder):
    for path in folder.iterdir():
        assert b"canary" not in path.read_bytes().lower()
        assert "canary" not in path.name


def test_what_does_not_change_is_not_touched(folder):
    before = made_old(folder)
    found = write_all(PROGRAMME, folder)
    assert (found.written, found.unchanged) == ((), FILES)
    assert times(folder) == before


def test_only_what_changes_is_written(folder):
    before = made_old(folder)
    moved = evolve(PROGRAMME.events[0], changed_at=CHANGED + timedelta(days=1))
    found = write_all(evolve(PROGRAMME, events=(moved, *PROGRAMME.events[1:])), folder)
    changed = {
        "heggedal-room-scene.ics",
        "heggedal-service-bibliotek.ics",
        "heggedal.ics",
        "index.json",
        "organiser-korps.ics",
    }
    assert set(found.written) == changed
    assert {name for name, when in times(folder).items() if when != before[name]} == changed


def test_the_order_of_the_programme_means_nothing(folder):
    other = evolve(
        PROGRAMME,
        torgs=(evolve(TORG, rooms=TORG.rooms[::-1]),),
        events=PROGRAMME.events[::-1],
        organisations=PROGRAMME.organisations[::-1],
    )
    assert write_all(other, folder).unchanged == FILES


def test_progress_is_told_after_each_file(tmp_path):
    told = []
    write_all(PROGRAMME, tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told == [(n, len(FILES)) for n in range(1, len(FILES) + 1)]


def test_a_progress_that_stops_it_leaves_whole_files(tmp_path):
    def stop(done, total):
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_all(PROGRAMME, tmp_path, progress=stop)
    assert len(listing(tmp_path)) == 3
    write_all(PROGRAMME, tmp_path)
    assert listing(tmp_path) == FILES


def test_what_a_feed_loses_is_told_by_its_file(tmp_path):
    daily = Series(datetime(2026, 3, 1, 18), timedelta(hours=1), rules=(RecurrenceRule.parse("FREQ=DAILY"),))
    found = write_all(
        evolve(PROGRAMME, events=(event("e", series=daily),)), tmp_path, horizon=date(2026, 4, 1), flat=True
    )
    assert [(name, "goes on after 2026-04-01" in loss.what) for name, loss in found.losses] == [
        ("heggedal.ics", True)
    ]


# --- files of others, and files of before --------------------------------------------------------------

WITHOUT_ROOMS = evolve(
    PROGRAMME, torgs=(evolve(TORG, rooms=TORG.rooms[1:], services=()),), events=PROGRAMME.events[1:]
)
GONE = ("heggedal-room-scene.ics", "heggedal-service-bibliotek.ics")


def test_feeds_of_before_are_named_and_stay(folder):
    for _ in range(2):
        assert write_all(WITHOUT_ROOMS, folder).stale == GONE
    assert listing(folder) == FILES
    assert "Scenen" not in (folder / "index.html").read_text("utf-8")


def test_feeds_of_before_are_removed_where_that_is_asked_for(folder):
    write_all(WITHOUT_ROOMS, folder)
    found = write_all(WITHOUT_ROOMS, folder, remove=True)
    assert (found.removed, found.stale) == (GONE, ())
    assert set(FILES) - set(listing(folder)) == set(GONE)
    assert write_all(WITHOUT_ROOMS, folder, remove=True).removed == ()


def test_what_somebody_else_has_written_is_never_removed(folder):
    (folder / "mine.ics").write_bytes(b"mine")
    (folder / GONE[0]).write_bytes(b"changed by hand")
    found = write_all(WITHOUT_ROOMS, folder, remove=True)
    assert (found.removed, found.stale) == (GONE[1:], GONE[:1])
    assert (folder / "mine.ics").read_bytes() == b"mine"
    assert (folder / GONE[0]).read_bytes() == b"changed by hand"


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"3",
        b"null",
        b'{"feeds": 3}',
        b'{"feeds": [3, null, {"file": 3}, {"file": "a.ics", "sha256": null}]}',
        b'{"stale": {"file": "a"}}',
        b"NaN",
        b'{"feeds": [{"file": "' + b"x" * (6 * 2**20) + b'"}]}',
    ],
    ids=lambda octets: repr(octets[:20]),
)
def test_a_list_that_somebody_has_spoilt_removes_nothing(folder, forged):
    (folder / "index.json").write_bytes(forged)
    found = write_all(WITHOUT_ROOMS, folder, remove=True)
    assert (found.removed, found.stale) == ((), ())
    assert set(GONE) < set(listing(folder))


@pytest.mark.parametrize(
    "name", ["../outside.ics", "/outside.ics", "..", "index.html", "sub/../../outside.ics", "a.ICS"]
)
def test_a_forged_list_reaches_nothing_outside(tmp_path, folder, name):
    outside = tmp_path / "outside.ics"
    outside.write_bytes(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (folder / "index.json").write_text(json.dumps({"stale": [{"file": name, "sha256": empty}]}))
    assert write_all(PROGRAMME, folder, remove=True).removed == ()
    assert outside.exists()
    assert (folder / "index.html").exists()


@posix
def test_a_link_is_not_removed(tmp_path, folder):
    elsewhere = tmp_path / "elsewhere.ics"
    (folder / GONE[0]).rename(elsewhere)
    (folder / GONE[0]).symlink_to(elsewhere)
    assert write_all(WITHOUT_ROOMS, folder, remove=True).removed == GONE[1:]
    assert elsewhere.exists()
    assert (folder / GONE[0]).is_symlink()


def test_a_file_that_cannot_be_removed_stays_in_the_list(folder, monkeypatch):
    def fails(self, missing_ok=False):
        raise OSError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", fails)
        assert write_all(WITHOUT_ROOMS, folder, remove=True).stale == GONE
    assert write_all(WITHOUT_ROOMS, folder, remove=True).removed == GONE


# --- names --------------------------------------------------------------------------------------------


def test_names_never_meet(tmp_path):
    a = evolve(TORG, id="a", rooms=(Room(id="b", name=named("B")),), services=())
    twins = tuple(Torg(id=name, name=named(name)) for name in ("a-room-b", "organiser-korps", "x" * 63))
    rooms = tuple(Room(id=f"{'r' * 60}{n}", name=named(str(n))) for n in range(3))
    many = Programme(
        torgs=(a, *twins, evolve(TORG, id="y" * 63, rooms=rooms, services=())),
        organisations=PROGRAMME.organisations,
    )
    written = write_all(many, tmp_path).written
    assert len(written) == len(set(written)) == 5 + 1 + 3 + 1 + 2
    assert {"a.ics", "a-room-b.ics", "organiser-korps.ics"} < set(written)
    assert written == listing(tmp_path)
    assert write_all(evolve(many, torgs=many.torgs[::-1]), tmp_path).written == ()


# --- the page -----------------------------------------------------------------------------------------


class Page(HTMLParser):
    """Reads a page, and checks that its tags are balanced and that it asks nobody for anything."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.links, self.language = [], [], [], None
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        assert tag not in {"script", "link", "img", "iframe", "object", "form", "base"}
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        self.tags.append(tag)
        if tag == "html":
            self.language = attributes["lang"]
        if tag == "a":
            self.links.append((attributes["href"], attributes.get("aria-label")))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page(programme=PROGRAMME, **more):
    return all_feeds(programme, **more).respond("/").body.decode()


def test_the_page_leads_to_each_feed_by_a_text_of_its_own(folder):
    read = Page((folder / "index.html").read_text("utf-8"))
    assert {href for href, _ in read.links} == {name for name in FILES if name.endswith(".ics")}
    labels = [label for _, label in read.links]
    assert len(set(labels)) == len(labels)
    assert read.tags.count("h1") == read.tags.count("main") == read.tags.count("title") == 1
    headings = [int(tag[1]) for tag in read.tags if tag in {"h1", "h2", "h3"}]
    assert all(after <= before + 1 for before, after in pairwise(headings))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Kalendere å abonnere på", "Tjenester", "Rom", "Arrangører", "Kaféen<")),
        ("nn", ("Kalendrar å abonnere på", "Tenester", "Rom", "Arrangørar", "Kaféen<")),
        ("en", ("Calendars to subscribe to", "Services", "Rooms", "Organisers", "Kaféen in English<")),
    ],
)
def test_the_page_is_in_the_language_asked_for(language, words):
    html = page(language=language)
    assert Page(html).language == language
    assert all(word in html for word in words)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=x>', "</style>", "&lt;", "' a='"]
)
def test_text_stays_text(text):
    plain, hostile = (
        page(
            Programme(
                torgs=(
                    evolve(
                        TORG,
                        name=LocalText(nb=name),
                        rooms=(Room(id="r", name=LocalText(nb=name)),),
                        services=(),
                    ),
                ),
                organisations=(Organisation(id="o", name=LocalText(nb=name)),),
            )
        )
        for name in ("text", text)
    )
    assert Page(hostile).tags == Page(plain).tags
    assert Page(hostile).links[0][1].endswith(text)


def test_names_are_in_the_order_of_the_norwegian_alphabet():
    rooms = tuple(
        Room(id=f"r{n}", name=LocalText(nb=name)) for n, name in enumerate(["Å", "ø", "Æ", "z", "A"])
    )
    html = page(Programme(torgs=(evolve(TORG, rooms=rooms, services=()),)))
    places = [html.index(f">{name}<") for name in ("A", "z", "Æ", "ø", "Å")]
    assert places == sorted(places)


# --- served -------------------------------------------------------------------------------------------


def test_what_is_written_is_what_is_served(folder):
    served = all_feeds(PROGRAMME)
    for name in FILES:
        if name != "index.json":
            assert served.respond(f"/{name}").body == (folder / name).read_bytes()
    assert served.respond("/index.json").status == 404
    fewer = all_feeds(WITHOUT_ROOMS).after(served)
    before = served.respond("/heggedal.ics").header("Last-Modified")
    assert before == "Thu, 01 Jan 2026 00:00:00 GMT"
    assert fewer.respond("/heggedal.ics").header("Last-Modified") == "Thu, 01 Jan 2026 00:00:01 GMT"
    with pytest.raises(WrongTypeError):
        served.after(None)


# --- what cannot be -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"programme": TORG}, WrongTypeError),
        ({"directory": None}, WrongTypeError),
        ({"directory": 3}, WrongTypeError),
        ({"directory": "a\0b"}, StorageError),
        ({"directory": "\ud800"}, StorageError),
        ({"directory": "nowhere/feeds"}, StorageError),
        ({"directory": "a" * 300}, StorageError),
        ({"directory": "file"}, StorageError),
        ({"language": "se"}, InvalidValueError),
        ({"flat": 1}, WrongTypeError),
        ({"horizon": datetime(2026, 1, 1)}, WrongTypeError),
        ({"progress": 3}, WrongTypeError),
        ({"remove": 1}, WrongTypeError),
        ({"limits": 3}, WrongTypeError),
    ],
    ids=str,
)
def test_arguments_that_cannot_be(tmp_path, monkeypatch, arguments, error):
    monkeypatch.chdir(tmp_path)
    Path("file").write_bytes(b"")
    with pytest.raises(error):
        write_all(**{"programme": PROGRAMME, "directory": tmp_path / "feeds"} | arguments)
    assert listing(tmp_path) == ("file",)


def test_a_file_that_is_in_the_way_is_an_error_that_names_it(tmp_path):
    (tmp_path / "heggedal.ics").mkdir()
    with pytest.raises(StorageError, match=r"heggedal\.ics"):
        write_all(PROGRAMME, tmp_path)


@posix
def test_a_pipe_in_the_way_is_an_error_and_no_hang(tmp_path):
    os.mkfifo(tmp_path / "heggedal.ics")
    with pytest.raises(StorageError, match="no ordinary file"):
        write_all(PROGRAMME, tmp_path)


def test_a_series_with_too_many_occurrences_is_an_error(tmp_path):
    hourly = Series(datetime(2026, 3, 1), timedelta(hours=1), rules=(RecurrenceRule.parse("FREQ=HOURLY"),))
    with pytest.raises(LimitExceededError):
        write_all(
            evolve(PROGRAMME, events=(event("e", series=hourly),)), tmp_path, limits=Limits(occurrences=9)
        )


def test_the_root_of_the_package_has_them():
    assert innbyggertorg.write_all is write_all
    assert innbyggertorg.all_feeds is all_feeds
