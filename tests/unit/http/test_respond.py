"""What a request is answered with, header by header."""

import gzip
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.http import Representation
from support.watchdog import ends

CHANGED = datetime(2026, 3, 1, 17, 4, 5, tzinfo=UTC)
SERVED = Representation(
    content=b"BEGIN:VCALENDAR\r\n" * 100,
    media_type="text/calendar; charset=utf-8",
    file_name="heggedal.ics",
    changed_at=CHANGED,
)
ETAG = SERVED.etag
PACKED = SERVED.respond({"Accept-Encoding": "gzip"})
GZIP_ETAG = PACKED.header("ETag")


def test_what_is_served_says_what_it_is():
    status, headers, body = SERVED.respond()
    assert status == 200
    assert body == SERVED.content
    assert dict(headers) == {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Length": "1700",
        "Content-Disposition": 'attachment; filename="heggedal.ics"',
        "X-Content-Type-Options": "nosniff",
        "ETag": ETAG,
        "Last-Modified": "Sun, 01 Mar 2026 17:04:05 GMT",
        "Cache-Control": "public, max-age=900",
        "Vary": "Accept-Encoding",
    }


def test_a_head_has_the_headers_of_a_get_and_no_body():
    for asked in ({}, {"accept-encoding": "gzip"}, {"if-none-match": ETAG}):
        get, head = SERVED.respond(asked), SERVED.respond(asked, "HEAD")
        assert head[:2] == get[:2]
        assert head.body == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "get", "", "GET\r\nX: y"])
def test_any_other_method_is_not_allowed(method):
    refused = SERVED.respond({"If-None-Match": "*"}, method)
    assert refused.status == 405
    assert refused.header("Allow") == "GET, HEAD"


# --- conditions ---------------------------------------------------------------------------------------

IMF, RFC_850, ASCTIME = (
    "Sun, 01 Mar 2026 17:04:05 GMT",
    "Sunday, 01-Mar-26 17:04:05 GMT",
    "Sun Mar  1 17:04:05 2026",
)

CONDITIONS = [
    ("the tag", {"If-None-Match": ETAG}, 304),
    ("the tag, weak", {"If-None-Match": f"W/{ETAG}"}, 304),
    ("any", {"If-None-Match": "*"}, 304),
    ("any, with blanks", {"If-None-Match": " * \t"}, 304),
    ("a list", {"If-None-Match": f'"a", W/"b,c" ,{ETAG}'}, 304),
    ("a list with empty elements", {"If-None-Match": f",, {ETAG} ,,"}, 304),
    ("two headers", [("If-None-Match", '"a"'), ("if-none-match", ETAG)], 304),
    ("a name in other letters", {"iF-nONE-mATCH": ETAG}, 304),
    ("another tag", {"If-None-Match": '"a"'}, 200),
    ("the tag of what is compressed, which is not taken", {"If-None-Match": GZIP_ETAG}, 200),
    ("the tag without quotes", {"If-None-Match": ETAG.strip('"')}, 200),
    ("the tag in upper case", {"If-None-Match": ETAG.upper()}, 200),
    ("the tag within a tag", {"If-None-Match": f"W/{ETAG[:-1]}a{ETAG}"}, 200),
    ("w/ in lower case", {"If-None-Match": f"w/{ETAG}"}, 200),
    ("a star in a list", {"If-None-Match": '"a", *'}, 200),
    ("a star as a tag", {"If-None-Match": '"*"'}, 200),
    ("no comma", {"If-None-Match": f'"a" {ETAG}'}, 200),
    ("no end", {"If-None-Match": f'{ETAG}, "a'}, 200),
    ("nothing", {"If-None-Match": ""}, 200),
    ("not Latin", {"If-None-Match": "\u0661\ud800"}, 200),
    ("line breaks", {"If-None-Match": f"\r\n{ETAG}"}, 200),
    ("the date", {"If-Modified-Since": IMF}, 304),
    ("the date of RFC 850", {"If-Modified-Since": RFC_850}, 304),
    ("the date of asctime", {"If-Modified-Since": ASCTIME}, 304),
    ("an earlier date", {"If-Modified-Since": "Sun, 01 Mar 2026 17:04:04 GMT"}, 200),
    ("a later date, of what was taken back", {"If-Modified-Since": "Sun, 01 Mar 2026 17:04:06 GMT"}, 200),
    ("a date in the future", {"If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}, 200),
    ("1970", {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200),
    ("no GMT", {"If-Modified-Since": "Sun, 01 Mar 2026 17:04:05 +0000"}, 200),
    ("another case", {"If-Modified-Since": IMF.lower()}, 200),
    (
        "digits that are not ASCII",
        {"If-Modified-Since": IMF.replace("2026", "\u0662\u0660\u0662\u0666")},
        200,
    ),
    ("two dates", [("If-Modified-Since", IMF), ("If-Modified-Since", IMF)], 200),
    ("a date that is none", {"If-Modified-Since": "yesterday"}, 200),
    ("another tag beside the date", {"If-None-Match": '"a"', "If-Modified-Since": IMF}, 200),
    ("a tag that is none beside the date", {"If-None-Match": "a", "If-Modified-Since": IMF}, 200),
    ("the tag beside an earlier date", {"If-None-Match": ETAG, "If-Modified-Since": "x"}, 304),
    ("the tag must match", {"If-Match": f'"a", {ETAG}'}, 200),
    ("any must match", {"If-Match": "*"}, 200),
    ("a weak tag must match", {"If-Match": f"W/{ETAG}"}, 412),
    ("another must match", {"If-Match": '"a"', "If-None-Match": ETAG}, 412),
]


@pytest.mark.parametrize(
    ("headers", "status"), [row[1:] for row in CONDITIONS], ids=[row[0] for row in CONDITIONS]
)
def test_a_condition(headers, status):
    assert SERVED.respond(headers).status == status


def test_not_modified_repeats_what_a_cache_must_know_and_has_no_body():
    held = SERVED.respond({"If-None-Match": "*"})
    assert held.body == b""
    assert dict(held.headers) == {
        "ETag": ETAG,
        "Cache-Control": "public, max-age=900",
        "Vary": "Accept-Encoding",
        "Last-Modified": "Sun, 01 Mar 2026 17:04:05 GMT",
    }


@pytest.mark.parametrize("unit", ['"a",', "W/", '"', ",", " ", "\t,", 'W/"a"', "a", "*,", '"a" '], ids=repr)
@pytest.mark.parametrize("name", ["If-None-Match", "If-Match", "If-Modified-Since", "Accept-Encoding"])
def test_a_header_of_100_kb_is_read_in_linear_time(name, unit):
    value = unit * (100_000 // len(unit)) + '"b"'
    with ends():  # quadratic time would be minutes
        assert SERVED.respond({name: value}).status in {200, 412}


# --- content coding -----------------------------------------------------------------------------------

CODINGS = [
    (None, None),
    ("", None),
    ("gzip", "gzip"),
    ("GZIP", "gzip"),
    ("x-gzip", "gzip"),
    ("br, gzip;q=0.5", "gzip"),
    ("gzip;q=1.000", "gzip"),
    ("gzip ; Q=0.001", "gzip"),
    ("*", "gzip"),
    ("*;q=0.1", "gzip"),
    ("gzip, identity", "gzip"),
    ("gzip;q=0", None),
    ("gzip;q=0.000, *", None),
    ("*;q=0, identity", None),
    ("gzip;q=0.5, identity", None),
    ("gzip;q=0.5, identity;q=0.4", "gzip"),
    ("identity;q=0, gzip;q=0.1", "gzip"),
    ("deflate, br", None),
    ("gzip;q=2", None),
    ("gzip;q=0.1234", None),
    ("gzip;q=", None),
    ("gzip;level=9", None),
    ("gzip identity", None),
    ("\uff47zip", None),
    (";;;,,,=", None),
]


@pytest.mark.parametrize(("header", "coding"), CODINGS, ids=repr)
def test_a_coding_is_chosen(header, coding):
    answer = SERVED.respond({} if header is None else {"Accept-Encoding": header})
    assert answer.status == 200
    assert answer.header("Content-Encoding") == coding
    assert (gzip.decompress(answer.body) if coding else answer.body) == SERVED.content
    assert answer.header("Content-Length") == str(len(answer.body))
    assert answer.header("Vary") == "Accept-Encoding"


@pytest.mark.parametrize("header", ["identity;q=0", "*;q=0", "gzip;q=0, identity;q=0.0"])
def test_who_takes_nothing_gets_nothing(header):
    assert SERVED.respond({"Accept-Encoding": header}).status == 406


def test_what_is_compressed_has_a_tag_of_its_own_and_the_same_bytes_always():
    again = Representation(content=SERVED.content, media_type=SERVED.media_type, file_name=SERVED.file_name)
    assert GZIP_ETAG != ETAG
    assert again.respond({"Accept-Encoding": "gzip"}).body == PACKED.body
    assert PACKED.body[4:8] == b"\0\0\0\0", "no time"


def test_whoever_holds_either_copy_keeps_it():
    both = {"Accept-Encoding": "gzip"}
    for tag in (ETAG, GZIP_ETAG):
        held = SERVED.respond(both | {"If-None-Match": tag})
        assert (held.status, held.header("ETag")) == (304, tag)
    assert SERVED.respond({"Accept-Encoding": "identity", "If-None-Match": GZIP_ETAG}).status == 200
    assert SERVED.respond({"Accept-Encoding": "gzip, identity;q=0", "If-None-Match": ETAG}).status == 200


def test_what_compressing_makes_longer_is_sent_as_it_is():
    short = Representation(content=b"a", media_type="text/html", file_name="a.html")
    assert short.respond({"Accept-Encoding": "gzip"}).header("Content-Encoding") is None
    unless = short.respond({"Accept-Encoding": "gzip, identity;q=0"})
    assert (unless.status, gzip.decompress(unless.body)) == (200, b"a")


# --- when it was changed ------------------------------------------------------------------------------


def served(content, changed_at):
    return Representation(content=content, media_type="text/html", file_name="a.html", changed_at=changed_at)


def test_what_has_no_date_is_not_dated():
    unknown = served(b"a", None)
    assert unknown.last_modified is None
    assert unknown.respond({"If-Modified-Since": IMF}).status == 200
    assert unknown.respond().header("Last-Modified") is None


def test_a_date_is_told_in_utc_and_whole_seconds():
    east = CHANGED.astimezone(UTC).replace(microsecond=999_999)
    assert served(b"a", east).last_modified == IMF


def test_a_date_that_is_not_yet_is_not_told():
    answer = SERVED.respond({"If-Modified-Since": IMF}, now=CHANGED - timedelta(seconds=1))
    assert (answer.status, answer.header("Last-Modified")) == (200, None)
    assert SERVED.respond({"If-Modified-Since": IMF}, now=CHANGED).status == 304


HOUR = timedelta(hours=1)
AFTER = [
    ("the newest taken back", b"b", CHANGED - HOUR, CHANGED, CHANGED + timedelta(seconds=1)),
    ("changed without a date", b"b", CHANGED, CHANGED, CHANGED + timedelta(seconds=1)),
    ("changed later", b"b", CHANGED + HOUR, CHANGED, CHANGED + HOUR),
    ("everything taken back", b"b", None, CHANGED, CHANGED + timedelta(seconds=1)),
    ("the first date", b"b", CHANGED, None, CHANGED),
    ("never a date", b"b", None, None, None),
    ("the same, by a later date", b"a", CHANGED + HOUR, CHANGED, CHANGED),
    ("the same, without a date", b"a", None, CHANGED, CHANGED),
    ("after the end of time", b"b", CHANGED, datetime.max.replace(tzinfo=UTC), None),
]


@pytest.mark.parametrize(
    ("content", "changed_at", "earlier", "found"), [row[1:] for row in AFTER], ids=[row[0] for row in AFTER]
)
def test_the_date_never_goes_back_from_what_was_served_before(content, changed_at, earlier, found):
    assert served(content, changed_at).after(served(b"a", earlier)).changed_at == found


def test_a_copy_of_what_was_taken_back_is_not_taken_for_what_came_after():
    newest = served(b"two events", CHANGED)
    deleted = served(b"one event", CHANGED - HOUR)
    asked = {"If-Modified-Since": newest.last_modified}
    assert deleted.respond(asked).status == 200
    assert deleted.after(newest).respond(asked).status == 200
    assert deleted.after(newest).last_modified == "Sun, 01 Mar 2026 17:04:06 GMT"


# --- the value ----------------------------------------------------------------------------------------


def test_a_cache_that_may_keep_nothing_asks_every_time():
    always = Representation(content=b"", media_type="text/html", file_name="a.html", max_age=0)
    assert always.respond().header("Cache-Control") == "public, no-cache"


def test_it_is_a_value():
    again = pickle.loads(pickle.dumps(SERVED))
    assert again == SERVED
    assert hash(again) == hash(SERVED)
    assert again.respond() == SERVED.respond()


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("content", "text", WrongTypeError),
        ("content", bytearray(b"a"), WrongTypeError),
        ("media_type", "text/html\r\nX: y", InvalidValueError),
        ("media_type", "text/html\n", InvalidValueError),
        ("media_type", "html", InvalidValueError),
        ("media_type", None, WrongTypeError),
        ("file_name", "../a.ics", InvalidValueError),
        ("file_name", 'a".ics', InvalidValueError),
        ("file_name", "a\r\n.ics", InvalidValueError),
        ("file_name", "å.ics", InvalidValueError),
        ("file_name", "a.ics\n", InvalidValueError),
        ("file_name", ".htaccess", InvalidValueError),
        ("changed_at", datetime(2026, 1, 1), InvalidValueError),
        ("changed_at", "2026-01-01", WrongTypeError),
        ("max_age", True, WrongTypeError),
        ("max_age", 1.5, WrongTypeError),
        ("max_age", -1, InvalidValueError),
        ("max_age", 10**30, InvalidValueError),
    ],
)
def test_fields_that_cannot_be(field, value, error):
    fields = {"content": b"", "media_type": "text/html", "file_name": "a.html"}
    with pytest.raises(error, match=f"Representation.{field}"):
        Representation(**fields | {field: value})


@pytest.mark.parametrize(
    "headers", [None, 3, "If-None-Match: *", b"x", ["ab", "cd"], {"a": 1}, {1: "a"}, {b"a": b"b"}, [("a",)]]
)
def test_headers_that_are_none_are_an_error(headers):
    with pytest.raises(WrongTypeError):
        SERVED.respond(headers)


def test_arguments_of_another_type_are_an_error():
    with pytest.raises(WrongTypeError):
        SERVED.respond({}, None)
    with pytest.raises(WrongTypeError):
        SERVED.respond({}, now="2026")
    with pytest.raises(InvalidValueError):
        SERVED.respond({}, now=datetime(2026, 1, 1))
    with pytest.raises(WrongTypeError):
        SERVED.after(None)
